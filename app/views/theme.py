"""The look of the window: two themes of colour roles, the fonts, and one stylesheet made from them.

The sheet's own colours are `app.layout.look`'s; here are those of the chrome around it. Everything lies on an 8-pixel
grid and uses three sizes of text.
"""

from functools import cache
from string import Template
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.layout.look import DARK, LIGHT, PERSONA_COUNT, THEMES, Theme
from app.models.errors import ClewError
from app.views.icons import picture_file
from app.views.stylesheet import STYLESHEET

SMALL, BODY, TITLE = 12, 14, 17
"""The three sizes of text, in pixels at 100 %."""


_CHROME: Final[dict[str, tuple[str, str]]] = {
    "surface": ("#ffffff", "#161b22"),
    "rail": ("#f4f6f9", "#0f141a"),
    "strong_line": ("#c0c8d3", "#465263"),
    "notice": ("#fff5dc", "#35290f"),
    "notice_line": ("#e2c26a", "#7a6426"),
    "selection": ("#dbe7fa", "#1f3a63"),
}
"""What only the window has, light and dark: header and dialogs, rail, edges of what can be used, banners, selection."""


WRITTEN_ON: Final[dict[str, tuple[str, ...]]] = {
    "surface": ("ink", "muted", "accent", "good", "bad", "warning"),
    "rail": ("muted", "accent"),
    "panel": ("ink", "muted", "accent", "good", "bad", "warning"),
    "surround": ("ink", "muted", "accent", "bad"),
    "field": ("ink", "muted", "accent"),
    "hover": ("ink", "muted", "accent", "bad"),
    "selection": ("ink", "muted", "accent"),
    "notice": ("ink", "muted", "accent", "warning"),
    "gain_fill": ("good",),
    "accent": ("accent_ink",),
    "ink": ("surface",),
    **{f"persona_{number}": ("surface",) for number in range(PERSONA_COUNT)},
}
"""What the window writes on each ground: at least 4.5 : 1 in both themes."""

RINGED_ON: Final = ("surface", "rail", "panel", "surround", "field", "hover", "selection", "notice")
"""The grounds on which rings of the accent say where the keys are: at least 3 : 1 in both themes."""


def colours_of(look: Theme) -> dict[str, str]:
    """Return every colour role of the window in a theme, those of the sheet with dots as underscores."""
    own = {role: pair[look.dark] for role, pair in _CHROME.items()}
    return {role.replace(".", "_"): colour for role, colour in look.colours.items()} | own


@cache
def _colours(name: str) -> dict[str, str]:
    """Return the colour roles of a theme by its name, kept: rows of lists ask for them as they are painted."""
    return colours_of(THEMES[name])


def stylesheet(look: Theme) -> str:
    """Return the application's stylesheet in a theme."""
    colours = colours_of(look)
    arrow = picture_file("down", colours["muted"], 12)
    check = picture_file("check", colours["accent_ink"], 14)
    return Template(STYLESHEET).substitute(colours, arrow=arrow, check=check, small=SMALL, body=BODY, title=TITLE)


def palette(look: Theme) -> QPalette:
    """Return the palette for what the stylesheet does not paint."""
    role = QPalette.ColorRole
    roles = {
        role.Window: "surface",
        role.WindowText: "ink",
        role.Base: "field",
        role.AlternateBase: "panel",
        role.Text: "ink",
        role.Button: "surface",
        role.ButtonText: "ink",
        role.BrightText: "bad",
        role.ToolTipBase: "ink",
        role.ToolTipText: "surface",
        role.PlaceholderText: "muted",
        role.Highlight: "accent",
        role.HighlightedText: "accent_ink",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Mid: "line",
        role.Midlight: "hover",
        role.Dark: "strong_line",
        role.Light: "surface",
    }
    colours = colours_of(look)
    result = QPalette()
    for each, name in roles.items():
        result.setColor(each, QColor(colours[name]))
    for each in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours["muted"]))
    return result


def load_fonts() -> str | None:
    """Load the family that comes with Clew, regular and semibold, and return its name; none where it is missing."""
    from app.layout.text.fonts import base_face

    family = None
    for bold in (False, True):
        try:
            number = QFontDatabase.addApplicationFont(str(base_face(bold).path))
        except (ClewError, OSError):
            continue  # the system's own font shows the window just as well
        families = QFontDatabase.applicationFontFamilies(number)
        family = family or (families[0] if families else None)
    return family


class ThemeKeeper(QObject):
    """Dresses the application, and dresses it again when the system or the user changes between light and dark.

    The first stylesheet is left to `dress`: under one, every widget that is put into another is styled anew.
    """

    changed = Signal(object)
    """The new `app.layout.look.Theme`."""

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self.look = LIGHT
        application.setStyle("Fusion")
        family = load_fonts()
        font = QFont(family) if family else application.font()
        font.setPointSizeF(BODY * 72 / application.primaryScreen().logicalDotsPerInchY())  # Qt's dialogs want points
        application.setFont(font)
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self._choose_look()

    @property
    def choice(self) -> str:
        """What the user chose: "system", "light" or "dark"."""
        return self._choice

    def colour(self, role: str) -> str:
        """Return a colour of the theme by its role."""
        return _colours(self.look.name)[role]

    def choose(self, choice: str) -> None:
        """Follow the system, or stay light or dark."""
        self._choice = choice
        self._follow()

    def _follow(self) -> None:
        self._choose_look()
        self.dress()
        self.changed.emit(self.look)

    def dress(self) -> None:
        """Give the application the stylesheet of the theme, once what is in the window has been put together."""
        sheet = stylesheet(self.look)
        if self._application.styleSheet() != sheet:
            self._application.setStyleSheet(sheet)

    def _choose_look(self) -> None:
        system_is_dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.look = DARK if self._choice == "dark" or (self._choice == "system" and system_is_dark) else LIGHT
        self._application.setPalette(palette(self.look))

"""The places of the window at its left edge: those that work."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout

from app.views.icons import icon
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ToolButton

MAP, RESEARCH, INSIGHTS, PERSONAS, DECIDE = "map", "research", "insights", "personas", "decide"
FRAMEWORK, WORKSPACE = "framework", "workspace"


def tr(text: str) -> str:
    """Translate a text of the rail."""
    return QCoreApplication.translate("Rail", text)


def places() -> dict[str, str]:
    """Return the word for each place, from top to bottom."""
    return {
        MAP: tr("Map"),
        RESEARCH: tr("Research"),
        INSIGHTS: tr("Insights"),
        PERSONAS: tr("Personas"),
        DECIDE: tr("Decide"),
        FRAMEWORK: tr("Framework"),
        WORKSPACE: tr("Workspace"),
    }


class Rail(QFrame):
    """A button for each place."""

    chosen = Signal(str)

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("rail")
        self.setFixedWidth(80)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, ToolButton] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4, GRID, 3, GRID)
        rows.setSpacing(GRID // 2)
        for name, word in places().items():
            each = ToolButton()
            each.setText(word)
            each.setAccessibleName(word)
            each.setCheckable(True)
            each.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            each.setIconSize(QSize(24, 24))
            each.setFixedSize(72, 56)
            each.clicked.connect(lambda _=False, place=name: self.chosen.emit(place))
            self._group.addButton(each)
            self.buttons[name] = each
            rows.addWidget(each)
        rows.addStretch()
        theme.changed.connect(self._colour)
        self._group.buttonToggled.connect(self._colour)
        self.mark(MAP)

    def mark(self, place: str) -> None:
        """Show which place is on show."""
        self.buttons[place].setChecked(True)
        self._colour()

    @property
    def place(self) -> str:
        """The place on show."""
        return next(name for name, each in self.buttons.items() if each.isChecked())

    def _colour(self) -> None:
        for name, each in self.buttons.items():
            colour = self._theme.colour("accent" if each.isChecked() else "muted")
            each.setIcon(icon(name, colour, 24))

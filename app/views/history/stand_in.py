"""What stands in place of the map: a bar that says what is on show, and a sheet that nobody edits."""

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout

from app.canvas.accessible import announce
from app.canvas.sheet_view import MapSource, SheetView
from app.canvas.zoom_view import NEARER, ZoomView
from app.layout.lens import PLAIN, Lens, look_at
from app.layout.look import Theme
from app.layout.map_layout import lay_out_map
from app.layout.sheet import MapLayout
from app.layout.words import Words
from app.models.records import Journey
from app.views.icons import icon
from app.views.kinds import map_words
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, counted, label, restyle, wrapped

PAST, COMPARISON, REPLAY = "past", "comparison", "replay"
"""What can stand in place of the map."""

_ZOOMS: Final[dict[str, Callable[[SheetView], object]]] = {
    "zoom_in": lambda sheet: sheet.zoom_by(NEARER),
    "zoom_out": lambda sheet: sheet.zoom_by(1 / NEARER),
    "full_size": lambda sheet: sheet.zoom_to(1.0),
    "whole_map": lambda sheet: sheet.show_all(),
}
"""The commands of the map that mean the sheet, too."""


def tr(text: str) -> str:
    """Translate a text of the bar."""
    return QCoreApplication.translate("StandIn", text)


class Shown(NamedTuple):
    """A map that is ready to be shown: where it comes from, its journey, its layout; none = it has no such journey."""

    source: MapSource
    journey_id: str
    layout: MapLayout | None


def laid_out(
    source: MapSource, journey_id: str, words: Words, lens: Lens = PLAIN, previous: MapLayout | None = None
) -> Shown:
    """Lay a map out, on the worker."""
    content = source.content
    if content.find(Journey, journey_id) is None:
        return Shown(source, journey_id, None)
    sight = look_at(content, journey_id, lens, words)
    like = previous if previous is not None and previous.journey_id == journey_id else None
    return Shown(source, journey_id, lay_out_map(content, journey_id, previous=like, words=words, sight=sight))


class ElidedLabel(QLabel):
    """A line whose end is left out where there is no room for it: the tip has all of it."""

    def __init__(self, look: str) -> None:
        super().__init__()
        self.words = ""
        """All of it."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Show other words."""
        self.words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, self.width()))


class StandIn(QFrame):
    """Bar and sheet; what is shown comes ready from the worker, so that the window never waits."""

    mode = ""
    """What it is."""

    left = Signal()
    """Back to now."""
    walked = Signal(int)
    """The edit before (−1) or after (1) is wanted."""
    zoomed = Signal(float)
    changed = Signal()
    """Its map, its marks or its words are others."""

    def __init__(self, theme: ThemeKeeper, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.words = map_words()
        self.sheet: SheetView | None = None
        self.told = ""
        """What it says to a room that sees the same."""
        self.setObjectName("past")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.text = ElidedLabel("strong")
        self.caption = label("", "caption")
        self._sign = QLabel()
        self.bar = self._make_bar()
        self._missing = wrapped()
        self._missing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.setMinimumSize(10 * GRID, 2 * GRID)
        self.pages.addWidget(self._missing)
        self.middle = QHBoxLayout()
        self.middle.setSpacing(0)
        self.middle.addWidget(self.pages, 1)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(2, 2, 2, 2)
        self.rows.setSpacing(0)
        self.rows.addWidget(self.bar)
        self.rows.addLayout(self.middle, 1)
        theme.changed.connect(self._dress)
        StandIn._dress(self, theme.look)

    def _make_bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("pastbar")
        self.bar_row = QHBoxLayout(bar)
        self.bar_row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        self.bar_row.setSpacing(GRID)
        self.bar_row.addWidget(self._sign)
        self.bar_row.addWidget(self.text, 1)
        self.bar_row.addWidget(self.caption)
        return bar

    def add_button(self, text: str, clicked: Callable[[], object], look: str = "") -> QPushButton:
        """Add a button to the bar."""
        made = button(text, look, clicked)
        self.bar_row.addWidget(made)
        return made

    # ---- what is shown

    def say(self, text: str) -> None:
        """Say in the bar what is on show."""
        if text != self.text.words:
            self.text.say(text)
            self.told = text
            announce(self, text)
            self.changed.emit()

    def say_since(self, count: int) -> None:
        """Say how many edits were made since this is on show."""
        edits = counted(count, tr("edit"), tr("edits"))
        self.caption.setText(tr("Meanwhile the map has gone on: {edits}").format(edits=edits) if count else "")

    def show_map(self, shown: Shown, missing: str, like: SheetView | None = None) -> None:
        """Show a map, or say what there is instead; the first one at the place and zoom of another view."""
        if shown.layout is None:
            self._missing.setText(missing)
            self._turn_to(self._missing)
            self.changed.emit()
            return
        sheet, is_first = self.sheet, self.pages.currentWidget() is not self.sheet
        if sheet is None:
            sheet = self.sheet = SheetView(shown.source, self._theme.look, self.words)
            sheet.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            sheet.zoom_changed.connect(self.zoomed)
            sheet.installEventFilter(self)
            self.pages.addWidget(sheet)
            sheet.show_journey(shown.journey_id, shown.layout)
        elif sheet.journey_id != shown.journey_id:
            sheet.source = shown.source
            sheet.show_journey(shown.journey_id, shown.layout)
        else:
            sheet.show_source(shown.source, shown.layout)
        self._turn_to(sheet)
        if is_first and like is not None and like.journey_id == shown.journey_id:
            same_place(like, sheet)
        self.changed.emit()

    @property
    def seen(self) -> SheetView | None:
        """The sheet that is seen; none where there is no such journey."""
        return self.sheet if self.pages.currentWidget() is self.sheet else None

    def _turn_to(self, page: QFrame) -> None:
        had_keys = self.hasFocus() or (self.sheet is not None and self.sheet.hasFocus())
        self.pages.setCurrentWidget(page)
        policy = Qt.FocusPolicy.NoFocus if page is self.sheet else Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(policy)
        if had_keys:
            self.setFocus()

    def zoom(self, command: str) -> None:
        """Do what a command of the map means here."""
        if self.sheet is not None:
            _ZOOMS[command](self.sheet)

    def _dress(self, look: Theme) -> None:
        self._sign.setPixmap(icon("recent", self._theme.colour("warning"), 20).pixmap(QSize(20, 20)))
        if self.sheet is not None:
            self.sheet.set_theme(look)

    # ---- keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keys to the sheet, where there is one."""
        if self.sheet is not None and self.pages.currentWidget() is self.sheet:
            self.sheet.setFocus()
        else:
            self._show_keys(True)
            super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        self._show_keys(False)
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of this place before the sheet scrolls by them."""
        if watched is self.sheet and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_keys(event.type() == QEvent.Type.FocusIn)
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.press(event)

    def _show_keys(self, here: bool) -> None:
        """Show whether the keys go to what stands here."""
        self.setProperty("keys", here)
        restyle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to now."""
        if not self.press(event):
            super().keyPressEvent(event)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; tells whether it means something."""
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Escape: self.left.emit,
            Qt.Key.Key_Left: partial(self.walked.emit, -1),
            Qt.Key.Key_Right: partial(self.walked.emit, 1),
        }
        key = Qt.Key(event.key())
        held = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key not in keys or held != (key != Qt.Key.Key_Escape):
            return False
        keys[key]()
        return True


def same_place(like: ZoomView, view: ZoomView) -> None:
    """Show in one view what another shows of its sheet."""
    if view.zoom != like.zoom:
        view.zoom_to(like.zoom)
    view.horizontalScrollBar().setValue(like.horizontalScrollBar().value())
    view.verticalScrollBar().setValue(like.verticalScrollBar().value())

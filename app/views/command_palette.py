"""The palette of Ctrl+K: type some letters of a command or of anything in the workspace, Enter runs or goes there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from app.canvas.accessible import announce
from app.services.names import Find, Name, marked, search
from app.views.choice_look import HEIGHT, KEYS, MARKS, WHERE, WHY_NOT, ChoiceLook
from app.views.choices import Choices
from app.views.overlay_sheet import OverlaySheet
from app.views.widgets import GRID, LineField, column, label

if TYPE_CHECKING:
    from app.views.window import MainWindow

MOST: Final = 50
"""How many finds are listed."""

_ROWS: Final = 12
"""How many are in view."""

_TURN: Final = 0.008
"""Seconds of work at a stretch; then keys and paint have their turn."""

_TOP: Final = 0.12
"""Where the palette begins, of the height of the window."""

Index = QModelIndex | QPersistentModelIndex


def tr(text: str) -> str:
    """Translate a text of the palette."""
    return QCoreApplication.translate("CommandPalette", text)


class ChoiceList(QAbstractListModel):
    """The names that were found, the best first; what is shown of each is looked up when it is shown."""

    def __init__(self, choices: Choices, parent: QObject) -> None:
        super().__init__(parent)
        self._choices = choices
        self.names: list[Name] = []
        self._query = ""

    def fill(self, names: list[Name], query: str) -> None:
        """List other names."""
        self.beginResetModel()
        self.names, self._query = names, query
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a name."""
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows and a screen reader says."""
        name, choices = self.names[index.row()], self._choices
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(name.text.split())
            case Qt.ItemDataRole.DecorationRole:
                return choices.icon(name)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.spoken(name)
            case _ if role == KEYS:
                return choices.keys(name)
            case _ if role == WHERE:
                return choices.where(name)
            case _ if role == WHY_NOT:
                return choices.why_not(name)
            case _ if role == MARKS:
                return marked(self._query, " ".join(name.text.split()))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Allow every row to be reached: a command that cannot be run says why."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def spoken(self, name: Name) -> str:
        """Return all that is known of a name in one line."""
        choices = self._choices
        parts = (choices.word(name), name.text, choices.where(name), choices.keys(name), choices.why_not(name))
        return ", ".join(part for part in parts if part)


class CommandPalette(OverlaySheet):
    """A field and the finds below it; the field keeps the focus, arrows walk the finds."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, tr("Go to or run"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its field has the keys
        self._main = window
        self.choices = Choices(window)
        self.field = LineField(tr("Go to or run"))
        self.field.setPlaceholderText(tr("Command, journey, persona, bookmark, opportunity or card"))
        self.field.setAccessibleDescription(tr("Arrows walk the finds, Enter runs or goes there, Esc closes"))
        self.field.textEdited.connect(lambda _: self._begin())
        self.field.installEventFilter(self)
        self.found = ChoiceList(self.choices, self)
        self.rows = QListView()
        self.rows.setModel(self.found)
        self.rows.setItemDelegate(ChoiceLook(window.theme, self.rows))
        self.rows.setUniformItemSizes(True)
        self.rows.setAccessibleName(tr("Finds"))
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.clicked.connect(lambda index: self._choose(index.row()))
        self.rows.selectionModel().currentChanged.connect(lambda index, _: self._say(index.row()))
        self.nothing = label(tr("Nothing is called like that"), "caption")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self.setLayout(column(self.field, self.rows, self.nothing, margins=(GRID, GRID, GRID, GRID)))
        self._things: list[Name] | None = None
        """Journeys, personas, opportunities and cards, folded; none where they have to be read again."""
        self._work: Iterator[None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        window.session.changed.connect(self._forget)
        window.session.opened.connect(self._forget)
        window.session.journey_changed.connect(self._forget)

    def _forget(self) -> None:
        self._things = None

    # ---- the sheet

    def first(self) -> QWidget:
        """Return the field."""
        return self.field

    def place(self) -> QRect:
        """Return the upper middle of the window, as high as the finds need."""
        room = self._window.rect()
        width = min(88 * GRID, room.width() - 4 * GRID)
        lines = min(_ROWS, max(1, self.found.rowCount()))
        height = min(lines * HEIGHT + 34 + 4 * GRID, room.height() - round(room.height() * _TOP) - GRID)
        return QRect((room.width() - width) // 2, round(room.height() * _TOP), width, height)

    def toggle(self) -> None:
        """Open with nothing typed, or close."""
        if self.isHidden():
            self.field.setText("")
            self._show_unasked()
        super().toggle()

    def close_sheet(self) -> None:
        """Stop searching, hide, give the focus back."""
        self._stop()
        super().close_sheet()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrows, Enter and Esc of the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        page = _ROWS - 1
        strides = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if key in strides:
            self._walk(strides[Qt.Key(key)])
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._walk(1 if key == Qt.Key.Key_Tab else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
            self._choose(self.rows.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            return False
        return True

    def _walk(self, by: int) -> None:
        count, row = self.found.rowCount(), self.rows.currentIndex().row()
        if count:
            beyond = not 0 <= row + by < count
            at_end = row in (0, count - 1) and abs(by) == 1
            place = (row + by) % count if beyond and at_end else min(max(row + by, 0), count - 1)
            self.rows.setCurrentIndex(self.found.index(place))

    def _say(self, row: int) -> None:
        """Tell a screen reader which find is the one: the focus stays in the field."""
        if 0 <= row < self.found.rowCount() and not self.isHidden():
            announce(self.field, self.found.spoken(self.found.names[row]))

    # ---- searching

    def _show_unasked(self) -> None:
        """List what was chosen last, then every command."""
        self._stop()
        commands = {f"{each.kind}/{each.id}": each for each in self.choices.commands()}
        last = [commands.get(each) or self.choices.recall(each) for each in self._main.settings.recent_choices]
        recent = [each for each in last if each is not None]
        self._show([*recent, *(each for each in commands.values() if each not in recent)], "")

    def _begin(self) -> None:
        """Search for what is typed, in turns short enough that typing goes on."""
        if not self.field.text().strip():
            self._show_unasked()
            return
        self._work = self._search(self.field.text())
        self._timer.start()
        self._go_on()

    def _search(self, query: str) -> Iterator[None]:
        if self._things is None:
            things: list[Name] = []
            for name in self.choices.things():
                things.append(name)
                if len(things) % 256 == 0:
                    yield
            self._things = things
        found: list[Find] = []
        for best in search([*self.choices.commands(), *self._things], query, MOST):
            found = best
            yield
        self._show([find.name for find in found], query)

    def _go_on(self) -> None:
        until = time.perf_counter() + _TURN
        while self._work is not None and time.perf_counter() < until:
            if next(self._work, self) is self:
                self._stop()

    def _finish(self) -> None:
        """Search to the end now: Enter means the best find of what was typed."""
        for _ in self._work or ():
            pass
        self._stop()

    def _stop(self) -> None:
        self._work = None
        self._timer.stop()

    def _show(self, names: list[Name], query: str) -> None:
        self.found.fill(names, query)
        self.rows.setVisible(bool(names))
        self.nothing.setVisible(not names)
        if not self.isHidden():
            self.setGeometry(self.place())
        if names:
            self.rows.setCurrentIndex(self.found.index(0))
            self.rows.scrollToTop()
        else:
            announce(self.field, self.nothing.text())

    def _choose(self, row: int) -> None:
        """Close, and run or go to what is chosen; what cannot be run stays there and says why."""
        if not 0 <= row < self.found.rowCount():
            return
        name = self.found.names[row]
        why_not = self.choices.why_not(name)
        if why_not:
            announce(self.field, why_not)
            return
        self.close_sheet()
        self._main.settings.remember_choice(f"{name.kind}/{name.id}")
        self.choices.choose(name)

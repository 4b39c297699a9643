"""Find within a source: a line above the text; every place is counted, and walked from the caret on."""

import time
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.models.folding import folded_text
from app.models.turns import Passage
from app.views.icons import icon
from app.views.research.reader import Reader
from app.views.research.text_column import Spot
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, LineField, ToolButton, label

_PAUSE: Final = 120
_SLICE: Final = 0.012
"""Seconds that it looks at a time, so that the text still scrolls."""


def tr(text: str) -> str:
    """Translate a text of the line."""
    return QCoreApplication.translate("SourceFind", text)


def places_of(text: str, wanted: str) -> list[tuple[int, int]]:
    """Return where folded words stand in a text, from code point to code point; case and accents don't matter."""
    if not wanted:
        return []
    if text.isascii():
        folded, starts = text.lower(), None
    else:
        letters = [folded_text(each) for each in text]
        folded = "".join(letters)
        starts = [at for at, letter in enumerate(letters) for _ in letter]
    found = []
    place = folded.find(wanted)
    while place >= 0:
        last = place + len(wanted)
        if starts is None:
            found.append((place, last))
        else:
            end = starts[last] if last < len(starts) and starts[last] > starts[last - 1] else starts[last - 1] + 1
            found.append((starts[place], end))
        place = folded.find(wanted, last)
    return found


class SourceFind(QFrame):
    """A field, the number of places, and the way from one to the next."""

    closed = Signal()

    def __init__(self, theme: ThemeKeeper, reader: Reader) -> None:
        super().__init__()
        self._theme, self._reader = theme, reader
        self.setObjectName("findbar")
        self.text = LineField(tr("Find in this source"))
        self.text.setPlaceholderText(tr("Find in this source"))
        self.text.setMaximumWidth(320)
        self.count = label("", "caption")
        self.previous = self._tool(tr("Previous place (Shift+F3)"), lambda: self.walk(-1))
        self.next = self._tool(tr("Next place (F3)"), lambda: self.walk(1))
        self._close = self._tool(tr("Close (Esc)"), self.close_line)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * GRID, GRID // 2, GRID, GRID // 2)
        for each in (self.text, self.previous, self.next, self.count):
            row.addWidget(each)
        row.addStretch()
        row.addWidget(self._close)
        self._wanted = ""
        self._ahead = 0
        self._found: list[Passage] = []
        self._jumps = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.search)
        self._looking = QTimer(self, interval=0)
        self._looking.timeout.connect(self._look_on)
        self.text.textEdited.connect(lambda _: self._pause.start())
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def _tool(self, name: str, command: object) -> ToolButton:
        tool = ToolButton()
        tool.setToolTip(name)
        tool.setAccessibleName(name)
        tool.setIconSize(QSize(16, 16))
        tool.clicked.connect(command)
        return tool

    def _dress(self) -> None:
        colour = self._theme.colour("muted")
        for tool, name in ((self.previous, "up"), (self.next, "down"), (self._close, "close")):
            tool.setIcon(icon(name, colour, 16))

    def open_line(self) -> None:
        """Begin to look, for what is selected where that is in one line."""
        chosen = self._reader.selection
        words = self._reader.words(chosen) if chosen is not None else ""
        self.show()
        if words and "\n" not in words and len(words) < 80:
            self.text.setText(words)
            self.search()
        self.text.setFocus()
        self.text.selectAll()

    def close_line(self) -> None:
        """Show nothing of it any more; the text has the keys."""
        self.hide()
        self._forget()
        self._wanted = ""
        self._reader.setFocus()
        self.closed.emit()

    def _forget(self) -> None:
        self._looking.stop()
        self._found, self._ahead = [], 0
        self._reader.show_hits({})

    def start_again(self) -> None:
        """Look in another source for the same words."""
        self._forget()
        if not self.isHidden() and self._wanted:
            self.search()

    def search(self) -> None:
        """Look for the words in the whole source, from its beginning."""
        self._pause.stop()
        self._forget()
        self._wanted = folded_text(self.text.text())
        self._jumps = True
        self._say()
        if self._wanted and self._reader.column is not None:
            self._looking.start()
            self._look_on()

    def _look_on(self) -> None:
        """Look for a moment, then let others have theirs."""
        column, until = self._reader.column, time.perf_counter() + _SLICE
        if column is None:
            self._looking.stop()
            return
        hits = self._reader.hits
        while self._ahead < column.pages.count and time.perf_counter() < until:
            places = places_of(column.pages.text(self._ahead), self._wanted)
            if places:
                hits[self._ahead] = places
                self._found += (Passage(self._ahead, start, self._ahead, end) for start, end in places)
            self._ahead += 1
        if self._jumps and self._found and tuple(self._found[-1][:2]) >= tuple(self._reader.caret):
            self._jumps = False
            self._show(self._from_caret())
        if self._ahead >= column.pages.count:
            self._looking.stop()
            if self._jumps and self._found:
                self._jumps = False
                self._show(0)
        self._reader.viewport().update()
        self._say()

    def _from_caret(self) -> int:
        caret = tuple(self._reader.caret)
        return next((at for at, each in enumerate(self._found) if (each.turn, each.start) >= caret), 0)

    def walk(self, way: int) -> None:
        """Go to the next (1) or previous (−1) place, round and round."""
        if not self._wanted and self.text.text():
            self.search()
        if not self._found:
            return
        hit = self._reader.hit
        if hit in self._found:
            self._show((self._found.index(hit) + way) % len(self._found))
        else:
            self._show(self._from_caret())

    def _show(self, number: int) -> None:
        found = self._found[number]
        reader = self._reader
        reader.hit = found
        box = reader.rect_of(found)
        if not 0 < box.top() < reader.viewport().height() - 60:
            reader.bring(found)
        reader.go(Spot(found.turn, found.start))
        self._say()

    def _say(self) -> None:
        if not self._wanted:
            self.count.setText("")
            return
        hit = self._reader.hit
        number = self._found.index(hit) + 1 if hit in self._found else 0
        if not self._found:
            self.count.setText(tr("searching …") if self._looking.isActive() else tr("not found"))
        elif number:
            self.count.setText(tr("{number} of {count}").format(number=number, count=len(self._found)))
        else:
            self.count.setText(str(len(self._found)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive() or folded_text(self.text.text()) != self._wanted:
                self.search()
            else:
                self.walk(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)

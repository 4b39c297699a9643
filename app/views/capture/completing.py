"""Completes what is typed into the line: offers what can stand at the cursor, and puts in what is taken."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from app.views.capture.line import code_points, utf16

if TYPE_CHECKING:
    from app.services.capture import Completion
    from app.views.capture.bar import CaptureBar
    from app.views.capture.completion import Completions
    from app.views.session import Session
    from app.views.theme import ThemeKeeper


class Completing(QObject):
    """Knows what is on offer; the list that shows it is made when there is something."""

    def __init__(self, bar: CaptureBar, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(bar)
        self._bar, self._session, self._theme = bar, session, theme
        self._offered: list[Completion] = []
        self._taking = False
        line = self._line = bar.line
        line.cursorPositionChanged.connect(self.offer)
        line.walked.connect(self._walk)
        line.taken.connect(lambda: self._take(self.list.currentRow()))
        line.dropped.connect(self.stop)

    @cached_property
    def list(self) -> Completions:
        """What is offered above the word that is typed."""
        from app.views.capture.completion import Completions

        shown = Completions(self._bar.window())
        shown.chosen.connect(self._take)
        return shown

    def offer(self) -> None:
        """Offer what can stand at the cursor."""
        line, session = self._line, self._session
        text = line.text()
        if self._taking:
            return
        if not text or not line.hasFocus() or not session.journey_id:
            self.stop()
            return
        from app.services.capture import complete
        from app.views.capture.spoken import sign_of

        words, cursor = self._bar.words, code_points(text, line.cursorPosition())
        self._offered = complete(session.content, session.journey_id, text, cursor, words=words)
        if not self._offered:
            self.stop()
            return
        rows = [(each.label, sign_of(each.role, self._theme, words.get(each.label, ""))) for each in self._offered]
        self.list.offer(rows, self._above(self._offered[0].start, cursor))
        line.offering, line.walking = True, False

    def _above(self, place: int, cursor: int) -> QPoint:
        """Return the point of the window above a place in the text, and above the chips."""
        line, window = self._line, self._bar.window()
        away = line.fontMetrics().horizontalAdvance(line.text()[place:cursor])
        middle = line.cursorRect().center().x()
        x = middle + away if line.isRightToLeft() else middle - away
        left = line.mapTo(window, QPoint(max(0, min(x, line.width())), 0)).x()
        return QPoint(left, self._bar.chips.mapTo(window, QPoint(0, 0)).y())

    def stop(self) -> None:
        """Offer nothing."""
        self._offered = []
        self._line.offering = self._line.walking = False
        if "list" in self.__dict__:
            self.list.hide()

    def _walk(self, by: int) -> None:
        self.list.walk(by)
        self._line.walking = True

    def _take(self, row: int) -> None:
        """Put a completion into the line, the first where none was walked to, and let typing go on."""
        if not self._offered:
            return
        taken, text = self._offered[max(row, 0)], self._line.text()
        done, rest = text[: taken.start] + taken.insert, text[taken.end :]
        if done.endswith(" "):
            rest = rest.removeprefix(" ")
        self._taking = True
        self._line.put(done + rest, utf16(done))
        self._taking = False
        self.stop()

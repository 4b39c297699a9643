"""What sentences left open, asked above the line, the newest first; and what could not be filed yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.canvas.accessible import announce
from app.views.capture.chips import CHIP, short
from app.views.icons import icon
from app.views.tag_field import Flow
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ToolButton, button, clear, label, wrapped

MOST_ANSWERS: Final = 9
"""As many as there are digits."""

_LONGEST: Final = 28
"""Characters of an answer that are shown."""

_AROUND: Final = 48
"""Pixels that an answer takes besides its words."""

_MIDDLE: Final = 2
"""The column that takes the room that is left."""


def tr(text: str) -> str:
    """Translate a text of the strip."""
    return QCoreApplication.translate("CaptureAsking", text)


@dataclass(slots=True)
class Question:
    """What is asked, and what each answer does; `about` is the card that it ends with."""

    text: str
    answers: Sequence[tuple[str, Callable[[], object]]]
    about: str = ""


class Asking(QFrame):
    """One question at a time with its answers as buttons; those before it wait behind it."""

    changed = Signal()
    """There is a question, another, or none any more."""
    emptied = Signal()
    """What was asked last is answered, and the keys were here: they need another place."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self.questions: list[Question] = []
        """The oldest first."""
        self._shown: Question | None = None
        self.setObjectName("asking")
        self.setAccessibleName(tr("Questions about what was captured"))
        self._narrow = False
        self._sign = QLabel()
        self.text = label()
        self.more = label("", "caption")
        self.close_one = ToolButton()
        self.close_one.setIconSize(QSize(12, 12))
        self.close_one.setAccessibleName(tr("Leave this question open"))
        self.close_one.setToolTip(tr("Leave it open: the card stays where it is"))
        self.close_one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_one.clicked.connect(self.dismiss)
        self._answers = QWidget()
        self._flow = Flow(self._answers)
        self._ask = QWidget()
        self._parts = QGridLayout(self._ask)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(GRID // 2)
        self._parts.setHorizontalSpacing(GRID)
        self._parts.setColumnStretch(_MIDDLE, 1)
        for each, place in ((self._sign, 0), (self.text, 1), (self.more, 3), (self.close_one, 4)):
            each.setFixedHeight(CHIP + 2)
            self._parts.addWidget(each, 0, place, Qt.AlignmentFlag.AlignTop)
        self._parts.addWidget(self._answers, 0, _MIDDLE)
        self.waiting = wrapped("", "caption")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, GRID // 2)
        self._column.setSpacing(GRID // 2)
        self._column.addWidget(self._ask)
        self._column.addWidget(self.waiting)
        theme.changed.connect(self._colour)
        self._colour()
        self.waiting.hide()
        self._ask.hide()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find places for question and answers in another width."""
        super().resizeEvent(event)
        if self._is_narrow() != self._narrow:
            self._make(self.newest)
        self._fit_text()

    def _is_narrow(self) -> bool:
        """Whether question and answers have no room beside each other."""
        answers = self.newest.answers[:MOST_ANSWERS] if self.newest else ()
        needed = sum(self.fontMetrics().horizontalAdvance(text[:_LONGEST]) + _AROUND for text, _ in answers)
        return needed > self.width() // 2 - 8 * GRID

    def _arrange(self) -> None:
        """Have the answers beside the question, or where there is too little room for that, below it."""
        narrow = self._is_narrow()
        if narrow != self._narrow:
            self._narrow = narrow
            self._parts.removeWidget(self._answers)
            if narrow:
                self._parts.addWidget(self._answers, 1, 0, 1, 5)
            else:
                self._parts.addWidget(self._answers, 0, _MIDDLE)

    def _fit_text(self) -> None:
        """Show as much of the question as there is room for; the tip has all of it."""
        if self.newest is not None:
            room = self.width() - 14 * GRID if self._narrow else self.width() // 2
            self.text.setText(self.fontMetrics().elidedText(self.newest.text, Qt.TextElideMode.ElideRight, room))

    def _colour(self) -> None:
        self._sign.setPixmap(icon("help", self._theme.colour("warning"), 16).pixmap(QSize(16, 16)))
        self.close_one.setIcon(icon("close", self._theme.colour("muted"), 12))

    # ---- questions

    @property
    def newest(self) -> Question | None:
        """The question on show."""
        return self.questions[-1] if self.questions else None

    def ask(self, questions: Sequence[Question]) -> None:
        """Ask more questions, before those that wait; the first of them first."""
        if questions:
            self.questions += reversed(questions)
            self._show()

    def answer(self, number: int) -> None:
        """Choose an answer of the question on show by its number, from 1; nothing where there is no such answer."""
        question = self.newest
        if question is not None and number <= len(question.answers[:MOST_ANSWERS]):
            self.questions.pop()
            question.answers[number - 1][1]()
            self._show()

    def dismiss(self) -> None:
        """Leave the question on show open."""
        if self.questions:
            self.questions.pop()
            self._show()

    def replace(self, about: str, questions: Sequence[Question]) -> None:
        """Ask these in place of those about the same card."""
        at = next(place for place, each in enumerate(self.questions) if each.about == about)
        others = [each for each in self.questions if each.about != about]
        self.questions = [*others[:at], *reversed(questions), *others[at:]]
        self._show()

    def keep(self, still: Callable[[Question], bool]) -> None:
        """Keep the questions that are still to be asked."""
        kept = [each for each in self.questions if still(each)]
        if len(kept) != len(self.questions):
            self.questions = kept
            self._show()

    def forget(self) -> None:
        """Ask nothing any more."""
        self.keep(lambda each: False)

    def _show(self) -> None:
        question, focused = self.newest, self._has_keys()
        if question is not self._shown:
            self._shown = question
            self._make(question)
        count = len(self.questions)
        self.more.setText(tr("1 of {count}").format(count=count) if count > 1 else "")
        self._ask.setVisible(question is not None)
        if focused and question is None:
            self.emptied.emit()
        self._settle()
        self.changed.emit()

    def _has_keys(self) -> bool:
        """Tell whether an answer has the keys now; what had them once, Qt calls the focus widget of this frame."""
        holder = QApplication.focusWidget()
        return holder is not None and self.isAncestorOf(holder)

    def _make(self, question: Question | None) -> None:
        focused = self._has_keys()
        clear(self._flow)
        if question is None:
            return
        self._arrange()
        self._fit_text()
        self.text.setToolTip(question.text)
        answers = question.answers[:MOST_ANSWERS]
        for number, (text, _) in enumerate(answers, start=1):
            shown = text if len(text) <= _LONGEST else f"…{text[-_LONGEST + 1 :]}"  # a path differs at its end
            each = button(f"{number}  {shown}".replace("&", "&&"), "answer", partial(self.answer, number))
            each.setAccessibleName(tr("{answer} (Alt+{number})").format(answer=text, number=number))
            each.setToolTip(each.accessibleName())
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click answers; the keys stay where somebody types
            self._flow.addWidget(each)
            if focused and number == 1:
                each.setFocus()
        self._answers.updateGeometry()
        spoken = ", ".join(f"Alt+{number} {text}" for number, (text, _) in enumerate(answers, start=1))
        announce(self, f"{question.text} {spoken}")

    # ---- what waits

    def show_waiting(self, sentences: Sequence[str], reason: str) -> None:
        """Say which sentences wait to be filed, and why."""
        count = len(sentences)
        text = ""
        if sentences:
            first = "; ".join(f"“{short(each)}”" for each in sentences[:3])
            rest = tr(" and {count} more").format(count=count - 3) if count > 3 else ""
            words = tr("1 sentence waits: {sentences}") if count == 1 else tr("{count} sentences wait: {sentences}")
            text = words.format(count=count, sentences=first + rest)
            text = f"{text}  –  {reason}" if reason else text
        if text != self.waiting.text():
            self.waiting.setText(text)
            self.waiting.setVisible(bool(text))
            self._settle()
            announce(self, text)

    def _settle(self) -> None:
        self.setVisible(bool(self.questions) or bool(self.waiting.text()))

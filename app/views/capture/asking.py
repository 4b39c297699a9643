"""What sentences left open, asked above the line, the newest first; and what could not be filed yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

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

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self.questions: list[Question] = []
        """The oldest first."""
        self._shown: Question | None = None
        self.setObjectName("asking")
        self.setAccessibleName(tr("Questions about what was captured"))
        self._sign = QLabel()
        self.text = label()
        self.text.setMaximumWidth(60 * GRID)
        self.text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.more = label("", "caption")
        self.close_one = ToolButton()
        self.close_one.setIconSize(QSize(12, 12))
        self.close_one.setAccessibleName(tr("Leave this question open"))
        self.close_one.setToolTip(tr("Leave it open: the card stays where it is"))
        self.close_one.clicked.connect(self.dismiss)
        self._answers = QWidget()
        self._flow = Flow(self._answers)
        self._ask = QWidget()
        row = QHBoxLayout(self._ask)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        top = Qt.AlignmentFlag.AlignTop
        parts: tuple[QWidget, ...] = (self._sign, self.text, self._answers, self.more, self.close_one)
        for each in parts:
            each.setMinimumHeight(CHIP + 2)
            row.addWidget(each, int(each is self._answers), Qt.AlignmentFlag(0) if each is self._answers else top)
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
        question = self.newest
        if question is not self._shown:
            self._shown = question
            self._make(question)
        count = len(self.questions)
        self.more.setText(tr("1 of {count}").format(count=count) if count > 1 else "")
        self._ask.setVisible(question is not None)
        self._settle()
        self.changed.emit()

    def _make(self, question: Question | None) -> None:
        focused = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        clear(self._flow)
        if question is None:
            return
        self.text.setText(question.text)
        self.text.setToolTip(question.text)
        answers = question.answers[:MOST_ANSWERS]
        for number, (text, _) in enumerate(answers, start=1):
            shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
            each = button(f"{number}  {shown}".replace("&", "&&"), "answer", partial(self.answer, number))
            each.setAccessibleName(tr("{answer} (Alt+{number})").format(answer=text, number=number))
            each.setToolTip(each.accessibleName())
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

"""What to learn next: how firmly the leader leads, and the questions whose answers would change the first places."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QWidget

from app.layout.robustness_words import asking_text, turning_text, unseating_text
from app.scoring.robustness.assessed import Robustness
from app.scoring.robustness.learning import Question
from app.views.decide.guide import guide_text, question_words, spoken
from app.views.decide.words import tr
from app.views.session import Session
from app.views.widgets import GRID, Names, breakable, button, clear, column, label, scrolling, wrapped


class Learning(QWidget):
    """Shows what an assessment says; a question leads to the opportunity that it is about."""

    asked = Signal(str)
    """The id of the opportunity of a question."""
    dialog_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._known: Robustness | None = None
        self._shown: tuple[Robustness | None, bool] | None = None
        self.copy = button(tr("Copy as interview guide"), "link", self.copy_guide)
        self.export = button(tr("Export…"), "link", self.ask_export)
        self.export.setToolTip(tr("Export the questions as Markdown"))
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(label(tr("WHAT TO LEARN NEXT"), "heading"))
        head.addStretch()
        head.addWidget(self.copy)
        head.addWidget(self.export)
        self.holds = Names("caption")
        self._rows = column(spacing=GRID)
        inner = QWidget()
        outer = column(spacing=0)
        outer.addLayout(self._rows)
        outer.addStretch()
        inner.setLayout(outer)
        self.questions: list[QuestionCard] = []
        rows = column(spacing=GRID, margins=(2 * GRID, GRID, 2 * GRID, GRID))
        rows.addLayout(head)
        rows.addWidget(self.holds)
        rows.addWidget(scrolling(inner), 1)
        self.setLayout(rows)
        self.show_robustness(None)

    def show_robustness(self, known: Robustness | None, *, blind: bool = False) -> None:
        """Show what is known, that it is being worked out, or that a round is open."""
        shown = (known, blind)
        if self._shown is not None and shown[0] is self._shown[0] and blind == self._shown[1]:
            return
        self._shown = shown
        known = spoken(known) if known is not None else None
        self._known = known
        clear(self._rows)
        self.questions = []
        for each in (self.copy, self.export):
            each.setEnabled(known is not None and bool(known.questions))
        if known is None:
            waiting = tr("Shown when the scores are revealed.") if blind else tr("Being worked out …")
            self.holds.setText(waiting)
            return
        words = question_words()
        self.holds.setText(unseating_text(known, words))
        self.holds.setVisible(bool(self.holds.text()))
        for question in known.questions:
            card = QuestionCard(
                asking_text(known.case, question, words), turning_text(known.case, question, words), question
            )
            card.asked.connect(self.asked)
            self.questions.append(card)
            self._rows.addWidget(card)
        if not known.questions:
            scored = bool(known.shares.rows)
            nothing = tr("No score that is not validated yet can change the first three places.")
            self._rows.addWidget(
                wrapped(
                    nothing if scored else tr("No opportunity has all the scores that this model needs yet."), "caption"
                )
            )

    def show_progress(self, done: float) -> None:
        """Show how much is worked out, 0 … 1."""
        if self._known is None:
            self.holds.setText(tr("Being worked out … {percent} %").format(percent=round(100 * done)))

    def copy_guide(self) -> None:
        """Put the guide on the clipboard."""
        if self._known is not None:
            QGuiApplication.clipboard().setText(guide_text(self._known, date.today()))
            self._session.said.emit(tr("The interview guide is on the clipboard"))

    def ask_export(self) -> None:
        """Ask where to write the guide."""
        path = self._session.store.path
        proposed = path.with_name(f"{path.stem} – {tr('What to learn next')}.md")
        dialog = QFileDialog(self, tr("Export the interview guide"), str(proposed), tr("Markdown (*.md)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("md")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        self.dialog_asked.emit(dialog)

    def write(self, path: Path) -> None:
        """Write the guide and say so."""
        from app.exporters.files import write_beside

        known = self._known
        if known is None:
            return

        def to_file() -> bool:
            with write_beside(path) as file:
                file.write(guide_text(known, date.today()).encode("utf-8"))
            return True

        if self._session.attempt(to_file):
            self._session.said.emit(tr("Written: {name}").format(name=path.name))


class QuestionCard(QFrame):
    """A question, and below it at which answer the order turns; pressed, it leads to the opportunity."""

    asked = Signal(str)

    def __init__(self, ask: str, turn: str, question: Question) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.question = question
        strong = wrapped(breakable(ask), "strong")
        strong.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.opening = button(tr("Look at its scores"), "link", lambda: self.asked.emit(question.candidate_id))
        self.opening.setAccessibleName(f"{self.opening.text()}: {ask} {turn}")
        rows = column(strong, wrapped(breakable(turn), "caption"), spacing=2, margins=(GRID, GRID, GRID, GRID))
        rows.addWidget(self.opening, 0, Qt.AlignmentFlag.AlignLeading)
        self.setLayout(rows)

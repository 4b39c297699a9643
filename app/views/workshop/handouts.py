"""What a workshop has on paper: the dialogs that ask how wall templates, ballots and scoring sheets are written."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from app.exporters.ballots import MOST
from app.exporters.export import USUAL_BALLOTS, Order
from app.exporters.paper import FIT
from app.exporters.wall.wall import SHEETS, Poster, plan_journey
from app.models.content import journeys_in_tree_order
from app.models.errors import ClewError
from app.models.records import Journey, Opportunity, VoteRound
from app.scoring.models import model_of
from app.scoring.votes import options_of
from app.services.votes import rounds_of
from app.views.kinds import handout_words
from app.views.out_file import OutFile
from app.views.session import Session
from app.views.widgets import GRID, ChoiceField, NumberField, caption_of, counted, dialog_buttons, tab_order, wrapped

_PAPERS = ("A0", "A1", "A2", "A3", "A4")
_WIDTH = 520


def tr(text: str) -> str:
    """Translate a text of the dialogs."""
    return QCoreApplication.translate("Handouts", text)


class _HandoutDialog(QDialog):
    """Rows of fields, a note on what they come to, and the file."""

    def __init__(self, session: Session, parent: QWidget, title: str, may_replace: Collection[Path]) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.file = OutFile(session.store.path.parent, may_replace)
        self.note = wrapped("", "caption")
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(2 * GRID)
        self.form.setVerticalSpacing(GRID)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._buttons, self.ok = dialog_buttons(self, tr("Write PDF"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        outer.setSpacing(GRID)
        outer.addLayout(self.form)
        outer.addWidget(self.note)
        outer.addSpacing(GRID)
        outer.addWidget(self._buttons)

    def lay_out(self, *rows: tuple[str, QWidget], focus: tuple[QWidget, ...]) -> None:
        """Show the fields under their captions, the file below them; `focus` is what Tab goes through of the fields."""
        for caption, field in rows:
            self.form.addRow(caption_of(caption, field), field)
        self.form.addRow(caption_of(tr("File"), self.file.path), self.file)
        cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        tab_order(*focus, self.file.path, self.file.choose, self.ok, cancel)
        self.file.changed.connect(self.follow)
        self.ok.setFocus()

    def follow(self) -> None:
        """Let go on where there is a name to write under, and nothing speaks against it."""
        problem, said = self.outcome()
        self.note.setText(said)
        self.ok.setEnabled(self.file.named and not problem)
        self.adjustSize()

    def outcome(self) -> tuple[bool, str]:
        """Return whether the fields cannot be met, and what is said of them."""
        raise NotImplementedError

    def accept(self) -> None:
        """Go on, unless another file has that name and is to stay."""
        if self.file.may_be_written():
            super().accept()


class WallDialog(_HandoutDialog):
    """Asks on which paper the wall template of the journey on show is, as one page or over sheets to be glued."""

    def __init__(self, session: Session, parent: QWidget, may_replace: Collection[Path] = ()) -> None:
        super().__init__(session, parent, tr("Print a Wall Template"), may_replace)
        self.paper = ChoiceField(
            tr("Size on the wall"), [*((name, name) for name in _PAPERS), (FIT, tr("As large as sticky notes need"))]
        )
        over = tr("Over sheets of {paper}, to be glued")
        self.sheets = ChoiceField(
            tr("Printed"), [("", tr("On one page")), *((name, over.format(paper=name)) for name in SHEETS)]
        )
        rows = ((tr("Size on the wall"), self.paper), (tr("Printed"), self.sheets))
        self.lay_out(*rows, focus=(self.paper, self.sheets))
        for field in (self.paper, self.sheets):
            field.chosen.connect(self.follow)
        self.file.propose(f"{session.store.path.stem} – {tr('wall template')}", ".pdf")

    @property
    def _poster(self) -> Poster:
        return Poster(self.paper.currentData(), self.sheets.currentData())

    def outcome(self) -> tuple[bool, str]:
        """Return whether the cells are too small to write into, and what the paper comes to."""
        content, journey_id = self.session.content, self.session.journey_id
        try:
            plan = plan_journey(
                content, journey_id, self.session.store.path.name, date.today(), self._poster, handout_words()
            )
        except ClewError as error:
            return True, str(error)
        said = tr("{width} × {height} cm, cells of {across} × {down} mm.").format(
            width=round(plan.size[0] / 10),
            height=round(plan.size[1] / 10),
            across=round(plan.cell[0]),
            down=round(plan.cell[1]),
        )
        if plan.sheets:
            sheets = counted(plan.sheets, tr("sheet"), tr("sheets"))
            said = tr("{sheets} and a page that says how they go together: {size}").format(sheets=sheets, size=said)
        codes = tr("Cells have codes such as C4. They stay as they are when the map changes, so that notes find home.")
        return False, "\n".join((said, *plan.warnings, codes))

    def choice(self) -> Order:
        """Return what the fields say."""
        return Order(
            out=self.file.out(),
            journey_ids=(self.session.journey_id,),
            paper=self._poster.paper,
            sheets=self._poster.sheets,
            wall=True,
            words=handout_words(),
        )


class BallotsDialog(_HandoutDialog):
    """Asks of which vote and how many ballots are written; proposes the vote on show, or the newest of the journey."""

    def __init__(self, session: Session, parent: QWidget, may_replace: Collection[Path] = ()) -> None:
        super().__init__(session, parent, tr("Print Ballots"), may_replace)
        content = session.content
        here = [*rounds_of(content, session.journey_id)]
        others = [each for journey in journeys_in_tree_order(content) for each in rounds_of(content, journey.id)]
        rounds = [*reversed(here), *(each for each in others if each.journey_id != session.journey_id)]
        self.vote = ChoiceField(tr("Vote"), [(each.id, self._title(each)) for each in rounds])
        if self.vote.findData(session.vote_round_id) >= 0:
            self.vote.fill(session.vote_round_id)
        self.count = NumberField(tr("Ballots"), 1, MOST)
        self.count.fill(USUAL_BALLOTS)
        rows = ((tr("Vote"), self.vote), (tr("Ballots"), self.count))
        self.lay_out(*rows, focus=(self.vote, self.count.spin))
        self.vote.chosen.connect(self.follow)
        self.file.propose(f"{session.store.path.stem} – {tr('ballots')}", ".pdf")

    def _title(self, held: VoteRound) -> str:
        journey = self.session.content.get(Journey, held.journey_id).title
        title = held.title or tr("Untitled vote")
        return title if held.journey_id == self.session.journey_id else f"{title} – {journey}"

    def outcome(self) -> tuple[bool, str]:
        """Return whether there is nothing to vote for, and what is on a ballot."""
        held = self.session.content.get(VoteRound, self.vote.currentData())
        options = len(options_of(self.session.content, held.id))
        if not options:
            return True, tr("Nothing can be voted for yet. Add cards or opportunities to this vote first.")
        said = tr("{options}, {votes} a person. The first page says how the ballots are keyed in.")
        return False, said.format(
            options=counted(options, tr("option"), tr("options")),
            votes=counted(held.votes_each, tr("vote"), tr("votes")),
        )

    def choice(self) -> Order:
        """Return what the fields say."""
        return Order(
            out=self.file.out(), ballots=self.vote.currentData(), count=self.count.value(), words=handout_words()
        )


class ScoringSheetDialog(_HandoutDialog):
    """Asks where the sheet is written that each person scores on."""

    def __init__(self, session: Session, parent: QWidget, may_replace: Collection[Path] = ()) -> None:
        super().__init__(session, parent, tr("Print a Scoring Sheet"), may_replace)
        self.lay_out(focus=())
        self.file.propose(f"{session.store.path.stem} – {tr('scoring sheet')}", ".pdf")
        self.follow()

    def outcome(self) -> tuple[bool, str]:
        """Return whether there is nothing to score, and what is on the sheet."""
        count = len(self.session.content.all(Opportunity))
        if not count:
            return True, tr("Nothing can be scored yet. Make an opportunity of a pain on the map first.")
        said = tr("{model}: {opportunities}, with what each criterion asks. Print it once for each person; in a blind ")
        said += tr("round their scores are typed in, one person after another.")
        what = counted(count, tr("opportunity"), tr("opportunities"))
        return False, said.format(model=model_of(self.session.content).title, opportunities=what)

    def choice(self) -> Order:
        """Return what the fields say."""
        return Order(out=self.file.out(), scoring_sheet=True, words=handout_words())

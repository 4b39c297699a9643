"""What a vote asks: a question, what there is to choose from, how many votes a person has."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.models.content import Content, cards_in_map_order, unplaced_cards
from app.models.records import Card, VoteRound
from app.scoring.models import matrix_weights, model_of
from app.scoring.opportunities import ranked
from app.scoring.votes import options_of
from app.views.session import Session
from app.views.widgets import GRID, ChoiceField, LineField, NumberField, button, caption_of, scrolling, wrapped

TOP = 8
"""How many of the ranking are asked for at once."""

MOST_EACH = 20


def tr(text: str) -> str:
    """Translate a text of the form."""
    return QCoreApplication.translate("VoteForm", text)


class Source(NamedTuple):
    """What can be voted on: cards or opportunities, and the question that is asked of them."""

    word: str
    question: str
    card_ids: tuple[str, ...] = ()
    opportunity_ids: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many options that makes."""
        return len(self.card_ids) + len(self.opportunity_ids)


def pains_of(content: Content, journey_id: str) -> tuple[str, ...]:
    """Return the pains of a map in its order, then those in Unplaced; what several personas share is asked once."""
    pains = [
        card
        for card in (*cards_in_map_order(content, journey_id), *unplaced_cards(content, journey_id))
        if card.kind == "pain"
    ]
    return tuple({card.shared_id or card.id: card.id for card in reversed(pains)}.values())[::-1]


def _first(session: Session) -> tuple[str, ...]:
    """Return the opportunities at the top of the ranking."""
    model = model_of(session.content)
    rows = ranked(session.content, model, matrix_weights(model, session.weight))
    return tuple(each.opportunity.id for each in rows[:TOP])


def sources(session: Session, held: VoteRound | None) -> dict[str, Source]:
    """Return what can be voted on now, by a name, what is selected first; what a vote asks already is left out."""
    content, hurts, first = session.content, tr("What hurts most?"), tr("What do we do first?")
    cards = tuple(each for each in session.card_ids if content.get(Card, each).journey_id == session.journey_id)
    chosen = session.opportunity_ids
    offered = {
        "opportunities": Source(tr("Selected opportunities"), first, opportunity_ids=chosen),
        "cards": Source(tr("Selected cards"), hurts, () if chosen else cards),
        "pains": Source(tr("All pains of this journey"), hurts, pains_of(content, session.journey_id)),
        "ranking": Source(
            tr("Top of the ranking"),
            first,
            opportunity_ids=_first(session),
        ),
    }
    asked = {each.card_id or each.opportunity_id for each in options_of(content, held.id)} if held else set()
    new = {
        name: source._replace(
            card_ids=tuple(each for each in source.card_ids if each not in asked),
            opportunity_ids=tuple(each for each in source.opportunity_ids if each not in asked),
        )
        for name, source in offered.items()
    }
    return {name: source for name, source in new.items() if source.size}


class VoteForm(QWidget):
    """Asks for a new vote, or changes one that is there: what is changed of that is stored at once."""

    started = Signal(str, object, int, bool)
    """The question, the `Source`, votes a person, whether it is revealed from the start."""
    renamed = Signal(str)
    each_set = Signal(int)
    added = Signal(object)
    """A `Source` is to be added to the vote."""
    deleted = Signal()
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sources: dict[str, Source] = {}
        self._held: VoteRound | None = None
        self.intro = wrapped(
            tr("Let the room choose: on paper ballots keyed in here, or by raised hands. Votes never change a score.")
        )
        self.title = LineField(tr("Question"))
        self.source = ChoiceField(tr("Vote on"), [])
        self.source.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.source.chosen.connect(lambda _: self._ask())
        self.each = NumberField(tr("Votes a person"), 1, MOST_EACH)
        self.each.fill(3)
        self.hidden = QCheckBox(tr("Hidden until revealed"))
        self.hidden.setChecked(True)
        self.start = button(tr("Start the vote"), "primary", self._start)
        self.leave = button(tr("Cancel"), clicked=self.left.emit)
        self.delete = button(tr("Delete the vote"), "link", self.deleted.emit)
        self.nothing = wrapped(tr("Select cards on the map, or put pains on it: then there is something to vote on."))
        self.title.returnPressed.connect(lambda: self.left.emit() if self._held else self.start.click())
        self.title.textEdited.connect(lambda text: self.renamed.emit(text) if self._held else None)
        self.each.changed_by_user.connect(lambda votes: self.each_set.emit(votes) if self._held else None)
        self.setFocusProxy(self.title)
        self._lay_out()
        session.selection_changed.connect(lambda _: self.refill() if self.isVisible() else None)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID)
        fields: tuple[tuple[str, QWidget, int], ...] = (
            (tr("Question"), self.title, 2),
            (tr("Vote on"), self.source, 2),
            (tr("Votes a person"), self.each, 1),
        )
        for row, (word, field, columns) in enumerate(fields):
            grid.addWidget(caption_of(word, field), row, 0)
            grid.addWidget(field, row, 1, 1, columns)
        grid.addWidget(self.hidden, 2, 2)
        grid.setColumnStretch(2, 1)
        self.each.setFixedWidth(16 * GRID)
        line = QHBoxLayout()
        line.addWidget(self.start)
        line.addWidget(self.leave)
        line.addStretch()
        line.addWidget(self.delete)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        rows.setSpacing(GRID)
        rows.addWidget(self.intro)
        rows.addLayout(grid)
        rows.addWidget(self.nothing)
        rows.addLayout(line)
        rows.addStretch()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = scrolling(inner)
        area.setMaximumWidth(80 * GRID)
        outer.addWidget(area, 1)
        outer.addStretch()

    def begin(self, held: VoteRound | None, *, can_leave: bool) -> None:
        """Ask for another vote, or show the one that is to be changed."""
        self._held = held
        self.title.fill(held.title if held else "")
        self.each.fill(held.votes_each if held else self.each.value())
        self.start.setText(tr("Add to the vote") if held else tr("Start the vote"))
        self.leave.setText(tr("Done") if held else tr("Cancel"))
        self.leave.setVisible(can_leave)
        self.delete.setVisible(held is not None)
        self.hidden.setVisible(held is None)
        self.intro.setVisible(held is None)
        self.source.setCurrentIndex(-1)
        self.refill()

    def refill(self) -> None:
        """Offer what can be voted on now; what was chosen stays while it is offered."""
        self._sources = sources(self._session, self._held)
        kept = self.source.currentData()
        self.source.offer(
            [
                (name, tr("{what} ({count})").format(what=each.word, count=each.size))
                for name, each in self._sources.items()
            ]
        )
        worth = [name for name, each in self._sources.items() if each.size > 1 or self._held is not None]
        self.source.fill(kept if kept in self._sources else next(iter([*worth, *self._sources]), None))
        for each in (self.source, self.start):
            each.setEnabled(bool(self._sources))
        self.nothing.setVisible(not self._sources)
        self._ask()

    def _ask(self) -> None:
        chosen = self._sources.get(str(self.source.currentData()))
        self.title.setPlaceholderText(chosen.question if chosen else "")

    def _start(self) -> None:
        chosen = self._sources.get(str(self.source.currentData()))
        if chosen is not None and self._held is not None:
            self.added.emit(chosen)
        elif chosen is not None:
            title = self.title.text().strip() or chosen.question
            self.started.emit(title, chosen, self.each.value(), not self.hidden.isChecked())

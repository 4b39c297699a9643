"""The panel below the map in which the room votes: ballots are keyed, hands counted, results revealed."""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from app.models.records import VoteOption, VoteRound
from app.scoring.votes import results
from app.services import votes
from app.views.panels import Panel
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, Segments, button, column, label, restyle, wrapped
from app.views.workshop.votes_form import Source, VoteForm
from app.views.workshop.votes_line import BallotLine
from app.views.workshop.votes_marks import NO_VOTE, VoteSign, sign_of_round
from app.views.workshop.votes_table import OptionsTable
from app.views.workshop.votes_words import round_line, round_word, table_of, tr

BALLOTS, HANDS = "ballots", "hands"

_KINDS: Final = ("vote_round", "vote_option", "ballot", "vote", "card", "opportunity")
"""The records that the panel tells of."""

_WIDE, _MEDIUM = 880, 640
"""Pixels from which the header has room for all, and for its heading."""


class VotesPanel(Panel):
    """Shows one vote of the journey; digits go to its ballot line, also from the map."""

    opened = Signal(str)
    """A card is to be shown on the map."""
    opportunity_opened = Signal(str)
    map_asked = Signal()
    """The keys are to go back to the map."""
    print_pressed = Signal()
    sign_changed = Signal(object)
    """What everybody may see of the vote on show: a `VoteSign`, an empty one where none is."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme, tr("Votes"), tr("Hide the votes"), kinds=_KINDS)
        self._asking = False
        """Whether the form is on show though there is a vote."""
        self._sign = NO_VOTE
        self.setMinimumHeight(200)
        self.table = OptionsTable(theme)
        self.line = BallotLine()
        self.form = VoteForm(session)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._make_round())
        self.pages.addWidget(self.form)
        rows = column(self._make_header(), spacing=0)
        rows.addWidget(self.pages, 1)
        self.setLayout(rows)
        self._connect()
        self._dress()

    def _make_header(self) -> QWidget:
        header = QFrame()
        header.setObjectName("panelHeader")
        self._heading = label(tr("VOTES"), "heading")
        self.choice = ChoiceField(tr("Vote"), [])
        self.choice.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.choice.setMinimumWidth(12 * GRID)
        self.choice.setMaximumWidth(40 * GRID)
        self.status = wrapped("", "caption")
        self.status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.change = button(tr("Change…"), "link", partial(self.ask, change=True))
        self.new = button(tr("New vote…"), "link", self.ask)
        self.copy = button(tr("Copy the results"), "link", self._copy)
        self.paper = button(tr("Print ballots…"), "link", self.print_pressed.emit)
        row = QHBoxLayout(header)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(self._heading)
        row.addWidget(self.choice)
        row.addWidget(self.status, 1)
        for part in (self.change, self.new, self.paper, self.copy, self._close):
            row.addWidget(part)
        return header

    def _make_round(self) -> QWidget:
        self.way = Segments(
            tr("Count"),
            [(BALLOTS, tr("Ballots"), tr("ballots")), (HANDS, tr("Hands"), tr("raised hands"))],
        )
        self._way = BALLOTS
        self.way.fill(self._way)
        self.way.setMinimumWidth(18 * GRID)
        self.hands_hint = wrapped("", "caption")
        self.reveal = button(tr("Reveal"), "primary", self.toggle_revealed)
        self._tools = QGridLayout()
        self._tools.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        self._tools.setSpacing(GRID)
        self._tools.setColumnStretch(1, 1)
        self._tools.addWidget(self.way, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._tools.addWidget(self.reveal, 0, 2, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        rows = column(spacing=0)
        rows.addLayout(self._tools)
        rows.addWidget(self.table, 1)
        page.setLayout(rows)
        return page

    def _connect(self) -> None:
        session, form = self._session, self.form
        self.choice.chosen.connect(self.show_round)
        self.way.chosen.connect(self._choose_way)
        self.line.kept.connect(self._keep)
        self.line.taken_back.connect(lambda number: session.perform(votes.take_back_ballot, self.round_id, number))
        self.line.left.connect(self.map_asked)
        self.table.opened.connect(self._open)
        self.table.removed.connect(lambda ids: session.perform(votes.remove_options, ids))
        self.table.counted.connect(lambda option_id, by: session.perform(votes.tally, option_id, by))
        # After the editor is closed: what is stored fills the table anew.
        self.table.options.typed.connect(
            lambda option_id, hands: session.perform(votes.set_tally, option_id, hands),
            Qt.ConnectionType.QueuedConnection,
        )
        form.started.connect(self._start)
        form.renamed.connect(lambda title: session.perform(votes.rename_round, self.round_id, title))
        form.each_set.connect(self._set_each)
        form.added.connect(self._add)
        form.deleted.connect(self._delete)
        form.left.connect(self._leave_form)
        session.journey_changed.connect(lambda _: self._forget())

    # ---- which vote is on show

    @property
    def round_id(self) -> str:
        """The vote on show, or nothing."""
        return self._session.vote_round_id

    @property
    def held(self) -> VoteRound | None:
        """The vote on show."""
        return self._session.content.find(VoteRound, self.round_id)

    @property
    def home(self) -> QWidget:
        """What has the keys when the panel comes."""
        if self.pages.currentIndex():
            return self.form.title
        return self.line.line if self.line.isVisibleTo(self) else self.table

    def show_round(self, round_id: str) -> None:
        """Show a vote of the journey."""
        self._asking = False
        self._session.show_vote(round_id)
        self.refill()

    def ask(self, *, change: bool = False) -> None:
        """Ask for a new vote, or change the one on show."""
        self._asking = True
        self.form.begin(self.held if change else None, can_leave=self.held is not None)
        self.pages.setCurrentWidget(self.form)
        self.form.title.setFocus()

    def _leave_form(self) -> None:
        self._asking = False
        self.refill()
        self.home.setFocus()

    def follow_panel(self, shown: bool) -> None:
        """Take in whether the panel is the one below the map: only then is a vote on show."""
        self._asking = False
        if shown:
            self.refill()
        else:
            self._session.show_vote("")
            self._show_sign(NO_VOTE)

    def _show_sign(self, sign: VoteSign) -> None:
        if sign != self._sign:
            self._sign = sign
            self.sign_changed.emit(sign)

    def _forget(self) -> None:
        self._asking = False
        self._show_sign(NO_VOTE)
        super()._forget()

    def refill(self) -> None:
        """Show the votes of the journey as they are stored; the newest where none was chosen."""
        super().refill()
        session = self._session
        rounds = votes.rounds_of(session.content, session.journey_id)
        if self.held not in rounds:
            session.show_vote(rounds[-1].id if rounds else "")
        held = self.held
        self.choice.offer([(each.id, round_word(each)) for each in rounds])
        self.choice.fill(self.round_id)
        for part in (self.choice, self.status, self.change):
            part.setVisible(held is not None)
        counts_hands = self.way.value() == HANDS
        self.line.show_round(session.content, held)
        self.table.show_round(session.content, held, hands=counts_hands)
        if held is not None:
            self._tell(held, counts_hands=counts_hands)
        if held is None and not self._asking:
            self.form.begin(None, can_leave=False)
        elif self._asking:
            self.form.refill()
        self.pages.setCurrentIndex(1 if held is None or self._asking else 0)
        self._show_sign(sign_of_round(session.content, self.round_id))
        self._fit()

    def _tell(self, held: VoteRound, *, counts_hands: bool) -> None:
        self.status.setText(round_line(results(self._session.content, held.id)))
        self.status.setToolTip(self.status.text())
        self.reveal.setText(tr("Hide again") if held.revealed else tr("Reveal"))
        look = "" if held.revealed else "primary"
        if self.reveal.property("look") != look:
            self.reveal.setProperty("look", look)
            restyle(self.reveal)
        self.line.setVisible(not counts_hands)
        self.hands_hint.setVisible(counts_hands)
        self.hands_hint.setText(
            tr("On a row: + and − count one hand, digits type how many.")
            if held.revealed
            else tr("Hands are counted in the open. Reveal the votes first.")
        )

    # ---- what the user does

    def _choose_way(self, way: str | None) -> None:
        self._way = way or self._way  # the way that is down stays when it is pressed again
        self.way.fill(self._way)
        self.refill()
        self.home.setFocus()

    def _start(self, title: str, source: Source, each: int, revealed: bool) -> None:
        made = self._session.perform(
            votes.make_round,
            self._session.journey_id,
            title,
            card_ids=source.card_ids,
            opportunity_ids=source.opportunity_ids,
            votes_each=each,
            revealed=revealed,
        )
        if made is not None:
            self.show_round(made)
            self.home.setFocus()

    def _set_each(self, each: int) -> None:
        if self._session.perform(votes.set_votes_each, self.round_id, each) is None and self.held is not None:
            self.form.each.fill(self.held.votes_each)

    def _add(self, source: Source) -> None:
        made = self._session.perform(
            votes.add_options, self.round_id, card_ids=source.card_ids, opportunity_ids=source.opportunity_ids
        )
        if made is not None:
            self._session.said.emit(tr("{count} added to the vote").format(count=len(made)))
            self._leave_form()

    def _delete(self) -> None:
        self._asking = False
        self._session.perform(votes.delete_round, self.round_id)
        self.home.setFocus()

    def _keep(self, number: int, counts: dict[str, int]) -> None:
        """Store a ballot; the line keeps what was typed where that is refused."""
        if self._session.perform(votes.cast, self.round_id, number, counts) is not None:
            self.line.clear_kept()
            self._session.said.emit(tr("Ballot {number} is in").format(number=number))

    def toggle_revealed(self) -> None:
        """Show how the vote went, or hide it again."""
        if self.held is not None:
            self._session.perform(votes.reveal, self.round_id, revealed=not self.held.revealed)
            self._session.said.emit(self.status.text())

    def _copy(self) -> None:
        if self.held is not None:
            QGuiApplication.clipboard().setText(table_of(self._session.content, self.round_id))
            self._session.said.emit(tr("Results copied, ready for a spreadsheet"))

    def _open(self, option_id: str) -> None:
        option = self._session.content.get(VoteOption, option_id)
        if option.card_id is not None:
            self.opened.emit(option.card_id)
        elif option.opportunity_id is not None:
            self.opportunity_opened.emit(option.opportunity_id)

    # ---- digits on the map

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a digit on the map that is watched vote, or count hands: it sets no sentiment while a vote is on show."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or not event.text().isdecimal() or not self.isVisible() or self.pages.currentIndex():
            return False
        if self.line.isVisible():
            self.line.type(event.text())
        else:
            self.table.setFocus()
            QApplication.sendEvent(self.table, event)
        return True

    # ---- looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what is elsewhere too give way where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width, held = self.width(), self.held
        self._heading.setVisible(width >= _MEDIUM)
        for each in (self.line, self.hands_hint):  # beside the others where there is room, else below them
            place = (0, 1, 1, 1) if width >= _MEDIUM else (1, 0, 1, 3)
            self._tools.removeWidget(each)
            self._tools.addWidget(each, *place)
        self.copy.setVisible(held is not None and held.revealed and width >= _WIDE)
        self.paper.setVisible(held is not None and width >= _WIDE)
        self.new.setVisible(held is not None and width >= _MEDIUM)

    def _dress(self) -> None:
        super()._dress()
        self.table.viewport().update()

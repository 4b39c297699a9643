"""The chosen opportunity: its arithmetic, who scored what, why it is there, what was decided and what is done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.models.content import Content, cards_of_opportunity, decision_of
from app.models.evidence import all_highlights
from app.models.quotes import Quote, read_quotes
from app.models.records import Card, Criterion, Highlight, Opportunity
from app.scoring.ledger import actions_of
from app.scoring.models import Model
from app.scoring.scores import Standing, row_of
from app.views.days import day_word
from app.views.decide.because import CardLine
from app.views.decide.decided_words import decided_word, owner_word
from app.views.decide.words import tr
from app.views.evidence_part import FEW, QuoteLine
from app.views.kinds import of_served
from app.views.opportunity_model import value_in
from app.views.opportunity_words import about, arithmetic_lines, score_text, type_word
from app.views.scoring.spread import SpreadDots
from app.views.scoring.words import standing_text
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, Names, breakable, button, clear, column, label, wrapped


class Chosen(QWidget):
    """Filled for one opportunity; only its arithmetic follows the weights."""

    card_asked = Signal(str, str)
    """The ids of a journey and of a card."""
    passage_asked = Signal(str)

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.opportunity_id = ""
        self._highlights: Sequence[Highlight] = ()
        self._most = FEW
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.place = Names()
        self.title = wrapped("", "title")
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.arithmetic = label()
        self.arithmetic.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.arithmetic.setWordWrap(True)
        self.arithmetic.setAccessibleName(tr("Arithmetic of the value"))
        box = QFrame()
        box.setObjectName("sheet")
        box.setLayout(column(self.arithmetic, margins=(GRID, GRID, GRID, GRID)))
        self.scores, self.because, self.quotes = (column(spacing=GRID // 2) for _ in range(3))
        self.decision, self.done = column(spacing=GRID // 2), column(spacing=GRID // 2)
        self.more = button("", "link", self._show_more)
        rows = column(self.place, self.title, spacing=GRID // 2)
        self._section(rows, tr("ARITHMETIC"), box)
        rows.addLayout(self.scores)
        self._section(rows, tr("BECAUSE"), self.because)
        rows.addLayout(self.quotes)
        rows.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self._section(rows, tr("DECISION"), self.decision)
        self._actions_heading = self._section(rows, tr("ACTIONS"), self.done)
        rows.addStretch()
        self.setLayout(rows)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read_quotes)

    def _section(self, rows: QVBoxLayout, name: str, inside: QWidget | QVBoxLayout) -> QWidget:
        heading = label(name, "heading")
        rows.addSpacing(GRID)
        rows.addWidget(heading)
        if isinstance(inside, QWidget):
            rows.addWidget(inside)
        else:
            rows.addLayout(inside)
        return heading

    # ---- filling

    def show_opportunity(self, opportunity_id: str) -> None:
        """Show all that is known of an opportunity."""
        content, model = self._session.content, self._session.weighing.model
        opportunity = content.get(Opportunity, opportunity_id)
        if opportunity_id != self.opportunity_id:
            self.opportunity_id, self._most = opportunity_id, FEW
        where = about(content, opportunity_id)
        self.place.setText(" · ".join(part for part in (tr("Opportunity"), type_word(opportunity.type), where) if part))
        self.title.setText(breakable(opportunity.title or tr("Untitled opportunity")))
        self.weigh()
        self._fill_scores(content, model)
        self._fill_because(content, opportunity)
        self._fill_decision(content)
        self._fill_actions(content)

    def weigh(self) -> None:
        """Show the arithmetic at the weights on show."""
        content, weighing = self._session.content, self._session.weighing
        if content.find(Opportunity, self.opportunity_id) is None:
            return
        model, weights = weighing.model, weighing.weights
        if model.record.blind:
            self.arithmetic.setText(tr("Hidden until the scores are revealed."))
            return
        row = row_of(content, self.opportunity_id, model)
        self.arithmetic.setText("\n".join(arithmetic_lines(model, row, weights, value_in(model, row, weights))))

    def _fill_scores(self, content: Content, model: Model) -> None:
        clear(self.scores)
        if model.record.blind:
            return
        for criterion, cell in zip(model.criteria, row_of(content, self.opportunity_id, model), strict=True):
            if cell.value is None and not cell.rows:
                continue
            self.scores.addSpacing(GRID // 2)
            self.scores.addWidget(label(heading_of(criterion, cell), "heading"))
            if cell.scorers > 1 or cell.override is not None:
                dots = SpreadDots(self._theme)
                anchors = model.anchors.get(criterion.id, ())
                dots.show_scores(content, criterion, anchors, cell.rows, cell.median, cell)
                self.scores.addWidget(dots)
            self.scores.addWidget(_caption(standing_text(content, cell)))

    def _fill_because(self, content: Content, opportunity: Opportunity) -> None:
        clear(self.because)
        cards = cards_of_opportunity(content, opportunity.id)
        for card in cards:
            line = CardLine(content, card, self._theme)
            line.asked.connect(self._ask_card)
            self.because.addWidget(line)
        if not cards:
            self.because.addWidget(_caption(tr("No card of a map is linked with it yet.")))
        self._highlights = all_highlights(content, opportunity)
        clear(self.quotes)
        self.more.hide()
        self._soon.start()

    def _ask_card(self, card_id: str) -> None:
        card = self._session.content.find(Card, card_id)
        if card is not None:
            self.card_asked.emit(card.journey_id, card.id)

    def _read_quotes(self) -> None:
        """Read the words behind it when the panel itself is on the screen."""
        if not self._session.is_open:
            return
        content = self._session.content
        wanted = [each for each in self._highlights[: self._most] if content.find(Highlight, each.id)]
        read: Callable[[], list[Quote]] = lambda: read_quotes(content, self._session.store.turns, wanted)  # noqa: E731
        clear(self.quotes)
        for quote in self._session.attempt(read) or ():
            self.quotes.addWidget(QuoteLine(quote, self.passage_asked.emit, None))
        left = len(self._highlights) - len(wanted)
        self.more.setText(tr("{count} more quotes").format(count=left))
        self.more.setVisible(left > 0)

    def _show_more(self) -> None:
        self._most += 2 * FEW
        self._read_quotes()

    def _fill_decision(self, content: Content) -> None:
        clear(self.decision)
        decision = decision_of(content, self.opportunity_id)
        if decision is None or (decision.kind is None and not decision.reason):
            self.decision.addWidget(_caption(tr("Nothing is decided yet.")))
            return
        parts = (decided_word(decision), day_word(decision.decided_on), owner_word(content, decision.owner_id))
        box = QFrame()
        box.setObjectName("sheet")
        inside = column(spacing=2, margins=(GRID, GRID, GRID, GRID))
        inside.addWidget(wrapped(" · ".join(part for part in parts if part)))
        if decision.reason:
            inside.addWidget(_caption(decision.reason))
        box.setLayout(inside)
        self.decision.addWidget(box)

    def _fill_actions(self, content: Content) -> None:
        clear(self.done)
        actions = actions_of(content, self.opportunity_id)
        self._actions_heading.setVisible(bool(actions))
        for action in actions:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(GRID)
            row.addWidget(wrapped(breakable(action.title or tr("Untitled action"))), 1)
            for text in (owner_word(content, action.owner_id), day_word(action.due_on)):
                row.addWidget(label(text, "caption"), 0, Qt.AlignmentFlag.AlignTop)
            self.done.addWidget(line)


def heading_of(criterion: Criterion, cell: Standing) -> str:
    """Return the name of a criterion with what the opportunity is held to be worth by it, as a heading."""
    text = f"{of_served(criterion.name).upper()}: {score_text(cell.value, '?')}"
    if cell.scorers > 1:
        text += f" · {tr('{count} scorers').format(count=cell.scorers).upper()}"
    if cell.low is not None and cell.high is not None and cell.spread:
        ends = tr("{low} to {high}").format(low=score_text(cell.low), high=score_text(cell.high))
        text += f", {ends.upper()}"
    return text


def _caption(text: str) -> Names:
    result = Names("caption")
    result.setText(text)
    return result

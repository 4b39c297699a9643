"""What an opportunity is there because of, as who scores it may see it: cards, strength of the evidence, quotes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.layout.proof import dots_text, evidence_text
from app.models.content import cards_of_opportunity
from app.models.evidence import all_highlights
from app.models.quotes import read_quotes
from app.models.records import Card, Journey, Opportunity
from app.scoring.evidence import evidence_of
from app.views.evidence_part import FEW, QuoteLine
from app.views.kinds import kind_icon, kind_word, map_words
from app.views.scoring.texts import written
from app.views.scoring.words import tr
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, clear, column, label, wrapped

_MOST_CARDS = 8


class Behind(QWidget):
    """Title, note, cards and evidence of one opportunity; its quotes when they are asked for."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._opportunity_id = ""
        self._shown: list[tuple[Card, str]] = []
        self.title = written("", "farthest")
        self.note = written("", "rubric")
        self._heading = label(tr("BECAUSE OF"), "heading")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(GRID)
        self.dots = label("", "dots")
        self.dots.setAccessibleName(tr("Strength of the evidence"))
        self.evidence = wrapped()
        self.quotes = button(tr("Show the quotes"), clicked=self.show_quotes)
        self._quotes = QVBoxLayout()
        self._quotes.setSpacing(GRID)
        proof = QHBoxLayout()
        proof.setSpacing(GRID)
        proof.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignTop)
        proof.addWidget(self.evidence, 1)
        rows = column(self.title, self.note, self._heading, spacing=2 * GRID)
        rows.addLayout(self._cards)
        rows.addWidget(label(tr("EVIDENCE"), "heading"))
        rows.addLayout(proof)
        rows.addWidget(self.quotes, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addLayout(self._quotes)
        rows.addStretch()
        self.setLayout(rows)

    def show_opportunity(self, opportunity: Opportunity) -> None:
        """Show another opportunity, its quotes not yet."""
        content = self._session.content
        if opportunity.id != self._opportunity_id:
            self._opportunity_id = opportunity.id
            clear(self._quotes)
        self.title.setText(opportunity.title or tr("Untitled opportunity"))
        self.note.setText(opportunity.note)
        self.note.setVisible(bool(opportunity.note.strip()))
        cards = cards_of_opportunity(content, opportunity.id)
        self._show_cards(cards)
        self._heading.setVisible(bool(cards))
        evidence = evidence_of(content, opportunity)
        self.dots.setText(dots_text(evidence))
        self.evidence.setText(evidence_text(evidence, map_words()))
        self.quotes.setVisible(bool(evidence.quotes) and not self._quotes.count())

    def _show_cards(self, cards: Sequence[Card]) -> None:
        """Show the cards, unless they are on show: whoever writes beside them must not see them flicker."""
        content = self._session.content
        shown = [(card, content.get(Journey, card.journey_id).title) for card in cards]
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._cards)
        for card, journey in shown[:_MOST_CARDS]:
            self._cards.addWidget(_CardLine(card, journey, self._theme))
        if len(cards) > _MOST_CARDS:
            self._cards.addWidget(label(tr("and {count} more").format(count=len(cards) - _MOST_CARDS), "caption"))

    def show_quotes(self) -> None:
        """Show the first passages behind the opportunity."""
        content = self._session.content
        opportunity = content.find(Opportunity, self._opportunity_id)
        if opportunity is None or self._quotes.count():
            return
        wanted = all_highlights(content, opportunity)[:FEW]
        quotes = self._session.attempt(lambda: read_quotes(content, self._session.store.turns, wanted)) or []
        for each in quotes:
            self._quotes.addWidget(QuoteLine(each, self._session.highlight_asked.emit, None))
        self.quotes.setVisible(False)


class _CardLine(QWidget):
    """A card in one line, and of which journey it is."""

    def __init__(self, card: Card, journey: str, theme: ThemeKeeper) -> None:
        super().__init__()
        sign = QLabel()
        sign.setPixmap(kind_icon(card.kind, theme.look, 20).pixmap(20, 20))
        words = column(written(card.title or tr("Untitled card"), "rubric"), spacing=0)
        words.addWidget(written(f"{kind_word(card.kind)} · {journey}", "caption"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

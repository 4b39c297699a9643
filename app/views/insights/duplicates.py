"""Insights that nearly say the same, side by side with the quotes behind them."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel

from app.models.evidence import cards_showing, direct_highlights
from app.models.records import Insight
from app.scoring.evidence import evidence_of
from app.services.insights import merge_insights
from app.views.duplicates import Duplicates, Side, Words
from app.views.insights.quotes import QuoteList
from app.views.insights.words import evidence_words, insight_icon, tr
from app.views.research.words import insight_kind_word
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, Names, column, counted, label, wrapped


class InsightDuplicates(Duplicates):
    """Insights by their statements."""

    @property
    def words(self) -> Words:
        """How they are told."""
        return Words(
            tr("pair of insights says"),
            tr("pairs of insights say"),
            tr("{count} pairs of insights or more say"),
            tr("No two insights say nearly the same."),
            tr("Merging puts one in place of the other on all maps, with all quotes of both. Undo takes it back."),
        )

    def texts(self) -> dict[str, str]:
        """Return the statements."""
        return {each.id: each.statement for each in self._session.content.all(Insight).values()}

    def side(self, *, at_left: bool) -> Side:
        """Return what shows one of two."""
        where = (tr("Quotes behind the insight at the right"), tr("Quotes behind the insight at the left"))[at_left]
        return InsightSide(self._session, self._theme, where)

    def join(self, keep: str, other: str) -> None:
        """Make the two one."""
        self._session.perform(merge_insights, keep, [other])


class InsightSide(Side):
    """One insight of two: what it says, what is behind it, and the button that keeps it."""

    def __init__(self, session: Session, theme: ThemeKeeper, name: str) -> None:
        super().__init__(tr("Keep this wording"))
        self._session, self._theme = session, theme
        self._sign, self._kind, self._counted = QLabel(), label("", "caption"), label("", "caption")
        self.statement = Names("strong")
        self.note = wrapped("", "caption")
        self.quotes = QuoteList(session, theme, name)
        self.quotes.opened.connect(self.opened)
        top = QHBoxLayout()
        top.addWidget(self._sign)
        top.addWidget(self._kind, 1)
        rows = column(spacing=GRID, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        rows.addLayout(top)
        for each in (self.statement, self.note, self._counted):
            rows.addWidget(each)
        rows.addWidget(self.quotes, 1)
        rows.addWidget(self.keep)
        self.setLayout(rows)

    def show_record(self, record_id: str) -> None:
        """Show an insight."""
        content = self._session.content
        insight = content.get(Insight, record_id)
        self.record_id = record_id
        self._sign.setPixmap(insight_icon(insight.kind, self._theme.look).pixmap(QSize(16, 16)))
        self._kind.setText(insight_kind_word(insight.kind))
        self.statement.setText(insight.statement)
        self.note.setText(insight.note)
        self.note.setVisible(bool(insight.note.strip()))
        shown = counted(len(cards_showing(content, record_id)), tr("card"), tr("cards"))
        self._counted.setText(f"{evidence_words(evidence_of(content, insight))} · {shown}")
        self.quotes.show_quotes([each.id for each in direct_highlights(content, insight)])
        self.keep.setAccessibleName(tr("Keep the wording: {statement}").format(statement=insight.statement))

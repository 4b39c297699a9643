"""Opportunities that nearly say the same, side by side with what they are worth and what is linked to them."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from app.models.content import cards_of_opportunity, decision_of
from app.models.records import Opportunity
from app.scoring.ledger import actions_of, solutions_of
from app.scoring.similar import Pair, near_pairs
from app.services.opportunities import merge_opportunities
from app.views.decide.decided_words import decided_line, titled
from app.views.decide.words import tr
from app.views.duplicates import Duplicates, Side, Words
from app.views.opportunity_words import about
from app.views.session import Session
from app.views.widgets import GRID, Names, column, counted, label, wrapped


class OpportunityDuplicates(Duplicates):
    """Opportunities by their titles; a parent and its child are none."""

    @property
    def words(self) -> Words:
        """How they are told."""
        return Words(
            tr("pair of opportunities says"),
            tr("pairs of opportunities say"),
            tr("{count} pairs of opportunities or more say"),
            tr("No two opportunities say nearly the same."),
            tr(
                "Merging moves cards, insights, scores, decisions, solutions, actions and children to the one that "
                "stays. Undo takes it back."
            ),
        )

    def texts(self) -> dict[str, str]:
        """Return the titles."""
        return {each.id: each.title for each in self._session.content.all(Opportunity).values()}

    def compared(self, texts: dict[str, str]) -> Callable[[], list[Pair]]:
        """Return what finds the pairs, but those of a family."""
        parents = {each.id: each.parent_id for each in self._session.content.all(Opportunity).values()}

        def found() -> list[Pair]:
            pairs = near_pairs(texts)
            return [each for each in pairs if parents[each.first] != each.second and parents[each.second] != each.first]

        return found

    def side(self, *, at_left: bool) -> Side:
        """Return what shows one of two."""
        return _OpportunitySide(self._session)

    def join(self, keep: str, other: str) -> None:
        """Make the two one."""
        self._session.perform(merge_opportunities, keep, [other])


class _OpportunitySide(Side):
    def __init__(self, session: Session) -> None:
        super().__init__(tr("Keep this title"))
        self._session = session
        self.title = Names("strong")
        self.where, self.note, self.decided, self.follows = (wrapped("", "caption") for _ in range(4))
        self.cards = Names()
        rows = column(self.title, spacing=GRID, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        parts: tuple[QLabel, ...] = (self.where, self.note, self.decided, self.follows)
        for each in (*parts, label(tr("BECAUSE OF"), "heading"), self.cards):
            rows.addWidget(each)
        rows.addStretch()
        rows.addWidget(self.keep)
        self.setLayout(rows)

    def show_record(self, record_id: str) -> None:
        """Show an opportunity."""
        content = self._session.content
        opportunity = content.get(Opportunity, record_id)
        self.record_id = record_id
        decision = decision_of(content, record_id)
        solutions, actions = len(solutions_of(content, record_id)), len(actions_of(content, record_id))
        follows = [counted(solutions, tr("solution"), tr("solutions"))] if solutions else []
        follows += [counted(actions, tr("action"), tr("actions"))] if actions else []
        told = {
            self.where: about(content, record_id),
            self.note: opportunity.note.strip(),
            self.decided: decided_line(content, decision) if decision else tr("open"),
            self.follows: " · ".join(follows),
        }
        self.title.setText(titled(opportunity))
        for widget, text in told.items():
            widget.setText(text)
            widget.setVisible(bool(text))
        cards = [" ".join(each.title.split()) for each in cards_of_opportunity(content, record_id)]
        self.cards.setText("\n".join(f"· {each}" for each in cards[:12]) or "–")
        self.keep.setAccessibleName(tr("Keep the title: {title}").format(title=titled(opportunity)))

"""The opportunities of a card, in its form; apart from theirs, which loads all of scoring."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.content import opportunities_of
from app.models.records import Card, Opportunity
from app.services.opportunities import link_cards, unlink_cards
from app.views.links import Link, Links
from app.views.opportunity_words import tr
from app.views.session import Session


class LeadsTo(QWidget):
    """The opportunities that a card leads to, and those that it could be linked to."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._card_id = session, ""
        self.links = Links(tr("Leads to"), tr("Link to an opportunity"))
        self.links.opened.connect(lambda opportunity_id: session.select_opportunities([opportunity_id]))
        self.links.removed.connect(lambda each: session.perform(unlink_cards, each, [self._card_id]))
        self.links.added.connect(lambda each: session.perform(link_cards, each, [self._card_id]))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.links)

    def show_card(self, card: Card) -> int:
        """Show what a card leads to; return how many opportunities there are at all."""
        content = self._session.content
        self._card_id = card.id
        linked = opportunities_of(content, card.id)
        others = [each for each in content.ordered(Opportunity) if each not in linked]
        untitled = tr("Untitled opportunity")
        self.links.fill(
            [Link(each.id, each.title or untitled) for each in linked],
            [(each.id, each.title or untitled) for each in others[:200]],
        )
        return len(linked) + len(others)

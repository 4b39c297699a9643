"""The form of an opportunity, and what a card leads to."""

from collections.abc import Callable
from operator import is_
from typing import Any, get_args

from app.models.content import (
    cards_of_opportunity,
    journeys_in_tree_order,
    journeys_of_opportunity,
)
from app.models.kinds import OPPORTUNITY_STATUSES, OpportunityType
from app.models.records import Opportunity, OpportunityJourney
from app.scoring.scores import row_of
from app.services.opportunities import (
    delete_opportunities,
    rename_opportunity,
    set_journeys,
    set_parent,
    set_type,
    unlink_cards,
    update_opportunity,
)
from app.views.decide.decision_part import DecisionPart
from app.views.evidence_part import EvidencePart
from app.views.forms import Form
from app.views.links import Link, Links
from app.views.opportunity_model import value_in
from app.views.opportunity_words import about, arithmetic_lines, opportunity_status_word, tr, type_word
from app.views.scoring.score_rows import ScoreRows
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, TextField, button, wrapped


class OpportunityForm(Form):
    """An opportunity: what it is worth, what it costs, why, and what was decided."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme)
        self._offered: list[Opportunity] = []
        """What the choice of parents was made for: the opportunity on show, then all there were."""
        self.title = self.title_field(tr("Title of the opportunity"), rename_opportunity)
        self.title.setPlaceholderText(tr("What could be done?"))
        self.score_rows = ScoreRows(session, theme)
        self.rows.addWidget(self.score_rows)
        self.arithmetic = wrapped("", "caption")
        self.rows.addWidget(self.arithmetic)
        self.status = ChoiceField(
            tr("Status"), [(each, opportunity_status_word(each)) for each in OPPORTUNITY_STATUSES]
        )
        self.status.chosen.connect(self._setter("status"))
        self.field(tr("Status"), self.status)
        self.kind = ChoiceField(tr("Type"), [(each, type_word(each)) for each in get_args(OpportunityType)])
        self.kind.chosen.connect(lambda value: session.perform(set_type, [self.record_id], value))
        self.field(tr("Type"), self.kind)
        self.parent_choice = ChoiceField(tr("Below"), [])
        self.parent_choice.chosen.connect(lambda value: session.perform(set_parent, [self.record_id], value))
        self._parent_caption = self.field(tr("Below"), self.parent_choice)
        self.decided = DecisionPart(session)
        self.decision, self.reason = self.decided.decision, self.decided.reason
        self.rows.addSpacing(GRID // 2)
        self.rows.addWidget(self.decided)
        self.cards = Links(tr("Because of"))
        self.cards.opened.connect(lambda card_id: session.select([card_id]))
        self.cards.removed.connect(lambda card_id: session.perform(unlink_cards, self.record_id, [card_id]))
        self._cards_caption = self.field(tr("Because of"), self.cards)
        self.evidence = EvidencePart(session)
        self.field(tr("Evidence"), self.evidence)
        self.journeys = Links(tr("Journeys"), tr("Add a journey"))
        self.journeys.opened.connect(session.show_journey)
        self.journeys.removed.connect(lambda journey_id: self._set_journeys(without=journey_id))
        self.journeys.added.connect(lambda journey_id: self._set_journeys(journey_id))
        self.field(tr("Journeys"), self.journeys)
        self.tag_field()
        self.note = TextField(tr("Note"), least=2)
        self.note.edited.connect(self._setter("note"))
        self.field(tr("Note"), self.note)
        self.end(
            button(tr("Delete opportunity"), "quiet", lambda: session.perform(delete_opportunities, [self.record_id]))
        )
        session.weighing.changed.connect(self._explain)
        session.weighing.model_changed.connect(self._follow_model)

    def _follow_model(self) -> None:
        """Show the scores by another model, where the opportunity is still there."""
        if self.ids and self.isVisible() and self.session.content.find(Opportunity, self.record_id) is not None:
            self.score_rows.show_opportunity(self.record_id)
            self._explain()

    def _setter(self, name: str) -> Callable[[Any], object]:
        return lambda value: self.session.perform(update_opportunity, self.record_id, **{name: value})

    def _set_journeys(self, *more: str, without: str = "") -> None:
        links = self.session.content.members(OpportunityJourney, "opportunity_id", self.record_id)
        wanted = [*(each.journey_id for each in links if each.journey_id != without), *more]
        self.session.perform(set_journeys, self.record_id, wanted)

    def _explain(self) -> None:
        content, weighing = self.session.content, self.session.weighing
        if content.find(Opportunity, self.record_id) is None:
            return
        model, weights = weighing.model, weighing.weights
        if model.record.blind:
            self.arithmetic.setText("")
            return
        row = row_of(content, self.record_id, model)
        lines = arithmetic_lines(model, row, weights, value_in(model, row, weights))
        self.arithmetic.setText(" ".join(lines))

    def fill(self) -> None:
        """Show the opportunity as it is stored."""
        content = self.session.content
        opportunity = content.get(Opportunity, self.record_id)
        self.describe("opportunity", tr("Opportunity"), about(content, opportunity.id))
        self.title.fill(opportunity.title)
        self.score_rows.show_opportunity(opportunity.id)
        self._explain()
        self.status.fill(opportunity.status)
        self._fill_place(opportunity)
        self.decided.show_opportunity(opportunity.id)
        self.note.fill(opportunity.note)
        cards = cards_of_opportunity(content, opportunity.id)
        self.cards.fill([Link(card.id, card.title or tr("Untitled card")) for card in cards])
        for widget in (self.cards, self._cards_caption):
            widget.setVisible(bool(cards))
        self.evidence.show_record(opportunity)
        by_cards = {each.id for each in journeys_of_opportunity(content, opportunity.id, linked=False)}
        journeys = journeys_of_opportunity(content, opportunity.id)
        others = [each for each in journeys_in_tree_order(content) if each not in journeys]
        self.journeys.fill(
            [Link(each.id, each.title, can_remove=each.id not in by_cards) for each in journeys],
            [(each.id, each.title) for each in others],
        )

    def _fill_place(self, opportunity: Opportunity) -> None:
        """Offer what it can stand below, none of what stands below it; of thousands only where one of them changed."""
        content = self.session.content
        self.kind.fill(opportunity.type)
        there = [opportunity, *content.all(Opportunity).values()]
        if len(there) != len(self._offered) or not all(map(is_, there, self._offered)):
            self._offered = there
            self._offer_parents(opportunity)
        self.parent_choice.fill(opportunity.parent_id)
        for widget in (self.parent_choice, self._parent_caption):
            widget.setVisible(self.parent_choice.count() > 1)

    def _offer_parents(self, opportunity: Opportunity) -> None:
        content = self.session.content
        below = {opportunity.id}
        ahead = [opportunity.id]
        while ahead:
            found = {each.id for each in content.members(Opportunity, "parent_id", ahead.pop())} - below
            below |= found
            ahead += found
        others = [each for each in content.ordered(Opportunity) if each.id not in below]
        choices: list[tuple[object, str]] = [(None, tr("nothing: it stands at the top"))]
        self.parent_choice.offer(choices + [(each.id, each.title or tr("Untitled opportunity")) for each in others])

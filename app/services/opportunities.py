"""What a user does with opportunities: make them of what hurts, link, score."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.models.content import journeys_of_opportunity
from app.models.ids import new_id
from app.models.records import Card, Journey, Opportunity, OpportunityCard, OpportunityJourney
from app.services.order import make_room
from app.store import Store


def make_opportunity(store: Store, card_ids: Sequence[str]) -> str:
    """Make one opportunity of cards, called as the first of them and linked to all, and return its id.

    Of no cards, an empty one is made.
    """
    cards = [store.content.get(Card, card_id) for card_id in dict.fromkeys(card_ids)]
    title = next((card.title for card in cards if card.title), "")
    with store.edit("Make opportunity") as edit:
        ranks, moved = make_room(edit.content.ordered(Opportunity), None, 1)
        made = Opportunity(id=new_id(), rank=ranks[0], title=title)
        links = [OpportunityCard(opportunity_id=made.id, card_id=card.id) for card in cards]
        edit.put(*moved, made, *links)
    return made.id


def link_cards(store: Store, opportunity_id: str, card_ids: Sequence[str]) -> None:
    """Link cards to an opportunity; those that are linked already stay so."""
    opportunity = store.content.get(Opportunity, opportunity_id)
    cards = [store.content.get(Card, card_id) for card_id in dict.fromkeys(card_ids)]
    with store.edit("Link to opportunity") as edit:
        edit.put(*(OpportunityCard(opportunity_id=opportunity.id, card_id=card.id) for card in cards))


def unlink_cards(store: Store, opportunity_id: str, card_ids: Sequence[str]) -> None:
    """Take the links of cards to an opportunity away."""
    links = [store.content.find(OpportunityCard, f"{opportunity_id}/{card_id}") for card_id in card_ids]
    with store.edit("Unlink from opportunity") as edit:
        edit.delete(*(link for link in links if link is not None))


def set_journeys(store: Store, opportunity_id: str, journey_ids: Sequence[str]) -> None:
    """Let an opportunity belong to these journeys, besides those that it belongs to by its cards."""
    opportunity = store.content.get(Opportunity, opportunity_id)
    by_cards = {each.id for each in journeys_of_opportunity(store.content, opportunity.id, linked=False)}
    wanted = {store.content.get(Journey, each).id for each in journey_ids} - by_cards
    with store.edit("Set journeys of opportunity") as edit:
        there = {
            each.journey_id: each for each in edit.content.holding(OpportunityJourney, "opportunity_id", opportunity.id)
        }
        edit.delete(*(link for journey_id, link in there.items() if journey_id not in wanted))
        edit.put(
            *(
                OpportunityJourney(opportunity_id=opportunity.id, journey_id=journey_id)
                for journey_id in sorted(wanted - there.keys())
            )
        )


def update_opportunity(store: Store, opportunity_id: str, **fields: Any) -> None:
    """Set fields: title, note, customer, business (0 … 100), effort (0 … 5), status; none takes a score back.

    Typing in one field merges into one step. Raises RuleError beyond the ranges.
    """
    name = "+".join(sorted(fields))
    with store.edit(f"Set {name} of opportunity", group=f"opportunity/{opportunity_id}/{name}") as edit:
        edit.put(replace(edit.content.get(Opportunity, opportunity_id), **fields))


def rename_opportunity(store: Store, opportunity_id: str, title: str) -> None:
    """Set the title; typing merges into one step."""
    update_opportunity(store, opportunity_id, title=title)


def delete_opportunities(store: Store, opportunity_ids: Sequence[str]) -> None:
    """Delete opportunities with their links; cards and journeys stay."""
    opportunities = [store.content.get(Opportunity, each) for each in opportunity_ids]
    label = "Delete opportunity" if len(opportunities) == 1 else f"Delete {len(opportunities)} opportunities"
    with store.edit(label) as edit:
        edit.delete(*opportunities)

"""What a user does with opportunities: make them of what hurts, link, score, put below each other, make two one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.models.content import Content, decisions_of, journeys_of_opportunity, sort_key
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import OpportunityType
from app.models.ranks import ranks_between
from app.models.records import Card, Decision, Journey, Opportunity, OpportunityCard, OpportunityJourney, Score
from app.services.lists import parent_outside, put_in_place_of
from app.services.order import make_room, named
from app.store import Edit, Store


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
    """Set fields: title, note, type, status; typing in one field merges into one step."""
    name = "+".join(sorted(fields))
    with store.edit(f"Set {name} of opportunity", group=f"opportunity/{opportunity_id}/{name}") as edit:
        edit.put(replace(edit.content.get(Opportunity, opportunity_id), **fields))


def rename_opportunity(store: Store, opportunity_id: str, title: str) -> None:
    """Set the title; typing merges into one step."""
    update_opportunity(store, opportunity_id, title=title)


def set_type(store: Store, opportunity_ids: Sequence[str], kind: OpportunityType) -> None:
    """Say what opportunities are: a fix, an expansion (upsell, cross-sell), something new."""
    with store.edit("Set type of opportunity") as edit:
        edit.put(*(replace(edit.content.get(Opportunity, each), type=kind) for each in opportunity_ids))


def set_parent(store: Store, opportunity_ids: Sequence[str], parent_id: str | None) -> None:
    """Put opportunities below another one, or (none) at the top; raises InputError where one would be below itself."""
    content = store.content
    opportunities = [content.get(Opportunity, each) for each in opportunity_ids]
    above = _line_of(content, parent_id)
    for each in opportunities:
        if each in above:
            raise InputError(f"“{each.title}” can’t be below itself. Nothing was changed.")
    label = named("Put below", above[0].title) if above else "Put at the top of opportunities"
    with store.edit(label) as edit:
        edit.put(*(replace(each, parent_id=parent_id) for each in opportunities))


def _line_of(content: Content, opportunity_id: str | None) -> list[Opportunity]:
    """Return an opportunity and those above it."""
    line: list[Opportunity] = []
    while opportunity_id is not None:
        line.append(content.get(Opportunity, opportunity_id))
        opportunity_id = line[-1].parent_id
    return line


def merge_opportunities(store: Store, keep_id: str, other_ids: Iterable[str]) -> None:
    """Let one opportunity stand for others, with all that they are linked to and that is below them; delete those.

    It keeps its title, its decision and its scores; by a criterion that nobody has scored it by, those of the first of
    the others go over. What was decided on them stands before what was decided on it. Titles and notes of theirs go to
    its note.
    """
    merged = set(other_ids) - {keep_id}
    if not merged:
        return
    with store.edit("Merge opportunities") as edit:
        content = edit.content
        keep = content.get(Opportunity, keep_id)
        others = [each for each in content.ordered(Opportunity) if each.id in merged]
        notes = [keep.note, *(text for each in others for text in (each.title, each.note))]
        told = "\n".join(dict.fromkeys(each for each in notes if each.strip() and each != keep.title))
        edit.put(replace(keep, note=told, parent_id=parent_outside(content, keep, merged)))
        _merge_scores(edit, keep, others)
        _merge_decisions(edit, keep, others)
        put_in_place_of(edit, Opportunity, keep_id, merged)


def _merge_scores(edit: Edit, keep: Opportunity, others: Sequence[Opportunity]) -> None:
    """Leave of each criterion the scores of the first that has some, so that no median or override comes of a merge."""
    taken: set[str] = set()
    for opportunity in (keep, *others):
        rows = tuple(edit.content.members(Score, "opportunity_id", opportunity.id))
        edit.delete(*(each for each in rows if each.criterion_id in taken))
        taken |= {each.criterion_id for each in rows}


def _merge_decisions(edit: Edit, keep: Opportunity, others: Sequence[Opportunity]) -> None:
    """Move the decisions of others before those of what is kept; where nothing is decided on it, theirs hold."""
    mine = list(decisions_of(edit.content, keep.id))
    theirs = [decision for each in others for decision in decisions_of(edit.content, each.id)]
    theirs.sort(key=lambda each: (each.decided_on or "", *sort_key(each)))
    line: list[Decision] = theirs + mine if mine and mine[-1].kind else mine + theirs
    ranks = ranks_between(None, None, len(line))
    edit.put(*(replace(each, opportunity_id=keep.id, rank=rank) for each, rank in zip(line, ranks, strict=True)))


def delete_opportunities(store: Store, opportunity_ids: Sequence[str]) -> None:
    """Delete opportunities with their links; cards and journeys stay."""
    opportunities = [store.content.get(Opportunity, each) for each in opportunity_ids]
    label = "Delete opportunity" if len(opportunities) == 1 else f"Delete {len(opportunities)} opportunities"
    with store.edit(label) as edit:
        edit.delete(*opportunities)

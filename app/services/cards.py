"""What a user does with cards."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.models.content import (
    Content,
    cards_in,
    cards_in_map_order,
    cards_of,
    columns_of,
    swimlanes_of,
    unplaced_cards,
)
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import LANE_TAKES, CardKind
from app.models.records import AnyRecord, Card, CardHighlight, CardInsight, CardTag, Insight, Lane, Stage, Step
from app.services.connectors import copy_connectors
from app.services.order import in_map_order, make_room
from app.services.places import lane_taking, lane_taking_or_new, make_lane_taking, unplaced
from app.store import Edit, Store


def cards_label(verb: str, cards: Sequence[Card]) -> str:
    """Return the label of an edit of cards, e.g. “Move pain”, “Move 3 cards”."""
    return f"{verb} {cards[0].kind}" if len(cards) == 1 else f"{verb} {len(cards)} cards"


def map_order(content: Content, journey_id: str) -> list[str]:
    """Return the ids of the cards of a journey: lane by lane, step by step, top to bottom, then Unplaced."""
    cards = (*cards_in_map_order(content, journey_id), *unplaced_cards(content, journey_id))
    return [card.id for card in cards]


def _get(store: Store, card_ids: Iterable[str]) -> list[Card]:
    """Return the cards in map order; raises InputError where there is none or one is gone."""
    cards = [store.content.get(Card, card_id) for card_id in dict.fromkeys(card_ids)]
    if not cards:
        raise InputError("No card is selected. Select one first.")
    if len(cards) == 1:
        return cards
    order = [
        each for journey in {card.journey_id: None for card in cards} for each in map_order(store.content, journey)
    ]
    return in_map_order(cards, order)


def add_card(
    store: Store,
    journey_id: str,
    kind: CardKind,
    title: str = "",
    *,
    lane_id: str | None = None,
    step_id: str | None = None,
    before: str | None = None,
    channel_id: str | None = None,
) -> str:
    """Add a card and return its id; see `add_cards`."""
    made = add_cards(
        store, journey_id, kind, [title], lane_id=lane_id, step_id=step_id, before=before, channel_id=channel_id
    )
    return made[0]


def add_cards(
    store: Store,
    journey_id: str,
    kind: CardKind,
    titles: Sequence[str],
    *,
    lane_id: str | None = None,
    step_id: str | None = None,
    before: str | None = None,
    channel_id: str | None = None,
) -> list[str]:
    """Add a card per title, in one cell or (without lane and step) in Unplaced, and return their ids.

    A lane that does not take the kind hands the cards to the nearest of its swimlane that does, or to a new one.
    """
    label = f"Add {kind}" if len(titles) == 1 else f"Add {len(titles)} cards"
    with store.edit(label) as edit:
        lane = lane_taking_or_new(edit, edit.content.get(Lane, lane_id), kind) if lane_id and step_id else None
        siblings = _sharing(edit.content, journey_id, lane.id if lane else None, step_id)
        ranks, moved = make_room(siblings, before, len(titles))
        made = [
            Card(
                id=new_id(),
                journey_id=journey_id,
                kind=kind,
                title=title,
                rank=rank,
                lane_id=lane.id if lane else None,
                step_id=step_id if lane else None,
                channel_id=channel_id,
            )
            for title, rank in zip(titles, ranks, strict=True)
        ]
        edit.put(*moved, *made)
    return [card.id for card in made]


def _sharing(content: Content, journey_id: str, lane_id: str | None, step_id: str | None) -> tuple[Card, ...]:
    """Return the cards of a cell; without lane or step, those in Unplaced."""
    if lane_id is None or step_id is None:
        return unplaced_cards(content, journey_id)
    return cards_in(content, lane_id, step_id)


def move_cards(
    store: Store,
    card_ids: Sequence[str],
    lane_id: str,
    step_id: str,
    before: str | None = None,
    *,
    anchor: str | None = None,
    row: str | None = None,
) -> None:
    """Move cards to a cell, before one of its cards or to its end.

    With an anchor (the card that the pointer holds) the others keep their distance to it in steps, and their order.
    Each card lands on the nearest lane of the target's swimlane that takes its kind; raises InputError where there is
    none, and nothing is moved. `row` is the channel whose row a lane of channels shows there, empty for none: cards
    that land on it get that channel.
    """
    cards = _get(store, card_ids)
    with store.edit(cards_label("Move", cards)) as edit:
        content = edit.content
        target = content.get(Lane, lane_id)
        columns = [step.id for step in columns_of(content, target.journey_id)]
        held = content.get(Card, anchor) if anchor else None
        shift = columns.index(step_id) - columns.index(held.step_id) if held and held.step_id in columns else 0
        cells: dict[tuple[str, str], list[Card]] = {}
        for card in cards:
            follows = held is not None and card.id != held.id and card.step_id in columns
            at = columns.index(card.step_id or "") + shift if follows else columns.index(step_id)
            cell = (lane_taking(content, target.id, card.kind).id, columns[min(max(at, 0), len(columns) - 1)])
            cells.setdefault(cell, []).append(card)
        for (to_lane, to_step), group in cells.items():
            if row is not None and to_lane == target.id:
                group = [replace(card, channel_id=row or None) for card in group]
            put_in_cell(edit, group, to_lane, to_step, before)


def put_in_cell(edit: Edit, cards: Sequence[Card], lane_id: str, step_id: str, before: str | None) -> None:
    """Place cards in a cell whose lane takes them, shortened where they would reach beyond the last step."""
    lane = edit.content.get(Lane, lane_id)
    columns = [step.id for step in columns_of(edit.content, lane.journey_id)]
    room = len(columns) - columns.index(step_id)
    moving = {card.id for card in cards}
    siblings = cards_in(edit.content, lane_id, step_id)
    if before in moving:
        before = _next_staying(siblings, before, moving)
    ranks, moved = make_room(siblings, before, len(cards), moving=moving)
    edit.put(*moved)
    for card, rank in zip(cards, ranks, strict=True):
        edit.put(
            replace(
                card,
                journey_id=lane.journey_id,
                lane_id=lane_id,
                step_id=step_id,
                rank=rank,
                span=min(card.span, room),
                was_lane_id=None,
                was_step_id=None,
            )
        )


def _next_staying(siblings: Sequence[Card], before: str | None, moving: set[str]) -> str | None:
    ids = [card.id for card in siblings]
    later = ids[ids.index(before) :] if before in ids else []
    return next((each for each in later if each not in moving), None)


def unplace_cards(store: Store, card_ids: Sequence[str]) -> None:
    """Take cards off the map into Unplaced, at its end."""
    cards = [card for card in _get(store, card_ids) if card.lane_id is not None]
    if not cards:
        return
    with store.edit(cards_label("Unplace", cards)) as edit:
        ranks, moved = make_room(unplaced_cards(edit.content, cards[0].journey_id), None, len(cards))
        edit.put(*moved)
        for card, rank in zip(cards, ranks, strict=True):
            edit.put(replace(unplaced(card), rank=rank))


def place_back(store: Store, card_ids: Sequence[str]) -> None:
    """Put cards from Unplaced where they were; raises InputError where that place is gone, and nothing is moved."""
    cards = [card for card in _get(store, card_ids) if card.lane_id is None]
    if not cards:
        return
    with store.edit(cards_label("Place", cards)) as edit:
        for card in cards:
            lane, step = edit.content.find(Lane, card.was_lane_id), edit.content.find(Step, card.was_step_id)
            stage = edit.content.find(Stage, step.stage_id) if step else None
            if (
                lane is None
                or step is None
                or stage is None
                or {lane.journey_id, stage.journey_id} != {card.journey_id}
            ):
                raise InputError(
                    f"The place of “{card.title}” is gone. It still waits in Unplaced: drag it to a cell, or press "
                    "Ctrl+Enter to put it into the focused one."
                )
            put_in_cell(edit, [card], lane_taking(edit.content, lane.id, card.kind).id, step.id, None)


def delete_cards(store: Store, card_ids: Sequence[str]) -> None:
    """Delete cards."""
    cards = _get(store, card_ids)
    with store.edit(cards_label("Delete", cards)) as edit:
        edit.delete(*cards)


def duplicate_cards(store: Store, card_ids: Sequence[str]) -> list[str]:
    """Add a copy of each card right below it and return the copies' ids."""
    cards = _get(store, card_ids)
    made: list[str] = []
    with store.edit(cards_label("Duplicate", cards)) as edit:
        for card in cards:
            siblings = _sharing(edit.content, card.journey_id, card.lane_id, card.step_id)
            ids = [each.id for each in siblings]
            after = ids[ids.index(card.id) + 1 : ids.index(card.id) + 2]
            ranks, moved = make_room(siblings, after[0] if after else None, 1)
            twin = replace(card, id=new_id(), rank=ranks[0], shared_id=None, origin_id=None)
            edit.put(*moved, twin, *_links_for(edit.content, card, twin, (CardTag, CardInsight, CardHighlight)))
            made.append(twin.id)
        copy_connectors(edit, dict(zip((card.id for card in cards), made, strict=True)))
    return made


def shared_with(content: Content, card: Card) -> list[Card]:
    """Return all cards that are one thing with this card, itself included."""
    if card.shared_id is None:
        return [card]
    return [each for each in cards_of(content, card.journey_id) if each.shared_id == card.shared_id]


def in_same_words(content: Content, cards: Iterable[Card]) -> tuple[list[Card], list[Insight]]:
    """Return the cards whose title is one with that of these, and the insights that it states.

    Those are the cards that are one thing with them and, where one shows an insight, all that show it, on any map.
    """
    ahead, found, insights = list(cards), dict[str, Card](), dict[str, Insight]()
    while ahead:
        for card in shared_with(content, content.get(Card, ahead.pop().id)):
            if card.id not in found:
                found[card.id] = card
                insight = content.find(Insight, card.insight_id)
                if insight is not None and insight.id not in insights:
                    insights[insight.id] = insight
                    ahead += content.members(Card, "insight_id", insight.id)
    return list(found.values()), list(insights.values())


def _links_for(content: Content, card: Card, twin: Card, link_types: Iterable[type[Any]]) -> list[AnyRecord]:
    """Return links that join a copy of a card to the same tags or evidence."""
    return [
        replace(each, card_id=twin.id)
        for link_type in link_types
        for each in content.members(link_type, "card_id", card.id)
    ]


def put_together(edit: Edit, cards: Sequence[Card], **fields: Any) -> None:
    """Change fields of cards and of those that are one thing with them; what came with a template is then theirs.

    A title that states an insight changes with it and with all cards that show it.
    """
    for card in cards:
        edit.put(*(replace(each, example=False, **fields) for each in shared_with(edit.content, card)))
    if "title" in fields:
        put_words(edit, cards, fields["title"])


def put_words(edit: Edit, cards: Sequence[Card], title: str) -> None:
    """Give cards a title, with the insights that they show and all other cards that show these."""
    together, insights = in_same_words(edit.content, cards)
    edit.put(*(replace(each, statement=title) for each in insights if each.statement != title))
    edit.put(*(replace(each, title=title) for each in together if each.title != title))


def rename_card(store: Store, card_id: str, title: str) -> None:
    """Set the title of a card and of those that are one thing with it; typing merges into one step."""
    card = store.content.get(Card, card_id)
    with store.edit(f"Edit {card.kind}", group=f"card/{card_id}/title") as edit:
        put_together(edit, [card], title=title)


def set_sentiment(store: Store, card_ids: Sequence[str], sentiment: float | None) -> None:
    """Set the sentiment of cards, −2 … +2; none goes back to the default of their kind. Raises RuleError beyond."""
    cards = _get(store, card_ids)
    with store.edit(cards_label("Set sentiment of", cards)) as edit:
        edit.put(*(replace(card, sentiment=sentiment, example=False) for card in cards))


def set_weight(store: Store, card_ids: Sequence[str], weight: float) -> None:
    """Set how much cards count in the emotion, 0 (not at all) … 1000, usually 100. Raises RuleError beyond."""
    cards = _get(store, card_ids)
    with store.edit(cards_label("Set weight of", cards)) as edit:
        edit.put(*(replace(card, weight=weight, example=False) for card in cards))


def set_span(store: Store, card_id: str, span: int) -> None:
    """Let a placed card reach over `span` steps, at least one, at most as many as there are to its right."""
    card = store.content.get(Card, card_id)
    columns = [step.id for step in columns_of(store.content, card.journey_id)]
    if card.step_id not in columns:
        raise InputError("A card in Unplaced spans no steps. Place it first.")
    room = len(columns) - columns.index(card.step_id or "")
    with store.edit(f"Stretch {card.kind}") as edit:
        edit.put(replace(card, span=min(max(span, 1), room)))


def change_kind(store: Store, card_ids: Sequence[str], kind: CardKind) -> None:
    """Change the kind of cards; each stays in its step, on the nearest lane that takes the kind, or a new one."""
    cards = _get(store, card_ids)
    together = {each.id: each for card in cards for each in shared_with(store.content, card)}
    with store.edit(f"Change to {kind}") as edit:
        for card in together.values():
            changed = replace(card, kind=kind)
            lane = edit.content.find(Lane, card.lane_id)
            if lane is None or card.step_id is None or kind in LANE_TAKES[lane.kind]:
                edit.put(changed)
            else:
                put_in_cell(edit, [changed], lane_taking_or_new(edit, lane, kind).id, card.step_id, None)


def share_card(store: Store, card_id: str, swimlane_id: str) -> str:
    """Let another persona do the same thing: add a card that is one with it to her swimlane, and return its id.

    Title, note, fields, tags and kind are then edited together, sentiment and weight apart.
    """
    card = store.content.get(Card, card_id)
    if card.step_id is None:
        raise InputError("A card in Unplaced cannot be shared. Place it first.")
    if swimlane_id not in {each.id for each in swimlanes_of(store.content, card.journey_id)}:
        raise InputError("A card can be shared only within its own map. Nothing was changed.")
    with store.edit(f"Share {card.kind}") as edit:
        lane = make_lane_taking(edit, card.journey_id, swimlane_id, card.kind)
        if any(each.lane_id == lane.id for each in shared_with(edit.content, card)):
            raise InputError("This persona shares the card already. Nothing was changed.")
        shared_id = card.shared_id or new_id()
        ranks, moved = make_room(cards_in(edit.content, lane.id, card.step_id), None, 1)
        twin = replace(
            card, id=new_id(), lane_id=lane.id, rank=ranks[0], shared_id=shared_id, sentiment=None, origin_id=None
        )
        edit.put(*moved, replace(card, shared_id=shared_id), twin, *_links_for(edit.content, card, twin, (CardTag,)))
    return twin.id


def unshare_card(store: Store, card_id: str) -> None:
    """Make a card a thing of its own again."""
    card = store.content.get(Card, card_id)
    with store.edit(f"Unshare {card.kind}") as edit:
        others = [each for each in shared_with(edit.content, card) if each.id != card.id]
        edit.put(replace(card, shared_id=None))
        if len(others) == 1:
            edit.put(replace(others[0], shared_id=None))

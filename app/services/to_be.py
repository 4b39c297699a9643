"""What a user does with a to-be journey: begin it with what is on the map of another, and say why it is otherwise."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from app.models.collecting import no_collecting
from app.models.content import (
    Content,
    cards_of,
    columns_of,
    connectors_of,
    journeys_of,
    stages_of,
    swimlanes_of,
)
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.records import (
    TAG_LINKS,
    AnyRecord,
    Card,
    CardAnswer,
    Journey,
    Lane,
    Stage,
    Step,
    Swimlane,
)
from app.services.order import make_room, named
from app.store import Store


def make_to_be(store: Store, journey_id: str, title: str = "") -> str:
    """Make a to-be journey that begins with all that is on the map of a journey, right after it, and return its id.

    It takes stages, steps, swimlanes, lanes, cards (placed or not) and connectors, with their tags and fields; each
    keeps in `origin_id` what it came from: of a to-be of a to-be the first of all. Feelings and evidence stay behind:
    sentiments, imported scores, values by hand, verdicts, links to insights and passages (a card that showed one keeps
    its words), votes and opportunities; the days of steps and of the last review, too. Of a to-be, what its cards
    answer goes along. Without a title it is called as its origin, with “(to-be)”.
    """
    with no_collecting(), store.edit(named("Make to-be of", store.content.get(Journey, journey_id).title)) as edit:
        content = edit.content
        origin = content.get(Journey, journey_id)
        siblings = journeys_of(content, origin.parent_id)
        after = next((each.id for each in siblings if each.rank > origin.rank), None)
        ranks, moved = make_room(siblings, after, 1)
        hope = replace(
            origin,
            id=new_id(),
            rank=ranks[0],
            title=title.strip() or free_title(content, origin),
            state="to-be",
            to_be_of=_current_of(content, origin),
            status="draft",
            reviewed_on=None,
            origin_id=origin.origin_id or origin.id,
        )
        edit.put(*moved, hope, *_map_of(content, origin.id, hope.id))
    return hope.id


def variants_of(content: Content, journey_id: str) -> tuple[Journey, ...]:
    """Return the to-be journeys of a current one, in their order."""
    return content.holding(Journey, "to_be_of", journey_id)


def _current_of(content: Content, origin: Journey) -> str:
    """Return what the new one is the to-be of: a to-be of a to-be is one more variant of the same current journey."""
    return origin.to_be_of if origin.to_be_of is not None else origin.id


def free_title(content: Content, origin: Journey) -> str:
    """Return the title of the origin with “(to-be)”, numbered from the second one on."""
    base = origin.title
    current = content.find(Journey, origin.to_be_of)
    if current is not None:
        base = current.title
    taken = {each.title for each in content.all(Journey).values()}
    names = (f"{base} (to-be{f' {number}' if number > 1 else ''})".strip() for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _map_of(content: Content, journey_id: str, twin_id: str) -> Iterator[AnyRecord]:
    """Yield a twin of every record on a map, those that others refer to first."""
    twins: dict[type[Any], dict[str | None, str]] = {each: {} for each in (Stage, Step, Swimlane, Lane, Card)}

    def twin_of(record: Any, **fields: Any) -> Any:
        twins[type(record)][record.id] = made = new_id()
        return replace(record, id=made, origin_id=record.origin_id or record.id, **fields)

    for stage in stages_of(content, journey_id):
        yield twin_of(stage, journey_id=twin_id)
    for step in columns_of(content, journey_id):
        yield twin_of(step, stage_id=twins[Stage][step.stage_id], starts_on=None, ends_on=None)
    for swimlane in swimlanes_of(content, journey_id):
        yield twin_of(swimlane, journey_id=twin_id)
    for lane in content.holding(Lane, "journey_id", journey_id):
        yield twin_of(lane, journey_id=twin_id, swimlane_id=twins[Swimlane].get(lane.swimlane_id))
    shared: dict[str, str] = {}
    for card in cards_of(content, journey_id):
        yield twin_of(
            card,
            journey_id=twin_id,
            lane_id=twins[Lane].get(card.lane_id),
            step_id=twins[Step].get(card.step_id),
            was_lane_id=twins[Lane].get(card.was_lane_id),
            was_step_id=twins[Step].get(card.was_step_id),
            shared_id=shared.setdefault(card.shared_id, new_id()) if card.shared_id else None,
            sentiment=None,
            score=None,
            insight_id=None,
            highlight_id=None,
        )
    for connector in connectors_of(content, journey_id):
        ends = twins[Card][connector.from_card_id], twins[Card][connector.to_card_id]
        yield replace(connector, journey_id=twin_id, from_card_id=ends[0], to_card_id=ends[1])
    for card_id, twin in twins[Card].items():
        yield from (replace(each, card_id=twin) for each in content.members(CardAnswer, "card_id", card_id))
    yield from _tags(content, {Journey: {journey_id: twin_id}, **twins})


def _tags(content: Content, twins: Mapping[type[Any], Mapping[str | None, str]]) -> Iterable[AnyRecord]:
    for record_type, ids in twins.items():
        link = TAG_LINKS.get(record_type)
        name = f"{record_type.kind_name}_id"
        for held in content.all(link).values() if link is not None else ():
            twin = ids.get(getattr(held, name))
            if twin is not None:
                yield replace(held, **{name: twin})


# ---- why it is otherwise


def answer(store: Store, card_id: str, answered_id: str) -> None:
    """Say that a card answers another, such as a pain of the current journey; what is said already stays so."""
    card, answered = store.content.get(Card, card_id), store.content.get(Card, answered_id)
    if card.journey_id == answered.journey_id:
        raise InputError("Both cards are on one map. A card of a to-be answers one of another journey: choose that.")
    with store.edit(named("Answer", answered.title)) as edit:
        edit.put(CardAnswer(card_id=card_id, answered_id=answered_id))


def take_answer_back(store: Store, card_id: str, answered_id: str) -> None:
    """Say no longer that a card answers another."""
    link = store.content.find(CardAnswer, f"{card_id}/{answered_id}")
    with store.edit("Take answer back") as edit:
        edit.delete(*([link] if link is not None else []))

"""What on one map came from what on another, and the one map seen as an earlier state of the other.

A to-be journey keeps in each `origin_id` what it came from. With that, a current journey can be put into the place of
its to-be, each record under the id of what came from it: then the two are two states of one map, and all that tells
what is different between two states (`app.scoring.map_changes`) tells what a to-be changes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from operator import attrgetter
from typing import Any, Final, Literal, NamedTuple

from app.models.content import Content, columns_of
from app.models.records import (
    RECORD_TYPES,
    TAG_LINKS,
    Card,
    Connector,
    Journey,
    Lane,
    Stage,
    Step,
    Swimlane,
)

MAP_TYPES: Final = (Stage, Step, Swimlane, Lane, Card)
"""What has an origin, each after what it stands in."""

_PLACES: Final[dict[type[Any], dict[str, type[Any]]]] = {
    Stage: {},
    Step: {"stage_id": Stage},
    Swimlane: {},
    Lane: {"swimlane_id": Swimlane},
    Card: {"lane_id": Lane, "step_id": Step},
}

_NOT_COMPARED: Final[dict[type[Any], tuple[str, ...]]] = {
    Stage: ("origin_id",),
    Step: ("origin_id", "width", "starts_on", "ends_on"),
    Swimlane: ("origin_id", "collapsed"),
    Lane: ("origin_id", "height"),
    Card: ("origin_id", "was_lane_id", "was_step_id", "score", "example", "insight_id", "highlight_id"),
    Journey: ("id", "rank", "title", "parent_id", "state", "to_be_of", "status", "origin_id", "reviewed_on"),
}
"""Fields that are the map's own: how it looks, where things were, its days, what is evidence, which journey it is."""


class Origins(NamedTuple):
    """What came from what: ids on the second map by ids on the first, for each type of record.

    What is gone has a stand-in there, `gone` says of what on the first map. `copies` holds what came from the same as
    something that fits better, by its id, with what that is on the first map. Types have ids of their own.
    """

    ids: Mapping[type[Any], Mapping[str | None, str]]
    gone: Mapping[type[Any], Mapping[str, str]]
    copies: Mapping[type[Any], Mapping[str, str]]

    def on_first(self, record_type: type[Any]) -> dict[str, str]:
        """Return the ids on the first map by those on the second, and by those of stand-ins."""
        return {there: here for here, there in self.ids[record_type].items() if here is not None}


def records_of(content: Content, journey_id: str) -> dict[type[Any], tuple[Any, ...]]:
    """Return what is on a map by type, unordered."""
    found = {
        each: tuple(content.members(each, "journey_id", journey_id))
        for each in (Stage, Swimlane, Lane, Card, Connector)
    }
    return {**found, Step: columns_of(content, journey_id)}


def origins_between(content: Content, first_id: str, second_id: str) -> Origins:
    """Return what on the second of two maps came from what on the first.

    That is what has the same first origin; a swimlane without one goes with that of its persona. Of several with the
    same origin, one is that which came, and the others are copies: a direct twin before others, then the one in the
    same words, then the one in the same place, then the first in order.
    """
    here, there = records_of(content, first_id), records_of(content, second_id)
    ids: dict[type[Any], dict[str | None, str]] = {}
    gone: dict[type[Any], dict[str, str]] = {}
    copies: dict[type[Any], dict[str, str]] = {}
    for each in MAP_TYPES:
        found, copies[each] = _twins(here[each], there[each], _PLACES[each], ids)
        if each is Swimlane:
            _join_by_persona(found, copies[each], here[each], there[each])
        gone[each] = {f"gone:{record.id}": record.id for record in here[each] if record.id not in found}
        ids[each] = {**found, **{was: stand_in for stand_in, was in gone[each].items()}}
    return Origins(ids, gone, copies)


def _twins(
    here: Collection[Any],
    there: Collection[Any],
    places: Mapping[str, type[Any]],
    ids: Mapping[type[Any], Mapping[str | None, str]],
) -> tuple[dict[str | None, str], dict[str, str]]:
    """Return the ids of the twins of records by the ids of these, and what the copies came from."""
    groups: dict[str, list[Any]] = {}
    for record in there:
        groups.setdefault(record.origin_id or record.id, []).append(record)
    found: dict[str | None, str] = {}
    copies: dict[str, str] = {}
    sharers: dict[str, list[Any]] = {}
    for record in here:
        key = record.origin_id or record.id
        if key in groups:
            sharers.setdefault(key, []).append(record)
    for key, sources in sharers.items():
        group = groups[key]
        if len(sources) == len(group) == 1:
            found[sources[0].id] = group[0].id
            continue
        pairs = sorted(
            (_unlikeness(source, twin, places, ids), source.rank, source.id, twin.rank, twin.id)
            for source in sources
            for twin in group
        )
        taken = set[str]()
        for _, _, source_id, _, twin_id in pairs:
            if source_id not in found and twin_id not in taken:
                found[source_id] = twin_id
                taken.add(twin_id)
        copies |= {twin.id: sources[0].id for twin in group if twin.id not in taken}
    return found, copies


def _unlikeness(
    source: Any, twin: Any, places: Mapping[str, type[Any]], ids: Mapping[type[Any], Mapping[str | None, str]]
) -> tuple[bool, bool, bool]:
    direct = twin.origin_id == source.id or source.origin_id == twin.id
    words = getattr(source, "title", "") == getattr(twin, "title", "")
    place = all(ids[kind].get(getattr(source, name)) == getattr(twin, name) for name, kind in places.items())
    return not direct, not words, not place


def _join_by_persona(
    found: dict[str | None, str], copies: Mapping[str, str], here: Iterable[Swimlane], there: Iterable[Swimlane]
) -> None:
    taken = {*found.values(), *copies}
    free = {each.persona_id: each.id for each in there if each.id not in taken}
    for each in here:
        if each.id not in found and each.persona_id in free:
            found[each.id] = free[each.persona_id]


def as_before(content: Content, first_id: str, second_id: str, origins: Origins) -> Content:
    """Return the content with the first map in the place of the second: what that was before it became what it is.

    What is not compared holds what it holds on the second map. Hopes are compared with feelings only where somebody
    said one; sharing, where only one of the two is shared; a span, where it reaches over other steps.
    """
    before = content.copy()
    here, there = records_of(content, first_id), records_of(content, second_id)
    journey = content.get(Journey, second_id)
    was = content.get(Journey, first_id)
    before.put(replace(was, **{name: getattr(journey, name) for name in _NOT_COMPARED[Journey]}))
    hopes: Literal["first", "second", ""] = ""
    if was.state != journey.state:
        hopes = "second" if journey.state == "to-be" else "first"
    for each in MAP_TYPES:
        _put_twins(before, content, each, here[each], second_id, origins, hopes=hopes)
        came = set(origins.ids[each].values())
        for record in there[each]:
            if record.id not in came:
                before.remove(each, record.id)
        _put_tags(before, content, each, origins.ids[each])
    _put_tags(before, content, Journey, {first_id: second_id})
    _mend_spans(before, content, first_id, second_id, origins)
    cards = origins.ids[Card]
    for connector in there[Connector]:
        before.remove(Connector, connector.id)
    for connector in here[Connector]:
        ends = {"from_card_id": cards[connector.from_card_id], "to_card_id": cards[connector.to_card_id]}
        before.put(replace(connector, journey_id=second_id, **ends))
    return before


@cache
def _reader(kind: str) -> tuple[tuple[str, ...], "attrgetter[tuple[Any, ...]]"]:
    names = tuple(each.name for each in fields(RECORD_TYPES[kind]))
    return names, attrgetter(*names)


def _put_twins(
    before: Content,
    content: Content,
    record_type: type[Any],
    here: Iterable[Any],
    second_id: str,
    origins: Origins,
    *,
    hopes: Literal["first", "second", ""],
) -> None:
    """Put the records of the first map in the place of their twins; those that say the same stay the same objects."""
    names, read = _reader(record_type.kind_name)
    at = {name: place for place, name in enumerate(names)}
    ids, gone = origins.ids[record_type], origins.gone[record_type]
    places = [(at[name], origins.ids[kind]) for name, kind in _PLACES[record_type].items()]
    own = [at[name] for name in _NOT_COMPARED[record_type]]
    sentiment, shared = at.get("sentiment"), at.get("shared_id")
    for record in here:
        values = list(read(record))
        values[at["id"]] = twin_id = ids[record.id]
        if "journey_id" in at:
            values[at["journey_id"]] = second_id
        for place, held in places:
            values[place] = held.get(values[place])
        if twin_id not in gone:
            twin = content.get(record_type, twin_id)
            now = read(twin)
            for place in own:
                values[place] = now[place]
            if sentiment is not None and hopes and (now if hopes == "second" else values)[sentiment] is None:
                values[sentiment] = now[sentiment]
            if shared is not None and (values[shared] is None) == (now[shared] is None):
                values[shared] = now[shared]
            if tuple(values) == now:
                continue
        before.put(record_type(**dict(zip(names, values, strict=True))))


def _put_tags(before: Content, content: Content, record_type: type[Any], ids: Mapping[str | None, str]) -> None:
    link = TAG_LINKS.get(record_type)
    if link is None or not content.all(link):
        return
    name = f"{record_type.kind_name}_id"
    for was, twin_id in ids.items():
        old, new = ({each.tag_id for each in content.members(link, name, each_id)} for each_id in (was, twin_id))
        for tag_id in new - old:
            before.remove(link, link(**{name: twin_id, "tag_id": tag_id}).id)
        for tag_id in old - new:
            before.put(link(**{name: twin_id, "tag_id": tag_id}))


def _mend_spans(before: Content, content: Content, first_id: str, second_id: str, origins: Origins) -> None:
    """Have cards that reach over the same steps span as many as now, whatever came between them or went."""
    first, second = ([step.id for step in columns_of(content, each)] for each in (first_id, second_id))
    came = {twin: was for was, twin in origins.ids[Step].items()}
    for was, twin_id in origins.ids[Card].items():
        card, twin = content.find(Card, was), content.find(Card, twin_id)
        if card is None or twin is None or card.span == twin.span or card.step_id is None or twin.step_id is None:
            continue
        old = {origins.ids[Step][each] for each in _reached(first, card)}.intersection(second)
        if old == {each for each in _reached(second, twin) if each in came}:
            before.put(replace(before.get(Card, twin_id), span=twin.span))


def _reached(step_ids: list[str], card: Card) -> Iterator[str]:
    first = step_ids.index(card.step_id or "")
    yield from step_ids[first : first + card.span]

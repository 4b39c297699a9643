"""Parts of a map as JSON text, complete in themselves: what the clipboard carries from one workspace to another.

Entries of shared lists, tags and personas go by name, cards by their number, columns by their place; images travel
along as they are stored. Only what a card is evidence of goes by id: it is found again in the same workspace alone.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, Final, Literal

from app.models.content import (
    Content,
    cards_on,
    columns_of,
    connectors_of,
    lanes_in_map_order,
    lanes_of,
    overrides_of,
    persona_of,
    stages_of,
    steps_of,
)
from app.models.errors import InputError
from app.models.records import (
    RECORD_TYPES,
    TAG_LINKS,
    Card,
    CardHighlight,
    CardInsight,
    Channel,
    Lane,
    Named,
    Persona,
    PersonaChannel,
    PersonaTrait,
    Stage,
    Swimlane,
    Tag,
    references,
)
from app.store import Store

What = Literal["cards", "stages", "lanes", "swimlanes"]
Part = dict[str, Any]
"""What `read_part` returns: `what` it is, `cards`, `connectors`, and of the map `stages`, `lanes`, `overrides`."""

_FORMAT: Final = 1
_STRUCTURE: Final = {
    "id",
    "rank",
    "journey_id",
    "stage_id",
    "persona_id",
    "swimlane_id",
    "lane_id",
    "step_id",
    "was_lane_id",
    "was_step_id",
    "opens_journey_id",
    "origin_id",
    "example",
    "collapsed",
    "insight_id",
    "highlight_id",
}
"""Fields that say where a record is, not what it says."""


def cards_part(store: Store, card_ids: Iterable[str]) -> Part:
    """Return cards in the given order; each keeps its distance in steps to the leftmost."""
    content = store.content
    cards = [content.get(Card, card_id) for card_id in card_ids]
    places = {each: _places(content, each) for each in {card.journey_id for card in cards}}
    first = min((places[card.journey_id][card.step_id] for card in cards if card.step_id), default=0)
    columns = {card.id: places[card.journey_id][card.step_id] - first if card.step_id else 0 for card in cards}
    return _part(store, "cards", cards, columns)


def stages_part(store: Store, stage_ids: Sequence[str]) -> Part:
    """Return stages with their steps, cards, values by hand, and the lanes that these cards are on."""
    content = store.content
    stages = [content.get(Stage, each) for each in stage_ids]
    steps = [step for stage in stages for step in steps_of(content, stage.id)]
    places: dict[str | None, int] = {step.id: number for number, step in enumerate(steps)}
    lanes = lanes_in_map_order(content, stages[0].journey_id)
    return _part_of_map(store, "stages", stages, lanes, places)


def lanes_part(store: Store, lane_ids: Sequence[str]) -> Part:
    """Return lanes with their cards, and the columns of their map."""
    lanes = [store.content.get(Lane, each) for each in lane_ids]
    return _rows(store, "lanes", lanes)


def swimlane_part(store: Store, swimlane_id: str) -> Part:
    """Return a swimlane with its persona, lanes, cards and values by hand, and the columns of its map."""
    content = store.content
    swimlane = content.get(Swimlane, swimlane_id)
    part = _rows(store, "swimlanes", lanes_of(content, swimlane.journey_id, swimlane_id))
    return {**part, "persona": _persona(store, part, content.get(Persona, swimlane.persona_id))}


def _rows(store: Store, what: What, lanes: Sequence[Lane]) -> Part:
    if not lanes:
        return {"what": what, "cards": [], "connectors": [], "stages": [], "lanes": [], "overrides": [], "images": {}}
    journey_id = lanes[0].journey_id
    return _part_of_map(store, what, stages_of(store.content, journey_id), lanes, _places(store.content, journey_id))


def _places(content: Content, journey_id: str) -> dict[str | None, int]:
    return {step.id: number for number, step in enumerate(columns_of(content, journey_id))}


def _part_of_map(
    store: Store, what: What, stages: Sequence[Stage], lanes: Sequence[Lane], places: dict[str | None, int]
) -> Part:
    content = store.content
    cards = [card for lane in lanes for card in cards_on(content, lane.id) if card.step_id in places]
    cards.sort(key=lambda card: places[card.step_id])
    columns = {card.id: places[card.step_id] for card in cards}
    used = {card.lane_id for card in cards}
    rows = [lane for lane in lanes if what != "stages" or lane.id in used]
    number = {lane.id: place for place, lane in enumerate(rows)}
    part = _part(store, what, cards, columns)
    for record, card in zip(part["cards"], cards, strict=True):
        record["lane"] = number[card.lane_id or ""]
        record["span"] = min(card.span, len(places) - columns[card.id])
    part["stages"] = [
        {
            **_said(content, stage),
            "steps": [_said(content, step) for step in steps_of(content, stage.id)],
        }
        for stage in stages
    ]
    part["lanes"] = [{**_said(content, lane), "persona": _name_of(content, lane.swimlane_id)} for lane in rows]
    owners = dict.fromkeys(lane.swimlane_id for lane in lanes if lane.swimlane_id)
    part["overrides"] = [
        {**_said(content, each), "persona": _name_of(content, owner), "column": places[each.step_id]}
        for owner in owners
        for each in overrides_of(content, owner)
        if each.step_id in places
    ]
    return part


def _name_of(content: Content, swimlane_id: str | None) -> str | None:
    persona = persona_of(content, swimlane_id)
    return persona.name if persona else None


def _part(store: Store, what: What, cards: Sequence[Card], columns: dict[str, int]) -> Part:
    content = store.content
    number = {card.id: place for place, card in enumerate(cards)}
    journeys = dict.fromkeys(card.journey_id for card in cards)
    connectors = [
        {**_said(content, each), "from": number[each.from_card_id], "to": number[each.to_card_id]}
        for journey_id in journeys
        for each in connectors_of(content, journey_id)
        if each.from_card_id in number and each.to_card_id in number
    ]
    return {
        "what": what,
        "cards": [{**_said(content, card), **_evidence(content, card), "column": columns[card.id]} for card in cards],
        "connectors": connectors,
        "images": _images(store, (card.image for card in cards)),
    }


def _evidence(content: Content, card: Card) -> dict[str, Any]:
    """Return what ties a card to research, by ids: its words stay in the workspace that they were said in."""
    said = {
        "shows_insight": card.insight_id,
        "shows_highlight": card.highlight_id,
        "insights": [each.insight_id for each in content.members(CardInsight, "card_id", card.id)],
        "highlights": [each.highlight_id for each in content.members(CardHighlight, "card_id", card.id)],
    }
    return {name: value for name, value in said.items() if value}


def _images(store: Store, names: Iterable[str | None]) -> dict[str, str]:
    found = {name: store.image(name) for name in names if name}
    return {name: base64.b64encode(data).decode() for name, data in found.items() if data}


def _persona(store: Store, part: Part, persona: Persona) -> dict[str, Any]:
    content = store.content
    part["images"] |= _images(store, [persona.picture])
    channels = content.holding(PersonaChannel, "persona_id", persona.id)
    return {
        **_said(content, persona),
        "traits": [_said(content, each) for each in content.holding(PersonaTrait, "persona_id", persona.id)],
        "channels": [content.get(Channel, each.channel_id).name for each in channels],
    }


@cache
def _fields_said(kind: str) -> tuple[tuple[str, Any, str], ...]:
    """Return name and default of the fields that go along, and the kind of record that one refers to."""
    return tuple(
        (each.name, each.default, each.metadata.get("references", ""))
        for each in fields(RECORD_TYPES[kind])
        if each.name not in _STRUCTURE and not each.name.endswith("card_id")
    )


def _said(content: Content, record: Any) -> dict[str, Any]:
    """Return what a record says and does not say by default: entries of shared lists by name, and its tags."""
    said: dict[str, Any] = {}
    for name, default, listed in _fields_said(record.kind_name):
        value = getattr(record, name)
        if value != default:
            said[name] = _listed_name(content, listed, value) if listed else value
    link = TAG_LINKS.get(type(record))
    if link is not None:
        links = content.holding(link, f"{record.kind_name}_id", record.id)
        if links:
            said["tags"] = [content.get(Tag, each.tag_id).name for each in links]
    return said


def _listed_name(content: Content, kind: str, record_id: str) -> str:
    entry: Any = content.get(RECORD_TYPES[kind], record_id)
    return str(entry.name)


# ---- text


def to_text(part: Part) -> str:
    """Return a part as JSON."""
    return json.dumps({"clew": "part", "format": _FORMAT, **part}, ensure_ascii=False)


def read_part(text: str) -> Part | None:
    """Return the part that a text holds; none where it is something else.

    Raises InputError where it is of a newer Clew, or damaged.
    """
    if not text.lstrip().startswith("{"):
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("clew") != "part":
        return None
    if data.get("format") != _FORMAT:
        raise InputError("This was copied in another version of Clew. Nothing was added; copy it as text instead.")
    if not all(isinstance(data.get(name), list) for name in ("cards", "connectors")):
        raise InputError("What was copied is damaged. Nothing was added; copy it again.")
    return data


def to_lines(part: Part) -> str:
    """Return a part as lines that people read: cards alone by title, parts of a map step by step."""
    if part["what"] == "cards":
        return "\n".join(card.get("title", "") for card in part["cards"])
    return "\n".join(_lines(part))


def _lines(part: Part) -> Iterator[str]:
    if part["what"] == "swimlanes":
        yield part["persona"]["name"]
    column = 0
    for stage in part["stages"]:
        yield stage.get("title", "")
        for step in stage["steps"]:
            if step.get("title"):
                yield f"  {step['title']}"
            for card in part["cards"]:
                if card["column"] == column:
                    yield f"    - {card.get('title', '')} ({card['kind']})"
            column += 1


def columns_in(part: Part) -> list[tuple[str, str]]:
    """Return the titles of stage and step of each column."""
    return [(stage.get("title", ""), step.get("title", "")) for stage in part["stages"] for step in stage["steps"]]


def record_fields(record_type: type[Any], said: dict[str, Any]) -> Iterator[tuple[str, Any, type[Named] | None]]:
    """Yield the fields that a record of a part says, each with the list that its value is a name of, if it is one."""
    listed = {each.name: each.metadata["references"] for each in references(record_type)}
    for each in fields(record_type):
        if each.name in said and each.name not in _STRUCTURE and not each.name.endswith("card_id"):
            kind = listed.get(each.name)
            yield each.name, said[each.name], RECORD_TYPES[kind] if kind else None  # type: ignore[misc]

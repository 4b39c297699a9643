"""One map as a Markdown page that people read and the import reads back: headings with lists, or one table.

The table has the stages across and a row for each kind of card; what a page does not say is listed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from app.models.content import (
    Content,
    cards_of,
    cells_on,
    connectors_of,
    journeys_of_opportunity,
    lanes_in_map_order,
    opportunities_of,
    overrides_of,
    persona_of,
    stages_of,
    steps_of,
    swimlanes_of,
    unplaced_cards,
)
from app.models.kinds import CardKind
from app.models.records import Card, Journey, Opportunity, Persona, Stage, Step
from app.models.snapshot import Snapshot

_LABELS: Final[Mapping[CardKind, str]] = {
    "touchpoint": "Touchpoints",
    "action": "Actions",
    "thought": "Thoughts",
    "quote": "Quotes",
    "need": "Needs",
    "question": "Questions",
    "pain": "Pain points",
    "gain": "Gains",
    "factor": "Factors",
    "influence": "Influences",
    "message": "Messages",
    "note": "Notes",
    "image": "Images",
}
_EMOTIONS: Final = "Emotions"
_OPPORTUNITIES: Final = "Opportunities"
_ONLY_HERE: Final = ("factor", "influence", "message", "image")
"""Kinds of cards that come back from a page as notes."""

_SIGNS: Final = re.compile(r"[\\`*_\[\]<|]|&(?=#?\w{1,40};)")
_START: Final = re.compile(r"^[#>+=~-]")
_NUMBER: Final = re.compile(r"^(\d{1,9})([.)])")

_Texts = dict[str, list[tuple[str, str]]]
"""Title and note of what stands in a step, by label."""


def write_map_markdown(snapshot: Snapshot, journey_id: str, *, as_table: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return the page's text and, one line each, what of the map it does not say."""
    content = snapshot.content
    journey = content.get(Journey, journey_id)
    told = _told(content, journey_id)
    loose = [
        (each.title, each.note)
        for each in content.ordered(Opportunity)
        if journey in journeys_of_opportunity(content, each.id) and not _is_on_map(content, each, journey_id)
    ]
    lines = [f"# {_text(journey.title) or 'Untitled'}", "", *_preface(content, journey)]
    lines += _table(content, journey_id, told) if as_table else _sections(content, journey_id, told)
    if loose:
        lines += [f"## {_OPPORTUNITIES}", "", *_items(loose)]
    return "\n".join(lines).rstrip() + "\n", tuple(_left_behind(content, journey, as_table))


def _told(content: Content, journey_id: str) -> dict[str, _Texts]:
    """Return what stands in each step by label; with several personas the label names whose it is."""
    several = len(swimlanes_of(content, journey_id)) > 1
    told: dict[str, _Texts] = {}
    seen: set[str] = set()
    for lane in lanes_in_map_order(content, journey_id):
        persona = persona_of(content, lane.swimlane_id)
        whose = f" ({persona.name})" if several and persona is not None else ""
        for step_id, cards in cells_on(content, lane.id).items():
            here = told.setdefault(step_id or "", {})
            for card in cards:
                here.setdefault(f"{_label(card)}{whose}", []).append((_titled(card), card.note))
                new = [each for each in opportunities_of(content, card.id) if each.id not in seen]
                seen.update(each.id for each in new)
                here.setdefault(_OPPORTUNITIES, []).extend((each.title, each.note) for each in new)
    return {step_id: {label: texts for label, texts in here.items() if texts} for step_id, here in told.items()}


def _is_on_map(content: Content, opportunity: Opportunity, journey_id: str) -> bool:
    placed = (card for card in cards_of(content, journey_id) if card.lane_id is not None)
    return any(opportunity in opportunities_of(content, card.id) for card in placed)


def _label(card: Card) -> str:
    return _EMOTIONS if card.kind == "thought" and "/" in (card.score or "") else _LABELS[card.kind]


def _titled(card: Card) -> str:
    return f"{card.title} ({card.score})" if _label(card) == _EMOTIONS else card.title


def _preface(content: Content, journey: Journey) -> Iterator[str]:
    people = (persona_of(content, each.id) for each in swimlanes_of(content, journey.id))
    said = [("Persona", _person(each)) for each in people if each is not None]
    said += [("Goal", journey.goal), ("Scenario", journey.note)]
    for label, text in said:
        if text.strip():
            yield from (f"**{label}**: {_text(text)}", "")


def _person(persona: Persona) -> str:
    return f"{persona.name} – {persona.role}" if persona.role else persona.name


def _sections(content: Content, journey_id: str, told: Mapping[str, _Texts]) -> Iterator[str]:
    for number, stage in enumerate(stages_of(content, journey_id), start=1):
        yield from (_heading("## Stage", number, stage.title), "")
        steps = steps_of(content, stage.id)
        is_plain = len(steps) == 1 and not steps[0].title.strip()
        for place, step in enumerate(steps, start=1):
            if not is_plain:
                yield from (_heading("### Step", place, step.title), "")
            for label, texts in _in_order(told.get(step.id, {})):
                yield from (f"**{_text(label)}**:", "", *_items(texts), "")


def _heading(what: str, number: int, title: str) -> str:
    return f"{what} {number}: {_text(title)}" if title.strip() else f"{what} {number}"


def _items(texts: Sequence[tuple[str, str]]) -> Iterator[str]:
    for title, note in texts:
        yield f"- {_text(title) or '…'}"
        yield from (f"  - {_text(line)}" for line in note.splitlines() if line.strip())


def _table(content: Content, journey_id: str, told: Mapping[str, _Texts]) -> Iterator[str]:
    columns: list[tuple[Stage, Step]] = [
        (stage, step) for stage in stages_of(content, journey_id) for step in steps_of(content, stage.id)
    ]
    yield _row("Stage", [_cell(stage.title) for stage, _ in columns])
    yield _row("---", ["---"] * len(columns))
    if any(step.title.strip() for _, step in columns):
        yield _row("Step", [_cell(step.title) for _, step in columns])
    labels: _Texts = {label: [] for _, step in columns for label in told.get(step.id, {})}
    for label, _ in _in_order(labels):
        cells = ([title for title, _ in told.get(step.id, {}).get(label, ())] for _, step in columns)
        yield _row(_cell(label), ["<br>".join(_cell(title) or "…" for title in titles) for titles in cells])
    yield ""


def _row(first: str, cells: Sequence[str]) -> str:
    return f"| {' | '.join((first, *cells))} |"


def _in_order(texts: _Texts) -> list[tuple[str, list[tuple[str, str]]]]:
    order = [*_LABELS.values(), _OPPORTUNITIES]
    order.insert(order.index("Thoughts") + 1, _EMOTIONS)
    return sorted(texts.items(), key=lambda item: order.index(item[0].partition(" (")[0]))


def _text(text: str) -> str:
    """Return a text that Markdown takes for nothing but itself, on one line."""
    plain = "<br>".join(_SIGNS.sub(r"\\\g<0>", line.strip()) for line in text.splitlines() if line.strip())
    return _NUMBER.sub(r"\1\\\2", _START.sub(r"\\\g<0>", plain))


def _cell(text: str) -> str:
    return _text(" ".join(text.split()))


def _left_behind(content: Content, journey: Journey, as_table: bool) -> Iterator[str]:
    """Yield what the page does not say, only where there is any of it."""
    cards = [card for card in cards_of(content, journey.id) if card.lane_id is not None]
    kinds = Counter(card.kind for card in cards)
    changed = sum(card.kind in _ONLY_HERE for card in cards)
    own = sum(card.sentiment is not None and _label(card) != _EMOTIONS for card in cards)
    overrides = sum(len(overrides_of(content, each.id)) for each in swimlanes_of(content, journey.id))
    for count, one, more in (
        (len(unplaced_cards(content, journey.id)), "unplaced card", "unplaced cards"),
        (changed, "card that is read back as a note", "cards that are read back as notes"),
        (own, "sentiment", "sentiments"),
        (sum(bool(card.channel_id) for card in cards), "channel", "channels"),
        (sum(card.span > 1 for card in cards), "card over several steps", "cards over several steps"),
        (sum(bool(card.note) for card in cards) if as_table else 0, "note", "notes"),
        (len(connectors_of(content, journey.id)), "connector", "connectors"),
        (overrides, "emotion set by hand", "emotions set by hand"),
        (kinds["image"], "picture", "pictures"),
    ):
        if count:
            yield f"{count} {one if count == 1 else more}"

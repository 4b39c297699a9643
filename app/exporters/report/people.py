"""The personas of a report, a section each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.exporters.report.blocks import (
    SMALL,
    Cell,
    Head,
    Row,
    facts,
    figure,
    heading,
    paragraph,
    points,
    quotation,
    table,
)
from app.exporters.report.figures import trait_scale
from app.exporters.report.flow import Strip, aside, together
from app.exporters.report.scope import Scope, Section, apart, tag_names
from app.layout.shapes import Image, Shape, moved_down
from app.models.content import cards_in_map_order, persona_of, swimlanes_of
from app.models.images import image_size
from app.models.kinds import CardKind
from app.models.records import Card, Channel, Journey, Lane, Persona, PersonaChannel, PersonaTrait, Segment
from app.scoring.comparison import compare_pains
from app.scoring.emotion import sentiment_on
from app.scoring.evidence import persona_evidence
from app.scoring.map_lists import step_title

_FACE = 72.0
_BESIDE = 14.0


def persona_sections(scope: Scope) -> Iterator[Section]:
    """Yield a section for each persona."""
    for number, persona in enumerate(personas_of(scope)):
        chapter = scope.words["report personas"]
        strips = tuple(_who(scope, persona) + _lived(scope, persona))
        title = persona.name or scope.words["report untitled"]
        yield Section(title, f"persona:{persona.id}", strips, 2, 1, chapter, begins=number == 0)


def personas_of(scope: Scope) -> list[Persona]:
    """Return the personas of the journeys; of the workspace, where the report is of all of it."""
    content = scope.content
    there = {lane.persona_id for journey in scope.journeys for lane in swimlanes_of(content, journey.id)}
    return [each for each in content.ordered(Persona) if scope.whole or each.id in there]


def shared_pains(scope: Scope) -> list[Strip]:
    """Return the pains that several personas of the report have, as a table; nothing where there are none."""
    content, words = scope.content, scope.words
    names = {each.id: each.name or words["report untitled"] for each in personas_of(scope)}
    chosen = {journey.id for journey in scope.journeys}
    rows = []
    for pain in compare_pains(content, list(names))[0]:
        cards = {each: [card for card in theirs if card.journey_id in chosen] for each, theirs in pain.cards.items()}
        there = [each for each in names if cards.get(each)]
        if len(there) > 1:
            first = cards[there[0]][0]
            cells = (
                Cell(pain.title or words["report untitled"]),
                Cell(", ".join(apart(names[each]) for each in there)),
                Cell(_where(scope, first), SMALL, "muted"),
                Cell(target=f"card:{first.id}", page=True, style=SMALL, colour="muted"),
            )
            rows.append(Row(cells, target=f"card:{first.id}"))
    heads = (
        Head(words["report column pain"], grows=True),
        Head(words["report personas"], grows=True),
        Head(words["report column where"]),
        Head(words["report page"], "end"),
    )
    return table(heads, rows, scope.frame.inner, scope.frame.room) if rows else []


def _who(scope: Scope, persona: Persona) -> list[Strip]:
    content, words, width, room = scope.content, scope.words, scope.frame.column(2), scope.frame.room
    segment = content.find(Segment, persona.segment_id)
    strips = _face(scope, persona, width)
    if persona.description.strip():
        strips += paragraph(persona.description.strip(), width)
    pairs = [
        (words["field role"], persona.role),
        (words["field segment_id"], segment.name if segment else ""),
        (words["field buyer_role"], words[f"value {persona.buyer_role}"] if persona.buyer_role else ""),
        (words["field target_market"], persona.target_market),
        (words["report participants"], _sample(scope, persona)),
        (words["report channels"], ", ".join(map(apart, _channels(scope, persona)))),
        (words["report tags"], ", ".join(map(apart, tag_names(content, persona)))),
    ]
    strips += facts(pairs, width, room, 6.0)
    traits = content.holding(PersonaTrait, "persona_id", persona.id)
    if traits:
        scales = [figure(*trait_scale(each, width), above=3.0) for each in traits]
        strips += together([heading(words["report traits"], width), *scales], room)
    for name, text in (("goals", persona.goals), ("needs", persona.needs), ("frustrations", persona.frustrations)):
        if text.strip():
            strips += [heading(words[f"field {name}"], width), *points(text, width)]
    return strips


def _face(scope: Scope, persona: Persona, width: float) -> list[Strip]:
    """Return the picture with what the persona says beside it; a long quote stands below, and one without it alone."""
    said, data = persona.quote.strip(), scope.snapshot.image(persona.picture)
    size = image_size(data) if data is not None else None
    if persona.picture is None or size is None:
        return quotation(said, width) if said else []
    scale = _FACE / max(size.width, size.height)
    shown = Image(persona.picture, 0.0, 0.0, size.width * scale, size.height * scale, persona.name)
    beside = quotation(said, width, shown.width + _BESIDE) if said else []
    tall = sum(strip.height for strip in beside)
    if tall > shown.height:
        return [figure([shown], shown.height, 0.0, keep=True), *quotation(said, width)]
    shapes: list[Shape] = [shown]
    y = (shown.height - tall) / 2
    for strip in beside:
        shapes += moved_down(strip.shapes, y)
        y += strip.height
    return [figure(shapes, shown.height, 0.0)]


def _sample(scope: Scope, persona: Persona) -> str:
    """Return how many people are behind a persona, and that they are few; nothing where nobody is known."""
    evidence = persona_evidence(scope.content, persona)
    count = len(evidence.participants)
    return scope.words["report thin"].format(count=count) if count and evidence.thin else str(count or "")


def _channels(scope: Scope, persona: Persona) -> list[str]:
    used = {each.channel_id for each in scope.content.members(PersonaChannel, "persona_id", persona.id)}
    return [each.name for each in scope.content.ordered(Channel) if each.id in used]


def _lived(scope: Scope, persona: Persona) -> list[Strip]:
    """Return the journeys that a persona is on, and what hurts and helps there."""
    content, words, width, room = scope.content, scope.words, scope.frame.column(2), scope.frame.room
    journeys = [
        each for each in scope.journeys if any(lane.persona_id == persona.id for lane in swimlanes_of(content, each.id))
    ]
    if not journeys:
        return []
    heads = [Head("", grows=True), Head(""), Head("", "end")]
    rows = [
        Row(
            (
                Cell(each.title or words["report untitled"]),
                Cell(words[each.state], SMALL, "muted"),
                Cell(target=f"map:{each.id}", page=True),
            ),
            target=f"map:{each.id}",
        )
        for each in journeys
    ]
    strips = [heading(words["report on maps"], width), *table(heads, rows, width, room)]
    told: tuple[tuple[CardKind, str], ...] = (("pain", "report their pains"), ("gain", "report their gains"))
    felt: list[Strip] = []
    for kind, name in told:
        found = _cards(scope, persona, journeys, kind)
        if found:
            heads = [Head("", grows=True), Head("")]
            rows = [
                Row((Cell(card.title or words["report untitled"]), Cell(_where(scope, card), SMALL, "muted")),
                    target=f"card:{card.id}")
                for card in found
            ]  # fmt: skip
            felt += [heading(words[name], width), *table(heads, rows, width, room)]
    return strips + aside(felt)


def _where(scope: Scope, card: Card) -> str:
    return step_title(scope.content, card.step_id)


def _cards(scope: Scope, persona: Persona, journeys: Sequence[Journey], kind: CardKind) -> list[Card]:
    """Return a persona's cards of a kind, those that are felt most first."""
    content = scope.content
    found: list[tuple[float, Card]] = []
    for journey in journeys:
        for card in cards_in_map_order(content, journey.id):
            lane = content.find(Lane, card.lane_id)
            if card.kind == kind and lane is not None and persona_of(content, lane.swimlane_id) is persona:
                found.append((abs(sentiment_on(content, card) or 0.0), card))
    return [card for _, card in sorted(found, key=lambda pair: -pair[0])]

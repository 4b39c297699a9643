"""The journeys of a report: what each is about, its emotion, its worst pains, what is worth doing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.exporters.report.blocks import BOLD, SMALL, Cell, Head, Row, facts, figure, heading, paragraph, table
from app.exporters.report.evidence import evidence_cell
from app.exporters.report.figures import emotion_chart
from app.exporters.report.flow import Strip, aside
from app.exporters.report.scope import Scope, Section, apart, score, tag_names
from app.models.content import cards_of, columns_of, journeys_of_opportunity, stages_of
from app.models.kinds import CARD_KINDS
from app.models.records import Brand, Card, Journey, Owner
from app.scoring.map_lists import rows_of

_MOST = 8


def journey_sections(scope: Scope) -> Iterator[tuple[Journey, Section]]:
    """Yield each journey with the section that stands before its map."""
    for number, journey in enumerate(scope.journeys):
        chapter = scope.words["report journeys"]
        title = journey.title or scope.words["report untitled"]
        strips = tuple(_about(scope, journey) + aside(_findings(scope, journey)))
        yield journey, Section(title, f"journey:{journey.id}", strips, 2, 1, chapter, begins=number == 0)


def _about(scope: Scope, journey: Journey) -> list[Strip]:
    """Return what the journey is, and its emotion."""
    content, words, width, room = scope.content, scope.words, scope.frame.column(2), scope.frame.room
    strips: list[Strip] = []
    if journey.goal.strip():
        strips += [heading(words["report goal"], width), *paragraph(journey.goal.strip(), width, above=2.0)]
    parent, owner, brand = (
        content.find(Journey, journey.parent_id),
        content.find(Owner, journey.owner_id),
        content.find(Brand, journey.brand_id),
    )
    counted = Counter(card.kind for card in cards_of(content, journey.id))
    pairs = [
        (words["report state"], words[journey.state]),
        (words["report status"], words[f"value {journey.status}"]),
        (words["report kind"], f"{words[journey.kind]}, {words[journey.context]}"),
        (words["report part of"], parent.title if parent else ""),
        (words["report owner"], owner.name if owner else ""),
        (words["report brand"], brand.name if brand else ""),
        (words["report tags"], ", ".join(map(apart, tag_names(content, journey)))),
        (
            words["report stages"],
            ", ".join(apart(f"{at} {stage.title}") for at, stage in enumerate(stages_of(content, journey.id), 1)),
        ),
        (words["report cards"], " · ".join(f"{words[kind]} {counted[kind]}" for kind in CARD_KINDS if counted[kind])),
    ]
    strips += facts(pairs, width, room, 10.0)
    map_row = Row(
        (
            Cell(words["report the map"], BOLD, "accent"),
            Cell(style=BOLD, colour="accent", target=_map(journey), page=True),
        ),
        target=_map(journey),
    )
    strips += table((Head("", grows=True), Head("")), [map_row], width, room, 0.0)
    chart = emotion_chart(content, journey, width, words) if columns_of(content, journey.id) else None
    if chart is not None:
        strips += [heading(words["report emotion"], width), figure(chart.shapes, chart.height)]
    if journey.note.strip():
        strips += [heading(words["report note"], width), *paragraph(journey.note.strip(), width, above=2.0)]
    return strips


def _map(journey: Journey) -> str:
    return f"map:{journey.id}"


def _findings(scope: Scope, journey: Journey) -> list[Strip]:
    """Return the worst pains and the opportunities of a journey."""
    content, words, width, room = scope.content, scope.words, scope.frame.column(2), scope.frame.room
    strips: list[Strip] = []
    pains = rows_of(content, "bottlenecks", [journey])
    if pains:
        heads = [Head("", grows=True), Head(""), Head(words["report evidence"])]
        rows = [
            Row(
                (
                    Cell(str(row.values[0] or words["report untitled"])),
                    Cell(str(row.values[1]), SMALL, "muted"),
                    evidence_cell(scope, content.get(Card, row.card_ids[0])),
                ),
                target=f"card:{row.card_ids[0]}",
            )
            for row in pains[:_MOST]
        ]
        strips += [heading(words["report worst pains"], width), *table(heads, rows, width, room)]
        if len(pains) > _MOST:
            strips += paragraph(words["report more pains"].format(count=len(pains)), width, SMALL, "muted")
    mine = [each for each in scope.ranked if journey in journeys_of_opportunity(content, each.opportunity.id)]
    if mine:
        heads = [Head("#", "end"), Head(words["report opportunity"], grows=True), Head(words["report value"], "end")]
        rows = [
            Row(
                (
                    Cell("–" if each.place.rank is None else str(each.place.rank), BOLD),
                    Cell(each.opportunity.title or words["report untitled"]),
                    Cell(score(each.place.value)),
                ),
                target=f"opportunity:{each.opportunity.id}",
            )
            for each in mine[:_MOST]
        ]
        strips += [heading(words["report its opportunities"], width), *table(heads, rows, width, room)]
        if len(mine) > _MOST:
            strips += paragraph(words["report more opportunities"].format(count=len(mine)), width, SMALL, "muted")
    return strips

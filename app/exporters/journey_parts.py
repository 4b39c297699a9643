"""Maps as parts of the JSON format: columns, rows, cards, what joins them, the emotion."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from app.exporters.json_parts import evidence_parts, part_of
from app.models.content import (
    Content,
    cells_on,
    columns_of,
    lanes_in_map_order,
    lanes_of,
    overrides_of,
    persona_of,
    stages_of,
    steps_of,
    swimlanes_of,
    unplaced_cards,
)
from app.models.interchange import (
    AnswerPart,
    BookmarkPart,
    CardPart,
    ConnectorPart,
    EmotionPart,
    JourneyPart,
    LanePart,
    OverridePart,
    Part,
    RequiredFieldPart,
    StagePart,
    StepPart,
    SwimlanePart,
    WallColumnPart,
    WallRowPart,
)
from app.models.records import (
    Bookmark,
    Card,
    CardAnswer,
    Connector,
    Journey,
    Lane,
    RequiredField,
    Stage,
    Step,
    Swimlane,
    WallColumn,
    WallRow,
)
from app.scoring.emotion import defaults_of, emotion_of, sentiment_of

P = TypeVar("P", bound=Part)


def journey_part(content: Content, journey: Journey) -> JourneyPart:
    """Return a map with all that is on it, lists from its top left to its bottom right."""
    lanes = lanes_in_map_order(content, journey.id)
    swimlanes = swimlanes_of(content, journey.id)
    cards = list(_cards(content, journey, lanes))
    return part_of(
        content,
        JourneyPart,
        journey,
        required_fields=[
            part_of(content, RequiredFieldPart, each)
            for each in sorted(
                content.members(RequiredField, "journey_id", journey.id), key=lambda each: (each.subject, each.name)
            )
        ],
        bookmarks=[
            part_of(content, BookmarkPart, each) for each in content.holding(Bookmark, "journey_id", journey.id)
        ],
        wall_columns=_coded(content, WallColumnPart, WallColumn, journey.id),
        wall_rows=_coded(content, WallRowPart, WallRow, journey.id),
        stages=[
            part_of(
                content,
                StagePart,
                stage,
                steps=[part_of(content, StepPart, step) for step in steps_of(content, stage.id)],
            )
            for stage in stages_of(content, journey.id)
        ],
        swimlanes=[part_of(content, SwimlanePart, each, persona=_persona(content, each.id)) for each in swimlanes],
        lanes=[part_of(content, LanePart, lane, persona=_persona(content, lane.swimlane_id)) for lane in lanes],
        cards=cards,
        connectors=_connectors(content, journey.id, cards),
        overrides=list(_overrides(content, swimlanes)),
        emotion=list(_emotion(content, journey.id, swimlanes)),
    )


def _coded(content: Content, part_type: type[P], record_type: type[Any], journey_id: str) -> list[P]:
    """Return the codes on the wall: A to Z before AA, 9 before 10."""
    there = content.members(record_type, "journey_id", journey_id)
    return [part_of(content, part_type, each) for each in sorted(there, key=lambda each: (len(each.code), each.code))]


def _persona(content: Content, swimlane_id: str | None) -> str | None:
    persona = persona_of(content, swimlane_id)
    return persona.name if persona else None


def _cards(content: Content, journey: Journey, lanes: Iterable[Lane]) -> Iterator[CardPart]:
    """Yield the cards lane by lane, then step by step, then the unplaced ones."""
    defaults = defaults_of(content, journey.id)

    def part(card: Card, order: int, **place: Any) -> CardPart:
        sentiment = sentiment_of(card, defaults)
        default = card.sentiment is None and sentiment is not None
        return part_of(
            content,
            CardPart,
            card,
            order=order,
            sentiment=sentiment,
            sentiment_default=default,
            **place,
            answers=[
                AnswerPart(answered_id=each.answered_id, title=content.get(Card, each.answered_id).title)
                for each in sorted(content.members(CardAnswer, "card_id", card.id), key=lambda each: each.answered_id)
            ],
            **evidence_parts(content, card),
        )

    columns = columns_of(content, journey.id)
    stages = {stage.id: stage for stage in stages_of(content, journey.id)}
    for lane in lanes:
        persona = _persona(content, lane.swimlane_id)
        cells = cells_on(content, lane.id)
        for step in columns:
            stage = stages[step.stage_id]
            for order, card in enumerate(cells.get(step.id, ()), 1):
                yield part(
                    card,
                    order,
                    stage=stage.title,
                    step=step.title,
                    lane=lane.kind,
                    persona=persona,
                    stage_id=stage.id,
                    swimlane_id=lane.swimlane_id,
                )
    for order, card in enumerate(unplaced_cards(content, journey.id), 1):
        yield part(card, order)


def _connectors(content: Content, journey_id: str, cards: Iterable[CardPart]) -> list[ConnectorPart]:
    """Return the connectors in the printed order of the cards that they leave and reach."""
    place = {card.id: at for at, card in enumerate(cards)}
    connectors = content.members(Connector, "journey_id", journey_id)
    ordered = sorted(connectors, key=lambda each: (place[each.from_card_id], place[each.to_card_id]))
    return [part_of(content, ConnectorPart, each) for each in ordered]


def _overrides(content: Content, swimlanes: Iterable[Swimlane]) -> Iterator[OverridePart]:
    for swimlane in swimlanes:
        columns = {step.id: position for position, step in enumerate(columns_of(content, swimlane.journey_id))}
        for override in sorted(overrides_of(content, swimlane.id), key=lambda each: columns.get(each.step_id, -1)):
            step = content.get(Step, override.step_id)
            stage = content.get(Stage, step.stage_id)
            persona = _persona(content, swimlane.id)
            yield part_of(content, OverridePart, override, persona=persona, stage=stage.title, step=step.title)


def _emotion(content: Content, journey_id: str, swimlanes: Iterable[Swimlane]) -> Iterator[EmotionPart]:
    """Yield the curve of each swimlane, and one for the whole map where it has lanes."""
    bands = [swimlane.id for swimlane in swimlanes]
    whole_map = [None] if lanes_of(content, journey_id, None) else []
    for swimlane_id in (*whole_map, *bands):
        persona = _persona(content, swimlane_id)
        for point in emotion_of(content, journey_id, swimlane_id):
            yield EmotionPart(
                swimlane_id=swimlane_id,
                persona=persona,
                step_id=point.step_id,
                value=None if point.value is None else round(point.value, 9),
                n=point.n,
                by_hand=point.by_hand,
                default=point.default,
                rolled=point.rolled,
            )

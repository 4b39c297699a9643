import time
from collections.abc import Iterator
from typing import Any

import pytest

from app.models.content import Content
from app.models.kinds import InsightKind, JourneyState
from app.models.records import (
    AnyRecord,
    Card,
    CardHighlight,
    Highlight,
    HighlightTag,
    Insight,
    InsightHighlight,
    InsightPersona,
    InsightStep,
    InsightTag,
    Journey,
    Lane,
    Participant,
    Persona,
    Source,
    Stage,
    Step,
    Swimlane,
    Tag,
    Workspace,
)
from app.scoring.analytics import (
    hard_steps,
    quotes_by_participants,
    tags_by_personas,
    tags_by_stages,
    tags_together,
)


def highlight(number: int, participant: str | None = None, kind: InsightKind | None = None) -> Highlight:
    return Highlight(
        id=f"h{number}",
        source_id="s",
        turn=number,
        start=0,
        last_turn=number,
        end=3,
        participant_id=participant,
        kind=kind,
    )


def map_of(name: str, state: JourneyState) -> Iterator[AnyRecord]:
    """Yield a journey with two stages of a step each, and a lane of Maya."""
    yield Journey(id=name, rank=name, title=name, state=state)
    for number in ("1", "2"):
        yield Stage(id=f"{name} {number}", journey_id=name, rank=number, title=f"S{number}")
        yield Step(id=f"{name} {number} step", stage_id=f"{name} {number}", rank="A")
    yield Swimlane(id=f"{name} sw", journey_id=name, persona_id="maya", rank="A")
    yield Lane(id=f"{name} lane", journey_id=name, swimlane_id=f"{name} sw", kind="experience", rank="A")


def on(name: str, number: int) -> dict[str, Any]:
    return {"journey_id": name, "rank": "A", "lane_id": f"{name} lane", "step_id": f"{name} {number} step"}


@pytest.fixture
def content() -> Content:
    """Return one map with two stages: a pain that shows an insight, a quote, a hope, three passages, two tags."""
    return Content(
        [
            Workspace(id="w", title=""),
            Tag(id="pay", name="payment", rank="A"),
            Tag(id="queue", name="queue", rank="B"),
            Tag(id="idle", name="idle", rank="C"),
            Persona(id="maya", name="Maya", rank="A"),
            Persona(id="jon", name="Jon", rank="B"),
            Participant(id="p1", name="P1", rank="A", persona_id="maya"),
            Participant(id="p2", name="P2", rank="B"),
            Source(id="s", rank="A", title="", turns=9),
            *(highlight(1, "p1", "pain"), highlight(2, "p2"), highlight(3)),
            HighlightTag(highlight_id="h1", tag_id="pay"),
            HighlightTag(highlight_id="h2", tag_id="queue"),
            HighlightTag(highlight_id="h3", tag_id="pay"),
            Insight(id="i", rank="A", kind="pain", statement="Card refused"),
            InsightHighlight(insight_id="i", highlight_id="h1"),
            InsightHighlight(insight_id="i", highlight_id="h2"),
            InsightTag(insight_id="i", tag_id="pay"),
            InsightPersona(insight_id="i", persona_id="jon"),
            *map_of("now", "current"),
            *map_of("then", "to-be"),
            Card(**on("now", 1), id="c1", kind="pain", title="Card refused", insight_id="i", span=2),
            Card(**on("now", 2), id="c2", kind="gain", sentiment=0.5, weight=300),
            CardHighlight(card_id="c2", highlight_id="h3"),
            Card(**on("then", 1), id="c3", kind="pain", title="Card refused", insight_id="i"),
        ]
    )


def test_tags_by_stages_count_each_passage_once_through_cards_and_insights(content: Content) -> None:
    table = tags_by_stages(content, "now")
    assert [row.name for row in table.rows] == ["payment", "queue"]
    assert [column.name for column in table.columns] == ["S1", "S2"]
    assert table.behind("pay", "now 1") == {"h1", "h2"}
    assert table.behind("pay", "now 2") == {"h1", "h2", "h3"}
    assert table.behind_row("queue") == {"h2"}
    assert not tags_by_stages(content, "then").rows, "hopes have no evidence"


def test_a_passage_belongs_to_the_steps_that_its_insight_is_about(content: Content) -> None:
    before = tags_by_stages(content, "now").behind("pay", "now 1")
    more = [each for each in content if not isinstance(each, Card | CardHighlight)]
    about = Content([*more, InsightStep(insight_id="i", step_id="now 1 step")])
    assert tags_by_stages(about, "now").behind("pay", "now 1") == before


def test_tags_by_personas_go_by_who_said_it_and_by_whom_the_insight_is_about(content: Content) -> None:
    table = tags_by_personas(content)
    assert table.behind("pay", "maya") == {"h1"}
    assert table.behind("pay", "jon") == {"h1", "h2"}
    assert table.behind("queue", "jon") == {"h2"}


def test_tags_come_together_on_a_passage(content: Content) -> None:
    table = tags_together(content)
    assert table.columns == table.rows
    assert table.behind("pay", "queue") == table.behind("queue", "pay") == {"h2"}
    assert not table.behind("pay", "pay")


def test_quotes_by_participants_say_what_they_are_marked_as(content: Content) -> None:
    table = quotes_by_participants(content)
    assert table.behind("p1", "pain") == {"h1"}
    assert table.behind("p2", "quote") == {"h2"}
    assert [row.name for row in table.rows] == ["P1", "P2"]


def test_the_steps_that_hurt_most_come_first(content: Content) -> None:
    (worst,) = hard_steps(content)
    assert (worst.stage.title, worst.value, worst.n, sorted(worst.passages)) == ("S1", -1.0, 1, ["h1", "h2"])
    assert worst.persona is not None
    assert worst.persona.name == "Maya"
    assert hard_steps(content, "then") == []


def test_a_hundred_thousand_passages_take_seconds_at_most(content: Content) -> None:
    many = [highlight(number, "p1", "pain") for number in range(10, 20_010)]
    tagged = [HighlightTag(highlight_id=each.id, tag_id="queue" if each.turn % 2 else "pay") for each in many]
    drawn = [InsightHighlight(insight_id="i", highlight_id=each.id) for each in many]
    large = Content([*content, *many, *tagged, *drawn])
    started = time.process_time()
    assert len(tags_by_stages(large, "now").behind("pay", "now 1")) == 20_002
    assert len(tags_together(large).behind("pay", "queue")) == 10_001
    assert time.process_time() - started < 2.0  # 0.2 s where nothing else runs

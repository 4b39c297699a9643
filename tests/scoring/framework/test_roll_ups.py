"""A step that opens a sub-journey counts the cards there as its own: worked by hand, and all ways around."""

from dataclasses import replace
from itertools import pairwise

import pytest

from app.layout.map_layout import lay_out_map
from app.models.content import Content
from app.models.kinds import LaneKind
from app.models.records import (
    Card,
    CardInsight,
    EmotionOverride,
    Insight,
    Journey,
    Lane,
    Persona,
    Stage,
    Step,
    Swimlane,
    Workspace,
)
from app.scoring.emotion import emotion_of
from app.scoring.framework.roll_ups import counts_below, journeys_opened, step_counts

LANES: tuple[tuple[LaneKind, str], ...] = (("experience", "1"), ("emotion", "2"))


def journey(name, *personas, state="current", opens=(None, None)):
    """Return the records of a journey of two steps: for each persona a swimlane, and a lane for the whole map."""
    records = [
        Journey(id=name, rank=name, title=name, state=state),
        Stage(id=f"{name}s", journey_id=name, rank="V", title=""),
    ]
    for number, opened in enumerate(opens):
        records.append(Step(id=f"{name}{number}", stage_id=f"{name}s", rank=f"{number + 1}", opens_journey_id=opened))
    records.append(Lane(id=f"{name}-lane-", journey_id=name, kind="experience", rank="V"))
    for persona in personas:
        swimlane_id = f"{name}-{persona}"
        records.append(Swimlane(id=swimlane_id, journey_id=name, persona_id=persona, rank=persona))
        for kind, rank in LANES:
            lane = Lane(id=f"{name}-{kind}-{persona}", journey_id=name, swimlane_id=swimlane_id, kind=kind, rank=rank)
            records.append(lane)
    return records


def pain(card_id, place, sentiment=None, persona="maya", **fields):
    name = place[:1]
    lane = f"{name}-experience-{persona}" if persona else f"{name}-lane-"
    return Card(
        id=card_id, journey_id=name, kind="pain", lane_id=lane, step_id=place, rank="V", sentiment=sentiment, **fields
    )


def workspace(*records):
    people = [Persona(id=each, name=each.title(), rank=each) for each in ("maya", "jon")]
    return Content([Workspace(id="w", title="W"), *people, *records])


def points(content, name="a", persona="maya"):
    found = emotion_of(content, name, f"{name}-{persona}" if persona else None)
    return [(each.value, each.n, each.rolled) for each in found]


def nested():
    """a0 opens b, b1 opens c; Maya is on all three."""
    return [
        *journey("a", "maya", "jon", opens=("b", None)),
        *journey("b", "maya", opens=(None, "c")),
        *journey("c", "maya"),
        pain("1", "a0", 1.0),
        pain("2", "b0", -2.0, weight=300.0),
        pain("3", "c1", -1.0),
    ]


def test_the_cards_below_count_as_those_of_the_step_at_any_depth():
    content = workspace(*nested())
    assert points(content) == [((100 - 600 - 100) / 500, 3, 2), (None, 0, 0)]
    assert points(content, "b") == [(-2.0, 1, 0), (-1.0, 1, 1)]
    assert points(content, persona="jon") == [(None, 0, 0), (None, 0, 0)]  # he is on none of the maps below


def test_a_card_over_several_steps_below_counts_once_and_the_whole_map_for_the_whole_map():
    content = workspace(
        *journey("a", "maya", opens=("b", None)),
        *journey("b", "maya"),
        pain("1", "b0", -2.0, span=2),
        pain("2", "b1", -1.0, persona=""),
        pain("3", "b1", -1.0, weight=0.0),
    )
    assert points(content)[0] == (-2.0, 1, 1)
    assert points(content, persona="")[0] == (-1.0, 1, 1)


def test_each_insight_and_each_journey_counts_once():
    insight = Insight(id="i", rank="V", statement="Slow", kind="pain", sentiment=-2.0, weight=100.0)
    links = [CardInsight(card_id=each, insight_id="i") for each in ("1", "2", "3")]
    records = [each for each in nested() if not isinstance(each, Step) or each.id != "b0"]
    records.append(Step(id="b0", stage_id="bs", rank="1", opens_journey_id="c"))  # both steps of b open c
    assert points(workspace(*records, insight, *links))[0] == (-2.0, 1, 0)
    assert points(workspace(*records))[0][1:] == (3, 2)


def test_a_value_by_hand_above_stays_and_one_below_is_not_taken():
    hand = [
        EmotionOverride(swimlane_id="a-maya", step_id="a0", value=2.0, reason=""),
        EmotionOverride(swimlane_id="b-maya", step_id="b0", value=2.0, reason=""),
    ]
    assert points(workspace(*nested(), hand[0]))[0] == (2.0, 3, 2)
    assert points(workspace(*nested(), hand[1]))[0][0] == (100 - 600 - 100) / 500


@pytest.mark.parametrize("hoped", ["a", "b", "c"])
def test_hopes_are_not_rolled_up(hoped):
    records = [
        replace(each, state="to-be") if isinstance(each, Journey) and each.id == hoped else each for each in nested()
    ]
    assert points(workspace(*records))[0][1:] == {"a": (1, 0), "b": (1, 0), "c": (2, 1)}[hoped]


def test_a_circle_ends():
    content = workspace(
        *journey("a", "maya", opens=("b", "a")),
        *journey("b", "maya", opens=("a", "b")),
        pain("1", "a0"),
        pain("2", "b0"),
    )
    assert points(content) == [(-1.0, 2, 1), (-1.0, 1, 1)]
    assert step_counts(content, "a")[0].journey_ids == ("b", "a")


def test_counts_by_kind():
    content = workspace(*nested(), pain("4", "a0", span=2))
    first, second = step_counts(content, "a")
    assert (first.own, first.rolled, first.of("pain"), first.journey_ids) == ({"pain": 2}, {"pain": 2}, 4, ("b", "c"))
    assert (second.of("pain"), second.of("gain"), second.journey_ids) == (1, 0, ())
    assert counts_below(content, "a") == {"pain": 2}
    assert journeys_opened(content, content.get(Step, "b1")) == ("c",)


def test_what_is_kept_follows_every_change_and_so_does_the_map_above():
    content = workspace(*nested())
    before = lay_out_map(content, "a")
    insight = Insight(id="i", rank="V", statement="Slow", kind="pain", sentiment=1.5, weight=100.0)
    more = [
        pain("5", "c0", 2.0),
        pain("2", "b0", 0.5),
        insight,
        CardInsight(card_id="3", insight_id="i"),
        replace(insight, sentiment=-1.5),
        Step(id="b1", stage_id="bs", rank="2"),
        Step(id="b0", stage_id="bs", rank="1", opens_journey_id="c"),
        replace(content.get(Journey, "c"), state="to-be"),
        Swimlane(id="b-maya", journey_id="b", persona_id="jon", rank="V"),
    ]
    seen = [points(content)]
    for record in more:
        content.put(record)
        fresh = Content(content)
        after = lay_out_map(content, "a", previous=before)
        assert points(content) == points(fresh)
        assert after.curves == lay_out_map(fresh, "a").curves
        assert [each.emotion.rolled for curve in after.curves for each in curve.points] == [
            each[2] for persona in ("jon", "maya") for each in points(content, persona=persona) if each[0] is not None
        ]
        seen.append(points(content))
        before = after
    assert all(one != other for one, other in pairwise(seen) if other is not seen[3])

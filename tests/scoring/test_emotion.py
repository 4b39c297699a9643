"""The emotion: the weighted mean of the sentiments in a step, as the design defines it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.content import Content
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
)
from app.scoring.emotion import EmotionPoint, emotion_of, running_mean

STEPS = ("t0", "t1", "t2")


def content_of(*cards, state="current", overrides=()):
    return Content(
        [
            Journey(id="j", rank="V", title="I buy", state=state),
            Persona(id="p", name="Maya", rank="V"),
            Stage(id="s", journey_id="j", rank="V", title="Purchase"),
            *(Step(id=step, stage_id="s", rank=rank) for step, rank in zip(STEPS, "123", strict=True)),
            Swimlane(id="w", journey_id="j", persona_id="p", rank="V"),
            Lane(id="touch", journey_id="j", swimlane_id="w", kind="touchpoints", rank="1"),
            Lane(id="pains", journey_id="j", swimlane_id="w", kind="experience", rank="2"),
            Lane(id="whole", journey_id="j", kind="experience", rank="3"),
            *cards,
            *overrides,
        ]
    )


def card(number, kind="touchpoint", lane="touch", step="t0", **fields):
    return Card(id=f"c{number}", journey_id="j", kind=kind, lane_id=lane, step_id=step, rank="V", **fields)


def values(content, swimlane="w"):
    return [point.value for point in emotion_of(content, "j", swimlane)]


def test_weighted_mean_over_all_lanes_of_the_swimlane():
    cards = (
        card(1, sentiment=2.0),
        card(2, sentiment=-1.0, weight=300.0),
        card(3, "pain", "pains", sentiment=-2.0, weight=100.0),
        card(4),
    )
    first = emotion_of(content_of(*cards), "j", "w")[0]
    assert first.value == pytest.approx((2 * 100 - 1 * 300 - 2 * 100) / 500)
    assert first.n == 3
    assert not first.default
    assert not first.by_hand


def test_a_weight_of_nothing_excludes():
    point = emotion_of(content_of(card(1, sentiment=2.0, weight=0.0)), "j", "w")[0]
    assert point == EmotionPoint("t0", None, 0)


def test_a_spanning_card_counts_in_each_of_its_steps_and_no_further():
    assert values(content_of(card(1, sentiment=1.5, step="t1", span=2))) == [None, 1.5, 1.5]
    assert values(content_of(card(1, sentiment=1.5, step="t2", span=9))) == [None, None, 1.5]


def test_pains_and_gains_start_at_their_default_and_say_so():
    content = content_of(card(1, "pain", "pains"), card(2, "gain", "pains", "t1"), card(3, "pain", "pains", "t1"))
    points = emotion_of(content, "j", "w")
    assert [(point.value, point.n, point.default) for point in points] == [
        (-1.0, 1, True),
        (0.0, 2, True),
        (None, 0, False),
    ]
    content.put(replace(content.get(Card, "c2"), sentiment=2.0))
    assert emotion_of(content, "j", "w")[1].default is False


def test_to_be_journeys_have_no_defaults():
    content = content_of(card(1, "pain", "pains"), card(2, "gain", "pains", "t1", sentiment=1.0), state="to-be")
    assert values(content) == [None, 1.0, None]


def test_cards_for_the_whole_map_make_a_curve_of_their_own():
    content = content_of(card(1, "gain", "whole"), card(2, "pain", "pains"))
    assert values(content, None) == [1.0, None, None]
    assert values(content) == [-1.0, None, None]


def test_a_value_by_hand_replaces_the_computed_one_and_fills_a_gap():
    override = EmotionOverride(swimlane_id="w", step_id="t0", value=0.5, reason="seen in the lab")
    in_a_gap = EmotionOverride(swimlane_id="w", step_id="t2", value=-0.5)
    points = emotion_of(content_of(card(1, sentiment=-2.0), overrides=(override, in_a_gap)), "j", "w")
    assert points[0] == EmotionPoint("t0", 0.5, 1, by_hand=True)
    assert points[2] == EmotionPoint("t2", -0.5, 0, by_hand=True)


def test_unplaced_cards_count_nowhere():
    unplaced = replace(card(1, sentiment=2.0), lane_id=None, step_id=None)
    assert values(content_of(unplaced)) == [None, None, None]


def test_running_mean_is_the_mean_so_far_and_keeps_gaps():
    points = [EmotionPoint("a", 2.0, 1), EmotionPoint("b", None, 0), EmotionPoint("c", -1.0, 3, default=True)]
    means = running_mean(points)
    assert [(point.value, point.n) for point in means] == [(2.0, 1), (None, 0), (0.5, 4)]
    assert not means[2].default


sentiments = st.none() | st.floats(-2, 2)
any_card = st.tuples(
    st.sampled_from([("touchpoint", "touch"), ("pain", "pains"), ("gain", "pains")]),
    st.sampled_from(STEPS),
    sentiments,
    st.floats(0.01, 1000) | st.just(0.0),
    st.integers(1, 4),
)


@given(st.lists(any_card, max_size=12))
def test_the_mean_lies_between_the_lowest_and_the_highest(chosen):
    cards = [
        card(number, kind, lane, step, sentiment=sentiment, weight=weight, span=span)
        for number, ((kind, lane), step, sentiment, weight, span) in enumerate(chosen)
    ]
    points = emotion_of(content_of(*cards), "j", "w")
    for column, point in enumerate(points):
        counted = []
        for each in cards:
            first = STEPS.index(each.step_id)
            sentiment = {"pain": -1.0, "gain": 1.0}.get(each.kind) if each.sentiment is None else each.sentiment
            if sentiment is not None and each.weight > 0 and first <= column < first + each.span:
                counted.append(sentiment)
        assert point.n == len(counted)
        assert (point.value is None) == (not counted)
        if point.value is not None:
            assert min(counted) - 1e-9 <= point.value <= max(counted) + 1e-9


def felt(number, sentiment, weight=100.0):
    return Insight(
        id=f"i{number}", rank="V", kind="pain", statement=f"Insight {number}", sentiment=sentiment, weight=weight
    )


def through(number, *insights):
    return [CardInsight(card_id=f"c{number}", insight_id=f"i{insight}") for insight in insights]


def test_a_card_with_insights_counts_through_them_and_each_insight_once():
    content = content_of(
        card(1, "pain", "pains", sentiment=2.0, insight_id="i1"),  # through i1 and i2; what it says itself stands back
        card(2, "touchpoint", "touch"),  # through i1, on another lane of the step
        card(3, "touchpoint", "touch", sentiment=1.0),
        *(felt(1, -2.0), felt(2, -1.0, weight=300.0)),
        *(*through(1, 2), *through(2, 1)),
    )
    point = emotion_of(content, "j", "w")[0]
    assert point.value == pytest.approx((-2 * 100 - 1 * 300 + 1 * 100) / 500)
    assert (point.n, point.default) == (3, False)  # two insights, one card


def test_in_another_step_an_insight_counts_again_and_a_span_carries_it_into_each():
    content = content_of(
        card(1, "pain", "pains", span=2, insight_id="i1"),
        card(2, "pain", "pains", step="t1", insight_id="i1"),
        card(3, "pain", "pains", step="t1"),
        felt(1, -2.0),
    )
    assert values(content) == [-2.0, pytest.approx((-2 - 1) / 2), None]


def test_an_insight_without_a_sentiment_or_weight_leaves_the_card_as_it_is():
    content = content_of(
        card(1, "pain", "pains", insight_id="i1"),
        card(2, "pain", "pains", step="t1", insight_id="i2"),
        card(3, "pain", "pains", step="t2", insight_id="i3", weight=0.0),
        *(felt(1, None), felt(2, -2.0, weight=0.0), felt(3, -2.0)),
    )
    assert values(content) == [-1.0, -1.0, None]
    assert emotion_of(content, "j", "w")[0].default


def test_in_a_to_be_journey_insights_do_not_count():
    content = content_of(card(1, "pain", "pains", insight_id="i1"), felt(1, -2.0), state="to-be")
    assert values(content) == [None, None, None]


def test_the_emotion_follows_insights_and_links_as_they_change():
    content = content_of(card(1, "pain", "pains"), felt(1, -2.0), felt(2, None))
    assert values(content)[0] == -1.0
    content.put(CardInsight(card_id="c1", insight_id="i1"))
    assert values(content)[0] == -2.0
    content.put(felt(1, 1.5))
    assert values(content)[0] == 1.5
    content.put(CardInsight(card_id="c1", insight_id="i2"))
    content.put(felt(2, 0.5))
    assert values(content)[0] == 1.0
    content.remove(CardInsight, content.all(CardInsight)[("c1/i1")].id)
    content.remove(Insight, "i1")
    assert values(content)[0] == 0.5

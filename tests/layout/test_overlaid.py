"""Two journeys on one sheet: what is gone stands where it was, and the hopes are dashed beside the feelings."""

from dataclasses import replace

from app.layout.curve_drawing import curve_dash
from app.layout.look import HOPE_DASH
from app.layout.overlaid import lay_out_both
from app.models.records import Card
from app.scoring.to_be import compare
from tests.scoring.test_to_be import both_journeys


def test_both_curves_share_a_lane_and_hopes_are_dashed():
    content = both_journeys()
    content.put(replace(content.get(Card, "C10"), sentiment=1.5))
    content.remove(Card, "C02")
    layout = lay_out_both(compare(content, "j", "J"))
    feelings, hopes = layout.curves
    assert (feelings.name, feelings.n, curve_dash(feelings)) == ("Maya, as it is", 6, ())
    assert (hopes.name, hopes.n, curve_dash(hopes)) == ("Maya, hoped for", 1, HOPE_DASH)
    assert feelings.lane_id == hopes.lane_id == "M"
    assert [point.emotion.value for point in feelings.points] == [-1.0, -1.0]
    assert [point.emotion.value for point in hopes.points] == [1.5]
    assert len(layout.curves_on("M")) == 2
    assert layout.cards["gone:c02"].box.y > layout.cards["C01"].box.y


def test_two_to_be_journeys_go_by_their_titles():
    content = both_journeys()
    variant = [replace(each, id=f"{each.id}2", journey_id="K") for each in content.members(Card, "journey_id", "J")]
    content.put(replace(content.get(Card, "C10"), sentiment=1.5))
    for card in variant:
        content.put(replace(card, lane_id=None, step_id=None, span=1))
    journey = compare(content, "j", "J").second
    content.put(replace(journey, id="K", title="I sail"))
    assert [curve.name for curve in lay_out_both(compare(content, "K", "J")).curves] == ["Maya, I sail", "Maya, I fly"]
    turned = lay_out_both(compare(content, "J", "K")).curves
    assert [(curve.name, curve.n) for curve in turned] == [("Maya, I fly", 1), ("Maya, I sail", 0)]

"""The way that leads down to a journey."""

from app.models.content import Content
from app.models.records import Journey, Stage, Step
from app.scoring.framework.trail import trail_of


def content_of(*more):
    """Return a lifecycle with a stage, a journey in it, and what a step of that opens."""
    return Content(
        [
            Journey(id="life", rank="1", title="Life", level="lifecycle"),
            Stage(id="buy", journey_id="life", rank="1", title="Buy"),
            Journey(id="ticket", rank="2", title="Ticket", lifecycle_stage_id="buy"),
            Stage(id="pay", journey_id="ticket", rank="1", title="Pay"),
            Step(id="card", stage_id="pay", rank="1", opens_journey_id="refund"),
            Journey(id="refund", rank="3", title="Refund", parent_id="life"),
            *more,
        ]
    )


def names(content, journey_id):
    return [(mark.journey.id, mark.place_id) for mark in trail_of(content, journey_id)]


def test_a_step_that_opens_a_journey_goes_before_its_place_in_the_tree():
    assert names(content_of(), "refund") == [("life", "buy"), ("ticket", "card")]
    assert names(content_of(), "ticket") == [("life", "buy")]
    assert names(content_of(), "life") == []


def test_without_a_step_or_stage_the_tree_leads_down_and_no_way_turns_back_on_itself():
    below = Journey(id="below", rank="4", title="Below", parent_id="refund")
    assert names(content_of(below), "below")[-1] == ("refund", None)
    loop = Step(id="back", stage_id="buy", rank="2", opens_journey_id="ticket")
    back = Stage(id="s", journey_id="refund", rank="1", title="S")
    circle = Step(id="c", stage_id="s", rank="1", opens_journey_id="life")
    assert len(names(content_of(loop, back, circle), "ticket")) <= 3

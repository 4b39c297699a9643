"""The lifecycle board and the portfolio, on a framework worked out by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.models.content import Content
from app.models.errors import InputError
from app.models.records import (
    EvidenceVerdict,
    Insight,
    InsightPersona,
    Journey,
    Participant,
    Persona,
    Segment,
    Swimlane,
)
from app.scoring.emotion import emotion_of
from app.scoring.framework.board import board_of, lifecycles_of
from app.scoring.framework.portfolio import (
    Experience,
    Proven,
    Review,
    blind_spots,
    experience_of,
    overdue,
    portfolio_of,
    review_of,
)
from tests.scoring.framework.frameworks import content_of, map_of

TODAY = date(2026, 11, 22)


def board_in(content: Content, *arguments: Any, **named: Any) -> Any:
    return board_of(content, *arguments, **named)


def shown(board):
    return {
        (row.id, stage.id): [item.journey.id for item in board.cell(row.id, stage.id)]
        for row in board.rows
        for stage in board.stages
        if board.cell(row.id, stage.id)
    }


def test_journeys_stand_in_their_stage_a_to_be_beside_its_current_one():
    board = board_in(content_of())
    assert [stage.id for stage in board.stages] == ["Find", "Buy", "Leave"]
    assert [row.id for row in board.rows] == ["rail", "bus", None]
    assert shown(board) == {("rail", "Buy"): ["buy"], (None, "Buy"): ["pay"]}
    first, opened = board.cell("rail", "Buy")[0], board.cell(None, "Buy")[0]
    assert [each.id for each in first.to_be] == ["hope"]
    assert (first.opened, opened.opened) == (False, True)
    assert [item.journey.id for item in board.unplaced] == ["lost"]
    assert [stage.id for stage in board.empty_stages] == ["Find", "Leave"]


def test_rows_by_persona_and_segment():
    assert shown(board_in(content_of(), by="persona")) == {("jon", "Buy"): ["buy"], ("maya", "Buy"): ["buy", "pay"]}
    by_segment = board_in(content_of(), by="segment")
    assert [row.id for row in by_segment.rows] == [None]
    content = content_of(Segment(id="young", name="Young", rank="1"))
    content.put(replace(content.get(Journey, "pay"), segment_id="young"))
    assert shown(board_in(content, by="segment")) == {("young", "Buy"): ["pay"], (None, "Buy"): ["buy"]}


def test_which_lifecycle():
    content = content_of(Journey(id="other", rank="0", title="Other", level="lifecycle", state="to-be"))
    assert [each.id for each in lifecycles_of(content)] == ["life", "other"]
    assert board_in(content).lifecycle.id == "life"
    other = board_in(content, "other")
    assert (other.stages, other.cells, [each.journey.id for each in other.unplaced]) == ((), {}, ["lost"])
    with pytest.raises(InputError, match="no lifecycle"):
        board_in(content, "buy")
    content.put(replace(content.get(Journey, "life"), status="archived"))
    content.put(replace(content.get(Journey, "other"), status="archived"))
    assert board_in(content) is None


def test_a_sub_journey_nobody_placed_is_where_its_parent_is():
    content = content_of(Journey(id="part", rank="9", title="A part", parent_id="lost", level="sub-journey"))
    assert [each.journey.id for each in board_in(content).unplaced] == ["lost"]


def test_a_row_of_the_portfolio_by_hand():
    rows: dict[str, Any] = {row.journey.id: row for row in portfolio_of(content_of(), TODAY)}
    buy, pay, hope = rows["buy"], rows["pay"], rows["hope"]
    assert list(rows) == ["life", "buy", "pay", "lost", "hope", "old"]
    assert (buy.depth, pay.depth, buy.stage.id, pay.stage.id, rows["lost"].stage) == (0, 1, "Buy", "Buy", None)
    # Maya −2, Jon +1: the mean of the two points is −0.5, which is 37.5 of 100.
    assert buy.experience == Experience(37.5, 2)
    assert (buy.pains, buy.pains_below, buy.proven, buy.opportunities) == (1, 0, Proven(assumption=1), 1)
    assert pay.opportunities == 1
    assert (rows["life"].pains, rows["life"].pains_below) == (0, 1)
    assert (buy.owner.id, buy.department.id, [each.id for each in buy.to_be]) == ("ana", "sales", ["hope"])
    assert (hope.experience, hope.proven, hope.pains) == (Experience(), Proven(), 1)
    assert rows["lost"].experience == Experience()
    assert (rows["lost"].proven.share, buy.proven.share) == (None, 0.0)


def test_experience_is_the_mean_of_the_curves_sub_journeys_rolled_up():
    content = content_of(Swimlane(id="life-maya", journey_id="life", persona_id="maya", rank="1"))
    assert experience_of(content, content.get(Journey, "life")) == Experience(25.0, 1)
    for journey_id, swimlanes in (("life", ("life-maya",)), ("buy", ("buy-maya", "buy-jon"))):
        points = [point for each in swimlanes for point in emotion_of(content, journey_id, each)]
        values = [point.value for point in points if point.value is not None]
        experience = experience_of(content, content.get(Journey, journey_id))
        assert experience.value == pytest.approx(50 + 25 * sum(values) / len(values))
        assert experience.n == sum(point.n for point in points)


def test_verdicts_count_as_evidence():
    verdict = EvidenceVerdict(id="v", card_id="pain1", strength="validated", decided_on="2026-01-01", reason="Seen")
    rows: dict[str, Any] = {row.journey.id: row for row in portfolio_of(content_of(verdict), TODAY)}
    assert rows["buy"].proven == Proven(validated=1)
    assert rows["buy"].proven.share == 1.0


@pytest.mark.parametrize(
    ("every", "last", "expected"),
    [
        (None, None, Review("no cadence")),
        (None, "2026-11-01", Review("no cadence", date(2026, 11, 1))),
        (30, None, Review("never reviewed")),
        (21, "2026-11-01", Review("on time", date(2026, 11, 1), TODAY)),
        (20, "2026-11-01", Review("overdue", date(2026, 11, 1), date(2026, 11, 21), 1)),
        (30, "9999-12-31", Review("on time", date.max, date.max)),
    ],
)
def test_reviews_fall_due(every, last, expected):
    assert review_of(Journey(id="j", rank="1", title="", review_every=every, reviewed_on=last), TODAY) == expected


def test_overdue_reviews_never_held_first():
    content = content_of(Journey(id="gone", rank="7", title="", status="archived", review_every=1))
    assert [(journey.id, review.late) for journey, review in overdue(content, TODAY)] == [("pay", 0), ("buy", 22)]


def test_blind_spots():
    content = content_of(
        Participant(id="t", name="P1", rank="1", persona_id="jon"),
        Insight(id="i", rank="1", kind="pain", statement="Slow"),
    )
    spots = blind_spots(content)
    assert [(journey.id, stage.id) for journey, stage in spots.stages] == [("life", "Find"), ("life", "Leave")]
    assert [each.id for each in spots.personas] == ["maya"]
    assert [each.id for each in spots.journeys] == ["life", "lost"]
    content.put(InsightPersona(insight_id="i", persona_id="maya"))
    assert blind_spots(content).personas == ()
    content.put(replace(content.get(Journey, "hope"), lifecycle_stage_id="Find"))
    assert len(blind_spots(content).stages) == 2  # what is only hoped for fills no stage
    content.put(Persona(id="kim", name="Kim", rank="9"))
    assert [each.id for each in blind_spots(content).personas] == ["kim"]


def test_nothing_at_all_is_no_reason_to_fail():
    content = content_of()
    for record in list(content):
        if type(record).kind_name != "workspace":
            content.remove(type(record), record.id)
    assert (portfolio_of(content, TODAY), board_in(content), blind_spots(content)) == ((), None, ((), (), ()))
    for record in map_of(Journey(id="j", rank="1", title="")):
        content.put(record)
    assert portfolio_of(content, TODAY)[0].experience == Experience()

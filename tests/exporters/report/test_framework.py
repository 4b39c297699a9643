"""The page of a report about all journeys."""

from dataclasses import replace

from app.models.records import Journey, Owner, Stage
from tests.exporters.making import small_map
from tests.exporters.report.test_report import pages_of, report_of


def test_the_framework_stands_before_the_journeys(tmp_path):
    made = small_map()
    there = made.content.get(Journey, made.journey_id)
    made.content.put(Owner(id="ann", name="Ann", rank="V"))
    made.content.put(replace(there, level="lifecycle", owner_id="ann", review_every=30, reviewed_on="2026-10-01"))
    stage = next(iter(made.content.holding(Stage, "journey_id", there.id)))
    made.put(Journey, title="I get my money back", lifecycle_stage_id=stage.id)
    made.put(Journey, title="I get it at once", state="to-be", to_be_of=there.id)
    out, _ = report_of(made, tmp_path)
    page = next(each for each in pages_of(out) if "Journeys as they are" in each)
    assert "Journeys as they are: 2. To be: 1. Reviews due: 1." in page
    assert "31 October 2026, 21 days ago" in page
    assert "I get it at once (to-be state)" in page
    assert f"Lifecycle: {there.title} {stage.title}" in page
    assert "Journeys without an owner I get my money back 1" in page

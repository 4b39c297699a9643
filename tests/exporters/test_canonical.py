"""Canonical JSON: the same content gives the same text, whatever the ids are."""

from app.exporters.workspace_json import write_json
from app.models.content import Content
from app.models.records import AnyRecord, Highlight, Insight, InsightHighlight, Source, Workspace
from app.models.snapshot import Snapshot


def told(pain: str, gain: str) -> str:
    """Return a workspace with one passage that is marked twice, by the ids of its highlights."""
    records: list[AnyRecord] = [
        Workspace(id="w", title="Northwind"),
        Source(id="s", rank="V", title="Talk", turns=1, length=9),
        Highlight(id=pain, source_id="s", turn=0, start=0, last_turn=0, end=5, kind="pain"),
        Highlight(id=gain, source_id="s", turn=0, start=0, last_turn=0, end=5, kind="gain"),
        Insight(id="i", rank="V", kind="pain", statement="Waits"),
        InsightHighlight(insight_id="i", highlight_id=pain),
        InsightHighlight(insight_id="i", highlight_id=gain),
    ]
    return write_json(Snapshot(Content(records), 1, "w.clew"), canonical=True)


def test_what_stands_in_one_place_is_in_the_same_order_whatever_its_ids():
    assert told("a", "b") == told("b", "a")

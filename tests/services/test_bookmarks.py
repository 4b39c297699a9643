"""Bookmarks: added, renamed, moved, deleted, taken back; what they lead to may go away."""

import pytest

from app.exporters.workspace_json import write_json
from app.models.errors import ClewError
from app.models.records import Bookmark, Lane, Step
from app.services.bookmarks import (
    add_bookmark,
    all_bookmarks,
    bookmarks_of,
    delete_bookmark,
    move_bookmark,
    rename_bookmark,
)
from app.services.journeys import add_journey
from app.services.lanes import delete_lane


def titles(map_) -> list[str]:
    return [each.title for each in bookmarks_of(map_.store.content, map_.journey)]


@pytest.fixture
def three(small_map):
    """Three bookmarks of one map: of a cell, a step, and neither."""
    lane = small_map.lane(small_map.maya, "touchpoints")
    return [
        add_bookmark(small_map.store, small_map.journey, "Pay", small_map.steps[1], lane, zoom=1.5),
        add_bookmark(small_map.store, small_map.journey, "First", small_map.steps[0]),
        add_bookmark(small_map.store, small_map.journey, "All of it"),
    ]


def test_bookmarks_stand_in_the_order_they_were_added_until_they_are_moved(small_map, three):
    assert titles(small_map) == ["Pay", "First", "All of it"]
    move_bookmark(small_map.store, three[2], three[0])
    assert titles(small_map) == ["All of it", "Pay", "First"]
    move_bookmark(small_map.store, three[2], None)
    move_bookmark(small_map.store, three[1], three[1])
    assert titles(small_map) == ["Pay", "First", "All of it"]
    small_map.store.undo()
    assert titles(small_map) == ["All of it", "Pay", "First"]


def test_a_bookmark_is_renamed_deleted_and_brought_back(small_map, three):
    rename_bookmark(small_map.store, three[0], "Paying")
    delete_bookmark(small_map.store, three[1])
    assert titles(small_map) == ["Paying", "All of it"]
    small_map.store.undo()
    assert titles(small_map) == ["Paying", "First", "All of it"]
    with pytest.raises(ClewError):
        rename_bookmark(small_map.store, "gone", "x")


def test_a_bookmark_outlives_its_lane(small_map, three):
    lane = small_map.lane(small_map.maya, "touchpoints")
    delete_lane(small_map.store, lane)
    bookmark = small_map.store.content.get(Bookmark, three[0])
    assert bookmark.lane_id is None
    assert small_map.store.content.find(Lane, lane) is None
    assert small_map.store.content.find(Step, bookmark.step_id) is not None


def test_all_bookmarks_come_in_the_order_of_the_tree(small_map, three):
    other = add_journey(small_map.store, "Another")
    last = add_bookmark(small_map.store, other, "Elsewhere")
    assert [each.id for each in all_bookmarks(small_map.store.content)] == [*three, last]


def test_a_bookmark_leads_to_its_own_journey_only(small_map):
    other = add_journey(small_map.store, "Another")
    with pytest.raises(ClewError):
        add_bookmark(small_map.store, other, "Wrong", small_map.steps[0])


def test_bookmarks_are_printed_and_read_back(small_map, three, tmp_path):
    from app.importers import read_source
    from app.store import create_workspace

    printed = write_json(small_map.store.snapshot())
    assert '"All of it"' in printed
    path = tmp_path / "printed.json"
    path.write_text(printed, "utf-8")
    with create_workspace(tmp_path / "again.clew", read_source(path).records) as again:
        assert write_json(again.snapshot()) == printed

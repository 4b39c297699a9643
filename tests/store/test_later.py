"""Much of a large workspace is read behind the first paint, or when it is first asked for: nobody sees a difference."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from app.layout.details import marks_on
from app.layout.map_layout import lay_out_map
from app.models.errors import FileError
from app.models.records import Card, Highlight, HighlightTag, InsightHighlight, Journey, Source, Tag
from app.store import create_workspace, open_workspace, read_snapshot, reading
from app.store.driver import connect
from tests.store.maps import records


@pytest.fixture
def large(tmp_path: Path, monkeypatch) -> Path:
    """Return a workspace that counts as a large one."""
    monkeypatch.setattr(reading, "MANY", 0)
    path = tmp_path / "large.clew"
    source = Source(id="s", rank="V", title="Talk", turns=2, length=9)
    marked = Highlight(id="h", source_id="s", turn=0, start=0, last_turn=0, end=4)
    tag = Tag(id="t", rank="V", name="queue")
    create_workspace(path, [*records(), tag, source, marked, HighlightTag(highlight_id="h", tag_id="t")]).close()
    return path


def test_a_map_is_laid_out_without_what_is_left_for_later_and_edited(large):
    with open_workspace(large, later=True) as store:
        content, card = store.content, next(iter(store.content.all(Card).values()))
        assert lay_out_map(content, next(iter(content.all(Journey)))).assumed is False
        assert marks_on(content, replace(card, kind="pain")).proof is None
        with store.edit("Rename") as edit:
            edit.put(replace(card, title="Another"))
        assert not content.at_hand(Highlight)
        assert "h" in content.all(Highlight)
        assert content.at_hand(HighlightTag)
        assert content.at_hand(InsightHighlight)
        assert marks_on(content, replace(card, kind="pain")).proof is not None


def test_what_is_read_later_is_the_same_in_the_same_order(large):
    whole = [*read_snapshot(large).content]
    with open_workspace(large, later=True) as store:
        assert store.snapshot().content == read_snapshot(large).content
    with open_workspace(large, later=True) as store:
        assert [*store.content] == whole
    with open_workspace(large, later=True) as store:
        assert len(store.content) == len(whole)


def test_an_edit_of_what_was_left_for_later_reads_it_first(large):
    with open_workspace(large, later=True) as store:
        with store.edit("Delete") as edit:
            edit.delete(store.content.get(Tag, "t"))
        assert not store.content.all(HighlightTag)
        store.undo()
        assert "h/t" in store.content.all(HighlightTag)
    assert "h/t" in read_snapshot(large).content.all(HighlightTag)


def test_another_thread_reads_while_this_one_edits(large):
    with open_workspace(large, later=True) as store:
        thread = Thread(target=store.content.read_the_rest)
        thread.start()
        with store.edit("Rename") as edit:
            edit.put(replace(edit.content.get(Source, "s"), title="Other"))
        thread.join()
        assert store.content.at_hand(Highlight)


def test_damage_there_is_told_when_it_is_read(large):
    with closing(connect(large)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("UPDATE highlight SET source_id = 'gone'")
    with pytest.raises(FileError, match="source"):
        open_workspace(large)
    with open_workspace(large, later=True) as store, pytest.raises(FileError, match="source"):
        store.content.read_the_rest()

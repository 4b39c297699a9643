"""The shared lists, out and in again: JSON, CSV, XLSX; merged by name."""

from pathlib import Path
from typing import Any

import pytest

from app.exporters.export import Order, export
from app.importers import Asked, read_source
from app.models.content import Content
from app.models.errors import InputError
from app.models.interchange import SHARED_LISTS
from app.models.records import Channel, Tag
from app.services.lists import add_entry, update_tag
from app.services.plans import apply_plan
from app.store import Store, create_workspace, read_snapshot


def fill(store: Store) -> None:
    for list_type, _ in SHARED_LISTS.values():
        for name in ("one", "=two", "Straße 3"):
            add_entry(store, list_type, f"{name} {list_type.kind_name}")
    tags = store.content.ordered(Tag)
    update_tag(store, tags[0].id, parent_id=tags[2].id, description="two\nlines, and a comma")
    update_tag(store, tags[1].id, colour=None)


def told(content: Content) -> dict[str, list[object]]:
    """Return what the lists hold, without ids."""

    def entry(each: Any) -> object:
        if not isinstance(each, Tag):
            return each.name
        parent = content.find(Tag, each.parent_id)
        return each.name, parent.name if parent else None, each.colour, each.description

    return {key: [entry(each) for each in content.ordered(kind)] for key, (kind, _) in SHARED_LISTS.items()}


@pytest.fixture
def store(tmp_path: Path):
    with create_workspace(tmp_path / "full.clew") as store:
        fill(store)
        yield store


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_lists_come_back_as_they_were_and_a_second_time_nothing_is_added(store, tmp_path, ending):
    out = tmp_path / f"lists.{ending}"
    wanted = told(store.content)
    export(read_snapshot(store.path), Order(out=out, listed="lists"))
    with create_workspace(tmp_path / "other.clew") as other:
        plan = read_source(out, "lists", Asked(content=other.content))
        assert plan.warnings == ()
        apply_plan(other, plan)
        assert told(other.content) == wanted
        again = read_source(out, "lists", Asked(content=other.content))
        assert again.records == ()
        assert "already" in again.warnings[0].text
        apply_plan(other, again)
        assert told(other.content) == wanted


def test_a_tag_comes_below_the_one_that_is_there_already(store, tmp_path):
    out = tmp_path / "lists.csv"
    out.write_text("list,name,parent\ntags,new,one tag\ntags,one tag,\n", encoding="utf-8")
    apply_plan(store, read_source(out, "lists", Asked(content=store.content)))
    new = next(each for each in store.content.all(Tag).values() if each.name == "new")
    above = next(each for each in store.content.all(Tag).values() if each.name == "one tag")
    assert new.parent_id == above.id
    assert above.description == "two\nlines, and a comma"


def test_what_is_not_understood_is_left_out_with_its_line(tmp_path):
    path = tmp_path / "lists.csv"
    rows = (
        "Name;List;Parent;Colour",
        "App;channel;;",
        "x;ships;;",
        ";tags;;",
        "a;tags;b;red",
        "b;tags;a;Blue",
        "c;tags;z;",
    )
    path.write_text("\n".join((*rows, "c;tags;z;")), encoding="utf-8")
    plan = read_source(path, "lists")
    assert [each.name for each in plan.records if isinstance(each, Channel)] == ["App"]
    tags = {each.name: each for each in plan.records if isinstance(each, Tag)}
    assert tags["b"].colour == "blue"
    assert [tags["a"].parent_id, tags["b"].parent_id, tags["c"].parent_id] == [tags["b"].id, None, None]
    assert [warning.line for warning in plan.warnings] == [3, 4, 5, 6, 7]
    with pytest.raises(InputError):
        read_source(tmp_path / "lists.mmd", "lists")


def test_of_a_whole_workspace_only_the_lists_are_read(store, tmp_path):
    from app.services.journeys import add_journey

    add_journey(store, "I go")
    out = tmp_path / "whole.json"
    export(read_snapshot(store.path), Order(out=out))
    kinds = {each.kind_name for each in read_source(out, "lists").records}
    assert kinds == {kind.kind_name for kind, _ in SHARED_LISTS.values()}

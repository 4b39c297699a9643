"""What Clew writes as REFI-QDA is valid, the same every time, and comes back the same."""

import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from app.exporters.export import Order, export
from app.exporters.qda import write_qdc, write_qdpx
from app.importers.qda import read_qda
from app.models.content import Content
from app.models.errors import InputError
from app.models.records import Tag
from app.models.snapshot import TurnsInMemory
from tests.fuzzing import cases
from tests.importers.qda.making import quoted, small_study, snapshot_of, studies, told


def check(shared_data: Path, schema: str, data: bytes) -> None:
    etree.XMLSchema(etree.parse(shared_data / "qda" / schema)).assertValid(etree.fromstring(data))


def test_a_project_is_valid_and_comes_back_the_same(tmp_path, shared_data):
    records, turns = small_study()
    out = tmp_path / "study.qdpx"
    assert export(snapshot_of(records, turns), Order(out)) == ()
    with zipfile.ZipFile(out) as archive:
        project = archive.read("project.qde")
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    check(shared_data, "Project.xsd", project)
    assert b"basePath" not in project
    assert b"User" not in project

    plan = read_qda(out)
    assert plan.warnings == ()
    assert told(plan.records) == told(records)
    assert plan.turns == turns

    again = tmp_path / "again.qdpx"
    write_qdpx(snapshot_of(records, turns), again)
    assert again.read_bytes() == out.read_bytes()


def test_a_codebook_is_valid_and_comes_back_the_same(tmp_path, shared_data):
    records, turns = small_study()
    out = tmp_path / "tags.qdc"
    assert export(snapshot_of(records, turns), Order(out)) == ()
    check(shared_data, "Codebook.xsd", out.read_bytes())
    assert told(read_qda(out).records) == told([each for each in records if isinstance(each, Tag)])


def test_empty_workspaces(tmp_path, shared_data):
    out = tmp_path / "none.qdpx"
    write_qdpx(snapshot_of([], {}), out)
    with zipfile.ZipFile(out) as archive:
        check(shared_data, "Project.xsd", archive.read("project.qde"))
    assert read_qda(out).records == ()
    assert "holds no codes" in read_qda(out).warnings[0].text
    with pytest.raises(InputError, match="no tags yet"):
        write_qdc(snapshot_of([], {}), tmp_path / "none.qdc")
    assert not (tmp_path / "none.qdc").exists()


def test_tags_nested_deeper_than_functions_can_be(tmp_path):
    tags = [Tag(id=f"00000000-0000-4000-8000-{n:012}", name=f"{n}", rank="V") for n in range(150)]
    nested = [tags[0], *(replace(tag, parent_id=above.id) for above, tag in pairwise(tags))]
    write_qdc(snapshot_of(nested, {}), tmp_path / "deep.qdc")
    assert told(read_qda(tmp_path / "deep.qdc").records) == told(nested)


def test_what_is_there_is_joined_not_doubled(tmp_path):
    records, turns = small_study()
    out = tmp_path / "study.qdpx"
    write_qdpx(snapshot_of(records, turns), out)
    assert read_qda(out, Content(records)).records == ()
    assert read_qda(out, Content(records)).turns == {}


@cases(25)
@given(study=studies())
def test_any_passage_comes_back_on_its_words(tmp_path_factory, study):
    records, turns = study
    out = tmp_path_factory.mktemp("any") / "x.qdpx"
    write_qdpx(snapshot_of(records, turns), out)
    plan = read_qda(out)
    assert told(plan.records) == told(records)
    assert plan.turns == turns
    without_own = read_qda(_as_another_tool(out))  # the words stay also where turns are paragraphs
    assert sorted(quoted(without_own)) == sorted(words.strip("\n") for words in quoted(plan._replace(turns=turns)))


def _as_another_tool(path: Path) -> Path:
    """Write a project again without what is only for Clew, as a tool does that kept the stored texts."""
    other = path.with_name("other.qdpx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for part in source.namelist():
            if part.endswith(".json"):
                continue
            data = source.read(part)
            if part.endswith(".qde"):
                data = data.replace(b'origin="Clew"', b'origin="Other"')
            target.writestr(part, data)
    return other


def test_passages_stay_on_their_words_where_turns_were_erased(tmp_path):
    records, turns = small_study()
    first = next(iter(turns))
    kept = [(number, turn) for number, turn in enumerate(turns[first]) if number != 1]
    snapshot = snapshot_of(records, turns)._replace(turn_reader=TurnsInMemory({first: kept}))
    notes = write_qdpx(snapshot, tmp_path / "x.qdpx")
    assert notes == ("Left out: 2 quotes of turns that are no longer there",)
    plan = read_qda(tmp_path / "x.qdpx")
    assert [turn.text for turn in plan.turns[first]] == [turn.text for _, turn in kept]
    assert quoted(plan) == ["it?\n\ufeff\nשלום"] * 2

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
from app.models.ids import new_id
from app.models.records import AnyRecord, Insight, Participant, ParticipantFact, Source, Tag, Theme
from app.models.snapshot import TurnsInMemory
from app.services.plans import apply_plan
from app.store import create_workspace
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


ODD = [
    "\x00\x01\x0b\ufffe",
    "]]>",
    "<b>&amp;'\"",
    "\u202e\u200d\u0301",
    "a\rb\tc\n",
    " ",
    "Clew:",
    "{}",
    "=1+1",
    "#",
    "💥" * 3,
]


def test_odd_texts_are_valid_and_what_xml_can_hold_comes_back(tmp_path, shared_data):
    tags = [Tag(id=new_id(), name=text, rank="V", description=text) for text in ODD]
    people = [Participant(id=new_id(), name=text, rank="V", note=text) for text in ODD]
    facts = [ParticipantFact(participant_id=each.id, name=each.name, value=each.note) for each in people]
    notes = [Insight(id=new_id(), rank="V", kind="job", statement=f"x{text}", note=text) for text in ODD]
    themes = [Theme(id=new_id(), rank="V", title=f"x{text}", note=text) for text in ODD]
    sources = [Source(id=new_id(), rank="V", title=f"x{text}", note=text) for text in ODD]
    records: list[AnyRecord] = [*tags, *people, *facts, *notes, *themes, *sources]
    write_qdpx(snapshot_of(records, {}), tmp_path / "odd.qdpx")
    with zipfile.ZipFile(tmp_path / "odd.qdpx") as archive:
        check(shared_data, "Project.xsd", archive.read("project.qde"))
    read = {each.id: each for each in read_qda(tmp_path / "odd.qdpx").records}
    for group, name, text in ((tags, "name", "description"), (notes, "statement", "note"), (themes, "title", "note")):
        for each in group[1:]:
            wanted = getattr(each, name).replace("\r", "\n"), getattr(each, text).replace("\r", "\n")
            assert (getattr(read[each.id], name), getattr(read[each.id], text)) == wanted


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


@pytest.mark.parametrize(
    "own",
    [
        b"[]",
        b'{"sources": 1}',
        b'{"sources": {"ID": {"turns": [["x"]], "speakers": [[]]}}}',
        b'{"sources": {"ID": {"turns": [[-1], [4, 1, [], {}, 5, 6]], "speakers": {}}}}',
        b'{"sources": {"ID": {"turns": [[true]], "speakers": [["\\ud800", "other", 7]], "channel": "\\ud800phone"}}}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_what_is_only_for_clew_may_be_anything(tmp_path, own):
    records, turns = small_study()
    first = next(iter(turns))
    write_qdpx(snapshot_of(records, turns), tmp_path / "x.qdpx")
    with zipfile.ZipFile(tmp_path / "x.qdpx") as source, zipfile.ZipFile(tmp_path / "y.qdpx", "w") as target:
        for part in source.namelist():
            data = own.replace(b"ID", first.encode()) if part.endswith(".json") else source.read(part)
            target.writestr(part, data)
    plan = read_qda(tmp_path / "y.qdpx")
    assert sorted(quoted(plan)) == sorted(quoted(read_qda(tmp_path / "x.qdpx")))
    with create_workspace(tmp_path / "y.clew") as store:
        apply_plan(store, plan)


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

"""Projects of other tools, with what they put where: cases, variables, notes, sets, links, media, misplaced things."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.importers.qda import looks_like_qda, read_qda
from app.models.errors import ClewError
from app.models.plan import ImportPlan
from app.models.records import (
    Highlight,
    HighlightTag,
    Insight,
    InsightHighlight,
    Participant,
    ParticipantFact,
    Source,
    SourceTag,
    Speaker,
    Tag,
    Theme,
)
from app.services.plans import apply_plan
from app.store import create_workspace, open_workspace, read_snapshot
from tests.importers.qda.making import quoted

GUIDS = {
    name: f"{number:08x}-0000-4000-8000-000000000000" for number, name in enumerate("abcdefghijklmnopqrstuvwxyz", 1)
}

PROJECT = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1:0" name="x" origin="NVivo 12" basePath="/Users/somebody">
<Users><User guid="{z}" name="Somebody"/></Users>
<Case guid="{q}" name="Bo"><VariableValue><VariableRef targetGUID="{v}"/><IntegerValue>41</IntegerValue></VariableValue>
  <SelectionRef targetGUID="{i}"/></Case>
<CodeBook><Codes><Code guid="{{{a}}}" name="Travel" isCodable="false" color="#16A"><Description>going</Description>
  <Code guid="{b}" name="late" isCodable="true"/><Code guid="{p}" name="Ann" isCodable="true"/></Code></Codes>
</CodeBook>
<Variables><Variable guid="{v}" name="age" typeOfVariable="Integer"/></Variables>
<Cases><Case guid="{p}" name="Ann"><Description>by phone</Description><SourceRef targetGUID="{s}"/></Case></Cases>
<Sources>
<TextSource guid="{s}" name="Ann.docx" plainTextPath="internal://{s}.txt" richTextPath="internal://{s}.docx">
  <VariableValue><VariableRef targetGUID="{v}"/><IntegerValue>4</IntegerValue></VariableValue>
  <PlainTextSelection guid="{h}" startPosition="{late0}" endPosition="{late1}">
    <Description>twice</Description><Coding guid="{x}"><CodeRef targetGUID="{b}"/><NoteRef targetGUID="{n}"/></Coding>
  </PlainTextSelection>
  <PlainTextSelection guid="{i}" startPosition="{full0}" endPosition="{full1}"/>
  <PlainTextSelection guid="{j}" startPosition="5" endPosition="5"/>
  <PlainTextSelection guid="{k}" startPosition="5" endPosition="5000" name="gone"/>
  <PlainTextSelection guid="{l}" startPosition="five" endPosition="6"/>
  <Coding guid="{y}"><CodeRef targetGUID="{a}"/></Coding>
  <Coding guid="{w}"><CodeRef targetGUID="{z}"/></Coding>
</TextSource>
<VideoSource guid="{t}" name="film.mp4" path="internal://film.mp4">
  <Transcript guid="{u}"><PlainTextContent>first words
second words</PlainTextContent>
  <SyncPoint guid="{c}" position="0" timeStamp="500"/>
  <SyncPoint guid="{d}" position="12" timeStamp="2500"/></Transcript>
  <VideoSelection guid="{e}" begin="1" end="2"/></VideoSource>
<TextSource guid="{r}" name="gone.txt" plainTextPath="relative:///gone.txt"/>
</Sources>
<Notes><Note guid="{n}" name=""><PlainTextContent>Waiting is worst
and so on</PlainTextContent></Note>
<Note guid="{m}" name="Plan" plainTextPath="internal://{m}.txt"/><Note guid="{o}"/></Notes>
<Links><Link guid="{f}" originGUID="{m}" targetGUID="{i}"/>
<Link guid="{g}" name="x" originGUID="{a}" targetGUID="{b}"/></Links>
<Sets><Set guid="{c}" name="Calls"><MemberSource targetGUID="{s}"/></Set>
<Set guid="{d}" name="Bad"><MemberCode targetGUID="{b}"/></Set>
<Set guid="{e}" name="Big"><MemberNote targetGUID="{n}"/></Set></Sets>
</Project>"""

TEXT = "\ufeffHow? 🚌\r\n\r\nThe bus 🚌 came late today.\r\nIt was full again 🙂, too.\r\n"


def made(plan: ImportPlan, record_type):
    return [each for each in plan.records if isinstance(each, record_type)]


@pytest.fixture
def project(tmp_path) -> Path:
    def count(words: str) -> int:  # as NVivo does: UTF-16 units, CRLF is two, the mark none
        text = TEXT.removeprefix("\ufeff")
        return len(text[: text.index(words)].encode("utf-16-le")) // 2

    places = {"late0": count("came"), "late1": count(" today"), "full0": count("full"), "full1": count(" 🙂, too")}
    out = tmp_path / "x.qdpx"
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("X.qde", PROJECT.format(**GUIDS, **places))
        archive.writestr(f"sources/{GUIDS['s'].upper()}.txt", TEXT)
        archive.writestr(f"sources/{GUIDS['m']}.txt", "\ufeffLong\r\nplan")
    return out


def test_a_project_of_another_tool(project):
    plan = read_qda(project)
    assert [(each.name, each.parent_id, each.colour) for each in made(plan, Tag)] == [
        ("Travel", None, "blue"),
        ("late", GUIDS["a"], None),
        ("Sets", None, None),
        ("Calls", made(plan, Tag)[2].id, None),
    ]
    source, film = made(plan, Source)
    assert (source.id, source.title, source.kind) == (GUIDS["s"], "Ann.docx", "document")
    assert [turn.text for turn in plan.turns[source.id]] == [
        "How? 🚌\n",
        "The bus 🚌 came late today.",
        "It was full again 🙂, too.\n",
    ]
    assert [(turn.text, turn.at) for turn in plan.turns[film.id]] == [("first words", 0.5), ("second words", 2.5)]
    assert film.kind == "interview"
    assert quoted(plan) == ["came late", "full again"]
    late, full = made(plan, Highlight)
    assert (late.participant_id, late.note, full.participant_id) == (GUIDS["p"], "twice", GUIDS["q"])
    assert [(each.id, each.name, each.note) for each in made(plan, Participant)] == [
        (GUIDS["q"], "Bo", ""),
        (GUIDS["p"], "Ann", "by phone"),
    ]
    assert [(each.participant_id, each.name, each.value) for each in made(plan, ParticipantFact)] == [
        (GUIDS["q"], "age", "41")
    ]
    assert [(each.source_id, each.label) for each in made(plan, Speaker)] == [(source.id, "Ann")]
    assert [(each.kind, each.statement, each.note) for each in made(plan, Insight)] == [
        ("fact", "Waiting is worst", "and so on"),
        ("fact", "Plan", "Long\nplan"),
    ]
    assert {(each.insight_id, each.highlight_id) for each in made(plan, InsightHighlight)} == {
        (GUIDS["n"], late.id),
        (GUIDS["m"], full.id),
    }
    assert [(each.highlight_id, each.tag_id) for each in made(plan, HighlightTag)] == [(late.id, GUIDS["b"])]
    assert {each.tag_id for each in made(plan, SourceTag)} == {GUIDS["a"], made(plan, Tag)[3].id}
    assert [(each.title, each.id) for each in made(plan, Theme)] == [("Big", GUIDS["e"])]
    assert made(plan, Insight)[0].theme_id == GUIDS["e"]


def test_what_is_left_out_is_told(project):
    told = "\n".join(warning.text for warning in read_qda(project).warnings)
    for each in (
        "Positions are read as UTF-16 units, the end not included: 2 of 3 passages begin and end at words",
        "“gone.txt” is not imported: its text lies outside of the file",
        "passages without a character (1)",
        "passages outside of their text (1): “gone”",
        "passages whose positions are no numbers (1)",
        "codings with a code that the file does not hold (1)",
        "the video of sources whose text is imported (1): “film.mp4”",
        "passages marked on a page, a picture or a stretch of time (1)",
        "notes without a text (1)",
        "sets of codes (the codes themselves are imported) (1): “Bad”",
        "links (1): “x”",
        "1 values of variables that belong to a source",
    ):
        assert each in told
    assert "Somebody" not in told


def test_a_project_is_applied_undone_and_applied_again(project, tmp_path):
    path = tmp_path / "study.clew"
    with create_workspace(path) as store:
        apply_plan(store, read_qda(project, store.content))
        assert {store.passage(each) for each in store.content.all(Highlight).values()} == {"came late", "full again"}
        count = len(store.content)
        again = read_qda(project, store.content)
        assert again.records == ()
        assert "In the workspace already, and left as they are: 9 " in again.warnings[-1].text
        apply_plan(store, again)
        assert len(store.content) == count
        store.undo()
        store.undo()
        apply_plan(store, read_qda(project, store.content))
        assert len(store.content) == count
    snapshot = read_snapshot(path)
    assert sorted(snapshot.passage(each) for each in snapshot.content.all(Highlight).values()) == [
        "came late",
        "full again",
    ]


def test_new_guids_of_another_tool_make_nothing_twice(project, tmp_path):
    other = tmp_path / "other.qdpx"
    with zipfile.ZipFile(project) as source, zipfile.ZipFile(other, "w") as target:
        for part in source.namelist():
            data = source.read(part).replace(b"-0000-4000-", b"-0000-4fff-").replace(b'name="late"', b'name="slow"')
            target.writestr(part.replace("-0000-4000-", "-0000-4fff-"), data)
    with create_workspace(tmp_path / "study.clew") as store:
        apply_plan(store, read_qda(project, store.content))
        plan = read_qda(other, store.content)
        apply_plan(store, plan)
        assert plan.made == {"tag": 1, "highlight_tag": 1}  # of the code that has another name


def test_real_files(shared_data):
    facts = {
        "qda/blank-atlas-project.qdpx": {},
        "qda/target-atlas-project.qdpx": {"tag": 3},
        "qda/refi-spec-example-project-1.qde": {"tag": 14, "insight": 2},
        "qda/taguette-codebook.qdc": {"tag": 17},
        "hostile/own-codebook-ns-1colon0.qdc": {"tag": 6},
        "hostile/own-missing-sources.qdpx": {"tag": 14, "insight": 2},
        "hostile/own-named-Trial.qde.qdpx": {"tag": 14, "insight": 2},
    }
    for name, there in facts.items():
        assert read_qda(shared_data / name).made == there
    told = [each.text for each in read_qda(shared_data / "hostile/own-missing-sources.qdpx").warnings]
    assert sum("its text is not in the file" in each for each in told) == 6
    tree = {each.name: each.parent_id for each in made(read_qda(shared_data / "qda/target-atlas-project.qdpx"), Tag)}
    assert tree["2022-05-10T02:05:59Z 19e4dce"] is not None


def test_the_example_of_the_standard_with_texts_beside_it(shared_data, tmp_path):
    """Its texts are lost: these say what its selections are named, where they stand."""
    project = (shared_data / "qda/refi-spec-example-project-1.qde").read_bytes()
    texts: dict[str, list[str]] = {}
    for element in ElementTree.fromstring(project).iter():
        path = element.get("plainTextPath")
        if path is None:
            continue
        text = texts.setdefault(path.removeprefix("internal:").strip("/"), list("word " * 250))
        for selection in element:
            first, last = int(selection.get("startPosition") or 0), int(selection.get("endPosition") or 0)
            words = (selection.get("name") or "").removesuffix("…")[: last - first]
            text[first : first + len(words)] = words
            text[last : last + 1] = " " if last else text[:1]
    path = tmp_path / "example.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", project)
        for name, text in texts.items():
            archive.writestr(f"Sources/{name}", "".join(text))
    plan = read_qda(path)
    assert "code points, the end not included" in plan.warnings[0].text
    assert (plan.made["source"], plan.made["highlight"], plan.made["highlight_tag"]) == (8, 8, 9)
    assert {"granola", "I did try the gluten free bread, but it was always so soggy,"} <= set(quoted(plan))
    sets = {each.name: each.parent_id for each in made(plan, Tag) if each.parent_id}
    assert {"gender: male", "age: 25", "PDFs"} <= set(sets)
    film = next(each for each in made(plan, Source) if each.title.startswith("1994"))
    assert plan.turns[film.id][0].at == 0.0


def test_hostile_files_are_refused_in_one_line_and_nothing_is_written(shared_data, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name in ("own-truncated.qdpx", "own-xxe-entity.qde", "own-zipslip.qdpx"):
        copy = tmp_path / "in" / name
        copy.write_bytes((shared_data / "hostile" / name).read_bytes())
        with pytest.raises(ClewError) as caught:
            read_qda(copy)
        assert "\n" not in str(caught.value)
    assert [each.name for each in tmp_path.iterdir()] == ["in"]
    assert len(list((tmp_path / "in").iterdir())) == 3


def test_no_project_no_single_project_or_no_coded_material(tmp_path):
    several = tmp_path / "two.qdpx"
    with zipfile.ZipFile(several, "w") as archive:
        archive.writestr("a.qde", "<Project/>")
        archive.writestr("b.qde", "<Project/>")
    deep = tmp_path / "deep.qdc"
    deep.write_text("<CodeBook>" + "<Code>" * 5_000 + "</Code>" * 5_000 + "</CodeBook>")
    other = tmp_path / "other.qde"
    other.write_text("<html/>")
    for path, why in ((several, "no single project"), (deep, "nested deeper"), (other, "no REFI-QDA project")):
        with pytest.raises(ClewError, match=why):
            read_qda(path)


def test_what_looks_like_coded_material(tmp_path):
    (tmp_path / "data.qda").touch()
    assert looks_like_qda(tmp_path)
    assert not looks_like_qda(tmp_path.parent)
    assert looks_like_qda(Path("x.QDPX"))
    assert looks_like_qda(Path("x.qda"))
    assert looks_like_qda(Path("x.xml"), b'<?xml?><CodeBook xmlns="urn:QDA-XML:codebook:1:0">')
    assert not looks_like_qda(Path("x.clew"), b"SQLite format 3\0")
    assert not looks_like_qda(Path("x.json"), b"{}")


def test_a_workspace_is_sent_around_and_opened_again(project, tmp_path):
    from app.exporters.qda import write_qdpx
    from tests.importers.qda.making import told

    with create_workspace(tmp_path / "a.clew") as store:
        apply_plan(store, read_qda(project))
    write_qdpx(read_snapshot(tmp_path / "a.clew"), tmp_path / "a.qdpx")
    with create_workspace(tmp_path / "b.clew") as store:
        apply_plan(store, read_qda(tmp_path / "a.qdpx"))
    with open_workspace(tmp_path / "b.clew") as store:
        assert told(list(store.content)) == told(list(read_snapshot(tmp_path / "a.clew").content))


def test_recordings_beside_are_never_unpacked_and_texts_have_limits(project, tmp_path):
    with zipfile.ZipFile(project, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sources/film.mp4", bytes(30_000_000))  # packed so well that it would be refused
    assert len(made(read_qda(project), Highlight)) == 2
    with zipfile.ZipFile(project, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sources/bomb.txt", bytes(30_000_000))
    with pytest.raises(ClewError, match="packed suspiciously well"):
        read_qda(project)
    many = tmp_path / "many.qdc"
    many.write_text("<CodeBook><Codes>" + "<Code/>" * 20_001 + "</Codes></CodeBook>")
    with pytest.raises(ClewError, match="20,001 Code elements; the limit is 20,000"):
        read_qda(many)

"""Databases of Taguette and QualCoder: read as they are, never touched; damaged and foreign ones are refused."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.importers.qda import read_qda
from app.importers.qda.taguette import _Page
from app.models.errors import ClewError, FileError
from app.models.records import (
    Highlight,
    HighlightTag,
    Insight,
    Participant,
    ParticipantFact,
    Source,
    Speaker,
    Tag,
)
from tests.importers.qda.making import quoted
from tests.importers.qda.test_project import made

QUALCODER = """
CREATE TABLE project (databaseversion text, date text, memo text);
INSERT INTO project VALUES ('v8', '2026-01-02 03:04:05', '');
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text);
CREATE TABLE code_cat (catid integer primary key, name text, memo text, owner text, supercatid integer);
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, color text, owner text);
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
  memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text);
CREATE TABLE journal (jid integer primary key, name text, jentry text);
INSERT INTO code_cat VALUES (1, 'Travel', 'going', 'me', NULL), (2, 'Loop', '', 'me', 3), (3, 'Pool', '', 'me', 2);
INSERT INTO code_name VALUES (1, 'late', 'too late', 1, '#F00082', 'me'), (2, 'full', '', NULL, '', 'me');
INSERT INTO cases VALUES (1, 'Ann', 'by phone');
INSERT INTO attribute VALUES (1, 'age', 'case', '41', 1), (2, 'length', 'file', '3', 1), (3, 'job', 'case', '', 1);
INSERT INTO journal VALUES (1, 'First day', 'All went well.');
"""

TEXT = "Q: How? 🚌\nA: The bus 🚌 came late, and it was full.\nA: 🙂 Very full."


def units(words: str, text: str = TEXT) -> int:
    """Return where words begin as Qt counts."""
    return len(text[: text.index(words)].encode("utf-16-le")) // 2


@pytest.fixture
def qualcoder(tmp_path) -> Path:
    folder = tmp_path / "study.qda"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "data.qda")) as database, database:
        database.executescript(QUALCODER)
        database.execute("INSERT INTO source VALUES (1, 'Ann.txt', ?, NULL, 'kept', 'me')", (TEXT,))
        database.execute("INSERT INTO source VALUES (2, 'film.mp4', NULL, '/video/film.mp4', '', 'me')")
        late, full, very = units("came late"), units("full."), units("Very full")
        drifted = len(TEXT[: TEXT.index("Very full")]) + 7  # by a tool that added lengths
        database.executemany(
            "INSERT INTO code_text (cid, fid, seltext, pos0, pos1, memo) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (1, 1, "came late", late, late + 9, "twice"),
                (2, 1, "came late", late, late + 9, ""),
                (2, 1, "full", full, full + 4, ""),
                (2, 1, "Very full", drifted, drifted + 9, ""),
                (9, 1, "gone", 0, 4, ""),
            ],
        )
        database.execute("INSERT INTO annotation VALUES (1, 1, 0, 7, 'asked kindly')")
        end = very + 10
        database.execute("INSERT INTO case_text VALUES (1, 1, 1, ?, ?)", (units("A: The"), end))
    return folder


def test_a_project_of_qualcoder(qualcoder):
    before = (qualcoder / "data.qda").read_bytes()
    plan = read_qda(qualcoder)
    assert read_qda(qualcoder / "data.qda") == plan
    assert (qualcoder / "data.qda").read_bytes() == before
    assert [each.name for each in qualcoder.iterdir()] == ["data.qda"]
    tags = {each.name: each for each in made(plan, Tag)}
    assert tags["late"].parent_id == tags["Travel"].id
    assert (tags["late"].description, tags["late"].colour, tags["full"].parent_id) == ("too late", "pink", None)
    assert tags["Loop"].parent_id is None
    (source,) = made(plan, Source)
    assert (source.title, source.note, source.turns) == ("Ann.txt", "kept", 3)
    words = dict(zip(made(plan, Highlight), quoted(plan), strict=True))
    assert list(words.values()) == ["came late", "full", "Very full", "Q: How?"]
    assert [each.note for each in words] == ["twice", "", "", "asked kindly"]
    (ann,) = made(plan, Participant)
    assert (ann.name, ann.note) == ("Ann", "by phone")
    assert [each.participant_id for each in words] == [ann.id, ann.id, ann.id, None]
    assert [(each.label, each.participant_id) for each in made(plan, Speaker)] == [("Ann", ann.id)]
    assert [(each.name, each.value) for each in made(plan, ParticipantFact)] == [("age", "41")]
    assert [(each.statement, each.note) for each in made(plan, Insight)] == [("First day", "All went well.")]
    assert len(made(plan, HighlightTag)) == 4
    told = "\n".join(each.text for each in plan.warnings)
    assert "UTF-16 units, the end not included: 3 of 3 stored texts agree" in told
    assert "1 passages stood beside their stored text" in told
    assert "sources without a text (1): “film.mp4”" in told
    assert "attributes of files (1)" in told
    assert "codings of texts or with codes that are not there (1)" in told


def test_a_real_database_of_taguette(shared_data, tmp_path):
    path = tmp_path / "taguette.sqlite3"
    path.write_bytes((shared_data / "qda" / "taguette-mohammad.sqlite3").read_bytes())
    before = path.read_bytes()
    plan = read_qda(path)
    assert plan.made == {"tag": 17, "source": 1, "highlight": 51, "highlight_tag": 81}
    assert [each.text for each in plan.warnings] == [
        "Positions are read as UTF-8 bytes of the text without HTML tags, the end not included: "
        "51 of 51 stored texts agree."
    ]
    words = quoted(plan)
    assert words[0] == "DB: You said you use some note paper sometimes?"
    assert words[3] == "KM: Word."
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert read_qda(path).records == plan.records


@pytest.mark.parametrize("words", ["naïve 🚌 way", "שלום", "a & b", "e\u0301te\u0301"])
def test_bytes_of_html(words):
    html = f"<h1>Tïtle 🙂</h1><p>It&#39;s <b>the {words.replace('&', '&amp;')}</b>, so</p>\n<p>next<br>line</p>"
    text = "Tïtle 🙂It's the " + words + ", so\nnextline"
    start = len(text[: text.index(words)].encode())
    page = _Page(html)
    assert page.text == f"Tïtle 🙂\nIt's the {words}, so\nnext\nline"
    span = page.span(start, start + len(words.encode()))
    assert span is not None
    assert page.text[slice(*span)] == words
    assert page.span(start, 10_000) is None


def test_databases_that_are_none_or_damaged_or_of_somebody_else(shared_data, tmp_path):
    other = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(other)) as database, database:
        database.execute("CREATE TABLE places (id)")
    trap = tmp_path / "trap.sqlite3"
    with closing(sqlite3.connect(trap)) as database, database:
        for table in ("projects", "documents", "highlights", "highlight_tags"):
            database.execute(f"CREATE TABLE {table} (id)")
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        database.execute(f"CREATE VIEW tags AS {endless}")
    hostile = [shared_data / "hostile" / f"own-{name}.sqlite3" for name in ("not-sqlite", "sqlite-header-only")]
    for path in (*hostile, shared_data / "hostile" / "own-sqlite-page4-damaged.sqlite3", other, trap):
        with pytest.raises(ClewError, match="nothing was imported") as caught:
            read_qda(path)
        assert "\n" not in str(caught.value)
    with pytest.raises(FileError):
        read_qda(tmp_path / "missing.qda")

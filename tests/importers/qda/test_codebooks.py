"""Codebooks as tables are tags, and no survey; what is nearly one is still a survey."""

import pytest

from app.importers import Asked, kind_of, read_source
from app.importers.transcripts.markdown import are_speakers
from app.models.content import Content
from app.models.errors import InputError
from app.models.records import Tag


def tags(path):
    return {each.name: each.description for each in read_source(path).records if isinstance(each, Tag)}


@pytest.mark.parametrize(("name", "count"), [("qda/taguette-codebook.csv", 17), ("transcript/idaho-codebook.csv", 16)])
def test_real_codebooks_are_tags_with_what_they_mean(shared_data, name, count):
    path = shared_data / name
    assert kind_of(path) == "coded"
    plan = read_source(path)
    assert plan.made == {"tag": count}
    assert tags(path)["between"] == "working between media to advance writing process"
    assert read_source(path, None, Asked(content=Content(plan.records))).made == {}


def test_names_come_once_and_other_tables_are_none(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text("Code;Definition\nqueue;waiting\n;nothing\nqueue;again\n", "utf-8")
    assert tags(path) == {"queue": "waiting"}
    path.write_text("name,description,price\nBike,A good bike,200\n", "utf-8")
    assert kind_of(path) == "survey"
    path.write_text("word,meaning\na,b\n", "utf-8")
    with pytest.raises(InputError, match="header"):
        read_source(path, "coded")


def test_an_old_excel_file_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(InputError, match=r"save it as \.xlsx or \.csv"):
        kind_of(path)


def test_notes_with_names_in_bold_are_no_talk(shared_data):
    assert are_speakers(["Ann", "Ben"])
    assert are_speakers(["Ann", "Ben", "Ann", "Ben", "Break", "Cem", "Dee", "Eve"])
    assert not are_speakers(["Status", "Owner", "Version", "Impact", "Impact", "Date"])
    plan = read_source(shared_data / "maps" / "fawkes-00-SUMMARY.md")
    assert plan.made == {"source": 1}

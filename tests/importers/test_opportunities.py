"""Lists of opportunities: read as spreadsheets write them, refused where hostile, written and read back equal."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exporters.opportunities import rows_of, sheet_of
from app.exporters.sheets import csv_bytes, xlsx_bytes
from app.importers.opportunities import read_opportunities
from app.models.content import Content, decided, decision_of
from app.models.errors import ClewError, InputError
from app.models.kinds import DECISIONS
from app.models.ranks import ranks_between
from app.models.records import Card, Decision, Journey, Opportunity, OpportunityCard, OpportunityJourney
from app.scoring.opportunities import Sides, sides_of
from tests.scores import matrix_scores, scored

HEADER = "title,customer,business,effort,journey,decision,reason\n"


def journeys() -> list[Journey]:
    return [Journey(id="a", rank="A", title="Buying a ticket"), Journey(id="b", rank="B", title="Refund; late train")]


def read(tmp_path: Path, data: bytes | str, name: str = "list.csv"):
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_opportunities(path, Content(journeys()))


def made(plan) -> list[Opportunity]:
    return [each for each in plan.records if isinstance(each, Opportunity)]


def sides(plan) -> list[Sides]:
    return [sides_of(Content(plan.records), each.id) for each in made(plan)]


def test_every_column_is_read(tmp_path):
    row = '"Hold the seat, please",92,76.5,2,buying a ticket,Will do,"Cheap,\nand the worst point"\n'
    plan = read(tmp_path, HEADER + row)
    (one,) = made(plan)
    assert (one.title, *sides(plan)) == ("Hold the seat, please", (92.0, 76.5, 2.0))
    decision = decision_of(Content(plan.records), one.id)
    assert decision
    assert (decision.kind, decision.reason, decision.decided_on) == ("will do", "Cheap,\nand the worst point", None)
    assert [each.journey_id for each in plan.records if isinstance(each, OpportunityJourney)] == ["a"]
    assert plan.warnings == ()


@pytest.mark.parametrize(
    "data",
    [
        "Title;Customer;Effort\nGrüße;1,5;2\n".encode("utf-8-sig"),
        "Title\tCustomer\tEffort\r\nGrüße\t1.5\t2\r\n".encode("utf-16"),
        "Effort|Customer|Title\r2|1,5|Grüße\r".encode(),
        "Our list\n\nTITLE,Customer,Effort,rank\nGrüße,1.5,2,7\n".encode(),
        ("Title;Customer;Effort;Reason\nGrüße;1,5;2;Für die Fahrgäste, die über Köln nach München möchten\n").encode(
            "cp1252"
        ),
    ],
)
def test_delimiters_encodings_and_titles_above_the_header(tmp_path, data):
    plan = read(tmp_path, data)
    (one,) = made(plan)
    assert (one.title, *sides(plan)) == ("Grüße", (1.5, None, 2.0))


def test_what_is_not_understood_is_told_by_line_and_left_out(tmp_path):
    rows = 'r,A,101,many,-,Nowhere,perhaps,\nr,,1,2,3,,,\nr,"B\nb",1,2,6,,later,\nr,C,nan,n/a,,,,\n'
    plan = read(tmp_path, f"colour,{HEADER}{rows}")
    content = Content(plan.records)
    assert [(each.title, *sides_of(content, each.id), decided(content, each.id)) for each in made(plan)] == [
        ("A", None, None, None, None),
        ("B\nb", 1.0, 2.0, None, "later"),
        ("C", None, None, None, None),
    ]
    told = [(each.line or 0, each.text.split(":")[0]) for each in plan.warnings]
    assert sorted(told) == [
        (1, "Left out"),
        (2, "business"),
        (2, "customer"),
        (2, "decision"),
        (2, "journey"),
        (3, "Left out"),
        (4, "effort"),
        (6, "customer"),
    ]


def test_several_journeys_and_a_title_with_the_mark_between_them(tmp_path):
    plan = read(tmp_path, "title,journey\nA,Refund; late train\nB,Buying a ticket; Nowhere\n")
    assert [each.journey_id for each in plan.records if isinstance(each, OpportunityJourney)] == ["b", "a"]
    assert [each.line for each in plan.warnings] == [3]


@pytest.mark.parametrize("data", ["", "a,b\n1,2\n", "\x00\n", b"\xd0\xcf\x11\xe0 old"])
def test_what_is_no_list_is_refused_in_one_line(tmp_path, data):
    with pytest.raises(InputError) as refused:
        read(tmp_path, data)
    assert "\n" not in str(refused.value)


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), max_size=12).map(
    lambda text: " ".join(text.split())
)
TITLE = (st.sampled_from(["=1+1", "+1", "-", "@x", "'=1", "''+", "'plain", "a;b", "a\nb"]) | TEXT).filter(bool)
SCORE = st.none() | st.floats(0, 100) | st.integers(0, 100).map(float)


@st.composite
def contents(draw) -> Content:
    rows = draw(
        st.lists(
            st.tuples(TITLE, SCORE, SCORE, st.none() | st.floats(0, 5), st.sampled_from([None, *DECISIONS]), TEXT),
            max_size=6,
        )
    )
    ranks = ranks_between(None, None, len(rows))
    card = Card(id="c", journey_id="b", kind="pain", rank="V")
    records: list[Any] = [*journeys(), card]
    for number, (title, customer, business, effort, decision, reason) in enumerate(rows):
        made_ = Opportunity(
            id=f"{number}",
            rank=ranks[number],
            title=title,
        )
        records += matrix_scores(made_.id, customer, business, effort)
        records += [Decision(id=made_.id, rank="V", opportunity_id=made_.id, kind=decision, reason=reason)]
        records += [made_, OpportunityJourney(opportunity_id=made_.id, journey_id="a")] if number % 2 else [made_]
        records += [OpportunityCard(opportunity_id=made_.id, card_id="c")] if number % 3 else []
    return Content(records)


@given(contents())
def test_a_list_reads_back_equal(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "back.csv"
    path.write_bytes(csv_bytes(sheet_of(content, 0.6)))
    again = Content([*journeys(), *read_opportunities(path, Content(journeys())).records])
    assert list(rows_of(again, 0.6)) == list(rows_of(content, 0.6))


def test_a_workbook_reads_back_equal_and_holds_no_formula(tmp_path):
    reason = "+49 30, \u202bעברית\u202c 車站 🚉"
    content = Content(
        [
            *journeys(),
            *scored(Opportunity(id="1", rank="A", title="=HYPERLINK(1)"), 92.0, 0.1, 2.5),
            Opportunity(id="2", rank="B", title="'=x"),
            Decision(id="2", rank="V", opportunity_id="2", kind="later", reason=reason),
            OpportunityJourney(opportunity_id="1", journey_id="a"),
            OpportunityJourney(opportunity_id="1", journey_id="b"),
        ]
    )
    data = xlsx_bytes(sheet_of(content, 0.3))
    again = Content([*journeys(), *read(tmp_path, data, "list.xlsx").records])
    assert list(rows_of(again, 0.3)) == list(rows_of(content, 0.3))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_csv_holds_no_formula():
    content = Content([Opportunity(id=each, rank="V", title=f"{each}cmd|' /C calc'!A0") for each in "=+-@"])
    lines = csv_bytes(sheet_of(content, 0.5)).decode("utf-8-sig").splitlines()
    assert all(line.startswith("'") for line in lines[1:])
    assert lines[0] == "title,customer,business,effort,journey,decision,reason,rank,value,evidence,participants,quotes"


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made_:
        for name, content in members.items():
            made_.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (archive(**{"xl/sheet.xml": bytes(3_000_000)}), "packed suspiciously well"),
        (archive(**{"../up.xml": b"x"}), "outside"),
        (archive(**{"xl/a.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "entities"),
        (archive(**{f"{number}": b"" for number in range(5_001)}), "5,000 parts"),
        (archive(a=b"nothing of a workbook"), "no XLSX file"),
        (archive(a=b"cut off")[:-9], "damaged"),
    ],
    ids=["bomb", "outside", "entities", "many", "another archive", "cut off"],
)
def test_hostile_workbooks_are_refused(tmp_path, data, words):
    with pytest.raises(InputError, match=words):
        read(tmp_path, data, "list.xlsx")


def outcome(path: Path) -> str:
    try:
        return read_opportunities(path, Content()).label
    except ClewError as error:
        return str(error)


def test_the_hostile_samples_end_in_a_plan_or_one_line(shared_data):
    for path in sorted((shared_data / "hostile").iterdir()):
        if path.suffix in (".csv", ".xlsx", ".xls", ".qdpx"):
            assert "\n" not in outcome(path)


@pytest.mark.parametrize(
    "data",
    [
        'title,customer\n"Queue,80\nPrice,70\n',
        'title,customer\nQueue,80\n"Price,70',
        'title;customer\nQueue;80\n\n"Price;70\nSeat;1\n\n',
    ],
)
def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path, data):
    with pytest.raises(InputError, match=r"line \d: a quotation mark is opened and never closed"):
        read(tmp_path, data)


@pytest.mark.parametrize("title", ['A 27" screen', '"A 27"" screen"', '"Two\nlines"', '"Quoted"'])
def test_a_quotation_mark_that_means_itself_is_read(tmp_path, title):
    assert len(made(read(tmp_path, f"title,customer\nQueue,80\n{title},70\n"))) == 2


def test_what_only_says_that_it_is_a_workbook_is_not_asked_to_be_saved_as_text(tmp_path):
    with pytest.raises(InputError, match="is no XLSX file"):
        read(tmp_path, b"\x00\x01\xfe" * 100, "list.xlsx")
    assert made(read(tmp_path, "title\nQueue\n", "list.xlsx"))


def test_a_cell_that_is_too_long_is_told_in_words(tmp_path):
    with pytest.raises(InputError, match="line 2: a cell has more than 131,072 characters"):
        read(tmp_path, "title,customer\n" + "y" * 200_000 + ",1\n")


def test_a_list_without_titles_is_refused_and_told_what_it_has(tmp_path):
    with pytest.raises(InputError, match="no column is called “title”, only “idea”, “customer”"):
        read(tmp_path, "Idea,Customer\nQueue,80\n")

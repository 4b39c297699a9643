"""Real surveys and hostile tables: each is recognised and read with its facts, or refused in plain words."""

from pathlib import Path

import pytest

from app.importers.surveys import ColumnUse, SurveyLook, SurveyMapping, look_at, read_survey, suggested_mapping
from app.models.errors import InputError
from app.models.plan import ImportPlan
from app.models.records import Segment, Source
from app.models.turns import Turn
from app.scoring.survey_figures import figures_from


def read(path: Path, mapping: SurveyMapping | None = None) -> tuple[ImportPlan, tuple[Turn, ...]]:
    plan = read_survey(path, mapping or suggested_mapping(look_at(path)))
    ((_, turns),) = plan.turns.items()
    return plan, tuple(turns)


def uses(look: SurveyLook) -> dict[str, ColumnUse]:
    return {each.name: each.use for each in look.columns}


def roles(look: SurveyLook) -> dict[str, str]:
    return {each.name: each.use.role for each in look.columns}


SURVEYS = [
    ("538-steak-risk-survey.csv", 550, 15, 2, "RespondentID"),
    ("prepbench-040-event-nps.csv", 39, 11, 1, "Timestamp"),
    ("prepbench-041-03.csv", 58, 1, 1, "Complaint"),
    ("prepbench-050-01.csv", 140, 7, 1, "Question Number"),
    ("prepbench-050-02.csv", 5, 2, 1, "Number"),
    ("prepbench-050-03.csv", 24, 12, 1, "Country"),
    ("prepbench-119-01.csv", 105, 4, 1, "Date"),
    ("prepbench-142-02.csv", 16, 8, 1, "Ticket ID"),
    ("prepbench-209-app-vs-web.csv", 768, 11, 1, "Customer ID"),
    ("telco-support-tickets.csv", 151, 6, 1, "TICKET_ID"),
]


@pytest.mark.parametrize(("name", "rows", "columns", "header_rows", "first"), SURVEYS)
def test_a_real_survey_is_recognised_and_read(shared_data, name, rows, columns, header_rows, first):
    path = shared_data / "survey" / name
    look = look_at(path)
    assert (look.rows, look.more, len(look.columns), look.header_rows) == (rows, False, columns, header_rows)
    assert look.columns[0].name == first
    assert (look.encoding, look.delimiter) == ("utf-8", ",")
    plan, turns = read(path)
    assert plan.made["source"] == 1
    assert len({turn.facts["row"] for turn in turns}) >= rows - 28  # 28 answers of the long survey are blank
    assert all(turn.text and "\r" not in turn.text for turn in turns)


def test_the_recommendations_of_an_event(shared_data):
    path = shared_data / "survey" / "prepbench-040-event-nps.csv"
    look = look_at(path)
    assert look.date_order is None  # 11/1 … 11/4: asked, never guessed
    plan, turns = read(path)
    assert "two ways" in plan.warnings[0].text
    assert turns[0].facts["date"] == "11/1/2019 8:51:12"
    assert turns[0].text == "Bad service"
    assert turns[0].heading == "...why?"
    assert turns[0].speaker == "Row 2"
    figure = figures_from(turns)[0]
    assert (figure.n, round(figure.nps or 0, 1), figure.first) == (39, -35.9, None)
    mapping = SurveyMapping.from_json(suggested_mapping(look).to_json()[:-2] + ', "date_order": "month-day"}')
    plan, turns = read(path, mapping)
    assert plan.warnings == ()
    assert turns[0].facts["date"] == "2019-11-01 08:51"
    assert figures_from(turns)[0].last == "2019-11-04"
    assert next(each for each in plan.records if isinstance(each, Source)).held_on == "2019-11-01"


def test_a_wide_and_a_long_survey_of_the_same_shop(shared_data):
    wide = look_at(shared_data / "survey" / "prepbench-050-03.csv")
    assert wide.date_order == "day-month"
    assert not any(use.fill_down for use in uses(wide).values())
    assert roles(wide)["Name"] == "respondent"
    _, turns = read(shared_data / "survey" / "prepbench-050-03.csv")
    (figure,) = figures_from(turns)
    assert (figure.n, round(figure.nps or 0, 1)) == (24, -20.8)
    assert turns[0].facts["date"] == "2020-01-05 13:03"
    long = look_at(shared_data / "survey" / "prepbench-050-01.csv")
    assert [roles(long)[name] for name in ("Question Number", "Answer", "Name")] == ["question", "text", "respondent"]
    _, turns = read(shared_data / "survey" / "prepbench-050-01.csv")
    assert (turns[0].heading, turns[-1].heading) == ("1", "3b")


def test_ratings_without_words_are_kept_as_answers_that_list_them(shared_data):
    path = shared_data / "survey" / "prepbench-209-app-vs-web.csv"
    _, turns = read(path)
    assert len(turns) == 768
    assert turns[0].text.startswith("Mobile App - Ease of Use: 2 (1–5)\nMobile App - Ease of Access: 1 (1–5)")
    figures = figures_from(turns)
    assert len(figures) == 10
    assert figures[0].mean == pytest.approx(2.902, abs=0.0005)
    felt = [use.name for use in uses(look_at(path)).values() if use.sentiment]
    assert felt == ["Mobile App - Overall Rating"]


def test_tickets_leave_the_mail_addresses_behind(shared_data):
    path = shared_data / "survey" / "telco-support-tickets.csv"
    look = look_at(path)
    assert look.source_kind == "feedback"
    assert roles(look)["CUSTOMER_EMAIL"] == "ignore"
    plan, turns = read(path)
    assert "Nicole.C@notebook.com" not in str(plan)
    services = [turn.facts["segment"] for turn in turns]
    assert {name: services.count(name) for name in services} == {
        "Cellular": 115,
        "Business Internet": 35,
        "Home Internet": 1,
    }
    assert {each.name for each in plan.records if isinstance(each, Segment)} == set(services)


def test_titles_above_the_header_are_passed_over(shared_data):
    look = look_at(shared_data / "survey" / "prepbench-142-02.csv")
    assert look.title_rows == 5
    _, turns = read(shared_data / "survey" / "prepbench-142-02.csv")
    assert turns[0].speaker == "Row 7"  # as a spreadsheet counts
    assert look_at(shared_data / "hostile" / "csvkit-test_skip_lines.xlsx").title_rows == 3


def test_blocks_of_rows_take_what_stands_at_their_head(shared_data):
    look = look_at(shared_data / "events" / "prepbench-190-hiring-stages.csv")
    assert uses(look)["Employee"].fill_down
    _, turns = read(shared_data / "events" / "prepbench-190-hiring-stages.csv")
    assert turns[1].speaker == "Andrea"


HOSTILE = [
    ("csvkit-dummy.xlsx", [("1", "2", "3")]),
    ("csvkit-mac_newlines.csv", [("1", "2", "3"), ("Once upon\na time", "5", "6")]),
    ("csvkit-null_byte.csv", [("", "2", "3")]),
    ("csvkit-optional_quote_characters.csv", [("1", "2", "3")]),
    ("csvkit-sort_ints_nulls.csv", [("1", "2", "3"), ("4", "", "6"), ("5", "1", "7")]),
    ("csvkit-test_extra_header.csv", [("1", "2", "3", "")]),
    ("csvkit-test_header_newline.csv", [("d", "e", "f")]),
    ("csvkit-test_utf16_little.csv", [("1", "2", "3"), ("4", "5", "ʤ")]),
    ("csvspectrum-comma_in_quotes.csv", [("John", "Doe", "120 any st.", "Anytown, WW", "08123")]),
    ("csvspectrum-empty_crlf.csv", [("1", "", ""), ("2", "3", "4")]),
    ("csvspectrum-newlines_crlf.csv", [("1", "2", "3"), ("Once upon \na time", "5", "6"), ("7", "8", "9")]),
    ("csvspectrum-quotes_and_newlines.csv", [("1", 'ha \n"ha" \nha'), ("3", "4")]),
    ("csvspectrum-simple.csv", [("1", "2", "3")]),
    ("csvspectrum-simple_crlf.csv", [("1", "2", "3")]),
    (
        "own-formula-injection.csv",
        [
            ("P1", '=HYPERLINK("http://x.invalid","click")', "9"),
            ("P2", "+1+2", "7"),
            ("P3", "@SUM(1)", "3"),
            ("P4", "-2+3", "10"),
        ],
    ),
]


@pytest.mark.parametrize(("name", "cells"), HOSTILE)
def test_a_hostile_table_is_read_to_the_letter(shared_data, name, cells):
    look = look_at(shared_data / "hostile" / name)
    facts = tuple(ColumnUse(name=each.name, role="fact") for each in look.columns)
    _, turns = read(shared_data / "hostile" / name, SurveyMapping(columns=facts))
    names = [each.name for each in look.columns]
    assert [tuple(turn.facts.get(each, "") for each in names) for turn in turns] == cells


def test_spreadsheets_with_dates_truths_and_blanks(shared_data):
    look = look_at(shared_data / "hostile" / "csvkit-test.xlsx")
    assert (look.sheet, look.sheets, look.encodings) == ("Sheet1", ("Sheet1",), ())
    _, turns = read(shared_data / "hostile" / "csvkit-test.xlsx")
    assert dict(turns[0].facts) == {
        "row": "2",
        "date": "1971-01-01",
        "integer": "40",
        "boolean": "True",
        "float": "1",
        "datetime": "1971-01-01 04:14:00",
    }
    assert turns[2].text == "Extra data beyond headers will be trimmed"  # kept: a column without a name
    assert look_at(shared_data / "hostile" / "csvkit-ne_1033_data.xlsx").rows == 1036


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("csvkit-dummy.xls", "old Excel file"),
        ("own-truncated.qdpx", "damaged"),
        ("own-zipslip.qdpx", "outside"),
        ("own-missing-sources.qdpx", "no XLSX"),
        ("own-xxe-entity.qde", "XML"),
        ("own-sqlite-page4-damaged.sqlite3", "no text"),
        ("own-not-sqlite.sqlite3", "no rows"),
    ],
)
def test_what_is_no_table_is_refused(shared_data, name, why):
    with pytest.raises(InputError, match=why):
        look_at(shared_data / "hostile" / name)


@pytest.mark.parametrize(
    ("name", "encoding", "words"),
    [
        ("arabic-1", "cp1256", "المغاربية"),
        ("greek", "cp1253", "ελληνική"),
        ("russian", "mac_cyrillic", "гимназии"),
        ("turkish", "cp1254", "İstanbul"),
        ("spanish", "utf-8", "creación"),
    ],
)
def test_other_encodings_are_recognised(shared_data, tmp_path, name, encoding, words):
    data = (shared_data / "hostile" / f"charset-sample-{name}.txt").read_bytes()
    path = tmp_path / "comments.csv"
    path.write_bytes(b"Nr\tComment\n" + b"\n".join(b"1\t" + line for line in data.split(b"\n")))
    look = look_at(path, delimiter="\t")
    assert look.encodings[0] == look.encoding == encoding
    _, turns = read(path, SurveyMapping(columns=(ColumnUse(name="Comment", role="text"),), delimiter="\t"))
    assert words in " ".join(turn.text for turn in turns)

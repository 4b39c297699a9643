"""How surveys are read: headers, encodings, dates, numbers, tags, the mapping and its JSON, limits and cancelling."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.importers import tables
from app.importers.surveys import (
    ColumnUse,
    SurveyMapping,
    look_at,
    mapping_for,
    read_survey,
    reading,
    suggested_mapping,
)
from app.importers.surveys.dates import date_in, needs_order, proven_order
from app.importers.surveys.ratings import rating_in
from app.models.content import Content
from app.models.errors import Cancelled, InputError
from app.models.ids import id_from
from app.models.records import Highlight, Participant, Source
from app.models.turns import Turn


def write(folder: Path, text: str, encoding: str = "utf-8", name: str = "survey.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def turns_of(path: Path, mapping: SurveyMapping | None = None) -> tuple[Turn, ...]:
    ((_, turns),) = read_survey(path, mapping or suggested_mapping(look_at(path))).turns.items()
    return tuple(turns)


@pytest.mark.parametrize(
    ("text", "order", "told"),
    [
        ("11/1/2019 8:51", "month-day", "2019-11-01 08:51"),
        ("11/1/2019 8:51", "day-month", "2019-01-11 08:51"),
        ("11/1/2019", None, None),
        ("5/5/2019", None, "2019-05-05"),
        ("13.1.20", "day-month", "2020-01-13"),
        ("13/1/2020", "month-day", None),
        ("2020/01/19", None, "2020-01-19"),
        ("2020-01-19T23:05:00.000Z", None, "2020-01-19 23:05"),
        ("5th Jan 2020", None, "2020-01-05"),
        ("7 Dec 2019", None, "2019-12-07"),
        ("Monday, January 13, 2020", None, "2020-01-13"),
        ("1/2/2020 9:05 PM", "month-day", "2020-01-02 21:05"),
        ("Monday - 13th Jan", "day-month", None),
        ("31/02/2020", "day-month", None),
        ("3.5", "day-month", None),
    ],
)
def test_a_date(text, order, told):
    assert date_in(text, order) == told


def test_the_order_of_dates_is_proven_by_a_column_or_not_known():
    assert proven_order(["1/2/2020", "13/2/2020"]) == "day-month"
    assert proven_order(["1/2/2020", "2/13/2020 9:00"]) == "month-day"
    assert proven_order(["1/2/2020", "2/3/2020"]) is None
    assert proven_order(["13/2/2020", "2/13/2020"]) is None
    assert needs_order("1/2/2020")
    assert not needs_order("13/2/2020")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10 - Extremely likely", 10),
        ("4/5", 4),
        ("5 stars", 5),
        ("★★★☆☆", 3),
        ("−2", -2),
        ("1-5 times", None),
        ("often", None),
        ("nan", None),
        ("1e5", None),
    ],
)
def test_a_rating(text, value):
    assert rating_in(text, ".") == value


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [("3,5", ",", 3.5), ("3,5", ".", None), ("1,234.5", ".", 1234.5), ("1.234,5", ",", 1234.5), ("3.5", ",", 3.5)],
)
def test_a_number_with_its_decimal_mark(text, decimal, value):
    assert tables.as_number(text, decimal) == value


def test_semicolons_and_decimal_commas(tmp_path):
    path = write(tmp_path, "Kunde;Note (1-5);Kommentar\nA;3,5;gut, aber langsam\nB;4,5;nie wieder, danke\n", "cp1252")
    look = look_at(path)
    assert (look.delimiter, look.decimal) == (";", ",")
    mapping = SurveyMapping(
        columns=(
            ColumnUse(name="note (1-5)", role="rating", low=1, high=5, sentiment=True),
            ColumnUse(name="Kommentar", role="text"),
        ),
        decimal=",",
    )
    assert [turn.facts["rating"] for turn in turns_of(path, mapping)] == ["3.5 (1–5)", "4.5 (1–5)"]
    assert turns_of(path, mapping)[0].facts["sentiment"] == "0.5"
    with pytest.raises(InputError, match="“Comment”, only “Kunde”, “Note"):
        read_survey(path, SurveyMapping(columns=(ColumnUse(name="Comment", role="text"),)))


def test_text_that_was_encoded_twice_and_saved_on_an_old_mac(tmp_path):
    broken = "Yâ€™all love it, donâ€™t you?"
    path = write(tmp_path, f"review,stars\n“{broken}”,5\n{broken},4\n".replace("“", "").replace("”", ""), "mac_roman")
    look = look_at(path)
    assert (look.encoding, look.encoded_twice) == ("mac_roman", True)
    assert turns_of(path)[0].text == "Y’all love it"
    assert look_at(path, encoded_twice=False).columns[0].values[0] == "Yâ€™all love it"
    good = write(tmp_path, "review\nÂrea Ã bom\nCafé\n")
    assert not look_at(good).encoded_twice


def test_two_header_rows_complete_each_other(tmp_path):
    path = write(
        tmp_path,
        "RespondentID,Have you seen any?,Which have you seen?,,,Gender\n"
        ",Response,Episode I,Episode II,Other (please specify),Response\n"
        "1,Yes,Episode I,,,Male\n2,No,,Episode II,the one with the bears,Female\n",
    )
    look = look_at(path)
    assert (look.title_rows, look.header_rows) == (0, 2)
    assert [each.name for each in look.columns] == [
        "RespondentID",
        "Have you seen any?",
        "Which have you seen? – Episode I",
        "Which have you seen? – Episode II",
        "Which have you seen? – Other (please specify)",
        "Gender",
    ]
    assert look_at(path, header_rows=1).rows == 3
    plain = write(tmp_path, "Name,Comment,City\n,nobody knows me,Rome\nAnna,I know her,Oslo\n")
    assert look_at(plain).header_rows == 1


@pytest.mark.parametrize(
    "text",
    [
        "In general; Adult men;18-34;35+\nVery;37%;29%;42%\nSomewhat;46%;47%;44%\nNot at all;3%;5%;2%\n",
        ";Total;Men;Women\nVery satisfied;120;60;60\nSatisfied;200;110;90\nDissatisfied;20;15;5\n",
        "Answer;All;Men\nYes;120;60\nNo;200;110\nTotal;320;170\n",
    ],
)
def test_a_crosstab_is_refused(tmp_path, text):
    with pytest.raises(InputError, match=r"crosstab.*single responses"):
        look_at(write(tmp_path, text))


def test_names_with_ratings_are_no_crosstab(tmp_path):
    assert look_at(write(tmp_path, "Name,Q1,Q2\nAnna,3,4\nBen,5,1\n")).rows == 2
    assert look_at(write(tmp_path, ",rating,text\n0,3,fine\n1,5,bad\n")).rows == 2


def test_tags_make_highlights_and_the_people_behind_them(tmp_path):
    path = write(
        tmp_path,
        "Name,Segment,Tags,Comment,Rating\nAnna,new,queue; price ,too long,2\nBen,loyal,,fine,4\n"
        "Anna,new,price,too dear,\nCleo,new,price,,3\n",
    )
    look = look_at(path)
    assert [each.use.role for each in look.columns] == ["respondent", "segment", "tag", "text", "rating"]
    plan = read_survey(path, suggested_mapping(look))
    assert plan.made == {
        "segment": 2,
        "source": 1,
        "tag": 2,
        "participant": 1,
        "speaker": 1,
        "highlight": 2,
        "highlight_tag": 3,
        "import_mapping": 1,
    }
    by_kind: dict[str, Any] = {each.kind_name: each for each in plan.records}
    assert by_kind["participant"].name == by_kind["speaker"].label == "Anna"
    assert by_kind["participant"].id == id_from(by_kind["source"].id, "Anna")  # as services and tombstones know them
    assert by_kind["participant"].segment_id in {each.id for each in plan.records if each.kind_name == "segment"}
    assert (by_kind["highlight"].turn, by_kind["highlight"].end) == (2, len("too dear"))
    assert "rate but say nothing" in plan.warnings[0].text
    again = read_survey(path, suggested_mapping(look))
    kinds = Source | Participant | Highlight
    assert [each.id for each in again.records if isinstance(each, kinds)] == [
        each.id for each in plan.records if isinstance(each, kinds)
    ]


def test_too_many_tags_stay_with_the_answers(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_TAGGED", 1)
    path = write(tmp_path, "Tags,Comment\na,too long\nb,too dear\n")
    plan = read_survey(path, suggested_mapping(look_at(path)))
    assert "highlight" not in plan.made
    assert "stay with the answers" in plan.warnings[0].text
    assert [turn.facts["Tags"] for turn in turns_of(path)] == ["a", "b"]


def test_what_does_not_fit_is_told_once_and_kept(tmp_path):
    path = write(tmp_path, "Rating (1-5),Comment,Note\n4,good\n9,odd\nmaybe,odd too,x,beyond\nN/A,none,-\n")
    columns = (
        ColumnUse(name="Rating (1-5)", role="rating", low=1, high=5),
        ColumnUse(name="Comment", role="text"),
    )
    plan = read_survey(path, SurveyMapping(columns=columns))
    assert [(each.line, each.text[:28]) for each in plan.warnings] == [
        (3, "“Rating (1-5)”: 2 values suc"),
        (4, "1 rows have more cells than "),
    ]
    turns = turns_of(path, SurveyMapping(columns=columns))
    assert [turn.facts.get("rating") for turn in turns] == ["4 (1–5)", "9", "maybe"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Zeitstempel;Kunde;Bewertung (1-5);Kommentar\n1.2.2024;Müller;4;Sehr freundlich, aber langsam\n"
            "15.2.2024;Schäfer;2,5;Nie wieder\n",
            "date respondent rating text",
        ),
        (
            "reviewId,userName,content,score,thumbsUpCount,at,replyContent,DoB\n"
            "gp:1,Ann,nice but slow,4,0,2020-10-27,,\n"
            "gp:2,Bob,Horrible,1,12,2020-10-28,Sorry Bob we work on it,1/1/1999\n",
            "fact respondent text rating fact date fact fact",
        ),
        (
            'Source,Customer,Sentiment,Comment,Category,Email\nTwitter,@joe,negative,Late again,"Delay, Bus",a@b.c\n'
            "Mail,Mia,positive,Great driver,Staff,m@b.c\n",
            "channel respondent rating text tag ignore",
        ),
        (
            "#,How easy was it? (1 = very difficult - 7 = very easy),Effort (1-7),What went well?,Recommend?\n"
            "a1,6,2,quick and clear,Yes\na2,2,6,the whole of it,No\n",
            "fact rating rating text fact",
        ),
    ],
)
def test_columns_of_other_tools_get_their_roles(tmp_path, text, roles):
    look = look_at(write(tmp_path, text))
    assert [each.use.role for each in look.columns] == roles.split()
    ends = [each.use.better for each in look.columns if each.use.role == "rating"]
    assert ends == (["high", "low"] if "Effort" in text else ["high"])


def test_words_of_a_usual_scale_are_ratings(tmp_path):
    path = write(tmp_path, "Overall?,Comment\nVery satisfied,good\nDissatisfied,so slow\n")
    look = look_at(path)
    assert look.columns[0].use.role == "rating"
    assert [turn.facts["rating"] for turn in turns_of(path)] == ["5 (1–5)", "2 (1–5)"]
    mapping = suggested_mapping(look)
    assert SurveyMapping.from_json(mapping.to_json()) == mapping


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("[", "no JSON"),
        ("[]", "no JSON object"),
        ("{}", "no columns"),
        ('{"columns": []}', "“columns” is no list of columns"),
        ('{"columns": [{"role": "text"}]}', "Column 1 of the mapping has no name"),
        ('{"columns": [{"name": "a", "role": "essay"}]}', "“role” is none of respondent, question, text"),
        ('{"columns": [{"name": "a", "role": "rating", "low": 1}]}', "lowest and the highest"),
        ('{"columns": [{"name": "a", "role": "text", "colour": 1}]}', "“colour” is none of name, role"),
        ('{"columns": [{"name": "a", "role": "date"}, {"name": "b", "role": "date"}]}', "cannot both be the date"),
        ('{"columns": [{"name": "a"}]}', "All columns are ignored"),
        ('{"columns": [{"name": "a", "role": "text"}], "header_rows": 1.0}', "“header_rows” is none of 0, 1, 2"),
        ('{"columns": [{"name": "a", "role": "text"}], "date_order": "dmy"}', "day-month, month-day"),
    ],
)
def test_a_wrong_mapping_is_refused_in_one_line(told, why):
    with pytest.raises(InputError, match=why) as refused:
        SurveyMapping.from_json(told)
    assert "\n" not in str(refused.value)


def test_the_mapping_is_kept_for_the_next_file_of_the_shape(tmp_path):
    first = write(tmp_path, "Who,Why,Date\nA,late again,1/2/2024\nB,all is well,2/3/2024\n")
    look = look_at(first)
    assert mapping_for(Content(), look) is None
    chosen = replace(
        suggested_mapping(look),
        columns=(ColumnUse(name="Who", role="respondent"), ColumnUse(name="Why", role="text"), look.columns[2].use),
        date_order="month-day",
        source="feedback",
    )
    plan = read_survey(first, chosen)
    content = Content()
    content.put(*(each for each in plan.records if each.kind_name == "import_mapping"))
    assert "import_mapping" not in read_survey(first, chosen, content=content).made
    later = write(tmp_path, "Our survey\n\nwho;WHY;Date\nC;späte Züge;3/4/2024\nD;Ä;4/5/2024\n", "cp1252", "later.csv")
    mapping = mapping_for(content, look_at(later))
    assert mapping is not None
    assert [each.role for each in mapping.columns] == ["respondent", "text", "date"]
    assert (mapping.title, mapping.delimiter, mapping.title_rows) == ("later", ";", 2)
    assert (mapping.source, mapping.date_order) == ("feedback", "month-day")
    assert [turn.facts["date"] for turn in turns_of(later, mapping)] == ["2024-03-04", "2024-04-05"]


def test_an_import_can_be_stopped_and_tells_how_far_it_is(tmp_path, monkeypatch):
    path = write(tmp_path, "Comment\n" + "what a long wait\n" * 1_600)
    monkeypatch.setattr(reading, "PROGRESS_INTERVAL", 0.0)
    told: list[float] = []
    read_survey(path, suggested_mapping(look_at(path)), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 3
    asked = iter([False, True])
    with pytest.raises(Cancelled, match="Nothing was changed"):
        read_survey(path, suggested_mapping(look_at(path)), cancelled=lambda: next(asked))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no rows"),
        ("a,b\n", "no rows"),
        ("a\n" + "x\n" * 60, "more than 50 rows"),
        ('a,b\n1,2\n3,"4\n', "never closed"),
    ],
)
def test_what_is_too_much_or_too_little_is_refused(tmp_path, monkeypatch, text, why):
    monkeypatch.setattr(tables, "MOST_ROWS", 50)
    with pytest.raises(InputError, match=why):
        look_at(write(tmp_path, text))


def test_more_cells_than_memory_should_hold_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_CELLS", 100)
    path = write(tmp_path, "a,b,Comment\n" + "1,2,what a long wait\n" * 40)
    with pytest.raises(InputError, match="more than 100 cells beside"):
        read_survey(path, suggested_mapping(look_at(path)))
    with pytest.raises(InputError, match="line 2: more than 2,000,000 characters"):
        look_at(write(tmp_path, "a\n" + "x" * 2_000_001))


def test_a_file_in_another_encoding_than_said(tmp_path):
    path = write(tmp_path, "Comment\nspät\n", "cp1252")
    with pytest.raises(InputError, match=r"no text in the encoding utf-8 .*choose another"):
        look_at(path, encoding="utf-8")
    with pytest.raises(InputError, match="no encoding “klingon”"):
        look_at(path, encoding="klingon")
    assert look_at(path, encoding="cp1252").columns[0].values == ("spät",)
    assert (
        look_at(write(tmp_path, "Pourquoi?\nété comme toujours\nle train était en retard\n", "cp1252")).encoding
        == "cp1252"
    )
    assert look_at(write(tmp_path, "Comment\nspät\n", "utf-16-be")).encoding == "utf-16-be"

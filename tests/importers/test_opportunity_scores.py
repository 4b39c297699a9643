"""Columns of scores in lists: criteria, scorers, limits; written, and read back as they were."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.exporters.opportunities import rows_of, sheet_of
from app.exporters.sheets import csv_bytes, xlsx_bytes
from app.importers.opportunities import read_opportunities
from app.models.content import Content
from app.models.plan import ImportPlan
from app.models.records import AnyRecord, Opportunity, Score, Scorer, Workspace
from app.scoring.models import model_of
from app.scoring.opportunities import ranked
from app.scoring.presets import preset
from app.scoring.score_columns import column_called, known_columns

RICE = preset("RICE")
WEIGHTED = preset("weighted criteria")
OFTEN, MONEY = WEIGHTED.criteria[1], WEIGHTED.criteria[3]


def workspace(model_id: str | None, *more: AnyRecord) -> Content:
    return Content([Workspace(id="w", title="W", scoring_model_id=model_id), *more])


def read(tmp_path: Path, text: str | bytes, content: Content, name: str = "list.csv") -> ImportPlan:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_opportunities(path, content)


def test_a_column_for_each_criterion_of_the_model_in_use(tmp_path: Path) -> None:
    text = "Title,Reach,impact,CONFIDENCE,Effort\nA,1500,2,80 ,2\nB,150,0.25,50,0.5\n"
    plan = read(tmp_path, text, workspace(RICE.model.id))
    assert plan.warnings == ()
    rows = ranked(workspace(RICE.model.id, *plan.records))
    assert [(row.opportunity.title, row.place.value) for row in rows] == [("A", 1200.0), ("B", 37.5)]
    assert {each.origin for each in plan.records if isinstance(each, Score)} == {"imported"}


def test_other_models_by_their_name_and_the_value_matrix_as_ever(tmp_path: Path) -> None:
    text = "title,customer,Effort,RICE: Reach,Opportunity score: Importance,Luck\nA,80,3,200,9,7\n"
    plan = read(tmp_path, text, workspace(None))
    content = Content(plan.records)
    found = {each.criterion_id: each.value for each in content.all(Score).values()}
    matrix = preset("value matrix").criteria
    importance = preset("opportunity score").criteria[0]
    assert found == {matrix[0].id: 80, matrix[2].id: 3, RICE.criteria[0].id: 200, importance.id: 9}
    assert [each.text.split(":")[0] for each in plan.warnings] == ["Left out"]
    assert "luck" in plan.warnings[0].text
    assert model_of(content, RICE.model.id).record in plan.records


def test_limits_and_scorers(tmp_path: Path) -> None:
    text = (
        "title,Revenue or cost,low,high,Revenue or cost (Ines),Revenue or cost (Ines) low,Revenue or cost (Tom)\n"
        "A,50,25,75,100,75,0\n"
    )
    plan = read(tmp_path, text, workspace(MONEY.model_id, Scorer(id="tom", name="Tom", rank="V")))
    assert plan.warnings == ()
    (ines,) = (each for each in plan.records if isinstance(each, Scorer))
    assert ines.name == "Ines"
    rows = [each for each in plan.records if isinstance(each, Score)]
    assert [(each.scorer_id, each.value, each.low, each.high) for each in rows] == [
        (None, 50.0, 25.0, 75.0),
        (ines.id, 100.0, 75.0, None),
        ("tom", 0.0, None, None),
    ]


def test_what_is_no_score_is_told_by_line(tmp_path: Path) -> None:
    text = "title,Reach,Impact,Effort,Effort low,Reach (Ines)\nA,-1,9,0,,few\nB,10,,2,3,\nC,,,,1,\n"
    plan = read(tmp_path, text, workspace(RICE.model.id))
    assert sorted((each.line or 0, each.text.split(";")[0].split(".")[0]) for each in plan.warnings) == [
        (2, "Effort: Effort can’t be 0: RICE divides by it"),
        (2, "Impact: 9 is not between 0"),
        (2, "Reach (Ines): “few” is no number"),
        (2, "Reach: -1 is not 0 up"),
        (3, "Effort: 2 is not between its limits, which are left out"),
        (4, "Effort: limits without a score are left out"),
    ]


def test_a_heading_is_read_whatever_stands_in_it() -> None:
    known = known_columns(workspace(RICE.model.id))

    def called(heading: str) -> tuple[str, str | None, str] | None:
        column = column_called(heading, known)
        return (column.criterion.name, column.scorer, column.limit) if column else None

    assert called(" REACH ") == ("Reach", None, "")
    assert called("Reach (Ines (HR)) high") == ("Reach", "Ines (HR)", "high")
    assert called("effort low") == ("Effort", None, "low")
    assert called("ICE: Ease (Tom)") == ("Ease", "Tom", "")
    assert [called(each) for each in ("Reach ()", "low", "Tom", "RICE", "Ease")] == [None] * 5


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_list_of_scores_reads_back_equal(tmp_path: Path, name: str) -> None:
    def score(number: int, opportunity_id: str, value: float, **more: Any) -> Score:
        return Score(id=str(number), opportunity_id=opportunity_id, value=value, **{"criterion_id": MONEY.id, **more})

    content = workspace(
        WEIGHTED.model.id,
        *model_of(Content(), WEIGHTED.model.id).records,
        Scorer(id="ines", name="Ines (HR)", rank="A"),
        Scorer(id="tom", name="Tom", rank="B"),
        Opportunity(id="a", rank="A", title="Hold the seat"),
        Opportunity(id="b", rank="B", title="One fare"),
        score(1, "a", 92.5, low=50.0),
        score(2, "a", 25.0, scorer_id="ines", low=0.0, high=50.0),
        score(3, "b", 75.0, scorer_id="tom"),
        score(4, "b", 10.0, criterion_id=OFTEN.id),
        score(5, "a", 13.0, criterion_id=preset("WSJF").criteria[3].id),
        score(6, "a", 60.0, origin="override", reason="Law"),
    )
    header, first, _ = rows_of(content, None)
    assert header[4:9] == [
        "Revenue or cost",
        "Revenue or cost low",
        "Revenue or cost (Ines (HR))",
        "Revenue or cost (Ines (HR)) low",
        "Revenue or cost (Ines (HR)) high",
    ]
    assert "WSJF: Job size" in header
    assert first[header.index("Revenue or cost counts as")] == 60.0
    data = (csv_bytes if name.endswith("csv") else xlsx_bytes)(sheet_of(content, None))
    plan = read(tmp_path, data, workspace(WEIGHTED.model.id), name)
    assert plan.warnings == ()

    def told(each: Content) -> set[tuple[object, ...]]:
        names = {None: None} | {scorer.id: scorer.name for scorer in each.all(Scorer).values()}
        titles = {one.id: one.title for one in each.all(Opportunity).values()}
        return {
            (titles[row.opportunity_id], row.criterion_id, names[row.scorer_id], row.value, row.low, row.high)
            for row in each.all(Score).values()
            if row.origin != "override"
        }

    assert told(workspace(WEIGHTED.model.id, *plan.records)) == told(content)


def test_a_model_that_is_scored_blind_is_not_listed() -> None:
    matrix = model_of(Content())
    blind = Content(
        [
            *matrix.records,
            replace(matrix.record, blind=True),
            Opportunity(id="a", rank="A", title="Hold the seat"),
            Score(id="1", opportunity_id="a", criterion_id=matrix.criteria[0].id, value=50.0, origin="blind"),
        ]
    )
    header, row = rows_of(blind, None)
    assert "customer" not in header
    assert row[header.index("value")] is None


def test_columns_of_the_same_are_told_where_they_differ(tmp_path: Path) -> None:
    text = "Title,RICE : Reach (Ines),RICE: Reach (Ines )\nA,50,75\nB,50,50\nC,,50\n"
    plan = read(tmp_path, text, workspace(None))
    told = "RICE: Reach (Ines): there are several columns of it that differ; “50” counts, the first."
    assert [(each.line, each.text) for each in plan.warnings] == [(2, told)]
    assert [each.value for each in plan.records if isinstance(each, Score)] == [50.0, 50.0, 50.0]

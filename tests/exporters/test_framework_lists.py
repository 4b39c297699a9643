"""The framework as tables for spreadsheets, and `clew diagnose`."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from app.cli import main
from app.exporters.export import FRAMEWORK_LISTS
from app.exporters.framework_lists import LISTS, framework_sheet
from app.models.records import Ask, Stakeholder
from app.store import create_workspace
from tests.scoring.framework.frameworks import content_of, framework

TODAY = date(2026, 11, 22)


def table(name, *more):
    rows = list(framework_sheet(content_of(*more), name, TODAY).rows)
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_all_lists_are_offered_and_as_wide_as_their_rows():
    assert tuple(LISTS) == FRAMEWORK_LISTS
    for name in LISTS:
        sheet = framework_sheet(content_of(), name, TODAY)
        assert {len(row) for row in sheet.rows} == {len(sheet.widths)}


def test_the_portfolio_leaves_empty_what_is_not_known():
    rows = {row["Journey"]: row for row in table("portfolio")}
    buy, lost, hope = rows["I buy"], rows["I am lost"], rows["I buy better"]
    assert (buy["Experience (0-100)"], buy["Cards behind it (n)"], buy["Review"]) == (37.5, 2, "overdue")
    assert (buy["Days late"], buy["Next review"], buy["To-be variants"]) == (22, "2026-10-31", "I buy better")
    assert (lost["Experience (0-100)"], lost["Cards behind it (n)"]) == (None, None)
    assert (hope["Assumption"], lost["Assumption"]) == (None, 0)


def test_a_stakeholder_has_a_row_for_each_ask():
    bo, cy = Stakeholder(id="b", name="Bo", rank="1", interest="high"), Stakeholder(id="c", name="Cy", rank="2")
    asks = [Ask(id=each, rank=each, stakeholder_id="b", title=f"Ask {each}") for each in "12"]
    rows = table("stakeholders", bo, cy, *asks)
    assert [(row["Stakeholder"], row["Ask"], row["Status"]) for row in rows] == [
        ("Bo", "Ask 1", "open"),
        ("Bo", "Ask 2", "open"),
        ("Cy", "", ""),
    ]


def test_tools_silos_plans_and_messages():
    assert [(row["Tool"], row["Cards"], row["Overlaps with"]) for row in table("tools")] == [
        ("CRM", 1, "ERP"),
        ("ERP", 1, "CRM\nChat"),
        ("Chat", 1, "ERP"),
    ]
    assert [(row["What"], row["From"], row["State"]) for row in table("silos")] == [
        ("step", "", ""),
        ("hand-off", "Till", "broken"),
        ("hand-off", "till ", "not marked"),
    ]
    plans = {(row["Journey"], row["Stage"]): row for row in table("orchestration")}
    assert plans["I buy", "Look"]["Clashes with"] == "Ana: I buy · Order"
    assert [(row["Persona"], row["Message"], row["Owner"]) for row in table("messages")] == [
        ("Jon", "Bye", "Ana"),
        ("Maya", "Hello", "Ana"),
    ]


def test_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "w.clew", tmp_path / "silos.csv"
    create_workspace(path, framework()).close()
    assert main(["export", str(path), str(out), "--as", "silos"]) == 0
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
    assert (len(rows), rows[2][0]) == (4, "hand-off")
    assert main(["export", str(path), str(tmp_path / "x.json"), "--as", "silos"]) == 2
    assert "silos" in capsys.readouterr().err
    assert main(["export", str(path), str(out), "--as", "tools", "--weight", "0.3"]) == 2
    capsys.readouterr()
    assert main(["diagnose", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["weakest"] == "insight"
    assert main(["diagnose", str(path)]) == 0
    assert "What follows:\n  1. " in capsys.readouterr().out

"""The sheet to score on paper: rubrics, then boxes; nothing of what was scored."""

from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest

from app.exporters.scoring_sheet import export_scoring_sheet
from app.models.errors import InputError
from app.models.records import Opportunity, Workspace
from app.scoring.presets import preset_id
from tests.exporters.making import Map

DATE = datetime(2026, 11, 22, tzinfo=UTC)


def pages(tmp_path, opportunities, model=None):
    made = Map("Buying a ticket")
    for number in range(opportunities):
        made.put(Opportunity, title=f"Opportunity {number:03}")
    workspace = next(iter(made.content.all(Workspace).values()))
    made.content.put(replace(workspace, scoring_model_id=model))
    out = tmp_path / "sheet.pdf"
    assert export_scoring_sheet(made.snapshot(), out, date=DATE) == ()
    with pypdfium2.PdfDocument(out) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_what_is_asked_and_where_it_is_ticked(tmp_path):
    first, *rest = pages(tmp_path, 40)
    for expected in ("Scoring sheet: Value matrix", "Name:", "75 much – It takes a pain", "22 November 2026"):
        assert expected in first
    assert len(rest) > 1
    assert all("Customer Business Effort" in page for page in rest)
    assert all(f"Opportunity {number:03}" in " ".join(rest) for number in range(40))


def test_a_number_is_written_where_there_are_no_anchors(tmp_path):
    first, table = pages(tmp_path, 1, preset_id("RICE"))
    assert "write a number, 0 or more" in first
    assert "0.25 0.5 1 2 3" in table


def test_there_is_something_to_score(tmp_path):
    with pytest.raises(InputError, match="no opportunity"):
        pages(tmp_path, 0)
    assert not (tmp_path / "sheet.pdf").exists()

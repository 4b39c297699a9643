"""What stands around a map leaves it room on any paper."""

from datetime import date

import pytest

from app.exporters.paper import FIT, PaperOptions, plan_pages
from app.layout.shapes import Text
from tests.exporters.making import Map


def crowd() -> Map:
    made = Map("I have a title that goes on and on " * 100)
    made.stage("Stage")
    for number in range(300):
        made.swimlane(f"Persona {number}", "of many")
    return made


@pytest.mark.parametrize("options", [PaperOptions("A4"), PaperOptions("A4", True, 0.5), PaperOptions("A0", True)])
def test_a_crowded_header_leaves_the_map_room(options):
    (page, *_), _ = plan_pages(crowd().snapshot(), options, (), date(2026, 11, 21))
    sheet = page.sheet
    assert sheet.scale > 0
    assert sheet.header.height * sheet.factor < page.height * 0.45
    said = [run.text for shape in sheet.header.shapes if isinstance(shape, Text) for run in shape.block.lines[-1].runs]
    assert any(text.endswith("…") for text in said)
    assert said[-1].startswith("+ 2")


def test_a_page_as_large_as_the_map_has_room_for_all():
    (page,), _ = plan_pages(crowd().snapshot(), PaperOptions(FIT), (), date(2026, 11, 21))
    blocks = [shape.block for shape in page.sheet.header.shapes if isinstance(shape, Text)]
    assert not any(block.truncated for block in blocks)
    assert len(blocks) == 2 + 2 * 300

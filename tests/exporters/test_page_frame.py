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


def test_the_legend_explains_what_is_marked_on_cards_that_are_placed():
    from app.exporters.page_frame import draw_header
    from app.exporters.paper import WORDS
    from app.layout.map_layout import lay_out_map
    from app.layout.words import ENGLISH
    from app.models.records import CardTag, Journey, Tag, Workspace
    from tests.layout.maps import put_card, small_map

    content = small_map()
    content.put(Workspace(id="w", title="W"))
    content.put(Tag(id="g0", name="tag 0", rank="V", colour="teal"))
    content.put(Tag(id="g1", name="tag 1", rank="V"))

    def words() -> list[str]:
        header = draw_header(content, content.get(Journey, "j"), lay_out_map(content, "j"), 800.0, {**ENGLISH, **WORDS})
        texts = [shape.block for shape in header.shapes if isinstance(shape, Text)]
        return ["".join(run.text for line in block.lines for run in line.runs) for block in texts]

    put_card(content, "c", "touchpoint", "touch", "t0", title="Pays")
    assert "moment of truth" not in words()
    put_card(content, "d", "touchpoint", "touch", "t0", title="Boards", moment_of_truth=True)
    for number in range(2):
        content.put(CardTag(card_id="c", tag_id=f"g{number}"))
    assert {"moment of truth", "tag 0"} <= set(words())
    assert "tag 1" not in words()

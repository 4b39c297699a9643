"""Connectors on paper: whole on one page, cut with marks on tiles."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pypdfium2
import pytest

from app.exporters.pdf import export_pdf
from app.exporters.svg import export_svg
from app.exporters.tile_connectors import TilePlace, connectors_on_tile, labels_on_tile
from app.exporters.tiles import cut_map, draw_tile
from app.layout.connectors import draw_connectors
from app.layout.geometry import Box
from app.layout.map_layout import lay_out_map
from app.models.records import Card, Connector
from tests.exporters.making import small_map as exported_map
from tests.layout.maps import put_card, small_map

DATE = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def drawn():
    content = small_map()
    put_card(content, "a", "touchpoint", "touch", "t0")
    put_card(content, "b", "touchpoint", "touch", "t1")
    put_card(content, "c", "touchpoint", "touch1", "t2")
    content.put(Connector(from_card_id="a", to_card_id="b", journey_id="j"))
    content.put(Connector(from_card_id="b", to_card_id="c", journey_id="j", title="phones", hand_off="broken"))
    layout = lay_out_map(content, "j", room=0.0)
    return content, layout, draw_connectors(content, layout)


def body_of(layout, tiling, columns, rows):
    return Box(layout.label_width, tiling.header_height, columns.width, rows.height - tiling.header_height)


def test_on_one_page_each_is_whole_and_where_it_is_on_the_sheet(drawn):
    _, layout, connectors = drawn
    tiling = cut_map(layout)
    (columns,), (rows,) = tiling.columns, tiling.rows
    place = TilePlace(rows, 0.0)
    shown = list(connectors_on_tile(connectors, place, body_of(layout, tiling, columns, rows)))
    assert [marks for _, marks in shown] == [None, None]
    assert [place(point) for each in connectors for point in each.points] == [
        point for each in connectors for point in each.points
    ]
    assert len(list(labels_on_tile(connectors, place, body_of(layout, tiling, columns, rows)))) == 1


def test_a_line_to_another_tile_is_cut_on_both_with_marks(drawn):
    content, layout, connectors = drawn
    tiling = cut_map(layout, layout.label_width + layout.columns[0].width, 260.0)
    assert len(tiling.columns) == 3
    assert len(tiling.rows) > 1
    cuts, labels = 0, 0
    for rows in tiling.rows:
        for columns in tiling.columns:
            body = body_of(layout, tiling, columns, rows)
            place = TilePlace(rows, layout.label_width - columns.x)
            for _, marks in connectors_on_tile(connectors, place, body):
                assert marks is None or marks, "what is cut has marks"
                cuts += marks is not None
                assert all(body.inset(-1.0, -1.0).meets(each.bounds) for each in marks or ())
            labels += len(list(labels_on_tile(connectors, place, body)))
            list(draw_tile(content, layout, tiling, columns, rows, connectors))
    assert cuts >= 4
    assert labels == 1


@pytest.mark.parametrize("export", [export_pdf, export_svg])
def test_hand_offs_are_drawn_and_explained_on_the_page(tmp_path, export):
    made = exported_map()
    first, last = list(made.content.all(Card))[:2]
    made.content.put(
        Connector(
            from_card_id=first,
            to_card_id=last,
            journey_id=made.content.get(Card, first).journey_id,
            title="phones twice",
            hand_off="broken",
        )
    )
    out = tmp_path / "map"
    export(made.snapshot(), out, date=DATE)
    if export is export_pdf:
        page = pypdfium2.PdfDocument(out)[0]
        text = " ".join(page.get_textpage().get_text_range().split())
    else:
        text = "".join(ET.fromstring(out.read_text("utf-8")).itertext())
    assert "broken hand-off" in text
    assert "phones twice" in text
    assert "seamless hand-off" not in text

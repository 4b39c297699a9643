"""Two journeys as one map on paper: what is gone, new, moved and changed is said there, and both curves are drawn."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdfium2

from app.exporters.overlaid import overlaid_page
from app.exporters.paper import PaperOptions
from app.exporters.pdf import write_pdf
from app.exporters.svg import export_svg
from app.models.content import journeys_in_tree_order
from app.scoring.to_be import compare
from app.store import read_snapshot
from tests.pictures.to_be import hoped

DAY = datetime(2026, 1, 15, tzinfo=UTC)


def test_both_journeys_are_one_page_of_a_pdf(tmp_path: Path) -> None:
    snapshot = read_snapshot(hoped(tmp_path))
    journeys = list(journeys_in_tree_order(snapshot.content))
    second = next(each for each in journeys if each.to_be_of == journeys[0].id)
    comparison = compare(snapshot.content, journeys[0].id, second.id)
    page = overlaid_page(snapshot, comparison, PaperOptions("A3", landscape=True), day=DAY.date())
    assert (round(page.width), round(page.height)) == (1191, 842)
    file = BytesIO()
    write_pdf(file, [page], DAY)
    text = pypdfium2.PdfDocument(file.getvalue())[0].get_textpage().get_text_range()
    for said in ("gone", "new", "moved", "changed", "Maya, as it is", "Maya, hoped for", "The fare is told at the"):
        assert said in text
    assert text.count("gone") == 3
    for journey, dashed in ((journeys[0], False), (second, True)):
        export_svg(snapshot, tmp_path / "map.svg", journey_ids=[journey.id], date=DAY)
        assert ('stroke-dasharray="5 5"' in (tmp_path / "map.svg").read_text("utf-8")) == dashed

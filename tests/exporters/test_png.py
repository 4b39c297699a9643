"""The PNG: the PDF's page, pixel for pixel, at any zoom, within a limit."""

from datetime import UTC, datetime

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from app.exporters import png
from app.exporters.paper import FIT_PAGE, PaperOptions, plan_pages
from app.exporters.pdf import export_pdf
from app.exporters.png import export_png
from app.models.errors import Cancelled, InputError
from tests.exporters.making import Map, one_card_map, small_map

DATE = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize("zoom", [1, 2, 4])
def test_picture_is_the_page(zoom, tmp_path, monkeypatch):
    monkeypatch.setattr(png, "_STRIP_PIXELS", 100_000)
    snapshot = one_card_map("A card of several lines, drawn strip by strip").snapshot()
    out = tmp_path / "map.png"
    assert export_png(snapshot, out, zoom=zoom, date=DATE) == ()
    export_pdf(snapshot, tmp_path / "map.pdf", date=DATE)
    with pypdfium2.PdfDocument(tmp_path / "map.pdf") as document:
        expected = np.asarray(document[0].render(scale=zoom).to_pil().convert("RGB"), dtype=float)
    with Image.open(out) as opened:
        assert opened.info["dpi"] == pytest.approx((72 * zoom, 72 * zoom), abs=0.1)
        shown = np.asarray(opened, dtype=float)
    (page,), _ = plan_pages(snapshot, FIT_PAGE, (), DATE.date())
    assert shown.shape[:2] == (round(page.height * zoom), round(page.width * zoom))
    rows, columns = min(len(shown), len(expected)), min(shown.shape[1], expected.shape[1])
    assert np.abs(shown[:rows, :columns] - expected[:rows, :columns]).mean() < 3


def test_paper_gives_its_size(tmp_path):
    export_png(small_map().snapshot(), tmp_path / "map.png", PaperOptions("A4", True), date=DATE)
    with Image.open(tmp_path / "map.png") as opened:
        assert opened.size == (842, 595)


def test_page_with_a_user_unit_keeps_its_size(tmp_path):
    made = Map("Long")
    for number in range(90):
        made.stage(f"Stage {number}")
    warnings = export_png(made.snapshot(), tmp_path / "map.png", zoom=0.1, date=DATE)
    assert warnings == ()  # what PDF readers know is nothing to a picture
    (page,), _ = plan_pages(made.snapshot(), FIT_PAGE, (), DATE.date())
    with Image.open(tmp_path / "map.png") as opened:
        assert opened.size == (round(page.width / 10), round(page.height / 10))
        assert np.asarray(opened)[:, -200:].min() < 100  # the last columns are there


def test_too_many_pixels_are_refused_with_a_zoom_that_works(tmp_path, monkeypatch):
    monkeypatch.setattr(png, "MOST_PIXELS", 3_000_000)
    snapshot = small_map().snapshot()
    with pytest.raises(InputError, match="megapixels") as refused:
        export_png(snapshot, tmp_path / "map.png", zoom=4, date=DATE)
    offered = float(str(refused.value).partition("zoom of ")[2].partition(" ")[0])
    assert 0.5 < offered < 4
    export_png(snapshot, tmp_path / "map.png", zoom=offered, date=DATE)
    with pytest.raises(InputError, match="up to 4"):
        export_png(snapshot, tmp_path / "map.png", zoom=5, date=DATE)


def test_stopping_leaves_no_file(tmp_path):
    told: list[float] = []
    with pytest.raises(Cancelled):
        export_png(
            small_map().snapshot(),
            tmp_path / "x.png",
            zoom=4,
            date=DATE,
            progress=told.append,
            cancelled=lambda: len(told) > 3,
        )
    assert not list(tmp_path.iterdir())


def test_a_scale_below_the_least_zoom_is_offered_with_a_way_to_it(tmp_path, monkeypatch):
    monkeypatch.setattr(png, "MOST_PIXELS", 600_000)
    snapshot = small_map().snapshot()
    with pytest.raises(InputError, match=r"Only at a scale of 0\.\d+ .*a paper"):
        export_png(snapshot, tmp_path / "map.png", date=DATE)
    export_png(snapshot, tmp_path / "map.png", PaperOptions("A4"), date=DATE)

"""Images on paper: a JPEG goes into a PDF as it is, into an SVG as data, into a PNG as pixels."""

import re
from base64 import b64decode
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from app.exporters.pdf import export_pdf
from app.exporters.png import export_png
from app.exporters.svg import export_svg
from app.models.content import lanes_of, steps_of, swimlanes_of
from app.models.images import image_size
from app.models.snapshot import Snapshot
from app.services.images import add_image_cards
from app.services.journeys import add_journey
from app.services.personas import add_persona_to_map
from app.services.stages import add_stage
from app.store import create_workspace

DATE = datetime(2026, 1, 15, tzinfo=UTC)


def picture(kind: str, mode: str, colour: Any) -> bytes:
    out = BytesIO()
    Image.new(mode, (120, 60), colour).save(out, kind)
    return out.getvalue()


PICTURES = [
    ("Red", picture("JPEG", "RGB", "#ff0000")),
    ("Grey", picture("JPEG", "L", 128)),
    ("Blue", picture("PNG", "RGB", "#0000ff")),
    ("Green glass", picture("PNG", "RGBA", (0, 160, 0, 128))),
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return a map with an image card of each kind, all of them twice."""
    with create_workspace(tmp_path_factory.mktemp("images") / "w.clew") as store:
        journey = add_journey(store, "I look")
        stages = [add_stage(store, journey, title) for title in ("Before", "After")]
        add_persona_to_map(store, journey, "Maya")
        (swimlane,) = swimlanes_of(store.content, journey)
        lane = lanes_of(store.content, journey, swimlane.id)[0].id
        for stage in stages:
            add_image_cards(store, journey, PICTURES, lane, steps_of(store.content, stage)[0].id)
        return store.snapshot()


@pytest.mark.parametrize(("_", "data"), PICTURES)
def test_the_size_is_read_off_the_header(_, data):
    size = image_size(data)
    assert size is not None
    assert size[:2] == (120, 60)
    assert image_size(data[:9]) is None
    assert image_size(b"") is None


def test_a_pdf_holds_each_image_once_and_a_jpeg_to_the_byte(snapshot: Snapshot, tmp_path: Path):
    export_pdf(snapshot, tmp_path / "map.pdf", date=DATE)
    data = (tmp_path / "map.pdf").read_bytes()
    assert data.count(PICTURES[0][1]) == 1
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    images = [each for each in page.get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    assert len(images) == 8
    rendered = page.render(scale=2).to_pil().convert("RGB")
    counts = {colour: count for count, colour in rendered.getcolors(1 << 24) or ()}
    shades = sorted(counts, key=lambda colour: counts[colour], reverse=True)[:14]
    assert any(red > 240 and green < 20 and blue < 20 for red, green, blue in shades)
    assert (0, 0, 255) in shades
    assert any(abs(red - 128) < 4 and red == green == blue for red, green, blue in shades)
    export_pdf(snapshot, tmp_path / "again.pdf", date=DATE)
    assert (tmp_path / "again.pdf").read_bytes() == data


def test_an_svg_holds_the_bytes_once_and_says_what_each_image_shows(snapshot: Snapshot, tmp_path: Path):
    export_svg(snapshot, tmp_path / "map.svg", date=DATE)
    text = (tmp_path / "map.svg").read_text("utf-8")
    found = re.findall(r'href="data:(image/\w+);base64,([^"]+)"', text)
    assert sorted((kind, b64decode(data)) for kind, data in found) == sorted(
        ("image/png" if data[:4] == b"\x89PNG" else "image/jpeg", data) for _, data in PICTURES
    )
    assert text.count('aria-label="Green glass"') == 2


def test_a_png_shows_them(snapshot: Snapshot, tmp_path: Path):
    export_png(snapshot, tmp_path / "map.png", date=DATE)
    with Image.open(tmp_path / "map.png") as opened:
        colours = {colour for _, colour in opened.convert("RGB").getcolors(1 << 24) or ()}
    assert (0, 0, 255) in colours


def test_an_image_that_is_not_there_leaves_its_place_empty(snapshot: Snapshot, tmp_path: Path):
    bare = Snapshot(snapshot.content, 1, "w.clew")
    export_pdf(bare, tmp_path / "map.pdf", date=DATE)
    export_svg(bare, tmp_path / "map.svg", date=DATE)
    assert "data:image" not in (tmp_path / "map.svg").read_text("utf-8")

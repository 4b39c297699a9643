"""Each script by name: what stands on the page's picture is the shaped text, and what a reader copies is its text."""

import re
import subprocess
import unicodedata
from datetime import UTC, datetime
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
import uharfbuzz as hb
from PIL import Image

from app.exporters.paper import FIT_PAGE, draw_page, plan_pages
from app.exporters.pdf import export_pdf
from app.layout.shapes import Text
from app.layout.text.faces import shaper
from app.layout.text.pictures import picture_of
from tests.exporters.making import one_card_map

DATE = datetime(2026, 11, 21, tzinfo=UTC)
ZOOM = 4

SCRIPTS = {
    "latin": "The fare is “first” — AVATAR, ﬁnally",
    "greek": "Ο πελάτης περιμένει",
    "cyrillic": "Съешь ещё этих булок",
    "vietnamese": "Đường phố, vé tàu và giờ đợi",
    "arabic": "الدفع بالهاتف في المحطة لا يعمل",
    "hebrew": "המושב שלי נעלם ברגע התשלום",
    "devanagari": "क्षमा करें, टिकट प्रिंट नहीं हुआ",
    "thai": "จ่ายเงินด้วยโทรศัพท์ไม่ได้น้ำ",
    "chinese": "在手机上付款，座位没有了",
    "japanese": "スマホで払うと席が消えた",
    "korean": "휴대폰으로 결제하면 자리가 사라져요",
}
EASTERN = ("chinese", "japanese", "korean")
EMOJI = "😀 👍🏽 🇩🇪 👩‍👩‍👧"


def exported(tmp_path, text):
    """Export a map of one card, and return the PDF, the page's picture as an array, the card's text and its place."""
    snapshot = one_card_map(text).snapshot()
    out = tmp_path / "map.pdf"
    assert export_pdf(snapshot, out, date=DATE) == ()
    with pypdfium2.PdfDocument(out) as document:
        picture = np.asarray(document[0].render(scale=ZOOM).to_pil().convert("RGB"), dtype=float)
    (page,), _ = plan_pages(snapshot, FIT_PAGE, (), DATE.date())
    for group in draw_page(page):
        for shape in group.shapes:
            if (
                isinstance(shape, Text)
                and "".join(run.text for line in shape.block.lines for run in line.runs)[:3] in text
            ):
                block = shape.block
                if block.lines[0].runs and block.lines[-1].end == len(text):
                    return out, picture, block, (group.x + shape.x, group.y + shape.y)
    raise AssertionError("the card's text is not on the page")


def outlines(block, x, y, shape):
    """Return the ink that HarfBuzz itself draws of a block on a page, 0 … 1."""
    ink = np.zeros(shape)
    for line in block.lines:
        for run in line.runs:
            font = shaper(run.face)
            scale = run.size * ZOOM / run.face.units_per_em
            for glyph, glyph_x, glyph_y in zip(run.glyphs, run.xs, run.ys, strict=True):
                draw = hb.RasterDraw()
                draw.transform = (scale, 0, 0, scale, (x + glyph_x) * ZOOM, -(y + glyph_y) * ZOOM)
                if not draw.set_glyph_extents(font.get_glyph_extents(glyph)):
                    continue
                draw.draw_glyph(font, glyph)
                image = draw.render()
                area = image.extents
                rows = np.frombuffer(image.buffer, dtype=np.uint8).reshape(-1, area.stride)[: area.height, : area.width]
                top = -(area.y_origin + area.height)
                place = np.s_[top : top + area.height, area.x_origin : area.x_origin + area.width]
                ink[place] = np.maximum(ink[place], rows[::-1] / 255)
    return ink


def boxed(block, x, y):
    """Return the part of the picture that a block is in."""
    return np.s_[int(y * ZOOM) : int((y + block.height) * ZOOM) + 1, int((x - 1) * ZOOM) : int((x + 160) * ZOOM)]


def read(program, out):
    """Return what a reader copies, without marks of direction, in one line."""
    done = subprocess.run([program, str(out), "-"], capture_output=True, check=True)
    plain = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", done.stdout.decode())
    return unicodedata.normalize("NFKC", " ".join(plain.split()))


@pytest.mark.parametrize("script", SCRIPTS)
def test_picture_shows_the_shaped_text_in(script, tmp_path):
    _, picture, block, (x, y) = exported(tmp_path, SCRIPTS[script])
    assert not block.missing
    part = boxed(block, x, y)
    wanted = outlines(block, x, y, picture.shape[:2])[part]
    shown = (255 - picture[part].mean(axis=2)) / (255 - 0x26)
    assert wanted.sum() > 1000
    assert np.corrcoef(wanted.ravel(), shown.ravel())[0, 1] > 0.95
    assert all(0 not in run.glyphs for line in block.lines for run in line.runs)


@pytest.mark.parametrize("script", SCRIPTS)
def test_reader_copies_the_text_in(script, tmp_path, program):
    out, *_ = exported(tmp_path, SCRIPTS[script])
    wanted, copied = unicodedata.normalize("NFKC", SCRIPTS[script]), read(program("pdftotext"), out)
    if script in (*EASTERN, "thai"):  # lines break inside words there
        wanted, copied = wanted.replace(" ", ""), copied.replace(" ", "")
    assert wanted in copied


def test_picture_shows_emoji_in_colour(tmp_path):
    _, picture, block, (x, y) = exported(tmp_path, EMOJI)
    seen = coloured = 0
    for line in block.lines:
        for run in line.runs:
            for glyph, glyph_x, glyph_y in zip(run.glyphs, run.xs, run.ys, strict=True):
                found = picture_of(run.face, glyph) if run.face.kind == "colour" else None
                if found is None:
                    continue
                seen += 1
                size = (round(found.width * run.size * ZOOM), round(found.height * run.size * ZOOM))
                with Image.open(BytesIO(found.png)) as opened:
                    drawn = opened.convert("RGBA").resize(size, Image.Resampling.BOX)
                white = Image.new("RGBA", size, "white")
                wanted = np.asarray(Image.alpha_composite(white, drawn).convert("RGB"), dtype=float)
                left = round((x + glyph_x + found.x * run.size) * ZOOM)
                top = round((y + glyph_y - found.y * run.size) * ZOOM)
                shown = picture[top : top + size[1], left : left + size[0]]
                assert np.corrcoef(wanted.ravel(), shown.ravel())[0, 1] > 0.9
                coloured += np.ptp(shown, axis=2).max() > 60
    assert seen == 4
    assert coloured >= 3  # newer fonts draw families as grey silhouettes


def test_reader_copies_emoji(tmp_path, program):
    out, *_ = exported(tmp_path, EMOJI)
    assert EMOJI in read(program("pdftotext"), out)


def test_fonts_are_all_embedded(tmp_path, program):
    for number, text in enumerate([*SCRIPTS.values(), EMOJI]):
        folder = tmp_path / str(number)
        folder.mkdir()
        out, *_ = exported(folder, text)
        done = subprocess.run([program("pdffonts"), str(out)], capture_output=True, text=True, check=True)
        fonts = done.stdout.splitlines()[2:]
        assert fonts
        for line in fonts:
            assert re.search(r"yes yes yes\s+\d+\s+0$", line), line


def test_other_letters_are_told_apart(tmp_path):
    """The measure of these tests: it is far lower for another text of the same length."""
    _, picture, block, (x, y) = exported(tmp_path, "The fare was gone")
    _, _, other, _ = exported(tmp_path, "Why dose nobody say")
    part = boxed(block, x, y)
    shown = (255 - picture[part].mean(axis=2)) / 255
    unlike = outlines(other, x, y, picture.shape[:2])[part]
    assert np.corrcoef(unlike.ravel(), shown.ravel())[0, 1] < 0.7


def test_missing_character_is_named(tmp_path):
    missing = "\U0001e900\U00012000\uf8ff"
    warnings = export_pdf(one_card_map(f"a {missing} b").snapshot(), tmp_path / "map.pdf", date=DATE)
    assert len(warnings) == 1
    assert "U+F8FF" in warnings[0]

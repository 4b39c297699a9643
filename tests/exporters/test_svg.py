"""The SVG: well-formed, its own fonts inside, the lines of the screen and the PDF, and Chromium's picture of it."""

import re
import subprocess
import xml.etree.ElementTree as ET
from base64 import b64decode
from datetime import UTC, datetime
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from app.exporters.paper import FIT_PAGE, PaperOptions, draw_page, plan_pages
from app.exporters.pdf import export_pdf
from app.exporters.svg import export_svg
from app.layout.drawing import draw_card
from app.layout.map_layout import lay_out_map
from app.layout.shapes import Text
from app.models.errors import Cancelled, InputError
from app.models.records import Card
from tests.exporters.making import Map, one_card_map, small_map
from tests.exporters.test_pdf_scripts import EMOJI, SCRIPTS

DATE = datetime(2026, 11, 21, tzinfo=UTC)
NAMESPACE = {"svg": "http://www.w3.org/2000/svg"}
LONG = (
    "Nobody tells me what the fare will be until I have typed my name twice, and Donaudampfschifffahrtsgesellschaft "
    "takes the seat away"
)


def exported(tmp_path, snapshot):
    out = tmp_path / "map.svg"
    warnings = export_svg(snapshot, out, date=DATE)
    return ET.parse(out).getroot(), warnings


def texts(root):
    return ["".join(element.itertext()) for element in root.iterfind(".//svg:text", NAMESPACE)]


def all_scripts():
    made = Map("Scripts")
    columns = made.stage("One") + made.stage("Two") + made.stage("Three")
    lane = made.lane("touchpoints")
    for number, text in enumerate((*SCRIPTS.values(), EMOJI, LONG, "abc العربية 123 (نعم) def")):
        made.card("touchpoint", text, lane, columns[number % 3])
    return made


def test_words_are_text_with_a_title_and_the_fonts_inside(tmp_path):
    root, warnings = exported(tmp_path, small_map().snapshot())
    assert warnings == ()
    assert root.find("svg:title", NAMESPACE).text == "Buying a ticket"
    assert "Awareness" in root.find("svg:desc", NAMESPACE).text
    assert "Poster at the bus" in texts(root)
    style = root.find("svg:style", NAMESPACE).text
    fonts = [TTFont(BytesIO(b64decode(data))) for data in re.findall(r"data:font/ttf;base64,([^)]*)", style)]
    assert len(fonts) == 2
    assert all({ord("P"), ord("a"), ord("u")} <= font.getBestCmap().keys() for font in fonts)
    assert len(fonts[0].getGlyphOrder()) < 400


def test_signs_of_xml_and_controls_are_made_harmless(tmp_path):
    made = one_card_map('<b> & "quoted" \x01\x0c\ufffe')
    root, _ = exported(tmp_path, made.snapshot())
    assert any(text.startswith('<b> & "quoted"') for text in texts(root))


def test_line_ends_are_those_of_screen_and_pdf(tmp_path, program):
    made = all_scripts()
    layout = lay_out_map(made.content, made.journey_id)
    screen = []
    for card in made.content.all(Card).values():
        shapes = draw_card(made.content, card, layout.cards[card.id].box.width)
        block = next(shape.block for shape in shapes if isinstance(shape, Text))
        screen.append([sorted(run.text for run in line.runs) for line in block.lines])
        assert len(block.lines) > 1 or len(card.title) < 30

    root, _ = exported(tmp_path, made.snapshot())
    rows: dict[tuple[int, str], list[str]] = {}
    groups = list(root.iterfind("svg:g", NAMESPACE))
    for number, group in enumerate(groups):
        for element in group.iterfind("svg:text", NAMESPACE):
            rows.setdefault((number, element.get("y")), []).append("".join(element.itertext()))
    svg = [sorted(row) for row in rows.values()]
    for lines in screen:
        for line in lines:
            assert line in svg

    out = tmp_path / "map.pdf"
    export_pdf(made.snapshot(), out, date=DATE)
    done = subprocess.run([program("pdftotext"), "-bbox-layout", str(out), "-"], capture_output=True, check=True)
    page = ET.fromstring(re.sub(rb' xmlns="[^"]*"', b"", done.stdout))
    pdf = [" ".join(word.text or "" for word in line.iter("word")) for line in page.iter("line")]
    latin = next(lines for lines in screen if "Nobody" in lines[0][0])
    for (words,) in latin:
        assert words in pdf


def test_several_journeys_or_tiles_are_refused(tmp_path):
    made = small_map()
    Map("Getting on board", content=made.content)
    with pytest.raises(InputError, match="Getting on board"):
        exported(tmp_path, made.snapshot())
    with pytest.raises(InputError, match="tiles"):
        export_svg(made.snapshot(), tmp_path / "map.svg", PaperOptions("A4", tile=0.7), [made.journey_id], date=DATE)
    export_svg(made.snapshot(), tmp_path / "map.svg", FIT_PAGE, [made.journey_id], date=DATE)


def test_stopping_leaves_no_file(tmp_path):
    with pytest.raises(Cancelled):
        export_svg(small_map().snapshot(), tmp_path / "map.svg", date=DATE, cancelled=lambda: True)
    assert not list(tmp_path.iterdir())


def test_missing_character_is_named(tmp_path):
    _, (warning,) = exported(tmp_path, one_card_map("a \uf8ff b").snapshot())
    assert "U+F8FF" in warning


@pytest.mark.chromium
def test_chromium_shows_what_the_pdf_shows(tmp_path, chromium):
    """Text of all scripts, card by card: the browser shapes with the fonts inside as we did."""
    made = all_scripts()
    (page,), _ = plan_pages(made.snapshot(), FIT_PAGE, (), DATE.date())
    exported(tmp_path, made.snapshot())
    export_pdf(made.snapshot(), tmp_path / "map.pdf", date=DATE)
    size = f"{int(page.width) + 1},{int(page.height) + 200}"
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={size}"]
    command += ["--force-device-scale-factor=4", f"--user-data-dir={tmp_path / 'profile'}"]
    shot = tmp_path / "shot.png"
    subprocess.run([*command, f"--screenshot={shot}", str(tmp_path / "map.svg")], capture_output=True, timeout=120)
    with Image.open(shot) as opened:
        browser = np.asarray(opened.convert("L"), dtype=float)
    with pypdfium2.PdfDocument(tmp_path / "map.pdf") as document:
        paper = np.asarray(document[0].render(scale=4).to_pil().convert("L"), dtype=float)
    compared = 0
    for group in draw_page(page):
        for shape in group.shapes:
            if isinstance(shape, Text) and any(line.runs for line in shape.block.lines):
                box = shape.bounds
                x, y = (group.x + box.x * group.scale) * 4, (group.y + box.y * group.scale) * 4
                width, height = box.width * group.scale * 4, box.height * group.scale * 4
                part = np.s_[int(y) : int(y + height) + 1, int(x) : int(x + width) + 1]
                likeness = np.corrcoef(browser[part].ravel(), paper[part].ravel())[0, 1]
                assert likeness > 0.8, [run.text for line in shape.block.lines for run in line.runs]
                compared += 1
    assert compared > 15


def test_marks_of_direction_alone_are_nothing_to_draw(tmp_path):
    root, _ = exported(tmp_path, one_card_map("\u200eשלום").snapshot())
    assert "שלום" in [text.text for text in root.iterfind(".//svg:text", NAMESPACE)]


def test_runs_of_a_line_are_in_reading_order(tmp_path):
    root, _ = exported(tmp_path, one_card_map("שלום (test) 42").snapshot())
    assert "שלום (test) 42" in "".join(texts(root))

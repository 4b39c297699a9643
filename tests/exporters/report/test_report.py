"""The report as a PDF: what is in it, what leads where, that nothing is clipped or lost, that it repeats itself."""

import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image

from app.exporters.export import Order, export
from app.exporters.report.report import export_report
from app.exporters.report.scope import frame_of
from app.models.content import Content
from app.models.errors import Cancelled, InputError
from app.models.records import Journey, Persona, Workspace
from app.models.snapshot import Snapshot
from tests.exporters.making import grid_map, small_map
from tests.exporters.report.workspaces import (
    SCRIPTS,
    decided_map,
    many_opportunities,
    scripts_map,
    with_persona_details,
)

DATE = datetime(2026, 11, 21, tzinfo=UTC)


def report_of(made, folder, **options):
    out = folder / "report.pdf"
    snapshot = made if isinstance(made, Snapshot) else made.snapshot()
    warnings = export_report(snapshot, out, date=DATE, **options)
    return out, warnings


def pages_of(out):
    with pypdfium2.PdfDocument(out) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def outline_of(out):
    with pypdfium2.PdfDocument(out) as document:
        return [(each.level, each.get_title(), each.get_dest().get_index()) for each in document.get_toc()]


def links_of(out):
    """Return the page of each link and the page that it leads to."""
    from pypdfium2 import raw

    found = []
    with pypdfium2.PdfDocument(out) as document:
        for number, page in enumerate(document):
            position, link = raw.c_int(0), raw.FPDF_LINK()
            while raw.FPDFLink_Enumerate(page, position, link):
                target = raw.FPDFLink_GetDest(document, link)
                found.append((number, raw.FPDFDest_GetDestPageIndex(document, target)))
    return found


def test_it_says_what_it_is_of(tmp_path):
    out, warnings = report_of(decided_map(), tmp_path)
    first, *others = pages_of(out)
    for said in (
        "Northwind Rail",
        "The train is what people take without thinking about it.",
        "Say it before they ask.",
        "Fewer than one in a hundred payments lost.",
        "21 November 2026",
        "Northwind Rail.clew, version 1",
        "passenger",
    ):
        assert said in first
    assert not warnings
    count = len(others) + 1
    for number, page in enumerate(others, 2):
        assert f"page {number} of {count}" in page
        assert "Northwind Rail.clew · version 1 · 21 November 2026" in page


def test_title_language_fonts(tmp_path, program):
    out, _ = report_of(decided_map(), tmp_path)
    told = subprocess.run([program("pdfinfo"), str(out)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"^Title: +Northwind Rail$", told, re.M)
    assert b"/Lang (en)" in out.read_bytes()
    fonts = subprocess.run([program("pdffonts"), str(out)], capture_output=True, text=True, check=True).stdout
    lines = fonts.splitlines()[2:]
    assert lines
    assert all(line.split()[-5] == "yes" for line in lines)  # emb


def test_contents_outline_and_links_agree(tmp_path):
    out, _ = report_of(decided_map(), tmp_path)
    outline = outline_of(out)
    titles = [title for _, title, _ in outline]
    assert titles[0] == "Northwind Rail"
    for title in ("Contents", "Journeys", "Buying a ticket", "Purchase", "Personas", "Maya", "Bottlenecks", "Matrix"):
        assert title in titles
    contents = pages_of(out)[1]
    place = {title: page for level, title, page in outline if level < 2}
    for title in ("Buying a ticket", "Jon", "Open questions", "Ranking", "Decisions"):
        assert re.search(rf"{title} {place[title] + 1}\b", contents), title
    from_contents = [to for page, to in links_of(out) if page == 1]
    assert set(from_contents) == set(place.values()) - {0, 1}


def test_links_lead_from_an_opportunity_to_its_map_and_back(tmp_path):
    out, _ = report_of(decided_map(), tmp_path)
    pages = pages_of(out)
    the_map = next(number for number, page in enumerate(pages) if "current state" in page and "Sees a poster" in page)
    its_page = next(number for number, page in enumerate(pages) if "0.50 × 92 + 0.50 × 76 = 84" in page)
    links = links_of(out)
    assert (its_page, the_map) in links
    assert (the_map, its_page) in links
    assert all(0 <= to < len(pages) for _, to in links)


def test_the_arithmetic_is_that_of_the_ranking(tmp_path):
    out, _ = report_of(decided_map(), tmp_path, weight=0.62)
    ranking = next(page for page in pages_of(out) if "How it comes about" in page)
    assert "value = 0.62 × passenger + 0.38 × business" in ranking
    for shown in (
        "1 Hold the seat while payment is retried 0.62 × 92 + 0.38 × 76 85.9 2 assumption 0.05 – 1.00 will do",
        "2 One fare per seat 0.62 × 54 + 0.38 × 78 63.1 5 assumption 0.00 – 0.05 later",
        "3 Stay signed in 0.62 × 34 + 0.38 × 47 38.9 1 assumption never first will not do",
        "– Live seat map 0.62 × 71 + 0.38 × ? – – assumption business value not scored: place 2 at best, 3 at worst",
    ):
        assert shown in ranking


def test_decisions_have_dates_and_reasons(tmp_path):
    out, _ = report_of(decided_map(), tmp_path)
    decisions = pages_of(out)[-1]
    assert "will do Hold the seat while payment is retried 18 November 2026 – Cheap, and the worst" in decisions
    assert "will not do Stay signed in – – Value forgone. 34" in decisions
    assert "Not decided yet" in decisions


def test_a_persona_has_a_page_with_all_that_is_known(tmp_path):
    out, _ = report_of(with_persona_details(decided_map()), tmp_path)
    page = next(page for page in pages_of(out) if "I just started again from zero." in page)
    for said in ("Maya", "commuter", "Arrive on time", "Know the fare", "cautious", "bold", "user", "Card refused"):
        assert said in page


def test_a_persona_has_its_picture(tmp_path):
    made = with_persona_details(decided_map())
    persona = min(made.content.all(Persona).values(), key=lambda each: each.rank)
    drawn = BytesIO()
    Image.new("RGB", (60, 80), "#336699").save(drawn, "PNG")
    made.content.put(replace(persona, picture="a" * 64))
    snapshot = Snapshot(made.content, 1, "W.clew", lambda name: drawn.getvalue() if name == "a" * 64 else None)
    out, _ = report_of(snapshot, tmp_path)
    assert b"/Width 60" in out.read_bytes()
    gone, _ = report_of(Snapshot(made.content, 1, "W.clew"), tmp_path)
    assert b"/Width 60" not in gone.read_bytes()


def test_pains_that_personas_share_are_a_list(tmp_path):
    out, _ = report_of(decided_map(), tmp_path)
    shared = [page for page in pages_of(out) if "Shared pain points" in page][-1]
    assert "Three fares for one seat Maya, Jon" in shared


def test_lists_come_from_the_maps(tmp_path):
    out, _ = report_of(decided_map(), tmp_path)
    lists = " ".join(page for page in pages_of(out) if "Lists from the maps" in page)
    assert "Why do so many give up here?" in lists
    assert "Nothing was found for: Hand-offs, " in lists


def test_the_same_input_gives_the_same_bytes(tmp_path):
    one, _ = report_of(decided_map(), tmp_path)
    before = one.read_bytes()
    again, _ = report_of(decided_map(), tmp_path)
    assert again.read_bytes() == before


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_pages_are_the_paper_on_its_side(paper, tmp_path):
    out, _ = report_of(decided_map(), tmp_path, paper=paper)
    frame = frame_of(paper)
    with pypdfium2.PdfDocument(out) as document:
        sizes = [document[number].get_size() for number in range(len(document))]
    assert sizes[0] == pytest.approx((frame.width, frame.height), abs=0.01)


def test_a_large_map_has_a_page_of_its_size_or_is_cut(tmp_path):
    made = grid_map(20, 10, 200)
    out, _ = report_of(made, tmp_path)
    with pypdfium2.PdfDocument(out) as document:
        widths = [document[number].get_size()[0] for number in range(len(document))]
    assert max(widths) > 2 * frame_of("A4").width
    out, _ = report_of(made, tmp_path, tile=0.6)
    with pypdfium2.PdfDocument(out) as document:
        assert {round(document[number].get_size()[0]) for number in range(len(document))} == {842}
        assert len(document) > len(widths) + 2


def test_an_empty_workspace_has_a_report_too(tmp_path):
    content = Content([Workspace(id="0", title="Nothing yet")])
    out, _ = report_of(Snapshot(content, 1, "Nothing.clew"), tmp_path)
    first, second = pages_of(out)
    assert "Nothing yet" in first
    assert "holds no journey, persona or opportunity yet" in second


def test_a_journey_without_anything(tmp_path):
    content = Content([Workspace(id="0", title="W"), Journey(id="j", rank="V", title="")])
    out, _ = report_of(Snapshot(content, 1, "W.clew"), tmp_path)
    assert "Untitled" in " ".join(pages_of(out))


def test_only_the_named_journeys_and_what_belongs_to_them(tmp_path):
    made = scripts_map()
    journeys = sorted(made.content.all(Journey).values(), key=lambda each: each.rank)
    out, _ = report_of(made, tmp_path, journey_ids=[journeys[4].id])
    pages = " ".join(pages_of(out))
    assert "1 of the 6 opportunities of the workspace belong to these journeys" in pages
    assert SCRIPTS[3] not in pages.split("page 2 of")[1]


def test_sixty_opportunities(tmp_path):
    out, _ = report_of(many_opportunities(60), tmp_path)
    pages = pages_of(out)
    ranking = [page for page in pages if "How it comes about" in page]
    assert len(ranking) > 1  # the head is on each
    text = " ".join(ranking)
    for number in range(60):
        assert f"Opportunity number {number + 1} of a rather long list" in text


def lines_of(out, program):
    """Return the boxes of all words by page, with the page's size."""
    shown = subprocess.run([program("pdftotext"), "-bbox", str(out), "-"], capture_output=True, text=True, check=True)
    for page in shown.stdout.split("<page ")[1:]:
        size = tuple(map(float, re.findall(r'(?:width|height)="([\d.]+)"', page)[:2]))
        boxes = [
            tuple(map(float, found))
            for found in re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', page)
        ]
        yield size, boxes


@pytest.mark.parametrize("make", [decided_map, lambda: many_opportunities(60), scripts_map])
def test_no_word_leaves_its_page(make, tmp_path, program):
    out, _ = report_of(make(), tmp_path)
    for (width, height), boxes in lines_of(out, program):
        for left, top, right, bottom in boxes:
            assert left >= 20
            assert right <= width - 20
            assert top >= 10
            assert bottom <= height - 10


def test_all_scripts_can_be_searched(tmp_path, program):
    out, warnings = report_of(scripts_map(), tmp_path)
    read = subprocess.run([program("pdftotext"), str(out), "-"], capture_output=True, text=True, check=True)
    words = re.sub("[\u202a-\u202e\u2066-\u2069]", "", read.stdout)
    together = "".join(words.split())
    for title in (SCRIPTS[0].split(" 5 ")[0], *SCRIPTS[1:5]):
        assert "".join(title.split()) in together
    assert not [each for each in warnings if "No font" in each]


def test_bookmarks_do_not_jump_over_levels(tmp_path):
    out, _ = report_of(decided_map(), tmp_path)
    levels = [level for level, _, _ in outline_of(out)]
    assert levels[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_paper_that_reports_are_not_set_on(tmp_path):
    with pytest.raises(InputError, match="A4 or Letter"):
        report_of(small_map(), tmp_path, paper="A0")


def test_stopping_leaves_no_file(tmp_path):
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) > 12

    with pytest.raises(Cancelled):
        report_of(decided_map(), tmp_path, cancelled=cancelled)
    assert not list(tmp_path.iterdir())


def test_progress_rises_to_the_end(tmp_path):
    told: list[float] = []
    report_of(decided_map(), tmp_path, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_an_order_can_be_for_a_report(tmp_path):
    out = tmp_path / "report.pdf"
    export(decided_map().snapshot(), Order(out=out, paper="A4", weight=0.7, report=True))
    assert any("0.70 × passenger" in page for page in pages_of(out))

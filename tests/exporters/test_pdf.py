"""The PDF as a file: pages, bookmarks, what is said of it, that the same map gives the same bytes."""

import re
import subprocess
from datetime import UTC, datetime

import pypdfium2
import pytest

from app.exporters.paper import PAPERS, PaperOptions, draw_page, plan_pages
from app.exporters.pdf import export_pdf
from app.layout.shapes import Text
from app.models.errors import Cancelled, FileError, InputError
from app.models.records import Stage
from tests.exporters.making import Map, grid_map, one_card_map, small_map

DATE = datetime(2026, 11, 21, tzinfo=UTC)


def info(program, out):
    done = subprocess.run([program("pdfinfo"), str(out)], capture_output=True, text=True, check=True)
    return dict(line.split(":", 1) for line in done.stdout.splitlines() if ":" in line)


def words_of(out, number):
    with pypdfium2.PdfDocument(out) as document:
        return " ".join(document[number].get_textpage().get_text_range().split())


def test_fit_is_one_page_as_large_as_the_map(tmp_path):
    out = tmp_path / "map.pdf"
    export_pdf(small_map().snapshot(), out, date=DATE)
    (page,), _ = plan_pages(small_map().snapshot(), PaperOptions(), (), DATE.date())
    with pypdfium2.PdfDocument(out) as document:
        assert len(document) == 1
        assert document[0].get_size() == pytest.approx((page.width, page.height), abs=0.01)


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("paper", PAPERS)
def test_papers_have_their_size(paper, landscape, tmp_path):
    out = tmp_path / "map.pdf"
    export_pdf(one_card_map("A card").snapshot(), out, PaperOptions(paper, landscape), date=DATE)
    with pypdfium2.PdfDocument(out) as document:
        assert len(document) == 1
        size = document[0].get_size()
    assert size == pytest.approx(PAPERS[paper][::-1] if landscape else PAPERS[paper], abs=0.01)


def test_each_page_says_what_it_is(tmp_path):
    out = tmp_path / "map.pdf"
    export_pdf(small_map().snapshot(), out, PaperOptions("A4", True, tile=0.7), date=DATE)
    with pypdfium2.PdfDocument(out) as document:
        count = len(document)
    assert count > 2
    for number in range(count):
        words = words_of(out, number)
        for expected in (
            "Buying a ticket",
            "Northwind Rail · customer journey · current state",
            "Maya",
            "commuter",
            "Jon",
            "touchpoint",
            "question",
            "21 November 2026",
            f"page {number + 1} of {count}",
        ):
            assert expected in words


def test_journeys_follow_each_other_with_bookmarks(tmp_path):
    made = small_map()
    second = Map("Getting on board", "to-be", made.content)
    second.stage("Platform")
    out = tmp_path / "map.pdf"
    export_pdf(made.snapshot(), out, PaperOptions("A4"), date=DATE)
    with pypdfium2.PdfDocument(out) as document:
        marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    stages = [stage.title for stage in made.content.all(Stage).values()]
    assert marks == [
        (0, "Buying a ticket", 0),
        *((1, stage, 0) for stage in stages[:-1]),
        (0, "Getting on board", 1),
        (1, "Platform", 1),
    ]
    export_pdf(made.snapshot(), out, PaperOptions("A4"), [second.journey_id], date=DATE)
    with pypdfium2.PdfDocument(out) as document:
        assert len(document) == 1
    assert "to-be state" in words_of(out, 0)


def test_file_says_title_language_and_date(tmp_path, program):
    out = tmp_path / "map.pdf"
    export_pdf(small_map().snapshot(), out, date=DATE)
    facts = info(program, out)
    assert facts["Title"].strip() == "Buying a ticket"
    assert "Nov 21" in facts["CreationDate"]
    assert b"/Lang (en)" in out.read_bytes()
    assert b"Helvetica" not in out.read_bytes()


def test_same_map_gives_the_same_bytes(tmp_path):
    for name in ("one.pdf", "two.pdf"):
        export_pdf(small_map().snapshot(), tmp_path / name, date=DATE)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    export_pdf(one_card_map("x").snapshot(), tmp_path / "two.pdf", date=DATE)
    ids = [re.findall(rb"/ID\s*\[<(\w+)>", (tmp_path / name).read_bytes()) for name in ("one.pdf", "two.pdf")]
    assert len(ids[0]) == 1
    assert ids[0] != ids[1]


def test_page_beyond_the_limit_has_a_user_unit_and_a_warning(tmp_path):
    made = Map("Long")
    for number in range(90):
        made.stage(f"Stage {number}")
    out = tmp_path / "map.pdf"
    (warning,) = export_pdf(made.snapshot(), out, date=DATE)
    assert "UserUnit" in warning
    assert "/UserUnit 2" in out.read_bytes().decode("latin-1")
    (page,), _ = plan_pages(made.snapshot(), PaperOptions(), (), DATE.date())
    with pypdfium2.PdfDocument(out) as document:
        assert document[0].get_width() == pytest.approx(page.width / 2, abs=0.01)
    assert page.width > 14_400


def test_scale_that_is_too_large_is_refused_with_one_that_is_not(tmp_path):
    snapshot = small_map().snapshot()
    with pytest.raises(InputError, match=r"Choose (\S+) or less") as refused:
        export_pdf(snapshot, tmp_path / "map.pdf", PaperOptions("A4", tile=5), date=DATE)
    offered = float(str(refused.value).partition("Choose ")[2].partition(" ")[0])
    export_pdf(snapshot, tmp_path / "map.pdf", PaperOptions("A4", tile=offered), date=DATE)


def test_unknown_paper_and_no_journey_are_refused(tmp_path):
    with pytest.raises(InputError, match="A4"):
        export_pdf(small_map().snapshot(), tmp_path / "map.pdf", PaperOptions("B5"), date=DATE)
    made = small_map()
    empty = type(made.content)(record for record in made.content if record.kind_name == "workspace")
    with pytest.raises(InputError, match="no journey"):
        export_pdf(made.snapshot().__class__(empty, 1, "x"), tmp_path / "map.pdf", date=DATE)
    assert not list(tmp_path.iterdir())


def test_card_larger_than_a_page_is_named(tmp_path):
    snapshot = one_card_map("A card that never ends " * 60).snapshot()
    (warning,) = export_pdf(snapshot, tmp_path / "map.pdf", PaperOptions("A4", True, tile=1), date=DATE)
    assert "cut (1): “A card that never ends" in warning
    assert export_pdf(snapshot, tmp_path / "map.pdf", PaperOptions("A4"), date=DATE) == ()


def test_map_too_small_to_read_is_said(tmp_path):
    (warning,) = export_pdf(grid_map(40, 3, 40).snapshot(), tmp_path / "map.pdf", PaperOptions("A4"), date=DATE)
    assert "too small to read" in warning


def test_empty_journey_is_a_page(tmp_path):
    out = tmp_path / "map.pdf"
    assert export_pdf(Map("Nothing yet").snapshot(), out, date=DATE) == ()
    assert "Nothing yet" in words_of(out, 0)


def test_stopping_leaves_no_file(tmp_path):
    out = tmp_path / "map.pdf"
    with pytest.raises(Cancelled):
        export_pdf(small_map().snapshot(), out, date=DATE, cancelled=lambda: True)
    assert not list(tmp_path.iterdir())
    out.write_bytes(b"old")
    told: list[float] = []
    with pytest.raises(Cancelled):
        export_pdf(
            grid_map(20, 10, 1000).snapshot(), out, date=DATE, progress=told.append, cancelled=lambda: len(told) > 2
        )
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_progress_ends_at_one(tmp_path):
    told: list[float] = []
    export_pdf(
        small_map().snapshot(), tmp_path / "map.pdf", PaperOptions("A4", tile=0.6), date=DATE, progress=told.append
    )
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_folder_that_is_not_there_is_one_plain_line(tmp_path):
    with pytest.raises(FileError, match=r"map\.pdf could not be written"):
        export_pdf(small_map().snapshot(), tmp_path / "nowhere" / "map.pdf", date=DATE)


def test_clipped_words_do_not_reach_the_text(tmp_path):
    out = tmp_path / "map.pdf"
    export_pdf(small_map().snapshot(), out, PaperOptions("A4", True, tile=0.75), date=DATE)
    with pypdfium2.PdfDocument(out) as document:
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    assert sum(words.count("Compares fares in the app and at the counter") for words in pages) == 2
    assert sum(words.count("Card refused, seat lost") for words in pages) == 2


def test_marks_of_direction_alone_are_nothing_to_draw(tmp_path):
    out = tmp_path / "map.pdf"
    export_pdf(one_card_map("\u200eשלום").snapshot(), out, date=DATE)
    assert "שלום" in words_of(out, 0)


def test_the_lines_around_a_map_run_left_to_right(tmp_path):
    snapshot = Map("שלום").snapshot()._replace(file_name="רכבת.clew")
    (page,), _ = plan_pages(snapshot, PaperOptions(), (), DATE.date())
    texts = [shape for group in draw_page(page) for shape in group.shapes if isinstance(shape, Text)]
    lines = [line for text in texts for line in text.block.lines if line.runs]
    assert {line.x for line in lines} == {0.0}
    footer = next(line for line in lines if line.runs[-1].text.endswith("2026"))
    assert "רכבת" in [run.text for run in footer.runs]

"""The wall template: every cell has its code, on one sheet and whole; what is too small is said."""

from collections import Counter
from datetime import UTC, datetime

import hypothesis.strategies as st
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given

from app.exporters.paper import PAPERS, WORDS
from app.exporters.wall.contents import wall_of
from app.exporters.wall.cutting import cut
from app.exporters.wall.legend import legend_of
from app.exporters.wall.sheets import EDGE, MILLIMETRE
from app.exporters.wall.wall import Poster, export_wall, plan_wall
from app.exporters.wall.words import WORDS as WALL_WORDS
from app.layout.shapes import Text
from app.layout.words import ENGLISH
from app.models.errors import InputError
from app.models.kinds import LANE_KINDS
from app.models.records import Journey, WallColumn
from tests.exporters.making import Map, small_map
from tests.fuzzing import cases

SPOKEN = {**ENGLISH, **WORDS, **WALL_WORDS}
A0 = Poster()
DATE = datetime(2026, 11, 21, tzinfo=UTC)
LONG = "A title that somebody pasted from a document and that does not end before the reader sleeps, Übertragungsgesetz"


def export(made, tmp_path, poster=A0):
    out = tmp_path / "wall.pdf"
    return out, export_wall(made.snapshot(), out, made.journey_id, poster, date=DATE)


def wall(made):
    return wall_of(made.content, made.content.get(Journey, made.journey_id), SPOKEN)


def codes(made):
    shown = wall(made)
    return {f"{column.code}{row.code}" for column in shown.columns for row in shown.rows if row.code}


def read(out):
    """Return size, words and what the paths on it are in (left, bottom, right, top), of each page."""
    pages = []
    with pypdfium2.PdfDocument(out) as document:
        for page in document:
            text = page.get_textpage().get_text_range()
            paths = [each.get_bounds() for each in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH])]
            pages.append((page.get_size(), text.split(), paths))
    return pages


def test_a_paper_shows_stages_lanes_and_a_code_in_each_cell(tmp_path):
    made = small_map()
    out, warnings = export(made, tmp_path)
    ((size, words, _),) = read(out)
    assert size == pytest.approx(PAPERS["A0"], abs=0.1)
    assert not warnings
    found = Counter(word for word in words if word in codes(made))
    sample = "C3"
    assert found == Counter(dict.fromkeys(codes(made), 1)) + Counter([sample])
    text = " ".join(words)
    for expected in (
        "Consideration",
        "Chooses",
        "Maya commuter",
        "Touchpoints",
        "What hurts, what delights?",
        "Emotion",
    ):
        assert expected in text
    for expected in ("How to write a note", f"{sample} pain queue too long", "21 November 2026", "Northwind Rail.clew"):
        assert expected in text
    with pypdfium2.PdfDocument(out) as document:
        assert document.get_metadata_value("Title") == "Buying a ticket: wall template"
        assert [mark.get_title() for mark in document.get_toc()][:2] == ["Buying a ticket", "Awareness"]


@pytest.mark.parametrize("sheets", ["A4", "A3"])
def test_each_code_is_on_one_sheet_between_its_crop_marks(sheets, tmp_path):
    made = small_map()
    out, _ = export(made, tmp_path, Poster("A0", sheets))
    (size, first, _), *pages = read(out)
    assert sorted(size) == pytest.approx(PAPERS[sheets], abs=0.1)
    names = [f"{row}/{column}" for row in range(1, 20) for column in range(1, 20) if f"{row}/{column}" in first]
    assert len(pages) == len(names)
    assert "100 mm" in " ".join(first)
    seen: Counter[str] = Counter()
    for page_size, words, paths in pages:
        assert page_size == size
        seen.update(word for word in words if word in codes(made))
        marks = [box for box in paths if _is_mark(box)]
        assert len(marks) == 8
    assert seen == Counter(dict.fromkeys(codes(made), 1)) + Counter(["C3"])


def _is_mark(box):
    """Tell whether a path is a thin line 5 mm long; pdfium adds half a point on all sides."""
    left, bottom, right, top = box
    short, long = sorted((right - left, top - bottom))
    return short < 1.1 and long == pytest.approx(5 * MILLIMETRE + 1, abs=0.2)


@given(
    columns=st.integers(1, 40),
    kinds=st.lists(st.sampled_from(LANE_KINDS), min_size=1, max_size=9),
    paper=st.sampled_from(("A0", "A1", "fit")),
    title=st.sampled_from(("Pay", LONG, "我买一张火车票", "أشتري تذكرة القطار")),
    sheets=st.sampled_from(("A4", "A3")),
    steps=st.integers(1, 3),
)
@cases(12)
def test_nothing_that_is_written_is_cut(columns, kinds, paper, title, sheets, steps):
    made = Map(title)
    for number in range(0, columns, steps):
        made.stage(title, [title] * min(steps, columns - number))
    for kind in kinds:
        made.lane(kind, made.swimlane(title) if kind == "notes" else None)
    shown = wall(made)
    try:
        plan = plan_wall(shown, legend_of(shown, "file", SPOKEN), Poster(paper, sheets), SPOKEN)
    except InputError:
        return
    texts: Counter[str] = Counter()
    assert plan.sheets == len(plan.leaves) - 1
    for leaf in plan.leaves[1:]:
        _, board, *_ = leaf.groups
        for shape in board.shapes:
            bounds = shape.bounds
            left, top = board.x + bounds.x * board.scale, board.y + bounds.y * board.scale
            right, bottom = board.x + bounds.right * board.scale, board.y + bounds.bottom * board.scale
            assert left >= EDGE - 0.1, shape
            assert top >= EDGE - 0.1, shape
            assert right <= leaf.width - EDGE + 0.1, shape
            assert bottom <= leaf.height - EDGE + 0.1, shape
            if isinstance(shape, Text):
                texts["".join(run.text for line in shape.block.lines for run in line.runs)] += 1
    assert all(texts[code] == 1 for code in codes(made))


def test_cuts_are_at_lines_where_they_use_the_sheet_and_else_in_between():
    assert cut(100.0, 100.0, 10.0, (), ()) == (0.0, 100.0)
    assert cut(200.0, 100.0, 10.0, (30.0, 80.0, 150.0), ()) == (0.0, 80.0, 150.0, 200.0)
    assert cut(200.0, 100.0, 0.0, (30.0,), ((35.0, 120.0),)) == (0.0, 100.0, 200.0)


def test_a_map_without_stages_has_columns_without_names(tmp_path):
    made = Map("Blank")
    out, _ = export(made, tmp_path, Poster("A1"))
    ((_, words, _),) = read(out)
    assert {f"{letter}{row}" for letter in "ABCDEFGH" for row in "12"} <= set(words)
    assert {"Touchpoints", "Emotion"} <= set(words)


def test_codes_that_were_given_stay_and_others_follow(tmp_path):
    made = small_map()
    step = made.stage("Return")[0]
    made.content.put(WallColumn(journey_id=made.journey_id, code="M", step_id=step))
    letters = [column.code for column in wall(made).columns]
    assert letters == [*"NOPQRSTU", "M"]


def test_what_is_too_small_is_said(tmp_path):
    made = Map("Forty")
    for number in range(40):
        made.stage(f"Stage {number}")
    made.lane("touchpoints")
    with pytest.raises(InputError, match="40 columns and 1 row leave cells of 9 × "):
        export(made, tmp_path, Poster("A3"))
    assert not (tmp_path / "wall.pdf").exists()
    _, (warning,) = export(made, tmp_path)
    assert "smaller than a sticky note" in warning
    out, warnings = export(made, tmp_path, Poster("fit"))
    assert not warnings
    ((size, _, _),) = read(out)
    assert size[0] > 40 * 76 * MILLIMETRE
    with pytest.raises(InputError, match="A4, A3"):
        export(made, tmp_path, Poster("A0", "A1"))

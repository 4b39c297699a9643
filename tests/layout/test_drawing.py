"""What everything on a map looks like, as shapes."""

# mypy: disable-error-code="union-attr,arg-type"
# Where a test looks for something that isn't there, it fails by that.

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given

from app.layout import drawing
from app.layout.curve_drawing import draw_curve
from app.layout.drawing import (
    draw_band_title,
    draw_card,
    draw_chip,
    draw_grid,
    draw_lane_label,
    draw_stage_header,
    draw_step_header,
    second_line,
)
from app.layout.icons import draw_icon
from app.layout.labels import HEADER_END, HEADER_PADDING
from app.layout.look import HOPE_DASH, LIGHT
from app.layout.map_layout import lay_out_map
from app.layout.shapes import Path, Rect, Shape, Text, circle, moved
from app.layout.sheet import MapLayout
from app.layout.words import ENGLISH
from app.models.content import Content
from app.models.kinds import CARD_KINDS, LANE_OF
from app.models.records import Card, EmotionOverride, Lane, Persona
from app.scoring.emotion import defaults_of
from tests.layout.maps import maps, put_card, small_map


def words_of(shapes):
    """Return what the texts of shapes say, one string each."""
    return [
        " ".join("".join(run.text for run in line.runs) for line in shape.block.lines).strip()
        for shape in shapes
        if isinstance(shape, Text)
    ]


def inside(shapes, width, height):
    """Return whether all ink is in a box at 0, 0; half a hairline may stick out."""
    boxes = [shape.bounds for shape in shapes]
    return all(
        box.x >= -0.51 and box.y >= -0.51 and box.right <= width + 0.51 and box.bottom <= height + 0.51 for box in boxes
    )


@pytest.mark.parametrize("kind", CARD_KINDS)
def test_a_card_shows_its_kind_by_colour_icon_and_word(kind):
    content = small_map()
    card = Card(id="c", journey_id="j", kind=kind, title="Title", rank="V")
    shapes = draw_card(content, card, 168.0)
    assert f"{kind}.edge" in {shape.fill for shape in shapes if isinstance(shape, Path)}
    icon = [path.commands[-2:] for path in draw_icon(kind, 0.0, 0.0, 16.0, f"{kind}.edge")]
    assert len([shape for shape in shapes if isinstance(shape, Path)]) >= 1 + len(icon)
    title, second = words_of(shapes)
    assert title == "Title"
    assert second.startswith(ENGLISH[kind])
    assert LANE_OF[kind] in ENGLISH


@pytest.mark.parametrize(
    ("kind", "sentiment", "state", "line"),
    [
        ("pain", None, "current", "pain · −1 default"),
        ("pain", -1.0, "current", "pain · −1"),
        ("gain", None, "to-be", "gain"),
        ("touchpoint", 0.5, "current", "touchpoint · +0.5"),
        ("touchpoint", None, "current", "touchpoint"),
    ],
)
def test_the_second_line_says_what_the_card_counts_as(kind, sentiment, state, line):
    content = small_map(state=state)
    card = Card(id="c", journey_id="j", kind=kind, rank="V", sentiment=sentiment)
    assert second_line(card, defaults_of(content, "j")) == line


def test_notes_and_shared_cards_are_marked():
    content = small_map()
    card = Card(id="c", journey_id="j", kind="pain", title="T", rank="V")
    plain = len(draw_card(content, card, 168.0))
    assert len(draw_card(content, replace(card, note="n"), 168.0)) > plain
    both = draw_card(content, replace(card, note="n", shared_id="g"), 168.0)
    marks = [shape.bounds for shape in both if isinstance(shape, Path) and shape.stroke == "muted"]
    text = [shape for shape in both if isinstance(shape, Text)][-1]
    assert marks
    assert all(mark.x > text.bounds.right for mark in marks)


def test_a_card_is_drawn_once_and_kept():
    content = small_map()
    card = Card(id="c", journey_id="j", kind="pain", title="T", rank="V")
    assert draw_card(content, card, 168.0) is draw_card(content, replace(card, id="d"), 168.0)


def test_the_key_of_a_curve_names_it_and_says_how_much_is_behind_it():
    content = small_map()
    put_card(content, "a", "pain", "pains", "t0")
    layout = lay_out_map(content, "j")
    (curve,) = layout.curves
    shapes = draw_lane_label(layout.lane("mood"), (curve,))
    assert words_of(shapes) == ["Emotion", "Maya", "weighted mean, n = 1"]
    (sample,) = [shape for shape in shapes if isinstance(shape, Path) and shape.stroke == "persona.0"]
    assert sample.stroke == "persona.0"


def test_points_by_hand_are_diamonds_and_defaults_hollow():
    content = small_map()
    put_card(content, "a", "pain", "pains", "t0")
    put_card(content, "b", "pain", "pains", "t1", sentiment=-1.0)
    content.put(EmotionOverride(swimlane_id="w0", step_id="t2", value=1.0))
    (curve,) = lay_out_map(content, "j").curves
    shapes = draw_curve(curve)
    marks = [shape for shape in shapes if isinstance(shape, Path) and shape.fill]
    assert [mark.fill for mark in marks] == ["sheet", "persona.0", "persona.0"]
    assert [len(mark.commands) for mark in marks] == [6, 6, 5]
    assert words_of(shapes) == ["−1 · n 1", "−1 · n 1", "+1 by hand · n 0"]


def test_hopes_are_dashed():
    content = small_map(state="to-be")
    put_card(content, "a", "pain", "pains", "t0", sentiment=-1.0)
    put_card(content, "b", "gain", "pains", "t1", sentiment=1.0)
    (curve,) = lay_out_map(content, "j").curves
    lines = [
        shape
        for shape in draw_curve(curve)
        if isinstance(shape, Path) and shape.stroke == "persona.0" and not shape.fill
    ]
    assert [each.dash for each in lines] == [HOPE_DASH]


def test_long_titles_make_their_headers_higher():
    content = small_map()
    content.put(replace(content.get(Persona, "p0"), name="A very long name " * 9, role="and a role " * 12))
    content.put(replace(content.get(Lane, "mood"), title="What goes on in her while she waits " * 4))
    layout = lay_out_map(content, "j")
    band = layout.bands[1]
    assert inside(drawing.draw_band_title(band), band.box.width, band.box.height)
    mood = layout.lane("mood")
    assert inside(draw_lane_label(mood, layout.curves[:1]), mood.label.width, mood.label.height)


def test_moved_scales_before_it_moves():
    assert moved((("M", 1.0, 2.0), ("Z",)), 10.0, 20.0, 3.0) == (("M", 13.0, 26.0), ("Z",))
    assert Path(moved(circle(0.0, 0.0, 1.0), 5.0, 5.0), fill="ink").bounds == (4.0, 4.0, 2.0, 2.0)


def test_bounds_include_half_the_stroke():
    assert Rect(0.0, 0.0, 10.0, 10.0, stroke="line", stroke_width=2.0).bounds == (-1.0, -1.0, 12.0, 12.0)
    assert Path((), fill="ink").bounds == (0.0, 0.0, 0.0, 0.0)


def boxes_of(layout):
    """Return the size of every drawn thing by part and id."""
    sizes = {("grid", ""): (layout.width, layout.height)}
    sizes |= {("stage", each.stage_id): each.box[2:] for each in layout.stages}
    sizes |= {("step", each.step_id): each.box[2:] for each in layout.steps}
    sizes |= {("band", each.swimlane_id or ""): each.box[2:] for each in layout.bands}
    sizes |= {("lane", each.lane_id): each.label[2:] for each in layout.lanes}
    sizes |= {("curve", each.lane_id): each.box[2:] for each in layout.curves}
    sizes |= {("card", card_id): each.box[2:] for card_id, each in layout.cards.items()}
    for lane in layout.lanes:
        sizes |= {("chip", f"{lane.lane_id}/{each.opportunity_id}/{each.column}"): each.box[2:] for each in lane.chips}
    return sizes


class Placed(NamedTuple):
    """The shapes of one thing on the sheet; `id` is that of its record, if any."""

    part: str
    id: str
    shapes: tuple[Shape, ...]


def draw_sheet(content: Content, layout: MapLayout) -> Iterator[Placed]:
    """Yield everything on a laid-out map."""
    yield Placed("grid", "", draw_grid(layout))
    yield from (Placed("stage", each.stage_id, draw_stage_header(each.title, *each.box[2:])) for each in layout.stages)
    yield from (Placed("step", each.step_id, draw_step_header(each.title, *each.box[2:])) for each in layout.steps)
    bands = (band for band in layout.bands if band.box.height)
    yield from (Placed("band", each.swimlane_id or "", draw_band_title(each)) for each in bands)
    yield from (Placed("curve", each.lane_id, draw_curve(each)) for each in layout.curves)
    for lane in layout.lanes:
        yield Placed("lane", lane.lane_id, draw_lane_label(lane, layout.curves_on(lane.lane_id)))
        for card in lane.inside.cards:
            if card.id in lane.inside.boxes:
                yield Placed("card", card.id, draw_card(content, card, lane.inside.boxes[card.id].width))
        for chip in lane.chips:
            yield Placed("chip", f"{lane.lane_id}/{chip.opportunity_id}/{chip.column}", draw_chip(chip))


@given(maps())
def test_everything_is_drawn_within_its_box_in_colours_of_the_theme(content):
    layout = lay_out_map(content, "j")
    sizes = boxes_of(layout)
    drawn = set()
    for placed in draw_sheet(content, layout):
        assert inside(placed.shapes, *sizes[placed.part, placed.id]), (placed.part, placed.id)
        drawn.add((placed.part, placed.id))
        for shape in placed.shapes:
            roles = [shape.colour] if isinstance(shape, Text) else [shape.fill, shape.stroke]
            assert all(role is None or role in LIGHT.colours for role in roles)
    bars = {("band", band.swimlane_id or "") for band in layout.bands if not band.box.height}
    assert drawn == set(sizes) - bars


@given(maps())
def test_titles_are_never_cut(content):
    layout = lay_out_map(content, "j")
    for placed in draw_sheet(content, layout):
        for shape in placed.shapes:
            if isinstance(shape, Text):
                assert not shape.block.truncated


def test_a_name_begins_at_its_icon_in_every_script():
    content = small_map()
    content.put(replace(content.get(Persona, "p0"), name="ليلى"))
    layout = lay_out_map(content, "j")
    band = next(band for band in layout.bands if band.name == "ليلى")
    (title, *_) = [shape for shape in draw_band_title(band) if isinstance(shape, Text)]
    assert title.bounds.x < 60
    key = draw_lane_label(layout.lane("mood"), [curve for curve in layout.curves if curve.name == "ليلى"])
    (sample,) = [shape for shape in key if isinstance(shape, Path) and shape.stroke == "persona.0"]
    name = [shape for shape in key if isinstance(shape, Text)][1]
    assert 0 < name.bounds.x - sample.bounds.right < 16


def test_on_paper_a_title_bar_does_not_fold():
    band = next(band for band in lay_out_map(small_map(), "j").bands if band.name == "Maya")
    folding, paper = draw_band_title(band), draw_band_title(band, folds=False)
    assert len(paper) < len(folding)
    assert words_of(paper) == words_of(folding)
    assert paper[-1].bounds.x < folding[-1].bounds.x


@pytest.mark.parametrize("sentiment", [-2.0, -1.0, -0.7, -0.5, -0.3, 0.0, 0.3, 0.5, 0.7, 1.0, 2.0])
@pytest.mark.parametrize("following", [-2.0, 0.0, 2.0])
def test_the_zero_line_strikes_no_figure_out(sentiment, following):
    content = small_map()
    put_card(content, "a", "pain", "pains", "t0", sentiment=sentiment)
    put_card(content, "b", "pain", "pains", "t1", sentiment=following)
    (curve,) = lay_out_map(content, "j").curves
    figure = next(shape for shape in draw_curve(curve) if isinstance(shape, Text))
    middle = figure.bounds.y + figure.bounds.height / 2
    assert abs(middle - curve.zero) >= figure.bounds.height / 2


@pytest.mark.parametrize("title", ["الوعي", "A title that ends right where the plus is"])
def test_a_header_leaves_room_for_its_plus(title):
    (_, text) = draw_stage_header(title, 184.0, 48.0)
    assert text.bounds.x >= HEADER_PADDING
    assert text.bounds.right <= 184.0 - HEADER_END + 0.01

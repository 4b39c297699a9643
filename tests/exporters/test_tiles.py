"""A map cut into tiles: each card is whole on one tile, and what names it stands beside it."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from math import inf

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.exporters.tiles import LEAST_BODY, BandPart, LanePart, cut_map, draw_tile
from app.layout.map_layout import lay_out_map
from app.layout.shapes import Text
from app.models.kinds import CardKind
from app.models.records import Channel, Opportunity, OpportunityCard, Swimlane
from tests.exporters.making import Map, grid_map, small_map


def laid_out(made):
    return lay_out_map(made.content, made.journey_id)


def shown(layout, columns, part):
    """Return the cards of a lane's part that a tile shows, with their boxes on the sheet of the lane."""
    boxes = layout.lane(part.lane.lane_id).inside.boxes
    return {
        card_id: box
        for card_id, box in boxes.items()
        if card_id not in part.hidden and box.right > columns.x and box.x < columns.x + columns.width
    }


def texts(groups):
    return [
        " ".join(run.text for line in shape.block.lines for run in line.runs)
        for group in groups
        for shape in group.shapes
        if isinstance(shape, Text)
    ]


@st.composite
def any_map(draw):
    made = Map()
    numbers = st.integers(1, 3)
    steps = [
        step
        for number in range(draw(st.integers(1, 5)))
        for step in made.stage(f"Stage {number}", [f"Step {each}" for each in range(draw(numbers))])
    ]
    for number in range(draw(st.integers(0, 3))):
        swimlane = made.swimlane(f"Persona {number}") if draw(st.booleans()) else None
        for kind in draw(st.lists(st.sampled_from(("touchpoints", "experience", "emotion")), max_size=3)):
            lane = made.lane(kind, swimlane)
            if kind == "emotion":
                continue
            card_kind: CardKind = "touchpoint" if kind == "touchpoints" else "pain"
            for _ in range(draw(st.integers(0, 12))):
                title = "word " * draw(st.sampled_from((1, 5, 30, 120)))
                step = draw(st.sampled_from(steps))
                made.card(card_kind, title, lane, step, span=draw(st.sampled_from((1, 1, 1, 2, 4))))
    return made


@given(any_map(), st.floats(340, 2000), st.floats(250, 2500))
def test_every_card_is_whole_on_one_tile(made, width, height):
    layout = laid_out(made)
    tiling = cut_map(layout, width, height)
    seen: Counter[str] = Counter()
    for rows in tiling.rows:
        for columns in tiling.columns:
            for part in rows.lanes:
                for card_id, box in shown(layout, columns, part).items():
                    if card_id in tiling.cut:
                        seen[card_id] = 1
                        continue
                    seen[card_id] += 1
                    assert columns.x <= box.x
                    assert box.right <= columns.x + columns.width
                    assert part.start <= box.y
                    assert box.bottom <= part.start + part.height
    assert seen == Counter(dict.fromkeys(layout.cards, 1))


@given(any_map(), st.floats(340, 2000), st.floats(250, 2500))
def test_tiles_keep_to_the_page(made, width, height):
    layout = laid_out(made)
    tiling = cut_map(layout, width, height)
    assert [columns.first for columns in tiling.columns[1:]] == [columns.last for columns in tiling.columns[:-1]]
    for columns in tiling.columns:
        assert layout.label_width + columns.width <= width + 0.01
    for rows in tiling.rows:
        assert rows.height <= max(height, tiling.header_height + LEAST_BODY) + 0.01
        parts: list[BandPart | LanePart] = [*rows.bands, *rows.lanes]
        tops = [(part.top, part.top + part.height) for part in parts]
        ordered = sorted(tops)
        assert all(end <= start + 0.01 for (_, end), (start, _) in pairwise(ordered))


@given(any_map(), st.floats(340, 2000), st.floats(250, 2500))
def test_only_cards_larger_than_a_page_are_cut(made, width, height):
    layout = laid_out(made)
    tiling = cut_map(layout, width, height)
    for card_id in tiling.cut:
        box = layout.cards[card_id].box
        alone = box.width + 16 > width - layout.label_width or box.height > height - tiling.header_height - 40
        chained = any(other in tiling.cut and other != card_id for other in tiling.cut) or box.width > 184
        assert alone or chained


def test_whole_map_is_one_tile():
    layout = laid_out(small_map())
    tiling = cut_map(layout)
    assert len(tiling.rows) == len(tiling.columns) == 1
    assert tiling.rows[0].height == pytest.approx(layout.height)
    assert tiling.header_height == layout.header_height


def test_labels_and_headers_are_repeated():
    made = small_map()
    layout = laid_out(made)
    tiling = cut_map(layout, 800, 500)
    assert len(tiling.columns) > 1
    assert len(tiling.rows) > 2
    for rows in tiling.rows:
        for columns in tiling.columns:
            words = texts(draw_tile(made.content, layout, tiling, columns, rows))
            for lane_part in rows.lanes:
                assert lane_part.lane.title in words
            names = {band.swimlane_id: band.name for band in layout.bands}
            assert {names[part.lane.swimlane_id] for part in rows.lanes} <= set(words)
            for stage in layout.stages:
                here = stage.box.x < columns.x + columns.width and stage.box.right > columns.x
                assert (stage.title in words) == here


def test_stage_cut_by_a_tile_shows_its_whole_title_on_both():
    made = Map()
    title = "A stage with a title that takes the width of several of its columns"
    steps = made.stage(title, ("one", "two", "three", "four"))
    made.card("touchpoint", "Card", made.lane("touchpoints"), steps[0])
    layout = laid_out(made)
    tiling = cut_map(layout, 144 + 2 * 184, inf)
    assert len(tiling.columns) == 2
    for columns in tiling.columns:
        groups = list(draw_tile(made.content, layout, tiling, columns, tiling.rows[0]))
        (header,) = [group for group in groups if title.split()[0] in " ".join(texts([group]))]
        text = next(shape for shape in header.shapes if isinstance(shape, Text))
        assert not text.block.truncated
        assert text.y + text.block.height <= tiling.stage_height


def test_curve_is_clipped_at_the_columns_of_its_tile():
    made = grid_map(12, 3, 60)
    layout = laid_out(made)
    tiling = cut_map(layout, 144 + 5 * 184, inf)
    for columns in tiling.columns:
        groups = list(draw_tile(made.content, layout, tiling, columns, tiling.rows[0]))
        (curve,) = [group for group in groups if group.clip]
        assert curve.clip is not None
        assert curve.x + curve.clip.x == pytest.approx(layout.label_width)
        assert curve.clip.width == pytest.approx(columns.width)
        figures = [shape for shape in curve.shapes if isinstance(shape, Text)]
        assert len(figures) == columns.last - columns.first


def test_lane_higher_than_a_page_goes_on_where_it_stopped():
    made = Map()
    (step,), (other,) = made.stage("One"), made.stage("Two")
    lane = made.lane("touchpoints")
    for number in range(20):
        made.card("touchpoint", f"Card {number} " * (number % 4 + 1), lane, step if number % 3 else other)
    layout = laid_out(made)
    tiling = cut_map(layout, inf, 400)
    parts: list[LanePart] = [part for rows in tiling.rows for part in rows.lanes]
    assert len(parts) == 3
    assert not tiling.cut
    assert all(layout.lane(lane).inside.boxes.keys() - part.hidden for part in parts)


def test_card_higher_than_a_page_is_cut_and_named():
    made = Map()
    (step,) = made.stage("One")
    lane = made.lane("touchpoints")
    long, short = made.card("touchpoint", "word " * 400, lane, step), made.card("touchpoint", "Short", lane, step)
    layout = laid_out(made)
    tiling = cut_map(layout, inf, 400)
    assert tiling.cut == {long}
    showing = [
        [card for card in (long, short) if card not in part.hidden] for rows in tiling.rows for part in rows.lanes
    ]
    assert showing[0] == [long]
    assert sum(short in cards for cards in showing) == 1


@given(st.integers(1, 9), st.floats(340, 900), st.floats(250, 900))
def test_rows_lines_and_opportunities_are_on_paper_once(count, width, height):
    made = Map()
    steps = [step for number in range(3) for step in made.stage(f"Stage {number}")]
    swimlane, folded = made.swimlane("Maya"), made.swimlane("Jon")
    ways, back = made.lane("channels", swimlane), made.lane("backstage", swimlane)
    made.lane("opportunities", swimlane)
    made.card("touchpoint", "hidden", made.lane("touchpoints", folded), steps[0])
    made.content.put(replace(made.content.get(Swimlane, folded), collapsed=True))
    channels = [made.put(Channel, name=f"Way{number}") for number in range(count)]
    for number, channel in enumerate(channels):
        step = steps[number % 3]
        card = made.card("touchpoint", f"card{number}", ways, step, channel_id=channel)
        made.card("action", f"act{number}", back, step)
        chosen = made.put(Opportunity, title=f"chance{number}")
        made.content.put(OpportunityCard(opportunity_id=chosen, card_id=card))
    layout = laid_out(made)
    tiling = cut_map(layout, width, height)
    tiles = [
        (columns, texts(draw_tile(made.content, layout, tiling, columns, rows)))
        for rows in tiling.rows
        for columns in tiling.columns
    ]
    seen = Counter(word for _, words in tiles for word in words)
    for number in range(count):
        assert seen[f"chance{number}"] == seen[f"card{number}"] == seen[f"act{number}"] == 1
        assert seen[f"Way{number}"] >= len(tiling.columns)
    assert seen["Line of visibility"] == len(tiling.columns)
    assert seen["1 card not shown"] == len(tiling.columns)
    for columns, words in tiles:
        assert sum(word.startswith("chance") for word in words) <= count * (columns.last - columns.first)

"""What is painted: glyphs of the layout's own fonts, colours of the theme, near and far."""

import sys

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from app.canvas.cards import FAR_WIDTH, level_at
from app.canvas.painter import Ink, glyph_runs
from app.canvas.view import MapView
from app.layout.geometry import COLUMN_WIDTH
from app.layout.look import DARK, LIGHT
from app.layout.shapes import Path, Rect, Text, circle
from app.layout.styles import BODY, lay_out
from app.models.ranks import ranks_between
from app.models.records import Card
from app.services.cards import move_cards


def paint(shapes, theme=LIGHT, size=(200, 80), zoom=1.0) -> QImage:
    image = QImage(size[0], size[1], QImage.Format.Format_RGB32)
    image.fill(QColor(theme["sheet"]))
    painter = QPainter(image)
    painter.scale(zoom, zoom)
    Ink(theme).picture(shapes).draw(painter, zoom)
    painter.end()
    return image


def inked(image: QImage, theme=LIGHT) -> QRect:
    """The smallest rectangle that holds everything that differs from the sheet."""
    paper = QColor(theme["sheet"]).rgb()
    dots = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) != paper]
    xs, ys = [x for x, _ in dots], [y for _, y in dots]
    return QRect(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1) if dots else QRect()


def test_rectangles_and_paths_are_painted_in_the_colours_of_the_theme(qapp):
    shapes = (Rect(10, 10, 50, 30, 4, "pain.fill", "pain.edge", 2), Path(circle(120, 40, 20), fill="gain.edge"))
    for theme in (LIGHT, DARK):
        image = paint(shapes, theme)
        assert image.pixelColor(35, 25) == QColor(theme["pain.fill"])
        assert image.pixelColor(35, 10) == QColor(theme["pain.edge"])
        assert image.pixelColor(120, 40) == QColor(theme["gain.edge"])
        assert image.pixelColor(180, 70) == QColor(theme["sheet"])


@pytest.mark.parametrize("text", ["Compares fares", "مرحبا بالعالم", "नमस्ते दुनिया", "สวัสดีครับ", "车站在哪里", "Привет"])
def test_a_text_fills_the_width_that_the_layout_measured(qapp, text):
    block = lay_out(text, BODY, 400)
    line = block.lines[0]
    ink = inked(paint((Text(block, 10, 10, "ink"),), size=(440, 60)))
    assert abs(ink.left() - (10 + line.x)) <= 4
    assert abs(ink.right() - (10 + line.x + line.width)) <= 4


def test_a_text_is_drawn_sharp_at_any_zoom(qapp):
    block = lay_out("Il", BODY, 400)
    darkest = []
    for zoom in (1.0, 4.0):
        image = paint((Text(block, 4, 2, "ink"),), size=(120, 100), zoom=zoom)
        edge = [image.pixelColor(x, int(12 * zoom)).lightness() for x in range(120)]
        darkest.append(sum(60 < value < 220 for value in edge))
    # A picture blown up fourfold would have soft edges four times as wide.
    assert darkest[1] <= darkest[0] + 2


def test_emoji_are_painted_in_colour(qapp):
    block = lay_out("😀", BODY, 400)
    run = block.lines[0].runs[0]
    if run.face.kind != "colour":
        pytest.skip("there is no font with coloured emoji on this machine")
    image = paint((Text(block, 10, 10, "ink"),))
    yellow = [
        (x, y)
        for x in range(60)
        for y in range(60)
        if image.pixelColor(x, y).hsvSaturation() > 150 and 30 < image.pixelColor(x, y).hue() < 60
    ]
    assert len(yellow) > 40
    assert abs(inked(image).width() - run.advances[0]) <= 3


def test_one_run_for_each_face(qapp):
    assert len(glyph_runs(lay_out("One line\nand another", BODY, 400))) == 1
    assert len(glyph_runs(lay_out("One 车站 two", BODY, 400))) == 2


@pytest.fixture
def big(map_):
    """A thousand cards on two lanes."""
    with map_.store.edit("Fill") as edit:
        for lane in (map_.lane(0, "touchpoints"), map_.lane(1, "touchpoints")):
            ranks = ranks_between(None, None, 500)
            for number, rank in enumerate(ranks):
                step = map_.steps[number % 5]
                edit.put(
                    Card(
                        id=f"{lane}{number}",
                        journey_id=map_.journey,
                        kind="touchpoint",
                        title=f"Card {number}",
                        lane_id=lane,
                        step_id=step,
                        rank=rank,
                    )
                )
    return map_


def drawn(view: MapView) -> set[str]:
    return set(view.map_scene.cards.items)


def test_a_thousand_cards_have_items_near_and_none_far(big, qtbot):
    cards, view = big.view.map_scene.cards, big.view
    qtbot.waitUntil(lambda: set(view.layout_.cards_in_rect(view.seen())) <= drawn(view))
    assert len(drawn(view)) < 200
    view.zoom_to(FAR_WIDTH / COLUMN_WIDTH * 0.9)
    assert cards.level == "far"
    qtbot.waitUntil(lambda: big.lane(0, "touchpoints") in cards.lanes)
    view.grab()
    qtbot.waitUntil(lambda: not drawn(view))
    view.zoom_to(1.0)
    qtbot.waitUntil(lambda: set(view.layout_.cards_in_rect(view.seen())) <= drawn(view))
    qtbot.waitUntil(lambda: not cards.lanes[big.lane(0, "touchpoints")].isVisible())


def test_from_far_each_card_still_has_the_colour_of_its_kind(big, qtbot):
    view = big.view
    view.show_all()
    assert level_at(view.zoom) == "far"
    qtbot.waitUntil(lambda: big.lane(0, "touchpoints") in view.map_scene.cards.lanes)
    image = view.grab().toImage()
    card = view.layout_.cards[f"{big.lane(0, 'touchpoints')}7"].box
    pixel = view.pixel_of(card.x + card.width / 2, card.y + card.height / 2).toPoint()
    assert image.pixelColor(pixel) == view.ink.mixed("touchpoint.edge", "sheet").color()


def test_what_is_not_made_yet_is_seen_as_rectangles(big, monkeypatch):
    view = big.view
    monkeypatch.setattr("app.canvas.cards.SLICE", 0.0)
    monkeypatch.setattr("app.canvas.cards.AT_ONCE", 1)
    view.scroll_by(0, 6000)
    missing = [card_id for card_id in view.layout_.cards_in_rect(view.seen()) if card_id not in drawn(view)]
    assert missing
    box = view.layout_.cards[missing[0]].box
    pixel = view.pixel_of(box.x + 2, max(box.y, view.seen().y) + 4).toPoint()
    assert view.grab().toImage().pixelColor(pixel) == QColor(LIGHT["touchpoint.edge"])


def test_items_far_outside_of_the_view_are_let_go(big, qtbot):
    view = big.view
    for _ in range(8):
        view.scroll_by(0, 900)
        view.grab()
    qtbot.waitUntil(lambda: set(view.layout_.cards_in_rect(view.seen())) <= drawn(view))
    qtbot.waitUntil(lambda: len(drawn(view)) < 250)


def test_a_card_dropped_on_another_lane_is_drawn_there(big):
    lane, card = big.lane(1, "touchpoints"), f"{big.lane(0, 'touchpoints')}0"
    move_cards(big.store, [card], lane, big.steps[0])
    view = big.view
    view.reveal(view.layout_.cards[card].box)
    assert card in view.layout_.cards_in_rect(view.seen())


def test_painting_a_view_many_times_keeps_the_references_to_none(map_):
    for step in range(4):
        map_.add("pain", f"Pain {step}", map_.lane(0, "experience"), step)
    for _ in range(3):
        map_.view.viewport().grab()
    before = sys.getrefcount(None)
    for _ in range(100):
        map_.view.viewport().grab()  # each paints four cards, two curves and the grid
    assert abs(sys.getrefcount(None) - before) < 100


@pytest.mark.parametrize("said", ["Pain", "\N{GRINNING FACE}"])
def test_letters_are_drawn_however_large_they_get(qapp, said):
    shapes = [Text(lay_out(said, BODY, 200.0), 2.0, 2.0, "ink")]
    near, far = (inked(paint(shapes, size=(round(50 * zoom), round(30 * zoom)), zoom=zoom)) for zoom in (8.0, 2.0))
    assert near.width() == pytest.approx(4 * far.width(), rel=0.1)
    assert near.y() == pytest.approx(4 * far.y(), abs=6)

"""Marks over cards, as they are painted."""

import pytest
from PySide6.QtGui import QColor

from app.canvas.describe import describe_focus
from app.canvas.sheet_view import SheetView
from app.layout.look import DARK, LIGHT
from app.layout.marks import FRAME, HEIGHT, LOOKS, OVERHANG, Mark
from app.services.cards import delete_cards
from app.services.lanes import add_lane
from app.services.opportunities import make_opportunity


@pytest.fixture
def sheet(map_, qtbot):
    lane = map_.lane(0, "touchpoints")
    map_.ids = [map_.add("touchpoint", f"Card {number}", lane, number % 3) for number in range(5)]
    view = SheetView(map_.store, LIGHT)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show_journey(map_.journey)
    view.show()
    qtbot.waitExposed(view)
    return view


def _near(view, place, colour, reach=2):
    """Whether a colour is painted at, or some pixels around, a place of the sheet."""
    image, at, wanted = view.grab().toImage(), view.pixel_of(*place).toPoint(), QColor(colour).name()
    spread = range(-reach, reach + 1)
    return any(image.pixelColor(at.x() + dx, at.y() + dy).name() == wanted for dx in spread for dy in spread)


def _at(view, card_id):
    box = view.layout_.cards[card_id].box
    frame = (box.x + 60, box.bottom + FRAME)
    badge = (box.right + OVERHANG - 12, box.y - OVERHANG + HEIGHT - 3)
    return frame, badge, (box.right, box.y)


@pytest.mark.parametrize("role", LOOKS)
def test_each_role_has_its_badge_and_frame_and_from_far_a_dot(map_, sheet, role):
    colour, card = LOOKS[role].colour, map_.ids[0]
    frame, badge, corner = _at(sheet, card)
    assert not _near(sheet, badge, LIGHT[colour])
    sheet.set_marks({card: Mark(role, "7"), "not on this map": Mark("added")})
    for theme in (LIGHT, DARK):
        sheet.set_theme(theme)
        assert _near(sheet, badge, theme[colour])
        assert _near(sheet, frame, theme[colour], 5) == (LOOKS[role].dash is not None)
    sheet.zoom_to(0.2)
    sheet.map_scene.ink.zooming = False
    assert _near(sheet, corner, DARK[colour])
    assert not _near(sheet, _at(sheet, map_.ids[1])[2], DARK[colour])


def test_an_opportunity_is_marked_on_each_of_its_chips(map_, sheet):
    add_lane(map_.store, map_.journey, None, "opportunities")
    made = make_opportunity(map_.store, map_.ids[:2])
    sheet.show_source(map_.store)
    lane = next(each for each in sheet.layout_.lanes if each.chips)
    boxes = [chip.box.moved(0.0, lane.y) for chip in lane.chips]
    assert len(boxes) == 2
    places = [(box.right + OVERHANG - 12, box.y - OVERHANG + HEIGHT - 3) for box in boxes]
    assert not any(_near(sheet, place, LIGHT["ink"]) for place in places)
    sheet.set_marks({made: Mark("votes", "7")})
    assert all(_near(sheet, place, LIGHT["ink"]) for place in places)
    sheet.zoom_to(0.2)
    sheet.map_scene.ink.zooming = False
    assert all(_near(sheet, (box.right, box.y), LIGHT["ink"]) for box in boxes)


def test_marks_follow_their_cards_and_go(map_, sheet):
    below = map_.ids[3]
    sheet.set_marks({below: Mark("added")})
    frame, *_ = _at(sheet, below)
    assert _near(sheet, frame, LIGHT["good"])
    map_.store.subscribe(sheet.follow)
    delete_cards(map_.store, [map_.ids[0]])
    moved, *_ = _at(sheet, below)
    assert moved != frame
    assert _near(sheet, moved, LIGHT["good"])
    assert not _near(sheet, frame, LIGHT["good"])
    sheet.set_marks({})
    assert not _near(sheet, moved, LIGHT["good"])


def test_an_arrow_leads_from_where_a_card_was(map_, sheet):
    card = map_.ids[0]
    box = sheet.layout_.cards[card].box
    was = box.moved(400.0, 300.0)
    before = sheet.grab().toImage()
    sheet.set_marks({card: Mark("moved", from_box=was)})
    middle = sheet.pixel_of((box.x + was.x + box.width) / 2, (box.y + was.y + box.height) / 2).toPoint()
    after = sheet.grab().toImage()
    spread = [(middle.x() + dx, middle.y()) for dx in range(-4, 5)]
    assert any(before.pixelColor(*each) != after.pixelColor(*each) for each in spread)
    sheet.set_marks({card: Mark("moved", from_box=box.moved(2.0, 0.0))})
    assert sheet.map_scene.marks._arrows == [], "it would not be seen beside its frame"


def test_screen_readers_hear_of_them(map_):
    card = map_.add("touchpoint", "Compares prices", map_.lane(0, "touchpoints"), 0)
    map_.focus(map_.lane(0, "touchpoints"), 0, card)
    map_.view.set_marks({card: Mark("votes", "7")})
    assert "votes: 7" in describe_focus(map_.view)
    map_.view.set_marks({card: Mark("removed")})
    assert "removed" in describe_focus(map_.view)

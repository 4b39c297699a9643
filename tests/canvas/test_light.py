"""What is in the light, and how the view comes to it."""

import pytest
from PySide6.QtTest import QTest

from app.canvas.motion import moves, set_motion
from app.canvas.sheet_view import COMING, SheetView
from app.canvas.spotlight import DIMMING
from app.layout.look import DARK, LIGHT
from app.layout.walk import walk_of


@pytest.fixture
def sheet(map_, qtbot):
    view = SheetView(map_.store, LIGHT)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show_journey(map_.journey)
    view.show()
    qtbot.waitExposed(view)
    yield view
    set_motion(True)


def _samples(view):
    """A place in the first and the second stage, above each, and beside the first and the second swimlane."""
    layout = view.layout_
    first, second = layout.columns[:2]
    y = layout.lanes[0].y + 60
    image = view.grab().toImage()
    places = [view.pixel_of(each.x + 90, y).toPoint() for each in (first, second)]
    heads = [(place.x(), 30) for place in places]
    return [image.pixelColor(place).name() for place in places], [image.pixelColor(*each).name() for each in heads]


def test_everything_but_the_box_is_dimmed_on_the_sheet_and_beside_it(sheet, qtbot):
    set_motion(False)
    assert not moves()
    usual = _samples(sheet)
    _, first, _, *_ = walk_of(sheet.layout_, "stages")
    sheet.spotlight(first.box)
    (lit, dimmed), (head, other) = _samples(sheet)
    assert [lit, head] == [usual[0][0], usual[1][0]]
    assert dimmed != usual[0][1]
    assert other != usual[1][1]
    sheet.set_theme(DARK)
    (lit, dimmed), _ = _samples(sheet)
    assert lit == DARK["sheet"]
    assert dimmed != lit
    sheet.set_theme(LIGHT)
    sheet.spotlight(None)
    assert _samples(sheet) == usual


def test_the_light_takes_its_time_where_motion_is_on(sheet, qtbot):
    usual = _samples(sheet)
    scenes = walk_of(sheet.layout_, "stages")
    sheet.spotlight(scenes[2].box)
    assert _samples(sheet) == usual, "it begins where it was"
    QTest.qWait(DIMMING + 60)
    assert _samples(sheet)[0][0] != usual[0][0]
    assert _samples(sheet)[0][1] == usual[0][1]


def test_the_light_goes_with_its_map(map_, sheet):
    set_motion(False)
    sheet.spotlight(walk_of(sheet.layout_, "stages")[1].box)
    sheet.show_journey(map_.journey)
    assert sheet.light.box is None
    sheet.spotlight(walk_of(sheet.layout_, "personas")[1].box)
    assert sheet.light.box is not None


@pytest.mark.parametrize("by", ["stages", "personas"])
def test_a_box_comes_into_view_as_large_as_it_can(sheet, by):
    set_motion(False)
    for scene in walk_of(sheet.layout_, by):
        sheet.show_box(scene.box)
        seen, layout = sheet.seen(), sheet.layout_
        left, top = max(scene.box.x, layout.label_width), max(scene.box.y, layout.header_height)
        slack = 1.0 / sheet.zoom
        assert seen.x <= left + slack
        assert seen.y <= top + slack
        assert seen.right >= scene.box.right - slack
        assert seen.bottom >= scene.box.bottom - slack
        assert sheet.zoom <= 2.0


def test_the_view_comes_softly_and_ends_where_it_would_be_at_once(sheet):
    box = walk_of(sheet.layout_, "personas")[2].box
    start = sheet.seen()
    sheet.show_box(box)
    assert sheet.seen() == start
    QTest.qWait(COMING + 80)
    there, zoom = sheet.seen(), sheet.zoom
    set_motion(False)
    sheet.show_all()
    sheet.show_box(box)
    assert sheet.seen().x == pytest.approx(there.x, abs=1.0)
    assert sheet.seen().y == pytest.approx(there.y, abs=1.0)
    assert sheet.zoom == zoom


def test_who_moves_the_view_meanwhile_has_it(sheet):
    sheet.show_box(walk_of(sheet.layout_, "personas")[2].box)
    sheet.zoom_to(0.3)
    zoom = sheet.zoom
    QTest.qWait(COMING + 60)
    assert sheet.zoom == zoom

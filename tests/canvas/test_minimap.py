"""The overview in the corner: what it shows, where it lies, how it moves the view, what it costs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from app.canvas.minimap import HIGHEST, LATER, WIDEST, _runs
from app.layout.look import DARK
from app.layout.sheet import Focus


@pytest.fixture
def long_map(map_, qtbot):
    """A map that is higher and wider than its view, with the overview wanted."""
    for lane in (map_.lane(0, "touchpoints"), map_.lane(1, "touchpoints")):
        for step in range(5):
            for number in range(8):
                map_.add("touchpoint", f"Card {number}", lane, step)
    map_.view.resize(800, 560)
    map_.view.minimap.want(True)
    qtbot.wait(2 * LATER)
    return map_


def test_it_is_there_while_there_is_more_than_is_in_view(long_map):
    view = long_map.view
    assert view.minimap.isVisible()
    assert view.minimap.width() <= WIDEST
    assert view.minimap.height() <= HIGHEST
    view.show_all()
    assert not view.minimap.isVisible()
    view.zoom_to(1.0)
    assert view.minimap.isVisible()
    view.minimap.want(False)
    assert not view.minimap.isVisible()


def test_it_stays_in_its_corner_while_the_view_scrolls(long_map):
    view = long_map.view
    before = view.minimap.geometry()
    view.scroll_by(40, 60)
    assert view.minimap.geometry() == before
    view.zoom_by(1.3)
    corner = view.viewport().rect().bottomRight() - view.minimap.geometry().bottomRight()
    assert (corner.x(), corner.y()) == (12, 12)


def test_it_makes_way_for_the_focus(long_map):
    view = long_map.view
    right = view.minimap.x()
    place = view.minimap.geometry().center()
    spot = view.place_of(place + view.viewport().pos())
    cell = view.layout_.cell_at(spot.x(), spot.y())
    view.focus_spot(Focus(cell.lane_id, cell.step_id))
    assert view.minimap.x() < right
    view.focus_spot(view.layout_.first_focus())
    assert view.minimap.x() == right


def test_at_the_end_of_the_sheet_nothing_lies_under_it(long_map):
    view = long_map.view
    view.scroll_by(0, 100_000)
    end = view.pixel_of(0, view.layout_.height).y() - view.viewport().pos().y()
    assert end <= view.minimap.y()


def test_a_click_and_a_drag_move_the_view(long_map):
    view, minimap = long_map.view, long_map.view.minimap
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=minimap.rect().bottomRight())
    bars = view.horizontalScrollBar(), view.verticalScrollBar()
    assert bars[0].value() > 0
    low = bars[1].value()
    assert low > 0
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, pos=minimap.rect().center())
    middle = view.seen()
    assert abs(middle.y + middle.height / 2 - view.layout_.height / 2) < view.layout_.height / 20
    QTest.mouseMove(minimap, minimap.rect().topLeft())
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, pos=minimap.rect().topLeft())
    assert not view.hand.busy
    assert view.selection.cards == ()


def colours(minimap) -> set[str]:
    image = minimap._picture.toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def test_its_picture_follows_changes_and_the_theme(long_map, qtbot):
    minimap, ink = long_map.view.minimap, long_map.view.ink
    assert ink.mixed("pain.edge", "sheet").color().name() not in colours(minimap)
    long_map.add("pain", "A pain", long_map.lane(0, "experience"), 0)
    qtbot.wait(3 * LATER)
    assert ink.mixed("pain.edge", "sheet").color().name() in colours(minimap)
    long_map.view.set_theme(DARK)
    qtbot.wait(3 * LATER)
    assert ink.colour("sheet").name() in colours(minimap)


def test_scrolling_paints_no_picture(long_map, qtbot, monkeypatch):
    minimap = long_map.view.minimap
    painted = []
    monkeypatch.setattr(minimap, "_paint_picture", lambda: painted.append(1))
    for _ in range(10):
        long_map.view.scroll_by(5, 5)
    qtbot.wait(2 * LATER)
    assert painted == []
    assert minimap.accessibleName()


def test_a_lane_that_did_not_change_is_not_gathered_again(long_map, qtbot):
    minimap = long_map.view.minimap
    before = dict(minimap._blocks)
    long_map.add("pain", "A pain", long_map.lane(0, "experience"), 0)
    qtbot.wait(3 * LATER)
    changed = {lane for lane, blocks in minimap._blocks.items() if blocks is not before.get(lane)}
    assert changed == {long_map.lane(0, "experience")}


def test_an_empty_map_needs_no_overview(map_, qtbot):
    map_.view.resize(600, 400)
    map_.view.minimap.want(True)
    qtbot.wait(2 * LATER)
    assert not map_.view.minimap.isVisible()
    map_.add("pain", "Long queue", map_.lane(0, "experience"), 0)
    qtbot.waitUntil(map_.view.minimap.isVisible)


def test_its_curves_have_the_gaps_of_the_map(map_):
    for step in (0, 1, 3):
        map_.add("pain", "Long queue", map_.lane(0, "experience"), step)
    curve = map_.view.layout_.curves[0]
    assert [[point.column for point in run] for run in _runs(curve.points)] == [[0, 1], [3]]

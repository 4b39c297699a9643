"""The map looked at through a lens, used by mouse and keys."""

import pytest
from PySide6.QtCore import Qt

from app.canvas.items.picture import FAINT
from app.canvas.sights import looks_in
from app.layout.lens import Lens
from app.layout.look import kind_edge
from app.models.records import Card
from app.services.connectors import connect
from app.services.fields import set_fields

ONLINE = (("presence", frozenset({"online"})),)


@pytest.fixture
def driver(map_):
    return map_


@pytest.fixture
def ids(driver):
    """Three cards in one cell, the first of them online, and one beside it; the first leads to the last."""
    lane = driver.lane(0, "touchpoints")
    cards = [driver.add("touchpoint", title, lane, step) for title, step in (("A", 0), ("B", 0), ("C", 0), ("D", 1))]
    set_fields(driver.store, cards[:1], presence="online")
    connect(driver.store, cards[0], cards[3])
    return cards


def test_hidden_cards_are_neither_found_nor_selected(driver, ids):
    view = driver.view
    view.select(ids[:2])
    place = driver.at_card(ids[1])
    told: list[list[str]] = []
    view.selection_changed.connect(told.append)
    view.set_lens(Lens(filters=ONLINE, hides=True))
    assert view.selection.cards == (ids[0],)
    assert told[-1] == [ids[0]]
    assert view.layout_.stack(driver.lane(0, "touchpoints"), driver.steps[0]) == (ids[0],)
    driver.click(place)
    assert ids[1] not in view.selection.cards
    driver.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert set(view.selection.cards).isdisjoint(ids[1:])
    assert set(view.map_scene.cards.items).isdisjoint(ids[1:])


def test_connectors_to_hidden_cards_are_not_drawn(driver, ids):
    routes = driver.view.map_scene.connectors
    driver.view.map_scene.connectors.routes  # noqa: B018 - found now
    assert len(routes.routes) == 1
    driver.view.set_lens(Lens(filters=ONLINE, hides=True))
    assert len(routes.routes) == 0
    driver.view.set_lens(Lens())
    assert len(routes.routes) == 1


def test_a_new_card_stays_until_the_filter_changes(driver, ids):
    view, lane = driver.view, driver.lane(0, "touchpoints")
    lens = Lens(filters=ONLINE, hides=True)
    view.set_lens(lens)
    new = driver.add("touchpoint", "New", lane, 2)
    set_fields(driver.store, [ids[3]], note="edited")
    assert {ids[0], new, ids[3]} <= set(view.layout_.cards)
    assert {ids[1], ids[2]}.isdisjoint(view.layout_.cards)
    view.set_lens(Lens())
    view.set_lens(lens)
    assert {new, ids[3]}.isdisjoint(view.layout_.cards)
    driver.store.undo()
    assert ids[3] in view.layout_.cards, "what undo changes is seen"


def test_a_card_that_is_looked_for_is_uncovered(driver, ids):
    driver.view.set_lens(Lens(filters=ONLINE, hides=True))
    driver.view.uncover([ids[2]])
    assert ids[2] in driver.view.layout_.cards
    assert ids[1] not in driver.view.layout_.cards


def test_dimming_moves_nothing_and_paints_faintly(driver, ids, qtbot):
    view = driver.view
    boxes = dict(view.layout_.cards)
    items = view.map_scene.cards.items
    qtbot.waitUntil(lambda: set(ids) <= items.keys())
    bright = view.grab().toImage().pixelColor(driver.at_card(ids[1], 0.005, 0.5))
    view.set_lens(Lens(filters=ONLINE))
    assert dict(view.layout_.cards) == boxes
    assert [items[each].dimmed for each in ids] == [False, True, True, True]
    faint = view.grab().toImage().pixelColor(driver.at_card(ids[1], 0.005, 0.5))
    assert faint.lightness() > bright.lightness()
    view.set_lens(Lens())
    assert not any(items[each].dimmed for each in ids)


def test_a_line_to_a_dimmed_card_is_faint(driver, ids, qtbot):
    connectors = driver.view.map_scene.connectors
    qtbot.waitUntil(lambda: len(connectors.items) == 1)
    driver.view.set_lens(Lens(filters=ONLINE))
    (item,) = connectors.items.values()
    assert item.opacity == FAINT
    driver.view.set_lens(Lens())
    assert item.opacity == 1.0


def test_a_colour_rule_colours_near_far_and_the_overview(driver, ids, qtbot):
    view, scene = driver.view, driver.view.map_scene
    qtbot.waitUntil(lambda: set(ids) <= scene.cards.items.keys())
    shapes = scene.cards.items[ids[0]].shapes
    view.set_lens(Lens(colour_by="presence"))
    qtbot.waitUntil(lambda: scene.cards.items[ids[1]].paint_ is not None)
    assert scene.cards.items[ids[0]].paint_.role == "persona.0"
    assert scene.cards.items[ids[0]].shapes != shapes
    look = looks_in(view.layout_.sight, driver.content)
    assert look(driver.content.get(Card, ids[0])).edge == "persona.0"
    assert look(driver.content.get(Card, ids[1])).edge == "muted"
    view.zoom_to(0.2)
    far = scene.cards.lanes
    qtbot.waitUntil(
        lambda: driver.lane(0, "touchpoints") in far and far[driver.lane(0, "touchpoints")].seen is not None
    )
    view.set_lens(Lens())
    lane = far[driver.lane(0, "touchpoints")]
    qtbot.waitUntil(lambda: lane.seen.paints is view.layout_.sight.paints)
    assert looks_in(view.layout_.sight, driver.content)(driver.content.get(Card, ids[0])).edge == kind_edge(
        "touchpoint"
    )


def test_an_edit_repaints_a_card_in_the_colour_of_its_new_value(driver, ids, qtbot):
    view, items = driver.view, driver.view.map_scene.cards.items
    view.set_lens(Lens(colour_by="presence"))
    qtbot.waitUntil(lambda: ids[1] in items and items[ids[1]].paint_ is not None)
    set_fields(driver.store, [ids[1]], presence="online")
    assert items[ids[1]].paint_.value == "online"
    set_fields(driver.store, [ids[2]], presence="offline")
    qtbot.waitUntil(lambda: items[ids[2]].paint_.value == "offline")


def test_dropping_beside_hidden_cards_keeps_them(driver, ids):
    driver.view.set_lens(Lens(filters=ONLINE, hides=True))
    lane = driver.lane(0, "touchpoints")
    driver.drag(driver.at_card(ids[0]), driver.at_cell(lane, 1))
    assert driver.cell(lane, 0) == ["B", "C"]
    assert set(driver.cell(lane, 1)) == {"A", "D"}


def test_curves_together_keep_the_focus_on_the_map(driver, ids):
    view = driver.view
    driver.focus(driver.lane(1, "emotion"), 0)
    view.set_lens(Lens(curves_together=True))
    assert len({curve.lane_id for curve in view.layout_.curves}) == 1
    assert len(view.layout_.curves) == 2
    assert view.selection.spot is not None
    view.set_lens(Lens())
    assert len({curve.lane_id for curve in view.layout_.curves}) == 2


def test_a_lens_is_no_part_of_the_file(driver, ids):
    steps, written = len(driver.store.steps()), driver.store.path.read_bytes()
    driver.view.set_lens(Lens(colour_by="presence", filters=ONLINE, hides=True))
    assert len(driver.store.steps()) == steps
    assert driver.store.path.read_bytes() == written

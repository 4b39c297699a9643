"""Sizes, spans, splitting, merging and folding: by mouse, by key, without a trace when cancelled."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from app.canvas.hits import Hit
from app.canvas.menus import menu_for
from app.canvas.selection import Header
from app.layout.geometry import COLUMN_WIDTH, LEAST_COLUMN
from app.layout.sheet import Focus
from app.models.content import lanes_of, stages_of, steps_of, swimlanes_of
from app.models.kinds import LANE_KINDS
from app.models.records import Card, Channel, Lane, Opportunity, OpportunityCard, Step, Swimlane
from app.services.emotion import override_emotion
from app.services.lanes import add_lane, delete_lane
from tests.scores import MATRIX, matrix_scores, scored

SHIFT_ALT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def at_edge(map_, number):
    """Return the pixel of the right edge of a column in the header."""
    column = map_.view.layout_.columns[number]
    return QPoint(round(map_.view.pixel_of(column.x + column.width, 0).x()), map_.view.panes[0].height() - 6)


def at_lower_edge(map_, lane):
    row = map_.view.layout_.lane(lane)
    return QPoint(90, round(map_.view.pixel_of(0, row.y + row.height).y()))


def width(map_, number):
    return map_.content.get(Step, map_.steps[number]).width


def test_a_columns_edge_is_dragged_in_steps_of_the_grid(map_):
    start = at_edge(map_, 1)
    map_.drag(start, start + QPoint(61, 0))
    assert width(map_, 1) == COLUMN_WIDTH + 64
    assert map_.view.layout_.stages[1].box.width == COLUMN_WIDTH + 64
    assert map_.store.undo_label == "Resize column"
    map_.drag(at_edge(map_, 1), at_edge(map_, 1) - QPoint(900, 0))
    assert width(map_, 1) == LEAST_COLUMN
    map_.double_click(at_edge(map_, 1))
    assert width(map_, 1) is None
    map_.view.undo()
    assert width(map_, 1) is not None


def test_a_resize_is_shown_and_cancelled_without_a_trace(map_):
    step, start = map_.store.step, at_edge(map_, 0)
    map_.press(start)
    map_.move(start + QPoint(50, 0))
    assert map_.view.overlay.insertion == (map_.view.layout_.columns[0].x + COLUMN_WIDTH + 48, True)
    assert map_.view.overlay._lit.isVisible()
    map_.key(Qt.Key.Key_Escape)
    map_.release(start + QPoint(50, 0))
    assert map_.store.step == step
    assert map_.view.overlay.insertion is None
    assert not map_.view.overlay._lit.isVisible()
    lane = map_.lane(0, "touchpoints")
    start = at_lower_edge(map_, lane)
    map_.press(start)
    map_.move(start + QPoint(0, 50))
    map_.key(Qt.Key.Key_Escape)
    map_.release(start + QPoint(0, 50))
    assert map_.store.step == step


def test_a_lanes_edge_is_dragged_and_goes_back_to_what_it_needs(map_):
    lane = map_.lane(0, "touchpoints")
    least = map_.view.layout_.lane(lane).least
    start = at_lower_edge(map_, lane)
    map_.drag(start, start + QPoint(0, 45))
    assert map_.content.get(Lane, lane).height == map_.view.layout_.lane(lane).height == least + 48
    start = at_lower_edge(map_, lane)
    map_.drag(start, start - QPoint(0, 300))
    assert map_.content.get(Lane, lane).height is None
    assert map_.view.layout_.lane(lane).height == least


def test_the_pointer_says_what_an_edge_does(map_):
    view = map_.view
    card = map_.add("touchpoint", "One", map_.lane(0, "touchpoints"), 0)
    for pixel, kind, shape in (
        (at_edge(map_, 0), "column edge", Qt.CursorShape.SplitHCursor),
        (at_lower_edge(map_, map_.lane(0, "touchpoints")), "lane edge", Qt.CursorShape.SplitVCursor),
        (map_.at_card(card, 0.99), "card edge", Qt.CursorShape.SizeHorCursor),
    ):
        pointer = view._pointer(pixel, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
        assert pointer.hit.kind == kind
        view.hover(pointer)
        assert view.cursor().shape() == shape


def test_sizes_by_key_are_one_step_each_run(map_):
    map_.view.go_to(Header("stage", map_.view.layout_.stages[0].stage_id))
    for _ in range(2):
        map_.key(Qt.Key.Key_Right, SHIFT_ALT)
    assert width(map_, 0) == COLUMN_WIDTH + 48
    map_.key(Qt.Key.Key_Left, SHIFT_ALT)
    assert width(map_, 0) == COLUMN_WIDTH + 24
    map_.key(Qt.Key.Key_Home, SHIFT_ALT)
    assert width(map_, 0) is None
    map_.view.undo()
    assert width(map_, 0) == COLUMN_WIDTH + 24
    map_.view.undo()
    assert width(map_, 0) is None
    assert map_.store.undo_label == "Add persona to the map"
    lane = map_.lane(0, "touchpoints")
    map_.view.go_to(Header("lane", lane))
    map_.key(Qt.Key.Key_Down, SHIFT_ALT)
    assert map_.content.get(Lane, lane).height == map_.view.layout_.lane(lane).least + 24
    map_.key(Qt.Key.Key_Up, SHIFT_ALT)
    assert map_.content.get(Lane, lane).height is None


def test_a_card_is_stretched_by_its_edge_and_by_key(map_):
    lane = map_.lane(0, "touchpoints")
    card = map_.add("touchpoint", "One", lane, 0)
    start = map_.at_card(card, 0.99)
    columns = map_.view.layout_.columns
    map_.press(start)
    map_.move(start + QPoint(round(columns[1].width * 1.8), 0))
    assert map_.view.overlay._rubber.isVisible()
    map_.release(start + QPoint(round(columns[1].width * 1.8), 0))
    assert map_.card(card).span == 3
    assert map_.view.selection.cards == (card,)
    assert map_.view.layout_.cards[card].box.width == sum(each.width for each in columns[:3]) - 16
    map_.key(Qt.Key.Key_Left, SHIFT_ALT)
    assert map_.card(card).span == 2
    map_.key(Qt.Key.Key_Home, SHIFT_ALT)
    assert map_.card(card).span == 1
    for _ in range(9):
        map_.key(Qt.Key.Key_Right, SHIFT_ALT)
    assert map_.card(card).span == len(columns)
    step = map_.store.step
    start = map_.at_card(card, 0.999)
    map_.press(start)
    map_.move(start - QPoint(400, 0))
    map_.key(Qt.Key.Key_Escape)
    map_.release(start)
    assert map_.store.step == step


def test_a_card_over_steps_keeps_its_span_where_it_fits(map_):
    lane = map_.lane(0, "touchpoints")
    card = map_.add("touchpoint", "One", lane, 0)
    map_.focus(lane, 0, card)
    map_.key(Qt.Key.Key_Right, SHIFT_ALT)
    map_.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert (map_.card(card).step_id, map_.card(card).span) == (map_.steps[1], 2)


def test_a_plain_stage_is_split_and_its_steps_are_named_one_after_the_other(map_):
    stage = map_.view.layout_.stages[0].stage_id
    map_.view.go_to(Header("stage", stage))
    map_.key(Qt.Key.Key_D, CTRL_SHIFT)
    map_.type("Hears of it", Qt.Key.Key_Return)
    map_.type("Reads about it", Qt.Key.Key_Return)
    assert [step.title for step in steps_of(map_.content, stage)] == ["Hears of it", "Reads about it"]
    assert map_.view.writing.target is None


def test_steps_are_merged_and_what_goes_is_said(map_, qtbot):
    stage = stages_of(map_.content, map_.journey)[3]
    first, second = (step.id for step in steps_of(map_.content, stage.id))
    swimlane = swimlanes_of(map_.content, map_.journey)[0]
    override_emotion(map_.store, swimlane.id, second, 1.5)
    map_.view.go_to(Header("step", first))
    with qtbot.waitSignal(map_.view.notice) as said:
        map_.key(Qt.Key.Key_M, CTRL)
    assert "+1.5" in said.args[0]
    assert [step.id for step in steps_of(map_.content, stage.id)] == [first]
    assert map_.view.selection.spot == Header("step", first)
    map_.view.go_to(Header("stage", stage.id))
    with qtbot.waitSignal(map_.view.message):
        map_.key(Qt.Key.Key_M, CTRL)


def test_stages_are_merged_and_begun_again(map_):
    stages = stages_of(map_.content, map_.journey)
    map_.view.go_to(Header("stage", stages[0].id))
    map_.key(Qt.Key.Key_M, CTRL)
    assert map_.stages[0] == "Awareness"
    assert map_.view.selection.spot == Header("stage", stages[0].id)
    map_.view.go_to(Header("step", map_.steps[1]))
    map_.view.structure.begin_stage()
    assert map_.stages[:2] == ["Awareness", "Choice"]


def test_a_swimlane_is_folded_by_key_by_arrow_and_from_a_cell(map_):
    swimlane = swimlanes_of(map_.content, map_.journey)[0]
    map_.focus(map_.lane(0, "touchpoints"), 0)
    map_.key(Qt.Key.Key_F, CTRL_SHIFT)
    assert map_.content.get(Swimlane, swimlane.id).collapsed
    assert map_.view.selection.spot == Header("swimlane", swimlane.id)
    map_.key(Qt.Key.Key_Right)
    assert not map_.content.get(Swimlane, swimlane.id).collapsed
    map_.key(Qt.Key.Key_Left)
    assert map_.content.get(Swimlane, swimlane.id).collapsed
    map_.key(Qt.Key.Key_Left)
    assert map_.content.get(Swimlane, swimlane.id).collapsed


def test_every_kind_of_lane_is_offered_with_an_icon_in_groups(map_):
    map_.view.structure.offer_lanes()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    kinds = [action for action in menu.actions() if not action.isSeparator()]
    assert sorted(action.text() for action in kinds) == sorted(map_.view.words[kind] for kind in LANE_KINDS)
    assert all(not action.icon().isNull() for action in kinds)
    kinds[1].trigger()
    menu.close()
    swimlane = swimlanes_of(map_.content, map_.journey)[0]
    assert [lane.kind for lane in lanes_of(map_.content, map_.journey, swimlane.id)][-1] == "channels"


def test_a_card_gets_the_channel_of_the_row_that_it_is_dropped_on(map_):
    swimlane = swimlanes_of(map_.content, map_.journey)[0]
    lane = add_lane(map_.store, map_.journey, swimlane.id, "channels", before=map_.lane(0, "touchpoints"))
    with map_.store.edit("Channels") as edit:
        edit.put(Channel(id="shop", name="Shop", rank="1"), Channel(id="phone", name="Phone", rank="2"))
    cards = [map_.add("touchpoint", title, lane, 0) for title in ("One", "Two", "Three")]
    with map_.store.edit("Give channels") as edit:
        for card, channel in zip(cards, ("shop", "phone", "phone"), strict=True):
            edit.put(replace(map_.card(card), channel_id=channel))
    map_.drag(map_.at_card(cards[1]), map_.at_card(cards[0], down=0.1))
    assert map_.card(cards[1]).channel_id == "shop"
    assert map_.cell(lane, 0) == ["Two", "One", "Three"]
    map_.focus(lane, 0, cards[0])
    map_.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert map_.card(cards[0]).channel_id == "phone"
    map_.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert map_.card(cards[0]).channel_id == "shop"


@pytest.fixture
def chips(map_):
    """An opportunities lane with two opportunities in the first step."""
    swimlane = swimlanes_of(map_.content, map_.journey)[0]
    card = map_.add("pain", "One", map_.lane(0, "experience"), 0)
    lane = add_lane(map_.store, map_.journey, swimlane.id, "opportunities", before=map_.lane(0, "touchpoints"))
    with map_.store.edit("Opportunities") as edit:
        edit.put(*MATRIX)
        for name, value in (("a", 80.0), ("b", 20.0)):
            edit.put(*scored(Opportunity(id=name, rank=name, title=name), value, value))
            edit.put(OpportunityCard(opportunity_id=name, card_id=card))
    return lane


def test_a_new_card_has_the_channel_of_its_row(map_):
    swimlane = swimlanes_of(map_.content, map_.journey)[0]
    lane = add_lane(map_.store, map_.journey, swimlane.id, "channels", before=map_.lane(0, "touchpoints"))
    with map_.store.edit("Channels") as edit:
        edit.put(Channel(id="shop", name="Shop", rank="1"), Channel(id="phone", name="Phone", rank="2"))
    cards = [map_.add("touchpoint", title, lane, 0) for title in ("One", "Two")]
    with map_.store.edit("Give channels") as edit:
        for card, channel in zip(cards, ("shop", "phone"), strict=True):
            edit.put(replace(map_.card(card), channel_id=channel))
    map_.focus(lane, 0, cards[0])
    map_.type("t")
    place = map_.view.writing.editor.geometry().center()
    row = map_.view.layout_.lane(lane)
    shop = row.inside.rows[0]
    assert 0 < map_.view.place_of(place).y() - row.y - shop.y < shop.height + 60
    map_.type("Three", Qt.Key.Key_Return)
    map_.type("Four", Qt.Key.Key_Escape)
    row = map_.view.layout_.lane(lane)
    phone = row.inside.rows[1]
    column = map_.view.layout_.columns[1]
    map_.double_click(map_.view.pixel_of(column.x + 40, row.y + phone.y + 20).toPoint())
    map_.type("Five", Qt.Key.Key_Escape)
    channels = {card.title: card.channel_id for card in map_.content.all(Card).values()}
    assert channels == {"One": "shop", "Two": "phone", "Three": "shop", "Four": "shop", "Five": "phone"}


def test_an_opportunity_is_chosen_by_click_and_by_enter(map_, chips, qtbot):
    row = map_.view.layout_.lane(chips)
    box = row.chips[1].box
    pixel = map_.view.pixel_of(box.x + 20, row.y + box.y + 8).toPoint()
    with qtbot.waitSignal(map_.view.opportunity_chosen) as chosen:
        map_.click(pixel)
    assert chosen.args == ["b"]
    map_.view.choose_opportunities(["b"])
    map_.view.grab()
    map_.focus(chips, 0)
    with qtbot.waitSignal(map_.view.opportunity_chosen) as chosen:
        map_.key(Qt.Key.Key_Return)
    assert chosen.args == ["a"]
    assert "a" in map_.view.focus_text()


def test_opportunities_follow_changes_and_the_weight(map_, chips):
    def shown():
        return [chip.title for chip in map_.view.layout_.lane(chips).chips]

    assert shown() == ["a", "b"]
    with map_.store.edit("Value") as edit:
        edit.put(*matrix_scores("b", 100.0, 100.0))
    assert shown() == ["b", "a"]
    with map_.store.edit("Value") as edit:
        edit.put(*matrix_scores("a", 100.0, 0.0))
        edit.put(*matrix_scores("b", 0.0, 90.0))
    map_.view.set_weight(1.0)
    assert shown() == ["a", "b"]
    map_.view.set_weight(0.0)
    assert shown() == ["b", "a"]


def test_a_lane_becomes_another_kind_and_its_cards_wait(map_, qtbot):
    lane = map_.lane(0, "experience")
    map_.add("pain", "One", lane, 0)
    menu = menu_for(map_.view, Hit("lane", lane))
    assert any(action.text().startswith("Change to") for action in menu.actions())
    menu.close()
    with qtbot.waitSignal(map_.view.notice):
        map_.view.structure.set_lane_kind(lane, "needs")
    assert map_.content.get(Lane, lane).kind == "needs"
    assert map_.waiting == ["One"]
    map_.view.undo()
    assert map_.cell(lane, 0) == ["One"]
    delete_lane(map_.store, lane)
    assert map_.waiting == ["One"]


def test_each_kind_of_lane_is_drawn_and_walked(map_):
    swimlane = swimlanes_of(map_.content, map_.journey)[0]
    for kind in LANE_KINDS:
        add_lane(map_.store, map_.journey, swimlane.id, kind)
    map_.view.show_all()
    map_.view.grab()
    map_.focus(map_.lane(0, "touchpoints"), 0)
    for _ in range(len(LANE_KINDS) + 2):
        map_.key(Qt.Key.Key_Down)
    assert isinstance(map_.view.selection.spot, Focus)
    lines = map_.view.map_scene._lines
    assert len(lines) == 3


def test_a_stage_goes_over_the_clipboard_with_its_cards(map_):
    lane = map_.lane(0, "touchpoints")
    map_.add("touchpoint", "One", lane, 0)
    map_.view.go_to(Header("stage", map_.view.layout_.stages[0].stage_id))
    map_.key(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().splitlines() == ["Awareness", "    - One (touchpoint)"]
    map_.key(Qt.Key.Key_V, CTRL)
    assert map_.stages == ["Awareness", "Awareness", "Choice", "Purchase", "Use"]
    assert map_.view.selection.spot == Header("stage", map_.view.layout_.stages[1].stage_id)
    assert map_.cell(lane, 1) == ["One"]
    map_.key(Qt.Key.Key_X, CTRL)
    assert map_.stages == ["Awareness", "Choice", "Purchase", "Use"]
    assert map_.waiting == []


def test_a_table_is_pasted_over_the_cells_from_the_focused_one_on(map_):
    lane = map_.lane(1, "experience")
    QApplication.clipboard().setText("Queue\tNo seat\n\tLate")
    map_.focus(lane, 1)
    map_.key(Qt.Key.Key_V, CTRL)
    assert map_.cell(lane, 1) == ["Queue"]
    assert map_.cell(lane, 2) == ["No seat", "Late"]
    assert len(map_.view.selection.cards) == 3


@pytest.mark.parametrize("carried", ["edge", "stage"])
def test_what_is_dragged_in_the_header_leaves_the_sheet_at_its_height(map_, qtbot, carried):
    map_.view.resize(900, 400)
    bar = map_.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.wait(50)
    below = bar.value()
    assert below > bar.minimum()
    start = at_edge(map_, 0) if carried == "edge" else map_.at_stage(0)
    map_.press(start)
    map_.move(start + QPoint(40, 0))
    qtbot.wait(200)  # time enough to scroll, where it did
    map_.release(start + QPoint(40, 0))
    assert bar.value() == below

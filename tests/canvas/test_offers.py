"""What the map offers: context menus on everything, pluses, drags from palette and tray."""

from typing import cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.canvas.describe import describe_focus
from app.canvas.hits import Hit
from app.canvas.menus import menu_for
from app.canvas.mime import carried_cards, carried_kind, carries_stage, carry_cards, carry_kind
from app.canvas.selection import Header
from app.layout.sheet import Focus
from app.models.content import lanes_of, stages_of, swimlanes_of
from app.models.records import Persona
from app.services.cards import unplace_cards
from app.services.framework import add_sub_journey
from app.services.personas import add_persona

Key = Qt.Key


def texts(menu: QMenu) -> list[str]:
    return [action.text().split("\t")[0] for action in menu.actions() if action.text()]


def choose(menu: QMenu, *path: str) -> None:
    """Trigger an action by its text, through submenus."""
    for number, text in enumerate(path):
        action = next(each for each in menu.actions() if each.text().split("\t")[0] == text)
        if number + 1 < len(path):
            menu = cast(QMenu, action.menu())
        else:
            action.trigger()


@pytest.fixture
def hits(map_):
    lane = map_.lane(0, "touchpoints")
    card = map_.add("touchpoint", "Poster", lane, 0)
    return {
        "card": Hit("card", card, Focus(lane, map_.steps[0], card)),
        "cell": Hit("cell", None, Focus(lane, map_.steps[1])),
        "stage": Hit("stage", map_.view.layout_.stages[0].stage_id),
        "step": Hit("step", map_.steps[-1]),
        "lane": Hit("lane", lane),
        "swimlane": Hit("swimlane", swimlanes_of(map_.content, map_.journey)[0].id),
        "corner": Hit("corner"),
        "nothing": Hit("nothing"),
        "add lane": Hit("add lane", swimlanes_of(map_.content, map_.journey)[0].id),
        "add swimlane": Hit("add swimlane"),
    }


def test_everything_has_a_menu(map_, hits):
    for kind, hit in hits.items():
        map_.view.aim(hit)
        assert texts(menu_for(map_.view, hit)), kind


def test_the_menu_of_a_card_changes_it(map_, hits):
    card = hits["card"].id
    map_.view.aim(hits["card"])
    choose(menu_for(map_.view, hits["card"]), "Sentiment", "+2")
    assert map_.card(card).sentiment == 2
    choose(menu_for(map_.view, hits["card"]), "Sentiment", "Default")
    assert map_.card(card).sentiment is None
    choose(menu_for(map_.view, hits["card"]), "Change to", "pain")
    assert map_.card(card).kind == "pain"
    choose(menu_for(map_.view, hits["card"]), "Move to Unplaced")
    assert map_.waiting == ["Poster"]


def test_a_step_that_opens_a_journey_shows_it_and_leads_there(map_, hits, qtbot):
    step = hits["step"].id
    opened = add_sub_journey(map_.view.store, step, "I pay")
    column = next(each for each in map_.view.layout_.columns if each.step_id == step)
    headers = [*map_.view.layout_.steps, *map_.view.layout_.stages]
    signed = [each for each in headers if each.title.endswith("»")]
    assert [getattr(each, "step_id", column.step_id) for each in signed] == [step]
    map_.view.focus_spot(
        Header("step", step) if signed[0] in map_.view.layout_.steps else Header("stage", column.stage_id)
    )
    assert "opens the journey I pay" in describe_focus(map_.view)
    with qtbot.waitSignal(map_.view.journey_asked) as asked:
        choose(menu_for(map_.view, hits["step"]), "Open the map of “I pay”")
    assert asked.args == [opened]


def test_menus_add_stages_steps_lanes_and_personas(map_, hits):
    choose(menu_for(map_.view, hits["stage"]), "Add stage before")
    map_.type("Before", Key.Key_Escape)
    assert map_.stages[0] == "Before"
    choose(menu_for(map_.view, hits["lane"]), "Add lane above", "Needs")
    swimlane = hits["swimlane"].id
    assert lanes_of(map_.content, map_.journey, swimlane)[0].kind == "needs"
    add_persona(map_.store, "Ada")
    choose(menu_for(map_.view, hits["add swimlane"]), "Ada")
    assert len(swimlanes_of(map_.content, map_.journey)) == 3
    choose(menu_for(map_.view, hits["add swimlane"]), "Lane for the whole map", "Questions")
    assert [lane.kind for lane in lanes_of(map_.content, map_.journey, None)] == ["questions"]


def test_a_persona_is_taken_off_the_map_or_deleted_and_the_cards_wait(map_, hits):
    choose(menu_for(map_.view, hits["swimlane"]), "Delete from the workspace")
    assert len(map_.content.all(Persona)) == 1
    assert map_.waiting == ["Poster"]
    map_.view.undo()
    assert len(map_.content.all(Persona)) == 2
    assert map_.waiting == []


def test_a_menu_is_opened_by_key_at_the_focused_place(map_, hits, qtbot):
    map_.view.focus_spot(hits["card"].focus)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(map_.view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Duplicate" in texts(menu)
    menu.close()


def test_the_menu_offers_no_move_past_the_end(map_):
    for number, offered in ((0, [False, True]), (1, [True, True]), (3, [True, False])):
        stage = map_.view.layout_.stages[number].stage_id
        menu = menu_for(map_.view, Hit("stage", stage))
        moves = [action.isEnabled() for action in menu.actions() if action.text().startswith("Move ")]
        assert moves == offered
        menu.deleteLater()


def test_the_triangle_folds_a_swimlane(map_):
    band = map_.view.layout_.bands[0]
    pixel = QPoint(10, round(map_.view.pixel_of(0, band.y + 12).y()))
    map_.click(pixel)
    assert map_.view.layout_.bands[0].collapsed
    map_.click(pixel)
    assert not map_.view.layout_.bands[0].collapsed


def test_a_card_put_back_where_it_was_is_no_step_of_the_history(map_):
    lane = map_.lane(0, "touchpoints")
    card = map_.add("touchpoint", "One", lane, 0)
    step = map_.store.step
    map_.drag(map_.at_card(card), map_.at_card(card) + QPoint(20, 30))
    assert map_.store.step == step


def test_the_editor_of_a_last_stage_has_room(map_):
    map_.view.zoom_to(1.6)
    map_.key(Key.Key_End)
    map_.key(Key.Key_S)
    editor = map_.view.writing.editor
    end = map_.view.layout_.columns[-1]
    assert editor.x() >= round(map_.view.pixel_of(end.x + end.width, 0).x()) - 2
    assert editor.geometry().right() <= map_.view.width()
    map_.key(Key.Key_Escape)


def test_an_unnamed_lane_keeps_the_name_of_its_kind(map_):
    step = map_.store.step
    map_.view.commands.rename(Header("lane", map_.lane(0, "touchpoints")))
    assert map_.view.writing.editor.toPlainText() == "Touchpoints"
    map_.key(Key.Key_Return)
    assert map_.store.step == step


# ---- from outside


def drag_in(map_, data, pixel: QPoint, *, drop: bool = True) -> bool:
    """Drag over sheet or panes and let go at a pixel of the view; tells whether the drag was accepted."""
    view, place = map_._target(pixel)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, data, left, none)
    QApplication.sendEvent(view, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(view, QDragMoveEvent(place, copy, data, left, none))
    if drop:
        QApplication.sendEvent(view, QDropEvent(QPointF(place), copy, data, left, none))
    return True


def test_what_is_carried_is_read_back():
    assert carried_kind(carry_kind("pain")) == "pain"
    assert carried_kind(carry_kind("stage")) is None
    assert carries_stage(carry_kind("stage"))
    assert carried_cards(carry_cards(["a", "b"])) == ["a", "b"]
    assert carried_cards(carry_kind("pain")) == []


def test_a_kind_from_the_palette_is_written_where_it_is_dropped(map_):
    lane = map_.lane(0, "experience")
    assert drag_in(map_, carry_kind("gain"), map_.at_cell(lane, 2))
    map_.type("No queue", Key.Key_Escape)
    assert map_.cell(lane, 2) == ["No queue"]


def test_a_stage_from_the_palette_is_named_where_it_is_dropped(map_):
    second = map_.view.layout_.stages[1].box
    pixel = map_.view.pixel_of(second.x + 8, 120).toPoint()
    assert drag_in(map_, carry_kind("stage"), pixel)
    map_.type("Search", Key.Key_Escape)
    assert [stage.title for stage in stages_of(map_.content, map_.journey)][:2] == ["Awareness", "Search"]


def test_a_stage_is_dropped_on_the_headers_as_well(map_):
    second = map_.view.layout_.stages[1].box
    assert drag_in(map_, carry_kind("stage"), QPoint(round(map_.view.pixel_of(second.x + 8, 0).x()), 10))
    map_.type("Search", Key.Key_Escape)
    assert [stage.title for stage in stages_of(map_.content, map_.journey)][:2] == ["Awareness", "Search"]


def test_the_map_scrolls_while_a_drag_from_outside_rests_near_an_edge(map_, qtbot):
    map_.view.resize(500, 500)
    seen = map_.view.viewport().geometry()
    drag_in(map_, carry_kind("pain"), QPoint(seen.right() - 4, seen.center().y()), drop=False)
    qtbot.waitUntil(lambda: map_.view.horizontalScrollBar().value() > map_.view.horizontalScrollBar().minimum() + 100)
    map_.view.dragLeaveEvent(None)
    before = map_.view.horizontalScrollBar().value()
    qtbot.wait(100)
    assert map_.view.horizontalScrollBar().value() == before


def test_cards_from_the_tray_are_placed(map_):
    lane = map_.lane(0, "touchpoints")
    cards = [map_.add("touchpoint", title, lane, 0) for title in ("One", "Two")]
    unplace_cards(map_.store, cards)
    assert drag_in(map_, carry_cards(cards), map_.at_cell(lane, 3))
    assert map_.cell(lane, 3) == ["One", "Two"]
    assert set(map_.view.selection.cards) == set(cards)


def test_a_drag_that_leaves_shows_nothing_any_more(map_):
    lane = map_.lane(0, "touchpoints")
    drag_in(map_, carry_kind("touchpoint"), map_.at_cell(lane, 3), drop=False)
    assert map_.view.overlay._landing is not None
    map_.view.dragLeaveEvent(None)
    assert map_.view.overlay._landing is None


def test_other_things_are_not_accepted(map_):
    from PySide6.QtCore import QMimeData

    data = QMimeData()
    data.setText("Hello")
    assert not drag_in(map_, data, map_.at_cell(map_.lane(0, "touchpoints"), 0))

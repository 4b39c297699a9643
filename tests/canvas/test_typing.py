"""Keys and writing: a map by keyboard alone, editing in place, the clipboard."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from app.canvas.editing import Target
from app.canvas.keys import KIND_OF_LETTER, character_of
from app.canvas.selection import Header
from app.models.content import cards_of, lanes_of, stages_of, steps_of, swimlanes_of
from app.models.records import Persona
from app.services.stages import add_stage

Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def test_a_map_is_built_by_keyboard_alone(empty):
    empty.key(Key.Key_S)
    for title in ("Awareness", "Choice", "Use"):
        empty.type(title, Key.Key_Return)
    empty.key(Key.Key_Escape)
    assert empty.stages == ["Awareness", "Choice", "Use"]
    assert empty.view.hasFocus()
    empty.view.commands.add_swimlane()
    empty.type("Maya", Key.Key_Return)
    assert [persona.name for persona in empty.content.all(Persona).values()] == ["Maya"]
    empty.key(Key.Key_Right)
    assert empty.view.selection.spot.lane_id == empty.lane(0, "touchpoints")
    empty.key(Key.Key_T)
    empty.type("Poster", Key.Key_Return)
    empty.type("Search", Key.Key_Return)
    empty.key(Key.Key_Escape)
    empty.key(Key.Key_Right)
    empty.key(Key.Key_P)
    empty.type("No price", Key.Key_Escape)
    empty.key(Key.Key_5)
    touch, pains = empty.lane(0, "touchpoints"), empty.lane(0, "experience")
    assert empty.cell(touch, 0) == ["Poster", "Search"]
    assert empty.cell(pains, 1) == ["No price"]
    assert next(card for card in cards_of(empty.content, empty.journey) if card.kind == "pain").sentiment == 2
    assert empty.view.hasFocus()


def test_a_new_card_is_one_step_of_the_history_and_none_without_text(map_):
    map_.focus(map_.lane(0, "touchpoints"), 0)
    step = map_.store.step
    map_.key(Key.Key_T)
    map_.key(Key.Key_Escape)
    assert map_.store.step == step
    map_.key(Key.Key_T)
    map_.type("Poster", Key.Key_Escape)
    assert map_.store.step == step + 1
    assert map_.store.undo_label == "Add touchpoint"


def test_enter_goes_on_below_the_card_and_shift_enter_breaks_the_line(map_):
    lane = map_.lane(0, "touchpoints")
    first = map_.add("touchpoint", "First", lane, 0)
    map_.add("touchpoint", "Last", lane, 0)
    map_.focus(lane, 0, first)
    map_.key(Key.Key_Return)
    editor = map_.view.writing.editor
    assert editor.toPlainText() == "First"
    map_.key(Key.Key_End)
    map_.key(Key.Key_Return, SHIFT)
    map_.type("line", Key.Key_Return)
    assert map_.cell(lane, 0) == ["First\nline", "Last"]
    map_.type("Between", Key.Key_Return)
    assert map_.cell(lane, 0) == ["First\nline", "Between", "Last"]
    map_.key(Key.Key_Escape)
    assert not editor.isVisible()


def test_a_double_click_in_a_cell_writes_a_card_of_the_lanes_kind(map_):
    pains = map_.lane(0, "experience")
    map_.double_click(map_.at_cell(pains, 1))
    map_.type("Queue", Key.Key_Escape)
    assert [(card.kind, card.title) for card in cards_of(map_.content, map_.journey)] == [("pain", "Queue")]


def test_a_double_click_renames_cards_and_headers(map_):
    card = map_.add("touchpoint", "Poster", map_.lane(0, "touchpoints"), 0)
    map_.double_click(map_.at_card(card))
    map_.type("Leaflet", Key.Key_Escape)
    assert map_.card(card).title == "Leaflet"
    map_.double_click(map_.at_stage(1))
    map_.type("Consideration", Key.Key_Return)
    assert map_.stages[1] == "Consideration"
    map_.double_click(map_.at_lane(map_.lane(0, "touchpoints")))
    map_.type("What Maya does", Key.Key_Return)
    assert map_.view.layout_.lane(map_.lane(0, "touchpoints")).title == "What Maya does"


def test_a_click_beside_the_editor_keeps_the_text(map_):
    lane = map_.lane(0, "touchpoints")
    map_.focus(lane, 0)
    map_.key(Key.Key_T)
    map_.type("Poster")
    map_.click(map_.at_cell(lane, 2))
    assert map_.cell(lane, 0) == ["Poster"]
    assert map_.view.selection.spot.step_id == map_.steps[2]
    assert not map_.view.writing.editor.isVisible()


def test_no_key_is_lost_between_the_letter_and_the_text(map_):
    lane = map_.lane(0, "touchpoints")
    map_.focus(lane, 0)
    for key, text in ((Key.Key_T, ""), (Key.Key_P, "p"), (Key.Key_T, "t"), (Key.Key_1, "1"), (Key.Key_S, "s")):
        QApplication.sendEvent(
            QApplication.focusWidget() or map_.view,
            QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text),
        )
    map_.key(Key.Key_Return)
    assert map_.cell(lane, 0) == ["pt1s"]


@pytest.mark.parametrize(("key", "step"), [(Key.Key_Tab, 2), (Key.Key_Backtab, 0), (Key.Key_Escape, 1)])
@pytest.mark.parametrize("text", ["Poster", ""])
def test_tab_keeps_the_text_and_goes_to_the_next_cell(map_, key, step, text):
    lane = map_.lane(0, "touchpoints")
    map_.focus(lane, 1)
    map_.key(Key.Key_T)
    map_.type(text, key)
    assert map_.cell(lane, 1) == [text] * bool(text)
    assert map_.view.selection.spot.step_id == map_.steps[step]
    assert not map_.view.writing.editor.isVisible()


def test_what_is_written_so_far_is_kept_and_written_on(map_):
    lane = map_.lane(0, "touchpoints")
    map_.focus(lane, 0)
    map_.key(Key.Key_T)
    map_.type("Pos")
    map_.view.writing.keep_so_far()
    assert map_.cell(lane, 0) == ["Pos"]
    map_.type("ter", Key.Key_Return)
    map_.type("Advert", Key.Key_Escape)
    assert map_.cell(lane, 0) == ["Poster", "Advert"]


def test_a_refused_text_stays_open(map_, qtbot):
    map_.view.commands.add_swimlane()
    map_.type("Maya")
    with qtbot.waitSignal(map_.view.message) as said:
        map_.key(Key.Key_Return)
    assert "already" in said.args[0]
    assert map_.view.writing.editor.toPlainText() == "Maya"


@pytest.mark.parametrize(("letter", "kind"), KIND_OF_LETTER.items())
def test_each_letter_adds_a_card_of_its_kind_and_a_lane_where_there_is_none(map_, letter, kind):
    map_.focus(map_.lane(0, "experience"), 1)
    map_.key(getattr(Key, f"Key_{letter}"))
    map_.type("x", Key.Key_Escape)
    (card,) = cards_of(map_.content, map_.journey)
    assert (card.kind, card.step_id) == (kind, map_.steps[1])
    swimlane = swimlanes_of(map_.content, map_.journey)[0]
    assert card.lane_id in {lane.id for lane in lanes_of(map_.content, map_.journey, swimlane.id)}


def test_letters_work_by_their_place_on_a_keyboard_of_another_script():
    cyrillic_p = QKeyEvent(QEvent.Type.KeyPress, 0x0417, Qt.KeyboardModifier.NoModifier, 33, 0, 0, "з")
    assert character_of(cyrillic_p) == "P"
    latin = QKeyEvent(QEvent.Type.KeyPress, Key.Key_P, Qt.KeyboardModifier.NoModifier, 42, 0, 0, "p")
    assert character_of(latin) == "P"
    assert character_of(QKeyEvent(QEvent.Type.KeyPress, Key.Key_X, Qt.KeyboardModifier.NoModifier, 28, 0, 0)) == "X"
    assert character_of(QKeyEvent(QEvent.Type.KeyPress, Key.Key_F5, Qt.KeyboardModifier.NoModifier, 28, 0, 0)) == ""


def test_arrows_walk_cards_cells_and_headers(map_):
    lane = map_.lane(0, "touchpoints")
    one, two = (map_.add("touchpoint", title, lane, 0) for title in ("One", "Two"))
    map_.focus(lane, 0, one)
    seen = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up, Key.Key_Up, Key.Key_Right, Key.Key_Down):
        map_.key(key)
        seen.append(map_.view.selection.spot)
    stages = stages_of(map_.content, map_.journey)
    assert seen[0].card_id == two
    assert (seen[1].lane_id, seen[1].card_id) == (map_.lane(0, "experience"), None)
    assert [seen[2].card_id, seen[3].card_id] == [two, one]
    assert seen[4:6] == [Header("stage", stages[0].id), Header("stage", stages[1].id)]
    assert (seen[6].lane_id, seen[6].step_id) == (lane, map_.steps[1])


def test_left_of_the_first_column_are_the_labels(map_):
    map_.focus(map_.lane(0, "touchpoints"), 0)
    map_.key(Key.Key_Left)
    assert map_.view.selection.spot == Header("lane", map_.lane(0, "touchpoints"))
    map_.key(Key.Key_Up)
    assert map_.view.selection.spot.kind == "swimlane"
    map_.key(Key.Key_Return)
    map_.type("Ada", Key.Key_Return)
    assert "Ada" in {persona.name for persona in map_.content.all(Persona).values()}


def test_alt_and_arrows_move_cards_and_headers(map_):
    lane = map_.lane(0, "touchpoints")
    one, _ = (map_.add("touchpoint", title, lane, 0) for title in ("One", "Two"))
    map_.focus(lane, 0, one)
    map_.key(Key.Key_Down, ALT)
    assert map_.cell(lane, 0) == ["Two", "One"]
    map_.key(Key.Key_Right, ALT)
    assert map_.cell(lane, 1) == ["One"]
    map_.key(Key.Key_Down, ALT)
    assert map_.cell(map_.lane(1, "touchpoints"), 1) == ["One"]
    assert map_.view.selection.cards == (one,)
    map_.key(Key.Key_Up, ALT)
    assert map_.cell(lane, 1) == ["One"]
    map_.view.focus_spot(Header("stage", stages_of(map_.content, map_.journey)[0].id))
    map_.key(Key.Key_Right, ALT)
    assert map_.stages[:2] == ["Choice", "Awareness"]


def test_tab_walks_cells(map_):
    map_.focus(map_.lane(0, "touchpoints"), 4)
    map_.key(Key.Key_Tab)
    assert map_.view.selection.spot.lane_id == map_.lane(0, "experience")
    assert map_.view.selection.spot.step_id == map_.steps[0]
    map_.key(Key.Key_Backtab, SHIFT)
    assert map_.view.selection.spot.step_id == map_.steps[4]


def test_delete_keeps_the_focus_where_the_card_was(map_):
    lane = map_.lane(0, "touchpoints")
    cards = [map_.add("touchpoint", title, lane, 0) for title in ("One", "Two", "Three")]
    map_.focus(lane, 0, cards[1])
    map_.key(Key.Key_Delete)
    assert map_.cell(lane, 0) == ["One", "Three"]
    assert map_.view.selection.spot.card_id == cards[2]


def test_delete_on_a_stage_lets_its_cards_wait(map_):
    map_.add("touchpoint", "One", map_.lane(0, "touchpoints"), 0)
    map_.view.focus_spot(Header("stage", stages_of(map_.content, map_.journey)[0].id))
    map_.key(Key.Key_Delete)
    assert map_.stages == ["Choice", "Purchase", "Use"]
    assert map_.waiting == ["One"]


def test_digits_set_the_sentiment_of_all_selected(map_):
    lane = map_.lane(0, "touchpoints")
    cards = [map_.add("touchpoint", "x", lane, number) for number in range(2)]
    map_.key(Key.Key_A, CTRL)
    map_.key(Key.Key_1)
    assert [map_.card(card).sentiment for card in cards] == [-2, -2]


def test_cut_copy_paste_and_duplicate(map_):
    lane = map_.lane(0, "touchpoints")
    one = map_.add("touchpoint", "One", lane, 0)
    map_.focus(lane, 0, one)
    map_.key(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "One"
    map_.focus(lane, 2)
    map_.key(Key.Key_V, CTRL)
    assert map_.cell(lane, 2) == ["One"]
    map_.key(Key.Key_D, CTRL)
    assert map_.cell(lane, 2) == ["One", "One"]
    map_.key(Key.Key_X, CTRL)
    assert map_.cell(lane, 2) == ["One"]


def test_pasted_lines_become_cards(map_):
    lane = map_.lane(0, "experience")
    QGuiApplication.clipboard().setText("- Queue at the desk\n- Nobody answers\n")
    map_.focus(lane, 1)
    map_.key(Key.Key_V, CTRL)
    assert map_.cell(lane, 1) == ["Queue at the desk", "Nobody answers"]
    assert len(map_.view.selection.cards) == 2


def test_a_plus_adds_stages_steps_and_lanes(map_):
    header, labels, _ = map_.view.panes
    pluses = {plus.hit.kind: plus for plus in header.pluses()}
    map_.click(header.mapTo(map_.view, pluses["add stage"].rect.center()))
    map_.type("Return", Key.Key_Return)
    map_.key(Key.Key_Escape)
    assert map_.stages[-1] == "Return"
    first = next(plus for plus in header.pluses() if plus.hit.kind == "add step")
    map_.click(header.mapTo(map_.view, first.rect.center()))
    map_.type("Poster seen", Key.Key_Escape)
    stage = stages_of(map_.content, map_.journey)[0]
    assert [step.title for step in steps_of(map_.content, stage.id)][-1] == "Poster seen"
    assert {plus.hit.kind for plus in labels.pluses()} >= {"add lane"}


def test_a_map_without_cells_says_what_is_missing(empty):
    said: list[str] = []
    empty.view.message.connect(said.append)
    empty.view.commands.add_card("pain")
    add_stage(empty.store, empty.journey, "Awareness")
    empty.view.commands.add_card("pain")
    assert [text.split(":")[0] for text in said] == ["Add a stage and a persona first", "Add a persona or a lane first"]


def test_the_first_persona_is_named_where_its_lanes_will_begin(empty):
    add_stage(empty.store, empty.journey, "Awareness")
    empty.view.edit(Target("persona"))
    editor = empty.view.writing.editor
    assert abs(editor.mapTo(empty.view, editor.rect().topLeft()).y() - empty.view.panes[0].height()) <= 4

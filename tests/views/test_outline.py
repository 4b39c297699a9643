"""The outline alone: every edit by key on its rows, what is chosen shared with map and inspector, its rows in step."""

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from app.canvas.map_commands import MAP_COMMANDS
from app.models.content import columns_of, lanes_in_map_order, stages_of, swimlanes_of, unplaced_cards
from app.models.records import Card, Connector, Lane, Stage, Step, Swimlane
from app.services import cards, lanes, personas, stages
from app.views.outline_rows import BANDS, MAP, UNPLACED, Row

Key = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def card_named(window, title):
    return next(card for card in window.session.content.all(Card).values() if card.title == title)


@pytest.fixture
def outline(window, qtbot):
    """Return the outline of the filled workspace, with the keys."""
    window.commands.run("outline")
    outline = window.outline_dock.outline
    QAbstractItemModelTester(outline.tree, QAbstractItemModelTester.FailureReportingMode.Fatal, outline)
    qtbot.waitUntil(outline.hasFocus)
    return outline


@pytest.fixture
def hands(outline, qtbot):
    """Return a function that presses keys, or types a text, wherever the keys go."""

    def press(*keys):
        for key in keys:
            target = QApplication.focusWidget()
            if isinstance(key, str):
                qtbot.keyClicks(target, key)
            elif isinstance(key, tuple):
                qtbot.keyClick(target, key[1], key[0])
            else:
                qtbot.keyClick(target, key)

    return press


def go(outline, row):
    outline.show_row(row)
    assert outline.row == row


def lines(outline, parent=None):
    index = outline.tree.index_of(parent) if parent else QModelIndex()
    return [outline.tree.index(place, 0, index).data() for place in range(outline.tree.rowCount(index))]


def lane_of(window, kind, name="Maya"):
    content = window.session.content
    swimlane = next(
        each for each in swimlanes_of(content, window.session.journey_id) if persona_name(window, each) == name
    )
    return next(lane for lane in content.holding(Lane, "swimlane_id", swimlane.id) if lane.kind == kind)


def persona_name(window, swimlane):
    from app.models.records import Persona

    return window.session.content.get(Persona, swimlane.persona_id).name


def cell(window, kind, column, name="Maya"):
    return Row(
        "cell", lane_of(window, kind, name).id, columns_of(window.session.content, window.session.journey_id)[column].id
    )


def test_it_shows_stages_cells_cards_bands_and_what_waits(window, outline):
    assert lines(outline)[:2] == ["Stage: Awareness", "Stage: Consideration"]
    assert lines(outline)[-2:] == ["Personas and lanes", "Unplaced: 1 card"]
    stage = Row("stage", stages_of(window.session.content, window.session.journey_id)[2].id)
    assert lines(outline, stage)[:3] == [
        "Maya: Touchpoints, 1 card",
        "Maya: Pains and gains, 1 card",
        "Maya: Emotion, −1, n = 1",
    ]
    assert lines(outline, cell(window, "experience", 2)) == ["Card refused, seat lost, Pain point"]
    assert lines(outline, BANDS) == ["Whole map: 0 lanes", "Persona: Maya", "Persona: Jon"]


def test_a_row_tells_a_screen_reader_where_it_is(window, outline):
    index = outline.tree.index_of(Row("card", card_named(window, "Card refused, seat lost").id))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Card refused, seat lost, Pain point"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Purchase, Maya: Pains and gains, 1 of 1"


def test_a_screen_reader_finds_each_row_by_name(window, outline):
    tree = QAccessible.queryAccessibleInterface(outline)
    assert tree.role() == QAccessible.Role.Tree
    assert tree.text(QAccessible.Text.Name) == "Outline of the map"
    parts = [tree.child(place) for place in range(tree.childCount())]
    rows = [part for part in parts if part.role() == QAccessible.Role.TreeItem]
    assert len(rows) == len(list(everything(outline)))
    names = [row.text(QAccessible.Text.Name) for row in rows]
    assert all(names)
    place = names.index("Card refused, seat lost, Pain point")
    assert rows[place].text(QAccessible.Text.Description) == "Purchase, Maya: Pains and gains, 1 of 1"


def test_cards_are_written_one_below_the_other(window, outline, hands):
    go(outline, cell(window, "touchpoints", 1))
    hands(Key.Key_T, "Asks a friend", Key.Key_Return, "Reads a review", Key.Key_Return, Key.Key_Escape)
    here = cell(window, "touchpoints", 1)
    assert lines(outline, here) == ["Asks a friend, Touchpoint", "Reads a review, Touchpoint"]
    assert outline.hasFocus()
    assert outline.row == Row("card", card_named(window, "Reads a review").id)
    go(outline, Row("card", card_named(window, "Asks a friend").id))
    hands(Key.Key_T, "Asks a second one", Key.Key_Escape)
    assert [line.split(",")[0] for line in lines(outline, here)] == [
        "Asks a friend",
        "Asks a second one",
        "Reads a review",
    ]


def test_what_is_emptied_or_left_empty_makes_nothing(window, outline, hands):
    step = window.session.store.step
    go(outline, cell(window, "touchpoints", 1))
    hands(Key.Key_T, Key.Key_Return)
    assert window.session.store.step == step
    assert lines(outline, cell(window, "touchpoints", 1)) == []
    assert outline.hasFocus()


def test_everything_is_renamed_in_place(window, outline, hands):
    content = window.session.content
    stage = stages_of(content, window.session.journey_id)[0]
    swimlane = swimlanes_of(content, window.session.journey_id)[0]
    lane = lane_of(window, "touchpoints")
    card = card_named(window, "Poster at the bus stop")
    for row, start in (
        (Row("stage", stage.id), Key.Key_Return),
        (Row("swimlane", swimlane.id), Key.Key_F2),
        (Row("lane", lane.id), Key.Key_Return),
        (Row("card", card.id), Key.Key_F2),
    ):
        go(outline, row)
        hands(start, f"New {row.kind}", Key.Key_Escape)
        assert outline.row == row
    assert content.get(Stage, stage.id).title == "New stage"
    assert persona_name(window, swimlane) == "New swimlane"
    assert content.get(Lane, lane.id).title == "New lane"
    assert content.get(Card, card.id).title == "New card"


def test_cards_move_through_cells_and_lanes_with_the_focus(window, outline, hands):
    poster = card_named(window, "Poster at the bus stop")
    row = Row("card", poster.id)
    go(outline, row)
    columns = [each.id for each in columns_of(window.session.content, window.session.journey_id)]
    hands((ALT, Key.Key_Right), (ALT, Key.Key_Right))
    assert window.session.content.get(Card, poster.id).step_id == columns[2]
    assert outline.row == row
    hands((ALT, Key.Key_Up))
    assert [line.split(",")[0] for line in lines(outline, cell(window, "touchpoints", 2))] == [
        "Poster at the bus stop",
        "Pays with a phone wallet",
    ]
    hands((ALT, Key.Key_Down), (ALT, Key.Key_Down))
    assert window.session.content.get(Card, poster.id).lane_id == lane_of(window, "touchpoints", "Jon").id
    assert outline.row == row
    assert outline.hasFocus()


def test_stages_steps_lanes_and_swimlanes_move_along_their_order(window, outline, hands):
    content, journey_id = window.session.content, window.session.journey_id
    first = stages_of(content, journey_id)[0]
    go(outline, Row("stage", first.id))
    outline.collapse(outline.currentIndex())
    hands((ALT, Key.Key_Down), (ALT, Key.Key_Right))
    assert [each.title for each in stages_of(content, journey_id)][:3] == ["Consideration", "Purchase", "Awareness"]
    assert outline.row == Row("stage", first.id)
    assert not outline.isExpanded(outline.currentIndex())
    assert outline.isExpanded(outline.tree.index(0, 0))
    maya, jon = swimlanes_of(content, journey_id)
    go(outline, Row("swimlane", maya.id))
    hands((ALT, Key.Key_Down))
    assert swimlanes_of(content, journey_id)[0].id == jon.id
    lane = lane_of(window, "experience")
    go(outline, Row("lane", lane.id))
    hands((ALT, Key.Key_Up))
    assert [each.kind for each in content.holding(Lane, "swimlane_id", maya.id)][:2] == ["experience", "touchpoints"]


def test_cards_are_deleted_duplicated_copied_and_marked(window, outline, hands):
    content = window.session.content
    poster = card_named(window, "Poster at the bus stop")
    go(outline, Row("card", poster.id))
    hands(Key.Key_2)
    assert content.get(Card, poster.id).sentiment == -1.0
    hands((CTRL, Key.Key_D))
    assert len(lines(outline, cell(window, "touchpoints", 0))) == 2
    hands((CTRL, Key.Key_X))
    assert len(lines(outline, cell(window, "touchpoints", 0))) == 1
    go(outline, cell(window, "touchpoints", 3, "Jon"))
    hands((CTRL, Key.Key_V))
    assert lines(outline, cell(window, "touchpoints", 3, "Jon")) == ["Poster at the bus stop, Touchpoint, −1"]
    assert outline.row is not None
    assert outline.row.kind == "card"
    hands(Key.Key_Delete)
    assert lines(outline, cell(window, "touchpoints", 3, "Jon")) == []


def test_several_rows_are_chosen_and_change_together(window, outline, hands):
    go(outline, cell(window, "touchpoints", 1))
    hands(Key.Key_T, "One", Key.Key_Return, "Two", Key.Key_Escape, (SHIFT, Key.Key_Up))
    assert set(window.session.card_ids) == {card_named(window, "One").id, card_named(window, "Two").id}
    assert set(window.map_page.view.selection.cards) == set(window.session.card_ids)
    hands(Key.Key_5)
    assert {card_named(window, "One").sentiment, card_named(window, "Two").sentiment} == {2.0}
    hands(Key.Key_Escape)
    assert len(window.session.card_ids) == 1


def test_cards_are_carried_from_unplaced_to_a_cell_and_back(window, outline, hands):
    waiting = card_named(window, "Guard knew my name")
    go(outline, Row("card", waiting.id))
    assert window.session.card_ids == (waiting.id,)
    hands((CTRL, Key.Key_Return))
    go(outline, Row("stage", stages_of(window.session.content, window.session.journey_id)[3].id))
    hands((CTRL, Key.Key_Return))
    assert window.session.content.get(Card, waiting.id).lane_id is None
    go(outline, cell(window, "experience", 3))
    hands((CTRL, Key.Key_Return))
    card = window.session.content.get(Card, waiting.id)
    assert card.lane_id == lane_of(window, "experience").id
    assert outline.row == Row("card", waiting.id)
    hands((CTRL, Key.Key_Return), Key.Key_Escape, (CTRL, Key.Key_Return))
    go(outline, UNPLACED)
    hands((CTRL, Key.Key_Return))
    assert window.session.content.get(Card, waiting.id).lane_id is None
    hands(Key.Key_Delete)
    go(outline, UNPLACED)
    hands(Key.Key_N, "Needs a seat", Key.Key_Return, "Needs a plug", Key.Key_Escape)
    titles = [each.title for each in unplaced_cards(window.session.content, window.session.journey_id)]
    assert titles == ["Needs a seat", "Needs a plug"]
    hands(Key.Key_Delete)
    assert lines(outline, UNPLACED) == ["Needs a seat, Need"]


def test_undo_brings_rows_back_and_leaves_the_rest_as_open_as_it_was(window, outline, hands, qtbot):
    content, journey_id = window.session.content, window.session.journey_id
    third = Row("stage", stages_of(content, journey_id)[2].id)
    outline.collapse(outline.tree.index_of(third))
    poster = card_named(window, "Poster at the bus stop")
    go(outline, Row("card", poster.id))
    hands(Key.Key_Delete)
    assert content.find(Card, poster.id) is None
    window.commands.run("undo")
    assert lines(outline, cell(window, "touchpoints", 0)) == ["Poster at the bus stop, Touchpoint"]
    assert not outline.isExpanded(outline.tree.index_of(third))
    assert outline.isExpanded(outline.tree.index(0, 0))


def test_a_whole_map_is_begun_and_grows(window, outline, hands):
    content, journey_id = window.session.content, window.session.journey_id
    last = stages_of(content, journey_id)[-1]
    go(outline, Row("stage", last.id))
    hands(Key.Key_S, "Afterwards", Key.Key_Return, Key.Key_Escape)
    assert [each.title for each in stages_of(content, journey_id)][-1] == "Afterwards"
    new = stages_of(content, journey_id)[-1]
    assert outline.row == Row("stage", new.id)
    outline.desk.commands.add_step(new.id)
    hands("Looks back", Key.Key_Return, Key.Key_Escape)
    assert lines(outline, Row("stage", new.id)) == ["Step: untitled", "Step: Looks back"]
    window.commands.run("add_persona")
    hands("Ana", Key.Key_Return)
    assert lines(outline, BANDS)[-1] == "Persona: Ana"
    window.commands.run("lane_needs")
    assert outline.row is not None
    assert content.get(Lane, outline.row.id).kind == "needs"
    hands(Key.Key_Delete)
    assert all(lane.kind != "needs" for lane in lanes_in_map_order(content, journey_id))


def test_a_folded_swimlane_has_no_cells_here_either(window, outline):
    swimlane = swimlanes_of(window.session.content, window.session.journey_id)[0]
    stage = Row("stage", stages_of(window.session.content, window.session.journey_id)[0].id)
    before = len(lines(outline, stage))
    outline.desk.commands.toggle_collapsed(swimlane.id)
    assert len(lines(outline, stage)) == before - 3
    assert "Persona: Maya, folded" in lines(outline, BANDS)
    outline.desk.commands.toggle_collapsed(swimlane.id)
    assert len(lines(outline, stage)) == before


def test_the_form_of_a_row_gets_the_keys(window, outline, hands):
    go(outline, Row("card", card_named(window, "Poster at the bus stop").id))
    hands(Key.Key_F4)
    assert window.map_page.inspector.isAncestorOf(QApplication.focusWidget())
    assert "Poster" in window.map_page.inspector.form.title.toPlainText()


def test_it_follows_the_map_into_empty_cells(window, outline, qtbot):
    view = window.map_page.view
    view.setFocus()
    here = cell(window, "experience", 4)
    qtbot.waitUntil(view.hasFocus)
    view.go_to(view.layout_.enter(here.id, here.step_id))
    assert outline.row == here


@pytest.mark.parametrize("hit", ["stage", "lane", "swimlane", "card", "cell", "waiting", "bands"])
def test_each_row_has_the_menu_of_its_place(window, outline, hit, qtbot):
    content, journey_id = window.session.content, window.session.journey_id
    rows = {
        "stage": (Row("stage", stages_of(content, journey_id)[0].id), "Add step"),
        "lane": (Row("lane", lane_of(window, "emotion").id), "Rename"),
        "swimlane": (Row("swimlane", swimlanes_of(content, journey_id)[0].id), "Fold"),
        "card": (Row("card", card_named(window, "Poster at the bus stop").id), "Change to"),
        "cell": (cell(window, "experience", 4), "Paste"),
        "waiting": (Row("card", card_named(window, "Guard knew my name").id), "Put back where it was"),
        "bands": (BANDS, "New persona…"),
    }
    row, offer = rows[hit]
    go(outline, row)
    outline.show_menu(outline._hit())
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert offer in [action.text().split("\t")[0] for action in menu.actions()]
    menu.close()


def test_random_edits_keep_the_rows_in_step(window, outline):
    from random import Random

    random, store, journey_id = Random(3), window.session.store, window.session.journey_id
    content = store.content

    def any_of(record_type):
        return random.choice(sorted(content.all(record_type))) if content.all(record_type) else None

    deeds = (
        lambda: cards.add_card(
            store, journey_id, random.choice(["pain", "touchpoint"]), "x", lane_id=any_of(Lane), step_id=any_of(Step)
        ),
        lambda: cards.move_cards(store, random.sample(sorted(content.all(Card)), 2), any_of(Lane), any_of(Step)),
        lambda: cards.unplace_cards(store, [any_of(Card)]),
        lambda: cards.delete_cards(store, [any_of(Card)]),
        lambda: stages.add_stage(store, journey_id, "s", any_of(Stage)),
        lambda: stages.add_step(store, any_of(Stage), "t"),
        lambda: stages.move_step(store, any_of(Step), any_of(Stage), None),
        lambda: stages.move_stage(store, any_of(Stage), any_of(Stage)),
        lambda: stages.delete_step(store, any_of(Step)) if len(content.all(Step)) > 3 else None,
        lambda: stages.rename_step(store, any_of(Step), random.choice(["", "named"])),
        lambda: lanes.add_lane(store, journey_id, any_of(Swimlane), "needs"),
        lambda: lanes.move_lane(store, any_of(Lane), any_of(Swimlane), any_of(Lane)),
        lambda: lanes.delete_lane(store, any_of(Lane)) if len(content.all(Lane)) > 4 else None,
        lambda: personas.toggle_collapsed(store, any_of(Swimlane)),
        lambda: personas.move_swimlane(store, any_of(Swimlane), any_of(Swimlane)),
        lambda: store.undo() if store.can_undo else None,
        lambda: store.redo() if store.can_redo else None,
    )
    from app.models.errors import ClewError

    for _ in range(120):
        try:
            random.choice(deeds)()
        except (ClewError, ValueError):
            continue
        assert shown(outline.tree) == wanted(outline)


def shown(model: Any, parent: QModelIndex | None = None) -> list[object]:
    parent = parent or QModelIndex()
    indices = [model.index(place, 0, parent) for place in range(model.rowCount(parent))]
    return [(model.row_at(each), shown(model, each)) for each in indices]


def wanted(outline, row=MAP) -> list[object]:
    return [(each, wanted(outline, each)) for each in outline.rows.below(row)]


def test_cards_are_joined_and_parted(window, outline, hands):
    poster, phone = card_named(window, "Poster at the bus stop"), card_named(window, "Pays with a phone wallet")
    go(outline, Row("card", poster.id))
    hands(Key.Key_C)
    outline.setCurrentIndex(outline.tree.index_of(Row("card", phone.id)))
    hands(Key.Key_Return)
    (connector,) = window.session.content.all(Connector).values()
    assert (connector.from_card_id, connector.to_card_id) == (poster.id, phone.id)
    assert outline.row == Row("connector", connector.id)
    assert window.session.selection == (connector.id,)
    assert lines(outline, Row("card", poster.id)) == ["leads to “Pays with a phone wallet”"]
    go(outline, Row("card", phone.id))
    hands(Key.Key_L)
    assert outline.row == Row("connector", connector.id)
    window.commands.run("hand_off_broken")
    assert lines(outline, Row("card", poster.id)) == ["leads to “Pays with a phone wallet” (hand-off broken)"]
    hands(Key.Key_Delete)
    assert not window.session.content.all(Connector)
    assert outline.hasFocus()


def test_a_card_reaches_over_more_and_fewer_steps_by_key(window, outline, hands):
    poster = card_named(window, "Poster at the bus stop")
    go(outline, Row("card", poster.id))
    hands((ALT | SHIFT, Key.Key_Right), (ALT | SHIFT, Key.Key_Right), (ALT | SHIFT, Key.Key_Left))
    assert window.session.content.get(Card, poster.id).span == 2
    assert outline.currentIndex().data() == "Poster at the bus stop, Touchpoint, over 2 steps"


def test_stages_are_split_and_merged_and_swimlanes_folded_by_key(window, outline, hands):
    content, journey_id = window.session.content, window.session.journey_id
    first, second = stages_of(content, journey_id)[:2]
    go(outline, Row("stage", first.id))
    hands((CTRL | SHIFT, Key.Key_D), "Sees it", Key.Key_Escape)
    assert lines(outline, Row("stage", first.id)) == ["Step: Sees it", "Step: untitled"]
    assert outline.hasFocus()
    go(outline, Row("stage", first.id))
    hands((CTRL, Key.Key_M))
    assert content.find(Stage, second.id) is None
    assert outline.row == Row("stage", first.id)
    swimlane = swimlanes_of(content, journey_id)[0]
    go(outline, Row("lane", lane_of(window, "emotion").id))
    hands((CTRL | SHIFT, Key.Key_F))
    assert content.get(Swimlane, swimlane.id).collapsed
    assert outline.row == Row("swimlane", swimlane.id)


def test_kinds_of_lanes_are_offered_by_key(window, outline, hands):
    go(outline, Row("swimlane", swimlanes_of(window.session.content, window.session.journey_id)[1].id))
    hands(Key.Key_R)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    next(each for each in menu.actions() if each.text() == "Needs").trigger()
    menu.close()
    assert outline.row == Row("lane", lane_of(window, "needs", "Jon").id)


def test_every_command_of_the_map_can_be_run_on_every_row(window, outline):
    """New commands find what they ask of the map in the outline too."""
    rows = [outline.tree.row_at(index) for index in everything(outline)]
    window.session.failed.disconnect()
    kinds: dict[str, Row] = {}
    for row in rows:
        kinds.setdefault(row.kind, row)
    for name, command in MAP_COMMANDS.items():
        for kind, row in kinds.items():
            step = window.session.store.step
            if not outline.tree.index_of(row).isValid():
                continue
            outline.show_row(row)
            command.run(outline.desk.as_view)
            outline.writer.drop()
            outline.desk.connecting.cancel()
            popup = QApplication.activePopupWidget()
            if popup is not None:
                popup.close()
            assert not window.map_page.view.writing.target, (name, kind)
            assert not window.map_page.view.connecting.start, (name, kind)
            if window.session.store.step != step:
                window.session.store.undo()


def everything(outline, parent=None):
    parent = parent or QModelIndex()
    for place in range(outline.tree.rowCount(parent)):
        index = outline.tree.index(place, 0, parent)
        yield index
        yield from everything(outline, index)

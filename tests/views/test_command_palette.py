"""Ctrl+K: every command and every thing by its name, by keyboard alone."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.models.records import Card, Persona, Stage
from app.services import journeys, personas, stages
from app.services.opportunities import make_opportunity, update_opportunity
from app.views.choices import CARD, COMMAND, JOURNEY
from app.views.rail import FRAMEWORK

Key = Qt.Key


@pytest.fixture
def palette(window):
    """The palette, open with nothing typed."""
    window.settings.remember_choice("")  # nothing was chosen before
    window.settings._settings.remove("palette/recent")
    window.map_page.view.setFocus()
    window.commands.run("palette")
    return window.palette_sheet


def typed(qtbot, palette, text: str) -> list[str]:
    """Type a text anew and return what is found."""
    palette.field.clear()
    qtbot.keyClicks(palette.field, text)
    palette.finish()
    return [name.text for name in palette.listed.names]


def index_of(palette, text: str) -> int:
    return [name.text for name in palette.listed.names].index(text)


def test_a_command_runs_by_some_of_its_letters(window, palette, qtbot):
    assert typed(qtbot, palette, "outl")[0] == "Outline"
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert palette.isHidden()
    assert window.outline_dock.isVisible()
    assert window.menus.actions["outline"].isChecked()


def test_a_checked_command_turns_as_from_its_menu(window, palette, qtbot):
    action = window.menus.actions["running_mean"]
    typed(qtbot, palette, "running mean")
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert action.isChecked()
    assert window.map_page.view.lens.running_mean


def test_things_are_found_with_where_they_are(window, palette, qtbot):
    store = window.session.store
    other = journeys.add_journey(store, "Coming home")
    stages.add_stage(store, other, "Arrival")
    personas.add_persona_to_map(store, other, "Ines")
    update_opportunity(store, make_opportunity(store, []), title="Hold the seat while paying")
    for text, where in (
        ("card refused", "Buying a ticket · Purchase · Maya"),
        ("coming", "Journey"),
        ("ines", "Persona"),
        ("hold the seat", "Opportunity"),
        ("guard knew", "Buying a ticket · Unplaced"),
    ):
        assert typed(qtbot, palette, text)
        assert palette.choices.where(palette.listed.names[0]) == where


def test_choosing_a_card_goes_there_from_anywhere(window, palette, qtbot):
    palette.close_sheet()
    window.show_place(FRAMEWORK)
    window.commands.run("palette")
    typed(qtbot, palette, "card refused")
    qtbot.keyClick(palette.field, Key.Key_Return)
    view = window.map_page.view
    assert window.pages.currentWidget() is window.map_page
    card = next(card for card in window.session.content.ordered(Card) if card.title == "Card refused, seat lost")
    assert view.selection.cards == (card.id,)
    assert view.hasFocus()


def test_choosing_a_persona_or_another_journey_shows_them(window, palette, qtbot):
    store = window.session.store
    other = journeys.add_journey(store, "Coming home")
    personas.add_persona_to_map(store, other, "Ines")
    typed(qtbot, palette, "ines")
    qtbot.keyClick(palette.field, Key.Key_Return)
    persona = next(each for each in store.content.ordered(Persona) if each.name == "Ines")
    assert window.pages.currentWidget() is window.personas_page
    assert window.personas_page.ids == [persona.id]
    window.commands.run("palette")
    typed(qtbot, palette, "coming home")
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert window.pages.currentWidget() is window.map_page
    assert window.session.journey_id == other
    window.commands.run("palette")
    typed(qtbot, palette, "buying")
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert window.session.journey.title == "Buying a ticket"


def test_what_cannot_be_run_says_why_and_stays(window, palette, qtbot):
    window.map_page.view.select(())
    typed(qtbot, palette, "duplicate")
    row = index_of(palette, "Duplicate")
    palette.rows.setCurrentIndex(palette.listed.index(row))
    assert palette.choices.why_not(palette.listed.names[row]) == "select cards first"
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert palette.isVisible()
    palette.close_sheet()
    window.show_place(FRAMEWORK)
    assert window.commands.why_not("zoom_in") == "on the map only"
    assert window.commands.why_not("export") is None


def test_without_a_workspace_only_what_can_be_done_is_offered(empty_window, qtbot):
    empty_window.commands.run("palette")
    palette = empty_window.palette_sheet
    names = {name.id for name in palette.choices.commands()}
    assert {"new", "open", "import", "theme_dark", "shortcuts"} <= names
    assert not names & {"export", "undo", "cut", "add_pain"}
    assert list(palette.choices.things()) == []


def test_the_last_choices_come_first_and_what_is_gone_is_left_out(window, palette, qtbot):
    for text in ("outl", "card refused"):
        typed(qtbot, palette, text)
        qtbot.keyClick(palette.field, Key.Key_Return)
        window.commands.run("palette")
    assert [name.text for name in palette.listed.names[:2]] == ["Card refused, seat lost", "Outline"]
    palette.close_sheet()
    window.map_page.view.commands.delete()
    window.commands.run("palette")
    assert [name.text for name in palette.listed.names[:1]] == ["Outline"]


def test_arrows_walk_the_finds_around_and_escape_gives_the_focus_back(window, palette, qtbot):
    typed(qtbot, palette, "add")
    count = palette.listed.rowCount()
    qtbot.keyClick(palette.field, Key.Key_Up)
    assert palette.rows.currentIndex().row() == count - 1
    qtbot.keyClick(palette.field, Key.Key_Down)
    assert palette.rows.currentIndex().row() == 0
    qtbot.keyClick(palette.field, Key.Key_Escape)
    assert palette.isHidden()
    assert QApplication.focusWidget() is window.map_page.view


def test_keys_are_shown_and_every_row_is_spoken(window, palette, qtbot):
    typed(qtbot, palette, "duplicate")
    name = palette.listed.names[0]
    assert palette.choices.keys(name) == "Ctrl+D"
    assert palette.listed.spoken(name).startswith("Duplicate, Ctrl+D")
    index = palette.listed.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == palette.listed.spoken(name)
    assert palette.field.accessibleName()


def test_the_command_before_the_card_of_the_same_beginning(window, palette, qtbot):
    from app.services.cards import add_card

    add_card(window.session.store, window.session.journey_id, "pain", "Export takes a day")
    typed(qtbot, palette, "export")
    assert [name.kind for name in palette.listed.names[:2]] == [COMMAND, CARD]


def test_a_change_is_found_at_once(window, palette, qtbot):
    assert typed(qtbot, palette, "buying a tic") == ["Buying a ticket"]
    stage = window.session.content.ordered(Stage)[0]
    stages.rename_stage(window.session.store, stage.id, "Hears of it")
    journeys.rename_journey(window.session.store, window.session.journey_id, "Riding the night train")
    assert typed(qtbot, palette, "night train")[0] == "Riding the night train"
    assert palette.listed.names[0].kind == JOURNEY


def test_the_palette_opens_by_its_keys_also_while_a_text_is_typed(window, qtbot):
    field = window.map_page.find_bar.text
    window.commands.run("find")
    qtbot.waitUntil(field.hasFocus)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(field, event)
    assert not event.isAccepted()


def test_twenty_thousand_cards_are_searched_in_pieces(window, qtbot):
    from app.models.ids import new_id
    from app.models.ranks import ranks_between

    store = window.session.store
    with store.edit("Add many") as edit:
        edit.put(
            *(
                Card(
                    id=new_id(),
                    journey_id=window.session.journey_id,
                    kind="touchpoint",
                    title=f"Waits for café number {number}",
                    rank=rank,
                )
                for number, rank in enumerate(ranks_between(None, None, 20_000))
            )
        )
    window.commands.run("palette")
    palette = window.palette_sheet
    pieces = 0
    for character in "cafe num 77":
        qtbot.keyClicks(palette.field, character)
        while palette._work is not None:
            palette._go_on()
            pieces += 1
    assert pieces > len("cafe num 77")  # the search is cut up, whatever the machine's speed
    assert palette.listed.names[0].text.startswith("Waits for café number 77")

"""Colours and filters in the window: the sheet, the line above the map, menus, settings, exports as on screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.layout.lens import PLAIN, Lens
from app.models.records import Card
from app.services import journeys
from app.services.fields import set_listed
from app.views.lenses import Lenses, lens_from, text_of
from app.views.settings import Settings

POSTER, PAYS, REFUSED = "Poster at the bus stop", "Pays with a phone wallet", "Card refused, seat lost"


@pytest.fixture
def ids(window):
    """Ids by title, that of the journey as “journey”."""
    content = window.session.content
    return {card.title: card.id for card in content.all(Card).values()} | {"journey": window.session.journey_id}


@pytest.fixture
def app_id(window, ids):
    """The channel of one card, of which the others say nothing."""
    return set_listed(window.session.store, [ids[PAYS]], "channel_id", "App")


def rows(sheet):
    """Return the values of the tree by facet, with what is checked."""
    return {
        top.text(0): {top.child(n).text(0): top.child(n).checkState(0) for n in range(top.childCount())}
        for top in sheet._tops()
    }


def row(sheet, facet, value=None):
    top = next(each for each in sheet._tops() if each.text(0) == facet)
    return (
        top if value is None else next(top.child(n) for n in range(top.childCount()) if top.child(n).text(0) == value)
    )


@pytest.fixture
def sheet(window, app_id, qtbot):
    window.commands.run("filter")
    sheet = window.filter_sheet
    qtbot.waitUntil(lambda: not sheet._timer.isActive())
    return sheet


def test_the_sheet_lists_values_with_counts_and_nothing_said(sheet):
    assert set(rows(sheet)["Channel"]) == {"App", "nothing said"}
    assert (row(sheet, "Channel", "App").text(1), row(sheet, "Channel", "nothing said").text(1)) == ("1", "2")
    assert "Tool" not in rows(sheet), "nothing on the map has one"


def test_checking_values_filters_and_says_how_many_cards(window, sheet, ids, app_id):
    row(sheet, "Channel", "App").setCheckState(0, Qt.CheckState.Checked)
    page = window.map_page
    assert page.lens.filters == (("channel_id", frozenset({app_id})),)
    assert page.view.map_scene.sight.dimmed == {ids[POSTER], ids[REFUSED]}
    assert page.lens_bar.isVisible()
    assert "2 of 3 cards dimmed" in page.lens_bar.text.accessibleName()
    sheet.mode.chosen.emit(True)
    assert set(page.view.layout_.cards) == {ids[PAYS]}
    assert "2 of 3 cards hidden" in sheet.said.text()
    row(sheet, "Channel", "nothing said").setCheckState(0, Qt.CheckState.Checked)
    assert len(page.view.layout_.cards) == 3
    row(sheet, "Channel").setCheckState(0, Qt.CheckState.Unchecked)
    assert page.lens.filters == ()
    assert not page.lens_bar.isVisible()


def test_the_sheet_is_used_by_keys_and_closed_by_escape(window, sheet):
    tree = sheet.tree
    assert tree.hasFocus() or not window.isActiveWindow()
    tree.setCurrentItem(row(sheet, "Channel", "App"))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert [facet for facet, _ in window.map_page.lens.filters] == ["channel_id"]
    tree.setCurrentItem(row(sheet, "Channel"))
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert window.map_page.lens.filters == ()
    QTest.keyClick(tree, Qt.Key.Key_Escape)
    assert sheet.isHidden()


def test_values_are_found_by_name(sheet):
    sheet.search.setText("app")
    assert not row(sheet, "Channel", "App").isHidden()
    assert row(sheet, "Channel", "nothing said").isHidden()
    assert row(sheet, "Persona").isHidden()


def test_clear_takes_colours_and_filters_back(window, sheet):
    sheet.colour.chosen.emit("channel_id")
    row(sheet, "Channel", "App").setCheckState(0, Qt.CheckState.Checked)
    assert window.menus.actions["colour_channel_id"].isChecked()
    assert window.menus.actions["clear_lens"].isEnabled()
    sheet.clear.click()
    assert window.map_page.lens == PLAIN
    assert rows(sheet)["Channel"]["App"] == Qt.CheckState.Unchecked
    assert window.menus.actions["colour_none"].isChecked()


def test_commands_colour_and_draw_curves_together(window, app_id):
    window.commands.run("colour_channel_id")
    assert window.map_page.lens.colour_by == "channel_id"
    assert "Colour: Channel: App 1, nothing said 2" in window.map_page.lens_bar.text.accessibleName()
    window.menus.actions["one_chart"].trigger()
    assert len({curve.lane_id for curve in window.map_page.view.layout_.curves}) == 1
    window.commands.run("clear_lens")
    assert window.map_page.lens == Lens(curves_together=True)


def test_the_line_counts_again_after_an_edit(window, ids, app_id, qtbot):
    window.commands.run("colour_channel_id")
    set_listed(window.session.store, [ids[POSTER]], "channel_id", "App")
    qtbot.waitUntil(lambda: "App 2" in window.map_page.lens_bar.text.accessibleName())


def test_a_lens_is_remembered_for_its_journey_and_not_for_others(window, ids, app_id, workspace, qtbot, theme):
    lens = Lens(colour_by="channel_id", filters=(("channel_id", frozenset({app_id})),), hides=True)
    window.map_page.set_lens(lens)
    other = window.session.perform(journeys.add_journey, "Another")
    window.session.show_journey(other)
    assert window.map_page.lens == PLAIN
    assert not window.map_page.lens_bar.isVisible()
    window.session.show_journey(ids["journey"])
    assert window.map_page.lens == lens
    assert window.map_page.lens_bar.isVisible()
    assert Lenses(Settings()).lens_of(ids["journey"]) == lens


def test_what_cannot_be_read_changes_nothing():
    lens = Lens("tag", (("kind", frozenset({"pain", "gain"})),), hides=True, running_mean=True)
    assert lens_from(text_of(lens)) == lens
    assert text_of(PLAIN) == ""
    for text in ("", "{", "[]", '{"colour_by": 3, "filters": {"gone": ["x"], "kind": 7}}'):
        assert lens_from(text) == PLAIN


def test_a_card_that_is_found_is_shown_though_the_filter_hides_it(window, ids, app_id):
    window.map_page.set_lens(Lens(filters=(("channel_id", frozenset({app_id})),), hides=True))
    window.map_page.reveal(ids[REFUSED])
    assert window.map_page.view.selection.cards == (ids[REFUSED],)


def test_an_export_is_as_on_screen_and_says_what_is_left_out(window, ids, app_id):
    lens = Lens(filters=(("channel_id", frozenset({app_id})),), hides=True)
    window.map_page.set_lens(lens)
    window.commands.run("export")
    dialog = window.commands.dialog
    assert dialog.as_seen.isVisibleTo(dialog)
    assert "2 of 3 cards hidden" in dialog.note.text()
    assert dialog.choice().lenses == {ids["journey"]: lens}
    dialog.as_seen.setChecked(False)
    assert dialog.choice().lenses == {}
    assert not dialog.note.text()
    dialog.format.fill(".json")
    dialog._fit()
    assert not dialog.as_seen.isVisibleTo(dialog)
    dialog.reject()

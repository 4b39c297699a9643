"""The window as its user meets it: opening, selecting, undoing, the panels in step with what is stored."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QTreeView

from app.canvas.selection import Header
from app.models.content import stages_of
from app.models.kinds import LANE_GROUPS, LANE_KINDS
from app.models.records import Card, Journey, Lane
from app.services import cards, journeys, stages
from app.services.personas import toggle_collapsed
from app.store import check_file, open_workspace
from app.store.driver import connect_reader
from app.views.commands import map_commands, table
from app.views.days import spoken_day
from app.views.outline_rows import Row
from app.views.rail import FRAMEWORK, MAP
from app.views.regions import regions_of, walk_regions

ROOT = Path(__file__).parents[2]


def card_named(window, title):
    return next(each.id for each in window.session.content.all(Card).values() if each.title == title)


def test_without_a_file_three_ways_in_are_shown(empty_window):
    assert empty_window.pages.currentWidget() is empty_window.start_page
    assert set(empty_window.start_page.ways) == {"template", "blank", "sample", "import"}
    assert not empty_window.rail.isVisible()
    assert not empty_window.menus.actions["export"].isEnabled()


def test_the_title_names_the_file_and_closing_leads_back_to_the_start(window, workspace):
    assert window.windowTitle().startswith("Northwind Rail.clew")
    assert window.settings.recent == [workspace]
    window.commands.run("close_file")
    assert window.pages.currentWidget() is window.start_page
    open_workspace(workspace).close()


def test_the_panels_show_what_is_stored(window):
    assert window.status_line.counts.text() == "5 stages  ·  2 personas  ·  4 cards  ·  1 unplaced"
    assert window.map_page.left.tray.count() == 1
    assert window.map_page.left.tree.topLevelItem(0).text(1) == "4"
    journey_id = window.session.journey_id
    cards.add_card(window.session.store, journey_id, "pain", "Refund took a month")
    assert window.map_page.left.tray.count() == 2
    assert window.map_page.left.tree.topLevelItem(0).text(1) == "5"
    assert "2 unplaced" in window.status_line.counts.text()
    assert window.status_line.last.text().startswith("Add pain")
    stages.add_stage(window.session.store, journey_id, "Return")
    assert window.status_line.counts.text().startswith("6 stages")


def test_undo_is_named_and_works_over_a_restart(window, workspace):
    card_id = card_named(window, "Poster at the bus stop")
    cards.rename_card(window.session.store, card_id, "Poster at the station")
    assert window.menus.actions["undo"].text().endswith("Edit touchpoint")
    window.commands.run("close_file")
    assert window.files.open(workspace)
    assert "work of" in window.menus.actions["undo"].text()
    window.commands.run("undo")
    assert window.session.content.get(Card, card_id).title == "Poster at the bus stop"
    assert window.status_line.last.text().startswith("Undoing work of")
    assert window.menus.actions["redo"].text().endswith("Edit touchpoint")
    window.commands.run("redo")
    assert window.session.content.get(Card, card_id).title == "Poster at the station"


def test_selection_on_the_map_and_in_the_outline_is_one(window, qtbot):
    window.commands.run("outline")
    outline = window.outline_dock.outline
    pain = card_named(window, "Card refused, seat lost")
    poster = card_named(window, "Poster at the bus stop")
    window.map_page.view.select([pain])
    assert window.session.selection == (pain,)
    assert [index.data(Qt.ItemDataRole.UserRole) for index in outline.selectedIndexes()] == [pain]
    outline.setCurrentIndex(outline.tree.index_of(Row("card", poster)))
    assert window.map_page.view.selection.cards == (poster,)
    assert "Poster at the bus stop" in window.map_page.inspector.form.title.toPlainText()


def test_the_outline_follows_changes(window):
    window.commands.run("outline")
    outline = window.outline_dock.outline
    store = window.session.store
    poster = card_named(window, "Poster at the bus stop")
    cards.rename_card(store, poster, "Poster at the station")
    assert outline.tree.index_of(Row("card", poster)).data().startswith("Poster at the station, Touchpoint")
    cards.delete_cards(store, [poster])
    assert not outline.tree.index_of(Row("card", poster)).isValid()
    store.undo()
    assert outline.tree.index_of(Row("card", poster)).isValid()


def test_journeys_are_added_renamed_moved_and_deleted_in_the_tree(window, qtbot, monkeypatch):
    tree = window.map_page.left.tree
    store, first = window.session.store, window.session.journey_id
    tree.add(first)
    added = window.session.journey_id
    assert added != first
    assert store.content.get(Journey, added).parent_id == first
    editor = tree.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Getting on board")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: store.content.get(Journey, added).title == "Getting on board")
    assert window.map_page.view.journey_id == added
    tree.delete(added)
    assert store.content.find(Journey, added) is None
    assert window.session.journey_id == first
    assert window.map_page.view.journey_id == first


def test_the_framework_place_opens_a_journey(window):
    second = journeys.add_journey(window.session.store, "Getting on board")
    window.rail.chosen.emit(FRAMEWORK)
    page = window.framework_page
    assert page.isVisible()
    assert page.table.topLevelItemCount() == 2
    assert [page.table.topLevelItem(0).text(column) for column in (2, 3, 4, 5)] == ["5", "2", "4", "1"]
    page.ways.journey_asked.emit(second)
    assert window.session.journey_id == second
    assert window.map_page.isVisible()
    assert window.rail.buttons[MAP].isChecked()


def test_find_walks_and_replaces(window, qtbot):
    window.commands.run("find")
    bar = window.map_page.find_bar
    qtbot.keyClicks(bar.text, "a")
    bar.search()
    found = len(bar._found)
    assert bar.count.text() == f"1 of {found}"
    qtbot.keyClick(bar.text, Qt.Key.Key_Return)
    assert bar.count.text() == f"2 of {found}"
    assert window.session.selection[0] == bar._found[1].id
    bar.text.clear()
    qtbot.keyClicks(bar.text, "poster")
    bar.search()
    bar.replacement.setText("Billboard")
    bar.replace_all.click()
    assert card_named(window, "Billboard at the bus stop")
    assert bar.count.text() == "not found"
    qtbot.keyClick(bar.text, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_f6_walks_the_regions_and_back(window, qtbot):
    window.map_page.focus_map()
    seen = []
    for _ in regions_of(window):
        walk_regions(window, 1)
        seen.append(window.focusWidget())
    assert len(set(seen)) == len(seen) >= 5
    assert window.focusWidget() is window.map_page.view
    walk_regions(window, -1)
    assert window.focusWidget() is seen[-2]


def test_a_restore_point_is_made_and_said(window):
    window.menus.actions["restore_point"].trigger()
    assert window.session.store.steps(limit=1)[0].name.startswith("Restore point of")
    assert "Restore point of" in window.status_line.last.text()
    poster = card_named(window, "Poster at the bus stop")
    cards.delete_cards(window.session.store, [poster])
    window.menus.restore_points.aboutToShow.emit()
    window.menus.restore_points.actions()[0].trigger()
    assert window.session.content.find(Card, poster) is not None
    assert window.menus.actions["undo"].text().startswith("&Undo Return to “Restore point")


def test_keyframes_are_made_behind_the_edits_and_written_along_with_the_next(window, workspace, qtbot, monkeypatch):
    for module in ("keyframes", "workspace"):
        monkeypatch.setattr(f"app.store.{module}.EVERY", 3)
    store, worker = window.session.store, window.tasks.worker
    poster = card_named(window, "Poster at the bus stop")
    for weight in (1, 2, 3):
        cards.set_weight(store, [poster], weight)
    qtbot.waitUntil(lambda: not worker.busy)
    cards.set_weight(store, [poster], 50)
    window.commands.run("close_file")
    with closing(connect_reader(workspace)) as connection:
        assert connection.execute("SELECT step FROM history_keyframe").fetchall()
    assert check_file(workspace) == []


def test_a_refused_file_is_told_in_one_line_and_nothing_is_closed(window, tmp_path, workspace):
    other = tmp_path / "holiday.clew"
    other.write_bytes(b"not a workspace at all" * 100)
    assert not window.files.open(other)
    assert "holiday.clew" in window.banner.text
    assert "\n" not in window.banner.text
    assert window.session.store.path == workspace


def test_cards_dropped_over_the_tray_are_unplaced(window):
    poster = card_named(window, "Poster at the bus stop")
    tray = window.map_page.left.tray
    window.map_page.view.cards_dropped_outside.emit([poster], tray.mapToGlobal(tray.rect().center()))
    assert window.session.content.get(Card, poster).lane_id is None
    assert tray.count() == 2


def test_the_theme_changes_live(window):
    window.commands.run("theme_dark")
    assert window.map_page.view.ink.theme.dark
    assert window.settings.theme == "dark"
    window.commands.run("theme_light")
    assert not window.map_page.view.ink.theme.dark


def test_the_running_mean_stays_with_other_journeys_and_files(window, workspace):
    action = window.menus.actions["running_mean"]
    action.trigger()
    assert window.map_page.view.lens.running_mean
    window.session.show_journey(window.session.perform(journeys.add_journey, "Another"))
    assert window.map_page.view.lens.running_mean
    window.commands.run("close_file")
    window.files.open(workspace)
    assert window.map_page.view.lens.running_mean
    action.trigger()
    assert not window.map_page.view.lens.running_mean


def test_every_control_has_a_name(window, qtbot):
    window.commands.run("outline")
    window.commands.run("find")
    window.session.select([card_named(window, "Card refused, seat lost")])
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QTreeView)
    nameless = [
        f"{type(each).__name__} in {type(each.parent()).__name__}"
        for kind in kinds
        for each in window.findChildren(kind)
        if each.isVisible()
        and not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
        and each.objectName() not in ("qt_spinbox_lineedit", "qt_dockwidget_closebutton", "qt_dockwidget_floatbutton")
    ]
    assert nameless == []


def test_every_command_of_the_table_is_known_and_those_of_the_menus_have_their_action(window):
    assert set(window.commands._commands) == set(table())
    by_keys_only = {command.name for command in map_commands()}
    assert set(window.menus.actions) == set(table()) - by_keys_only


def test_no_two_commands_share_keys(window):
    keys = [each.toString() for action in window.menus.actions.values() for each in action.shortcuts()]
    assert len(keys) == len(set(keys))


@pytest.mark.xvfb
def test_no_two_commands_share_keys_on_a_desktop(xvfb):
    """Each desktop has standard keys of its own."""
    code = """
from collections import Counter
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app.views.theme import ThemeKeeper
from app.views.window import MainWindow
window = MainWindow(ThemeKeeper(application))
keys = Counter(each.toString() for action in window.menus.actions.values() for each in action.shortcuts())
assert keys.most_common(1)[0][1] == 1, keys.most_common(3)
window.close()
"""
    xvfb(code)


def test_a_day_is_said_with_its_year_only_where_needed():
    from datetime import date

    this_year = date.today().year
    assert "2001" in spoken_day(date(2001, 5, 3))
    assert str(this_year) not in spoken_day(date(this_year, 11, 20))
    assert "20" in spoken_day(date(this_year, 11, 20))


def test_a_copy_is_written_on_the_worker(window, qtbot, tmp_path):
    window.files.copy_to(tmp_path / "Copy.clew")
    qtbot.waitUntil(lambda: "Copy.clew" in window.tasks.result.text)
    with open_workspace(tmp_path / "Copy.clew") as store:
        assert len(stages_of(store.content, next(iter(store.content.all(Journey))))) == 5


def test_the_file_gets_another_name(window, workspace, tmp_path):
    window.files.rename_to("Northwind")
    assert window.session.store.path == tmp_path / "Northwind.clew"
    assert window.windowTitle().startswith("Northwind.clew")
    assert not workspace.exists()
    assert window.settings.recent == [tmp_path / "Northwind.clew"]
    window.files.rename_to("a/b")
    assert window.session.store.path == tmp_path / "Northwind.clew"
    assert "file name" in window.banner.text


@pytest.mark.xvfb
def test_the_start_to_the_first_map_is_light(xvfb, workspace):
    code = """
import os
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app.views.theme import ThemeKeeper
from app.views.window import MainWindow
window = MainWindow(ThemeKeeper(application))
assert window.files.open(Path(sys.argv[1]))
window.show()
application.processEvents()
assert window.map_page.view.isVisible()
heavy = {"pydantic", "sqlalchemy", "reportlab", "pyqtgraph", "fontTools", "qtawesome"} & {*sys.modules}
assert not heavy, heavy
later = {f"app.views.workshop.{each}" for each in ("presenter", "console", "votes_panel")} & {*sys.modules}
assert not later, later
import linecache
read = [name for name in linecache.cache if f"{os.sep}app{os.sep}" in name]
assert len(read) < 20, f"PySide6 reads the sources of all modules: {len(read)}"
window.close()
"""
    xvfb(code, workspace)


def test_delete_in_tray_and_tree_means_what_is_there(window, qtbot):
    store, journey_id = window.session.store, window.session.journey_id
    poster, guard = card_named(window, "Poster at the bus stop"), card_named(window, "Guard knew my name")
    window.map_page.view.select([poster])
    tray = window.map_page.left.tray
    tray.setFocus()
    tray.item(0).setSelected(True)
    qtbot.keyClick(tray, Qt.Key.Key_Delete)
    assert store.content.find(Card, guard) is None
    assert store.content.find(Card, poster) is not None
    second = journeys.add_journey(store, "Empty one")
    window.session.show_journey(second)
    tree = window.map_page.left.tree
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert store.content.find(Journey, second) is None
    assert store.content.find(Journey, journey_id) is not None


def test_a_change_that_waits_for_a_reader_is_shown_and_then_saved(window, qtbot, workspace):
    code = (
        "import sqlite3, sys; reader = sqlite3.connect(sys.argv[1], isolation_level=None); reader.execute('BEGIN');"
        "reader.execute('SELECT count(*) FROM card').fetchone(); print('reading', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(workspace)]  # locks are between processes
    reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert reader.stdout is not None
    assert reader.stdout.readline() == "reading\n"
    cards.rename_card(window.session.store, card_named(window, "Poster at the bus stop"), "Billboard")
    assert window.session.store.pending
    qtbot.waitUntil(lambda: "Another program" in window.banner.text)
    assert window.header.state.text() == "saving …"
    reader.communicate("")
    qtbot.waitUntil(lambda: window.header.state.text() == "saved")
    assert window.banner.text == ""
    assert not window.session.store.pending


def test_a_change_of_the_system_s_scheme_is_followed(window, qapp):
    hints = qapp.styleHints()
    window.commands.run("theme_system")
    before = window.theme.look.dark
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.theme.look.dark == (hints.colorScheme() == Qt.ColorScheme.Dark) == before


def test_the_lanes_of_the_menu_have_icons_in_groups(window):
    menu = window.menus._submenus["lanes"]
    menu.aboutToShow.emit()
    kinds = [action for action in menu.actions() if not action.isSeparator()]
    assert len(kinds) == len(LANE_KINDS)
    assert all(not action.icon().isNull() for action in kinds)
    assert [action.isSeparator() for action in menu.actions()].count(True) == len(LANE_GROUPS) - 1


def test_a_card_that_is_folded_away_is_looked_for_at_its_persona(window, qtbot):
    session, view = window.session, window.map_page.view
    lanes = session.content.all(Lane)
    card = next(card for card in session.content.all(Card).values() if card.lane_id and lanes[card.lane_id].swimlane_id)
    swimlane = session.content.get(Lane, card.lane_id).swimlane_id
    toggle_collapsed(session.store, swimlane)
    with qtbot.waitSignal(session.said):
        window.map_page.reveal(card.id)
    assert view.selection.spot == Header("swimlane", swimlane)


def test_what_each_way_in_brings_is_said_in_full(empty_window):
    for way in empty_window.start_page.ways.values():
        said = [each for each in way.findChildren(QLabel) if each.wordWrap()]
        assert said
        assert all(each.height() >= each.heightForWidth(each.width()) for each in said), way.accessibleName()

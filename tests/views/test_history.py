"""The time machine: every edit in words, the map as it was and back, restored."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.models.changes import Change
from app.models.errors import FileError
from app.models.records import Card, Journey
from app.services.cards import add_card, delete_cards, move_cards, rename_card
from app.services.journeys import add_journey, delete_journey
from app.services.stages import add_stage
from app.store import Store, create_workspace
from app.store.history import HistoryStep
from app.views.history.changes import ROLES
from app.views.history.film import ELSEWHERE, LEAST, MOST, Frame, film_of, wait_at
from app.views.history.log import day_words, moment_words, sessions_of, without_typing, words_of
from app.views.history.model import PAGE, HistoryModel
from app.views.panels import HISTORY
from tests.views.conftest import fill

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def made(number, minutes=0, *, unit=None, origin="edit", reverses=None, name=None, label="Add pain"):
    return HistoryStep(number, NOON + timedelta(minutes=minutes), label, origin, unit or number, reverses, name)


def log(steps):
    """Return what reads a page of steps that are given oldest first."""
    return lambda newest, limit: [each for each in reversed(steps) if newest is None or each.step <= newest][:limit]


# ---- words and sessions


def test_undo_redo_and_restore_points_are_said_as_such():
    assert words_of(made(2, origin="undo", reverses=1)) == "Undone: Add pain"
    assert words_of(made(3, origin="redo", reverses=2)) == "Redone: Add pain"
    assert words_of(made(4, name="Before lunch")) == "Before lunch"
    assert "5 March" in moment_words(made(1))
    assert (day_words(date.today()), day_words(date.today() - timedelta(days=1))) == ("Today", "Yesterday")


def test_a_session_ends_where_nothing_is_done_for_two_hours():
    steps = [made(4, 290), made(3, 171), made(2, 30), made(1, 0)]
    assert [(each.first, each.last, each.edits) for each in sessions_of(steps)] == [(3, 4, 2), (1, 2, 2)]
    assert sessions_of([]) == []


def test_typing_is_one_edit():
    steps = [made(4), made(3, unit=2), made(2, unit=2), made(1)]
    assert [each.step for each in without_typing(steps)] == [4, 3, 1]
    assert [each.step for each in without_typing(steps[2:], steps[1])] == [1]


# ---- the list


def test_the_list_is_read_in_pages_and_grows_at_the_top():
    steps = [made(number, number // 3) for number in range(1, 2 * PAGE + 50)]
    model = HistoryModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.begin("file", log(steps))
    assert len(model.steps) == PAGE
    read = 0
    while not model.complete:
        model.read_on()
        read += 1
    assert read == 2
    assert [each.step for each in model.steps] == [each.step for each in reversed(steps)]
    assert all(model.rows[model.row_of(each.step)].step == each for each in steps[::97])
    newest = steps[-1]
    steps += [made(newest.step + 1, 300), made(newest.step + 2, 300, unit=newest.step + 1), made(newest.step + 3, 2000)]
    model.follow()
    assert [each.step for each in model.steps[:3]] == [newest.step + 3, newest.step + 2, newest.step]
    assert model.rows[0].step is None  # another day has a heading of its own
    assert tester is not None


def test_words_are_searched_for_and_days_without_any_fall_out():
    steps = [made(1, label="Add gain"), made(2, 2000), made(3, 4000, label="Move gain")]
    model = HistoryModel()
    model.begin("file", log(steps))
    model.search("GAIN")
    assert [row.step.step for row in model.rows if row.step] == [3, 1]
    assert sum(row.step is None for row in model.rows) == 2
    model.search("nothing like it")
    assert model.rows == []


def test_a_history_that_was_compacted_is_read_anew():
    steps = [made(number) for number in range(1, 30)]
    model = HistoryModel()
    model.begin("file", log(steps))
    del steps[3:20]
    steps[3:] = [each._replace(label="Work until then") for each in steps[3:]]
    model.follow()
    assert [each.step for each in model.steps] == [each.step for each in reversed(steps)]


# ---- the window


def card_named(content, title):
    return next((each for each in content.all(Card).values() if each.title == title), None)


@pytest.fixture
def room(window, qtbot):
    """Return the time machine of a window with its panel open."""
    window.commands.run("history")
    room = window.history
    qtbot.waitUntil(lambda: room.panel.model.complete)
    return room


def wait_for_past(room, qtbot, title):
    qtbot.waitUntil(lambda: room.on_show is room.past and title in room.past.text.words)


def test_the_map_as_it_was_and_back_and_restored(window, room, qtbot, monkeypatch):
    page, session, panel = window.map_page, window.session, room.panel
    assert panel.table.hasFocus()
    assert window.menus.actions[HISTORY].isChecked()
    refused = card_named(session.content, "Card refused, seat lost")
    before = session.store.step
    rename_card(session.store, refused.id, "Paid twice")
    qtbot.waitUntil(lambda: panel.model.steps[0].step == session.store.step)
    page.view.zoom_to(0.9)
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    wait_for_past(room, qtbot, "after")
    past = room.past
    assert past.sheet.content.get(Card, refused.id).title == "Card refused, seat lost"
    assert (past.sheet.zoom, past.sheet.journey_id) == (page.view.zoom, session.journey_id)
    assert panel.timeline.handles == (before,)
    # nothing is edited there, by key, menu or palette
    step = session.store.step
    page.focus_map()
    assert past.sheet.hasFocus()
    qtbot.keyClick(past.sheet, Qt.Key.Key_P)
    for command in ("delete", "add_pain", "undo", "lane_notes", "make_opportunity"):
        window.commands.run(command)
    assert session.store.step == step
    assert "Esc" in window.status_line.last.text()
    window.commands.run("zoom_out")
    assert past.sheet.zoom < page.view.zoom
    # the workspace goes on meanwhile
    add_card(session.store, session.journey_id, "pain", "From the line")
    assert "gone on" in past.caption.text()
    assert room.on_show is past
    # a journey that did not exist then says so
    other = add_journey(session.store, "Another")
    session.show_journey(other)
    qtbot.waitUntil(lambda: past.pages.currentWidget() is not past.sheet)
    session.show_journey(refused.journey_id)
    qtbot.waitUntil(lambda: past.pages.currentWidget() is past.sheet)
    past.setFocus()
    qtbot.keyClick(past.sheet, Qt.Key.Key_Escape)
    assert room.on_show is None
    assert page.view.hasFocus()
    # back for good, as one edit
    room.show_step(before)
    wait_for_past(room, qtbot, "after")
    room.restore()
    qtbot.waitUntil(lambda: session.content.get(Card, refused.id).title == "Card refused, seat lost")
    assert room.on_show is None
    assert "Return to" in window.status_line.last.text()
    session.store.undo()
    assert session.content.get(Card, refused.id).title == "Paid twice"

    # what cannot be read is one line, and the map stays
    def unreadable(store, step):
        raise FileError("The disk is gone.")

    monkeypatch.setattr(Store, "past", unreadable)
    room.show_step(before)
    qtbot.waitUntil(lambda: window.status_line.last.text() == "The disk is gone.")
    assert room.on_show is None


def test_a_journey_that_is_deleted_now_is_seen_as_it_was(window, room, qtbot):
    session, past = window.session, room.past
    here = session.journey_id
    gone = session.content.get(Journey, add_journey(session.store, "I get my money back"))
    before = session.store.step
    delete_journey(session.store, gone.id)
    qtbot.waitUntil(lambda: room.panel.model.steps[0].step == session.store.step)
    assert room.panel.model.rows[1].words == f"Delete journey “{gone.title}”"
    room.show_step(before)
    wait_for_past(room, qtbot, "after")
    assert (past.gone.isHidden(), past.sheet.journey_id) == (False, here)
    window.commands.run("hands_off")
    step = session.store.step
    past.restore_pressed.emit()
    assert (room.on_show, session.store.step) == (past, step)
    window.commands.run("hands_off")
    window.commands.run("present")
    window.commands.run("present")
    qtbot.waitUntil(lambda: room.on_show is past)  # presenting on one display gives back what was on show
    past.gone.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: past.sheet.journey_id == gone.id and past.text.words.startswith(f"“{gone.title}”"))
    room.back_to_now()
    room.show_step(before)
    qtbot.waitUntil(lambda: past.sheet.journey_id == here)
    room.back_to_now()


def test_a_restore_point_is_named_in_the_panel(window, room, qtbot):
    panel = room.panel
    panel.point.click()
    assert panel.name.hasFocus()
    panel.name.setText("Before lunch")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.model.steps[0].name == "Before lunch")
    assert "Before lunch" in [step.name for step in window.session.store.steps()]
    panel.point.click()
    qtbot.keyClick(panel.name, Qt.Key.Key_Escape)
    assert panel.table.hasFocus()
    # it is renamed and taken away from there; the history keeps that
    point = panel.model.steps[0].step
    qtbot.keyClick(panel.table, Qt.Key.Key_F2)
    assert panel.name.text() == "Before lunch"
    panel.name.setText("Before noon")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    assert [each.name for each in panel.model.steps if each.name] == ["Before noon"]
    panel.table.mark((point,), point)
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert [each.name for each in panel.model.steps if each.name] == []
    assert panel.model.rows[1].words == "Take away restore point “Before noon”"
    window.session.store.restore_point("Before lunch")
    panel.refill()
    # what is older than now is joined, but for the restore point; a journey that was on show then is let go of
    before = len(panel.model.steps)
    room.show_step(2)
    wait_for_past(room, qtbot, "after")
    window.commands.run("compact_history")
    qtbot.waitUntil(lambda: window.commands.dialog is not None)
    dialog = window.commands.dialog
    dialog.keep.fill(0)
    dialog.keep.chosen.emit(0)
    qtbot.waitUntil(dialog.ok.isEnabled)
    assert f"{before} edits become 3. 1 restore point stays." in dialog.what.text()
    content = window.session.content.copy()
    dialog.ok.click()
    qtbot.waitUntil(lambda: len(panel.model.steps) == 3)
    assert panel.model.steps[0].name == "Before lunch"
    assert room.on_show is None
    assert window.session.content == content


# ---- two points, and a film


def test_every_change_is_a_row_that_leads_to_its_card(window, room, qtbot):
    session, store = window.session, window.session.store
    before = store.step
    refused = card_named(session.content, "Card refused, seat lost")
    poster = card_named(session.content, "Poster at the bus stop")
    pays = card_named(session.content, "Pays with a phone wallet")
    rename_card(store, refused.id, "Paid twice")
    move_cards(store, [poster.id], lane_id=pays.lane_id, step_id=pays.step_id)
    delete_cards(store, [pays.id])
    made = add_card(store, session.journey_id, "pain", "Lost", lane_id=refused.lane_id, step_id=refused.step_id)
    stage = add_stage(store, session.journey_id, "Recommendation")
    qtbot.waitUntil(lambda: room.panel.model.steps[0].step == store.step)
    room.show_step(before)
    wait_for_past(room, qtbot, "after")
    room.past.compare_pressed.emit()
    comparison = room.comparison
    qtbot.waitUntil(lambda: room.on_show is comparison)
    rows = {(row.role, row.kind, row.id): row for row in comparison.list.changes.rows}
    assert set(rows) == {
        ("added", "stage", stage),
        ("added", "card", made),
        ("removed", "card", pays.id),
        ("moved", "card", poster.id),
        ("changed", "card", refused.id),
    }
    assert rows["changed", "card", refused.id].detail == "Title: “Card refused, seat lost” → “Paid twice”"
    assert rows["moved", "card", poster.id].detail.startswith("Awareness · Maya: Touchpoints → Purchase")
    marks = comparison.sheet.map_scene.marks
    assert {marks.of(each).role for each in (made, pays.id, poster.id, refused.id)} == set(ROLES)
    assert comparison.sheet.header_marks[stage].role == "added"
    assert [key.text() for key in comparison.keys.values()] == ["Added 2", "Removed 1", "Moved 1", "Changed 1"]
    comparison.keys["added"].click()
    assert (marks.of(made), len(comparison.list.changes.rows)) == (None, 3)
    assert stage not in comparison.sheet.header_marks
    comparison.sheet.setFocus()
    qtbot.keyClick(comparison.sheet, Qt.Key.Key_N)
    assert comparison.sheet.selection.cards == (comparison.list.changes.rows[0].id,)
    room.panel.table.setFocus()
    qtbot.keyClick(room.panel.table, Qt.Key.Key_N)
    assert comparison.list.currentIndex().row() == 1
    # the later point goes back until nothing is different
    room.panel.timeline.setFocus()
    room.panel.timeline.active = 1
    qtbot.keyClick(room.panel.timeline, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: comparison.list.changes.rows == [] and "Nothing" in comparison.place.words)
    qtbot.keyClick(room.panel.timeline, Qt.Key.Key_Escape)
    assert room.on_show is None


def test_a_session_is_played_as_it_was_and_the_map_is_untouched(window, room, qtbot):
    session, store = window.session, window.session.store
    refused = card_named(session.content, "Card refused, seat lost")
    rename_card(store, refused.id, "Paid twice")
    delete_cards(store, [refused.id])
    step = store.step
    qtbot.waitUntil(lambda: room.panel.model.steps[0].step == step)
    window.commands.run("replay")
    replay = room.replay_map
    qtbot.waitUntil(lambda: room.on_show is replay and replay.film is not None)
    assert replay.playing
    replay.toggle()
    frames = replay.film.frames
    replay.scrub(0)
    assert replay.film.content.find(Card, refused.id) is None  # the workspace was new
    replay.scrub(len(frames) - 2)
    assert replay.film.content.get(Card, refused.id).title == "Paid twice"
    assert room.panel.table.delegate.shown == {frames[-2].step.step}
    replay.play()
    qtbot.waitUntil(replay.at_end, timeout=3000)
    assert not replay.playing
    assert replay.film.content == session.content
    replay.scrub(1)
    replay.scrub(len(frames) - 1)
    assert replay.film.content == session.content
    # a handle that is dragged reads the film anew where it is let go, not on the way
    timeline, film, told = room.panel.timeline, replay.film, []
    timeline.moved.connect(lambda *_: told.append(timeline.handles[0]))
    y = timeline.rect().center().y()
    start, end = (QPoint(round(timeline._x(timeline._at(each))), y) for each in timeline.handles)
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=start)
    for part in (4, 3, 2):
        QTest.mouseMove(timeline, start + (end - start) / part)
    assert told == []
    assert timeline.handles[0] > film.frames[0].step.step
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=start + (end - start) / 2)
    assert told == [timeline.handles[0]]
    qtbot.waitUntil(lambda: replay.film is not film and replay.film.frames[0].step.step == told[0])
    replay.sheet.setFocus()
    qtbot.keyClick(replay.sheet, Qt.Key.Key_Escape)
    assert room.on_show is None
    assert store.step == step


def test_a_film_goes_forth_and_back_to_what_was_at_each_step(tmp_path):
    with create_workspace(tmp_path / "Northwind.clew") as store:
        ids = fill(store)
        for each in ("Poster at the bus stop", "Pays with a phone wallet"):
            rename_card(store, ids[each], "Another title")
            rename_card(store, ids[each], "Yet another")
            delete_cards(store, [ids[each]])
            store.undo()
        store.redo()
        film = film_of(store, 1, store.step)
        for at in (5, len(film.frames) - 1, 0, 12, 3, len(film.frames) - 2):
            film.go(at)
            assert film.content == store.past(film.step.step).content


def test_another_file_is_opened_while_the_past_is_on_show(window, room, workspace, qtbot):
    window.commands.run("replay")
    qtbot.waitUntil(lambda: room.on_show is not None)
    with create_workspace(workspace.with_name("Other.clew")) as store:
        add_journey(store, "Another")
    assert window.files.open(workspace.with_name("Other.clew"))
    assert room.on_show is None
    qtbot.waitUntil(
        lambda: [row.words for row in room.panel.model.rows][1:] == ["Add journey “Another”", "New workspace"]
    )
    assert window.map_page.view.isVisible()


def test_a_film_keeps_the_proportions_within_bounds():
    frames = [Frame(made(number, minutes), ()) for number, minutes in ((1, 0), (2, 0.1), (3, 1), (4, 90))]
    assert [wait_at(frames, at, 60.0, "") for at in range(4)] == pytest.approx([ELSEWHERE, ELSEWHERE, ELSEWHERE, 0.0])
    pain = Card(id="c", journey_id="j", kind="pain", rank="a")
    frames = [frame._replace(changes=(Change("card", "c", None, pain),)) for frame in frames]
    assert [wait_at(frames, at, 60.0, "j") for at in range(4)] == pytest.approx([LEAST, 0.9, MOST, 0.0])

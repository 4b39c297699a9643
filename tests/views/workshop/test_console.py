"""The facilitator's console: an agenda is taken, held and edited; what is deleted meanwhile is left."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.records import Activity, Agenda
from app.services.agendas import delete_activity, delete_agenda, edit_activity
from app.services.cards import add_card


def test_a_workshop_is_held_from_the_console(window, qtbot):
    window.commands.run("workshop")
    console, running = window.console, window.running
    agenda = console.agenda
    assert agenda.empty.isVisible()
    assert window.menus.actions["workshop"].isChecked()
    assert console.tray.count() == 1
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)  # the first of the agendas on offer has the keys
    assert running.agenda.title == "A first map in 90 minutes"
    assert agenda.now.text() == "First: Arrive and agree what for"
    assert agenda.run.hasFocus()

    QTest.keyClick(agenda.run, Qt.Key.Key_Return)
    assert running.clock.is_running
    assert (agenda.time.text(), agenda.run.text()) == ("10:00", "Pause")
    assert agenda.prompt.text().startswith("Whose journey is this")
    agenda.turn.click()
    assert agenda.count.text() == "2 of 3"
    agenda.plus.click()
    assert agenda.time.text() == "11:00"
    agenda.run.click()
    assert (running.clock.is_running, agenda.run.text()) == (False, "Go on")

    QTest.keyClicks(agenda.note, " Ask Ada first.")
    assert window.session.content.get(Activity, running.activity_id).note.endswith("second journey. Ask Ada first.")
    agenda.next.click()
    assert agenda.now.text() == "Lay the stages"
    assert running.prompt == 0
    running.clock.add(-30)
    assert agenda.now.text() == "Lay the stages: time is up"

    add_card(window.session.store, window.session.journey_id, "pain", "No place yet")
    assert console.tray.count() == 2
    console.tray.item(1).setSelected(True)
    QTest.keyClick(console.tray, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # into the focused cell
    assert console.tray.count() == 1
    window.commands.run("workshop")
    assert console.isHidden()
    assert window.map_page.view.hasFocus()


def test_the_room_is_led_from_the_console(window, qtbot):
    window.commands.run("workshop")
    room = window.console.room
    assert room.words.text() == "The room sees this window."
    assert not room.next.isEnabled()
    assert not room.freeze.isEnabled()  # there is no audience window on one display
    room.present.click()
    assert window.presenter.running
    assert room.present.text() == "Stop presenting"
    room.next.click()
    assert "Awareness" in room.words.text()
    room.black.click()
    assert room.words.text() == "The room sees black"
    room.present.click()
    assert not window.presenter.running
    assert not room.next.isEnabled()


def test_what_is_deleted_meanwhile_is_left(window):
    running = window.running
    window.console.agenda.take("prioritise")
    window.console.agenda.take("current-to-to-be")
    store = window.session.store
    first, second = store.content.ordered(Agenda)
    assert running.agenda_id == second.id
    running.begin(running.activities[2].id)
    running.turn(1)
    gone = running.activity
    delete_activity(store, running.activity_id)
    assert (running.activity, running.clock.is_set) == (None, False)
    assert running.coming == running.activities[2]
    store.undo()
    assert (running.activity, running.prompt, running.clock.is_running) == (gone, 1, True)
    edit_activity(store, gone.id, title="Other words")
    assert running.clock.title == "Other words"
    delete_agenda(store, second.id)
    assert running.agenda_id == first.id
    window.files.close()
    assert running.agenda is None


def test_an_agenda_is_edited_and_each_change_is_stored(window):
    window.console.agenda.take("prioritise")
    window.commands.run("edit_agenda")
    dialog, store = window.commands.dialog, window.session.store
    dialog.buttons["add"].click()
    made = dialog.activity_id
    QTest.keyClicks(dialog.name, "Stretch")
    dialog.minutes.spin.setValue(5)
    QTest.keyClicks(dialog.prompts, "Who stands up first?")
    activity = store.content.get(Activity, made)
    assert (activity.title, activity.minutes, activity.prompts) == ("Stretch", 5.0, "Who stands up first?")
    assert dialog.sum.text() == "95 minutes in all"
    dialog.buttons["down"].click()
    assert [each.title for each in window.running.activities][2] == "Stretch"
    assert dialog.activity_id == made
    dialog.name.clear()
    QTest.keyClick(dialog.name, Qt.Key.Key_Backspace)
    assert store.content.get(Activity, made).title == "Stretch"
    dialog.buttons["delete"].click()
    assert dialog.rows.count() == 7
    dialog.delete_all.click()
    assert window.commands.dialog is None
    assert not store.content.all(Agenda)

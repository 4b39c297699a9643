"""The capture line: what is typed there is on the map, in its order, whatever else goes on."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlcipher3 import dbapi2

from app.models.content import columns_of, stages_of, swimlanes_of, tags_of, unplaced_cards
from app.models.records import Card, Lane, Persona, Stage, Step, Swimlane
from app.services.capture import understand
from app.services.stages import delete_stage
from app.views.capture.line import CaptureLine
from app.views.capture.rewriting import with_kind, with_name
from app.views.window import MainWindow

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier


def focused() -> QWidget:
    """Return what has the keys."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keys are."""
    QTest.keyClick(focused(), key, modifiers)


def say(*sentences: str) -> None:
    """Type sentences where the keys are, each with Enter, at once."""
    for each in sentences:
        QTest.keyClicks(focused(), each)
        press(Key.Key_Return)


@pytest.fixture(scope="module")
def one_window(theme):
    """Yield one window for all of these tests."""
    window = MainWindow(theme)
    window.resize(1600, 1000)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    yield window
    window.map_page.capture.line.put("")
    window.close()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def window(one_window, workspace):
    """Return the window, on a filled map that no other test has seen."""
    one_window.map_page.capture.line.put("")
    assert one_window.files.open(workspace)
    one_window.activateWindow()
    return one_window


@pytest.fixture
def bar(window):
    """Return its capture line, which has the keys."""
    window.commands.run("capture")
    assert window.map_page.capture.line.hasFocus()
    return window.map_page.capture


def card(window, title: str) -> Card:
    found = [each for each in window.session.content.ordered(Card) if each.title == title]
    assert len(found) == 1, title
    return found[0]


def place_of(window, title: str) -> tuple[str, str, str]:
    """Return the stage, the persona and the kind of lane of a card."""
    content, found = window.session.content, card(window, title)
    if found.step_id is None:
        return ("", "", "")
    stage = content.get(Stage, content.get(Step, found.step_id).stage_id)
    lane = content.get(Lane, found.lane_id)
    swimlane = content.find(Swimlane, lane.swimlane_id)
    return (stage.title, content.get(Persona, swimlane.persona_id).name if swimlane else "", lane.kind)


def test_sixty_sentences_at_once_are_sixty_cards_in_order_one_step_each(window, bar):
    store, stages = window.session.store, ("Awareness", "Purchase", "Retention")
    before, first = store.step, len(window.session.content.ordered(Card))
    kinds = (("pain", "pain: "), ("gain", "+ "), ("touchpoint", "> "), ("quote", '" '))
    said = [
        f"{sign}sentence {number} @{stages[number % 3]} ~{('Maya', 'Jon')[number % 2]} #tag{number % 5} !2"
        for number in range(60)
        for _, sign in (kinds[number % 4],)
    ]
    say(*said)
    content = window.session.content
    assert store.step == before + 60
    assert len(content.ordered(Card)) == first + 60
    labels = [step.label for step in store.steps(limit=60)]
    assert labels == [f"Capture “sentence {number}”" for number in reversed(range(60))]
    for number in range(60):
        made = card(window, f"sentence {number}")
        assert made.kind == kinds[number % 4][0]
        assert place_of(window, made.title)[:2] == (stages[number % 3], ("Maya", "Jon")[number % 2])
        assert [each.name for each in tags_of(content, made)] == [f"tag{number % 5}"]
        assert (made.severity if made.kind == "pain" else made.sentiment) == 2
    assert bar.line.text() == ""
    assert bar.line.hasFocus()
    assert window.map_page.view.layout_.cards.keys() >= {card(window, "sentence 59").id}
    QTest.keyClick(bar.line, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.commands.run("undo")
    assert not [each for each in window.session.content.ordered(Card) if each.title == "sentence 59"]


def test_a_whole_map_from_a_blank_workspace_by_the_line_alone(window):
    window.commands.start("blank")
    press(Key.Key_F7)
    assert window.map_page.capture.line.hasFocus()
    say(
        *("stage: Before", "stage: On the way", "stage: After", "step: Boarding @On the way"),
        *("persona: Maya", "persona: Jon"),
        *("> Finds a seat @Boarding ~Maya", "- No seat left @Boarding ~jon #crowd !4", "question: Who decides? @after"),
    )
    content, journey = window.session.content, window.session.journey_id
    assert [each.title for each in stages_of(content, journey)] == ["Before", "On the way", "After"]
    assert "Boarding" in [each.title for each in columns_of(content, journey)]
    assert len(swimlanes_of(content, journey)) == 2
    assert place_of(window, "Finds a seat") == ("On the way", "Maya", "touchpoints")
    assert place_of(window, "No seat left") == ("On the way", "Jon", "experience")
    asked = window.map_page.capture.asking
    assert place_of(window, "Who decides?") == ("", "", "")
    assert asked.newest.text.endswith("whose is it?")
    press(Key.Key_2, Alt)
    assert place_of(window, "Who decides?") == ("After", "Jon", "questions")
    assert window.map_page.capture.line.hasFocus()


def test_what_is_not_clear_waits_and_is_asked_the_newest_first(window, bar):
    store, asking = window.session.store, bar.asking
    say("pain: lost my way @Nowhere", "gain: nobody asked @Purchase ~Ma", "thought: which one @Retention")
    assert [each.title for each in unplaced_cards(store.content, window.session.journey_id)][1:] == [
        "lost my way @Nowhere",
        "which one",
    ]
    assert place_of(window, "nobody asked") == ("Purchase", "Maya", "experience")
    assert "which one" in asking.newest.text
    assert asking.isVisible()
    before = store.step
    press(Key.Key_1, Alt)
    assert store.step == before + 1
    assert place_of(window, "which one") == ("Retention", "Maya", "thoughts")
    window.commands.run("undo")
    assert place_of(window, "which one") == ("", "", "")
    assert "which one" in asking.newest.text, "what is taken back is asked again"
    window.commands.run("redo")
    assert "which one" not in asking.newest.text
    window.commands.run("undo")
    asking.dismiss()
    QTest.keyClicks(bar.line, "typing goes on")
    assert "there is no “Nowhere” here" in asking.newest.text
    assert [text for text, _ in asking.newest.answers][2] == "Purchase"
    press(Key.Key_3, Alt)
    assert asking.newest.text == "“lost my way”: whose is it?"
    press(Key.Key_2, Alt)
    assert place_of(window, "lost my way") == ("Purchase", "Jon", "experience")
    say("", " again, nowhere near @Booking")
    assert card(window, "typing goes on")
    asking.close_one.click()
    assert asking.isHidden()
    say("gain: one @Nowhere", "gain: two @Nowhere")
    asking.close_one.setFocus()
    press(Key.Key_Space)
    bar.line.setFocus()
    say("gain: three @Nowhere")
    say("@Purchase")
    assert asking.newest.text == "“@Purchase”: it has no words. Nothing was filed."
    asking.dismiss()
    assert bar.line.hasFocus()  # an answer that had the keys once does not take them again
    asking.close_one.setFocus()
    press(Key.Key_Space)
    press(Key.Key_Space)
    assert bar.line.hasFocus()
    assert asking.isHidden()
    assert place_of(window, "again, nowhere near @Booking") == ("", "", "")


def test_what_is_no_longer_there_is_no_longer_an_answer(window, bar):
    asking, session = bar.asking, window.session
    say("pain: lost @Nowhere ~Maya")
    assert [text for text, _ in asking.newest.answers] == [
        "Awareness",
        "Consideration",
        "Purchase",
        "Retention",
        "Advocacy",
    ]
    stage = next(each for each in stages_of(session.content, session.journey_id) if each.title == "Consideration")
    delete_stage(session.store, stage.id)
    assert [text for text, _ in asking.newest.answers] == ["Awareness", "Purchase", "Retention", "Advocacy"]
    say("stage: Nowhere")
    assert "lost" in asking.newest.text, "what became clear is still to be answered"
    asking.dismiss()


def test_chips_say_what_was_understood_before_enter(window, bar):
    def chips(text: str) -> list[tuple[str, str, str]]:
        bar.line.put(text)
        return [(each.role, each.text, each.state) for each in bar.chips.chips]

    assert bar.chips.isVisible()
    height = bar.height()
    assert chips("pain: waited @Purchase #queue !4 ~Maya") == [
        ("kind", "Pain point", "known"),
        ("place", "Purchase", "known"),
        ("tag", "#queue", "new"),
        ("level", "severity 4", "known"),
        ("persona", "Maya", "known"),
    ]
    assert chips("hello")[0] == ("kind", "Note", "known")
    assert chips("hello")[1][1] == "to Unplaced"
    assert chips("pain: x @Nowhere")[1][::2] == ("place", "unknown")
    assert "not found" in bar.chips.accessibleDescription()
    assert chips("") == []
    assert bar.height() == height
    bar.line.put("שלום @Purchase")
    assert bar.understood.title == "שלום"
    press(Key.Key_Escape)
    assert window.map_page.view.hasFocus()
    assert bar.line.text() == "שלום @Purchase"


def test_completions_are_walked_and_taken_while_typing_goes_on(window, bar):
    line = bar.line
    QTest.keyClicks(line, "pain: late @ret")
    assert bar.completing.list.isVisible()
    assert line.hasFocus()
    press(Key.Key_Tab)
    assert line.text() == "pain: late @Retention "
    assert line.hasFocus()
    assert bar.completing.list.isHidden()
    QTest.keyClicks(line, "~")
    press(Key.Key_Down)
    press(Key.Key_Down)
    marked = bar.completing.list.currentItem().text()
    press(Key.Key_Return)
    assert marked in line.text()
    assert bar.completing.list.isHidden()
    QTest.keyClicks(line, "@")
    press(Key.Key_Escape)
    assert bar.completing.list.isHidden()
    assert line.hasFocus()
    press(Key.Key_Backspace)
    press(Key.Key_Return)
    assert place_of(window, "late") == ("Retention", marked, "experience")
    assert line.text() == ""
    press(Key.Key_Up)
    assert line.text().startswith("pain: late @Retention")
    press(Key.Key_Down)
    assert line.text() == ""
    step = window.session.store.step
    press(Key.Key_Return)
    assert window.session.store.step == step


def test_a_pin_holds_a_place_until_it_is_let_go(window, bar):
    assert bar.pin is None
    QTest.keyClicks(bar.line, "pain: first @Purchase ~Jon")
    press(Key.Key_P, Alt)
    press(Key.Key_Return)
    say("gain: second", "pain: third @Awareness")
    assert place_of(window, "second") == ("Purchase", "Jon", "experience")
    assert place_of(window, "third") == ("Awareness", "Jon", "experience")
    press(Key.Key_P, Alt)
    say("gain: fourth")
    assert bar.pin is None
    assert place_of(window, "fourth") == ("", "", "")


def test_what_cannot_be_written_now_waits_in_its_order(window, bar, qtbot):
    said = ["pain: one @Purchase ~Jon", "gain: two @Purchase ~Jon", "pain: three @Purchase ~Jon"]
    reader = dbapi2.connect(
        window.session.store.path, isolation_level=None
    )  # by our SQLite: two in one process don't meet
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM card").fetchone()
    say(*said)
    assert bar.filing.waiting == tuple(said)
    assert "3 sentences wait" in bar.asking.waiting.text()
    assert bar.line.hasFocus()
    reader.close()
    qtbot.waitUntil(lambda: not bar.filing.waiting)
    assert [step.label for step in window.session.store.steps(limit=3)][::-1] == [
        "Capture “one”",
        "Capture “two”",
        "Capture “three”",
    ]
    assert not bar.asking.isVisible()
    with window.session.store.bulk("Import"):
        say("pain: four @Awareness ~Maya")
        assert "“Import” is still going on" in bar.asking.waiting.text()
        assert not window.close()
        assert "still wait" in window.banner.text
        say("pain: five @Awareness ~Maya")
        window.session.leaving.emit()
        assert QGuiApplication.clipboard().text().splitlines() == [
            f"pain: {each} @Awareness ~Maya" for each in ("four", "five")
        ]
        qtbot.waitUntil(lambda: "could not be written" in window.banner.text)
        say("pain: four @Awareness ~Maya")
    bar.filing.retry()
    assert bar.asking.isHidden(), "the only one that waited waits no more"
    assert place_of(window, "four") == ("Awareness", "Maya", "experience")
    say("stage: Purchase")
    assert "Purchase" in bar.asking.newest.text
    press(Key.Key_1, Alt)
    assert bar.line.text() == "stage: Purchase"


def test_nothing_of_many_lines_is_cut_off(qtbot):
    line = CaptureLine()
    qtbot.addWidget(line)
    given: list[str] = []
    line.lines_given.connect(given.append)
    QGuiApplication.clipboard().setText("what somebody said\n" * 5000)
    line.paste()
    assert given[0].count("what somebody said") == 5000
    assert line.text() == ""


def test_many_lines_are_looked_at_and_filed_in_one_step(window, bar):
    QGuiApplication.clipboard().setText(
        "pain: queue @Purchase ~Maya\nnobody there @Awareness\n\nstage: Purchase\nleft out\n"
        "note: adrift @Nowhere\ngain: whose @Purchase\n"
    )
    QTest.keyClick(bar.line, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = window.commands.dialog
    assert dialog is not None
    assert bar.line.text() == ""
    table = dialog.table
    assert table.topLevelItemCount() == 6
    assert "cannot be filed" in dialog.told.text()
    table.topLevelItem(3).setCheckState(0, Qt.CheckState.Unchecked)
    table.clearSelection()
    table.topLevelItem(1).setSelected(True)
    dialog.kind.chosen.emit("gain")
    dialog.place.chosen.emit("Retention")
    dialog.whose.chosen.emit("Jon")
    assert table.topLevelItem(1).text(1) == "Gain"
    window.session.keep_hands_off(True)
    step = window.session.store.step
    dialog.accept()
    assert window.session.store.step == step + 1
    # what is not clear is asked like what is typed, the first line first
    assert (bar.asking.newest.text[:7], bar.asking.more.text()) == ("“adrift", "1 of 2")
    bar.asking.dismiss()
    bar.asking.answer(2)
    assert place_of(window, "whose") == ("Purchase", "Jon", "experience")
    assert bar.asking.isHidden()
    say("gain: while hands are off @Purchase")
    press(Key.Key_2, Alt)
    assert place_of(window, "while hands are off") == ("Purchase", "Jon", "experience")
    assert place_of(window, "queue") == ("Purchase", "Maya", "experience")
    assert place_of(window, "nobody there") == ("Retention", "Jon", "experience")
    assert not [each for each in window.session.content.ordered(Card) if each.title == "left out"]


def test_a_window_does_not_close_over_a_sentence_that_was_begun(window):
    bar = window.map_page.capture
    bar.line.put("half a sent")
    assert not window.close()
    assert "not on the map yet" in window.banner.text
    assert bar.line.text() == "half a sent"
    assert bar.may_leave(), "when it is closed again"


def test_something_else_is_said_in_a_sentence(window):
    content, journey_id = window.session.content, window.session.journey_id

    def said(text: str, *change: Any) -> str:
        sentence = understand(content, journey_id, text)
        return with_kind(sentence, change[0]) if len(change) == 1 else with_name(sentence, *change)

    assert said("- late @Purchase", "gain") == "gain: late @Purchase"
    assert said("#queue late", "pain") == "pain: #queue late"
    assert said("pain: late @Nowhere ~Jon", "place", 'A "b"') == 'pain: late ~Jon @“A "b"”'
    assert said('pain: late @"Purchase"', "place", "") == "pain: late"

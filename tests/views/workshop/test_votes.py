"""Votes in the window: a round is made, thirty ballots keyed without the mouse, hands counted, revealed, undone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox

from app.layout.marks import Mark
from app.models.content import cards_of
from app.models.records import Card, Vote, VoteRound
from app.scoring.votes import ballots_of, options_of, results
from app.services.cards import add_card
from app.services.journeys import add_journey
from app.services.votes import add_options, make_round
from app.views.panels import VOTES
from app.views.workshop.audience import RoomView
from app.views.workshop.votes_marks import NO_VOTE, marks_of_round

Key = Qt.Key
PAINS = ("Queue", "No seat", "Late", "Dear", "Cold", "Loud")


@pytest.fixture
def votes(window, qtbot):
    """Return the panel of votes on a map with seven pains, empty."""
    store, journey_id = window.session.store, window.session.journey_id
    for title in PAINS:
        add_card(store, journey_id, "pain", title)
    window.commands.run("votes")
    panel = window.map_page.panels.made[VOTES]
    QAbstractItemModelTester(panel.table.options)
    return panel


def has_keys(widget):
    return QApplication.focusWidget() is widget


def started(panel):
    """Start the vote that is offered, and return its id."""
    panel.form.start.click()
    return panel.round_id


def key_in(qtbot, panel, text):
    """Type a ballot and press Enter."""
    qtbot.keyClicks(panel.line.line, text)
    qtbot.keyClick(panel.line.line, Key.Key_Return)


def shown_cells(panel):
    """Return what the table says, row by row."""
    model = panel.table.options
    return [[model.index(row, at).data() for at in range(model.columnCount())] for row in range(model.rowCount())]


def test_a_vote_is_started_and_thirty_ballots_keyed_in_a_row_without_the_mouse(window, votes, qtbot):
    assert votes.home is votes.form.title
    assert has_keys(votes.form.title)
    assert votes.form.source.currentText() == "All pains of this journey (7)"
    assert votes.form.title.placeholderText() == "What hurts most?"
    card = next(iter(cards_of(window.session.content, window.session.journey_id))).id
    window.session.select([card])
    assert votes.form.source.itemText(0) == "Selected cards (1)"
    assert votes.form.source.currentText() == "All pains of this journey (7)"
    votes.form.begin(None, can_leave=False)
    assert votes.form.source.currentText() == "All pains of this journey (7)"  # one card is nothing to choose from
    qtbot.keyClicks(votes.form.title, "Worst of all?")
    qtbot.keyClick(votes.form.title, Key.Key_Return)
    (held,) = window.session.content.all(VoteRound).values()
    assert (held.title, held.votes_each, held.revealed, held.last_number) == ("Worst of all?", 3, False, 7)
    assert has_keys(votes.line.line)
    assert window.menus.actions["votes"].isChecked()
    window.session.store.undo()
    assert votes.pages.currentWidget() is votes.form
    window.session.store.redo()

    round_id, content = votes.round_id, window.session.content
    for number in range(1, 31):
        assert votes.line.caption.text() == f"Ballot {number}"
        key_in(qtbot, votes, ("113", "2", "77 1", "456", "0")[number % 5])
    assert list(ballots_of(content, round_id)) == list(range(1, 31))
    # hidden: nothing but how many ballots are in, in no cell and in no word
    assert votes.status.text() == "30 ballots in · hidden until revealed"
    assert [len(row) for row in shown_cells(votes)] == [2] * 7
    assert [row[0] for row in shown_cells(votes)] == list("1234567")
    assert votes.copy.isHidden()
    assert window.session.store.undo_label == "Take in ballot 30"

    # a ballot is corrected by its number, and the next number is next again
    key_in(qtbot, votes, "#12")
    assert (votes.line.caption.text(), votes.line.line.text()) == ("Ballot 12, correcting", "177")
    for _ in range(3):
        qtbot.keyClick(votes.line.line, Key.Key_Backspace)
    key_in(qtbot, votes, "44")
    assert votes.line.caption.text() == "Ballot 31"
    ballot = ballots_of(content, round_id)[12]
    assert [each.count for each in content.members(Vote, "ballot_id", ballot.id)] == [2]
    key_in(qtbot, votes, "#12")
    votes.line.away.click()
    assert votes.line.caption.text() == "Ballot 12"
    assert 12 not in ballots_of(content, round_id)
    window.session.store.undo()
    assert 12 in ballots_of(content, round_id)

    # what cannot be is refused, and what was typed stays
    key_in(qtbot, votes, "1123")
    assert votes.line.line.text() == "1123"
    assert votes.line.message.text().startswith("4 votes, and each person has 3.")
    assert len(ballots_of(content, round_id)) == 30
    qtbot.keyClick(votes.line.line, Key.Key_Backspace)
    assert len(votes.line.chips) == 2
    assert votes.line.message.text() == "Enter keeps it."
    qtbot.keyClick(votes.line.line, Key.Key_Escape)
    qtbot.keyClick(votes.line.line, Key.Key_Return)
    assert votes.line.message.text().startswith("Ballot 31 is empty.")

    # hands off: votes go on, and are taken back by Ctrl+Z
    window.commands.run("hands_off")
    key_in(qtbot, votes, "1")
    window.menus.actions["undo"].trigger()
    assert (votes.line.caption.text(), len(ballots_of(content, round_id))) == ("Ballot 31", 30)
    window.commands.run("hands_off")

    # papers that are out of order, and one that is taken back by Ctrl+Z
    key_in(qtbot, votes, "#40 12")
    assert votes.line.caption.text() == "Ballot 41"
    window.menus.actions["undo"].trigger()
    assert votes.line.caption.text() == "Ballot 40"

    # on the map the numbers to vote for, until the counts may be seen; also of what waits and has no place
    marks = window.map_page.view.map_scene.marks
    asked = {each.card_id or "": each.number for each in options_of(content, round_id)}
    placed, number = next((each, asked[each]) for each in asked if content.get(Card, each).step_id)
    assert marks.of(placed) == Mark("votes", f"No. {number}")
    assert {mark.text for mark in marks_of_round(content, round_id).values()} == {f"No. {at}" for at in range(1, 8)}

    # the room sees the same, but not while it is frozen
    room = RoomView(window.session, window.theme, window.map_page, window.clock, window)
    shown = room.sheet.map_scene.marks
    assert shown.of(placed) == Mark("votes", f"No. {number}")
    assert room.band.accessibleName() == "Buying a ticket, Worst of all?, 30 ballots in · hidden until revealed"
    room.freeze(True)

    # revealed: bars, people, spread, ties as ties; and in the clipboard
    window.commands.run("reveal_votes")
    rows = {row[1]: row for row in shown_cells(votes)}
    assert len(rows["1"]) == 6
    total = sum(int(row[3]) for row in rows.values())
    assert total == results(content, round_id).votes == sum(each.count for each in content.all(Vote).values())
    assert [rows[each][0] for each in "1743256"] == ["1", "2", "3", "4 =", "4 =", "4 =", "4 ="]
    assert rows["3"][5] == "24 × 0 votes, 6 × 1 vote"
    assert marks.of(placed) == Mark("votes", rows[str(number)][3])
    assert shown.of(placed) == Mark("votes", f"No. {number}")
    room.freeze(False)
    assert shown.of(placed) == marks.of(placed)
    votes.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert (lines[0], len(lines)) == ("Worst of all?", 9)
    window.commands.run("reveal_votes")
    assert votes.copy.isHidden()
    assert not content.get(VoteRound, round_id).revealed

    # a digit on the map votes, too, while the vote is on show
    view = window.map_page.view
    card = next(each for each in window.session.content.all(Card).values() if each.title == "Card refused, seat lost")
    view.setFocus()
    view.select([card.id])
    qtbot.keyClicks(view, "2")
    assert content.get(Card, card.id).sentiment is None
    assert votes.line.line.text() == "2"
    assert has_keys(votes.line.line)
    qtbot.keyClick(votes.line.line, Key.Key_Escape)
    qtbot.keyClick(votes.line.line, Key.Key_Escape)
    assert has_keys(view)
    window.commands.run("votes")
    assert window.session.vote_round_id == ""
    assert marks.of(placed) is None
    assert shown.of(placed) is None
    assert room.band.accessibleName() == "Buying a ticket"
    view.setFocus()
    qtbot.keyClicks(view, "2")
    assert window.session.content.get(Card, card.id).sentiment == -1.0


def test_hands_are_counted_in_the_open_and_votes_are_changed(window, votes, qtbot):
    round_id, content = started(votes), window.session.content
    for _ in range(2):  # pressed again, it stays
        votes.way.findChildren(QPushButton)[1].click()
    assert votes.way.value() == "hands"
    assert "Reveal the votes first" in votes.hands_hint.text()
    assert votes.table.options.columnCount() == 2
    votes.reveal.click()
    table = votes.table
    table.setFocus()
    qtbot.keyClicks(table, "++-+")
    qtbot.keyClick(table, Key.Key_Down)
    qtbot.keyClicks(table, "1")
    editor = table.findChild(QSpinBox)
    assert editor is not None
    qtbot.keyClicks(editor, "7")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: results(content, round_id).hands == 19)
    hands = table.options.columns.index("hands")
    assert hands == table.options.columns.index("option") + 1  # in view where the panel is narrow
    box = table.visualRect(table.options.index(2, hands))
    plus = QPoint(box.right() - 20, box.center().y())
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=plus)
    assert [row.hands for row in table.options.rows] == [2, 17, 1, 0, 0, 0, 0]
    assert [row.place for row in table.options.rows][:3] == [2, 1, 3]
    assert votes.status.text() == "0 ballots in · 20 votes · 20 of them hands"
    window.session.store.undo()
    assert results(content, round_id).hands == 19

    # options come and go, their numbers stay; a new vote beside it
    window.session.show_vote("")
    store = window.session.store
    pains = [each.option.card_id for each in results(content, round_id).options if each.option.card_id]
    other = make_round(store, window.session.journey_id, "Which first?", card_ids=pains)
    votes.choice.chosen.emit(other)
    votes.way.chosen.emit("ballots")
    key_in(qtbot, votes, "27")
    table.setFocus()
    table.selectRow(1)
    gone = table.options.rows[1].option.card_id
    qtbot.keyClick(table, Key.Key_Delete)
    assert [row[0] for row in shown_cells(votes)] == list("134567")
    assert results(content, other).votes == 1
    votes.change.click()
    assert votes.form.title.text() == "Which first?"
    assert votes.form.source.currentText() == "All pains of this journey (1)"
    votes.form.each.spin.setValue(5)
    votes.form.title.setFocus()
    qtbot.keyClicks(votes.form.title, "!")
    votes.form.start.click()
    assert (votes.held.title, votes.held.votes_each) == ("Which first?!", 5)
    assert [each.number for each in options_of(content, other)] == [1, 3, 4, 5, 6, 7, 8]
    assert options_of(content, other)[-1].card_id == gone
    key_in(qtbot, votes, "88888")
    votes.change.click()
    votes.form.each.spin.setValue(2)
    assert votes.form.each.value() == 5
    votes.form.leave.click()
    more = [add_card(store, window.session.journey_id, "pain", f"Pain {number}") for number in range(5)]
    add_options(store, other, card_ids=more)
    elsewhere = add_journey(store, "I travel on")
    window.session.show_journey(elsewhere)
    assert window.map_page.vote == NO_VOTE
    assert votes.pages.currentWidget() is votes.form
    assert not votes.form.start.isEnabled()
    window.session.show_journey(content.get(VoteRound, other).journey_id)
    votes.choice.chosen.emit(other)
    key_in(qtbot, votes, "1 12 12")
    assert results(content, other).votes == 9
    votes.change.click()
    votes.form.delete.click()
    assert votes.round_id == round_id
    store.undo()
    assert results(content, other).votes == 9

"""The place Insights: library, duplicates, board, analysis, placing; one window for a walk through each."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from app.canvas.mime import carried_insights, carry_evidence
from app.models.records import Card, EvidenceVerdict, Highlight, Insight, InsightHighlight, Journey, Theme
from app.scoring.similar import Pair
from app.store import open_workspace
from app.views.insights.library_model import PEOPLE, STATEMENT, TAGS
from tests.pictures import insights as made
from tests.pictures.workspaces import unheard

Key, Alt, Shift = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def learnt(tmp_path_factory):
    path = unheard(tmp_path_factory.mktemp("learnt"))
    with open_workspace(path) as store:
        made.fill(store)
    return path


@pytest.fixture
def page(empty_window, learnt, tmp_path, qtbot):
    """Return the place, open on a copy of its own."""
    path = tmp_path / learnt.name
    path.write_bytes(learnt.read_bytes())
    assert empty_window.files.open(path)
    empty_window.show_place("insights")
    return empty_window.insights_page


def statements(page):
    model = page.library.table.library
    return [model.index(row, STATEMENT).data() for row in range(len(model.ids))]


def content(page):
    return page.window().session.content


def idle(page, qtbot):
    qtbot.waitUntil(lambda: not page.window().tasks.worker.busy)


def test_the_library_is_found_filtered_and_sorted(page, qtbot):
    library, table = page.library, page.library.table
    assert len(statements(page)) == 10
    assert library.count.text() == "10 insights"
    assert table.hasFocus()
    library.words.setText("refund month")
    library.words.textEdited.emit("refund month")
    qtbot.waitUntil(lambda: len(statements(page)) == 2)
    assert library.count.text() == "2 of 10"
    library.clear_filters()
    library.strength.setCurrentIndex(library.strength.findData("validated"))
    library.strength.chosen.emit("validated")
    assert statements(page) == ["Card refused, seat lost", "Be at the desk by nine"]
    library.clear_filters()
    library.tag.setCurrentIndex(library.tag.findData("queue"))
    library.tag.chosen.emit("queue")
    assert len(statements(page)) == 2
    page.window().commands.run("unplaced_insights")
    assert len(statements(page)) == 7
    library.clear_filters()
    table.horizontalHeader().setSortIndicator(PEOPLE, Qt.SortOrder.AscendingOrder)
    assert statements(page)[:2] == ["Card refused, seat lost", "Refund took a month"]
    table.horizontalHeader().setSortIndicator(STATEMENT, Qt.SortOrder.AscendingOrder)
    assert statements(page)[0] == "Be at the desk by nine"
    assert table.library.index(0, TAGS).data() == ""


def test_an_insight_is_said_better_in_its_form_and_on_the_map(page, qtbot):
    window, library = page.window(), page.library
    QTest.keyClick(library.table, Key.Key_Down)
    (chosen,) = library.ids
    form = next(iter(library._forms.values()))
    assert form.statement.toPlainText() == "Card refused, seat lost"
    assert form.quotes.quotes.rowCount() == 5
    QTest.keyClick(library.table, Key.Key_Return)
    assert form.statement.hasFocus()
    form.statement.selectAll()
    QTest.keyClicks(form.statement, "Seat lost")
    card = next(each for each in content(page).all(Card).values() if each.insight_id == chosen)
    assert card.title == content(page).get(Insight, chosen).statement == "Seat lost"
    qtbot.waitUntil(lambda: statements(page)[0] == "Seat lost")
    window.commands.run("undo")
    assert content(page).get(Insight, chosen).statement == "Card refused, seat lost"
    form.verdict.chosen.emit("assumption")
    qtbot.waitUntil(form.reason.isVisible)
    QTest.keyClicks(form.reason, "all one firm")
    (verdict,) = content(page).members(EvidenceVerdict, "insight_id", chosen)
    assert (verdict.strength, verdict.reason) == ("assumption", "all one firm")
    persona = next(iter(form.personas.chips))
    form.personas.removed.emit(persona)
    qtbot.waitUntil(lambda: persona not in form.personas.chips)
    form.quotes.setCurrentIndex(form.quotes.quotes.index(0))
    QTest.keyClick(form.quotes, Key.Key_Delete)
    qtbot.waitUntil(lambda: form.quotes.quotes.rowCount() == 4)
    asked: list[str] = []
    form.passage_asked.connect(asked.append)
    form.quotes.setCurrentIndex(form.quotes.quotes.index(0))
    QTest.keyClick(form.quotes, Key.Key_Return)
    assert content(page).find(Highlight, asked[0])
    assert window.pages.currentWidget() is window.research_page
    # on the map, the card is given words of its own, and becomes an insight again
    window.show_place("map")
    window.session.select([card.id])
    evidence = window.map_page.inspector.form.evidence
    assert evidence.tie.text() == "Say it in words of its own"
    evidence.tie.click()
    assert content(page).get(Card, card.id).insight_id is None
    assert evidence.tie.text() == "Make it an insight"
    evidence.tie.click()
    assert content(page).get(Card, card.id).insight_id not in (None, chosen)


def test_what_is_said_twice_is_made_one_only_when_asked(page, qtbot):
    duplicates = page.duplicates
    duplicates.compare()
    qtbot.waitUntil(duplicates.strip.isVisible)
    duplicates.open()
    dialog = page.window().commands.dialog
    assert dialog.left.statement.accessibleName() == "Refund took a month"
    assert dialog.right.quotes.quotes.rowCount() == 0
    assert len(content(page).all(Insight)) == 10
    asked = (dialog.left.record_id, dialog.right.record_id)
    one, other = [each for each in content(page).ordered(Insight) if each.id not in asked][:2]
    duplicates.pairs.insert(0, Pair(one.id, other.id, 1.0))  # found since: the dialog goes on with what it shows
    dialog.right.keep.click()
    assert len(content(page).all(Insight)) == 9
    assert "The refund took a month" in {each.title for each in content(page).all(Card).values() if each.insight_id}
    assert content(page).find(Insight, one.id)
    assert content(page).find(Insight, other.id)
    dialog.differ.click()
    assert not dialog.isVisible()
    assert not duplicates.strip.isVisible()
    page.window().commands.run("undo")
    page.window().commands.run("duplicate_insights")
    qtbot.waitUntil(lambda: len(duplicates.pairs) == 1 and page.window().commands.dialog is not None)
    page.window().commands.dialog.reject()
    duplicates.differ(duplicates.pairs[0])
    duplicates.compare()
    idle(page, qtbot)
    assert duplicates.pairs == []


def drop(view, data: QMimeData) -> None:
    """Let something go below the last card of a list."""
    place = QPointF(QPoint(10, view.viewport().height() - 4))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, left, none, QEvent.Type.Drop))


def test_the_board_is_worked_by_keys_by_the_mouse_and_by_proposals(page, qtbot):
    page.show_part("themes")
    board = page.board
    free, paying = board.columns
    assert (free.count.text(), paying.title.text(), paying.count.text()) == ("8", "Paying", "2")
    free.list.setFocus()
    first = free.list.cards.ids[0]
    free.list.choose([first])
    QTest.keyClick(free.list, Key.Key_Right, Alt)
    assert paying.list.cards.ids[-1] == first
    assert paying.list.hasFocus()
    QTest.keyClick(paying.list, Key.Key_Up, Alt)
    assert paying.list.cards.ids.index(first) == 1
    QTest.keyClick(paying.list, Key.Key_Down, Alt)
    assert paying.list.cards.ids.index(first) == 2
    QTest.keyClick(paying.list, Key.Key_Delete)
    assert first in free.list.cards.ids
    QTest.keyClick(free.list, Key.Key_Right)
    assert paying.list.hasFocus()
    drop(paying.list, carry_evidence([first]))
    assert paying.list.cards.ids[-1] == first
    assert carried_insights(paying.list.cards.mimeData([paying.list.cards.index(2)])) == [first]
    board.find_groups()
    qtbot.waitUntil(lambda: bool(board.groups))
    group = board.groups[0]
    board.add(list(group.ids), "Refunds")
    assert [each.title.text() for each in board.columns] == ["", "Paying", "Refunds"]
    assert group not in board.groups
    made_of = board.columns[2]
    assert made_of.title.hasFocus()
    QTest.keyClicks(made_of.title, "Money back")  # in place of what is proposed
    assert content(page).get(Theme, made_of.theme_id).title == "Money back"
    board._move(made_of.theme_id, -1)
    qtbot.waitUntil(lambda: board.columns[1].title.text() == "Money back")


def test_insights_are_placed_by_a_dialog(page, qtbot):
    library = page.library
    library.show_unplaced()
    library.table.setFocus()
    QTest.keyClick(library.table, Key.Key_Down)
    QTest.keyClick(library.table, Key.Key_Down, Shift)
    chosen = list(library.ids)
    assert len(chosen) == 2
    page.place(chosen)
    dialog = page.window().commands.dialog
    journey, step = content(page).get(Journey, dialog.journey.currentData()), dialog.step.itemData(2)
    dialog.step.setCurrentIndex(2)
    dialog.ok.click()
    cards = [each for each in content(page).all(Card).values() if each.insight_id in chosen]
    assert {(card.journey_id, card.step_id) for card in cards} == {(journey.id, step)}
    qtbot.waitUntil(lambda: not set(chosen) & set(library.table.library.ids))


def test_the_analysis_answers_with_cells_that_open_their_quotes(page, qtbot, tmp_path):
    page.show_part("analysis")
    analysis = page.analysis
    qtbot.waitUntil(lambda: analysis.model.rowCount() == 4)
    assert [analysis.model.index(row, 0).data() for row in range(2)] == ["app", "payment"]
    analysis.table.setCurrentIndex(analysis.model.index(0, 2))
    assert len(analysis.quotes.quotes.ids) == int(analysis.model.index(0, 2).data()) == 5
    QTest.keyClick(analysis.table, Key.Key_Return)
    assert analysis.quotes.hasFocus()
    analysis.make_plot()
    analysis.plot.chosen.emit(0, 1)
    assert analysis.quotes.quotes.rowCount() == 1
    analysis.export.click()
    page.window().commands.dialog.reject()
    analysis.write(tmp_path / "answer.csv")
    assert (tmp_path / "answer.csv").read_text("utf-8-sig").startswith("Tag,Awareness,")
    for name, about in (("personas", "Tag"), ("together", "Tag"), ("people", "Participant"), ("steps", "Step")):
        analysis.question.fill(name)
        analysis.refill()
        idle(page, qtbot)
        assert analysis.model.answer.about == about
        assert analysis.model.rowCount() > 1
        assert analysis.plot._boxes
    asked: list[tuple[str, str]] = []
    analysis.map_asked.connect(lambda *place: asked.append(place))
    analysis.table.setCurrentIndex(analysis.model.index(0, 0))
    analysis.go.click()
    assert content(page).find(Journey, asked[0][0])


def test_without_insights_the_place_says_how_to_begin(window, qtbot):
    window.show_place("insights")
    page = window.insights_page
    assert page.library.begin.hasFocus()
    QTest.keyClick(page.library.begin, Key.Key_Space)
    assert len(window.session.content.all(Insight)) == 1
    form = next(iter(page.library._forms.values()))
    qtbot.waitUntil(form.statement.hasFocus)
    QTest.keyClicks(form.statement, "Seats are hard")
    qtbot.waitUntil(lambda: statements(page) == ["Seats are hard"])
    page.show_part("analysis")
    qtbot.waitUntil(lambda: "Tag passages" in page.analysis._nothing.text())


def test_a_passage_is_linked_to_an_insight_that_is_there(page, qtbot):
    window = page.window()
    window.open_highlight(next(iter(content(page).all(Highlight))))
    line = window.research_page.side.link
    qtbot.waitUntil(line.isVisible)
    line.setFocus()
    QTest.keyClicks(line, "arrived unasked")
    QTest.keyClick(line, Key.Key_Return)
    linked = content(page).members(InsightHighlight, "highlight_id", line.highlight_id)
    assert "Refund arrived unasked" in {content(page).get(Insight, each.insight_id).statement for each in linked}

"""A source is read and marked by keys alone, and by the mouse: one step of undo each."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.models.content import tags_of
from app.models.evidence import insights_from
from app.models.records import Highlight, Insight
from app.models.turns import Passage, Turn, passage_of
from app.services.highlights import mark
from app.store import open_workspace
from tests.pictures import research

Key, Control, Shift, Alt = (
    Qt.Key,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def page(empty_window, workspace, qtbot):
    """Return the place, with the interview open and the keys in its text."""
    with open_workspace(workspace) as store:
        research.interview(store)
    assert empty_window.files.open(workspace)
    empty_window.show_place("research")
    page = empty_window.research_page
    qtbot.waitUntil(page.reader.hasFocus)
    return page


def marked(page):
    content = page.reader.window().session.content
    store = page.reader.window().session.store
    return [(each.kind, store.passage(each)) for each in sorted(content.all(Highlight).values(), key=lambda h: h.turn)]


def test_passages_are_marked_said_tagged_and_removed_without_leaving_the_text(page, qtbot):
    reader, window = page.reader, page.window()
    content = window.session.content
    # by keys: a sentence, one more, a pain, the insight as it is said
    for _ in range(4):
        QTest.keyClick(reader, Key.Key_Down)
    assert reader.caret.turn == 2
    QTest.keyClick(reader, Key.Key_S)
    assert page.marking.offer.isVisible()
    QTest.keyClick(reader, Key.Key_P)
    line = page.marking.entry.statement
    assert line.hasFocus()
    window.commands.run("undo")  # nothing is left of which something could be said
    assert (page.marking.entry.isVisible(), reader.hasFocus(), marked(page)) == (False, True, [])
    window.commands.run("redo")
    QTest.keyClick(reader, Key.Key_P)
    assert line.hasFocus()
    assert line.text() == "It took my money and gave my seat away."
    line.selectAll()
    QTest.keyClicks(line, "Paid, and the seat is lost")
    QTest.keyClick(line, Key.Key_Return)
    assert marked(page) == [("pain", "It took my money and gave my seat away.")]
    insight = next(iter(content.all(Insight).values()))
    assert (insight.kind, insight.statement) == ("pain", "Paid, and the seat is lost")
    assert reader.hasFocus()
    assert "pain" in reader.focus_text().lower()
    # each is one step
    window.commands.run("undo")
    assert not content.all(Insight)
    window.commands.run("undo")
    assert not content.all(Highlight)
    window.commands.run("redo")
    # Esc leaves the highlight alone; a tag, removed again
    QTest.keyClick(reader, Key.Key_Home, Control)
    for _ in range(4):
        QTest.keyClick(reader, Key.Key_Right, Control | Shift)
    QTest.keyClick(reader, Key.Key_N)
    QTest.keyClick(page.marking.entry.statement, Key.Key_Escape)
    assert marked(page)[0] == ("need", "What happened when you")
    assert not content.all(Insight)
    QTest.keyClicks(reader, "#")
    QTest.keyClicks(page.marking.entry.tags.line, "checkout")
    QTest.keyClick(page.marking.entry.tags.line, Key.Key_Return)
    highlight = next(each for each in content.all(Highlight).values() if each.turn == 0)
    assert [each.name for each in tags_of(content, highlight)] == ["checkout"]
    QTest.keyClick(page.marking.entry.tags.line, Key.Key_Escape)
    QTest.keyClick(reader, Key.Key_Down, Alt)
    assert reader.caret == (2, 0)
    QTest.keyClick(reader, Key.Key_Up, Alt)
    QTest.keyClick(reader, Key.Key_Delete)
    assert [kind for kind, _ in marked(page)] == ["pain"]
    # it stands on other words
    reader.choose(research.passage(window.session.store, "p07", "my money and gave my seat away. The money"))
    QTest.keyClick(reader, Key.Key_R)
    assert marked(page) == [("pain", "my money and gave my seat away. The money")]
    # the highlight there is one insight's and is said again
    QTest.keyClick(reader, Key.Key_Up, Alt)
    QTest.keyClick(reader, Key.Key_G)
    QTest.keyClick(page.marking.entry.statement, Key.Key_Return)
    assert marked(page)[0][0] == "gain"
    assert [each.kind for each in insights_from(content, next(iter(content.all(Highlight))))] == ["gain"]


def test_the_mouse_takes_words_sentences_turns_and_what_is_between(page, qtbot):
    reader = page.reader
    box = reader.rect_of(research.passage(page.window().session.store, "p07", "the basket was"))
    place = box.center().toPoint()
    view = reader.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert reader.selection is None
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert reader.words(reader.selection) == "basket"
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert reader.words(reader.selection) == "And when I came back the basket was empty."
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert reader.words(reader.selection).startswith("I had the seat")
    QTest.qWait(QApplication.doubleClickInterval() + 20)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(place.x(), view.height() - 4))
    start, end = box.topLeft().toPoint() + QPoint(1, 14), box.bottomRight().toPoint() - QPoint(1, 14)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, end - QPoint(20, 0))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    assert reader.words(reader.selection) == "the basket was"
    assert page.marking.offer.isVisible()
    gain = next(each for each in page.marking.offer.children() if getattr(each, "_word", "") == "gain")
    QTest.mouseClick(gain, Qt.MouseButton.LeftButton)
    QTest.keyClick(page.marking.entry.statement, Key.Key_Escape)
    assert marked(page) == [("gain", "the basket was")]
    assert reader.column_has(place, reader.marks.ordered[0])


def test_a_highlight_is_opened_in_the_upper_third_and_long_texts_are_laid_out_as_they_come(page, qtbot):
    window = page.window()
    window.session.perform(
        lambda store: research.add_source(
            store, "long", "Long", [Turn("word " * 60, "P", 1.0 * n) for n in range(3000)]
        )
    )
    window.session.perform(mark, "long", Passage(2500, 5, 2500, 9))
    made = next(each for each in window.session.content.all(Highlight).values() if each.source_id == "long")
    window.open_highlight(made.id)
    reader = page.reader
    box = reader.rect_of(passage_of(made))
    assert 0.15 < box.top() / reader.viewport().height() < 0.45
    assert reader.current == made
    assert len(reader.column._laid) < 60
    before = box.top()
    reader.scroll_by(-800)
    assert reader.rect_of(passage_of(made)).top() - before == pytest.approx(800, abs=30)

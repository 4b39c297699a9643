"""The interview that comes along, from the file to the map, back to the sentence, and all of it undone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.importers import read_source
from app.models.evidence import all_highlights, unplaced_insights
from app.models.places import resource
from app.models.records import Card, Highlight, Insight, Source
from app.views.insights.place_dialog import PlaceDialog

Key = Qt.Key


def test_a_researcher_goes_from_the_file_to_the_map_and_back(window, qtbot):
    session, content = window.session, window.session.content
    window.exchange.apply([read_source(resource("samples", "interview.vtt"))], tells=True)
    qtbot.waitUntil(lambda: window.rail.place == "research" and bool(content.all(Source)))
    page, reader = window.research_page, window.research_page.reader
    qtbot.waitUntil(lambda: page.side.map is not None and reader.column is not None)
    assert window.status_line.counts.text().split("  ·  ")[1:] == ["0 highlights", "0 insights"]
    assert window.status_line.zoom.isHidden()

    # a pain by keys, tagged, then a need: the bar is as high as what it asks, whatever it asked before
    entry = page.marking.entry
    for turn, key, statement in ((3, Key.Key_P, "The seat is forgotten"), (7, Key.Key_N, "Know that it is safe")):
        while reader.caret.turn < turn:
            QTest.keyClick(reader, Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(reader, Key.Key_S)
        QTest.keyClick(reader, key)
        assert entry.height() >= entry.sizeHint().height()
        assert entry.statement.cursorPosition() == 0, "the beginning of what is proposed is in sight"
        assert entry.statement.selectedText() == entry.statement.text()
        entry.statement.setText(statement)
        QTest.keyClick(entry.statement, Key.Key_Return)
        QTest.keyClicks(reader, "#")
        QTest.keyClicks(entry.tags.line, "payment")
        QTest.keyClick(entry.tags.line, Key.Key_Return)
        QTest.keyClick(entry.tags.line, Key.Key_Escape)
    assert len(content.all(Highlight)) == len(content.all(Insight)) == 2

    # what waits of the passage is placed by the command, not its words
    window.commands.run("place_passage")
    dialog = window.commands.dialog
    assert isinstance(dialog, PlaceDialog)
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() >= layout.totalHeightForWidth(dialog.width()), "its last row is cut off"
    dialog.accept()
    (card,) = (each for each in content.all(Card).values() if each.insight_id)
    assert card.title == "Know that it is safe"
    assert [each.statement for each in unplaced_insights(content)] == ["The seat is forgotten"]

    # and back from the card; the line about the import asks nothing, and stays behind
    assert window.tasks.result.text.startswith("Imported: 1 source")
    window.show_place("map")
    assert not window.tasks.result.text
    assert not window.status_line.zoom.isHidden()
    window.open_highlight(all_highlights(content, card)[0].id)
    assert reader.words(reader.column.sentence(reader.caret)) == "One sentence."

    # all of it undone, and done again: the source begins at its beginning
    while content.all(Source):
        session.store.undo()
    assert page.stack.currentWidget() is page._empty
    while session.store.redo():
        pass
    assert len(content.all(Insight)) == 2
    assert reader.caret.turn == reader.verticalScrollBar().value() == 0

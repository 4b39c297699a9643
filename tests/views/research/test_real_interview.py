"""A real interview: five passages marked, three insights said, two of them on the map, and back to the sentence."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.canvas.mime import carry_evidence
from app.importers import read_source
from app.models.evidence import all_highlights, insights_of, unplaced_insights
from app.models.records import Card, Highlight, Insight, Source
from app.models.turns import passage_of
from app.scoring.evidence import evidence_of
from app.services.plans import apply_plan
from app.store import open_workspace
from app.views.research.side_map import SideMap
from tests.views.research.test_side import cell, drop

SAID = (
    (4, Qt.Key.Key_P, "The beginning was hard"),
    (9, Qt.Key.Key_G, "Somebody helped"),
    (20, Qt.Key.Key_N, "To see the whole before the parts"),
    (33, Qt.Key.Key_J, ""),
    (52, Qt.Key.Key_H, ""),
)


def test_a_real_interview_is_read_marked_and_followed_from_the_map_back(empty_window, workspace, shared_data, qtbot):
    with open_workspace(workspace) as store:
        apply_plan(store, read_source(shared_data / "transcript" / "changelog-spotlight-10.md"))
    window = empty_window
    assert window.files.open(workspace)
    window.show_place("research")
    page, content = window.research_page, window.session.content
    reader = page.reader
    qtbot.waitUntil(lambda: page.side.map is not None and reader.hasFocus())
    source = next(iter(content.all(Source).values()))
    assert source.turns >= 125
    for turn, key, statement in SAID:
        while reader.caret.turn < turn:
            QTest.keyClick(reader, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(reader, Qt.Key.Key_S)
        QTest.keyClick(reader, key)
        line = page.marking.entry.statement
        if statement:
            line.setText(statement)
            QTest.keyClick(line, Qt.Key.Key_Return)
        elif page.marking.entry.isVisible():
            QTest.keyClick(line, Qt.Key.Key_Escape)
    assert len(content.all(Highlight)) == 5
    assert len(content.all(Insight)) == 3
    for highlight in content.all(Highlight).values():
        assert window.session.store.passage(highlight) == reader.words(passage_of(highlight))
    # two of them onto the map
    view = page.side.map
    assert isinstance(view, SideMap)
    insights = {each.kind: each for each in content.all(Insight).values()}
    for kind, column in (("pain", 0), ("gain", 1)):
        assert not drop(view, carry_evidence([insights[kind].id]), cell(view, "experience", column))
    assert [each.kind for each in unplaced_insights(content)] == ["need"]
    card = next(each for each in content.all(Card).values() if each.insight_id == insights["pain"].id)
    assert evidence_of(content, card).quotes == 1
    assert insights_of(content, card) == (insights["pain"],)
    # and from the card back to the sentence
    window.show_place("map")
    behind = all_highlights(content, card)[0]
    window.open_highlight(behind.id)
    assert window.rail.place == "research"
    assert reader.current == behind
    assert reader.caret.turn == 4
    assert 0 < reader.rect_of(passage_of(behind)).top() < reader.viewport().height() / 2


def test_nothing_is_taken_where_hands_are_off(empty_window, workspace, shared_data, qtbot):
    with open_workspace(workspace) as store:
        apply_plan(store, read_source(shared_data / "transcript" / "changelog-go-time-bonus-77.md"))
    window = empty_window
    assert window.files.open(workspace)
    window.show_place("research")
    page = window.research_page
    qtbot.waitUntil(lambda: page.side.map is not None)
    window.session.keep_hands_off(True)
    page.reader.choose(page.reader.column.sentence(page.reader.caret))
    QTest.keyClick(page.reader, Qt.Key.Key_P)
    assert not window.session.content.all(Highlight)
    assert not page.marking.entry.isVisible()

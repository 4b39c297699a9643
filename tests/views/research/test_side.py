"""What is dragged from the text, a list or the queue lands on the map beside it, with its evidence."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest

from app.canvas.mime import carry_evidence
from app.layout.geometry import Box
from app.models.evidence import all_highlights, cards_showing, insights_of
from app.models.records import Card, Highlight, Insight, Lane, Source
from app.models.turns import Passage
from app.services.cards import delete_cards
from app.services.highlights import mark, tag
from app.services.insights import insight_from
from app.store import open_workspace
from app.views.research.side_map import SELECTION
from tests.pictures import research


@pytest.fixture
def page(empty_window, workspace, qtbot):
    """Return the place with a map beside the text, a highlight and an insight from it."""
    with open_workspace(workspace) as store:
        research.fill(store)
        highlight = mark(store, "p07", research.passage(store, "p07", "Just empty."), "pain")
        insight_from(store, [highlight], "pain", "The basket is emptied")
    assert empty_window.files.open(workspace)
    empty_window.show_place("research")
    page = empty_window.research_page
    qtbot.waitUntil(lambda: page.side.map is not None)
    return page


def drop(view, data, pixel: QPoint):
    """Drag something onto a place of a map, and return the sentence that refuses it, if any."""
    place = pixel - view.viewport().pos()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.dragEnterEvent(QDragEnterEvent(place, Qt.DropAction.CopyAction, data, left, none))
    view.dragMoveEvent(QDragMoveEvent(place, Qt.DropAction.CopyAction, data, left, none))
    refused = view._drop.refused if view._drop else ""
    view.dropEvent(QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, left, none))
    return refused


def cell(view, lane_kind: str, column: int) -> QPoint:
    kinds = {each.id: each.kind for each in view.content.all(Lane).values()}
    lane = next(each for each in view.layout_.lanes if kinds[each.lane_id] == lane_kind)
    across = view.layout_.columns[column]
    view.reveal(Box(across.x, lane.y, across.width, lane.height))
    return view.pixel_of(across.x + across.width / 2, lane.y + lane.height / 2).toPoint()


def test_evidence_is_dragged_onto_cells_and_cards(page, qtbot):
    window, view = page.window(), page.side.map
    content = window.session.content
    insight = next(iter(content.all(Insight).values()))
    assert page.queue.rows.rows[0].text == "The basket is emptied"
    assert not drop(view, carry_evidence([insight.id]), cell(view, "experience", 0))
    card = cards_showing(content, insight.id)[0]
    assert (card.kind, card.title) == ("pain", "The basket is emptied")
    qtbot.waitUntil(lambda: not page.queue.rows.rows)
    # a passage that is not marked yet, onto that card: marked, and evidence of it
    page.reader.choose(research.passage(window.session.store, "p07", "Twice it happened."))
    box = view.layout_.cards[card.id].box
    assert not drop(view, carry_evidence((), [SELECTION]), view.pixel_of(box.x + 9, box.y + 9).toPoint())
    assert len(all_highlights(content, card)) == 2
    assert insights_of(content, content.get(Card, card.id)) == (insight,)
    # a gain lands where gains are, from wherever in the swimlane it is let go; a quote has no lane here
    gain = next(each for each in content.all(Highlight).values() if each.kind == "gain")
    assert not drop(view, carry_evidence((), [gain.id]), cell(view, "touchpoints", 1))
    made = next(each for each in content.all(Card).values() if each.highlight_id == gain.id)
    assert (made.kind, made.lane_id) == ("gain", card.lane_id)
    plain = next(each for each in content.all(Highlight).values() if each.source_id == "p03")
    before = len(content.all(Card))
    refused = drop(view, carry_evidence((), [plain.id]), cell(view, "experience", 3))
    assert "lane" in refused
    assert len(content.all(Card)) == before
    # what happens while the map is out of view is seen when it comes back
    window.show_place("map")
    window.session.perform(delete_cards, [made.id])
    window.session.perform(delete_cards, [card.id])
    window.show_place("research")
    qtbot.waitUntil(lambda: not {made.id, card.id} & set(view.layout_.cards))


def test_the_right_column_follows_the_caret_and_gathers_the_quotes_of_a_tag(page, qtbot):
    side, reader = page.side, page.reader
    assert [each.text for each in side.insights.rows.rows] == ["The basket is emptied"]
    page.open_at(next(each.id for each in reader.marks.ordered if each.kind == "gain"))
    assert side.kind.text() == "GAIN"
    assert not side.insights.isVisible()
    side.note.setPlainText("said with a smile")
    assert reader.current.note == "said with a smile"
    shelf = page.shelf
    row = next(at for at, each in enumerate(shelf.rows.rows) if each.kind == "tag")
    QTest.mouseClick(shelf.viewport(), Qt.MouseButton.LeftButton, pos=shelf.visualRect(shelf.rows.index(row)).center())
    assert len(side.quotes.rows.rows) == 4
    assert side.quotes.rows.rows[0].text.startswith("“And when I came back")
    qtbot.waitUntil(lambda: side.similar.ids != [] or not side.similar._reading.isActive())
    window = page.window()
    window.session.perform(tag, reader.current.id, "refund")
    qtbot.waitUntil(lambda: [each.text for each in shelf.rows.rows if each.kind == "tag"] == ["payment", "refund"])
    page.filter.setText("survey")
    assert [each.text for each in shelf.rows.rows if each.kind == "source"] == ["Exit survey, spring"]
    page.filter.clear()
    window.session.perform(mark, "survey", Passage(3, 0, 3, 6))
    qtbot.waitUntil(lambda: any(each.text == "R3" for each in shelf.rows.rows))
    QTest.keyClick(shelf, Qt.Key.Key_Home)
    QTest.keyClick(shelf, Qt.Key.Key_Down)
    QTest.keyClick(shelf, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [each.id for each in window.session.content.ordered(Source)][:2] == ["p03", "p07"]


def test_of_many_sources_some_are_listed_until_all_are_asked_for(page, qtbot):
    window, shelf = page.window(), page.shelf
    with window.session.store.edit("Many") as edit:
        for number in range(40):
            edit.put(Source(id=f"s{number}", rank=f"z{number}V", title=f"Notes {number}", kind="notes"))
    qtbot.waitUntil(lambda: any(each.kind == "more" for each in shelf.rows.rows))
    assert sum(each.kind == "source" for each in shelf.rows.rows) == 30
    page.show_source("s39")
    assert shelf.rows.place_of("source", "s39") is not None
    assert page.reader.column is None
    QTest.keyClick(page.reader, Qt.Key.Key_P)
    more = shelf.rows.place_of("more", "sources")
    QTest.mouseClick(shelf.viewport(), Qt.MouseButton.LeftButton, pos=shelf.visualRect(shelf.rows.index(more)).center())
    qtbot.waitUntil(lambda: sum(each.kind == "source" for each in shelf.rows.rows) == 43)

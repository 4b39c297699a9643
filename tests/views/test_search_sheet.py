"""Search everywhere, by keyboard alone: from a word to the sentence, the card, the page."""

import pytest
from PySide6.QtCore import Qt

from app.views.rail import MAP, PERSONAS, RESEARCH
from tests.pictures.research import interview

Key = Qt.Key


@pytest.fixture
def sheet(window):
    interview(window.session.store)
    window.commands.run("search")
    return window.search_sheet


def typed(qtbot, sheet, text: str) -> list[str]:
    if sheet.isHidden():
        sheet.toggle()
    sheet.field.clear()
    qtbot.keyClicks(sheet.field, text)
    sheet.finish()
    return [f"{each.kind}: {each.text}" for each in sheet.listed.finds]


def test_a_find_is_gone_to_where_it_is(window, sheet, qtbot):
    assert sheet.nothing.isVisible()
    assert "language" in sheet.nothing.text()
    finds = typed(qtbot, sheet, "safe to try again")
    assert finds[0].startswith("turn: Twice it happened.")
    qtbot.keyClick(sheet.field, Key.Key_Return)
    assert sheet.isHidden()
    assert window.rail.place == RESEARCH
    assert window.research_page.reader.caret.turn == 5
    assert typed(qtbot, sheet, "persona kind:persona maya") == []
    assert typed(qtbot, sheet, "kind:persona")[0] == "persona: Maya"
    qtbot.keyClick(sheet.field, Key.Key_Return)
    assert window.rail.place == PERSONAS
    typed(qtbot, sheet, "kind:card p")
    second = sheet.listed.finds[1].id
    qtbot.keyClick(sheet.field, Key.Key_Down)
    qtbot.keyClick(sheet.field, Key.Key_Return)
    assert window.rail.place == MAP
    assert list(window.session.selection) == [second]
    assert typed(qtbot, sheet, "zzz") == []
    assert sheet.nothing.text() == "Nothing was found."
    qtbot.keyClick(sheet.field, Key.Key_Escape)
    assert sheet.isHidden()


def test_each_find_is_said_in_one_line(sheet, qtbot):
    typed(qtbot, sheet, "basket empty")
    index = sheet.listed.index(0, 0)
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Said, ")
    assert "P07" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))

"""A blind round played through by the keyboard: two people score, it is revealed, a value is overridden."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from app.models.records import Card, Opportunity, Score, Scorer
from app.scoring.models import model_of
from app.scoring.scores import row_of
from app.services.opportunities import make_opportunity, rename_opportunity
from app.views.scoring.score_rows import ScoreRows

UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def press(*keys: Qt.Key) -> None:
    for key in keys:
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClick(field, key)
        QTest.qWait(0)


def type_text(text: str) -> None:
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, text)


def texts(page) -> str:
    kinds = (QLabel, QAbstractButton, QLineEdit)
    found = [each for kind in kinds for each in page.findChildren(kind) if each.isVisible()]
    return "\n".join(each.text().replace("\u200b", "") for each in found)


def said(window):
    content = window.session.content
    return {(content.get(Scorer, each.scorer_id).name, each.value, each.origin) for each in content.all(Score).values()}


def test_two_people_score_blind(window, qtbot):
    store = window.session.store
    opportunity = make_opportunity(store, [next(iter(window.session.content.all(Card)))])
    rename_opportunity(store, opportunity, "Hold the seat")
    window.commands.run("score_blind")
    sheet = window.blind_sheet
    page = sheet.score_page
    press(Qt.Key.Key_Space)  # Start the round
    assert model_of(store.content).record.blind
    type_text("Ann")
    press(ENTER)
    qtbot.waitUntil(lambda: page.isVisible())
    assert "Hold the seat" in texts(sheet)
    press(Qt.Key.Key_4, Qt.Key.Key_R)
    type_text("12 of them said so")  # digits are words here
    press(ENTER, Qt.Key.Key_2, DOWN, LEFT, RIGHT)
    assert page.count.text() == "Opportunity 1 of 1 · 2 of 3 scored"
    press(RIGHT, Qt.Key.Key_N)  # not able to say: the last one, so the next person is asked for
    assert said(window) == {("Ann", 75.0, "blind"), ("Ann", 50.0, "blind")}
    assert "Ann" in sheet.cover.title.text()
    assert "75" not in texts(sheet)
    sheet.cover.name.setFocus()
    type_text("Ben")
    press(ENTER)
    qtbot.waitUntil(lambda: page.isVisible())
    assert "12 of them" not in texts(sheet)
    said_before = said(window)
    window.commands.run("undo")  # nobody takes back what somebody else said
    assert "somebody else’s" in sheet.told.text()
    press(Qt.Key.Key_R)
    type_text("why")
    press(ENTER)
    assert "choose one first" in sheet.told.text()
    page.reason.setText("")
    page.focus_scale()
    press(Qt.Key.Key_2)
    window.commands.run("undo")
    assert said(window) == said_before
    assert not any(each.isChecked() for each in page.anchors.buttons)
    press(Qt.Key.Key_1, ESC)
    assert sheet.isHidden()  # nothing is lost, and nobody is shown
    rows = ScoreRows(window.session, window.theme)
    rows.setParent(window)
    rows.show_opportunity(opportunity)
    assert "blind round" in rows.model.text()
    assert not rows.rows
    window.commands.run("score_blind")
    assert sheet.pages.currentWidget() is sheet.cover
    sheet.cover.reveal.click()
    assert not model_of(store.content).record.blind
    first = sheet.revealed.rows[0]
    assert "median 37.5" in texts(first)
    assert "Ann: 75 much – 12 of them said so" in texts(first)
    press(ESC)
    override_one(window, rows, opportunity)


def override_one(window, rows, opportunity):
    content = window.session.content
    rows.show_opportunity(opportunity)
    customer = rows.rows[0]
    assert (customer.value.text(), customer.source.text()) == ("37.5", "median of 2")
    customer.overriding.click()
    customer.other.setText("60")
    customer.keep.click()
    assert row_of(content, opportunity, model_of(content))[0].value == 37.5  # not without a reason
    customer.reason.setText("Finance counted")
    customer.keep.click()
    rows.show_opportunity(opportunity)
    assert customer.value.text() == "60"
    assert "Finance counted · the median of 2 is 37.5" in customer.source.text().replace("\u200b", "")
    effort = rows.rows[2]
    effort.scale.chosen.emit(3.0)
    rows.show_opportunity(opportunity)
    assert (effort.value.text(), effort.source.text()) == ("3", "scored by the group")


def test_there_is_nothing_to_score(window):
    window.commands.run("score_blind")
    assert window.blind_sheet.isHidden()
    assert not window.session.content.all(Opportunity)

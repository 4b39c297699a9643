"""Played through from a template to the report, by clicks and keys: from a pain to a decision on paper."""

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.layout.sheet import Focus
from app.models.content import cards_of, columns_of, decided, lanes_of, swimlanes_of
from app.models.records import Card, Opportunity
from app.scoring.opportunities import sides_of
from app.store import check_file
from app.views.card_form import CardForm
from app.views.examples_bar import ExamplesBar
from app.views.opportunity_form import OpportunityForm
from app.views.panels import FINDINGS, OPPORTUNITIES

Key = Qt.Key


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def typed(qtbot, text, end=Key.Key_Return):
    qtbot.keyClicks(QApplication.focusWidget(), text)
    qtbot.keyClick(QApplication.focusWidget(), end)


def begin_with_a_template(window, qtbot):
    click(qtbot, window.start_page.ways["template"])
    gallery = window.commands.dialog
    (row,) = gallery.list.findItems("Retail: running shoes", Qt.MatchFlag.MatchExactly)
    gallery.list.setCurrentItem(row)
    qtbot.keyClick(gallery.list, Key.Key_Return)
    (bar,) = window.findChildren(ExamplesBar)
    assert len(cards_of(window.session.content, window.session.journey_id)) > 20
    click(qtbot, bar.clear)


def add_pain(window, qtbot, title):
    """Write a pain into the second column of the first persona, and leave it selected."""
    content, journey_id, view = window.session.content, window.session.journey_id, window.map_page.view
    swimlane = swimlanes_of(content, journey_id)[0]
    lane = next(each for each in lanes_of(content, journey_id, swimlane.id) if each.kind == "experience")
    view.setFocus()
    view.focus_spot(Focus(lane.id, columns_of(content, journey_id)[1].id))
    qtbot.keyClick(view, Key.Key_P)
    typed(qtbot, title)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    qtbot.keyClick(view, Key.Key_1)


def say_how_bad(window, qtbot):
    form = window.map_page.inspector.form
    assert isinstance(form, CardForm)
    for name, value in (("severity", "5"), ("frequency", "4")):
        buttons = form.fields.row(name).findChildren(QPushButton)
        click(qtbot, next(each for each in buttons if each.text() == value))


def make_an_opportunity_of_the_worst(window, qtbot):
    window.commands.run("findings")
    panel = window.map_page.panels.made[FINDINGS]
    assert panel.model.rows[0].cells[0] == "The till is closed"
    assert panel.model.rows[0].cells[-1] == "40"
    panel.table.selectRow(0)
    click(qtbot, panel.make)
    assert window.map_page.panels.shown == OPPORTUNITIES


def score_and_decide(window, qtbot):
    form = window.map_page.inspector.form
    assert isinstance(form, OpportunityForm)
    form.title.setFocus()
    form.title.selectAll()
    typed(qtbot, "Open a second till")
    for row, value in zip(form.score_rows.rows, ("90", "40"), strict=False):
        line = row.free
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, value)
        qtbot.keyClick(line, Key.Key_Return)
    form.decision.setFocus()
    qtbot.keyClick(form.decision, Key.Key_Down)


def test_from_a_template_to_the_report(empty_window, qtbot):
    window = empty_window
    begin_with_a_template(window, qtbot)
    add_pain(window, qtbot, "The till is closed")
    say_how_bad(window, qtbot)
    make_an_opportunity_of_the_worst(window, qtbot)
    score_and_decide(window, qtbot)

    (card,) = window.session.content.all(Card).values()
    assert (card.title, card.severity, card.frequency, card.sentiment) == ("The till is closed", 5, 4, -2.0)
    (made,) = window.session.content.all(Opportunity).values()
    assert (made.title, *sides_of(window.session.content, made.id)) == ("Open a second till", 90.0, 40.0, None)
    assert decided(window.session.content, made.id) == "will do"

    window.commands.run("report")
    click(qtbot, window.commands.dialog.ok)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    (report,) = window.session.store.path.parent.glob("*.pdf")
    with pypdfium2.PdfDocument(report) as document:
        words = " ".join(page.get_textpage().get_text_range() for page in document)
    for text in ("I buy running shoes", "The till is closed", "Open a second till", "0.50 × 90 + 0.50 × 40", "will do"):
        assert text in words

    path, content = window.session.store.path, window.session.content.copy()
    window.commands.run("close_file")
    assert check_file(path) == []
    assert window.files.open(path)
    assert window.session.content == content
    while window.session.store.can_undo:
        window.commands.run("undo")
    assert not window.session.content.all(Opportunity)
    assert len(window.session.content.all(Card)) > 20

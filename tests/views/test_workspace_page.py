"""The page of the workspace, and its noun wherever the window and a PDF speak of who is served."""

from datetime import UTC, datetime

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.exporters.pdf import export_pdf
from app.models.content import workspace_of
from app.services.journeys import update_journey
from app.services.workspaces import set_noun
from app.views.forms import JourneyForm
from app.views.rail import PERSONAS, WORKSPACE


@pytest.fixture
def page(window):
    """Return the page, on show."""
    window.rail.buttons[WORKSPACE].click()
    return window.workspace_page


def type_noun(page, qtbot, word: str) -> None:
    page.noun.setFocus()
    page.noun.selectAll()
    qtbot.keyClicks(page.noun, word)
    qtbot.keyClick(page.noun, Qt.Key.Key_Return)


def test_title_vision_principles_and_objectives_are_edited_in_place(window, page, qtbot):
    for name, field in page.texts.items():
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, f"our {name}")
    workspace = workspace_of(window.session.content)
    assert [getattr(workspace, name) for name in page.texts] == [f"our {name}" for name in page.texts]
    window.commands.run("undo")
    assert workspace_of(window.session.content).objectives == ""
    assert page.texts["objectives"].toPlainText() == ""


def test_the_noun_is_chosen_or_typed_and_said_everywhere(window, page, qtbot, tmp_path):
    session = window.session
    type_noun(page, qtbot, "patient")
    assert workspace_of(session.content).noun == "patient"
    window.commands.run("opportunities")
    texts = [each.text() for each in window.map_page.panels.made["opportunities"].findChildren(QLabel)]
    assert "patient" in texts
    assert "customer" not in texts
    assert "Patient" in window.map_page.panels.made["opportunities"].formula.text()
    session.select([])
    form = window.map_page.inspector.form
    assert isinstance(form, JourneyForm)
    assert form._goal_caption.text() == "Patient goal"
    update_journey(session.store, session.journey_id, goal="Get well", kind="employee")
    assert form._goal_caption.text() == "Employee goal"
    update_journey(session.store, session.journey_id, kind="customer")
    export_pdf(session.store.snapshot(), tmp_path / "map.pdf", date=datetime(2026, 1, 15, tzinfo=UTC))
    printed = pypdfium2.PdfDocument(tmp_path / "map.pdf")[0].get_textpage().get_text_range()
    assert "Patient goal: Get well" in printed
    assert "patient journey" in printed
    window.commands.run("undo")
    window.commands.run("undo")
    window.commands.run("undo")
    assert "Customer" in window.map_page.panels.made["opportunities"].formula.text()


def test_any_word_will_do_but_none(window, page, qtbot):
    type_noun(page, qtbot, "pet owner")
    assert workspace_of(window.session.content).noun == "pet owner"
    assert "Pet owner goal" in page._example.text()
    page.noun.clear()
    page.noun.setModified(True)
    page.texts["vision"].setFocus()
    assert workspace_of(window.session.content).noun == "pet owner"
    assert page.noun.text() == "pet owner"


def test_each_count_leads_to_what_it_counts(window, page, qtbot):
    links = {each.text(): each for each in page.findChildren(QPushButton)}
    assert "2 personas" in links
    assert "4 cards" in links
    links["2 personas"].click()
    assert window.rail.buttons[PERSONAS].isChecked()


def test_places_are_reached_by_command(window):
    window.commands.run("place_workspace")
    assert window.pages.currentWidget() is window.workspace_page
    window.commands.run("place_map")
    assert window.pages.currentWidget() is window.map_page


def test_whose_journey_it_is_says_the_noun_too(window, page, qtbot):
    type_noun(page, qtbot, "citizen")
    window.commands.run("place_map")
    form = window.map_page.inspector.form
    assert isinstance(form, JourneyForm)
    assert form._choices["kind"].currentText() == "citizen"


def test_the_last_change_does_not_quote_the_workspace_as_if_it_were_the_word(window):
    set_noun(window.session.store, "guest")
    assert window.status_line.last.text().startswith("Set the word for who is served")
    assert "“" not in window.status_line.last.text()

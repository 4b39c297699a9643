"""Templates in the window: begun with, cleared by one click, saved with their required fields."""

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.importers.templates import templates
from app.models.content import journeys_of
from app.models.records import Card, Journey, RequiredField, Workspace
from app.services.cards import rename_card
from app.services.templates import examples_of
from app.views.examples_bar import ExamplesBar
from app.views.save_template_dialog import SaveTemplateDialog
from app.views.templates_dialog import TemplatesDialog


def choose(dialog, name):
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        if dialog.template is not None and dialog.template.name == name:
            return
    raise AssertionError(name)


@pytest.fixture
def begun(empty_window, qtbot):
    """Return the window after a start with the patient's journey."""
    empty_window.start_page.ways["template"].click()
    dialog = empty_window.commands.dialog
    assert isinstance(dialog, TemplatesDialog)
    choose(dialog, "patient")
    assert not dialog.picture.pixmap().isNull()
    assert dialog.title.text() == "Patient journey"
    dialog.ok.click()
    assert empty_window.session.is_open
    return empty_window


def bar_of(window):
    (bar,) = window.findChildren(ExamplesBar)
    return bar


def test_every_template_is_on_show_under_its_group(window, qtbot):
    window.commands.run("new_from_template")
    dialog = window.commands.dialog
    shown = []
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        if dialog.template is not None and dialog.template not in shown:
            shown.append(dialog.template)
            assert not dialog.picture.pixmap().isNull()
            assert dialog.text.text()
    assert {each.name for each in shown} == {each.name for each in templates()}
    assert not dialog.remove.isVisible()
    dialog.reject()


def test_one_click_clears_the_examples(begun, qtbot):
    content = begun.session.content
    assert [each.noun for each in content.all(Workspace).values()] == ["patient"]
    bar = bar_of(begun)
    assert bar.isVisible()
    first = examples_of(content, begun.session.journey_id)[0]
    rename_card(begun.session.store, first.id, "Mine")
    bar.clear.click()
    assert [card.title for card in content.all(Card).values()] == ["Mine"]
    assert not bar.isVisible()
    begun.commands.run("undo")
    assert bar.isVisible()
    bar.keep.click()
    assert not bar.isVisible()
    assert len(content.all(Card)) > 20


def test_a_journey_is_added_to_the_open_workspace(window, qtbot):
    before = len(journeys_of(window.session.content))
    window.commands.run("journey_from_template")
    dialog = window.commands.dialog
    choose(dialog, "finance")
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(journeys_of(window.session.content)) == before + 1)
    qtbot.waitUntil(lambda: bar_of(window).isVisible())
    journey = window.session.content.get(Journey, window.session.journey_id)
    assert journey.title == "I open an account for my business"
    assert window.session.store.undo_label == "Add journey from “Finance: a business account”"


def test_a_journey_is_saved_as_a_template_with_what_it_requires(window, qtbot):
    window.commands.run("save_template")
    dialog = window.commands.dialog
    assert isinstance(dialog, SaveTemplateDialog)
    dialog.name.setText("Our way: maps")
    dialog.about.setPlainText("How we map")
    (steps,) = dialog.fields.findItems("Step", Qt.MatchFlag.MatchExactly)
    owner: Any = steps.child(0)
    owner.setCheckState(0, Qt.CheckState.Checked)
    assert len(window.session.content.all(RequiredField)) == 1
    dialog.ok.click()
    mine = templates()[-1]
    assert (mine.title, mine.description, mine.path.name) == ("Our way: maps", "How we map", "our-way-maps.json")
    whole = json.loads(mine.path.read_text("utf-8"))
    assert whole["journeys"][0]["required_fields"] == [{"subject": "step", "name": "owner_id"}]
    window.commands.run("new_from_template")
    gallery = window.commands.dialog
    choose(gallery, "our-way-maps")
    assert gallery.remove.isVisible()
    gallery.remove.click()
    assert not mine.path.exists()
    gallery.reject()


def test_a_file_that_is_no_template_is_told(window, tmp_path):
    window.commands.run("new_from_template")
    dialog = window.commands.dialog
    path = tmp_path / "x.json"
    path.write_text("{}")
    dialog._take_file(path)
    assert "no template" in dialog.text.text()
    assert dialog.isVisible()
    dialog.reject()

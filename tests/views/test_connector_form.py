"""The form of a connector, and the connectors in the form of a card."""

import pytest
from PySide6.QtCore import Qt

from app.models.records import Card, Connector
from app.services.connectors import connect
from app.views.card_form import CardForm
from app.views.connector_form import ConnectorForm


@pytest.fixture
def connected(window):
    """Two touchpoints of the map on show, and the connector from one to the other."""
    layout, content = window.map_page.view.layout_, window.session.content
    first, last = [each for each in layout.cards if content.get(Card, each).kind == "touchpoint"][:2]
    return first, last, connect(window.session.store, first, last)


def form_of(window, record_id):
    window.session.select([record_id])
    return window.map_page.inspector.form


def test_a_line_selected_on_the_map_is_in_its_form_and_back(window, connected):
    first, _, made = connected
    window.map_page.view.select_connector(made)
    assert window.session.selection == (made,)
    assert isinstance(window.map_page.inspector.form, ConnectorForm)
    window.session.select([first])
    assert window.map_page.view.selection.connector is None
    window.session.select([made])
    assert window.map_page.view.selection.connector == made


def test_filling_it_writes_nothing(window, connected):
    step = window.session.store.step
    form_of(window, connected[2])
    window.map_page.inspector.refill()
    assert window.session.store.step == step


def test_title_hand_off_and_direction_are_stored(window, connected, qtbot):
    first, last, made = connected
    form = form_of(window, made)
    qtbot.keyClicks(form.title, "phones")
    form.hand_off.chosen.emit("broken")
    record = window.session.content.get(Connector, made)
    assert (record.title, record.hand_off) == ("phones", "broken")
    form._reverse()
    assert window.session.selection == (f"{last}/{first}",)
    assert window.map_page.view.selection.connector == f"{last}/{first}"
    assert form.title.toPlainText() == "phones"
    window.session.store.undo()
    assert window.session.content.find(Connector, made) is not None


def test_enter_on_a_selected_line_goes_to_its_title(window, connected, qtbot):
    view = window.map_page.view
    view.setFocus()
    view.select_connector(connected[2])
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert window.map_page.inspector.form.title.hasFocus()


def test_both_cards_name_it_and_lead_to_it(window, connected):
    first, last, made = connected
    form = form_of(window, first)
    assert isinstance(form, CardForm)
    assert [link.id for link in form.connectors.links._shown] == [made]
    assert form.connectors.links._shown[0].text.startswith("leads to")
    assert form_of(window, last).connectors.links._shown[0].text.startswith("follows")
    form.connectors.links.opened.emit(made)
    assert isinstance(window.map_page.inspector.form, ConnectorForm)
    form_of(window, first).connectors.links.removed.emit(made)
    assert not window.session.content.all(Connector)
    assert form_of(window, first).connectors.isHidden()

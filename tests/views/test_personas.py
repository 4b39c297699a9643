"""The place of personas: its pages, what is given to them, several side by side."""

from io import BytesIO
from itertools import chain

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton, QWidget

from app.models.content import tags_of
from app.models.fields import FIELDS
from app.models.records import Card, Persona, Segment
from app.services.cards import add_card
from app.services.personas import add_trait, channels_of, link_channel, set_picture, traits_of
from app.views.persona_page import COLUMNS
from app.views.rail import MAP, PERSONAS


@pytest.fixture
def place(window):
    """Return the place of personas, on show."""
    window.rail.buttons[PERSONAS].click()
    return window.personas_page


def persona(window, name: str) -> Persona:
    return next(each for each in window.session.content.ordered(Persona) if each.name == name)


def picture(colour: str = "teal") -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 90), colour).save(out, "PNG")
    return out.getvalue()


def test_the_first_persona_is_shown_and_the_rail_leads_there(window, place):
    assert window.pages.currentWidget() is place
    assert place.page.name.toPlainText() == "Maya"
    assert [place.list.item(number).data(Qt.ItemDataRole.AccessibleTextRole) for number in range(2)] == ["Maya", "Jon"]
    assert place.list.hasFocus()


def test_everything_is_edited_in_place_and_undone(window, place, qtbot):
    maya = persona(window, "Maya").id
    page = place.page
    page.texts["goals"].setFocus()
    qtbot.keyClicks(page.texts["goals"], "Arrive")
    qtbot.keyClicks(page.texts["role"], "Commuter")
    page.segment.setFocus()
    qtbot.keyClicks(page.segment, "Daily")
    qtbot.keyClick(page.segment, Qt.Key.Key_Return)
    page.channels.line.setFocus()
    qtbot.keyClicks(page.channels.line, "App")
    qtbot.keyClick(page.channels.line, Qt.Key.Key_Return)
    page.tags.line.setFocus()
    qtbot.keyClicks(page.tags.line, "pilot")
    qtbot.keyClick(page.tags.line, Qt.Key.Key_Return)
    content = window.session.content
    stored = content.get(Persona, maya)
    assert (stored.goals, stored.role) == ("Arrive", "Commuter")
    assert content.get(Segment, stored.segment_id).name == "Daily"
    assert [each.name for each in channels_of(content, maya)] == ["App"]
    assert [each.name for each in tags_of(content, stored)] == ["pilot"]
    assert list(page.channels.chips) == [channels_of(content, maya)[0].id]
    for _ in range(5):
        window.commands.run("undo")
    assert content.get(Persona, maya).goals == ""
    assert page.texts["goals"].toPlainText() == ""
    assert page.channels.chips == {}


def test_scales_are_added_moved_by_keys_and_removed(window, place, qtbot):
    maya = persona(window, "Maya").id
    traits = place.page.traits
    traits.findChildren(QPushButton)[0].click()  # one of the usual ones
    (trait,) = traits_of(window.session.content, maya)
    row = traits.rows[trait.id]
    assert row.slider.hasFocus()
    for _ in range(3):
        qtbot.keyClick(row.slider, Qt.Key.Key_Right)
    assert traits_of(window.session.content, maya)[0].value == 53.0
    second = add_trait(window.session.store, maya, "slow", "fast")
    traits.rows[second].up.click()
    assert [each.id for each in traits_of(window.session.content, maya)] == [second, trait.id]
    traits.rows[second].low.setFocus()
    qtbot.keyClicks(traits.rows[second].low, "er")
    assert traits_of(window.session.content, maya)[0].low == "slower"
    traits.rows[second].away.click()
    assert list(traits.rows) == [trait.id]


def test_a_dropped_file_and_a_pasted_bitmap_become_the_picture(window, place, qtbot, tmp_path):
    maya = persona(window, "Maya").id
    (tmp_path / "maya.png").write_bytes(picture())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "maya.png"))])
    portrait = place.page.portrait
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    portrait.dropEvent(QDropEvent(QPointF(9, 9), actions, data, Qt.MouseButton.LeftButton, none))
    qtbot.waitUntil(lambda: persona(window, "Maya").picture is not None)
    first = persona(window, "Maya").picture
    assert window.session.store.image(first) == picture()
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    portrait.setFocus()
    qtbot.keyClick(portrait, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: persona(window, "Maya").picture not in (None, first))
    qtbot.keyClick(portrait, Qt.Key.Key_Delete)
    assert window.session.content.get(Persona, maya).picture is None
    QGuiApplication.clipboard().clear()


def test_what_is_no_picture_is_told_in_one_line(window, place, qtbot, tmp_path):
    (tmp_path / "maya.png").write_bytes(b"not a picture")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "maya.png"))])
    none = Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(window.session.failed) as told:
        place.page.portrait.dropEvent(
            QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
        )
    assert "maya.png" in told.args[0]


def test_pictures_are_decoded_off_the_paint_path(window, place, qtbot):
    set_picture(window.session.store, persona(window, "Maya").id, picture("#ff0000"))
    pictures, name = window.session.pictures, persona(window, "Maya").picture
    if pictures.pixmap(name, 100) is None:
        qtbot.waitSignal(pictures.ready).wait()
    pixmap = pictures.pixmap(name, 100)
    assert (pixmap.width(), pixmap.height()) == (60, 90)
    assert pictures.pixmap("0" * 64, 100) is None


def test_two_to_four_are_compared_with_shared_and_own_pains(window, place, qtbot):
    session = window.session
    content = session.content
    card = next(each for each in content.all(Card).values() if each.title == "Card refused, seat lost")
    lane = _other_lane(window, card)
    add_card(session.store, card.journey_id, "pain", "card refused, seat lost", lane_id=lane, step_id=card.step_id)
    add_trait(session.store, persona(window, "Maya").id, "slow", "fast", 20.0)
    qtbot.keyClick(place.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert place.ids == [persona(window, "Maya").id, persona(window, "Jon").id]
    assert place.comparison.isVisible()
    links = [each for each in place.comparison.findChildren(QPushButton) if each.property("look") == "link"]
    shown = [each for each in links if "card refused" in each.accessibleName().lower()]
    assert len(shown) == 2
    shown[0].click()
    assert window.pages.currentWidget() is window.map_page
    assert card.id in session.selection


def _other_lane(window, card: Card) -> str:
    lanes = window.map_page.view.layout_.lanes
    return next(lane.lane_id for lane in lanes if lane.kind == "experience" and lane.lane_id != card.lane_id)


def test_a_persona_is_made_copied_and_deleted_and_each_map_row_leads_there(window, place, qtbot):
    place.add.click()
    assert place.page.name.hasFocus()
    qtbot.keyClicks(place.page.name, "Ada")
    assert [each.name for each in window.session.content.ordered(Persona)] == ["Maya", "Jon", "Ada"]
    put = next(each for each in place.page.findChildren(QPushButton) if each.text().startswith("Put on the map"))
    put.click()
    assert len(window.map_page.view.layout_.bands) == 3
    place.page._copy.click()
    assert place.page.name.toPlainText() == "Ada 2"
    place.page.delete.click()
    assert place.page.name.toPlainText() == "Maya"
    link = next(each for each in place.page.findChildren(QPushButton) if each.text() == "Buying a ticket")
    link.click()
    assert window.rail.buttons[MAP].isChecked()


def test_without_personas_the_place_says_what_to_do(window, place, qtbot):
    place.list.setFocus()
    for _ in range(2):
        qtbot.keyClick(place.list, Qt.Key.Key_Delete)
    assert place.stack.currentWidget() is place._empty
    assert window.session.content.all(Persona) == {}
    window.commands.run("undo")
    assert place.page.name.toPlainText() == "Jon"


def test_personas_are_moved_by_alt_and_arrow(window, place, qtbot):
    qtbot.keyClick(place.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [each.name for each in window.session.content.ordered(Persona)] == ["Jon", "Maya"]
    assert place.page.name.toPlainText() == "Maya"


def test_the_inspector_of_a_swimlane_leads_to_the_page_of_its_persona(window):
    band = window.map_page.view.layout_.bands[1]
    window.session.select([band.swimlane_id])
    link = next(
        each for each in window.map_page.inspector.form.findChildren(QPushButton) if each.text().startswith("Page of")
    )
    link.click()
    assert window.rail.buttons[PERSONAS].isChecked()
    assert window.personas_page.page.name.toPlainText() == "Jon"


def test_every_field_of_personas_is_on_the_page(place):
    shown = {*place.page.texts, *chain.from_iterable(COLUMNS)}
    assert {field.name for field in FIELDS["persona"] if field.form != "image"} <= shown


def test_tab_walks_the_page_as_it_is_read(window, place):
    maya = persona(window, "Maya").id
    add_trait(window.session.store, maya, "slow", "fast")
    link_channel(window.session.store, maya, "App")
    page = place.page
    chip = page.channels.chips[channels_of(window.session.content, maya)[0].id]
    row = next(iter(page.traits.rows.values()))
    wanted = [page.portrait, page.name, page.texts["role"], page.segment, page.texts["goals"], chip.away]
    wanted += [page.channels.line, row.low, row.slider, page.traits.add, page._map_links[0]]
    walked: list[QWidget | None] = []
    each: QWidget | None = page.portrait
    while each is not None and (each is not page.portrait or not walked):
        walked.append(each)
        each = each.nextInFocusChain()
    places = [walked.index(each) for each in wanted]
    assert places == sorted(places)

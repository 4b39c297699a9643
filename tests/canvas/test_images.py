"""Pictures on the map: dropped and pasted, decoded behind the paint, drawn in their cards."""

from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage

from app.models.records import Card
from app.services.images import add_image_cards
from tests.canvas.conftest import Driver

COPY, LEFT, PLAIN = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def picture(colour: str = "#ff0000") -> bytes:
    out = BytesIO()
    Image.new("RGB", (90, 60), colour).save(out, "PNG")
    return out.getvalue()


def images(map_: Driver) -> list[Card]:
    return [card for card in map_.store.content.ordered(Card) if card.kind == "image"]


def cell(map_: Driver, column: int, lane: int = 1) -> QPoint:
    """Return the middle of a cell in pixels of the viewport."""
    layout = map_.view.layout_
    box = layout.cell_box(layout.lanes[lane].lane_id, layout.columns[column].step_id)
    assert box is not None
    return map_.view.pixel_of(box.x + box.width / 2, box.y + box.height / 2).toPoint() - map_.view.viewport().pos()


def drop(map_: Driver, data: QMimeData, place: QPoint) -> None:
    view = map_.view
    view.dragEnterEvent(QDragEnterEvent(place, COPY, data, LEFT, PLAIN))
    view.dragMoveEvent(QDragMoveEvent(place, COPY, data, LEFT, PLAIN))
    view.dropEvent(QDropEvent(place, COPY, data, LEFT, PLAIN))


def test_files_dropped_on_a_cell_become_cards_on_a_lane_of_images(map_: Driver, qtbot, tmp_path):
    for name in ("Platform", "Ticket"):
        (tmp_path / f"{name}.png").write_bytes(picture())
    (tmp_path / "Notes.txt").write_text("no picture", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("Platform.png", "Ticket.png", "Notes.txt")])
    drop(map_, data, cell(map_, 1))
    qtbot.waitUntil(lambda: len(images(map_)) == 2)
    layout = map_.view.layout_
    assert [card.title for card in images(map_)] == ["Platform", "Ticket"]
    place = layout.cards[images(map_)[0].id]
    lane = layout.lane(place.lane_id)
    assert lane is not None
    assert (lane.kind, place.step_id) == ("images", layout.columns[1].step_id)
    assert lane.swimlane_id == layout.lanes[1].swimlane_id
    assert set(map_.view.selection.cards) == {card.id for card in images(map_)}


def test_a_bitmap_of_the_clipboard_is_pasted_at_the_focused_cell(map_: Driver, qtbot):
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    map_.view.commands.paste()
    qtbot.waitUntil(lambda: len(images(map_)) == 1)
    QGuiApplication.clipboard().clear()
    map_.view.undo()
    assert images(map_) == []
    map_.view.redo()
    assert map_.store.image(images(map_)[0].image)


def test_what_is_no_picture_is_told_and_adds_nothing(map_: Driver, qtbot, tmp_path):
    (tmp_path / "Broken.png").write_bytes(b"no picture")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "Broken.png"))])
    with qtbot.waitSignal(map_.view.message) as told:
        drop(map_, data, cell(map_, 1))
    assert "Broken.png" in told.args[0]
    assert images(map_) == []


def test_other_files_are_left_to_the_window(map_: Driver, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "Notes.md"))])
    event = QDragEnterEvent(cell(map_, 1), COPY, data, LEFT, PLAIN)
    map_.view.dragEnterEvent(event)
    assert not event.isAccepted()


def test_the_card_is_painted_first_without_and_then_with_its_picture(map_: Driver, qtbot):
    layout = map_.view.layout_
    lane, step = layout.lanes[0].lane_id, layout.columns[0].step_id
    (card_id,) = add_image_cards(map_.store, map_.journey, [("Platform", picture())], lane, step)

    def red() -> bool:
        box = map_.view.layout_.cards[card_id].box
        place = map_.view.pixel_of(box.x + box.width / 2, box.y + 40).toPoint()
        return map_.view.grab().toImage().pixelColor(place).name() == "#ff0000"

    map_.view.show_all()
    qtbot.waitUntil(red)


def test_decoding_is_asked_for_once_and_what_cannot_be_read_is_not_tried_again(qtbot):
    from app.canvas.pictures import Pictures

    asked: list[str] = []
    there = {"a": picture(), "broken": b"no picture"}

    def read(name: str) -> bytes | None:
        asked.append(name)
        return there.get(name)

    pictures = Pictures(read)
    with qtbot.waitSignal(pictures.ready):
        assert pictures.pixmap("a", 100) is None
    for _ in range(3):
        assert pictures.pixmap("a", 100) is not None
        assert pictures.pixmap("broken", 100) is None
        assert pictures.pixmap("gone", 100) is None
    assert asked == ["a", "broken", "gone"]


@pytest.mark.parametrize(("longest", "side"), [(20, 128), (128, 128), (300, 512), (9000, 600)])
def test_large_images_are_decoded_no_larger_than_they_are_drawn(qtbot, longest, side):
    from app.canvas.pictures import Pictures

    out = BytesIO()
    Image.new("RGB", (600, 300)).save(out, "JPEG")
    pictures = Pictures(lambda _: out.getvalue())
    with qtbot.waitSignal(pictures.ready):
        pictures.pixmap("a", longest)
    pixmap = pictures.pixmap("a", longest)
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height()) == (side, side // 2)

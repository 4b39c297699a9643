"""What is done in the window before a picture is taken, by mouse and key events."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.hits import Hit
from app.canvas.selection import Header
from app.models.places import resource
from app.models.records import Card, Connector
from app.views.card_form import CardForm
from app.views.keys_dialog import KeysDialog
from app.views.lists_dialog import ListsDialog
from app.views.palette import PaletteRow

if TYPE_CHECKING:
    from app.layout.lens import Lens
    from tests.bench.stage import Stage

DIAGRAMS = """# Notes of a workshop

```mermaid
journey
    title Riding the night train
    section Before
      Book a berth: 7: Maya, Jon
      Find the platform: 2: Maya
      Wait without a score: Maya
    section On board
      Sleep: 9: Jon
      Breakfast
```
"""


def nothing(stage: "Stage") -> None:
    """Leave the window as it opens."""


def open_ranking(stage: "Stage") -> None:
    """Show the opportunities below the map."""
    stage.window.commands.run("opportunities")
    stage.idle(1.0)


def find_bottlenecks(stage: "Stage") -> None:
    """Show the bottlenecks below the map, the first selected."""
    stage.window.commands.run("findings")
    panel: Any = stage.window.map_page.panels.made["findings"]
    panel.table.selectRow(0)


def check_map(stage: "Stage") -> None:
    """Show the map check below the map."""
    stage.window.commands.run("findings")
    panel: Any = stage.window.map_page.panels.made["findings"]
    panel.choice.fill("map check")
    panel.choice.chosen.emit("map check")


def choose_template(stage: "Stage") -> None:
    """Look at a template before a journey begins with it."""
    stage.window.commands.run("journey_from_template")
    dialog: Any = stage.window.commands.dialog
    dialog.list.setCurrentRow(3)


def save_template(stage: "Stage") -> None:
    """Save the journey as a template."""
    stage.window.commands.run("save_template")


def rank(stage: "Stage") -> None:
    """Weigh the opportunities and select the first."""
    open_ranking(stage)
    panel: Any = stage.window.map_page.panels.made["opportunities"]
    panel.slider.setValue(62)
    panel.table.selectRow(0)


def select_titled(title: str, *, unfold: bool = False) -> Callable[["Stage"], None]:
    """Select the card with that title; its form shows all fields where it is to `unfold`."""

    def act(stage: "Stage") -> None:
        card = next(each.id for each in stage.window.session.content.all(Card).values() if each.title == title)
        stage.window.session.select([card])
        stage.idle(0.5)
        form = stage.window.map_page.inspector.form
        assert isinstance(form, CardForm)
        if unfold:
            form.fields.toggle.click()
            stage.idle(0.3)

    return act


def offer_tags(stage: "Stage") -> None:
    """Type the beginning of a tag."""
    select_titled("Card refused, seat lost")(stage)
    form = stage.window.map_page.inspector.form
    assert form is not None
    assert form.tags is not None
    form.tags.line.setFocus()
    QTest.keyClicks(form.tags.line, "le")


def select_connector(stage: "Stage") -> None:
    """Select a broken hand-off that has a title."""
    connectors = stage.window.session.content.all(Connector).values()
    chosen = next(each.id for each in connectors if each.hand_off == "broken" and each.title)
    stage.view.setFocus()
    stage.view.select_connector(chosen)


def connect(stage: "Stage") -> None:
    """Drag a line from the handle of a card to another one."""
    first, _, third = list(stage.view.layout_.cards)[:3]
    view, layout = stage.view.viewport(), stage.view.layout_
    QTest.mouseMove(view, stage.place_of(first))
    stage.settle()
    box = layout.cards[first].box
    start = stage.view.pixel_of(box.right, box.y + box.height / 2).toPoint() - view.pos()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(40, 30))
    QTest.mouseMove(view, stage.place_of(third))


def whole_map(stage: "Stage") -> None:
    """See all of the map."""
    stage.window.commands.run("whole_map")


def half_size(stage: "Stage") -> None:
    """See the map at half its size."""
    stage.view.zoom_to(0.5)


def one_card(stage: "Stage") -> None:
    """See little, near."""
    stage.view.zoom_to(2.5, QPoint(200, 200))


def select_one(stage: "Stage") -> None:
    """Click a card in the middle of the map, so that the inspector tells of it."""
    seen = stage.view.viewport().rect().adjusted(0, 0, -120, -60)
    near = [card_id for card_id in stage.view.layout_.cards if seen.contains(stage.place_of(card_id))]
    QTest.mouseClick(stage.view.viewport(), Qt.MouseButton.LeftButton, pos=stage.place_of(near[len(near) // 3]))


def select_all(stage: "Stage") -> None:
    """Select every card, seen from far."""
    whole_map(stage)
    QTest.keyClick(stage.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def drag_one(stage: "Stage") -> None:
    """Carry a card to the next column, and keep the button down."""
    _carry(stage, "Three fares for one seat", QPoint(16, -5))


def drag_to_empty(stage: "Stage") -> None:
    """Carry a card over an empty cell of a lane that does not take it, and keep the button down."""
    _carry(stage, "Card refused, seat lost", QPoint(-13, 17))


def _carry(stage: "Stage", title: str, stride: QPoint) -> None:
    card = next(card for card in stage.view.content.ordered(Card) if card.title == title)
    start = stage.place_of(card.id)
    QTest.mousePress(stage.view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 12):
        QTest.mouseMove(stage.view.viewport(), start + stride * step)
        stage.settle()


def type_one(stage: "Stage") -> None:
    """Begin a new pain by its letter and type."""
    QTest.keyClick(stage.view, Qt.Key.Key_P)
    QTest.keyClicks(stage.view.writing.editor, "Seat lost while paying")


def edit_one(stage: "Stage") -> None:
    """Open the editor on a card that is there."""
    select_one(stage)
    QTest.keyClick(stage.view, Qt.Key.Key_Return)


def show_keys(stage: "Stage") -> None:
    """Open the sheet of keys."""
    QTest.keyClick(stage.window, Qt.Key.Key_F1)


def find(stage: "Stage") -> None:
    """Open the outline, then find a word."""
    stage.window.commands.run("outline")
    QTest.keyClick(stage.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    QTest.keyClicks(stage.window.map_page.find_bar.text, "ticket")
    stage.idle(0.3)
    QTest.keyClick(stage.window.map_page.find_bar.text, Qt.Key.Key_Return)


def show_lists(key: str) -> Callable[["Stage"], None]:
    """Open the shared lists at one of them and choose its second entry."""

    def act(stage: "Stage") -> None:
        stage.window.commands.show_lists(key)
        stage.idle(0.5)
        dialog = stage.window.commands.dialog
        assert isinstance(dialog, ListsDialog)
        dialog.rows.setFocus()
        QTest.keyClick(dialog.rows, Qt.Key.Key_Home)
        QTest.keyClick(dialog.rows, Qt.Key.Key_Down)

    return act


def find_everywhere(stage: "Stage") -> None:
    """Find a word that stands in names of channels, in tags and in notes."""
    QTest.keyClick(stage.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    QTest.keyClicks(stage.window.map_page.find_bar.text, "app")
    stage.idle(0.3)
    for _ in range(3):
        QTest.keyClick(stage.window.map_page.find_bar.text, Qt.Key.Key_Return)


def menu(stage: "Stage") -> None:
    """Ask for the menu of a card."""
    select_one(stage)
    QTest.keyClick(stage.view, Qt.Key.Key_Menu)
    stage.view.show_menu(*stage.view._focused_hit())


def focus_cell(stage: "Stage") -> None:
    """Walk by arrows to an empty cell."""
    for key in (*[Qt.Key.Key_Down] * 4, *[Qt.Key.Key_Right] * 2):
        QTest.keyClick(stage.view, key)


def focus_palette(stage: "Stage") -> None:
    """Walk by F6 to the palette and by arrows down."""
    stage.view.setFocus()
    while not isinstance(QApplication.focusWidget(), PaletteRow):
        QTest.keyClick(QApplication.focusWidget() or stage.window, Qt.Key.Key_F6)
        stage.settle()
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget() or stage.window, Qt.Key.Key_Tab)


def focus_stage(stage: "Stage") -> None:
    """Walk up to the header of a stage."""
    for key in (*[Qt.Key.Key_Up] * 8, Qt.Key.Key_Right):
        QTest.keyClick(stage.view, key)


def framework(stage: "Stage") -> None:
    """Go to the framework."""
    QTest.mouseClick(stage.window.rail.buttons["framework"], Qt.MouseButton.LeftButton)


def export(stage: "Stage") -> None:
    """Ask for an export."""
    QTest.keyClick(stage.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)


def report(stage: "Stage") -> None:
    """Show what is worth doing, and ask for a report of it."""
    rank(stage)
    QTest.keyClick(stage.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def report_some(stage: "Stage") -> None:
    """Ask for a report of some of four journeys."""
    from app.services.journeys import add_journey
    from app.views.export_dialog import SOME, ExportDialog

    for title in ("I plan a journey with children", "I give my season ticket back"):
        add_journey(stage.window.session.store, title)
    report(stage)
    dialog = stage.window.commands.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.journey.setCurrentIndex(dialog.journey.findData(SOME))
    dialog.journey.activated.emit(dialog.journey.currentIndex())


def import_sample(stage: "Stage") -> None:
    """Preview Markdown with scores from another scale, tasks that cannot be read, and the sample."""
    path = stage.window.session.store.path.parent / "Workshop.md"
    path.write_text(DIAGRAMS, "utf-8")
    stage.window.exchange.import_files([path, resource("samples", "northwind.json")])
    stage.idle(1.0)


def failing(stage: "Stage") -> None:
    """Open what is no workspace."""
    path = stage.window.session.store.path.parent / "Holiday.clew"
    path.write_text("not a workspace at all\n" * 9, "utf-8")
    stage.window.files.open(path)


def palette(stage: "Stage") -> None:
    """Open the palette as it is before anything is typed."""
    QTest.keyClick(stage.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


def palette_typed(stage: "Stage") -> None:
    """Type some letters into the palette."""
    palette(stage)
    QTest.keyClicks(stage.window.palette_sheet.field, "ca")


def search(words: str) -> Callable[["Stage"], None]:
    """Return what searches everywhere for words."""

    def act(stage: "Stage") -> None:
        QTest.keyClick(stage.window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(stage.window.search_sheet.field, words)
        stage.idle(0.3)

    return act


def change_keys(stage: "Stage") -> None:
    """Press keys that another command has."""
    stage.window.commands.run("change_keys")
    stage.idle(0.3)
    dialog = stage.window.commands.dialog
    assert isinstance(dialog, KeysDialog)
    dialog.choose("find")
    QTest.keyClick(dialog.field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)


def scroll_to_blueprint(stage: "Stage") -> None:
    """See the lanes of a service blueprint at full size."""
    lane = next(lane for lane in stage.view.layout_.lanes if lane.kind == "channels")
    stage.view.zoom_to(1.0)
    stage.view.go_to(Header("lane", lane.lane_id))
    stage.idle(0.3)
    stage.view.verticalScrollBar().setValue(round(lane.y) - 20)


def lane_menu(stage: "Stage") -> None:
    """Show what a lane offers."""
    lane = stage.view.layout_.lanes[0]
    stage.view.show_menu(Hit("add lane", lane.swimlane_id), stage.view.mapToGlobal(QPoint(200, 120)))
    stage.idle(0.5)


def bookmarks(stage: "Stage") -> None:
    """Bookmark three places and look at the list."""
    select_one(stage)
    for key in (None, Qt.Key.Key_Right, Qt.Key.Key_Down):
        if key is not None:
            QTest.keyClick(stage.view, key)
        stage.window.commands.run("add_bookmark")
    stage.window.commands.run("bookmarks")


def zoom_to_selection(stage: "Stage") -> None:
    """Bring one card near."""
    select_one(stage)
    stage.window.commands.run("zoom_selection")


def minimap(stage: "Stage") -> None:
    """Go on a little, so that the overview shows that there is more around."""
    stage.window.commands.run("minimap")
    stage.view.scroll_by(300, 200)
    stage.idle(0.3)


def resize_column(stage: "Stage") -> None:
    """Drag the right edge of a column."""
    view = stage.view
    column, header = view.layout_.columns[1], view.panes[0]
    edge = header.mapFrom(view, QPoint(round(view.pixel_of(column.x + column.width, 0).x()), 20))
    QTest.mousePress(header, Qt.MouseButton.LeftButton, pos=edge)
    for far in (20, 60, 90):
        QTest.mouseMove(header, edge + QPoint(far, 0))
    stage.idle(0.3)


def stretch_card(stage: "Stage") -> None:
    """Drag the right edge of a card over more steps."""
    view = stage.view
    box = next(iter(view.layout_.cards.values())).box
    viewport = view.viewport()
    edge = viewport.mapFrom(view, view.pixel_of(box.right - 2, box.y + 20).toPoint())
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=edge)
    for far in (20, 200, 260):
        QTest.mouseMove(viewport, edge + QPoint(far, 0))
    stage.idle(0.3)


def choose_chip(stage: "Stage") -> None:
    """Click an opportunity on the map."""
    view = stage.view
    lane = next(lane for lane in view.layout_.lanes if lane.chips)
    view.zoom_to(1.0)
    stage.idle(0.3)
    view.verticalScrollBar().setValue(round(lane.y) - 160)
    view.opportunity_chosen.emit(lane.chips[0].opportunity_id)
    stage.idle(1.0)
    view.verticalScrollBar().setValue(round(lane.y) - 160)


def look(lens: "Lens", zoom: float = 1.0) -> Callable[["Stage"], None]:
    """Return what looks at the map through a lens; one chart of all curves comes into the middle."""

    def act(stage: "Stage") -> None:
        stage.window.map_page.set_lens(lens)
        stage.view.zoom_to(zoom)
        if lens.curves_together:
            stage.view.centre(stage.view.layout_.curves[0].box._replace(width=0.0))
        stage.idle(1.0)

    return act


def filter_by_channel(*, hides: bool) -> Callable[["Stage"], None]:
    """Return what filters by two channels, colours by tags, and opens the sheet."""

    def act(stage: "Stage") -> None:
        from app.layout.lens import Lens
        from app.models.records import Channel

        channels = frozenset(each.id for each in stage.view.content.ordered(Channel) if each.name in ("App", "Phone"))
        lens = Lens(colour_by="" if hides else "tag", filters=(("channel_id", channels),), hides=hides)
        look(lens)(stage)
        stage.window.commands.run("filter")
        stage.idle(1.0)

    return act

"""The commands of the map, done from the outline: on its rows, with its editor, by the same code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontInfo

from app.canvas.commands import Commands
from app.canvas.connecting import Connecting
from app.canvas.describe import describe_focus
from app.canvas.editing import Target, swimlane_of_persona
from app.canvas.editor import Editor
from app.canvas.painter import Ink
from app.canvas.selection import Selection, Spot
from app.canvas.structure import Structure
from app.canvas.writer import Writer
from app.layout.look import Theme
from app.models.records import Card, Connector
from app.views.outline_rows import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.canvas.hits import Hit
    from app.canvas.view import MapView
    from app.views.outline import Outline


class Desk:
    """Stands in for the map's view where commands ask what is chosen and where to write; the rest is the map's."""

    def __init__(self, outline: Outline, look: Theme) -> None:
        self._outline = outline
        self.ink = Ink(look)
        self.as_view = cast("MapView", self)
        self.commands = Commands(self.as_view)
        self.connecting = Connecting(self.as_view)
        self.structure = Structure(self.as_view)
        self.sheet = outline

    def __getattr__(self, name: str) -> Any:
        return getattr(self._outline.view, name)

    @property
    def selection(self) -> Selection:
        """The place of the current row, and the chosen cards: of none, that of the current row."""
        spot = self._outline.spot
        cards = self._outline.chosen_cards()
        row = self._outline.row
        if row is not None and row.kind == Connector.kind_name:
            return Selection(spot, (), None, row.id)
        return Selection(spot, cards or tuple(filter(None, (getattr(spot, "card_id", None),))))

    def edit(self, target: Target) -> None:
        """Open the editor on a row, or in a new one."""
        if self.as_view.may_edit():
            self._outline.writer.open(target)

    def go_to(self, spot: Spot | None) -> None:
        """Make the row of a place the current one."""
        self._outline.show_row(self._outline.rows.of_spot(spot))

    focus_spot = go_to

    def select_connector(self, connector_id: str) -> None:
        """Make the row of a connector the current one."""
        self._outline.show_row(Row("connector", connector_id))

    def show_selection(self) -> None:
        """Say what is chosen: a connector that is being made has to be led on by the keys."""
        self._outline.say(describe_focus(self.as_view))
        self.connecting.show()

    def select(self, card_ids: Sequence[str]) -> None:
        """Choose these cards."""
        self._outline.choose(card_ids)

    select_made = select

    def focused_place(self) -> QPoint:
        """Return where on the screen the current row ends."""
        return self._outline.place_below()

    def show_menu(self, hit: Hit) -> None:
        """Offer what can be done with the current row."""
        self._outline.show_menu(hit)


class OutlineWriter(Writer):
    """Writes over a row of the outline, or in a row made for something new."""

    def __init__(self, outline: Outline) -> None:
        super().__init__(outline.desk.as_view, outline)
        self._outline = outline
        outline.verticalScrollBar().valueChanged.connect(self.place)

    def make_editor(self) -> Editor:
        """Return an editor that is no higher than a row where it holds one line."""
        return Editor(self._sheet, self._view.ink, 1)

    def reach(self, target: Target) -> bool:
        """Return whether the row to write on is there, or the one to write below."""
        model = self._outline.tree
        row = self._row(target) if target.id else self._outline.rows.owner_of(target)[0]
        return row is not None and (row.kind == "map" or model.index_of(row).isValid())

    def prepare(self, target: Target) -> None:
        """Bring the row into view, made where it is for something new."""
        outline = self._outline
        row = self._row(target)
        index = outline.tree.index_of(row) if row else outline.tree.draft(outline.rows.owner_of(target))
        outline.scrollTo(index)
        outline.scrollTo(index)  # opening what it is in moved it

    def clear(self) -> None:
        """Take the row for something new away."""
        self._outline.tree.draft(None)

    def place(self) -> None:
        """Lie over the row again after things moved; where that is gone, leave without keeping."""
        if self.target is None:
            return
        outline = self._outline
        row = self._row(self.target) or Row("draft")
        index = outline.tree.index_of(row, made=row.kind == "draft")
        if not index.isValid():
            self.drop()
            return
        box = outline.visualRect(index)
        box.setRight(outline.viewport().width() - 1)
        corner = outline.viewport().mapTo(outline, QPoint(0, 0))
        self.editor.lie_over(QRect(box.translated(corner)), QFontInfo(outline.font()).pixelSize())

    def show(self, target: Target, kept_id: str) -> None:
        """Make the row of what was written the current one."""
        if target.kind != "persona":
            self._outline.show_row(Row(target.kind, kept_id))
        elif target.id is None:
            self._outline.show_row(Row("swimlane", kept_id))

    def _row(self, target: Target) -> Row | None:
        """Return the row of what is there already; none for something new."""
        if target.id is None:
            return None
        if target.kind != "persona":
            return self._outline.rows.of_record(target.id)
        desk = self._outline.desk
        swimlane_id = swimlane_of_persona(desk.content, desk.journey_id, target.id)
        return Row("swimlane", swimlane_id) if swimlane_id else None


def chosen_among(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the ids of the cards among rows; without any, of a connector."""
    cards = tuple(row.id for row in rows if row.kind == Card.kind_name)
    return cards or tuple(row.id for row in rows if row.kind == Connector.kind_name)

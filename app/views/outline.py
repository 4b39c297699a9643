"""The map as a tree: its accessible twin, with every edit by the map's keys and one selection with it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from app.canvas.accessible import announce
from app.canvas.hits import Hit
from app.canvas.keyboard import DIRECTIONS
from app.canvas.map_commands import MAP_COMMANDS
from app.canvas.menus import menu_for
from app.canvas.selection import Header, Spot
from app.canvas.view import MapView
from app.layout.sheet import Focus
from app.models.changes import ChangeSet
from app.models.content import Content
from app.models.records import Card
from app.services.cards import unplace_cards
from app.views.dock import SideDock
from app.views.kinds import kind_icon
from app.views.map_page import MapPage
from app.views.outline_desk import Desk, OutlineWriter, chosen_among
from app.views.outline_model import OutlineModel
from app.views.outline_rows import BANDS, Row, Rows
from app.views.outline_words import place_line, row_line, tr
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import keep_delete

Role = Qt.ItemDataRole
Key = Qt.Key

OPEN_AT_ONCE = 400
"""Up to so many cards and cells a map is shown with everything open; of larger ones only where one is."""

MARKED_ANYWHERE = 200
"""Up to so many selected cards are looked for in rows that are not open yet; of more, the last one is."""

_ACROSS = {"up": "left", "down": "right"}


class Outline(QTreeView):
    """Stages, their steps, the cells of the lanes with their cards; below them personas and lanes, and Unplaced."""

    def __init__(self, session: Session, theme: ThemeKeeper, page: MapPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_delete(self)
        self._session, self._theme, self._page = session, theme, page
        self._stale = True
        self._quiet = False
        self._carried: tuple[str, ...] = ()
        self.rows = Rows(Content(), "")
        self.tree = OutlineModel(self.rows, self._say, self)
        self.desk = Desk(self, theme.look)
        self.writer = OutlineWriter(self)
        self.setModel(self.tree)
        self.setAccessibleName(tr("Outline of the map"))
        self.setAccessibleDescription(
            tr("The keys of the map: Enter edits, letters add cards, Alt with an arrow moves..")
        )
        self.setHeaderHidden(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(16, 16))
        self.selectionModel().selectionChanged.connect(self._pass_selection)
        self.tree.rowsInserted.connect(self._open_new)
        self.doubleClicked.connect(lambda _: self.desk.commands.rename())
        session.opened.connect(self.refill)
        session.journey_changed.connect(self.refill)
        session.changed.connect(self._follow)
        session.selection_changed.connect(self._mark)
        page.selection.spot_changed.connect(self._follow_spot)
        theme.changed.connect(self._dress)

    @property
    def view(self) -> MapView:
        """The map on show."""
        assert self._page.view is not None, "no map is on show"
        return self._page.view

    @property
    def is_used(self) -> bool:
        """Whether the keys go to the outline, or to its editor."""
        return self.hasFocus() or self.writer.editor.hasFocus()

    # ---- what it shows

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the tree when it comes into view: while hidden it costs nothing."""
        super().showEvent(event)
        if self._stale:
            self.refill()

    def refill(self) -> None:
        """Show the journey on show from its beginning."""
        self._carried = ()
        self.writer.leave("away")
        self._stale = not self.isVisible()
        self._quiet = True
        self.rows = Rows(self._session.content, self._session.journey_id)
        self.tree.begin(Rows(Content(), "") if self._stale else self.rows)
        if not self._stale and self._page.view is not None:
            self._open_first()
            self._mark_rows([self.rows.of_spot(self._page.view.selection.spot)])
        self._quiet = False
        if not self._stale:
            self._mark(list(self._session.selection))

    def _open_first(self) -> None:
        layout = self.view.layout_
        if len(layout.cards) + len(layout.columns) * len(layout.lanes) <= OPEN_AT_ONCE:
            self.expandAll()
        else:
            self.expand(self.tree.index_of(BANDS))

    def _open_new(self, parent: QModelIndex, first: int, last: int) -> None:
        """Open new stages and steps, so that what comes into them is seen."""
        for place in range(first, min(last, first + 20) + 1):
            index = self.tree.index(place, 0, parent)
            row = self.tree.row_at(index)
            if row is not None and row.kind in ("stage", "step", "swimlane"):
                self.expand(index)

    def _say(self, row: Row, role: int) -> object:
        if role == Role.UserRole:
            return row.id
        content = self._session.content
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            layout = self._page.view.layout_ if self._page.view is not None else None
            return row_line(content, self._session.journey_id, layout, self.rows, row)
        if role == Role.AccessibleDescriptionRole:
            return place_line(content, self.rows, row)
        if role == Role.DecorationRole and row.kind == "card":
            card = content.find(Card, row.id)
            return kind_icon(card.kind, self._theme.look) if card else None
        return None

    def _follow(self, changes: ChangeSet) -> None:
        if self._stale or not self._session.journey_id:
            return
        self._quiet = True
        self.tree.take(changes)
        self._quiet = False
        self._mark(list(self._session.selection))
        self.viewport().update()  # names of personas, counts and values are said on other rows too
        self.writer.place()

    def _dress(self) -> None:
        self.desk.ink.use(self._theme.look)
        self.writer.editor.recolour()
        self.viewport().update()

    # ---- what is chosen

    @property
    def row(self) -> Row | None:
        """The current row."""
        return self.tree.row_at(self.currentIndex())

    @property
    def spot(self) -> Spot | None:
        """The place on the map that the current row stands for."""
        return self.rows.spot(self.row) if self.row is not None else None

    def chosen_cards(self) -> tuple[str, ...]:
        """Return the selected cards of this map."""
        content, journey_id = self._session.content, self._session.journey_id
        return tuple(each for each in self._session.card_ids if content.get(Card, each).journey_id == journey_id)

    def show_row(self, row: Row | None) -> None:
        """Make a row the current one and the only one chosen."""
        self._mark_rows([row])
        self._pass_selection()

    def choose(self, card_ids: Sequence[str]) -> None:
        """Choose these cards and no others."""
        self._mark_rows(self._rows_of(card_ids))
        self._page.selection.take(self.spot, card_ids)

    def _rows_of(self, ids: Sequence[str]) -> list[Row | None]:
        if len(ids) <= MARKED_ANYWHERE:
            return [self.rows.of_record(each) for each in ids]
        last = self.rows.of_record(ids[-1])
        return [*self.tree.made(Row("card", each) for each in ids), last]

    def _mark_rows(self, rows: Iterable[Row | None]) -> None:
        """Show rows as chosen; the current row stays if it is one of them."""
        there = [row for row in rows if row is not None and self.tree.index_of(row).isValid()]
        quiet, self._quiet = self._quiet, True
        model = self.selectionModel()
        if there and self.row not in there:
            self.setCurrentIndex(self.tree.index_of(there[-1]))
        model.select(self.tree.selection_of(there), model.SelectionFlag.ClearAndSelect)
        if there:
            self.scrollTo(self.currentIndex())
        self._quiet = quiet

    def _mark(self, ids: list[str]) -> None:
        """Show what was selected elsewhere."""
        if self._stale or self._quiet:
            return
        rows = self._rows_of(ids)
        if any(rows):
            self._mark_rows(rows)
        elif self.is_used and self.row is not None:  # what was chosen is gone: go on with the row beside it
            self.show_row(self.row)

    def _follow_spot(self, spot: Spot | None) -> None:
        """Go to where the map is, an empty cell too."""
        if not self._stale and not self._quiet and not self.is_used:
            self._mark_rows([self.rows.of_spot(spot)])

    def _pass_selection(self) -> None:
        """Tell map, inspector and everybody else what is chosen here."""
        if self._quiet or self._stale:
            return
        rows = [row for row in map(self.tree.row_at, self.selectedIndexes()) if row is not None]
        self._quiet = True
        self._page.selection.take(self.spot, chosen_among(rows))
        self._quiet = False
        if self.desk.connecting.start is not None:
            self.desk.show_selection()

    def say(self, text: str) -> None:
        """Let the status line and a screen reader say something."""
        self._session.said.emit(text)
        announce(self, text)

    # ---- the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means on the map, or in a tree."""
        if not self._page.view or not self._press(event):
            super().keyPressEvent(event)

    def _press(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.desk.connecting.press(event):
            return True
        if held == Qt.KeyboardModifier.AltModifier and key in DIRECTIONS:
            self._nudge(int(key))
        elif key in (Key.Key_Return, Key.Key_Enter) and held == Qt.KeyboardModifier.ControlModifier:
            self._carry()
        elif key == Key.Key_Escape and self._carried:
            self._carried = ()
            self.say(tr("Nothing is carried any more; all is where it was."))
        elif key == Key.Key_Escape and len(self.selectedIndexes()) > 1:
            self.show_row(self.row)
        else:
            name = self.view.keys.pressed(event)
            if name not in MAP_COMMANDS:
                return False
            MAP_COMMANDS[name].run(self.desk.as_view)
        return True

    def _nudge(self, key: int) -> None:
        """Move what is chosen; stages and steps, which are side by side on the map, lie below each other here."""
        direction, spot = DIRECTIONS[key], self.spot
        if isinstance(spot, Header) and spot.kind in ("stage", "step"):
            direction = _ACROSS.get(direction, direction)  # type: ignore[assignment]
        self.desk.commands.nudge(direction)

    def _carry(self) -> None:
        """Take the chosen cards along, or put those that are carried into the cell, or Unplaced, that one is in now."""
        spot, content = self.spot, self._session.content
        carried = [each for each in self._carried if content.find(Card, each) is not None]
        if not carried:
            self._carried = self.desk.selection.cards
            titles = ", ".join(content.get(Card, each).title for each in self._carried)
            if titles:
                self.say(
                    tr("{cards}: go to a cell; Ctrl+Enter puts down, Esc leaves all as it was.").format(cards=titles)
                )
        elif not isinstance(spot, Focus):
            self.say(tr("Go to a cell or to Unplaced: cards need a cell to be in."))
        else:
            self._carried = ()
            if spot.lane_id:
                self.desk.commands.place_here(carried)
            else:
                self._session.perform(unplace_cards, carried)
            self.choose(carried)

    def keyboardSearch(self, search: str) -> None:
        """Search nothing: letters are commands."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the top where no row is the current one."""
        super().focusInEvent(event)
        if self.row is None and self._page.view is not None:
            self.show_row(self.tree.row_at(self.tree.index(0, 0)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the editor be as wide as the rows."""
        super().resizeEvent(event)
        self.writer.place()

    # ---- the menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a row."""
        if self._page.view is None:
            return
        if event.reason() != QContextMenuEvent.Reason.Keyboard and not self.indexAt(event.pos()).isValid():
            self.show_menu(Hit("corner"), event.globalPos())
        else:
            self.show_menu(self._hit(), None if event.reason() == event.Reason.Keyboard else event.globalPos())

    def show_menu(self, hit: Hit | None, on_screen: QPoint | None = None) -> None:
        """Offer what can be done with what a row stands for."""
        if not self.view.may_edit():
            return
        if hit is None:
            text = tr("Carry to a cell\tCtrl+Enter")
            menu = self._page.left.tray.menu(self.chosen_cards(), self, text, self._carry)
        else:
            menu = menu_for(self.desk.as_view, hit)
        menu.popup(on_screen or self.place_below())

    def place_below(self) -> QPoint:
        """Return where on the screen the current row ends."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def _hit(self) -> Hit | None:
        """Return what the current row is on the map; none for a card that waits in Unplaced."""
        row, spot = self.row, self.spot
        if row is not None and row.kind == "connector":
            return Hit("connector", row.id)
        if isinstance(spot, Header):
            return Hit(spot.kind, spot.id)
        if isinstance(spot, Focus) and spot.lane_id:
            return Hit("card" if spot.card_id else "cell", spot.card_id, spot)
        if row is not None and row.kind == "card":
            return None
        if row is not None and row.kind == "swimlane":
            return Hit("add lane")
        return Hit("add swimlane") if row == BANDS else Hit("corner")


class OutlineDock(SideDock):
    """The outline in a dock of the window."""

    def __init__(self, session: Session, theme: ThemeKeeper, page: MapPage, parent: QWidget) -> None:
        super().__init__("outline_dock", tr("Outline"), tr("Close the outline"), theme, parent)
        self.outline = Outline(session, theme, page)
        page.outline = self.outline
        self.setWidget(self.outline)
        self.setMinimumWidth(240)

"""The outline as Qt wants trees: rows are made when they come into view, and after an edit only others change."""

from collections.abc import Callable, Iterable
from itertools import count

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.models.changes import ChangeSet
from app.models.records import Card, Lane, Swimlane
from app.views.outline_rows import DRAFT, MAP, Row, Rows, touched

Index = QModelIndex | QPersistentModelIndex
Words = Callable[[Row, int], object]
"""What a row says in a role of Qt."""

_NOWHERE = QModelIndex()


class _Node:
    """A row that was made: where it is, and what is below it once somebody looked."""

    __slots__ = ("below", "number", "parent", "place", "row")

    def __init__(self, row: Row, parent: "_Node | None", number: int) -> None:
        self.row, self.parent, self.number = row, parent, number
        self.place = 0
        self.below: list[_Node] | None = None

    def renumber(self, start: int) -> None:
        """Tell the rows below where they are now."""
        below = self.below or []
        for place in range(start, len(below)):
            below[place].place = place


class OutlineModel(QAbstractItemModel):
    """Rows below rows; what they say comes from `words`, and is asked for each time it is shown."""

    def __init__(self, rows: Rows, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.begin(rows)

    def begin(self, rows: Rows) -> None:
        """Show other rows from the top."""
        self.beginResetModel()
        self.rows = rows
        self._draft: tuple[Row, Row | None] | None = None
        self._numbers = count(1)
        self._by_number: dict[int, _Node] = {}
        self._nodes: dict[Row, _Node] = {}
        self._root = self._node(MAP, None)
        self.endResetModel()

    def _node(self, row: Row, parent: _Node | None) -> _Node:
        node = _Node(row, parent, next(self._numbers))
        self._nodes[row] = self._by_number[node.number] = node
        return node

    def _at(self, index: Index) -> _Node | None:
        return self._by_number.get(index.internalId()) if index.isValid() else self._root

    def _index(self, node: _Node) -> QModelIndex:
        return _NOWHERE if node is self._root else self.createIndex(node.place, 0, node.number)

    def _below(self, node: _Node) -> list[_Node]:
        """Return the rows below one, made now where nobody looked before."""
        if node.below is None:
            node.below = [self._node(row, node) for row in self._wanted(node.row)]
            node.renumber(0)
        return node.below

    def _wanted(self, row: Row) -> list[Row]:
        rows = self.rows.below(row)
        if self._draft is not None and self._draft[0] == row:
            before = self._draft[1]
            rows.insert(rows.index(before) if before in rows else len(rows), DRAFT)
        return rows

    # ---- what Qt asks

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a row below another."""
        node = self._at(parent)
        below = self._below(node) if node is not None else []
        return self._index(below[row]) if column == 0 and 0 <= row < len(below) else _NOWHERE

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """Return the index of the row above."""
        node = self._at(index)
        return _NOWHERE if node is None or node.parent is None else self._index(node.parent)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are below one."""
        node = self._at(parent)
        return len(self._below(node)) if node is not None else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return that there is one column."""
        return 1

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Return whether anything is below a row, made now: a view could not be told later that the first one came."""
        node = self._at(parent)
        return node is not None and bool(self._below(node))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says."""
        node = self._at(index)
        return self._words(node.row, role) if node is not None else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that every row can be chosen."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if index.isValid() else Qt.ItemFlag.NoItemFlags

    # ---- rows

    def row_at(self, index: Index) -> Row | None:
        """Return the row of an index."""
        node = self._at(index) if index.isValid() else None
        return node.row if node is not None else None

    def index_of(self, row: Row, *, made: bool = False) -> QModelIndex:
        """Return the index of a row, made with those above it where nobody looked before (not with `made`)."""
        node = self._nodes.get(row)
        if node is None and not made:
            above = self.rows.above(row)
            owner = self._root if above == MAP else self._at(self.index_of(above)) if above is not None else None
            if owner is not None and (owner is not self._root or above == MAP):
                self._below(owner)
                node = self._nodes.get(row)
        return self._index(node) if node is not None else _NOWHERE

    def made(self, rows: Iterable[Row]) -> list[Row]:
        """Return those of some rows that were made already."""
        return [row for row in rows if row in self._nodes]

    def selection_of(self, rows: Iterable[Row]) -> QItemSelection:
        """Return rows that were made as what a view selects, neighbours as one range: each range takes its time."""
        places: dict[int, list[int]] = {}
        for row in rows:
            node = self._nodes[row]
            if node.parent is not None:
                places.setdefault(node.parent.number, []).append(node.place)
        selection = QItemSelection()
        for number, below in places.items():
            nodes = self._below(self._by_number[number])
            below.sort()
            starts = [place for at, place in enumerate(below) if not at or below[at - 1] < place - 1]
            ends = [place for at, place in enumerate(below) if at + 1 == len(below) or below[at + 1] > place + 1]
            for first, last in zip(starts, ends, strict=True):
                selection.select(self._index(nodes[first]), self._index(nodes[last]))
        return selection

    def draft(self, place: tuple[Row, Row | None] | None) -> QModelIndex:
        """Make room for something new below a row and before another, or take the room away (none)."""
        owners = [each[0] for each in (self._draft, place) if each is not None]
        for owner in owners:
            self.index_of(owner)
        self._draft = place
        self.follow(owners)
        return self.index_of(DRAFT, made=True)

    # ---- following changes

    def take(self, changes: ChangeSet) -> None:
        """Take over a committed change: only rows that it moves, adds, removes or renames are touched."""
        owners: set[Row] = set()
        for change in changes.changes:
            owners |= touched(change)
        if changes.touches(Lane.kind_name, Swimlane.kind_name):
            owners |= {row for row in self._nodes if row.kind in ("stage", "step", "bands")}
        self.follow(owners)
        for change in changes.changes:
            if isinstance(change.after, Card):
                node = self._nodes.get(Row("card", change.id))
                if node is not None:
                    here = self._index(node)
                    self.dataChanged.emit(here, here)

    def follow(self, owners: Iterable[Row]) -> None:
        """Bring the rows below some rows in line with the records; rows that stay keep their index."""
        nodes = (self._nodes[row] for row in owners if row in self._nodes)
        looked = [node for node in nodes if node.below is not None]
        lengths = {node.number: self._arrange(node, self._wanted(node.row)) for node in looked}
        for node in looked:
            if self._by_number.get(node.number) is node:
                self._shorten(node, lengths[node.number])

    def _arrange(self, node: _Node, wanted: list[Row]) -> int:
        """Put the wanted rows to the front in their order, moved from where they are or made; returns how many."""
        below, place = self._below(node), 0
        while place < len(wanted):
            row = wanted[place]
            if place < len(below) and below[place].row == row:
                place += 1
                continue
            there = self._nodes.get(row)
            if there is not None and there.parent is not None:
                self._move(there, node, place)
                place += 1
                continue
            end = place + 1
            while end < len(wanted) and wanted[end] not in self._nodes:
                end += 1
            self.beginInsertRows(self._index(node), place, end - 1)
            below[place:place] = [self._node(each, node) for each in wanted[place:end]]
            node.renumber(place)
            self.endInsertRows()
            place = end
        return len(wanted)

    def _move(self, node: _Node, owner: _Node, place: int) -> None:
        source = node.parent
        if source is None or source.below is None or owner.below is None:
            return
        self.beginMoveRows(self._index(source), node.place, node.place, self._index(owner), place)
        del source.below[node.place]
        source.renumber(node.place)
        owner.below.insert(place, node)
        node.parent = owner
        owner.renumber(place)
        self.endMoveRows()

    def _shorten(self, node: _Node, length: int) -> None:
        """Remove the rows behind the wanted ones: they are gone."""
        below = self._below(node)
        if len(below) > length:
            self.beginRemoveRows(self._index(node), length, len(below) - 1)
            for each in below[length:]:
                self._forget(each)
            del below[length:]
            self.endRemoveRows()

    def _forget(self, node: _Node) -> None:
        for each in node.below or ():
            self._forget(each)
        del self._by_number[node.number]
        if self._nodes.get(node.row) is node:
            del self._nodes[node.row]

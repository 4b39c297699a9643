"""The board of actions: a column a status; actions are dragged, or moved with Alt and the arrows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.models.content import Content
from app.models.kinds import ACTION_STATUSES, ActionStatus
from app.models.records import Action
from app.scoring.ledger import is_overdue
from app.services.actions import delete_actions, move_action
from app.views.decide.decided_words import action_word, due_word, owner_word, part_of_word, titled
from app.views.decide.words import tr
from app.views.row_delegate import AnyIndex, write_line
from app.views.session import Session
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID, column, keep_delete, label

_MIME = "application/x-clew-action"
_HEIGHT = 104


class _Model(QAbstractListModel):
    """The actions of one column."""

    def __init__(self) -> None:
        super().__init__()
        self.content = Content()
        self.actions: Sequence[Action] = ()
        self.today = ""

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.actions)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        action = self.actions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return titled(action)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            told = (titled(action), *self.told(action))
            return (
                "\n".join(filter(None, told)) if role == Qt.ItemDataRole.ToolTipRole else ", ".join(filter(None, told))
            )
        return None

    def told(self, action: Action) -> tuple[str, str, str]:
        """Return who has it, when it is due, and what it is part of."""
        content = self.content
        return owner_word(content, action.owner_id), due_word(action, self.today), part_of_word(content, action)

    def fill(self, content: Content, actions: Sequence[Action], today: str) -> None:
        self.beginResetModel()
        self.content, self.actions, self.today = content, list(actions), today
        self.endResetModel()

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, self.actions[indexes[0].row()].id.encode())
        return data


class _Look(QStyledItemDelegate):
    """Draws an action as a card: title in two lines, who and when, what it is part of."""

    def __init__(self, model: _Model, theme: ThemeKeeper) -> None:
        super().__init__()
        self._model, self._theme = model, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw it; what is chosen has a frame, what is overdue says so in its colour."""
        action = self._model.actions[index.row()]
        owner, due, part_of = self._model.told(action)
        colour = self._theme.colour
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRect(option.rect).adjusted(GRID // 2, GRID // 2, -GRID // 2, -GRID // 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colour("selection" if chosen else "surface")))
        painter.setPen(QPen(QColor(colour("accent" if chosen else "line")), 1 + chosen))
        painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(GRID, GRID // 2, -GRID, -GRID // 2)
        ended = action.status in ("done", "dropped")
        font, small = QFont(option.font), QFont(option.font)
        small.setPixelSize(SMALL)
        font.setStrikeOut(action.status == "dropped")
        painter.setFont(font)
        painter.setPen(QColor(colour("muted" if ended else "ink")))
        lines = painter.fontMetrics().lineSpacing()
        title = QRect(inner.left(), inner.top(), inner.width(), 2 * lines + 4)
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWrapAnywhere
        wrap = Qt.TextFlag.TextWordWrap if " " in titled(action) else Qt.TextFlag.TextWrapAnywhere
        painter.drawText(title, (flags & ~Qt.TextFlag.TextWrapAnywhere) | wrap, titled(action))
        rest = (inner.height() - 2 * lines - 4) // 2
        middle = QRect(inner.left(), title.bottom() + 1, inner.width(), rest)
        late = is_overdue(action, self._model.today)
        when = QFontMetrics(small).horizontalAdvance(due) if due else 0
        write_line(painter, middle.adjusted(0, 0, -min(when + GRID, middle.width()), 0), owner, colour("muted"), small)
        right = middle.adjusted(max(0, middle.width() - when - 1), 0, 0, 0)
        write_line(painter, right, due, colour("bad" if late else "muted"), small)
        write_line(painter, middle.translated(0, rest), part_of, colour("muted"), small)
        painter.restore()


class Column(QListView):
    """The actions of one status; tells what is chosen, opened and dropped here."""

    chosen = Signal(str)
    opened = Signal(str)
    dropped = Signal(str, object)
    """The id of an action, and of the one that it is put before; none = last."""
    stepped = Signal(int, int)
    """Alt with an arrow: by how many columns, by how many places."""
    walked = Signal(int)
    """An arrow to another column."""
    deleted = Signal(str)

    def __init__(self, status: ActionStatus, theme: ThemeKeeper) -> None:
        super().__init__()
        keep_delete(self)
        self.status = status
        self.cards = _Model()
        self.setModel(self.cards)
        self._look = _Look(self.cards, theme)
        self.setItemDelegate(self._look)
        self.setObjectName("boardColumn")
        self.setAccessibleName(tr("Actions: {status}").format(status=action_word(status)))
        self.setUniformItemSizes(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.cards.actions[index.row()].id))

    def current_id(self) -> str:
        """Return the id of the action that is selected; empty where none is."""
        rows = self.selectionModel().selectedRows()
        return self.cards.actions[rows[0].row()].id if rows else ""

    def mark(self, action_id: str) -> bool:
        """Select an action without telling that the user did; return whether it is here."""
        row = next((row for row, each in enumerate(self.cards.actions) if each.id == action_id), None)
        blocked = self.blockSignals(True)
        if row is None:
            self.clearSelection()
        else:
            self.setCurrentIndex(self.cards.index(row))
        self.blockSignals(blocked)
        return row is not None

    def _tell(self) -> None:
        if self.current_id():
            self.chosen.emit(self.current_id())

    def dragEnterEvent(self, event: QDropEvent) -> None:
        """Take actions of the board."""
        self._take(event)

    def dragMoveEvent(self, event: QDropEvent) -> None:
        """Take actions of the board."""
        self._take(event)

    @staticmethod
    def _take(event: QDropEvent) -> None:
        if event.mimeData().hasFormat(_MIME):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the action before the one below it."""
        if not event.mimeData().hasFormat(_MIME):
            event.ignore()
            return
        moved = bytes(event.mimeData().data(_MIME).data()).decode()
        self.dropped.emit(moved, self.before(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the records are moved, not the rows
        event.accept()

    def before(self, at: QPoint) -> str | None:
        """Return the id of the action that something dropped at a place comes before; none = last."""
        for row, action in enumerate(self.cards.actions):
            if at.y() < self.visualRect(self.cards.index(row)).center().y():
                return action.id
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and arrows move the action, arrows walk, Enter opens, Delete deletes."""
        key, current = event.key(), self.current_id()
        across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and (across or down):
            if current:
                self.stepped.emit(across, down)
        elif across:
            self.walked.emit(across)
        elif current and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(current)
        elif current and key == Qt.Key.Key_Delete:
            self.deleted.emit(current)
        else:
            super().keyPressEvent(event)


class Board(QWidget):
    """The columns; tells which action is chosen."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("surround")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.columns: dict[ActionStatus, Column] = {}
        self._heads = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID)
        row.setSpacing(GRID)
        for status in ACTION_STATUSES:
            each = self.columns[status] = Column(status, theme)
            self._heads[status] = label("", "heading")
            self._heads[status].setContentsMargins(GRID, 0, 0, 0)
            lane = QWidget()
            rows = column(self._heads[status], spacing=GRID // 2, margins=(0, GRID, 0, 0))
            rows.addWidget(each, 1)
            lane.setLayout(rows)
            row.addWidget(lane, 1)
            each.chosen.connect(self._choose)
            each.opened.connect(self.opened)
            each.dropped.connect(lambda moved, before, status=status: self._move(moved, status, before))
            each.stepped.connect(self._step)
            each.walked.connect(lambda by, status=status: self._walk(status, by))
            each.deleted.connect(lambda action_id: session.perform(delete_actions, [action_id]))

    def fill(self, actions: Sequence[Action], chosen: str) -> None:
        """Show actions in their columns."""
        content, today = self._session.content, date.today().isoformat()
        sorted_in: Mapping[ActionStatus, list[Action]] = {each: [] for each in ACTION_STATUSES}
        for action in actions:
            sorted_in[action.status].append(action)
        for status, each in self.columns.items():
            seen = each.verticalScrollBar().value()
            each.cards.fill(content, sorted_in[status], today)
            each.verticalScrollBar().setValue(seen)
            self._heads[status].setText(f"{action_word(status).upper()}  {len(sorted_in[status])}")
        self.mark(chosen)

    def mark(self, action_id: str) -> None:
        """Select an action wherever it is."""
        for each in self.columns.values():
            each.mark(action_id)

    @property
    def home(self) -> Column:
        """The column that has the chosen action, or the first that has any."""
        for each in self.columns.values():
            if each.current_id():
                return each
        return next((each for each in self.columns.values() if each.cards.actions), self.columns["to do"])

    def _choose(self, action_id: str) -> None:
        for each in self.columns.values():
            each.mark(action_id)
        self.chosen.emit(action_id)

    def _move(self, action_id: str, status: ActionStatus, before: str | None) -> None:
        if self._session.content.find(Action, action_id) is not None:
            self._session.perform(move_action, action_id, status, before)

    def _step(self, across: int, down: int) -> None:
        """Move the chosen action to the column beside it, or by a place."""
        here = self.home
        moved, shown = here.current_id(), [each.id for each in here.cards.actions]
        statuses = list(ACTION_STATUSES)
        at = statuses.index(here.status) + across
        if across and 0 <= at < len(statuses):
            self._session.perform(move_action, moved, statuses[at])
            self.columns[statuses[at]].setFocus()
        elif down:
            place = shown.index(moved) + (2 if down > 0 else -1)
            if 0 <= place <= len(shown):
                self._session.perform(move_action, moved, here.status, shown[place] if place < len(shown) else None)

    def _walk(self, status: ActionStatus, by: int) -> None:
        """Go to the next column that has actions."""
        statuses = list(ACTION_STATUSES)
        row = max(0, self.columns[status].currentIndex().row())
        at = statuses.index(status) + by
        while 0 <= at < len(statuses):
            each = self.columns[statuses[at]]
            if each.cards.actions:
                each.setFocus()
                self._choose(each.cards.actions[min(row, len(each.cards.actions) - 1)].id)
                return
            at += by

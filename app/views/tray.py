"""Unplaced: the cards that wait off the map, to be dragged onto it and back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.canvas.mime import CARDS, carried_cards, carry_cards
from app.layout.look import kind_edge, kind_fill
from app.models.changes import ChangeSet
from app.models.content import unplaced_cards
from app.models.kinds import CardKind
from app.models.records import Card
from app.services.cards import delete_cards, place_back, unplace_cards
from app.views.kinds import kind_icon, kind_word
from app.views.session import Session
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import keep_delete, restyle

_ID = Qt.ItemDataRole.UserRole
_KIND = Qt.ItemDataRole.UserRole + 1

ROW = 34
"""The height of a row in pixels."""

Index = QModelIndex | QPersistentModelIndex


def tr(text: str) -> str:
    """Translate a text of the tray."""
    return QCoreApplication.translate("Tray", text)


class _CardLook(QStyledItemDelegate):
    """Draws a row as the small card that it is."""

    def __init__(self, theme: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line of text and the gap to the next card."""
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint paper, edge, icon and the beginning of the title."""
        from PySide6.QtWidgets import QStyle  # its enumerations take 5 ms to load, needed for a tray with cards only

        kind: CardKind = index.data(_KIND)
        look = self._theme.look
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(1, 2, -1, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look["accent" if selected else "card.line"]), 2 if selected else 1))
        painter.setBrush(QColor(look[kind_fill(kind)]))
        painter.drawRoundedRect(box, 4, 4)
        painter.fillRect(QRectF(box.x(), box.y() + 2, 3, box.height() - 4), QColor(look[kind_edge(kind)]))
        kind_icon(kind, look, 12).paint(painter, QRect(round(box.x()) + 8, round(box.center().y()) - 6, 12, 12))
        painter.setPen(QColor(look["ink"]))
        room = box.adjusted(26, 0, -6, 0)
        text = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, round(room.width()))
        align = Qt.AlignmentFlag
        painter.drawText(room, align.AlignVCenter | align.AlignLeft | align.AlignAbsolute, text)
        painter.restore()


class Tray(QListWidget):
    """The unplaced cards of the journey on show."""

    placing_asked = Signal(list)
    """The ids of the cards that are to be put into the focused cell of the map."""
    opportunity_asked = Signal()
    """The user wants an opportunity made of the selected cards."""

    def __init__(self, session: Session, theme: ThemeKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_delete(self)
        self._session, self._theme = session, theme
        self._stale = False
        self.setObjectName("tray")
        self.setAccessibleName(tr("Unplaced cards"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_CardLook(theme, self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.itemSelectionChanged.connect(self._pass_selection)
        session.opened.connect(self.refill)
        session.journey_changed.connect(self.refill)
        session.changed.connect(self._follow)
        session.selection_changed.connect(self._mark)
        theme.changed.connect(self.refill)

    def card_ids(self) -> list[str]:
        """Return the ids of the selected cards."""
        return [item.data(_ID) for item in self.selectedItems()]

    def _follow(self, changes: ChangeSet) -> None:
        cards = (side for each in changes.changes for side in (each.before, each.after) if isinstance(side, Card))
        if any(card.lane_id is None for card in cards):  # hundreds may wait while the map is worked on
            self._stale = True
            if self.isVisible():
                self.refill()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.refill()

    def refill(self) -> None:
        """Show the unplaced cards as they are stored."""
        self._stale = False
        with QSignalBlocker(self):
            self.clear()
            for card in unplaced_cards(self._session.content, self._session.journey_id):
                item = QListWidgetItem(card.title.replace("\n", " "), self)
                item.setData(_KIND, card.kind)
                item.setData(_ID, card.id)
                item.setToolTip(card.title)
                spoken = f"{kind_word(card.kind)}: {card.title}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self._mark(list(self._session.selection))

    def reveal(self, card_id: str) -> None:
        """Scroll a card into view."""
        for number in range(self.count()):
            if self.item(number).data(_ID) == card_id:
                self.scrollToItem(self.item(number))

    def _mark(self, ids: list[str]) -> None:
        with QSignalBlocker(self):
            for number in range(self.count()):
                item = self.item(number)
                item.setSelected(item.data(_ID) in ids)

    def _pass_selection(self) -> None:
        chosen = self.card_ids()
        if chosen:
            self._session.select(chosen)

    def welcome(self, welcome: bool) -> None:
        """Show whether what is held over the tray may be let go here."""
        if bool(self.property("welcome")) != welcome:
            self.setProperty("welcome", welcome)
            restyle(self)

    def mimeData(self, items: list[QListWidgetItem]) -> QMimeData:  # type: ignore[override]
        """Carry the ids of the dragged cards."""
        return carry_cards(item.data(_ID) for item in items)

    def mimeTypes(self) -> list[str]:
        """Take cards from the map."""
        return [CARDS]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take cards from elsewhere, not the tray's own."""
        if event.mimeData().hasFormat(CARDS) and event.source() is not self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep accepting anywhere in the tray."""
        if event.mimeData().hasFormat(CARDS) and event.source() is not self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the dropped cards off the map."""
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self._session.perform(unplace_cards, carried_cards(event.mimeData()))

    def dropMimeData(self, index: int, data: QMimeData, action: Qt.DropAction) -> bool:
        """Drop through `dropEvent` only."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes, Enter puts back, Ctrl+Enter puts into the focused cell."""
        chosen = self.card_ids()
        if chosen and event.key() == Qt.Key.Key_Delete:
            self._session.perform(delete_cards, chosen)
        elif chosen and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.placing_asked.emit(chosen)
            else:
                self._session.perform(place_back, chosen)
        elif not chosen and self.count() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.setCurrentRow(max(self.currentRow(), 0))  # the arrows begin where the ring is, be it the only card
        else:
            super().keyPressEvent(event)

    def _show_menu(self, place: QPoint) -> None:
        chosen = self.card_ids()
        if chosen:
            text = tr("Put into the focused cell\tCtrl+Enter")
            menu = self.menu(chosen, self, text, lambda: self.placing_asked.emit(chosen))
            menu.popup(self.viewport().mapToGlobal(place))

    def menu(self, chosen: Sequence[str], parent: QWidget, text: str, placed: Callable[[], object]) -> QMenu:
        """Return what can be done with cards that wait, placing them by `text`; it deletes itself when closed."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cards = [self._session.content.find(Card, each) for each in chosen]
        back = menu.addAction(tr("Put back where it was\tEnter"), lambda: self._session.perform(place_back, chosen))
        menu.addAction(text, placed)
        back.setEnabled(any(card is not None and card.was_lane_id for card in cards))
        menu.addAction(tr("Make this an opportunity"), self.opportunity_asked.emit)
        menu.addAction(tr("Delete\tDel"), lambda: self._session.perform(delete_cards, chosen))
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what the tray is for while it is empty."""
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            font = painter.font()
            font.setPixelSize(SMALL)
            painter.setFont(font)
            room = self.viewport().rect().adjusted(8, 2, -8, -2)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), tr("Cards dragged here leave the map and wait."))

    def make_room(self, count: int) -> None:
        """Be as high as so many cards, at least two, so that there is somewhere to drop the first."""
        self.setFixedHeight(min(max(count, 2), 12) * ROW + 8)

"""The list of all personas: picture, name, role; one is shown, two to four are compared."""

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDropEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.layout.look import persona_role
from app.models.records import Persona
from app.services.personas import delete_persona, move_persona
from app.views.portrait import paint_portrait
from app.views.session import Session
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID, keep_delete

_ID = Qt.ItemDataRole.UserRole
_ROW = 56
_SIDE = 40


def tr(text: str) -> str:
    """Translate a text of the list."""
    return QCoreApplication.translate("PersonaList", text)


class Avatar(QWidget):
    """A persona's picture, small; with a number it carries the colour and figure that stand for her on scales."""

    def __init__(
        self, session: Session, theme: ThemeKeeper, persona: Persona, side: int, number: int | None = None
    ) -> None:
        super().__init__()
        self._session, self._theme, self._persona, self._number = session, theme, persona, number
        self.setFixedSize(side, side)
        session.pictures.ready.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture or the initials."""
        colour, painter = self._theme.colour, QPainter(self)
        box = QRectF(self.rect())
        image = self._persona.picture
        pixels = self.width() * self.devicePixelRatioF() * 2
        pixmap = self._session.pictures.pixmap(image, pixels) if image else None
        paint_portrait(painter, box, self._persona.name, pixmap, colour("muted"), colour("hover"), colour("line"))
        if self._number is not None:
            badge = QRectF(box.right() - 18, box.bottom() - 18, 18, 18)
            painter.setPen(QColor(colour("surface")))
            painter.setBrush(QColor(self._theme.look[persona_role(self._number)]))
            painter.drawEllipse(badge)
            font = painter.font()
            font.setPixelSize(10)
            font.setBold(True)
            painter.setFont(font)
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(self._number + 1))


class _Look(QStyledItemDelegate):
    """Draws a row."""

    def __init__(self, session: Session, theme: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are of one height."""
        return QSize(120, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw picture, name and role."""
        persona = self._session.content.find(Persona, index.data(_ID))
        if persona is None:
            return
        colour = self._theme.colour
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2, 1, -2, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or under:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour("selection" if chosen else "hover")))
            painter.drawRoundedRect(box, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus and not chosen:
            painter.setPen(QColor(colour("accent")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        side = QRectF(box.x() + 6, box.center().y() - _SIDE / 2, _SIDE, _SIDE)
        pixels = _SIDE * option.widget.devicePixelRatioF() * 2
        pixmap = self._session.pictures.pixmap(persona.picture, pixels) if persona.picture else None
        ground = colour("surface" if chosen else "hover")
        paint_portrait(painter, side, persona.name, pixmap, colour("muted"), ground, colour("line"))
        self._words(painter, option, box.adjusted(_SIDE + 6 + GRID + 2, 0, -GRID, 0), persona)
        painter.restore()

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, room: QRectF, persona: Persona) -> None:
        font = option.font
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colour("ink")))
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        name = " ".join((persona.name or tr("Unnamed")).split())
        upper = QRectF(room.x(), room.center().y() - 19, room.width(), 20) if persona.role else room
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(upper, int(align), shown)
        if persona.role:
            font.setBold(False)
            font.setPixelSize(SMALL)
            painter.setFont(font)
            painter.setPen(QColor(self._theme.colour("muted")))
            lower = QRectF(room.x(), room.center().y() + 1, room.width(), 18)
            role = " ".join(persona.role.split())
            shown = painter.fontMetrics().elidedText(role, Qt.TextElideMode.ElideRight, round(room.width()))
            painter.drawText(lower, int(align), shown)


class PersonaList(QListWidget):
    """Rows in the order of the workspace; they are dragged to another place, or moved by Alt and an arrow."""

    chosen = Signal(list)
    """The ids of the personas that the user chose."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        keep_delete(self)
        self._session = session
        self.setObjectName("personaList")
        self.setAccessibleName(tr("Personas"))
        self.setAccessibleDescription(tr("Select two to four of them to compare; Alt with an arrow moves one."))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_Look(session, theme, self))
        self.itemSelectionChanged.connect(lambda: self.chosen.emit(self.ids()))
        theme.changed.connect(self.viewport().update)

    def ids(self) -> list[str]:
        """Return the ids of the selected personas, from top to bottom."""
        return [item.data(_ID) for number in range(self.count()) if (item := self.item(number)).isSelected()]

    def refill(self, selected: list[str]) -> None:
        """Show the personas as they are stored, and those selected."""
        personas = self._session.content.ordered(Persona)
        with QSignalBlocker(self):
            if [self.item(number).data(_ID) for number in range(self.count())] != [each.id for each in personas]:
                self.clear()
                for persona in personas:
                    QListWidgetItem(self).setData(_ID, persona.id)
            for number, persona in enumerate(personas):
                item = self.item(number)
                item.setToolTip(f"{persona.name}\n{persona.role}".strip())
                spoken = ", ".join(part for part in (persona.name or tr("Unnamed"), persona.role) if part)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                item.setSelected(persona.id in selected)
                if selected[:1] == [persona.id] and self.currentItem() not in self.selectedItems():
                    self.setCurrentItem(item)
        self._session.pictures.ready.connect(self.viewport().update, Qt.ConnectionType.UniqueConnection)
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the dragged persona; the list follows what is stored then."""
        at = self.indexAt(event.position().toPoint())
        above = self.dropIndicatorPosition() != QAbstractItemView.DropIndicatorPosition.BelowItem
        row = at.row() + (0 if above else 1) if at.isValid() else self.count()
        moving = self.ids()[:1]
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if moving:
            self._session.perform(move_persona, moving[0], self._id_at(row))

    def _id_at(self, row: int) -> str | None:
        item = self.item(row) if row < self.count() else None
        return item.data(_ID) if item is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves, Delete deletes."""
        chosen, row = self.ids(), self.currentRow()
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if len(chosen) == 1 and event.key() == Qt.Key.Key_Delete:
            self._session.perform(delete_persona, chosen[0])
        elif len(chosen) == 1 and alt and event.key() == Qt.Key.Key_Up and row > 0:
            self._session.perform(move_persona, chosen[0], self._id_at(row - 1))
        elif len(chosen) == 1 and alt and event.key() == Qt.Key.Key_Down and row < self.count() - 1:
            self._session.perform(move_persona, chosen[0], self._id_at(row + 2))
        else:
            super().keyPressEvent(event)

"""The tags of the selected records: a chip for each, and a line that adds one by its name."""

from collections.abc import Callable, Sequence
from functools import cache, partial

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget

from app.canvas.icons import drawn
from app.layout.look import Theme, tag_role
from app.models.content import tags_of
from app.models.kinds import TagColour
from app.models.records import TAG_LINKS, Tag
from app.services.tags import add_tag, remove_tag
from app.views.entry_field import EntryField
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ToolButton, keep_delete, label

DOT = 10
"""The side of a tag's dot, in pixels."""

_LONGEST = 28
"""Letters of a tag that a chip shows."""


def tr(text: str) -> str:
    """Translate a text of the tags."""
    return QCoreApplication.translate("Tags", text)


def dot(colour: TagColour | None, look: Theme, size: int = DOT) -> QIcon:
    """Return a tag's dot; a tag without a colour has a ring."""
    return _dot(look[tag_role(colour)], colour is not None, size)


@cache
def _dot(colour: str, filled: bool, size: int) -> QIcon:
    def draw(painter: QPainter) -> None:
        painter.setPen(QColor(colour))
        painter.setBrush(QColor(colour) if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(1, 1, size - 2, size - 2)

    return drawn(draw, size)


class Flow(QLayout):
    """Widgets beside each other, in as many lines as their width needs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(GRID // 2)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item; none beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the lines are."""
        return self._place(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        """Return the size of one narrow column."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, place=True)

    def _place(self, rect: QRect, *, place: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(rect.width(), item.sizeHint().height()))
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y()


class Chip(QFrame):
    """One tag: its dot, its name, and a cross that takes it away."""

    def __init__(self, text: str, sign: QIcon, remove: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "chip")
        short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        name = label(short)
        name.setToolTip(text)
        self.sign = QLabel()
        self.sign.setPixmap(sign.pixmap(QSize(DOT, DOT)))
        self.away = _Cross(remove)
        self.away.setText("×")
        self.away.setAccessibleName(tr("Remove tag {name}").format(name=text))
        self.away.setToolTip(tr("Remove tag {name}").format(name=text))
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 0, 0, 0)
        row.setSpacing(GRID // 2)
        for each in (self.sign, name, self.away):
            row.addWidget(each)


class _Cross(ToolButton):
    def __init__(self, remove: Callable[[], object]) -> None:
        super().__init__()
        keep_delete(self)
        self._remove = remove
        self.setProperty("look", "cross")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: remove())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace remove the tag too."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        else:
            super().keyPressEvent(event)


class TagField(QWidget):
    """Chips, and a line in which a tag is found while it is typed or added where it is missing."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._ids: list[str] = []
        self._shown: object = None
        self.chips: dict[str, Chip] = {}
        self._flow_holder = QWidget()
        self._flow = Flow(self._flow_holder)
        self.line = EntryField(tr("Add a tag"), many=True)
        self.line.setPlaceholderText(tr("Add a tag"))
        self.line.picked.connect(self._pick)
        self.line.named.connect(self._add)
        self.line.backed.connect(self._to_last)
        self.setFocusProxy(self.line)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID // 2)
        rows.addWidget(self._flow_holder)
        rows.addWidget(self.line)
        theme.changed.connect(self._recolour)
        session.leaving.connect(self.line.settle)

    def show_records(self, ids: Sequence[str]) -> None:
        """Show the tags of records; of several, on how many of them each is."""
        content = self._session.content
        self._ids = list(ids)
        records = [content.find_among(TAG_LINKS, each) for each in self._ids]
        counts: dict[Tag, int] = {}
        for record in records:
            for tag in tags_of(content, record) if record is not None else ():
                counts[tag] = counts.get(tag, 0) + 1
        shown = {tag: count for tag in content.ordered(Tag) if (count := counts.get(tag, 0))}
        state = (self._theme.look.name, len(records), tuple(shown.items()))
        if state != self._shown:
            self._shown = state
            self._make(shown, len(records))
        look = self._theme.look
        others = [each for each in content.ordered(Tag) if shown.get(each, 0) < len(records)]
        self.line.fill_entries([(each.id, each.name, dot(each.colour, look)) for each in others])

    def _make(self, shown: dict[Tag, int], of: int) -> None:
        focused = any(chip.away.hasFocus() for chip in self.chips.values())
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for tag, count in shown.items():
            text = tag.name if count == of else tr("{tag} · {count} of {all}").format(tag=tag.name, count=count, all=of)
            chip = Chip(text, dot(tag.colour, self._theme.look), partial(self._remove, tag.name))
            self.chips[tag.id] = chip
            self._flow.addWidget(chip)
        self._flow_holder.setVisible(bool(shown))
        self._flow_holder.updateGeometry()
        if focused:
            self._to_last()

    def _to_last(self) -> None:
        chips = list(self.chips.values())
        (chips[-1].away if chips else self.line).setFocus()

    def _recolour(self) -> None:
        if self._ids and all(self._session.content.find_among(TAG_LINKS, each) is not None for each in self._ids):
            self.show_records(self._ids)

    def _pick(self, tag_id: object) -> None:
        tag = self._session.content.find(Tag, tag_id if isinstance(tag_id, str) else None)
        if tag is not None:
            self._add(tag.name)

    def _add(self, name: str) -> None:
        self._session.perform(add_tag, self._ids, name)

    def _remove(self, name: str) -> None:
        self._session.perform(remove_tag, self._ids, name)

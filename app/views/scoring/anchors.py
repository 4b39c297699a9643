"""The anchors of a criterion to choose from: large with their rubrics for a room, or as a row of values in a form."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.models.records import Anchor
from app.views.scoring.texts import written
from app.views.scoring.words import anchor_text, number, tr
from app.views.widgets import GRID, PushButton, Segments, clear, column, label

_TURNS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


_MANY = 5
"""More anchors than these stand closer."""


class AnchorButton(PushButton):
    """One anchor: its key, label, value and rubric."""

    stepped = Signal(int)
    """An arrow up or down: the next anchor, or the one before."""
    turned = Signal(int)
    """An arrow to the side, or Enter: the next criterion, or the one before."""

    def __init__(self, key: int, anchor: Anchor, *, close: bool) -> None:
        super().__init__()
        self._least = 6 * GRID if close else 7 * GRID
        self.anchor = anchor
        self.setProperty("look", "anchor")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{key}: {number(anchor.value)} {anchor.label}".strip())
        self.setAccessibleDescription(anchor.rubric)
        words = column(written(anchor.label or number(anchor.value), "far"), spacing=0)
        if anchor.rubric:
            words.addWidget(written(anchor.rubric, "rubric"))
        worth = label(number(anchor.value), "far")
        self._inner = QHBoxLayout(self)
        self._inner.setContentsMargins(2 * GRID, GRID // 4 if close else GRID, 2 * GRID, GRID // 4 if close else GRID)
        self._inner.setSpacing(2 * GRID)
        self._inner.addWidget(label(str(key), "farkey"), 0, Qt.AlignmentFlag.AlignVCenter)
        self._inner.addLayout(words, 1)
        self._inner.addWidget(worth, 0, Qt.AlignmentFlag.AlignVCenter)
        for each in self.findChildren(QLabel):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Broken lines need more height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the words, which the button itself does not know."""
        return max(self._least, self._inner.totalHeightForWidth(width))

    def sizeHint(self) -> QSize:
        """Room for the words at a usual width."""
        return QSize(50 * GRID, self.heightForWidth(50 * GRID))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(20 * GRID, self._least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the anchors by the arrows, before what scrolls takes them; Enter goes on, Space chooses."""
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in _TURNS:
            self.turned.emit(_TURNS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class AnchorButtons(QWidget):
    """The anchors below each other, of which one may be chosen."""

    chosen = Signal(float)
    """The value that the user chose."""
    turned = Signal(int)
    """An arrow to the right or Enter (1), or an arrow to the left (−1)."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[AnchorButton] = []
        self._shown: tuple[Anchor, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(GRID)

    def show_anchors(self, anchors: Sequence[Anchor]) -> None:
        """Offer other anchors."""
        if tuple(anchors) == self._shown:
            return
        self._shown = tuple(anchors)
        clear(self._rows)
        self.buttons = [
            AnchorButton(key, each, close=len(anchors) > _MANY) for key, each in enumerate(anchors, start=1)
        ]
        self._rows.setSpacing(GRID // 2 if len(anchors) > _MANY else GRID)
        for place, each in enumerate(self.buttons):
            each.clicked.connect(lambda _, place=place: self.choose(place))
            each.turned.connect(self.turned)
            each.stepped.connect(lambda by, place=place: self.choose(place + by))
            self._rows.addWidget(each)
        self.setAccessibleName(tr("Anchors"))

    def fill(self, value: float | None) -> None:
        """Show which value is chosen; one between anchors is none of theirs."""
        for each in self.buttons:
            each.setChecked(each.anchor.value == value)

    @property
    def first(self) -> QWidget:
        """What has the keys when the anchors come: the chosen one, else the first."""
        return next((each for each in self.buttons if each.isChecked()), self.buttons[0])

    def choose(self, place: int) -> None:
        """Choose the anchor at a place from 0; beyond the last nothing happens."""
        if 0 <= place < len(self.buttons):
            pressed = self.buttons[place]
            self.fill(pressed.anchor.value)
            pressed.setFocus()
            self.chosen.emit(pressed.anchor.value)


class AnchorRow(Segments):
    """The values of anchors beside each other; the label and rubric of each are its tip."""

    def __init__(self, name: str, anchors: Sequence[Anchor]) -> None:
        super().__init__(name, [(each.value, number(each.value), anchor_text(each)) for each in anchors])

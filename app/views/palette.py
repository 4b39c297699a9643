"""Add to the map: a row for each kind of card, to be dragged onto the map or clicked to add at the focused cell."""

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from app.canvas.keymap import Keymap
from app.canvas.mime import carry_kind
from app.models.kinds import CardKind
from app.views.icons import icon
from app.views.kinds import kind_icon, kind_word
from app.views.theme import ThemeKeeper
from app.views.widgets import PushButton, column, label

PALETTE_ORDER: tuple[CardKind, ...] = (
    "touchpoint",
    "pain",
    "gain",
    "quote",
    "question",
    "need",
    "thought",
    "action",
    "factor",
    "influence",
    "message",
    "note",
    "image",
)
STAGE = "stage"
LANE = "lane"


def tr(text: str) -> str:
    """Translate a text of the palette."""
    return QCoreApplication.translate("Palette", text)


class PaletteRow(PushButton):
    """One kind with its icon and key."""

    def __init__(self, kind: str, word: str) -> None:
        super().__init__(word)
        self._kind = kind
        self._pressed: QPoint | None = None
        self.setProperty("look", "row")
        self.setAccessibleName(tr("Add {kind}").format(kind=word))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch()
        self._hint = label("", "caption")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self._hint)

    def show_key(self, key: str) -> None:
        """Say which key adds it too."""
        self._hint.setText(key)
        without = tr("Drag onto the map, or click to add at the focused cell")
        with_key = tr("Drag onto the map, click to add at the focused cell, or press {key} there")
        self.setToolTip(with_key.format(key=key) if key else without)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would begin."""
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag once the mouse is far enough from where it was pressed."""
        start = self._pressed
        far = QApplication.startDragDistance()
        if start is None or (event.position().toPoint() - start).manhattanLength() < far:
            super().mouseMoveEvent(event)
            return
        self._pressed = None
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(carry_kind(self._kind))
        drag.setPixmap(self.icon().pixmap(QSize(24, 24)))
        drag.exec(Qt.DropAction.CopyAction)


class Palette(QWidget):
    """All rows; `picked` says that one was clicked."""

    picked = Signal(str)
    """The kind of a card, `stage` or `lane`."""

    def __init__(self, theme: ThemeKeeper, keys: Keymap) -> None:
        super().__init__()
        self._theme, self._keys = theme, keys
        self._rows: dict[str, PaletteRow] = {}
        for kind in PALETTE_ORDER:
            self._add(kind, kind_word(kind))
        self._add(STAGE, tr("Stage"))
        self._add(LANE, tr("Lane"))
        self.setLayout(column(*self._rows.values(), spacing=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._colour)
        keys.changed.connect(self._show_keys)
        self._colour()
        self._show_keys()

    def _add(self, kind: str, word: str) -> None:
        row = PaletteRow(kind, word)
        row.clicked.connect(lambda: self.picked.emit(kind))
        row.setIconSize(QSize(16, 16))
        self._rows[kind] = row

    def _show_keys(self) -> None:
        for kind, row in self._rows.items():
            row.show_key(self._keys.text(f"add_{kind}"))

    def _colour(self) -> None:
        for kind in PALETTE_ORDER:
            self._rows[kind].setIcon(kind_icon(kind, self._theme.look))
        self._rows[STAGE].setIcon(icon("stage", self._theme.colour("muted"), 16))
        self._rows[LANE].setIcon(icon("lane", self._theme.colour("muted"), 16))

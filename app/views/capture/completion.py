"""What can complete the word that is being typed: a small list above the line that never takes the keys."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.canvas.accessible import announce
from app.views.widgets import GRID

_ROW: Final = 26
_FRAME: Final = 4
"""The edge of the list and the room within."""

_MOST: Final = 6
"""Rows on show at once."""

_NARROWEST, _WIDEST = 22 * GRID, 44 * GRID


def tr(text: str) -> str:
    """Translate a text of the list."""
    return QCoreApplication.translate("CaptureCompletion", text)


class Completions(QListWidget):
    """Lies over the lower end of the map, as small as what it offers."""

    chosen = Signal(int)
    """The number of the row that was clicked."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("offers")
        self.setAccessibleName(tr("Completions"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(14, 14))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(lambda item: self.chosen.emit(self.row(item)))
        self.hide()

    @property
    def walking(self) -> bool:
        """Whether a row was walked to."""
        return self.isVisible() and self.currentRow() >= 0

    def offer(self, rows: Sequence[tuple[str, QIcon]], at: QPoint) -> None:
        """Offer rows with their lower left corner at a point of the window; of none, nothing."""
        if not rows:
            self.hide()
            return
        self.clear()
        for text, sign in rows:
            item = QListWidgetItem(sign, text, self)
            item.setToolTip(text)
        self.setCurrentRow(-1)
        self._place(at)
        if self.isHidden():
            self.show()
            self.raise_()

    def _place(self, at: QPoint) -> None:
        count = min(self.count(), _MOST)
        scrolls = self.count() > _MOST
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        window = self.parentWidget()
        assert window is not None
        wanted = self.sizeHintForColumn(0) + 4 * GRID
        width = min(max(wanted, _NARROWEST), _WIDEST, window.width() - 2 * GRID)
        height = count * max(self.sizeHintForRow(0), _ROW) + 2 * max(self.frameWidth(), _FRAME)
        x = at.x() - width if self.isRightToLeft() else at.x()
        x = min(max(x, GRID), window.width() - width - GRID)
        self.setGeometry(x, max(at.y() - height, 0), width, height)

    def walk(self, by: int) -> None:
        """Mark the next or the previous row, around the end; Up begins with the last, which is nearest to the line."""
        count = self.count()
        row = (0 if by > 0 else count - 1) if self.currentRow() < 0 else (self.currentRow() + by) % count
        self.setCurrentRow(row)
        announce(self, self.item(row).text())

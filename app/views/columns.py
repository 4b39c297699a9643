"""What is beside the map: columns that give way where there is no room for them, and come back with it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class Columns(QSplitter):
    """Columns of which one is always there; the others are, each at its least width, as long as all find room."""

    def __init__(self, *parts: QWidget, always: QWidget, first_to_go: tuple[QWidget, ...]) -> None:
        """Show parts from left to right."""
        super().__init__()
        self._always, self._first_to_go = always, first_to_go
        self._gone: set[QWidget] = set()
        self._held = False
        self.setHandleWidth(1)
        for number, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(number, int(part is always))
            self.setCollapsible(number, False)

    def minimumSizeHint(self) -> QSize:
        """Return what the column that is always there needs."""
        return QSize(self._always.minimumWidth(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find out anew which columns there is room for."""
        super().resizeEvent(event)
        self.settle()

    def hold(self, held: bool) -> None:
        """Leave the columns to somebody else for a while, such as who shows nothing but the map."""
        self._held = held
        self.settle()

    def settle(self) -> None:
        """Show what there is room for of what is wanted: what nobody else has hidden."""
        if self._held:
            return
        room = self.width() - self._always.minimumWidth()
        for part in reversed(self._first_to_go):
            wanted = part in self._gone or not part.isHidden()
            if not wanted:
                continue
            room -= part.minimumWidth() + self.handleWidth()
            self._gone -= {part}
            if room < 0:
                self._gone.add(part)
            if part.isHidden() != (room < 0):
                part.setVisible(room >= 0)
            if room < 0:
                room += part.minimumWidth() + self.handleWidth()

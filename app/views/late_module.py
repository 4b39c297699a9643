"""A module that takes a while to load: on a thread of its own, so that the window stays alive meanwhile."""

from importlib import import_module
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

_LOOK_EVERY = 20
"""Milliseconds between two looks whether it is there."""


class LateModule(QObject):
    """Tells once that a module is loaded."""

    loaded = Signal()

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = Thread(target=import_module, args=(name,), daemon=True)
        self._look = QTimer(self, interval=_LOOK_EVERY)
        self._look.timeout.connect(self._tell)

    def load(self) -> None:
        """Begin, unless it has begun."""
        if self._thread.ident is None:
            self._thread.start()
            self._look.start()

    def _tell(self) -> None:
        if not self._thread.is_alive():
            self._look.stop()
            self.loaded.emit()

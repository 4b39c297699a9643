"""The keys of a presentation: those of remotes wherever the keys are, all others where the map is."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.canvas.keys import sequence_of

if TYPE_CHECKING:
    from app.views.workshop.presenter import Presenter

LAST: Final = 1_000_000
"""A number beyond any scene."""

ON_REMOTES: Final[dict[str, Callable[["Presenter"], object]]] = {
    "PgDown": lambda presenter: presenter.next(),
    "PgUp": lambda presenter: presenter.previous(),
    "Shift+PgDown": lambda presenter: presenter.skip(1),
    "Shift+PgUp": lambda presenter: presenter.skip(-1),
    **dict.fromkeys(("B", "."), lambda presenter: presenter.blank(not presenter.blanked)),
}
"""What remotes send: a facilitator who holds one may have used anything last. Fields for text keep letters."""

BESIDE_WORK: Final[dict[str, Callable[["Presenter"], object]]] = {
    "Esc": lambda presenter: presenter.stop(),
}
"""What ends it where the facilitator works on the map, and the map has no use for it."""

IN_PLACE: Final[dict[str, Callable[["Presenter"], object]]] = {
    **ON_REMOTES,
    **BESIDE_WORK,
    **dict.fromkeys(("Right", "Down", "Space", "N"), lambda presenter: presenter.next()),
    **dict.fromkeys(("Left", "Up", "P", "Backspace"), lambda presenter: presenter.previous()),
    "Shift+Right": lambda presenter: presenter.skip(1),
    "Shift+Left": lambda presenter: presenter.skip(-1),
    "Home": lambda presenter: presenter.go_to(0),
    "End": lambda presenter: presenter.go_to(LAST),
    "T": lambda presenter: presenter.next_size_of_time(),
}
"""What keys do where the room sees the facilitator's own window; a number and Enter go to that scene."""


class Keys(QObject):
    """Hears keys while a walk is under way."""

    def __init__(self, presenter: "Presenter", window: QWidget) -> None:
        super().__init__(presenter)
        self._presenter, self._window = presenter, window
        self._number = ""
        self._shortcuts = [QShortcut(QKeySequence(keys), window) for keys in ON_REMOTES]
        for shortcut, does in zip(self._shortcuts, ON_REMOTES.values(), strict=True):
            shortcut.activated.connect(partial(does, presenter))
            shortcut.setEnabled(False)

    def hold(self) -> None:
        """Hear the keys."""
        self._number = ""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(True)
        self._window.installEventFilter(self)

    def let_go(self) -> None:
        """Leave the keys to what they mean otherwise."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
        self._window.removeEventFilter(self)

    def watch(self, room: QWidget) -> None:
        """Hear the keys before a room's map, which moves by them."""
        room.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do what a key means; in the window it comes here when nothing else had a use for it."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or not self._presenter.running:
            return False
        if isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit | QTextEdit):
            return False
        keys = sequence_of(event)
        if self._presenter.in_window and self._counts(keys):
            return True
        does = (IN_PLACE if self._presenter.in_window else BESIDE_WORK).get(keys)
        if does is not None:
            does(self._presenter)
        return does is not None

    def _counts(self, keys: str) -> bool:
        """Gather the digits of a number, and go there with Enter; tells whether a key was one of those."""
        number, self._number = self._number, ""
        if len(keys) == 1 and keys in "0123456789":
            self._number = (number + keys)[-4:]
        elif keys == "Return" and number:
            self._presenter.go_to(int(number))
        else:
            return False
        return True

"""Which keys each command has: those of the table of commands, unless the user chose others."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.canvas.keys import is_own, native, sequence_of

Keys = QKeySequence.StandardKey | tuple[str, ...]
"""The keys of a command as they come: what the desktop uses for it, or each of these."""


def written(keys: Keys) -> tuple[str, ...]:
    """Return keys as they are compared and stored: Ctrl+Shift+S on any system."""
    sequences = (
        QKeySequence.keyBindings(keys)
        if isinstance(keys, QKeySequence.StandardKey)
        else [QKeySequence(each) for each in keys]
    )
    texts = (each.toString(QKeySequence.SequenceFormat.PortableText) for each in sequences)
    return tuple(dict.fromkeys(each for each in texts if each))


class Keymap(QObject):
    """The keys of every command by its name; menus, hints, the sheet of keys and the map itself follow its changes."""

    changed = Signal()

    def __init__(self, defaults: Mapping[str, Keys], chosen: Mapping[str, Sequence[str]] | None = None) -> None:
        """Begin with the keys of the table and, over them, what the user chose before."""
        super().__init__()
        self._defaults = {name: written(keys) for name, keys in defaults.items()}
        self.chosen = {name: tuple(keys) for name, keys in (chosen or {}).items() if name in self._defaults}
        self._index()

    def _index(self) -> None:
        self._names: dict[str, str] = {}
        for name in self._defaults:
            for each in self.keys(name):
                self._names.setdefault(each, name)

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the keys of a command, none where it has none."""
        return self.chosen.get(name, self._defaults.get(name, ()))

    def text(self, name: str) -> str:
        """Return the first keys of a command as this system writes them, or nothing."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """Return all keys of a command as this system writes them, but those that boards have for it alone."""
        return tuple(native(each) for each in self.keys(name) if not is_own(each))

    def with_keys(self, text: str, name: str) -> str:
        """Return what a menu shows: a text, and behind it the keys of a command."""
        keys = self.text(name)
        return f"{text}\t{keys}" if keys else text

    def with_key(self, text: str, name: str) -> str:
        """Return what a tool tip shows: a text, and behind it in brackets the keys of a command."""
        keys = self.text(name)
        return f"{text} ({keys})" if keys else text

    def name_of(self, keys: str) -> str:
        """Return the command that has these keys, or nothing."""
        return self._names.get(keys, "")

    def pressed(self, event: QKeyEvent) -> str:
        """Return the command whose keys are pressed, or nothing; letters don't ask for Shift."""
        keys = sequence_of(event)
        return self.name_of(keys) or self.name_of(keys.removeprefix("Shift+"))

    def is_default(self, name: str) -> bool:
        """Tell whether a command has the keys of the table."""
        return self.keys(name) == self._defaults.get(name, ())

    def choose(self, name: str, keys: Sequence[str]) -> None:
        """Give a command other keys, or none; whichever had them before loses them."""
        wanted = tuple(keys)
        for each in wanted:
            owner = self.name_of(each)
            if owner and owner != name:
                self._put(owner, tuple(other for other in self.keys(owner) if other != each))
        self._put(name, wanted)
        self._index()
        self.changed.emit()

    def reset(self, name: str) -> None:
        """Give a command the keys of the table again; whichever had them meanwhile loses them."""
        self.choose(name, self._defaults[name])

    def reset_all(self) -> None:
        """Give all commands the keys of the table again."""
        self.chosen.clear()
        self._index()
        self.changed.emit()

    def _put(self, name: str, keys: tuple[str, ...]) -> None:
        if keys == self._defaults.get(name, ()):
            self.chosen.pop(name, None)
        else:
            self.chosen[name] = keys

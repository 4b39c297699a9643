"""The identity vault while it is open in a window: who the participants are, until it or the file is closed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.store.vault import VaultEntry
from app.views.session import Session

_NOBODY: Final[Mapping[str, VaultEntry]] = MappingProxyType({})


class Keeper(QObject):
    """Holds what the vault told, and its password, in memory alone; neither is ever shown or logged by itself."""

    changed = Signal()
    """It was opened, closed, or somebody in it changed."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._entries: Mapping[str, VaultEntry] | None = None
        self._password = ""
        session.leaving.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Whether names can be read."""
        return self._entries is not None

    @property
    def entries(self) -> Mapping[str, VaultEntry]:
        """Who the participants are, by their ids; nobody while the vault is closed."""
        return _NOBODY if self._entries is None else self._entries

    @property
    def password(self) -> str:
        """What opened the vault; empty while it is closed."""
        return self._password

    def open(self, password: str, entries: Mapping[str, VaultEntry]) -> None:
        """Keep what a password has opened."""
        self._password, self._entries = password, dict(entries)
        self.changed.emit()

    def close(self) -> None:
        """Let go of all names."""
        if self.is_open:
            self._entries, self._password = None, ""
            self.changed.emit()

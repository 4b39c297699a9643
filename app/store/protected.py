"""What can't be undone: the identity vault of an open workspace, rewriting it with its past, the copies it knows of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from app.models.changes import ChangeSet
from app.models.content import Content
from app.store.edit import difference
from app.store.editing import READER_PATIENCE, Written
from app.store.history import REWRITTEN, HistoryStep, append_step
from app.store.long_work import LongWork

if TYPE_CHECKING:  # what is seldom done is loaded when it is
    from sqlite3 import Connection

    from app.store.backups import Backup
    from app.store.rewriting import Rewriting, Traces
    from app.store.vault import VaultEntry, VaultKey


class Protected(LongWork):
    """An open workspace that keeps who its participants are; from any thread, but for `adopt`."""

    @property
    def has_vault(self) -> bool:
        """Whether the workspace has an identity vault."""
        from app.store.vault import is_vaulted

        return is_vaulted(self.path)

    def open_vault(self, password: str) -> dict[str, VaultEntry]:
        """Return who the participants are, by their ids; raises InputError where the password is another."""
        from app.store.vault import read_vault

        return read_vault(self.path, password)

    def change_vault_password(self, old: str, new: str) -> None:
        """Seal the vault anew under another password; raises InputError where the old one is another."""
        from app.store.vault import change_password

        what = "Change the password of the vault"
        with self.bulk(what):
            self._file.transact(what, lambda connection: change_password(connection, old, new), READER_PATIENCE)
            self._file.vacuum(READER_PATIENCE)

    def change_vault(self, password: str, entries: Mapping[str, VaultEntry]) -> None:
        """Write entries over those in the vault, from any thread; raises InputError where the password is another."""
        from app.store.vault import open_vault, write_entries

        what = "Change the vault"
        with self.bulk(what):
            self._file.transact(
                what,
                lambda connection: write_entries(connection, open_vault(connection, password), entries),
                READER_PATIENCE,
            )

    def rewrite(
        self,
        label: str,
        origin: Literal["protect", "forget"],
        rewriting_of: Callable[[Traces], Rewriting],
        password: str | None = None,
        progress: Callable[[float], object] = lambda fraction: None,
    ) -> None:
        """Rewrite the file and its past in one transaction that can't be undone; `adopt` then shows it.

        A password opens the vault, or makes it where there is none, for the entries of the rewriting. Raises RuleError,
        InputError, FileError: nothing has changed then.
        """
        from app.store.rewriting import rewrite

        with self.bulk(label):
            self._file.hold()
            step = HistoryStep(self.step + 1, datetime.now(UTC), label, origin, self.step + 1)

            def work(connection: Connection) -> Content:
                content = rewrite(connection, rewriting_of, _key(connection, password), progress)
                append_step(connection, step)
                return content

            content = self._file.transact(label, work, READER_PATIENCE)
            self._past.forget()
            self._typing = self._tops = self._keyframe = None
            self._file.vacuum(READER_PATIENCE)
            self._apart = Written(step, tuple(difference(self.content, content)), 0.0)

    def adopt(self) -> ChangeSet | None:
        """Show what was done apart; what was remembered of the past before a rewriting is forgotten."""
        if self._apart is not None and self._apart.step.origin in REWRITTEN:
            self._past.forget()
            self._deliberate_units.clear()
        return super().adopt()

    def backups(self) -> list[Backup]:
        """Return the copies of the workspace that it knows of, and what Forget would do with each."""
        from app.store.backups import backups_of

        return self._file.read_with(lambda connection: backups_of(connection, self.path))

    def tombstones(self) -> frozenset[tuple[str, str]]:
        """Return the kinds and ids of what was forgotten."""
        from app.store.rewriting import read_tombstones

        return self._file.read_with(read_tombstones)


def _key(connection: Connection, password: str | None) -> VaultKey | None:
    """Return what opens the vault, which is made where there is none; none without a password."""
    if password is None:
        return None
    from app.store.vault import has_vault, make_vault, open_vault

    return open_vault(connection, password) if has_vault(connection) else make_vault(connection, password)

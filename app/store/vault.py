"""The identity vault of a workspace: who the participants are, sealed by a password of its own.

The key is made of the password by Scrypt (RFC 7914; the parameters lie beside the salt), each entry is sealed by
AES-256-GCM with the id of its participant as associated data, so that none can be put in the place of another. What is
here is in no record, history, index, snapshot or copy to share. An entry is deleted without the password.
"""

import json
import os
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.models.errors import FileError, InputError
from app.store.driver import connect_reader, reading_errors

if TYPE_CHECKING:
    from sqlite3 import Connection

SCRYPT: Final = {"n": 2**17, "r": 8, "p": 1}
"""The cost of a new key: 128 MB and some tenths of a second."""

SHORTEST: Final = 8
"""Characters of a password."""

_MOST: Final = {"n": 2**20, "r": 32, "p": 16}
_CHECK: Final = b"clew identity vault"
_NONCE: Final = 12


@dataclass(frozen=True, slots=True)
class VaultEntry:
    """Who somebody is: the name, what else they are called, contact, consent, and the pseudonym in the workspace."""

    name: str
    pseudonym: str
    aliases: tuple[str, ...] = ()
    contact: str = ""
    consent: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class VaultKey:
    """What opens the entries of one vault."""

    secret: bytes

    def seal(self, name: str, plain: bytes) -> tuple[bytes, bytes]:
        """Return a nonce and what is sealed with it for that name."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(_NONCE)
        return nonce, AESGCM(self.secret).encrypt(nonce, plain, name.encode())

    def unseal(self, name: str, nonce: bytes, sealed: bytes) -> bytes | None:
        """Return what was sealed; none where the key is another or a byte was changed."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self.secret).decrypt(nonce, sealed, name.encode())
        except (InvalidTag, ValueError):
            return None


def _key(password: str, salt: bytes, parameters: Mapping[str, int]) -> VaultKey:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    plain = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return VaultKey(Scrypt(salt=salt, length=32, **parameters).derive(plain))


def has_vault(connection: "Connection") -> bool:
    """Return whether the file has a vault."""
    return connection.execute("SELECT 1 FROM vault").fetchone() is not None


def make_vault(connection: "Connection", password: str) -> VaultKey:
    """Make the vault, or one in its place, within the transaction that is open; raises InputError for a poor password.

    Entries that are there are not sealed anew.
    """
    if len(password.strip()) < SHORTEST:
        raise InputError(f"The password of the vault has at least {SHORTEST} characters. Nothing was changed.")
    salt = os.urandom(16)
    key = _key(password, salt, SCRYPT)
    parameters = json.dumps({"kdf": "scrypt", "cipher": "AES-256-GCM", **SCRYPT})
    connection.execute(
        "INSERT OR REPLACE INTO vault (id, salt, parameters, nonce, sealed) VALUES (1, ?, ?, ?, ?)",
        (salt, parameters, *key.seal("", _CHECK)),
    )
    return key


def open_vault(connection: "Connection", password: str) -> VaultKey:
    """Return the key of the vault; raises InputError where there is none or the password is another."""
    row = connection.execute("SELECT salt, parameters, nonce, sealed FROM vault").fetchone()
    if row is None:
        raise no_vault()
    salt, parameters, nonce, sealed = row
    key = _key(password, bytes(salt), _scrypt(parameters))
    if key.unseal("", bytes(nonce), bytes(sealed)) != _CHECK:
        raise InputError("This is not the password of the identity vault. Nothing was changed.")
    return key


def no_vault() -> InputError:
    """Return the error for a workspace without a vault."""
    return InputError("This workspace has no identity vault yet: protect it first.")


def _scrypt(text: str) -> dict[str, int]:
    """Return the parameters that a vault names; raises FileError where they are not ones that a key is made with."""
    try:
        named: dict[str, Any] = json.loads(text)
        parameters = {each: int(named[each]) for each in _MOST}
    except (ValueError, KeyError, TypeError):
        parameters = {}
    n = parameters.get("n", 0)
    if n < 2 or n & (n - 1) or not all(1 <= parameters[each] <= most for each, most in _MOST.items()):
        raise FileError("The identity vault is damaged: nobody can tell how its key is made. Nothing was changed.")
    return parameters


def change_password(connection: "Connection", old: str, new: str) -> None:
    """Seal everything anew under another password, within the transaction that is open; raises what opening does."""
    entries = read_entries(connection, open_vault(connection, old))
    write_entries(connection, make_vault(connection, new), entries)


def read_entries(connection: "Connection", key: VaultKey) -> dict[str, VaultEntry]:
    """Return who the participants are, by their ids; raises FileError where an entry was tampered with."""
    entries = {}
    for participant_id, nonce, sealed in connection.execute("SELECT participant_id, nonce, sealed FROM vault_entry"):
        plain = key.unseal(participant_id, bytes(nonce), bytes(sealed))
        if plain is None:
            raise FileError("The identity vault is damaged: an entry can’t be opened. Nothing was changed.")
        values = json.loads(plain)
        entries[participant_id] = VaultEntry(**{**values, "aliases": tuple(values["aliases"])})
    return entries


def write_entries(connection: "Connection", key: VaultKey, entries: Mapping[str, VaultEntry]) -> None:
    """Write entries, or over those that are there, within the transaction that is open."""
    for participant_id, entry in entries.items():
        plain = json.dumps(asdict(entry), ensure_ascii=False).encode("utf-8", "surrogatepass")
        connection.execute(
            "INSERT OR REPLACE INTO vault_entry (participant_id, nonce, sealed) VALUES (?, ?, ?)",
            (participant_id, *key.seal(participant_id, plain)),
        )


def delete_entries(connection: "Connection", participant_ids: Iterable[str]) -> None:
    """Delete entries, for which nobody needs the password."""
    connection.executemany("DELETE FROM vault_entry WHERE participant_id = ?", [(each,) for each in participant_ids])


def read_vault(path: Path, password: str) -> dict[str, VaultEntry]:
    """Return who the participants of a file are, by their ids, from any thread; raises what opening does."""
    if not is_vaulted(path):
        raise no_vault()
    with reading_errors(path), closing(connect_reader(path)) as connection:
        return read_entries(connection, open_vault(connection, password))


def is_vaulted(path: Path) -> bool:
    """Return whether a file has a vault, from any thread; one of an older format has none."""
    with reading_errors(path), closing(connect_reader(path)) as connection:
        there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'vault'").fetchone()
        return there is not None and has_vault(connection)

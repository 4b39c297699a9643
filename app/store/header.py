"""The first bytes of a file, read before SQLite sees it, so that a file that is not ours stays untouched."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.models.errors import FileError
from app.store.driver import damaged
from app.store.schema import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlite3 import Connection

_MAGIC: Final = b"SQLite format 3\x00"
_LENGTH: Final = 100
_SMALLEST_PAGE: Final = 512

held_files: Final[set[tuple[int, int]]] = set()
"""Device and inode of the files that this process has open through SQLite.

Closing any other handle of such a file would drop SQLite's locks on it (POSIX), so its bytes are not looked at.
"""


def identity(path: Path) -> tuple[int, int]:
    """Return what tells a file from all others, whatever it is called."""
    status = path.stat()
    return (status.st_dev, status.st_ino)


def check_header(path: Path) -> None:
    """Raise FileError, in plain words, where a file is not a workspace that this version reads.

    What is damaged further in is found by SQLite, under its locks: a file that is being written may look cut off.
    """
    try:
        if not path.exists():
            raise FileError(f"There is no file “{path}”.")
        if not path.is_file():
            raise FileError(f"“{path.name or path}” is a folder or a device, not a workspace file.")
        if identity(path) in held_files:
            return
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(_LENGTH)
    except PermissionError as error:
        raise FileError(f"“{path.name}” may not be read by you. Ask its owner for the right to read it.") from error
    except (OSError, ValueError) as error:
        raise FileError(f"“{path.name}” can't be read: {getattr(error, 'strerror', None) or error}.") from error
    _check_magic(path, header, size)
    _check_version(path, header)


def check_size(path: Path, connection: "Connection") -> None:
    """Raise FileError where a file doesn't end with a whole page: SQLite takes what is missing for zeros.

    For a connection that has read something and holds a lock: a file that is being written may look cut off.
    """
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    if path.stat().st_size % page_size:
        raise damaged(path, "it is cut off amid a page")


def _check_magic(path: Path, header: bytes, size: int) -> None:
    if size == 0:
        raise FileError(f"“{path.name}” is empty, not a workspace. It was left as it is.")
    if _MAGIC.startswith(header[: len(_MAGIC)]) or header.startswith(_MAGIC):
        if len(header) < _LENGTH:
            raise damaged(path, f"it is cut off after {size} bytes")
        return
    if size % _SMALLEST_PAGE == 0:
        raise FileError(
            f"“{path.name}” is perhaps encrypted: a password is needed, which this version can't ask for yet. "
            "It was left as it is."
        )
    raise FileError(f"“{path.name}” is not a Clew workspace. It was left as it is.")


def _check_version(path: Path, header: bytes) -> None:
    application_id = int.from_bytes(header[68:72], "big")
    version = int.from_bytes(header[60:64], "big")
    if application_id != APPLICATION_ID:
        raise FileError(f"“{path.name}” is a database of another program, not a Clew workspace. It was left as it is.")
    if version > SCHEMA_VERSION:
        raise FileError(
            f"“{path.name}” was written by a newer version of Clew (format {version}; this one reads up to "
            f"{SCHEMA_VERSION}). It was left as it is; open it with the newer version."
        )

"""Zip archives as they come (XLSX, DOCX, QDPX): nothing is unpacked to disk, what would take too much is refused."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import IO, Final

from app.models.errors import InputError

MOST_MEMBERS: Final = 5_000
MOST_UNPACKED: Final = 200_000_000
MOST_RATIO: Final = 100
_RATIO_FROM: Final = 1_000_000

_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What reading a damaged archive raises."""

_DOCUMENT_TYPES: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def check_archive(data: bytes, source: str, kind: str, *, document_types: bool = True) -> None:
    """Raise InputError where an archive is damaged, takes too much unpacked or has parts outside; counts real bytes.

    `kind` is what the file should be, such as “XLSX”. Without `document_types` a part that declares one, and with it
    maybe XML entities, is refused, too: for readers that would expand them.
    """
    for _ in _parts(io.BytesIO(data), source, kind, lambda name: False, document_types):
        pass


def read_parts(
    data: bytes, source: str, kind: str, wanted: Collection[str] | Callable[[str], bool]
) -> dict[str, bytes]:
    """Return the wanted parts of an archive by name: of all those named that are there, or for which `wanted` holds.

    The whole archive is checked as in `check_archive`. Of two parts of one name the last counts, as in zip readers.
    """
    is_wanted = wanted if callable(wanted) else frozenset(wanted).__contains__
    return dict(_parts(io.BytesIO(data), source, kind, is_wanted, True))


def read_wanted_parts(path: Path, source: str, kind: str, wanted: Callable[[str], bool], most: int) -> dict[str, bytes]:
    """Return the parts of a file for which `wanted` holds, `most` bytes in all; the others may be recordings of hours.

    Only what is wanted is unpacked and measured, all names are looked at. Raises InputError as `read_parts` does.
    """
    return dict(_parts(path, source, kind, wanted, True, most, every=False))


def _parts(
    archived: IO[bytes] | Path,
    source: str,
    kind: str,
    wanted: Callable[[str], bool],
    document_types: bool,
    most: int = MOST_UNPACKED,
    *,
    every: bool = True,
) -> Iterator[tuple[str, bytes]]:
    """Yield the wanted parts, having unpacked and measured every part, or else only those."""

    def refuse(why: str) -> InputError:
        return InputError(f"{source} is not read: {why}. Nothing was imported.")

    try:
        with zipfile.ZipFile(archived) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise refuse(f"it has more than {MOST_MEMBERS:,} parts")
            total = 0
            for member in members:
                if _reaches_outside(member):
                    raise refuse("one of its parts would lie outside of it")
                if not every and not wanted(member.filename):
                    continue
                if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise refuse("one of its parts is packed in an unusual way")
                with archive.open(member) as file:
                    content = file.read(most - total + 1)
                total += len(content)
                if total > most:
                    raise refuse(f"unpacked it has more than {most // 1_000_000} MB")
                if len(content) > max(_RATIO_FROM, MOST_RATIO * member.compress_size):
                    raise refuse("one of its parts is packed suspiciously well")
                if not document_types and any(mark in content for mark in _DOCUMENT_TYPES):
                    raise refuse("it defines XML entities, which no such file needs")
                if wanted(member.filename):
                    yield member.filename, content
    except _DAMAGE as error:
        raise InputError(f"{source} is no {kind} file, or a damaged one. Nothing was imported.") from error


def _reaches_outside(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename
    return (
        name.startswith("/")
        or "\\" in name
        or ":" in name
        or ".." in name.split("/")
        or stat.S_ISLNK(member.external_attr >> 16)
    )

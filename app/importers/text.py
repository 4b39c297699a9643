"""Text files as they come: size limits, encodings, and characters that no text should hold."""

import codecs
import re
import stat
from pathlib import Path
from typing import Final

from app.models.errors import FileError, InputError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and what they say; the four bytes before the two they begin with."""

_UNTEXTUAL: Final = re.compile("[\x00\ud800-\udfff]")


def read_text(path: Path, limit: int, limits: str) -> str:
    """Return the text of a file of at most `limit` bytes: UTF-8, or what its byte order mark says.

    `limits` says in words what a file may have at most.
    NUL and lone surrogates are taken out. Raises FileError where the file cannot be read, InputError where it is too
    large or no text.
    """
    return decode(read_bytes(path, limit, limits), path.name)


def read_bytes(path: Path, limit: int, limits: str) -> bytes:
    """Return a file of at most `limit` bytes; raises FileError where it cannot be read, InputError beyond."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FileError(f"{path.name} is a folder or a device, not a file; nothing was imported.")
        if status.st_size > limit:
            size = f"{status.st_size:,} bytes"
            raise InputError(f"{path.name} has {size}; {limits}; nothing was imported.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise FileError(f"{path.name} cannot be read ({error.strerror or error}); nothing was imported.") from error
    return data


def decode(data: bytes, source: str, *, guess: bool = False) -> str:
    """Return bytes as clean text; raises InputError where they are none.

    With `guess` bytes that are not UTF-8 are read in the encoding that they look most like, as spreadsheets of older
    systems write them.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        found = _guessed(data) if guess else None
        if found is None:
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError(
                f"{source} is not UTF-8 text (line {line}); nothing was imported. Save it as UTF-8."
            ) from error
        text = found
    return clean(text)


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return None if best is None else str(best)


def clean(text: str) -> str:
    """Return the text of a file without byte order marks at its start, NUL and lone surrogates."""
    return without_half_characters(text).lstrip("\ufeff")


def without_half_characters(text: str) -> str:
    """Return a text without what no text should hold: NUL and lone surrogates."""
    return _UNTEXTUAL.sub("", text)

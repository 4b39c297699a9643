"""Text files as they come: size limits, encodings, and characters that no text should hold."""

import codecs
import io
import re
import stat
from collections.abc import Iterator
from hashlib import sha256
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


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, of a text in ASCII's ways whatever its line ends and mark are.

    What came by mail through another system is the same file: who was forgotten in it is known again.
    """
    if b"\0" not in data:
        data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return sha256(data).hexdigest()


def read_text(path: Path, limit: int, limits: str) -> str:
    """Return the text of a file of at most `limit` bytes: UTF-8, or what its byte order mark says.

    `limits` says in words what a file may have at most.
    NUL and lone surrogates are taken out. Raises FileError where the file cannot be read, InputError where it is too
    large or no text.
    """
    return decode(read_bytes(path, limit, limits), path.name)


def read_bytes(path: Path, limit: int, limits: str) -> bytes:
    """Return a file of at most `limit` bytes; raises FileError where it cannot be read, InputError beyond."""
    size, data = _read(path, limit + 1)
    if size > limit:
        raise InputError(f"{path.name} has {size:,} bytes; {limits}; nothing was imported.")
    return data


def read_head(path: Path, count: int) -> bytes:
    """Return the first bytes of a file; raises FileError where it cannot be read."""
    return _read(path, count)[1]


def _read(path: Path, count: int) -> tuple[int, bytes]:
    """Return the size of a file and its first bytes; a pipe, which might never end, is none."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FileError(f"{path.name} is a folder or a device, not a file; nothing was imported.")
        with path.open("rb") as file:
            return status.st_size, file.read(count)
    except OSError as error:
        raise FileError(f"{path.name} cannot be read ({error.strerror or error}); nothing was imported.") from error


def decode(data: bytes, source: str, *, guess: bool = False) -> str:
    """Return bytes as clean text; raises InputError where they are none.

    With `guess` bytes that are not UTF-8 are read in the encoding that they look most like, as spreadsheets of older
    systems write them.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        guessed = encoding_of(data) if guess else None
        if guessed is None:
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError(
                f"{source} is not UTF-8 text (line {line}); nothing was imported. Save it as UTF-8."
            ) from error
        text = data.decode(guessed, "replace")
    return clean(text)


ENCODINGS: Final = (
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-15", "mac_roman", "cp1250", "cp1251"),
    *("mac_cyrillic", "koi8-r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
)
"""Encodings to choose from where the one that was recognised is wrong."""

MOST_IN_LINE: Final = 2_000_000

_SAMPLE: Final = 200_000
"""Bytes that are looked at where an encoding has to be guessed."""


def encoding_of(data: bytes) -> str | None:
    """Return the encoding of a text: as its mark says, else UTF-8, else what it looks most like; none for no text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    halves = data[1:2_000:2], data[0:2_000:2]
    for zeros, other, name in ((*halves, "utf-16-le"), (*halves[::-1], "utf-16-be")):
        if len(data) % 2 == 0 and zeros.count(0) > len(zeros) * 0.7 and other.count(0) < len(other) * 0.1:
            return name
    if _is_utf8(data):
        return "utf-8"
    if data.count(0, 0, _SAMPLE) > 10:
        return None
    if data.count(b"\x89\xdb") > 1:  # "â€" in Mac Roman: UTF-8 taken for Windows-1252 and then saved on an old Mac
        return "mac_roman"
    from charset_normalizer import from_bytes

    end = data.rfind(b"\n", 0, _SAMPLE) if len(data) > _SAMPLE else len(data)
    sample = data[: end if end > 0 else _SAMPLE]
    best = from_bytes(sample).best()
    if best is not None and sample.decode("cp1252", "replace") == str(best):
        return "cp1252"  # of encodings that give the same text the one that most files of this kind have
    return None if best is None else best.encoding


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogatepass")
    try:
        for first in range(0, len(data), _SAMPLE):  # in parts: other threads must get their turn
            decoder.decode(data[first : first + _SAMPLE])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def lines_of(data: bytes, encoding: str, source: str) -> Iterator[str]:
    """Yield the lines of a text with their ends, clean; raises InputError where it is none in that encoding."""
    number = 0
    try:
        with io.TextIOWrapper(io.BytesIO(data), encoding, "surrogatepass", newline="") as file:
            for number, line in enumerate(iter(lambda: file.readline(MOST_IN_LINE), ""), start=1):
                if len(line) == MOST_IN_LINE:
                    most = f"more than {MOST_IN_LINE:,} characters"
                    raise InputError(f"{source}, line {number}: {most}; nothing was imported.")
                yield clean(line) if number == 1 else without_half_characters(line)
    except LookupError as error:
        raise InputError(f"There is no encoding “{encoding}”; one of them is utf-8. Nothing was imported.") from error
    except UnicodeError as error:
        raise InputError(
            f"{source} is no text in the encoding {encoding} (near line {number + 1}); choose another one, or save it "
            "as UTF-8. Nothing was imported."
        ) from error


def clean(text: str) -> str:
    """Return the text of a file without byte order marks at its start, NUL and lone surrogates."""
    return without_half_characters(text).lstrip("\ufeff")


def without_half_characters(text: str) -> str:
    """Return a text without what no text should hold: NUL and lone surrogates."""
    return _UNTEXTUAL.sub("", text)

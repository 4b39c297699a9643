"""Images of a workspace: made fit to be stored, and read from the file by whoever shows or exports them."""

import re
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.models.errors import InputError
from app.models.images import image_name, media_type_of
from app.store.driver import connect_reader, reading_errors

if TYPE_CHECKING:
    from sqlite3 import Connection

    from PIL.Image import Image

MOST_BYTES: Final = 20_000_000
MOST_PIXELS: Final = 80_000_000
LONGEST_SIDE: Final = 2048
"""Pixels; a larger image is scaled down to it: enough for a card on a wall."""

_HEAVY: Final = 1_000_000
"""Bytes above which an opaque PNG is stored as JPEG where that is a quarter of it: a photograph, not a drawing."""

_QUALITY: Final = 88
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")
_KEPT_CHUNKS: Final = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"IDAT", b"IEND")
_KEPT_SEGMENTS: Final = (0xE0, 0xE2, 0xEE)
"""JFIF, colour profile and Adobe's colour transform; the others hold places, cameras and thumbnails."""

_SCAN, _END = 0xDA, 0xD9
_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the pixels of a scan: within them 0xFF is followed by 0, or by the number of a restart."""

_ORIENTATION: Final = 0x0112
_SVG: Final = re.compile(rb"\s*(<\?xml|<!--|<!DOCTYPE\s+svg|<svg)", re.IGNORECASE)


class Fit(bytes):
    """An image that `prepared` has made: what need not be made fit again."""


def prepared(data: bytes) -> Fit:
    """Return a picture as it is stored: PNG or JPEG, upright, of a sensible size, without where and when it was made.

    Its type is found by its content: PNG, JPEG, WebP, or GIF, whose first frame counts. Raises InputError in one line
    where it is too large, broken or something else. May take a second: not for the thread that draws.
    """
    if len(data) > MOST_BYTES:
        raise InputError(f"The picture has {len(data) / 1e6:.0f} MB, and the most is 20 MB. Nothing was added.")
    if _SVG.match(data):
        raise InputError("An SVG drawing can’t be taken. Nothing was added; save it as PNG and add that.")
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as opened:
            kind = opened.format
            if opened.width * opened.height > MOST_PIXELS:
                raise InputError(
                    f"The picture has {opened.width * opened.height / 1e6:.0f} megapixels, and the most is "
                    f"{MOST_PIXELS / 1e6:.0f}. Nothing was added."
                )
            turned = opened.getexif().get(_ORIENTATION, 1) != 1
            profile = opened.info.get("icc_profile")
            picture = ImageOps.exif_transpose(opened)
            picture.load()
    except InputError:
        raise
    except Exception as error:  # decoders raise of all kinds where bytes are broken
        raise InputError("This is no picture that can be read (PNG, JPEG, WebP or GIF). Nothing was added.") from error
    small = max(picture.size) <= LONGEST_SIDE
    if small and not turned and kind == "JPEG" and picture.mode in ("L", "RGB"):
        return Fit(_bare_jpeg(data))
    if small and kind == "PNG" and not picture.mode.startswith("I") and (len(data) <= _HEAVY or _has_alpha(picture)):
        return Fit(_bare_png(data))
    return Fit(_encoded(picture, kind in ("JPEG", "MPO"), profile))


def _encoded(picture: "Image", as_jpeg: bool, profile: bytes | None) -> bytes:
    """Return a picture scaled down and encoded anew."""
    picture = _in_8_bits(picture)
    if max(picture.size) > LONGEST_SIDE:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    more: dict[str, Any] = {"icc_profile": profile} if profile and picture.mode != "L" else {}
    jpeg = b"" if _has_alpha(picture) else _bytes_of(picture, "JPEG", quality=_QUALITY, optimize=True, **more)
    if as_jpeg:
        return jpeg
    png = _bytes_of(picture, "PNG", optimize=True, **more)
    return jpeg if jpeg and len(png) > _HEAVY and len(png) > 4 * len(jpeg) else png


def _in_8_bits(picture: "Image") -> "Image":
    """Return a picture as grey, RGB or RGBA."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    wanted = "RGBA" if _has_alpha(picture) else "L" if picture.mode in ("1", "L") else "RGB"
    return picture if picture.mode == wanted else picture.convert(wanted)


def _has_alpha(picture: "Image") -> bool:
    return picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info


def _bytes_of(picture: "Image", kind: str, **how: Any) -> bytes:
    out = BytesIO()
    picture.info.clear()  # Pillow would write back comments and the like
    picture.save(out, kind, **how)
    return out.getvalue()


def _bare_png(data: bytes) -> bytes:
    """Return a PNG with nothing but its picture and its colours."""
    parts, at = [data[:8]], 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] in _KEPT_CHUNKS:
            parts.append(data[at:end])
        if data[at + 4 : at + 8] == b"IEND":
            break
        at = end
    return b"".join(parts)


def _bare_jpeg(data: bytes) -> bytes:
    """Return a JPEG with nothing but its picture and its colours; what follows its end is left out."""
    parts, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _END:
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            following = _MARKER.search(data, end)
            end = following.start() if following else len(data)
        if marker != 0xFE and (not 0xE0 <= marker <= 0xEF or _is_kept(marker, data[at + 4 : end])):
            parts.append(data[at:end])
        at = end
    return b"".join((*parts, bytes((0xFF, _END))))


def _is_kept(marker: int, body: bytes) -> bool:
    return marker in _KEPT_SEGMENTS and (marker != 0xE2 or body.startswith(b"ICC_PROFILE"))


def checked(data: bytes, name: str) -> bytes:
    """Return an image that is to be stored as it is; raises InputError where it is not what its name says."""
    if media_type_of(data) is None or len(data) > MOST_BYTES:
        raise InputError(f"Image {name[:12]}… is no PNG or JPEG of at most 20 MB. Nothing was added.")
    if image_name(data) != name:
        raise InputError(f"Image {name[:12]}… is not what its SHA-256 says. Nothing was added.")
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
            opened.load()
    except Exception as error:  # decoders raise of all kinds where bytes are broken
        raise InputError(f"Image {name[:12]}… is broken. Nothing was added.") from error
    return data


def write_images(connection: "Connection", images: Mapping[str, bytes]) -> None:
    """Write images that the file has not yet, within the transaction that is open."""
    connection.executemany(
        "INSERT OR IGNORE INTO blob (sha256, media_type, data) VALUES (?, ?, ?)",
        [(name, media_type_of(data), data) for name, data in images.items()],
    )


def read_image(connection: "Connection", name: str) -> bytes | None:
    """Return the bytes of an image; none where there is no such one."""
    row = connection.execute("SELECT data FROM blob WHERE sha256 = ?", (name,)).fetchone()
    return None if row is None else bytes(row[0])


def drop_unused_images(connection: "Connection") -> None:
    """Delete the images that no record shows; only where there is no history that could bring one back."""
    connection.execute(
        "DELETE FROM blob WHERE sha256 NOT IN (SELECT image FROM card WHERE image IS NOT NULL "
        "UNION SELECT picture FROM persona WHERE picture IS NOT NULL)"
    )


class ImageReader:
    """Reads images of a file by a connection of its own each time, from any thread; those waiting come from memory."""

    def __init__(self, path: Path, waiting: Mapping[str, bytes] = {}) -> None:
        self._path, self._waiting = path, dict(waiting)
        self._read = lru_cache(maxsize=8)(self._read_from_file)

    def __call__(self, name: str) -> bytes | None:
        """Return the bytes of an image; none where there is no such one."""
        return self._waiting.get(name) or self._read(name)

    def _read_from_file(self, name: str) -> bytes | None:
        with reading_errors(self._path), closing(connect_reader(self._path)) as connection:
            has_images = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'blob'").fetchone()
            return read_image(connection, name) if has_images else None


def image_findings(connection: "Connection", used: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Yield what is wrong with the images of a file: those that are not what their name says, and those not there."""
    there: set[str] = set()
    for name, media_type, data in connection.execute("SELECT sha256, media_type, data FROM blob"):
        there.add(name)
        if image_name(data) != name:
            yield f"Image {name} is damaged: its bytes have another SHA-256."
        elif media_type_of(data) != media_type:
            yield f"Image {name} is no {media_type}."
    for name, holder in used:
        if name not in there:
            yield f"Image {name} is not in the file; “{holder}” shows it."

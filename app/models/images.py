"""Stored images: PNG or JPEG, each named by the SHA-256 of its bytes, in lower-case hex."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from app.models.content import Content
from app.models.records import Card, Persona

_SIGNATURES: Final = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def image_name(data: bytes) -> str:
    """Return the name under which an image is stored."""
    import hashlib  # it loads OpenSSL, which a start can do without

    return hashlib.sha256(data).hexdigest()


def media_type_of(data: bytes) -> str | None:
    """Return what an image is by its first bytes: image/png, image/jpeg, or none of what is stored."""
    return next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), None)


def images_used(content: Content) -> Iterator[tuple[str, str]]:
    """Yield the name of each image that a record shows, once, and what the first of these records is called."""
    named: dict[str, str] = {}
    for persona in content.ordered(Persona):
        if persona.picture is not None:
            named.setdefault(persona.picture, persona.name)
    for card in content.all(Card).values():
        if card.image is not None:
            named.setdefault(card.image, card.title)
    yield from sorted(named.items())


class Size(NamedTuple):
    """Of an image in pixels, and how many colours each pixel has: 1 grey, 3 red, green and blue; 0 for a PNG."""

    width: int
    height: int
    colours: int


def image_size(data: bytes) -> Size | None:
    """Return the size of a PNG or JPEG by its header; none where it has none."""
    if data.startswith(b"\x89PNG") and len(data) >= 24:
        return Size(int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"), 0)
    at = 2
    while data.startswith(b"\xff\xd8") and data[at : at + 1] == b"\xff" and at + 9 < len(data):
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = int.from_bytes(data[at + 5 : at + 7], "big"), int.from_bytes(data[at + 7 : at + 9], "big")
            return Size(width, height, data[at + 9])
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None

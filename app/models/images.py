"""Stored images: PNG or JPEG, each named by the SHA-256 of its bytes, in lower-case hex."""

import hashlib
from collections.abc import Iterator
from typing import Final

from app.models.content import Content
from app.models.records import Card, Persona

_SIGNATURES: Final = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def image_name(data: bytes) -> str:
    """Return the name under which an image is stored."""
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

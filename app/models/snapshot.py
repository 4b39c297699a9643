"""What an export works from: content that no later edit changes."""

from collections.abc import Callable
from typing import NamedTuple

from app.models.content import Content


def _no_image(name: str) -> bytes | None:
    return None


class Snapshot(NamedTuple):
    """The content at one step of the history, the file's name without its folder, and what reads its images."""

    content: Content
    step: int
    file_name: str
    images: Callable[[str], bytes | None] = _no_image

    def image(self, name: str | None) -> bytes | None:
        """Return the bytes of a stored image by its SHA-256, from any thread; none where it is not there."""
        return self.images(name) if name is not None else None

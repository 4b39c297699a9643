"""Complete what is being typed: places, personas, tags after their signs, kinds at the beginning, values."""

from collections.abc import Mapping

from app.models.content import Content
from app.services.capture.sentence import ENGLISH_KINDS, Completion, Kind


def complete(
    content: Content,
    journey_id: str,
    text: str,
    cursor: int,
    *,
    words: Mapping[str, Kind] = ENGLISH_KINDS,
    most: int = 12,
) -> list[Completion]:
    """Return what could stand where the cursor is, the best first; nothing where no name is being typed."""
    return []

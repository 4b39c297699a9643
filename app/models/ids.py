"""Ids of records."""

from collections.abc import Iterator
from typing import Final

MOST_TIMES: Final = 32
"""So many times the same file is known again, each of which was forgotten or undone."""


def new_id() -> str:
    """Return a new random UUID in its 36-character text form."""
    from uuid import uuid4  # takes 3 ms to load, which a start without an edit saves

    return str(uuid4())


def id_from(*parts: str) -> str:
    """Return the UUID that the same parts always give, e.g. the digest of a file and a label in it.

    So a file that is read again gives the ids of the first time, and what was forgotten is known again.
    """
    from uuid import NAMESPACE_OID, uuid5

    return str(uuid5(NAMESPACE_OID, "\x1f".join(("clew", *parts))))


def id_again(record_id: str, time: int) -> str:
    """Return the id of a source or a participant that the same file brings another time (1, 2 …; 0 = the first).

    It follows from the id of the first time, so that what was forgotten is known again in whatever copy it was.
    """
    return id_from("again", record_id, str(time)) if time else record_id


def ids_at_all_times(record_id: str) -> Iterator[str]:
    """Yield the ids that the same file may have given."""
    return (id_again(record_id, time) for time in range(MOST_TIMES + 1))

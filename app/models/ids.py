"""Ids of records."""

from uuid import uuid4


def new_id() -> str:
    """Return a new random UUID in its 36-character text form."""
    return str(uuid4())

"""Ids of records."""


def new_id() -> str:
    """Return a new random UUID in its 36-character text form."""
    from uuid import uuid4  # takes 3 ms to load, which a start without an edit saves

    return str(uuid4())

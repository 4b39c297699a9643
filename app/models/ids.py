"""Ids of records."""


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

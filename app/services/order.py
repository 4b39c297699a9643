"""Where in an order new or moved records go."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from app.models.ranks import ranks_between
from app.models.records import AnyRecord

R = TypeVar("R", bound=AnyRecord)

_INNER_QUOTES: Final = str.maketrans("“”", "‘’")


def make_room(
    siblings: Sequence[R], before_id: str | None, count: int, *, moving: Collection[str] = ()
) -> tuple[list[str], list[R]]:
    """Return `count` ascending ranks before a sibling (none or gone = at the end), and siblings to rank anew.

    Siblings are in order; those in `moving` do not count. There are siblings to rank anew only where neighbours have
    equal ranks, as after two copies of a file were merged.
    """
    staying: list[Any] = [sibling for sibling in siblings if sibling.id not in moving]
    at = next((place for place, sibling in enumerate(staying) if sibling.id == before_id), len(staying))
    below = staying[at - 1].rank if at else None
    above = staying[at].rank if at < len(staying) else None
    if below is None or above is None or below < above:
        return ranks_between(below, above, count), []
    ranks = ranks_between(None, None, len(staying) + count)
    others = ranks[:at] + ranks[at + count :]
    return ranks[at : at + count], [replace(each, rank=rank) for each, rank in zip(staying, others, strict=True)]


def in_map_order(records: Iterable[R], order: Sequence[str]) -> list[R]:
    """Return the records in the order of the given ids, without those that are not among them."""
    by_id = {record.id: record for record in records}
    return [by_id[each] for each in order if each in by_id]


def named(act: str, title: str) -> str:
    """Return the label of an edit with what it is about: Delete stage “Purchase”; without a title the act alone."""
    title = " ".join(title.split()).translate(_INNER_QUOTES)
    return f"{act} “{title}”" if title else act

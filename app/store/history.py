"""The append-only log of a workspace: its steps, what undo and redo take next, and the images of records in it.

Undo and redo append a step that names the unit it reverses. A unit is what one undo takes: a step, or several that
typing has merged. What can be undone is found by walking the log back from its newest step.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.models.changes import Change
from app.models.errors import FileError
from app.models.records import RECORD_TYPES, AnyRecord
from app.store.schema import image

if TYPE_CHECKING:
    from sqlite3 import Connection

COMPACT: Final = "compact"
"""The origin of a step that stands for all from the number in its `unit` to its own."""

REWRITTEN: Final = frozenset({"protect", "forget"})
"""Origins of steps that rewrote what came before them."""

FLOORS: Final = frozenset({"new", "copy", "migration", COMPACT}) | REWRITTEN
"""Origins of steps that nothing below can be undone across: the first of a file, a change of its schema, thinning …"""

_PAGE = 64
_LOOKED_AT = 8
"""Changes of a step, at most, in which what it is about is looked for: it comes before what it drags along."""


class HistoryStep(NamedTuple):
    """One step of the log: its number, when (with time zone), what it was called and what it reverses.

    `name` is that of a restore point, none for other steps; `unit` is the first step of what one undo takes; `subject`
    is the title of the one record that the label speaks of, where there is one and it was asked for.
    """

    step: int
    at: datetime
    label: str
    origin: str
    unit: int
    reverses: int | None = None
    name: str | None = None
    subject: str = ""


def steps_back(connection: "Connection", newest: int | None = None) -> Iterator[HistoryStep]:
    """Yield the steps of the log from the newest (or a given one) to the first, reading a page at a time."""
    below = newest + 1 if newest is not None else 2**62
    while True:
        page = connection.execute(
            "SELECT number, at, label, origin, unit, reverses, name FROM history_step"
            " WHERE number < ? ORDER BY number DESC LIMIT ?",
            (below, _PAGE),
        ).fetchall()
        for number, at, *rest in page:
            yield HistoryStep(number, datetime.fromisoformat(at), *rest)
        if len(page) < _PAGE:
            return
        below = page[-1][0]


def with_subjects(connection: "Connection", steps: Sequence[HistoryStep]) -> list[HistoryStep]:
    """Return steps, the newest first, with the titles of what they are about, as it was called then."""
    if not steps:
        return []
    rows = connection.execute(
        "SELECT step, kind, json_extract(image, '$.kind'), coalesce(json_extract(image, '$.title'),"
        " json_extract(image, '$.name')) FROM (SELECT step, seq, kind, coalesce(after, before) AS image"
        " FROM history_change WHERE step BETWEEN ? AND ? AND seq < ?) ORDER BY step, seq",
        (steps[-1].step, steps[0].step, _LOOKED_AT),
    )
    touched: dict[int, list[tuple[str, str | None, str | None]]] = {}
    for step, *row in rows:
        touched.setdefault(step, []).append(tuple(row))
    return [step._replace(subject=_subject(step, touched.get(step.step, []))) for step in steps]


def _subject(step: HistoryStep, touched: list[tuple[str, str | None, str | None]]) -> str:
    """Return the title of the one record of the kind that the label names, or of the only one that was touched.

    A label that quotes something says enough, and so does one that stands for many steps.
    """
    if "“" in step.label or step.origin in FLOORS or step.name is not None:
        return ""
    words = step.label.casefold()
    named = [
        title
        for kind, card_kind, title in touched
        if kind.replace("_", " ") in words or (card_kind is not None and card_kind in words)
    ]
    titles = named or [title for _, _, title in touched]
    return (titles[0] or "").strip() if len(titles) == 1 else ""


def named_now(connection: "Connection", steps: Iterable[HistoryStep]) -> list[HistoryStep]:
    """Return steps with the names that restore points have now.

    A step that names one anew says which in `reverses`; an empty name takes it away, then it is none any more.
    """
    rows = connection.execute(
        "SELECT reverses, name FROM history_step WHERE name IS NOT NULL AND reverses IS NOT NULL ORDER BY number"
    )
    names: dict[int, str] = dict(rows)
    return [_named_now(step, names) for step in steps]


def _named_now(step: HistoryStep, names: Mapping[int, str]) -> HistoryStep:
    if step.name is None:
        return step
    if step.reverses is not None:
        return step._replace(name=None, reverses=None)
    name = names.get(step.step, step.name)
    if name:
        return step._replace(name=name, label=name)
    return step._replace(name=None, label=f"Restore point “{step.label}”, taken away")


def next_undo(steps: Iterable[HistoryStep]) -> HistoryStep | None:
    """Return the newest step that undo would take, of a log given from its newest step back."""
    reversed_units = set[int]()
    for step in steps:
        if step.origin in FLOORS:
            return None
        if step.name is not None or step.unit in reversed_units:
            continue
        if step.reverses is None:
            return step
        reversed_units.add(step.reverses)
    return None


def next_redo(steps: Iterable[HistoryStep]) -> HistoryStep | None:
    """Return the undo that redo would take back, of a log given from its newest step back; an edit ends the search."""
    reversed_units = set[int]()
    for step in steps:
        if step.name is not None or step.unit in reversed_units:
            continue
        if step.reverses is None:
            return None
        if step.origin == "undo":
            return step
        reversed_units.add(step.reverses)
    return None


def changes_of(connection: "Connection", first: int, last: int, unit: int | None = None) -> list[Change]:
    """Return what the steps from first to last (of one unit, if given) did in all, one change a record."""
    rows = connection.execute(
        "SELECT kind, id, before, after FROM history_change JOIN history_step ON number = step"
        " WHERE number BETWEEN ? AND ? AND unit = coalesce(?, unit) ORDER BY step, seq",
        (first, last, unit),
    ).fetchall()
    return combine(Change(kind, id, decode(kind, before), decode(kind, after)) for kind, id, before, after in rows)


def combine(changes: Iterable[Change]) -> list[Change]:
    """Return one change a record, from before the first to after the last; records that end as they began fall out."""
    combined: dict[tuple[str, str], Change] = {}
    for change in changes:
        key = (change.kind, change.id)
        first = combined.get(key, change)
        combined[key] = Change(change.kind, change.id, first.before, change.after)
    return [change for change in combined.values() if change.before != change.after]


def encode(record: AnyRecord | None) -> str | None:
    """Return the JSON image of a record."""
    return None if record is None else json.dumps(image(record), ensure_ascii=False, separators=(",", ":"))


def decode(kind: str, text: str | None) -> AnyRecord | None:
    """Return the record of a JSON image, also of one written by an earlier version that had other fields.

    Fields that are gone are dropped, new ones take their default. Raises FileError where there is none.
    """
    if text is None:
        return None
    record_type = RECORD_TYPES.get(kind)
    if record_type is None:
        raise FileError(f"The history holds a record of an unknown kind ({kind}); it can't be undone past here.")
    stored: dict[str, Any] = json.loads(text)
    known, needed = _fields(kind)
    if not needed <= stored.keys():
        missing = min(needed - stored.keys())
        raise FileError(f"The history holds a {kind} without {missing}; it can't be undone past here.")
    return record_type(**(stored if known == stored.keys() else {name: stored[name] for name in known & stored.keys()}))


@cache
def _fields(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of all fields of a kind of record, and of those that have no default."""
    known = fields(RECORD_TYPES[kind])
    return frozenset(each.name for each in known), frozenset(each.name for each in known if each.default is MISSING)


def append_step(connection: "Connection", step: HistoryStep) -> None:
    """Append a step without changes of records, within the transaction that is open."""
    connection.execute(
        "INSERT INTO history_step (number, at, label, origin, unit) VALUES (?, ?, ?, ?, ?)",
        (step.step, step.at.isoformat(timespec="milliseconds"), step.label, step.origin, step.unit),
    )


def now() -> str:
    """Return the present moment, UTC in ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")

"""Which map each edit was on."""

from collections.abc import Sequence

from app.models.changes import Change
from app.models.records import Journey
from app.store.history import HistoryStep


def journeys_of(story: Sequence[tuple[HistoryStep, tuple[Change, ...]]]) -> dict[int, str]:
    """Return the journey that edits touched, by the unit that typing has merged them to; "" for none or several."""
    units: dict[int, set[str]] = {}
    for step, changes in story:
        touched = units.setdefault(step.unit, set())
        for each in changes:
            record = each.after or each.before
            journey_id = record.id if isinstance(record, Journey) else getattr(record, "journey_id", None)
            touched |= {journey_id} if journey_id else set()
    return {unit: touched.pop() if len(touched) == 1 else "" for unit, touched in units.items()}

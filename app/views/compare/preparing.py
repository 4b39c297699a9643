"""What the worker prepares: two journeys compared and laid out, each alone and both as one map."""

from typing import NamedTuple

from app.layout.overlaid import lay_out_both
from app.layout.words import Words
from app.models.snapshot import Snapshot
from app.scoring.to_be import Comparison, compare
from app.views.compare.why import WhyRow, why_rows
from app.views.history.changes_map import Compared
from app.views.history.stand_in import Shown, laid_out


class TwoJourneys(NamedTuple):
    """A comparison, ready to be shown: as one map, and each of the two alone."""

    comparison: Comparison
    compared: Compared
    rows: list[WhyRow]
    first: Shown
    second: Shown


def compared(snapshot: Snapshot, first_id: str, second_id: str, words: Words) -> TwoJourneys:
    """Compare two journeys, on the worker; raises what a user can cause."""
    comparison = compare(snapshot.content, first_id, second_id)
    both = Shown(snapshot._replace(content=comparison.both), second_id, lay_out_both(comparison, words=words))
    rows = why_rows(comparison)
    changes = comparison.changes
    return TwoJourneys(
        comparison,
        Compared(both, comparison.before, comparison.after, changes, rows),
        rows,
        laid_out(snapshot, first_id, words),
        laid_out(snapshot, second_id, words),
    )

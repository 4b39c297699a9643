"""The columns of scores in a list of opportunities: whose, by which criterion, between which limits."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from app.importers.tables import Row, Table, number_in
from app.models.content import Content
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.names import folded, same_name
from app.models.ranks import rank_between
from app.models.records import AnyRecord, Score, Scorer
from app.scoring.formulas import bounds, refuse, short
from app.scoring.models import model_of
from app.scoring.score_columns import LIMITS, Limit, ScoreColumn, column_called, heading_of, known_columns

Key = tuple[str, str | None]
"""A criterion by its id and a scorer by name, as names are compared."""


_BESIDE: Final[Mapping[str, Limit]] = {"low": "low", "high": "high"}
"""Limits of the score in the column before."""


class ScoreReader:
    """Reads the scores of a table row by row; `warn` is told what is left out.

    `needed` are the records that they need: models with their criteria and anchors, and who scores.
    """

    def __init__(self, table: Table, content: Content, warn: Callable[[str], object]) -> None:
        self._warn = warn
        self._at = datetime.now(UTC).isoformat(timespec="seconds")
        self._columns: dict[Key, dict[Limit, list[int]]] = {}
        self._named: dict[Key, ScoreColumn] = {}
        self._headings: set[str] = set()
        self._models: dict[str, tuple[AnyRecord, ...]] = {}
        scorers = content.ordered(Scorer)
        self._scorers = {same_name(each.name): each for each in scorers}
        self._made: dict[str, Scorer] = {}
        self._last = scorers[-1].rank if scorers else None
        self._current = model_of(content)
        known = known_columns(content)
        before: ScoreColumn | None = None
        for at, heading in enumerate(table.headings):
            column = column_called(heading, known)
            beside = _BESIDE.get(folded(heading))
            if column is None and before is not None and beside is not None:
                column = before._replace(limit=beside)
            if column is None:
                before = None
                continue
            before = column._replace(limit="")
            key = (column.criterion.id, None if column.scorer is None else same_name(column.scorer))
            self._named.setdefault(key, before)
            self._columns.setdefault(key, {}).setdefault(column.limit, []).append(at)
            self._headings.add(heading)

    def has(self, heading: str) -> bool:
        """Return whether a column is one of scores."""
        return heading in self._headings

    @property
    def needed(self) -> tuple[AnyRecord, ...]:
        """The records that the scores so far need."""
        return (*(record for records in self._models.values() for record in records), *self._made.values())

    def of(self, row: Row, opportunity_id: str) -> Iterator[AnyRecord]:
        """Yield the scores of a row."""
        for key, columns in self._columns.items():
            column = self._named[key]
            value, low, high = (self._number(column, limit, columns.get(limit, ()), row) for limit in LIMITS)
            if value is None:
                if low is not None or high is not None:
                    self._warn(f"{self._called(column)}: limits without a score are left out.")
                continue
            there = [each for each in (low, value, high) if each is not None]
            if there != sorted(there):
                self._warn(f"{self._called(column)}: {short(value)} is not between its limits, which are left out.")
                low = high = None
            self._models.setdefault(column.model.id, column.model.records)
            yield Score(
                id=new_id(),
                opportunity_id=opportunity_id,
                criterion_id=column.criterion.id,
                scorer_id=self._scorer(column.scorer),
                value=value,
                low=low,
                high=high,
                at=self._at,
                origin="imported",
            )

    def _number(self, column: ScoreColumn, limit: Limit, places: Sequence[int], row: Row) -> float | None:
        """Return the number in the first cell of a row that says something, none where it is no score."""
        cells = [row[1][at].strip() for at in places if at < len(row[1])]
        text = next((each for each in cells if each), "")
        name = self._called(column._replace(limit=limit))
        if any(each not in ("", text) for each in cells):
            self._warn(f"{name}: there are several columns of it that differ; “{text}” counts, the first.")
        try:
            value = number_in(text)
        except ValueError:
            self._warn(f"{name}: “{text}” is no number; it stays empty.")
            return None
        if value is None:
            return None
        lowest, highest = bounds(column.criterion)
        if not (math.isfinite(value) and lowest <= value <= highest):
            where = f"between {short(lowest)} and {short(highest)}" if math.isfinite(highest) else f"{short(lowest)} up"
            self._warn(f"{name}: {text} is not {where}; it stays empty.")
            return None
        try:
            refuse(column.model, column.criterion, value)
        except InputError as error:
            self._warn(f"{name}: {error} It stays empty.")
            return None
        return value

    def _called(self, column: ScoreColumn) -> str:
        return heading_of(column, self._current)

    def _scorer(self, name: str | None) -> str | None:
        """Return the id of a scorer by name, none for the group; who is not there yet is made."""
        if name is None:
            return None
        there = self._scorers.get(same_name(name)) or self._made.get(same_name(name))
        if there is None:
            self._last = rank_between(self._last, None)
            there = self._made[same_name(name)] = Scorer(id=new_id(), name=name, rank=self._last)
        return there.id

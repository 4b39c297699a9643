"""What an opportunity is held to be worth by each criterion of a model, and who says so.

The value of one cell (opportunity × criterion) is, in this order:

1. the newest override, unless it was withdrawn; it is always shown beside the median
2. the median of the scorers; what the group typed as a whole counts where no scorer has scored
3. the prefill from the map and its evidence; see `app.scoring.prefills`

While a blind round of a model is open nothing but the rows is there: no median, no override, no prefill, no value.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from app.models.content import Content
from app.models.records import (
    AnyRecord,
    Card,
    Criterion,
    Opportunity,
    OpportunityCard,
    OpportunityHighlight,
    OpportunityInsight,
    Score,
    ScoringModel,
)
from app.scoring.models import Model
from app.scoring.prefills import BEHIND, Prefilled, prefill_of

Source = Literal["override", "median", "prefill"]


class Standing(NamedTuple):
    """One cell: its value and where that comes from, and what stands beside it.

    `low` and `high` are the ends of what scorers hold possible (their limits, else their scores), none where nobody
    scored; `scorers` counts who scored, the group as a whole being one; `rows` are all scores and overrides, by moment.
    """

    value: float | None = None
    source: Source | None = None
    median: float | None = None
    prefill: Prefilled | None = None
    override: Score | None = None
    scorers: int = 0
    low: float | None = None
    high: float | None = None
    rows: tuple[Score, ...] = ()

    @property
    def spread(self) -> float:
        """How far the scorers' limits lie apart."""
        return self.high - self.low if self.low is not None and self.high is not None else 0.0


EMPTY: Final = Standing()

Row = tuple[Standing, ...]
"""What one opportunity is held to be worth, in the order of the criteria."""


def standing_of(content: Content, opportunity_id: str, criterion: Criterion) -> Standing:
    """Return one cell."""
    rows = [
        each for each in content.members(Score, "opportunity_id", opportunity_id) if each.criterion_id == criterion.id
    ]
    model = content.find(ScoringModel, criterion.model_id)
    return _standing(content, opportunity_id, criterion, rows, model is not None and model.blind)


def standings(content: Content, model: Model) -> Mapping[str, Row]:
    """Return the cells of all opportunities by a model, by opportunity; kept until something behind them changes.

    The order of the opportunities is that of no list.
    """
    kept = content.index(_Kept)
    kept.follow(content)
    rows = kept.of(model)
    for opportunity_id in content.all(Opportunity).keys() - rows.keys():
        rows[opportunity_id] = _row(content, opportunity_id, model)
    return rows


def row_of(content: Content, opportunity_id: str, model: Model) -> Row:
    """Return the cells of one opportunity by a model, in the order of its criteria."""
    kept = content.index(_Kept)
    kept.follow(content)
    rows = kept.of(model)
    if opportunity_id not in rows:
        content.get(Opportunity, opportunity_id)
        rows[opportunity_id] = _row(content, opportunity_id, model)
    return rows[opportunity_id]


def values_in(row: Row) -> tuple[float | None, ...]:
    """Return the values of cells."""
    return tuple([each.value for each in row])


def newest_override(rows: Iterable[Score]) -> Score | None:
    """Return the override that counts: the newest, unless it takes those before it back."""
    newest = max(
        (each for each in rows if each.origin == "override"), key=lambda each: (each.at, each.id), default=None
    )
    return newest if newest is not None and newest.value is not None else None


def _row(content: Content, opportunity_id: str, model: Model) -> Row:
    by_criterion: dict[str, list[Score]] = {}
    for each in content.members(Score, "opportunity_id", opportunity_id):
        if each.criterion_id in by_criterion:
            by_criterion[each.criterion_id].append(each)
        else:
            by_criterion[each.criterion_id] = [each]
    blind = model.record.blind
    return tuple(
        [
            _standing(content, opportunity_id, criterion, by_criterion.get(criterion.id, ()), blind)
            for criterion in model.criteria
        ]
    )


def _standing(
    content: Content, opportunity_id: str, criterion: Criterion, rows: Sequence[Score], blind: bool
) -> Standing:
    if not rows:
        found = None if blind or criterion.prefill is None else prefill_of(content, opportunity_id, criterion)
        return EMPTY if found is None else Standing(found.value, "prefill", prefill=found)
    if len(rows) == 1 and not blind and criterion.prefill is None and rows[0].origin != "override":
        return _of_one(rows[0])
    ordered = tuple(sorted(rows, key=lambda each: (each.at, each.id)))
    said = [each for each in ordered if each.origin != "override" and each.value is not None]
    said = [each for each in said if each.scorer_id is not None] or said
    if blind:
        return Standing(scorers=len(said), rows=ordered)
    override, found = newest_override(ordered), prefill_of(content, opportunity_id, criterion)
    middle = _median(_values(said)) if said else None
    value, source = _first(override, middle, found)
    low, high = _limits(said)
    return Standing(value, source, middle, found, override, len(said), low, high, ordered)


def _of_one(score: Score) -> Standing:
    """Return the cell that one scorer scored, which most are."""
    value = score.value
    if value is None:
        return Standing(rows=(score,))
    low = value if score.low is None else score.low
    high = value if score.high is None else score.high
    return Standing(value, "median", value, None, None, 1, low, high, (score,))


def _first(override: Score | None, middle: float | None, found: Prefilled | None) -> tuple[float | None, Source | None]:
    if override is not None:
        return override.value, "override"
    if middle is not None:
        return middle, "median"
    return (found.value, "prefill") if found is not None else (None, None)


def _values(said: Iterable[Score]) -> list[float]:
    return [each.value for each in said if each.value is not None]


def _median(values: list[float]) -> float:
    """Return the middle of values, of an even number the mean of the two in the middle."""
    values.sort()
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def _limits(said: Sequence[Score]) -> tuple[float | None, float | None]:
    if not said:
        return None, None
    lows = [each.value if each.low is None else each.low for each in said]
    highs = [each.value if each.high is None else each.high for each in said]
    return min(each for each in lows if each is not None), max(each for each in highs if each is not None)


_MODELS: Final = 3
"""Of so many models cells are kept: of the one that ranks, and of one or two that are looked at."""

_MANY: Final = 4096
"""So many changes at once are not followed one by one."""

_CARD_FIELDS: Final = ("severity", "frequency", "sentiment", "weight", "journey_id", "insight_id", "highlight_id")


class _Kept:
    """The cells of the models that were asked for, forgotten where something behind them changes."""

    def __init__(self) -> None:
        self._rows: dict[Any, dict[str, Row]] = {}
        self._prefills: dict[Any, bool] = {}
        self._changes: list[AnyRecord] = []

    def note(self, before: AnyRecord | None, after: AnyRecord | None) -> None:
        """Remember a change until cells are asked for again: the records around it may still be on their way."""
        record: Any = after or before
        if type(record) not in _FOLLOWED or not self._rows:
            return
        both = isinstance(record, Card) and before is not None and after is not None
        if both and all(getattr(before, name) == getattr(after, name) for name in _CARD_FIELDS):
            return
        self._changes.append(record)
        if len(self._changes) > _MANY:
            self._rows, self._prefills, self._changes = {}, {}, []

    def of(self, model: Model) -> dict[str, Row]:
        """Return the cells of a model so far, by opportunity."""
        key = (model.id, model.record.blind, model.criteria)
        rows = self._rows.pop(key, None)
        self._rows[key] = {} if rows is None else rows
        self._prefills[key] = any(each.prefill is not None for each in model.criteria)
        while len(self._rows) > _MODELS:
            oldest = next(iter(self._rows))
            del self._rows[oldest], self._prefills[oldest]
        return self._rows[key]

    def follow(self, content: Content) -> None:
        """Forget what the changes so far concern."""
        changes, self._changes = self._changes, []
        for record in changes:
            if isinstance(record, Score):
                self._forget(record.opportunity_id, prefilled=False)
            elif isinstance(record, Opportunity):
                self._forget(record.id, prefilled=False)
            elif isinstance(record, Card):
                for link in content.members(OpportunityCard, "card_id", record.id):
                    self._forget(link.opportunity_id, prefilled=True)
            elif isinstance(record, OpportunityCard | OpportunityHighlight | OpportunityInsight):
                self._forget(record.opportunity_id, prefilled=True)
            else:
                for key, rows in self._rows.items():
                    if self._prefills[key]:
                        rows.clear()

    def _forget(self, opportunity_id: str, *, prefilled: bool) -> None:
        for key, rows in self._rows.items():
            if self._prefills[key] or not prefilled:
                rows.pop(opportunity_id, None)


_FOLLOWED: Final[frozenset[type[AnyRecord]]] = BEHIND | {Score, Opportunity}

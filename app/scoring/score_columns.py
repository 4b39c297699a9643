"""What columns of scores are called in lists: exporters write them, importers read them, neither knows the other.

- `Reach`: what the group scored by a criterion of the workspace's model; `WSJF: Job size`: by one of another model
- `Reach low`, `Reach high`: its limits
- `Reach (Ines)`: what a scorer scored; `Reach (Ines) low` …: the limits
- `Reach counts as`: the median, override or prefill that ranks, for readers

In the value matrix the criteria are called `customer`, `business` and `effort`, as lists have always called them.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from app.models.content import Content
from app.models.names import folded
from app.models.records import Criterion
from app.models.tables import COMPUTED_COLUMNS, OPPORTUNITY_COLUMNS
from app.scoring.models import Model, model_of, models_of, value_matrix

Limit = Literal["", "low", "high"]

COUNTS_AS: Final = " counts as"
"""How the heading of what ranks ends; it is computed, and passed over when it is read."""

LIMITS: Final[tuple[Limit, ...]] = ("", "low", "high")
"""A score, and the limits between which it may lie, in the order of their columns."""

_OTHERS: Final = frozenset({"title", "journey", "decision", "reason", *COMPUTED_COLUMNS})

Known = Mapping[str, tuple[Model, Criterion]]
"""Criteria with their models by what their columns are called, folded."""


class ScoreColumn(NamedTuple):
    """A column of scores: by which criterion, whose (none = the group's), and whether it is a limit of the score."""

    model: Model
    criterion: Criterion
    scorer: str | None = None
    limit: Limit = ""


def heading_of(column: ScoreColumn, current: Model) -> str:
    """Return what a column is called in a workspace that ranks by a model."""
    whose = "" if column.scorer is None else f" ({column.scorer})"
    return f"{_named(column.model, column.criterion, current)}{whose}{f' {column.limit}' if column.limit else ''}"


def _named(model: Model, criterion: Criterion, current: Model) -> str:
    name = _name(model, criterion)
    return name if model.id == current.id and folded(name) not in _OTHERS else f"{model.title}: {name}"


def _name(model: Model, criterion: Criterion) -> str:
    return criterion.part if model.kind == "value matrix" else criterion.name


def known_columns(content: Content) -> Known:
    """Return what columns of scores may be called: those of the workspace's model first."""
    current, matrix = model_of(content), value_matrix(content)
    known: dict[str, tuple[Model, Criterion]] = {}
    for model in (current, matrix):
        for criterion in model.criteria:
            for name in (_name(model, criterion), criterion.name):
                if folded(name) not in _OTHERS:
                    known.setdefault(_key(name), (model, criterion))
    for model in models_of(content):
        for criterion in model.criteria:
            for name in (_name(model, criterion), criterion.name):
                known.setdefault(_key(f"{model.title}: {name}"), (model, criterion))
    return known


def _key(name: str) -> str:
    """Return a name folded, with or without a space before its colons: people type both."""
    return folded(name).replace(" :", ":")


def column_called(heading: str, known: Known) -> ScoreColumn | None:
    """Return the column of scores of a heading, none where it is none."""
    for text, limit in _limits(heading):
        for name, scorer in _scorers(text):
            found = known.get(_key(name))
            if found is not None:
                return ScoreColumn(*found, scorer, limit)
    return None


def _limits(heading: str) -> Iterator[tuple[str, Limit]]:
    yield heading, ""
    for limit in LIMITS[1:]:
        if folded(heading).endswith(f" {limit}"):
            yield heading.rstrip()[: -len(limit) - 1], limit


def _scorers(text: str) -> Iterator[tuple[str, str | None]]:
    yield text, None
    plain = text.strip()
    if plain.endswith(")"):
        for at, character in enumerate(plain):
            if character == "(" and plain[at + 1 : -1].strip():
                yield plain[:at], plain[at + 1 : -1].strip()


def is_computed(heading: str) -> bool:
    """Return whether a column is written for readers alone."""
    return folded(heading) in COMPUTED_COLUMNS or folded(heading).endswith(COUNTS_AS)


PLAIN_COLUMNS: Final = tuple(each for each in OPPORTUNITY_COLUMNS if each in _OTHERS)
"""The columns of a list of opportunities that are not scores: the title first."""

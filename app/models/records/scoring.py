"""The records of scoring: models, their criteria with anchors, who scores, and what each said."""

from dataclasses import dataclass
from typing import ClassVar

from app.models.kinds import FormulaPart, Prefill, ScoreOrigin, ScoringKind, Side
from app.models.records.base import Named, Record, reference


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class ScoringModel(Record):
    """A way to rank opportunities; `blind` while people score without seeing what others said."""

    kind_name: ClassVar[str] = "scoring_model"
    id: str
    rank: str
    title: str
    kind: ScoringKind
    note: str = ""
    blind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Criterion(Record):
    """A yardstick of a model: its part in the formula, its side, its agreed weight 0 … 1000, its rubric in words.

    Scores lie between `lowest` and `highest`, none = no bound; `prefill` is what of the map stands in until people
    score.
    """

    kind_name: ClassVar[str] = "criterion"
    id: str
    rank: str
    model_id: str = reference("scoring_model", "cascade")
    name: str
    part: FormulaPart = "criterion"
    side: Side = "customer"
    weight: float = 1.0
    lowest: float = 0.0
    highest: float | None = 100.0
    rubric: str = ""
    prefill: Prefill | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Anchor(Record):
    """A labelled value that people choose when they score by a criterion, with what it means in words."""

    kind_name: ClassVar[str] = "anchor"
    id: str
    criterion_id: str = reference("criterion", "cascade")
    value: float
    label: str = ""
    rubric: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Scorer(Named):
    """Somebody who scores."""

    kind_name: ClassVar[str] = "scorer"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Score(Record):
    """What somebody holds an opportunity to be worth by one criterion, and between which limits.

    Without a scorer it is that of the group as a whole. An override stands beside the others with its reason; without a
    value it takes the overrides before it back. `at` is the moment, as ISO 8601 to the second.
    """

    kind_name: ClassVar[str] = "score"
    id: str
    opportunity_id: str = reference("opportunity", "cascade")
    criterion_id: str = reference("criterion", "cascade")
    scorer_id: str | None = reference("scorer", "cascade", optional=True)
    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""
    at: str = ""
    origin: ScoreOrigin = "scored"

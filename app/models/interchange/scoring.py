"""The parts of scoring."""

from dataclasses import dataclass, field

from app.models.interchange.base import Part
from app.models.kinds import FormulaPart, Prefill, ScoreOrigin, ScoringKind, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorPart(Part):
    """A labelled value that people choose when they score."""

    id: str | None = None
    value: float
    label: str = ""
    rubric: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionPart(Part):
    """A yardstick: its part in the formula, its side, its agreed weight 0 … 1000; `highest` null = no bound."""

    id: str | None = None
    name: str
    rank: str | None = None
    part: FormulaPart = "criterion"
    side: Side = "customer"
    weight: float = 1.0
    lowest: float = 0.0
    highest: float | None = 100.0
    rubric: str = ""
    prefill: Prefill | None = None
    anchors: list[AnchorPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringModelPart(Part):
    """A way to rank opportunities, by its criteria; those that nobody has used or changed are not printed."""

    id: str | None = None
    title: str
    rank: str | None = None
    kind: ScoringKind
    note: str = ""
    blind: bool = False
    criteria: list[CriterionPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePart(Part):
    """What somebody holds an opportunity to be worth by one criterion; without a scorer it is the group's.

    An override has a reason, and without a value it takes those before it back; `at` is the moment, as ISO 8601.
    """

    id: str | None = None
    criterion_id: str
    scorer_id: str | None = None
    scorer: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""
    at: str = ""
    origin: ScoreOrigin = "scored"

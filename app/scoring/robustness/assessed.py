"""All that is known of how well the ranking of a workspace holds: one call for views, the report and the command line.

`case_of` takes what is needed out of the content, at once; `assess` computes, takes a while and touches no content, so
that it can run beside the window.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.models.content import Content
from app.models.kinds import EvidenceStrength
from app.models.records import Opportunity, Persona
from app.scoring.evidence import evidence_of
from app.scoring.formulas import DIVISORS
from app.scoring.models import Model
from app.scoring.opportunity_list import personas_of_opportunity
from app.scoring.ranking import Interval, Place, Ranking, field_of, rank_field
from app.scoring.robustness.candidates import Candidate, whole_parts
from app.scoring.robustness.could_be import could_be
from app.scoring.robustness.exact import leads_by_criterion
from app.scoring.robustness.learning import Question, to_learn
from app.scoring.robustness.sampling import DRAWS, SEED, Shares, sampled
from app.scoring.robustness.unseating import Change, Unseating, changes_to_lead, unseating
from app.scoring.scores import Standing, standings

CHALLENGERS: Final = 10
"""Of so many of the first places the smallest change that lets them lead is worked out."""
_DRAWING: Final = 0.8
"""The share of the work that drawing is."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a ranking is put to the test with: pure data, in the order of the opportunities' list."""

    model: Model
    candidates: tuple[Candidate, ...]
    evidence: Mapping[str, EvidenceStrength]
    """How strong the evidence of each is held to be."""
    titles: Mapping[str, str]
    asked: Mapping[str, tuple[str, ...]]
    """The names of the personas whose cards each is linked with."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """How well the place of one opportunity holds.

    `leads` has, by criterion, the weights at which it leads, the others in proportion; a criterion at which it never
    does is missing. `level_with` are the others that are the same by every weighed criterion: no weights part them.
    `change` is the smallest change of weights with which it would lead; none where it never does, or was not asked for.
    `shares` has the share of each rank (nothing where a score is missing), `could_be` the best and worst rank that it
    may still get while scores move within their limits and what is missing is scored.
    """

    id: str
    place: Place
    evidence: EvidenceStrength
    leads: Mapping[str, Interval]
    level_with: tuple[str, ...]
    change: Change | None
    shares: tuple[float, ...]
    likely: tuple[int, int] | None
    could_be: tuple[int, int]
    questions: tuple[Question, ...]

    @property
    def first_share(self) -> float | None:
        """The share of the draws in which it is first."""
        return self.shares[0] if self.shares else None


@dataclass(frozen=True, slots=True)
class Robustness:
    """How well a ranking holds: of each opportunity by id, in the order of the ranking, and of the whole."""

    case: Case
    weights: tuple[float, ...]
    """One for each criterion of the model."""
    unseating: Unseating
    shares: Shares
    questions: tuple[Question, ...]
    of: Mapping[str, Assessment]

    @property
    def model(self) -> Model:
        """By what is ranked."""
        return self.case.model


def robustness_of(
    content: Content,
    model: Model,
    weights: Sequence[float] | None = None,
    seed: int = SEED,
    *,
    draws: int = DRAWS,
) -> Robustness:
    """Return how well the ranking by a model holds; weights none = as agreed, else one for each criterion."""
    return assess(case_of(content, model), weights, seed, draws=draws)


def case_of(content: Content, model: Model) -> Case:
    """Return what is needed of the content."""
    opportunities = content.ordered(Opportunity)
    rows = standings(content, model)
    highest = [
        max((rows[each.id][place].value or 0.0 for each in opportunities), default=0.0)
        for place in range(len(model.criteria))
    ]
    return Case(
        model,
        tuple(_candidate(model, each.id, rows[each.id], highest) for each in opportunities),
        {each.id: evidence_of(content, each).held for each in opportunities},
        {each.id: each.title for each in opportunities},
        {each.id: _names(personas_of_opportunity(content, each.id)) for each in opportunities},
    )


def _candidate(model: Model, opportunity_id: str, row: Sequence[Standing], highest: Sequence[float]) -> Candidate:
    """Return an opportunity as numbers; a missing score may be all that its criterion allows.

    Where that has no end, as much as any other has; what the formula would divide by 0 counts as missing.
    """
    values, lows, highs = [], [], []
    for criterion, standing, most in zip(model.criteria, row, highest, strict=True):
        value = standing.value
        if criterion.part == DIVISORS.get(model.kind) and not (value or 0.0) > 0:
            value = None
        ends: tuple[float | None, float | None] = (standing.low, standing.high)
        if value is None:
            ends = criterion.lowest, most if criterion.highest is None else criterion.highest
        values.append(value)
        lows.append(value or 0.0 if ends[0] is None else ends[0])
        highs.append(value or 0.0 if ends[1] is None else ends[1])
    return Candidate(opportunity_id, tuple(values), tuple(lows), tuple(highs))


def _names(personas: Iterable[Persona]) -> tuple[str, ...]:
    return tuple(each.name for each in personas if each.name.strip())


def assess(
    case: Case,
    weights: Sequence[float] | None = None,
    seed: int = SEED,
    *,
    draws: int = DRAWS,
    progress: Callable[[float], None] = lambda done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Robustness:
    """Return how well the ranking of a case holds; fit for the worker: tells how far it is, stops where it is asked."""
    model, candidates = case.model, case.candidates
    given = tuple(model.weights if weights is None else weights)
    ranking = rank_field(field_of(model, ((each.id, each.values) for each in candidates)), given)
    shares = sampled(
        candidates,
        model,
        given,
        seed=seed,
        draws=draws,
        progress=lambda done: progress(done * _DRAWING),
        cancelled=cancelled,
    )
    validated = {each for each, strength in case.evidence.items() if strength == "validated"}
    questions = tuple(to_learn(candidates, model, validated, given))
    return Robustness(
        case,
        given,
        unseating(candidates, model, given),
        shares,
        questions,
        _assessments(case, given, ranking, shares, questions),
    )


def _assessments(
    case: Case, weights: Sequence[float], ranking: Ranking, shares: Shares, questions: Sequence[Question]
) -> dict[str, Assessment]:
    model, candidates = case.model, case.candidates
    leading = leads_by_criterion(candidates, model, weights)
    reach = could_be(candidates, model, weights)
    level = _level(candidates, model)
    challengers = ranking.ids[:CHALLENGERS] if model.weighed else []
    changes = changes_to_lead(candidates, model, challengers, weights)
    return {
        place.id: Assessment(
            place.id,
            place,
            case.evidence[place.id],
            {criterion: found[place.id] for criterion, found in leading.items() if place.id in found},
            tuple(each for each in level.get(place.id, ()) if each != place.id),
            changes.get(place.id),
            shares.of(place.id),
            shares.likely(place.id),
            _wider(reach[place.id], place),
            tuple(each for each in questions if each.candidate_id == place.id),
        )
        for place in ranking
    }


def _level(candidates: Sequence[Candidate], model: Model) -> dict[str, Collection[str]]:
    """Return by id who is the same by every weighed criterion, itself included."""
    same: dict[tuple[int, ...], list[str]] = {}
    for each, parts in whole_parts(candidates, model)[0].items() if model.weighed else ():
        same.setdefault(parts, []).append(each)
    return {each: ids for ids in same.values() if len(ids) > 1 for each in ids}


def _wider(reach: tuple[int, int], place: Place) -> tuple[int, int]:
    """Return the ranks within limits, and those that open scores leave where a criterion has no highest."""
    return min(reach[0], place.best), max(reach[1], place.worst)

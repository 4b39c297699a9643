"""Which of three masteries is missing: insight, framework or prioritisation, by the file's own figures.

Each has measures: of so many things, how many are as they should be, and the share that would do. A measure of nothing
counts as nought: where no opportunity is, none is decided. The strength of a mastery is the mean over its measures of
how far each is on its way, min(1, share / goal). The goals are rules of thumb, stated wherever a measure is shown.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeVar

from app.models.content import Content, decided, stages_of, workspace_of
from app.models.evidence import unplaced_insights
from app.models.records import (
    Action,
    Card,
    Insight,
    Opportunity,
    OpportunityCard,
    Persona,
    Score,
    SolutionOpportunity,
)
from app.scoring.evidence import evidence_of, persona_evidence
from app.scoring.framework.board import lifecycles_of
from app.scoring.framework.portfolio import blind_spots, proven_of, review_of
from app.scoring.framework.scope import current_steps, journeys_in_use

T = TypeVar("T")

MasteryName = Literal["insight", "framework", "prioritisation"]

MasteryState = Literal["missing", "begun", "there"]

MISSING_BELOW: Final = 0.35
THERE_FROM: Final = 0.75
"""Below the first strength a mastery is missing, from the second on it is there; between them it is begun."""


@dataclass(frozen=True, slots=True)
class Measure:
    """So many of so many are as they should be; a share of `goal`, 0 … 1, would do. Its words are under its name."""

    name: str
    count: int
    of: int
    goal: float

    @property
    def share(self) -> float:
        """The part that is as it should be, 0 … 1; of nothing, nought."""
        return self.count / self.of if self.of else 0.0

    @property
    def on_its_way(self) -> float:
        """How far it is on the way to its goal, 0 … 1."""
        return 1.0 if self.met else self.share / self.goal

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.of > 0 and self.share >= self.goal


@dataclass(frozen=True, slots=True)
class Mastery:
    """One of the three, with what it is measured by."""

    name: MasteryName
    measures: tuple[Measure, ...]

    @property
    def strength(self) -> float:
        """How far it is there, 0 … 1."""
        return sum(measure.on_its_way for measure in self.measures) / len(self.measures)

    @property
    def state(self) -> MasteryState:
        """Whether it is missing, begun or there."""
        if self.strength < MISSING_BELOW:
            return "missing"
        return "there" if self.strength >= THERE_FROM else "begun"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The three masteries, the one that holds the others back, and what follows from it."""

    masteries: tuple[Mastery, ...]

    @property
    def weakest(self) -> Mastery | None:
        """The mastery to work on: the weakest that is not there, of equal ones the first; none where all are there."""
        open_ones = [each for each in self.masteries if each.state != "there"]
        return min(open_ones, key=lambda each: each.strength, default=None)

    @property
    def follows(self) -> tuple[Measure, ...]:
        """What to work on in it: its measures below their goals, those furthest from them first."""
        measures = self.weakest.measures if self.weakest else ()
        return tuple(sorted((each for each in measures if not each.met), key=lambda each: each.on_its_way))


def diagnose(content: Content, today: date) -> Diagnosis:
    """Return the diagnosis of a workspace; `today` says which reviews are overdue. Current journeys in use count."""
    journeys = [each.id for each in journeys_in_use(content, "current")]
    pains = [
        card
        for journey_id in journeys
        for card in content.members(Card, "journey_id", journey_id)
        if card.kind == "pain" and card.lane_id is not None
    ]
    return Diagnosis(
        (
            Mastery("insight", tuple(_insight(content, pains))),
            Mastery("framework", tuple(_framework(content, today))),
            Mastery("prioritisation", tuple(_prioritisation(content, pains))),
        )
    )


def _measure(name: str, goal: float, things: Iterable[T], fits: Callable[[T], object]) -> Measure:
    those = list(things)
    return Measure(name, sum(1 for each in those if fits(each)), len(those), goal)


def _insight(content: Content, pains: list[Card]) -> Iterator[Measure]:
    proven = proven_of(content, pains)
    assumed = workspace_of(content).assumption_share / 100.0
    yield Measure("pains with evidence", proven.pains - proven.assumption, proven.pains, 1.0 - assumed)
    yield Measure("pains validated", proven.validated, proven.pains, 0.25)
    personas = content.ordered(Persona)
    yield _measure("personas with people", 0.5, personas, lambda each: not persona_evidence(content, each).thin)
    insights = len(content.all(Insight))
    yield Measure("insights placed", insights - len(unplaced_insights(content)), insights, 0.8)


def _framework(content: Content, today: date) -> Iterator[Measure]:
    journeys = list(journeys_in_use(content, "current"))
    lifecycles = [each for each in lifecycles_of(content) if each.state == "current"]
    stages = sum(len(stages_of(content, each.id)) for each in lifecycles)
    yield Measure("stages with a journey", stages - len(blind_spots(content).stages), stages, 0.8)
    yield _measure("journeys with an owner", 0.8, journeys, lambda each: each.owner_id)
    yield _measure(
        "journeys with an objective",
        0.5,
        journeys,
        lambda each: each.objective.strip() and each.objective_metric.strip() and each.objective_target.strip(),
    )
    yield _measure("journeys reviewed", 0.5, journeys, lambda each: review_of(each, today).state == "on time")
    yield _measure("steps with an owner", 0.5, current_steps(content), lambda each: each[1].owner_id)


def _prioritisation(content: Content, pains: list[Card]) -> Iterator[Measure]:
    opportunities = content.ordered(Opportunity)
    kinds = {each.id: decided(content, each.id) for each in opportunities}
    yield _measure("pains answered", 0.3, pains, lambda each: content.members(OpportunityCard, "card_id", each.id))
    yield _measure(
        "opportunities with evidence", 0.5, opportunities, lambda each: evidence_of(content, each).held != "assumption"
    )
    yield _measure(
        "opportunities scored", 0.8, opportunities, lambda each: content.members(Score, "opportunity_id", each.id)
    )
    yield _measure("opportunities decided", 0.5, opportunities, lambda each: kinds[each.id])
    wanted = [each for each in opportunities if kinds[each.id] == "will do"]
    yield _measure(
        "decisions in work",
        0.8,
        wanted,
        lambda each: (
            content.members(Action, "opportunity_id", each.id)
            or content.members(SolutionOpportunity, "opportunity_id", each.id)
        ),
    )

"""The portfolio: all journeys with what is known of each, where nobody looks, and whose review is overdue.

Success so far as known: there are no metrics yet, so what stands for it is the experience, the mean height of all
emotion curves of a journey on 0 … 100 (50 · (1 + mean / 2): −2 is 0, 0 is 50, +2 is 100) with the number of cards
behind it. What is not known is none, never nought. Hopes are no experience.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from app.models.content import Content, columns_of, journeys_in_tree_order, lanes_of, overrides_of, stages_of
from app.models.kinds import EvidenceStrength
from app.models.records import (
    Card,
    Department,
    EvidenceVerdict,
    Highlight,
    InsightPersona,
    Journey,
    OpportunityCard,
    OpportunityJourney,
    Owner,
    Participant,
    Persona,
    Stage,
    Swimlane,
)
from app.scoring.emotion import NOT_ROLLED, Tally, defaults_of, emotion_from, rolled_of, tally_of
from app.scoring.evidence import proof_of
from app.scoring.feelings import feelings_of
from app.scoring.framework.board import lifecycle_stages, lifecycles_of
from app.scoring.framework.roll_ups import counts_below
from app.scoring.framework.scope import journeys_in_use

ReviewState = Literal["no cadence", "never reviewed", "on time", "overdue"]
"""How a journey stands with its reviews: nobody said how often, it never was, the next is ahead, or past."""


class Experience(NamedTuple):
    """How a journey feels, 0 … 100, and the cards and insights behind it; none where nothing is said."""

    value: float | None = None
    n: int = 0


class Proven(NamedTuple):
    """How many pains of a journey are as strong as that; hopes have none."""

    assumption: int = 0
    emerging: int = 0
    validated: int = 0

    @property
    def pains(self) -> int:
        """All of them."""
        return self.assumption + self.emerging + self.validated

    @property
    def share(self) -> float | None:
        """The part of the pains that somebody is known to have, 0 … 1; none where there is no pain."""
        return 1.0 - self.assumption / self.pains if self.pains else None


class Review(NamedTuple):
    """When a journey was looked at last and is to be looked at next; `late` is by how many days that is past."""

    state: ReviewState
    last: date | None = None
    next: date | None = None
    late: int = 0


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """A journey in the portfolio.

    `depth` is how deep it is in the tree; `pains` are those placed on its map, `pains_below` those of the journeys that
    its steps open; `to_be` are the variants of it that are hoped for; `stage` that of the lifecycle it belongs to.
    """

    journey: Journey
    depth: int
    stage: Stage | None
    owner: Owner | None
    department: Department | None
    experience: Experience
    proven: Proven
    pains: int
    pains_below: int
    opportunities: int
    review: Review
    to_be: tuple[Journey, ...]


class BlindSpots(NamedTuple):
    """Where nobody looks: stages of lifecycles without a journey, personas nobody is behind, journeys nobody owns."""

    stages: tuple[tuple[Journey, Stage], ...]
    personas: tuple[Persona, ...]
    journeys: tuple[Journey, ...]


def review_of(journey: Journey, today: date) -> Review:
    """Return how a journey stands with its reviews on a day; the day on which one falls due is not late yet."""
    last = date.fromisoformat(journey.reviewed_on) if journey.reviewed_on else None
    if journey.review_every is None:
        return Review("no cadence", last)
    if last is None:
        return Review("never reviewed")
    due = last + timedelta(days=min(journey.review_every, (date.max - last).days))
    late = max((today - due).days, 0)
    return Review("overdue" if late else "on time", last, due, late)


def experience_of(content: Content, journey: Journey) -> Experience:
    """Return how a journey feels: the mean over all steps and swimlanes with an emotion, sub-journeys rolled up."""
    if journey.state != "current":
        return Experience()
    return _experience(content, journey, content.members(Card, "journey_id", journey.id))


def _experience(content: Content, journey: Journey, cards: Iterable[Card]) -> Experience:
    """Return the same as the emotion curves say, in one walk over the cards, in whatever order they are."""
    steps = columns_of(content, journey.id)
    step_ids = [step.id for step in steps]
    position = {step_id: column for column, step_id in enumerate(step_ids)}
    by_lane: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        if card.lane_id is not None:
            by_lane[card.lane_id].append(card)
    defaults, feelings = defaults_of(content, journey.id), feelings_of(content, journey.id)
    rolled = rolled_of(content, journey.id, steps)
    values, n = list[float](), 0
    swimlanes: list[Swimlane | None] = [None, *content.members(Swimlane, "journey_id", journey.id)]
    for swimlane in swimlanes:
        lanes = lanes_of(content, journey.id, swimlane.id if swimlane else None)
        tallies: list[Mapping[int, Tally]] = [
            tally_of(by_lane[lane.id], position, defaults, feelings) for lane in lanes if lane.id in by_lane
        ]
        below = rolled.get(swimlane.persona_id if swimlane else None, NOT_ROLLED) if swimlane or lanes else NOT_ROLLED
        overrides = overrides_of(content, swimlane.id) if swimlane else ()
        if tallies or below or overrides:
            points = emotion_from(step_ids, tallies, overrides, below)
            values += [point.value for point in points if point.value is not None]
            n += sum(point.n for point in points)
    return Experience(50.0 + 25.0 * sum(values) / len(values), n) if values else Experience()


def portfolio_of(content: Content, today: date) -> tuple[PortfolioRow, ...]:
    """Return a row for every journey, archived ones too, in the order of the tree; `today` says what is overdue."""
    return tuple(portfolio_rows(content, today))


def portfolio_rows(content: Content, today: date) -> Iterator[PortfolioRow]:
    """Yield the same rows one by one, for whoever shows the first before the last are known.

    No edit may come between two of them.
    """
    opportunities = _opportunities_by_journey(content)
    places = lifecycle_stages(content)
    to_be: defaultdict[str, list[Journey]] = defaultdict(list)
    depths: dict[str, int] = {}
    journeys = list(journeys_in_tree_order(content))
    for journey in journeys:
        depths[journey.id] = depths[journey.parent_id] + 1 if journey.parent_id in depths else 0
        if journey.to_be_of is not None:
            to_be[journey.to_be_of].append(journey)
    for journey in journeys:
        cards = content.members(Card, "journey_id", journey.id)
        pains = [card for card in cards if card.kind == "pain" and card.lane_id is not None]
        is_current = journey.state == "current"
        yield PortfolioRow(
            journey=journey,
            depth=depths[journey.id],
            stage=content.find(Stage, places.get(journey.id, (None, False))[0]),
            owner=content.find(Owner, journey.owner_id),
            department=content.find(Department, journey.department_id),
            experience=_experience(content, journey, cards) if is_current else Experience(),
            proven=proven_of(content, pains) if is_current else Proven(),
            pains=len(pains),
            pains_below=counts_below(content, journey.id).get("pain", 0),
            opportunities=len(opportunities.get(journey.id, ())),
            review=review_of(journey, today),
            to_be=tuple(to_be.get(journey.id, ())),
        )


def proven_of(content: Content, pains: Iterable[Card]) -> Proven:
    """Return how many of these pains of current journeys are an assumption, emerging, validated; verdicts count."""
    if not content.all(Highlight) and not content.all(EvidenceVerdict):
        return Proven(assumption=sum(1 for _ in pains))
    counts: dict[EvidenceStrength, int] = {"assumption": 0, "emerging": 0, "validated": 0}
    for card in pains:
        counts[proof_of(content, card).held] += 1
    return Proven(**counts)


def _opportunities_by_journey(content: Content) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for link in content.all(OpportunityCard).values():
        found[content.get(Card, link.card_id).journey_id].add(link.opportunity_id)
    for each in content.all(OpportunityJourney).values():
        found[each.journey_id].add(each.opportunity_id)
    return found


def blind_spots(content: Content) -> BlindSpots:
    """Return where nobody looks; journeys that are archived or hoped for need no owner, and fill no stage."""
    places = lifecycle_stages(content)
    taken = {places[each.id][0] for each in journeys_in_use(content, "current") if each.id in places}
    stages = [
        (lifecycle, stage)
        for lifecycle in lifecycles_of(content)
        if lifecycle.state == "current"
        for stage in stages_of(content, lifecycle.id)
        if stage.id not in taken
    ]
    unknown = [persona for persona in content.ordered(Persona) if not _is_known(content, persona)]
    unowned = [each for each in journeys_in_use(content, "current") if each.owner_id is None]
    return BlindSpots(tuple(stages), tuple(unknown), tuple(unowned))


def _is_known(content: Content, persona: Persona) -> bool:
    """Return whether anybody, or anything that was said, is behind a persona."""
    people = content.members(Participant, "persona_id", persona.id)
    return bool(people) or bool(content.members(InsightPersona, "persona_id", persona.id))


def overdue(content: Content, today: date) -> Iterator[tuple[Journey, Review]]:
    """Yield the journeys whose review is past on a day, or that never had one, the longest past first."""
    reviews = [(journey, review_of(journey, today)) for journey in journeys_in_use(content)]
    late = [each for each in reviews if each[1].state in ("overdue", "never reviewed")]
    yield from sorted(late, key=lambda each: (each[1].state == "overdue", -each[1].late))

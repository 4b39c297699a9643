"""One list of the opportunities of all journeys: where each comes from, what is behind it, what is said twice."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.models.content import Content, cards_of_opportunity, journeys_of_opportunity, persona_of, sort_key
from app.models.records import Journey, Lane, Opportunity, Persona, Step
from app.scoring.evidence import Evidence, evidence_of
from app.scoring.models import Model
from app.scoring.opportunities import Ranked, ranked
from app.scoring.similar import Pair, near_pairs


@dataclass(frozen=True, slots=True)
class Listed:
    """An opportunity in the list: its place, its parent and children, what it is linked with by its cards, evidence."""

    ranked: Ranked
    parent: Opportunity | None
    children: tuple[Opportunity, ...]
    journeys: tuple[Journey, ...]
    steps: tuple[Step, ...]
    personas: tuple[Persona, ...]
    evidence: Evidence

    @property
    def opportunity(self) -> Opportunity:
        """Its record."""
        return self.ranked.opportunity


def list_of(content: Content, model: Model | None = None) -> list[Listed]:
    """Return all opportunities in the order of the ranking by a model; without one, by that of the workspace."""
    return [_listed(content, each) for each in ranked(content, model)]


def _listed(content: Content, place: Ranked) -> Listed:
    each = place.opportunity
    return Listed(
        place,
        content.find(Opportunity, each.parent_id) if each.parent_id else None,
        content.holding(Opportunity, "parent_id", each.id),
        journeys_of_opportunity(content, each.id),
        steps_of_opportunity(content, each.id),
        personas_of_opportunity(content, each.id),
        evidence_of(content, each),
    )


def steps_of_opportunity(content: Content, opportunity_id: str) -> tuple[Step, ...]:
    """Return the steps that the cards of an opportunity stand in, each once, journey by journey."""
    ids = dict.fromkeys(card.step_id for card in cards_of_opportunity(content, opportunity_id))
    return tuple(content.get(Step, each) for each in ids if each is not None)


def personas_of_opportunity(content: Content, opportunity_id: str) -> tuple[Persona, ...]:
    """Return the personas whose cards an opportunity is linked with, by rank."""
    found = {each.id: each for each in _personas(content, opportunity_id)}
    return tuple(sorted(found.values(), key=sort_key))


def _personas(content: Content, opportunity_id: str) -> Iterator[Persona]:
    for card in cards_of_opportunity(content, opportunity_id):
        lane = content.find(Lane, card.lane_id) if card.lane_id else None
        persona = persona_of(content, lane.swimlane_id) if lane is not None else None
        if persona is not None:
            yield persona


def near_opportunities(content: Content) -> list[Pair]:
    """Return the pairs of opportunities that nearly say the same, the likest first; of a family none is a duplicate.

    A proposal that somebody looks at: merged is nothing by itself.
    """
    there = content.ordered(Opportunity)
    parents = {each.id: each.parent_id for each in there}
    pairs = near_pairs({each.id: each.title for each in there})
    return [pair for pair in pairs if parents[pair.first] != pair.second and parents[pair.second] != pair.first]

"""Why a to-be is otherwise: the pain or opportunity that each difference answers.

A card's reasons are the cards it is said to answer, the opportunities that it or what it came from is linked to, and
the solutions that change its step, with the opportunities that these meet. A pain that is gone answers itself. What
holds cards is otherwise for the reasons of those of its cards that are; a connector, for those of its ends.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Literal, NamedTuple

from app.models.content import opportunities_of
from app.models.records import (
    Card,
    CardAnswer,
    Connector,
    Lane,
    Opportunity,
    Solution,
    SolutionOpportunity,
    SolutionStep,
    Stage,
    Step,
    Swimlane,
)
from app.scoring.to_be import Comparison, Turn

Via = Literal["answer", "itself", "opportunity", "solution", "cards"]
"""How a reason is known: a card is said to answer it, it is the pain that is gone itself, an opportunity is linked to
the card, a solution changes the step, or cards within have it."""


class Reason(NamedTuple):
    """What a difference answers: a card (of the current journey, as a rule), an opportunity, or a solution."""

    via: Via
    kind: Literal["card", "opportunity", "solution"]
    id: str
    title: str


class Reasons:
    """The reasons of every difference between two journeys."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._content = comparison.after

    def of(self, turn: Turn) -> tuple[Reason, ...]:
        """Return why something is otherwise, each reason once; nothing where none was given yet."""
        record = turn.record
        if isinstance(record, Card):
            found = self._of_card(record)
        elif isinstance(record, Connector):
            ends = (self._comparison.both.find(Card, each) for each in (record.from_card_id, record.to_card_id))
            found = _through(self._of_card(card) for card in ends if card is not None)
        else:
            found = [*self._of_steps(record, turn.first_id), *_through(map(self._of_card, self._within(record)))]
        unique: dict[tuple[str, str], Reason] = {}
        for each in found:
            unique.setdefault((each.kind, each.id), each)
        return tuple(unique.values())

    def without(self) -> tuple[Turn, ...]:
        """Return the differences that have no reason yet and need one: all but hopes."""
        return tuple(turn for turn in self._comparison.turns if not turn.is_hope and not self.of(turn))

    # ---- cards

    def _of_card(self, card: Card) -> list[Reason]:
        found = self._known.get(card.id)
        if found is None:
            found = self._known[card.id] = list(self._look_up(card))
        return found

    @cached_property
    def _known(self) -> dict[str, list[Reason]]:
        return {}

    def _look_up(self, card: Card) -> Iterator[Reason]:
        content, was_id = self._content, self._comparison.first_id_of(card)
        is_gone = card.id in self._comparison.changes.cards.removed
        ids = [each for each in (card.id, was_id) if content.find(Card, each) is not None]
        for each in ids:
            for link in sorted(content.members(CardAnswer, "card_id", each), key=lambda link: link.answered_id):
                yield Reason("answer", "card", link.answered_id, content.get(Card, link.answered_id).title)
        if is_gone and card.kind == "pain":
            yield Reason("itself", "card", was_id, card.title)
        for each in ids:
            yield from (_opportunity("opportunity", found) for found in opportunities_of(content, each))
        yield from self._of_solutions(filter(None, (card.step_id, self._on_first_step(card.step_id))))

    def _on_first_step(self, step_id: str | None) -> str | None:
        return self._comparison.first_step(step_id) if step_id is not None else None

    # ---- steps and what holds cards

    def _of_steps(self, record: Any, first_id: str) -> Iterator[Reason]:
        if isinstance(record, Step):
            yield from self._of_solutions((record.id, first_id))
        elif isinstance(record, Stage):
            for step in self._comparison.both.holding(Step, "stage_id", record.id):
                yield from self._of_solutions(filter(None, (step.id, self._on_first_step(step.id))))

    def _of_solutions(self, step_ids: Iterable[str]) -> Iterator[Reason]:
        content = self._content
        for step_id in step_ids:
            for link in content.members(SolutionStep, "step_id", step_id):
                solution = content.get(Solution, link.solution_id)
                yield Reason("solution", "solution", solution.id, solution.title)
                for met in content.members(SolutionOpportunity, "solution_id", solution.id):
                    yield _opportunity("solution", content.get(Opportunity, met.opportunity_id))

    def _within(self, record: Any) -> Iterator[Card]:
        """Yield the cards within a stage, a step, a lane or a swimlane that are otherwise."""
        both = self._comparison.both
        if isinstance(record, Stage):
            steps = both.members(Step, "stage_id", record.id)
            held = [card for step in steps for card in both.members(Card, "step_id", step.id)]
        elif isinstance(record, Swimlane):
            lanes = both.members(Lane, "swimlane_id", record.id)
            held = [card for lane in lanes for card in both.members(Card, "lane_id", lane.id)]
        else:
            held = list(both.members(Card, f"{record.kind_name}_id", record.id))
        return (card for card in sorted(held, key=lambda card: (card.rank, card.id)) if card.id in self._otherwise)

    @cached_property
    def _otherwise(self) -> frozenset[str]:
        """The cards that are otherwise in more than how they feel."""
        turns = self._comparison.turns
        return frozenset(turn.id for turn in turns if isinstance(turn.record, Card) and not turn.is_hope)


def _opportunity(via: Via, opportunity: Opportunity) -> Reason:
    return Reason(via, "opportunity", opportunity.id, opportunity.title)


def _through(reasons: Iterable[list[Reason]]) -> list[Reason]:
    return [each._replace(via="cards") for found in reasons for each in found]

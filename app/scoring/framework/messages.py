"""The message plan: what each persona is told in each stage, by which channel, by whom, when.

A card says its own channel and owner; where it does not, those of its step hold. Its days are those of its step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.models.content import Content, cards_in_map_order, persona_of, stages_of, swimlanes_of
from app.models.records import Card, Channel, Journey, Lane, Owner, Persona, Stage, Step
from app.scoring.framework.scope import stage_of


class Message(NamedTuple):
    """A message card with its place and plan; no persona: for the whole map."""

    card: Card
    stage: Stage
    step: Step
    persona: Persona | None
    channel: Channel | None
    owner: Owner | None

    @property
    def starts_on(self) -> str | None:
        """The first day on which it is due, YYYY-MM-DD."""
        return self.step.starts_on

    @property
    def ends_on(self) -> str | None:
        """The last day on which it is due, YYYY-MM-DD."""
        return self.step.ends_on


@dataclass(frozen=True, slots=True)
class MessagePlan:
    """The messages of a journey by persona (none = for the whole map) and stage; `silent` cells hold none."""

    journey: Journey
    personas: tuple[Persona | None, ...]
    stages: tuple[Stage, ...]
    messages: tuple[Message, ...]
    cells: Mapping[tuple[str | None, str], tuple[Message, ...]]

    def cell(self, persona: Persona | None, stage: Stage) -> tuple[Message, ...]:
        """Return what a persona is told in a stage, in the order of the map."""
        return self.cells.get((persona.id if persona else None, stage.id), ())

    @property
    def silent(self) -> tuple[tuple[Persona, Stage], ...]:
        """Where a persona is told nothing in a stage, neither itself nor by a message for the whole map."""
        return tuple(
            (persona, stage)
            for persona in self.personas
            for stage in self.stages
            if persona is not None and not self.cell(persona, stage) and not self.cell(None, stage)
        )


def message_plan(content: Content, journey: Journey) -> MessagePlan:
    """Return the message plan of a journey; a row for the whole map is there where it has messages."""
    messages = tuple(
        _message(content, card) for card in cards_in_map_order(content, journey.id) if card.kind == "message"
    )
    cells: dict[tuple[str | None, str], list[Message]] = {}
    for message in messages:
        persona_id = message.persona.id if message.persona else None
        cells.setdefault((persona_id, message.stage.id), []).append(message)
    whole: list[Persona | None] = [None] if any(message.persona is None for message in messages) else []
    people = [content.get(Persona, each.persona_id) for each in swimlanes_of(content, journey.id)]
    frozen = {place: tuple(found) for place, found in cells.items()}
    return MessagePlan(journey, (*whole, *people), stages_of(content, journey.id), messages, frozen)


def _message(content: Content, card: Card) -> Message:
    step, lane = content.get(Step, card.step_id or ""), content.get(Lane, card.lane_id or "")
    return Message(
        card,
        stage_of(content, step),
        step,
        persona_of(content, lane.swimlane_id),
        content.find(Channel, card.channel_id or step.channel_id),
        content.find(Owner, card.owner_id or step.owner_id),
    )

"""A workspace on a real file with one map: two stages (the second with two steps), Maya and Jon."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.models.content import cards_in, columns_of, lanes_of, unplaced_cards
from app.models.records import Card
from app.services.journeys import add_journey
from app.services.personas import add_persona_to_map
from app.services.stages import add_stage, add_step
from app.store import Store, create_workspace


@dataclass
class Map:
    """The store, the map's ids, and short ways to look at it."""

    store: Store
    journey: str
    stages: list[str]
    maya: str
    jon: str

    @property
    def steps(self) -> list[str]:
        return [step.id for step in columns_of(self.store.content, self.journey)]

    def lane(self, swimlane: str, kind: str) -> str:
        lanes = lanes_of(self.store.content, self.journey, swimlane)
        return next(lane.id for lane in lanes if lane.kind == kind)

    def cell(self, lane: str, step: str) -> list[str]:
        return [card.title for card in cards_in(self.store.content, lane, step)]

    @property
    def waiting(self) -> list[str]:
        return [card.title for card in unplaced_cards(self.store.content, self.journey)]

    def card(self, card_id: str) -> Card:
        return self.store.content.get(Card, card_id)


@pytest.fixture
def small_map(tmp_path: Path) -> Iterator[Map]:
    store = create_workspace(tmp_path / "map.clew")
    journey = add_journey(store, "I buy a ticket")
    stages = [add_stage(store, journey, "Awareness"), add_stage(store, journey, "Purchase")]
    add_step(store, stages[1], "Pay")
    maya, jon = add_persona_to_map(store, journey, "Maya"), add_persona_to_map(store, journey, "Jon")
    yield Map(store, journey, stages, maya, jon)
    store.close()

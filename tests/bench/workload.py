"""Workspaces to measure with: maps of N cards of about 60 characters on a grid of stages × lanes."""

from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from app.models.kinds import LANE_TAKES, LaneKind
from app.models.ranks import ranks_between
from app.models.records import AnyRecord, Card, Journey, Lane, Persona, Stage, Step, Swimlane, Workspace

GRIDS: Final = {200: (10, 5), 1_000: (20, 10), 5_000: (50, 10), 20_000: (100, 20)}
"""Cards → (stages, lanes). Five lanes make a swimlane."""

LANES: Final[tuple[LaneKind, ...]] = ("touchpoints", "experience", "thoughts", "quotes", "needs")
COMPARED: Final = {2_000: (40, 10)}
"""The same of a map that a to-be is made of."""
NAMES: Final = ("Maya", "Jon", "Amina", "Wei")
SYLLABLES: Final = "ba ce di fo gu la me ni po ru sa te vi wo an er in or un st tr ch pl en ing tion ly able".split()
VOCABULARY: Final = 3_000
"""Distinct words, as many as a large map has, so that no cache of shaped words flatters the figures."""


def records_of(cards: int) -> list[AnyRecord]:
    """Return the records of a workspace with a map of N cards, always the same; N is a key of GRIDS or of COMPARED."""
    stages, lanes = (GRIDS | COMPARED)[cards]
    random = Random(cards)
    journey = Journey(id=f"j{cards}", rank="V", title=f"I measure {cards} cards")
    records: list[AnyRecord] = [Workspace(id="w", title=f"Bench {cards}"), journey]
    steps = []
    for number, rank in enumerate(ranks_between(None, None, stages)):
        stage = Stage(id=f"stage{number}", journey_id=journey.id, rank=rank, title=sentence(random, 20))
        steps.append(Step(id=f"step{number}", stage_id=stage.id, rank="V"))
        records += [stage, steps[-1]]
    rows = []
    swimlanes = lanes // len(LANES)
    for name, rank in zip(NAMES, ranks_between(None, None, swimlanes), strict=False):
        persona = Persona(id=f"persona-{name}", name=name, rank=rank)
        swimlane = Swimlane(id=f"swimlane-{name}", journey_id=journey.id, persona_id=persona.id, rank=rank)
        kinds = zip(LANES, ranks_between(None, None, len(LANES)), strict=True)
        own = [
            Lane(id=f"{kind}-{name}", journey_id=journey.id, swimlane_id=swimlane.id, kind=kind, rank=lane_rank)
            for kind, lane_rank in kinds
        ]
        rows += own
        records += [persona, swimlane, *own]
    in_a_cell = cards // (stages * lanes)
    ranks = ranks_between(None, None, in_a_cell)
    records += [
        Card(
            id=f"card-{lane.id}-{step.id}-{rank}",
            journey_id=journey.id,
            kind=random.choice(LANE_TAKES[lane.kind]),
            title=sentence(random, 60),
            lane_id=lane.id,
            step_id=step.id,
            rank=rank,
            sentiment=random.choice((None, -2.0, -1.0, 0.0, 1.0, 2.0)),
        )
        for lane in rows
        for step in steps
        for rank in ranks
    ]
    return records


@cache
def _words() -> list[str]:
    random = Random(0)
    return ["".join(random.choices(SYLLABLES, k=random.choice((1, 2, 2, 3)))) for _ in range(VOCABULARY)]


def sentence(random: Random, characters: int) -> str:
    """Return words of about so many letters."""
    words = [random.choice(_words())]
    while sum(map(len, words)) + len(words) < characters - 3:
        words.append(random.choice(_words()))
    return " ".join(words).capitalize()


def make_workspace(folder: Path, cards: int) -> Path:
    """Return the path of a workspace of that many cards in the folder, made anew."""
    from app.store import create_workspace

    path = folder / f"bench-{cards}.clew"
    path.unlink(missing_ok=True)
    create_workspace(path, records_of(cards)).close()
    return path

"""A workspace that is a framework: 200 journeys with 50 cards each below a lifecycle, evidence of every fifth pain."""

from pathlib import Path
from random import Random
from typing import Final

from app.models.ids import id_from
from app.models.kinds import LANE_TAKES, LaneKind
from app.models.ranks import ranks_between
from app.models.records import (
    AnyRecord,
    Brand,
    Card,
    CardHighlight,
    Department,
    Highlight,
    Journey,
    Lane,
    Opportunity,
    OpportunityCard,
    Owner,
    Participant,
    Persona,
    Source,
    Stage,
    Step,
    Swimlane,
    Tool,
    Workspace,
)
from tests.bench.workload import NAMES, sentence

JOURNEYS, STAGES, IN_A_CELL = 200, 5, 5
LANES: Final[tuple[LaneKind, ...]] = ("touchpoints", "experience")
CARDS: Final = JOURNEYS * STAGES * len(LANES) * IN_A_CELL
PEOPLE: Final = 60
"""Participants; each passage is of one of them."""
EVERY_OWNED, EVERY_TO_BE, EVERY_PROVEN, EVERY_ANSWERED = 3, 10, 5, 40
"""Every so many journeys have no owner, are a to-be; every so many pains have evidence, an opportunity."""


def records_of_framework() -> list[AnyRecord]:
    """Return the records, the same at each call: `CARDS` cards on `JOURNEYS` maps, the first of them the lifecycle."""
    random = Random(CARDS)
    records: list[AnyRecord] = [Workspace(id="w", title="Bench of a framework"), *_lists()]
    ranks = ranks_between(None, None, JOURNEYS)
    for number, rank in enumerate(ranks):
        records += _journey(random, number, rank)
    return records + _research(records) + _opportunities(records)


def _lists() -> list[AnyRecord]:
    lists: list[AnyRecord] = [
        made(id=f"{made.kind_name}{number}", name=f"{made.kind_name} {number}", rank=str(number))
        for made in (Owner, Department, Brand, Tool)
        for number in range(1, 7)
    ]
    people = [Persona(id=f"persona-{name}", name=name, rank=str(at)) for at, name in enumerate(NAMES, 1)]
    return [*lists, *people]


def _journey(random: Random, number: int, rank: str) -> list[AnyRecord]:
    """Return a journey with its map; below the lifecycle, tens of journeys with sub-journeys that their steps open."""
    journey_id, is_top = f"journey{number}", number == 0
    hoped = not is_top and number % EVERY_TO_BE == 0
    journey = Journey(
        id=journey_id,
        rank=rank,
        title=sentence(random, 30),
        parent_id=None if is_top else "journey0" if number < 20 else f"journey{1 + number % 19}",
        level="lifecycle" if is_top else "journey" if number < 20 else "sub-journey",
        state="to-be" if hoped else "current",
        to_be_of=f"journey{number - 1}" if hoped else None,
        lifecycle_stage_id=None if is_top else f"stage-journey0-{number % (STAGES - 1)}",
        brand_id=f"brand{1 + number % 6}",
        department_id=f"department{1 + number % 6}",
        owner_id=None if number % EVERY_OWNED == 0 else f"owner{1 + number % 6}",
        review_every=90,
        reviewed_on=f"2026-{1 + number % 11:02}-{1 + number % 28:02}",
    )
    persona_id = f"persona-{NAMES[number % len(NAMES)]}"
    swimlane = Swimlane(id=f"swimlane-{number}", journey_id=journey_id, persona_id=persona_id, rank="V")
    records: list[AnyRecord] = [journey, swimlane]
    steps = []
    for place, stage_rank in enumerate(ranks_between(None, None, STAGES)):
        stage_id = f"stage-{journey_id}-{place}"
        records.append(Stage(id=stage_id, journey_id=journey_id, rank=stage_rank, title=sentence(random, 16)))
        below = 20 + 19 * place + number - 1
        opened = f"journey{below}" if 0 < number < 20 and below < JOURNEYS else None
        team = f"department{1 + (number + place) % 6}"
        steps.append(
            Step(id=f"step-{number}-{place}", stage_id=stage_id, rank="V", opens_journey_id=opened, team_id=team)
        )
    records += steps
    for kind, lane_rank in zip((*LANES, "emotion"), ranks_between(None, None, len(LANES) + 1), strict=True):
        lane_id = f"lane-{number}-{kind}"
        lane = Lane(id=lane_id, journey_id=journey_id, swimlane_id=swimlane.id, kind=kind, rank=lane_rank)
        records.append(lane)
        if kind in LANES:
            records += _cards(random, lane, steps)
    return records


def _cards(random: Random, lane: Lane, steps: list[Step]) -> list[AnyRecord]:
    cards: list[AnyRecord] = []
    for step in steps:
        for rank in ranks_between(None, None, IN_A_CELL):
            kind = random.choice(LANE_TAKES[lane.kind])
            cards.append(
                Card(
                    id=f"card-{lane.id}-{step.id}-{rank}",
                    journey_id=lane.journey_id,
                    kind=kind,
                    title=sentence(random, 60),
                    lane_id=lane.id,
                    step_id=step.id,
                    rank=rank,
                    sentiment=random.choice((None, -2.0, -1.0, 0.0, 1.0, 2.0)),
                    tool_id=random.choice((None, "tool1", "tool2")) if kind == "touchpoint" else None,
                    department_id=random.choice((None, "department1")) if kind == "touchpoint" else None,
                )
            )
    return cards


def _pains(records: list[AnyRecord]) -> list[Card]:
    return [each for each in records if isinstance(each, Card) and each.kind == "pain"]


def _research(records: list[AnyRecord]) -> list[AnyRecord]:
    ranks = ranks_between(None, None, PEOPLE)
    people = [Participant(id=f"participant{at}", name=f"P{at}", rank=rank) for at, rank in enumerate(ranks)]
    pains = _pains(records)[::EVERY_PROVEN]
    source = Source(id="source", rank="V", title="Interviews", kind="interview", turns=len(pains))
    made: list[AnyRecord] = [*people, source]
    for turn, pain in enumerate(pains):
        highlight_id = id_from("bench passage", pain.id)
        made.append(
            Highlight(
                id=highlight_id,
                source_id=source.id,
                participant_id=f"participant{turn % PEOPLE}",
                turn=turn,
                start=0,
                last_turn=turn,
                end=5,
            )
        )
        made.append(CardHighlight(card_id=pain.id, highlight_id=highlight_id))
    return made


def _opportunities(records: list[AnyRecord]) -> list[AnyRecord]:
    made: list[AnyRecord] = []
    pains = _pains(records)[::EVERY_ANSWERED]
    for number, (pain, rank) in enumerate(zip(pains, ranks_between(None, None, len(pains)), strict=True)):
        opportunity = Opportunity(id=f"opportunity{number}", rank=rank, title=pain.title)
        made += [opportunity, OpportunityCard(opportunity_id=opportunity.id, card_id=pain.id)]
    return made


def make_framework(folder: Path) -> Path:
    """Return the path of the workspace in the folder, made anew."""
    from app.store import create_workspace

    path = folder / "bench-framework.clew"
    path.unlink(missing_ok=True)
    create_workspace(path, records_of_framework()).close()
    return path

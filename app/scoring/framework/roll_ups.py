"""What a step that opens a sub-journey has from it: the cards of the sub-journey's swimlane of the same persona.

They count as the step's own, and so do those of journeys that the sub-journey's steps open; each journey, each card and
each insight counts once. Lanes for the whole map count for the whole map. Only current journeys are counted: what a
to-be one holds are hopes. Values set by hand stay where they were set.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from app.models.content import Content, columns_of, lanes_of, swimlanes_of
from app.models.kinds import CardKind
from app.models.records import AnyRecord, Card, Journey, Lane, Stage, Step, Swimlane
from app.scoring.emotion import Tally, defaults_of, tally_of
from app.scoring.feelings import Feelings, feelings_of

Counts = Mapping[CardKind, int]
"""How many cards there are of each kind; a kind that is missing has none."""

Rolled = Mapping[str | None, Mapping[int, Tally]]
"""What steps have from the journeys that they open: by persona (none = the whole map), then by column."""


class StepCounts(NamedTuple):
    """The cards of a step by kind: its own, those of the journeys that it opens, and which these are, nearest first.

    A card over several steps is counted in each of them.
    """

    step_id: str
    own: Counts
    rolled: Counts
    journey_ids: tuple[str, ...]

    def of(self, kind: CardKind) -> int:
        """Return how many cards of a kind there are in all."""
        return self.own.get(kind, 0) + self.rolled.get(kind, 0)


class _Share(NamedTuple):
    """What all cards of one persona in a journey come to."""

    tally: Tally
    counts: Counts


class _Kept:
    """The shares of journeys that were asked for, and which journeys each opens; forgotten where they change."""

    def __init__(self) -> None:
        self.shares: dict[str, tuple[Feelings, dict[str | None, _Share]]] = {}
        self.opened: dict[str, tuple[str, ...]] = {}

    def note(self, before: AnyRecord | None, after: AnyRecord | None) -> None:
        """Forget what a change concerns."""
        record: Any = after or before
        if isinstance(record, Card | Lane | Swimlane):
            self.shares.pop(record.journey_id, None)
        elif isinstance(record, Step | Stage):
            self.opened = {}


def _opened_by(content: Content, journey_id: str) -> tuple[str, ...]:
    """Return the ids of the journeys that the steps of a journey open."""
    opened = content.index(_Kept).opened
    found = opened.get(journey_id)
    if found is None:
        steps = columns_of(content, journey_id)
        found = opened[journey_id] = tuple(
            dict.fromkeys(each.opens_journey_id for each in steps if each.opens_journey_id)
        )
    return found


def journeys_opened(content: Content, step: Step) -> tuple[str, ...]:
    """Return the ids of the current journeys that a step opens, itself or through others, each once, nearest first."""
    if step.opens_journey_id is None:
        return ()
    ahead, found = [step.opens_journey_id], dict[str, None]()
    for journey_id in ahead:
        if journey_id not in found and content.get(Journey, journey_id).state == "current":
            found[journey_id] = None
            ahead.extend(_opened_by(content, journey_id))
    return tuple(found)


def _shares_of(content: Content, journey_id: str) -> Mapping[str | None, _Share]:
    """Return what the cards of each persona in a journey come to, kept until one of them changes."""
    kept = content.index(_Kept).shares
    feelings = feelings_of(content, journey_id)
    found = kept.get(journey_id)
    if found is None or found[0] is not feelings:
        owners: list[Swimlane | None] = [None, *swimlanes_of(content, journey_id)]
        shares = {each.persona_id if each else None: _share_of(content, journey_id, each, feelings) for each in owners}
        found = kept[journey_id] = (feelings, shares)
    return found[1]


def _share_of(content: Content, journey_id: str, swimlane: Swimlane | None, feelings: Feelings) -> _Share:
    lanes = lanes_of(content, journey_id, swimlane.id if swimlane else None)
    cards = [card for lane in lanes for card in content.members(Card, "lane_id", lane.id)]
    one_column = dict.fromkeys((step.id for step in columns_of(content, journey_id)), 0)
    tally = tally_of(cards, one_column, defaults_of(content, journey_id), feelings).get(0, Tally())
    return _Share(tally, Counter(card.kind for card in cards))


def rolled_up(content: Content, journey_id: str) -> Rolled:
    """Return what the steps of a current journey have from those that they open; nothing in a to-be one."""
    if content.get(Journey, journey_id).state != "current":
        return {}
    rolled: dict[str | None, dict[int, list[Tally]]] = {}
    for column, step in enumerate(columns_of(content, journey_id)):
        for opened_id in journeys_opened(content, step):
            if opened_id == journey_id:
                continue
            for persona_id, share in _shares_of(content, opened_id).items():
                rolled.setdefault(persona_id, {}).setdefault(column, []).append(share.tally)
    return {
        persona_id: {column: _together(tallies) for column, tallies in columns.items()}
        for persona_id, columns in rolled.items()
    }


def _together(tallies: Iterable[Tally]) -> Tally:
    weighted, weight, n, said, felt = zip(*tallies, strict=True)
    return Tally(
        sum(weighted), sum(weight), sum(n), sum(said), {key: each for one in felt for key, each in one.items()}
    )


def step_counts(content: Content, journey_id: str) -> tuple[StepCounts, ...]:
    """Return how many placed cards each step has of each kind, from left to right, those of all personas together."""
    steps = columns_of(content, journey_id)
    position = {step.id: column for column, step in enumerate(steps)}
    own: list[Counter[CardKind]] = [Counter() for _ in steps]
    for card in content.members(Card, "journey_id", journey_id):
        if card.lane_id is not None and card.step_id in position:
            first = position[card.step_id]
            for counter in own[first : first + card.span]:
                counter[card.kind] += 1
    is_current = content.get(Journey, journey_id).state == "current"
    opened = [journeys_opened(content, step) if is_current else () for step in steps]
    return tuple(
        StepCounts(step.id, counter, _counts_of(content, ids), ids)
        for step, counter, ids in zip(steps, own, opened, strict=True)
    )


def _counts_of(content: Content, journey_ids: Iterable[str]) -> Counts:
    return sum((Counter(each) for each in _counted(content, journey_ids)), Counter[CardKind]())


def _counted(content: Content, journey_ids: Iterable[str]) -> Iterator[Counts]:
    for journey_id in journey_ids:
        yield from (share.counts for share in _shares_of(content, journey_id).values())


def counts_below(content: Content, journey_id: str) -> Counts:
    """Return how many placed cards there are of each kind in the current journeys that a current one opens.

    Each journey is counted once, however many steps lead to it.
    """
    if content.get(Journey, journey_id).state != "current":
        return _NONE
    steps = columns_of(content, journey_id)
    ids = dict.fromkeys(each for step in steps for each in journeys_opened(content, step))
    ids.pop(journey_id, None)
    return _counts_of(content, ids)


_NONE: Final[Counts] = {}

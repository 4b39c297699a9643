"""The emotion of a swimlane in a step: the weighted mean of the sentiments on its cards.

A card with insights that have sentiments counts through them: their sentiments and weights stand in the place of its
own, and an insight behind several cards of a step counts once. A step that opens a sub-journey counts the cards there,
too (`app.scoring.framework.roll_ups`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from app.models.content import Content, cards_on, columns_of, lanes_of, overrides_of
from app.models.kinds import DEFAULT_SENTIMENT, CardKind
from app.models.records import Card, EmotionOverride, Journey, Step, Swimlane
from app.scoring.feelings import NO_FEELINGS, NOT_FELT, Feelings, Felt, Weighed, feelings_of, felt_on

Defaults = Mapping[CardKind, float]
"""What a card of a kind counts as until somebody says otherwise, −2 … +2."""

_NO_DEFAULTS: Final[Defaults] = {}


class EmotionPoint(NamedTuple):
    """The emotion in one step, −2 … +2; a value of none is a gap.

    `n` counts the cards, and the insights through which cards count, behind the computed value; `by_hand` says that a
    value set by hand stands in its place; `default` that no card behind it has more than its kind's default; `rolled`
    how many of the n are there only because the step opens a sub-journey.
    """

    step_id: str
    value: float | None
    n: int
    by_hand: bool = False
    default: bool = False
    rolled: int = 0


class Tally(NamedTuple):
    """Sums over the cards of one step: Σ w·s, Σ w, how many cards, on how many of them somebody set the sentiment.

    The insights through which cards count stand beside the sums, so that each counts once over all lanes.
    """

    weighted: float = 0.0
    weight: float = 0.0
    n: int = 0
    said: int = 0
    felt: Felt = NOT_FELT


NOT_ROLLED: Final[Mapping[int, Tally]] = {}
"""Where no step opens a sub-journey."""


def defaults_of(content: Content, journey_id: str) -> Defaults:
    """Return the default sentiments of a journey's cards: none in a to-be journey (hopes, not feelings)."""
    return _NO_DEFAULTS if content.get(Journey, journey_id).state == "to-be" else DEFAULT_SENTIMENT


def sentiment_of(card: Card, defaults: Defaults) -> float | None:
    """Return what a card counts as by itself, −2 … +2, or none where nothing is said of it."""
    return defaults.get(card.kind) if card.sentiment is None else card.sentiment


def sentiment_on(content: Content, card: Card) -> float | None:
    """Return what a card counts as, −2 … +2: through its insights, by itself or by default; none where nothing says."""
    felt = felt_on(content, card)
    return sentiment_of(card, defaults_of(content, card.journey_id)) if felt is None else felt


def tally_of(
    cards: Iterable[Card], position: Mapping[str, int], defaults: Defaults, feelings: Feelings = NO_FEELINGS
) -> dict[int, Tally]:
    """Return the sums over the placed cards of a lane by column; a card that spans columns counts in each of them.

    `position` is the column of each step, by its id. A card of weight 0 is excluded with its insights.
    """
    tallies: defaultdict[int, list[Any]] = defaultdict(lambda: [0.0, 0.0, 0, 0, NOT_FELT])
    for card in cards:
        through = feelings.of(card) if feelings.insights else NOT_FELT
        sentiment = card.sentiment
        if sentiment is None and not through:
            sentiment = defaults.get(card.kind)
            if sentiment is None:
                continue
        first = position.get(card.step_id) if card.step_id else None
        if first is None or card.weight <= 0:
            continue
        for column in range(first, min(first + card.span, len(position))):
            tally = tallies[column]
            if sentiment is None or through:
                tally[4] = {**tally[4], **through}
                continue
            tally[0] += card.weight * sentiment
            tally[1] += card.weight
            tally[2] += 1
            tally[3] += card.sentiment is not None
    return {column: Tally(*tally) for column, tally in tallies.items()}


def emotion_from(
    step_ids: Sequence[str],
    tallies: Iterable[Mapping[int, Tally]],
    overrides: Iterable[EmotionOverride] = (),
    rolled: Mapping[int, Tally] = NOT_ROLLED,
) -> tuple[EmotionPoint, ...]:
    """Return one point a step from the sums of each lane of a swimlane, of sub-journeys, and the values set by hand."""
    lanes = tuple(tallies)
    by_hand = {override.step_id: override.value for override in overrides}
    points = []
    for column, step_id in enumerate(step_ids):
        own = [lane[column] for lane in lanes if column in lane]
        sums = _with_felt([*own, rolled[column]] if column in rolled else own)
        weight = sum(each.weight for each in sums)
        n = sum(each.n for each in sums)
        below = n - sum(each.n for each in _with_felt(own)) if column in rolled else 0
        if step_id in by_hand:
            points.append(EmotionPoint(step_id, by_hand[step_id], n, by_hand=True, rolled=below))
        elif weight > 0:
            value = sum(each.weighted for each in sums) / weight
            default = not any(each.said for each in sums)
            points.append(EmotionPoint(step_id, value, n, default=default, rolled=below))
        else:
            points.append(EmotionPoint(step_id, None, 0))
    return tuple(points)


def _with_felt(sums: list[Tally]) -> list[Tally]:
    """Return sums with those of the insights beside them, each insight once."""
    felt: dict[str, Weighed] = {}
    for each in sums:
        felt.update(each.felt)
    return sums + [Tally(weight * sentiment, weight, 1, 1) for weight, sentiment in felt.values()]


def rolled_of(content: Content, journey_id: str, steps: Iterable[Step]) -> Mapping[str | None, Mapping[int, Tally]]:
    """Return what steps have from the sub-journeys that they open, by persona (none = the whole map) and column."""
    if not any(step.opens_journey_id for step in steps):
        return {}
    from app.scoring.framework.roll_ups import rolled_up  # most maps open none, and are painted without it

    return rolled_up(content, journey_id)


def emotion_of(content: Content, journey_id: str, swimlane_id: str | None) -> tuple[EmotionPoint, ...]:
    """Return the emotion of a swimlane, one point a step from left to right; none = the lanes for the whole map.

    Σ w·s / Σ w over the cards of the step with a sentiment (a weight of 0 excludes), and over the insights of those
    that have some with sentiments, each insight once; a step that opens a sub-journey counts the cards there as well.
    """
    steps = columns_of(content, journey_id)
    step_ids = [step.id for step in steps]
    position = {step_id: column for column, step_id in enumerate(step_ids)}
    defaults = defaults_of(content, journey_id)
    lanes = lanes_of(content, journey_id, swimlane_id)
    feelings = feelings_of(content, journey_id)
    tallies = (tally_of(cards_on(content, lane.id), position, defaults, feelings) for lane in lanes)
    swimlane = content.find(Swimlane, swimlane_id)
    rolled = rolled_of(content, journey_id, steps).get(swimlane.persona_id if swimlane else None, NOT_ROLLED)
    return emotion_from(step_ids, tallies, overrides_of(content, swimlane_id) if swimlane_id else (), rolled)


def running_mean(points: Iterable[EmotionPoint]) -> tuple[EmotionPoint, ...]:
    """Return the cumulative impact: at each step the mean of the values up to it; gaps stay gaps, `n` adds up."""
    means: list[EmotionPoint] = []
    so_far: list[EmotionPoint] = []
    for point in points:
        if point.value is None:
            means.append(point)
            continue
        so_far.append(point)
        mean = sum(each.value for each in so_far if each.value is not None) / len(so_far)
        by_hand, default = all(each.by_hand for each in so_far), all(each.default for each in so_far)
        n, rolled = sum(each.n for each in so_far), sum(each.rolled for each in so_far)
        means.append(EmotionPoint(point.step_id, mean, n, by_hand, default, rolled))
    return tuple(means)

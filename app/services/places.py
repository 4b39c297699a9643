"""Where on the map a card can be: lanes that take it, steps it spans, and what leaves it without a place."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from app.models.content import Content, cards_of, cards_on, columns_of, lanes_of
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import LANE_OF, LANE_TAKES, CardKind
from app.models.records import Card, Lane
from app.services.order import make_room
from app.store import Edit


def nearest_lane(content: Content, lane: Lane, kind: CardKind) -> Lane | None:
    """Return the lane itself where it takes the kind, else the nearest of its swimlane that does, the lower of two."""
    lanes = lanes_of(content, lane.journey_id, lane.swimlane_id)
    at = lanes.index(lane)
    takers = [place for place, each in enumerate(lanes) if kind in LANE_TAKES[each.kind]]
    return lanes[min(takers, key=lambda place: (abs(place - at), -place))] if takers else None


def lane_taking(content: Content, lane_id: str, kind: CardKind) -> Lane:
    """Return the lane that a card of the kind lands on when dropped on a lane, or raise InputError where none is."""
    lane = nearest_lane(content, content.get(Lane, lane_id), kind)
    if lane is None:
        raise InputError(
            f"This swimlane has no lane for a {kind}. Nothing was moved; add a lane of {LANE_OF[kind]} first."
        )
    return lane


def make_lane_taking(edit: Edit, journey_id: str, swimlane_id: str | None, kind: CardKind) -> Lane:
    """Return the first lane of a swimlane (none = the whole map) that takes the kind, made where none does."""
    lanes = lanes_of(edit.content, journey_id, swimlane_id)
    for lane in lanes:
        if kind in LANE_TAKES[lane.kind]:
            return lane
    ranks, moved = make_room(lanes, None, 1)
    made = Lane(id=new_id(), journey_id=journey_id, swimlane_id=swimlane_id, kind=LANE_OF[kind], rank=ranks[0])
    edit.put(*moved, made)
    return made


def lane_taking_or_new(edit: Edit, lane: Lane, kind: CardKind) -> Lane:
    """Return the nearest lane of a lane's swimlane that takes the kind, or a new one."""
    return nearest_lane(edit.content, lane, kind) or make_lane_taking(edit, lane.journey_id, lane.swimlane_id, kind)


def unplaced(card: Card) -> Card:
    """Return the card waiting in Unplaced, remembering where it was."""
    if card.lane_id is None:
        return card
    return replace(card, lane_id=None, step_id=None, was_lane_id=card.lane_id, was_step_id=card.step_id, span=1)


def take_off_lanes(edit: Edit, lane_ids: Collection[str]) -> None:
    """Put the cards on these lanes into Unplaced."""
    for lane_id in lane_ids:
        edit.put(*(unplaced(card) for card in cards_on(edit.content, lane_id)))


def take_off_steps(edit: Edit, journey_id: str, step_ids: Collection[str]) -> None:
    """Put the cards that start in these steps into Unplaced, and shorten those that reach into them."""
    columns = [step.id for step in columns_of(edit.content, journey_id)]
    for card in cards_of(edit.content, journey_id):
        if card.step_id in step_ids:
            edit.put(unplaced(card))
        elif card.step_id is not None and card.span > 1:
            start = columns.index(card.step_id)
            edit.put(replace(card, span=sum(each not in step_ids for each in columns[start : start + card.span])))


def fit_spans(edit: Edit, journey_id: str) -> None:
    """Shorten the cards that reach beyond the last step, after steps were moved."""
    edit.put(*_too_long(edit.content, journey_id))


def _too_long(content: Content, journey_id: str) -> Iterator[Card]:
    place = {step.id: index for index, step in enumerate(columns_of(content, journey_id))}
    for card in cards_of(content, journey_id):
        if card.step_id is not None and card.span > 1 and place[card.step_id] + card.span > len(place):
            yield replace(card, span=len(place) - place[card.step_id])

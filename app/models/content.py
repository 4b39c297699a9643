"""All model records of a workspace in memory, with what belongs to what in order."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from threading import Lock
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from app.models.errors import InputError
from app.models.kinds import DecisionKind
from app.models.records import (
    RECORD_TYPES,
    TAG_LINKS,
    AnyRecord,
    Card,
    Connector,
    Decision,
    EmotionOverride,
    Journey,
    Lane,
    Opportunity,
    OpportunityCard,
    OpportunityJourney,
    Persona,
    Stage,
    Step,
    Swimlane,
    Tag,
    Workspace,
    references,
)

R = TypeVar("R", bound=AnyRecord)


class Index(Protocol):
    """What is computed from the records of a content and kept in step with them."""

    def note(self, before: AnyRecord | None, after: AnyRecord | None) -> None:
        """Take note that a record is made, replaced or taken out; others of the same edit may follow."""


IndexType = TypeVar("IndexType", bound=Index)
Place = tuple[type[Any], str, str | None]
"""A record type, its reference field and the id that is held there."""

_REFERENCES = {
    record_type: tuple(each.name for each in references(record_type)) for record_type in RECORD_TYPES.values()
}
_NOTHING: dict[str, Any] = {}


def sort_key(record: AnyRecord) -> tuple[str, str]:
    """Return what records are ordered by: rank, then id."""
    return (getattr(record, "rank", ""), record.id)


Tables = Mapping[type[Any], dict[str, Any]]
"""The records of each type by id."""


class _LaterTables(dict[type[Any], dict[str, Any]]):
    """Records by type, some of which are read when they are first asked for; from any thread."""

    def __init__(self, tables: Tables, later: Callable[[], Tables]) -> None:
        super().__init__(tables)
        self._later: Callable[[], Tables] | None = later
        self._reading = Lock()

    def __missing__(self, record_type: type[Any]) -> dict[str, Any]:
        self.read()
        return dict.__getitem__(self, record_type)

    def read(self) -> None:
        with self._reading:
            if self._later is not None:
                self.update(self._later())
                self._later = None


class Content:
    """Records by kind and id, and those that hold the same reference in `(rank, id)` order.

    Only the store puts and removes; everybody else reads. Records are frozen, so a copy is shallow. What holds a
    reference is gathered when first asked for, so that opening a large file doesn't pay for it.
    """

    __slots__ = ("_holders", "_indexes", "_ordered", "_records", "sealed")

    def __init__(self, records: Iterable[AnyRecord] = ()) -> None:
        self.sealed = False
        self._records: dict[type[Any], dict[str, Any]] = {each: {} for each in RECORD_TYPES.values()}
        self._holders: dict[tuple[type[Any], str], dict[str | None, dict[str, Any]]] = {}
        self._ordered: dict[Place, tuple[Any, ...]] = {}
        self._indexes: dict[Any, Any] = {}
        for record in records:
            self._records[type(record)][record.id] = record

    @classmethod
    def of_tables(cls, tables: Tables, later: Callable[[], Tables] | None = None) -> "Content":
        """Return content that takes over the records of each type by id; `later` reads those of the other types.

        It is called once, when one of those is first asked for, from whatever thread asks.
        """
        made = cls()
        if later is None:
            made._records.update(tables)
        else:
            made._records = _LaterTables(tables, later)
        return made

    def read_the_rest(self) -> None:
        """Read what was left for later, from any thread; raises what reading does."""
        if isinstance(self._records, _LaterTables):
            self._records.read()

    def at_hand(self, record_type: type[AnyRecord]) -> bool:
        """Return whether the records of a type are read already: whoever can do without them for now need not wait."""
        return record_type in self._records

    def put(self, record: AnyRecord) -> None:
        """Add the record, or replace the one with its kind and id; raises RuntimeError outside an edit."""
        record_type = type(record)
        before = self._replace(record_type, record.id, record)
        for name in _REFERENCES[record_type]:
            if before is not None:
                self._forget(record_type, name, before)
            target = getattr(record, name)
            holders = self._holders.get((record_type, name))
            if holders is not None:
                holders.setdefault(target, {})[record.id] = record
            self._ordered.pop((record_type, name, target), None)

    def remove(self, record_type: type[AnyRecord], record_id: str) -> None:
        """Take out a record that is there; raises RuntimeError outside an edit."""
        record = self._replace(record_type, record_id, None)
        for name in _REFERENCES[record_type]:
            self._forget(record_type, name, record)

    def _replace(self, record_type: type[Any], record_id: str, record: AnyRecord | None) -> Any:
        """Store the record, or nothing in its place, and return what was there."""
        if self.sealed:
            raise RuntimeError("the content of a workspace changes only inside store.edit()")
        records = self._records[record_type]
        before = records.get(record_id)
        if record is None:
            del records[record_id]
        else:
            records[record_id] = record
        for index in self._indexes.values():
            index.note(before, record)
        return before

    def _forget(self, record_type: type[Any], name: str, record: Any) -> None:
        target = getattr(record, name)
        holders = self._holders.get((record_type, name))
        if holders is not None:
            holders[target].pop(record.id, None)
        self._ordered.pop((record_type, name, target), None)

    def copy(self) -> "Content":
        """Return content that later edits do not change, for exports and comparisons."""
        self.read_the_rest()
        twin = Content()
        twin._records = {record_type: dict(records) for record_type, records in self._records.items()}
        return twin

    def find(self, record_type: type[R], record_id: str | None) -> R | None:
        """Return the record, or none where there is no such id."""
        return self._records[record_type].get(record_id) if record_id is not None else None

    def find_among(self, record_types: Iterable[type[Any]], record_id: str) -> Any:
        """Return the record with that id of one of several types, or none where there is no such id."""
        found = (self._records[record_type].get(record_id) for record_type in record_types)
        return next((record for record in found if record is not None), None)

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return the record; raises InputError where it is no longer there."""
        record = self.find(record_type, record_id)
        if record is None:
            raise InputError(f"This {record_type.kind_name.replace('_', ' ')} is no longer in the workspace.")
        return record

    def all(self, record_type: type[R]) -> Mapping[str, R]:
        """Return every record of a type by id, unordered, as a view."""
        return MappingProxyType(self._records[record_type])

    def ordered(self, record_type: type[R]) -> tuple[R, ...]:
        """Return every record of a type by `(rank, id)`."""
        return tuple(sorted(self.all(record_type).values(), key=sort_key))

    def holding(self, record_type: type[R], name: str, record_id: str | None) -> tuple[R, ...]:
        """Return the records of a type whose reference field `name` holds that id, by `(rank, id)`."""
        place = (record_type, name, record_id)
        ordered = self._ordered.get(place)
        if ordered is None:
            ordered = self._ordered[place] = tuple(sorted(self.members(record_type, name, record_id), key=sort_key))
        return ordered

    def members(self, record_type: type[R], name: str, record_id: str | None) -> Collection[R]:
        """Return the same records as `holding` without their order, as a view."""
        holders = self._holders.get((record_type, name))
        if holders is None:
            holders = {}
            for each, record in self._records[record_type].items():  # the id of a link is made when asked for
                target = getattr(record, name)
                if target in holders:
                    holders[target][each] = record
                else:
                    holders[target] = {each: record}
            self._holders[record_type, name] = holders  # whole at once: the worker may be reading, too
        return holders.get(record_id, _NOTHING).values()

    def index(self, index_type: Callable[[], IndexType]) -> IndexType:
        """Return the index of a type, made empty when first asked for and told of every change from then on."""
        index: IndexType | None = self._indexes.get(index_type)
        if index is None:
            index = self._indexes[index_type] = index_type()
        return index

    def __iter__(self) -> Iterator[AnyRecord]:
        """Yield every record, an owner's type before what it holds."""
        for record_type in RECORD_TYPES.values():
            yield from self._records[record_type].values()

    def __len__(self) -> int:
        return sum(len(self._records[each]) for each in RECORD_TYPES.values())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Content):
            return False
        return all(self._records[each] == other._records[each] for each in RECORD_TYPES.values())

    __hash__ = None  # type: ignore[assignment]


def workspace_of(content: Content) -> Workspace:
    """Return the one workspace record; raises InputError where there is none yet."""
    for workspace in content.all(Workspace).values():
        return workspace
    raise InputError("The workspace has no title page yet.")


def noun_of(content: Content, journey: Journey | None = None) -> str:
    """Return the word for who is served: that of the workspace, or of a journey that says that it is another's."""
    workspace = next(iter(content.all(Workspace).values()), None)
    if journey is not None and journey.kind != "customer":
        return journey.kind
    return workspace.noun if workspace is not None and workspace.noun.strip() else "customer"


def journeys_of(content: Content, parent_id: str | None = None) -> tuple[Journey, ...]:
    """Return the journeys directly below one in the tree; none = the roots."""
    return content.holding(Journey, "parent_id", parent_id)


def journeys_in_tree_order(content: Content, parent_id: str | None = None) -> Iterator[Journey]:
    """Yield each journey before those below it."""
    ahead = [*reversed(journeys_of(content, parent_id))]
    while ahead:
        journey = ahead.pop()
        yield journey
        ahead += reversed(journeys_of(content, journey.id))


def stages_of(content: Content, journey_id: str) -> tuple[Stage, ...]:
    """Return the stages of a journey from first to last."""
    return content.holding(Stage, "journey_id", journey_id)


def steps_of(content: Content, stage_id: str) -> tuple[Step, ...]:
    """Return the steps of a stage from first to last."""
    return content.holding(Step, "stage_id", stage_id)


def columns_of(content: Content, journey_id: str) -> tuple[Step, ...]:
    """Return the steps of all stages of a journey from left to right."""
    return tuple(step for stage in stages_of(content, journey_id) for step in steps_of(content, stage.id))


def swimlanes_of(content: Content, journey_id: str) -> tuple[Swimlane, ...]:
    """Return the swimlanes of a journey from top to bottom."""
    return content.holding(Swimlane, "journey_id", journey_id)


def lanes_of(content: Content, journey_id: str, swimlane_id: str | None) -> tuple[Lane, ...]:
    """Return the lanes of a swimlane from top to bottom; without one, those for the whole map."""
    if swimlane_id is not None:
        return content.holding(Lane, "swimlane_id", swimlane_id)
    return tuple(lane for lane in content.holding(Lane, "journey_id", journey_id) if lane.swimlane_id is None)


def lanes_in_map_order(content: Content, journey_id: str) -> tuple[Lane, ...]:
    """Return the lanes for the whole map, then those of each swimlane, from top to bottom."""
    swimlane_ids = [None, *(swimlane.id for swimlane in swimlanes_of(content, journey_id))]
    return tuple(lane for each in swimlane_ids for lane in lanes_of(content, journey_id, each))


def persona_of(content: Content, swimlane_id: str | None) -> Persona | None:
    """Return the persona of a swimlane; none for the whole map."""
    swimlane = content.find(Swimlane, swimlane_id)
    return content.find(Persona, swimlane.persona_id) if swimlane else None


def cards_of(content: Content, journey_id: str) -> tuple[Card, ...]:
    """Return all cards of a journey, placed or not, by `(rank, id)`."""
    return content.holding(Card, "journey_id", journey_id)


def cards_on(content: Content, lane_id: str) -> tuple[Card, ...]:
    """Return the cards on a lane, of all steps, by `(rank, id)`."""
    return content.holding(Card, "lane_id", lane_id)


def cards_in(content: Content, lane_id: str, step_id: str) -> tuple[Card, ...]:
    """Return the cards that start in a cell from top to bottom."""
    inside = [card for card in content.members(Card, "lane_id", lane_id) if card.step_id == step_id]
    return tuple(sorted(inside, key=sort_key))  # not the whole lane, which an edit of many cards would sort for each


def cells_on(content: Content, lane_id: str) -> dict[str | None, list[Card]]:
    """Return the cards on a lane by the step they start in, each cell from top to bottom."""
    cells: dict[str | None, list[Card]] = {}
    for card in cards_on(content, lane_id):
        cells.setdefault(card.step_id, []).append(card)
    return cells


def unplaced_cards(content: Content, journey_id: str) -> tuple[Card, ...]:
    """Return the cards of a journey that wait in Unplaced."""
    return tuple(card for card in content.holding(Card, "lane_id", None) if card.journey_id == journey_id)


def cards_in_map_order(content: Content, journey_id: str) -> Iterator[Card]:
    """Yield the placed cards of a journey lane by lane, step by step, top to bottom."""
    place = {step.id: at for at, step in enumerate(columns_of(content, journey_id))}
    for lane in lanes_in_map_order(content, journey_id):
        yield from sorted(cards_on(content, lane.id), key=lambda card: place[card.step_id or ""])


def tags_of(content: Content, record: AnyRecord) -> tuple[Tag, ...]:
    """Return the tags on a record of any type that carries some, in the order of the list."""
    links: Any = content.members(TAG_LINKS[type(record)], f"{record.kind_name}_id", record.id)
    return tuple(sorted((content.get(Tag, each.tag_id) for each in links), key=sort_key)) if links else ()


def overrides_of(content: Content, swimlane_id: str) -> tuple[EmotionOverride, ...]:
    """Return the values of the emotion curve of a swimlane that were set by hand."""
    return content.holding(EmotionOverride, "swimlane_id", swimlane_id)


def connectors_of(content: Content, journey_id: str) -> tuple[Connector, ...]:
    """Return the connectors of a map, by id."""
    return content.holding(Connector, "journey_id", journey_id)


def connectors_from(content: Content, card_id: str) -> tuple[Connector, ...]:
    """Return the connectors that lead from a card to others."""
    return content.holding(Connector, "from_card_id", card_id)


def connectors_to(content: Content, card_id: str) -> tuple[Connector, ...]:
    """Return the connectors that lead from others to a card."""
    return content.holding(Connector, "to_card_id", card_id)


def cards_of_opportunity(content: Content, opportunity_id: str) -> tuple[Card, ...]:
    """Return the cards that an opportunity is there because of, journey by journey in the order of the tree."""
    cards = [
        content.get(Card, each.card_id) for each in content.members(OpportunityCard, "opportunity_id", opportunity_id)
    ]
    if len(cards) < 2:
        return tuple(cards)
    tree = {journey.id: place for place, journey in enumerate(journeys_in_tree_order(content))}
    return tuple(sorted(cards, key=lambda card: (tree[card.journey_id], *sort_key(card))))


def journeys_of_opportunity(content: Content, opportunity_id: str, *, linked: bool = True) -> tuple[Journey, ...]:
    """Return the journeys that an opportunity belongs to, in the order of the tree: by its cards and by itself.

    `linked` false leaves out those that it belongs to by itself only.
    """
    ids = {
        content.get(Card, each.card_id).journey_id
        for each in content.members(OpportunityCard, "opportunity_id", opportunity_id)
    }
    if linked:
        ids |= {each.journey_id for each in content.members(OpportunityJourney, "opportunity_id", opportunity_id)}
    if len(ids) < 2:
        return tuple(content.get(Journey, each) for each in ids)
    return tuple(journey for journey in journeys_in_tree_order(content) if journey.id in ids)


def decisions_of(content: Content, opportunity_id: str) -> tuple[Decision, ...]:
    """Return all that was decided on an opportunity, one after another; the last counts."""
    return content.holding(Decision, "opportunity_id", opportunity_id)


def decision_of(content: Content, opportunity_id: str) -> Decision | None:
    """Return what was decided last on an opportunity, be it that it is open again; none where nothing ever was."""
    return max(content.members(Decision, "opportunity_id", opportunity_id), key=sort_key, default=None)


def decided(content: Content, opportunity_id: str) -> DecisionKind | None:
    """Return what is decided on an opportunity; none where it is open."""
    decision = decision_of(content, opportunity_id)
    return decision.kind if decision else None


def opportunities_of(content: Content, card_id: str) -> tuple[Opportunity, ...]:
    """Return the opportunities that a card is linked to, by `(rank, id)`."""
    links = content.members(OpportunityCard, "card_id", card_id)
    return tuple(sorted((content.get(Opportunity, each.opportunity_id) for each in links), key=sort_key))

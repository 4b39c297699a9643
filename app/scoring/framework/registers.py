"""The registers of the framework: who has a stake in it, which tools serve it, where it crosses departments.

Tools and silos are read off the current journeys in use: cards that wait in Unplaced happen nowhere yet.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeVar

from app.models.content import Content, cards_in_map_order, columns_of, journeys_in_tree_order
from app.models.names import folded
from app.models.records import (
    Ask,
    Card,
    Connector,
    Department,
    Journey,
    Stakeholder,
    StakeholderJourney,
    Step,
    Tool,
    ToolDepartment,
)
from app.scoring.framework.scope import department_of, journeys_in_use

T = TypeVar("T")

OverlapKind = Literal["category", "touchpoint", "step"]
"""What several tools have in common: their category, a touchpoint of one title, a step."""

HandOffState = Literal["seamless", "broken", "unmarked"]
"""How something goes from one department to another: as somebody said, or nobody did."""


@dataclass(frozen=True, slots=True)
class StakeholderRow:
    """Somebody with a stake: the journeys it is in, its asks by rank; `late` of them are open after their day."""

    stakeholder: Stakeholder
    department: Department | None
    journeys: tuple[Journey, ...]
    asks: tuple[Ask, ...]
    late: int

    @property
    def open(self) -> int:
        """How many asks are open."""
        return sum(ask.status == "open" for ask in self.asks)


class ToolUse(NamedTuple):
    """What a department uses a tool for: touchpoints and actions on maps, and what somebody said of it.

    No department: nobody said whose those cards are, or (without cards) who uses the tool at all.
    """

    tool: Tool
    department: Department | None
    cards: tuple[Card, ...]
    purpose: str = ""


class Overlap(NamedTuple):
    """Several tools in use for one thing: the name that they share, the tools in order, and the cards they are on."""

    kind: OverlapKind
    name: str
    tools: tuple[Tool, ...]
    cards: tuple[Card, ...]


class CrossingStep(NamedTuple):
    """A step that several departments have a hand in: its team, and those of the cards in it."""

    journey: Journey
    step: Step
    departments: tuple[Department, ...]
    cards: tuple[Card, ...]


class CrossingHandOff(NamedTuple):
    """A connector from a card of one department to one of another."""

    journey: Journey
    start: Card
    end: Card
    source: Department
    target: Department
    state: HandOffState


@dataclass(frozen=True, slots=True)
class Silos:
    """Where journeys cross departments: steps and hand-offs, in the order of the maps."""

    steps: tuple[CrossingStep, ...]
    hand_offs: tuple[CrossingHandOff, ...]

    @property
    def broken(self) -> int:
        """How many hand-offs are broken."""
        return sum(each.state == "broken" for each in self.hand_offs)

    def between(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        """Return how many hand-offs go from one department to another, and how many of them are broken, by ids."""
        counts: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for each in self.hand_offs:
            both = counts[each.source.id, each.target.id]
            both[0] += 1
            both[1] += each.state == "broken"
        return {pair: (whole, broken) for pair, (whole, broken) in counts.items()}


def stakeholders_of(content: Content, today: date) -> tuple[StakeholderRow, ...]:
    """Return the stakeholders in the order of their list; an ask is late where it is open after its day."""
    tree = {journey.id: place for place, journey in enumerate(journeys_in_tree_order(content))}
    rows = []
    for each in content.ordered(Stakeholder):
        links = content.members(StakeholderJourney, "stakeholder_id", each.id)
        journey_ids = sorted((link.journey_id for link in links), key=tree.__getitem__)
        asks = content.holding(Ask, "stakeholder_id", each.id)
        late = sum(ask.status == "open" and ask.due_on is not None and ask.due_on < today.isoformat() for ask in asks)
        department = content.find(Department, each.department_id)
        journeys = tuple(content.get(Journey, journey_id) for journey_id in journey_ids)
        rows.append(StakeholderRow(each, department, journeys, asks, late))
    return tuple(rows)


def _cards_with_tools(content: Content) -> Iterator[Card]:
    for journey in journeys_in_use(content, "current"):
        if any(card.tool_id is not None for card in content.members(Card, "journey_id", journey.id)):
            yield from (card for card in cards_in_map_order(content, journey.id) if card.tool_id is not None)


def tool_uses(content: Content) -> tuple[ToolUse, ...]:
    """Return which department uses which tool for what, tool by tool, department by department in their lists' order.

    A tool that nobody is known to use has one row without a department and cards.
    """
    cards: defaultdict[tuple[str, str | None], list[Card]] = defaultdict(list)
    for card in _cards_with_tools(content):
        cards[card.tool_id or "", department_of(content, card)].append(card)
    departments: list[Department | None] = [*content.ordered(Department), None]
    uses = []
    for tool in content.ordered(Tool):
        said = {each.department_id: each for each in content.members(ToolDepartment, "tool_id", tool.id)}
        found = []
        for department in departments:
            department_id = department.id if department else None
            here = tuple(cards.get((tool.id, department_id), ()))
            link = said.get(department_id or "")
            if here or link is not None:
                found.append(ToolUse(tool, department, here, link.purpose if link else ""))
        uses += found or [ToolUse(tool, None, ())]
    return tuple(uses)


def overlaps_of(content: Content) -> tuple[Overlap, ...]:
    """Return where several tools in use do the same: tools of one category, then those of a touchpoint, of a step.

    Titles and categories are one where they differ in case and spaces only.
    """
    uses = [use for use in tool_uses(content) if use.cards or use.department is not None]
    cards = [card for use in uses for card in use.cards]
    tools = {use.tool.id: use.tool for use in uses}
    of_tool: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        of_tool[card.tool_id or ""].append(card)
    categories = _grouped(tools.values(), lambda tool: folded(tool.category))
    found = [
        Overlap("category", group[0].category.strip(), tuple(group), tuple(c for t in group for c in of_tool[t.id]))
        for group in categories
        if len(group) > 1
    ]
    touchpoints = _grouped((card for card in cards if card.kind == "touchpoint"), lambda card: folded(card.title))
    steps = _grouped(cards, lambda card: card.step_id or "")
    by_kind: tuple[tuple[OverlapKind, list[list[Card]]], ...] = (("touchpoint", touchpoints), ("step", steps))
    for kind, groups in by_kind:
        for together in groups:
            ids = {card.tool_id for card in together}
            if len(ids) > 1:
                name = together[0].title.strip() if kind == "touchpoint" else ""
                shared = tuple(tool for tool in tools.values() if tool.id in ids)
                found.append(Overlap(kind, name, shared, tuple(together)))
    return tuple(found)


def _grouped(things: Iterable[T], key: Callable[[T], str]) -> list[list[T]]:
    groups: dict[str, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return [group for name, group in groups.items() if name]


def silos_of(content: Content, journey_ids: Sequence[str] | None = None) -> Silos:
    """Return where current journeys cross departments: of some, or of all in use."""
    wanted = None if journey_ids is None else set(journey_ids)
    chosen = [each for each in journeys_in_use(content, "current") if wanted is None or each.id in wanted]
    order = {each.id: place for place, each in enumerate(content.ordered(Department))}
    steps = [crossing for journey in chosen for crossing in _crossing_steps(content, journey, order)]
    hand_offs = [each for journey in chosen for each in _crossing_hand_offs(content, journey)]
    return Silos(tuple(steps), tuple(hand_offs))


def _crossing_steps(content: Content, journey: Journey, order: Mapping[str, int]) -> Iterator[CrossingStep]:
    by_step: defaultdict[str, list[Card]] = defaultdict(list)
    for card in content.members(Card, "journey_id", journey.id):
        if card.department_id is not None and card.step_id is not None:
            by_step[card.step_id].append(card)
    for step in columns_of(content, journey.id):
        involved = by_step.get(step.id, [])
        ids = {each for each in (step.team_id, *(card.department_id for card in involved)) if each is not None}
        if len(ids) > 1:
            departments = tuple(content.get(Department, each) for each in sorted(ids, key=order.__getitem__))
            cards = tuple(sorted(involved, key=lambda card: (order[card.department_id or ""], card.rank, card.id)))
            yield CrossingStep(journey, step, departments, cards)


def _crossing_hand_offs(content: Content, journey: Journey) -> Iterator[CrossingHandOff]:
    connectors = content.members(Connector, "journey_id", journey.id)
    if not connectors:
        return
    place = {card.id: at for at, card in enumerate(cards_in_map_order(content, journey.id))}
    placed = [each for each in connectors if each.from_card_id in place and each.to_card_id in place]
    for connector in sorted(placed, key=lambda each: (place[each.from_card_id], place[each.to_card_id])):
        start, end = content.get(Card, connector.from_card_id), content.get(Card, connector.to_card_id)
        source = content.find(Department, department_of(content, start))
        target = content.find(Department, department_of(content, end))
        if source is not None and target is not None and source.id != target.id:
            yield CrossingHandOff(journey, start, end, source, target, connector.hand_off or "unmarked")

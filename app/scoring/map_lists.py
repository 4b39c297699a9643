"""Lists that are read off maps: bottlenecks, questions, hand-offs, steps nobody owns, touchpoints, plans, messages.

Each row names its place, so that it can be jumped to, and the cards that an opportunity made of it would link. Words
for names of lists, columns and values stand in `app.layout.words`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from app.models.content import Content, cards_in_map_order, columns_of, persona_of
from app.models.records import Card, Channel, Connector, Department, Journey, Lane, Owner, Stage, Step
from app.scoring.emotion import sentiment_on
from app.scoring.framework.messages import message_plan
from app.scoring.framework.orchestration import orchestration_of

Value = str | float | None


class Row(NamedTuple):
    """One finding: its place on a map, the cards behind it, and a value for each column of its list.

    A value of none was never said; a text is what people wrote or, in columns of `WORDED`, a key of the words.
    """

    journey_id: str
    step_id: str | None
    card_ids: tuple[str, ...]
    values: tuple[Value, ...]


class MapList(NamedTuple):
    """A list: the keys of its columns, and what yields its rows for one journey."""

    columns: tuple[str, ...]
    rows: Callable[[Content, Journey], Iterable[Row]]
    order: Callable[[Row], object] | None = None


WORDED: Final = frozenset({"gap", "finding", "presence"})
"""Columns whose values are keys of the words, with `value ` before them."""


def bottleneck(card: Card, sentiment: float | None) -> float | None:
    """Return how much a pain holds people up: severity × frequency × −sentiment, 0 … 50; none while one is not said."""
    if card.severity is None or card.frequency is None or sentiment is None:
        return None
    return card.severity * card.frequency * max(-sentiment, 0.0)


def step_title(content: Content, step_id: str | None) -> str:
    """Return what a column is called: the stage, and the step where it has a title."""
    step = content.find(Step, step_id)
    stage = content.find(Stage, step.stage_id) if step else None
    return " · ".join(title for title in (stage.title if stage else "", step.title if step else "") if title)


def persona_name(content: Content, card: Card) -> str:
    """Return whose card it is; empty for the whole map and for unplaced cards."""
    lane = content.find(Lane, card.lane_id)
    persona = persona_of(content, lane.swimlane_id) if lane else None
    return persona.name if persona else ""


def _bottlenecks(content: Content, journey: Journey) -> Iterator[Row]:
    for card in cards_in_map_order(content, journey.id):
        if card.kind == "pain":
            sentiment = sentiment_on(content, card)
            values: tuple[Value, ...] = (
                card.title,
                step_title(content, card.step_id),
                persona_name(content, card),
                card.severity,
                card.frequency,
                sentiment,
                bottleneck(card, sentiment),
            )
            yield Row(journey.id, card.step_id, (card.id,), values)


def _worst_first(row: Row) -> tuple[bool, float]:
    value = row.values[-1]
    return (value is None, -value if isinstance(value, int | float) else 0.0)


def gap_of(card: Card) -> str:
    """Return how far a question is answered; where nobody said, whether it has an answer."""
    return card.answer_status or ("answered" if card.answer.strip() else "open")


def _open_questions(content: Content, journey: Journey) -> Iterator[Row]:
    for card in cards_in_map_order(content, journey.id):
        if card.kind == "question" and gap_of(card) != "answered":
            channel = content.find(Channel, card.channel_id)
            values = (
                card.title,
                step_title(content, card.step_id),
                persona_name(content, card),
                card.answer or None,
                channel.name if channel else None,
                gap_of(card),
            )
            yield Row(journey.id, card.step_id, (card.id,), values)


def department_names(content: Content, ids: Iterable[str | None]) -> tuple[str, ...]:
    """Return the names of departments, each once, in the order of the shared list."""
    wanted = {each for each in ids if each is not None}
    return tuple(each.name for each in content.ordered(Department) if each.id in wanted)


def _hand_offs(content: Content, journey: Journey) -> Iterator[Row]:
    """Yield broken hand-offs, connectors between departments that nobody marked, steps that cross departments."""
    cards = {card.id: card for card in cards_in_map_order(content, journey.id)}
    place = {card_id: at for at, card_id in enumerate(cards)}
    placed = [each for each in content.members(Connector, "journey_id", journey.id) if _ends(each) <= cards.keys()]
    for connector in sorted(placed, key=lambda each: (place[each.from_card_id], place[each.to_card_id])):
        start, end = cards[connector.from_card_id], cards[connector.to_card_id]
        departments = department_names(content, (start.department_id, end.department_id))
        unmarked = connector.hand_off is None and len(departments) > 1
        if connector.hand_off == "broken" or unmarked:
            finding = "unmarked hand-off" if unmarked else "broken hand-off"
            yield _hand_off(content, start, (start.id, end.id), finding, start.title, end.title, departments)
    yield from _crossings(content, journey, cards.values())


def _ends(connector: Connector) -> set[str]:
    return {connector.from_card_id, connector.to_card_id}


def _crossings(content: Content, journey: Journey, cards: Iterable[Card]) -> Iterator[Row]:
    by_step: dict[str | None, list[Card]] = {}
    for card in cards:
        if card.department_id is not None:
            by_step.setdefault(card.step_id, []).append(card)
    for step in columns_of(content, journey.id):
        involved = by_step.get(step.id, [])
        names = department_names(content, (step.team_id, *(card.department_id for card in involved)))
        if len(names) > 1:
            ids = tuple(card.id for card in involved)
            title = step_title(content, step.id)
            yield Row(journey.id, step.id, ids, ("crosses departments", title, None, None, ", ".join(names)))


def _hand_off(
    content: Content,
    start: Card,
    card_ids: tuple[str, ...],
    finding: str,
    from_title: str,
    to_title: str,
    departments: tuple[str, ...],
) -> Row:
    where = step_title(content, start.step_id)
    values = (finding, where, from_title, to_title, ", ".join(departments) or None)
    return Row(start.journey_id, start.step_id, card_ids, values)


def _unowned_steps(content: Content, journey: Journey) -> Iterator[Row]:
    for step in columns_of(content, journey.id):
        if step.owner_id is None:
            team = content.find(Department, step.team_id)
            yield Row(journey.id, step.id, (), (step_title(content, step.id), team.name if team else None))


def _touchpoints(content: Content, journey: Journey) -> Iterator[Row]:
    """Yield the touchpoints channel by channel in the order of the shared list, those without one last."""
    position = {channel.id: at for at, channel in enumerate(content.ordered(Channel))}
    touchpoints = [card for card in cards_in_map_order(content, journey.id) if card.kind == "touchpoint"]
    for card in sorted(touchpoints, key=lambda card: position.get(card.channel_id or "", len(position))):
        channel, owner = content.find(Channel, card.channel_id), content.find(Owner, card.owner_id)
        values = (
            channel.name if channel else None,
            card.title,
            step_title(content, card.step_id),
            persona_name(content, card),
            card.presence,
            owner.name if owner else None,
        )
        yield Row(journey.id, card.step_id, (card.id,), values)


def _orchestration(content: Content, journey: Journey) -> Iterator[Row]:
    """Yield the steps of which anything is planned."""
    for plan in orchestration_of(content, (journey.id,)):
        if plan.said:
            names = (each.name if each else None for each in (plan.owner, plan.team, plan.channel))
            values = (step_title(content, plan.step.id), *names, plan.step.resource or None, _days(plan.step))
            yield Row(journey.id, plan.step.id, (), values)


def _days(step: Step) -> str | None:
    """Return the days of a step, from the first to the last; one where both are the same or one is said."""
    return " – ".join(dict.fromkeys(day for day in (step.starts_on, step.ends_on) if day)) or None


def _messages(content: Content, journey: Journey) -> Iterator[Row]:
    for message in message_plan(content, journey).messages:
        card, step = message.card, message.step
        names = (each.name if each else None for each in (message.channel, message.owner))
        values = (card.title, step_title(content, step.id), persona_name(content, card), *names, _days(step))
        yield Row(journey.id, step.id, (card.id,), values)


LISTS: Final[Mapping[str, MapList]] = {
    "bottlenecks": MapList(
        ("pain", "step", "persona", "severity", "frequency", "sentiment", "bottleneck"), _bottlenecks, _worst_first
    ),
    "open questions": MapList(("question", "step", "persona", "answer", "channel", "gap"), _open_questions),
    "hand-offs": MapList(("finding", "step", "from", "to", "departments"), _hand_offs),
    "unowned steps": MapList(("step", "team"), _unowned_steps),
    "touchpoints by channel": MapList(("channel", "touchpoint", "step", "persona", "presence", "owner"), _touchpoints),
    "orchestration": MapList(("step", "owner", "team", "channel", "resource", "days"), _orchestration),
    "message plan": MapList(("message", "step", "persona", "channel", "owner", "days"), _messages),
}
"""The lists by name."""


def rows_of(content: Content, name: str, journeys: Iterable[Journey]) -> list[Row]:
    """Return the rows of a list over some journeys, one journey after the other, or in the order of the list itself.

    Raises KeyError for a list that there is not.
    """
    made = LISTS[name]
    rows = [row for journey in journeys for row in made.rows(content, journey)]
    return sorted(rows, key=made.order) if made.order else rows  # type: ignore[arg-type]

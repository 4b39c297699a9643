"""Gentle rules of a good map, and the fields that its template asks for: what is worth another look, never an error.

Each rule is a function of one journey; what it says stands in `app.layout.words` under `check NAME`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from app.models.content import (
    Content,
    cards_in_map_order,
    cards_of,
    columns_of,
    lanes_of,
    stages_of,
    steps_of,
    swimlanes_of,
)
from app.models.evidence import unplaced_insights
from app.models.fields import is_filled
from app.models.names import folded
from app.models.records import (
    Card,
    Connector,
    Department,
    Highlight,
    Insight,
    InsightPersona,
    InsightStep,
    Journey,
    Persona,
    RequiredField,
    Stage,
    Step,
    Swimlane,
)
from app.scoring.evidence import persona_evidence, proof_of


class Finding(NamedTuple):
    """What a rule found: where it is, and the names that its sentence is filled with.

    `subject` is the kind of the record that `record_id` is of; a finding about the whole map is about its journey.
    """

    rule: str
    journey_id: str
    subject: str
    record_id: str
    names: Mapping[str, str] = {}


Rule = Callable[[Content, Journey], Iterable[tuple[Stage | Step | Card | Persona | Journey, Mapping[str, str]]]]
"""What a rule finds in a journey: the record, and what its sentence is filled with."""

Found = Iterator[tuple[Stage | Step | Card | Persona | Journey, Mapping[str, str]]]

FEW: Final = 3
"""Fewer than that of something say nothing about its distribution."""

MOST_STEPS: Final = 9
"""More steps than this in one stage are hard to take in at a glance."""


def _cards(content: Content, journey: Journey, *kinds: str) -> list[Card]:
    return [card for card in cards_in_map_order(content, journey.id) if card.kind in kinds]


def _stages_without_touchpoints(content: Content, journey: Journey) -> Found:
    columns = [step.id for step in columns_of(content, journey.id)]
    touched = set[str]()
    for card in _cards(content, journey, "touchpoint"):
        start = columns.index(card.step_id or "")
        touched |= set(columns[start : start + card.span])
    for stage in stages_of(content, journey.id):
        if not any(step.id in touched for step in steps_of(content, stage.id)):
            yield stage, {"stage": stage.title}


def _touchpoints_of_no_kind(content: Content, journey: Journey) -> Found:
    for card in _cards(content, journey, "touchpoint"):
        if card.touchpoint_kind is None:
            yield card, {"card": card.title}


def _one_kind_only(content: Content, journey: Journey) -> Found:
    kinds = Counter(card.touchpoint_kind for card in _cards(content, journey, "touchpoint") if card.touchpoint_kind)
    if len(kinds) == 1 and kinds.total() >= FEW:
        yield journey, {"kind": next(iter(kinds))}


def _touchpoints_without_channel(content: Content, journey: Journey) -> Found:
    for card in _cards(content, journey, "touchpoint"):
        if card.channel_id is None:
            yield card, {"card": card.title}


def _no_moment_of_truth(content: Content, journey: Journey) -> Found:
    touchpoints = _cards(content, journey, "touchpoint")
    if len(touchpoints) >= FEW and not any(card.moment_of_truth for card in touchpoints):
        yield journey, {}


def _of_swimlane(content: Content, swimlane: Swimlane) -> list[Card]:
    lanes = {lane.id for lane in lanes_of(content, swimlane.journey_id, swimlane.id)}
    return [card for card in cards_of(content, swimlane.journey_id) if card.lane_id in lanes]


def _personas_without_needs(content: Content, journey: Journey) -> Found:
    for swimlane in swimlanes_of(content, journey.id):
        persona = content.get(Persona, swimlane.persona_id)
        if not persona.needs.strip() and not any(card.kind == "need" for card in _of_swimlane(content, swimlane)):
            yield persona, {"persona": persona.name}


def _personas_without_feelings(content: Content, journey: Journey) -> Found:
    if journey.state == "to-be":
        return
    for swimlane in swimlanes_of(content, journey.id):
        if not any(card.kind in ("pain", "gain") for card in _of_swimlane(content, swimlane)):
            persona = content.get(Persona, swimlane.persona_id)
            yield persona, {"persona": persona.name}


def _stages_named_after_departments(content: Content, journey: Journey) -> Found:
    departments = {folded(each.name) for each in content.all(Department).values()} - {""}
    for stage in stages_of(content, journey.id):
        title = folded(stage.title)
        if title in departments or title.removesuffix(" department") in departments or title.endswith(" department"):
            yield stage, {"stage": stage.title}


def _pains_without_severity(content: Content, journey: Journey) -> Found:
    for card in _cards(content, journey, "pain"):
        if card.severity is None or card.frequency is None:
            yield card, {"card": card.title}


def _no_goal(content: Content, journey: Journey) -> Found:
    if not journey.goal.strip():
        yield journey, {}


def _too_many_steps(content: Content, journey: Journey) -> Found:
    for stage in stages_of(content, journey.id):
        count = len(steps_of(content, stage.id))
        if count > MOST_STEPS:
            yield stage, {"stage": stage.title, "count": str(count)}


def _twin_stages(content: Content, journey: Journey) -> Found:
    stages = stages_of(content, journey.id)
    for one, other in pairwise(sorted(stages, key=lambda stage: folded(stage.title))):
        if folded(one.title) == folded(other.title) != "":
            yield other, {"stage": other.title}


def _cards_without_words(content: Content, journey: Journey) -> Found:
    for card in cards_in_map_order(content, journey.id):
        if not card.title.strip() and card.image is None:
            yield card, {}


def _unplaced(content: Content, journey: Journey) -> Found:
    count = sum(card.lane_id is None for card in cards_of(content, journey.id))
    if count:
        yield journey, {"count": str(count)}


def _hand_offs_unmarked(content: Content, journey: Journey) -> Found:
    for connector in content.holding(Connector, "journey_id", journey.id):
        start, end = content.get(Card, connector.from_card_id), content.get(Card, connector.to_card_id)
        between = start.department_id is not None and end.department_id not in (None, start.department_id)
        if connector.hand_off is None and between:
            yield start, {"card": start.title, "other": end.title}


def _unproven_pains(content: Content, journey: Journey) -> list[Card]:
    if journey.state == "to-be":
        return []
    return [card for card in _cards(content, journey, "pain") if proof_of(content, card).held == "assumption"]


def _nobody_asked(content: Content, journey: Journey) -> Found:
    count = 0 if content.all(Highlight) else len(_unproven_pains(content, journey))
    if count:  # that is one thing to do, not one for each pain
        yield journey, {"count": str(count)}


def _pains_without_evidence(content: Content, journey: Journey) -> Found:
    for card in _unproven_pains(content, journey) if content.all(Highlight) else ():
        yield card, {"card": card.title}


def _thin_personas(content: Content, journey: Journey) -> Found:
    if journey.state == "to-be":
        return
    for swimlane in swimlanes_of(content, journey.id):
        persona = content.get(Persona, swimlane.persona_id)
        evidence = persona_evidence(content, persona)
        if evidence.thin:
            yield persona, {"persona": persona.name, "count": str(len(evidence.participants))}


def _insights_not_placed(content: Content, journey: Journey) -> Found:
    steps = {step.id for step in columns_of(content, journey.id)}
    personas = {swimlane.persona_id for swimlane in swimlanes_of(content, journey.id)}

    def is_about(insight: Insight) -> bool:
        return any(each.step_id in steps for each in content.members(InsightStep, "insight_id", insight.id)) or any(
            each.persona_id in personas for each in content.members(InsightPersona, "insight_id", insight.id)
        )

    count = sum(is_about(insight) for insight in unplaced_insights(content))
    if count:
        yield journey, {"count": str(count)}


RULES: Final[Mapping[str, Rule]] = {
    "no customer goal": _no_goal,
    "stage without touchpoints": _stages_without_touchpoints,
    "stage named after a department": _stages_named_after_departments,
    "two stages of one name": _twin_stages,
    "too many steps": _too_many_steps,
    "persona without needs": _personas_without_needs,
    "persona without pains and gains": _personas_without_feelings,
    "touchpoint of no kind": _touchpoints_of_no_kind,
    "one kind of touchpoint only": _one_kind_only,
    "touchpoint without channel": _touchpoints_without_channel,
    "no moment of truth": _no_moment_of_truth,
    "pain without severity or frequency": _pains_without_severity,
    "nobody asked": _nobody_asked,
    "pain without evidence": _pains_without_evidence,
    "thin persona": _thin_personas,
    "insights not placed": _insights_not_placed,
    "hand-off not marked": _hand_offs_unmarked,
    "card without words": _cards_without_words,
    "cards in Unplaced": _unplaced,
}
"""The rules by name, in the order in which their findings are shown."""


def check_map(content: Content, journey: Journey) -> list[Finding]:
    """Return what the rules find in a journey, rule by rule."""
    return [
        Finding(name, journey.id, record.kind_name, record.id, names)
        for name, rule in RULES.items()
        for record, names in rule(content, journey)
    ]


class Missing(NamedTuple):
    """A field that the journey's template asks for and that a record leaves empty."""

    journey_id: str
    subject: str
    record_id: str
    name: str
    title: str


def _asked(content: Content, journey: Journey) -> Iterator[tuple[str, Journey | Step | Persona | Card, str]]:
    """Yield everything of a journey that can have required fields: what it is, the record, what it is called."""
    yield "journey", journey, journey.title
    for stage in stages_of(content, journey.id):
        for step in steps_of(content, stage.id):
            yield "step", step, " · ".join(title for title in (stage.title, step.title) if title)
    for swimlane in swimlanes_of(content, journey.id):
        persona = content.get(Persona, swimlane.persona_id)
        yield "persona", persona, persona.name
    for card in cards_in_map_order(content, journey.id):
        yield card.kind, card, card.title


def missing_fields(content: Content, journey: Journey) -> list[Missing]:
    """Return the required fields that are empty, in the order of the map."""
    required: dict[str, list[str]] = {}
    for each in sorted(content.members(RequiredField, "journey_id", journey.id), key=lambda each: each.name):
        required.setdefault(each.subject, []).append(each.name)
    return [
        Missing(journey.id, subject, record.id, name, title)
        for subject, record, title in _asked(content, journey)
        for name in required.get(subject, ())
        if not is_filled(record, name)
    ]

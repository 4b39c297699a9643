"""The rules of the domain: what every committed state of a workspace keeps, one sentence per breach.

Types and ranges of single fields are checked where records enter (`app.store`); here is what holds between records.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from app.models.content import Content, columns_of, steps_of
from app.models.fields import field_names
from app.models.kinds import FORMULA_PARTS, LANE_TAKES
from app.models.ranks import is_rank
from app.models.records import (
    Anchor,
    AnyRecord,
    Ballot,
    Bookmark,
    Card,
    CardAnswer,
    Connector,
    Criterion,
    EmotionOverride,
    EvidenceVerdict,
    Highlight,
    Insight,
    Journey,
    Lane,
    Opportunity,
    Persona,
    RequiredField,
    Score,
    ScoringModel,
    Source,
    Stage,
    Step,
    Swimlane,
    Tag,
    Vote,
    VoteOption,
    VoteRound,
    WallColumn,
    WallRow,
    Workspace,
)


def broken_rules(content: Content, records: Iterable[AnyRecord] | None = None) -> Iterator[str]:
    """Yield one sentence for each breach by the given records; by all of them where none are given."""
    everything = records is None
    for record in content if records is None else records:
        rank = getattr(record, "rank", None)
        if rank is not None and not is_rank(rank):
            yield f"{_name(record)} has a rank that is none: {rank!r}."
        check = _CHECKS.get(type(record))
        if check:
            yield from check(content, record)
    if everything and len(content.all(Workspace)) != 1:
        yield f"The file holds {len(content.all(Workspace))} workspace records instead of one."


def _name(record: AnyRecord) -> str:
    label = getattr(record, "title", "") or getattr(record, "name", "") or record.id
    return f"{record.kind_name.replace('_', ' ').capitalize()} “{label}”"


def _check_tree(content: Content, record: Journey | Tag | Opportunity) -> Iterator[str]:
    seen = {record.id}
    parent_id = record.parent_id
    while parent_id is not None:
        if parent_id in seen:
            yield f"{_name(record)} is below itself in the tree."
            return
        seen.add(parent_id)
        parent: Journey | Tag | Opportunity | None = content.find(type(record), parent_id)
        parent_id = parent.parent_id if parent else None


def _check_journey(content: Content, journey: Journey) -> Iterator[str]:
    yield from _check_tree(content, journey)
    if journey.to_be_of is not None and journey.state != "to-be":
        yield f"{_name(journey)} is the to-be of another journey, but its state is {journey.state}."
    if journey.to_be_of == journey.id:
        yield f"{_name(journey)} is its own to-be."


def _check_stage(content: Content, stage: Stage) -> Iterator[str]:
    if not steps_of(content, stage.id):
        yield f"{_name(stage)} has no step."


def _opened_journeys(content: Content, journey_id: str) -> list[str]:
    return [step.opens_journey_id for step in columns_of(content, journey_id) if step.opens_journey_id]


def _check_step(content: Content, step: Step) -> Iterator[str]:
    stage = content.find(Stage, step.stage_id)
    if step.opens_journey_id is None or stage is None:
        return
    ahead, seen = [step.opens_journey_id], set[str]()
    while ahead:
        journey_id = ahead.pop()
        if journey_id == stage.journey_id:
            yield f"{_name(step)} opens a journey that leads back to its own."
            return
        if journey_id not in seen:
            seen.add(journey_id)
            ahead.extend(_opened_journeys(content, journey_id))


def _check_swimlane(content: Content, swimlane: Swimlane) -> Iterator[str]:
    twins = content.holding(Swimlane, "persona_id", swimlane.persona_id)
    if any(twin.journey_id == swimlane.journey_id and twin.id != swimlane.id for twin in twins):
        yield f"{_name(swimlane)} is the second of its persona in one journey."


def _check_lane(content: Content, lane: Lane) -> Iterator[str]:
    swimlane = content.find(Swimlane, lane.swimlane_id)
    if swimlane is not None and swimlane.journey_id != lane.journey_id:
        yield f"{_name(lane)} is in a swimlane of another journey."


def _check_card(content: Content, card: Card) -> Iterator[str]:
    yield from _check_hash(card, "image")
    insight = content.find(Insight, card.insight_id)
    if insight is not None and card.title != insight.statement:
        yield f"{_name(card)} shows the insight “{insight.statement}” in other words."
    if (card.lane_id is None) != (card.step_id is None):
        yield f"{_name(card)} has a lane without a step or a step without a lane."
        return
    lane, step = content.find(Lane, card.lane_id), content.find(Step, card.step_id)
    if lane is None or step is None:
        return
    if card.kind not in LANE_TAKES[lane.kind]:
        yield f"{_name(card)} ({card.kind}) is on a lane of kind {lane.kind}, which does not take it."
    stage = content.find(Stage, step.stage_id)
    if lane.journey_id != card.journey_id or stage is None or stage.journey_id != card.journey_id:
        yield f"{_name(card)} is placed in another journey than its own."
    elif card.span > 1:
        columns = columns_of(content, card.journey_id)
        if columns.index(step) + card.span > len(columns):
            yield f"{_name(card)} spans more steps than there are to its right."


def _check_override(content: Content, override: EmotionOverride) -> Iterator[str]:
    swimlane, step = content.find(Swimlane, override.swimlane_id), content.find(Step, override.step_id)
    stage = content.find(Stage, step.stage_id) if step else None
    if swimlane and stage and swimlane.journey_id != stage.journey_id:
        yield f"{_name(override)} joins a swimlane and a step of two journeys."


def _check_answer(_: Content, answer: CardAnswer) -> Iterator[str]:
    if answer.card_id == answer.answered_id:
        yield "A card is said to answer itself."


def _check_model(content: Content, model: ScoringModel) -> Iterator[str]:
    there = {each.part for each in content.members(Criterion, "model_id", model.id)}
    missing = [part for part in FORMULA_PARTS[model.kind] if part not in there]
    if missing:
        yield f"{_name(model)} ({model.kind}) has no criterion that is its {', its '.join(missing)}."


def _check_criterion(content: Content, criterion: Criterion) -> Iterator[str]:
    name = f"Criterion “{criterion.name}”"
    if criterion.highest is not None and criterion.highest <= criterion.lowest:
        yield f"{name} has a highest value that is not above its lowest."
    model = content.find(ScoringModel, criterion.model_id)
    if model is not None:
        parts = FORMULA_PARTS[model.kind]
        if model.kind == "weighted criteria" and criterion.highest is None:
            yield f"{name} has no highest value to be weighed by."
        if criterion.part not in parts:
            yield f"{name} is the {criterion.part} of a formula that has none ({model.kind})."
        others = content.members(Criterion, "model_id", model.id)
        if criterion.part != "criterion" and any(
            each.part == criterion.part and each.id != criterion.id for each in others
        ):
            yield f"{name} is the second {criterion.part} of “{model.title}”."
    anchors = content.members(Anchor, "criterion_id", criterion.id)
    if anchors and not 3 <= len(anchors) <= 7:
        yield f"{name} has {len(anchors)} anchors; there are 3 to 7, or none."
    if len({anchor.value for anchor in anchors}) < len(anchors):
        yield f"{name} has two anchors with one value."
    if not all(_within(criterion, anchor.value) for anchor in anchors):
        yield f"{name} has an anchor outside its bounds."


def _within(criterion: Criterion, value: float | None) -> bool:
    if value is None:
        return True
    return criterion.lowest <= value and (criterion.highest is None or value <= criterion.highest)


def _check_score(content: Content, score: Score) -> Iterator[str]:
    criterion, opportunity = (
        content.find(Criterion, score.criterion_id),
        content.find(Opportunity, score.opportunity_id),
    )
    name = f"A score of “{opportunity.title if opportunity else score.opportunity_id}”"
    if criterion is not None and not all(_within(criterion, each) for each in (score.value, score.low, score.high)):
        yield f"{name} lies outside the bounds of “{criterion.name}”."
    if score.value is None and score.origin != "override":
        yield f"{name} has no value."
    if score.origin == "override" and not score.reason.strip():
        yield f"{name} is overridden without a reason."
    if any(low > high for low, high in _limits(score)):
        yield f"{name} has a low limit above its value or its high limit."
    if score.origin != "override":
        twins = content.members(Score, "opportunity_id", score.opportunity_id)
        same = (score.criterion_id, score.scorer_id)
        if any(
            each.origin != "override" and (each.criterion_id, each.scorer_id) == same and each.id != score.id
            for each in twins
        ):
            yield f"{name} is the second by one scorer for one criterion."


def _limits(score: Score) -> Iterator[tuple[float, float]]:
    """Yield what may not be above what, of the limits and the value that are there."""
    there = [each for each in (score.low, score.value, score.high) if each is not None]
    return iter(pairwise(there))


def _check_connector(content: Content, connector: Connector) -> Iterator[str]:
    if connector.from_card_id == connector.to_card_id:
        yield "A connector leads from a card to itself."
    for card_id in (connector.from_card_id, connector.to_card_id):
        card = content.find(Card, card_id)
        if card is not None and card.journey_id != connector.journey_id:
            yield f"{_name(card)} has a connector to another journey."


def _check_bookmark(content: Content, bookmark: Bookmark) -> Iterator[str]:
    step, lane = content.find(Step, bookmark.step_id), content.find(Lane, bookmark.lane_id)
    stage = content.find(Stage, step.stage_id) if step else None
    if any(each is not None and each.journey_id != bookmark.journey_id for each in (stage, lane)):
        yield f"{_name(bookmark)} leads to another journey than its own."


def _check_required(_: Content, required: RequiredField) -> Iterator[str]:
    if required.name not in field_names(required.subject):
        yield f"A required field is called {required.name}, which a {required.subject} does not have."


def _check_option(content: Content, option: VoteOption) -> Iterator[str]:
    if (option.card_id is None) == (option.opportunity_id is None):
        yield f"Option {option.number} of a vote is not exactly one card or opportunity."
    card, held = content.find(Card, option.card_id), content.find(VoteRound, option.round_id)
    if card is not None and held is not None and card.journey_id != held.journey_id:
        yield f"{_name(card)} is voted for on the map of another journey."
    yield from _check_number(content, option)


def _check_number(content: Content, record: VoteOption | Ballot) -> Iterator[str]:
    twins = content.members(type(record), "round_id", record.round_id)
    if sum(each.number == record.number for each in twins) > 1:
        what = "options" if isinstance(record, VoteOption) else "ballots"
        yield f"Two {what} of one vote have the number {record.number}."


def _check_ballot(content: Content, ballot: Ballot) -> Iterator[str]:
    yield from _check_number(content, ballot)
    held = content.find(VoteRound, ballot.round_id)
    given = sum(vote.count for vote in content.members(Vote, "ballot_id", ballot.id))
    if held is not None and ballot.number > 0 and given > held.votes_each:
        yield f"Ballot {ballot.number} of “{held.title}” has {given} votes, and each person has {held.votes_each}."


def _check_vote(content: Content, vote: Vote) -> Iterator[str]:
    ballot, option = content.find(Ballot, vote.ballot_id), content.find(VoteOption, vote.option_id)
    if ballot is not None and option is not None and ballot.round_id != option.round_id:
        yield f"Ballot {ballot.number} votes for something of another vote."


def _check_wall_column(content: Content, column: WallColumn) -> Iterator[str]:
    if not re.fullmatch("[A-Z]{1,4}", column.code):
        yield f"A column is called {column.code!r} on the wall, which is no letters from A to Z."
    step = content.find(Step, column.step_id)
    stage = content.find(Stage, step.stage_id) if step else None
    if stage is not None and stage.journey_id != column.journey_id:
        yield f"Column {column.code} on the wall belongs to another journey."


def _check_wall_row(content: Content, row: WallRow) -> Iterator[str]:
    if not re.fullmatch("[1-9][0-9]{0,5}", row.code):
        yield f"A row is called {row.code!r} on the wall, which is no number from 1 up."
    lane = content.find(Lane, row.lane_id)
    if lane is not None and lane.journey_id != row.journey_id:
        yield f"Row {row.code} on the wall belongs to another journey."


def _check_highlight(content: Content, highlight: Highlight) -> Iterator[str]:
    source = content.find(Source, highlight.source_id)
    name = f"A highlight of “{source.title}”" if source else "A highlight"
    if not (highlight.turn, highlight.start) < (highlight.last_turn, highlight.end):
        yield f"{name} ends before it begins."
    if source is not None and highlight.last_turn >= source.turns:
        yield f"{name} stands in turn {highlight.last_turn + 1}, and there are {source.turns}."


def _check_verdict(_: Content, verdict: EvidenceVerdict) -> Iterator[str]:
    if sum(each is not None for each in (verdict.card_id, verdict.insight_id, verdict.opportunity_id)) != 1:
        yield "A verdict on evidence is not about exactly one card, insight or opportunity."


def _check_hash(record: Card | Persona, name: str) -> Iterator[str]:
    value = getattr(record, name)
    if value is not None and not re.fullmatch("[0-9a-f]{64}", value):
        yield f"{_name(record)} has a {name} that is no SHA-256."


_CHECKS: dict[type[AnyRecord], Callable[[Content, Any], Iterator[str]]] = {
    Journey: _check_journey,
    Tag: _check_tree,
    Stage: _check_stage,
    Step: _check_step,
    Swimlane: _check_swimlane,
    Lane: _check_lane,
    Card: _check_card,
    EmotionOverride: _check_override,
    Opportunity: _check_tree,
    Connector: _check_connector,
    CardAnswer: _check_answer,
    Criterion: _check_criterion,
    Score: _check_score,
    ScoringModel: _check_model,
    Bookmark: _check_bookmark,
    RequiredField: _check_required,
    VoteOption: _check_option,
    Ballot: _check_ballot,
    Vote: _check_vote,
    WallColumn: _check_wall_column,
    WallRow: _check_wall_row,
    Highlight: _check_highlight,
    EvidenceVerdict: _check_verdict,
    Persona: lambda _, persona: _check_hash(persona, "picture"),
}

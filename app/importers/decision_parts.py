"""The decision read back from the JSON format: scoring models, opportunities, solutions, actions, the registers."""

from collections.abc import Iterator

from app.importers.json_labels import Labels, ranked_parts
from app.importers.research_parts import evidence_records
from app.models.interchange import OpportunityPart, ScoringModelPart, SolutionPart, StakeholderPart, WorkspaceFile
from app.models.records import (
    Action,
    Anchor,
    AnyRecord,
    Ask,
    Boundary,
    Criterion,
    Decision,
    Opportunity,
    OpportunityBoundary,
    OpportunityCard,
    OpportunityJourney,
    Score,
    Scorer,
    ScoringModel,
    Solution,
    SolutionOpportunity,
    SolutionStep,
    Stakeholder,
    StakeholderJourney,
    ToolDepartment,
)


def decision_records(labels: Labels, whole: WorkspaceFile) -> Iterator[AnyRecord]:
    """Yield what tells of the decision, an owner before what it holds; entries of lists stay with the labels."""
    for scorer, rank in ranked_parts(whole.scorers):
        labels.list_entry(labels.record(Scorer, scorer, rank=rank))
    for model, rank in ranked_parts(whole.scoring_models):
        yield from _scoring_model(labels, model, rank)
    for boundary, rank in ranked_parts(whole.boundaries):
        yield labels.record(Boundary, boundary, rank=rank)
    for opportunity, rank in ranked_parts(whole.opportunities):
        yield from _opportunity(labels, opportunity, rank)
    for solution, rank in ranked_parts(whole.solutions):
        yield from _solution(labels, solution, rank)
    for action, rank in ranked_parts(whole.actions):
        yield labels.record(Action, action, rank=rank)
    for stakeholder, rank in ranked_parts(whole.stakeholders):
        yield from _stakeholder(labels, stakeholder, rank)
    for use in whole.tool_uses:
        yield labels.record(ToolDepartment, use)


def _scoring_model(labels: Labels, part: ScoringModelPart, rank: str) -> Iterator[AnyRecord]:
    model = labels.record(ScoringModel, part, rank=rank)
    yield model
    for criterion_part, criterion_rank in ranked_parts(part.criteria):
        criterion = labels.record(Criterion, criterion_part, rank=criterion_rank, model_id=model.id)
        yield criterion
        for anchor in criterion_part.anchors:
            yield labels.record(Anchor, anchor, criterion_id=criterion.id)


def _opportunity(labels: Labels, part: OpportunityPart, rank: str) -> Iterator[AnyRecord]:
    opportunity = labels.record(Opportunity, part, rank=rank)
    yield opportunity
    yield from labels.tags(opportunity, part)
    for card in part.cards:
        yield labels.record(OpportunityCard, card, opportunity_id=opportunity.id)
    for journey in part.journeys:
        yield labels.record(OpportunityJourney, journey, opportunity_id=opportunity.id)
    for score in part.scores:
        yield labels.record(Score, score, opportunity_id=opportunity.id)
    for decision, decision_rank in ranked_parts(part.decisions):
        yield labels.record(Decision, decision, rank=decision_rank, opportunity_id=opportunity.id)
    for boundary in part.boundaries:
        yield labels.record(OpportunityBoundary, boundary, opportunity_id=opportunity.id)
    yield from evidence_records(labels, opportunity, part)


def _solution(labels: Labels, part: SolutionPart, rank: str) -> Iterator[AnyRecord]:
    solution = labels.record(Solution, part, rank=rank)
    yield solution
    for opportunity in part.opportunities:
        yield labels.record(SolutionOpportunity, opportunity, solution_id=solution.id)
    for step in part.steps:
        yield labels.record(SolutionStep, step, solution_id=solution.id)


def _stakeholder(labels: Labels, part: StakeholderPart, rank: str) -> Iterator[AnyRecord]:
    stakeholder = labels.record(Stakeholder, part, rank=rank)
    yield stakeholder
    for journey in part.journeys:
        yield labels.record(StakeholderJourney, journey, stakeholder_id=stakeholder.id)
    for ask, ask_rank in ranked_parts(part.asks):
        yield labels.record(Ask, ask, rank=ask_rank, stakeholder_id=stakeholder.id)

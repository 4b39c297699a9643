"""What is decided as parts of the JSON format: scoring models, opportunities, solutions, actions, the registers."""

from collections.abc import Mapping
from typing import Any

from app.exporters.json_parts import evidence_parts, part_of
from app.models.content import Content, cards_of_opportunity, journeys_in_tree_order
from app.models.interchange import (
    ActionPart,
    AnchorPart,
    AskPart,
    BoundaryLinkPart,
    BoundaryPart,
    ChangedStepPart,
    CriterionPart,
    DecisionPart,
    JourneyLinkPart,
    NamedPart,
    OpportunityCardPart,
    OpportunityLinkPart,
    OpportunityPart,
    Part,
    ScorePart,
    ScoringModelPart,
    SolutionPart,
    StakeholderPart,
    ToolUsePart,
)
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

Places = Mapping[str | None, int]
"""The place of each card in the printed order."""


def decision_parts(content: Content, places: Places) -> dict[str, list[Part]]:
    """Return the lists of the file that tell of the decision, by their keys."""
    uses = sorted(content.all(ToolDepartment).values(), key=lambda each: each.id)
    return {
        "scoring_models": [_scoring_model(content, each) for each in content.ordered(ScoringModel)],
        "scorers": [part_of(content, NamedPart, each) for each in content.ordered(Scorer)],
        "boundaries": [part_of(content, BoundaryPart, each) for each in content.ordered(Boundary)],
        "opportunities": [_opportunity(content, each, places) for each in content.ordered(Opportunity)],
        "solutions": [_solution(content, each) for each in content.ordered(Solution)],
        "actions": [part_of(content, ActionPart, each) for each in content.ordered(Action)],
        "stakeholders": [_stakeholder(content, each) for each in content.ordered(Stakeholder)],
        "tool_uses": [part_of(content, ToolUsePart, each) for each in uses],
    }


def _scoring_model(content: Content, model: ScoringModel) -> ScoringModelPart:
    def criterion_part(criterion: Criterion) -> CriterionPart:
        anchors = sorted(content.members(Anchor, "criterion_id", criterion.id), key=lambda each: each.value)
        return part_of(
            content, CriterionPart, criterion, anchors=[part_of(content, AnchorPart, each) for each in anchors]
        )

    criteria = content.holding(Criterion, "model_id", model.id)
    return part_of(content, ScoringModelPart, model, criteria=[criterion_part(each) for each in criteria])


def _opportunity(content: Content, opportunity: Opportunity, places: Places) -> OpportunityPart:
    """Return an opportunity with its cards in printed order and its journeys in that of the tree."""
    cards = sorted(cards_of_opportunity(content, opportunity.id), key=lambda card: places[card.id])
    scores = sorted(
        content.members(Score, "opportunity_id", opportunity.id),
        key=lambda each: (each.criterion_id, each.scorer_id or "", each.at, each.id),
    )
    linked = {each.boundary_id for each in content.members(OpportunityBoundary, "opportunity_id", opportunity.id)}
    return part_of(
        content,
        OpportunityPart,
        opportunity,
        cards=[OpportunityCardPart(card_id=card.id, title=card.title) for card in cards],
        scores=[part_of(content, ScorePart, each) for each in scores],
        decisions=[
            part_of(content, DecisionPart, each) for each in content.holding(Decision, "opportunity_id", opportunity.id)
        ],
        boundaries=[
            BoundaryLinkPart(boundary_id=each.id, title=each.title)
            for each in content.ordered(Boundary)
            if each.id in linked
        ],
        journeys=_journeys(content, OpportunityJourney, opportunity),
        **evidence_parts(content, opportunity),
    )


def _journeys(content: Content, link_type: type[Any], record: AnyRecord) -> list[JourneyLinkPart]:
    """Return the journeys that a record is linked to, in the order of the tree."""
    linked = {each.journey_id for each in content.members(link_type, f"{record.kind_name}_id", record.id)}
    return [
        JourneyLinkPart(journey_id=journey.id, title=journey.title)
        for journey in journeys_in_tree_order(content)
        if journey.id in linked
    ]


def _solution(content: Content, solution: Solution) -> SolutionPart:
    answered = {each.opportunity_id for each in content.members(SolutionOpportunity, "solution_id", solution.id)}
    steps = sorted(content.members(SolutionStep, "solution_id", solution.id), key=lambda each: each.step_id)
    return part_of(
        content,
        SolutionPart,
        solution,
        opportunities=[
            OpportunityLinkPart(opportunity_id=each.id, title=each.title)
            for each in content.ordered(Opportunity)
            if each.id in answered
        ],
        steps=[part_of(content, ChangedStepPart, each) for each in steps],
    )


def _stakeholder(content: Content, stakeholder: Stakeholder) -> StakeholderPart:
    return part_of(
        content,
        StakeholderPart,
        stakeholder,
        journeys=_journeys(content, StakeholderJourney, stakeholder),
        asks=[part_of(content, AskPart, each) for each in content.holding(Ask, "stakeholder_id", stakeholder.id)],
    )

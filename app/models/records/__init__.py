"""The records of a workspace: frozen data, one class per table, one field per column.

A field made by `reference()` holds the id of another record and says what deleting that record does to this one:
`cascade` deletes it too, `clear` empties the field, `refuse` forbids the deletion. `origin_id` is a plain value without
a reference: deleting the origin must not erase what a to-be copy remembers of it.
"""

from typing import Any, Final

from app.models.records.base import Link, Named, OnDelete, Record, reference, references
from app.models.records.framework import Ask, Stakeholder, StakeholderJourney, ToolDepartment
from app.models.records.journeys import (
    Bookmark,
    Card,
    CardAnswer,
    CardTag,
    Connector,
    EmotionOverride,
    Journey,
    JourneyTag,
    Lane,
    RequiredField,
    Stage,
    StageTag,
    Step,
    StepTag,
    Swimlane,
)
from app.models.records.opportunities import (
    Action,
    Boundary,
    Decision,
    Opportunity,
    OpportunityBoundary,
    OpportunityCard,
    OpportunityJourney,
    OpportunityTag,
    Solution,
    SolutionOpportunity,
    SolutionStep,
)
from app.models.records.research import (
    CardHighlight,
    CardInsight,
    EvidenceVerdict,
    Highlight,
    HighlightTag,
    ImportMapping,
    Insight,
    InsightHighlight,
    InsightPersona,
    InsightStep,
    InsightTag,
    OpportunityHighlight,
    OpportunityInsight,
    Participant,
    ParticipantFact,
    ParticipantTag,
    Source,
    SourceTag,
    Speaker,
    Theme,
)
from app.models.records.scoring import Anchor, Criterion, Score, Scorer, ScoringModel
from app.models.records.workshop import Activity, Agenda, Ballot, Vote, VoteOption, VoteRound, WallColumn, WallRow
from app.models.records.workspace import (
    Brand,
    Channel,
    Department,
    Owner,
    Persona,
    PersonaChannel,
    PersonaTag,
    PersonaTrait,
    Segment,
    Tag,
    Tool,
    Workspace,
)

__all__ = [
    "RECORD_TYPES",
    "TAG_LINKS",
    "Action",
    "Activity",
    "Agenda",
    "Anchor",
    "AnyRecord",
    "Ask",
    "Ballot",
    "Bookmark",
    "Boundary",
    "Brand",
    "Card",
    "CardAnswer",
    "CardHighlight",
    "CardInsight",
    "CardTag",
    "Channel",
    "Connector",
    "Criterion",
    "Decision",
    "Department",
    "EmotionOverride",
    "EvidenceVerdict",
    "Highlight",
    "HighlightTag",
    "ImportMapping",
    "Insight",
    "InsightHighlight",
    "InsightPersona",
    "InsightStep",
    "InsightTag",
    "Journey",
    "JourneyTag",
    "Lane",
    "Link",
    "Named",
    "OnDelete",
    "Opportunity",
    "OpportunityBoundary",
    "OpportunityCard",
    "OpportunityHighlight",
    "OpportunityInsight",
    "OpportunityJourney",
    "OpportunityTag",
    "Owner",
    "Participant",
    "ParticipantFact",
    "ParticipantTag",
    "Persona",
    "PersonaChannel",
    "PersonaTag",
    "PersonaTrait",
    "Record",
    "RequiredField",
    "Score",
    "Scorer",
    "ScoringModel",
    "Segment",
    "Solution",
    "SolutionOpportunity",
    "SolutionStep",
    "Source",
    "SourceTag",
    "Speaker",
    "Stage",
    "StageTag",
    "Stakeholder",
    "StakeholderJourney",
    "Step",
    "StepTag",
    "Swimlane",
    "Tag",
    "Theme",
    "Tool",
    "ToolDepartment",
    "Vote",
    "VoteOption",
    "VoteRound",
    "WallColumn",
    "WallRow",
    "Workspace",
    "reference",
    "references",
]

AnyRecord = (
    Workspace
    | Channel
    | Department
    | Owner
    | Brand
    | Segment
    | Tool
    | Tag
    | Persona
    | PersonaTrait
    | PersonaChannel
    | ScoringModel
    | Criterion
    | Anchor
    | Scorer
    | ToolDepartment
    | Stakeholder
    | Participant
    | ParticipantFact
    | Source
    | Speaker
    | Highlight
    | Theme
    | Insight
    | Journey
    | Stage
    | Step
    | Swimlane
    | Lane
    | Card
    | Connector
    | CardAnswer
    | Bookmark
    | RequiredField
    | EmotionOverride
    | StakeholderJourney
    | Ask
    | Opportunity
    | OpportunityCard
    | OpportunityJourney
    | Score
    | Decision
    | Boundary
    | OpportunityBoundary
    | Solution
    | SolutionOpportunity
    | SolutionStep
    | Action
    | InsightHighlight
    | InsightPersona
    | InsightStep
    | CardInsight
    | CardHighlight
    | OpportunityInsight
    | OpportunityHighlight
    | EvidenceVerdict
    | ImportMapping
    | JourneyTag
    | StageTag
    | StepTag
    | PersonaTag
    | CardTag
    | OpportunityTag
    | ParticipantTag
    | SourceTag
    | HighlightTag
    | InsightTag
    | Agenda
    | Activity
    | VoteRound
    | VoteOption
    | Ballot
    | Vote
    | WallColumn
    | WallRow
)

RECORD_TYPES: Final[dict[str, type[AnyRecord]]] = {
    record_type.kind_name: record_type
    for record_type in (
        Workspace,
        Channel,
        Department,
        Owner,
        Brand,
        Segment,
        Tool,
        Tag,
        Persona,
        PersonaTrait,
        PersonaChannel,
        ScoringModel,
        Criterion,
        Anchor,
        Scorer,
        ToolDepartment,
        Stakeholder,
        Participant,
        ParticipantFact,
        Source,
        Speaker,
        Highlight,
        Theme,
        Insight,
        Journey,
        Stage,
        Step,
        Swimlane,
        Lane,
        Card,
        Connector,
        CardAnswer,
        Bookmark,
        RequiredField,
        EmotionOverride,
        StakeholderJourney,
        Ask,
        Opportunity,
        OpportunityCard,
        OpportunityJourney,
        Score,
        Decision,
        Boundary,
        OpportunityBoundary,
        Solution,
        SolutionOpportunity,
        SolutionStep,
        Action,
        InsightHighlight,
        InsightPersona,
        InsightStep,
        CardInsight,
        CardHighlight,
        OpportunityInsight,
        OpportunityHighlight,
        EvidenceVerdict,
        ImportMapping,
        JourneyTag,
        StageTag,
        StepTag,
        PersonaTag,
        CardTag,
        OpportunityTag,
        ParticipantTag,
        SourceTag,
        HighlightTag,
        InsightTag,
        Agenda,
        Activity,
        VoteRound,
        VoteOption,
        Ballot,
        Vote,
        WallColumn,
        WallRow,
    )
}
"""Every record type by the name of its kind, an owner before what it holds."""

TAG_LINKS: Final[dict[type[Any], type[Any]]] = {
    Journey: JourneyTag,
    Stage: StageTag,
    Step: StepTag,
    Persona: PersonaTag,
    Card: CardTag,
    Opportunity: OpportunityTag,
    Participant: ParticipantTag,
    Source: SourceTag,
    Highlight: HighlightTag,
    Insight: InsightTag,
}
"""What carries tags, with the link that joins it to them."""

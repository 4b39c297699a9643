"""The shape of the JSON that `clew show --json` prints and `clew import` reads; stands in docs/format.md.

Exporters write it, importers read it, and neither knows the other: so the shape stands here. Printed files have every
key. Files written by hand may leave out whatever has a default below: ids and ranks are made then, and cards find
their lane and step by title. Ids are UUIDs; `rank` orders siblings as text; sentiments and emotions are −2 … +2.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.models.interchange.base import NamedPart, Part, TagLinkPart
from app.models.interchange.framework import AskPart, JourneyLinkPart, StakeholderPart, ToolUsePart
from app.models.interchange.journeys import (
    AnswerPart,
    BookmarkPart,
    CardPart,
    ConnectorPart,
    EmotionPart,
    JourneyPart,
    LanePart,
    OverridePart,
    RequiredFieldPart,
    StagePart,
    StepPart,
    SwimlanePart,
    WallColumnPart,
    WallRowPart,
)
from app.models.interchange.opportunities import (
    ActionPart,
    BoundaryLinkPart,
    BoundaryPart,
    ChangedStepPart,
    DecisionPart,
    OpportunityCardPart,
    OpportunityLinkPart,
    OpportunityPart,
    SolutionPart,
)
from app.models.interchange.research import (
    FactPart,
    HighlightLinkPart,
    HighlightPart,
    InsightLinkPart,
    InsightPart,
    MappingPart,
    ParticipantPart,
    PersonaLinkPart,
    SourcePart,
    SpeakerPart,
    StepLinkPart,
    ThemePart,
    TurnPart,
    VerdictPart,
)
from app.models.interchange.scoring import AnchorPart, CriterionPart, ScorePart, ScoringModelPart
from app.models.interchange.workshop import (
    ActivityPart,
    AgendaPart,
    BallotPart,
    VoteOptionPart,
    VotePart,
    VoteRoundPart,
)
from app.models.interchange.workspace import ChannelLinkPart, PersonaPart, TagPart, ToolPart, TraitPart, WorkspacePart
from app.models.records import AnyRecord, Brand, Channel, Department, Owner, Scorer, Segment, Tag, Tool

__all__ = [
    "FORMAT",
    "LISTED_NAMES",
    "SHARED_LISTS",
    "ActionPart",
    "ActivityPart",
    "AgendaPart",
    "AnchorPart",
    "AnswerPart",
    "AskPart",
    "BallotPart",
    "BookmarkPart",
    "BoundaryLinkPart",
    "BoundaryPart",
    "CardPart",
    "ChangedStepPart",
    "ChannelLinkPart",
    "ConnectorPart",
    "CriterionPart",
    "DecisionPart",
    "EmotionPart",
    "FactPart",
    "HighlightLinkPart",
    "HighlightPart",
    "ImagePart",
    "InsightLinkPart",
    "InsightPart",
    "JourneyLinkPart",
    "JourneyPart",
    "LanePart",
    "MappingPart",
    "NamedPart",
    "OpportunityCardPart",
    "OpportunityLinkPart",
    "OpportunityPart",
    "OverridePart",
    "Part",
    "ParticipantPart",
    "PersonaLinkPart",
    "PersonaPart",
    "RequiredFieldPart",
    "ScorePart",
    "ScoringModelPart",
    "SolutionPart",
    "SourcePart",
    "SpeakerPart",
    "StagePart",
    "StakeholderPart",
    "StepLinkPart",
    "StepPart",
    "SwimlanePart",
    "TagLinkPart",
    "TagPart",
    "TemplatePart",
    "ThemePart",
    "ToolPart",
    "ToolUsePart",
    "TraitPart",
    "TurnPart",
    "VerdictPart",
    "VoteOptionPart",
    "VotePart",
    "VoteRoundPart",
    "WallColumnPart",
    "WallRowPart",
    "WorkspaceFile",
    "WorkspacePart",
]

FORMAT: Final = 5
"""The number of this shape; a reader refuses a newer one."""

SHARED_LISTS: Final[Mapping[str, tuple[type[AnyRecord], type[NamedPart]]]] = {
    "channels": (Channel, NamedPart),
    "departments": (Department, NamedPart),
    "owners": (Owner, NamedPart),
    "brands": (Brand, NamedPart),
    "segments": (Segment, NamedPart),
    "tools": (Tool, ToolPart),
    "tags": (Tag, TagPart),
}
"""The shared lists of a workspace by their keys: what is stored, and what is printed of it."""

LISTED_NAMES: Final[Mapping[str, type[AnyRecord]]] = {
    "channel": Channel,
    "department": Department,
    "team": Department,
    "owner": Owner,
    "brand": Brand,
    "segment": Segment,
    "tool": Tool,
    "tag": Tag,
    "scorer": Scorer,
}
"""Keys that say in words what the id beside them (`channel_id` …) says, with the list that they name an entry of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagePart(Part):
    """A stored image that a card or a persona shows: PNG or JPEG, its bytes in Base64."""

    sha256: str
    media_type: str = ""
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePart(Part):
    """What a template is called, what it is for and what it stands among; null in a file that is none."""

    title: str
    description: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceFile(Part):
    """A whole workspace, or a template of one journey."""

    format: int
    template: TemplatePart | None = None
    workspace: WorkspacePart | None = None
    personas: list[PersonaPart] = field(default_factory=list)
    channels: list[NamedPart] = field(default_factory=list)
    departments: list[NamedPart] = field(default_factory=list)
    owners: list[NamedPart] = field(default_factory=list)
    brands: list[NamedPart] = field(default_factory=list)
    segments: list[NamedPart] = field(default_factory=list)
    tools: list[ToolPart] = field(default_factory=list)
    tags: list[TagPart] = field(default_factory=list)
    participants: list[ParticipantPart] = field(default_factory=list)
    sources: list[SourcePart] = field(default_factory=list)
    themes: list[ThemePart] = field(default_factory=list)
    insights: list[InsightPart] = field(default_factory=list)
    mappings: list[MappingPart] = field(default_factory=list)
    journeys: list[JourneyPart] = field(default_factory=list)
    scoring_models: list[ScoringModelPart] = field(default_factory=list)
    scorers: list[NamedPart] = field(default_factory=list)
    boundaries: list[BoundaryPart] = field(default_factory=list)
    opportunities: list[OpportunityPart] = field(default_factory=list)
    solutions: list[SolutionPart] = field(default_factory=list)
    actions: list[ActionPart] = field(default_factory=list)
    stakeholders: list[StakeholderPart] = field(default_factory=list)
    tool_uses: list[ToolUsePart] = field(default_factory=list)
    rounds: list[VoteRoundPart] = field(default_factory=list)
    agendas: list[AgendaPart] = field(default_factory=list)
    images: list[ImagePart] = field(default_factory=list)

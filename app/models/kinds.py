"""The kinds of the domain and what goes where."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

CardKind = Literal[
    "touchpoint",
    "pain",
    "gain",
    "action",
    "thought",
    "quote",
    "need",
    "question",
    "factor",
    "influence",
    "message",
    "note",
    "image",
]
LaneKind = Literal[
    "touchpoints",
    "channels",
    "experience",
    "emotion",
    "thoughts",
    "quotes",
    "needs",
    "questions",
    "factors",
    "influences",
    "messages",
    "notes",
    "images",
    "frontstage",
    "backstage",
    "support",
    "opportunities",
]
JourneyLevel = Literal["lifecycle", "journey", "sub-journey"]
JourneyKind = Literal["customer", "employee", "client", "patient", "user"]
JourneyContext = Literal["b2c", "b2b"]
JourneyState = Literal["current", "to-be"]
JourneyStatus = Literal["draft", "in review", "agreed", "archived"]
OpportunityStatus = Literal["idea", "in review", "in work", "done"]
DecisionKind = Literal["will do", "will not do", "later"]
OpportunityType = Literal["fix", "upsell", "cross-sell", "new"]
ScoringKind = Literal["value matrix", "opportunity score", "RICE", "ICE", "WSJF", "weighted criteria"]
FormulaPart = Literal[
    "customer",
    "business",
    "effort",
    "importance",
    "satisfaction",
    "reach",
    "impact",
    "confidence",
    "ease",
    "value",
    "urgency",
    "risk",
    "size",
    "criterion",
]
"""What a criterion is in the formula of its model."""
Side = Literal["customer", "business", "effort"]
Prefill = Literal["severity", "frequency", "sentiment", "participants"]
ScoreOrigin = Literal["scored", "blind", "imported", "override"]
Stance = Literal["will", "will not"]
SolutionStatus = Literal["idea", "chosen", "in work", "done", "dropped"]
ActionStatus = Literal["to do", "in work", "done", "dropped"]
Level = Literal["low", "medium", "high"]
AskStatus = Literal["open", "met", "declined"]
TouchpointKind = Literal["peripheral", "external", "internal"]
Presence = Literal["online", "offline"]
Aspect = Literal["emotional", "physical", "intellectual", "spiritual"]
Sense = Literal["sight", "hearing", "smell", "taste", "touch"]
AnswerStatus = Literal["open", "partly answered", "answered"]
FactorEffect = Literal["buy", "stay"]
HandOff = Literal["seamless", "broken"]
SourceKind = Literal["interview", "survey", "feedback", "document", "notes"]
SpeakerRole = Literal["participant", "interviewer", "other"]
InsightKind = Literal["pain", "gain", "need", "job", "behaviour", "fact"]
EvidenceStrength = Literal["assumption", "emerging", "validated"]
BuyerRole = Literal["user", "influencer", "decision maker", "procurement"]
TagColour = Literal["blue", "purple", "teal", "orange", "pink", "green", "grey", "brown"]
Subject = Literal[CardKind, "step", "persona", "journey"]
"""What has fields that a template can ask for."""

CARD_KINDS: Final[tuple[CardKind, ...]] = get_args(CardKind)

LANE_TAKES: Final[dict[LaneKind, tuple[CardKind, ...]]] = {
    "touchpoints": ("touchpoint", "action"),
    "channels": ("touchpoint",),
    "experience": ("pain", "gain"),
    "emotion": (),
    "thoughts": ("thought",),
    "quotes": ("quote",),
    "needs": ("need",),
    "questions": ("question",),
    "factors": ("factor",),
    "influences": ("influence",),
    "messages": ("message",),
    "notes": ("note",),
    "images": ("image",),
    "frontstage": ("touchpoint", "action"),
    "backstage": ("touchpoint", "action"),
    "support": ("touchpoint", "action"),
    "opportunities": (),
}
"""The card kinds that each lane kind takes; a lane that takes nothing is a projection of the map."""

OPPORTUNITY_STATUSES: Final[tuple[OpportunityStatus, ...]] = ("idea", "in review", "in work", "done")

SOURCE_KINDS: Final[tuple[SourceKind, ...]] = get_args(SourceKind)

INSIGHT_KINDS: Final[tuple[InsightKind, ...]] = get_args(InsightKind)

EVIDENCE_STRENGTHS: Final[tuple[EvidenceStrength, ...]] = ("assumption", "emerging", "validated")

FORMULA_PARTS: Final[dict[ScoringKind, tuple[FormulaPart, ...]]] = {
    "value matrix": ("customer", "business", "effort"),
    "opportunity score": ("importance", "satisfaction"),
    "RICE": ("reach", "impact", "confidence", "effort"),
    "ICE": ("impact", "confidence", "ease"),
    "WSJF": ("value", "urgency", "risk", "size"),
    "weighted criteria": ("criterion",),
}
"""What the criteria of a model of each kind are in its formula: one of each, or any number of the last."""

SCORING_KINDS: Final[tuple[ScoringKind, ...]] = tuple(FORMULA_PARTS)

DECISIONS: Final[tuple[DecisionKind, ...]] = ("will do", "will not do", "later")
ACTION_STATUSES: Final[tuple[ActionStatus, ...]] = ("to do", "in work", "done", "dropped")
SOLUTION_STATUSES: Final[tuple[SolutionStatus, ...]] = ("idea", "chosen", "in work", "done", "dropped")

LANE_KINDS: Final[tuple[LaneKind, ...]] = tuple(LANE_TAKES)

LANE_OF: Final[dict[CardKind, LaneKind]] = {
    kind: next(lane for lane, cards in LANE_TAKES.items() if kind in cards) for kind in CARD_KINDS
}
"""The lane kind that is made for a card kind where the swimlane has none that takes it."""

BLUEPRINT_LINES: Final[Mapping[LaneKind, str]] = {
    "frontstage": "line of interaction",
    "backstage": "line of visibility",
    "support": "line of internal interaction",
}
"""The line of a service blueprint that is drawn above the first lane of a kind in its swimlane (Shostack 1984)."""

LANE_GROUPS: Final[tuple[tuple[LaneKind, ...], ...]] = (
    ("touchpoints", "channels", "messages", "images"),
    ("experience", "emotion", "thoughts", "quotes", "needs"),
    ("questions", "factors", "influences"),
    ("frontstage", "backstage", "support"),
    ("opportunities", "notes"),
)
"""All kinds of lanes as menus offer them: what happens, how it feels, what moves people, the service, what to do."""

DEFAULT_SENTIMENT: Final[dict[CardKind, float]] = {"pain": -1.0, "gain": 1.0}
"""What a card of this kind counts as until somebody says otherwise, −2 … +2; other kinds start without."""

DEFAULT_LANES: Final[tuple[LaneKind, ...]] = ("touchpoints", "experience", "emotion")
"""The lanes of a new swimlane, top to bottom."""

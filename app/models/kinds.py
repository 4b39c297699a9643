"""The kinds of the domain and what goes where."""

from typing import Final, Literal

CardKind = Literal["touchpoint", "pain", "gain", "action", "thought", "quote", "need", "question"]
LaneKind = Literal["touchpoints", "experience", "emotion", "thoughts", "quotes", "needs", "questions"]
JourneyLevel = Literal["lifecycle", "journey", "sub-journey"]
JourneyKind = Literal["customer", "employee", "client", "patient", "user"]
JourneyContext = Literal["b2c", "b2b"]
JourneyState = Literal["current", "to-be"]
JourneyStatus = Literal["draft", "in review", "agreed", "archived"]
OpportunityStatus = Literal["idea", "in review", "in work", "done"]
Decision = Literal["will do", "will not do", "later"]

CARD_KINDS: Final[tuple[CardKind, ...]] = (
    "touchpoint",
    "pain",
    "gain",
    "action",
    "thought",
    "quote",
    "need",
    "question",
)

LANE_TAKES: Final[dict[LaneKind, tuple[CardKind, ...]]] = {
    "touchpoints": ("touchpoint", "action"),
    "experience": ("pain", "gain"),
    "emotion": (),
    "thoughts": ("thought",),
    "quotes": ("quote",),
    "needs": ("need",),
    "questions": ("question",),
}
"""The card kinds that each lane kind takes; a lane that takes nothing is a projection of the map."""

OPPORTUNITY_STATUSES: Final[tuple[OpportunityStatus, ...]] = ("idea", "in review", "in work", "done")

DECISIONS: Final[tuple[Decision, ...]] = ("will do", "will not do", "later")

LANE_KINDS: Final[tuple[LaneKind, ...]] = tuple(LANE_TAKES)

LANE_OF: Final[dict[CardKind, LaneKind]] = {card: lane for lane, cards in LANE_TAKES.items() for card in cards}
"""The lane kind that is made for a card kind where the swimlane has none that takes it."""

DEFAULT_SENTIMENT: Final[dict[CardKind, float]] = {"pain": -1.0, "gain": 1.0}
"""What a card of this kind counts as until somebody says otherwise, −2 … +2; other kinds start without."""

DEFAULT_LANES: Final[tuple[LaneKind, ...]] = ("touchpoints", "experience", "emotion")
"""The lanes of a new swimlane, top to bottom."""

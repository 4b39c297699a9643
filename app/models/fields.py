"""Which fields cards of each kind, steps, personas and journeys have beyond title and note, and how they are asked for.

The one table behind forms, outline, find, colour rules, filters, required fields and lists. What a field is called and
what its choices mean in words stands in `app.layout.words`, under `field NAME` and `value VALUE`.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, Literal, NamedTuple, get_args

from app.models.kinds import (
    CARD_KINDS,
    AnswerStatus,
    Aspect,
    BuyerRole,
    CardKind,
    FactorEffect,
    JourneyStatus,
    Presence,
    Sense,
    Subject,
    TouchpointKind,
)
from app.models.records import AnyRecord

Form = Literal["choice", "reference", "text", "lines", "number", "duration", "day", "flag", "image"]

RANGES: Final[Mapping[tuple[str, str], tuple[float, float]]] = {
    ("card", "sentiment"): (-2, 2),
    ("card", "weight"): (0, 1000),
    ("card", "span"): (1, 10_000),
    ("card", "severity"): (1, 5),
    ("card", "frequency"): (1, 5),
    ("card", "duration"): (0, 10_000_000),
    ("emotion_override", "value"): (-2, 2),
    ("step", "width"): (40, 100_000),
    ("lane", "height"): (0, 100_000),
    ("bookmark", "zoom"): (0.001, 1000),
    ("persona_trait", "value"): (0, 100),
    ("journey", "review_every"): (1, 10_000),
    ("criterion", "weight"): (0, 1000),
    ("criterion", "lowest"): (-1e9, 1e9),
    ("criterion", "highest"): (-1e9, 1e9),
    ("anchor", "value"): (-1e9, 1e9),
    ("score", "value"): (-1e12, 1e12),
    ("score", "low"): (-1e12, 1e12),
    ("score", "high"): (-1e12, 1e12),
    ("activity", "minutes"): (0, 10_000),
    ("vote_round", "votes_each"): (1, 100),
    ("vote_round", "last_number"): (0, 10_000),
    ("vote_option", "number"): (1, 10_000),
    ("ballot", "number"): (0, 100_000),
    ("vote", "count"): (1, 100_000),
    ("workspace", "assumption_share"): (0, 100),
    ("insight", "sentiment"): (-2, 2),
    ("insight", "weight"): (0, 1000),
    ("source", "turns"): (0, 100_000_000),
    ("source", "length"): (0, 10_000_000_000),
    ("source", "duration"): (0, 100_000_000),
    ("highlight", "turn"): (0, 100_000_000),
    ("highlight", "start"): (0, 1_000_000_000),
    ("highlight", "last_turn"): (0, 100_000_000),
    ("highlight", "end"): (0, 1_000_000_000),
}
"""Lowest and highest value of each number, by kind of record and field."""


class Field(NamedTuple):
    """One field: its name in the record, how it is asked for, its choices, or the kind of record whose id it holds.

    A duration is in minutes, a day is written YYYY-MM-DD; `lines` are texts of several lines.
    """

    name: str
    form: Form
    choices: tuple[str, ...] = ()
    references: str | None = None


_CHANNEL: Final = Field("channel_id", "reference", references="channel")
_DEPARTMENT: Final = Field("department_id", "reference", references="department")
_OWNER: Final = Field("owner_id", "reference", references="owner")
_TOOL: Final = Field("tool_id", "reference", references="tool")
_DURATION: Final = Field("duration", "duration")

_CARDS: Final[Mapping[CardKind, tuple[Field, ...]]] = {
    "touchpoint": (
        _CHANNEL,
        Field("presence", "choice", get_args(Presence)),
        Field("touchpoint_kind", "choice", get_args(TouchpointKind)),
        Field("moment_of_truth", "flag"),
        _DEPARTMENT,
        _OWNER,
        _TOOL,
        _DURATION,
        Field("aspect", "choice", get_args(Aspect)),
        Field("stimulus", "choice", get_args(Sense)),
        Field("acquiring", "lines"),
        Field("keeping", "lines"),
    ),
    "action": (_CHANNEL, _DEPARTMENT, _OWNER, _TOOL, _DURATION),
    "pain": (Field("severity", "number"), Field("frequency", "number")),
    "question": (Field("answer", "lines"), _CHANNEL, Field("answer_status", "choice", get_args(AnswerStatus))),
    "factor": (Field("effect", "choice", get_args(FactorEffect)),),
    "message": (_CHANNEL, _OWNER),
    "image": (Field("image", "image"),),
}

FIELDS: Final[Mapping[Subject, tuple[Field, ...]]] = {
    **{kind: _CARDS.get(kind, ()) for kind in CARD_KINDS},
    "step": (
        _OWNER,
        Field("team_id", "reference", references="department"),
        _CHANNEL,
        Field("resource", "text"),
        Field("starts_on", "day"),
        Field("ends_on", "day"),
    ),
    "persona": (
        Field("role", "text"),
        Field("segment_id", "reference", references="segment"),
        Field("buyer_role", "choice", get_args(BuyerRole)),
        Field("target_market", "text"),
        Field("description", "lines"),
        Field("quote", "lines"),
        Field("goals", "lines"),
        Field("needs", "lines"),
        Field("frustrations", "lines"),
        Field("picture", "image"),
    ),
    "journey": (
        Field("goal", "lines"),
        _OWNER,
        _DEPARTMENT,
        Field("brand_id", "reference", references="brand"),
        Field("segment_id", "reference", references="segment"),
        Field("status", "choice", get_args(JourneyStatus)),
        Field("objective", "lines"),
        Field("objective_metric", "text"),
        Field("objective_target", "text"),
        Field("scope", "lines"),
        Field("review_every", "number"),
        Field("reviewed_on", "day"),
    ),
}
"""The fields of each kind of card and of the other things that have some, in the order in which they are asked for."""

CARD_FIELDS: Final[tuple[Field, ...]] = tuple(dict.fromkeys(field for kind in CARD_KINDS for field in FIELDS[kind]))
"""Every field that some kind of card has, once."""


@cache
def field_names(subject: Subject) -> frozenset[str]:
    """Return what can be asked of cards of a kind, steps, personas or journeys: title and note too."""
    return frozenset(("title", "note", *(field.name for field in FIELDS[subject])))


def is_filled(record: AnyRecord, name: str) -> bool:
    """Return whether a field says anything: not none, not blank; a flag that is down says nothing."""
    value: Any = getattr(record, name)
    return bool(value.strip()) if isinstance(value, str) else value is not None and value is not False

"""The parts of research: who was heard, what was said, what it means."""

from dataclasses import dataclass, field

from app.models.interchange.base import NamedPart, Part, TagLinkPart
from app.models.kinds import EvidenceStrength, InsightKind, SourceKind, SpeakerRole


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPart(Part):
    """Something known by name, such as “age group” 30–39."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantPart(NamedPart):
    """Somebody who was heard, by a pseudonym where the workspace is protected; `keep_until` is a day, YYYY-MM-DD."""

    persona_id: str | None = None
    segment_id: str | None = None
    segment: str | None = None
    note: str = ""
    contact: str = ""
    consent: str = ""
    consent_scope: str = ""
    keep_until: str | None = None
    protected: bool = False
    facts: list[FactPart] = field(default_factory=list)
    tags: list[TagLinkPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerPart(Part):
    """Who speaks under a label, as the file has it."""

    label: str
    participant_id: str | None = None
    role: SpeakerRole = "participant"


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightPart(Part):
    """A passage: from code point `start` of a turn to before code point `end` of the last one, turns by number.

    `words` are written for readers and ignored when they are read back: they stand in the turns.
    """

    id: str | None = None
    turn: int
    start: int
    last_turn: int
    end: int
    kind: InsightKind | None = None
    participant_id: str | None = None
    note: str = ""
    words: str = ""
    tags: list[TagLinkPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnPart(Part):
    """One utterance, answer or paragraph; `at` and `until` are seconds from the beginning."""

    number: int
    speaker: str = ""
    at: float | None = None
    until: float | None = None
    heading: str = ""
    text: str = ""
    facts: list[FactPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePart(Part):
    """An interview, a survey, a document, with its text; `origin` is the file it was read from, `duration` in seconds.

    `turns` (at least as many as there is text of) and `length` (code points) are counted from the text where there is
    some.
    """

    id: str | None = None
    rank: str | None = None
    title: str
    kind: SourceKind = "interview"
    origin: str = ""
    held_on: str | None = None
    note: str = ""
    channel_id: str | None = None
    channel: str | None = None
    turns: int = 0
    length: int = 0
    duration: float | None = None
    tags: list[TagLinkPart] = field(default_factory=list)
    speakers: list[SpeakerPart] = field(default_factory=list)
    highlights: list[HighlightPart] = field(default_factory=list)
    text: list[TurnPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightLinkPart(Part):
    """An insight that is evidence; its statement is for readers only."""

    insight_id: str
    statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightLinkPart(Part):
    """A passage that is evidence."""

    highlight_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPart(Part):
    """What somebody held the evidence to be on a day, and why; the newest counts."""

    id: str | None = None
    strength: EvidenceStrength
    decided_on: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaLinkPart(Part):
    """A persona that an insight is about; its name is for readers only."""

    persona_id: str
    persona: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLinkPart(Part):
    """A step that an insight is about."""

    step_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePart(Part):
    """A group of insights."""

    id: str | None = None
    rank: str | None = None
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightPart(Part):
    """What passages mean, in one statement; sentiment −2 … +2, weight 100 as usual."""

    id: str | None = None
    rank: str | None = None
    kind: InsightKind
    statement: str
    note: str = ""
    sentiment: float | None = None
    weight: float = 100.0
    theme_id: str | None = None
    highlights: list[HighlightLinkPart] = field(default_factory=list)
    personas: list[PersonaLinkPart] = field(default_factory=list)
    steps: list[StepLinkPart] = field(default_factory=list)
    tags: list[TagLinkPart] = field(default_factory=list)
    verdicts: list[VerdictPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingPart(Part):
    """How the columns of a file of some shape were read."""

    id: str | None = None
    rank: str | None = None
    title: str
    shape: str
    kind: str
    mapping: str

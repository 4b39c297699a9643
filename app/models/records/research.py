"""The records of research: who was heard, what was said, what it means, and what it is evidence of."""

from dataclasses import dataclass
from typing import ClassVar

from app.models.kinds import EvidenceStrength, InsightKind, SourceKind, SpeakerRole
from app.models.records.base import Link, Named, Record, reference


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Participant(Named):
    """Somebody who was heard: the real person behind an interview or an answer.

    `name` is as the file says until the workspace is protected, a pseudonym from then on; contact and consent then lie
    in the identity vault. `keep_until` is a day, YYYY-MM-DD.
    """

    kind_name: ClassVar[str] = "participant"
    persona_id: str | None = reference("persona", "clear", optional=True)
    segment_id: str | None = reference("segment", "clear", optional=True)
    note: str = ""
    contact: str = ""
    consent: str = ""
    consent_scope: str = ""
    keep_until: str | None = None
    protected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class ParticipantFact(Link):
    """Something known of a participant by name, e.g. “age group” 30–39."""

    kind_name: ClassVar[str] = "participant_fact"
    key: ClassVar[tuple[str, ...]] = ("participant_id", "name")
    participant_id: str = reference("participant", "cascade")
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Source(Record):
    """An interview, a survey, a document: where words come from. Its text is its turns, which lie in the file apart.

    `origin` is the name of the file that it was read from, `held_on` a day, YYYY-MM-DD; `turns` counts its turns and
    `length` the code points in all of them; `duration` is in seconds.
    """

    kind_name: ClassVar[str] = "source"
    id: str
    rank: str
    title: str
    kind: SourceKind = "interview"
    origin: str = ""
    held_on: str | None = None
    note: str = ""
    channel_id: str | None = reference("channel", "clear", optional=True)
    turns: int = 0
    length: int = 0
    duration: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Speaker(Link):
    """Who speaks in a source under a label, as the file has it: a participant, or who asks."""

    kind_name: ClassVar[str] = "speaker"
    key: ClassVar[tuple[str, ...]] = ("source_id", "label")
    source_id: str = reference("source", "cascade")
    label: str
    participant_id: str | None = reference("participant", "clear", optional=True)
    role: SpeakerRole = "participant"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Highlight(Record):
    """A passage of a source: from code point `start` of a turn to before code point `end` of the last one.

    Its words are not here: they stand in the turns. `participant_id` says whose words they are.
    """

    kind_name: ClassVar[str] = "highlight"
    id: str
    source_id: str = reference("source", "cascade")
    turn: int
    start: int
    last_turn: int
    end: int
    kind: InsightKind | None = None
    participant_id: str | None = reference("participant", "clear", optional=True)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Theme(Record):
    """A group of insights on the board."""

    kind_name: ClassVar[str] = "theme"
    id: str
    rank: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Insight(Record):
    """What passages mean, said in one statement; it may stand on many maps.

    `sentiment` is −2 … +2, `weight` 0 … 1000, 100 the usual.
    """

    kind_name: ClassVar[str] = "insight"
    id: str
    rank: str
    kind: InsightKind
    statement: str
    note: str = ""
    sentiment: float | None = None
    weight: float = 100.0
    theme_id: str | None = reference("theme", "clear", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class InsightHighlight(Link):
    """A passage that an insight is drawn from."""

    kind_name: ClassVar[str] = "insight_highlight"
    key: ClassVar[tuple[str, ...]] = ("insight_id", "highlight_id")
    insight_id: str = reference("insight", "cascade")
    highlight_id: str = reference("highlight", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class InsightPersona(Link):
    """A persona that an insight is about."""

    kind_name: ClassVar[str] = "insight_persona"
    key: ClassVar[tuple[str, ...]] = ("insight_id", "persona_id")
    insight_id: str = reference("insight", "cascade")
    persona_id: str = reference("persona", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class InsightStep(Link):
    """A step that an insight is about, whether or not a card shows it there."""

    kind_name: ClassVar[str] = "insight_step"
    key: ClassVar[tuple[str, ...]] = ("insight_id", "step_id")
    insight_id: str = reference("insight", "cascade")
    step_id: str = reference("step", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class CardInsight(Link):
    """An insight that is evidence of a card."""

    kind_name: ClassVar[str] = "card_insight"
    key: ClassVar[tuple[str, ...]] = ("card_id", "insight_id")
    card_id: str = reference("card", "cascade")
    insight_id: str = reference("insight", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class CardHighlight(Link):
    """A passage that is evidence of a card."""

    kind_name: ClassVar[str] = "card_highlight"
    key: ClassVar[tuple[str, ...]] = ("card_id", "highlight_id")
    card_id: str = reference("card", "cascade")
    highlight_id: str = reference("highlight", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class OpportunityInsight(Link):
    """An insight that is evidence of an opportunity."""

    kind_name: ClassVar[str] = "opportunity_insight"
    key: ClassVar[tuple[str, ...]] = ("opportunity_id", "insight_id")
    opportunity_id: str = reference("opportunity", "cascade")
    insight_id: str = reference("insight", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class OpportunityHighlight(Link):
    """A passage that is evidence of an opportunity."""

    kind_name: ClassVar[str] = "opportunity_highlight"
    key: ClassVar[tuple[str, ...]] = ("opportunity_id", "highlight_id")
    opportunity_id: str = reference("opportunity", "cascade")
    highlight_id: str = reference("highlight", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class EvidenceVerdict(Record):
    """What somebody holds the evidence of a card, an insight or an opportunity (one of them) to be, and why.

    The newest counts; `decided_on` is a day, YYYY-MM-DD.
    """

    kind_name: ClassVar[str] = "evidence_verdict"
    id: str
    strength: EvidenceStrength
    decided_on: str
    reason: str
    card_id: str | None = reference("card", "cascade", optional=True)
    insight_id: str | None = reference("insight", "cascade", optional=True)
    opportunity_id: str | None = reference("opportunity", "cascade", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class ImportMapping(Record):
    """How the columns of a file were read, for the next file of that shape.

    `shape` tells its header from others, `kind` is what was read (e.g. survey), `mapping` is JSON.
    """

    kind_name: ClassVar[str] = "import_mapping"
    id: str
    rank: str
    title: str
    shape: str
    kind: str
    mapping: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class ParticipantTag(Link):
    """A tag on a participant."""

    kind_name: ClassVar[str] = "participant_tag"
    key: ClassVar[tuple[str, ...]] = ("participant_id", "tag_id")
    participant_id: str = reference("participant", "cascade")
    tag_id: str = reference("tag", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class SourceTag(Link):
    """A tag on a source."""

    kind_name: ClassVar[str] = "source_tag"
    key: ClassVar[tuple[str, ...]] = ("source_id", "tag_id")
    source_id: str = reference("source", "cascade")
    tag_id: str = reference("tag", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class HighlightTag(Link):
    """A tag on a highlight."""

    kind_name: ClassVar[str] = "highlight_tag"
    key: ClassVar[tuple[str, ...]] = ("highlight_id", "tag_id")
    highlight_id: str = reference("highlight", "cascade")
    tag_id: str = reference("tag", "cascade")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class InsightTag(Link):
    """A tag on an insight."""

    kind_name: ClassVar[str] = "insight_tag"
    key: ClassVar[tuple[str, ...]] = ("insight_id", "tag_id")
    insight_id: str = reference("insight", "cascade")
    tag_id: str = reference("tag", "cascade")

"""What is behind a card, an insight, an opportunity or a persona: how many people said so, and how strong that is.

Strength counts distinct people over all passages, direct or through insights: nobody is an assumption, one or two are
emerging, three or more validate it. A passage of nobody known counts its answer (of a survey, of feedback) or its
source as one. A person's verdict stands beside what is counted, and is shown in its place.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from app.models.content import Content, sort_key
from app.models.evidence import Backed, all_highlight_ids, verdict_of
from app.models.kinds import EvidenceStrength, SourceKind
from app.models.records import Card, EvidenceVerdict, Highlight, InsightPersona, Journey, Participant, Persona, Source

VALIDATED: Final = 3
"""So many people make an insight, a pain, a persona more than a few voices."""

_ANSWERED: Final[frozenset[SourceKind]] = frozenset({"survey", "feedback"})
"""Sources whose turns come from one person each."""


class Evidence(NamedTuple):
    """How many people said so in how many passages, the strength that follows, and what somebody holds it to be.

    Cards of to-be journeys are `hopes`: no evidence is theirs.
    """

    participants: int = 0
    quotes: int = 0
    strength: EvidenceStrength = "assumption"
    verdict: EvidenceVerdict | None = None
    hopes: bool = False

    @property
    def held(self) -> EvidenceStrength:
        """The strength that is shown: by verdict where there is one, else as counted."""
        return self.verdict.strength if self.verdict else self.strength


HOPES: Final = Evidence(hopes=True)
"""What every card of a to-be journey has."""


class PersonaEvidence(NamedTuple):
    """Who is behind a persona, by rank, how many of them are quoted, in how many passages, how many insights name it.

    It is thin with fewer than three people behind it.
    """

    participants: tuple[Participant, ...]
    quoted: int
    quotes: int
    insights: int

    @property
    def thin(self) -> bool:
        """Whether too few people are behind the persona."""
        return len(self.participants) < VALIDATED


def strength_of(participants: int) -> EvidenceStrength:
    """Return how strong it is that so many people said so."""
    return "validated" if participants >= VALIDATED else "emerging" if participants else "assumption"


def voice_of(content: Content, highlight: Highlight) -> tuple[str, int]:
    """Return what tells who said a passage from others: the participant; of nobody known the answer, or the source."""
    if highlight.participant_id is not None:
        return highlight.participant_id, -1
    answered = content.get(Source, highlight.source_id).kind in _ANSWERED
    return highlight.source_id, highlight.turn if answered else -1


def voices_of(content: Content, highlights: Iterable[Highlight]) -> set[tuple[str, int]]:
    """Return who said passages, each once."""
    return {voice_of(content, each) for each in highlights}


def carries_evidence(content: Content, record: Backed) -> bool:
    """Return whether evidence can be a record's: not a card's of a to-be journey."""
    return not isinstance(record, Card) or content.get(Journey, record.journey_id).state != "to-be"


def evidence_of(content: Content, record: Backed) -> Evidence:
    """Return what is behind a card, an insight or an opportunity (its own evidence and that of its cards)."""
    if not carries_evidence(content, record):
        return HOPES
    highlights = [content.get(Highlight, each) for each in all_highlight_ids(content, record)]
    people = len(voices_of(content, highlights))
    return Evidence(people, len(highlights), strength_of(people), verdict_of(content, record))


def persona_evidence(content: Content, persona: Persona) -> PersonaEvidence:
    """Return who is behind a persona: the participants that were assigned to it."""
    participants = tuple(sorted(content.members(Participant, "persona_id", persona.id), key=sort_key))
    quotes = [len(content.members(Highlight, "participant_id", each.id)) for each in participants]
    insights = len(content.members(InsightPersona, "persona_id", persona.id))
    return PersonaEvidence(participants, sum(1 for each in quotes if each), sum(quotes), insights)

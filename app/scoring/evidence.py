"""What is behind a card, an insight, an opportunity or a persona: how many people said so, and how strong that is.

Strength counts distinct people over all passages, direct or through insights: nobody is an assumption, one or two are
emerging, three or more validate it. A passage of nobody known counts its answer (of a survey, of feedback) or its
source as one. A person's verdict stands beside what is counted, and is shown in its place.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Final, NamedTuple

from app.models.content import Content, sort_key
from app.models.evidence import Backed, all_highlight_ids, highlight_ids_of, insight_ids_of, verdict_of
from app.models.kinds import EvidenceStrength, SourceKind
from app.models.records import (
    AnyRecord,
    Card,
    CardHighlight,
    CardInsight,
    EvidenceVerdict,
    Highlight,
    InsightHighlight,
    InsightPersona,
    Journey,
    Participant,
    Persona,
    Source,
    Workspace,
)

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


def voices_of(content: Content, highlights: Collection[Highlight]) -> int:
    """Return how many said these passages: participants, and of nobody known the answers, or the sources."""
    named = {each.participant_id for each in highlights}
    if None not in named:
        return len(named)
    nobodies = {_unnamed(content, each) for each in highlights if each.participant_id is None}
    return len(named) - 1 + len(nobodies)


def _unnamed(content: Content, highlight: Highlight) -> tuple[str, int]:
    answered = content.get(Source, highlight.source_id).kind in _ANSWERED
    return highlight.source_id, highlight.turn if answered else -1


def carries_evidence(content: Content, record: Backed) -> bool:
    """Return whether evidence can be a record's: not a card's of a to-be journey."""
    return not isinstance(record, Card) or content.get(Journey, record.journey_id).state != "to-be"


def evidence_of(content: Content, record: Backed) -> Evidence:
    """Return what is behind a card, an insight or an opportunity (its own evidence and that of its cards)."""
    if not carries_evidence(content, record):
        return HOPES
    there = content.all(Highlight)
    highlights = [there[each] for each in all_highlight_ids(content, record)]
    people = voices_of(content, highlights)
    return Evidence(people, len(highlights), strength_of(people), verdict_of(content, record))


class Proof(NamedTuple):
    """How well a card is proven, as maps show it: how many people said so, three for more, and a person's verdict."""

    voices: int
    verdict: EvidenceStrength | None = None

    @property
    def held(self) -> EvidenceStrength:
        """The strength that is shown: by verdict where there is one, else as counted."""
        return self.verdict or strength_of(self.voices)


UNPROVEN: Final = Proof(0)
"""Of what nobody said, and everything that is hoped for."""


def proof_of(content: Content, card: Card) -> Proof:
    """Return how well a card of the content is proven, kept until something behind it changes; hopes are not proven."""
    kept = content.index(_Kept)
    kept.follow(content)
    found = kept.proofs.get(card.id)
    if found is None:
        found = kept.proofs[card.id] = _proof_of(content, card)
    return found


def _proof_of(content: Content, card: Card) -> Proof:
    if not carries_evidence(content, card):
        return UNPROVEN
    verdict = verdict_of(content, card)
    highlights, voices = content.all(Highlight), set[object]()
    for highlight_id in _highlight_ids(content, card):
        highlight = highlights[highlight_id]
        voices.add(highlight.participant_id or _unnamed(content, highlight))
        if len(voices) == VALIDATED:
            break
    return Proof(len(voices), verdict.strength if verdict else None)


def _highlight_ids(content: Content, card: Card) -> Iterator[str]:
    yield from highlight_ids_of(content, card)
    for insight_id in insight_ids_of(content, card):
        for link in content.members(InsightHighlight, "insight_id", insight_id):
            yield link.highlight_id


_MANY: Final = 4096
"""So many changes at once are not followed one by one."""


class _Kept:
    """The proofs of cards that were asked for, forgotten where something behind them changes."""

    def __init__(self) -> None:
        self.proofs: dict[str, Proof] = {}
        self._changes: list[tuple[AnyRecord | None, AnyRecord | None]] = []

    def note(self, before: AnyRecord | None, after: AnyRecord | None) -> None:
        """Remember a change until a proof is asked for again: the records around it may still be on their way."""
        if type(after or before) in _BEHIND and self.proofs:
            self._changes.append((before, after))
            if len(self._changes) > _MANY:
                self.proofs, self._changes = {}, []

    def follow(self, content: Content) -> None:
        """Forget what the changes so far concern."""
        if self._changes:
            changes, self._changes = self._changes, []
            for before, after in changes:
                self._forget(content, before, after)

    def _forget(self, content: Content, before: AnyRecord | None, after: AnyRecord | None) -> None:
        record: Any = after or before
        if isinstance(record, Journey | Source):
            name = "state" if isinstance(record, Journey) else "kind"
            if before is None or after is None or getattr(before, name) != getattr(after, name):
                self.proofs = {}
            return
        for card_id in _BEHIND[type(record)](content, record):
            self.proofs.pop(card_id or "", None)


def _cards_of_insight(content: Content, insight_id: str) -> Iterator[str]:
    yield from (card.id for card in content.members(Card, "insight_id", insight_id))
    yield from (link.card_id for link in content.members(CardInsight, "insight_id", insight_id))


def _cards_of_highlight(content: Content, highlight: Highlight) -> Iterator[str]:
    yield from (card.id for card in content.members(Card, "highlight_id", highlight.id))
    yield from (link.card_id for link in content.members(CardHighlight, "highlight_id", highlight.id))
    for link in content.members(InsightHighlight, "highlight_id", highlight.id):
        yield from _cards_of_insight(content, link.insight_id)


_BEHIND: Final[dict[type[Any], Callable[[Content, Any], Iterable[str | None]]]] = {
    Card: lambda _, card: (card.id,),
    CardInsight: lambda _, link: (link.card_id,),
    CardHighlight: lambda _, link: (link.card_id,),
    EvidenceVerdict: lambda _, verdict: (verdict.card_id,),
    InsightHighlight: lambda content, link: _cards_of_insight(content, link.insight_id),
    Highlight: _cards_of_highlight,
    Journey: lambda *_: (),
    Source: lambda *_: (),
}
"""The cards whose evidence may be another where a record changes; of journeys and sources, all may be."""


EVIDENCE_KINDS: Final = frozenset(each.kind_name for each in _BEHIND if each is not Card)
"""The kinds of records that evidence depends on besides the cards themselves."""


class Assumptions(NamedTuple):
    """How many pains are on a map, and how many of them nobody is known to have."""

    pains: int = 0
    unproven: int = 0


def assumptions_of(content: Content, journey_id: str) -> Assumptions:
    """Return how many pains on a map are assumptions, counted or by verdict; those of a to-be one are hopes: none."""
    if content.get(Journey, journey_id).state == "to-be":
        return Assumptions()
    proofs = [proof_of(content, card) for card in _pains(content, journey_id)]
    return Assumptions(len(proofs), sum(proof.held == "assumption" for proof in proofs))


def is_assumption_map(content: Content, journey_id: str) -> bool:
    """Return whether more pains of a map are unproven than the workspace lets pass (`assumption_share`, in percent)."""
    share = next((each.assumption_share for each in content.all(Workspace).values()), 50.0)
    if not content.all(Highlight) and not content.all(EvidenceVerdict):  # before anything is heard
        is_current = content.get(Journey, journey_id).state != "to-be"
        return share < 100 and is_current and any(_pains(content, journey_id))
    pains, unproven = assumptions_of(content, journey_id)
    return 100 * unproven > share * pains


def _pains(content: Content, journey_id: str) -> Iterator[Card]:
    cards = content.members(Card, "journey_id", journey_id)
    return (card for card in cards if card.kind == "pain" and card.lane_id is not None)


def persona_evidence(content: Content, persona: Persona) -> PersonaEvidence:
    """Return who is behind a persona: the participants that were assigned to it."""
    participants = tuple(sorted(content.members(Participant, "persona_id", persona.id), key=sort_key))
    quotes = [len(content.members(Highlight, "participant_id", each.id)) for each in participants]
    insights = len(content.members(InsightPersona, "persona_id", persona.id))
    return PersonaEvidence(participants, sum(1 for each in quotes if each), sum(quotes), insights)

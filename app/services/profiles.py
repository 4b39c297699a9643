"""What leaves the house: a snapshot as the team, as stakeholders, or as everybody may see it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Literal, NamedTuple, get_args

from app.models.content import Content
from app.models.folding import Words
from app.models.name_folding import fold
from app.models.records import (
    RECORD_TYPES,
    Action,
    AnyRecord,
    Card,
    Decision,
    Highlight,
    Participant,
    ParticipantFact,
    Persona,
    Score,
    Scorer,
    Source,
    Speaker,
    Stakeholder,
)
from app.models.shared_words import Quotes
from app.models.snapshot import Snapshot
from app.models.turns import BLANK, FoundTurn, NumberedTurn, Stretch, Turn
from app.scoring.models import scored_blind
from app.services.remains import without
from app.store.references import plan_deletion
from app.store.schema import image, text_fields

Profile = Literal["team", "stakeholders", "public"]
PROFILES: Final[tuple[Profile, ...]] = get_args(Profile)

WITHHELD: Final = "[…]"
"""Stands for a quote that is left out of the words of a record."""

_ALLOWING: Final = frozenset(
    """stakeholder stakeholders organisation organization company client clients customer everyone everybody all any
    public published publication internal presentation presentations report reports""".split()
)
_NOT: Final = frozenset("no not never only-team none kein keine nicht".split())
_PSEUDONYM: Final = re.compile(r"(?<!\w)[PS]\d{2,5}(?!\w)")
_WORD: Final = re.compile(r"\w+")


def allows_quotes(consent_scope: str) -> bool:
    """Return whether a scope of consent lets stakeholders read what somebody said, word by word.

    It does where it names them, or somebody wider: stakeholders, organisation, company, public … and denies nothing.
    """
    words = set(_WORD.findall(fold(consent_scope)))
    return bool(words & _ALLOWING) and not words & _NOT


def filtered(snapshot: Snapshot, profile: Profile) -> tuple[Snapshot, list[str]]:
    """Return the snapshot as a profile lets it out, and a line for each kind of thing that was left out.

    The team gets all of it. Stakeholders get pseudonyms, and quotes only of those whose scope of consent allows it (of
    surveys, feedback and documents also those of nobody known). Public are no quotes and no transcripts at all, and
    letters in the place of pseudonyms. Neither gets attributes, contact, consent and notes of participants, file names
    and notes of sources and highlights, the register of stakeholders with what they ask, nor who scored: “Scorer 1”,
    and why: only what the group says as a whole keeps its reason; nor anything of a blind round that is open.
    The public gets no actions and no owners of decisions, either. Passages stay as places without words, so that
    evidence is still counted.
    """
    if profile == "team":
        return snapshot, []
    return _Filter(snapshot, profile).done()


class _Filter:
    """One snapshot for one profile."""

    def __init__(self, snapshot: Snapshot, profile: Profile) -> None:
        self._snapshot, self._content, self._public = snapshot, snapshot.content, profile == "public"
        self._let = {each.id for each in self._content.all(Highlight).values() if self._is_let(each)}
        self._withheld = Quotes(self._passages())
        self._letters = _letters(self._content) if self._public else {}
        self._scorers = {each.id: f"Scorer {number}" for number, each in enumerate(self._content.ordered(Scorer), 1)}
        self._scoring = _called({each.name: self._scorers[each.id] for each in self._content.ordered(Scorer)})
        self._blind = scored_blind(self._content)
        self._shortened = 0

    def _is_let(self, highlight: Highlight) -> bool:
        """Return whether the words of a highlight may be read."""
        if self._public:
            return False
        speaker = self._content.find(Participant, highlight.participant_id)
        if speaker is not None:
            return allows_quotes(speaker.consent_scope)
        return self._content.get(Source, highlight.source_id).kind != "interview"

    def _passages(self) -> Iterator[str]:
        """Yield the words of the highlights that are withheld."""
        for each in self._content.all(Highlight).values():
            if each.id not in self._let:
                yield self._snapshot.passage(each)

    def done(self) -> tuple[Snapshot, list[str]]:
        """Return the snapshot that is let out, and what was left out."""
        content = self._content
        quotes = [card for card in content.all(Card).values() if card.kind == "quote" and self._is_withheld(card)]
        house = [each for record_type in self._of_the_house() for each in content.all(record_type).values()]
        house += self._blind
        going, staying = plan_deletion(content, [*quotes, *house])
        gone = {(type(each), each.id) for each in going}
        changed = {(type(each), each.id): each for each in staying}
        records = [changed.get((type(each), each.id), each) for each in content if (type(each), each.id) not in gone]
        let = Content([self._let_out(each) for each in records])
        left_out = list(self._left_out(len(quotes)))
        return self._snapshot._replace(content=let, turn_reader=_LetOut(self.turns)), left_out

    def _of_the_house(self) -> tuple[type[Any], ...]:
        """Return the types of records that stay in the house."""
        return (ParticipantFact, Stakeholder, Action) if self._public else (ParticipantFact, Stakeholder)

    def _is_withheld(self, card: Card) -> bool:
        """Return whether a card shows words that stay in the house."""
        return self._public or (card.highlight_id is not None and card.highlight_id not in self._let)

    def _left_out(self, quotes: int) -> Iterator[str]:
        withheld = len(self._content.all(Highlight)) - len(self._let)
        told = (
            (quotes, "card with a quote", "cards with quotes"),
            (withheld, "passage without its words", "passages without their words"),
            (len(self._content.all(Source)), "source but for marked words", "sources but for marked words"),
            (len(self._content.all(ParticipantFact)), "attribute of participants", "attributes of participants"),
            (
                len(self._content.all(Participant)),
                "participant’s contact and notes",
                "participants’ contacts and notes",
            ),
            (len(self._scorers), "name of a scorer", "names of scorers"),
            (len(self._blind), "score of a blind round", "scores of blind rounds"),
            (len(self._content.all(Stakeholder)), "entry of the stakeholders", "entries of the stakeholders"),
            (len(self._content.all(Action)) if self._public else 0, "action", "actions"),
            (self._shortened, "text in part, since it quotes", "texts in part, since they quote"),
        )
        for count, one, more in told:
            if count:
                yield f"{count} {one if count == 1 else more}"

    def _let_out(self, record: AnyRecord) -> AnyRecord:
        values = image(record)
        changes: dict[str, Any] = {}
        for name in text_fields(record.kind_name, values):
            text = self._lettered(self._unquoted(values[name]))
            if text != values[name]:
                changes[name] = text
        match record:
            case Participant():
                changes |= {"contact": "", "consent": "", "consent_scope": "", "note": ""}
                changes["name"] = self._letters.get(record.name, record.name)
            case Speaker():
                changes["label"] = self._letters.get(record.label, record.label)
            case Source():
                changes |= {"origin": "", "note": ""}
            case Highlight():
                changes["note"] = ""
            case Scorer():
                changes["name"] = self._scorers[record.id]
            case Score(reason=reason) if reason:
                changes["reason"] = self._scoring(changes.get("reason", reason)) if record.scorer_id is None else ""
            case Card(highlight_id=str(), insight_id=None) if self._is_withheld(record):
                changes["title"] = WITHHELD
            case Persona() if self._public:
                changes["quote"] = ""
            case Decision() if self._public:
                changes["owner_id"] = None
        return replace(record, **changes) if changes else record

    def _unquoted(self, text: str) -> str:
        spans = self._withheld.spans(text) if self._withheld else []
        if not spans:
            return text
        self._shortened += 1
        return without(text, spans, WITHHELD)[0]

    def _lettered(self, text: str) -> str:
        if not self._letters:
            return text
        return _PSEUDONYM.sub(lambda match: self._letters.get(match[0], match[0]), text)

    def turns(self, source_id: str, first: int = 0, last: int | None = None) -> list[NumberedTurn]:
        """Return turns with blanks in the place of what stays in the house, as long as they were."""
        let = [each for each in self._content.members(Highlight, "source_id", source_id) if each.id in self._let]
        return [
            (number, self._blanked(number, turn, let)) for number, turn in self._snapshot.turns(source_id, first, last)
        ]

    def _blanked(self, number: int, turn: Turn, let: Iterable[Highlight]) -> Turn:
        signs = [sign if sign == "\n" else BLANK for sign in turn.text]
        for each in let:
            if each.turn <= number <= each.last_turn:
                start = each.start if number == each.turn else 0
                end = each.end if number == each.last_turn else len(turn.text)
                signs[start:end] = turn.text[start:end]
        speaker = self._letters.get(turn.speaker, turn.speaker)
        return Turn("".join(signs), speaker, turn.at, turn.until, self._lettered(turn.heading))


class _LetOut(NamedTuple):
    """What reads the turns that are let out; nobody searches in an export."""

    read: Callable[[str, int, int | None], list[NumberedTurn]]

    def __call__(self, source_id: str, first: int = 0, last: int | None = None) -> list[NumberedTurn]:
        """Return the turns of a source with their numbers, from one number to another (both included)."""
        return self.read(source_id, first, last)

    def find(self, terms: Sequence[Words], where: Sequence[Stretch] | None = None) -> Iterator[FoundTurn]:
        """Yield nothing."""
        return iter(())


def _called(words: Mapping[str, str]) -> Callable[[str], str]:
    """Return what puts other words in the place of names, the longest first, where they stand as whole words."""
    names = sorted(filter(str.strip, words), key=len, reverse=True)
    if not names:
        return str
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    known = {name.casefold(): word for name, word in words.items()}
    return lambda text: pattern.sub(lambda match: known.get(match[0].casefold(), WITHHELD), text)


def _letters(content: Content) -> Mapping[str, str]:
    """Return a letter for each pseudonym and for each name of a participant or label: A … Z, AA …"""
    names = [each.name for each in content.ordered(Participant)]
    names += sorted(each.label for each in content.all(Speaker).values())
    return {name: _letter(number) for number, name in enumerate(dict.fromkeys(names))}


def _letter(number: int) -> str:
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


KINDS_OF_MAPS: Final = frozenset(RECORD_TYPES) - frozenset(
    """participant participant_fact source speaker highlight theme insight import_mapping evidence_verdict agenda
    activity vote_round ballot scoring_model criterion anchor scorer score decision boundary solution action stakeholder
    ask tool_department""".split()
)
"""The records that a map may show."""

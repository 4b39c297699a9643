"""What a card says besides its title and kind: a line of what is set on it, and the colours of its tags."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from app.layout.look import Role, tag_role
from app.layout.words import ENGLISH, Words
from app.models.content import Content, tags_of
from app.models.kinds import CardKind
from app.models.records import Card, Channel, Highlight, Owner
from app.scoring.evidence import UNPROVEN, Proof, carries_evidence, proof_of
from app.scoring.feelings import felt_on

Names = Mapping[str, str]
"""Names of channels and owners by id."""

_NAMED: Final[tuple[type[Any], ...]] = (Channel, Owner)


def names_of(content: Content) -> dict[str, str]:
    """Return the names that stand on cards; a layout is the same as long as they are."""
    return {each.id: each.name for list_type in _NAMED for each in content.all(list_type).values()}


def details_of(card: Card, names: Names, words: Words = ENGLISH) -> str:
    """Return what is set on a card and matters on the map, such as “external · app · Payments”; mostly nothing."""
    say = _SAID.get(card.kind)
    return say(card, names, words) if say else ""


def _doing(card: Card, names: Names, words: Words) -> str:
    if card.channel_id is None and card.owner_id is None and card.touchpoint_kind is None:
        return ""
    kind = words[f"value {card.touchpoint_kind}"] if card.touchpoint_kind and card.kind == "touchpoint" else ""
    return _joined(kind, names.get(card.channel_id or ""), names.get(card.owner_id or ""))


def _pain(card: Card, _: Names, words: Words) -> str:
    if card.severity is None and card.frequency is None:
        return ""
    key = "severity × frequency" if card.severity and card.frequency else "severity" if card.severity else "frequency"
    return words[key].format(severity=card.severity, frequency=card.frequency)


def _question(card: Card, names: Names, words: Words) -> str:
    status = words[f"value {card.answer_status}"] if card.answer_status else ""
    return _joined(status, names.get(card.channel_id or ""))


def _factor(card: Card, _: Names, words: Words) -> str:
    return words[f"value {card.effect}"] if card.effect else ""


def _message(card: Card, names: Names, _: Words) -> str:
    return names.get(card.channel_id or "", "")


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


_SAID: Final[Mapping[CardKind, Callable[[Card, Names, Words], str]]] = {
    "touchpoint": _doing,
    "action": _doing,
    "pain": _pain,
    "question": _question,
    "factor": _factor,
    "message": _message,
}


class Marks(NamedTuple):
    """What is marked on a card: whether it has a note, is shared, is a moment of truth; the colours of its tags.

    `proof` is how well it is proven, where maps show it; `felt` the sentiment of its insights, −2 … +2.
    """

    note: bool = False
    shared: bool = False
    moment: bool = False
    tags: tuple[Role, ...] = ()
    proof: Proof | None = None
    felt: float | None = None


NO_MARKS: Final = Marks()


def marks_on(content: Content, card: Card) -> Marks:
    """Return what is marked on a card."""
    shared, felt = card.shared_id is not None, felt_on(content, card)
    return Marks(bool(card.note), shared, is_moment(card), tag_dots(content, card), shown_proof(content, card), felt)


ASKED_FOR_PROOF: Final[frozenset[CardKind]] = frozenset({"pain", "gain", "need"})
"""Cards that claim something of people: with nothing behind them they are assumptions, and say so."""


def shown_proof(content: Content, card: Card) -> Proof | None:
    """Return how well a card is proven; none where it claims nothing and nothing is behind it, and of hopes.

    Nor while what was said is still being read: then nobody waits for it.
    """
    if not content.at_hand(Highlight):
        return None
    proof = proof_of(content, card)
    if card.kind in ASKED_FOR_PROOF or proof != UNPROVEN:
        return proof if carries_evidence(content, card) else None
    return None


def is_moment(card: Card) -> bool:
    """Return whether a card is marked as a moment of truth."""
    return card.moment_of_truth and card.kind == "touchpoint"


def tag_dots(content: Content, card: Card) -> tuple[Role, ...]:
    """Return the colour of a dot for each tag of a card, muted for a tag without a colour."""
    return tuple(tag_role(tag.colour) for tag in tags_of(content, card))

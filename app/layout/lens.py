"""What a viewer chose to see of a map: which field colours its cards, which cards stand out, how curves are drawn.

A lens is looked through, not stored: no record holds it. It is passed to the layout and to exports, so that paper shows
what the screen shows.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple, get_args

from app.layout.details import shown_proof
from app.layout.look import PERSONA_COUNT, Role
from app.layout.words import ENGLISH, Words
from app.models.changes import Change
from app.models.content import Content, persona_of
from app.models.fields import CARD_FIELDS, Field
from app.models.kinds import CARD_KINDS, EVIDENCE_STRENGTHS, TagColour
from app.models.records import RECORD_TYPES, Card, CardTag, Lane, Named, Persona, Segment, Swimlane, Tag
from app.scoring.evidence import EVIDENCE_KINDS

NONE: Final = ""
"""The value of a card of which nothing is said."""

TAG_COLOURS: Final[tuple[TagColour, ...]] = get_args(TagColour)
"""The colours of tags, in the order of the colours of personas."""


class Lens(NamedTuple):
    """How a map is looked at.

    `colour_by` is the name of a facet, empty = by kind. `filters` are values by facet: a card stands out where each
    facet has one of its values; the others are dimmed, or left out where `hides`. `curves_together` draws the curves of
    all personas in one chart.
    """

    colour_by: str = ""
    filters: tuple[tuple[str, frozenset[str]], ...] = ()
    hides: bool = False
    running_mean: bool = False
    curves_together: bool = False


PLAIN: Final = Lens()


class Choice(NamedTuple):
    """A value of a facet on a map: what it is called, how many cards have it, its colour."""

    value: str
    label: str
    cards: int
    role: Role


def _of_field(name: str) -> Callable[[Content, Card], Collection[str]]:
    def values(_: Content, card: Card) -> Collection[str]:
        value = getattr(card, name)
        return (str(value),) if value else ()

    return values


def _persona(content: Content, card: Card) -> Collection[str]:
    lane = content.find(Lane, card.lane_id)
    persona = persona_of(content, lane.swimlane_id) if lane else None
    return (persona.id,) if persona else ()


def _segment(content: Content, card: Card) -> Collection[str]:
    segments = (content.get(Persona, persona_id).segment_id for persona_id in _persona(content, card))
    return [segment_id for segment_id in segments if segment_id]


def _tags(content: Content, card: Card) -> Collection[str]:
    return [link.tag_id for link in content.members(CardTag, "card_id", card.id)]


def _evidence(content: Content, card: Card) -> Collection[str]:
    proof = shown_proof(content, card)
    return (proof.held,) if proof else ()


_FIELD_FACETS: Final[Mapping[str, Field]] = {
    field.name: field for field in CARD_FIELDS if field.form in ("reference", "choice")
}

FACETS: Final[Mapping[str, Callable[[Content, Card], Collection[str]]]] = {
    "persona": _persona,
    "segment": _segment,
    "kind": _of_field("kind"),
    "tag": _tags,
    "evidence": _evidence,
    **{name: _of_field(name) for name in _FIELD_FACETS},
}
"""What cards can be told apart by: the values of each on a card, none where nothing is said."""

_RECORDS: Final[Mapping[str, type[Any]]] = {"persona": Persona, "segment": Segment, "tag": Tag}
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": CARD_KINDS,
    "evidence": EVIDENCE_STRENGTHS,
    **{name: each.choices for name, each in _FIELD_FACETS.items()},
}
_HEAT: Final[Mapping[str, int]] = {"assumption": 3, "emerging": 2, "validated": 0}
"""The numbers of the colours that strengths of evidence have: from warm, to be looked into, to the colour of proof."""


def facet_word(facet: str, words: Words = ENGLISH) -> str:
    """Return what a facet is called."""
    return words[f"field {facet}" if facet in _FIELD_FACETS else f"facet {facet}"]


def placed_cards(content: Content, journey_id: str) -> list[Card]:
    """Return the cards that are on a map, unordered; those that wait in Unplaced are not."""
    return [card for card in content.members(Card, "journey_id", journey_id) if card.lane_id is not None]


def choices_of(content: Content, journey_id: str, facet: str, words: Words = ENGLISH) -> tuple[Choice, ...]:
    """Return the values of a facet that cards on a map have, in the order of their list; nothing said comes last.

    As many as there are colours get one of their own (a tag the one that it was given); the rest are muted.
    """
    values_on = FACETS[facet]
    counts: Counter[str] = Counter()
    for card in placed_cards(content, journey_id):
        for value in values_on(content, card) or (NONE,):
            counts[value] += 1
    values = [value for value in values_of(content, facet) if counts[value]]
    roles = _roles(content, facet, values)
    choices = [Choice(each, label_of(content, facet, each, words), counts[each], roles[each]) for each in values]
    if counts[NONE]:
        choices.append(Choice(NONE, words["nothing said"], counts[NONE], "muted"))
    return tuple(choices)


def values_of(content: Content, facet: str) -> list[str]:
    """Return every value that a facet can have in a workspace, in the order of the list, nothing said left out."""
    record_type = _record_type(facet)
    if record_type is not None:
        return [record.id for record in content.ordered(record_type)]
    return list(_CHOICES[facet])


def _record_type(facet: str) -> type[Any] | None:
    field = _FIELD_FACETS.get(facet)
    return RECORD_TYPES[field.references] if field and field.references else _RECORDS.get(facet)


def _roles(content: Content, facet: str, values: list[str]) -> dict[str, Role]:
    given: dict[str, int] = dict(_HEAT) if facet == "evidence" else {}
    if facet == "tag":
        coloured = ((value, content.get(Tag, value).colour) for value in values)
        given = {value: TAG_COLOURS.index(colour) for value, colour in coloured if colour}
    free = [number for number in range(PERSONA_COUNT) if number not in given.values()]
    for value in values:
        if value not in given and free:
            given[value] = free.pop(0)
    return {value: f"persona.{given[value]}" if value in given else "muted" for value in values}


def label_of(content: Content, facet: str, value: str, words: Words = ENGLISH) -> str:
    """Return what a value of a facet is called."""
    record_type = _record_type(facet)
    if record_type is not None:
        entry = content.get(record_type, value)
        assert isinstance(entry, Named)
        return entry.name
    return words[value] if facet == "kind" else words[f"value {value}"]


def known(content: Content, lens: Lens) -> Lens:
    """Return a lens without what is no longer there: entries of lists that were deleted."""
    colour_by = lens.colour_by if lens.colour_by in FACETS else ""
    filters = ((facet, frozenset(_there(content, facet, wanted))) for facet, wanted in lens.filters if facet in FACETS)
    return lens._replace(colour_by=colour_by, filters=tuple((facet, wanted) for facet, wanted in filters if wanted))


def _there(content: Content, facet: str, values: Iterable[str]) -> Iterable[str]:
    record_type = _record_type(facet)
    if record_type is None:
        return (value for value in values if value == NONE or value in _CHOICES[facet])
    return (value for value in values if value == NONE or content.find(record_type, value) is not None)


def stands_out(content: Content, card: Card, lens: Lens) -> bool:
    """Return whether a card has one of the wanted values of each facet that the lens filters by."""
    return all(
        not wanted.isdisjoint(FACETS[facet](content, card) or (NONE,)) for facet, wanted in lens.filters if wanted
    )


def set_back(content: Content, journey_id: str, lens: Lens) -> frozenset[str]:
    """Return the ids of the cards that the lens dims or hides."""
    if not any(wanted for _, wanted in lens.filters):
        return frozenset()
    return frozenset(card.id for card in placed_cards(content, journey_id) if not stands_out(content, card, lens))


class Paint(NamedTuple):
    """How a colour rule paints a card: the colour of its edge and tint, and the name of the value, if it says one."""

    role: Role
    value: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a lens makes of one map: which cards it sets back, and which colour each value of its colour rule has.

    `spared` are cards that the filter would set back but that were made or changed since it was chosen: they stay in
    view. `choices` are those of the colour rule, `paints` its colours by value: as long as they are the same object,
    cards that are the same are painted the same.
    """

    lens: Lens = PLAIN
    back: frozenset[str] = frozenset()
    choices: tuple[Choice, ...] = ()
    spared: frozenset[str] = frozenset()
    paints: Mapping[str, Paint] = field(default_factory=lambda: _NO_PAINTS, compare=False)

    @property
    def hidden(self) -> frozenset[str]:
        """The cards that are not on the sheet."""
        return self.back if self.lens.hides else frozenset()

    @property
    def dimmed(self) -> frozenset[str]:
        """The cards that are drawn faintly."""
        return frozenset() if self.lens.hides else self.back

    def paint_of(self, content: Content, card: Card) -> Paint | None:
        """Return how the colour rule paints a card: by its first value in the order of the list; none without a rule.

        A kind, or how well it is proven, is shown on each card anyway.
        """
        facet = self.lens.colour_by
        if not facet:
            return None
        values = FACETS[facet](content, card) or (NONE,)
        if len(values) == 1:
            (value,) = values
            return self.paints.get(value, _UNKNOWN)
        return next((self.paints[each.value] for each in self.choices if each.value in values), _UNKNOWN)


_UNKNOWN: Final = Paint("muted")
_NO_PAINTS: Final[Mapping[str, Paint]] = {}
CLEAR: Final = Sight()
"""What is seen without a lens."""


def look_at(content: Content, journey_id: str, lens: Lens, words: Words = ENGLISH, spared: Iterable[str] = ()) -> Sight:
    """Return what a lens makes of a map; cards that are `spared` are not set back."""
    lens, kept = known(content, lens), frozenset(spared)
    choices = choices_of(content, journey_id, lens.colour_by, words) if lens.colour_by else ()
    says = lens.colour_by not in ("kind", "evidence")  # these stand on each card anyway, as a word or as dots
    paints = {each.value: Paint(each.role, each.label if says and each.value else "") for each in choices}
    return Sight(lens, set_back(content, journey_id, lens) - kept, choices, kept, paints or _NO_PAINTS)


_OF_ONE_CARD: Final = frozenset({Card.kind_name, CardTag.kind_name})
_OF_MANY: Final = frozenset(
    {Lane.kind_name, Swimlane.kind_name, Persona.kind_name, Segment.kind_name, Tag.kind_name}
    | {field.references for field in _FIELD_FACETS.values() if field.references}
)


def follow(
    sight: Sight, content: Content, journey_id: str, changes: Collection[Change], words: Words = ENGLISH
) -> Sight:
    """Return the sight after a change of the content: what was made or changed stays in view."""
    lens = sight.lens
    if not lens.colour_by and not lens.filters:
        return sight
    changed = [change for change in changes if change.kind in _OF_ONE_CARD or change.kind in _OF_MANY]
    touched = {_card_id(change) for change in changed if change.kind in _OF_ONE_CARD}
    spared = sight.spared | touched if lens.filters and touched else sight.spared
    cards = (card for card in (content.find(Card, each) for each in touched) if card is not None)
    values = (value for card in cards for value in FACETS[lens.colour_by](content, card)) if lens.colour_by else ()
    by_evidence = "evidence" in (lens.colour_by, *(facet for facet, _ in lens.filters))
    of_many = any(change.kind in _OF_MANY for change in changed)
    of_many = of_many or (by_evidence and any(change.kind in EVIDENCE_KINDS for change in changes))
    if of_many or any(value not in sight.paints for value in values):
        return look_at(content, journey_id, lens, words, spared)
    retagged = lens.colour_by == "tag" and any(change.kind == CardTag.kind_name for change in changed)
    return replace(
        sight,
        back=sight.back if sight.back.isdisjoint(touched) else sight.back - touched,
        spared=spared,
        paints=dict(sight.paints) if retagged else sight.paints,
    )


def _card_id(change: Change) -> str:
    record = change.after or change.before
    return record.card_id if isinstance(record, CardTag) else change.id


def spare(sight: Sight, card_ids: Iterable[str]) -> Sight:
    """Return the sight with cards that are looked for in view, whatever the filter says."""
    kept = sight.spared.union(card_ids)
    return replace(sight, back=sight.back - kept, spared=kept)

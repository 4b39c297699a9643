"""What a viewer chose to see of a map: which field colours its cards, which cards stand out, how curves are drawn.

A lens is looked through, not stored: no record holds it. It is passed to the layout and to exports, so that paper shows
what the screen shows.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, NamedTuple, get_args

from app.layout.look import PERSONA_COUNT, Role
from app.layout.words import ENGLISH, Words
from app.models.content import Content, cards_of, persona_of
from app.models.fields import CARD_FIELDS, Field
from app.models.kinds import CARD_KINDS, TagColour
from app.models.records import RECORD_TYPES, Card, CardTag, Lane, Named, Persona, Segment, Tag

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


_FIELD_FACETS: Final[Mapping[str, Field]] = {
    field.name: field for field in CARD_FIELDS if field.form in ("reference", "choice")
}

FACETS: Final[Mapping[str, Callable[[Content, Card], Collection[str]]]] = {
    "persona": _persona,
    "segment": _segment,
    "kind": _of_field("kind"),
    "tag": _tags,
    **{name: _of_field(name) for name in _FIELD_FACETS},
}
"""What cards can be told apart by: the values of each on a card, none where nothing is said."""

_RECORDS: Final[Mapping[str, type[Any]]] = {"persona": Persona, "segment": Segment, "tag": Tag}


def choices_of(content: Content, journey_id: str, facet: str, words: Words = ENGLISH) -> tuple[Choice, ...]:
    """Return the values of a facet that cards of a map have, in the order of their list; nothing said comes last.

    As many as there are colours get one of their own (a tag the one that it was given); the rest are muted.
    """
    values_on = FACETS[facet]
    counts: Counter[str] = Counter()
    for card in cards_of(content, journey_id):
        counts.update(values_on(content, card) or (NONE,))
    values = [value for value in _ordered(content, facet) if counts[value]]
    roles = _roles(content, facet, values)
    choices = [Choice(each, _label(content, facet, each, words), counts[each], roles[each]) for each in values]
    if counts[NONE]:
        choices.append(Choice(NONE, words["nothing said"], counts[NONE], "muted"))
    return tuple(choices)


def _ordered(content: Content, facet: str) -> list[str]:
    record_type = _record_type(facet)
    if record_type is not None:
        return [record.id for record in content.ordered(record_type)]
    return list(CARD_KINDS) if facet == "kind" else list(_FIELD_FACETS[facet].choices)


def _record_type(facet: str) -> type[Any] | None:
    field = _FIELD_FACETS.get(facet)
    return RECORD_TYPES[field.references] if field and field.references else _RECORDS.get(facet)


def _roles(content: Content, facet: str, values: list[str]) -> dict[str, Role]:
    given: dict[str, int] = {}
    if facet == "tag":
        coloured = ((value, content.get(Tag, value).colour) for value in values)
        given = {value: TAG_COLOURS.index(colour) for value, colour in coloured if colour}
    free = [number for number in range(PERSONA_COUNT) if number not in given.values()]
    for value in values:
        if value not in given and free:
            given[value] = free.pop(0)
    return {value: f"persona.{given[value]}" if value in given else "muted" for value in values}


def _label(content: Content, facet: str, value: str, words: Words) -> str:
    record_type = _record_type(facet)
    if record_type is not None:
        entry = content.get(record_type, value)
        assert isinstance(entry, Named)
        return entry.name
    return words[value] if facet == "kind" else words[f"value {value}"]


def roles_by(content: Content, journey_id: str, facet: str) -> dict[str, Role]:
    """Return the colour of each value of a facet on a map."""
    return {choice.value: choice.role for choice in choices_of(content, journey_id, facet)}


def role_of(content: Content, card: Card, facet: str, roles: Mapping[str, Role]) -> Role:
    """Return the colour of a card: that of its first value in the order of the list, muted where nothing is said."""
    values = set(FACETS[facet](content, card))
    return next((role for value, role in roles.items() if value in values), "muted")


def stands_out(content: Content, card: Card, lens: Lens) -> bool:
    """Return whether a card has one of the wanted values of each facet that the lens filters by."""
    return all(
        not wanted.isdisjoint(FACETS[facet](content, card) or (NONE,)) for facet, wanted in lens.filters if wanted
    )


def set_back(content: Content, journey_id: str, lens: Lens) -> frozenset[str]:
    """Return the ids of the cards that the lens dims or hides."""
    if not any(wanted for _, wanted in lens.filters):
        return frozenset()
    return frozenset(card.id for card in cards_of(content, journey_id) if not stands_out(content, card, lens))

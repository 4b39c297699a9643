"""Which opportunities are looked at: by what their cards are about, as the filters of a map, and by their type."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from app.layout.lens import FACETS as CARD_FACETS
from app.models.content import Content, cards_of_opportunity, journeys_of_opportunity, tags_of
from app.models.kinds import OPPORTUNITY_STATUSES, OpportunityType
from app.models.records import Journey, Opportunity, Persona, Tag
from app.services.names import fold

NONE: Final = ""
"""The value of an opportunity of which nothing is said."""

Filters = Mapping[str, frozenset[str]]
"""The wanted values by facet."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked at: opportunities with one of the values of every facet, whose title has the words."""

    filters: tuple[tuple[str, frozenset[str]], ...] = ()
    words: str = ""


EVERYTHING: Final = Wanted()


def _journeys(content: Content, opportunity: Opportunity) -> set[str]:
    return {each.id for each in journeys_of_opportunity(content, opportunity.id)}


def _by_cards(facet: str) -> Callable[[Content, Opportunity], set[str]]:
    def values(content: Content, opportunity: Opportunity) -> set[str]:
        found = CARD_FACETS[facet]
        return {each for card in cards_of_opportunity(content, opportunity.id) for each in found(content, card)}

    return values


def _tags(content: Content, opportunity: Opportunity) -> set[str]:
    return _by_cards("tag")(content, opportunity) | {each.id for each in tags_of(content, opportunity)}


FACETS: Final[Mapping[str, Callable[[Content, Opportunity], set[str]]]] = {
    "type": lambda _, opportunity: {opportunity.type},
    "journey": _journeys,
    "persona": _by_cards("persona"),
    "tag": _tags,
    "status": lambda _, opportunity: {opportunity.status},
}
"""What opportunities can be told apart by, each with its values."""

_RECORDS: Final[Mapping[str, type[Any]]] = {"journey": Journey, "persona": Persona, "tag": Tag}


def sifted(content: Content, wanted: Wanted) -> frozenset[str] | None:
    """Return the ids of the opportunities that are looked at; none = all."""
    if wanted == EVERYTHING:
        return None
    words = fold(wanted.words)
    return frozenset(
        each.id
        for each in content.all(Opportunity).values()
        if words in fold(each.title)
        and all((FACETS[facet](content, each) or {NONE}) & values for facet, values in wanted.filters)
    )


def choices_of(content: Content, facet: str) -> list[tuple[str, str, int]]:
    """Return the values of a facet that opportunities have: value, name, how many; nothing said comes last."""
    counts: Counter[str] = Counter()
    for each in content.all(Opportunity).values():
        counts.update(FACETS[facet](content, each) or {NONE})
    return [(value, name, counts[value]) for value, name in _named(content, facet) if counts[value]]


def _named(content: Content, facet: str) -> Iterable[tuple[str, str]]:
    if facet in _RECORDS:
        for record in content.ordered(_RECORDS[facet]):
            yield record.id, str(getattr(record, "title", "") or getattr(record, "name", ""))
    else:
        values: tuple[str, ...] = get_args(OpportunityType) if facet == "type" else OPPORTUNITY_STATUSES
        yield from ((each, each) for each in values)
    yield NONE, ""


def known(content: Content, wanted: Wanted) -> Wanted:
    """Return what is wanted without what is no longer there."""
    kept = []
    for facet, values in wanted.filters:
        there = {value for value, _ in _named(content, facet)}
        if values & there:
            kept.append((facet, frozenset(values & there)))
    return Wanted(tuple(kept), wanted.words)

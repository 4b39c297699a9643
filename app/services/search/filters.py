"""What a query is narrowed down by: kind, tag, persona, journey, source."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from app.models.content import (
    Content,
    journeys_of_opportunity,
    persona_of,
    tags_of,
)
from app.models.evidence import all_highlights, cards_backed_by, highlights_of_source, in_order_of_sources
from app.models.kinds import INSIGHT_KINDS
from app.models.names import folded
from app.models.records import (
    TAG_LINKS,
    Card,
    Highlight,
    HighlightTag,
    Insight,
    InsightPersona,
    Journey,
    Lane,
    Opportunity,
    Participant,
    Persona,
    Source,
    Speaker,
    Stage,
    Step,
    Tag,
)
from app.models.turns import Stretch, Turn
from app.services.search.query import Query

_SAID: Final = frozenset({"turn", "highlight", *INSIGHT_KINDS})
"""The kinds of what was said."""


def passes(content: Content, record: Any, query: Query) -> bool:
    """Return whether all filters let a record through: of one field one value is enough."""
    return all(
        any(value in _VALUES[field](content, record) for value in values) for field, values in query.filters.items()
    )


def turn_passes(content: Content, source: Source, turn: Turn, query: Query) -> bool:
    """Return whether a turn passes: it has no kind and no tags, its speaker may stand for a persona."""
    if query.filters.keys() - {"source", "persona", "kind"}:
        return False
    if not all(value in _sources(content, source) for value in query.filters.get("source", ())):
        return False
    if "kind" in query.filters and "turn" not in query.filters["kind"]:
        return False
    if "persona" not in query.filters:
        return True
    speaker = content.find(Speaker, f"{source.id}/{turn.speaker}")
    participant = content.find(Participant, speaker.participant_id) if speaker else None
    return participant is not None and any(
        value in _personas(content, participant) for value in query.filters["persona"]
    )


def highlights_that_pass(content: Content, query: Query) -> Iterator[Highlight]:
    """Yield the highlights that all filters let through, source by source, in their order there."""
    if "tag" in query.filters:
        tags = [tag.id for tag in content.all(Tag).values() if folded(tag.name) in query.filters["tag"]]
        links = (link for each in tags for link in content.members(HighlightTag, "tag_id", each))
        found: Iterable[Highlight] = in_order_of_sources(content, (link.highlight_id for link in links))
    else:
        sources = _passing_sources(content, query)
        found = (highlight for each in sources for highlight in highlights_of_source(content, each.id))
    return (each for each in found if passes(content, each, query))


def _passing_sources(content: Content, query: Query) -> list[Source]:
    wanted = query.filters.get("source")
    return [each for each in content.ordered(Source) if wanted is None or folded(each.title) in wanted]


def stretches(content: Content, query: Query) -> list[Stretch] | None:
    """Return where what was said can pass all filters; none where that may be anywhere."""
    if "journey" in query.filters or not _SAID & {*query.filters.get("kind", _SAID)}:
        return []
    if "tag" in query.filters:
        return [(each.source_id, each.turn, each.last_turn) for each in highlights_that_pass(content, query)]
    if "source" in query.filters:
        return [(each.id, 0, each.turns) for each in _passing_sources(content, query)]
    return None


def _kinds(content: Content, record: Any) -> set[str]:
    return {record.kind_name, getattr(record, "kind", None) or ""}


def _tags(content: Content, record: Any) -> set[str]:
    return {folded(tag.name) for tag in tags_of(content, record)} if type(record) in TAG_LINKS else set()


def _personas(content: Content, record: Any) -> set[str]:
    """Return the names of the personas that a record is about."""
    match record:
        case Persona():
            found = [record]
        case Card(lane_id=lane_id):
            lane = content.find(Lane, lane_id)
            persona = persona_of(content, lane.swimlane_id) if lane else None
            found = [persona] if persona else []
        case Insight(id=insight_id):
            links = content.members(InsightPersona, "insight_id", insight_id)
            found = [content.get(Persona, each.persona_id) for each in links]
        case Participant(persona_id=persona_id):
            found = [persona for persona in (content.find(Persona, persona_id),) if persona]
        case Highlight(participant_id=participant_id):
            participant = content.find(Participant, participant_id)
            return _personas(content, participant) if participant else set()
        case _:
            found = []
    return {folded(persona.name) for persona in found}


def _journeys(content: Content, record: Any) -> set[str]:
    match record:
        case Journey():
            found: tuple[Journey, ...] = (record,)
        case Card() | Stage():
            found = (content.get(Journey, record.journey_id),)
        case Step():
            found = (content.get(Journey, content.get(Stage, record.stage_id).journey_id),)
        case Opportunity():
            found = journeys_of_opportunity(content, record.id)
        case Insight():
            found = tuple(content.get(Journey, card.journey_id) for card in cards_backed_by(content, record.id))
        case _:
            found = ()
    return {folded(journey.title) for journey in found}


def _sources(content: Content, record: Any) -> set[str]:
    match record:
        case Source():
            found = {record.title}
        case Highlight():
            found = {content.get(Source, record.source_id).title}
        case Insight() | Card() | Opportunity():
            found = {content.get(Source, each.source_id).title for each in all_highlights(content, record)}
        case _:
            found = set()
    return set(map(folded, found))


_VALUES: Final[Mapping[str, Callable[[Content, Any], set[str]]]] = {
    "kind": _kinds,
    "tag": _tags,
    "persona": _personas,
    "journey": _journeys,
    "source": _sources,
}

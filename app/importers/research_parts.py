"""Research read back from the JSON format: participants, sources and their turns, insights, evidence."""

from collections.abc import Iterator
from typing import Any, Final

from app.importers.json_labels import Labels, ranked_parts
from app.models.errors import InputError
from app.models.evidence import HIGHLIGHT_LINKS, INSIGHT_LINKS, Backed
from app.models.interchange import CardPart, InsightPart, OpportunityPart, SourcePart, TurnPart, WorkspaceFile
from app.models.records import (
    AnyRecord,
    EvidenceVerdict,
    Highlight,
    ImportMapping,
    Insight,
    InsightPersona,
    InsightStep,
    Participant,
    ParticipantFact,
    Source,
    Speaker,
    Theme,
)
from app.models.turns import GONE, Turn

_MOST_TURNS: Final = 1_000_000
"""Turns of a source: numbers beyond are a mistake, and would ask for as many places in memory."""


def research_records(labels: Labels, whole: WorkspaceFile, source: str) -> Iterator[AnyRecord]:
    """Yield participants, sources with their highlights, themes and insights, an owner before what it holds.

    Raises InputError, naming the place in the source, where turns or highlights can't be what they say.
    """
    for person, rank in ranked_parts(whole.participants):
        participant = labels.record(Participant, person, rank=rank)
        yield participant
        for fact in person.facts:
            yield labels.record(ParticipantFact, fact, participant_id=participant.id)
        yield from labels.tags(participant, person)
    for index, (part, rank) in enumerate(ranked_parts(whole.sources)):
        _check_text(part, f"{source}: sources[{index}]")
        yield from _source(labels, part, rank)
    for theme, rank in ranked_parts(whole.themes):
        yield labels.record(Theme, theme, rank=rank)
    for said, rank in ranked_parts(whole.insights):
        yield from _insight(labels, said, rank)
    for mapping, rank in ranked_parts(whole.mappings):
        yield labels.record(ImportMapping, mapping, rank=rank)


def _check_text(part: SourcePart, place: str) -> None:
    """Raise InputError where a number of a turn can't be, or a highlight ends behind its turn."""
    lengths: dict[int, int] = {}
    for index, turn in enumerate(part.text):
        if not 0 <= turn.number < _MOST_TURNS:
            raise InputError(f"{place}.text[{index}] has a number that is none from 0 up; nothing was imported.")
        if turn.number in lengths:
            raise InputError(f"{place} has two turns with the number {turn.number}; nothing was imported.")
        lengths[turn.number] = len(turn.text)
    for index, passage in enumerate(part.highlights if lengths else ()):
        if passage.end > lengths.get(passage.last_turn, 0):
            raise InputError(f"{place}.highlights[{index}] ends behind its last turn; nothing was imported.")


def _source(labels: Labels, part: SourcePart, rank: str) -> Iterator[AnyRecord]:
    turns = turns_of(part)
    counted: dict[str, int] = {}
    if turns:  # more than are there is right: the last ones were forgotten, or nothing was said in them
        counted = {"turns": max(part.turns, len(turns)), "length": sum(len(turn.text) for turn in turns)}
    source = labels.record(Source, part, rank=rank, **counted)
    yield source
    yield from labels.tags(source, part)
    for speaker in part.speakers:
        yield labels.record(Speaker, speaker, source_id=source.id)
    for passage in part.highlights:
        highlight = labels.record(Highlight, passage, source_id=source.id)
        yield highlight
        yield from labels.tags(highlight, passage)


def turns_of(part: SourcePart) -> list[Turn]:
    """Return the turns of a source by their numbers; an empty one stands where a number is missing."""
    turns = {each.number: _turn(each) for each in part.text}
    return [turns.get(number, GONE) for number in range(max(turns, default=-1) + 1)]


def _turn(part: TurnPart) -> Turn:
    facts = {fact.name: fact.value for fact in part.facts}
    return Turn(part.text, part.speaker, part.at, part.until, part.heading, facts)


def _insight(labels: Labels, part: InsightPart, rank: str) -> Iterator[AnyRecord]:
    insight = labels.record(Insight, part, rank=rank)
    yield insight
    yield from labels.tags(insight, part)
    for persona in part.personas:
        yield labels.record(InsightPersona, persona, insight_id=insight.id)
    for step in part.steps:
        yield labels.record(InsightStep, step, insight_id=insight.id)
    yield from evidence_records(labels, insight, part)


def evidence_records(
    labels: Labels, record: Backed, part: CardPart | OpportunityPart | InsightPart
) -> Iterator[AnyRecord]:
    """Yield what joins a card, an insight or an opportunity to its evidence, and the verdicts on it."""
    owner: dict[str, Any] = {f"{record.kind_name}_id": record.id}
    for highlight in part.highlights:
        yield labels.record(HIGHLIGHT_LINKS[type(record)], highlight, **owner)
    if not isinstance(part, InsightPart):
        for insight in part.insights:
            yield labels.record(INSIGHT_LINKS[type(record)], insight, **owner)
    for verdict in part.verdicts:
        yield labels.record(EvidenceVerdict, verdict, **owner)

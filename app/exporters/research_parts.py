"""Research as parts of the JSON format: participants, sources with their text, insights."""

from typing import Any

from app.exporters.json_parts import evidence_parts, part_of
from app.models.content import Content, columns_of, journeys_in_tree_order, sort_key
from app.models.evidence import highlights_of_source
from app.models.interchange import (
    FactPart,
    HighlightPart,
    InsightPart,
    ParticipantPart,
    PersonaLinkPart,
    SourcePart,
    SpeakerPart,
    StepLinkPart,
    TurnPart,
)
from app.models.records import (
    Highlight,
    Insight,
    InsightPersona,
    InsightStep,
    Participant,
    ParticipantFact,
    Persona,
    Source,
    Speaker,
)
from app.models.snapshot import Snapshot
from app.models.turns import NumberedTurn, passage_of, words_of


def participant_part(content: Content, participant: Participant) -> ParticipantPart:
    """Return a participant with what is known of them, by name."""
    facts = sorted(content.members(ParticipantFact, "participant_id", participant.id), key=lambda each: each.name)
    return part_of(content, ParticipantPart, participant, facts=[part_of(content, FactPart, each) for each in facts])


def source_part(snapshot: Snapshot, source: Source) -> SourcePart:
    """Return a source with its speakers by label, its highlights and its text from first to last."""
    content = snapshot.content
    turns = snapshot.turns(source.id)
    speakers = sorted(content.members(Speaker, "source_id", source.id), key=lambda each: each.label)
    by_number = dict(turns)

    def highlight_part(highlight: Highlight) -> HighlightPart:
        inside = [(number, by_number[number]) for number in _numbers(highlight) if number in by_number]
        return part_of(content, HighlightPart, highlight, words=words_of(passage_of(highlight), inside))

    return part_of(
        content,
        SourcePart,
        source,
        speakers=[part_of(content, SpeakerPart, each) for each in speakers],
        highlights=[highlight_part(each) for each in highlights_of_source(content, source.id)],
        text=[_turn_part(each) for each in turns],
    )


def _numbers(highlight: Highlight) -> range:
    return range(highlight.turn, highlight.last_turn + 1)


def _turn_part(numbered: NumberedTurn) -> TurnPart:
    number, turn = numbered
    return TurnPart(
        number=number,
        speaker=turn.speaker,
        at=turn.at,
        until=turn.until,
        heading=turn.heading,
        text=turn.text,
        facts=[FactPart(name=name, value=value) for name, value in turn.facts.items()],
    )


def insight_part(content: Content, insight: Insight) -> InsightPart:
    """Return an insight with its passages, the personas it is about by rank, its steps in the order of the maps."""
    links = content.members(InsightPersona, "insight_id", insight.id)
    personas = sorted((content.get(Persona, each.persona_id) for each in links), key=sort_key)
    steps = {each.step_id for each in content.members(InsightStep, "insight_id", insight.id)}
    held: dict[str, Any] = evidence_parts(content, insight)
    return part_of(
        content,
        InsightPart,
        insight,
        personas=[PersonaLinkPart(persona_id=each.id, persona=each.name) for each in personas],
        steps=[StepLinkPart(step_id=each) for each in _in_map_order(content, steps)],
        **held,
    )


def _in_map_order(content: Content, step_ids: set[str]) -> list[str]:
    if len(step_ids) < 2:
        return [*step_ids]
    return [
        step.id
        for journey in journeys_in_tree_order(content)
        for step in columns_of(content, journey.id)
        if step.id in step_ids
    ]

"""What the library says of an insight in one row."""

from typing import NamedTuple

from app.models.content import Content, persona_of, sort_key, tags_of
from app.models.evidence import cards_backed_by
from app.models.records import Insight, InsightPersona, InsightStep, Journey, Lane, Persona, Stage, Step, Theme
from app.scoring.evidence import Evidence, evidence_of


class Summary(NamedTuple):
    """An insight with what is behind it and where it is: names, each once; personas and steps said or by its cards."""

    insight: Insight
    evidence: Evidence
    personas: tuple[str, ...]
    steps: tuple[str, ...]
    theme: str
    tags: tuple[str, ...]
    maps: tuple[str, ...]
    placed: bool


def summary_of(content: Content, insight: Insight) -> Summary:
    """Return the row of an insight."""
    cards = cards_backed_by(content, insight.id)
    personas = {each.persona_id for each in content.members(InsightPersona, "insight_id", insight.id)}
    steps = {each.step_id for each in content.members(InsightStep, "insight_id", insight.id)}
    for card in cards:
        lane = content.find(Lane, card.lane_id)
        persona = persona_of(content, lane.swimlane_id) if lane else None
        personas |= {persona.id} if persona else set()
        steps |= {card.step_id} if card.step_id else set()
    theme = content.find(Theme, insight.theme_id)
    return Summary(
        insight,
        evidence_of(content, insight),
        tuple(each.name for each in sorted((content.get(Persona, each) for each in personas), key=sort_key)),
        tuple(sorted({step_name(content, content.get(Step, each)) for each in steps})),
        theme.title if theme else "",
        tuple(tag.name for tag in tags_of(content, insight)),
        tuple(dict.fromkeys(content.get(Journey, card.journey_id).title for card in cards)),
        any(card.lane_id is not None for card in cards),
    )


def step_name(content: Content, step: Step) -> str:
    """Return what a step is called: its title, or that of its stage where it has none."""
    return step.title or content.get(Stage, step.stage_id).title

"""What the quotes say together: tags by stages and personas, tags that come together, the steps that hurt most.

Every figure counts passages, each once, and knows which: a cell leads to the quotes behind it. A passage has its own
tags and those of the insights drawn from it. It belongs to the steps of the cards of current journeys that show it or
have it as evidence, itself or through an insight, and to those that such an insight is about.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from app.models.content import Content, columns_of, journeys_in_tree_order, stages_of, swimlanes_of
from app.models.kinds import INSIGHT_KINDS
from app.models.records import (
    Card,
    CardHighlight,
    CardInsight,
    Highlight,
    HighlightTag,
    InsightHighlight,
    InsightPersona,
    InsightStep,
    InsightTag,
    Journey,
    Lane,
    Participant,
    Persona,
    Stage,
    Step,
    Tag,
)
from app.scoring.emotion import emotion_of

Passages = frozenset[str]
"""The ids of highlights."""

UNMARKED: Final = "quote"
"""The column of passages of which nobody said what they are."""


class Heading(NamedTuple):
    """What a row or a column is about: its id and its name."""

    id: str
    name: str


class Crosstab(NamedTuple):
    """Passages by two things at once; a cell that is not there has none. `whole` are those of each row, each once."""

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: Mapping[tuple[str, str], Passages]
    whole: Mapping[str, Passages]

    def behind(self, row: str, column: str) -> Passages:
        """Return the passages of a cell."""
        return self.cells.get((row, column), frozenset())

    def behind_row(self, row: str) -> Passages:
        """Return the passages of a whole row, each once."""
        return self.whole.get(row, frozenset())


class HardStep(NamedTuple):
    """A step that a persona (none = the whole map) goes through with a bad feeling: how bad, −2 … +2, and the quotes.

    `n` counts the cards behind the value.
    """

    journey: Journey
    step: Step
    stage: Stage
    persona: Persona | None
    value: float
    n: int
    passages: Passages


_Sets = defaultdict[str, set[str]]


def _gathered(links: Iterable[Any], key: str, value: str) -> _Sets:
    """Return the other ends of links by one of their ends."""
    found: _Sets = defaultdict(set)
    for each in links:
        found[getattr(each, key)].add(getattr(each, value))
    return found


def _through_insights(content: Content, own: _Sets, of_insights: Mapping[str, set[str]]) -> _Sets:
    """Return what passages have themselves and through the insights drawn from them."""
    for link in content.all(InsightHighlight).values():
        more = of_insights.get(link.insight_id)
        if more:
            own[link.highlight_id] |= more
    return own


def tags_of_passages(content: Content) -> Mapping[str, set[str]]:
    """Return the tags of each passage, its own and those of its insights."""
    own = _gathered(content.all(HighlightTag).values(), "highlight_id", "tag_id")
    return _through_insights(content, own, _gathered(content.all(InsightTag).values(), "insight_id", "tag_id"))


def personas_of_passages(content: Content) -> Mapping[str, set[str]]:
    """Return the personas of each passage: that of who said it, and those its insights are about."""
    own: _Sets = defaultdict(set)
    persona_of = {each.id: each.persona_id for each in content.all(Participant).values() if each.persona_id}
    for highlight in content.all(Highlight).values():
        persona_id = persona_of.get(highlight.participant_id or "")
        if persona_id:
            own[highlight.id].add(persona_id)
    return _through_insights(content, own, _gathered(content.all(InsightPersona).values(), "insight_id", "persona_id"))


def steps_of_passages(content: Content, journey_id: str) -> Mapping[str, set[tuple[str | None, str]]]:
    """Return the places of each passage on the map of a journey: swimlane (none = whole map) and step."""
    places = _places_of_cards(content, journey_id)
    by_insight: defaultdict[str, set[tuple[str | None, str]]] = defaultdict(set)
    found: defaultdict[str, set[tuple[str | None, str]]] = defaultdict(set)
    for card_id, cells in places.items():
        card = content.get(Card, card_id)
        if card.insight_id:
            by_insight[card.insight_id] |= cells
        if card.highlight_id:
            found[card.highlight_id] |= cells
        for insight in content.members(CardInsight, "card_id", card_id):
            by_insight[insight.insight_id] |= cells
        for highlight in content.members(CardHighlight, "card_id", card_id):
            found[highlight.highlight_id] |= cells
    for step in columns_of(content, journey_id):
        for about in content.members(InsightStep, "step_id", step.id):
            by_insight[about.insight_id].add((None, step.id))
    for insight_id, cells in by_insight.items():
        for link in content.members(InsightHighlight, "insight_id", insight_id):
            found[link.highlight_id] |= cells
    return found


def _places_of_cards(content: Content, journey_id: str) -> dict[str, set[tuple[str | None, str]]]:
    """Return swimlane and steps of each placed card of a journey; a hope is no place for what was said."""
    if content.get(Journey, journey_id).state == "to-be":
        return {}
    steps = [step.id for step in columns_of(content, journey_id)]
    place = {step_id: number for number, step_id in enumerate(steps)}
    found = {}
    for card in content.members(Card, "journey_id", journey_id):
        lane = content.find(Lane, card.lane_id)
        if lane is not None and card.step_id in place:
            first = place[card.step_id]
            found[card.id] = {(lane.swimlane_id, each) for each in steps[first : first + card.span]}
    return found


def _crosstab(rows: Iterable[Heading], columns: Iterable[Heading], pairs: Iterable[tuple[str, str, str]]) -> Crosstab:
    """Return the table of (row, column, passage), without rows that have nothing; those with most come first."""
    cells: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    in_row: _Sets = defaultdict(set)
    for row, column, passage in pairs:
        cells[row, column].add(passage)
        in_row[row].add(passage)
    kept = sorted((each for each in rows if each.id in in_row), key=lambda row: -len(in_row[row.id]))
    frozen = {key: frozenset(value) for key, value in cells.items()}
    return Crosstab(tuple(kept), tuple(columns), frozen, {key: frozenset(value) for key, value in in_row.items()})


def _tags(content: Content) -> list[Heading]:
    return [Heading(tag.id, tag.name) for tag in content.ordered(Tag)]


def tags_by_stages(content: Content, journey_id: str) -> Crosstab:
    """Return how many quotes there are of each tag in each stage of a journey."""
    stage_of = {step.id: step.stage_id for step in columns_of(content, journey_id)}
    tags, places = tags_of_passages(content), steps_of_passages(content, journey_id)

    def pairs() -> Iterator[tuple[str, str, str]]:
        for passage, cells in places.items():
            for stage_id in {stage_of[step_id] for _, step_id in cells}:
                for tag_id in tags.get(passage, ()):
                    yield tag_id, stage_id, passage

    stages = (Heading(stage.id, stage.title) for stage in stages_of(content, journey_id))
    return _crosstab(_tags(content), stages, pairs())


def tags_by_personas(content: Content) -> Crosstab:
    """Return how many quotes there are of each tag from, or about, each persona."""
    tags, personas = tags_of_passages(content), personas_of_passages(content)
    pairs = (
        (tag_id, persona_id, passage)
        for passage, tag_ids in tags.items()
        for persona_id in personas.get(passage, ())
        for tag_id in tag_ids
    )
    return _crosstab(_tags(content), (Heading(each.id, each.name) for each in content.ordered(Persona)), pairs)


def tags_together(content: Content) -> Crosstab:
    """Return how many quotes have each two tags at once; rows and columns are the same."""
    pairs = (
        (one, other, passage)
        for passage, tag_ids in tags_of_passages(content).items()
        for one in tag_ids
        for other in tag_ids
        if one != other
    )
    table = _crosstab(_tags(content), (), pairs)
    return table._replace(columns=table.rows)


def quotes_by_participants(content: Content) -> Crosstab:
    """Return how many quotes there are of each participant, by what they are marked as."""
    pairs = (
        (each.participant_id, each.kind or UNMARKED, each.id)
        for each in content.all(Highlight).values()
        if each.participant_id is not None
    )
    people = (Heading(each.id, each.name) for each in content.ordered(Participant))
    return _crosstab(people, (Heading(kind, kind) for kind in (*INSIGHT_KINDS, UNMARKED)), pairs)


def hard_steps(content: Content, journey_id: str | None = None) -> list[HardStep]:
    """Return the steps with a negative emotion, the worst first: of a journey, or of all current ones."""
    journeys = [content.get(Journey, journey_id)] if journey_id else list(journeys_in_tree_order(content))
    found = [each for journey in journeys if journey.state == "current" for each in _hard_steps(content, journey)]
    return sorted(found, key=lambda each: each.value)  # stable: as on the maps where they are as bad


def _hard_steps(content: Content, journey: Journey) -> Iterator[HardStep]:
    places = steps_of_passages(content, journey.id)
    by_cell: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
    for passage, cells in places.items():
        for cell in cells:
            by_cell[cell].add(passage)
    for swimlane in (None, *swimlanes_of(content, journey.id)):
        swimlane_id = swimlane.id if swimlane else None
        persona = content.get(Persona, swimlane.persona_id) if swimlane else None
        for point in emotion_of(content, journey.id, swimlane_id):
            if point.value is not None and point.value < 0:
                step = content.get(Step, point.step_id)
                passages = frozenset(by_cell[swimlane_id, point.step_id])
                stage = content.get(Stage, step.stage_id)
                yield HardStep(journey, step, stage, persona, point.value, point.n, passages)

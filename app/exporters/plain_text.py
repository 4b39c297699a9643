"""The workspace as lines to read in a terminal: journeys, stages, steps, and the cards in each."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.layout.durations import duration_text
from app.layout.words import ENGLISH, figure
from app.models.content import (
    Content,
    cards_of,
    cells_on,
    decided,
    journeys_in_tree_order,
    lanes_in_map_order,
    persona_of,
    stages_of,
    steps_of,
    swimlanes_of,
    tags_of,
    unplaced_cards,
    workspace_of,
)
from app.models.fields import FIELDS, Field, is_filled
from app.models.records import RECORD_TYPES, AnyRecord, Card, Journey, Opportunity, VoteRound
from app.models.snapshot import Snapshot
from app.scoring.emotion import emotion_of, sentiment_on
from app.scoring.models import model_of
from app.scoring.scores import row_of
from app.scoring.votes import options_of, results, subject_of


def write_plain_text(snapshot: Snapshot) -> str:
    """Return the whole workspace as indented lines."""
    content = snapshot.content
    lines = [workspace_of(content).title]
    for journey in journeys_in_tree_order(content):
        lines += ("", *_journey(content, journey))
    opportunities = content.ordered(Opportunity)
    if opportunities:
        lines += ("", "Opportunities", *(f"  {_opportunity(content, each)}" for each in opportunities))
    return "\n".join(" ".join(line.splitlines()) for line in lines) + "\n"


def _opportunity(content: Content, opportunity: Opportunity) -> str:
    model = model_of(content)
    figures = (
        f"{criterion.name.lower()} {standing.value:g}"
        for criterion, standing in zip(model.criteria, row_of(content, opportunity.id, model), strict=True)
        if standing.value is not None
    )
    return f"{opportunity.title or 'Untitled'} ({', '.join((*figures, decided(content, opportunity.id) or 'open'))})"


def _journey(content: Content, journey: Journey) -> Iterator[str]:
    cards = cards_of(content, journey.id)
    names = [each.name for lane in swimlanes_of(content, journey.id) if (each := persona_of(content, lane.id))]
    yield f"{journey.title} ({', '.join((journey.state, *names))}; {len(cards)} card{'' if len(cards) == 1 else 's'})"
    lanes = [
        (persona_of(content, lane.swimlane_id), cells_on(content, lane.id))
        for lane in lanes_in_map_order(content, journey.id)
    ]
    for stage in stages_of(content, journey.id):
        yield f"  {stage.title or '(no title)'}"
        for step in steps_of(content, stage.id):
            said = "; ".join(_said(content, step, FIELDS["step"]))
            if step.title or said:
                yield f"    {step.title}{f' [{said}]' if said else ''}"
            for persona, cells in lanes:
                who = f"{persona.name}, " if persona else ""
                yield from (f"      {who}{_card(content, card)}" for card in cells.get(step.id, ()))
    for swimlane_id in (None, *(each.id for each in swimlanes_of(content, journey.id))):
        persona = persona_of(content, swimlane_id)
        points = emotion_of(content, journey.id, swimlane_id)
        if any(point.value is not None for point in points):
            values = " ".join("·" if point.value is None else _mood(point.value) for point in points)
            yield f"  Emotion of {persona.name if persona else 'the whole map'}: {values}"
    waiting = unplaced_cards(content, journey.id)
    if waiting:
        yield "  Unplaced"
        yield from (f"      {_card(content, card)}" for card in waiting)
    for held in content.holding(VoteRound, "journey_id", journey.id):
        yield from _vote(content, held)


def _vote(content: Content, held: VoteRound) -> Iterator[str]:
    """Yield a vote with how it went, the most votes first; of a hidden one only what is asked, by number."""
    shown = results(content, held.id)
    said = [f"{_counted(held.votes_each, 'vote')} each", _counted(shown.ballots, "ballot")]
    said += [f"{_counted(shown.unused, 'vote')} not used"] if held.revealed and shown.unused else []
    yield f"  Vote: {held.title or 'Untitled'} ({'; '.join(said)}{'' if held.revealed else '; hidden'})"
    if not held.revealed:
        yield from (f"      {each.number}. {subject_of(content, each).title}" for each in options_of(content, held.id))
        return
    for each in shown.options:
        place = "–" if each.place is None else f"{each.place}{'=' if each.tied else ''}"
        given = [_counted(each.people, "person", "people")] if each.people else []
        given += [_counted(each.hands, "hand")] if each.hands else []
        by = f" ({', '.join(given)})" if given else ""
        title = subject_of(content, each.option).title
        yield f"      {place} {_counted(each.votes, 'vote')}{by}: {title} [{each.option.number}]"


def _counted(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _mood(value: float) -> str:
    text = figure(value)
    return text if text == "0" or text.startswith("-") else f"+{text}"


def _card(content: Content, card: Card) -> str:
    sentiment = sentiment_on(content, card)
    text = f"{card.kind}: {card.title}{f' ({sentiment:+g})' if sentiment is not None else ''}"
    said = [*_said(content, card, FIELDS[card.kind]), *_tags(content, card)]
    return f"{text} [{'; '.join(said)}]" if said else text


def _said(content: Content, record: AnyRecord, fields: Iterable[Field]) -> Iterator[str]:
    """Yield what the fields of a record say, such as “channel: App”."""
    for field in fields:
        if field.form == "image" or not is_filled(record, field.name):
            continue
        value = getattr(record, field.name)
        word = ENGLISH[f"field {field.name}"].lower()
        if field.form == "flag":
            yield word
        elif field.references is not None:
            entry: Any = content.get(RECORD_TYPES[field.references], value)
            yield f"{word}: {entry.name}"
        else:
            yield f"{word}: {duration_text(value) if field.form == 'duration' else value}"


def _tags(content: Content, card: Card) -> list[str]:
    return [f"#{tag.name}" for tag in tags_of(content, card)]

"""What a search shows of what it found: a line of text, where in it the words stand, where it is."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from app.models.content import (
    Content,
    journeys_of_opportunity,
)
from app.models.folding import Words, places_of
from app.models.records import (
    Action,
    Ask,
    Boundary,
    Card,
    Decision,
    Highlight,
    Insight,
    Journey,
    Opportunity,
    Participant,
    Persona,
    Score,
    Solution,
    Source,
    Stage,
    Stakeholder,
    Step,
    Tag,
    Theme,
)
from app.models.turns import Passage, Turn, passage_of, time_code

TEXTS: Final[Mapping[type[Any], tuple[str, ...]]] = {
    Insight: ("statement", "note"),
    Card: ("title", "note", "answer", "acquiring", "keeping"),
    Opportunity: ("title", "note"),
    Decision: ("reason",),
    Score: ("reason",),
    Boundary: ("title", "note"),
    Solution: ("title", "note"),
    Action: ("title", "note"),
    Stakeholder: ("name", "role", "wants", "note"),
    Ask: ("title", "answer"),
    Journey: ("title", "goal", "objective", "scope", "note"),
    Stage: ("title",),
    Step: ("title", "resource"),
    Persona: ("name", "role", "description", "quote", "goals", "needs", "frustrations"),
    Participant: ("name", "note"),
    Theme: ("title", "note"),
    Tag: ("name", "description"),
    Source: ("title", "note"),
}
"""The texts of records that are searched, what is found first before the rest."""


_SNIPPET: Final = 120
"""Code points of a text that are shown around what was found."""


class Found(NamedTuple):
    """One result: the kind of record (or `turn`), its id, a snippet of its text and where in it the words stand.

    `label` is what it is in a word (pain, insight …), `source` where it is: journey and stage, or source, speaker and
    time; `passage` where it stands in the source of `source_id`.
    """

    kind: str
    id: str
    label: str
    text: str
    marks: tuple[tuple[int, int], ...]
    source: str
    source_id: str = ""
    passage: Passage | None = None


def found_record(content: Content, record: Any, terms: Sequence[Words]) -> Found:
    """Return a record of `TEXTS` as a result; where its text is not its name, its name stands before its place."""
    texts = [text for name in TEXTS[type(record)] if (text := getattr(record, name))]
    text = next((each for each in texts if places_of(terms, each)), texts[0] if texts else "")
    snippet, marks = _snippet(text, terms)
    label = record.kind if isinstance(record, Card | Insight) else record.kind_name
    name = " ".join(texts[0].split()) if texts and text != texts[0] else ""
    where = " · ".join(filter(None, (name, _where(content, record))))
    return Found(record.kind_name, record.id, label, snippet, marks, where)


def _where(content: Content, record: Any) -> str:
    """Return where a record is, in the words of the workspace."""
    match record:
        case Card(journey_id=journey_id, step_id=step_id):
            step = content.find(Step, step_id)
            stage = content.find(Stage, step.stage_id) if step else None
            places = [content.get(Journey, journey_id).title, stage.title if stage else "", step.title if step else ""]
        case Stage(journey_id=journey_id):
            places = [content.get(Journey, journey_id).title]
        case Step(stage_id=stage_id):
            stage = content.get(Stage, stage_id)
            places = [content.get(Journey, stage.journey_id).title, stage.title]
        case Decision(opportunity_id=opportunity_id) | Score(opportunity_id=opportunity_id):
            places = [content.get(Opportunity, opportunity_id).title]
        case Ask(stakeholder_id=stakeholder_id):
            places = [content.get(Stakeholder, stakeholder_id).name]
        case Action(opportunity_id=opportunity_id, solution_id=solution_id):
            parts = (content.find(Opportunity, opportunity_id), content.find(Solution, solution_id))
            places = [each.title for each in parts if each is not None]
        case Opportunity(id=opportunity_id):
            places = [journey.title for journey in journeys_of_opportunity(content, opportunity_id)[:2]]
        case _:
            places = []
    return " · ".join(filter(None, places))


def found_highlight(content: Content, highlight: Highlight, words: str, turn: Turn, terms: Sequence[Words]) -> Found:
    """Return a highlight as a result; `turn` is the first that it stands in."""
    snippet, marks = _snippet(words, terms)
    source = content.get(Source, highlight.source_id)
    where = _said_where(source, turn)
    label = highlight.kind or "highlight"
    return Found("highlight", highlight.id, label, snippet, marks, where, source.id, passage_of(highlight))


def found_turn(source: Source, number: int, turn: Turn, terms: Sequence[Words]) -> Found:
    """Return a turn as a result; its passage is from the first to the last place where a term stands."""
    snippet, marks = _snippet(turn.text, terms)
    places = places_of(terms, turn.text)
    passage = Passage(number, places[0][0] if places else 0, number, places[-1][1] if places else len(turn.text))
    where = _said_where(source, turn)
    return Found("turn", f"{source.id}/{number}", "turn", snippet, marks, where, source.id, passage)


def _said_where(source: Source, turn: Turn) -> str:
    return " · ".join(filter(None, (source.title, turn.speaker, time_code(turn.at))))


def _snippet(text: str, terms: Sequence[Words]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return one line of a text around the first place where terms stand, and where they stand in it."""
    text = " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
    places = places_of(terms, text)
    first = places[0][0] if places else 0
    start = max(0, first - _SNIPPET // 4) if len(text) > _SNIPPET else 0
    start = text.rfind(" ", 0, start) + 1 if start and text.rfind(" ", max(0, start - 20), start) >= 0 else start
    end = min(len(text), start + _SNIPPET)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    marks = tuple((begin + shift, stop + shift) for begin, stop in places if start <= begin and stop <= end)
    return f"{before}{text[start:end]}{after}", marks

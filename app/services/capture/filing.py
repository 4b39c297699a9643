"""Put sentences on the map: cards, and the stages, steps and personas that they name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from app.models.content import Content, lanes_of, persona_of, steps_of, unplaced_cards
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import CARD_KINDS, LANE_TAKES
from app.models.records import TAG_LINKS, AnyRecord, Card, Lane, Persona, Stage, Step, Swimlane, Tag
from app.services.capture.grammar import choose, understand, understood_again
from app.services.capture.meaning import stage_of
from app.services.capture.naming import column_in_words, key_of
from app.services.capture.sentence import ENGLISH_KINDS, Choice, Kind, Piece, Pin, Sentence
from app.services.cards import put_in_cell, put_together
from app.services.lists import entry_or_new
from app.services.order import make_room
from app.services.personas import put_persona_on_map
from app.services.places import lane_taking_or_new, make_lane_taking
from app.services.stages import put_stage, put_step
from app.store import Edit, Store

_LABEL_LENGTH: Final = 40

_CHOSEN: Final[dict[str, type[Any]]] = {"place": Step, "persona": Swimlane, "owner": Swimlane}
"""What the value of a choice is the id of."""


def capture(
    store: Store, journey_id: str, sentences: Sequence[Sentence], *, strict: bool = False
) -> list[tuple[str, Sentence]]:
    """File sentences in their order, in one edit; return the id of each record made, with what was understood of it.

    Each is understood once more as it is filed, so that it can name what those before it made. What is ambiguous or
    unknown waits in Unplaced with its words; with `strict` it raises InputError, as does in any case what cannot be
    filed at all, and then nothing is filed. Empty sentences are passed over.
    """
    wanted = [each for each in sentences if not each.is_empty]
    filed: list[tuple[str, Sentence]] = []
    if not wanted:
        return filed
    with store.deliberate(), store.edit(_label(wanted)) as edit:
        for each in wanted:
            sentence = understood_again(edit.content, journey_id, each)
            if sentence.fatal or (strict and sentence.problems):
                why = sentence.fatal or "; ".join(sentence.problems)
                raise InputError(f"“{sentence.text.strip()}”: {why}. Nothing was filed.")
            filed.append((_file(edit, journey_id, sentence), sentence))
    return filed


def _label(sentences: Sequence[Sentence]) -> str:
    if len(sentences) > 1:
        return f"Capture {len(sentences)} sentences"
    title = sentences[0].title or sentences[0].text.strip()
    return f"Capture “{title if len(title) <= _LABEL_LENGTH else f'{title[: _LABEL_LENGTH - 1].rstrip()}…'}”"


def understood_together(
    content: Content,
    journey_id: str,
    texts: Iterable[str],
    *,
    pin: Pin | None = None,
    words: Mapping[str, Kind] = ENGLISH_KINDS,
) -> list[Sentence]:
    """Return what sentences mean that are filed one after the other, for a preview: nothing is changed."""
    ahead = Edit(content.copy())
    sentences = []
    for text in texts:
        sentence = understand(ahead.content, journey_id, text, pin=pin, words=words)
        if sentence.is_structure and not sentence.fatal:
            _file(ahead, journey_id, sentence)
        sentences.append(sentence)
    return sentences


def answer(store: Store, journey_id: str, card_id: str, sentence: Sentence, piece: Piece, choice: Choice) -> Sentence:
    """Answer what a captured sentence asks, put its card where that says, and return the sentence, which may ask more.

    What was edited since stays as it is. Raises InputError where the card is gone.
    """
    with store.deliberate(), store.edit(f"Place {sentence.kind}") as edit:
        card = edit.content.get(Card, card_id)
        meant = choose(edit.content, journey_id, sentence, piece, choice)
        if meant.kind not in CARD_KINDS:
            raise InputError("What was captured is no card any more. Nothing was changed.")
        title = meant.title if card.title == sentence.title and meant.title else card.title
        if (meant.kind, meant.level) != (sentence.kind, sentence.level):
            card = replace(card, kind=meant.kind, **_level_of(meant))
        put_together(edit, [card], title=title)
        card = edit.content.get(Card, card_id)
        _tag(edit, card, (each for each in meant.tags if each not in sentence.tags))
        if card.lane_id is None:
            _place(edit, journey_id, card, meant)
    return meant


def is_there(content: Content, choice: Choice) -> bool:
    """Return whether the step or swimlane that an answer names is still on the map."""
    return (
        not choice.value or choice.role not in _CHOSEN or content.find(_CHOSEN[choice.role], choice.value) is not None
    )


def place_in_words(content: Content, sentence: Sentence) -> str:
    """Return where a sentence puts its card, such as “Purchase › Pay, Maya”; empty for stages and personas."""
    if sentence.kind in ("stage", "persona"):
        return ""
    stage = stage_of(content, sentence)
    if stage is None or not (sentence.is_placed or sentence.kind == "step"):
        return "Unplaced"
    step = content.get(Step, sentence.step_id or "")
    if sentence.kind == "step":
        return stage.title
    persona = persona_of(content, sentence.owner)
    return f"{column_in_words(stage, step)}, {persona.name if persona else 'whole map'}"


# ---- inside an edit


def _file(edit: Edit, journey_id: str, sentence: Sentence) -> str:
    """Put what a sentence says and return the id of the card, stage, step or swimlane."""
    made: AnyRecord
    if sentence.kind == "stage":
        made = put_stage(edit, journey_id, sentence.title)
    elif sentence.kind == "step":
        stage = stage_of(edit.content, sentence)
        assert stage is not None  # else it is fatal
        made = _put_step(edit, stage, sentence.title)
    elif sentence.kind == "persona":
        swimlane_id, made = put_persona_on_map(edit, journey_id, _known_persona(edit.content, sentence.title))
        _tag(edit, made, sentence.tags)
        return swimlane_id
    else:
        made = Card(
            id=new_id(),
            journey_id=journey_id,
            kind=sentence.kind,
            title=sentence.title,
            rank="V",
            **_level_of(sentence),
        )
        _place(edit, journey_id, made, sentence)
    _tag(edit, made, sentence.tags)
    return made.id


def _put_step(edit: Edit, stage: Stage, title: str) -> Step:
    """Put a step into a stage; the one untitled step of a plain column without cards gets the title instead."""
    steps = steps_of(edit.content, stage.id)
    if len(steps) > 1 or steps[0].title.strip() or edit.content.members(Card, "step_id", steps[0].id):
        return put_step(edit, stage.id, title)
    named = replace(steps[0], title=title)
    edit.put(named)
    return named


def _known_persona(content: Content, name: str) -> str:
    """Return the name as the persona of the workspace has it that is called so, whatever the case."""
    there = [each.name for each in content.ordered(Persona) if key_of(each.name) == key_of(name)]
    return name if name in there or not there else there[0]


def _level_of(sentence: Sentence) -> dict[str, Any]:
    if sentence.level is None:
        return {}
    return {"severity": int(sentence.level)} if sentence.kind == "pain" else {"sentiment": sentence.level}


def _place(edit: Edit, journey_id: str, card: Card, sentence: Sentence) -> None:
    """Put the card below what is in its cell; without one into Unplaced, remembering what was said of its place."""
    content = edit.content
    row = content.find(Lane, sentence.lane_id)
    if sentence.is_placed and sentence.step_id is not None:
        lane = (
            lane_taking_or_new(edit, row, card.kind)
            if row
            else make_lane_taking(edit, journey_id, sentence.owner or None, card.kind)
        )
        put_in_cell(edit, [card], lane.id, sentence.step_id, None)
        return
    rows = lanes_of(content, journey_id, sentence.owner or None) if sentence.owner is not None else ()
    takers = [lane for lane in rows if card.kind in LANE_TAKES[lane.kind]]
    was = row or next(iter((*takers, *rows)), None)
    others = [each for each in unplaced_cards(content, journey_id) if each.id != card.id]
    ranks, moved = make_room(others, None, 1)
    edit.put(*moved, replace(card, rank=ranks[0], was_lane_id=was.id if was else None, was_step_id=sentence.step_id))


def _tag(edit: Edit, record: AnyRecord, names: Iterable[str]) -> None:
    for name in names:
        tag_id = entry_or_new(edit, Tag, name)
        edit.put(TAG_LINKS[type(record)](**{f"{record.kind_name}_id": record.id, "tag_id": tag_id}))

"""What a user does with passages of sources: highlight them, say what kind they are, tag them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.models.errors import InputError
from app.models.ids import id_from, new_id
from app.models.kinds import InsightKind
from app.models.records import Highlight, Participant, Persona, Segment, Source, Speaker
from app.models.turns import NumberedTurn, Passage, Turn, passage_of
from app.services.lists import entry_named
from app.services.order import make_room
from app.services.tags import add_tag
from app.store import Edit, Store

LONGEST: Final = 160
"""Letters of a passage that a card or an insight takes over at most."""

_SENTENCE_END: Final = re.compile("([.!?…\\u061f][\"'”’»)]*)\\s+|([\\u3002\\uff01\\uff1f])")
_RESPONDENTS: Final = ("survey", "feedback")


def one_sentence(text: str) -> str:
    """Return the first sentence of a passage that has some words, cut at a word where it is long."""
    pieces = [" ".join(piece.split()) for piece in _SENTENCE_END.sub(r"\1\2\n", text).split("\n")]
    return in_one_line(next((piece for piece in pieces if any(map(str.isalnum, piece))), text))


def in_one_line(text: str) -> str:
    """Return a text without line breaks, cut at a word where it is long."""
    whole = " ".join(text.split())
    if len(whole) <= LONGEST:
        return whole
    cut = whole[: LONGEST - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return f"{at_word if len(at_word) > LONGEST // 2 else cut}…"


def mark(store: Store, source_id: str, passage: Passage, kind: InsightKind | None = None) -> str:
    """Highlight a passage without the spaces around it, as a kind where one is given, and return the highlight's id.

    Where the same passage is highlighted already and says nothing else, that one takes on the kind. Who answered a
    survey becomes a participant by the first highlight. Raises InputError where there are no words in the passage.
    """
    with store.edit(f"Mark {kind}" if kind else "Highlight") as edit:
        return _mark(store, edit, source_id, passage, kind)


def _mark(store: Store, edit: Edit, source_id: str, passage: Passage, kind: InsightKind | None) -> str:
    source = edit.content.get(Source, source_id)
    turns = store.turns(source_id, passage.turn, passage.last_turn)
    passage = trimmed(passage, turns)
    for there in edit.content.members(Highlight, "source_id", source_id):
        if passage_of(there) == passage and (kind is None or there.kind in (None, kind)):
            edit.put(replace(there, kind=kind or there.kind))
            return there.id
    speaker = _speaker_of(edit, source, dict(turns)[passage.turn])
    made = Highlight(id=new_id(), source_id=source_id, **passage._asdict(), kind=kind, participant_id=speaker)
    edit.put(made)
    return made.id


def trimmed(passage: Passage, turns: Sequence[NumberedTurn]) -> Passage:
    """Return a passage without the spaces at its ends; raises InputError where nothing else is in it."""
    texts = {number: turn.text for number, turn in turns}
    inside = []
    for number, text in texts.items():
        first = passage.start if number == passage.turn else 0
        last = min(passage.end, len(text)) if number == passage.last_turn else len(text)
        part = text[first:last]
        if passage.turn <= number <= passage.last_turn and part.strip():
            inside.append((number, first + len(part) - len(part.lstrip()), first + len(part.rstrip())))
    if not inside:
        raise InputError("There are no words in this passage. Select some, then mark them.")
    return Passage(inside[0][0], inside[0][1], inside[-1][0], inside[-1][2])


def _speaker_of(edit: Edit, source: Source, turn: Turn) -> str | None:
    """Return the participant who says a turn; of a survey or feedback, made where nothing of theirs was marked yet."""
    if not turn.speaker:
        return None
    content = edit.content
    speaker = content.find(Speaker, f"{source.id}/{turn.speaker}")
    if speaker is not None:
        return speaker.participant_id if speaker.role == "participant" else None
    if source.kind not in _RESPONDENTS:
        return None
    participant_id = id_from(source.id, turn.speaker)
    if content.find(Participant, participant_id) is None:
        ranks, moved = make_room(content.ordered(Participant), None, 1)
        persona = entry_named(content, Persona, turn.facts.get("persona", ""))
        segment = entry_named(content, Segment, turn.facts.get("segment", ""))
        made = Participant(
            id=participant_id,
            name=turn.speaker,
            rank=ranks[0],
            persona_id=persona.id if persona else None,
            segment_id=segment.id if segment else None,
        )
        edit.put(*moved, made)
    edit.put(Speaker(source_id=source.id, label=turn.speaker, participant_id=participant_id))
    return participant_id


def set_kind(store: Store, highlight_id: str, kind: InsightKind | None) -> None:
    """Say what kind a highlight is, or none any more."""
    with store.edit(f"Mark {kind}" if kind else "Highlight") as edit:
        edit.put(replace(edit.content.get(Highlight, highlight_id), kind=kind))


def set_note(store: Store, highlight_id: str, note: str) -> None:
    """Write a note to a highlight."""
    with store.edit("Edit note", group=f"highlight {highlight_id} note") as edit:
        edit.put(replace(edit.content.get(Highlight, highlight_id), note=note))


def resize(store: Store, highlight_id: str, passage: Passage) -> None:
    """Let a highlight stand on another passage of its source; what it is evidence of stays."""
    with store.edit("Change highlight") as edit:
        highlight = edit.content.get(Highlight, highlight_id)
        passage = trimmed(passage, store.turns(highlight.source_id, passage.turn, passage.last_turn))
        edit.put(replace(highlight, **passage._asdict()))


def unmark(store: Store, highlight_ids: Sequence[str]) -> None:
    """Remove highlights; insights drawn from them stay, cards that quote them keep the words."""
    with store.edit("Remove highlight" if len(highlight_ids) == 1 else "Remove highlights") as edit:
        edit.delete(*(edit.content.get(Highlight, each) for each in highlight_ids))


def tag(store: Store, highlight_id: str, name: str) -> str:
    """Put the tag with that name, made where there is none, on a highlight and return its id."""
    return add_tag(store, [highlight_id], name)

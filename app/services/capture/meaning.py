"""What the pieces of a sentence mean together: kind, place, whose lane, level, and what is left as its words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.models.content import Content, lanes_of, stages_of, steps_of, swimlanes_of
from app.models.kinds import LANE_TAKES
from app.models.records import Lane, Stage, Step, Swimlane
from app.services.capture.naming import key_of, personas_on
from app.services.capture.reading import Reading, answered, in_words, told_apart
from app.services.capture.sentence import STRUCTURES, WHOLE_MAP, Choice, Kind, Piece, Sentence
from app.services.capture.signs import AT_JOINTS, CLOSING, NO_SPACE_BEFORE, OPENING, after_joints, is_space, number_in

_ONE: Final = {"wall": "place", "place": "place", "persona": "persona", "level": "value"}
"""What a sentence has at most one of."""

_LACKING: Final = {"stage": {*_ONE}, "step": {"persona", "level"}, "persona": {*_ONE}}
"""What parts of the map themselves have none of."""


def with_meaning(sentence: Sentence, reading: Reading) -> Sentence:
    """Return the sentence with what its pieces mean together."""
    content, journey_id = reading.content, reading.journey_id
    row = content.find(Lane, reading.lane_id)
    pieces = _said_once(reading, row)
    asked = _kind_of_row(reading, row)
    if asked is not None:
        pieces.append(asked)
        reading.kind = asked.value or reading.kind  # type: ignore[assignment]
    kind = reading.kind
    pieces = [_fitting(piece, kind) for piece in pieces]
    said = {piece.role: piece for piece in reversed(pieces) if piece.is_used}
    named = {piece.role for piece in pieces}
    place, persona, level = said.get("wall") or said.get("place"), said.get("persona"), said.get("level")
    step_id = place.value if place else None
    pin = sentence.pin
    if not named & {"wall", "place"} and pin and _is_column(content, journey_id, pin.step_id):
        step_id = pin.step_id
    if kind == "step" and step_id is None and "place" not in named and (stages := stages_of(content, journey_id)):
        step_id = steps_of(content, stages[-1].id)[0].id
    owner: str | None
    if row is not None:
        owner = row.swimlane_id or WHOLE_MAP
    elif "persona" in named:
        owner = persona.value if persona else None
    else:
        owner = _owner_pinned(content, journey_id, sentence)
    if owner is None and step_id is not None and "persona" not in named and kind not in STRUCTURES:
        owner, question = _owner_of_kind(content, journey_id, sentence, kind)
        pieces += [question] if question else []
    meant = replace(
        sentence,
        kind=kind,
        title=_title(sentence.text, pieces, kind),
        step_id=step_id,
        lane_id=reading.lane_id,
        owner=owner,
        tags=tuple({key_of(piece.label): piece.label for piece in pieces if piece.role == "tag"}.values()),
        level=float(level.value) if level else None,
        pieces=tuple(pieces),
        problems=tuple(piece.problem for piece in pieces if piece.problem),
    )
    return replace(meant, fatal=_fatal(content, journey_id, meant))


def _said_once(reading: Reading, row: Lane | None) -> list[Piece]:
    """Return the pieces; where one says a place, persona or value a second time, it is words with a problem."""
    first = {"place": reading.pieces[0].value, "persona": row.swimlane_id or WHOLE_MAP} if row else {}
    pieces = []
    for piece in reading.pieces:
        if piece.role in _ONE and piece.is_used:
            said = piece.label if piece.role == "level" else piece.value
            if first.setdefault(piece.role, said) != said:
                problem = f"a sentence has one {_ONE[piece.role]}"
                piece = replace(piece, state="unknown", value="", problem=problem)
        pieces.append(piece)
    return pieces


def _kind_of_row(reading: Reading, row: Lane | None) -> Piece | None:
    """Return the kind that the row of a wall code stands for where none is said, as a piece that nobody wrote."""
    if row is None or any(piece.role == "kind" for piece in reading.pieces):
        return None
    end = len(reading.text)
    kinds = LANE_TAKES[row.kind]
    if not kinds:
        return None
    chosen = reading.chosen.get((end, "kind"))
    question = Piece(end, end, "kind", "ambiguous", "kind")
    if chosen is not None:
        return answered(question, chosen)
    if kinds != LANE_TAKES["experience"]:
        return replace(question, state="known", label=kinds[0], value=kinds[0])
    choices = tuple(Choice("kind", kind, kind) for kind in kinds)
    return replace(question, choices=choices, problem=f"say what it is: {' or '.join(kinds)}")


def _fitting(piece: Piece, kind: Kind) -> Piece:
    """Return the piece, as words with a problem where that kind has no such thing or the value is out of range."""
    problem = ""
    if piece.role in _LACKING.get(kind, ()):
        problem = f"a {kind} has no {_ONE[piece.role]}"
    elif piece.role == "level" and piece.is_used:
        number = number_in(piece.label)
        low, high = (1, 5) if kind == "pain" else (-2, 2)
        if number is not None and low <= number <= high and (kind != "pain" or number.is_integer()):
            label = f"{number:g}" if kind == "pain" else f"{number:+g}".replace("-", "−").replace("+0", "0")
            return replace(piece, label=label, value=f"{number:g}")
        problem = f"“{piece.label}” is no severity from 1 to 5" if kind == "pain" else ""
        problem = problem or f"“{piece.label}” is no sentiment from −2 to +2"
    return replace(piece, state="unknown", value="", choices=(), problem=problem) if problem else piece


# ---- where


def _is_column(content: Content, journey_id: str, step_id: str | None) -> bool:
    step = content.find(Step, step_id)
    stage = content.find(Stage, step.stage_id) if step else None
    return stage is not None and stage.journey_id == journey_id


def _owner_pinned(content: Content, journey_id: str, sentence: Sentence) -> str | None:
    """Return whose lanes are pinned, where they are on the map (still)."""
    pinned = sentence.pin.owner if sentence.pin else None
    swimlane = content.find(Swimlane, pinned)
    return pinned if pinned == WHOLE_MAP or (swimlane and swimlane.journey_id == journey_id) else None


def _owner_of_kind(
    content: Content, journey_id: str, sentence: Sentence, kind: Kind
) -> tuple[str | None, Piece | None]:
    """Return whose lane takes a kind: the only one that does, else the only swimlane; or the question whose."""
    swimlanes = [each.id for each in swimlanes_of(content, journey_id)]
    owners = [WHOLE_MAP, *swimlanes]
    takers = [each for each in owners if _takes(content, journey_id, each, kind)]
    among = takers or swimlanes or [WHOLE_MAP]
    end = len(sentence.text)
    question = Piece(end, end, "owner", "ambiguous", kind)
    for _, answer in sentence.chosen:
        if answer.role == "owner" and answer.value in owners:
            return answer.value, answered(question, answer)
    if len(among) == 1:
        return among[0], None
    named = {choice.value: choice.label for _, choice in personas_on(content, journey_id)}
    choices = told_apart([Choice("owner", each, named.get(each, "Whole map")) for each in among])
    return None, replace(question, choices=choices, problem=f"say whose it is: {in_words(choices)}")


def _takes(content: Content, journey_id: str, owner: str, kind: Kind) -> bool:
    return any(kind in LANE_TAKES[lane.kind] for lane in lanes_of(content, journey_id, owner or None))


# ---- words


def _title(text: str, pieces: Sequence[Piece], kind: Kind) -> str:
    """Return the words: the text without what was understood of it."""
    title, at = "", 0
    for piece in [*(each for each in pieces if each.is_used and each.end > each.start), None]:
        part = text[at : piece.start if piece else len(text)]
        at = piece.end if piece else at
        if pieces and (not title or title.rstrip()[-1] in AT_JOINTS):
            part = part[after_joints(part, 0) :]
        if not title:
            title = part.lstrip()
        elif part.strip().strip(AT_JOINTS):
            joint = "" if part[:1] in tuple(NO_SPACE_BEFORE) else " "
            title = f"{title.rstrip()}{joint}{part.strip()}"
    title = " ".join("".join(" " if is_space(each) else each for each in title).split())
    return _unquoted(title, text, pieces) if kind == "quote" else title


def _unquoted(title: str, text: str, pieces: Sequence[Piece]) -> str:
    """Return what somebody said without the quotation marks around all of it; the sign of the kind may be the first.

    A mark behind a word closes the first one, which then belongs to the words; one behind a space opens another pair.
    """
    sign = next((text[each.start] for each in pieces if each.role == "kind" and each.end - each.start == 1), "")
    first = sign or (title[0] if title[:1] in tuple(OPENING) else "")
    words = title if sign else title[len(first) :]
    marks = [at for at, each in enumerate(words) if each in OPENING or each in CLOSING]
    if first not in OPENING or not marks:
        return title
    closes = bool(words[: marks[0]][-1:].strip())
    if words[-1] in CLOSING and (len(marks) == 1 if closes else len(marks) % 2):
        return words[:-1].strip()
    return first + words if closes else title


def _fatal(content: Content, journey_id: str, sentence: Sentence) -> str:
    """Return why a sentence can't be filed at all, in one clause, or nothing."""
    if not sentence.title:
        return "it has no words"
    key = key_of(sentence.title)
    if sentence.kind == "stage" and any(key_of(each.title) == key for each in stages_of(content, journey_id)):
        return f"there is a stage “{sentence.title}” already"
    if sentence.kind == "persona" and any(key_of(name) == key for name, _ in personas_on(content, journey_id)):
        return f"{sentence.title} is on this map already"
    if sentence.kind == "step":
        stage = stage_of(content, sentence)
        if stage is None:
            return "; ".join(sentence.problems) or "there is no stage for it yet"
        if any(key_of(step.title) == key for step in steps_of(content, stage.id)):
            return f"“{stage.title}” has a step “{sentence.title}” already"
    return ""


def stage_of(content: Content, sentence: Sentence) -> Stage | None:
    """Return the stage that a sentence names, is pinned to, or (a step without either) goes into; none for no place."""
    step = content.find(Step, sentence.step_id)
    return content.find(Stage, step.stage_id) if step else None

"""Complete what is being typed: places, personas, tags after their signs, kinds at the beginning, values."""

from collections.abc import Iterable, Mapping
from typing import Final

from app.models.content import Content
from app.services.capture.grammar import understand
from app.services.capture.naming import Names, names_of
from app.services.capture.sentence import ENGLISH_KINDS, Completion, Kind, Role
from app.services.capture.signs import OPENING, TOKEN_SIGNS, after_space, after_word, is_space
from app.services.names import INSIDE, fold, score

_LEAST_OF_KIND: Final = 2
"""How many letters of a kind are typed before it is offered: a note may begin with any word."""

_LEVELS: Final[Mapping[bool, tuple[str, ...]]] = {True: ("1", "2", "3", "4", "5"), False: ("+2", "+1", "0", "-1", "-2")}
"""The values of a pain, and of everything else."""


def complete(
    content: Content,
    journey_id: str,
    text: str,
    cursor: int,
    *,
    words: Mapping[str, Kind] = ENGLISH_KINDS,
    most: int = 12,
) -> list[Completion]:
    """Return what could stand where the cursor is, the best first; nothing where no name is being typed.

    A name that is complete is not offered again.
    """
    found = _after_sign(content, journey_id, text, cursor, words)
    if found is None:
        found = _kinds(content, journey_id, text, cursor, words)
    return found[:most]


def _after_sign(
    content: Content, journey_id: str, text: str, cursor: int, words: Mapping[str, Kind]
) -> list[Completion] | None:
    """Return the completions of the name behind the last sign before the cursor; none where no sign is near."""
    at = cursor - 1
    while at >= 0 and not (text[at] in TOKEN_SIGNS and (at == 0 or is_space(text[at - 1]))):
        at -= 1
    if at < 0:
        return None
    role, quoted = TOKEN_SIGNS[text[at]], text[at + 1 : at + 2] in OPENING
    query = text[at + 1 + quoted : cursor]
    if quoted and any(each in OPENING[text[at + 1]] for each in query):
        return None  # the name is closed
    if role == "level":
        is_pain = understand(content, journey_id, text, words=words).kind == "pain"
        plain = query.replace("−", "-")
        return [
            Completion(at, cursor, f"!{each} ", f"!{each}", role)
            for each in _LEVELS[is_pain]
            if each.startswith(plain) and each != plain
        ]
    end = cursor if any(map(is_space, query)) or quoted else after_word(text, cursor)
    found = _named(names_of(content, journey_id, role), query, role, at, end, text[at])
    return found if found or not any(map(is_space, query)) else None


def _named(names: Names, query: str, role: Role, start: int, end: int, sign: str) -> list[Completion]:
    wanted = fold(query)
    ranked = []
    for place, (written, choice) in enumerate(names):
        name = fold(written)
        found = score(wanted, name) if wanted else (INSIDE, 0)
        if found is None or found[0] > INSIDE or name == wanted:
            continue
        meant = names.whole(written)
        spoken = written if len(meant) == 1 else choice.label
        ranked.append((found, place, Completion(start, end, f"{sign}{_in_quotes(spoken)} ", choice.label, role)))
    ranked.sort(key=lambda each: each[:2])
    return _distinct(each for *_, each in ranked)


def _in_quotes(name: str) -> str:
    """Return a name of several words in quotation marks, unless it holds some."""
    return f'"{name}"' if any(map(is_space, name)) and not any(each in OPENING for each in name) else name


def _distinct(completions: Iterable[Completion]) -> list[Completion]:
    return list({each.label: each for each in completions}.values())


def _kinds(content: Content, journey_id: str, text: str, cursor: int, words: Mapping[str, Kind]) -> list[Completion]:
    """Return the kinds that the first of the words may begin."""
    sentence = understand(content, journey_id, text[:cursor], words=words)
    if any(piece.role == "kind" and piece.end > piece.start for piece in sentence.pieces):
        return []
    start = after_space(text, max((piece.end for piece in sentence.pieces if piece.end < cursor), default=0))
    query = fold(text[start:cursor])
    if len(query) < _LEAST_OF_KIND or after_word(text, cursor) != cursor:
        return []
    by_kind: dict[Kind, str] = {}
    for word, kind in words.items():
        if word.startswith(query):
            by_kind.setdefault(kind, word)
    return [Completion(start, cursor, f"{word}: ", word, "kind") for word in by_kind.values()]

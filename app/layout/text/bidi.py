"""The Unicode Bidirectional Algorithm (UAX #9, revision 50): levels of a paragraph, and the order of a line.

Written here because python-bidi's levels know neither isolates (X5a-c) nor paired brackets (N0).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple
from unicodedata import bidirectional, normalize

_DEEPEST = 125
_REMOVED: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})  # by X9
_ISOLATES: Final = frozenset({"LRI", "RLI", "FSI"})
_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_STRONG: Final = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}  # numbers count as R (N0, N1)
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_EVEN: Final = {"L": 0, "R": 1, "EN": 2, "AN": 2}  # I1
_ODD: Final = {"L": 1, "R": 0, "EN": 1, "AN": 1}  # I2


class _Status(NamedTuple):
    level: int
    override: str
    isolate: bool


def has_right_to_left(text: str) -> bool:
    """Tell whether a text needs levels at all: without such characters each level is 0."""
    return _RIGHT_TO_LEFT.search(text) is not None


def base_level(text: str) -> int:
    """Return 1 for a paragraph whose first strong character outside isolates is right-to-left, else 0 (P2, P3)."""
    return _first_strong([_type(character) for character in text], 0)


def levels(text: str, base: int) -> list[int]:
    """Return the embedding level of each character of a paragraph (X1-I2); a removed one has the level before it."""
    original = [_type(character) for character in text]
    types, explicit = _explicit(original, base)
    result = list(explicit)
    kept = [place for place, kind in enumerate(original) if kind not in _REMOVED]
    for sequence in _sequences(original, explicit, kept):
        kinds = _resolve(text, sequence, original, types, explicit, base)
        for place, kind in zip(sequence, kinds, strict=True):
            result[place] += (_EVEN if result[place] % 2 == 0 else _ODD)[kind]
    before = base
    for place, kind in enumerate(original):
        if kind in _REMOVED:
            result[place] = before
        before = result[place]
    return result


def visual_order(line_levels: Sequence[int]) -> list[int]:
    """Return the places of a line's parts from left to right, given their levels (L2)."""
    order = list(range(len(line_levels)))
    lowest = min((level for level in line_levels if level % 2), default=None)
    if lowest is None:
        return order
    for level in range(max(line_levels), lowest - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and line_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _type(character: str) -> str:
    return bidirectional(character) or "L"  # unassigned


def _first_strong(types: Sequence[str], start: int) -> int:
    """Return the level that the first strong type from `start` on asks for, up to the matching PDI (P2, P3, X5c)."""
    depth = 0
    for kind in types[start:]:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            if depth == 0 and start > 0:
                return 0
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
    return 0


def _explicit(original: list[str], base: int) -> tuple[list[str], list[int]]:
    """Return types after overrides and explicit levels (X1-X8)."""
    types, result = list(original), [base] * len(original)
    stack = [_Status(base, "", False)]
    too_many_isolates = too_many_embeddings = isolates = 0
    for place, kind in enumerate(original):
        top = stack[-1]
        if kind in _REMOVED and kind not in ("PDF", "BN"):
            level = (top.level + 1) | 1 if kind[0] == "R" else (top.level + 2) & ~1
            if level <= _DEEPEST and not too_many_isolates and not too_many_embeddings:
                stack.append(_Status(level, kind[0] if kind[2] == "O" else "", False))
            elif not too_many_isolates:
                too_many_embeddings += 1
        elif kind in _ISOLATES:
            result[place] = top.level
            types[place] = top.override or kind
            rightward = _first_strong(original, place + 1) == 1 if kind == "FSI" else kind == "RLI"
            level = (top.level + 1) | 1 if rightward else (top.level + 2) & ~1
            if level <= _DEEPEST and not too_many_isolates and not too_many_embeddings:
                isolates += 1
                stack.append(_Status(level, "", True))
            else:
                too_many_isolates += 1
        elif kind == "PDI":
            if too_many_isolates:
                too_many_isolates -= 1
            elif isolates:
                too_many_embeddings = 0
                while not stack.pop().isolate:
                    pass
                isolates -= 1
            result[place] = stack[-1].level
            types[place] = stack[-1].override or kind
        elif kind == "PDF":
            if not too_many_isolates and too_many_embeddings:
                too_many_embeddings -= 1
            elif not too_many_isolates and not top.isolate and len(stack) > 1:
                stack.pop()
        elif kind not in ("B", "BN"):
            result[place] = top.level
            types[place] = top.override or kind
    return types, result


def _sequences(original: list[str], result: list[int], kept: list[int]) -> list[list[int]]:
    """Return the isolating run sequences (BD13, X10): level runs joined from an isolate's start to its end."""
    runs: list[list[int]] = []
    for place in kept:
        if runs and result[runs[-1][-1]] == result[place]:
            runs[-1].append(place)
        else:
            runs.append([place])
    sequences: list[list[int]] = []
    waiting: list[list[int]] = []  # sequences that end with an isolate's start
    depth_of_text: list[int] = []
    for run in runs:
        if original[run[0]] == "PDI" and waiting and depth_of_text[-1] == result[run[0]]:
            sequence = waiting.pop()
            depth_of_text.pop()
            sequence += run
        else:
            sequence = run
            sequences.append(sequence)
        if original[run[-1]] in _ISOLATES:
            waiting.append(sequence)
            depth_of_text.append(result[run[-1]])
    return sequences


def _resolve(
    text: str, sequence: list[int], original: list[str], types: list[str], explicit: list[int], base: int
) -> list[str]:
    """Return the types of one isolating run sequence, its weak types, brackets and neutrals resolved (W1-N2)."""
    level = explicit[sequence[0]]
    before = next((explicit[p] for p in range(sequence[0] - 1, -1, -1) if original[p] not in _REMOVED), base)
    last = sequence[-1]
    after = base
    if original[last] not in _ISOLATES:  # an isolate that is never closed ends at the paragraph's level
        after = next((explicit[p] for p in range(last + 1, len(original)) if original[p] not in _REMOVED), base)
    start = "R" if max(level, before) % 2 else "L"
    end = "R" if max(level, after) % 2 else "L"
    kinds = [types[place] for place in sequence]
    _weak(kinds, start)
    _brackets(text, sequence, original, kinds, start, level)
    _neutral(kinds, start, end, level)
    return kinds


def _weak(kinds: list[str], start: str) -> None:
    """Resolve weak types in place (W1-W7)."""
    previous = strong = start
    for i, kind in enumerate(kinds):
        if kind == "NSM":
            kind = "ON" if previous in _ISOLATES or previous == "PDI" else previous  # W1
        previous = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds[i] = "AN" if kind == "EN" and strong == "AL" else kind  # W2
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for i in range(1, len(kinds) - 1):
        left, kind, right = kinds[i - 1 : i + 2]
        if left == right and ((kind == "ES" and left == "EN") or (kind == "CS" and left in ("EN", "AN"))):
            kinds[i] = left  # W4
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        number = False
        for i in order:
            if kinds[i] == "ET" and number:
                kinds[i] = "EN"  # W5
            number = kinds[i] == "EN"
    strong = start
    for i, kind in enumerate(kinds):
        if kind in ("ET", "ES", "CS"):
            kinds[i] = "ON"  # W6
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"  # W7


@cache
def _bracket_pairs() -> tuple[dict[str, str], frozenset[str]]:
    """Return closing bracket by opening one, and all closing ones (BD14: mirrored punctuation of paired kinds)."""
    from unicodedata import category

    from bidi.mirror import MIRRORED

    pairs = {one: other for one, other in MIRRORED.items() if category(one) == "Ps" and category(other) == "Pe"}
    return pairs, frozenset(pairs.values())


def _brackets(text: str, sequence: list[int], original: list[str], kinds: list[str], start: str, level: int) -> None:
    """Give paired brackets the direction of what they hold, or else of what stands before them (N0), in place."""
    opening, closing = _bracket_pairs()
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for i, place in enumerate(sequence):
        character = text[place]
        if kinds[i] != "ON":
            continue
        if character in opening:
            if len(stack) == 63:
                break  # BD16
            stack.append((normalize("NFC", opening[character]), i))
        elif character in closing:
            wanted = normalize("NFC", character)
            found = next((d for d in range(len(stack) - 1, -1, -1) if stack[d][0] == wanted), None)
            if found is not None:
                pairs.append((stack[found][1], i))
                del stack[found:]
    own = "R" if level % 2 else "L"
    for first, last in sorted(pairs):
        inside = {_STRONG[kind] for kind in kinds[first + 1 : last] if kind in _STRONG}
        if not inside:
            continue
        before = next((_STRONG[kind] for kind in reversed(kinds[:first]) if kind in _STRONG), start)
        chosen = own if own in inside or before == own else before
        for bracket in (first, last):
            kinds[bracket] = chosen
            for i in range(bracket + 1, len(kinds)):  # marks on a bracket go with it
                if original[sequence[i]] != "NSM":
                    break
                kinds[i] = chosen


def _neutral(kinds: list[str], start: str, end: str, level: int) -> None:
    """Resolve neutrals in place: the direction on both sides where they agree, else that of the embedding (N1, N2)."""
    i = 0
    while i < len(kinds):
        if kinds[i] not in _NEUTRAL:
            i += 1
            continue
        last = i
        while last < len(kinds) and kinds[last] in _NEUTRAL:
            last += 1
        left = _STRONG[kinds[i - 1]] if i else start
        right = _STRONG[kinds[last]] if last < len(kinds) else end
        kinds[i:last] = [left if left == right else "R" if level % 2 else "L"] * (last - i)
        i = last

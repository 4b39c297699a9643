"""Find things by their names as people type them: a beginning, the words in any order, some letters in their order."""

import unicodedata
from bisect import insort
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

_LOOSE: Final = 3
"""Letters in their order count as a find where they spread over at most this many times their number of letters."""

_BATCH: Final = 256
"""After how many names a search gives way."""

Score = tuple[int, int]
"""How good a find is, the least the best: its class, then a penalty within the class."""

EXACT, BEGINNING, WORD, WORDS, INSIDE, LETTERS = range(6)
"""The classes of finds: all of a name, its beginning, that of a word, of words in any order, within a word, letters."""


class Name(NamedTuple):
    """Something that can be found; `order` decides between names that are as good a find, the least first."""

    kind: str
    id: str
    text: str
    folded: str
    order: int = 0


class Find(NamedTuple):
    """A name that was found; finds compare by how good they are."""

    score: Score
    order: int
    length: int
    place: int
    name: Name


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a text as it is compared: NFKC, without case, without accents, one space between words."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def score(query: str, name: str) -> Score | None:
    """Return how good a find a folded name is for a folded query, none where it is none."""
    place = name.find(query)
    if place == 0:
        return (EXACT if len(name) == len(query) else BEGINNING), 0
    first = place
    while place > 0:
        if not name[place - 1].isalnum():
            return WORD, place
        place = name.find(query, place + 1)
    if " " in query and _words_begin(query, name):
        return WORDS, 0
    if first > 0:
        return INSIDE, first
    reach = letters(query, name)
    if reach is None:
        return None
    spread = reach[-1] - reach[0] + 1
    starts = sum(1 for at in reach if at == 0 or not name[at - 1].isalnum())
    close = spread <= _LOOSE * len(reach) or starts == len(reach)
    return (LETTERS, spread - starts * 2) if close else None


def letters(query: str, name: str) -> tuple[int, ...] | None:
    """Return where the letters of a query stand in a name, in their order and close together; none where they don't."""
    wanted = query.replace(" ", "")
    at = -1
    for letter in wanted:
        at = name.find(letter, at + 1)
        if at < 0:
            return None
    places = []
    at += 1
    for letter in reversed(wanted):  # back from the first end: the last beginning is the closest
        at = name.rfind(letter, 0, at)
        places.append(at)
    return tuple(reversed(places))


def marked(query: str, text: str) -> tuple[int, ...]:
    """Return which characters of a text a query found; none where folding has changed their number."""
    text = text.removesuffix("…")  # it is folded to three dots
    query, name = fold(query), fold(text)
    if not query or len(name) != len(text):
        return ()
    found = score(query, name)
    if found is None:
        return ()
    if found[0] in (EXACT, BEGINNING, WORD, INSIDE):
        return tuple(range(found[1], found[1] + len(query)))
    if found[0] == WORDS:
        starts = [(_word_place(word, name), len(word)) for word in query.split()]
        return tuple(sorted({at for start, length in starts for at in range(start, start + length)}))
    return letters(query, name) or ()


def search(names: Iterable[Name], query: str, most: int) -> Iterator[list[Find]]:
    """Yield the best finds so far, again and again until all names were looked at: the caller may pause in between."""
    folded = fold(query)
    best: list[Find] = []
    for place, name in enumerate(names):
        found = score(folded, name.folded)
        if found is not None:
            find = Find(found, name.order, len(name.folded), place, name)
            if len(best) < most or find < best[-1]:
                insort(best, find)
                del best[most:]
        if place % _BATCH == _BATCH - 1:
            yield best
    yield best


def _word_place(word: str, name: str) -> int:
    place = name.find(word)
    while place > 0 and name[place - 1].isalnum():
        place = name.find(word, place + 1)
    return place


def _words_begin(query: str, name: str) -> bool:
    return all(_word_place(word, name) >= 0 for word in query.split())

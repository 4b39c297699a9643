"""What is said twice: near-duplicates of statements, groups of similar ones, passages like a passage.

All of it by the letters and words of the texts at hand, on this machine, and the same each time.

- *Near-duplicates* by letters: the words of both, folded and sorted, share at least `NEAR` of their letters in order
  (1 − insertions and deletions / letters of both; Indel similarity of the “token sort ratio”). At 0.8 “Card refused,
  seat lost” finds “The card was refused, seat lost”, but not “Card refused”: a proposal is looked at by somebody, so it
  may be wrong now and then, but not tiresome. A “not” is hardly any letters: what says the contrary is proposed, too.
- *Groups* by words: each text is a vector of its words' weights (1 + ln how often, times ln of how rare among the
  texts; Salton & Buckley 1988), words cut to their first five letters, which joins “refund” and “refunded” without
  a dictionary of any language (McNamee & Mayfield 2004). Groups grow from the most similar pair on while the mean
  similarity between two of them is at least `ALIKE` (average linkage).
"""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from app.models.collecting import no_collecting
from app.models.folding import folded_words

NEAR: Final = 0.8
"""The least likeness of near-duplicates, 0 … 1."""
MOST_PAIRS: Final = 1000
"""Nobody looks at more pairs at once; where all say the same, there are millions."""
ALIKE: Final = 0.25
"""The least mean similarity within a proposed group, 0 … 1."""
PASSAGES_ALIKE: Final = 0.1
"""The least similarity of a passage to one that is read, 0 … 1."""

_STEM: Final = 5
_COMMON: Final = 0.2
"""A word of more than this share of many texts joins none of them."""
_FEW: Final = 20
"""Up to so many texts no word is common."""


class Like(NamedTuple):
    """A text that is like the one asked about, by its id; likeness 0 … 1."""

    id: str
    likeness: float


class Pair(NamedTuple):
    """Two texts that are near-duplicates, by their ids in the order of the texts; likeness 0 … 1."""

    first: str
    second: str
    likeness: float


class Group(NamedTuple):
    """Texts that are about the same, by their ids in order, and the words that say what, the weightiest first."""

    ids: tuple[str, ...]
    words: tuple[str, ...]


# ---- by letters


def _letters(text: str) -> str:
    return " ".join(sorted(folded_words(text)))


def near_pairs(texts: Mapping[str, str], least: float = NEAR, most: int = MOST_PAIRS) -> list[Pair]:
    """Return the pairs of texts (by id) that nearly say the same, the likest first; empty texts are like none.

    Texts whose lengths differ too much to be so like are never compared: 5,000 statements take half a second. Where
    there are more than `most` pairs, those of the shortest texts are returned.
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extract

    place = {each: number for number, each in enumerate(texts)}
    folded = sorted((len(letters), each, letters) for each in texts if (letters := _letters(texts[each])))
    lengths, words = [each[0] for each in folded], [each[2] for each in folded]
    pairs = []
    for number, (length, text_id, letters) in enumerate(folded):
        end = bisect_right(lengths, length * (2 - least) / least)
        longer = words[number + 1 : end]
        for _, score, at in extract(
            letters, longer, scorer=Indel.normalized_similarity, score_cutoff=least, limit=None
        ):
            first, second = sorted((text_id, folded[number + 1 + at][1]), key=place.__getitem__)
            pairs.append(Pair(first, second, score))
        if len(pairs) >= most:
            break
    del pairs[most:]
    return sorted(pairs, key=lambda pair: (-pair.likeness, place[pair.first], place[pair.second]))


# ---- by words

_Vector = dict[str, float]
"""The weights of a text's words, of length 1."""


def _stems(text: str) -> Counter[str]:
    """Return how often each word is there; those of one or two letters, such as “by”, tell nothing."""
    return Counter(word[:_STEM] for word in folded_words(text) if len(word) > 2 or not word.isascii())


def _vectors(counted: Mapping[str, Counter[str]]) -> dict[str, _Vector]:
    rare = Counter(stem for stems in counted.values() for stem in stems)
    most = len(counted) * _COMMON if len(counted) > _FEW else len(counted)
    weight = {stem: math.log((1 + len(counted)) / count) for stem, count in rare.items() if count <= most}
    vectors = {}
    for each, stems in counted.items():
        vector = {stem: (1 + math.log(count)) * weight[stem] for stem, count in stems.items() if stem in weight}
        length = math.sqrt(sum(value * value for value in vector.values()))
        vectors[each] = {stem: value / length for stem, value in vector.items()} if length else {}
    return vectors


def _product(first: _Vector, second: _Vector) -> float:
    small, large = sorted((first, second), key=len)
    return sum(value * large.get(stem, 0.0) for stem, value in small.items())


def most_similar(text: str, others: Mapping[str, str], limit: int = 5, least: float = PASSAGES_ALIKE) -> list[Like]:
    """Return those of the other texts (by id) that are about the same as a text, the likest first."""
    vectors = _vectors({"": _stems(text), **{f"/{each}": _stems(other) for each, other in others.items()}})
    wanted = vectors.pop("")
    likes = [Like(each[1:], likeness) for each, vector in vectors.items() if (likeness := _product(wanted, vector))]
    found = [like for like in likes if like.likeness >= least]
    return sorted(found, key=lambda like: (-like.likeness, like.id))[:limit]


def similar_groups(texts: Mapping[str, str], least: float = ALIKE) -> list[Group]:
    """Return groups of two or more texts (by id) that are about the same, the largest first; no text is in two."""
    with no_collecting():
        return _groups({each: _stems(text) for each, text in texts.items()}, texts, least)


def _groups(counted: Mapping[str, Counter[str]], texts: Mapping[str, str], least: float) -> list[Group]:
    vectors = _vectors(counted)
    place = {each: number for number, each in enumerate(texts)}
    sums, members = dict(vectors), {each: [each] for each in texts}
    group_of = {each: each for each in texts}
    for _, first, second in sorted(_similar_pairs(vectors, place, least)):
        a, b = group_of[first], group_of[second]
        if a == b or _product(sums[a], sums[b]) / (len(members[a]) * len(members[b])) < least:
            continue
        if len(members[a]) < len(members[b]):
            a, b = b, a
        for stem, value in sums.pop(b).items():
            sums[a][stem] = sums[a].get(stem, 0.0) + value
        for each in members[b]:
            group_of[each] = a
        members[a] += members.pop(b)
    groups = [sorted(ids, key=place.__getitem__) for ids in members.values() if len(ids) > 1]
    groups.sort(key=lambda ids: (-len(ids), place[ids[0]]))
    return [Group(tuple(ids), _words(sums[group_of[ids[0]]], (texts[each] for each in ids))) for ids in groups]


def _similar_pairs(
    vectors: Mapping[str, _Vector], place: Mapping[str, int], least: float
) -> Iterator[tuple[float, str, str]]:
    """Yield the pairs that are similar enough as (−similarity, first, second)."""
    holding: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for each in sorted(vectors, key=place.__getitem__):
        similar: defaultdict[str, float] = defaultdict(float)
        for stem, value in vectors[each].items():
            for other, weight in holding[stem]:
                similar[other] += value * weight
            holding[stem].append((each, value))
        for other, likeness in similar.items():
            if likeness >= least:
                yield -likeness, other, each


def _words(weights: _Vector, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the three weightiest words of a group as they stand most often in its texts."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in folded_words(text):
            forms[word[:_STEM]][word] += 1
    best = sorted(weights, key=lambda stem: (-weights[stem] * (len(stem) > 2), stem))[:3]
    return tuple(max(sorted(forms[stem]), key=forms[stem].__getitem__) for stem in best)

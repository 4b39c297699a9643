"""Names of participants in texts: where their forms (`name_forms`) stand, and pseudonyms in their place."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.models.name_folding import Folded, fold, word_pattern
from app.models.name_forms import (
    IN_CAPITALS,
    LIKE_A_NAME,
    MAIL,
    Form,
    forms_of,
    line_patterns,
    reach_patterns,
    unspaced_forms,
)
from app.models.name_words import TITLES
from app.models.positions import PositionMap, Replacement, replaced

ANYBODY: Final = "[name]"
"""What stands in the place of a name that many have."""

_FEW: Final = 3
_GAP: Final = re.compile(r"[\s.,'’ʼ`_\-‐-―·]{0,4}")
_TITLE_GAP: Final = re.compile(r"[\s.]{1,3}")
_SIGNS_BEFORE: Final = " \t\xa0\"'“”„‘’«»()[]*_"
_SENTENCE_ENDS: Final = ".!?…:;\n\r。！？؟"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody by an id: what stands in the place of the name, the names and labels, what reaches them (free text)."""

    id: str
    pseudonym: str
    names: tuple[str, ...] = ()
    contact: str = ""


class NameHit(NamedTuple):
    """Where a form of a name stands in a text, in code points, and whose it may be; doubtful where not `sure`."""

    start: int
    end: int
    ids: tuple[str, ...]
    sure: bool = True


class Names:
    """The forms of all names of some people, ready to be looked for; making one takes a moment, asking it none.

    `doubted` are words that are doubtful wherever they stand, such as the names of personas on a map.
    """

    def __init__(self, people: Iterable[Known], doubted: Collection[str] = ()) -> None:
        self.people: Mapping[str, Known] = {each.id: each for each in people}
        self._doubted = {fold(each) for each in doubted}
        owners: dict[Form, list[str]] = defaultdict(list)
        literals: dict[str, list[str]] = defaultdict(list)
        patterns: dict[str, list[str]] = defaultdict(list)
        for known in self.people.values():
            for form in dict.fromkeys(form for name in known.names for form in forms_of(name)):
                owners[form].append(known.id)
            for literal in dict.fromkeys(each for name in known.names for each in unspaced_forms(name)):
                literals[literal].append(known.id)
            reached = "\n".join((*known.names, known.contact))
            for pattern in dict.fromkeys((*reach_patterns(reached), *line_patterns(known.contact))):
                patterns[pattern].append(known.id)
        self._forms: dict[str, list[tuple[Form, tuple[str, ...]]]] = defaultdict(list)
        for form in sorted(owners, key=lambda each: (-len(each.words), each.trail, each.care)):
            self._forms[form.words[0]].append((form, tuple(owners[form])))
        self._firsts = frozenset(self._forms)
        self._whole = [(re.compile(each), tuple(ids)) for each, ids in patterns.items()]
        self._literals = literals
        longest_first = sorted(literals, key=len, reverse=True)
        self._literal = re.compile("|".join(map(re.escape, longest_first))) if literals else None

    def __bool__(self) -> bool:
        return bool(self._forms or self._whole or self._literals)

    def find(self, text: str) -> list[NameHit]:
        """Return where names stand in a text, from first to last, without overlaps."""
        if not text or not self:
            return []
        folded = Folded(text)
        hits = [*self._contacts(folded), *self._in_words(folded), *self._without_spaces(folded)]
        return _without_overlaps(list(_in_addresses(text, hits)) if hits and "@" in text else hits)

    def _contacts(self, folded: Folded) -> Iterator[NameHit]:
        for pattern, ids in self._whole:
            for match in pattern.finditer(folded.text):
                if span := folded.span(*match.span()):
                    yield NameHit(*span, ids)

    def _without_spaces(self, folded: Folded) -> Iterator[NameHit]:
        if self._literal is None:
            return
        for match in self._literal.finditer(folded.text):
            if span := folded.span(*match.span()):
                yield NameHit(*span, tuple(self._literals[match[0]]))

    def _in_words(self, folded: Folded) -> Iterator[NameHit]:
        pattern = word_pattern()
        if self._firsts.isdisjoint(pattern.findall(folded.text)):
            return
        words = [(match[0], match.start(), match.end()) for match in pattern.finditer(folded.text)]
        at = 0
        while at < len(words):
            doubtful: NameHit | None = None
            taken = 1
            for form, ids in self._forms.get(words[at][0], ()):
                if not _is_there(folded.text, words, at, form.words):
                    continue
                hit = self._judged(folded, words, at, form, ids)
                if hit is not None and hit.sure:
                    yield hit
                    doubtful, taken = None, len(form.words)
                    break
                doubtful = doubtful or hit
            if doubtful is not None:
                yield doubtful
            at += taken

    def _judged(
        self, folded: Folded, words: Sequence[tuple[str, int, int]], at: int, form: Form, ids: tuple[str, ...]
    ) -> NameHit | None:
        """Return the hit of a form at a word; none where it is not written as it must be."""
        last = at + len(form.words) - 1
        span = folded.span(words[at][1] + form.lead, words[last][2] - form.trail)
        if span is None or not _initial_fits(folded, words, at, form):
            return None
        if form.turned and last + 1 < len(words) and words[last + 1][0] == form.words[0]:
            return None  # “Koch, Peter Koch” are two
        if form.care == IN_CAPITALS and not all(_is_capital(folded, each) for each in words[at : last + 1]):
            return None
        end = span[1] + (form.initial < 0)  # with the full stop behind an initial
        before = self._titles_before(folded, words, at)
        if before is not None:
            return NameHit(before, end, ids)
        doubted = len(form.words) == 1 and form.words[0] in self._doubted
        sure = form.care in ("", IN_CAPITALS) or (form.care == LIKE_A_NAME and _is_like_a_name(folded.original, *span))
        return NameHit(span[0], end, ids, sure and not doubted)

    @staticmethod
    def _titles_before(folded: Folded, words: Sequence[tuple[str, int, int]], at: int) -> int | None:
        """Return where the titles before a word begin, written as titles are; none where there is none."""
        begin = None
        while (
            at > 0 and words[at - 1][0] in TITLES and _TITLE_GAP.fullmatch(folded.text, words[at - 1][2], words[at][1])
        ):
            at -= 1
            span = folded.span(words[at][1], words[at][2])
            if span is None or not (folded.original[span[0]].isupper() or folded.original[span[1]] == "."):
                break
            begin = span[0]
        return begin

    def pseudonym(self, hit: NameHit, near: Collection[str] = ()) -> str:
        """Return what stands in the place of a hit: of several people the near one, or a few, or that it was a name."""
        ids = [each for each in hit.ids if each in near]
        ids = ids if len(ids) == 1 else [*hit.ids]
        return "/".join(dict.fromkeys(self.people[each].pseudonym for each in ids)) if len(ids) <= _FEW else ANYBODY


def pseudonymised(
    text: str, names: Names, *, doubtful: bool = False, near: Collection[str] = ()
) -> tuple[str, PositionMap]:
    """Return a text with pseudonyms in the place of names, the doubtful ones only if asked, and the map of its places.

    A name of several people is that of the one who is `near`, by id, such as who speaks in the same source. The map
    keeps a passage on its words: a boundary inside a name moves outwards, to that of the pseudonym.
    """
    parts = []
    for hit in names.find(text):
        if hit.sure or doubtful:
            joined = hit.end < len(text) and text[hit.end].isdigit()
            parts.append(Replacement(hit.start, hit.end, names.pseudonym(hit, near) + ("-" if joined else "")))
    return replaced(text, parts)


def is_generic(label: str) -> bool:
    """Return whether a label of a speaker names nobody: “Speaker 1”, “Interviewer”, “P01”, “2”."""
    return not any(forms_of(label)) and not any(unspaced_forms(label)) and not MAIL.search(label)


def _in_addresses(text: str, hits: Iterable[NameHit]) -> Iterator[NameHit]:
    """Yield hits, those within an e-mail address as the whole of it: what is left of one names somebody, too."""
    addresses = [match.span() for match in MAIL.finditer(text)]
    for hit in hits:
        inside = (each for each in addresses if each[0] <= hit.start and hit.end <= each[1])
        start, end = next(inside, (hit.start, hit.end))
        yield hit._replace(start=start, end=end)


def _without_overlaps(hits: list[NameHit]) -> list[NameHit]:
    """Return hits from first to last; where some overlap, sure before doubtful, then the longer one."""
    hits.sort(key=lambda hit: (not hit.sure, hit.start - hit.end, hit.start))
    taken: list[NameHit] = []
    for hit in hits:
        if all(hit.end <= each.start or hit.start >= each.end for each in taken):
            taken.append(hit)
    return sorted(taken)


def _is_there(text: str, words: Sequence[tuple[str, int, int]], at: int, wanted: Sequence[str]) -> bool:
    if at + len(wanted) > len(words):
        return False
    return all(
        words[at + n][0] == word and _GAP.fullmatch(text, words[at + n - 1][2], words[at + n][1])
        for n, word in enumerate(wanted)
        if n
    )


def _initial_fits(folded: Folded, words: Sequence[tuple[str, int, int]], at: int, form: Form) -> bool:
    """Return whether the initial of a form is a capital, and one at its end followed by a full stop."""
    if not form.initial:
        return True
    word = words[at] if form.initial > 0 else words[at + len(form.words) - 1]
    span = folded.span(word[1], word[2])
    return (
        span is not None
        and folded.original[span[0]].isupper()
        and (form.initial > 0 or folded.original[span[1] : span[1] + 1] == ".")
    )


def _is_capital(folded: Folded, word: tuple[str, int, int]) -> bool:
    span = folded.span(word[1], word[2])
    return span is not None and folded.original[span[0]].isupper()


def _is_like_a_name(text: str, start: int, end: int) -> bool:
    """Return whether a word is capitalised amid a sentence, or before a colon at the beginning of a line."""
    if not text[start].isupper() or (end - start > 1 and text[start:end].isupper()):
        return False
    before = text[:start].rstrip(_SIGNS_BEFORE)
    if before and before[-1] not in _SENTENCE_ENDS:
        return True
    return text[end : end + 1] == ":" and (not before or before[-1] in "\r\n")

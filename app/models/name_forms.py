"""Names of participants in texts: their common forms, where they stand, and pseudonyms in their place.

What counts as a form of “Dr. Anna-Lena Maria Schmidt”: the whole name; given names with the family name, either way
round (“Schmidt, Anna-Lena”); given names or the family name alone, parts of a name with a hyphen, initials with the
family name (“A. Schmidt”), a given name with the family's initial and a full stop; the same written together
(“annaschmidt”). Letter case, accents (also ä as ae), NFC or NFD, invisible signs, and up to four spaces, hyphens, dots,
commas or underscores between the parts make no difference. A title before a form belongs to it, an ending (’s, s) does
not. Of a contact: e-mail addresses, telephone numbers however they are grouped, and each other line as it stands.

What does not count: single letters. One word that is a common word, too (“Mark”, “Will”), or has two letters counts
only where it is written like a name amid a sentence, or before a colon that begins a line; one that is capitalised
anyway (“May”, “Koch”) counts only behind a title. Where such a word stands otherwise, the hit is *doubtful*: it is
shown, and replaced only where somebody says so.
What a label says in brackets is always doubtful. Labels such as “Speaker 1”, “Interviewer” or “Male 34” are no names;
of phrases (“Head of Service”) only the whole counts. A name that more than three people have becomes “[name]”.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.models.name_folding import Folded, fold, word_pattern
from app.models.name_words import COMMON, NEVER, NOUNS, PARTICLES, PHRASES, ROLES, SORTS, SUFFIXES, TITLES
from app.models.positions import PositionMap, Replacement, replaced


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


class _Form(NamedTuple):
    """Words that name somebody; `lead` and `trail` are how many of their signs belong to other words.

    `care` says when a form counts: always, "like a name" amid a sentence, "behind a title", "in capitals" each of its
    words, "if asked"; `initial` that its first (or with −1 last) word is one; `turned` that the family name comes
    first.
    """

    words: tuple[str, ...]
    care: str = ""
    initial: int = 0
    lead: int = 0
    trail: int = 0
    turned: bool = False


ANYBODY: Final = "[name]"
"""What stands in the place of a name that many have."""

_FEW: Final = 3
_LIKE_A_NAME: Final = "like a name"
_BEHIND_A_TITLE: Final = "behind a title"
_IN_CAPITALS: Final = "in capitals"
_IF_ASKED: Final = "if asked"
_GAP: Final = re.compile(r"[\s.,'’ʼ_\-‐-―·]{0,4}")
_TITLE_GAP: Final = re.compile(r"[\s.]{1,3}")
_SIGNS_BEFORE: Final = " \t\xa0\"'“”„‘’«»()[]*_"
_SENTENCE_ENDS: Final = ".!?…:;\n\r。！？؟"
_ASIDE: Final = re.compile(r"[(\[{].*?[)\]}]|['’]s\b")
_IN_BRACKETS: Final = re.compile(r"[(\[{](.*?)[)\]}]")
_MAIL: Final = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_PHONE: Final = re.compile(r"\+?\d(?:[\s\-./()]{0,3}\d){5,}")
_PIECES: Final = re.compile(r"[\n;|]+")
_PREFIXES: Final = {"ARABIC": "وفبلك", "HEBREW": "ובהלכמש"}
"""Letters that are written together with the word that follows."""

_UNSPACED: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)


class Names:
    """The forms of all names of some people, ready to be looked for; making one takes a moment, asking it none.

    `doubted` are words that are doubtful wherever they stand, such as the names of personas on a map.
    """

    def __init__(self, people: Iterable[Known], doubted: Collection[str] = ()) -> None:
        self.people: Mapping[str, Known] = {each.id: each for each in people}
        self._doubted = {fold(each) for each in doubted}
        owners: dict[_Form, list[str]] = defaultdict(list)
        literals: dict[str, list[str]] = defaultdict(list)
        patterns: dict[str, list[str]] = defaultdict(list)
        for known in self.people.values():
            for form in dict.fromkeys(form for name in known.names for form in _forms(name)):
                owners[form].append(known.id)
            for literal in dict.fromkeys(each for name in known.names for each in _unspaced(name)):
                literals[literal].append(known.id)
            reached = "\n".join((*known.names, known.contact))
            for pattern in dict.fromkeys((*_reach_patterns(reached), *_line_patterns(known.contact))):
                patterns[pattern].append(known.id)
        self._forms: dict[str, list[tuple[_Form, tuple[str, ...]]]] = defaultdict(list)
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
        return _without_overlaps(hits)

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
        self, folded: Folded, words: Sequence[tuple[str, int, int]], at: int, form: _Form, ids: tuple[str, ...]
    ) -> NameHit | None:
        """Return the hit of a form at a word; none where it is not written as it must be."""
        last = at + len(form.words) - 1
        span = folded.span(words[at][1] + form.lead, words[last][2] - form.trail)
        if span is None or not _initial_fits(folded, words, at, form):
            return None
        if form.turned and last + 1 < len(words) and words[last + 1][0] == form.words[0]:
            return None  # “Koch, Peter Koch” are two
        if form.care == _IN_CAPITALS and not all(_is_capital(folded, each) for each in words[at : last + 1]):
            return None
        end = span[1] + (form.initial < 0)  # with the full stop behind an initial
        before = self._titles_before(folded, words, at)
        if before is not None:
            return NameHit(before, end, ids)
        doubted = len(form.words) == 1 and form.words[0] in self._doubted
        sure = form.care in ("", _IN_CAPITALS) or (
            form.care == _LIKE_A_NAME and _is_like_a_name(folded.original, *span)
        )
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
    return not any(_forms(label)) and not any(_unspaced(label)) and not _MAIL.search(label)


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


def _initial_fits(folded: Folded, words: Sequence[tuple[str, int, int]], at: int, form: _Form) -> bool:
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


# ---- the forms of a name


def _forms(name: str) -> Iterator[_Form]:
    """Yield the forms of a name as words, folded, with and without the endings and beginnings that words take on."""
    for given, family in _parts(name):
        for form in _spelt(given, family):
            yield form
            yield from _grown(form)
    for aside in _IN_BRACKETS.findall(name):
        if words := _tokens(_worded(aside)):
            yield _Form(words, _IF_ASKED)


def _grown(form: _Form) -> Iterator[_Form]:
    """Yield a form with an s at its end (“Schmidts”), or with the letters that Arabic and Hebrew put before a word."""
    last = form.words[-1]
    if not form.care and form.initial >= 0 and last.isascii() and len(last) >= 4 and last[-1] != "s":
        yield form._replace(words=(*form.words[:-1], f"{last}s"), trail=1)
    script = unicodedata.name(form.words[0][0], "").split(" ")[0]
    for letter in _PREFIXES.get(script, ""):
        yield form._replace(words=(letter + form.words[0], *form.words[1:]), lead=1)


def _parts(name: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield given names and family name of a name, each as words as written; for umlauts in both spellings."""
    name = unicodedata.normalize("NFC", name)
    for spelling in dict.fromkeys((name, name.translate(_UMLAUTS))):
        plain = _ASIDE.sub(" ", _PHONE.sub(" ", _MAIL.sub(" ", spelling)))
        before, comma, behind = plain.partition(",")
        first, second = _worded(before), _worded(behind)
        if all(fold(each).strip("0123456789") in SORTS for each in (*first, *second)):
            continue
        if comma and first and second:
            yield second, first
            continue
        words = first or second
        if not words or any(fold(each) in PHRASES for each in words):
            if words:
                yield [" ".join(words)], []
            continue
        family = len(words) - 1
        while family > 1 and fold(words[family - 1]) in PARTICLES:
            family -= 1
        yield (words[:family], words[family:]) if family else (words, [])


def _worded(text: str) -> list[str]:
    """Return the words of a part of a name without titles, roles, and what has no letter."""
    words = [each.strip(".,:;!?'’\"“”„«»*/\\|<>") for each in re.split(r"[\s_]+", text)]
    dropped = TITLES | SUFFIXES | ROLES
    return [
        each
        for each in words
        if (tokens := word_pattern().findall(fold(each)))
        and fold(each).strip("0123456789.-#") not in dropped
        and not (len(tokens) == 1 and len(tokens[0]) == 1 and re.search(r"\d", each))
    ]


def _spelt(given: Sequence[str], family: Sequence[str]) -> Iterator[_Form]:
    """Yield the forms of given names and a family name: see the head of this module."""
    own, kin = _tokens(given), _tokens(family)
    saint = fold(family[0]).strip(".") in _SAINTS if family else False
    core = kin if saint else _tokens([each for each in family if fold(each) not in PARTICLES])
    if not kin:
        yield from _alone(own)
        return
    first = _tokens(given[:1])
    for names in dict.fromkeys((own, first, *((each,) for each in first if len(each) > 2))):
        for last in dict.fromkeys((kin, core)):
            care = _IN_CAPITALS if {*names, *last} <= COMMON | NOUNS else ""
            yield _Form((*names, *last), care)
            yield _Form((*last, *names), care, turned=True)
            if len(joined := "".join((*names, *last))) >= 6:
                yield _Form((joined,))
        yield _Form((*names, (core or kin)[0][0]), initial=-1)
    initials = tuple(each[0] for each in own)
    for last in dict.fromkeys((kin, core)):
        for signs in dict.fromkeys((initials, initials[:1], ("".join(initials),))):
            yield _Form((*signs, *last), initial=1)
            if len(signs[-1]) == 1:
                yield _Form((*last, *signs), initial=-1)
        if len(joined := "".join((initials[0], *last))) >= 6:
            yield _Form((joined,))
    for each in (*given, *([" ".join(family)] if len(core) == len(kin) and not saint else [])):
        yield from _alone(_tokens([each]))
    if len(core) < len(kin) or saint:
        yield _Form(kin)
    if not saint:
        yield from _alone(core)


def _alone(words: tuple[str, ...]) -> Iterator[_Form]:
    """Yield the forms of one part of a name that stands alone: the whole, and each side of a hyphen."""
    if len(words) > 1:
        yield _Form(words)
        yield _Form(("".join(words),))
    for word in words:
        if len(word) < 2 or (len(words) > 1 and len(word) < 3):
            continue
        cased = word.upper() != word
        if word in NEVER:
            continue
        if word in NOUNS:
            yield _Form((word,), _BEHIND_A_TITLE)
        elif word in COMMON or word in PARTICLES or word in TITLES or (cased and len(word) < 3):
            yield _Form((word,), _LIKE_A_NAME)
        else:
            yield _Form((word,))


def _tokens(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(token for word in words for token in word_pattern().findall(fold(word)))


def _unspaced(name: str) -> Iterator[str]:
    """Yield the forms of a name in a script that puts no spaces between words, folded: looked for amid other letters.

    The whole, its parts, and of three signs of a Chinese or Korean name the given name, the last two.
    """
    plain = _ASIDE.sub(" ", unicodedata.normalize("NFC", name))
    words = [each for each in re.split(r"[\s・·,]+", plain) if len(each) > 1 and _is_unspaced(each)]
    if len(words) > 1:
        yield fold("".join(words))
    for word in words:
        yield fold(word)
        if len(word) == 3 and unicodedata.name(word[0], "").startswith(("CJK", "HANGUL")):
            yield fold(word[1:])


def _is_unspaced(word: str) -> bool:
    return all(unicodedata.name(sign, "").startswith(_UNSPACED) for sign in word)


# ---- what reaches somebody


def _reach_patterns(text: str) -> Iterator[str]:
    """Yield patterns that find the e-mail addresses and telephone numbers of a text in folded texts."""
    for mail in _MAIL.findall(text):
        yield rf"(?<![\w.+\-]){re.escape(fold(mail))}(?![\w\-])"
    for phone in _PHONE.findall(_MAIL.sub(" ", text)):
        core = "".join(filter(str.isdigit, phone))[-8:]
        yield r"(?<!\d)\+?(?:\d[\s\-./()]{0,3}){0,8}?" + r"[\s\-./()]{0,3}".join(core) + r"(?!\d)"


def _line_patterns(contact: str) -> Iterator[str]:
    """Yield patterns for the lines of a contact that are neither address nor number: a street, or a handle."""
    for piece in _PIECES.split(contact):
        words = re.findall(r"[^\W_]+", fold(_PHONE.sub(" ", _MAIL.sub(" ", piece))))
        if len("".join(words)) >= 6 and not set(words) <= _LABELS:
            yield r"(?<![^\W_])" + r"[\W_]{0,4}".join(map(re.escape, words)) + r"(?![^\W_])"


_SAINTS: Final = frozenset(("st", "san", "saint", "sainte", "sankt"))
_LABELS: Final = frozenset("email mail e phone tel telephone telefon mobile mobil handy fax home work private".split())

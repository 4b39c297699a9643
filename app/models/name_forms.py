"""The common forms of the names of participants, and of what reaches them; `name_finding` looks for them in texts.

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
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from app.models.name_folding import fold, word_pattern
from app.models.name_words import COMMON, NEVER, NOUNS, PARTICLES, PHRASES, ROLES, SORTS, SUFFIXES, TITLES

LIKE_A_NAME: Final = "like a name"
_BEHIND_A_TITLE: Final = "behind a title"
IN_CAPITALS: Final = "in capitals"
_IF_ASKED: Final = "if asked"
_ASIDE: Final = re.compile(r"[(\[{].*?[)\]}]|['’]s\b")
_IN_BRACKETS: Final = re.compile(r"[(\[{](.*?)[)\]}]")
MAIL: Final = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_PHONE: Final = re.compile(r"\+?\d(?:[\s\-./()]{0,3}\d){5,}")
_PIECES: Final = re.compile(r"[\n;|]+")
_PREFIXES: Final = {"ARABIC": "وفبلك", "HEBREW": "ובהלכמש"}
"""Letters that are written together with the word that follows."""

_UNSPACED: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_SPELT_OUT: Final = re.compile(r"(?<![aeiouqg])([aou])e(?=[^\W\d_aeiou]\w)", re.IGNORECASE)
"""An umlaut without its dots, as in “Mueller”."""

_CASES: Final = (
    ("ский", "ского скому ским ском ская ской скую ских"),
    ("ая", "ой ую"),
    ("ия", "ии ию ией"),
    ("а", "ы и е у ой ей"),
    ("я", "и е ю ей"),
    ("й", "я ю ем е"),
    ("ь", "я ю ем е и"),
    ("", "а у ом ем е ы ой ым ых"),
)
"""The endings that a Russian or Ukrainian name has in other cases, by how it ends."""

_GREEK_CASES: Final = (("οσ", "ο ου ε"), ("ησ", "η"), ("ασ", "α"))
_CHINESE_TITLES: Final = ("先生", "女士", "小姐", "老师", "老師")
_SAINTS: Final = frozenset(("st", "san", "saint", "sainte", "sankt"))
_LABELS: Final = frozenset("email mail e phone tel telephone telefon mobile mobil handy fax home work private".split())


class Form(NamedTuple):
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


def forms_of(name: str) -> Iterator[Form]:
    """Yield the forms of a name as words, folded, with and without the endings and beginnings that words take on."""
    for given, family in _parts(name):
        for form in _spelt(given, family):
            yield form
            yield from _grown(form)
    for aside in _IN_BRACKETS.findall(name):
        if words := _tokens(_worded(aside)):
            yield Form(words, _IF_ASKED)
    for mail in MAIL.findall(name):  # “anna.schmidt@…” as a label: may be a name, or an office
        words = _tokens(_worded(re.sub(r"[\W\d_]+", " ", mail.partition("@")[0])))
        for part in dict.fromkeys((words, *((each,) for each in words))):
            if len("".join(part)) >= 3:
                yield Form(part, _IF_ASKED)


def _grown(form: Form) -> Iterator[Form]:
    """Yield a form with an s at its end (“Schmidts”), or with the letters that Arabic and Hebrew put before a word."""
    last = form.words[-1]
    if not form.care and form.initial >= 0 and last.isascii() and len(last) >= 4 and last[-1] != "s":
        yield form._replace(words=(*form.words[:-1], f"{last}s"), trail=1)
    script = unicodedata.name(form.words[0][0], "").split(" ")[0]
    if not form.care and len(form.words) == 1 and len(last) >= 4:
        for ending, others in {"CYRILLIC": _CASES, "GREEK": _GREEK_CASES}.get(script, ()):
            if last.endswith(fold(ending)):
                stem = last.removesuffix(fold(ending))
                yield from (form._replace(words=(stem + fold(each),)) for each in others.split())
                break
    for letter in _PREFIXES.get(script, ""):
        yield form._replace(words=(letter + form.words[0], *form.words[1:]), lead=1)


def _parts(name: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield given names and family name of a name, each as words as written; for umlauts in both spellings."""
    name = unicodedata.normalize("NFC", name)
    for spelling in dict.fromkeys((name, name.translate(_UMLAUTS), _SPELT_OUT.sub(r"\1", name))):
        plain = _ASIDE.sub(" ", _PHONE.sub(" ", MAIL.sub(" ", spelling)))
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


def _spelt(given: Sequence[str], family: Sequence[str]) -> Iterator[Form]:
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
            care = IN_CAPITALS if {*names, *last} <= COMMON | NOUNS else ""
            yield Form((*names, *last), care)
            yield Form((*last, *names), care, turned=True)
            if len("".join((*names, *last))) >= 6:
                yield Form(("".join((*names, *last)),))
                yield Form(("".join((*last, *names)),))
        yield Form((*names, (core or kin)[0][0]), initial=-1)
    initials = tuple(each[0] for each in own)
    for last in dict.fromkeys((kin, core)):
        for signs in dict.fromkeys((initials, initials[:1], ("".join(initials),))):
            yield Form((*signs, *last), initial=1)
            if len(signs[-1]) == 1:
                yield Form((*last, *signs), initial=-1)
        if len(joined := "".join((initials[0], *last))) >= 6:
            yield Form((joined,))
    for each in (*given, *([" ".join(family)] if len(core) == len(kin) and not saint else [])):
        yield from _alone(_tokens([each]))
    if len(core) < len(kin) or saint:
        yield Form(kin)
    if not saint:
        yield from _alone(core)


def _alone(words: tuple[str, ...]) -> Iterator[Form]:
    """Yield the forms of one part of a name that stands alone: the whole, and each side of a hyphen."""
    if len(words) > 1:
        yield Form(words)
        yield Form(("".join(words),))
    for word in words:
        if len(word) < 2 or (len(words) > 1 and len(word) < 3):
            continue
        cased = word.upper() != word
        if word in NEVER:
            continue
        if word in NOUNS:
            yield Form((word,), _BEHIND_A_TITLE)
        elif word in COMMON or word in PARTICLES or word in TITLES or (cased and len(word) < 3):
            yield Form((word,), LIKE_A_NAME)
        else:
            yield Form((word,))


def _tokens(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(token for word in words for token in word_pattern().findall(fold(word)))


def unspaced_forms(name: str) -> Iterator[str]:
    """Yield the forms of a name in a script that puts no spaces between words, folded: looked for amid other letters.

    The whole, its parts, of three signs of a Chinese or Korean name the given name, the last two, and of a Chinese name
    the family's with a title.
    """
    plain = _ASIDE.sub(" ", unicodedata.normalize("NFC", name))
    words = [each for each in re.split(r"[\s・·,]+", plain) if len(each) > 1 and _is_unspaced(each)]
    if len(words) > 1:
        yield fold("".join(words))
    for word in words:
        yield fold(word)
        if len(word) == 3 and unicodedata.name(word[0], "").startswith(("CJK", "HANGUL")):
            yield fold(word[1:])
        if len(word) in (2, 3) and unicodedata.name(word[0], "").startswith("CJK"):
            yield from (word[0] + title for title in _CHINESE_TITLES)


def _is_unspaced(word: str) -> bool:
    return all(unicodedata.name(sign, "").startswith(_UNSPACED) for sign in word)


# ---- what reaches somebody


def reach_patterns(text: str) -> Iterator[str]:
    """Yield patterns that find the e-mail addresses and telephone numbers of a text in folded texts."""
    for mail in MAIL.findall(text):
        yield rf"(?<![\w.+\-]){re.escape(fold(mail))}(?![\w\-])"
    for phone in _PHONE.findall(MAIL.sub(" ", text)):
        core = "".join(filter(str.isdigit, phone))[-8:]
        yield r"(?<!\d)\+?(?:\d[\s\-./()]{0,3}){0,8}?" + r"[\s\-./()]{0,3}".join(core) + r"(?!\d)"


def line_patterns(contact: str) -> Iterator[str]:
    """Yield patterns for the lines of a contact that are neither address nor number: a street, or a handle."""
    for piece in _PIECES.split(contact):
        words = re.findall(r"[^\W_]+", fold(_PHONE.sub(" ", MAIL.sub(" ", piece))))
        if len("".join(words)) >= 6 and not set(words) <= _LABELS:
            yield r"(?<![^\W_])" + r"[\W_]{0,4}".join(map(re.escape, words)) + r"(?![^\W_])"

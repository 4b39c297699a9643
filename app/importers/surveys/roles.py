"""Which role a column of a survey seems to have: from its name and from what its cells hold."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, Literal

from app.importers.surveys.dates import is_date
from app.importers.surveys.mapping import ColumnUse, Role
from app.importers.surveys.ratings import rating_in
from app.importers.tables import as_number
from app.models.names import folded


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])")


_NAMES: Final[Sequence[tuple[Role, re.Pattern[str]]]] = (
    ("respondent", _words(r"respondent ?(id)?|participant ?(id)?|interviewee|employee")),
    ("respondent", _words(r"(customer|user|client|patient|person|reviewer) ?(id|no|number)")),
    ("respondent", _words(r"(customer|user|client|patient|reviewer)? ?name|author|reviewer|requester|handle")),
    ("respondent", _words(r"customer|user|client|patient|kunde|kundin|teilnehmer|nom|nombre|cliente")),
    ("respondent", _words(r"e-?mail( address)?")),
    ("question", _words(r"question( (number|no|text|id))?|item")),
    ("channel", _words(r"channel|platform|via|touchpoint|source|kanal|canal")),
    ("persona", _words(r"persona")),
    ("segment", _words(r"segment|(customer|user|client) (type|group)|tier|plan|service type")),
    ("segment", _words(r"country|market|region|department|store|gender|age|age group")),
)
"""Roles that one column has, by its name; where several columns match, the first pattern counts."""

_PRIVATE: Final = _words(r"e-?mails?|e-?mail address|phone|telephone|mobile number|address|ip( address)?|last name")
_TAGS: Final = _words(r"tags?|labels?|topics?|themes?|codes?|categor(y|ies)")
_TEXT: Final = _words(
    r"why|comments?|feedback|reviews?|complaints?|issues?|request|reasons?|suggestions?|message|body|verbatim|answer|"
    r"describe|improve|explain|tell us|anything else|other \(please specify\)|favou?rite|text|content|description|"
    r"kommentar|warum|grund|rückmeldung|beschwerde|pourquoi|commentaires?|avis|comentarios?|motivo"
)
_RATING: Final = _words(
    r"rat(e|ed|ing|ings)|scores?|satisf\w*|recommend\w*|nps|csat|ces|likel(y|ihood)|ease|easy|effort|stars?|scale|"
    r"agree\w*|quality|bewertung|zufrieden\w*|puntuación|calificación"
)
_COUNTS: Final = _words(
    r"quantity|number|no|count|age|week|month|year|day|days|hour|minutes?|id|total|amount|price|cost|qty|level"
)
_REPLIES: Final = _words(r"repl(y|ies|ied)|response (from|by)|owner response")
"""What those say who were spoken to."""

_BIRTH: Final = _words(r"dob|birth\w*|born")
_ADVISING: Final = _words(r"nps|(net )?promot\w*|recommend\w*")
_LOW_IS_GOOD: Final = _words(r"effort|difficult\w*")
_HIGH_IS_GOOD: Final = _words(r"eas(y|e|ily)")
_ENDS: Final = re.compile(r"(?<!\d)([01]) ?(?:-|–|to|/) ?(5|7|10|100)(?!\d)")
_FEEDBACK: Final = _words(r"tickets?|reviews?|complaints?|requests?|subject|channel|tweet|post|thumbs ?up|message")

_LIKERT: Final[Sequence[Sequence[str]]] = (
    ("strongly disagree", "disagree", "neither agree nor disagree|neutral|undecided", "agree", "strongly agree"),
    (
        "very dissatisfied|very unsatisfied",
        "dissatisfied|somewhat dissatisfied|unsatisfied",
        "neither satisfied nor dissatisfied|neutral",
        "satisfied|somewhat satisfied",
        "very satisfied",
    ),
    ("very negative", "negative", "neutral|mixed", "positive", "very positive"),
    ("very poor|very bad|terrible", "poor|bad", "fair|average|ok|okay", "good", "very good|excellent"),
    ("very difficult", "difficult", "neither easy nor difficult|neutral", "easy", "very easy"),
    ("very unlikely|not at all likely", "unlikely", "neutral|maybe", "likely", "very likely|extremely likely"),
    ("never", "rarely|seldom", "sometimes", "often", "always"),
)
"""Scales of words, from 1 to 5; of words between bars each counts the same."""


class Values:
    """The cells of a column that say something, counted."""

    def __init__(self, name: str, cells: Sequence[str], missing: Collection[str]) -> None:
        self.name = name
        self.folded = folded(re.sub(r"(?<=[a-z][a-z])(?=[A-Z])", " ", name).replace("_", " "))
        self.cells = cells
        self._missing = frozenset(missing) | {""}
        self.counts = Counter(text for text in cells if text.casefold() not in self._missing)
        self.filled = self.counts.total()

    @cached_property
    def dates(self) -> bool:
        """Whether at least four in five cells are dates."""
        return self._share(is_date) >= 0.8

    @cached_property
    def numbers(self) -> tuple[float, ...] | None:
        """The numbers in it where at least four in five cells are some; whatever the decimal mark."""
        return self._numbers(as_number)

    @cached_property
    def ratings(self) -> tuple[float, ...] | None:
        """The same of what may be ratings, such as “4” and “10 - Extremely likely”."""
        return self._numbers(rating_in)

    def _numbers(self, read: Callable[[str, str], float | None]) -> tuple[float, ...] | None:
        found = [value for text in self.counts if (value := read(text, "." if "." in text else ",")) is not None]
        return tuple(found) if found and len(found) >= 0.8 * len(self.counts) else None

    @property
    def distinct_share(self) -> float:
        """How many of the filled cells differ, 0 … 1."""
        return len(self.counts) / self.filled if self.filled else 0.0

    @property
    def mean_words(self) -> float:
        """How many words a filled cell has."""
        total = sum(count * len(text.split()) for text, count in self.counts.items())
        return total / self.filled if self.filled else 0.0

    def _share(self, holds: Callable[[str], bool]) -> float:
        return sum(count for text, count in self.counts.items() if holds(text)) / max(self.filled, 1)


def decimal_mark(columns: Sequence[Values]) -> Literal[".", ","]:
    """Return the decimal mark of the numbers: a comma only where numbers such as 3,5 stand and none such as 3.5."""
    numbers = [text for column in columns if column.numbers is not None for text in column.counts]
    commas = any(re.fullmatch(r"[-−+]?\d+,\d{1,2}", text) for text in numbers)
    points = any(re.fullmatch(r"[-−+]?[\d,]*\.\d+", text) for text in numbers)
    return "," if commas and not points else "."


def suggested_uses(columns: Sequence[Values], decimal: str) -> tuple[list[ColumnUse], str]:
    """Return the role that each column seems to have, and whether this looks like a "survey" or like "feedback"."""
    single = _single_roles(columns)
    uses = []
    for place, values in enumerate(columns):
        role = single.get(place)
        uses.append(ColumnUse(name=values.name, role=role) if role else _use(values, decimal))
    uses = _with_long_answers(uses, columns)
    uses = _with_one_sentiment(uses)
    uses = _with_filling(uses, columns)
    feedback = any(_FEEDBACK.search(each.folded) for each in columns if each.numbers is None)
    return uses, "feedback" if feedback else "survey"


def _single_roles(columns: Sequence[Values]) -> dict[int, Role]:
    """Return which column has each of the roles that one has at most, by its place."""
    found: dict[int, Role] = {}
    for role, pattern in _NAMES:
        if role in found.values():
            continue
        for place, values in enumerate(columns):
            if place not in found and pattern.fullmatch(values.folded) and _can_be(role, values):
                found[place] = role
                break
    if "question" in found.values() and not any(_is_answer(each) for each in columns):
        found = {place: role for place, role in found.items() if role != "question"}
    for place, values in enumerate(columns):
        if place not in found and values.dates and not _BIRTH.search(values.folded):
            found[place] = "date"
            break
    return found


def _can_be(role: Role, values: Values) -> bool:
    if not values.filled or values.dates:
        return False
    if role == "respondent":
        return len(values.counts) > 1 or values.filled == 1
    return len(values.counts) <= 50 and (role == "question" or values.numbers is None)


def _is_answer(values: Values) -> bool:
    return re.fullmatch(r"(answer|response|value)( text)?", values.folded) is not None and values.numbers is None


def _use(values: Values, decimal: str) -> ColumnUse:
    if not values.filled or _PRIVATE.search(values.folded):
        return ColumnUse(name=values.name, role="ignore")
    if rating := _rating(values, decimal):
        return rating
    if values.numbers is None and not values.dates:
        if _TAGS.fullmatch(values.folded):
            separator = next((mark for mark in ";|," if any(mark in text for text in values.counts)), "")
            return ColumnUse(name=values.name, role="tag", separator=separator)
        if _is_text(values):
            return ColumnUse(name=values.name, role="text")
    return ColumnUse(name=values.name, role="fact")


def _is_text(values: Values) -> bool:
    if _REPLIES.search(values.folded) or (_COUNTS.search(values.folded) and values.mean_words < 2):
        return False
    if _TEXT.search(values.folded):
        return values.mean_words >= 2 or values.distinct_share > 0.5
    if values.name.endswith("?"):
        return values.mean_words >= 2 and values.distinct_share > 0.5
    return values.mean_words >= 4 and (values.distinct_share > 0.5 or len(values.counts) > 50)


def _rating(values: Values, decimal: str) -> ColumnUse | None:
    """Return the use of a column of ratings: numbers within a scale, or words of one; none for others."""
    if words := _likert(values):
        return ColumnUse(name=values.name, role="rating", low=1, high=5, words=tuple(words.items()))
    if values.ratings is None or values.dates:
        return None
    numbers = [value for text in values.counts if (value := rating_in(text, decimal)) is not None]
    if not numbers:
        return None
    least, most = min(numbers), max(numbers)
    said = _ENDS.search(values.folded)
    named = bool(_RATING.search(values.folded) or said)
    whole = all(value.is_integer() for value in numbers) and len(numbers) > 2 and values.filled >= 20
    if not named and (values.numbers is None or not whole or most > 10 or least < 0 or _COUNTS.search(values.folded)):
        return None
    low, high = (float(said[1]), float(said[2])) if said else _scale(least, most)
    if least < low or most > high:
        return None
    better: Literal["high", "low"] = "high"
    if _LOW_IS_GOOD.search(values.folded) and not _HIGH_IS_GOOD.search(values.folded):
        better = "low"
    nps = (low, high, better) == (0, 10, "high") and bool(said or _ADVISING.search(values.folded))
    return ColumnUse(name=values.name, role="rating", low=low, high=high, better=better, nps=nps)


def _scale(least: float, most: float) -> tuple[float, float]:
    """Return the smallest of the usual scales that all values lie in."""
    scales = ((1.0, 5.0), (1.0, 7.0), (0.0, 10.0), (0.0, 100.0))
    return next((scale for scale in scales if scale[0] <= least and most <= scale[1]), (least, most))


def _likert(values: Values) -> dict[str, float]:
    """Return what the words of a column count as, 1 … 5, where all of them belong to one scale, at least two."""
    there = {text.casefold(): text for text in values.counts}
    for scale in _LIKERT:
        worth = {word: float(number) for number, words in enumerate(scale, start=1) for word in words.split("|")}
        if len(there) > 1 and there.keys() <= worth.keys():
            return {text: worth[word] for word, text in there.items()}
    return {}


def _with_long_answers(uses: list[ColumnUse], columns: Sequence[Values]) -> list[ColumnUse]:
    """Return the uses where, beside a column of questions, the answers are the text, and nothing else is."""
    if not any(use.role == "question" for use in uses):
        return uses
    return [
        ColumnUse(name=use.name, role="text" if _is_answer(values) else "fact")
        if use.role in ("text", "rating", "fact")
        else use
        for use, values in zip(uses, columns, strict=True)
    ]


def _with_one_sentiment(uses: list[ColumnUse]) -> list[ColumnUse]:
    """Return the uses with one rating telling how somebody felt: the one called overall, else the first."""
    ratings = [place for place, use in enumerate(uses) if use.role == "rating"]
    overall = [place for place in ratings if "overall" in uses[place].name.casefold()]
    chosen = [*overall, *ratings][:1]
    return [replace(use, sentiment=place in chosen) for place, use in enumerate(uses)]


def _with_filling(uses: list[ColumnUse], columns: Sequence[Values]) -> list[ColumnUse]:
    """Return the uses where blank cells mean what stands above: whom a block of rows is of, and what begins with it."""
    filling = [
        use.role in ("respondent", "question") and _begins_blocks(place, columns) for place, use in enumerate(uses)
    ]
    if not any(filling):
        return uses
    block = columns[filling.index(True)].cells
    for place, values in enumerate(columns):
        says = [bool(text) for text in values.cells]
        filling[place] |= not all(says) and all(there for there, first in zip(says, block, strict=True) if first)
    return [
        replace(use, fill_down=fill) if use.role not in ("text", "rating", "ignore") else use
        for use, fill in zip(uses, filling, strict=True)
    ]


def _begins_blocks(place: int, columns: Sequence[Values]) -> bool:
    """Return whether each value of a column begins a block of rows, the others of which are blank there.

    What proves it is another column, full and of few values, that has in first rows of blocks what it has in no others;
    for somebody who left a field empty there is none.
    """
    values = columns[place]
    begins = [bool(text) for text in values.cells]
    if not begins or not begins[0] or values.filled > 0.7 * len(begins) or sum(begins) < 2:
        return False
    return any(
        each.filled == len(begins)
        and each.numbers is None
        and len(each.counts) <= len(begins) / 2
        and not _cells_where(begins, True, each) & _cells_where(begins, False, each)
        for each in columns
    )


def _cells_where(begins: Sequence[bool], wanted: bool, values: Values) -> set[str]:
    return {text for begin, text in zip(begins, values.cells, strict=True) if begin is wanted}

"""Scores in texts such as “Overwhelmed 😟 (Intensity: 4/5)”: kept as they are written, read only where clear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Direction = Literal["high is best", "high is most upset"]
"""What the high end of a scale means."""

DIRECTIONS: Final[tuple[Direction, ...]] = ("high is best", "high is most upset")

Scale = tuple[float, float]

_NUMBER: Final = r"\d{1,4}(?:[.,]\d{1,3})?"
_OUT_OF: Final = re.compile(rf"(?<![\w./])(?:{_NUMBER}\s*[-–]\s*)?{_NUMBER}\s*/\s*\d{{1,4}}(?![\w/])")
_ONE: Final = re.compile(rf"({_NUMBER})\s*/\s*(\d{{1,4}})")
_BARE: Final = re.compile(r"[-−+]?" + _NUMBER)
_LABEL: Final = re.compile(r"^[^\d()]{0,40}?:\s*")

_GLAD: Final = (
    "😊😀😃😄😁🙂☺😍🤩🥳😌👍🎉❤😎 confident satisfied satisfaction relieved happy delight delighted proud excited "
    "accomplished empowered fulfilled engaged pleased joy trust content satisfait confiant soulagé heureux fier "
    "zufrieden glücklich erleichtert stolz begeistert"
)
_UPSET: Final = (
    "😟😠😡😢😭😞😣😖😫😩😨😰😤🙁☹😕👎 overwhelmed frustrated frustration anxious stressed alarmed angry confused "
    "nervous disappointed annoyed impatient worried upset uncertain skeptical frustré inquiet énervé stressé déçu "
    "frustriert verärgert gestresst enttäuscht überfordert unsicher"
)


@dataclass(frozen=True, slots=True)
class Score:
    """A score as it was written; `value` and `out_of` are none where it is a range, conditional or without an end."""

    raw: str
    value: float | None
    out_of: float | None


def score_in(text: str) -> tuple[str, Score] | None:
    """Return the text without its score and the score, none where there is none.

    The score is what the brackets around “n/m” hold, or what stands from the first “n/m” to the last.
    """
    found = list(_OUT_OF.finditer(text))
    if not found:
        return None
    start, end = found[0].start(), found[-1].end()
    opening, closing = text.rfind("(", 0, start), text.find(")", end)
    if opening >= 0 and closing >= 0 and ")" not in text[opening:start] and "(" not in text[end:closing]:
        raw = _LABEL.sub("", text[opening + 1 : closing].strip())
        rest = f"{text[:opening].rstrip()} {text[closing + 1 :].lstrip()}".strip()
    else:
        raw = text[start:end]
        rest = _LABEL.sub("", text[:start]) if text[:start].rstrip().endswith(":") else text[:start]
        rest = f"{rest.rstrip()} {text[end:].lstrip()}".strip()
    one = _ONE.fullmatch(raw.strip())
    if one is None:
        return rest, Score(raw, None, None)
    return rest, Score(raw, _number(one[1]), float(one[2]))


def bare_score(text: str) -> Score | None:
    """Return the score that a cell of a column of scores holds: “4”, “4/5”, or words that are kept as they are."""
    if not text.strip():
        return None
    if _BARE.fullmatch(text.strip()):
        return Score(text.strip(), _number(text.strip()), None)
    found = score_in(text)
    return found[1] if found else Score(text.strip(), None, None)


def _number(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))


def scale_of(scores: Sequence[Score]) -> Scale | None:
    """Return the ends of the scale that scores are most likely on, none where no number says anything.

    “n/5” is from 1 to 5, “n/10” from 1 to 10, either from 0 where a score is below 1. Of bare numbers the smallest of
    the usual scales that holds them: −2 … 2, 1 … 5, 1 … 7, 0 … 10, 0 … 100.
    """
    values = [score.value for score in scores if score.value is not None]
    if not values:
        return None
    ends = {score.out_of for score in scores if score.out_of is not None}
    if len(ends) == 1 and max(values) <= max(ends) and max(ends) > 1:
        return (0.0 if min(values) < 1 else 1.0, max(ends))
    if ends:
        return None
    usual = ((-2.0, 2.0), (1.0, 5.0), (1.0, 7.0), (-5.0, 5.0), (0.0, 10.0), (0.0, 100.0), (-100.0, 100.0))
    order = usual if min(values) < 0 else usual[1:]
    return next((scale for scale in order if scale[0] <= min(values) and max(values) <= scale[1]), None)


def sentiment_of(score: Score, scale: Scale, direction: Direction) -> float | None:
    """Return −2 … +2 for a clear score on a scale, none for any other."""
    low, high = scale
    if score.value is None or not low <= score.value <= high or (score.out_of not in (None, high)):
        return None
    share = (score.value - low) / (high - low)
    return round((share if direction == "high is best" else 1 - share) * 4 - 2, 9) + 0.0


def suggested_direction(texts: Sequence[tuple[str, Score]]) -> Direction | None:
    """Return what the words and faces beside the scores make likely; none where they say nothing or contradict.

    A suggestion to be shown, never to be taken without an answer.
    """
    glad = [score.value for text, score in texts if score.value is not None and _tone(text) > 0]
    upset = [score.value for text, score in texts if score.value is not None and _tone(text) < 0]
    others = [score.value for text, score in texts if score.value is not None and _tone(text) == 0]
    glad, upset = glad or (others if upset else []), upset or (others if glad else [])
    if not glad or not upset:
        return None
    values = [*glad, *upset]
    apart = sum(glad) / len(glad) - sum(upset) / len(upset)
    if abs(apart) <= (max(values) - min(values)) / 8:
        return None
    return "high is best" if apart > 0 else "high is most upset"


def _tone(text: str) -> int:
    """Return 1 where a text is glad, −1 where it is upset, 0 where it is both or neither."""
    lower = text.casefold()

    def said(words: str) -> bool:
        faces, _, rest = words.partition(" ")
        return any(face in lower for face in faces) or any(word in lower for word in rest.split())

    return said(_GLAD) - said(_UPSET)

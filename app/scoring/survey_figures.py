"""Figures of a survey from its ratings: mean, NPS, CSAT, CES, always with how many rated, on which scale, from when.

Formulas: NPS is the percentage of 9–10 minus that of 0–6 (Reichheld 2003); CSAT the percentage of the two best answers
(4–5 of 5); CES the percentage of 5–7 of 7 (Dixon, Freeman, Toman 2010, as agreement with “made it easy”).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final, Literal

from app.models.turns import Turn

RATING: Final = "rating"
"""The fact of an answer that holds its rating where a survey has only one; of more, each is `rating: ` + question."""

_LEAST, _MOST = -2.0, 2.0
_NPS_SENTIMENTS: Final = (-2, -2, -2, -2, -1, -1, -1, 0, 0, 1, 2)
"""How somebody felt who would recommend it so much, 0 … 10: detractors below 0, passives 0, promoters above."""

_NUMBER: Final = r"-?\d+(?:\.\d+)?"
_TOLD: Final = re.compile(
    rf"(?P<value>{_NUMBER}) \((?P<nps>NPS )?(?P<low>{_NUMBER})–(?P<high>{_NUMBER})(?P<less>, low is good)?\)"
)


@dataclass(frozen=True, slots=True)
class Scale:
    """What ratings lie on: its ends, which of them is good, and whether it asks for a recommendation (0 … 10)."""

    low: float
    high: float
    better: Literal["high", "low"] = "high"
    nps: bool = False

    def holds(self, value: float) -> bool:
        """Return whether a value lies on the scale."""
        return self.low <= value <= self.high

    def sentiment(self, value: float) -> float:
        """Return how somebody felt who rated so, −2 … +2: in proportion, recommendations by their groups."""
        if self.nps:
            return float(_NPS_SENTIMENTS[round(value)])
        share = (value - self.low) / (self.high - self.low)
        return _LEAST + (_MOST - _LEAST) * (share if self.better == "high" else 1 - share)

    def told(self, value: float) -> str:
        """Return a rating with its scale as the fact of an answer, such as “3 (0–10)”."""
        ends = f"{'NPS ' if self.nps else ''}{self.low:g}–{self.high:g}"
        return f"{value:g} ({ends}{', low is good' if self.better == 'low' else ''})"


@dataclass(frozen=True, slots=True)
class SurveyFigures:
    """What one question's ratings come to: `n` of them; percentages where the scale has that figure, else none.

    `first` and `last` are the days of the answers, YYYY-MM-DD, where they have any.
    """

    question: str
    scale: Scale
    n: int
    mean: float
    nps: float | None
    csat: float | None
    ces: float | None
    first: str | None = None
    last: str | None = None


def figures_of(question: str, values: Sequence[float], scale: Scale, days: Iterable[str] = ()) -> SurveyFigures | None:
    """Return the figures of a question from its ratings on a scale; none where there are no ratings."""
    if not values:
        return None
    good = values if scale.better == "high" else [scale.low + scale.high - value for value in values]
    ends = (scale.low, scale.high)
    known = sorted(days)
    return SurveyFigures(
        question,
        scale,
        len(values),
        fmean(values),
        _share(good, 9, 10) - _share(good, 0, 6) if scale.nps else None,
        _share(good, 4, 5) if ends == (1, 5) else None,
        _share(good, 5, 7) if ends == (1, 7) else None,
        *((known[0], known[-1]) if known else (None, None)),
    )


def figures_from(turns: Iterable[Turn]) -> list[SurveyFigures]:
    """Return the figures of a source's questions from the facts of its answers; each row counts once."""
    rows: dict[str, Mapping[str, str]] = {}
    for turn in turns:
        if "row" in turn.facts:
            rows.setdefault(turn.facts["row"], turn.facts)
    rated: dict[tuple[str, Scale], list[tuple[float, str]]] = {}
    for facts in rows.values():
        for name, told in facts.items():
            if (name == RATING or name.startswith(f"{RATING}: ")) and (found := _TOLD.fullmatch(told)):
                scale = Scale(
                    float(found["low"]), float(found["high"]), "low" if found["less"] else "high", bool(found["nps"])
                )
                question = name.removeprefix(RATING).removeprefix(": ")
                rated.setdefault((question, scale), []).append((float(found["value"]), facts.get("date", "")))
    made = (
        figures_of(question, [value for value, _ in pairs], scale, (day[:10] for _, day in pairs if _DAY.match(day)))
        for (question, scale), pairs in rated.items()
    )
    return [each for each in made if each is not None]


_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def _share(values: Sequence[float], least: float, most: float) -> float:
    """Return the percentage of values between two, both included."""
    return 100 * sum(least <= value <= most for value in values) / len(values)

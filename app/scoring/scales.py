"""The criteria of the six scoring models with their anchors: published scales, each value with its rubric in words.

- value matrix: customer and business 0 … 100, effort 0 … 5
- opportunity score: importance and satisfaction 0 … 10 (A. Ulwick, *What Customers Want*, 2005)
- RICE: people in a quarter × impact 0.25, 0.5, 1, 2, 3 × confidence 50, 80, 100 % / person-months
  (S. McBride, *RICE: Simple prioritization for product managers*, Intercom, 2016)
- ICE: impact, confidence, ease 1 … 10 (S. Ellis and M. Brown, *Hacking Growth*, 2017)
- WSJF: 1, 2, 3, 5, 8, 13, 20 (SAFe; after D. Reinertsen, *The Principles of Product Development Flow*, 2009)
- weighted criteria: 0, 25, 50, 75, 100
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from app.models.kinds import FormulaPart, Prefill, ScoringKind, Side

Scale = tuple[tuple[float, str, str], ...]
"""Anchors: the value, its label, and what it means."""


class Yardstick(NamedTuple):
    """A criterion as it is written down here."""

    name: str
    part: FormulaPart
    side: Side
    rubric: str
    highest: float | None = 100.0
    lowest: float = 0.0
    scale: Scale = ()
    prefill: Prefill | None = None


def _percents(*steps: tuple[str, str]) -> Scale:
    return tuple((25.0 * number, *step) for number, step in enumerate(steps))


_SAFE: Final[tuple[float, ...]] = (1, 2, 3, 5, 8, 13, 20)
_SIZES: Final = ("smallest", "very small", "small", "medium", "large", "very large", "largest")


def _relative(*rubrics: str) -> Scale:
    return tuple(zip(_SAFE, _SIZES, rubrics, strict=True))


_VALUE_MATRIX: Final = (
    Yardstick(
        "Customer",
        "customer",
        "customer",
        "What it is worth to the people served, seen from their side alone.",
        scale=_percents(
            ("nothing", "Nobody served would notice."),
            ("little", "Some would notice, none would miss it."),
            ("something", "It helps many a little, or a few a lot."),
            ("much", "It takes a pain from many that they talk about."),
            ("all", "They stay, leave or come because of it."),
        ),
    ),
    Yardstick(
        "Business",
        "business",
        "business",
        "What it is worth to the organisation: revenue, cost, strategy, risk.",
        scale=_percents(
            ("nothing", "No figure of the organisation would move."),
            ("little", "A figure of one team would move a little."),
            ("something", "A figure that is reported would move."),
            ("much", "An objective of this year depends on it in part."),
            ("all", "An objective of this year fails without it."),
        ),
    ),
    Yardstick(
        "Effort",
        "effort",
        "effort",
        "How hard it is; shown beside the value and no part of it.",
        highest=5.0,
        scale=(
            (0.0, "none", "Nothing but the decision."),
            (1.0, "days", "One person, some days."),
            (2.0, "weeks", "One team, some weeks."),
            (3.0, "a quarter", "One team, about a quarter."),
            (4.0, "half a year", "Several teams, about half a year."),
            (5.0, "a year", "Several departments, a year or more."),
        ),
    ),
)

_OPPORTUNITY_SCORE: Final = (
    Yardstick(
        "Importance",
        "importance",
        "customer",
        "How important this outcome is to the people served.",
        highest=10.0,
        scale=(
            (0.0, "not at all", "Nobody cares how it turns out."),
            (2.0, "a little", "Nice when it happens, not thought of when it doesn’t."),
            (4.0, "somewhat", "Some name it when they are asked."),
            (6.0, "important", "About half name it, most when asked."),
            (8.0, "very", "Most name it of themselves."),
            (10.0, "extremely", "All name it, and it decides for them."),
        ),
        prefill="severity",
    ),
    Yardstick(
        "Satisfaction",
        "satisfaction",
        "customer",
        "How satisfied they are with it as it is today.",
        highest=10.0,
        scale=(
            (0.0, "not at all", "It fails each time."),
            (2.0, "a little", "It mostly fails, and costs them."),
            (4.0, "somewhat", "It works with workarounds."),
            (6.0, "satisfied", "It works for most."),
            (8.0, "very", "It works for nearly all; few wishes are left."),
            (10.0, "fully", "Nobody wishes for anything."),
        ),
        prefill="sentiment",
    ),
)

_RICE: Final = (
    Yardstick(
        "Reach",
        "reach",
        "customer",
        "How many people it touches in a quarter: a number, from figures where there are any.",
        highest=None,
    ),
    Yardstick(
        "Impact",
        "impact",
        "customer",
        "How much it moves each of them.",
        lowest=0.25,
        highest=3.0,
        scale=(
            (0.25, "minimal", "They would hardly notice."),
            (0.5, "low", "A little easier than before."),
            (1.0, "medium", "Clearly better than before."),
            (2.0, "high", "They would tell others."),
            (3.0, "massive", "They come or stay because of it."),
        ),
    ),
    Yardstick(
        "Confidence",
        "confidence",
        "business",
        "How well reach, impact and effort are known, in percent; below 50 it is a moonshot.",
        scale=(
            (50.0, "low", "Guesses, no figures."),
            (80.0, "medium", "Figures for reach or impact, a guess for the other."),
            (100.0, "high", "Figures for reach and effort, research behind impact."),
        ),
    ),
    Yardstick(
        "Effort",
        "effort",
        "effort",
        "Person-months of all together; 0.5 where it is well under one, never 0.",
        highest=None,
    ),
)

_ICE: Final = (
    Yardstick(
        "Impact",
        "impact",
        "business",
        "How much it moves what we want to move, if it works.",
        lowest=1.0,
        highest=10.0,
        scale=(
            (1.0, "none", "No figure would show it."),
            (3.0, "small", "It would show in one figure, if one looks."),
            (5.0, "medium", "It would show in one figure at once."),
            (8.0, "large", "It would show in several figures."),
            (10.0, "turning", "It would change where we stand."),
        ),
    ),
    Yardstick(
        "Confidence",
        "confidence",
        "customer",
        "How sure we are that it works.",
        lowest=1.0,
        highest=10.0,
        scale=(
            (1.0, "a hunch", "Somebody’s idea."),
            (3.0, "an opinion", "Several of us think so."),
            (5.0, "voices", "One or two of those served said so."),
            (8.0, "evidence", "Three or more said so, or figures say so."),
            (10.0, "proven", "It was tried, and it worked."),
        ),
    ),
    Yardstick(
        "Ease",
        "ease",
        "effort",
        "How easy it is: 10 is the easiest.",
        lowest=1.0,
        highest=10.0,
        scale=(
            (1.0, "a year", "Several teams, a year."),
            (3.0, "half a year", "Several teams, half a year."),
            (5.0, "a quarter", "One team, a quarter."),
            (8.0, "weeks", "One team, some weeks."),
            (10.0, "days", "One person, some days."),
        ),
    ),
)

_WSJF: Final = (
    Yardstick(
        "User-business value",
        "value",
        "customer",
        "What it is worth to users and business, beside the other opportunities.",
        lowest=1.0,
        highest=20.0,
        scale=_relative(
            "The least of all.",
            "About twice the least.",
            "Less than most.",
            "As much as most.",
            "More than most.",
            "More than nearly all.",
            "The most of all.",
        ),
    ),
    Yardstick(
        "Time criticality",
        "urgency",
        "business",
        "How much of the value is lost by waiting.",
        lowest=1.0,
        highest=20.0,
        scale=_relative(
            "It can wait for ever.",
            "It can wait for years.",
            "It can wait for a year.",
            "It should come this year.",
            "Each quarter costs.",
            "Each month costs.",
            "There is a fixed day, or people leave now.",
        ),
    ),
    Yardstick(
        "Risk reduction and enablement",
        "risk",
        "business",
        "What it takes away of risk, or makes possible later.",
        lowest=1.0,
        highest=20.0,
        scale=_relative(
            "Nothing.",
            "A small doubt.",
            "A doubt about one opportunity.",
            "A risk of one team.",
            "A risk of several, or the way to one opportunity.",
            "A risk of all, or the way to several.",
            "A risk to the organisation, or the way to most.",
        ),
    ),
    Yardstick(
        "Job size",
        "size",
        "effort",
        "How large the job is beside the others; never 0.",
        lowest=1.0,
        highest=20.0,
        scale=_relative(
            "The smallest of all.",
            "About twice the smallest.",
            "Smaller than most.",
            "As large as most.",
            "Larger than most.",
            "Larger than nearly all: split it if you can.",
            "The largest of all: split it.",
        ),
    ),
)

_WEIGHTED: Final = (
    Yardstick(
        "How much it hurts",
        "criterion",
        "customer",
        "How bad it is for whoever meets it.",
        scale=_percents(
            ("not at all", "A wish, no pain."),
            ("a little", "An annoyance, soon forgotten."),
            ("clearly", "It costs time or nerves each time."),
            ("badly", "They turn to somebody for help, or complain."),
            ("unbearably", "They leave, or come to harm."),
        ),
        prefill="severity",
    ),
    Yardstick(
        "How often it happens",
        "criterion",
        "customer",
        "How often one who can meet it does.",
        scale=_percents(
            ("hardly ever", "Once in years."),
            ("seldom", "Some times a year."),
            ("now and then", "Every month."),
            ("often", "Every week."),
            ("always", "Each time."),
        ),
        prefill="frequency",
    ),
    Yardstick(
        "How many it touches",
        "criterion",
        "customer",
        "What part of those served it concerns.",
        scale=_percents(
            ("nobody known", "Nobody has said so."),
            ("few", "About a quarter."),
            ("half", "About half."),
            ("most", "About three quarters."),
            ("all", "Everybody."),
        ),
        prefill="participants",
    ),
    Yardstick(
        "Revenue or cost",
        "criterion",
        "business",
        "What it brings in or saves in a year.",
        scale=_percents(
            ("nothing", "It can’t be seen in money."),
            ("little", "It pays for itself in some years."),
            ("something", "It pays for itself in a year."),
            ("much", "It brings several times what it costs in a year."),
            ("very much", "It is seen in the result of the organisation."),
        ),
    ),
    Yardstick(
        "Strategic fit",
        "criterion",
        "business",
        "How much of what the organisation has set out to do it brings closer.",
        scale=_percents(
            ("against it", "It leads away from an objective."),
            ("beside it", "It has to do with no objective."),
            ("along", "It helps an objective a little."),
            ("for it", "It brings an objective clearly closer."),
            ("the way", "An objective can’t be reached without it."),
        ),
    ),
    Yardstick(
        "Effort",
        "criterion",
        "effort",
        "How hard it is; the harder, the less the value.",
        scale=_percents(
            ("days", "One person, some days."),
            ("weeks", "One team, some weeks."),
            ("a quarter", "One team, about a quarter."),
            ("half a year", "Several teams, about half a year."),
            ("a year", "Several departments, a year or more."),
        ),
    ),
)

TITLES: Final[Mapping[ScoringKind, str]] = {
    "value matrix": "Value matrix",
    "opportunity score": "Opportunity score",
    "RICE": "RICE",
    "ICE": "ICE",
    "WSJF": "WSJF",
    "weighted criteria": "Weighted criteria",
}

CRITERIA: Final[Mapping[ScoringKind, tuple[Yardstick, ...]]] = {
    "value matrix": _VALUE_MATRIX,
    "opportunity score": _OPPORTUNITY_SCORE,
    "RICE": _RICE,
    "ICE": _ICE,
    "WSJF": _WSJF,
    "weighted criteria": _WEIGHTED,
}

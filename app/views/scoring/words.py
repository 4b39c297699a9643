"""How the window writes what belongs to scoring: models, criteria, anchors, values and where they come from."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.layout.prefill_words import explained
from app.layout.words import figure
from app.models.content import Content
from app.models.kinds import Prefill, ScoringKind, Side
from app.models.records import Anchor, Criterion, Score, Scorer
from app.scoring.formulas import DIVISORS
from app.scoring.models import Model
from app.scoring.prefills import Prefilled
from app.scoring.scores import Standing
from app.views.days import spoken_day
from app.views.kinds import map_words, of_served

_DIGITS: Final = 2


def tr(text: str) -> str:
    """Translate a text about scoring."""
    return QCoreApplication.translate("Scoring", text)


def number(value: float) -> str:
    """Return a score as people write it, with at most two decimals."""
    return figure(value, _DIGITS)


def side_word(side: Side) -> str:
    """Return what a side is called."""
    words: dict[Side, str] = {
        "customer": of_served(tr("customer")),
        "business": tr("business"),
        "effort": tr("effort"),
    }
    return words[side]


def prefill_word(prefill: Prefill | None) -> str:
    """Return what stands in until people score."""
    words: dict[Prefill | None, str] = {
        "severity": tr("severity of the cards"),
        "frequency": tr("frequency of the cards"),
        "sentiment": tr("sentiment of cards and insights"),
        "participants": tr("people who are quoted"),
        None: tr("nothing"),
    }
    return words[prefill]


def source_of(kind: ScoringKind) -> str:
    """Return where a formula was published."""
    sources: Mapping[ScoringKind, str] = {
        "value matrix": tr("A weighted mean of two values; effort is shown beside it and is no part of it."),
        "opportunity score": tr(
            "A. Ulwick: Turn Customer Input into Innovation. Harvard Business Review, January 2002; "
            "What Customers Want, 2005."
        ),
        "RICE": tr("S. McBride: RICE, simple prioritization for product managers. Intercom, 2016."),
        "ICE": tr("S. Ellis and M. Brown: Hacking Growth, 2017."),
        "WSJF": tr("Scaled Agile Framework; after D. Reinertsen: The Principles of Product Development Flow, 2009."),
        "weighted criteria": tr(
            "R. Keeney and H. Raiffa: Decisions with Multiple Objectives, 1976 (a weighted sum of scores in percent)."
        ),
    }
    return sources[kind]


def bounds_text(criterion: Criterion) -> str:
    """Return between what the scores by a criterion lie."""
    if criterion.highest is None and criterion.part in DIVISORS.values() and criterion.lowest == 0:
        return tr("above 0")
    if criterion.highest is None:
        return tr("{low} or more").format(low=number(criterion.lowest))
    return tr("{low} to {high}").format(low=number(criterion.lowest), high=number(criterion.highest))


def anchor_text(anchor: Anchor) -> str:
    """Return an anchor in one line: “75 · much – It takes a pain from many …”."""
    named = " · ".join(part for part in (number(anchor.value), anchor.label) if part)
    return " – ".join(part for part in (named, anchor.rubric) if part)


def label_at(model: Model, criterion: Criterion, value: float) -> str:
    """Return the label of the anchor at a value; nothing between anchors."""
    return next((each.label for each in model.anchors.get(criterion.id, ()) if each.value == value), "")


def value_text(model: Model, criterion: Criterion, score: Score) -> str:
    """Return what somebody said in figures: “75 much (50–100)”."""
    if score.value is None:
        return "–"
    text = " ".join(part for part in (number(score.value), label_at(model, criterion, score.value)) if part)
    low, high = (number(end) if end is not None else "" for end in (score.low, score.high))
    if low and high:
        return f"{text} ({low}–{high})"
    if low or high:
        return f"{text} ({tr('from {low}').format(low=low) if low else tr('to {high}').format(high=high)})"
    return text


def who(content: Content, score: Score) -> str:
    """Return who said so: a scorer, or the group as a whole."""
    scorer = content.find(Scorer, score.scorer_id)
    return (scorer.name or tr("Unnamed")) if scorer is not None else tr("The group")


def prefill_text(prefill: Prefilled) -> str:
    """Return what stands in and what it was made of: “from the map: mean severity 4.5 (1 to 5), cards: 2”."""
    return tr("from the map: {why}").format(why=explained(prefill, map_words()))


def moment_text(score: Score) -> str:
    """Return the day of a score in words; nothing where it is not known."""
    try:
        return spoken_day(date.fromisoformat(score.at[:10]))
    except ValueError:
        return ""


def standing_text(content: Content, standing: Standing) -> str:
    """Return where the value that counts comes from: “median of 3”, “overridden on …: reason”, “from the map …”."""
    override = standing.override
    if standing.source == "override" and override is not None:
        day = moment_text(override)
        said = tr("overridden on {day}: {reason}") if day else tr("overridden: {reason}")
        text = said.format(day=day, reason=override.reason or "–")
        if standing.median is not None:
            beside = tr("the median of {count} is {value}")
            return f"{text} · {beside.format(count=standing.scorers, value=number(standing.median))}"
        if standing.prefill is not None:
            return f"{text} · {number(standing.prefill.value)} {prefill_text(standing.prefill)}"
        return text
    if standing.source == "median":
        by_scorers = any(each.scorer_id for each in standing.rows)
        return tr("median of {count}").format(count=standing.scorers) if by_scorers else tr("scored by the group")
    if standing.source == "prefill" and standing.prefill is not None:
        return prefill_text(standing.prefill)
    return tr("not scored")

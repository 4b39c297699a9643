"""How the window writes what belongs to opportunities: values, formula, places, weights, decisions."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.layout.prefill_words import explained
from app.layout.words import figure
from app.models.content import Content, cards_of_opportunity, journeys_of_opportunity
from app.models.kinds import DecisionKind, OpportunityStatus, OpportunityType, Side
from app.models.records import Criterion
from app.scoring.formulas import arithmetic, formula_text, scaled, shares_of, weight_text
from app.scoring.models import Model
from app.scoring.ranking import Interval, Place
from app.scoring.scores import Row, Standing
from app.views.kinds import map_words, of_served
from app.views.widgets import counted


def tr(text: str) -> str:
    """Translate a text about opportunities."""
    return QCoreApplication.translate("Opportunities", text)


def decision_word(decision: DecisionKind | None) -> str:
    """Return a decision, or that there is none yet."""
    words: dict[DecisionKind | None, str] = {
        "will do": tr("will do"),
        "will not do": tr("will not do"),
        "later": tr("later"),
        None: tr("open"),
    }
    return words[decision]


def opportunity_status_word(status: OpportunityStatus) -> str:
    """Return how far an opportunity is."""
    words: dict[OpportunityStatus, str] = {
        "idea": tr("idea"),
        "in review": tr("in review"),
        "in work": tr("in work"),
        "done": tr("done"),
    }
    return words[status]


def type_word(kind: OpportunityType) -> str:
    """Return what kind of opportunity one is."""
    words: dict[OpportunityType, str] = {
        "fix": tr("fix"),
        "upsell": tr("upsell"),
        "cross-sell": tr("cross-sell"),
        "new": tr("new"),
    }
    return words[kind]


def score_text(value: float | None, missing: str = "–") -> str:
    """Return a score with at most one decimal."""
    return missing if value is None else figure(value)


def side_word(side: Side) -> str:
    """Return whose side a criterion is on."""
    words: dict[Side, str] = {
        "customer": tr("customer side"),
        "business": tr("business side"),
        "effort": tr("what it costs"),
    }
    return words[side]


def formula(model: Model, weights: Sequence[float]) -> str:
    """Return how a value comes about at weights."""
    return of_served(formula_text(model, weights))


def source_text(standing: Standing) -> str:
    """Return where the value of a cell comes from, empty where there is none."""
    match standing.source:
        case "median":
            many = tr("median of {count}").format(count=standing.scorers)
            return many if standing.scorers > 1 else tr("one score")
        case "override":
            beside = tr("override; median {value}").format(value=score_text(standing.median))
            return beside if standing.median is not None else tr("override")
        case "prefill":
            return tr("prefilled")
    return ""


def arithmetic_lines(model: Model, row: Row, weights: Sequence[float], value: float | None) -> list[str]:
    """Return the value with all that it is computed from: a line for each part of the formula, and what comes of it."""
    total = f"= {score_text(value, '?')}"
    cells = list(zip(model.criteria, row, shares_of(model, weights), strict=True))
    if model.weighed:
        parts = [
            f"{weight_text(share)} × {_weighed_score(model, criterion, cell.value)} ({_named(criterion, cell)})"
            for criterion, cell, share in cells
            if model.counts(criterion)
        ]
        return [parts[0] if parts else "0", *(f"+ {part}" for part in parts[1:]), total]
    lines = [f"{score_text(cell.value, '?')} ({_named(criterion, cell)})" for criterion, cell, _ in cells]
    scores = [cell.value for cell in row]
    if value is not None and None not in scores:
        made = arithmetic(model, [each or 0.0 for each in scores], weights)
        return [*lines, made[: made.rindex("=")].strip(), total]
    return [*lines, total]


def _weighed_score(model: Model, criterion: Criterion, score: float | None) -> str:
    if score is None or model.kind == "value matrix":
        return score_text(score, "?")
    return score_text(scaled(criterion, score))


def _named(criterion: Criterion, cell: Standing) -> str:
    name = of_served(criterion.name)
    return ", ".join(part for part in (name[:1].lower() + name[1:], source_text(cell)) if part)


def standing_text(criterion: Criterion, standing: Standing) -> str:
    """Return what an opportunity is held to be worth by a criterion and who says so, a line each."""
    lines = [f"{of_served(criterion.name)}: {score_text(standing.value, tr('not scored'))}"]
    if standing.override is not None:
        lines.append(tr("override: {reason}").format(reason=standing.override.reason))
    if standing.median is not None and standing.source == "override":
        lines.append(tr("median {value}").format(value=score_text(standing.median)))
    if standing.scorers:
        lines.append(counted(standing.scorers, tr("scorer"), tr("scorers")))
    if standing.low is not None and standing.high is not None and standing.spread:
        lines.append(tr("between {low} and {high}").format(low=figure(standing.low), high=figure(standing.high)))
    if standing.prefill is not None and standing.source == "prefill":
        lines.append(tr("prefilled: {why}").format(why=explained(standing.prefill, map_words())))
    return "\n".join(lines)


def interval_text(interval: Interval | None) -> str:
    """Return the weights at which an opportunity leads, with two decimals."""
    if interval is None:
        return tr("never first")
    low, high = (f"{float(end):.2f}" for end in interval)
    return low if interval[0] == interval[1] else f"{low}–{high}"


def missing_text(model: Model, cells: Row, place: Place) -> str:
    """Return what is not scored yet, and the places that this leaves open."""
    needed = [(each, cell.value) for each, cell in zip(model.criteria, cells, strict=True) if model.counts(each)]
    names = [of_served(each.name) for each, value in needed if value is None]
    if not names:  # an effort or a size of 0, which nothing can be divided by
        missing = tr("effort is 0")
    elif len(names) == len(needed):
        missing = tr("not scored")
    elif len(names) == 1:
        missing = tr("{criterion} not scored").format(criterion=names[0])
    else:
        missing = tr("{count} criteria not scored").format(count=len(names))
    if place.best == place.worst:
        return f"{missing}: {tr('place {best} in any case').format(best=place.best)}"
    return f"{missing}: {tr('place {best} at best, {worst} at worst').format(best=place.best, worst=place.worst)}"


def about(content: Content, opportunity_id: str) -> str:
    """Return the journeys of an opportunity, each in its own direction of writing, and how many cards are behind it."""
    journeys = [each.title for each in journeys_of_opportunity(content, opportunity_id)]
    cards = len(cards_of_opportunity(content, opportunity_id))
    parts = [", ".join(f"\u2068{title}\u2069" for title in journeys[:2]) + (" …" if len(journeys) > 2 else "")]
    parts += [counted(cards, tr("card"), tr("cards"))] if cards else []
    return " · ".join(part for part in parts if part)

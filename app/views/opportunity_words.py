"""How the window writes what belongs to opportunities: values, formula, places, weights, decisions."""

from PySide6.QtCore import QCoreApplication

from app.layout.words import figure
from app.models.content import Content, cards_of_opportunity, journeys_of_opportunity
from app.models.kinds import DecisionKind, OpportunityStatus
from app.models.records import Opportunity
from app.scoring.ranking import Interval, Place
from app.views.kinds import of_served
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


def score_text(value: float | None, missing: str = "–") -> str:
    """Return a score with at most one decimal."""
    return missing if value is None else figure(value)


def formula(weight: float) -> str:
    """Return how a value comes about at a weight."""
    text = of_served(tr("value = {w} · customer + {rest} · business"))
    return text.format(w=f"{weight:.2f}", rest=f"{1 - weight:.2f}")


def arithmetic(opportunity: Opportunity, weight: float, value: float | None) -> str:
    """Return the value with all that it is computed from."""
    customer, business = (score_text(each, "?") for each in (opportunity.customer, opportunity.business))
    text = of_served(tr("{w} × {customer} (customer) + {rest} × {business} (business) = {value}"))
    return text.format(
        w=f"{weight:.2f}",
        customer=customer,
        rest=f"{1 - weight:.2f}",
        business=business,
        value=score_text(value, "?"),
    )


def interval_text(interval: Interval | None) -> str:
    """Return the weights at which an opportunity leads, with two decimals."""
    if interval is None:
        return tr("never first")
    low, high = (f"{float(end):.2f}" for end in interval)
    return low if interval[0] == interval[1] else f"{low}–{high}"


def missing_text(opportunity: Opportunity, place: Place) -> str:
    """Return what is not scored yet, and the places that this leaves open."""
    missing = {(True, True): tr("not scored"), (True, False): of_served(tr("customer value not scored"))}.get(
        (opportunity.customer is None, opportunity.business is None), tr("business value not scored")
    )
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

"""Words for the framework, as all tabs of the place say them."""

from PySide6.QtCore import QCoreApplication

from app.models.kinds import AskStatus, JourneyLevel, Level
from app.models.records import Journey
from app.scoring.framework.portfolio import Experience, Proven, Review
from app.views.days import day_word
from app.views.widgets import counted


def tr(text: str) -> str:
    """Translate a text of the place."""
    return QCoreApplication.translate("Framework", text)


def title_of(journey: Journey) -> str:
    """Return what a journey is called, on one line."""
    return " ".join(journey.title.split()) or tr("Untitled journey")


def level_word(level: JourneyLevel) -> str:
    """Return what a level of the framework is called."""
    words: dict[JourneyLevel, str] = {
        "lifecycle": tr("lifecycle"),
        "journey": tr("journey"),
        "sub-journey": tr("sub-journey"),
    }
    return words[level]


def much_word(level: Level) -> str:
    """Return what a level of interest or influence is called."""
    words: dict[Level, str] = {"low": tr("low"), "medium": tr("medium"), "high": tr("high")}
    return words[level]


def ask_word(status: AskStatus) -> str:
    """Return what becomes of an ask."""
    words: dict[AskStatus, str] = {"open": tr("open"), "met": tr("met"), "declined": tr("declined")}
    return words[status]


def experience_word(experience: Experience) -> str:
    """Return how a journey feels, such as “63 · n 12”; a dash where nothing is said."""
    if experience.value is None:
        return "–"
    return f"{experience.value:.0f} · n {experience.n}"


def proven_word(proven: Proven) -> str:
    """Return which part of the pains somebody is known to have; a dash where there is no pain."""
    return "–" if proven.share is None else f"{round(100 * proven.share)} %"


def proven_line(proven: Proven) -> str:
    """Return what is behind that part, in words."""
    if not proven.pains:
        return tr("No pain is on the map")
    said = tr("{validated} validated, {emerging} emerging, {assumption} assumed")
    return said.format(validated=proven.validated, emerging=proven.emerging, assumption=proven.assumption)


def review_word(review: Review) -> str:
    """Return when a journey is to be looked at next."""
    if review.state == "overdue":
        return tr("{days} overdue").format(days=counted(review.late, tr("day"), tr("days")))
    words = {"no cadence": tr("no cadence"), "never reviewed": tr("never reviewed")}
    return words.get(review.state) or day_word(review.next)


def needs_review(review: Review) -> bool:
    """Return whether somebody should look at a journey now."""
    return review.state in ("overdue", "never reviewed")


def list_word(listed: str) -> str:
    """Return what one of the lists of the framework is called."""
    words = {
        "portfolio": tr("Portfolio"),
        "stakeholders": tr("Stakeholders"),
        "tools": tr("Tools"),
        "silos": tr("Silos"),
        "orchestration": tr("Orchestration"),
        "messages": tr("Message plan"),
    }
    return words[listed]

"""Words and icons for the kinds of the domain, as the whole window shows them."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon

from app.canvas.icons import map_icon
from app.layout.look import Theme, kind_edge
from app.layout.words import ENGLISH, Words, called
from app.models.content import Content, noun_of
from app.models.kinds import CardKind, JourneyState, JourneyStatus, LaneKind
from app.models.records import Journey


def tr(text: str) -> str:
    """Translate the word for a kind."""
    return QCoreApplication.translate("Kinds", text)


_noun = "customer"


def speak_of(noun: str) -> None:
    """Say a workspace's noun wherever a text of the window says “customer”."""
    global _noun
    _noun = noun


def of_served(text: str) -> str:
    """Return a text of the window with the noun of the open workspace in the place of “customer”."""
    return called(text, _noun)


def kind_word(kind: CardKind) -> str:
    """Return what a kind of card is called in the window."""
    words: dict[CardKind, str] = {
        "touchpoint": tr("Touchpoint"),
        "pain": tr("Pain point"),
        "gain": tr("Gain"),
        "action": tr("Action"),
        "thought": tr("Thought"),
        "quote": tr("Quote"),
        "need": tr("Need"),
        "question": tr("Question"),
        "factor": tr("Factor"),
        "influence": tr("Influence"),
        "message": tr("Message"),
        "note": tr("Note"),
        "image": tr("Image"),
    }
    return words[kind]


def lane_word(kind: LaneKind) -> str:
    """Return what a kind of lane is called in the window."""
    return QCoreApplication.translate("Map", ENGLISH[kind])


def field_word(name: str) -> str:
    """Return what a field is called in the window."""
    return of_served(QCoreApplication.translate("Map", ENGLISH[f"field {name}"]))


def journey_goal_word(content: Content, journey: Journey) -> str:
    """Return what the goal of a journey is called: that of the customer, or of whose journey it is."""
    return called(QCoreApplication.translate("Map", ENGLISH["field goal"]), noun_of(content, journey))


def value_word(value: str) -> str:
    """Return what one of the choices of a field is called in the window."""
    return QCoreApplication.translate("Map", ENGLISH[f"value {value}"])


def state_word(state: JourneyState) -> str:
    """Return what the state of a journey is called."""
    return {"current": tr("current"), "to-be": tr("to-be")}[state]


def status_word(status: JourneyStatus) -> str:
    """Return what the status of a journey is called."""
    words: dict[JourneyStatus, str] = {
        "draft": tr("draft"),
        "in review": tr("in review"),
        "agreed": tr("agreed"),
        "archived": tr("archived"),
    }
    return words[status]


def kind_icon(kind: CardKind, look: Theme, size: int = 16) -> QIcon:
    """Return the icon that cards of the kind carry on the map, in its colour."""
    return map_icon(kind, kind_edge(kind), look.name, size)


def report_words() -> Words:
    """Return what reports say, in the user's language."""
    from app.exporters.paper import WORDS as PAPER
    from app.exporters.report.words import WORDS as REPORT

    said = {key: QCoreApplication.translate("Report", text) for key, text in {**PAPER, **REPORT}.items()}
    return {**map_words(), **said}


def handout_words() -> Words:
    """Return what wall templates, ballots and scoring sheets say, in the user's language."""
    from app.exporters.ballots import WORDS as BALLOTS
    from app.exporters.paper import WORDS as PAPER
    from app.exporters.scoring_sheet import WORDS as SCORING
    from app.exporters.wall.words import WORDS as WALL

    texts = {**PAPER, **WALL, **BALLOTS, **SCORING}
    said = {key: QCoreApplication.translate("Paper", text) for key, text in texts.items()}
    return {**map_words(), **said}


def map_words() -> Words:
    """Return what maps themselves print, in the user's language."""
    return {key: QCoreApplication.translate("Map", text) for key, text in ENGLISH.items()}

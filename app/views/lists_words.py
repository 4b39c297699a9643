"""What the shared lists, their uses and the colours of tags are called in the window."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.models.kinds import TagColour
from app.views.widgets import counted


def tr(text: str) -> str:
    """Translate a word of the shared lists."""
    return QCoreApplication.translate("Lists", text)


def list_word(key: str) -> str:
    """Return what a shared list is called."""
    words = {
        "channels": tr("Channels"),
        "departments": tr("Departments"),
        "owners": tr("Owners"),
        "brands": tr("Brands"),
        "segments": tr("Segments"),
        "tools": tr("Tools"),
        "tags": tr("Tags"),
    }
    return words[key]


def entry_words(key: str) -> tuple[str, str]:
    """Return what one and several entries of a shared list are called."""
    words = {
        "channels": (tr("channel"), tr("channels")),
        "departments": (tr("department"), tr("departments")),
        "owners": (tr("owner"), tr("owners")),
        "brands": (tr("brand"), tr("brands")),
        "segments": (tr("segment"), tr("segments")),
        "tools": (tr("tool"), tr("tools")),
        "tags": (tr("tag"), tr("tags")),
    }
    return words[key]


def adding_word(key: str) -> str:
    """Return what the line says that adds an entry to a list."""
    words = {
        "channels": tr("Add a channel"),
        "departments": tr("Add a department"),
        "owners": tr("Add an owner"),
        "brands": tr("Add a brand"),
        "segments": tr("Add a segment"),
        "tools": tr("Add a tool"),
        "tags": tr("Add a tag"),
    }
    return words[key]


def uses_words(uses: Mapping[str, int]) -> str:
    """Return who uses an entry, such as “3 cards, 1 step”; nothing where nobody does."""
    nouns = {
        "card": (tr("card"), tr("cards")),
        "step": (tr("step"), tr("steps")),
        "stage": (tr("stage"), tr("stages")),
        "journey": (tr("journey"), tr("journeys")),
        "persona": (tr("persona"), tr("personas")),
        "opportunity": (tr("opportunity"), tr("opportunities")),
        "tag": (tr("tag below it"), tr("tags below it")),
    }
    return ", ".join(counted(uses[kind], *words) for kind, words in nouns.items() if kind in uses)


def colour_word(colour: TagColour | None) -> str:
    """Return what the colour of a tag is called."""
    words: dict[TagColour | None, str] = {
        "blue": tr("Blue"),
        "purple": tr("Purple"),
        "teal": tr("Teal"),
        "orange": tr("Orange"),
        "pink": tr("Pink"),
        "green": tr("Green"),
        "grey": tr("Grey"),
        "brown": tr("Brown"),
        None: tr("No colour"),
    }
    return words[colour]

"""What a report is of, and the measures of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from typing import Final

from app.exporters.paper import PaperOptions, format_date, paper_size
from app.exporters.ranking import short
from app.exporters.report.flow import Strip
from app.layout.text.bidi import base_level
from app.layout.words import Words
from app.models.content import Content, tags_of
from app.models.errors import InputError
from app.models.records import Journey, Opportunity, Persona
from app.models.snapshot import Snapshot
from app.scoring.models import Model
from app.scoring.opportunities import Ranked

PAPERS: Final = ("A4", "Letter")
"""The papers that a report is set on, on their long side."""

MARGIN: Final = 40.0
HEADER: Final = 28.0
"""Where the running header begins, from the top."""

TOP: Final = 52.0
"""Where a page's text begins, from the top."""

BOTTOM: Final = 58.0
"""Where it ends at the latest, from the bottom."""

GUTTER: Final = 32.0
_TITLE_ROOM: Final = 130.0
"""What the title of a section takes at most."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's measures in points."""

    width: float
    height: float

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def room(self) -> float:
        """The height that a column has at least."""
        return self.height - TOP - BOTTOM - _TITLE_ROOM

    def column(self, columns: int) -> float:
        """Return the width of one of several columns."""
        return (self.inner - GUTTER * (columns - 1)) / columns


def frame_of(paper: str) -> Frame:
    """Return the pages of a paper on its long side; raises InputError where reports are not set on it."""
    if paper not in PAPERS:
        raise InputError(f"A report is set on {' or '.join(PAPERS)}, not on {paper}. Nothing was written.")
    return Frame(*paper_size(PaperOptions(paper, landscape=True)))


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is of: journeys, and the opportunities that belong to them, with places among all.

    What is late by now is so on its date.
    """

    snapshot: Snapshot
    journeys: tuple[Journey, ...]
    whole: bool
    ranked: tuple[Ranked, ...]
    model: Model
    weights: tuple[float, ...]
    words: Words
    frame: Frame
    date: Date
    paper: str

    @property
    def content(self) -> Content:
        """The records of the workspace."""
        return self.snapshot.content


@dataclass(frozen=True, slots=True)
class Section:
    """Part of a report that begins a page: a title, and strips set in columns.

    `level` is that in contents and outline; `begins` says that a chapter begins there, above this section.
    """

    title: str
    anchor: str
    strips: tuple[Strip, ...]
    columns: int = 1
    level: int = 0
    chapter: str = ""
    begins: bool = False
    cover: bool = False


def title_in(scope: Scope, opportunity: Opportunity) -> str:
    """Return what an opportunity is called in a report."""
    return opportunity.title or scope.words["report untitled"]


def anchor_of(opportunity: Opportunity) -> str:
    """Return where a report tells all about an opportunity: what rows and page numbers point at."""
    return f"opportunity:{opportunity.id}"


def day_in(scope: Scope, day: str | None) -> str:
    """Return a day (YYYY-MM-DD) as a report writes it; nothing for none."""
    return format_date(Date.fromisoformat(day), scope.words) if day else ""


def tag_names(content: Content, record: Journey | Persona | Opportunity) -> list[str]:
    """Return the names of a record's tags in the order of the shared list."""
    return [tag.name for tag in tags_of(content, record)]


def score(value: float | None) -> str:
    """Return a score with at most one decimal."""
    return "–" if value is None else short(value)


def apart(text: str) -> str:
    """Return somebody's words for the middle of a sentence, kept apart where they run the other way."""
    return f"\u2068{text}\u2069" if base_level(text) else text

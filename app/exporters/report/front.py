"""The first pages of a report: the cover, and the contents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date
from typing import NamedTuple

from app.exporters.paper import format_date
from app.exporters.report.blocks import BODY, BOLD, LEAD, Cell, Head, Row, facts, heading, paragraph, points, table
from app.exporters.report.flow import Strip, aside
from app.exporters.report.scope import Scope, Section
from app.models.content import cards_of, swimlanes_of, workspace_of

_INDENT = 12.0


class Entry(NamedTuple):
    """A line of the contents: what it is called, how deep it lies, where it leads."""

    title: str
    level: int
    target: str


def cover(scope: Scope, day: Date) -> Section:
    """Return the first page: title, vision, principles and objectives, then what it is of and from when."""
    workspace, words, frame = workspace_of(scope.content), scope.words, scope.frame
    width = frame.column(2)
    strips: list[Strip] = []
    if workspace.vision.strip():
        strips += paragraph(workspace.vision.strip(), width, LEAD, above=0.0)
    for name, text in (("principles", workspace.principles), ("objectives", workspace.objectives)):
        if text.strip():
            strips += [heading(words[f"report {name}"], width), *_said(text, width)]
    personas = {lane.persona_id for journey in scope.journeys for lane in swimlanes_of(scope.content, journey.id)}
    counts = {
        "journeys": len(scope.journeys),
        "personas": len(personas),
        "cards": sum(len(cards_of(scope.content, journey.id)) for journey in scope.journeys),
        "opportunities": len(scope.ranked),
    }
    version = words["report version"].format(number=scope.snapshot.step)
    about = [
        (words["report date"], format_date(day, words)),
        (words["report file"], f"{scope.snapshot.file_name}, {version}"),
        (
            words["report holds"],
            "\n".join(words[f"report count {name}"].format(count=count) for name, count in counts.items() if count),
        ),
        (words["report noun"], workspace.noun),
    ]
    strips += aside([heading(words["report"], width), *facts(about, width, frame.room)])
    return Section(workspace.title, "cover", tuple(strips), columns=2, cover=True)


def _said(text: str, width: float) -> list[Strip]:
    """Return several lines as a list, one as a paragraph."""
    return points(text, width) if len(text.strip().splitlines()) > 1 else paragraph(text.strip(), width, above=2.0)


def contents(scope: Scope, entries: Iterable[Entry]) -> Section:
    """Return the contents: what begins where, each line a link."""
    width = scope.frame.column(2)
    rows = [
        Row(
            (
                Cell(entry.title, BODY if entry.level else BOLD, indent=_INDENT * entry.level),
                Cell(style=BODY if entry.level else BOLD, target=entry.target, page=True),
            ),
            target=entry.target,
        )
        for entry in entries
    ]
    strips = table((Head("", grows=True), Head("")), rows, width, scope.frame.room, 0.0) if rows else []
    if not rows:
        strips = paragraph(scope.words["report empty"], width, above=0.0)
    return Section(scope.words["report contents"], "contents", tuple(strips), columns=2)

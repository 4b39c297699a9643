"""The framework of all journeys: the lifecycle board, what is known of each journey, and where nobody looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date as Date

from app.exporters.paper import format_date
from app.exporters.ranking import short
from app.exporters.report.blocks import BODY, BOLD, SMALL, Cell, Head, Row, heading, paragraph, table
from app.exporters.report.flow import Strip
from app.exporters.report.scope import Scope, Section, apart
from app.models.records import Journey
from app.scoring.framework.board import Board, BoardItem, board_of, lifecycles_of
from app.scoring.framework.portfolio import PortfolioRow, Review, blind_spots, overdue, portfolio_of

_INDENT = 10.0
_MOST = 12
"""Blind spots of one sort that are named; of more the number is given."""


def framework_section(scope: Scope) -> Section | None:
    """Return the page about all journeys; none where the report is of some, or there is only one."""
    rows = portfolio_of(scope.content, scope.date) if scope.whole else ()
    if len(rows) < 2:
        return None
    words, width = scope.words, scope.frame.inner
    to_be = sum(row.journey.state == "to-be" for row in rows)
    late = sum(1 for _ in overdue(scope.content, scope.date))
    said = words["report framework counts"].format(current=len(rows) - to_be, to_be=to_be, late=late)
    strips = paragraph(said, width, BOLD, above=0.0)
    strips += paragraph(words["report experience means"], width, SMALL, "muted")
    strips += _portfolio(scope, rows)
    for lifecycle in lifecycles_of(scope.content):
        board = board_of(scope.content, lifecycle.id)
        if board is not None and board.stages and board.cells:
            strips += _board(scope, board)
    strips += _blind_spots(scope)
    chapter = words["report framework"]
    return Section(chapter, "framework", tuple(strips), chapter=chapter)


def _portfolio(scope: Scope, rows: Sequence[PortfolioRow]) -> list[Strip]:
    words = scope.words
    heads = (
        Head(words["report journey"], grows=True),
        Head(words["report lifecycle stage"]),
        Head(words["report owner"]),
        Head(words["report experience"], "end"),
        Head(words["report column pains"], "end"),
        Head(words["report proven"], "end"),
        Head(words["report opportunities"], "end"),
        Head(words["report next review"]),
        Head(words["report page"], "end"),
    )
    return table(heads, [_journey_row(scope, row) for row in rows], scope.frame.inner, scope.frame.room, 12.0)


def _journey_row(scope: Scope, row: PortfolioRow) -> Row:
    words, journey = scope.words, row.journey
    hopes = journey.state == "to-be"
    title = journey.title or words["report untitled"]
    target = f"map:{journey.id}"
    felt = row.experience
    proven = "–" if row.proven.share is None else f"{row.proven.pains - row.proven.assumption} / {row.proven.pains}"
    below = f" + {row.pains_below}" if row.pains_below else ""
    return Row(
        (
            Cell(
                f"{title} ({words['to-be']})" if hopes else title,
                BODY if row.depth else BOLD,
                "muted" if hopes else "ink",
                indent=_INDENT * row.depth,
            ),
            Cell(row.stage.title if row.stage else "–", SMALL, "ink" if row.stage else "muted"),
            Cell(row.owner.name if row.owner else "–", SMALL, "ink" if row.owner else "muted"),
            Cell("–" if felt.value is None else f"{short(felt.value)} (n = {felt.n})"),
            Cell(f"{row.pains}{below}"),
            Cell(proven, SMALL),
            Cell(str(row.opportunities)),
            _next_review(scope, row.review),
            Cell(target=target, page=True, style=SMALL, colour="muted"),
        ),
        target=target,
    )


def _next_review(scope: Scope, review: Review) -> Cell:
    """Return when a journey is to be looked at next; what is late stands out."""
    words = scope.words
    if review.state == "no cadence":
        return Cell("–", SMALL, "muted")
    if review.next is None:
        return Cell(words["report never reviewed"], BOLD, "bad")
    day = _day(scope, review.next)
    if review.late:
        return Cell(words["report late"].format(day=day, count=review.late), BOLD, "bad")
    return Cell(day, SMALL)


def _day(scope: Scope, day: Date) -> str:
    return format_date(day, scope.words)


def _board(scope: Scope, board: Board) -> list[Strip]:
    """Return the board as a table: a column a stage, a row a brand, and the journeys of each cell below each other."""
    words, width = scope.words, scope.frame.inner
    title = words["report board"].format(title=apart(board.lifecycle.title))
    named = [row for row in board.rows if any(board.cell(row.id, stage.id) for stage in board.stages)]
    several = len(named) > 1 or any(row.id for row in named)
    brands = (Head(words["report brand"]),) if several else ()
    heads = (*brands, *(Head(stage.title, grows=True) for stage in board.stages))
    rows = []
    for row in named:
        name = (Cell(row.name or words["report no brand"], BOLD, "ink" if row.id else "muted"),) if several else ()
        rows.append(Row((*name, *(_cell(scope, board.cell(row.id, stage.id)) for stage in board.stages))))
    return [heading(title, width, f"board:{board.lifecycle.id}", 1), *table(heads, rows, width, scope.frame.room)]


def _cell(scope: Scope, items: Sequence[BoardItem]) -> Cell:
    lines = [line for item in items for line in _lines(scope, item)]
    return Cell("\n".join(lines) or "–", SMALL, "ink" if lines else "muted")


def _lines(scope: Scope, item: BoardItem) -> Iterator[str]:
    yield item.journey.title or scope.words["report untitled"]
    for variant in item.to_be:
        yield f"→ {variant.title or scope.words['report untitled']}"


def _blind_spots(scope: Scope) -> list[Strip]:
    """Return where nobody looks: stages without a journey, personas nobody is behind, journeys nobody owns."""
    spots, words, width = blind_spots(scope.content), scope.words, scope.frame.inner
    found = (
        ("report blind stages", [stage.title for _, stage in spots.stages]),
        ("report blind personas", [persona.name for persona in spots.personas]),
        ("report blind journeys", [journey.title for journey in spots.journeys]),
        (
            "report reviews due",
            [_due(scope, journey, review) for journey, review in overdue(scope.content, scope.date)],
        ),
    )
    rows = [
        Row((Cell(words[key], BOLD), Cell(_named(scope, names)), Cell(str(len(names)))))
        for key, names in found
        if names
    ]
    title = heading(words["report blind spots"], width, "blind spots", 1)
    if not rows:
        return [title, *paragraph(words["report no blind spots"], width, above=2.0)]
    return [title, *table((Head(""), Head("", grows=True), Head("", "end")), rows, width, scope.frame.room)]


def _named(scope: Scope, names: Sequence[str]) -> str:
    shown = ", ".join(apart(name or scope.words["report untitled"]) for name in names[:_MOST])
    return f"{shown} …" if len(names) > _MOST else shown


def _due(scope: Scope, journey: Journey, review: Review) -> str:
    title = journey.title or scope.words["report untitled"]
    if review.next is None:
        return f"{title} ({scope.words['report never reviewed']})"
    return f"{title} ({_day(scope, review.next)})"

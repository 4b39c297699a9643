"""A workspace or its maps to a file: the one table of formats, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.models.snapshot import Snapshot

if TYPE_CHECKING:
    from app.exporters.paper import PaperOptions
    from app.exporters.sheets import Sheet
    from app.layout.lens import Lens
    from app.layout.words import Words


FRAMEWORK_LISTS: Final = ("portfolio", "stakeholders", "tools", "silos", "orchestration", "messages")
"""What of the framework a table lists."""

DECISION_LISTS: Final = ("decisions", "actions", "solutions")
"""What of that which was decided a table lists."""

EVENTS: Final = "events"
"""What `listed` says where actions are to be events: not every calendar takes tasks."""

USUAL_BALLOTS: Final = 12
"""How many ballots are printed where nobody says."""


@dataclass(frozen=True, slots=True)
class Order:
    """One export: the file, journeys (none named = all), and what paper and pictures need.

    `report` makes it a report with the maps in it. `paper` is a name or "fit"; `tile` a scale to cut at (1 = as on
    screen), none = all on one page; `zoom` pixels a point in a PNG; `weight` that of the customer side; `listed` what a
    table or JSON lists where it is not what it usually holds, “table” makes a page one table; `words` what maps print
    in another language; `lenses` tell by journey how its map is looked at. `wall` makes it the blank wall template of a
    journey, `sheets` being the paper that it is cut over, if any; `ballots` is the id of the vote whose ballots it is,
    `count` how many; `scoring_sheet` makes it the sheet to score on paper.
    """

    out: Path
    journey_ids: tuple[str, ...] = ()
    paper: str = "fit"
    landscape: bool = False
    tile: float | None = None
    zoom: float = 1.0
    weight: float | None = None
    listed: str = ""
    words: Words | None = None
    report: bool = False
    wall: bool = False
    sheets: str = ""
    ballots: str = ""
    count: int = USUAL_BALLOTS
    scoring_sheet: bool = False
    lenses: Mapping[str, Lens] = field(default_factory=dict)

    @property
    def paper_options(self) -> PaperOptions:
        """Paper, orientation and tiles as the pages are planned by."""
        from app.exporters.paper import PaperOptions

        return PaperOptions(self.paper, self.landscape, self.tile)


def export(
    snapshot: Snapshot,
    order: Order,
    *,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Write a file and return notes on it: what is cut or stays behind, what no font here has.

    Raises InputError where the order can't be met, FileError where the file can't be written, Cancelled; neither
    leaves a file.
    """
    drawing = {
        "journey_ids": order.journey_ids,
        "words": order.words,
        "date": datetime.now().astimezone(),
        "progress": progress,
        "cancelled": cancelled,
    }
    return tuple(format_of(order).write(snapshot, order, drawing))


@dataclass(frozen=True, slots=True)
class Format:
    """Who writes a format, which fields of an order mean something for it, and whether it holds several journeys.

    A format without journeys to choose holds the whole workspace.
    """

    write: Callable[[Snapshot, Order, dict[str, Any]], Sequence[str]]
    takes: frozenset[str]
    several: bool = False


def _write_pdf(snapshot: Snapshot, order: Order, drawing: dict[str, Any]) -> Sequence[str]:
    from app.exporters.pdf import export_pdf

    return export_pdf(snapshot, order.out, order.paper_options, lenses=order.lenses, **drawing)


def _write_report(snapshot: Snapshot, order: Order, drawing: dict[str, Any]) -> Sequence[str]:
    from app.exporters.report.report import export_report

    return export_report(snapshot, order.out, order.paper, tile=order.tile, weight=order.weight, **drawing)


def _write_wall(snapshot: Snapshot, order: Order, drawing: dict[str, Any]) -> Sequence[str]:
    from app.exporters.wall.wall import Poster, export_wall

    (journey_id,) = drawing.pop("journey_ids")
    return export_wall(snapshot, order.out, journey_id, Poster(order.paper, order.sheets), **drawing)


def _write_ballots(snapshot: Snapshot, order: Order, drawing: dict[str, Any]) -> Sequence[str]:
    from app.exporters.ballots import export_ballots

    del drawing["journey_ids"]
    return export_ballots(snapshot, order.out, order.ballots, order.count, **drawing)


def _write_scoring_sheet(snapshot: Snapshot, order: Order, drawing: dict[str, Any]) -> Sequence[str]:
    from app.exporters.scoring_sheet import export_scoring_sheet

    del drawing["journey_ids"]
    return export_scoring_sheet(snapshot, order.out, **drawing)


def _write_svg(snapshot: Snapshot, order: Order, drawing: dict[str, Any]) -> Sequence[str]:
    from app.exporters.svg import export_svg

    return export_svg(snapshot, order.out, order.paper_options, lenses=order.lenses, **drawing)


def _write_png(snapshot: Snapshot, order: Order, drawing: dict[str, Any]) -> Sequence[str]:
    from app.exporters.png import export_png

    return export_png(snapshot, order.out, order.paper_options, zoom=order.zoom, lenses=order.lenses, **drawing)


def _write_mermaid(snapshot: Snapshot, order: Order, _: dict[str, Any]) -> Sequence[str]:
    from app.exporters.mermaid import write_mermaid

    text, left_behind = write_mermaid(snapshot, order.journey_ids[0])
    _write_text(order.out, text)
    return [f"Left behind: {', '.join(left_behind)}"] if left_behind else []


def _write_markdown(snapshot: Snapshot, order: Order, _: dict[str, Any]) -> Sequence[str]:
    from app.exporters.map_markdown import write_map_markdown

    text, left_behind = write_map_markdown(snapshot, order.journey_ids[0], as_table=order.listed == "table")
    _write_text(order.out, text)
    return [f"Left behind: {', '.join(left_behind)}"] if left_behind else []


def _write_json(snapshot: Snapshot, order: Order, _: dict[str, Any]) -> Sequence[str]:
    from app.exporters.workspace_json import write_json, write_lists

    _write_text(order.out, write_lists(snapshot) if order.listed == "lists" else write_json(snapshot))
    return ()


def _write_qdpx(snapshot: Snapshot, order: Order, drawing: dict[str, Any]) -> Sequence[str]:
    from app.exporters.qda import write_qdpx

    return write_qdpx(snapshot, order.out, progress=drawing["progress"], cancelled=drawing["cancelled"])


def _write_qdc(snapshot: Snapshot, order: Order, _: dict[str, Any]) -> Sequence[str]:
    from app.exporters.qda import write_qdc

    return write_qdc(snapshot, order.out)


def _listed(snapshot: Snapshot, order: Order) -> Sheet:
    """Return what a table lists: shared lists, something of the framework or of decisions, or else opportunities."""
    from app.exporters import lists, opportunities

    if order.listed == "lists":
        return lists.sheet_of(snapshot.content)
    if order.listed in FRAMEWORK_LISTS:
        from app.exporters.framework_lists import framework_sheet

        return framework_sheet(snapshot.content, order.listed, date.today())
    if order.listed in DECISION_LISTS:
        from app.exporters.decision_lists import decision_sheet

        return decision_sheet(snapshot.content, order.listed, date.today())
    return opportunities.sheet_of(snapshot.content, order.weight)


def _write_csv(snapshot: Snapshot, order: Order, _: dict[str, Any]) -> Sequence[str]:
    from app.exporters.sheets import csv_bytes

    _write_bytes(order.out, csv_bytes(_listed(snapshot, order)))
    return ()


def _write_xlsx(snapshot: Snapshot, order: Order, _: dict[str, Any]) -> Sequence[str]:
    from app.exporters.sheets import xlsx_bytes

    _write_bytes(order.out, xlsx_bytes(_listed(snapshot, order)))
    return ()


def _write_ics(snapshot: Snapshot, order: Order, drawing: dict[str, Any]) -> Sequence[str]:
    from app.exporters.ics import write_ics

    data, notes = write_ics(snapshot, drawing["date"], events=order.listed == EVENTS)
    _write_bytes(order.out, data)
    return notes


def _write_text(out: Path, text: str) -> None:
    _write_bytes(out, text.encode())


def _write_bytes(out: Path, data: bytes) -> None:
    from app.exporters.files import write_beside

    with write_beside(out) as file:
        file.write(data)


_DRAWN: Final = frozenset(
    {"journey", "paper", "landscape", "tile", "colour_by", "filter", "hide", "running_mean", "one_chart"}
)

FORMATS: Final[Mapping[str, Format]] = {
    ".pdf": Format(_write_pdf, _DRAWN, several=True),
    ".svg": Format(_write_svg, _DRAWN),
    ".png": Format(_write_png, _DRAWN | {"zoom"}),
    ".mmd": Format(_write_mermaid, frozenset({"journey"})),
    ".md": Format(_write_markdown, frozenset({"journey", "as"})),
    ".json": Format(_write_json, frozenset({"as"})),
    ".csv": Format(_write_csv, frozenset({"weight", "as"})),
    ".xlsx": Format(_write_xlsx, frozenset({"weight", "as"})),
    ".ics": Format(_write_ics, frozenset({"as"})),
    ".qdpx": Format(_write_qdpx, frozenset()),
    ".qdc": Format(_write_qdc, frozenset()),
}
"""By the ending of a file's name. To add a format: a module beside this one, and a line here."""

REPORT: Final = Format(_write_report, frozenset({"journey", "paper", "tile", "weight"}), several=True)
"""A report, which is a PDF."""

WALL: Final = Format(_write_wall, frozenset({"journey", "paper", "sheets"}))
"""The blank template of a journey for a wall, a PDF."""

BALLOTS: Final = Format(_write_ballots, frozenset({"count"}))
"""The ballots of a vote, a PDF."""

SCORING_SHEET: Final = Format(_write_scoring_sheet, frozenset())
"""The sheet to score on paper, a PDF."""


def format_of(order: Order) -> Format:
    """Return who writes an order: one of several kinds of PDF, or a format by the ending of the file's name."""
    if order.report:
        return REPORT
    if order.scoring_sheet:
        return SCORING_SHEET
    return WALL if order.wall else BALLOTS if order.ballots else FORMATS[order.out.suffix.lower()]

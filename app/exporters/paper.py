"""Pages: a map or its tiles with a header, a legend and a footer, as groups of shapes that PDF, SVG and PNG draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from math import ceil, floor, inf
from typing import Final

from app.exporters.page_frame import FOOTER, FOOTER_GAP, MARGIN, Header, draw_footer, draw_header
from app.exporters.tiles import LEAST_BODY, Columns, Group, Rows, Tiling, boxes_on_tile, cut_map, draw_tile
from app.layout.connectors import Drawn, draw_connectors
from app.layout.geometry import Box
from app.layout.legend import legend_of
from app.layout.lens import PLAIN, Lens, look_at
from app.layout.map_layout import lay_out_map
from app.layout.shapes import Rect
from app.layout.sheet import MapLayout
from app.layout.watermark import OPACITY, draw_assumption, draw_watermark, watermarks
from app.layout.words import ENGLISH, Words, served
from app.models.content import Content, connectors_of, journeys_in_tree_order, noun_of
from app.models.errors import InputError
from app.models.records import Card, Journey
from app.models.snapshot import Snapshot

PAPERS: Final[Mapping[str, tuple[float, float]]] = {
    "A4": (595.28, 841.89),
    "A3": (841.89, 1190.55),
    "A2": (1190.55, 1683.78),
    "A1": (1683.78, 2383.94),
    "A0": (2383.94, 3370.39),
    "Letter": (612.0, 792.0),
    "Tabloid": (792.0, 1224.0),
}
"""Width and height in points, upright."""

FIT: Final = "fit"
"""In place of a paper: one page as large as the map."""

WORDS: Final[Words] = {
    "current": "current state",
    "to-be": "to-be state",
    "whose journey": "customer journey",
    "page": "page {n} of {count}",
    "tile": "row {row} of {rows} · column {column} of {columns}",
    "language": "en",
    "month 1": "January",
    "month 2": "February",
    "month 3": "March",
    "month 4": "April",
    "month 5": "May",
    "month 6": "June",
    "month 7": "July",
    "month 8": "August",
    "month 9": "September",
    "month 10": "October",
    "month 11": "November",
    "month 12": "December",
    "date": "{day} {month} {year}",
}
"""What pages say besides the words of the map, in English."""

_MOST_NAMED: Final = 3
_ROOM_FOR_LINES: Final = 12.0
"""Points below the cards of each lane of a map with connectors: their titles have room there."""

_NARROWEST: Final = 0.6
"""Of a page: header and footer are at least so wide, however narrow the map."""

_METRE: Final = 0.0254 / 72
_LARGEST: Final = 14_400.0
"""Units that a page of a PDF may measure (PDF 32000-1, Annex C)."""


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """A paper of `PAPERS` or `FIT`; `tile` is the scale to cut at (1 = as on screen), none = all on one page."""

    paper: str = FIT
    landscape: bool = False
    tile: float | None = None


FIT_PAGE: Final = PaperOptions()
NO_LENSES: Final[Mapping[str, Lens]] = {}


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark: a journey (level 0) or one of its stages (level 1), and how far down the page it is."""

    title: str
    level: int
    y: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One journey on paper: its map, cut into tiles, with what stands around it on each page.

    `factor` enlarges header and footer with the paper, `scale` the map; all of it begins `left` points from the page's
    edge and is `width` wide. `images` reads stored images. `over` is drawn over the map where that is not cut.
    """

    content: Content
    layout: MapLayout
    connectors: tuple[Drawn, ...]
    tiling: Tiling
    header: Header
    footer: str
    scale: float
    factor: float
    left: float
    width: float
    images: Callable[[str], bytes | None] = lambda name: None
    over: tuple[Group, ...] = ()

    @property
    def title(self) -> str:
        """The title of the journey."""
        return self.content.get(Journey, self.layout.journey_id).title


@dataclass(frozen=True, slots=True)
class Page:
    """One page in points; `unit` is how many points one unit of a PDF stands for, above 1 on pages beyond its limit."""

    sheet: Sheet
    columns: Columns
    rows: Rows
    width: float
    height: float
    unit: float
    number: int
    count: int
    marks: tuple[Mark, ...]


def plan_pages(
    snapshot: Snapshot,
    options: PaperOptions,
    journey_ids: Sequence[str],
    day: Date,
    words: Words | None = None,
    lenses: Mapping[str, Lens] = NO_LENSES,
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """Return the pages of journeys, one after another (all in the order of the tree if none is named), and warnings.

    `lenses` tell by journey how its map is looked at.

    Raises InputError where a scale leaves no room for a column or a lane on the page.
    """
    content = snapshot.content
    spoken = {**ENGLISH, **WORDS, **(words or {})}
    ids = journey_ids or [journey.id for journey in journeys_in_tree_order(content)]
    footer = f"{snapshot.file_name} · {format_date(day, spoken)}"
    sheets = [
        replace(
            _sheet(
                content,
                journey,
                options,
                footer,
                served(spoken, noun_of(content, journey)),
                lenses.get(journey.id, PLAIN),
            ),
            images=snapshot.images,
        )
        for journey in (content.get(Journey, each) for each in ids)
    ]
    if not sheets:
        raise InputError("There is no journey to export yet. Add one first.")
    count = sum(len(sheet.tiling.rows) * len(sheet.tiling.columns) for sheet in sheets)
    pages: list[Page] = []
    for sheet in sheets:
        pages += pages_of(sheet, options, len(pages) + 1, count)
    return tuple(pages), tuple(_warnings(pages))


def one_page(
    snapshot: Snapshot,
    options: PaperOptions,
    journey_ids: Sequence[str],
    day: Date,
    words: Words | None = None,
    lenses: Mapping[str, Lens] = NO_LENSES,
) -> tuple[Page, tuple[str, ...]]:
    """Return the page of one journey, for formats that hold one; raises InputError where there are several."""
    pages, warnings = plan_pages(snapshot, options, journey_ids, day, words, lenses)
    if len({page.sheet.layout.journey_id for page in pages}) > 1:
        titles = ", ".join(f"“{title}”" for title in dict.fromkeys(page.sheet.title for page in pages))
        raise InputError(f"Such a file holds one journey. Name one of these: {titles}.")
    if len(pages) > 1:
        raise InputError(
            f"Such a file holds one page, and these are {len(pages)} tiles. Leave the tiles out, or take a PDF."
        )
    return pages[0], warnings


def missing_warning(missing: Iterable[str]) -> Iterator[str]:
    """Yield the sentence that names the characters that no font here has, if there are any."""
    named = ", ".join(f"{character} (U+{ord(character):04X})" for character in sorted(missing))
    if named:
        yield f"No font on this machine has these characters; a box stands in their place: {named}."


def format_date(day: Date, words: Words) -> str:
    """Return a date as people write it: 21 November 2026."""
    return words["date"].format(day=day.day, month=words[f"month {day.month}"], year=day.year)


def draw_page(page: Page) -> Iterator[Group]:
    """Yield what is on a page, from its top left corner in points."""
    sheet, factor = page.sheet, page.sheet.factor
    left, top = sheet.left, MARGIN * factor
    yield Group(0.0, 0.0, (Rect(0.0, 0.0, page.width, page.height, fill="sheet"),))
    yield Group(left, top, sheet.header.shapes, factor)
    top += sheet.header.height * factor
    for group in draw_tile(sheet.content, sheet.layout, sheet.tiling, page.columns, page.rows, sheet.connectors):
        x, y = left + group.x * sheet.scale, top + group.y * sheet.scale
        yield Group(x, y, group.shapes, sheet.scale, group.clip, group.opacity)
    for group in sheet.over:
        x, y = left + group.x * sheet.scale, top + group.y * sheet.scale
        yield replace(group, x=x, y=y, scale=group.scale * sheet.scale)
    yield from _watermark(page, left, top)
    width = sheet.layout.label_width + page.columns.width
    yield Group(left, top, (Rect(0.0, 0.0, width, page.rows.height, stroke="card.line"),), sheet.scale)
    number = sheet.layout.words["page"].format(n=page.number, count=page.count)
    footer = draw_footer(sheet.footer, _place_of(page), number, sheet.width / factor)
    yield Group(left, page.height - (MARGIN + FOOTER) * factor, footer, factor)


def _watermark(page: Page, left: float, top: float) -> Iterator[Group]:
    """Yield the words over a map of assumptions, on each of its tiles."""
    sheet, layout = page.sheet, page.sheet.layout
    if not layout.assumed:
        return
    label, head = layout.label_width, sheet.tiling.header_height
    yield Group(left, top, draw_assumption(layout.words["assumption map"]), sheet.scale)
    text = draw_watermark(layout.words["assumption map"])
    body = Box(label, head, page.columns.width, page.rows.height - head)
    for box in watermarks(body, sheet.scale / sheet.factor, text):
        size = box.width / text.bounds.width
        x, y = box.x - text.bounds.x * size, box.y
        yield Group(left + x * sheet.scale, top + y * sheet.scale, (text,), sheet.scale * size, None, OPACITY)


def boxes_on(page: Page) -> Iterator[tuple[str, str, Box]]:
    """Yield the cards and opportunities on a page, "card" or "opportunity" and id, with their boxes in points."""
    sheet = page.sheet
    left, top = sheet.left, (MARGIN + sheet.header.height) * sheet.factor
    for kind, record_id, box in boxes_on_tile(sheet.layout, page.columns, page.rows):
        x, y, width, height = (length * sheet.scale for length in box)
        yield kind, record_id, Box(left + x, top + y, width, height)


def _place_of(page: Page) -> str:
    """Return which of a map's tiles a page is, empty where it holds the whole map."""
    rows, columns = page.sheet.tiling.rows, page.sheet.tiling.columns
    if len(rows) == len(columns) == 1:
        return ""
    place = {"row": rows.index(page.rows) + 1, "column": columns.index(page.columns) + 1}
    return page.sheet.layout.words["tile"].format(rows=len(rows), columns=len(columns), **place)


def _sheet(content: Content, journey: Journey, options: PaperOptions, footer: str, words: Words, lens: Lens) -> Sheet:
    room = _ROOM_FOR_LINES if connectors_of(content, journey.id) else 0.0
    sight = look_at(content, journey.id, lens, words)
    layout = lay_out_map(content, journey.id, words=words, room=room, sight=sight)
    return sheet_of(content, journey, layout, options, footer)


def sheet_of(content: Content, journey: Journey, layout: MapLayout, options: PaperOptions, footer: str) -> Sheet:
    """Return a laid out map on paper; raises InputError where a scale leaves no room for a column or a lane."""
    connectors, words = draw_connectors(content, layout), layout.words
    fit = options.paper == FIT
    width, height = (layout.width, layout.height) if fit else paper_size(options)
    factor = _factor(width, height)
    left = MARGIN * factor
    inner = width if fit else width - 2 * left

    def sheet(tiling: Tiling, header: Header, scale: float, frame: float) -> Sheet:
        return Sheet(
            content, layout, connectors, tiling, header, footer, scale, factor, left + (inner - frame) / 2, frame
        )

    def header_of(frame: float) -> Header:
        return draw_header(content, journey, layout, frame / factor, words, inf if fit else height / factor / 3)

    def body_below(header: Header) -> float:
        return height - (2 * MARGIN + header.height + FOOTER_GAP + FOOTER) * factor

    header = header_of(inner)
    if fit:
        return sheet(cut_map(layout), header, 1.0, inner)
    if options.tile is not None:
        _check_scale(layout, options.tile, inner, body_below(header))
        tiling = cut_map(layout, inner / options.tile, body_below(header) / options.tile)
        return sheet(tiling, header, options.tile, inner)
    # header and footer end where the map does; a narrower header may be higher and leave the map less
    scale = min(inner / layout.width, body_below(header) / layout.height)
    header = header_of(max(scale * layout.width, _NARROWEST * inner))
    scale = min(scale, body_below(header) / layout.height)
    return sheet(cut_map(layout), header, scale, max(scale * layout.width, _NARROWEST * inner))


def paper_size(options: PaperOptions) -> tuple[float, float]:
    """Return width and height of a paper in points; raises InputError where there is no such paper."""
    size = PAPERS.get(options.paper)
    if size is None:
        raise InputError(f"There is no paper “{options.paper}”. Choose one of {', '.join((FIT, *PAPERS))}.")
    return (size[1], size[0]) if options.landscape else size


def _factor(width: float, height: float) -> float:
    """Return how much larger than on A4 header and footer are; they grow less than the paper."""
    return float(max(1.0, (min(width, height) / PAPERS["A4"][0]) ** 0.75))


def _check_scale(layout: MapLayout, scale: float, width: float, height: float) -> None:
    """Raise InputError, with the largest scale that is possible, where a tile would not hold a column or a lane."""
    if scale <= 0:
        raise InputError("A scale must be above 0; 1 prints the map as large as on screen at 100 %.")
    least_width = layout.label_width + max((column.width for column in layout.columns), default=0.0)
    bands = max((band.box.height for band in layout.bands), default=0.0)
    largest = min(width / least_width, height / (layout.header_height + bands + LEAST_BODY))
    if scale > largest:
        offered = max(floor(largest * 20) / 20, floor(largest * 1000) / 1000 if largest < 0.05 else 0.0)
        raise InputError(
            f"At the scale {scale:g} not even one column of the map fits a page. "
            f"Choose {offered:g} or less, or a larger paper."
        )


def pages_of(sheet: Sheet, options: PaperOptions, first: int, count: int) -> Iterator[Page]:
    """Yield the pages of a sheet, row by row of its tiles."""
    fit = options.paper == FIT
    top = (MARGIN + sheet.header.height) * sheet.factor
    seen: set[str] = set()
    number = first
    for rows in sheet.tiling.rows:
        for columns in sheet.tiling.columns:
            if fit:
                width = sheet.layout.width + 2 * MARGIN * sheet.factor
                height = top + rows.height + (FOOTER_GAP + FOOTER + MARGIN) * sheet.factor
            else:
                width, height = paper_size(options)
            marks = [] if seen else [Mark(sheet.title, 0, 0.0)]
            begun = [stage for stage in sheet.layout.stages if columns.x <= stage.box.x < columns.x + columns.width]
            marks += [Mark(stage.title, 1, top) for stage in begun if stage.stage_id not in seen]
            seen |= {"", *(stage.stage_id for stage in begun)}
            unit = float(ceil(max(width, height) / _LARGEST)) if max(width, height) > _LARGEST else 1.0
            yield Page(sheet, columns, rows, width, height, unit, number, count, tuple(marks))
            number += 1


def _warnings(pages: Iterable[Page]) -> Iterator[str]:
    """Yield what somebody who prints these pages should know, once for each journey."""
    told: set[str] = set()
    for page in pages:
        sheet = page.sheet
        if sheet.layout.journey_id in told:
            continue
        told.add(sheet.layout.journey_id)
        title = sheet.title
        legend = legend_of(sheet.content, sheet.layout.journey_id, sheet.layout.sight, sheet.layout.words)
        if legend is not None and legend.filters:
            yield f"“{title}”: {legend.counted}. {'; '.join(legend.filters)}."
        if sheet.scale * 13 < 4:
            yield (
                f"“{title}”: the text is too small to read at the scale {sheet.scale:.2g}. "
                "Take a larger paper, or cut the map into tiles."
            )
        if sheet.tiling.cut:
            titles = sorted(_short(sheet.content.get(Card, card_id).title) for card_id in sheet.tiling.cut)
            named = ", ".join(f"“{each}”" for each in titles[:_MOST_NAMED]) + (" …" if titles[_MOST_NAMED:] else "")
            yield f"“{title}”: larger than a page at this scale, and therefore cut ({len(titles)}): {named}."


def size_warnings(pages: Iterable[Page]) -> Iterator[str]:
    """Yield what somebody who opens a PDF of these pages should know of their size."""
    for page in pages:
        if page.unit > 1:
            yield (
                f"“{page.sheet.title}”: the page measures {page.width * _METRE:.1f} × {page.height * _METRE:.1f} m, "
                "more than plain PDF holds. A reader that does not know UserUnit shows it "
                f"{page.unit:g} times smaller."
            )


def _short(title: str) -> str:
    return title if len(title) <= 40 else f"{title[:39]}…"

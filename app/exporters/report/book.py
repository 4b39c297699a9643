"""Sections and maps become the pages of one document: titles, running heads, page numbers, links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.exporters.page_frame import FOOTER, draw_footer
from app.exporters.paper import Mark, Page, boxes_on, draw_page
from app.exporters.pdf import Leaf
from app.exporters.report.blocks import COVER, SMALL, TITLE
from app.exporters.report.flow import PageNumber, Strip, fill
from app.exporters.report.front import Entry
from app.exporters.report.scope import BOTTOM, GUTTER, HEADER, MARGIN, TOP, Frame, Section, apart
from app.exporters.tiles import Group
from app.layout.geometry import Box
from app.layout.shapes import Rect, Shape, Text
from app.layout.styles import lay_out_left
from app.layout.text import lay_out
from app.layout.words import Words

_TITLE_TOP = 44.0
_TITLE_GAP = 14.0
_COVER_TOP = 112.0
_COVER_GAP = 34.0
_LINES = 4
"""Of a title at most; what is left of a longer one ends in an ellipsis."""


@dataclass(slots=True)
class Draft:
    """A page before the numbers of all pages are known; with `map` it is one of a map."""

    width: float
    height: float
    groups: list[Group | PageNumber] = field(default_factory=list)
    links: list[tuple[str, Box]] = field(default_factory=list)
    anchors: list[tuple[str, float]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    map: Page | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page: workspace and vision above, file and date below."""

    title: str
    vision: str
    footer: str
    words: Words


def entries_of(sections: Iterable[Section]) -> Iterator[Entry]:
    """Yield the lines of the contents: chapters, sections, headings with a level."""
    for section in sections:
        if section.begins:
            yield Entry(section.chapter, 0, section.anchor)
        yield Entry(section.title, section.level, section.anchor)
        for strip in section.strips:
            for mark in strip.marks:
                yield Entry(mark.title, mark.level, strip.anchors[0])


# ---- sections


def draft_section(section: Section, frame: Frame, running: Running) -> list[Draft]:
    """Return the pages of a section."""
    title, top = _title(section, frame)
    heights = {0: frame.height - top - BOTTOM}

    def height_of(column: int) -> float:
        return heights.get(column // section.columns, frame.height - TOP - BOTTOM)

    columns = fill(section.strips, height_of, section.columns)
    drafts: list[Draft] = []
    for first in range(0, len(columns), section.columns):
        draft = Draft(frame.width, frame.height)
        draft.groups.append(Group(0.0, 0.0, (Rect(0.0, 0.0, frame.width, frame.height, fill="sheet"),)))
        if not section.cover:
            draft.groups.append(Group(MARGIN, HEADER, _header(section, frame, running, first > 0)))
        if first == 0:
            draft.groups += title
            draft.anchors.append((section.anchor, 0.0))
            chapter = [Mark(section.chapter, 0, 0.0)] if section.begins else []
            draft.marks += [*chapter, Mark(section.title, section.level, 0.0)]
        for number, column in enumerate(columns[first : first + section.columns]):
            x = MARGIN + number * (frame.column(section.columns) + GUTTER)
            for strip, y in column:
                _add(draft, strip, x, y + (TOP if first else top))
        drafts.append(draft)
    return drafts


def _title(section: Section, frame: Frame) -> tuple[list[Group], float]:
    """Return the title of a section's first page, and where the text below it begins."""
    style, top, gap = (COVER, _COVER_TOP, _COVER_GAP) if section.cover else (TITLE, _TITLE_TOP, _TITLE_GAP)
    block = lay_out_left(section.title, style, frame.inner, max_lines=_LINES)
    groups = [Group(MARGIN, top, (Text(block, 0.0, 0.0, "ink"),))]
    if section.cover:
        groups.append(Group(MARGIN, top - 18.0, (Rect(0.0, 0.0, 48.0, 4.0, fill="accent"),)))
    return groups, top + block.height + gap


def _header(section: Section, frame: Frame, running: Running, goes_on: bool) -> tuple[Shape, ...]:
    """Return the running head: the workspace and where one is in the report, and the vision at the right."""
    where = (running.title, section.chapter, section.title if goes_on else "")
    said = " · ".join(map(apart, filter(None, dict.fromkeys(where))))
    vision = lay_out_left(running.vision, SMALL, frame.inner * 0.46, max_lines=1)
    shapes: list[Shape] = [Text(lay_out_left(said, SMALL, frame.inner * 0.5, max_lines=1), 0.0, 0.0, "muted")]
    if running.vision:
        shapes.append(Text(vision, frame.inner - vision.width, 0.0, "muted"))
    return tuple(shapes)


def _add(draft: Draft, strip: Strip, x: float, y: float) -> None:
    draft.groups.append(Group(x, y, strip.shapes))
    draft.groups += [each._replace(right=each.right + x, y=each.y + y) for each in strip.numbers]
    draft.links += [(link.target, link.box.moved(x, y)) for link in strip.links]
    draft.anchors += [(anchor, y) for anchor in strip.anchors]
    draft.marks += [Mark(mark.title, mark.level, y) for mark in strip.marks]


# ---- maps


def draft_map(journey_id: str, pages: Sequence[Page], opportunity_of: Mapping[str, str]) -> list[Draft]:
    """Return the pages of a journey's map; a card that an opportunity is there because of leads to it."""
    drafts = []
    for number, page in enumerate(pages):
        draft = Draft(page.width, page.height, map=page)
        if number == 0:
            draft.anchors.append((f"map:{journey_id}", 0.0))
        for kind, record_id, box in boxes_on(page):
            if kind == "card":
                draft.anchors.append((f"card:{record_id}", max(0.0, box.y - 24.0)))
            opportunity = opportunity_of.get(record_id) if kind == "card" else record_id
            if opportunity is not None:
                draft.links.append((f"opportunity:{opportunity}", box))
        draft.marks += [Mark(mark.title, 2, mark.y) for mark in page.marks if mark.level]
        drafts.append(draft)
    return drafts


# ---- the document


def bind(
    drafts: Sequence[Draft], frame: Frame, running: Running, tick: Callable[[], None] = lambda: None
) -> list[Leaf]:
    """Return the pages with their numbers and footers; links that lead nowhere are left out."""
    page_of: dict[str, int] = {}
    for number, draft in enumerate(drafts, 1):
        for anchor, _ in draft.anchors:
            page_of.setdefault(anchor, number)
    wanted = {target for draft in drafts for target, _ in draft.links}
    leaves: list[Leaf] = []
    for number, draft in enumerate(drafts, 1):
        tick()
        said = running.words["page"].format(n=number, count=len(drafts))
        if draft.map is not None:
            sheet = replace(draft.map.sheet, footer=running.footer)
            groups: Iterable[Group] = draw_page(replace(draft.map, sheet=sheet, number=number, count=len(drafts)))
            unit = draft.map.unit
        else:
            groups = [*_numbered(draft.groups, page_of), _footer(frame, running.footer, said)]
            unit = 1.0
        first_here = {name: y for name, y in reversed(draft.anchors) if page_of[name] == number and name in wanted}
        links = tuple((target, box) for target, box in draft.links if target in page_of)
        leaves.append(
            Leaf(draft.width, draft.height, unit, groups, tuple(draft.marks), tuple(first_here.items()), links)
        )
    return leaves


def _numbered(groups: Iterable[Group | PageNumber], page_of: Mapping[str, int]) -> Iterator[Group]:
    """Yield the groups of a page in reading order, page numbers filled in."""
    for each in groups:
        if isinstance(each, Group):
            yield each
        elif each.target in page_of:
            block = lay_out(str(page_of[each.target]), each.style, float("inf"))
            yield Group(each.right - block.width, each.y, (Text(block, 0.0, 0.0, each.colour),))


def _footer(frame: Frame, left: str, right: str) -> Group:
    return Group(MARGIN, frame.height - MARGIN + 6.0 - FOOTER, draw_footer(left, "", right, frame.inner))

"""Journey maps in Markdown: a section for each stage, or a table with the stages across, or one with them down."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from app.importers.documents.grids import is_across, is_rows, map_across, map_of_rows
from app.importers.documents.markdown_blocks import Block, Line, blocks_of
from app.importers.documents.model import Column, Found, FoundMap, Person, Piece, Shape, Warnings, quoted
from app.importers.documents.words import field_of, is_known, names_field, numbered_stage, plain, tells_of_stages
from app.models.errors import InputError

_NUMBERED: Final = re.compile(r"^\s*\d{1,3}(?:\.\d{1,3})*[.)]\s+")
_MAP_TITLE: Final = re.compile(r"^(?:(?:customer|user)\s+)?journey\s+map\s*[:–—-]\s*", re.IGNORECASE)
_ROLE: Final = re.compile(r"\s+[-–—]\s+|—|,\s+")
_DRAWN: Final = re.compile(r"[_/\\|*~^─│┌┐└┘╭╮╰╯╱╲●○]")
_MANY_SIGNS: Final = 8
_TEXT: Final = "Text"
"""The label of what stands in a stage without one."""

_STORIES: Final = ("scenario", "context", "szenario", "kontext", "contexte", "background", "hintergrund")
_GOALS: Final = ("goal", "journey goal", "ziel", "objectif")


@dataclass(slots=True)
class _Section:
    """A heading with the blocks below it, up to the next one that is not deeper."""

    heading: Block
    blocks: list[Block] = field(default_factory=list)
    parent: str = ""
    is_inner: bool = False  # below a numbered stage, so that a number makes it a step

    def pieces(self) -> list[Piece]:
        return list(_pieces(self.blocks))


def found_in_markdown(text: str, source: str, shape: Shape | None) -> Found:
    """Return the maps of a page, read as one shape; raises InputError where there is none, or not of that shape."""
    blocks, images = blocks_of(text)
    sections = _stage_sections(blocks)
    tables = [block for block in blocks if block.kind == "table" and len(block.rows) > 1]
    in_sections = {id(block) for section in sections for block in (section.heading, *section.blocks)}
    across = [table for table in tables if is_across(table.rows)]
    down = [table for table in tables if is_rows(table.rows) and table not in across]
    held: dict[Shape, Sequence[object]] = {"stage sections": sections, "stages across": across, "rows": down}
    shapes = tuple(each for each, there in held.items() if there)
    shape = shape if shape is not None else next(iter(shapes), None)
    if shape not in shapes:
        raise InputError(
            f"{source} is Markdown without a journey map that Clew knows: no table with stages and no headings such as "
            "“Stage 1: …”; nothing was imported."
        )
    warnings = Warnings(source)
    used = in_sections if shape == "stage sections" else {id(table) for table in held[shape]}
    outside = [block for block in blocks if id(block) not in used]
    people, goal, note = _people(outside), _meant(outside, _GOALS), _meant(outside, _STORIES)
    title = _title(blocks) or Path(source).stem
    maps: list[FoundMap] = []
    if shape == "stage sections":
        parents = list(dict.fromkeys(section.parent for section in sections))
        for parent in parents:
            own = [section for section in sections if section.parent == parent]
            maps.append(FoundMap(parent if len(parents) > 1 and parent else title, _columns(own)))
    else:
        for table in (block for block in tables if block in held[shape]):
            above = _above(blocks, table) if len(held[shape]) > 1 else title
            make = map_across if shape == "stages across" else map_of_rows
            maps.append(
                make(above or title, [(table.line + 1 + n - (n == 0), row) for n, row in enumerate(table.rows)])
            )
    loose = tuple(_loose_opportunities(outside))
    maps = [_with(each, people, goal, note, loose if each is maps[0] else ()) for each in maps]
    unread = [each for each in blocks if id(each) not in used]
    if shape == "stage sections":
        unread += [each for each in tables if id(each) in used and len(each.rows[0]) != 2]
    read = {section.parent for section in sections}
    read |= {each.text for each in outside if each.kind == "heading" and _person(each.text) in people}
    _tell_left_out(blocks, unread, read, warnings)
    if images:
        warnings(None, f"Left out: {images:,} picture{'' if images == 1 else 's'}; none is fetched.")
    return Found(source, shape, shapes, tuple(maps), warnings.all())


def _with(found: FoundMap, people: tuple[Person, ...], goal: str, note: str, loose: tuple[Piece, ...]) -> FoundMap:
    return FoundMap(found.title, found.columns, people, loose, goal, note, found.joined)


# ---- sections


def _stage_sections(blocks: list[Block]) -> list[_Section]:
    """Return the sections that are stages: numbered as such, or headings of one level that hold labelled texts."""
    sections = _sections(blocks)
    numbered = [each for each in sections if numbered_stage(each.heading.text) and not each.is_inner]
    telling = {each.parent for each in numbered if any(tells_of_stages(piece.label) for piece in each.pieces())}
    if telling:
        level = min(each.heading.level for each in numbered if each.parent in telling)
        return [each for each in numbered if each.parent in telling and each.heading.level == level]
    by_level: dict[int, list[_Section]] = {}
    for section in sections:
        if len(_labels(section)) >= 2:
            by_level.setdefault(section.heading.level, []).append(section)
    best = max(by_level, key=lambda level: (len(by_level[level]), level), default=0)
    named = by_level.get(best, [])
    counts = Counter(label for section in named for label in _labels(section))
    return named if any(count > 1 for count in counts.values()) else []


def _sections(blocks: list[Block]) -> list[_Section]:
    """Return every heading with what is below it; a block is in the sections of all headings above it."""
    made: list[_Section] = []
    opened: list[_Section] = []
    for block in blocks:
        if block.kind == "heading":
            for section in opened:
                if section.heading.level < block.level:
                    section.blocks.append(block)
            opened = [each for each in opened if each.heading.level < block.level]
            parent = _NUMBERED.sub("", opened[-1].heading.text) if opened else ""
            inner = any(numbered_stage(each.heading.text) for each in opened)
            opened.append(_Section(block, parent=parent, is_inner=inner))
            made.append(opened[-1])
        else:
            for section in opened:
                section.blocks.append(block)
    return made


def _labels(section: _Section) -> set[str]:
    """Return the words for what a stage holds among the labels of a section; none where stages are inside of it."""
    if any(each.kind == "heading" and numbered_stage(each.text) for each in section.blocks):
        return set()
    return {plain(each.label) for each in section.pieces() if is_known(each.label)}


def _columns(sections: Sequence[_Section]) -> tuple[Column, ...]:
    made = []
    for section in sections:
        numbered = numbered_stage(section.heading.text)
        title = numbered[1] or section.heading.text if numbered else _NUMBERED.sub("", section.heading.text)
        starts = [at for at, each in enumerate(section.blocks) if each.kind == "heading" and numbered_stage(each.text)]
        own = tuple(_pieces(section.blocks[: starts[0]] if starts else section.blocks))
        if own or not starts:
            made.append(Column(title, own, line=section.heading.line))
        for start, end in pairwise([*starts, len(section.blocks)]):
            step = section.blocks[start]
            named = numbered_stage(step.text)
            name = named[1] if named and named[1] else step.text
            made.append(Column(title, tuple(_pieces(section.blocks[start + 1 : end])), name, step.line))
    return tuple(made)


def _pieces(blocks: Sequence[Block]) -> Iterator[Piece]:
    """Yield what a stage holds: texts under bold labels, deeper headings, in two-column tables, quotes, list items."""
    label = ""
    is_firm = False  # whether the label is bold or a heading, not the plain first word of an item
    waiting: Piece | None = None  # an item, until it is known whether items are below it
    for block in blocks:
        if block.kind == "item" and block.level > 1 and waiting is not None:
            waiting = waiting._replace(text=f"{waiting.text}\n{block.text}")
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        match block.kind:
            case "heading":
                label, is_firm = _NUMBERED.sub("", block.text), True
            case "quote":
                yield Piece("Quote", block.text, block.line, whole=True)
            case "table":
                yield from _pieces_of_table(block)
            case "item" | "paragraph":
                for line in block.lines:
                    named = _labelled(line, label, block.kind == "item", is_firm)
                    if named is not None:
                        label, is_firm = named[0], line.label() is not None
                    text = named[1] if named is not None else line.text
                    if not text:
                        continue
                    piece = Piece(label or _TEXT, text, block.line, whole=block.kind == "item" and named is None)
                    if block.kind == "item" and named is None:
                        waiting = piece
                    else:
                        yield piece
    if waiting is not None:
        yield waiting


def _labelled(line: Line, current: str, is_item: bool, is_firm: bool) -> tuple[str, str] | None:
    """Return label and rest where a line begins with a label; inside a labelled list only a word of ours is one."""
    named = line.label()
    if named is not None:
        known = field_of(named[0]) is not None
        is_label = known or (not (is_item and current) and (bool(named[1]) or line.bold.rstrip().endswith(":")))
        return named if is_label else None
    if is_item and current and is_firm:
        return None
    start, colon, rest = line.text.partition(":")
    if colon and any(names_field(start, each) for each in _PLAIN_LABELS):
        return start.strip(), rest.strip()
    return None


_PLAIN_LABELS: Final = (
    *("touchpoint", "action", "thought", "emotion", "pain", "gain", "quote", "need", "question", "opportunity"),
    *("channel", "score"),
)


def _pieces_of_table(table: Block) -> Iterator[Piece]:
    if len(table.rows[0]) != 2:
        return
    for number, (label, text) in enumerate(row for row in table.rows if len(row) == 2):
        if number == 0 and not tells_of_stages(label):
            continue
        if text.strip():
            yield Piece(label, text, table.line + number + (1 if number else 0))


# ---- around the stages


def _title(blocks: Sequence[Block]) -> str:
    first = next((each.text for each in blocks if each.kind == "heading" and each.level == 1), "")
    return " ".join((_MAP_TITLE.sub("", first) or first).split())


def _above(blocks: Sequence[Block], table: Block) -> str:
    above = [each for each in blocks if each.kind == "heading" and each.line < table.line]
    return _NUMBERED.sub("", above[-1].text) if above else ""


def _meant(outside: Sequence[Block], labels: tuple[str, ...]) -> str:
    """Return the texts that stand beside labels such as “Scenario”, one a line."""
    named = (line.label() for block in outside if block.kind in ("paragraph", "item") for line in block.lines)
    return "\n".join(each[1] for each in named if each is not None and each[1] and plain(each[0]) in labels)


def _people(outside: Sequence[Block]) -> tuple[Person, ...]:
    """Return those whom the page describes: beside “Persona:”, under a heading for one, in a table of them."""
    people: dict[str, Person] = {}
    for place, block in enumerate(outside):
        named: list[Person] = []
        if block.kind == "heading" and names_field(_NUMBERED.sub("", block.text), "persona"):
            below = next(iter(outside[place + 1 :]), None)
            if below is not None and below.kind == "heading" and below.level > block.level:
                named.append(_person(below.text))
        elif block.kind in ("paragraph", "item"):
            labels = (line.label() for line in block.lines)
            named += (_person(each[1]) for each in labels if each and each[1] and names_field(each[0], "persona"))
        elif block.kind == "table" and names_field(block.rows[0][0], "persona"):
            for row in block.rows[1:]:
                said = [f"{head}: {cell}" for head, cell in zip(block.rows[0][1:], row[1:], strict=False) if cell]
                person = _person(row[0])
                named.append(Person(person.name, person.role, "\n".join(said), on_map=False))
        for person in named:
            people.setdefault(plain(person.name), person)
    return tuple(person for person in people.values() if person.name)


def _person(text: str) -> Person:
    name, *role = _ROLE.split(" ".join(text.split()), maxsplit=1)
    return Person(name.strip(), "".join(role).strip())


def _loose_opportunities(outside: Sequence[Block]) -> Iterator[Piece]:
    """Yield the items under a heading that is exactly a word for opportunities and belongs to no stage."""
    label = ""
    for block in outside:
        if block.kind == "heading":
            text = _NUMBERED.sub("", block.text)
            label = text if names_field(text, "opportunity") else ""
        elif label and block.kind == "item":
            yield Piece(label, block.text, block.line, whole=True)


def _tell_left_out(blocks: Sequence[Block], unread: Sequence[Block], read: set[str], warnings: Warnings) -> None:
    """Warn of drawings and HTML anywhere, of tables that are not read, and of headings with no stage below them."""
    for block in blocks:
        if block.kind == "fence":
            curve = not block.info and len(_DRAWN.findall(block.content)) > _MANY_SIGNS
            named = "a Mermaid diagram" if "mermaid" in block.info else f"a block of {block.info or 'plain text'}"
            warnings(block.line, f"Left out: {'a curve or table drawn with characters' if curve else named}.")
        elif block.kind == "html":
            warnings(block.line, "Left out: HTML.")
    for block in unread:
        if block.kind == "table" and not names_field(block.rows[0][0], "persona"):
            warnings(block.line, f"Left out: the table “{' | '.join(block.rows[0])[:80]}”.")
    headings = [_NUMBERED.sub("", each.text) for each in unread if each.kind == "heading" and each.level > 1]
    others = [each for each in headings if each not in read and not names_field(each, "persona")]
    if others:
        warnings(None, f"Left out: what stands outside of the stages, under {quoted(others)}.")

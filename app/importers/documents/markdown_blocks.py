"""A Markdown page as plain blocks: headings, lines with their bold labels, list items, tables; never HTML or images."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token

BlockKind = Literal["heading", "paragraph", "quote", "item", "table", "fence", "html"]

_BREAK: Final = re.compile(r"(?<!\\)<br\s{0,9}/?>", re.IGNORECASE)
_TAG: Final = re.compile(
    r"(?<!\\)<!--[^<>\n]{0,2000}-->|(?<!\\)</?[A-Za-z][A-Za-z0-9-]{0,40}(?=[\s/>])[^<>\n]{0,2000}>"
)
_IMAGE: Final = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)|(?<!\\)<img\b[^<>\n]{0,2000}>", re.IGNORECASE)
_LINK: Final = re.compile(r"(?<!\\)\[([^\[\]\n]{1,500})\]\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)")
_HTML_BLOCK: Final = re.compile(
    r" {0,3}<(?:!|\?|/?(?:address|article|aside|blockquote|center|details|div|dl|fieldset|figure|footer|form|h[1-6]"
    r"|header|hr|html|iframe|li|main|nav|ol|p|pre|script|section|style|summary|table|tbody|td|textarea|th|thead|tr|ul)\b)",
    re.IGNORECASE,
)
_BROKEN: Final = "\x1f"
"""What stands for a forced line break while a page is parsed."""

_CHECKBOX: Final = re.compile(r"^\[[ xX]\]\s+")
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(?:.*\n){0,200}?---[ \t]*(?:\n|\Z)")
_LONGEST_LABEL: Final = 60


class Line(NamedTuple):
    """A line of text, and the bold words that it begins with; a forced line break is in it as one."""

    text: str
    bold: str = ""

    def label(self) -> tuple[str, str] | None:
        """Return label and rest of a line such as “**Actions**: reads mail”, or of one that is all bold."""
        if not self.bold or len(self.bold) > _LONGEST_LABEL:
            return None
        rest = self.text[len(self.bold) :].lstrip()
        if self.bold.rstrip().endswith((":", "：")):
            return self.bold.rstrip(" :：").strip(), rest
        if rest.startswith((":", "：")):
            return self.bold.strip(), rest[1:].strip()
        return None if rest else (self.bold.strip(), "")


@dataclass(slots=True)
class Block:
    """One block and the number of its first line (1 = first); `level` is a heading's level or an item's depth."""

    kind: BlockKind
    line: int
    level: int = 0
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    info: str = ""
    content: str = ""

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line.text for line in self.lines).strip()


def blocks_of(text: str) -> tuple[list[Block], int]:
    """Return the blocks of a page, and how many images were left out; the first row of a table is its header."""
    from markdown_it import MarkdownIt

    text = _FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), text)
    # Brackets and tags are read here, in time that grows with their number; the parser may take its square.
    text, images = _IMAGE.subn("", text)
    text = _LINK.sub(r"\1", text)
    lines = (each if _HTML_BLOCK.match(each) else _TAG.sub("", _BREAK.sub(_BROKEN, each)) for each in text.split("\n"))
    text = "\n".join(lines)
    parser = MarkdownIt("commonmark").enable("table").disable(["reference", "link", "image", "html_inline"])
    return list(_blocks(parser.parse(text))), images


def _blocks(tokens: list["Token"]) -> Iterator[Block]:
    depth = quotes = 0
    line = 1
    opened: list[str] = []
    item_line = 0
    rows: list[tuple[str, ...]] = []
    cells: list[str] = []
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
            case "list_item_open":
                item_line = line
            case "blockquote_open":
                quotes += 1
            case "blockquote_close":
                quotes -= 1
            case "table_open":
                rows, table_line = [], line
            case "tr_open":
                cells = []
            case "tr_close":
                rows.append(tuple(cells))
            case "table_close":
                yield Block("table", table_line, rows=tuple(rows))
            case "heading_open" | "paragraph_open" | "th_open" | "td_open":
                opened.append(token.tag)
            case "heading_close" | "paragraph_close" | "th_close" | "td_close":
                opened.pop()
            case "fence" | "code_block":
                yield Block("fence", line, info=token.info.strip().casefold(), content=token.content)
            case "html_block":
                yield Block("html", line)
            case "inline":
                tag = opened[-1] if opened else "p"
                lines = _lines(token.children or [])
                if tag in ("th", "td"):
                    cells.append("\n".join(each.text for each in lines).strip())
                elif tag != "p":
                    yield Block("heading", line, level=int(tag[1]), lines=lines)
                elif quotes:
                    yield Block("quote", line, lines=lines)
                elif depth:
                    first = item_line == line
                    yield Block("item" if first else "paragraph", line, level=depth, lines=_unchecked(lines))
                else:
                    yield Block("paragraph", line, lines=lines)


def _unchecked(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of an item without the box of a task list."""
    if not lines or lines[0].bold:
        return lines
    return (Line(_CHECKBOX.sub("", lines[0].text)), *lines[1:])


def _lines(children: list["Token"]) -> tuple[Line, ...]:
    """Return the texts of a paragraph: one, and another from each line that begins with a bold label."""
    made: list[Line] = []
    text, bold, is_bold, soft = "", "", 0, False
    for child in children:
        part = ""
        if child.type in ("text", "code_inline", "text_special"):
            part = child.content
        elif child.type == "hardbreak":
            part = _BROKEN
        elif child.type == "softbreak":
            soft = True
            continue
        elif child.type == "strong_open":
            if soft or text.rstrip(" ").endswith(_BROKEN):
                made.append(_line(text, bold))
                text, bold = "", ""
            is_bold += 1
        elif child.type == "strong_close":
            is_bold -= 1
        if not part:
            soft = soft and child.type != "strong_open"
            continue
        part, soft = f" {part}" if soft and text else part, False
        if is_bold and bold == text:
            bold += part
        text += part
    made.append(_line(text, bold))
    return tuple(each for each in made if each.text)


def _line(text: str, bold: str) -> Line:
    text, bold = (each.replace(_BROKEN, "\n").strip() for each in (text, bold))
    return Line(text, bold if text.startswith(bold) else "")

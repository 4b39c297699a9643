"""Where the Mermaid diagrams are: whole files, fenced blocks and HTML elements of a Markdown page."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MARKDOWN_ENDINGS: Final = (".md", ".markdown", ".mdx", ".qmd", ".rmd")

_DEEPEST: Final = 4
"""How many fences around a fence are looked into."""

_ELEMENT: Final = re.compile(r"<(pre|div)\b[^>]*\bclass\s*=\s*[\"']?[^\"'>]*\bmermaid\b[^>]*>", re.IGNORECASE)
_HEADER: Final = re.compile(r"\s*journey\s*$", re.IGNORECASE)
_RULE: Final = re.compile(r"---\s*$")
_NEW_LINE: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of what may be one diagram, and the number of the first in its file (1 = first)."""

    first_line: int
    lines: tuple[str, ...]


def is_markdown(source: str) -> bool:
    """Return whether the ending of a source's name says that it is a Markdown page."""
    return source.lower().endswith(MARKDOWN_ENDINGS)


def blocks_in_diagram_file(text: str) -> list[Block]:
    """Return the diagrams of a `.mmd` file, several where the line `journey` comes again."""
    return list(_apart(1, _NEW_LINE.split(without_directives(text))))


def blocks_in_markdown(text: str) -> list[Block]:
    """Return the Mermaid blocks of a Markdown page in order: fences, fences inside fences, `<pre>` and `<div>`."""
    return [
        block
        for first_line, content in _contents(_NEW_LINE.sub("\n", text), 1)
        for block in _apart(first_line, without_directives(content).split("\n"))
    ]


def without_directives(text: str) -> str:
    """Return the text with each `%%{ … }%%` blanked out, line ends kept; one that never ends is left as it is."""
    parts, position = [], 0
    while (start := text.find("%%{", position)) >= 0 and (end := text.find("}%%", start)) >= 0:
        parts += [text[position:start], "\n" * text.count("\n", start, end)]
        position = end + 3
    return "".join([*parts, text[position:]])


def _contents(text: str, first_line: int, depth: int = 0) -> Iterator[tuple[int, str]]:
    from markdown_it import MarkdownIt

    if "mermaid" not in text.lower():
        return
    # Blocks are all that is asked for, and nothing may cost more time than the text is long.
    parser = MarkdownIt("commonmark").disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    lines = text.split("\n")
    taken_to = 0
    for token in parser.parse(text):
        if token.map is None or token.map[1] <= taken_to:
            continue
        start, end = token.map
        language = token.info.strip().split(maxsplit=1)[0].strip("{}.").lower() if token.info.strip() else ""
        if token.type == "fence" and language == "mermaid":
            yield first_line + start + 1, token.content
        elif token.type == "fence" and language in ("markdown", "md") and depth < _DEEPEST:
            yield from _contents(token.content, first_line + start + 1, depth + 1)
        elif token.type == "html_block":
            # A blank line ends an HTML block for Markdown; the element goes on to its end tag all the same.
            for line, content, element_end in _elements(lines, max(start, taken_to), end):
                taken_to = element_end
                yield first_line + line, content


def _elements(lines: list[str], start: int, end: int) -> Iterator[tuple[int, str, int]]:
    """Yield first line, content and the line after each Mermaid element that begins in these lines (0 = first)."""
    line = start
    while line < end:
        opening = _ELEMENT.search(lines[line])
        if opening is None:
            line += 1
            continue
        closing = re.compile(rf"</{opening[1]}\s*>", re.IGNORECASE)
        content = [lines[line][opening.end() :]]
        last = line
        while not closing.search(content[-1]) and last + 1 < len(lines):
            last += 1
            content.append(lines[last])
        content[-1] = closing.split(content[-1])[0]
        yield line, html.unescape("\n".join(content)), last + 1
        line = last + 1


def _apart(first_line: int, lines: list[str]) -> Iterator[Block]:
    """Yield one block for each line that holds the word `journey` alone, with the front matter right above it."""
    headers = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    starts = [0, *(_front_matter_above(lines, number) for number in headers[1:])]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield Block(first_line + start, tuple(lines[start:end]))


def _front_matter_above(lines: list[str], header: int) -> int:
    above = header - 1
    while above >= 0 and (not lines[above].strip() or lines[above].lstrip().startswith("%%")):
        above -= 1
    if above < 1 or not _RULE.match(lines[above]):
        return header
    for number in range(above - 1, max(above - 100, -1), -1):
        if _RULE.match(lines[number]):
            return number
    return header

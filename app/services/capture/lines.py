"""Sentences from what is pasted: plain lines, a Markdown list, cells of a spreadsheet."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Final

from app.models.names import folded
from app.services.capture.sentence import ENGLISH_KINDS, STRUCTURES, Kind
from app.services.capture.signs import COLONS, KIND_SIGNS, TOKEN_SIGNS

_HEADING: Final = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_RULE: Final = re.compile(r"\s{0,3}([-*_])\s*(?:\1\s*){2,}")
_MARKER: Final = re.compile(r"\s*(?:[-*+•‣◦▪–—]|\d{1,4}[.)]|[A-Za-z][.)])\s+(?=\S)")
_BOX: Final = re.compile(r"\[[ xX✓✔]?\]\s+")

_COLUMNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("stage", "step", "phase", "place", "where", "column"), "@"),
    **dict.fromkeys(("persona", "who", "customer", "person"), "~"),
    **dict.fromkeys(("tag", "tags", "theme", "label"), "#"),
    **dict.fromkeys(("severity", "sentiment", "value", "level"), "!"),
    **dict.fromkeys(("kind", "type"), "kind"),
    **dict.fromkeys(("text", "title", "note", "card", "words", "sentence", "comment", "description"), "words"),
}
"""What a column of a sheet holds, by its heading."""


def lines_of(text: str, *, words: Mapping[str, Kind] = ENGLISH_KINDS) -> list[str]:
    """Return the sentences of a text that was pasted or read, without empty ones.

    Cells of a sheet (tabs between them, cells of several lines in quotation marks) become a sentence a row: by the
    headings of its columns (kind, stage, step, persona, tags, severity, sentiment, text) where the first row has any,
    else by what stands in them: a kind alone goes before the words. A Markdown list loses its bullets, numbers and
    boxes where all its lines have some; a heading is the place of what follows.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    if "\t" in text.strip("\n") and (rows := _rows(text)):
        return list(_from_rows(rows, words))
    return list(_from_lines([line for line in text.split("\n") if line.strip()], words))


# ---- lines


def _from_lines(lines: Sequence[str], words: Mapping[str, Kind]) -> Iterator[str]:
    """Yield the sentences of plain lines or of a list."""
    lines = [line for line in lines if not _RULE.fullmatch(line)]
    headings = [_HEADING.fullmatch(line) for line in lines]
    items = [line for line, heading in zip(lines, headings, strict=True) if not heading]
    is_list = _is_list(items, has_headings=any(headings))
    place = ""
    for line, heading in zip(lines, headings, strict=True):
        if heading:
            place = heading[2].strip()
            continue
        sentence = _BOX.sub("", _MARKER.sub("", line, count=1), count=1) if is_list else line
        yield _at(sentence.strip(), place, words)


def _is_list(items: Sequence[str], *, has_headings: bool) -> bool:
    """Return whether the lines are a list: all begin with a marker, and these are no signs that differ.

    Two kinds of marker that are signs, such as - and +, at the same depth say kinds; one line alone is no list.
    """
    marked = [_MARKER.match(item) for item in items]
    if (
        not items
        or not all(marked)
        or (len(items) == 1 and not has_headings and not _BOX.match(items[0].lstrip("-*+ ")))
    ):
        return False
    at_depth: dict[int, set[str]] = {}
    for item in items:
        bare = item.lstrip()
        at_depth.setdefault(len(item) - len(bare), set()).add(bare[0])
    return not any(len({*marks} & {*KIND_SIGNS}) > 1 for marks in at_depth.values())


def _at(sentence: str, place: str, words: Mapping[str, Kind]) -> str:
    """Return the sentence with a place, unless it names one or makes a part of the map."""
    said = any(word[:1] and TOKEN_SIGNS.get(word[0]) == "place" and len(word) > 1 for word in sentence.split())
    return sentence if said or not place or _structure(sentence, words) else f"{_sign('@', place)} {sentence}"


def _structure(sentence: str, words: Mapping[str, Kind]) -> bool:
    colon = next((at for at, each in enumerate(sentence) if each in COLONS), 0)
    return words.get(folded(sentence[:colon])) in STRUCTURES


def _sign(sign: str, name: str) -> str:
    """Return a name behind its sign, in quotation marks where it has several words."""
    name = " ".join(name.split())
    bare = name.replace('"', "")
    return f'{sign}"{bare}"' if len(name.split()) > 1 or bare != name else f"{sign}{name}"


# ---- cells


def _rows(text: str) -> list[list[str]]:
    """Return the cells that hold something by row; a quotation mark that opens no cell is one of the words."""
    return [
        cells
        for row in csv.reader(StringIO(text, newline=""), delimiter="\t")
        if any(cells := [" ".join(cell.split()) for cell in row])
    ]


def _from_rows(rows: Sequence[Sequence[str]], words: Mapping[str, Kind]) -> Iterator[str]:
    headings = [_heading(cell, words) for cell in rows[0]]
    if any(each and each != "words" for each in headings) and all(
        heading or not cell for heading, cell in zip(headings, rows[0], strict=True)
    ):
        for row in rows[1:]:
            yield from _sentences(row, headings, words)
        return
    for row in rows:
        filled = [cell for cell in row if cell]
        kind = words.get(folded(filled[0].rstrip(COLONS))) if len(filled) > 1 else None
        yield f"{filled[0].rstrip(COLONS)}: {' '.join(filled[1:])}" if kind else " ".join(filled)


def _heading(cell: str, words: Mapping[str, Kind]) -> str:
    """Return what a column holds by its heading: a sign, "kind", "words", or a word for a kind and a colon."""
    name = folded(cell)
    if name in _COLUMNS:
        return _COLUMNS[name]
    return f"{cell}:" if name in words else ""


def _sentences(row: Sequence[str], headings: Sequence[str], words: Mapping[str, Kind]) -> Iterator[str]:
    """Yield the sentences of a row: one, or one for each column that a kind heads."""
    said: dict[str, list[str]] = {}
    kinds: list[tuple[str, str]] = []
    for cell, heading in zip(row, headings, strict=False):
        if not cell:
            continue
        if heading.endswith(":"):
            kinds.append((heading, cell))
        else:
            said.setdefault(heading, []).append(cell)
    signs = [_sign(sign, name) for sign in "@~#!" for cell in said.get(sign, ()) for name in _names(sign, cell)]
    plain = " ".join(said.get("words", ()))
    if plain:
        kinds.insert(0, (f"{said['kind'][0]}:" if "kind" in said else "", plain))
    for kind, cell in kinds:
        yield " ".join(filter(None, (kind, cell, *signs)))
    if not kinds and "@" in said:
        yield f"stage: {said['@'][0]}"


def _names(sign: str, cell: str) -> list[str]:
    return [name.strip() for name in cell.split(",") if name.strip()] if sign == "#" else [cell]

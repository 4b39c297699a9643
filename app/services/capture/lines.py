"""Sentences from what is pasted: plain lines, a Markdown list, cells of a spreadsheet."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Final

from app.models.content import Content
from app.models.kinds import CARD_KINDS
from app.models.names import folded
from app.services.capture.grammar import understand
from app.services.capture.naming import key_of, personas_on, places_on
from app.services.capture.sentence import ENGLISH_KINDS, Kind, Role, Sentence
from app.services.capture.signs import COLONS, KIND_SIGNS

_HEADING: Final = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_RULE: Final = re.compile(r"\s{0,3}([-*_])\s*(?:\1\s*){2,}")
_MARKER: Final = re.compile(r"\s*(?:[-*+•‣◦▪–—]|\d{1,4}[.)]|[A-Za-z][.)])\s+(?=\S)")
_BOX: Final = re.compile(r"\[[ xX✓✔]?\]\s+")
_CELL: Final = re.compile(r'^"(?:[^"\n]|"")*\n(?:[^"]|"")*"$', re.MULTILINE)
"""A cell of several lines, as it comes from a sheet."""

_DEEPER: Final = 10
"""What bullets are deeper than all headings."""

_SIGNS: Final[Mapping[str, str]] = {"place": "@", "persona": "~"}

_COLUMNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("stage", "step", "phase", "place", "where", "column"), "@"),
    **dict.fromkeys(("persona", "who", "customer", "person"), "~"),
    **dict.fromkeys(("tag", "tags", "theme", "label"), "#"),
    **dict.fromkeys(("severity", "sentiment", "value", "level"), "!"),
    **dict.fromkeys(("kind", "type"), "kind"),
    **dict.fromkeys(("text", "title", "note", "card", "words", "sentence", "comment", "description"), "words"),
}
"""What a column of a sheet holds, by its heading."""


def lines_of(
    text: str, content: Content | None = None, journey_id: str = "", *, words: Mapping[str, Kind] = ENGLISH_KINDS
) -> list[str]:
    """Return the sentences of a text that was pasted, without empty ones.

    Cells of a sheet (tabs between them, cells of several lines in quotation marks) become a sentence a row: by the
    headings of its columns (kind, stage, step, persona, tags, severity, sentiment, text) where the first row has
    any, else by what stands in them: a kind alone goes before the words. A Markdown list loses its bullets, numbers
    and boxes where all its lines have some, below headings where any has. A heading, or a bullet with others below
    it, that is the name of a stage, step, persona or kind says so of what follows; other headings are passed over.
    Without a map any heading is a stage.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    lines = [line for line in text.split("\n") if line.strip() and not _RULE.fullmatch(line)]
    if (any(map(_has_cells, lines)) or _CELL.search(text)) and (rows := _rows(text)):
        return [row for row in _from_rows(rows, words) if row.strip()]
    return list(_Outline(content, journey_id, words).sentences(lines))


# ---- lines


class _Outline:
    """Lines below headings and bullets, which say of what is below them where, whose or what it is."""

    def __init__(self, content: Content | None, journey_id: str, words: Mapping[str, Kind]) -> None:
        self.content = content or Content()
        self.journey_id = journey_id
        self.words = words
        self.made: dict[str, Role] = {}
        self.takes_all = content is None
        self.above: dict[int, tuple[Role, str]] = {}

    def sentences(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield the sentences of plain lines or of a list."""
        headings = [_HEADING.fullmatch(line) for line in lines]
        items = [line for line, heading in zip(lines, headings, strict=True) if not heading]
        is_list = _is_list(items, has_headings=any(headings))
        if not is_list and not any(headings):
            yield from (line.strip() for line in lines)
            return
        for at, (line, heading) in enumerate(zip(lines, headings, strict=True)):
            bare = _BOX.sub("", _MARKER.sub("", line, count=1), count=1) if is_list and not heading else line
            words = (heading[2] if heading else bare).strip()
            level = len(heading[1]) if heading else _DEEPER + _depth(line)
            if heading or is_list:
                self.above = {each: said for each, said in self.above.items() if each < level}
            has_more = at + 1 < len(lines) and not headings[at + 1] and _depth(lines[at + 1]) > _depth(line)
            said = self._said(words, is_heading=bool(heading)) if heading or (is_list and has_more) else None
            if said:
                self.above[level] = said
            made = understand(self.content, self.journey_id, words, words=self.words)
            if made.is_structure:
                self.made[key_of(made.title)] = "persona" if made.kind == "persona" else "place"
            if words and (made.is_structure or not (heading or said)):
                yield self._below(made)

    def _said(self, words: str, *, is_heading: bool) -> tuple[Role, str] | None:
        """Return what a heading says of what is below it."""
        words = words.rstrip(COLONS)
        kind = self.words.get(folded(words))
        if kind in CARD_KINDS:
            return "kind", kind
        made = understand(self.content, self.journey_id, words, words=self.words)
        if made.is_structure:
            return "persona" if made.kind == "persona" else "place", made.title
        for names in (places_on(self.content, self.journey_id), personas_on(self.content, self.journey_id)):
            if names.whole(words):
                return names.role, words
        if role := self.made.get(key_of(words)):
            return role, words
        return ("place", words) if self.takes_all and is_heading else None

    def _below(self, sentence: Sentence) -> str:
        """Return the sentence with what the headings above say and it does not."""
        text = sentence.text.strip()
        if sentence.is_structure:
            return text
        said = {piece.role for piece in sentence.pieces}
        above = {role: name for role, name in self.above.values() if role not in said}
        kind = f"{above.pop('kind')}: " if "kind" in above else ""
        return " ".join([*(_sign(_SIGNS[role], name) for role, name in above.items()), kind + text])


def _depth(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _is_list(items: Sequence[str], *, has_headings: bool) -> bool:
    """Return whether the lines are a list: all begin with a marker, and these are no signs that differ.

    Below headings a few plain lines among them are items too: such a text is Markdown, its dashes are no signs. Two
    kinds of marker that are signs, such as - and +, at the same depth say kinds; one line alone is no list.
    """
    marked = [item for item in items if _MARKER.match(item)]
    if not marked or not (has_headings or len(marked) == len(items)):
        return False
    if len(items) == 1 and not has_headings and not _BOX.match(_MARKER.sub("", items[0])):
        return False
    at_depth: dict[int, set[str]] = {}
    for item in marked:
        at_depth.setdefault(_depth(item), set()).add(item.lstrip()[0])
    return not any(len(marks & {*KIND_SIGNS}) > 1 for marks in at_depth.values())


def _sign(sign: str, name: str) -> str:
    """Return a name behind its sign, in quotation marks where it has several words."""
    name = " ".join(name.split())
    bare = name.replace('"', "")
    return f'{sign}"{bare}"' if len(name.split()) > 1 or bare != name else f"{sign}{name}"


# ---- cells


def _has_cells(line: str) -> bool:
    """Return whether tabs part a line; before its words and behind its bullet they are what editors put there."""
    return "\t" in _MARKER.sub("", line, count=1).strip()


def _rows(text: str) -> list[list[str]]:
    """Return the cells that hold something by row; a quotation mark that opens no cell is one of the words."""
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in text.split("\n")]
    return [cells for row in rows if any(cells := [" ".join(cell.split()) for cell in row])]


def _from_rows(rows: Sequence[Sequence[str]], words: Mapping[str, Kind]) -> Iterator[str]:
    headings = [_heading(cell, words) for cell in rows[0]]
    if sum(map(bool, headings)) > 1 or (len(headings) == 1 and headings[0]):
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
    places = said.pop("@", [])
    signs = [_sign("@", " › ".join(places))] if places else []
    signs += [_sign(sign, name) for sign in "~#!" for cell in said.get(sign, ()) for name in _names(sign, cell)]
    plain = " ".join((*said.get("words", ()), *said.get("", ())))
    if plain:
        kinds.insert(0, (f"{said['kind'][0]}:" if "kind" in said else "", plain))
    for kind, cell in kinds:
        yield " ".join(filter(None, (kind, cell, *signs)))
    if not kinds and places:
        yield f"stage: {places[0]}"


def _names(sign: str, cell: str) -> list[str]:
    cells = cell.split(",") if sign == "#" else [cell]
    return [name for each in cells if (name := each.strip().lstrip(sign))]

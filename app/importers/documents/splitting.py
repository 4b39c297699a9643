"""Cells that hold several items, cut where somebody says; and what templates leave to be filled in, told apart."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from app.importers.documents.model import Split

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[\"”»’)]*\s+(?=[\"“„«‘(]?[^\W\d_a-zà-öø-ÿ]|[\"“„«(])")
_BULLET: Final = re.compile(r"^\s*(?:[-*•–·▪]|\d{1,3}[.)])\s+")
_PAIRS: Final = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“", '"': '"'}
_PLACEHOLDER: Final = re.compile(r"\[[^\[\]\n]{1,120}\]|\{\{[^{}\n]{1,120}\}\}")
_LETTER: Final = re.compile(r"[^\W_]")
_ABBREVIATED: Final = re.compile(r"(?:\b[A-Za-z]|\b(?:e\.g|i\.e|etc|vs|ca|z\.B|bzw|usw|Mr|Mrs|Dr|Nr))\.[\"”)]*$")


def split_text(text: str, split: Split) -> list[str]:
    """Return the items of a text, trimmed; signs inside brackets and quotation marks cut nothing."""
    items = _CUTS[split](text)
    return [item for item in (each.strip() for each in items) if _LETTER.search(item)] or [text.strip()]


def _lines(text: str) -> list[str]:
    lines = text.splitlines()
    return [_BULLET.sub("", line) for line in lines] if len(lines) > 1 else lines


def _sentences(text: str) -> list[str]:
    made: list[str] = []
    start = 0
    for found in _SENTENCE_END.finditer(text):
        end = found.end() - (len(found[0]) - len(found[0].rstrip()))
        before = text[start:end]
        if _ABBREVIATED.search(before) or before.count("(") > before.count(")") or before.count('"') % 2:
            continue
        made.append(before)
        start = found.end()
    return [*made, text[start:]]


def _at(sign: str) -> Callable[[str], list[str]]:
    def cut(text: str) -> list[str]:
        parts, start, closing = [], 0, ""
        last = {each: text.rfind(each) for each in _PAIRS.values()}
        for place, character in enumerate(text):
            if closing:
                closing = "" if character == closing else closing
            elif character in _PAIRS and last[_PAIRS[character]] > place:
                closing = _PAIRS[character]
            elif character == sign and _cuts(text, place, sign):
                parts.append(text[start:place])
                start = place + 1
        return [*parts, text[start:]]

    return cut


def _cuts(text: str, place: int, sign: str) -> bool:
    """Return whether a sign stands between items: a slash with spaces around it, a comma not inside a number."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if sign == "/":
        return before.isspace() and after.isspace()
    return not (sign == "," and before.isdigit() and after.isdigit())


_CUTS: Final[dict[Split, Callable[[str], list[str]]]] = {
    "none": lambda text: [text],
    "lines": _lines,
    "comma": _at(","),
    "semicolon": _at(";"),
    "slash": _at("/"),
    "sentences": _sentences,
}


def suggested_split(texts: Sequence[str], *, short: bool) -> Split:
    """Return how most of the cells under one label are best split; `short` says that items are names, not sentences."""
    if not texts:
        return "none"
    if any("\n" in text for text in texts):
        return "lines"
    order: tuple[Split, ...] = ("comma", "slash", "semicolon") if short else ("slash", "sentences", "semicolon")
    enough = len(texts) / 4 if short else len(texts) / 2
    for split in order:
        if sum(len(split_text(text, split)) > 1 for text in texts) > enough:
            return split
    return "none"


def is_placeholder(text: str) -> bool:
    """Return whether a text is what a template leaves to be filled in: “[Name]”, “Feels [emotion] because [reason]”.

    So it is where brackets hold at least half of its letters; a “[sic]” in a sentence is none.
    """
    held = sum(len(_LETTER.findall(found[0])) for found in _PLACEHOLDER.finditer(text))
    return held > 0 and 2 * held >= len(_LETTER.findall(text))

"""User story maps in text: TextUSM (indentation) and MarkdownUSM (`#`, `##`, lines, releases between rules)."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from app.importers.documents.model import Column, Found, FoundMap, Piece
from app.models.errors import InputError

_FENCE: Final = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[ \t]*(?:textusm|usm|markdownusm|user-story-map)\b[^\n]*\n(?P<body>.*?)"
    r"(?:^[ \t]*(?P=fence)|\Z)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_COLOUR: Final = re.compile(r"\s*(?:!|\s#[0-9a-fA-F]{3,8}|:\s*\|\{.*\})\s*$")
_NO_STORY: Final = re.compile(r"^\s*(?:[*+>|]|\d+[.)]\s|#{3,}|```|!\[|<)")
_INDENT: Final = 4
_LEVELS: Final = ("Story", "Detail")
"""The labels of what stands below a task, by depth."""


def story_block(text: str) -> str | None:
    """Return the text of a story map inside a page, or the whole page where it is one; none where there is none."""
    found = _FENCE.search(text)
    if found:
        return found["body"]
    return text if is_markdown_usm(text) else None


def is_markdown_usm(text: str) -> bool:
    """Return whether a text is a story map in MarkdownUSM: releases, then activities, tasks and stories, no more."""
    lines = [line for line in text.splitlines() if line.strip()]
    first = next((place for place, line in enumerate(lines) if line.startswith("# ")), len(lines))
    below = lines[first:]
    tasks = sum(line.startswith("## ") for line in below)
    stories = sum(not line.startswith(("#", "---")) for line in below)
    return (
        any(line.startswith("- ") for line in lines[:first])
        and all(line.startswith("- ") for line in lines[:first])
        and tasks > 0
        and stories > 0
        and not any(_NO_STORY.match(line) or line.startswith("- ") for line in below)
    )


def found_in_story_map(text: str, source: str, title: str) -> Found:
    """Return the map of a story map: activities are stages, tasks are steps, what is below them has a label a level."""
    lines = text.splitlines()
    hashed = any(line.startswith("# ") for line in lines) and any(line.startswith("## ") for line in lines)
    columns = _of_markdown_usm(lines) if hashed else _of_text_usm(lines)
    if not columns:
        raise InputError(f"{source} holds a story map without an activity; nothing was imported.")
    found = FoundMap(title, tuple(columns), joined=False)
    return Found(source, "story map", ("story map",), (found,))


class _Columns:
    """Columns as they grow: an activity opens a stage, a task a step of it."""

    def __init__(self) -> None:
        self._made: list[tuple[str, str, int, list[Piece]]] = []

    def activity(self, title: str, line: int) -> None:
        self._made.append((title, "", line, []))

    def task(self, title: str, line: int) -> None:
        stage, step, first, pieces = self._made[-1] if self._made else ("", "", line, [])
        if self._made and not step and not pieces:
            self._made[-1] = (stage, title, first, pieces)
        else:
            self._made.append((stage, title, line, []))

    def piece(self, label: str, text: str, line: int) -> None:
        if not self._made:
            self.activity("", line)
        self._made[-1][3].append(Piece(label, text, line, whole=True))

    def all(self) -> list[Column]:
        return [Column(stage, tuple(pieces), step, line) for stage, step, line, pieces in self._made]


def _of_text_usm(lines: Sequence[str]) -> list[Column]:
    columns = _Columns()
    for number, line in enumerate(lines, start=1):
        expanded = line.expandtabs(_INDENT)
        text = _COLOUR.sub("", expanded.strip())
        if not text or text.startswith("#"):
            continue
        depth = (len(expanded) - len(expanded.lstrip())) // _INDENT
        if depth == 0:
            columns.activity(text, number)
        elif depth == 1:
            columns.task(text, number)
        else:
            columns.piece(_LEVELS[min(depth - 2, len(_LEVELS) - 1)], text, number)
    return columns.all()


def _of_markdown_usm(lines: Iterable[str]) -> list[Column]:
    columns = _Columns()
    releases: list[str] = []
    release = 0
    for number, line in enumerate(lines, start=1):
        text = _COLOUR.sub("", line.strip().lstrip("#")).strip()
        if line.startswith("- "):
            releases.append(line[2:].strip())
        elif line.startswith("## "):
            columns.task(text, number)
            release = 0
        elif line.startswith("# "):
            columns.activity(text, number)
            release = 0
        elif line.startswith("---"):
            release += 1
        elif text:
            name = releases[release] if release < len(releases) else ""
            columns.piece(f"{_LEVELS[0]}, {name}" if name else _LEVELS[0], text, number)
    return columns.all()

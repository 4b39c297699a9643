"""Transcripts in Markdown: speakers in bold before their words, headings, escaped brackets."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from app.importers.transcripts.prose import Line, lines_of, under_headings
from app.importers.transcripts.speakers import may_be_a_label

_MARKED: Final = re.compile(
    r"(?:[-*+]\s+)?(?P<stamp>\\?[\[(]?[\d:.]+\\?[\])]?\s+)?(?P<bold>\*\*|__)(?P<label>[^*_\n]{1,60}?)"
    r"(?P<inner>\s*\\?[\[(][\d:.]+\\?[\])])?(?P<colon>[:：]?)\s*"
    r"(?P=bold)(?P<time>\s*\\?[\[(][\d:.]+\\?[\])])?(?P<after>\s*[:：])?(?P<rest>.*)"
)
_HEADING: Final = re.compile(r"(?P<level>#{1,6})\s(?P<words>.*)")
_RULE: Final = re.compile(r"(?:\\?[*_-]\s*){3,}")
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_BOLD: Final = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).){1,500})(?<=\S)\1")
_ITALIC: Final = re.compile(r"(?<![\w\\*_])([*_])(?=[^\s*_])([^*_]+?)(?<=[^\s\\])\1(?![\w*_])")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_FEW: Final = 3
_FRONT_MATTER: Final = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def marked_labels(text: str) -> list[str]:
    """Return the names in bold, with a colon, that lines of a Markdown text begin with; one for each such line."""
    return [mark["label"] for line in text.split("\n") if (mark := _mark(line.strip()))]


def are_speakers(labels: Sequence[str]) -> bool:
    """Return whether names in bold are people who talk: several of them come back, or they are few.

    In a page of notes each stands once, as “Status”, or one of them stands in every section, as “Impact”.
    """
    times = Counter(labels)
    return len(times) > 1 and (sum(count > 1 for count in times.values()) > 1 or len(times) <= _FEW)


def lines_of_markdown(text: str) -> list[Line]:
    """Return the lines of a Markdown text that hold words, with the headings above them and the speakers in bold.

    A name in bold that never says anything is a heading of what follows, such as “Break”.
    """
    text = _without_comments(_FRONT_MATTER.sub(lambda found: _blank(found[0]), text))
    lines = [line for line in lines_of(text) if not _RULE.fullmatch(line.words)]
    return list(under_headings(_read(lines, are_speakers(marked_labels(text)))))


def _blank(text: str) -> str:
    return "\n" * text.count("\n")


def _without_comments(text: str) -> str:
    """Return a text without comments of HTML, on the same lines."""
    first, *parts = text.split("<!--")
    for part in parts:
        inside, end, after = part.partition("-->")
        first += _blank(inside) + after if end else "<!--" + inside
    return first


def _mark(line: str) -> "re.Match[str] | None":
    found = _MARKED.fullmatch(line)
    return found if found and (found["colon"] or found["after"]) and may_be_a_label(found["label"]) else None


def _read(lines: list[Line], marked: bool) -> Iterator[Line]:
    marks = [_mark(line.words) if marked else None for line in lines]
    goes_on = [mark is None and not _HEADING.fullmatch(line.words) for line, mark in zip(lines, marks, strict=True)]
    below = [*goes_on[1:], False]
    speaking = {
        mark["label"] for mark, more in zip(marks, below, strict=False) if mark and (mark["rest"].strip() or more)
    }
    silent = above = ""
    for line, mark in zip(lines, marks, strict=True):
        if heading := _HEADING.fullmatch(line.words):
            silent = above = ""
            yield line._replace(words=_plain(heading["words"].rstrip("# ")), level=len(heading["level"]))
        elif mark is None:
            yield line._replace(words=_plain(line.words), heading=above)
        elif mark["label"] not in speaking:
            silent = _plain(mark["label"])
        else:
            above, silent = silent, ""
            words = (mark["stamp"] or mark["inner"] or mark["time"] or "").strip() + " " + mark["rest"]
            yield line._replace(words=_plain(words.strip()), speaker=_plain(mark["label"]), heading=above)


def _plain(words: str) -> str:
    """Return a line without what Markdown adds: links as their words, no stars, escaped characters as they are."""
    words = _LINK.sub(r"\1", words)
    words = _ITALIC.sub(r"\2", _BOLD.sub(r"\2", words))
    return _ESCAPED.sub(r"\1", words)

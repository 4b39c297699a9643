"""Transcripts as they are typed: `Name: text`, times in brackets, [id] marks, radio logs; texts without speakers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from app.importers.transcripts.speakers import SpokenLine, has_stamps, labels_among, spoken_line, tidy_label
from app.importers.transcripts.utterance import Utterance

_LOG_STAMP: Final = re.compile(r"\[-?\d{2,3}:\d\d:\d\d:\d\d\]")
_LOG_NOTE: Final = re.compile(r"_(?P<name>\w+)\s*:\s*(?P<words>.*)")
_SPOKEN_NOTES: Final = ("note", "comment")
"""Notes in a radio log that say something of the words; others are marks of pages and stations."""

_WRAPPED_FROM: Final = 40
"""A line of so many characters may be one that goes on in the next."""
_UNWRAPPED_FROM: Final = 120
"""A line longer than this is a paragraph of its own."""


class Line(NamedTuple):
    """A line, its number (1 = first), whether it begins a paragraph, what stands above, and who is marked to speak.

    A line with a `level` is a heading itself, 1 the highest.
    """

    words: str
    number: int
    begins: bool = True
    heading: str = ""
    speaker: str | None = None
    level: int = 0


class Prose(NamedTuple):
    """What a typed text holds, and how many of its lines were only marks of a log."""

    utterances: list[Utterance]
    marks: int = 0


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that hold words; paragraphs are set apart by blank lines, or are a line each."""
    rows = text.split("\n")
    apart = any(not before.strip() and before is not rows[0] for before in rows[1:-1])
    lines: list[Line] = []
    block: list[Line] = []

    def close() -> None:
        each = not apart or max((len(line.words) for line in block), default=0) > _UNWRAPPED_FROM
        lines.extend(line._replace(begins=each or place == 0) for place, line in enumerate(block))
        block.clear()

    for number, row in enumerate(rows, start=1):
        if row.strip():
            block.append(Line(row.strip(), number))
        else:
            close()
    close()
    return lines


def under_headings(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines below the headings among them, with the path of headings above each that has none of its own.

    A heading that nothing stands below is a line like others.
    """
    path: list[Line] = []
    bare: Line | None = None
    for line in lines:
        if not line.level:
            bare = None
            yield line._replace(heading=line.heading or " › ".join(heading.words for heading in path))
            continue
        if bare is not None and bare.level >= line.level:
            yield bare._replace(level=0)
        path = [*(heading for heading in path if heading.level < line.level), line]
        bare = line
    if bare is not None:
        yield bare._replace(level=0)


def read_prose(lines: Sequence[Line]) -> Prose:
    """Return what typed lines hold: turns where they name speakers or times, paragraphs where they do not."""
    log = any(_LOG_STAMP.fullmatch(line.words) for line in lines)
    marks = 0
    if log:
        count = len(lines)
        lines = list(_without_marks(lines))
        marks = count - len(lines)
    labels = labels_among([(line.words, line.begins) for line in lines])
    if labels or any(line.speaker for line in lines) or has_stamps(line.words for line in lines):
        turns = list(_turns(lines, labels))
        spoken = [turn for turn in turns if turn.text]
        if len(spoken) * 2 >= len(turns):  # else these are no speakers: a timetable, a list of names
            return Prose(spoken, marks)
    return Prose(list(_paragraphs(lines)), marks)


def _without_marks(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines of a radio log without the marks of its editors; remarks on what was said stay."""
    below_stamp = True
    for line in lines:
        note = _LOG_NOTE.fullmatch(line.words)
        if note and note["name"] in _SPOKEN_NOTES:
            yield line._replace(words=note["words"], speaker="" if below_stamp else None)
        elif not note and not line.words.startswith("#"):
            below_stamp = _LOG_STAMP.fullmatch(line.words) is not None
            yield line


def _paragraphs(lines: Iterable[Line]) -> Iterator[Utterance]:
    block: list[Line] = []
    for line in lines:
        if block and (line.begins or line.heading != block[0].heading):
            yield _paragraph(block)
            block = []
        block.append(line)
    if block:
        yield _paragraph(block)


def _paragraph(block: Sequence[Line]) -> Utterance:
    text = "\n".join(line.words for line in block)
    return Utterance(text, heading=block[0].heading, line=block[0].number)


def _turns(lines: Sequence[Line], labels: frozenset[str]) -> Iterator[Utterance]:
    """Yield a turn for each line that names a speaker or a time, with the lines below it that do neither."""
    marked = any(line.speaker for line in lines)
    turn: Utterance | None = None
    pieces: list[str] = []
    last: Line | None = None
    speaker = ""
    above: tuple[float | None, float | None] = (None, None)
    for line in lines:
        said = _said(line, labels, marked)
        under_new = last is None or line.heading != last.heading
        wraps = last is not None and not line.begins and len(last.words) >= _WRAPPED_FROM
        last = line
        only_time = said.at is not None and said.label is None and not said.words
        if turn is None or said.label is not None or said.at is not None or under_new:
            if turn is not None:
                yield turn._replace(text="".join(pieces))
            turn, pieces = None, [said.words]
        if only_time:
            above = (said.at, said.until)
        elif turn is None:
            speaker = said.label if said.label is not None else "" if under_new else speaker
            at, until = above if said.at is None else (said.at, said.until)
            turn = Utterance("", speaker, at, until, line.heading, line.number)
        else:
            pieces += ["" if pieces == [""] else " " if wraps else "\n", said.words]
    if turn is not None:
        yield turn._replace(text="".join(pieces))


def _said(line: Line, labels: frozenset[str], marked: bool) -> SpokenLine:
    """Return who says what in a line; where speakers are marked, nothing else in the text begins a turn."""
    if line.speaker is not None:
        return spoken_line(line.words, ())._replace(label=tidy_label(line.speaker))
    return SpokenLine(None, None, None, line.words) if marked else spoken_line(line.words, labels)

"""The grammar of Mermaid's `journey`, line by line as Mermaid 11 reads it, with repairs that are reported.

Where Mermaid misreads in silence (a colon inside a task) or rejects the whole diagram for one line, the line is mended
or left out and the rest is kept.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from app.importers.mermaid_blocks import Block

Warn = Callable[[int, str], None]
"""Takes the line (1 = first) and what is left out, mended or doubtful."""

LONGEST_SCORE: Final = 100
"""Characters of a score; a longer one is cut and no number."""

LONGEST_TEXT: Final = 5_000
"""Characters of a title or name; more is cut and reported."""

WORD_JOINER: Final = "\u2060"
"""What the export puts where Mermaid would take a name for a keyword or a comment; taken off here."""

_NUMBER: Final = re.compile(
    r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|0x[0-9a-f]+|0b[01]+|0o[0-7]+", re.ASCII | re.IGNORECASE
)
_KEYWORD: Final = re.compile(r"(title|section)(\s+(.*))?$", re.IGNORECASE)
_ACCESSIBLE: Final = re.compile(r"(accTitle(?=\s*:)|accDescr)\s*(:|\{)\s*(.*)$", re.IGNORECASE)
_FRONT_TITLE: Final = re.compile(r"title:\s*(.*)$")
_FIRST_WORD: Final = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Task:
    """A line `task : score : actors`; `score` as written, `number` its value (none where it is no number)."""

    line: int
    title: str
    score: str
    number: float | None
    actors: tuple[str, ...]


@dataclass(slots=True)
class Section:
    """The tasks below one `section` line; those before any have a section without a title."""

    title: str
    tasks: list[Task] = field(default_factory=list)


@dataclass(slots=True)
class Diagram:
    """One journey diagram as read; `line` is that of the word `journey`."""

    line: int
    title: str = ""
    accessible_title: str = ""
    description: str = ""
    sections: list[Section] = field(default_factory=list)

    @property
    def tasks(self) -> Iterator[Task]:
        """All tasks from first to last."""
        return (task for section in self.sections for task in section.tasks)


def first_word(block: Block) -> str:
    """Return the first word of a diagram, which names its type; empty where there is nothing but front matter."""
    for _, line in _after_front_matter(block)[1]:
        if line.strip() and not _is_comment(line):
            word = _FIRST_WORD.match(line.strip())
            return word[0] if word else line.strip()[:20]
    return ""


def read_diagram(block: Block, warn: Warn) -> Diagram:
    """Return the journey of a block whose first word is `journey`."""
    front_title, lines = _after_front_matter(block)
    lines = [(number, line.strip()) for number, line in lines]
    start = next(index for index, (_, line) in enumerate(lines) if line and not _is_comment(line))
    number, header = lines[start]
    diagram = Diagram(number)
    lines[start] = (number, header[len("journey") :].strip())
    _read_lines(diagram, lines[start:], warn)
    diagram.title = diagram.title or _shortened(front_title, number, warn)
    return diagram


def number_of(score: str) -> float | None:
    """Return the value of a score as JavaScript's `Number` reads it, none where it is no finite number."""
    text = unicodedata.normalize("NFKC", score).strip()
    if len(text) > LONGEST_SCORE or not _NUMBER.fullmatch(text):
        return None
    value = float(int(text, 0)) if text[:2].lower() in ("0x", "0b", "0o") else float(text)
    return value if abs(value) < 1e15 else None


def _after_front_matter(block: Block) -> tuple[str, list[tuple[int, str]]]:
    """Return the title in the YAML front matter, and the numbered lines after it."""
    lines = list(enumerate(block.lines, block.first_line))
    begin = next((index for index, (_, line) in enumerate(lines) if line.strip()), None)
    if begin is None or lines[begin][1].rstrip() != "---":
        return "", lines
    title = ""
    for index in range(begin + 1, len(lines)):
        line = lines[index][1].rstrip()
        if line == "---":
            return title, lines[index + 1 :]
        if found := _FRONT_TITLE.match(line):
            title = found[1].strip().strip("\"'")
    return "", lines


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith(("%%", "#"))


def _read_lines(diagram: Diagram, lines: list[tuple[int, str]], warn: Warn) -> None:
    last_brace = max((at for at, (_, line) in enumerate(lines) if "}" in line), default=-1)
    position = 0
    while position < len(lines):
        number, line = lines[position]
        position += 1
        if not line or _is_comment(line):
            continue
        if found := _ACCESSIBLE.match(line):
            text = found[3]
            if found[2] == "{":
                closed = "}" in text or position <= last_brace
                if not closed:
                    warn(number, f"The description has no }} at its end; only its first line was kept: {_quoted(line)}")
                text, position = _until_brace(text, lines, position) if closed else (text, position)
            else:
                text = re.split("[#;]", text)[0]
            name = "accessible_title" if found[1].lower() == "acctitle" else "description"
            setattr(diagram, name, _shortened(text.strip(), number, warn))
        elif not _read_keyword(diagram, number, line, warn):
            task = _read_task(number, line, warn)
            if task is not None:
                if not diagram.sections:
                    diagram.sections.append(Section(""))
                diagram.sections[-1].tasks.append(task)


def _until_brace(text: str, lines: list[tuple[int, str]], position: int) -> tuple[str, int]:
    """Return the text up to the closing brace, over as many lines as it takes, and the position after it."""
    parts = [text]
    while "}" not in parts[-1] and position < len(lines):
        parts.append(lines[position][1])
        position += 1
    parts[-1] = parts[-1].split("}")[0]
    return "\n".join(part.strip().removeprefix(WORD_JOINER) for part in parts), position


def _read_keyword(diagram: Diagram, number: int, line: str, warn: Warn) -> bool:
    """Take in a `title` or `section` line; false where the line is none, or is a task that begins with such a word."""
    found = _KEYWORD.match(line)
    if found is None or not found[2]:
        return False
    keyword, text = found[1].lower(), found[3]
    begun = keyword == "section" or bool(diagram.title or diagram.sections)
    if begun and _is_task_with_actors(text):
        warn(number, f"Mermaid takes this for a {keyword}; read as a task: {_quoted(line)}")
        return False
    whole = text
    text = re.split("[#]", text)[0].strip()
    if keyword == "title":
        if ";" in text:
            warn(number, f"Mermaid stops at a semicolon; the whole title was kept: {_quoted(text)}")
        diagram.title = _shortened(text, number, warn)
        return True
    if ":" in text or ";" in text:
        warn(number, f"Mermaid allows no colon or semicolon in a section; the name was kept: {_quoted(text)}")
    if not text:
        warn(number, f"A section without a name: {_quoted(whole)}")
    diagram.sections.append(Section(_shortened(text, number, warn)))
    return True


def _is_task_with_actors(text: str) -> bool:
    parts = text.split(":")
    return len(parts) > 2 and bool(parts[-1].strip()) and number_of(parts[-2]) is not None and bool(parts[0].strip())


def _read_task(number: int, line: str, warn: Warn) -> Task | None:
    if ":" not in line and "：" in line:
        line = line.replace("：", ":").replace("，", ",")
        warn(number, f"Full-width colons were read as colons: {_quoted(line)}")
    line = _without_comment(line, number, warn)
    parts = line.split(":")
    score_at = _score_position(parts)
    title = ":".join(parts[:score_at]).strip()
    if len(parts) < 2 or not title or not parts[score_at].strip():
        warn(number, f"Left out, no {'task name' if len(parts) > 1 and not title else 'score'}: {_quoted(line)}")
        return None
    if score_at > 1:
        warn(number, f"The colon was taken as part of the task's name: {_quoted(title)}")
    if ";" in line:
        warn(number, f"Mermaid allows no semicolon; it was kept: {_quoted(line)}")
    if ignored := ":".join(parts[score_at + 2 :]).strip():
        warn(number, f"Ignored after the actors, as Mermaid does: {_quoted(ignored)}")
    score = parts[score_at].strip()
    value = number_of(score)
    if value is None:
        warn(number, f"The score {_quoted(score)} is not a number; “{_cut(title)}” was imported without a sentiment.")
    actors = parts[score_at + 1] if len(parts) > score_at + 1 else ""
    named = (unicodedata.normalize("NFC", _shortened(actor, number, warn)) for actor in actors.split(","))
    return Task(
        number, _shortened(title, number, warn), score[:LONGEST_SCORE], value, tuple(dict.fromkeys(filter(None, named)))
    )


def _without_comment(line: str, number: int, warn: Warn) -> str:
    """Return the line up to `#`; where the score comes after it, Mermaid would reject the line and `#` is kept."""
    head, mark, _ = line.partition("#")
    if not mark:
        return line
    if any(part.strip() for part in head.split(":")[1:]):
        return head
    warn(number, f"Mermaid allows no # in a task; it was kept: {_quoted(line)}")
    return line


def _score_position(parts: list[str]) -> int:
    """Return which part is the score: the last number before the actors; the second part where none is a number."""
    numbers = [index for index in range(1, len(parts)) if number_of(parts[index]) is not None]
    return numbers[-1] if numbers else min(1, len(parts) - 1)


def _shortened(text: str, number: int, warn: Warn) -> str:
    text = text.strip().removeprefix(WORD_JOINER).replace(f"%{WORD_JOINER}", "%").strip()
    if len(text) > LONGEST_TEXT:
        warn(number, f"Cut after {LONGEST_TEXT:,} characters: {_quoted(text)}")
        text = text[:LONGEST_TEXT]
    return text


def _quoted(text: str) -> str:
    return f"“{_cut(text)}”"


def _cut(text: str) -> str:
    return text if len(text) <= 120 else text[:119] + "…"

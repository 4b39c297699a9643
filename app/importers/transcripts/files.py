"""From a file to its utterances: which of the readers takes it, by what it holds rather than by its name."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from app.importers.mermaid_blocks import MARKDOWN_ENDINGS
from app.importers.tables import TABLE_ENDINGS, read_table
from app.importers.text import clean, digest_of, encoding_of, read_bytes
from app.importers.transcripts import cues, docx, markdown, prose, tabular
from app.importers.transcripts.utterance import Utterance, readable_turns
from app.models.errors import InputError
from app.models.places import as_text
from app.models.plan import ImportWarning

MOST_BYTES: Final = 32_000_000
_LIMITS: Final = "the limit is 32 MB"
MOST_LINES: Final = 100_000

CAPTION_ENDINGS: Final = (".vtt", ".srt", ".sbv")

_NO_TEXT: Final = (
    (b"%PDF", "a PDF; save its text as DOCX or TXT"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file, or one with a password; save it as DOCX, XLSX or TXT"),
    (b"{\\rtf", "an RTF file; save it as DOCX or TXT"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"ID3", "a sound recording; import its transcript"),
    (b"RIFF", "a recording; import its transcript"),
    (b"OggS", "a recording; import its transcript"),
    (b"SQLite format 3\0", "a database"),
    (b"\x1f\x8b", "a packed file; unpack it"),
)
_CONTROLS: Final = tuple(map(chr, {*range(1, 32), 0x7F, 0xFFFD} - set(b"\t\n\r\f\v")))
"""Characters of which a text has few; NUL is taken out before."""


class Reading(NamedTuple):
    """What a file holds: its name, the digest of its bytes, what was said, and what was odd about it.

    `recorded` says that it was made from speech, even where nobody is named.
    """

    name: str
    digest: str
    utterances: Sequence[Utterance]
    recorded: bool = False
    warnings: tuple[ImportWarning, ...] = ()


def read_file(path: Path) -> Reading:
    """Return what was said in a file, or its paragraphs.

    Raises FileError where it cannot be read, InputError with one line where it is too large, damaged or holds no text.
    """
    name, ending = as_text(path.name), path.suffix.lower()
    data = read_bytes(path, MOST_BYTES, _LIMITS)
    reading = Reading(name, digest_of(data), ())
    if not data.strip(b"\0 \t\r\n"):
        raise InputError(f"{name} is empty; nothing was imported.")
    if ending in TABLE_ENDINGS:
        reading = reading._replace(utterances=_of_table(path, name), recorded=True)
    elif data.startswith(b"PK\x03\x04"):
        reading = reading._replace(utterances=_of_document(docx.read_docx(data, name)))
    else:
        reading = _of_text(reading, _text_of(data, name), ending)
    said = [each for each in map(_with_plain_line_ends, reading.utterances) if each.text]
    if not said:
        raise InputError(f"{name} holds no words that could be read; nothing was imported.")
    return reading._replace(utterances=said)


def _with_plain_line_ends(each: Utterance) -> Utterance:
    """Return an utterance with line feeds alone, also where a cell or a reference such as `&#13;` held others."""
    if "\r" not in each.text:
        return each
    return each._replace(text=each.text.replace("\r\n", "\n").replace("\r", "\n").strip())


def _text_of(data: bytes, name: str) -> str:
    what = next((words for mark, words in _NO_TEXT if data.startswith(mark)), None)
    if what is None and data[4:8] == b"ftyp":
        what = "a recording; import its transcript"
    if what is not None:
        raise InputError(f"{name} is {what}. Nothing was imported.")
    text = _decoded(data)
    if not text or sum(map(text.count, _CONTROLS)) * 20 > len(text):
        raise InputError(f"{name} is no text; nothing was imported.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") + text.count("<v") > MOST_LINES:
        raise InputError(f"{name} has more than {MOST_LINES:,} lines, which is the limit; nothing was imported.")
    return text


def _decoded(data: bytes) -> str:
    encoding = encoding_of(data) or "latin-1"
    try:
        return clean(data.decode(encoding, "surrogatepass"))
    except UnicodeError:  # the encoding was guessed from the beginning
        return clean(data.decode(encoding, "replace"))


def _of_text(reading: Reading, text: str, ending: str) -> Reading:
    if ending in CAPTION_ENDINGS or cues.has_cues(text):
        read = cues.read_cues(text)
        if not read:
            raise InputError(
                f"{reading.name} holds no captions with times such as 00:01.000 --> 00:04.000; nothing was imported."
            )
        return reading._replace(utterances=readable_turns(cues.utterances_of(read)), recorded=True)
    if ending in MARKDOWN_ENDINGS:
        return reading._replace(utterances=prose.read_prose(markdown.lines_of_markdown(text)).utterances)
    found = prose.read_prose(prose.lines_of(text))
    if not found.marks:
        return reading._replace(utterances=found.utterances)
    told = f"Left out: {found.marks} lines that only mark pages, stations and the like."
    return reading._replace(utterances=found.utterances, warnings=(ImportWarning(reading.name, None, told),))


def _of_table(path: Path, name: str) -> list[Utterance]:
    table = read_table(path, tabular.KNOWN)
    if tabular.column_of(table.columns, "words") is None:
        raise InputError(f"{name} has no column of words, such as “words” or “text”; nothing was imported.")
    return tabular.utterances_of_table(table)


def _of_document(paragraphs: Sequence[docx.Paragraph]) -> list[Utterance]:
    """Return what a document holds: its own order, tables of turns as turns, other cells as paragraphs."""
    lines: list[prose.Line] = []
    said: list[Utterance] = []

    def close() -> None:
        said.extend(prose.read_prose(list(prose.under_headings(lines))).utterances)
        lines.clear()

    for number, part in enumerate(docx.rows_of(paragraphs), start=1):
        if isinstance(part, docx.Paragraph):
            first, *more = part.text.split("\n")
            lines.append(prose.Line(first, number, level=part.level))
            lines += [prose.Line(line, number, begins=False) for line in more if line.strip()]
        elif (turns := tabular.turns_of_grid(part)) is not None:
            close()
            said += turns
        else:
            lines += [prose.Line(cell, number) for row in part for cell in row if cell]
    close()
    return said

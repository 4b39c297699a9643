"""Transcripts in tables (CSV, TSV, XLSX, a table in a document): columns for time, speaker, words and tags."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.importers.tables import Table
from app.importers.transcripts.cues import decoded
from app.importers.transcripts.speakers import tidy_label
from app.importers.transcripts.utterance import Utterance, seconds_in
from app.models.names import folded

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "at": (
        *("timestamp", "time", "start", "start time", "starttime", "begin", "from", "timecode", "time code", "at"),
        *("zeit", "beginn", "début", "temps", "inicio", "tiempo"),
    ),
    "until": ("end", "end time", "endtime", "until", "to", "stop", "ende", "fin"),
    "speaker": (
        *("speaker", "speaker name", "speaker label", "speakers", "who", "person", "name", "participant", "role"),
        *("sprecher", "sprecherin", "intervenant", "locuteur", "hablante", "voice"),
    ),
    "words": (
        *("words", "text", "transcript", "transcription", "utterance", "content", "sentence", "speech", "what"),
        *("caption", "said", "dialogue", "wortlaut", "transkript", "texte", "texto", "paroles"),
    ),
    "tags": ("tags", "codes", "tag", "code", "labels", "label", "kategorien", "étiquettes", "etiquetas"),
}
"""What the columns are called, in lower case, by what they hold; the first that a table has counts."""

KNOWN: Final = frozenset(name for names in COLUMNS.values() for name in names)

_SURE_SPEAKERS: Final = frozenset(COLUMNS["speaker"]) - {"name", "participant", "role", "person", "who"}
_SURE_WORDS: Final = frozenset(COLUMNS["words"]) - {"text", "content", "what", "texte", "texto", "sentence"}
"""Columns that only transcripts have; a survey may have a name, a time and a text, too."""


def column_of(columns: Sequence[str], holds: str) -> str | None:
    """Return the column that holds something, one of `COLUMNS`, or none."""
    return next((name for name in COLUMNS[holds] if name in columns), None)


def is_transcript_header(cells: Sequence[str]) -> bool:
    """Return whether the names of columns are those of a transcript: words, and who speaks or when."""
    columns = {folded(cell) for cell in cells}
    if not columns.isdisjoint(_SURE_SPEAKERS):
        return not columns.isdisjoint(COLUMNS["words"])
    return not columns.isdisjoint(_SURE_WORDS) and not columns.isdisjoint((*COLUMNS["speaker"], *COLUMNS["at"]))


def utterances_of_table(table: Table) -> list[Utterance]:
    """Return a turn for each row with words, with its tags; the table must have a column of words."""
    columns = {holds: column_of(table.columns, holds) for holds in COLUMNS}
    rows = [(line, table.cells((line, cells))) for line, cells in table.rows]

    def cell(cells: Mapping[str, str], holds: str) -> str:
        column = columns[holds]
        return cells[column] if column is not None else ""

    divider = ";" if any(";" in cell(cells, "tags") for _, cells in rows) else ","
    return [
        Utterance(
            decoded(words),
            tidy_label(decoded(cell(cells, "speaker"))),
            seconds_in(cell(cells, "at")),
            seconds_in(cell(cells, "until")),
            line=line,
            tags=tuple(dict.fromkeys(tag for part in cell(cells, "tags").split(divider) if (tag := part.strip()))),
        )
        for line, cells in rows
        if (words := cell(cells, "words"))
    ]


def turns_of_grid(rows: Sequence[Sequence[str]]) -> list[Utterance] | None:
    """Return the turns of a table in a document, or none where it is another table; it may have no header."""
    if is_transcript_header(rows[0]):
        table = Table("", 1, tuple(map(folded, rows[0])), tuple((0, list(row)) for row in rows[1:]))
        return [each._replace(line=None) for each in utterances_of_table(table)]
    columns = list(zip(*rows, strict=True))
    if len(columns) not in (2, 3) or len(rows) < 2:
        return None
    words = max(range(len(columns)), key=lambda place: sum(map(len, columns[place])))
    others = [place for place in range(len(columns)) if place != words]
    at = next((place for place in others if _all_hold(columns[place], _is_clock)), None)
    speaker = next((place for place in others if place != at and _are_labels(columns[place])), None)
    if at is None and speaker is None:
        return None
    return [
        Utterance(
            row[words],
            "" if speaker is None else tidy_label(row[speaker]),
            None if at is None else seconds_in(row[at]),
        )
        for row in rows
        if row[words]
    ]


def _all_hold(cells: Sequence[str], rule: Callable[[str], bool]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(map(rule, filled))


def _is_clock(cell: str) -> bool:
    return ":" in cell and seconds_in(cell) is not None


def _are_labels(cells: Sequence[str]) -> bool:
    """Return whether the cells of a column name speakers: short, and the same ones again."""
    return _all_hold(cells, lambda cell: len(cell) < 60 and "\n" not in cell) and len(set(cells)) * 2 <= len(cells) + 1

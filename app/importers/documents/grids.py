"""Tables that hold a map: the stages across and what they hold down, or a row for each card or stage."""

from collections.abc import Iterator, Sequence

from app.importers.documents.model import Column, FoundMap, Piece
from app.importers.documents.words import heads_row_labels, names_field, numbered_stage, tells_of_stages

Cells = Sequence[str]
Lined = tuple[int, Cells]
"""The number of a row's first line, and its cells."""


def is_across(rows: Sequence[Cells]) -> bool:
    """Return whether the first row holds stages and the first column what they are told by, such as “Pains”."""
    labels = [row[0] for row in rows[1:] if row and row[0].strip()]
    stages = [cell for cell in rows[0][1:] if cell.strip()] if rows else []
    if len(stages) < 2 or not labels:
        return False
    known = sum(map(tells_of_stages, labels))
    wanted = len(labels) / 2 if heads_row_labels(rows[0][0]) else max(2.0, len(labels) / 2)
    return known >= wanted and known / len(labels) > sum(map(tells_of_stages, stages)) / len(stages)


def is_rows(rows: Sequence[Cells]) -> bool:
    """Return whether the first row names columns: a stage or step, and something that stands in one."""
    header = rows[0] if rows else ()
    places = any(names_field(cell, "stage") or names_field(cell, "step") for cell in header)
    return places and any(tells_of_stages(cell) or names_field(cell, "card") for cell in header)


def map_across(title: str, rows: Sequence[Lined]) -> FoundMap:
    """Return the map of a table with stages across; a second row called “Step” holds the steps below them."""
    header = [cell.strip() for cell in rows[0][1]]
    stages = [_stage_name(cell) for cell in header]
    body = rows[1:]
    steps = [""] * len(stages)
    joined = bool(body) and names_field(body[0][1][0] if body[0][1] else "", "step")
    if joined:
        steps = [cell.strip() for cell in body[0][1]] + steps
        stages = list(_filled(stages))
        body = body[1:]
    labelled = list(zip(_filled([row[1][0] if row[1] else "" for row in body]), body, strict=True))
    columns = []
    for place in range(1, len(stages)):
        pieces = tuple(
            Piece(label, cells[place].strip(), line)
            for label, (line, cells) in labelled
            if place < len(cells) and cells[place].strip()
        )
        if header[place] or pieces or (joined and steps[place]):
            columns.append(Column(stages[place], pieces, steps[place], rows[0][0]))
    return FoundMap(title, tuple(columns), joined=joined)


def map_of_rows(title: str, rows: Sequence[Lined]) -> FoundMap:
    """Return the map of a table with a row for each card, step or stage."""
    header = [cell.strip() or f"Column {place + 1}" for place, cell in enumerate(rows[0][1])]
    columns = []
    for line, cells in rows[1:]:
        texts = zip(header, map(str.strip, cells), strict=False)
        pieces = tuple(Piece(label, text, line) for label, text in texts if text)
        if pieces:
            columns.append(Column("", pieces, line=line))
    return FoundMap(title, tuple(columns), joined=True)


def _stage_name(text: str) -> str:
    numbered = numbered_stage(text)
    return (numbered[1] or text) if numbered else text


def _filled(texts: Sequence[str]) -> Iterator[str]:
    """Yield the texts, an empty one being the one before it, as merged cells are read."""
    last = ""
    for text in texts:
        last = text.strip() or last
        yield last

"""A first look at a survey: how its file is read, what its columns hold, which role each seems to have."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Final, Literal

from app.importers.surveys.dates import DateOrder, proven_order
from app.importers.surveys.grid import Grid, filled_rows, open_grid
from app.importers.surveys.headers import find_header, is_crosstab, names_of
from app.importers.surveys.mapping import MISSING, ColumnUse, SurveyMapping
from app.importers.surveys.roles import Values, decimal_mark, suggested_uses
from app.importers.text import ENCODINGS
from app.models.content import Content
from app.models.errors import InputError
from app.models.names import folded
from app.models.records import ImportMapping

LOOK_ROWS: Final = 5_000
"""Rows that a look reads, fewer of a very wide file; what it counts is about these."""

_MOST_CELLS: Final = 200_000
_FEW_ROWS: Final = 200

_MOST_ROWS: Final = LOOK_ROWS + 40
"""With titles, headers and blank rows."""

_FIRST_VALUES: Final = 5
_FIRST_ROWS: Final = 20

KIND: Final = "survey"
"""The kind of the import mappings of surveys."""


@dataclass(frozen=True, slots=True)
class LookColumn:
    """A column in the rows looked at: its first different values, how many cells are filled, how many differ.

    `use` is the role that it seems to have; `date_order` is what its dates prove, if they are dates and prove it.
    """

    name: str
    values: tuple[str, ...]
    filled: int
    distinct: int
    use: ColumnUse
    date_order: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class SurveyLook:
    """What was recognised in a file; `rows` is how many were looked at below the header, `more` that there are others.

    `shape` is the same for all files with this header; `date_order` is none where it has to be asked, or there are no
    dates. `source_kind` is "survey" or "feedback". `first_rows` are the cells of the first few rows below the header.
    The other fields are as in SurveyMapping.
    """

    source: str
    shape: str
    columns: tuple[LookColumn, ...]
    rows: int
    more: bool
    source_kind: str
    encoding: str
    delimiter: str
    sheet: str
    sheets: tuple[str, ...]
    encoded_twice: bool
    title_rows: int
    header_rows: int
    date_order: DateOrder | None
    decimal: Literal[".", ","]
    first_rows: tuple[tuple[str, ...], ...] = ()

    @property
    def encodings(self) -> tuple[str, ...]:
        """The encodings to choose from, the one that was recognised first; none for XLSX."""
        return tuple(dict.fromkeys((self.encoding, *ENCODINGS))) if self.encoding else ()


def look_at(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    encoded_twice: bool | None = None,
    title_rows: int | None = None,
    header_rows: int | None = None,
    missing: Collection[str] = MISSING,
) -> SurveyLook:
    """Return what the first rows of a CSV or XLSX file look like; what is said is taken, the rest recognised.

    Raises FileError where it cannot be read, InputError with one line where it is too large, no table, or a crosstab.
    """
    grid = open_grid(path, encoding=encoding, delimiter=delimiter, sheet=sheet, encoded_twice=encoded_twice)
    rows = _first_rows(grid)
    found_titles, found_header = find_header(rows[(title_rows or 0) :])
    titles = found_titles if title_rows is None else title_rows
    header = found_header if header_rows is None else header_rows
    filled = filled_rows(rows[titles + header :])
    width = max(map(len, filled), default=0)
    body = filled[: min(LOOK_ROWS, max(_FEW_ROWS, _MOST_CELLS // max(width, 1)))]
    if not body:
        raise InputError(f"{grid.source} has no rows below its header. Nothing was imported.")
    above = rows[titles : titles + header]
    if is_crosstab([*above, []][0], body):
        raise InputError(
            f"{grid.source} is a crosstab: its rows are answers counted by groups, not one row for each respondent. "
            "Export the single responses and import those. Nothing was imported."
        )
    names = header_names(above, body)
    values = [Values(name, column, missing) for name, column in zip(names, columns_of(body, len(names)), strict=True)]
    decimal = decimal_mark(values)
    uses, kind = suggested_uses(values, decimal)
    columns = tuple(map(_look_column, values, uses))
    orders = {each.date_order for each in columns if each.use.role == "date"}
    return SurveyLook(
        grid.source,
        shape_of(names),
        columns,
        len(body),
        len(rows) == _MOST_ROWS or len(filled) > len(body),
        kind,
        *(grid.encoding, grid.delimiter, grid.sheet, grid.sheets, grid.encoded_twice),
        *(titles, header, orders.pop() if len(orders) == 1 else None, decimal),
        tuple(map(tuple, body[:_FIRST_ROWS])),
    )


def _first_rows(grid: Grid) -> list[list[str]]:
    """Return the rows that are looked at, with titles and headers."""
    rows: list[list[str]] = []
    cells = 0
    for row in islice(grid.rows(), _MOST_ROWS):
        rows.append(row)
        cells += len(row)
        if cells > 4 * _MOST_CELLS and len(rows) > _FEW_ROWS:
            break
    return rows


def header_names(above: Sequence[Sequence[str]], body: Sequence[Sequence[str]], at_least: int = 0) -> tuple[str, ...]:
    """Return the names of the columns: as many as the header has, more where rows say something beyond it."""
    width = max((place + 1 for cells in chain(above, body) for place in _last_filled(cells)), default=at_least)
    width = max(width, at_least)
    return names_of(above, width)


def _last_filled(cells: Sequence[str]) -> Iterator[int]:
    yield from islice((place for place in range(len(cells) - 1, -1, -1) if cells[place].strip()), 1)


def columns_of(body: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """Return the cells of each column, trimmed, "" where a row is short."""
    return [[cells[place].strip() if place < len(cells) else "" for cells in body] for place in range(width)]


def shape_of(names: Sequence[str]) -> str:
    """Return the fingerprint of a header, 32 hexadecimal digits; case and spaces do not count."""
    return hashlib.sha256("\x1f".join(map(folded, names)).encode()).hexdigest()[:32]


def _look_column(values: Values, use: ColumnUse) -> LookColumn:
    return LookColumn(
        values.name,
        tuple(islice(values.counts, _FIRST_VALUES)),
        values.filled,
        len(values.counts),
        use,
        proven_order(values.counts) if values.dates else None,
    )


def suggested_mapping(look: SurveyLook) -> SurveyMapping:
    """Return what the look suggests, to be changed by whoever imports it."""
    return SurveyMapping(
        columns=tuple(each.use for each in look.columns),
        source="feedback" if look.source_kind == "feedback" else "survey",
        title=Path(look.source).stem,
        encoding=look.encoding,
        delimiter=look.delimiter,
        sheet=look.sheet,
        encoded_twice=look.encoded_twice,
        title_rows=look.title_rows,
        header_rows=look.header_rows,
        date_order=look.date_order,
        decimal=look.decimal,
    )


def saved_mapping(content: Content, shape: str) -> ImportMapping | None:
    """Return the newest mapping of files of a shape that a workspace has, or none."""
    same = [each for each in content.ordered(ImportMapping) if each.kind == KIND and each.shape == shape]
    return same[-1] if same else None


def mapping_for(content: Content, look: SurveyLook) -> SurveyMapping | None:
    """Return what was chosen for the last file of this shape, for this one; none where there was none.

    How this file is written (encoding, delimiter, title rows …) is taken from the look.
    """
    saved = saved_mapping(content, look.shape)
    if saved is None:
        return None
    fresh = suggested_mapping(look)
    try:
        kept = SurveyMapping.from_json(saved.mapping)
    except InputError:  # written by another version: the suggestion does
        return None
    return kept.for_file(fresh) if len(kept.columns) == len(fresh.columns) else None


__all__ = ["Grid", "LookColumn", "SurveyLook", "look_at", "mapping_for", "saved_mapping", "suggested_mapping"]

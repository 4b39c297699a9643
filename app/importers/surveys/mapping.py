"""What is chosen for an import of a survey: each column's role, and how the file is written; as JSON, too."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal, get_args

from app.importers.choices import FLAG, NUMBER, TEXT, Check, by_label, checked_choices, one_of, read_choices, where
from app.importers.spreadsheets import MOST_COLUMNS
from app.importers.surveys.dates import DATE_ORDERS, DateOrder
from app.importers.tables import SAID_NOTHING
from app.models.errors import InputError

Role = Literal[
    "respondent", "question", "text", "rating", "tag", "date", "segment", "persona", "channel", "fact", "ignore"
]
"""What a column is.

respondent: whose answers a row holds. question: in a long table, what the row's text answers. text: free text, whose
cells become turns. rating: a number on a scale. tag: tags of the row's answers. date, segment, persona, channel: said
of the row's answers under these names. fact: said of them under the column's name. ignore: not read.
"""

ROLES: Final[tuple[Role, ...]] = get_args(Role)

SINGLE_ROLES: Final[tuple[Role, ...]] = ("respondent", "question", "date", "segment", "persona", "channel")
"""Roles that one column can have at most."""

MISSING: Final = tuple(sorted(SAID_NOTHING | {"#n/a", "nan", "--"}))
"""Cells, in lower case, that say nothing, unless something else is chosen; empty ones never do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnUse:
    """The role of a column.

    `low`, `high`, `better`, `nps`, `words`, `sentiment` are of ratings: the ends of the scale, which end is good,
    whether it is a recommendation from 0 to 10 (promoters, detractors), what words count as, whether it is also how
    somebody felt. `separator` stands between the tags of a cell, none: it holds one. `fill_down`: a blank
    cell means what stands above it.
    """

    name: str
    role: Role = "ignore"
    low: float | None = None
    high: float | None = None
    better: Literal["high", "low"] = "high"
    nps: bool = False
    sentiment: bool = False
    words: tuple[tuple[str, float], ...] = ()
    separator: str = ""
    fill_down: bool = False

    def __post_init__(self) -> None:
        """Raise InputError where the scale of a rating is no scale."""
        if self.role == "rating" and (self.low is None or self.high is None or not self.low < self.high):
            raise InputError(f"Column “{self.name}”: a rating needs the lowest and the highest value of its scale.")
        if self.nps and (self.low, self.high) != (0, 10):
            raise InputError(f"Column “{self.name}”: a recommendation (NPS) has the scale 0 to 10.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyMapping:
    """How a survey is read: its columns from first to last, and how its file is written.

    `source` is the kind of source that is made, `title` its title (empty: the file's name). `title_rows` stand above
    the header, which has `header_rows` rows (0 … 2). `decimal` is the decimal mark. An encoding, a delimiter
    or a sheet (of XLSX files) that is empty is recognised. Columns of a file are found by their names.
    """

    columns: tuple[ColumnUse, ...]
    source: Literal["survey", "feedback"] = "survey"
    title: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    encoded_twice: bool = False
    title_rows: int = 0
    header_rows: int = 1
    date_order: DateOrder | None = None
    decimal: Literal[".", ","] = "."
    missing: tuple[str, ...] = MISSING

    def __post_init__(self) -> None:
        """Raise InputError where two columns have a role that only one can have, or none is read."""
        for role in SINGLE_ROLES:
            names = [each.name for each in self.columns if each.role == role]
            if len(names) > 1:
                raise InputError(f"“{names[0]}” and “{names[1]}” cannot both be the {role}: one column is, at most.")
        if all(each.role == "ignore" for each in self.columns):
            raise InputError("All columns are ignored: give at least one a role, such as text.")

    def to_json(self) -> str:
        """Return it as JSON, without what is as usual."""
        told = _told(self, "columns")
        return json.dumps(told | {"columns": [_told(each) for each in self.columns]}, ensure_ascii=False, indent=2)

    @classmethod
    def from_json(cls, text: str) -> "SurveyMapping":
        """Return the mapping that a JSON text says; raises InputError with one line that names what is wrong."""
        values = read_choices(text, _MAPPING_FIELDS)
        columns = values.pop("columns", None)
        if columns is None:
            raise InputError("The mapping has no columns.")
        uses = []
        for number, each in enumerate(columns, start=1):
            use = checked_choices(each, _COLUMN_FIELDS, f"Column {number} of the mapping")
            if "name" not in use:
                raise InputError(f"Column {number} of the mapping has no name.")
            uses.append(ColumnUse(**use | {"words": tuple((use.get("words") or {}).items())}))
        return cls(columns=tuple(uses), **values | {"missing": tuple(values.get("missing", MISSING))})

    def choices(self) -> "SurveyMapping":
        """Return what is kept for other files of the shape: not how this one is written and called."""
        return SurveyMapping(columns=self.columns, source=self.source, date_order=self.date_order, missing=self.missing)

    def for_file(self, fresh: "SurveyMapping") -> "SurveyMapping":
        """Return the same choices for another file of the shape, whose own mapping says how that one is written."""
        return replace(
            fresh,
            columns=tuple(replace(use, name=new.name) for use, new in zip(self.columns, fresh.columns, strict=True)),
            source=self.source,
            date_order=fresh.date_order or self.date_order,
            missing=self.missing,
        )


def _told(record: Any, *left_out: str) -> dict[str, Any]:
    told = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name not in left_out and (each.name == "role" or value != each.default):
            told[each.name] = dict(value) if each.name == "words" else value
    return told


_COLUMN_FIELDS: Final[Mapping[str, Check]] = {
    "name": TEXT,
    "role": one_of(*ROLES),
    "low": NUMBER,
    "high": NUMBER,
    "better": one_of("high", "low"),
    "nps": FLAG,
    "sentiment": FLAG,
    "words": by_label(NUMBER),
    "separator": TEXT,
    "fill_down": FLAG,
}

_MAPPING_FIELDS: Final[Mapping[str, Check]] = {
    "columns": where(lambda value: isinstance(value, list) and 0 < len(value) <= MOST_COLUMNS, "is no list of columns"),
    "source": one_of("survey", "feedback"),
    "title": TEXT,
    "encoding": TEXT,
    "delimiter": TEXT,
    "sheet": TEXT,
    "encoded_twice": FLAG,
    "title_rows": where(lambda value: type(value) is int and 0 <= value <= 1_000, "is no number of rows, 0 to 1,000"),
    "header_rows": one_of(0, 1, 2),
    "date_order": one_of(*DATE_ORDERS, None),
    "decimal": one_of(".", ","),
    "missing": where(
        lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value), "is no list of texts"
    ),
}

"""The lists that are read off maps in the shape of a table: headings, and rows that know their place."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from app.layout.words import figure, signed
from app.models.content import Content
from app.models.records import Journey
from app.scoring.map_check import Missing, check_map, missing_fields
from app.scoring.map_lists import LISTS, WORDED, Value, rows_of
from app.views.kinds import field_word, kind_word, map_words, value_word

CHECK, REQUIRED = "map check", "required fields"
NAMES: Final = (*LISTS, CHECK, REQUIRED)
"""Every list, by the key of its name in the words."""

_FIGURES: Final = frozenset({"severity", "frequency", "sentiment", "bottleneck"})

AnyIndex = QModelIndex | QPersistentModelIndex


def tr(text: str) -> str:
    """Translate a text of the lists."""
    return QCoreApplication.translate("Findings", text)


class FindingRow(NamedTuple):
    """What a row says, cell by cell, and its place: the journey, and the records to select there."""

    journey_id: str
    record_ids: tuple[str, ...]
    card_ids: tuple[str, ...]
    cells: tuple[str, ...]


def finding_word(name: str) -> str:
    """Return what a list is called."""
    return map_words()[f"list {name}"]


def formula(name: str) -> str:
    """Return how the figure of a list is computed."""
    return tr("severity × frequency × −sentiment") if name == "bottlenecks" else ""


def headings(name: str) -> list[str]:
    """Return the headings of a list."""
    words = map_words()
    if name == CHECK:
        return [tr("Worth another look"), tr("Journey")]
    if name == REQUIRED:
        return [tr("Missing"), tr("On"), tr("Journey")]
    return [words[f"column {key}"] for key in LISTS[name].columns]


def rows(content: Content, name: str, journeys: Iterable[Journey]) -> list[FindingRow]:
    """Return the rows of a list over some journeys."""
    if name == CHECK:
        return [row for journey in journeys for row in _checked(content, journey)]
    if name == REQUIRED:
        return [_missing(content, each) for journey in journeys for each in missing_fields(content, journey)]
    columns = LISTS[name].columns
    return [
        FindingRow(
            row.journey_id,
            row.card_ids or tuple(each for each in (row.step_id,) if each),
            row.card_ids,
            tuple(_text(key, value) for key, value in zip(columns, row.values, strict=True)),
        )
        for row in rows_of(content, name, journeys)
    ]


def _checked(content: Content, journey: Journey) -> list[FindingRow]:
    words = map_words()
    return [
        FindingRow(
            journey.id,
            (finding.record_id,),
            (finding.record_id,) if finding.subject == "card" else (),
            (words[f"check {finding.rule}"].format(**_said(finding.names)), journey.title),
        )
        for finding in check_map(content, journey)
    ]


def _said(names: Any) -> dict[str, str]:
    """Return the names that a sentence is filled with: those that are keys of the words, in words."""
    words = map_words()
    return {key: words.get(f"value {name}", name) if key == "kind" else name for key, name in names.items()}


def _missing(content: Content, missing: Missing) -> FindingRow:
    is_card = missing.subject not in ("journey", "step", "persona")
    on = missing.title or (kind_word(missing.subject) if is_card else "")  # type: ignore[arg-type]
    cells = (field_word(missing.name), on, content.get(Journey, missing.journey_id).title)
    return FindingRow(missing.journey_id, (missing.record_id,), (missing.record_id,) if is_card else (), cells)


def _text(key: str, value: Value) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return value_word(value) if key in WORDED else value
    return signed(value) if key == "sentiment" else figure(value)


class FindingsModel(QAbstractTableModel):
    """One list on show."""

    def __init__(self) -> None:
        super().__init__()
        self.name = NAMES[0]
        self.rows: list[FindingRow] = []
        self._headings: list[str] = headings(self.name)

    def show_rows(self, name: str, rows: list[FindingRow]) -> None:
        """Show the rows of a list."""
        self.beginResetModel()
        self.name, self.rows, self._headings = name, rows, headings(name)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._headings):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and self.is_figure(section):
            return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and section == len(self._headings) - 1:
            return formula(self.name) or None
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says; figures stand at the right."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return " ".join(self.rows[index.row()].cells[index.column()].split())
        if role == Qt.ItemDataRole.TextAlignmentRole and self.is_figure(index.column()):
            return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        return None

    def is_figure(self, column: int) -> bool:
        """Return whether a column holds figures."""
        made = LISTS.get(self.name)
        return made is not None and made.columns[column] in _FIGURES

"""The list of the history: days as headings, every edit below, read a page at a time from the newest back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.store.history import HistoryStep
from app.views.days import spoken_time
from app.views.history.log import day_of, day_words, merged_typing, tr, without_typing, words_of

PAGE: Final = 400
"""Steps that are read at once: some milliseconds."""

_FRESH: Final = 64
"""New steps that are taken in one by one, at most."""

ROW: Final = Qt.ItemDataRole.UserRole
"""The role under which the delegate finds the whole row."""

Read = Callable[[int | None, int], Sequence[HistoryStep]]
"""Reads so many steps, newest first, from a number (none = the newest) back."""

AnyIndex = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """A day, or a step of it."""

    day: date
    step: HistoryStep | None = None

    @property
    def words(self) -> str:
        """What the row says."""
        return " ".join(words_of(self.step).split()) if self.step is not None else day_words(self.day)

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        if self.step is None:
            return self.words
        point = tr("Restore point: ") if self.step.name is not None else ""
        return f"{spoken_time(self.step.at)}, {point}{self.words}"


class HistoryModel(QAbstractListModel):
    """The edits of a workspace, newest first; `read_on` adds the page before."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[HistoryStep] = []
        """All that was read, newest first; of each typing the last step."""
        self.rows: list[Row] = []
        """What is on show of it, with the days."""
        self.complete = True
        self.source: object = None
        """What the history is of."""
        self.journeys: dict[int, str] = {}
        """The journey that each edit touched, by its unit, as far as that was read; "" for none or several."""
        self._words: dict[int, str] = {}
        self._wanted = ""
        self._oldest: HistoryStep | None = None
        self._read: Read = lambda newest, limit: ()

    def begin(self, source: object, read: Read) -> None:
        """Show another history, as far as its first page; `source` is what it is of."""
        self.beginResetModel()
        self.source, self._read = source, read
        self.steps, self.rows, self._oldest, self.complete = [], [], None, False
        self.journeys, self._words = {}, {}
        self.endResetModel()
        self.read_on()

    def read_on(self) -> None:
        """Read the page before what is there."""
        if self.complete:
            return
        oldest = self._oldest
        below = oldest.step - 1 if oldest is not None else None
        page = self._read(below, PAGE)
        self.complete = len(page) < PAGE or page[-1].step <= 1
        fresh = without_typing(page, oldest)
        for step in fresh:
            self._folded(step)
        self._oldest = page[-1] if page else oldest
        self.steps += fresh
        rows = self._rows_of(fresh, self.rows[-1].day if self.rows else None)
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def follow(self) -> None:
        """Take in the steps that were made since; where those before are others now, or many are new, begin again."""
        newest = self.steps[0] if self.steps else None
        page = self._read(None, _FRESH)
        known = next((each for each in page if newest is not None and each.step <= newest.step), None)
        if known is None or known != newest:
            self.begin(self.source, self._read)
            return
        for step in reversed([each for each in page if each.step > known.step]):
            self._put_first(step)

    def _put_first(self, step: HistoryStep) -> None:
        before = self.steps[0]
        if merged_typing(step, before):
            self.steps[0] = step
            if len(self.rows) > 1 and self.rows[1].step == before:
                self.rows[1] = Row(day_of(step), step)
                self.dataChanged.emit(self.index(1), self.index(1))
            return
        self.steps.insert(0, step)
        rows = self._rows_of([step], None)
        if not rows:
            return
        if self.rows and self.rows[0].day == rows[0].day:
            self.beginInsertRows(QModelIndex(), 1, 1)
            self.rows.insert(1, rows[1])
        else:
            self.beginInsertRows(QModelIndex(), 0, 1)
            self.rows[:0] = rows
        self.endInsertRows()

    def search(self, wanted: str) -> None:
        """Show only the steps with these words."""
        self.beginResetModel()
        self._wanted = wanted.strip().casefold()
        self.rows = self._rows_of(self.steps, None)
        self.endResetModel()

    @property
    def searching(self) -> bool:
        """Whether only some steps are on show."""
        return bool(self._wanted)

    def _rows_of(self, steps: Sequence[HistoryStep], day: date | None) -> list[Row]:
        rows: list[Row] = []
        for step in steps:
            if self._wanted and self._wanted not in self._folded(step):
                continue
            if (own := day_of(step)) != day:
                day = own
                rows.append(Row(own))
            rows.append(Row(own, step))
        return rows

    def _folded(self, step: HistoryStep) -> str:
        """Return the words of a step as they are searched, kept: all of 10,000 are gone through with every letter."""
        folded = self._words.get(step.step)
        if folded is None:
            folded = self._words[step.step] = words_of(step).casefold()
        return folded

    def add_journeys(self, journeys: Mapping[int, str]) -> None:
        """Take in which journeys edits touched."""
        self.journeys.update(journeys)
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def without_journeys(self, steps: Iterable[HistoryStep]) -> tuple[int, int] | None:
        """Return the first and last number of those of some steps whose journeys were not read, if there are any."""
        missing = [each for each in steps if each.unit not in self.journeys]
        return (min(each.unit for each in missing), max(each.step for each in missing)) if missing else None

    def step_before(self, number: int) -> HistoryStep | None:
        """Return the newest edit up to a number of the history, as far as it was read."""
        low, high = 0, len(self.steps)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.steps[middle].step <= number else (middle + 1, high)
        return self.steps[low] if low < len(self.steps) else None

    def row_of(self, number: int) -> int:
        """Return the row of a step, or of the one on show that comes next before it; −1 where there is none."""
        low, high = 0, len(self.rows)
        while low < high:  # a day stands above its steps: it is as new as the first of them
            middle = (low + high) // 2
            step = self.rows[middle].step or (self.rows[middle + 1].step if middle + 1 < len(self.rows) else None)
            low, high = (low, middle) if step is None or step.step <= number else (middle + 1, high)
        while low < len(self.rows) and self.rows[low].step is None:
            low += 1
        return low if low < len(self.rows) else -1

    # ---- what Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Days are not to be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return usable if self.rows[index.row()].step is None else usable | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else row.words
        return row.words if role == Qt.ItemDataRole.DisplayRole else None

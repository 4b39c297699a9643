"""Diagrams, JSON, lists and coded material before they are taken: what they hold, and the scale of their scores."""

from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QFrame

from app.models.plan import ImportPlan
from app.models.records import AnyRecord, Journey, Named, Source
from app.views.imports.pane import Fields, Pane, put
from app.views.imports.reading import ImportFile, has_open_scale
from app.views.imports.words import counts_words, made_words
from app.views.tables import fit_rows, plain_table
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, column, counted, label, wrapped

if TYPE_CHECKING:
    from app.importers import Scale

_SHOWN = 200
_TITLED = ("insight", "opportunity", "theme")
ROW = 30


def tr(text: str) -> str:
    """Translate a text of the pane."""
    return QCoreApplication.translate("Import", text)


class RecordsPane(Pane):
    """What is in a file whose contents say themselves what they are."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__(theme)
        self.counts = wrapped(tr("Nothing that the workspace has not got already."))
        self.scale_row = self._make_scale_row()
        self._heading = label(tr("WHAT IS IN IT"), "heading")
        self.rows = plain_table(tr("What is in it"), (tr("Name"), tr("What")), (0, 152))
        self.rows.verticalHeader().setDefaultSectionSize(ROW)
        rows = column(self.counts, self.scale_row, self._heading, self.rows)
        rows.addStretch(1)
        self.setLayout(rows)

    def _make_scale_row(self) -> QFrame:
        row = QFrame()
        row.setObjectName("question")
        self.low, self.high = QDoubleSpinBox(), QDoubleSpinBox()
        line = Fields(3)
        for field, value, name in ((self.low, 0.0, tr("Worst score")), (self.high, 10.0, tr("Best score"))):
            field.setRange(-1_000_000, 1_000_000)
            field.setDecimals(1)
            field.setValue(value)
            field.setAccessibleName(name)
            field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.valueChanged.connect(self._take_scale)
            line.add(name, field)
        self.use = button(tr("Use this scale"), clicked=self._take_scale)
        line.add("", self.use)
        text = tr("Some scores lie outside 1–5. What do they mean? Without an answer the sentiments stay empty.")
        outer = column(wrapped(text), spacing=GRID // 2, margins=(2 * GRID, GRID, 2 * GRID, GRID))
        outer.addLayout(line)
        row.setLayout(outer)
        row.hide()
        return row

    def scale(self) -> "Scale":
        """Return the scale on show: worst and best score."""
        return self.low.value(), self.high.value()

    def _take_scale(self) -> None:
        low, high = self.scale()
        self.use.setEnabled(low != high)
        if low != high:
            self.changed.emit((low, high))

    def fill(self, file: ImportFile) -> None:
        """Show what a plan makes."""
        plan = file.plan
        if plan is None:
            return
        chosen = file.reading.choices
        with QSignalBlocker(self.low), QSignalBlocker(self.high):
            if isinstance(chosen, tuple) and chosen != self.scale():
                self.low.setValue(chosen[0])
                self.high.setValue(chosen[1])
        is_drawn = file.reading.kind in ("diagram", "workspace")
        self.scale_row.setVisible(is_drawn and (has_open_scale(plan) or chosen is not None))
        self.counts.setVisible(not made_words([plan]))
        listed = rows_of(plan)
        self._heading.setVisible(bool(listed))
        self.rows.setVisible(bool(listed))
        self.rows.setRowCount(len(listed))
        for row, (name, what) in enumerate(listed):
            put(self.rows, row, 0, name)
            put(self.rows, row, 1, what)
        fit_rows(self.rows, len(listed), 8, ROW)


def rows_of(plan: ImportPlan) -> list[tuple[str, str]]:
    """Return the first things with a name that a plan makes, and what each of them is."""
    big = (each for each in plan.records if isinstance(each, Source | Journey))
    small = (each for each in plan.records if isinstance(each, Named) or each.kind_name in _TITLED)
    return [(_name_of(each), _word_of(each, plan)) for each in islice(chain(big, small), _SHOWN)]


def _name_of(record: AnyRecord) -> str:
    return next(filter(None, (getattr(record, each, "") for each in ("name", "title", "statement"))), "")


def _word_of(record: AnyRecord, plan: ImportPlan) -> str:
    if isinstance(record, Source):
        return counted(len(plan.turns.get(record.id, ())), tr("turn or answer"), tr("turns or answers"))
    return counts_words(Counter({record.kind_name: 1})).removeprefix("1 ")

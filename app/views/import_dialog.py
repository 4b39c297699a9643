"""Import: files are read on the worker, what would be made is previewed with every warning, then applied."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.jobs import CancelledCheck, Job, Outcome, Progress, Worker
from app.models.content import Content
from app.models.places import documents_folder
from app.models.plan import ImportPlan, ImportWarning
from app.models.records import Card, Journey, Named, Opportunity
from app.models.records import Source as ResearchSource
from app.views.task_bar import error_line
from app.views.widgets import GRID, Names, button, column, dialog_buttons, label, wrapped

if TYPE_CHECKING:
    from app.importers import Kind

Scale = tuple[float, float]

_FITTED_ROWS = 200
"""Up to so many warnings are shown with as many lines as each needs; more would take too long."""


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("ImportDialog", text)


class Source(NamedTuple):
    """What became of one file: a plan, or why there is none."""

    path: Path
    plan: ImportPlan | None
    error: str


def import_kinds() -> str:
    """Return the filter of the file dialog."""
    return tr(
        "Journeys, lists and research (*.mmd *.mermaid *.md *.markdown *.json *.canvas *.drawio *.excalidraw *.csv "
        "*.tsv *.xlsx *.vtt *.srt *.sbv *.txt *.docx *.qdpx *.qde *.qdc *.qda *.sqlite3);;All files (*)"
    )


def read_sources(
    paths: Sequence[Path], scale: Scale | None, content: Content | None = None, kind: "Kind | None" = None
) -> Callable[[Progress, CancelledCheck], list[Source]]:
    """Return the job that reads files one by one; a file that cannot be read is an error beside the others.

    `kind` is what they are read as, none = what they look like; `content` is the workspace whose journeys and entries
    they name.
    """

    def job(progress: Progress, cancelled: CancelledCheck) -> list[Source]:
        from app.importers import Asked, read_source

        asked = Asked(scale, content=content or Content(), cancelled=cancelled)

        sources = []
        for number, path in enumerate(paths):
            progress(number / len(paths))
            try:
                plan = read_source(path, kind, asked)
                sources.append(Source(path, plan, ""))
            except Exception as error:
                sources.append(Source(path, None, error_line(error, tr("Read {name}").format(name=path.name))))
            if cancelled():
                break
        return sources

    return job


class ImportDialog(QDialog):
    """Shows what the chosen files hold; accepted, `plans` are to be applied."""

    def __init__(
        self,
        worker: Worker,
        parent: QWidget,
        paths: Sequence[Path] = (),
        content: Content | None = None,
        kind: "Kind | None" = None,
    ) -> None:
        super().__init__(parent)
        self._content, self._kind = content, kind
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import shared lists") if kind == "lists" else tr("Import"))
        self.resize(680, 520)
        self._worker = worker
        self._job: Job | None = None
        self._paths: list[Path] = []
        self.plans: list[ImportPlan] = []
        self._has_new_scale = self._goes_on = False
        self._files = Names("strong")
        self._files.setText(tr("No file chosen yet."))
        self._summary = Names()
        self._scale_row = self._make_scale_row()
        self._warnings_heading = label("", "heading")
        self.warnings = self._make_table()
        self.buttons, self.apply = dialog_buttons(self, tr("Import"))
        self._lay_out()
        self._show([])
        if paths:
            self.read(paths)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._files, 1)
        self._open = button(tr("Choose files…"), clicked=self._choose)
        top.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        rows.setSpacing(GRID)
        rows.addLayout(top)
        rows.addWidget(self._summary)
        rows.addWidget(self._scale_row)
        rows.addWidget(self._warnings_heading)
        rows.addWidget(self.warnings, 1)
        rows.addStretch()
        rows.addWidget(self.buttons)

    def _make_scale_row(self) -> QFrame:
        row = QFrame()
        self.low, self.high = QDoubleSpinBox(), QDoubleSpinBox()
        for field, value, name in ((self.low, 0.0, tr("Worst score")), (self.high, 10.0, tr("Best score"))):
            field.setRange(-1_000_000, 1_000_000)
            field.setDecimals(1)
            field.setValue(value)
            field.setAccessibleName(name)
            field.setMinimumWidth(96)
            field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.valueChanged.connect(self._take_scale)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        for each in (label(tr("from")), self.low, label(tr("(worst) to")), self.high, label(tr("(best)"))):
            line.addWidget(each)
        self._use = button(tr("Use this scale"), clicked=lambda: self.read(self._paths, self.scale()))
        line.addWidget(self._use)
        line.addStretch()
        question = tr("Some scores lie outside 1–5. What do they mean? Without an answer the sentiments stay empty.")
        outer = column(wrapped(question), spacing=GRID // 2)
        outer.addLayout(line)
        row.setLayout(outer)
        return row

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setProperty("look", "boxed")
        table.setHorizontalHeaderLabels([tr("File"), tr("Line"), tr("What")])
        table.setAccessibleName(tr("Warnings"))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)  # Tab leaves it; arrows walk it
        return table

    def scale(self) -> Scale:
        """Return the scale that the user gave: worst and best score."""
        return self.low.value(), self.high.value()

    def _take_scale(self) -> None:
        """Take note that the user gave a scale; Import reads the files by it, if they were not yet."""
        low, high = self.scale()
        self._use.setEnabled(low != high)
        self._has_new_scale = low != high

    def accept(self) -> None:
        """Import what is previewed; with a scale that was only typed so far, read by it first."""
        if self._has_new_scale and not self._scale_row.isHidden():
            self._goes_on = True
            self.read(self._paths, self.scale())
        else:
            super().accept()

    def _choose(self) -> None:
        where = str(self._paths[0].parent if self._paths else documents_folder().parent)
        names, _ = QFileDialog.getOpenFileNames(self, tr("Choose files to import"), where, import_kinds())
        if names:
            self.read([Path(name) for name in names])

    def read(self, paths: Sequence[Path], scale: Scale | None = None) -> None:
        """Read files on the worker and preview them."""
        self._stop()
        self._has_new_scale = False
        self._paths = list(paths)
        self._files.setText(", ".join(path.name for path in paths))
        self._summary.setText(tr("Reading …"))
        self._summary.show()
        self.apply.setEnabled(False)
        job = self._job = self._worker.run(read_sources(self._paths, scale, self._content, self._kind))
        job.finished.connect(lambda outcome: self._finish(job, outcome))

    def _finish(self, job: Job, outcome: Outcome) -> None:
        if job is not self._job:  # other files were chosen meanwhile, or the dialog is closed
            return
        self._job = None
        goes_on, self._goes_on = self._goes_on, False
        if outcome.error is None:
            self._show(outcome.value)
            if goes_on and self.plans and self._scale_row.isHidden():  # else there are new warnings to be seen first
                self.accept()
        else:
            self._summary.setText(error_line(outcome.error, tr("Read the files")))

    def _show(self, sources: list[Source]) -> None:
        self.plans = [source.plan for source in sources if source.plan is not None]
        errors = [ImportWarning(source.path.name, None, source.error) for source in sources if source.plan is None]
        warnings = errors + [warning for plan in self.plans for warning in plan.warnings]
        self._summary.setText(self._summary_of(sources))
        self._scale_row.setVisible(any(_is_open_scale(plan) for plan in self.plans))
        self._warnings_heading.setText(tr("WARNINGS ({count})").format(count=len(warnings)))
        self.warnings.setRowCount(len(warnings))
        for row, warning in enumerate(warnings):
            line = "" if warning.line is None else str(warning.line)
            for place, text in enumerate((warning.source, line, warning.text)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.warnings.setItem(row, place, item)
        for widget in (self.warnings, self._warnings_heading):
            widget.setVisible(bool(warnings))
        if len(warnings) <= _FITTED_ROWS:  # once the columns have their widths
            QTimer.singleShot(0, self.warnings, self.warnings.resizeRowsToContents)
        self.apply.setEnabled(bool(self.plans))
        next_button = self.apply if self.plans else self._open
        next_button.setDefault(True)
        next_button.setFocus()

    def _summary_of(self, sources: list[Source]) -> str:
        if not sources and self._kind == "lists":
            return tr("Clew's JSON, or a table (.csv, .xlsx) with the columns “list” and “name”.")
        if not sources:
            return tr(
                "Mermaid journeys (.mmd, .md), Clew's JSON, a list of opportunities (.csv, .xlsx) with a column "
                "“title”, interviews, surveys, or coded material (.qdpx, .qdc, .qda, .sqlite3). What is in them "
                "is shown here before anything changes."
            )
        if not self.plans:
            return tr("Nothing can be imported; the workspace stays as it is.")
        made: Counter[str] = Counter()
        for plan in self.plans:
            made.update(plan.made)
        words = [f"{made[kind]} {word if made[kind] == 1 else words}" for kind, word, words in _nouns() if made[kind]]
        records = (record for plan in self.plans for record in plan.records)
        names = [
            record.name if isinstance(record, Named) else record.title
            for record in records
            if isinstance(record, Journey | Opportunity | ResearchSource)
            or (self._kind == "lists" and isinstance(record, Named))
        ]
        if not any(made.values()):
            return tr("There is nothing new in it; the workspace stays as it is.")
        shown = ", ".join(f"“{name}”" for name in names[:5]) + (" …" if len(names) > 5 else "")
        what = ", ".join(words)
        return (
            tr("Will make {what}: {names}").format(what=what, names=shown)
            if names
            else tr("Will make {what}").format(what=what)
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def done(self, result: int) -> None:
        """Stop reading when the dialog closes."""
        self._stop()
        super().done(result)


def _nouns() -> list[tuple[str, str, str]]:
    return [
        ("journey", tr("journey"), tr("journeys")),
        ("stage", tr("stage"), tr("stages")),
        ("step", tr("step"), tr("steps")),
        ("persona", tr("persona"), tr("personas")),
        ("card", tr("card"), tr("cards")),
        ("opportunity", tr("opportunity"), tr("opportunities")),
        ("channel", tr("channel"), tr("channels")),
        ("department", tr("department"), tr("departments")),
        ("owner", tr("owner"), tr("owners")),
        ("brand", tr("brand"), tr("brands")),
        ("segment", tr("segment"), tr("segments")),
        ("tool", tr("tool"), tr("tools")),
        ("tag", tr("tag"), tr("tags")),
        ("participant", tr("participant"), tr("participants")),
        ("source", tr("source"), tr("sources")),
        ("highlight", tr("highlight"), tr("highlights")),
        ("insight", tr("insight"), tr("insights")),
        ("theme", tr("theme"), tr("themes")),
    ]


def _is_open_scale(plan: ImportPlan) -> bool:
    """Return whether the plan holds scores that became no sentiment."""
    return any(isinstance(each, Card) and each.score is not None and each.sentiment is None for each in plan.records)

"""The dialog of an import: its files at the left, at the right what one of them holds and how it is to be read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.jobs import Worker
from app.models.content import Content
from app.models.places import as_text, documents_folder
from app.models.plan import ImportPlan
from app.views.imports.desk import Desk
from app.views.imports.file_list import FileList
from app.views.imports.pane import Pane, put
from app.views.imports.panes import PANES
from app.views.imports.reading import ImportFile, has_open_scale, is_asking
from app.views.imports.words import file_kinds, has_something, kind_words, made_words, names_of, question_words, tr
from app.views.tables import fit_rows, plain_table, wrap_rows
from app.views.theme import ThemeKeeper
from app.views.widgets import (
    GRID,
    ChoiceField,
    Names,
    button,
    caption_of,
    column,
    counted,
    dialog_buttons,
    label,
    scrolling,
    tab_order,
    wrapped,
)

if TYPE_CHECKING:
    from app.importers import Kind

_ROW: Final = 30
_WARNINGS: Final = 2_000
"""At most so many warnings are listed."""
_FITTED: Final = 100
"""Up to so many are shown with as many lines as each needs; more would take too long."""
_HIGH: Final = 168
"""Pixels that they have, at most."""


class ImportDialog(QDialog):
    """Shows what the chosen files hold; accepted, `plans` are to be applied."""

    def __init__(
        self,
        worker: Worker,
        theme: ThemeKeeper,
        parent: QWidget,
        paths: Sequence[Path] = (),
        content: Content | None = None,
        kind: "Kind | None" = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._kind = theme, kind
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import shared lists") if kind == "lists" else tr("Import"))
        self.setAcceptDrops(True)
        self.resize(1080, 760)
        self.plans: list[ImportPlan] = []
        self._goes_on = False
        self._panes: dict[str, Pane] = {}
        self.desk = Desk(worker, self, content or Content())
        self.files = FileList(theme)
        self.warnings = plain_table(tr("Left out or doubtful"), (tr("Line"), tr("What")), (64, 0))
        self.summary = Names()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Reading"))
        self.buttons, self.apply = dialog_buttons(self, tr("Import"))
        self._lay_out()
        self.desk.changed.connect(self._follow)
        self.desk.progressed.connect(self._show_progress)
        self.files.currentRowChanged.connect(self._show_current)
        self._order_tabs()
        self._follow(None)
        self._show_current(-1)
        self.add_files(paths)
        (self.files if paths else self._open).setFocus()

    @property
    def busy(self) -> bool:
        """Whether files are still being read."""
        return self.desk.busy

    # ---- laying out

    def _lay_out(self) -> None:
        left = QWidget()
        self._open = button(tr("Add files…"), clicked=self.choose_files)
        self._remove = button(tr("Leave out"), "quiet", self.leave_out)
        self._remove.setToolTip(tr("Do not import this file"))
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addWidget(self._remove)
        row.addStretch()
        lines = column(self.files)
        lines.addLayout(row)
        lines.setContentsMargins(0, 0, GRID, 0)
        left.setLayout(lines)
        left.setMinimumWidth(208)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.addWidget(left)
        split.addWidget(self._make_right())
        split.setStretchFactor(1, 1)
        split.setSizes([248, 792])
        split.setChildrenCollapsible(False)
        bottom = QHBoxLayout()
        words = column(self.summary, self.progress, spacing=GRID // 2)
        bottom.addLayout(words, 1)
        bottom.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignBottom)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        rows.setSpacing(GRID)
        rows.addWidget(split, 1)
        rows.addLayout(bottom)

    def _make_right(self) -> QWidget:
        self._name = Names("strong")
        self._name.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignAbsolute)
        self.kind = ChoiceField(tr("Read as"), list(kind_words().items()))
        self.kind.setMinimumContentsLength(16)
        self.kind.chosen.connect(self._take_kind)
        self._kind_caption = caption_of(tr("Read as"), self.kind)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._kind_caption)
        head.addWidget(self.kind)
        self._makes = Names()
        self._error = wrapped("", "error")
        self._error.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._stack = QStackedWidget()
        self._none = self._make_none()
        self._stack.addWidget(self._none)
        self._warnings_heading = label("", "heading")
        self.warnings.verticalHeader().setDefaultSectionSize(_ROW)
        inner = QFrame()
        rows = column(margins=(GRID, 0, GRID, 0))
        rows.addLayout(head)
        for each in (self._makes, self._error, self._stack, self._warnings_heading, self.warnings):
            rows.addWidget(each, int(each is self._stack))
        rows.addStretch()
        inner.setLayout(rows)
        self._area = scrolling(inner)
        self._area.setMinimumWidth(560)
        return self._area

    def _make_none(self) -> QWidget:
        """Return what is shown while no file is: what can be read."""
        page = QWidget()
        if self._kind == "lists":
            text = [tr("Clew's JSON, or a table (.csv, .xlsx) with the columns “list” and “name”.")]
        else:
            text = [
                tr("Interviews and texts: .vtt, .srt, .docx, .txt, .md, and tables with speakers and words"),
                tr("Surveys and feedback: .csv, .xlsx with a row for each respondent or answer"),
                tr("Journey maps: Markdown, Mermaid, tables, JSON, JSON Canvas, draw.io, Excalidraw"),
                tr("Coded material: REFI-QDA, Taguette, QualCoder, codebooks"),
                tr("Lists of opportunities, with a column “title”"),
                tr("What is in a file is shown here before anything changes."),
            ]
        rows = column(*(wrapped(each, "caption") for each in text))
        rows.addStretch(1)
        page.setLayout(rows)
        return page

    # ---- files

    def choose_files(self) -> None:
        """Ask for files."""
        where = str(self.desk.files[-1].path.parent if self.desk.files else documents_folder().parent)
        names, _ = QFileDialog.getOpenFileNames(self, tr("Choose files to import"), where, file_kinds())
        self.add_files([Path(name) for name in names])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Take files that are not there yet, and read them on the worker."""
        there = {each.path for each in self.desk.files}
        files = [ImportFile(path, self._kind) for path in dict.fromkeys(paths) if path not in there]
        if not files:
            return
        self.desk.add(files)
        if self.files.currentRow() < 0:
            self.files.setCurrentRow(0)

    def leave_out(self) -> None:
        """Let go of the file on show."""
        file = self.current
        if file is not None:
            row = self.files.currentRow()
            self.desk.remove(file)
            self._follow(None)
            self.files.setCurrentRow(min(row, len(self.desk.files) - 1))
            self._show_current(self.files.currentRow())

    @property
    def current(self) -> ImportFile | None:
        """The file on show."""
        row = self.files.currentRow()
        return self.desk.files[row] if 0 <= row < len(self.desk.files) else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take more files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the dropped files."""
        event.acceptProposedAction()
        self.add_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # ---- showing

    def _follow(self, file: ImportFile | None) -> None:
        """Show what became of a file."""
        self.files.show_files(self.desk.files, self.desk.read_now)
        self.plans = [each.plan for each in self.desk.files if has_something(each.plan) and each.plan is not None]
        if file is not None and file is self.current:
            self._show_current(self.files.currentRow())
        self._say_all()
        if file is not None and not self.busy and self._goes_on:
            self._goes_on = False
            self._go_on()

    def _show_current(self, row: int) -> None:
        file = self.current
        self.desk.first = file
        for each in (self._name, self.kind, self._kind_caption, self._remove):
            each.setVisible(file is not None)
        if file is None:
            self._name.setText("")
            self._makes.hide()
            self._show_error("")
            self._show_warnings(None)
            self._stack.setCurrentWidget(self._none)
            return
        self._name.setText(as_text(file.path.name))
        self.kind.fill(file.kind or file.reading.kind)
        self._show_error(file.reading.error if file.fresh else "")
        pane = self._pane_of(file)
        self._stack.setVisible(pane is not None)
        if pane is not None:
            self._stack.setCurrentWidget(pane)
            pane.show_file(file)
        if file.fresh:
            self._show_warnings(file.plan)
            made = made_words([file.plan]) if file.plan else ""
            self._makes.setText(tr("Makes {what}").format(what=made) if made else "")
        self._makes.setVisible(bool(self._makes.text()) and bool(pane))

    def _pane_of(self, file: ImportFile) -> Pane | None:
        """Return the pane that shows a file, none while nothing is known of it."""
        if file.reading.plan is None and file.reading.look is None:
            return None
        name = file.reading.kind if file.reading.kind in PANES else ""
        if name not in self._panes:
            pane = self._panes[name] = PANES[name](self._theme)
            pane.changed.connect(self._take_choices)
            self._stack.addWidget(pane)
            self._order_tabs()
        return self._panes[name]

    def _order_tabs(self) -> None:
        """Let Tab walk files, choices, warnings, buttons; panes come in the order in which they were made."""
        inside = (each for pane in self._panes.values() for each in pane.findChildren(QWidget) if each.window() is self)
        walked = [each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.focusProxy()]
        last = (self.warnings, *self.buttons.buttons())
        tab_order(self.files, self._open, self._remove, self.kind, *walked, *last)

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _show_warnings(self, plan: ImportPlan | None) -> None:
        warnings = plan.warnings if plan else ()
        for each in (self._warnings_heading, self.warnings):
            each.setVisible(bool(warnings))
        self._warnings_heading.setText(tr("LEFT OUT OR DOUBTFUL ({count})").format(count=f"{len(warnings):,}"))
        self.warnings.setRowCount(min(len(warnings), _WARNINGS))
        for row, warning in enumerate(warnings[:_WARNINGS]):
            put(self.warnings, row, 0, "" if warning.line is None else str(warning.line))
            put(self.warnings, row, 1, warning.text)
        self.warnings.setColumnHidden(0, all(each.line is None for each in warnings))
        fit_rows(self.warnings, len(warnings), 4, _ROW)
        if 0 < len(warnings) <= _FITTED:  # once the columns have their widths
            QTimer.singleShot(0, self.warnings, lambda: wrap_rows(self.warnings, _HIGH))

    def _show_progress(self, fraction: float) -> None:
        self.progress.setValue(round(fraction * 100))

    def _say_all(self) -> None:
        """Say what all files together would make, what is open, and let Import be pressed or not."""
        files = self.desk.files
        self.progress.setVisible(self.busy)
        asking = [each for each in files if each.fresh and is_asking(each.reading)]
        self.apply.setText(tr("Answer first") if asking else tr("Import"))
        known = any(each.reading.plan or each.reading.look for each in files)
        self.apply.setEnabled(bool(asking) or bool(self.plans) or (self.busy and known))
        self.summary.setText(self._summary(asking))
        self.summary.setVisible(bool(files))

    def _summary(self, asking: list[ImportFile]) -> str:
        files = self.desk.files
        if self.busy:
            done = sum(each.fresh for each in files)
            return tr("Reading … {done} of {count}").format(done=done, count=len(files))
        if asking:
            name, what = as_text(asking[0].path.name), question_words(asking[0].reading)
            more = counted(len(asking) - 1, tr("question"), tr("questions"))
            told = tr("{name}: say {what}").format(name=name, what=what)
            return told + (tr(" – and {questions} more").format(questions=more) if len(asking) > 1 else "")
        left_out = [each for each in files if each.reading.error]
        if not self.plans:
            nothing = tr("There is nothing new in it; the workspace stays as it is.")
            return tr("Nothing can be imported; the workspace stays as it is.") if left_out else nothing
        told = tr("Will make {what}").format(what=made_words(self.plans))
        names = names_of(self.plans, all_named=self._kind == "lists")
        if names and len(files) == 1:
            told += f": {names}"
        if left_out:
            told += ". " + tr("{files} cannot be read").format(files=counted(len(left_out), tr("file"), tr("files")))
        return told

    # ---- choosing

    def _take_choices(self, choices: object) -> None:
        if self.current is not None:
            self.desk.choose(self.current, choices)

    def _take_kind(self, kind: "Kind") -> None:
        if self.current is not None:
            self.current.be(kind)
            self.desk.read_again(self.current)

    def accept(self) -> None:
        """Import what is previewed; while something is still read as chosen last, once it is."""
        if self.busy:
            self._goes_on = True
            self.desk.hurry()
            self._say_all()
        else:
            self._go_on(first=True)

    def _go_on(self, *, first: bool = False) -> None:
        """Close, unless something is to be answered, or came up while Import had been pressed already."""
        for row, file in enumerate(self.desk.files):
            came_up = not first and (file.reading.error or (file.reading.choices and has_open_scale(file.plan)))
            if is_asking(file.reading) or (came_up and file.reading.kind == "diagram"):
                self.files.setCurrentRow(row)
                pane = self._pane_of(file)
                if pane is not None and is_asking(file.reading):
                    self._area.ensureVisible(0, 0)
                    pane.show_question()
                return
        if self.plans:
            super().accept()

    def done(self, result: int) -> None:
        """Stop reading when the dialog closes."""
        self.desk.close()
        super().done(result)

"""Export: the format, what of the workspace, on which paper; the work itself runs on the worker."""

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.exporters.export import Order
from app.exporters.paper import FIT, PAPERS
from app.exporters.report.scope import PAPERS as REPORT_PAPERS
from app.layout.legend import legend_of
from app.layout.lens import PLAIN, Lens, look_at
from app.models.content import journeys_in_tree_order
from app.models.records import Scorer
from app.services.guarding import Profile, holds_evidence
from app.views.kinds import map_words, of_served, report_words
from app.views.out_file import OutFile
from app.views.protect.guarding import left_out, profiles
from app.views.session import Session
from app.views.widgets import (
    GRID,
    ChoiceField,
    NumberField,
    caption_of,
    dialog_buttons,
    tab_order,
    wrapped,
)

ALL, SOME = "all", "some"
REPORT = "report"
"""In place of a format: a PDF that is more than maps."""

ONE_PAGE, TILED = "one", "tiled"
ZOOMS = (1, 2, 3, 4)
_SOME_HEIGHT = 160
_LOOKED_AT = (".pdf", ".svg", ".png")
"""What shows a map as it is on screen."""

_WHOLE = (".json", ".xlsx", ".csv", ".ics", ".qdpx", ".qdc")
"""What holds the whole workspace, not journeys that could be chosen."""


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("ExportDialog", text)


def _formats() -> list[tuple[object, str]]:
    return [
        (".pdf", tr("PDF, to print and send")),
        (REPORT, tr("Report, a PDF of all that was found and decided")),
        (".svg", tr("SVG, to edit as a drawing")),
        (".png", tr("PNG, a picture")),
        (".mmd", tr("Mermaid journey")),
        (".md", tr("Markdown, a page to read and edit")),
        (".json", tr("JSON, everything of this workspace")),
        (".xlsx", tr("Excel, the opportunities as a list")),
        (".csv", tr("CSV, the opportunities as a list")),
        (".ics", tr("Calendar, the actions as tasks")),
        (".qdpx", tr("REFI-QDA project, the research for other tools")),
        (".qdc", tr("REFI-QDA codebook, the tags for other tools")),
    ]


class ExportDialog(QDialog):
    """Asks for an `Order`; Enter takes what is proposed: one PDF page as large as the map, beside the file.

    With `report` it proposes a report of all journeys.
    It asks before it replaces a file, other than those in `may_replace`.
    """

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        may_replace: Collection[Path] = (),
        *,
        report: bool = False,
        lens_of: Callable[[str], Lens] = lambda _: PLAIN,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._lens_of = lens_of
        self.as_seen = QCheckBox(tr("As on screen"))
        self.as_seen.setChecked(True)
        self.setWindowTitle(tr("Export"))
        self.setMinimumWidth(520)
        self.format = ChoiceField(tr("Format"), _formats())
        self.journey = ChoiceField(tr("Journeys"), self._journeys())
        self.some = self._make_some()
        self.sizing = ChoiceField(
            tr("Pages"),
            [
                (FIT, tr("One page as large as the map")),
                (ONE_PAGE, tr("Scaled to one sheet of paper")),
                (TILED, tr("Cut over several sheets, labels repeated")),
            ],
        )
        self.maps = ChoiceField(
            tr("Maps in the report"),
            [(FIT, tr("Each on one page, as large as it needs")), (TILED, tr("Cut over several sheets, to print"))],
        )
        self.paper = ChoiceField(tr("Paper"), [(name, name) for name in PAPERS])
        self.report_paper = ChoiceField(tr("Paper of the report"), [(name, name) for name in REPORT_PAPERS])
        self.weight = NumberField(of_served(tr("Weight of the customer value")), 0, 100, step=5, suffix=" %")
        self.weight.fill(round(session.weight * 100))
        self.orientation = ChoiceField(tr("Orientation"), [(True, tr("landscape")), (False, tr("portrait"))])
        self.scale = NumberField(tr("Scale of the tiles"), 10, 400, step=10, suffix=" %")
        self.scale.fill(100)
        self.zoom = ChoiceField(tr("Enlargement of the picture"), [(float(zoom), f"{zoom} ×") for zoom in ZOOMS])
        self.zoom.fill(2.0)
        self.file = OutFile(session.store.path.parent, may_replace)
        self.path = self.file.path
        self.note = wrapped("", "caption")
        self._evidence = holds_evidence(session.content) or bool(session.content.all(Scorer))
        self.profile = ChoiceField(tr("For whom"), profiles())
        self.leaves = wrapped("", "caption")
        self._form = QFormLayout()
        self._lay_out()
        self._connect()
        self.journey.fill(session.journey_id)
        if report:
            self.format.fill(REPORT)
            self._propose_journeys()
        self._fit()
        self._propose_path()
        self.ok.setFocus()

    def _connect(self) -> None:
        for field in (self.format, self.journey, self.sizing, self.maps, self.profile):
            field.chosen.connect(self._fit)
        self.format.chosen.connect(self._propose_journeys)
        self.format.chosen.connect(self._propose_path)
        self.journey.chosen.connect(self._propose_path)
        self.file.changed.connect(self._allow)
        self.as_seen.toggled.connect(self._fit)

    def _lay_out(self) -> None:
        form = self._form
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: list[tuple[str, QWidget]] = [
            (tr("Format"), self.format),
            (tr("For whom"), self.profile),
            ("", self.leaves),
            (tr("Journeys"), self.journey),
            ("", self.some),
            (tr("Pages"), self.sizing),
            (tr("Maps"), self.maps),
            (tr("Paper"), self.paper),
            (tr("Paper"), self.report_paper),
            (tr("Orientation"), self.orientation),
            (tr("Scale"), self.scale),
            (tr("Enlargement"), self.zoom),
            (of_served(tr("Customer weight")), self.weight),
            (tr("Colours and filters"), self.as_seen),
        ]
        for caption, field in rows:
            form.addRow(caption_of(caption, field), field)
        form.addRow(caption_of(tr("File"), self.path), self.file)
        buttons, self.ok = dialog_buttons(self, tr("Export"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        outer.setSpacing(GRID)
        outer.addLayout(form)
        outer.addWidget(self.note)
        outer.addSpacing(GRID)
        outer.addWidget(buttons)
        asked: list[QWidget] = [
            self.format,
            self.profile,
            self.journey,
            self.some,
            self.sizing,
            self.maps,
            self.paper,
            self.report_paper,
            self.orientation,
        ]
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        asked += [self.scale.spin, self.zoom, self.weight.spin, self.as_seen, self.path, self.file.choose]
        tab_order(*asked, self.ok, cancel)

    def _journeys(self) -> list[tuple[object, str]]:
        journeys = list(journeys_in_tree_order(self._session.content))
        choices: list[tuple[object, str]] = [(each.id, each.title or tr("Untitled journey")) for each in journeys]
        if len(journeys) > 1:
            choices.insert(0, (ALL, tr("All journeys, one after another")))
        if len(journeys) > 2:
            choices.insert(1, (SOME, tr("Some of them")))
        return choices

    def _make_some(self) -> QListWidget:
        """Return the list in which some of the journeys are ticked, at first the one on show."""
        some = QListWidget()
        some.setAccessibleName(tr("Journeys to export"))
        some.setMaximumHeight(_SOME_HEIGHT)
        for journey in journeys_in_tree_order(self._session.content):
            item = QListWidgetItem(journey.title or tr("Untitled journey"), some)
            item.setData(Qt.ItemDataRole.UserRole, journey.id)
            on_show = journey.id == self._session.journey_id
            item.setCheckState(Qt.CheckState.Checked if on_show else Qt.CheckState.Unchecked)
        some.setCurrentRow(0)
        some.itemChanged.connect(self._allow)
        return some

    def _chosen(self) -> tuple[str, ...]:
        """Return the ids of the journeys to export; none = all."""
        journey = self.journey.currentData()
        if journey != SOME:
            return () if journey == ALL else (journey,)
        items = [self.some.item(row) for row in range(self.some.count())]
        return tuple(
            each.data(Qt.ItemDataRole.UserRole) for each in items if each.checkState() == Qt.CheckState.Checked
        )

    def _allow(self) -> None:
        """Let go on where there is something to write, and a name to write it under."""
        some = self.journey.currentData() != SOME or bool(self._chosen())
        self.ok.setEnabled(some and self.file.named)

    def _fit(self) -> None:
        """Show the fields that the format and the pages have."""
        kind, sizing = self.format.currentData(), self.sizing.currentData()
        pdf, report, on_paper = kind == ".pdf", kind == REPORT, kind == ".pdf" and sizing != FIT
        tiled = self.maps.currentData() == TILED if report else on_paper and sizing == TILED
        profile: Profile = self.profile.currentData()
        if kind == ".qdpx" and profile == "public":
            profile = "stakeholders"  # a project is all that was said
        self.profile.offer(profiles(public=kind != ".qdpx"))
        self.profile.fill(profile)
        self.leaves.setText(left_out(profile))
        for field, shown in (
            (self.profile, self._evidence),
            (self.leaves, self._evidence and profile != "team"),
            (self.journey, kind not in _WHOLE),
            (self.some, (pdf or report) and self.journey.currentData() == SOME),
            (self.sizing, pdf),
            (self.maps, report),
            (self.paper, on_paper),
            (self.report_paper, report),
            (self.orientation, on_paper),
            (self.scale, tiled),
            (self.zoom, kind == ".png"),
            (self.weight, report),
            (self.as_seen, kind in _LOOKED_AT and bool(self._lenses())),
        ):
            self._form.setRowVisible(field, shown)
        if not (pdf or report) and self.journey.currentData() in (ALL, SOME):
            self.journey.fill(self._session.journey_id)
        if self.path.text():
            self._allow()
        notes = {
            REPORT: tr("Cover, contents, maps, personas, lists, ranked opportunities with matrix, decisions."),
            ".mmd": tr("A Mermaid journey holds touchpoints, personas and scores; what stays behind is listed."),
            ".md": tr("Stages as headings, cards as lists; reads back into Clew. What stays behind is listed."),
            **dict.fromkeys(_LOOKED_AT, self._left_out()),
            ".json": tr("Reads back into Clew without loss; the history stays in the workspace."),
        }
        self.note.setText(notes.get(kind, ""))
        self.note.setVisible(bool(notes.get(kind)))
        self.adjustSize()

    def _lenses(self) -> dict[str, Lens]:
        """Return how the chosen journeys are looked at, those that are through a lens."""
        ids = self._chosen() or [each.id for each in journeys_in_tree_order(self._session.content)]
        lenses = {each: self._lens_of(each) for each in ids}
        return {each: lens for each, lens in lenses.items() if lens._replace(hides=False) != PLAIN}

    def _left_out(self) -> str:
        """Return what the file does not show, or shows faintly, as long as it is as on screen."""
        content, words = self._session.content, map_words()
        said = []
        for journey_id, lens in self._lenses().items() if self.as_seen.isChecked() else ():
            legend = legend_of(content, journey_id, look_at(content, journey_id, lens, words), words)
            if legend is not None and legend.filters:
                said.append(f"{'; '.join(legend.filters)}: {legend.counted}.")
        return "\n".join(said)

    @property
    def _ending(self) -> str:
        """The ending of the file's name."""
        kind = self.format.currentData()
        return ".pdf" if kind == REPORT else str(kind)

    def _propose_journeys(self) -> None:
        """Propose that a report is of all journeys."""
        if self.format.currentData() == REPORT and self.journey.findData(ALL) >= 0:
            self.journey.fill(ALL)

    def _propose_path(self) -> None:
        """Propose a file beside the workspace, or give the user's own the ending of the format."""
        stem = self._session.store.path.stem
        if self.format.currentData() == REPORT:
            stem = f"{stem} – {tr('report')}"
        whole = self._ending in _WHOLE
        if not whole and self.journey.count() > 1 and self.journey.currentData() not in (ALL, SOME):
            stem = f"{stem} – {self.journey.currentText()}"
        self.file.propose(stem, self._ending)

    def accept(self) -> None:
        """Go on, unless another file has that name and is to stay."""
        if self.file.may_be_written():
            super().accept()

    def choice(self) -> Order:
        """Return what the fields say."""
        report = self.format.currentData() == REPORT
        sizing = (self.maps if report else self.sizing).currentData()
        paper = (self.report_paper if report else self.paper).currentData()
        return Order(
            out=self.file.out(),
            journey_ids=self._chosen(),
            paper=FIT if sizing == FIT and not report else paper,
            landscape=self.orientation.currentData(),
            tile=self.scale.value() / 100 if sizing == TILED else None,
            zoom=self.zoom.currentData(),
            weight=self.weight.value() / 100 if report else self._session.weight,
            words=report_words() if report else map_words(),
            report=report,
            lenses=self._lenses() if self.as_seen.isChecked() else {},
        )

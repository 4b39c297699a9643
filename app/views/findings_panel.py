"""The panel below the map with what is read off it: bottlenecks, open questions, hand-offs …, the map check."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QWidget,
)

from app.models.content import journeys_in_tree_order
from app.models.records import Journey
from app.views.findings_model import CHECK, NAMES, REQUIRED, FindingRow, FindingsModel, finding_word, formula, rows
from app.views.icons import icon
from app.views.panels import HeaderOfTwo, Panel
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, button, column, counted, label, wrapped

HERE, EVERYWHERE = "here", "everywhere"

_SETTLED = 200
"""Milliseconds after the last change until the lists are read again: typing must not wait for them."""

_ROW_HEIGHT = 32

_MEASURED = 20
"""Rows that tell how wide the columns need to be: all of thousands would take a quarter of a second."""

_WIDE = 880
"""Pixels from which the header has room in one line."""

_LEAST, _LEAST_MAIN, _MOST = 88, 176, 400
"""Pixels that a column keeps where there is little room, that the widest keeps, and that a column asks for at most."""


def tr(text: str) -> str:
    """Translate a text of the panel."""
    return QCoreApplication.translate("Findings", text)


class FindingsPanel(Panel):
    """One list at a time, over this journey or over all current ones; a row leads to its place on the map."""

    opened = Signal(str, list)
    """The journey and the records to be shown on it."""
    opportunity_asked = Signal()
    required_pressed = Signal()

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme, tr("Findings on the map"), tr("Hide the findings"), settled=_SETTLED)
        self.setMinimumHeight(160)
        self.model = FindingsModel()
        self.table = _Table(self.model)
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(lambda: self._offer())
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self._nothing = wrapped()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMargin(3 * GRID)
        self.pages.addWidget(self._nothing)
        inside = column(self._make_header(), spacing=0)
        inside.addWidget(self.pages, 1)
        self.setLayout(inside)
        session.journey_changed.connect(lambda _: self._forget())
        self._dress()

    @property
    def home(self) -> QWidget:
        """What has the keys when the panel comes."""
        return self.table

    def _make_header(self) -> QWidget:
        header = QFrame()
        header.setObjectName("panelHeader")
        self.choice = ChoiceField(tr("List"), [(name, finding_word(name)) for name in NAMES])
        self.choice.fill(NAMES[0])
        self.choice.chosen.connect(lambda _: self.refill())
        self.scope = ChoiceField(tr("Journeys"), [(HERE, tr("This journey")), (EVERYWHERE, tr("All current journeys"))])
        self.scope.fill(HERE)
        self.scope.chosen.connect(lambda _: self.refill())
        for field in (self.choice, self.scope):  # as wide as their words, where there is room
            field.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
            field.setMinimumWidth(96)
        self.count = wrapped("", "caption")
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.make = button(tr("Make this an opportunity"), clicked=self._make_opportunity)
        self.required = button(tr("Choose the fields…"), clicked=self.required_pressed.emit)
        asked, said = QHBoxLayout(), QHBoxLayout()
        for each in (label(tr("FINDINGS"), "heading"), self.choice, self.scope):
            asked.addWidget(each)
        asked.addStretch()
        said.addWidget(self.count, 1)
        said.addWidget(self.required)
        said.addWidget(self.make)
        return HeaderOfTwo(asked, said, self._close, _WIDE, (0, 1))

    # ---- content

    def refill(self) -> None:
        """Read the list on show off the maps again; the selected rows stay."""
        super().refill()
        name = str(self.choice.currentData())
        kept = {row.record_ids for row in self.table.selected()}
        self.model.show_rows(name, rows(self._session.content, name, self._journeys()))
        self.table.fit()
        self.table.select_rows([number for number, row in enumerate(self.model.rows) if row.record_ids in kept])
        said = [counted(len(self.model.rows), tr("finding"), tr("findings")), formula(name)]
        self.count.setText(" · ".join(each for each in said if each))
        self.pages.setCurrentIndex(0 if self.model.rows else 1)
        self._nothing.setText(_nothing(name))
        self.required.setVisible(name == REQUIRED)
        self.make.setHidden(name in (REQUIRED, "unowned steps", "orchestration", "message plan"))
        self._offer()

    def _journeys(self) -> list[Journey]:
        content = self._session.content
        if self.scope.currentData() == HERE:
            here = content.find(Journey, self._session.journey_id)
            return [here] if here else []
        return [journey for journey in journeys_in_tree_order(content) if journey.state == "current"]

    # ---- what a row is for

    def _open(self, row: FindingRow) -> None:
        self.opened.emit(row.journey_id, list(row.record_ids))

    def _offer(self) -> None:
        self.make.setEnabled(any(row.card_ids for row in self.table.selected()))

    def _make_opportunity(self) -> None:
        chosen = self.table.selected()
        cards = list(dict.fromkeys(card_id for row in chosen for card_id in row.card_ids))
        if cards:
            self._session.select(cards)
            self.opportunity_asked.emit()

    def _dress(self) -> None:
        self._close.setIcon(icon("down", self._theme.colour("muted"), 16))


def _nothing(name: str) -> str:
    """Return what an empty list means."""
    words = {
        "bottlenecks": tr("No pains here yet. Add some to the map, then say how severe and how frequent each is."),
        "open questions": tr("No question is open: all that people must know to move on has an answer."),
        "hand-offs": tr("No hand-off is broken or unmarked, and no step crosses departments."),
        "unowned steps": tr("Every step has an owner."),
        "orchestration": tr("Nobody has planned who does a step, by which channel, or when."),
        "message plan": tr("No messages are on the map."),
        "touchpoints by channel": tr("No touchpoints here yet."),
        CHECK: tr("Nothing to look at again. The map keeps every rule of thumb."),
        REQUIRED: tr("Nothing is missing. Templates name the fields that a map must have."),
    }
    return words[name]


def shared_out(wanted: list[int], room: int) -> list[int]:
    """Return the widths of columns in a room: the widest gets what is left over; in too little room all give way."""
    if not wanted:
        return []
    main = wanted.index(max(wanted))
    least = [min(each, _LEAST_MAIN if number == main else _LEAST) for number, each in enumerate(wanted)]
    wish = sum(wanted) - sum(least)
    part = min(max(room - sum(least), 0) / wish, 1.0) if wish else 0.0
    widths = [low + int((want - low) * part) for low, want in zip(least, wanted, strict=True)]
    widths[main] += max(room - sum(widths), 0)
    return widths


class _Table(QTableView):
    """The rows; Enter and a double-click open."""

    opened = Signal(object)

    def __init__(self, model: FindingsModel) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setObjectName("ranking")
        self.setAccessibleName(tr("Rows of the list"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setResizeContentsPrecision(_MEASURED)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.rows[index.row()]))

    def fit(self) -> None:
        """Give each column what it needs, and the widest what is left."""
        header = self.horizontalHeader()
        columns = range(self._rows.columnCount())
        needed = [max(self.sizeHintForColumn(each), header.sectionSizeHint(each)) + GRID for each in columns]
        wanted = [min(each, _MOST) for each in needed]
        for number, width in enumerate(shared_out(wanted, self.viewport().width())):
            header.resizeSection(number, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the other width out."""
        super().resizeEvent(event)
        self.fit()

    def selected(self) -> list[FindingRow]:
        """Return the selected rows."""
        return [self._rows.rows[index.row()] for index in self.selectionModel().selectedRows()]

    def select_rows(self, numbers: list[int]) -> None:
        """Select rows by their numbers."""
        model = self.selectionModel()
        for number in numbers:
            model.select(self._rows.index(number, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the place of the row."""
        chosen = self.selected()
        if chosen and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(chosen[0])
        else:
            super().keyPressEvent(event)

"""The panel below the map with every edit in words: search, restore points, a timeline, and what to do with it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from app.models.records import Journey
from app.store.history import HistoryStep
from app.views.history.log import Stretch, sessions_of
from app.views.history.log_list import ROW_HEIGHT, LogList
from app.views.history.model import HistoryModel
from app.views.history.timeline import Log, Timeline
from app.views.icons import icon
from app.views.panels import HeaderOfTwo, Panel
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, LineField, ToolButton, button, column, counted, label, wrapped

_SETTLED = 120
"""Milliseconds after the last change until the list follows: typing must not wait for it."""

_WIDE = 840
"""Pixels from which the header has room in one line."""


def tr(text: str) -> str:
    """Translate a text of the panel."""
    return QCoreApplication.translate("HistoryPanel", text)


class HistoryPanel(Panel):
    """Lists the history of the open workspace, and says what the user wants of it."""

    step_chosen = Signal(int)
    """The map as it was after this step is wanted."""
    handle_moved = Signal(int, int)
    """A handle of the timeline was moved to a step."""
    entered = Signal()
    """The keys are to go to the map on show."""
    left = Signal()
    """Esc: back to now."""
    compare_pressed = Signal()
    replay_pressed = Signal()
    compact_pressed = Signal()
    journeys_wanted = Signal(int, int)
    """Which journeys the steps between two touched is to be read."""
    logged = Signal()
    """More of the history was read, or it went on."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme, tr("History"), tr("Hide the history"), settled=_SETTLED)
        self._sessions: list[Stretch] | None = None
        self._renamed: int | None = None
        self.model = HistoryModel()
        self.table = LogList(self.model, theme, self._journey_title)
        self.table.setMinimumHeight(ROW_HEIGHT)
        self.timeline = Timeline(theme)
        self._nothing = wrapped()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMargin(2 * GRID)
        self._nothing.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(self._nothing)
        rows = column(self._make_header(), self._make_point(), self._framed(self.timeline), spacing=0)
        rows.addWidget(self.pages, 1)
        self.setLayout(rows)
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)
        self._connect()
        self._dress()

    def _connect(self) -> None:
        self.table.chosen.connect(self.step_chosen)
        self.table.entered.connect(self.entered)
        self.table.left.connect(self.left)
        self.table.rename_asked.connect(self.ask_rename)
        self.table.removal_asked.connect(lambda point: self._name_point(point.step, ""))
        self.table.seen.connect(self._want_journeys)
        self.timeline.moved.connect(self.handle_moved)
        self.timeline.left.connect(self.left)

    # ---- parts

    @property
    def home(self) -> QWidget:
        """What has the keys when the panel comes."""
        return self.table

    def _make_header(self) -> QWidget:
        self.search = LineField(tr("Find in the history"))
        self.search.setPlaceholderText(tr("Find in the history"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(240)
        self.search.textEdited.connect(self._search)
        self.search.textChanged.connect(lambda text: None if text else self._search(""))
        self.count = label("", "caption")
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.point = ToolButton()
        self.point.setAccessibleName(tr("Make a restore point"))
        self.point.setToolTip(tr("Make a restore point: a name for how the map is now"))
        self.point.setIconSize(QSize(20, 20))
        self.point.clicked.connect(self.ask_point)
        self.compare = button(tr("Compare…"), clicked=self.compare_pressed.emit)
        self.replay = button(tr("Replay…"), clicked=self.replay_pressed.emit)
        self.compact = button(tr("Compact…"), clicked=self.compact_pressed.emit)
        found, done = QHBoxLayout(), QHBoxLayout()
        found.addWidget(label(tr("HISTORY"), "heading"))
        found.addWidget(self.search, 1)
        found.addWidget(self.count, 1)
        for each in (self.point, self.compare, self.replay, self.compact):
            done.addWidget(each)
        done.addStretch()
        return HeaderOfTwo(found, done, self._close, _WIDE, (1, 0))

    def _make_point(self) -> QWidget:
        """Return the line in which a restore point gets its name."""
        self._naming = QFrame()
        self._naming.setObjectName("lens")
        self.name = _NameField(tr("Name of the restore point"))
        self.name.setMaximumWidth(400)
        self.name.returnPressed.connect(self._make_it)
        self.name.left.connect(self._end_naming)
        row = QHBoxLayout(self._naming)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        row.addWidget(label(tr("Name of the restore point")))
        row.addWidget(self.name, 1)
        self._do_name = button("", "primary", self._make_it)
        row.addWidget(self._do_name)
        row.addWidget(button(tr("Cancel"), clicked=self._end_naming))
        row.addStretch()
        self._naming.hide()
        return self._naming

    def _framed(self, inner: QWidget) -> QWidget:
        frame = QFrame()
        frame.setLayout(column(inner, margins=(0, GRID // 2, 0, 0)))
        return frame

    # ---- restore points

    def ask_point(self) -> None:
        """Ask for the name of a restore point, proposing one."""
        self._ask_name(tr("Restore point of {time}").format(time=f"{datetime.now():%Y-%m-%d %H:%M}"), tr("Make it"))

    def ask_rename(self, point: HistoryStep) -> None:
        """Ask for another name of a restore point."""
        self._ask_name(point.name or "", tr("Rename it"), point.step)

    def _ask_name(self, name: str, what: str, renamed: int | None = None) -> None:
        self._renamed = renamed
        self._do_name.setText(what)
        self.name.setText(name)
        self._naming.show()
        self.name.selectAll()
        self.name.setFocus()

    def _make_it(self) -> None:
        name = self.name.text().strip()
        if not name:
            return
        if self._renamed is None:
            self._session.attempt(lambda: self._session.store.restore_point(name))
        else:
            self._name_point(self._renamed, name)
        self._end_naming()

    def _name_point(self, step: int, name: str) -> None:
        """Give a restore point another name, or with an empty one take it away."""
        session = self._session
        renamed, gone = tr("The restore point is called “{name}” now"), tr("The restore point is none any more")

        def do() -> None:
            session.store.name_point(step, name)
            session.said.emit(renamed.format(name=name) if name else gone)

        session.attempt(do)
        self.begin_again()

    def _end_naming(self) -> None:
        self._naming.hide()
        self.table.setFocus()

    # ---- content

    @property
    def sessions(self) -> list[Stretch]:
        """The sessions of what was read, the newest first."""
        if self._sessions is None:
            self._sessions = sessions_of(self.model.steps)
        return self._sessions

    def step(self, number: int) -> HistoryStep | None:
        """Return the newest edit up to a number of the history."""
        return self.model.step_before(number)

    def _forget(self) -> None:
        self._reading.stop()
        super()._forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to now from anywhere in the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def begin_again(self) -> None:
        """Read all of the history again: steps of the past are others now."""
        self.model.source = None
        self.refill()

    def refill(self) -> None:
        """Show the history as it is now; begin anew where another workspace is open."""
        if not self._session.is_open:
            return
        if self._stale and not self.model.steps:
            self.search.clear()
        super().refill()
        if self.model.source is self._session.store:
            self.model.follow()
        else:
            self.model.begin(self._session.store, self._read)
        self._reading.start()
        self._show()

    def _read(self, newest: int | None, limit: int) -> Sequence[HistoryStep]:
        """Read a page of the history; what keeps it from being read is one line, and the list ends there."""
        store = self._session.store
        return self._session.attempt(lambda: store.steps(newest, limit)) or ()

    def _read_on(self) -> None:
        """Read one page more, until all is there: a turn of the window each."""
        if self.model.complete or not self._session.is_open:
            self._reading.stop()
        else:
            self.model.read_on()
        if self.model.complete:
            self._reading.stop()
            self._show()

    def _show(self) -> None:
        self._sessions = None
        self.timeline.show_log(Log(self.model.steps[::-1], self.sessions))
        self._show_count()
        self.logged.emit()

    def _show_count(self) -> None:
        steps = self.model.steps
        edits = sum(row.step is not None for row in self.model.rows)
        if self.model.searching:
            self.count.setText(tr("{found} of {all} edits").format(found=edits, all=len(steps)))
        else:
            self.count.setText(counted(len(steps), tr("edit"), tr("edits")))
        self.pages.setCurrentIndex(0 if edits else 1)
        self._nothing.setText(tr("No edit has these words.") if steps else tr("Nothing was done in this file yet."))
        for each in (self.compare, self.replay, self.compact):
            each.setEnabled(len(steps) > 1)

    def _search(self, text: str) -> None:
        self.model.search(text)
        self._show_count()
        self.logged.emit()

    def _want_journeys(self, first: int, last: int) -> None:
        if len(self._session.content.all(Journey)) > 1:
            self.journeys_wanted.emit(first, last)

    def _journey_title(self, journey_id: str) -> str:
        """Return which journey an edit touched, where there are several."""
        journeys = self._session.content.all(Journey)
        return journeys[journey_id].title if len(journeys) > 1 and journey_id in journeys else ""

    def _dress(self) -> None:
        super()._dress()
        self.point.setIcon(icon("flag", self._theme.colour("accent"), 20))
        self.table.viewport().update()


class _NameField(LineField):
    """A line that Esc leaves."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

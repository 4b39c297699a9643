"""The tab Messages: what each persona is told in each stage of a journey, by which channel, by whom, when."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTableWidget, QTableWidgetItem, QWidget

from app.models.records import Persona
from app.scoring.framework.messages import Message, MessagePlan, message_plan
from app.views.days import day_word
from app.views.empty import Empty
from app.views.framework.chooser import JourneyBar
from app.views.framework.ways import Ways
from app.views.framework.words import tr
from app.views.tables import dress
from app.views.widgets import button, column, counted

_WIDTH = 208
_LEAST = 56


class MessagesTab(QWidget):
    """A row for each persona, a column for each stage; Enter opens the map where a message is, or is missing."""

    listed = "messages"

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._ways, self._session = ways, ways.session
        self.plan: MessagePlan | None = None
        self.bar = JourneyBar(ways.session)
        self.bar.chosen.connect(self._show_other)
        self.table = _Matrix(self._open)
        ways.theme.changed.connect(self._dress)
        text = tr(
            "Add stages and personas on the map of this journey; what people are told is cards of the kind message."
        )
        go = button(tr("Open the map"), "primary", lambda: ways.journey_asked.emit(self.bar.journey_id))
        self.empty = Empty(tr("Nobody is told anything yet"), text, go)
        self.parts = QStackedWidget()
        self.parts.addWidget(self.table)
        self.parts.addWidget(self.empty)
        rows = column(self.bar, spacing=0)
        rows.addWidget(self.parts, 1)
        self.setLayout(rows)

    def home(self) -> QWidget:
        """Return what has the keys when the tab comes."""
        return self.table if self.parts.currentIndex() == 0 else self.empty.home

    def current_id(self) -> str:
        """Return the journey that details are shown of."""
        return self.bar.journey_id

    def mark(self, journey_id: str) -> None:
        """Tell of another journey."""
        if journey_id != self.bar.journey_id:
            self.bar.journey_id = journey_id
            self.refill()

    def _dress(self) -> None:
        if self._session.is_open:
            self.refill()

    def _show_other(self) -> None:
        self.refill()
        self._ways.chosen.emit(self.bar.journey_id)

    def refill(self) -> None:
        """Show the plan as it is stored."""
        journey = self.bar.refill()
        plan = self.plan = message_plan(self._session.content, journey) if journey is not None else None
        there = plan is not None and bool(plan.personas) and bool(plan.stages)
        self.parts.setCurrentIndex(0 if there else 1)
        if plan is None or not there:
            self.bar.said.setText("")
            return
        said = [counted(len(plan.messages), tr("message"), tr("messages"))]
        if plan.silent:
            said.append(tr("{count} where a persona is told nothing").format(count=len(plan.silent)))
        self.bar.said.setText(" · ".join(said))
        self._fill(plan)

    def _fill(self, plan: MessagePlan) -> None:
        table, place = self.table, (self.table.currentRow(), self.table.currentColumn())
        table.setRowCount(len(plan.personas))
        table.setColumnCount(len(plan.stages))
        table.setHorizontalHeaderLabels([stage.title or tr("Untitled") for stage in plan.stages])
        table.setVerticalHeaderLabels([_row_word(persona) for persona in plan.personas])
        muted, warning = QColor(self._ways.theme.colour("muted")), QColor(self._ways.theme.colour("warning"))
        silent = {(persona.id, stage.id) for persona, stage in plan.silent}
        for row, persona in enumerate(plan.personas):
            for number, stage in enumerate(plan.stages):
                messages = plan.cell(persona, stage)
                item = QTableWidgetItem(_cell_text(messages))
                if not messages:
                    told = persona is not None and (persona.id, stage.id) not in silent
                    item.setText(tr("as the whole map") if told else "–" if persona is None else tr("nothing"))
                    item.setForeground(muted if told or persona is None else warning)
                item.setToolTip("\n".join(_line(each) for each in messages))
                table.setItem(row, number, item)
        table.resizeRowsToContents()
        if place[0] < 0 or table.currentItem() is None:
            table.setCurrentCell(0, 0)

    def _open(self, row: int, number: int) -> None:
        plan = self.plan
        if plan is None or not (0 <= row < len(plan.personas) and 0 <= number < len(plan.stages)):
            return
        stage = plan.stages[number]
        messages = plan.cell(plan.personas[row], stage)
        self._ways.map_asked.emit(plan.journey.id, messages[0].card.id if messages else stage.id)


class _Matrix(QTableWidget):
    """The matrix: arrows walk its cells, Enter and a double-click open one."""

    def __init__(self, opens: Callable[[int, int], object]) -> None:
        super().__init__(0, 0)
        dress(self, tr("Messages by persona and stage"))
        self.setProperty("look", "")
        self.setObjectName("ranking")
        self.setShowGrid(True)
        self.setWordWrap(True)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right, as on every map
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setDefaultSectionSize(_WIDTH)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(_LEAST)
        rows.setMaximumWidth(180)
        rows.setHighlightSections(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.cellDoubleClicked.connect(opens)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.cellDoubleClicked.emit(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)


def _row_word(persona: Persona | None) -> str:
    return persona.name if persona is not None else tr("whole map")


def _line(message: Message) -> str:
    """Return a message with its plan, such as “Your seat is held (App, Ines, 24 November)”."""
    channel = message.channel.name if message.channel else ""
    owner = message.owner.name if message.owner else ""
    plan = [part for part in (channel, owner, day_word(message.starts_on)) if part]
    title = " ".join(message.card.title.split()) or tr("Untitled")
    return f"{title} ({', '.join(plan)})" if plan else title


def _cell_text(messages: Sequence[Message]) -> str:
    return "\n".join(_line(each) for each in messages)

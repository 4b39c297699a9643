"""What the facilitator sees of the agenda: the time, the prompt to say, private notes, what comes."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, QSignalBlocker, Qt, QTime, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMenu, QProgressBar, QVBoxLayout, QWidget

from app.importers.agendas import built_in_agendas, read_agenda
from app.models.records import Agenda
from app.services.agendas import add_agenda, edit_activity, minutes_of, planned
from app.services.plans import apply_plan
from app.views.session import Session
from app.views.widgets import (
    GRID,
    ChoiceField,
    TextField,
    button,
    clear,
    column,
    counted,
    label,
    restyle,
    wrapped,
)
from app.views.workshop.running import Running

_ID = Qt.ItemDataRole.UserRole


def tr(text: str) -> str:
    """Translate a text of the agenda."""
    return QCoreApplication.translate("Agenda", text)


def spoken_time(at: datetime) -> str:
    """Return a time of the day as this system writes it: 14:05."""
    return QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


class AgendaPart(QWidget):
    """Runs one agenda of the workspace; without any it offers those that come with Clew."""

    edit_asked = Signal(str)
    """The id of an agenda that is to be edited."""

    def __init__(self, session: Session, running: Running) -> None:
        super().__init__()
        self._session, self._running = session, running
        self._make_choice()
        self._make_clock()
        self._make_prompts()
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Activities of the agenda"))
        self.list.itemActivated.connect(lambda item: running.begin(item.data(_ID)))
        self.empty = QWidget()
        self._offers = column(spacing=GRID // 2)
        self.empty.setLayout(self._offers)
        self.held = QWidget()
        self.held.setLayout(self._held_rows())
        self.setLayout(column(self.empty, self.held))
        running.changed.connect(self.refill)
        running.clock.changed.connect(self._show_time)
        session.opened.connect(self.refill)
        self.refill()

    # ---- parts

    def _make_choice(self) -> None:
        self.choice = ChoiceField(tr("Agenda"), ())
        self.choice.chosen.connect(lambda agenda_id: self._running.choose(str(agenda_id)))
        self.more = button(tr("Edit"))
        self.more.setAccessibleName(tr("Edit, add or change the agenda"))
        menu = QMenu(self.more)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu))
        self.more.setMenu(menu)

    def _make_clock(self) -> None:
        self.now = wrapped("", "strong")
        self.time = label("", "clock")
        self.time.setAccessibleName(tr("Time left"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(tr("Time of the activity"))
        self.run = button(tr("Start"), "primary", self._start_or_pause)
        self.less = button("−1", clicked=partial(self._running.clock.add, -1.0))
        self.less.setAccessibleName(tr("One minute less"))
        self.plus = button("+1", clicked=partial(self._running.clock.add, 1.0))
        self.plus.setAccessibleName(tr("One minute more"))
        self.next = button(tr("Next"), clicked=self._running.next_activity)
        self.next.setAccessibleName(tr("Next activity"))

    def _make_prompts(self) -> None:
        self.prompt = wrapped("", "title")
        self.prompt.setAccessibleName(tr("Prompt to say"))
        self.count = label("", "caption")
        self.back = button(tr("Back"), clicked=partial(self._running.turn, -1))
        self.back.setAccessibleName(tr("Prompt before"))
        self.turn = button(tr("Next prompt"), clicked=partial(self._running.turn, 1))
        self.note = TextField(tr("Private notes"), 3, 12)
        self.note.setPlaceholderText(tr("For you alone: never on the wall"))
        self.note.edited.connect(self._keep_note)

    def _held_rows(self) -> QVBoxLayout:
        top, clock, prompts = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (top, (self.choice, self.more)),
            (clock, (self.run, self.less, self.plus, self.next)),
            (prompts, (self.count, self.back, self.turn)),
        ):
            row.setSpacing(GRID // 2)
            for number, part in enumerate(parts):
                row.addWidget(part, int(number == 0))
        rows = column(spacing=GRID // 2)
        rows.addLayout(top)
        rows.addSpacing(GRID)
        for part in (self.now, self.time, self.bar):
            rows.addWidget(part)
        rows.addSpacing(GRID // 2)
        rows.addLayout(clock)
        rows.addSpacing(2 * GRID)
        self._say = label(tr("SAY"), "heading")
        self._notes = label(tr("PRIVATE NOTES"), "heading")
        rows.addWidget(self._say)
        rows.addWidget(self.prompt)
        rows.addLayout(prompts)
        rows.addSpacing(2 * GRID)
        rows.addWidget(self._notes)
        rows.addWidget(self.note)
        rows.addSpacing(2 * GRID)
        self._plan = label("", "heading")
        rows.addWidget(self._plan)
        rows.addWidget(self.list)
        return rows

    # ---- what it shows

    def refill(self) -> None:
        """Show the agenda as it is stored and how far it is."""
        agendas = self._session.content.ordered(Agenda)
        self.empty.setVisible(not agendas)
        self.held.setVisible(bool(agendas))
        if not agendas:
            if self._session.is_open and not self._offers.count():
                self._offer()
            return
        self.choice.offer([(each.id, each.title) for each in agendas])
        self.choice.fill(self._running.agenda_id)
        self._show_prompt()
        self._show_activities()
        self._show_time()

    def first(self) -> QWidget:
        """Return what has the focus when the agenda is shown: Start, or the first of the agendas on offer."""
        offer = self._offers.itemAt(1)
        shown = self.run if self._session.content.all(Agenda) else offer.widget() if offer else None
        return shown or self

    def _offer(self) -> None:
        """Offer what a workshop can begin with."""
        clear(self._offers)
        self._offers.addWidget(wrapped(tr("A plan with times and questions keeps a workshop going. Begin with one:")))
        for each in built_in_agendas():
            text = tr("{title}  ·  {minutes} min").format(title=each.title, minutes=f"{each.minutes:g}")
            self._offers.addWidget(button(text, "row", partial(self.take, each.name)))
        self._offers.addWidget(button(tr("An empty agenda"), "row", self._add))

    def _fill_menu(self, menu: QMenu) -> None:
        menu.clear()
        menu.addAction(tr("Edit this agenda…"), lambda: self.edit_asked.emit(self._running.agenda_id))
        menu.addSeparator()
        for each in built_in_agendas():
            menu.addAction(tr("Add: {title}").format(title=each.title), partial(self.take, each.name))
        menu.addAction(tr("Add an empty agenda"), self._add)

    def _show_prompt(self) -> None:
        running = self._running
        activity, prompts = running.activity, running.prompts
        for each in (self._say, self.prompt, self.count, self.back, self.turn):
            each.setVisible(bool(prompts))
        for field in (self._notes, self.note):
            field.setVisible(activity is not None)
        if activity is not None:
            self.note.fill(activity.note)
        if prompts:
            self.prompt.setText(prompts[running.prompt])
            self.count.setText(tr("{n} of {count}").format(n=running.prompt + 1, count=len(prompts)))
            self.back.setEnabled(running.prompt > 0)
            self.turn.setEnabled(running.prompt < len(prompts) - 1)

    def _show_activities(self) -> None:
        running, activities = self._running, self._running.activities
        ids = [each.id for each in activities]
        at = ids.index(running.activity_id) if running.activity_id in ids else -1
        start = datetime.now() + timedelta(seconds=running.clock.left if running.clock.is_set else 0)
        coming = {plan.activity.id: plan.begins for plan in planned(activities[at + 1 :], start)}
        heading = tr("AGENDA, {minutes}").format(
            minutes=counted(round(minutes_of(activities)), tr("MINUTE"), tr("MINUTES"))
        )
        self._plan.setText(heading)
        with QSignalBlocker(self.list):
            self.list.clear()
            for number, each in enumerate(activities):
                begins = coming.get(each.id)
                when = spoken_time(begins) if begins else tr("now") if number == at else tr("done")
                item = QListWidgetItem(f"{when}   {each.title}", self.list)
                item.setData(_ID, each.id)
                item.setToolTip(tr("{minutes} min. Enter begins it.").format(minutes=f"{each.minutes:g}"))
                font = QFont(item.font())
                font.setBold(number == at)
                item.setFont(font)
            self.list.setCurrentRow(max(at, 0))
        height = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setFixedHeight(min(max(height, 26), 320) + GRID)

    def _show_time(self) -> None:
        clock, coming = self._running.clock, self._running.coming
        self.time.setText(clock.text)
        self.time.setVisible(clock.is_set)
        self.bar.setVisible(clock.is_set)
        over = clock.is_over
        if bool(self.time.property("over")) != over:
            self.time.setProperty("over", over)
            restyle(self.time)
        self.bar.setValue(round(1000 * min(max(clock.left / clock.total, 0.0), 1.0)) if clock.total else 0)
        if clock.is_set:
            self.now.setText(tr("{title}: time is up").format(title=clock.title) if over else clock.title)
        elif coming is not None:
            is_first = coming == self._running.activities[0]
            words = tr("First: {title}") if is_first else tr("Next: {title}")
            self.now.setText(words.format(title=coming.title))
        else:
            self.now.setText(tr("This agenda has no activities yet."))
        self.run.setText(tr("Pause") if clock.is_running else tr("Go on") if clock.is_set else tr("Start"))
        self.run.setEnabled(clock.is_set or coming is not None)
        for each in (self.less, self.plus):
            each.setEnabled(clock.is_set)
        self.next.setText(tr("Next") if coming is not None or not clock.is_set else tr("Finish"))
        self.next.setEnabled(clock.is_set)

    # ---- what it does

    def take(self, name: str) -> None:
        """Add one of the agendas that come with Clew, and choose it."""
        session = self._session
        plan = session.attempt(lambda: read_agenda(name, session.journey_id or None))
        if plan is not None and session.perform(apply_plan, plan) is not None:
            self._running.choose(session.content.ordered(Agenda)[-1].id)
            self.run.setFocus()

    def _add(self) -> None:
        made = self._session.perform(add_agenda, tr("Our workshop"), self._session.journey_id or None)
        if made:
            self._running.choose(made)
            self.edit_asked.emit(made)

    def _start_or_pause(self) -> None:
        clock = self._running.clock
        if clock.is_running:
            clock.pause()
        elif clock.is_set:
            clock.go_on()
        else:
            self._running.next_activity()

    def _keep_note(self, text: str) -> None:
        self._session.perform(edit_activity, self._running.activity_id, note=text)

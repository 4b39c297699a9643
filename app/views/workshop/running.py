"""The agenda that is held now: which activity, which prompt, and the clock that runs for it."""

from PySide6.QtCore import QObject, Signal

from app.models.changes import ChangeSet
from app.models.content import Content
from app.models.records import Activity, Agenda
from app.services.agendas import activities_of, prompts_of
from app.views.session import Session
from app.views.workshop.clock import Clock


class Running(QObject):
    """Follows the workspace: what is deleted meanwhile is left, what is renamed goes on."""

    changed = Signal()
    """Another agenda, activity or prompt, or other words of theirs."""

    def __init__(self, session: Session, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self.clock = session, clock
        self.agenda_id = ""
        self.activity_id = ""
        """The activity that is under way, or nothing before the first."""
        self.prompt = 0
        """The number of the prompt on show, from 0."""
        session.opened.connect(self._begin)
        session.changed.connect(self._follow)
        self._begin()

    @property
    def _content(self) -> Content:
        return self._session.content

    @property
    def agenda(self) -> Agenda | None:
        """The agenda that was chosen."""
        return self._content.find(Agenda, self.agenda_id)

    @property
    def activity(self) -> Activity | None:
        """The activity that is under way."""
        return self._content.find(Activity, self.activity_id)

    @property
    def activities(self) -> tuple[Activity, ...]:
        """The activities of the agenda from first to last."""
        return activities_of(self._content, self.agenda_id) if self.agenda_id else ()

    @property
    def coming(self) -> Activity | None:
        """The activity after the one that is under way; the first before that."""
        there = self.activities
        ids = [each.id for each in there]
        place = ids.index(self.activity_id) + 1 if self.activity_id in ids else 0
        return there[place] if place < len(there) else None

    @property
    def prompts(self) -> tuple[str, ...]:
        """What is to be said in the activity that is under way."""
        activity = self.activity
        return prompts_of(activity) if activity is not None else ()

    def choose(self, agenda_id: str) -> None:
        """Take another agenda; the time of the one before ends."""
        if agenda_id != self.agenda_id:
            self.agenda_id, self.activity_id, self.prompt = agenda_id, "", 0
            self.clock.stop()
            self.changed.emit()

    def begin(self, activity_id: str) -> None:
        """Begin with an activity of the agenda; its time runs."""
        activity = self._content.get(Activity, activity_id)
        self.activity_id, self.prompt = activity_id, 0
        self.clock.start(activity.minutes, activity.title)
        self.changed.emit()

    def next_activity(self) -> None:
        """Begin with the activity that comes; after the last one the time ends."""
        coming = self.coming
        if coming is not None:
            self.begin(coming.id)
        elif self.activity_id:
            self.activity_id, self.prompt = "", 0
            self.clock.stop()
            self.changed.emit()

    def turn(self, by: int) -> None:
        """Show the next prompt (1) or the one before (−1); at the ends it stays."""
        last = max(len(self.prompts) - 1, 0)
        wanted = min(max(self.prompt + by, 0), last)
        if wanted != self.prompt:
            self.prompt = wanted
            self.changed.emit()

    def _begin(self) -> None:
        """Take the first agenda of the workspace, if it has one."""
        first = next(iter(self._content.ordered(Agenda)), None)
        self.agenda_id, self.activity_id, self.prompt = first.id if first else "", "", 0
        self.clock.stop()
        self.changed.emit()

    def _follow(self, changes: ChangeSet) -> None:
        if not changes.touches("agenda", "activity"):
            return
        if self.agenda is None:
            self._begin()
            return
        if self.activity_id and self.activity is None:
            self.activity_id = ""
            self.clock.stop()
        self.prompt = min(self.prompt, max(len(self.prompts) - 1, 0))
        self.changed.emit()

"""The agenda that is held now: which activity, which prompt, and the clock that runs for it."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.models.changes import ChangeSet
from app.models.content import Content
from app.models.records import Activity, Agenda
from app.services.agendas import activities_of, prompts_of
from app.views.session import Session
from app.views.workshop.clock import Clock, Kept


class _Left(NamedTuple):
    """What was under way when it was deleted."""

    agenda_id: str
    activity_id: str
    rank: str
    prompt: int
    kept: Kept


class Running(QObject):
    """Follows the workspace: what is deleted meanwhile is left until undo brings it back, what is renamed goes on."""

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
        self._left: _Left | None = None
        session.opened.connect(self._open)
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
        """The activity after the one that is under way, or was when it was deleted; the first before that."""
        there, left = self.activities, self._left
        ids = [each.id for each in there]
        if self.activity_id in ids:
            place = ids.index(self.activity_id) + 1
            return there[place] if place < len(there) else None
        rank = left.rank if left is not None and left.agenda_id == self.agenda_id else ""
        behind = (each for each in there if each.rank > rank)
        return next(behind, there[0] if there else None)

    @property
    def prompts(self) -> tuple[str, ...]:
        """What is to be said in the activity that is under way."""
        activity = self.activity
        return prompts_of(activity) if activity is not None else ()

    def choose(self, agenda_id: str) -> None:
        """Take another agenda; the time of the one before ends."""
        if agenda_id != self.agenda_id:
            self.agenda_id, self.activity_id, self.prompt = agenda_id, "", 0
            self._left = None
            self.clock.stop()
            self.changed.emit()

    def begin(self, activity_id: str) -> None:
        """Begin with an activity of the agenda; its time runs."""
        activity = self._content.get(Activity, activity_id)
        self.activity_id, self.prompt, self._left = activity_id, 0, None
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

    def _open(self) -> None:
        self._left = None
        self._begin()

    def _begin(self) -> None:
        """Take the first agenda of the workspace, if it has one."""
        first = next(iter(self._content.ordered(Agenda)), None)
        self.agenda_id, self.activity_id, self.prompt = first.id if first else "", "", 0
        self.clock.stop()
        self.changed.emit()

    def _take_up(self, left: _Left) -> None:
        """Go on with what was under way when it was deleted, now that it is back."""
        self._left = None
        self.agenda_id, self.activity_id, self.prompt = left.agenda_id, left.activity_id, left.prompt
        self.clock.take_up(left.kept)

    def _follow(self, changes: ChangeSet) -> None:
        if not changes.touches("agenda", "activity"):
            return
        if self._left is not None and self._content.find(Activity, self._left.activity_id) is not None:
            self._take_up(self._left)
        elif self.activity_id and self.activity is None:
            gone = next(each.before for each in changes.changes if each.id == self.activity_id)
            assert isinstance(gone, Activity)
            self._left = _Left(self.agenda_id, gone.id, gone.rank, self.prompt, self.clock.put_away())
            self.activity_id = ""
        if self.agenda is None:
            self._begin()
            return
        if self.activity is not None:
            self.clock.call(self.activity.title)
        self.prompt = min(self.prompt, max(len(self.prompts) - 1, 0))
        self.changed.emit()

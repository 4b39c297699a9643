"""The time machine of a window: what the panel, the past, a comparison and a replay have to do with each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from app.jobs import Outcome
from app.layout.lens import Lens
from app.layout.sheet import MapLayout
from app.layout.words import Words
from app.models.changes import ChangeSet
from app.store import Store
from app.views.history.latest import Latest
from app.views.history.panel import HistoryPanel
from app.views.history.past_map import PastMap
from app.views.history.stand_in import Shown, StandIn, laid_out, same_place
from app.views.map_page import HISTORY
from app.views.task_bar import error_line

if TYPE_CHECKING:
    from app.views.window import MainWindow


def tr(text: str) -> str:
    """Translate a text of the time machine."""
    return QCoreApplication.translate("HistoryRoom", text)


def map_at(store: Store, step: int, journey_id: str, words: Words, lens: Lens, previous: MapLayout | None) -> Shown:
    """Return the map as it was after a step, on the worker."""
    return laid_out(store.past(step), journey_id, words, lens, previous)


class HistoryRoom(QObject):
    """Shows what is asked for in place of the map, and goes back to now."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session, self._page = window, window.session, window.map_page
        self._fetch = Latest(window.tasks.worker, self)
        self._step = 0
        self._since = 0
        self.panel = HistoryPanel(window.session, window.theme)
        self.past = self._stand_in(PastMap(window.theme))
        self._connect()

    def _stand_in(self, made: PastMap) -> PastMap:
        made.hide()
        made.left.connect(self.back_to_now)
        made.walked.connect(self._walk)
        made.zoomed.connect(self._page.zoomed)
        return made

    def _connect(self) -> None:
        panel, past = self.panel, self.past
        panel.step_chosen.connect(self.show_step)
        panel.handle_moved.connect(lambda _, step: self.show_step(step))
        panel.entered.connect(self._page.focus_map)
        panel.left.connect(self.back_to_now)
        panel.logged.connect(self._mark)
        past.restore_pressed.connect(self.restore)
        self._page.now_asked.connect(self.back_to_now)
        self._session.leaving.connect(self._leave)
        self._session.changed.connect(self._follow)
        self._session.journey_changed.connect(lambda _: self._show_again())

    @property
    def on_show(self) -> StandIn | None:
        """What stands in place of the map."""
        return self._page.stand_in

    # ---- the past

    def show_step(self, number: int) -> None:
        """Show the map as it was after an edit; after the newest, as it is."""
        step = self.panel.step(number)
        if step is None:
            return
        if step.step == self._newest and self.on_show is not self.past:
            self._mark()
            return
        self._step = step.step
        self._mark()
        self._ask()

    @property
    def _newest(self) -> int:
        steps = self.panel.model.steps
        return steps[0].step if steps else 0

    def _ask(self) -> None:
        """Ask the worker for the map as it was."""
        session, sheet, view = self._session, self.past.sheet, self._page.view
        near = sheet.layout_ if sheet is not None else view.layout_ if view is not None else None
        step = self._step
        work = partial(map_at, session.store, step, session.journey_id, self.past.words, self._page.lens, near)
        self._fetch.ask(work, lambda outcome: self._show_past(step, outcome))

    def _show_past(self, number: int, outcome: Outcome) -> None:
        step = self.panel.step(number)
        if outcome.error is not None:
            self._session.failed.emit(error_line(outcome.error, tr("The map as it was")))
            return
        if step is None:
            return
        if self.on_show is not self.past:
            self._since = 0
            self._page.show_instead(self.past)
        self.past.say_when(step, self._since)
        self.past.show_map(outcome.value, self.past.missing, self._page.view)

    def _walk(self, way: int) -> None:
        """Show the edit before or after the one on show."""
        steps = self.panel.model.steps
        at = next((place for place, each in enumerate(steps) if each.step <= self._step), 0) - way
        if 0 <= at < len(steps):
            self.show_step(steps[at].step)

    def restore(self) -> None:
        """Make what is on show the map again."""
        step = self._step
        self.back_to_now()
        self._window.commands.restore(step)

    def back_to_now(self) -> None:
        """Show the map as it is, at the place that was on show."""
        shown, view = self.on_show, self._page.view
        self._fetch.drop()
        self._step = 0
        if shown is None:
            self._mark()
            self._page.focus_map()
            return
        if shown.sheet is not None and view is not None and shown.sheet.journey_id == view.journey_id:
            same_place(shown.sheet, view)
        self._page.show_instead(None)
        self._mark()

    # ---- what happens meanwhile

    def _leave(self) -> None:
        """Let go of the workspace that is about to be closed."""
        self._fetch.drop()
        self._step = 0
        self._page.show_instead(None)

    def _follow(self, changes: ChangeSet) -> None:
        """Say that the map has gone on."""
        step = self.panel.step(self._step)
        if self.on_show is self.past and step is not None:
            self._since += 1
            self.past.say_when(step, self._since)

    def _show_again(self) -> None:
        """Show another journey as it was then."""
        if self.on_show is self.past and self._session.is_open:
            self._ask()

    def _mark(self) -> None:
        """Mark in the list and on the timeline what is on show."""
        step = self._step or self._newest
        if step and self._page.panel_shown == HISTORY:
            self.panel.table.mark((step,), step)
            self.panel.timeline.place((step,))

"""The time machine of a window: what the panel, the past, a comparison and a replay have to do with each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from app.jobs import Outcome
from app.models.changes import ChangeSet
from app.models.records import Journey
from app.store.history import REWRITTEN
from app.views.history.journeys import journeys_of
from app.views.history.latest import Latest
from app.views.history.log import Stretch, session_words
from app.views.history.panel import HistoryPanel
from app.views.history.preparing import compared, map_at, replayed
from app.views.history.stand_in import COMPARISON, PAST, REPLAY, Shown, StandIn, same_place
from app.views.panels import HISTORY
from app.views.rail import MAP
from app.views.task_bar import error_line

if TYPE_CHECKING:
    from app.views.history.changes_map import Compared
    from app.views.history.comparison_map import ComparisonMap
    from app.views.history.film import Film
    from app.views.history.past_map import PastMap
    from app.views.history.replay_map import ReplayMap
    from app.views.window import MainWindow

S = TypeVar("S", bound=StandIn)


def tr(text: str) -> str:
    """Translate a text of the time machine."""
    return QCoreApplication.translate("HistoryRoom", text)


class HistoryRoom(QObject):
    """Shows what is asked for in place of the map, and goes back to now."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session, self._page = window, window.session, window.map_page
        self._fetch = Latest(window.tasks.worker, self)
        self._about = Latest(window.tasks.worker, self)
        self._step = 0
        self._journey = ""
        """The journey that is seen in the past, where that is another one than the open one: it is deleted now."""
        self._since = 0
        self._range = (0, 0)
        self._end = 0
        self._then: Callable[[], None] | None = None
        self.panel = HistoryPanel(window.session, window.theme)
        self._connect()

    def _prepared(self, made: S) -> S:
        made.hide()
        made.left.connect(self.back_to_now)
        made.walked.connect(self._walk)
        made.zoomed.connect(self._page.zoomed)
        made.changed.connect(self._page.instead_changed)
        return made

    @cached_property
    def past(self) -> PastMap:
        """The map as it was."""
        from app.views.history.past_map import PastMap

        made = self._prepared(PastMap(self._window.theme))
        made.restore_pressed.connect(self.restore)
        made.journey_chosen.connect(self._show_journey)
        made.compare_pressed.connect(self.compare)
        return made

    @cached_property
    def comparison(self) -> ComparisonMap:
        """Two points as one map."""
        from app.views.history.comparison_map import ComparisonMap

        made = self._prepared(ComparisonMap(self._window.theme))
        made.end_chosen.connect(self._choose_end)
        self.panel.table.installEventFilter(self)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have N go from change to change in the list of edits, too, while two points are compared."""
        if self.mode != COMPARISON or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        return event.key() == Qt.Key.Key_N and self.comparison.press(event)

    @cached_property
    def replay_map(self) -> ReplayMap:
        """A session as a time-lapse."""
        from app.views.history.replay_map import ReplayMap

        made = self._prepared(ReplayMap(self._window.theme))
        made.moved.connect(self._mark_frame)
        made.session_chosen.connect(self._replay_session)
        return made

    def _connect(self) -> None:
        panel = self.panel
        panel.step_chosen.connect(self.choose)
        panel.handle_moved.connect(self._move_handle)
        panel.entered.connect(self._page.focus_map)
        panel.left.connect(self.back_to_now)
        panel.logged.connect(self._follow_log)
        panel.journeys_wanted.connect(self._ask_journeys)
        panel.compare_pressed.connect(self.compare)
        panel.replay_pressed.connect(self.replay)
        panel.compact_pressed.connect(self.compact)
        self._page.now_asked.connect(self.back_to_now)
        self._session.leaving.connect(self._leave)
        self._session.changed.connect(self._follow)
        self._session.journey_changed.connect(lambda _: self._show_again())

    @property
    def on_show(self) -> StandIn | None:
        """What stands in place of the map."""
        return self._page.stand_in

    @property
    def mode(self) -> str:
        """What stands in place of the map: the past, a comparison, a replay; nothing for the map itself."""
        return self.on_show.mode if self.on_show is not None else ""

    @property
    def past_step(self) -> int:
        """The edit after which the map is on show as it was; 0 where it is not."""
        return self._step if self.mode == PAST else 0

    @property
    def _newest(self) -> int:
        steps = self.panel.model.steps
        return steps[0].step if steps else 0

    # ---- asking

    def _ask(self, work: Callable[[], Any], what: str, show: Callable[[Any], None]) -> None:
        """Have the worker prepare something, and show it; what cannot be read is one line."""

        def then(outcome: Outcome) -> None:
            if outcome.error is not None:
                self._session.failed.emit(error_line(outcome.error, what))
            else:
                show(outcome.value)

        self._fetch.ask(work, then)

    def _ask_journeys(self, first: int, last: int) -> None:
        """Have the worker read which journeys edits touched; that is left out where it cannot be read."""
        store = self._session.store

        def then(outcome: Outcome) -> None:
            if outcome.error is None and self._session.is_open and self._session.store is store:
                self.panel.model.add_journeys(outcome.value)

        self._about.ask(lambda: journeys_of(store.story(first, last)), then)

    def _put_up(self, stand_in: StandIn) -> None:
        """Put something in place of the map."""
        if self.on_show is not stand_in:
            self._since = 0
            self._page.show_instead(stand_in)
            self._settle(stand_in)
        stand_in.say_since(self._since)

    def _settle(self, stand_in: StandIn) -> None:
        """Give what has just come its size now: places on a sheet are found by that."""
        layout = self._page.frame.layout()
        if layout is not None:
            layout.activate()
        stand_in.rows.activate()

    # ---- the past

    def choose(self, number: int) -> None:
        """Go to an edit that was chosen in the list: show the map after it, or make it an end of what is compared."""
        if self.mode == COMPARISON:
            self._move_handle(self._end, number)
        elif self.mode == REPLAY:
            self.replay_map.seek(number)
        else:
            self.show_step(number)

    def show_step(self, number: int) -> None:
        """Show the map as it was after an edit; after the newest, as it is."""
        step = self.panel.step(number)
        if step is None:
            return
        if step.step == self._newest and self.mode != PAST:
            self._step = 0
            self._fetch.drop()
            self._mark()
            return
        self._step = step.step
        self._mark()
        self._ask_past()

    def _ask_past(self) -> None:
        session, sheet, view = self._session, self.past.sheet, self._page.view
        near = sheet.layout_ if sheet is not None else view.layout_ if view is not None else None
        number = self._step
        work = partial(
            map_at, session.store, number, self._journey or session.journey_id, self.past.words, self._page.lens, near
        )
        self._ask(work, tr("The map as it was"), partial(self._show_past, number))

    def _show_past(self, number: int, shown: Shown) -> None:
        step = self.panel.step(number)
        if step is not None:
            self._put_up(self.past)
            seen = shown.source.content.find(Journey, self._journey)
            self.past.say_when(step, seen.title if seen is not None else "")
            missing = tr("This journey was not there. Choose another edit, or press Esc to go back to now.")
            now, open_id = self._session.content, self._session.journey_id
            journeys = [each for each in shown.source.content.ordered(Journey) if now.find(Journey, each.id) is None]
            offered = [*([here] if (here := now.find(Journey, open_id)) else []), *journeys]
            named = [(each.id, each.title or tr("Untitled journey")) for each in offered]
            self.past.offer(named if journeys or self._journey else (), self._journey or open_id)
            self.past.show_map(shown, missing, self._page.view)

    def _show_journey(self, journey_id: str) -> None:
        """Show another journey as it was, such as one that is deleted now."""
        self._journey = journey_id if journey_id != self._session.journey_id else ""
        self._ask_past()

    def _walk(self, way: int) -> None:
        """Show the edit before or after the one on show."""
        if self.mode == REPLAY:
            self.replay_map.walk(way)
            return
        steps = self.panel.model.steps
        shown = self._range[self._end] if self.mode == COMPARISON else self._step
        at = next((place for place, each in enumerate(steps) if each.step <= shown), 0) - way
        if 0 <= at < len(steps):
            self.choose(steps[at].step)

    def restore(self) -> None:
        """Make what is on show the map again; where nothing may be changed it stays on show."""
        if not self._session.may_edit():
            return
        step = self._step
        self.back_to_now()
        self._window.commands.restore(step)

    # ---- two points

    def compare(self) -> None:
        """Compare the point on show (or where the newest session began) with now."""
        self._when_logged(self._compare)

    def _compare(self) -> None:
        sessions = self.panel.sessions
        begun = self.panel.step(sessions[0].first - 1) if sessions else None
        first = self._step or (begun.step if begun is not None else self.panel.model.steps[-1].step)
        self._end = 0
        self.comparison.mark_end(0)
        self._ask_comparison(first, self._newest)

    def _ask_comparison(self, first: int, last: int) -> None:
        self._range = (first, last)
        session = self._session
        work = partial(compared, session.store, first, last, session.journey_id, self.comparison.words)
        self._ask(work, tr("The comparison"), partial(self._show_comparison, first, last))
        self._mark()

    def _show_comparison(self, first: int, last: int, compared: Compared) -> None:
        before, after = self.panel.step(first), self.panel.step(last)
        if before is None or after is None:
            return
        is_new = self.mode != COMPARISON
        self._put_up(self.comparison)
        self.comparison.say_what(before, after, now=after.step == self._newest)
        missing = tr(
            "This journey is not there at the later point. Choose another one, or press Esc to go back to now."
        )
        self.comparison.show_compared(compared, missing, self._page.view)
        if is_new:
            self._page.focus_map()
        self._mark()

    def _choose_end(self, end: int) -> None:
        self._end = end
        self._mark()
        self._show_panel()
        self.panel.table.setFocus()

    def _move_handle(self, handle: int, number: int) -> None:
        """Take in that a handle of the timeline was moved."""
        step = self.panel.step(number)
        if step is None:
            return
        if self.mode not in (COMPARISON, REPLAY):
            self.show_step(number)
            return
        first, last = (step.step, self._range[1]) if handle == 0 else (self._range[0], step.step)
        if handle == 0:
            last = max(first, last)
        else:
            first = min(first, last)
        if self.mode == COMPARISON:
            self._end = handle
            self.comparison.mark_end(handle)
            self._ask_comparison(first, last)
        else:
            self._ask_film(first, last)

    # ---- the film

    def replay(self) -> None:
        """Replay the session of the edit on show, or the newest one."""
        self._when_logged(self._replay)

    def _replay(self) -> None:
        sessions, shown = self.panel.sessions, self._step or self._newest
        self._replay_session(next((each for each in sessions if each.first <= shown), None))

    def _replay_session(self, session: Stretch | None) -> None:
        """Replay a session, from before its first edit."""
        if session is not None:
            before = self.panel.step(session.first - 1)
            self._ask_film(before.step if before is not None else session.first, session.last)

    def _ask_film(self, first: int, last: int) -> None:
        self._range = (first, last)
        session = self._session
        work = partial(replayed, session.store, first, last, session.journey_id, self.replay_map.words)
        self._ask(work, tr("The replay"), self._show_film)
        self._mark()

    def _show_film(self, made: tuple[Film, Shown]) -> None:
        film, shown = made
        film.name_steps({step.step: step for step in self.panel.model.steps})
        self._put_up(self.replay_map)
        offered = [(each, session_words(each)) for each in self.panel.sessions]
        chosen = next((each for each, _ in offered if self._is_on_show(each)), None)
        self.replay_map.offer(offered, chosen)
        missing = tr("This journey does not exist yet. It comes as the replay goes on.")
        self.replay_map.show_film(film, shown, missing, self._page.view)
        self._page.focus_map()
        self._mark()

    def _is_on_show(self, session: Stretch) -> bool:
        before = self.panel.step(session.first - 1)
        return self._range == (before.step if before is not None else session.first, session.last)

    def _mark_frame(self, step: int) -> None:
        if self._page.panels.shown == HISTORY:
            self.panel.table.mark((step,), step)

    # ---- thinning

    def compact(self) -> None:
        """Ask what of the history may go."""
        self._when_logged(self._compact)

    def _compact(self) -> None:
        from app.views.history.compact_dialog import CompactDialog

        dialog = CompactDialog(self._session, self._window.tasks.worker, self._window)
        dialog.accepted.connect(lambda: self._run_compact(dialog))
        self._window.commands.show_dialog(dialog)

    def _run_compact(self, dialog: Any) -> None:
        self.back_to_now()
        dialog.run(self._window.tasks, self.panel.begin_again)

    # ---- back, and what happens meanwhile

    def back_to_now(self) -> None:
        """Show the map as it is, at the place that was on show."""
        shown, view = self.on_show, self._page.view
        self._fetch.drop()
        self._step, self._journey = 0, ""
        if shown is not None:
            if shown.sheet is not None and view is not None and shown.sheet.journey_id == view.journey_id:
                same_place(shown.sheet, view)
            self._page.show_instead(None)
        else:
            self._page.focus_map()
        self._mark()

    def _leave(self) -> None:
        """Let go of the workspace that is about to be closed."""
        self._fetch.drop()
        self._about.drop()
        self._step, self._journey = 0, ""
        self._then = None
        self._page.show_instead(None)

    def _follow(self, changes: ChangeSet) -> None:
        """Say that the map has gone on, or begin anew where the past became another."""
        if changes.origin in REWRITTEN:
            self.back_to_now()
            self.panel.begin_again()
        if self.on_show is not None:
            self._since += 1
            self.on_show.say_since(self._since)

    def _show_again(self) -> None:
        """Show another journey in the same way."""
        self._journey = ""
        if not self._session.is_open:
            return
        if self.mode == PAST:
            self._ask_past()
        elif self.mode == COMPARISON:
            self._ask_comparison(*self._range)
        elif self.mode == REPLAY:
            self.replay_map.show_journey(self._session.journey_id)

    def _show_panel(self) -> None:
        if self._window.pages.currentWidget() is not self._page:
            self._window.show_place(MAP)
        if self._page.panels.shown != HISTORY:
            self._page.panels.show_panel(HISTORY)

    def _when_logged(self, then: Callable[[], None]) -> None:
        """Do something as soon as the history has been read, in its panel."""
        self._then = then
        self._show_panel()
        QTimer.singleShot(0, self, self._follow_log)

    def _follow_log(self) -> None:
        self._mark()
        if self._then is not None and self.panel.model.complete and self.panel.model.steps:
            then, self._then = self._then, None
            then()

    def _mark(self) -> None:
        """Mark in the list and on the timeline what is on show."""
        if self._page.panels.shown != HISTORY:
            return
        table, timeline = self.panel.table, self.panel.timeline
        timeline.tells_on_the_way = self.mode != REPLAY  # a film is read anew from its first edit to its last
        if self.mode == COMPARISON:
            table.mark(self._range, self._range[self._end])
            timeline.place(self._range, self._end)
        elif self.mode == REPLAY:
            timeline.place(self._range, timeline.active)
        elif step := self._step or self._newest:
            table.mark((step,), step)
            timeline.place((step,))

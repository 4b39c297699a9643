"""Presenting a map: a walk through it, seen by the room in a window of its own or, with one display, in this one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from app.canvas.accessible import announce
from app.layout.walk import Way, walk_of
from app.models.changes import ChangeSet
from app.views.workshop.audience import AudienceWindow, RoomView, Time
from app.views.workshop.displays import room_display
from app.views.workshop.keys import Keys
from app.views.workshop.one_display import OneDisplay
from app.views.workshop.walk import Walk

if TYPE_CHECKING:
    from app.views.window import MainWindow

_NEXT_TIME: Final[dict[Time, Time]] = {"off": "large", "large": "small", "small": "off"}


def tr(text: str) -> str:
    """Translate a text of the presenter."""
    return QCoreApplication.translate("Presenter", text)


class Presenter(QObject):
    """What console, menus, keys and remotes call; `changed` tells them that they show something else.

    With a second display the room has a window of its own there, and the facilitator's window stays as it is.
    """

    changed = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.clock = window.clock
        self.walk: Walk | None = None
        """The walk that is under way."""
        self.frozen: bool = False
        """Whether the audience window holds still."""
        self.blanked: bool = False
        """Whether the room sees nothing but black."""
        self.time: Time = "off"
        """How the time is shown to the room."""
        self.audience: AudienceWindow | None = None
        """The room's window on the second display."""
        self._one: OneDisplay | None = None
        self._opened_for_walk = False
        self._unsubscribe: Callable[[], None] | None = None
        self._offers = False
        self._keys = Keys(self, window)
        self._rearrange = QTimer(self, singleShot=True, interval=0)
        self._rearrange.timeout.connect(self._follow_displays)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._welcome_display)
        application.screenRemoved.connect(self._lose_display)
        application.primaryScreenChanged.connect(self._follow_primary)
        session = window.session
        session.leaving.connect(self.close)
        session.journey_changed.connect(self._follow_journey)
        self.changed.connect(self._show_state)
        self._show_state()

    # ---- what the console, the menus and the keys call

    @property
    def running(self) -> bool:
        """Whether a walk is under way."""
        return self.walk is not None

    @property
    def in_window(self) -> bool:
        """Whether the facilitator's own window is what the room sees."""
        return self._one is not None

    @property
    def room(self) -> RoomView | None:
        """What the room sees, where it sees anything."""
        return self.audience or (self._one.room if self._one else None)

    def start(self, by: Way = "stages") -> None:
        """Walk through the map on show from its whole on; a walk the other way goes over into this one."""
        view = self._window.map_page.view
        if view is None:
            return
        self.walk = Walk(by, walk_of(view.layout_, by))
        if self.room is None:
            self._opened_for_walk = self._open_audience()
            if not self._opened_for_walk:
                self._fill_window()
        self._keys.hold()
        self._show()

    def toggle(self, by: Way) -> None:
        """Start a walk, or end the one that goes that way."""
        if self.walk is not None and self.walk.by == by:
            self.stop()
        else:
            self.start(by)

    def stop(self) -> None:
        """End the walk and give everything back as it was before."""
        if self.walk is None:
            return
        self.walk = None
        self._keys.let_go()
        self.blank(False)
        if self._one is not None:
            self._give_window_back()
        elif self._opened_for_walk:
            self.close_audience()
        else:
            self._show()
        self.changed.emit()

    def next(self) -> None:
        """Go to the next part of the scene or the next scene; where the room sees black, only show what was left."""
        self._step(1)

    def previous(self) -> None:
        """Go to what was before; where the room sees black, only show what was left."""
        self._step(-1)

    def skip(self, way: int) -> None:
        """Go to the next (1) or the previous (−1) scene, past the other parts of this one."""
        if self.walk is not None:
            self.go_to(self.walk.at + way)

    def go_to(self, number: int) -> None:
        """Go to a scene: 0 is the whole map, stages or personas count from 1."""
        if self.walk is not None:
            self.walk = self.walk.to(number)
            self.blank(False)
            self._show()

    def freeze(self, frozen: bool) -> None:
        """Let the audience window hold still, in content and place, or follow again."""
        if self.audience is None:
            self._say(tr("There is no audience window that could be frozen."))
        else:
            self.frozen = frozen
            self.audience.freeze(frozen)
            self._show()
        self.changed.emit()

    def blank(self, dark: bool) -> None:
        """Let the room see black, or the map again."""
        if self.room is not None and dark != self.blanked:
            self.blanked = dark
            self.room.blank(dark)
            self.changed.emit()

    def show_timer(self, shown: bool) -> None:
        """Show the room the time of the activity as large as it gets, or not."""
        self._show_time("large" if shown else "off")

    def next_size_of_time(self) -> None:
        """Show the time large, then small, then not."""
        self._show_time(_NEXT_TIME[self.time])

    def open_audience(self) -> None:
        """Show the map on the second display; a walk in this window goes on there."""
        if self.audience is None:
            if self._open_audience():
                if self._one is not None:
                    self._give_window_back()
                    self._opened_for_walk = True
                self._show()
            else:
                keys = self._window.session.keys.text("present")
                self._say(tr("There is one display only. {keys} presents the map in this window.").format(keys=keys))
        self.changed.emit()

    def toggle_audience(self) -> None:
        """Open the audience window, or close it."""
        if self.audience is None:
            self.open_audience()
        else:
            self.close_audience()

    def close_audience(self) -> None:
        """Close the audience window; a walk that was seen there ends."""
        window, self.audience = self.audience, None
        if window is not None:
            window.leave()
            self.frozen = self._opened_for_walk = False
            self.stop()
        self.changed.emit()

    def close(self) -> None:
        """End everything: the workspace or the window is closed."""
        self.stop()
        self.close_audience()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def words(self) -> str:
        """Return in words what the room sees; nothing where it sees nothing."""
        room = self.room
        if room is None:
            return ""
        if self.blanked:
            seen = tr("The room sees black")
        else:
            seen = tr("The room sees {scene}").format(scene=room.words or tr("the whole map"))
        here = f"{self.walk.place} {self.walk.scene.title}" if self.walk is not None and self.walk.at else ""
        still = tr("frozen; you are at {scene}").format(scene=here) if here and here != room.words else tr("frozen")
        return f"{seen}  ·  {still}" if self.frozen else seen

    # ---- the walk

    def _step(self, way: int) -> None:
        if self.blanked:
            self.blank(False)
        elif self.walk is not None and self.room is not None and not self.room.turn(way):
            before, self.walk = self.walk, self.walk.to(self.walk.at + way)
            if self.walk != before:
                self._show()
                if way < 0:
                    self.room.turn_to_end()

    def _show(self) -> None:
        """Show the room where the walk is; without one, the whole map."""
        room = self.room
        if room is not None and self.walk is not None:
            room.show_scene(self.walk.by, self.walk.scene.id, self.walk.place)
        elif room is not None:
            room.show_scene("stages", "")
        announce(self._window, self.words())
        self.changed.emit()

    def _follow(self, changes: ChangeSet) -> None:
        """Let the room see a change, and stay with the scene while the map changes around it."""
        view = self._window.map_page.view
        if self.room is not None:
            self.room.follow(changes)
        if self.walk is None or view is None:
            return
        after = self.walk.over(walk_of(view.layout_, self.walk.by))
        if after != self.walk:
            self.walk = after
            self._show()

    def _follow_journey(self, journey_id: str) -> None:
        """Let the room see another map; a walk begins anew there."""
        view = self._window.map_page.view
        if not journey_id or view is None:
            self.close()
        elif self.room is not None:
            self.room.show_journey(journey_id)
            if self.walk is not None:
                self.walk = Walk(self.walk.by, walk_of(view.layout_, self.walk.by))
            self._show()

    def _show_time(self, time: Time) -> None:
        self.time = time
        if time != "off" and not self.clock.is_set:
            self._say(tr("No time runs yet: it is shown when an activity begins."))
        if self.room is not None:
            self.room.show_time(time)
        self.changed.emit()

    # ---- where the room sees it

    def _open_audience(self) -> bool:
        """Open the audience window where there is a second display; tells whether there is."""
        display = room_display(self._window)
        if display is None:
            return False
        window = self._window
        self.audience = AudienceWindow(window.session, window.theme, window.map_page, self.clock)
        self.audience.closed.connect(self.close_audience)
        self._prepare(self.audience)
        self.audience.fill(display)
        return True

    def _fill_window(self) -> None:
        """Show the map alone in the facilitator's window."""
        window = self._window
        room = RoomView(window.session, window.theme, window.map_page, self.clock)
        self._prepare(room)
        self._one = OneDisplay(window, room)
        self._keys.watch(room.sheet)

    def _prepare(self, room: RoomView) -> None:
        room.turned.connect(self.changed)
        if self._unsubscribe is None:  # after the facilitator's map, whose layout the walk goes through
            self._unsubscribe = self._window.session.store.subscribe(self._follow)
        room.show_time(self.time)
        room.blank(self.blanked)

    def _give_window_back(self) -> None:
        one, self._one = self._one, None
        if one is not None:
            one.give_back()

    # ---- displays come and go

    def _welcome_display(self, _: QScreen) -> None:
        self._offers = True
        self._rearrange.start()

    def _follow_primary(self, _: QScreen) -> None:
        self._rearrange.start()

    def _lose_display(self, display: QScreen) -> None:
        """Let go of a display that was unplugged, before Qt moves what was there to another one."""
        if self.audience is not None and self.audience.display is display:
            self.audience.lose_display()
        self._rearrange.start()

    def _follow_displays(self) -> None:
        """Bring the room's window in step with the displays that there are, once all of them are told."""
        display, offers = room_display(self._window), self._offers
        self._offers = False
        if self.audience is None:
            if display is not None and offers and self._window.session.is_open:
                keys = self._window.session.keys.text("audience_window")
                self._say(
                    tr("There is a second display now. {keys} shows the map to the room there.").format(keys=keys)
                )
            if self._one is not None:
                self._one.fill()
        elif not self.audience.has_own_display(self._window):
            if display is not None:
                self.audience.fill(display)
            else:
                self._leave_display(self.audience)
        self.changed.emit()

    def _leave_display(self, audience: AudienceWindow) -> None:
        """Go on with one display: a walk in this window, from where it is."""
        self.audience, self.frozen = None, False
        audience.leave()
        if self.walk is not None:
            self._fill_window()
            self._show()
        self._say(tr("The second display is gone, and with it the audience window."))

    # ---- what the facilitator sees of it

    def _say(self, text: str) -> None:
        """Tell the facilitator something, also where the status line is hidden."""
        self._window.session.said.emit(text)
        if self._one is not None:
            self._one.room.tell(text)

    def _show_state(self) -> None:
        """Show in menus and status line what the room sees."""
        actions = self._window.menus.actions
        walk = self.walk.by if self.walk else ""
        for name, on in (
            ("present", walk == "stages"),
            ("present_by_persona", walk == "personas"),
            ("audience_window", self.audience is not None),
            ("freeze", self.frozen),
            ("show_timer", self.time != "off"),
        ):
            actions[name].setChecked(on)
        self._window.status_line.show_room(self.words())

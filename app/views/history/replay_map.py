"""A session as a time-lapse: every edit is shown where it happens, as fast as it was or many times faster."""

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QSlider

from app.canvas.sheet_view import SheetView
from app.layout.geometry import Box, enclosing
from app.layout.look import Theme
from app.layout.marks import Mark
from app.models.changes import Change, ChangeSet
from app.models.records import Journey
from app.views.days import spoken_time
from app.views.history.film import Film, marked, touches, wait_at
from app.views.history.log import Stretch, act_of, moment_words, words_of
from app.views.history.stand_in import REPLAY, Shown, StandIn, laid_out
from app.views.icons import icon
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, ToolButton, label

SPEEDS: Final = (10, 30, 60, 120, 300)
USUAL: Final = 60

_GOING: Final = 350
"""Milliseconds that a card which is about to go is marked."""

_GLOW: Final = 1200
"""Milliseconds that what has changed stays marked at most."""

_WIDE: Final = 760
"""Pixels from which the controls have room in one line."""

_HIGH: Final = 240
"""Pixels from which there is room for two."""


def tr(text: str) -> str:
    """Translate a text of the replay."""
    return QCoreApplication.translate("ReplayMap", text)


class ReplayMap(StandIn):
    """The sheet of a film, with what plays it."""

    mode = REPLAY

    moved = Signal(int)
    """The step that is on show."""
    session_chosen = Signal(object)
    """Another part of the history is to be replayed: a `Stretch`."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__(theme, tr("Replay"))
        self.film: Film | None = None
        self._journey = ""
        self._missing_words = ""
        self.playing = False
        self.add_button(tr("&Back to now"), self.left.emit)
        self._tick = QTimer(self, singleShot=True)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._go_on)
        self._fade = QTimer(self, singleShot=True, interval=_GLOW)
        self._fade.timeout.connect(self._unmark)
        self._going: dict[str, Mark] = {}
        self.rows.addWidget(self._make_controls())
        self._dress(theme.look)

    def _make_controls(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("replaybar")
        self.play_button = self._tool(tr("Play or pause (Space)"), self.toggle)
        self._previous = self._tool(tr("Edit before (Alt+Left)"), partial(self.walked.emit, -1))
        self._next = self._tool(tr("Next edit (Alt+Right)"), partial(self.walked.emit, 1))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Place in the replay"))
        self.slider.valueChanged.connect(self.scrub)
        self.slider.setMinimumWidth(96)
        self.clock = label("", "caption")
        self.clock.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.clock.setMinimumWidth(104)
        choices: list[tuple[object, str]] = [(each, tr("{number}×").format(number=each)) for each in SPEEDS]
        self.speed = ChoiceField(tr("Speed"), choices)
        self.speed.setMinimumContentsLength(4)
        self.speed.setToolTip(tr("How many times as fast as it was"))
        self.speed.fill(USUAL)
        self.speed.chosen.connect(lambda _: self._rewait())
        self.session = ChoiceField(tr("What is replayed"), [])
        self.session.chosen.connect(self.session_chosen)
        moving, chosen = QHBoxLayout(), QHBoxLayout()
        for each in (self._previous, self.play_button, self._next):
            moving.addWidget(each)
        moving.addWidget(self.slider, 2)
        moving.addWidget(self.clock, 1)
        chosen.addWidget(self.session, 1)
        chosen.addWidget(self.speed)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, bar)
        self._parts.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        self._parts.addLayout(moving, 3)
        self._parts.addLayout(chosen, 2)
        for part in (moving, chosen, self._parts):
            part.setSpacing(GRID // 2)
        return bar

    def _tool(self, text: str, clicked: object) -> ToolButton:
        tool = ToolButton()
        tool.setAccessibleName(text)
        tool.setToolTip(text)
        tool.setIconSize(QSize(20, 20))
        tool.clicked.connect(clicked)
        return tool

    # ---- the film

    def offer(self, sessions: list[tuple[Stretch, str]], chosen: Stretch | None) -> None:
        """Offer the sessions; one is on show, or another part."""
        choices: list[tuple[object, str]] = list(sessions)
        if chosen is None:
            choices.insert(0, (None, tr("From one handle of the timeline to the other")))
        self.session.offer(choices)
        self.session.setCurrentIndex(next((at for at, (each, _) in enumerate(choices) if each == chosen), 0))

    def show_film(self, film: Film, shown: Shown, missing: str, like: SheetView | None) -> None:
        """Show a film from its beginning, and play it."""
        self.pause()
        self.film, self._missing_words = film, missing
        self._journey = shown.journey_id
        self.slider.blockSignals(True)
        self.slider.setRange(0, len(film.frames) - 1)
        self.slider.setValue(0)
        self.slider.blockSignals(False)
        self.show_map(shown, missing, like)
        self._unmark()
        self._say()
        self.play()

    def show_journey(self, journey_id: str) -> None:
        """Go on with the map of another journey."""
        film = self.film
        if film is not None:
            self._journey = journey_id
            self._show_whole(film)

    def _show_whole(self, film: Film) -> None:
        """Show the map of the frame on show from the ground up: its journey is another, came or went."""
        self.show_map(laid_out(film, self._journey, self.words), self._missing_words)

    def at_end(self) -> bool:
        """Whether the last frame is on show."""
        return self.film is None or self.film.at >= len(self.film.frames) - 1

    def play(self) -> None:
        """Go on, or from the beginning where the end is on show."""
        if self.film is None or len(self.film.frames) < 2:
            return
        if self.at_end():
            self._show_frame(0)
        self.playing = True
        self._dress(self._theme.look)
        self._rewait()

    def pause(self) -> None:
        """Stay at what is on show."""
        self.playing = False
        self._tick.stop()
        self._going = {}
        self._dress(self._theme.look)

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def _rewait(self) -> None:
        """Wait for the next frame as long as the speed says."""
        if self.playing and self.film is not None:
            speed = float(self.speed.currentData() or USUAL)
            self._tick.start(round(wait_at(self.film.frames, self.film.at, speed, self._journey) * 1000))

    def _go_on(self) -> None:
        """Show the next edit; a card that goes is marked for a moment before."""
        film = self.film
        if film is None or self.at_end():
            self.pause()
            return
        following = film.frames[film.at + 1].changes
        going = {each: Mark("removed") for each, role in marked(following, self._journey).items() if role == "removed"}
        if going and going != self._going:
            self._going = going
            self._mark(going)
            self._tick.start(_GOING)
            return
        self._going = {}
        self._show_frame(film.at + 1)
        if self.at_end():
            self.pause()
        else:
            self._rewait()

    def scrub(self, at: int) -> None:
        """Show a frame and stay there."""
        if self.film is not None and at != self.film.at:
            self.pause()
            self._show_frame(at)

    def seek(self, step: int) -> None:
        """Show what a step did, and stay there."""
        if self.film is not None:
            self.scrub(self.film.place_of(step))

    def walk(self, way: int) -> None:
        """Show the edit before or after."""
        if self.film is not None:
            self.scrub(min(max(self.film.at + way, 0), len(self.film.frames) - 1))

    def _show_frame(self, at: int) -> None:
        film = self.film
        if film is None:
            return
        was_there = film.content.find(Journey, self._journey) is not None
        forward = at >= film.at
        changes = film.go(at)
        self.slider.blockSignals(True)
        self.slider.setValue(film.at)
        self.slider.blockSignals(False)
        if was_there != (film.content.find(Journey, self._journey) is not None):
            self._show_whole(film)
        elif changes and self.sheet is not None and was_there and touches(changes, self._journey):
            step = film.step
            self.sheet.follow(ChangeSet(words_of(step), "edit", step.step, tuple(changes)))
        self._show_where(film.frames[film.at].changes if forward else changes)
        self._say()
        self.moved.emit(film.step.step)

    def _show_where(self, changes: list[Change] | tuple[Change, ...]) -> None:
        """Mark what an edit did, and bring it into view."""
        roles = marked(changes, self._journey)
        self._mark({each: Mark(role) for each, role in roles.items() if role != "removed"})
        sheet = self.sheet
        if sheet is None or roles or not changes:
            return
        ids = {each.id for each in changes}
        columns = [each for each in sheet.layout_.columns if not ids.isdisjoint((each.stage_id, each.step_id))]
        if columns:
            sheet.reveal(enclosing([Box(each.x, sheet.seen().y, each.width, 0.0) for each in columns]))

    def _mark(self, marks: dict[str, Mark]) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        sheet.set_marks(marks)
        self.changed.emit()
        boxes = [sheet.layout_.cards[each].box for each in marks if each in sheet.layout_.cards]
        if boxes:
            sheet.reveal(enclosing(boxes) if len(boxes) < 8 else boxes[0], 48)
        self._fade.start()

    def _unmark(self) -> None:
        if self.sheet is not None and not self._going:
            self.sheet.set_marks({})
            self.changed.emit()

    def _say(self) -> None:
        film = self.film
        if film is None:
            return
        step = film.step
        said = tr("Replay · {moment} · {words}")
        self.text.say(said.format(moment=moment_words(step), words=" ".join(words_of(step).split())))
        self.told = said.format(moment=moment_words(step), words=" ".join(act_of(step).split()))
        self.changed.emit()
        place = tr("{time} · {number} of {count}")
        count = len(film.frames) - 1
        self.clock.setText(place.format(time=spoken_time(step.at), number=film.at, count=count))

    # ---- look and keys

    def hideEvent(self, event: QHideEvent) -> None:
        """Play nothing that nobody sees."""
        super().hideEvent(event)
        self.pause()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the controls stand in two lines where one has too little room."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        self._parts.setDirection(way.LeftToRight if self.width() >= _WIDE else way.TopToBottom)
        for each in (self.session, self.speed):
            each.setVisible(self.width() >= _WIDE or self.height() >= _HIGH)

    def _dress(self, look: Theme) -> None:
        super()._dress(look)
        names = {self._previous: "previous", self.play_button: "pause" if self.playing else "play", self._next: "next"}
        for tool, name in names.items():
            tool.setIcon(icon(name, self._theme.colour("ink"), 20))

    def press(self, event: QKeyEvent) -> bool:
        """Space plays and pauses."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle()
            return True
        return super().press(event)

"""What the room sees: the map alone with a line above it, in its own window or in place of the facilitator's map."""

from math import ceil
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFocusEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QLabel, QWidget

from app.canvas.sheet_view import NEAREST, ROOM, SheetView
from app.layout.geometry import Box
from app.layout.walk import Scene, Way, pieces_of, walk_of
from app.models.changes import ChangeSet
from app.models.records import Journey
from app.views.widgets import GRID, column, label
from app.views.workshop.band import LARGE, SMALL, Band
from app.views.workshop.clock import Clock
from app.views.workshop.displays import display_of, fill_display
from app.views.workshop.room_sheet import RoomSheet

if TYPE_CHECKING:
    from app.layout.sheet import MapLayout
    from app.views.map_page import MapPage
    from app.views.session import Session
    from app.views.theme import ThemeKeeper

Time = Literal["off", "small", "large"]
"""How the time is shown to the room."""

DIGITS: dict[Time, float] = {"off": 0.0, "small": SMALL, "large": LARGE}

READABLE = 936
"""What the room sees is never smaller than at full size on a display of so many pixels in height, where the text of
cards is a 72nd of it: in a scene that is larger than that, one goes on piece by piece."""

_ALMOST = 0.8
"""How much smaller it may be for a scene that is then seen at once."""

_LEAST_PIECE = 200.0
"""Points of width and height below which pieces would show nothing whole."""

CURSOR_STAYS = 2_000
"""Milliseconds until a mouse that rests is no longer seen."""

NOTE_STAYS = 12_000


def tr(text: str) -> str:
    """Translate a text of what the room sees."""
    return QCoreApplication.translate("Audience", text)


class RoomView(QWidget):
    """Shows a journey scene by scene, follows its changes or holds still, and is black where nothing is to be seen.

    Where something stands in place of the facilitator's map, such as the map as it was, it shows that map. Nothing
    private is in it: it has no inspector, no cards that are not on the map, and nothing to select.
    """

    turned = Signal()
    """Another kind of map is on show: as it is, as it was, …"""

    def __init__(
        self,
        session: "Session",
        theme: "ThemeKeeper",
        page: "MapPage",
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._page = session, theme, page
        self.setAccessibleName(tr("What the room sees"))
        self._scene = Scene("", Box(0.0, 0.0, 0.0, 0.0))
        self._by: Way = "stages"
        self._place = ""
        self._vote = "", ""
        self._instead, self._told = "", ""
        self._piece = 0
        self._sized = False
        self._time: Time = "off"
        self.frozen = False
        self.band = Band(clock, theme.look, self)
        self._ground = QWidget()
        self._ground.setObjectName("surround")
        self.sheet = RoomSheet(session, theme, page, self._ground)
        self.sheet.show_journey(session.journey_id, self._layout_at_hand())
        self.sheet.set_weight(session.weight)
        rows = column(self.band, spacing=0)
        rows.addWidget(self._ground, 1)
        self.setLayout(rows)
        self.setFocusProxy(self.sheet)
        self._note = label("", "strong", self)
        self._note.setObjectName("roomNote")
        self._note.hide()
        self._dark = _black(self)
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self._suit)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._catch_up)
        self._rest = QTimer(self, singleShot=True, interval=CURSOR_STAYS)
        self._rest.timeout.connect(lambda: self._show_cursor(False))
        self._fade = QTimer(self, singleShot=True, interval=NOTE_STAYS)
        self._fade.timeout.connect(self._note.hide)
        self.sheet.zoom_changed.connect(self._centre)
        self._watched = (self, self.band, self._ground, self.sheet.viewport(), *self.sheet.panes)
        for each in self._watched:
            each.setMouseTracking(True)
            each.installEventFilter(self)
        session.weight_changed.connect(self._weigh)
        page.lens_changed.connect(self._look)
        page.vote_changed.connect(self._show_vote)
        page.instead_changed.connect(self._soon.start)
        theme.changed.connect(self._dress)
        self._rest.start()
        if page.stand_in is not None:
            self._catch_up()
        else:
            self._show_vote()

    # ---- what is shown

    def show_scene(self, by: Way, scene_id: str, place: str = "") -> None:
        """Light a part of the map and dim the rest; `place` says which of how many it is. While frozen, nothing."""
        if self.frozen:
            return
        if (by, scene_id) != (self._by, self._scene.id):
            self._piece = 0
        self._by, self._place = by, place
        self._scene = self._find(scene_id)
        self._show_box()

    @property
    def words(self) -> str:
        """What is in the light, and what stands in place of the map."""
        return "  ·  ".join(filter(None, (self._lit, self._instead)))

    @property
    def _lit(self) -> str:
        return " ".join(filter(None, (self._place, self._scene.title))) if self._scene.id else ""

    def turn(self, way: int) -> bool:
        """Show the next (1) or previous (−1) piece of a scene too large to be read at once; false at its ends."""
        wanted = self._piece + way
        if self.frozen or not 0 <= wanted < len(self._pieces()):
            return False
        self._piece = wanted
        self._show_box()
        return True

    def turn_to_end(self) -> None:
        """Show the last piece of the scene."""
        while self.turn(1):
            pass

    def _pieces(self) -> tuple[Box, ...]:
        """Return what of the scene is shown at once, so that it can be read; of the whole map, all."""
        layout, zoom, box = self.sheet.layout_, self.height() / READABLE, self._scene.box
        width = (self._ground.width() - ROOM / 2) / zoom - layout.label_width
        height = (self._ground.height() - ROOM / 2) / zoom - layout.header_height
        if not self._scene.id or min(width, height) < _LEAST_PIECE or self._zoom_of(box) >= _ALMOST * zoom:
            return (box,)
        return pieces_of(layout, box, width, height)

    def _zoom_of(self, box: Box) -> float:
        """Return how large a box can be shown in the whole room there is."""
        layout, room = self.sheet.layout_, self._ground.size()
        across = (room.width() - ROOM / 2) / (box.right - max(box.x, layout.label_width) + layout.label_width)
        down = (room.height() - ROOM / 2) / (box.bottom - max(box.y, layout.header_height) + layout.header_height)
        return min(across, down, NEAREST)

    def _centre(self, zoom: float) -> None:
        """Have the sheet in the middle, where the map is narrower than the room at a zoom."""
        if not self._sized:
            return
        room = self._ground.size()
        width = min(room.width(), ceil(self.sheet.layout_.width * zoom + ROOM / 2))
        self.sheet.setGeometry((room.width() - width) // 2, 0, width, room.height())

    def show_journey(self, journey_id: str) -> None:
        """Show the map of another journey, all of it. While frozen, or in place of the map, nothing."""
        if not self.frozen and journey_id and not self._follows_other:
            self.sheet.show_journey(journey_id)
            self._show_vote()
            self.show_scene(self._by, "")

    def follow(self, changes: ChangeSet) -> None:
        """Show a committed change, and the scene where that is now. While frozen, or in place of the map, nothing."""
        if self.frozen or self._follows_other or self.sheet.content.find(Journey, self.sheet.journey_id) is None:
            return
        self.sheet.follow(changes)
        self._stay(again=changes.touches("journey"))

    def _stay(self, *, again: bool = False) -> None:
        """Stay with the scene, where that is now."""
        before, self._scene = self._scene, self._find(self._scene.id)
        if self._scene != before or again:
            self._show_box()

    # ---- what stands in place of the map

    @property
    def _follows_other(self) -> bool:
        """Whether something else than the map as it is is on show, or is about to be or not to be."""
        return self._page.stand_in is not None or self._soon.isActive()

    def _catch_up(self) -> None:
        """Show what the facilitator's window does: what stands in place of the map, or else the map as it is."""
        self._soon.stop()
        if self.frozen or not self._session.is_open:
            return
        before, instead = self._instead, self._page.stand_in
        self._instead, self._told = (instead.accessibleName(), instead.told) if instead is not None else ("", "")
        if instead is None:
            self._show_now()
        else:
            self._show_instead(instead.seen)
        if before != self._instead:
            self.turned.emit()

    def _show_instead(self, seen: SheetView | None) -> None:
        """Show the same as another sheet; without one, that there was no such map."""
        self.sheet.setVisible(seen is not None)
        if seen is None:
            self._say()
            return
        self.sheet.show_same(seen)
        self._stay()
        self._say()

    def _show_now(self) -> None:
        self.sheet.show()
        self.sheet.show_now()
        self._look()
        self.sheet.set_marks({})
        self._show_vote()
        self._stay(again=True)

    def freeze(self, frozen: bool) -> None:
        """Hold still as it is, whatever the facilitator does; or follow again, from where that is now."""
        if self.frozen == frozen:
            return
        if frozen and self._soon.isActive():
            self._catch_up()
        self.frozen = frozen
        if not frozen:
            self._catch_up()
        elif not self.sheet.isHidden():
            self.sheet.hold_still()

    def blank(self, dark: bool) -> None:
        """Be black, or show the map again."""
        self._dark.setGeometry(self.rect())
        self._dark.setVisible(dark)
        self._dark.raise_()

    def _layout_at_hand(self) -> "MapLayout | None":
        """Return the layout of the facilitator's map, where that is the same map: none has to be made then."""
        view, journey_id = self._page.view, self._session.journey_id
        same = view is not None and view.journey_id == journey_id and view.lens == self.sheet.lens_of(journey_id)
        return view.layout_ if view is not None and same else None

    def show_time(self, time: Time) -> None:
        """Show the time of the activity, or not."""
        self._time = time
        self._fit()

    def tell(self, text: str) -> None:
        """Say something to the facilitator, where there is no other place for it, for a moment."""
        self._note.setText(text)
        self._note.adjustSize()
        self._place_note()
        self._note.show()
        self._note.raise_()
        self._fade.start()

    def _suit(self) -> None:
        """Bring the scene into view where the size is another."""
        self._sized = True
        self._show_box()

    def _find(self, scene_id: str) -> Scene:
        """Return a scene of the map as it is shown; the whole map where it has no such one."""
        scenes = walk_of(self.sheet.layout_, self._by)
        return next((each for each in scenes if each.id == scene_id), scenes[0])

    def _put(self, pieces: tuple[Box, ...]) -> Box:
        """Return the box that brings the piece on show to the edge of the view, with nothing of what is before it."""
        piece, layout = pieces[self._piece], self.sheet.layout_
        spare = ROOM / 4 / self._zoom_of(piece)
        right, down = piece.x > pieces[0].x, piece.y > layout.header_height
        return piece.moved(spare if right else 0.0, spare if down else 0.0)

    def _show_box(self) -> None:
        """Bring the scene into view, lit; say what it is."""
        pieces = self._pieces()
        self._piece = min(self._piece, len(pieces) - 1)
        self._say()
        self.sheet.spotlight(self._scene.box if self._scene.id else None)
        if self._sized:
            self._centre(self._zoom_of(pieces[self._piece]))
            self.sheet.show_box(self._put(pieces))

    def _say(self) -> None:
        """Say what stands in place of the map, the journey and the scene; over the whole map, what is voted on."""
        journey = self.sheet.content.find(Journey, self.sheet.journey_id)
        scene, place = (self._scene.title, self._place) if self._scene.id else self._vote
        if self._instead:
            scene, place = self._told, self._lit
            if self.sheet.isHidden():
                place = tr("this journey was not there")
        pieces = len(self._pieces())
        if pieces > 1:
            place += tr("  ·  part {number} of {count}").format(number=self._piece + 1, count=pieces)
        self.band.say((journey.title if journey else "") or tr("Untitled journey"), scene, place)

    def _look(self, lens: object = None) -> None:
        """Look at the map as the facilitator does."""
        view = self._page.view
        if view is not None and not self.frozen and not self._instead and view.journey_id == self.sheet.journey_id:
            self.sheet.show_layout(self.sheet.map_scene.look(view.map_scene.sight))

    def _show_vote(self) -> None:
        """Mark the cards that the facilitator's map marks, and say how a vote goes, as far as that may be seen."""
        vote = self._page.vote
        if (
            vote is not None
            and not self.frozen
            and not self._follows_other
            and self.sheet.journey_id == self._session.journey_id
        ):
            self._vote = vote.question, vote.progress
            self.sheet.set_marks(vote.marks)
            self._say()

    def _weigh(self, weight: float) -> None:
        if not self.frozen and not self._follows_other:
            self.sheet.set_weight(weight)

    def _dress(self) -> None:
        self.sheet.set_theme(self._theme.look)
        self.band.set_theme(self._theme.look)

    # ---- the widget

    def _fit(self) -> None:
        self.band.fit(self.height(), DIGITS[self._time])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Suit words, time and scene to another size."""
        super().resizeEvent(event)
        self._fit()
        self._dark.setGeometry(self.rect())
        self._place_note()
        self._refit.start()

    def _place_note(self) -> None:
        self._note.move((self.width() - self._note.width()) // 2, self.height() - self._note.height() - 2 * GRID)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the mouse while it moves."""
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.Enter, QEvent.Type.Wheel):
            self._show_cursor(True)
            self._rest.start()
        elif watched is self._ground and event.type() == QEvent.Type.Resize:
            self._refit.start()
        return False

    def _show_cursor(self, shown: bool) -> None:
        for each in self._watched:
            if shown:
                each.unsetCursor()
            else:
                each.setCursor(Qt.CursorShape.BlankCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keys to the map."""
        self.sheet.setFocus()


class AudienceWindow(RoomView):
    """The room's view over the whole of another display; the keys stay with the facilitator's window."""

    closed = Signal()
    """Something else than the presenter has closed it."""

    def __init__(self, session: "Session", theme: "ThemeKeeper", page: "MapPage", clock: Clock) -> None:
        super().__init__(session, theme, page, clock)
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        self.setWindowFlags(flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(tr("Clew for the room"))
        self.display: QScreen | None = None

    def fill(self, display: QScreen) -> None:
        """Show it over a display, and keep it over that when it is set to another size."""
        self.lose_display()
        self.display = display
        display.geometryChanged.connect(self._refill)
        fill_display(self, display)

    def _refill(self) -> None:
        if self.display is not None:
            fill_display(self, self.display)

    def has_own_display(self, window: QWidget) -> bool:
        """Whether its display is still there, and shows something else than the one of another window."""
        return self.display is not None and not self.display.geometry().intersects(display_of(window).geometry())

    def lose_display(self) -> None:
        """Let go of its display while that is still there to be asked."""
        self.hide()
        if self.display is not None:
            self.display.geometryChanged.disconnect(self._refill)
            self.display = None

    def leave(self) -> None:
        """Close it for good."""
        self.lose_display()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the presenter close it."""
        event.ignore()
        self.closed.emit()


def _black(parent: QWidget) -> QWidget:
    """Return what covers everything with black."""
    dark = QLabel(parent)
    dark.setObjectName("dark")
    dark.setAutoFillBackground(True)
    dark.hide()
    return dark

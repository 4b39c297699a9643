"""The place Map: framework, palette and tray at the left, the map in the middle, the inspector at the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from app.canvas.editing import Target
from app.canvas.map_commands import MAP_COMMANDS
from app.canvas.selection import Header, exists, focus_on
from app.canvas.view import MapView
from app.layout.lens import PLAIN, Lens
from app.models.content import cards_of_opportunity, stages_of
from app.models.kinds import LaneKind
from app.models.records import Card, Journey, Lane, Persona, Step, Swimlane
from app.services.cards import unplace_cards
from app.services.opportunities import make_opportunity
from app.views.capture.bar import CaptureBar
from app.views.capture.glow import Glow
from app.views.columns import Columns
from app.views.examples_bar import ExamplesBar
from app.views.find_bar import FindBar
from app.views.inspector import Inspector
from app.views.kinds import map_words
from app.views.left_panel import LeftPanel
from app.views.lens_bar import LensBar
from app.views.lenses import Lenses
from app.views.map_selection import MapSelection
from app.views.next_hint import NextHint
from app.views.palette import STAGE
from app.views.panels import OPPORTUNITIES, Panels
from app.views.session import Session
from app.views.settings import Settings
from app.views.theme import ThemeKeeper
from app.views.trail_bar import TrailBar
from app.views.tray import Tray
from app.views.widgets import GRID, column, hold_still

if TYPE_CHECKING:
    from app.canvas.writer import Writer
    from app.views.history.stand_in import StandIn
    from app.views.outline import Outline
    from app.views.workshop.votes_marks import VoteSign

LEAST_FIT = 0.7
"""A map opens at full size, or down to this much smaller where its whole width is then in view."""


def tr(text: str) -> str:
    """Translate a text of the page."""
    return QCoreApplication.translate("MapPage", text)


WEIGHING = 120
"""How long a weight rests before the map follows, in milliseconds: dragged, it would be laid out again and again."""


class MapPage(QWidget):
    """Keeps the map's view in step with the session: one view for each open workspace."""

    zoomed = Signal(float)
    lens_changed = Signal(object)
    """The map on show is looked at through another `Lens`."""
    now_asked = Signal()
    """A place on the map is to be shown, while something else is in place of it."""
    unlock_asked = Signal()
    """The sign of the lock on the map was clicked."""
    instead_changed = Signal()
    """What stands in place of the map shows something else, came or went."""
    vote_changed = Signal()
    """Everybody sees something else of the `vote` on show."""

    def __init__(self, session: Session, theme: ThemeKeeper, settings: Settings | None = None) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.view: MapView | None = None
        self._minimap = False
        self._lens_shown: Lens | None = None
        self.outline: Outline | None = None
        """The same map as a tree, where that was made."""
        self.left = LeftPanel(session, theme)
        self.inspector = Inspector(session, theme)
        self.words = map_words()
        self.lenses = Lenses(settings)
        self.lens_bar = LensBar(theme)
        self.trail = TrailBar(session)
        self.find_bar = FindBar(session, theme)
        self.frame = QFrame()
        self.frame.setObjectName("surround")
        self._frame_rows = QVBoxLayout(self.frame)
        self._frame_rows.setContentsMargins(2 * GRID, 2 * GRID, 0, 0)
        self.hint = NextHint(session, self.frame)
        self.capture = CaptureBar(session, theme)
        self.glow = Glow(self)
        self.room: QWidget | None = None
        """What is shown in place of the map while that is presented in this window."""
        self.vote: VoteSign | None = None
        """What everybody may see of the vote on show; none before the first one."""
        self._watchers: list[QObject] = []
        self.stand_in: StandIn | None = None
        """What is shown in place of the map, such as the map as it was; nothing is edited meanwhile."""
        self._around: list[QWidget] = []
        self._weighing = QTimer(self, singleShot=True, interval=WEIGHING)
        self._lay_out()
        self.selection = MapSelection(self, session)
        self._connect()

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setMinimumWidth(58 * GRID - 2)  # in the least window, beside both columns and the lines between them
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._above = QWidget()
        self._above.setLayout(column(self.find_bar, self.trail, ExamplesBar(self._session), self.lens_bar, spacing=0))
        rows.addWidget(self._above)
        self._deck = column(spacing=0)
        self._deck.addWidget(self.frame, 1)
        self._deck.addWidget(self.capture)
        deck = QWidget()
        deck.setLayout(self._deck)
        self.panels = Panels(deck)
        rows.addWidget(self.panels, 1)
        columns = self.left, middle, self.inspector
        self.splitter = Columns(*columns, always=middle, first_to_go=(self.left, self.inspector))
        self.splitter.setSizes([232, 1000, 280])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)

    def _connect(self) -> None:
        session = self._session
        self.lens_bar.cleared.connect(self.clear_lens)
        self.trail.chosen.connect(lambda journey_id, place: self.open_records(journey_id, [place] if place else []))
        self.find_bar.reveal.connect(self.reveal)
        self.find_bar.opportunity_found.connect(lambda: self.panels.show_panel(OPPORTUNITIES))
        self.find_bar.closed.connect(self.focus_map)
        self.hint.chosen.connect(self._do_next)
        self.capture.left.connect(self._leave_capture)
        self.capture.filed.connect(self._show_captured)
        self.left.picked.connect(self.add)
        self.serve(self.left.tray)
        session.hands_changed.connect(self._follow_hands)
        session.leaving.connect(self.keep_writing)
        session.opened.connect(self._drop_view)
        session.journey_changed.connect(self._show_journey)
        self._weighing.timeout.connect(self._weigh)
        session.weight_changed.connect(lambda: self._weighing.start())
        self._theme.changed.connect(self._dress)

    def _drop_view(self) -> None:
        """Let go of the view of another workspace before that is closed."""
        if self.view is not None:
            self.view.clearFocus()  # hidden with the focus, it would pass that on to its own next cell
            self._frame_rows.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None
            self.lens_bar.follow(None)

    def _show_journey(self, journey_id: str) -> None:
        if not journey_id:
            self._drop_view()
        elif self.view is None:
            self.view = self._make_view(journey_id)
            self._follow_sight()
            self._frame_rows.addWidget(self.view)
            self.view.show()  # now, not with the next event: an editor may open on it at once
            self.hint.raise_()
            self.zoomed.emit(self.view.zoom)
            self.view.setFocus()
            QTimer.singleShot(0, self, self._fit)
        elif self.view.journey_id != journey_id:
            self.keep_writing()
            self.view.show_journey(journey_id)

    def _fit(self) -> None:
        """Zoom out a little where that brings the whole width of the map into view."""
        if self.view is not None:
            fitting = (self.view.width() - GRID) / self.view.layout_.width
            if LEAST_FIT <= fitting < 1.0:
                self.view.zoom_to(fitting)
                self.view.horizontalScrollBar().setValue(self.view.horizontalScrollBar().minimum())

    def _make_view(self, journey_id: str) -> MapView:
        view = MapView(
            self._session.store,
            journey_id,
            theme=self._theme.look,
            words=self.words,
            keys=self._session.keys,
            lenses=self.lenses.lens_of,
            apart=self._session.apart,
        )
        view.sight_changed.connect(self._follow_sight)
        view.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right on every map, as on paper
        view.selection_changed.connect(self.selection.pass_on)
        view.focus_changed.connect(self.selection.pass_on)
        view.unlock_asked.connect(self.unlock_asked)
        view.message.connect(self._session.failed)
        view.notice.connect(self._session.said)
        view.opportunity_chosen.connect(self._choose_opportunity)
        view.set_weight(self._session.weight)
        view.zoom_changed.connect(self.zoomed)
        view.cards_dragged_outside.connect(self._welcome)
        view.cards_dropped_outside.connect(self._take_dropped)
        view.details_asked.connect(self.open_form)
        view.journey_asked.connect(self._session.show_journey)
        view.opportunity_asked.connect(self.make_opportunity)
        view.minimap.want(self._minimap)
        for watcher in self._watchers:
            view.installEventFilter(watcher)
        return view

    def _dress(self) -> None:
        if self.view is not None:
            self.view.set_theme(self._theme.look)

    def _follow_hands(self, off: bool) -> None:
        """Lock what changes the map by hand: the map, the inspector, what is dragged from the left."""
        hold_still(self.inspector, off)
        self.left.palette_rows.setEnabled(not off)
        if self.view is not None:
            self.view.follow_lock()

    # ---- something else in place of the map

    def show_instead(self, widget: "StandIn | None") -> None:
        """Show something in place of the map, until none is given: then the map as it is."""
        before, self.stand_in = self.stand_in, widget
        if before is widget:
            return
        self.keep_writing()
        had_keys = any(each is not None and (each.hasFocus() or _holds_focus(each)) for each in (before, self.view))
        if before is not None:
            self._frame_rows.removeWidget(before)
            before.hide()
        if self.view is not None:
            self.view.setVisible(widget is None)
            self.zoomed.emit(self.view.zoom)
        if widget is not None:
            self._frame_rows.addWidget(widget)
            widget.show()
        around = 2 * GRID if widget is None else 0
        self._frame_rows.setContentsMargins(around, around, 0, 0)
        self.hint.keep_away(widget is not None)
        self.inspector.setEnabled(widget is None)
        if had_keys:
            self.focus_map()
        self.instead_changed.emit()

    def show_now(self) -> None:
        """Show the map as it is, where something else is in place of it."""
        if self.stand_in is not None:
            self.now_asked.emit()

    def may_edit(self) -> bool:
        """Return whether the map itself is on show; else say why nothing is changed."""
        if self.stand_in is not None:
            self._session.failed.emit(tr("This is not the map as it is now: nothing is changed here. Esc goes back."))
            return False
        return self._session.may_edit()

    def edit(self, command: Callable[[MapView], object]) -> None:
        """Run a command of the map that may change it, where it is the map that is on show."""
        if self.may_edit():
            self.on_view(command)

    def serve(self, tray: Tray) -> None:
        """Do on the map what a list of unplaced cards asks for."""
        tray.placing_asked.connect(lambda ids: self.edit(lambda view: view.commands.place_here(ids)))
        tray.opportunity_asked.connect(self.make_opportunity)

    # ---- places

    def reveal(self, card_id: str) -> None:
        """Bring a card of the journey on show into view and focus it there; one that is folded away, its swimlane."""
        self.show_now()
        if self.view is None:
            return
        self.view.uncover([card_id])
        if card_id in self.view.layout_.cards:
            self.view.go_to(focus_on(self.view.layout_, card_id))
            return
        content = self._session.content
        if self._reveal_header(card_id):
            return
        card = content.find(Card, card_id)
        lane = content.find(Lane, card.lane_id) if card and card.journey_id == self.view.journey_id else None
        swimlane = content.find(Swimlane, lane.swimlane_id) if lane else None
        if swimlane is not None and swimlane.collapsed:
            self.view.go_to(Header("swimlane", swimlane.id))
            said = tr("This card is folded away with {persona}. Unfold the persona to see it.")
            self._session.said.emit(said.format(persona=content.get(Persona, swimlane.persona_id).name))

    def _reveal_header(self, record_id: str) -> bool:
        """Bring a step or stage into view and focus it; tells whether it is one of this map."""
        assert self.view is not None
        step = self._session.content.find(Step, record_id)
        stage_id = step.stage_id if step is not None else record_id
        for header in (Header("step", record_id), Header("stage", stage_id)):
            if exists(self.view.layout_, header):
                self.view.go_to(header)
                return True
        return False

    def _show_captured(self, card_id: str) -> None:
        """Bring into view what was captured, and light it up; the keys and the selection stay where they are."""
        view = self.view
        if view is None:
            return
        view.uncover([card_id])
        if self.room is not None:  # which goes its own way through the map
            return
        place = view.layout_.cards.get(card_id)
        if place is not None:
            view.reveal(place.box)
        else:
            self.left.tray.reveal(card_id)
        self.glow.show_on(view, place.box if place and self.stand_in is None else None)

    def _leave_capture(self) -> None:
        """Give the keys back to the map, at what was captured last."""
        view, card_id = self.view, self.capture.last_filed
        if view is not None and card_id in view.layout_.cards:
            view.focus_spot(focus_on(view.layout_, card_id))
        self.capture.last_filed = ""
        self.capture.setVisible(self.room is None)
        self.focus_map()

    def focus_map(self) -> None:
        """Give the keys to the map, or to what is shown in place of it."""
        shown = self.room or self.stand_in or self.view
        if shown is not None:
            shown.setFocus()

    def set_presenting(self, room: QWidget | None) -> None:
        """Show a room's view of the map and nothing around it; with none, the map again and all that was around it.

        The line at its foot is there when it is asked for. Nothing that is covered moves: it is hidden as a whole.
        """
        if room is not None:
            self.show_now()
            parts = (self.left, self.inspector, self._above, self.frame, self.capture, *self.panels.made.values())
            self._around = [each for each in parts if not each.isHidden()]
            self._deck.insertWidget(0, room, 1)
            self.splitter.hold(True)
        self.room = room
        for part in self._around:
            part.setVisible(room is None)
        if room is None:
            self.splitter.hold(False)

    def enter_capture(self) -> None:
        """Give the keys to the line at the foot of the map."""
        if not self._session.journey_id:
            self._session.failed.emit(tr("Add a journey first: what is captured goes onto its map."))
            return
        self.capture.show()
        self.capture.enter()

    # ---- commands

    def add(self, kind: str) -> None:
        """Open the editor for a new card of a kind at the focused cell, or for a new stage."""
        self.do(f"add_{kind}")

    def do(self, name: str) -> None:
        """Run a command of the map on what is chosen there, or in the outline; whichever it is has the keys."""
        if self.view is not None and self.may_edit():
            if self.desk is self.view:
                self.view.setFocus()
            MAP_COMMANDS[name].run(self.desk)

    @property
    def desk(self) -> MapView:
        """What commands act on: the map, or the outline where that is used."""
        assert self.view is not None
        return self.outline.desk.as_view if self.outline is not None and self.outline.is_used else self.view

    def writers(self) -> list["Writer"]:
        """Return what holds an editor: the map, the outline."""
        return [each.writing for each in (self.view,) if each] + [each.writer for each in (self.outline,) if each]

    def keep_writing(self) -> None:
        """Keep the text that is being written on the map or in the outline, and leave it."""
        for writer in self.writers():
            writer.leave("away")

    def cancel_gesture(self) -> bool:
        """Put back what is being dragged on the map; tells whether there was anything."""
        return self.view is not None and self.view.hand.cancel()

    def add_lane(self, kind: LaneKind) -> None:
        """Add a lane to the swimlane of the focused cell, or for the whole map."""
        self.edit(lambda view: view.commands.add_lane(view.structure.swimlane_id(), kind))

    @property
    def lens(self) -> Lens:
        """The lens through which the map on show is looked at."""
        return self.view.lens if self.view is not None else PLAIN

    def set_lens(self, lens: Lens) -> None:
        """Look at the map on show through another lens; the journey keeps it."""
        if self.view is not None:
            self.view.set_lens(lens)

    def look(self, **changes: object) -> None:
        """Look at the map on show through a lens that differs in these fields."""
        self.set_lens(self.lens._replace(**changes))  # type: ignore[arg-type]

    def clear_lens(self) -> None:
        """Show the map without colour rule and filters."""
        self.look(colour_by="", filters=())
        self.focus_map()

    def _follow_sight(self) -> None:
        """Say what the lens does; remember it for its journey."""
        view = self.view
        if view is not None:
            same = view.lens == self.lenses.lens_of(view.journey_id) and self._lens_shown == view.lens
            self.lenses.keep(view.journey_id, view.lens)
            self.lens_bar.follow(view, soon=same)
            if not same:
                self._lens_shown = view.lens
                self.lens_changed.emit(view.lens)

    def show_minimap(self, shown: bool) -> None:
        """Show the overview in the corner of every map, or hide it."""
        self._minimap = shown
        self.on_view(lambda view: view.minimap.want(shown))

    def begin(self) -> None:
        """Make a map without stages ready to type: the editor of its first stage is open."""
        journey = self._session.content.find(Journey, self._session.journey_id)
        if self.view is not None and journey is not None:
            self.view.setFocus()
            if not stages_of(self._session.content, journey.id):
                self.view.edit(Target("stage"))

    # ---- the panels below

    def watch_keys(self, watcher: QObject) -> None:
        """Let somebody see each event of the map before the map does."""
        self._watchers.append(watcher)
        if self.view is not None:
            self.view.installEventFilter(watcher)

    def show_vote(self, sign: "VoteSign") -> None:
        """Show on the map, and to the room, what everybody may see of the vote below it."""
        self.vote = sign
        if self.view is not None:
            self.view.set_marks(sign.marks)
        self.vote_changed.emit()

    def open_records(self, journey_id: str, ids: list[str]) -> None:
        """Show records on the map of a journey, or in the inspector what has no place there."""
        self._session.show_journey(journey_id)
        if ids and self._session.content.find(Persona, ids[0]) is not None:
            swimlanes = self._session.content.holding(Swimlane, "persona_id", ids[0])
            ids = [each.id for each in swimlanes if each.journey_id == journey_id] or ids
        self._session.select(ids)
        if ids:
            self.reveal(ids[0])

    def make_opportunity(self) -> None:
        """Make an opportunity of the selected cards (of none, an empty one), and its title ready to type."""
        from app.views.opportunity_form import OpportunityForm

        if not self.may_edit():
            return
        cards = self._session.card_ids
        made = self._session.perform(make_opportunity, cards)
        if made is not None:
            self.panels.show_panel(OPPORTUNITIES)
            self.inspector.show()
            self._session.select_opportunities([made])
            if isinstance(self.inspector.form, OpportunityForm):
                self.inspector.form.title.setFocus()
                self.inspector.form.title.selectAll()

    def _choose_opportunity(self, opportunity_id: str) -> None:
        """Select an opportunity that was clicked on the map, here and in the panel."""
        self.panels.show_panel(OPPORTUNITIES)
        self.selection.choose_opportunity(opportunity_id)

    def _weigh(self) -> None:
        """Rank the opportunities on the map anew, when the weight has come to rest."""
        self.on_view(lambda view: view.set_weight(self._session.weight))

    def open_opportunity(self, opportunity_id: str) -> None:
        """Bring the first card of an opportunity into view, on its own map."""
        cards = cards_of_opportunity(self._session.content, opportunity_id)
        here = [card for card in cards if card.journey_id == self._session.journey_id]
        if cards and not here:
            self._session.show_journey(cards[0].journey_id)
            self._session.select_opportunities([opportunity_id])
        for card in [*here, *cards][:1]:
            self.reveal(card.id)
            self.selection.show(list(self._session.selection))

    def on_view(self, command: Callable[[MapView], object]) -> None:
        """Run a command of the map, where there is one, on what is chosen there or in the outline."""
        if self.view is not None:
            command(self.desk)

    def open_form(self) -> None:
        """Give the keys to the first field of the inspector."""
        self.inspector.show()
        self.inspector.enter()

    def _do_next(self, step: str) -> None:
        """Do what the hint on an empty map offers."""
        self.focus_map()
        if step == STAGE:
            self.edit(lambda view: view.commands.add_stage())
        else:
            self.edit(lambda view: view.commands.add_swimlane())

    def _take_dropped(self, card_ids: list[str], place: QPoint) -> None:
        """Take cards off the map that were let go over the tray."""
        if self.left.has_tray_at(place):
            self._session.perform(unplace_cards, card_ids)

    def _welcome(self, card_ids: list[str], place: QPoint) -> None:
        """Light the tray up while cards are held over it."""
        self.left.tray.welcome(bool(card_ids) and self.left.has_tray_at(place))


def _holds_focus(widget: QWidget) -> bool:
    """Return whether the keys go to something in a widget."""
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)

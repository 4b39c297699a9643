"""A map beside the text: what is dragged onto a cell becomes a card with its evidence, onto a card, its evidence."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.canvas.mime import carried_highlights, carried_insights
from app.canvas.sheet_view import SheetView
from app.layout.sheet import Drop
from app.models.changes import ChangeSet
from app.models.kinds import LANE_TAKES, CardKind
from app.models.records import Card, Highlight, Insight, Journey
from app.scoring.evidence import carries_evidence
from app.services.insights import CARDS_FOR, QUOTES_FOR, add_evidence, place_evidence
from app.views.kinds import map_words
from app.views.session import Session
from app.views.theme import ThemeKeeper

SELECTION: Final = "selection"
"""What stands for a passage that is not highlighted yet: it is, once it is let go somewhere."""

_EDGE, _FASTEST, _INTERVAL = 28, 18, 30
_REST: Final = 300
"""Milliseconds that the pointer rests near an edge before the map scrolls: a drag from the text crosses one."""

_FIRST_ZOOM, _LEAST_ZOOM = 0.7, 0.45


def tr(text: str) -> str:
    """Translate a text of the map beside the text."""
    return QCoreApplication.translate("SideMap", text)


class SideMap(SheetView):
    """Shows a journey as it is stored; takes insights and highlights."""

    keys_changed = Signal(bool)
    card_chosen = Signal(str)
    """A card was clicked."""
    card_opened = Signal(str)
    """A card was clicked twice: it is to be seen on the map itself."""

    def __init__(self, session: Session, theme: ThemeKeeper, mark_selection: Callable[[], str]) -> None:
        super().__init__(session.store, theme.look, map_words())
        self._session, self._mark = session, mark_selection
        self._under = QPoint()
        self._drop: Drop | None = None
        self._card = ""
        self._carried: tuple[list[str], list[str]] = ([], [])
        self._pressed = QPoint()
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Map beside the text"))
        self.setAccessibleDescription(
            tr("Drag highlights and insights onto it. By keyboard: Place on a Map in the menu Research.")
        )
        self._waiting: list[ChangeSet] = []
        self._catch_up = QTimer(self, singleShot=True, interval=0)
        self._catch_up.timeout.connect(self.catch_up)
        self._scroll = QTimer(self)
        self._scroll.timeout.connect(self._scroll_on)

    def open_journey(self, journey_id: str) -> None:
        """Show another journey, small enough that some stages are in view."""
        self.show_journey(journey_id)
        self.zoom_to(max(_LEAST_ZOOM, min(_FIRST_ZOOM, self.width() / self.layout_.width)))
        self.to_start()

    def take_over(self, changes: ChangeSet) -> None:
        """Follow a change a moment later, the text, where the keys are, goes first; out of view, once it is called."""
        self._waiting.append(changes)
        if self.isVisible():
            self._catch_up.start()

    def catch_up(self) -> None:
        """Show what changed; where the journey is gone, whoever shows it shows another one."""
        self._catch_up.stop()
        waiting, self._waiting = self._waiting, []
        if not waiting or self.content.find(Journey, self.journey_id) is None:
            return
        if len(waiting) == 1:
            self.follow(waiting[0])
        else:
            self.show_source(self.source)

    def focus_text(self) -> str:
        """Return which journey is shown."""
        journey = self.content.find(Journey, self.journey_id)
        return journey.title if journey else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are here."""
        super().focusInEvent(event)
        self.keys_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they are elsewhere."""
        super().focusOutEvent(event)
        self.keys_changed.emit(False)

    # ---- the mouse

    def let_go(self, event: QMouseEvent, source: QWidget) -> None:
        """Choose a card by a click."""
        super().let_go(event, source)
        if (event.globalPosition().toPoint() - self._pressed).manhattanLength() < QApplication.startDragDistance():
            card_id = self._card_at(source.mapTo(self, event.position().toPoint()))
            if card_id:
                self.select([card_id])
                self.card_chosen.emit(card_id)

    def press(self, event: QMouseEvent, source: QWidget) -> None:
        """Remember where a click began."""
        self._pressed = event.globalPosition().toPoint()
        super().press(event, source)

    def press_twice(self, event: QMouseEvent, source: QWidget) -> None:
        """Open a card on the map itself."""
        card_id = self._card_at(source.mapTo(self, event.position().toPoint()))
        if card_id:
            self.card_opened.emit(card_id)

    def _card_at(self, pixel: QPoint) -> str:
        if not self.viewport().geometry().contains(pixel):
            return ""
        place = self.place_of(pixel)
        return self.layout_.card_at(place.x(), place.y()) or ""

    # ---- what is dragged here

    def carry(self, event: QDropEvent | QDragLeaveEvent, source: QWidget) -> None:
        """Show where it lands, and take it."""
        if isinstance(event, QDragEnterEvent):
            self._enter(event)
        elif isinstance(event, QDragMoveEvent):
            self._under = source.mapTo(self, event.position().toPoint())
            self._show()
            moves = any(self.edge_speed(self._under, _EDGE, _FASTEST))
            if moves != self._scroll.isActive():
                self._scroll.start(_REST) if moves else self._scroll.stop()
            event.accept()
        elif isinstance(event, QDropEvent):
            self._let_fall(event)
        else:
            self._leave()

    def _enter(self, event: QDragEnterEvent) -> None:
        self._carried = carried_insights(event.mimeData()), carried_highlights(event.mimeData())
        if any(self._carried) and self._session.may_edit():
            event.acceptProposedAction()
        else:
            event.ignore()

    def _scroll_on(self) -> None:
        self._scroll.setInterval(_INTERVAL)
        if self.scroll_by(*self.edge_speed(self._under, _EDGE, _FASTEST)):
            self._show()

    def _show(self) -> None:
        """Light the card that would get evidence, or the cell where a card would land, or say why not."""
        place = self.place_of(self._under)
        self._card = self._card_at(self._under)
        card = self.content.find(Card, self._card or None)
        if card is not None and not carries_evidence(self.content, card):
            box = self.layout_.cards[card.id].box
            refused = tr("A to-be map shows hopes: nothing that was said is evidence of them.")
            self._drop = Drop("", "", None, box, refused)
        else:
            self._drop = None if card else self._landing(place.x(), place.y())
        self.overlay.show_wire(((), self._card) if card is not None and self._drop is None else None)
        self.overlay.show_landing(self._drop)

    def _landing(self, x: float, y: float) -> Drop | None:
        """Return where a card would land: as what its lane takes, else on the nearest lane for what it is.

        What was said may stand as a quote where the persona has no lane for what it is.
        """
        first = self.layout_.drop_at(x, y, self._kind_at(x, y))
        if first is not None and first.refused and "quote" in self._kinds():
            quoted = self.layout_.drop_at(x, y, "quote")
            return first if quoted is None or quoted.refused else quoted
        return first

    def _kind_at(self, x: float, y: float) -> CardKind:
        """Return what kind of card would be made at a place: the first that its lane takes."""
        cell = self.layout_.cell_at(x, y)
        lane = self.layout_.lane(cell.lane_id) if cell else None
        kinds = self._kinds()
        return next((each for each in kinds if lane is not None and each in LANE_TAKES[lane.kind]), kinds[0])

    def _kinds(self) -> tuple[CardKind, ...]:
        insights, highlights = self._carried
        insight = self.content.find(Insight, insights[0] if insights else None)
        if insight is not None:
            return CARDS_FOR[insight.kind]
        highlight = self.content.find(Highlight, highlights[0] if highlights else None)
        if highlight is None or highlight.kind is None:
            return QUOTES_FOR
        return (*CARDS_FOR[highlight.kind], "quote")

    def _leave(self) -> None:
        self._scroll.stop()
        self._drop, self._card = None, ""
        self.overlay.show_landing(None)
        self.overlay.show_wire(None)

    def _let_fall(self, event: QDropEvent) -> None:
        drop, card_id = self._drop, self._card
        self._leave()
        if drop is not None and drop.refused:
            self._session.failed.emit(drop.refused)
        elif drop is not None or card_id:
            event.acceptProposedAction()
            data = event.mimeData()
            self.take(data, drop, card_id)

    def take(self, data: QMimeData, drop: Drop | None, card_id: str) -> None:
        """Give a card evidence, or make cards of what is carried."""
        insights, highlights = carried_insights(data), carried_highlights(data)
        if SELECTION in highlights:
            highlights = [made] if (made := self._mark()) else []
        session = self._session
        if card_id:
            before = session.store.step
            session.perform(add_evidence, card_id, insights, highlights)
            if session.store.step != before:
                session.said.emit(tr("Evidence added"))
            self.catch_up()
            self.select([card_id])
        elif drop is not None:
            cards = session.perform(place_evidence, insights, highlights, drop.lane_id, drop.step_id) or []
            self.catch_up()
            self.select_made(cards)

"""What is selected, kept in step between the map, the outline and everything else that follows the session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.canvas.selection import Header, Spot, exists, spot_box
from app.models.kinds import LANE_TAKES
from app.models.records import Connector, Lane
from app.views.session import Session

if TYPE_CHECKING:
    from app.views.map_page import MapPage


class MapSelection(QObject):
    """Tells the session what is selected on the map, and the map what is selected elsewhere."""

    spot_changed = Signal(object)
    """Another place of the map is focused: a `Spot`, or none."""

    def __init__(self, page: MapPage, session: Session) -> None:
        super().__init__(page)
        self._page, self._session = page, session
        self._choosing = self._chosen_here = False
        self._passed: tuple[tuple[str, ...], Spot | None, str | None] = ((), None, None)
        self._telling = False
        session.selection_changed.connect(self.show)

    def pass_on(self) -> None:
        """Tell the session what is selected on the map: cards, or the focused header."""
        if self._page.view is None or self._page.view.journey_id != self._session.journey_id:
            return
        selection = self._page.view.selection
        passed = (selection.cards, selection.spot, selection.connector)
        told = self._passed == passed
        self._passed = passed
        if self._session.opportunity_ids and not (told and self._chosen_here):
            # Its cards are selected along with it, until the user turns to the map.
            told = self._choosing or not self._page.view.hasFocus()
            self._chosen_here = self._choosing
        if told:  # the map was only laid out again; what was selected elsewhere stays
            return
        joined = [selection.connector] if selection.connector is not None else []
        self._tell(joined or selection.cards or self._records_at(selection.spot))
        self.spot_changed.emit(selection.spot)

    def _records_at(self, spot: Spot | None) -> list[str]:
        """Return what the inspector shows of a place without a card: a header, the step of a computed value."""
        if isinstance(spot, Header):
            return [spot.id] if spot.id else []
        return [spot.step_id] if spot is not None and self._is_computed(spot.lane_id) else []

    def take(self, spot: Spot | None, record_ids: Sequence[str]) -> None:
        """Focus and select on the map the place, cards or connector chosen in the outline; what waits, elsewhere."""
        view = self._page.view
        if view is None:
            return
        placed = [each for each in record_ids if each in view.layout_.cards]
        joined = [each for each in record_ids if self._session.content.find(Connector, each) is not None]
        if spot is not None and exists(view.layout_, spot):
            view.go_to(spot)
        if len(placed) > 1:
            view.select(placed)
        for each in joined[:1]:
            view.select_connector(each)
        self._tell(joined[:1] or record_ids or self._records_at(spot))

    def _tell(self, ids: Sequence[str]) -> None:
        """Tell the session what is selected; the map is there already, be it beside what the inspector shows of it."""
        self._telling = True
        self._session.select(ids)
        self._telling = False

    def _is_computed(self, lane_id: str) -> bool:
        lane = self._session.content.find(Lane, lane_id)
        return lane is not None and not LANE_TAKES[lane.kind]

    def show(self, ids: list[str]) -> None:
        """Select on the map what was selected elsewhere."""
        view = self._page.view
        if view is not None:
            view.choose_opportunities(self._session.opportunity_ids)
        if view is None or view.journey_id != self._session.journey_id or self._telling:
            return
        cards = [each for each in ids if each in view.layout_.cards]
        headers = [header for each in ids[:1] for header in _headers(each) if spot_box(view.layout_, header)]
        connectors = [each for each in ids[:1] if self._session.content.find(Connector, each) is not None]
        if connectors:
            if view.selection.connector != connectors[0]:
                view.select_connector(connectors[0])
        elif cards and list(view.selection.cards) != cards:
            (view.select_beside if self._choosing else view.select)(cards)
        elif headers and view.selection.spot not in headers:
            view.focus_spot(headers[0])

    def choose_opportunity(self, opportunity_id: str) -> None:
        """Select an opportunity that was clicked on the map; its cards are selected beside what is focused there."""
        self._choosing = True
        self._session.select_opportunities([opportunity_id])
        self._choosing, self._chosen_here = False, True


def _headers(record_id: str) -> tuple[Header, ...]:
    """Return the headers that may stand for a record."""
    return tuple(Header(kind, record_id) for kind in ("stage", "step", "lane", "swimlane"))

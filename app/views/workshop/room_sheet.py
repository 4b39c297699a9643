"""The map in what the room sees: from the workspace, or the same as another sheet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.canvas.sheet_view import MapSource, SheetView
from app.layout.lens import Lens
from app.layout.sheet import MapLayout

if TYPE_CHECKING:
    from app.views.map_page import MapPage
    from app.views.session import Session
    from app.views.theme import ThemeKeeper


class RoomSheet(SheetView):
    """The map that the room sees, through the lens that the facilitator looks through."""

    def __init__(self, session: "Session", theme: "ThemeKeeper", page: "MapPage", parent: QWidget) -> None:
        self._session, self._page = session, page
        super().__init__(session.store, theme.look, page.words, parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def lens_of(self, journey_id: str) -> Lens:
        """Return the lens that the facilitator looks at a journey through."""
        return self._page.lenses.lens_of(journey_id)

    def show_now(self) -> None:
        """Show the journey of the session as it is."""
        self.map_scene.weight = self._session.weight
        if self._session.journey_id:
            self._show_from(self._session.store, self._session.journey_id)

    def show_same(self, seen: SheetView) -> None:
        """Show the same map with the same marks as another sheet."""
        self._show_from(seen.source, seen.journey_id, seen.layout_)
        self.set_marks(seen.marks, seen.header_marks)

    def hold_still(self) -> None:
        """Show what is on show as it is, whatever becomes of it."""
        still, source = self._session.store.snapshot(), self.source
        if source is not self._session.store:
            still = still._replace(content=source.content.copy(), images=source.image)
        self.show_source(still, self.layout_)

    def _show_from(self, source: MapSource, journey_id: str, layout: MapLayout | None = None) -> None:
        if self.journey_id == journey_id:
            self.show_source(source, layout)
        else:
            self.source = source
            self.show_journey(journey_id, layout)

"""What the tabs of the place Framework share: the session, the theme, and the ways that lead out of the place."""

from PySide6.QtCore import QObject, Signal

from app.views.session import Session
from app.views.theme import ThemeKeeper


class Ways(QObject):
    """Tells the place, and the window, where somebody wants to go from one of its tabs."""

    journey_asked = Signal(str)
    """The id of a journey to be opened on the map."""
    map_asked = Signal(str, str)
    """The ids of a journey and of a record to be shown on its map."""
    compare_asked = Signal(str)
    """The id of a journey that is to be compared with its to-be, or with what it is one of."""
    persona_asked = Signal(str)
    """The id of a persona whose page is to be shown."""
    place_asked = Signal(str)
    """A place of the rail to go to."""
    tab_asked = Signal(str)
    """A tab of the place Framework to go to."""
    list_asked = Signal(str)
    """The key of a shared list to open."""
    command_asked = Signal(str)
    """A command of the window to be run."""
    dialog_asked = Signal(object)
    """A `QDialog` to be opened."""
    export_asked = Signal(str)
    """Which list of the framework is to be written."""
    chosen = Signal(str)
    """Another journey is the current one of a tab: its details are shown beside, where these are open."""
    details_asked = Signal(str)
    """The id of a journey whose details are to be edited beside the tab."""

    def __init__(self, session: Session, theme: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self.session, self.theme = session, theme

"""The map as it was after an edit, with the way back, and back for good."""

from PySide6.QtCore import QCoreApplication, Signal

from app.store.history import HistoryStep
from app.views.history.log import point_words
from app.views.history.stand_in import PAST, StandIn
from app.views.theme import ThemeKeeper


def tr(text: str) -> str:
    """Translate a text of the bar."""
    return QCoreApplication.translate("PastMap", text)


class PastMap(StandIn):
    """Says of when the map is, and offers what can be done with it."""

    mode = PAST

    restore_pressed = Signal()
    compare_pressed = Signal()

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__(theme, tr("The map as it was"))
        self.add_button(tr("&Restore"), self.restore_pressed.emit, "primary")
        self.add_button(tr("&Compare with now"), self.compare_pressed.emit)
        self.add_button(tr("&Back to now"), self.left.emit)

    def say_when(self, step: HistoryStep) -> None:
        """Say of when the map is."""
        self.say(tr("As it was on {point}").format(point=point_words(step)))

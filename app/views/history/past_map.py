"""The map as it was after an edit, with the way back, and back for good."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu

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
    journey_chosen = Signal(str)
    """The map of another journey is to be seen, such as one that is deleted now."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__(theme, tr("The map as it was"))
        self.gone = self.add_button(tr("&Deleted since"), lambda: None)
        self.gone.setToolTip(tr("Journeys that were there then and are deleted now: choose one to see it"))
        self.gone.setMenu(QMenu(self.gone))
        self.gone.hide()
        restore = self.add_button(tr("&Restore"), self.restore_pressed.emit, "primary")
        restore.setToolTip(
            tr("Bring everything back to this point, all journeys, personas and lists: one edit, which can be undone")
        )
        self.add_button(tr("&Compare with now"), self.compare_pressed.emit)
        self.add_button(tr("&Back to now"), self.left.emit)

    def offer(self, journeys: Sequence[tuple[str, str]], shown: str) -> None:
        """Offer journeys by id and title, first the one that is open and then those that are deleted now."""
        menu = self.gone.menu()
        menu.clear()
        for journey_id, title in journeys:
            action = menu.addAction(title.replace("&", "&&"), partial(self.journey_chosen.emit, journey_id))
            action.setCheckable(True)
            action.setChecked(journey_id == shown)
        self.gone.setVisible(bool(journeys))

    def say_when(self, step: HistoryStep, title: str = "") -> None:
        """Say of when the map is, and whose where it is not the open one's."""
        form = tr("“{title}” as it was on {point}") if title else tr("As it was on {point}")
        self.say(form.format(title=title, point=point_words(step)))

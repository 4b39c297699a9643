"""The map as it was after an edit, with the way back, and back for good."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from app.store.history import HistoryStep
from app.views.history.log import point_words
from app.views.history.stand_in import PAST, StandIn
from app.views.theme import ThemeKeeper

_ROOMY = 640
"""Pixels from which there is room for all words of the bar."""


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
        self._compare = self.add_button(tr("&Compare with now"), self.compare_pressed.emit)
        self._back = self.add_button(tr("&Back to now"), self.left.emit)
        self._point = self._title = ""

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
        self._point, self._title = point_words(step), title
        self._say()

    def _say(self) -> None:
        """Say it as far as there is room, and name the buttons like that."""
        roomy = self.width() >= _ROOMY
        form = tr("“{title}” as it was on {point}") if self._title else tr("As it was on {point}")
        self.say(form.format(title=self._title, point=self._point) if roomy or self._title else self._point)
        self.gone.setText(tr("&Deleted since") if roomy else tr("&Deleted"))
        self._compare.setText(tr("&Compare with now") if roomy else tr("&Compare"))
        self._back.setText(tr("&Back to now") if roomy else tr("&Back"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be short where there is little room."""
        super().resizeEvent(event)
        if self._point:
            self._say()

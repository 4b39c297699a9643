"""The line above a map that other journeys lead to: the way back up, each journey at the step that leads down."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.models.changes import ChangeSet
from app.views.session import Session
from app.views.widgets import GRID, button, label

_LONGEST = 36
"""How many letters of a title are shown."""
_MOST = 4
"""Journeys on the way that are shown, the nearest."""


def tr(text: str) -> str:
    """Translate a text of the line."""
    return QCoreApplication.translate("TrailBar", text)


class TrailBar(QFrame):
    """On show while the journey on the map is below another one."""

    chosen = Signal(str, str)
    """The ids of a journey above and of the step or stage on its map that leads down; of none, empty."""
    left = Signal()
    """The framework itself is wanted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: object = None
        self.setObjectName("lens")
        self.setAccessibleName(tr("Where this journey belongs"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * GRID, 2, GRID, 2)
        self._row.setSpacing(GRID // 2)
        self.hide()
        session.journey_changed.connect(lambda _: self.refill())
        session.changed.connect(self._follow)

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches("journey", "step", "stage"):
            self.refill()

    def refill(self) -> None:
        """Show the way that leads to the journey on the map; where there is none, nothing."""
        content, journey = self._session.content, self._session.journey
        above = journey is not None and (journey.parent_id is not None or journey.lifecycle_stage_id is not None)
        if journey is None or not (above or self._is_opened(journey.id)):
            self.hide()
            return
        from app.scoring.framework.trail import trail_of  # most maps are below none, and are painted without it

        trail = trail_of(content, journey.id)
        shown = [(mark.journey.id, mark.journey.title, mark.place_id) for mark in trail], journey.title
        if shown != self._shown:
            self._shown = shown
            self._clear()
            self._add(button(tr("Framework"), "link", self.left.emit))
            if len(trail) > _MOST:
                self._add(label("…", "caption"))
            for mark in trail[-_MOST:]:
                self._add(self._link(mark.journey.id, mark.journey.title, mark.place_id or ""))
            here = label(_short(journey.title), "caption")
            here.setToolTip(journey.title)
            here.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._row.addWidget(here, 1)
        self.setVisible(bool(trail))

    def _is_opened(self, journey_id: str) -> bool:
        from app.models.records import Step

        return bool(self._session.content.members(Step, "opens_journey_id", journey_id))

    def _link(self, journey_id: str, title: str, place_id: str) -> QWidget:
        link = button(_short(title), "link", lambda: self.chosen.emit(journey_id, place_id))
        link.setToolTip(title)
        link.setAccessibleName(tr("Back up to {journey}").format(journey=title or tr("Untitled journey")))
        return link

    def _add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)
        self._row.addWidget(label("/", "caption"), 0, Qt.AlignmentFlag.AlignVCenter)

    def _clear(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _short(title: str) -> str:
    line = " ".join(title.split()) or tr("Untitled journey")
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"

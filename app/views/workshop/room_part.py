"""What the room sees, and the buttons that the facilitator's keys and remote are for, too."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.views.session import Session
from app.views.widgets import GRID, button, column, label, wrapped
from app.views.workshop.presenter import Presenter


def tr(text: str) -> str:
    """Translate a text of the room."""
    return QCoreApplication.translate("Room", text)


class RoomPart(QWidget):
    """Starts, steps and ends the walk; freezes the audience window, blanks it, shows it the time."""

    def __init__(self, session: Session, presenter: Presenter) -> None:
        super().__init__()
        self._session, self._presenter = session, presenter
        self.words = wrapped("", "caption")
        self.present = button(tr("Present"), clicked=self._present_or_stop)
        self.back = button(tr("Back"), clicked=presenter.previous)
        self.back.setAccessibleName(tr("Scene before"))
        self.next = button(tr("Next"), clicked=presenter.next)
        self.next.setAccessibleName(tr("Next scene"))
        self.audience = self._switch(tr("Audience window"))
        self.audience.clicked.connect(lambda: presenter.toggle_audience())
        self.freeze = self._switch(tr("Freeze"))
        self.freeze.clicked.connect(presenter.freeze)
        self.black = self._switch(tr("Black"))
        self.black.clicked.connect(presenter.blank)
        self.time = self._switch(tr("Time"))
        self.time.setAccessibleName(tr("Show the time to the room"))
        self.time.clicked.connect(presenter.show_timer)
        rows = column(label(tr("THE ROOM"), "heading"), self.words, spacing=GRID // 2)
        for parts in ((self.present, self.back, self.next), (self.audience,), (self.freeze, self.black, self.time)):
            row = QHBoxLayout()
            row.setSpacing(GRID // 2)
            for part in parts:
                row.addWidget(part, 1)
            rows.addLayout(row)
        self.setLayout(rows)
        presenter.changed.connect(self.refill)
        session.journey_changed.connect(lambda _: self.refill())
        self.refill()

    def _switch(self, text: str) -> QPushButton:
        made = button(text)
        made.setProperty("look", "switch")
        made.setCheckable(True)
        return made

    def refill(self) -> None:
        """Show what the room sees, and what can be done about it."""
        presenter, journey = self._presenter, self._session.journey
        self.words.setText(presenter.words() or tr("The room sees this window."))
        self.present.setText(tr("Stop presenting") if presenter.running else tr("Present"))
        self.present.setEnabled(journey is not None)
        for each in (self.back, self.next):
            each.setEnabled(presenter.running)
        for switch, on, possible in (
            (self.audience, presenter.audience is not None, journey is not None),
            (self.freeze, presenter.frozen, presenter.audience is not None),
            (self.black, presenter.blanked, presenter.room is not None),
            (self.time, presenter.time != "off", presenter.room is not None),
        ):
            switch.setChecked(on)
            switch.setEnabled(possible)

    def _present_or_stop(self) -> None:
        if self._presenter.running:
            self._presenter.stop()
        else:
            self._presenter.start()

"""What to do next on a map that has nothing on it yet: one line and, where there is one, the button."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.models.content import lanes_in_map_order, stages_of
from app.views.session import Session, count_cards
from app.views.widgets import GRID, button, label

STAGE, PERSONA = "stage", "persona"


def tr(text: str) -> str:
    """Translate a text of the hint."""
    return QCoreApplication.translate("NextHint", text)


class NextHint(QFrame):
    """Floats over the lower edge of the map until the first card is there."""

    chosen = Signal(str)
    """The user wants to add a stage or a persona."""

    def __init__(self, session: Session, place: QWidget) -> None:
        super().__init__(place)
        self._session, self._place = session, place
        self._step = ""
        self._away = False
        self.setObjectName("hint")
        self.text = label()
        self.button = button("", "primary", lambda: self.chosen.emit(self._step))
        row = self._row = QHBoxLayout(self)
        row.setSpacing(2 * GRID)
        row.addWidget(self.text)
        row.addWidget(self.button)
        place.installEventFilter(self)
        session.journey_changed.connect(self.refill)
        session.changed.connect(self.refill)
        self.refill()

    def refill(self) -> None:
        """Say what comes next on the journey on show; nothing where it has cards."""
        content, journey_id = self._session.content, self._session.journey_id
        words = ""
        self._step = ""
        if self._away or not journey_id or count_cards(content, journey_id):
            self.hide()
            return
        if not stages_of(content, journey_id):
            text = tr("Name the stages of the journey one after another: type a name, then Enter.")
            self._step, words = STAGE, tr("Add stage")
        elif not lanes_in_map_order(content, journey_id):
            text = tr("Whose journey is it? A persona brings the first lanes.")
            self._step, words = PERSONA, tr("Add persona")
        else:
            text = tr("Go to a cell and press T for a touchpoint, P for a pain, G for a gain, or drag from the left.")
        self.text.setText(text)
        self.button.setText(words)
        self.button.setVisible(bool(words))
        self._row.setContentsMargins(2 * GRID, GRID, GRID if words else 2 * GRID, GRID)
        self.show()
        self.raise_()
        self._settle()

    def keep_away(self, away: bool) -> None:
        """Say nothing as long as it is not the map that is on show."""
        self._away = away
        self.refill()

    def _settle(self) -> None:
        self.adjustSize()
        room = self._place.size()
        self.move(max(0, (room.width() - self.width()) // 2), room.height() - self.height() - 4 * GRID)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._settle()
        return False

"""The line above a map that began with a template: its examples can be cleared by one click, or kept."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.models.changes import ChangeSet
from app.services.templates import clear_examples, examples_of, keep_examples
from app.store import Store
from app.views.session import Session
from app.views.widgets import GRID, button, counted, wrapped


def tr(text: str) -> str:
    """Translate a text of the bar."""
    return QCoreApplication.translate("ExamplesBar", text)


class ExamplesBar(QFrame):
    """On show while the journey has examples."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("examples")
        self.setAccessibleName(tr("Example cards"))
        self.text = wrapped()
        self.clear = button(tr("Clear the examples"), clicked=lambda: self._perform(clear_examples))
        self.keep = button(tr("Keep them"), "link", lambda: self._perform(keep_examples))
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(self.text, 1)
        row.addWidget(self.clear)
        row.addWidget(self.keep)
        self.hide()
        session.opened.connect(self.refill)
        session.journey_changed.connect(lambda _: self.refill())
        session.changed.connect(self._follow)

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches("card"):
            self.refill()

    def refill(self) -> None:
        """Say how many examples the journey on show has; nothing where it has none."""
        count = len(examples_of(self._session.content, self._session.journey_id)) if self._session.journey_id else 0
        cards = counted(count, tr("example card shows"), tr("example cards show"))
        self.text.setText(tr("{cards} what belongs where. What you edit becomes yours.").format(cards=cards))
        self.setVisible(count > 0)

    def _perform(self, service: Callable[[Store, str], int]) -> None:
        self._session.perform(service, self._session.journey_id)

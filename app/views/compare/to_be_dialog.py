"""Begin a to-be of a journey: what it is called, and what it takes along."""

from PySide6.QtWidgets import QDialog, QWidget

from app.models.records import Journey
from app.services.to_be import free_title
from app.views.compare.words import tr
from app.views.session import Session
from app.views.widgets import GRID, LineField, column, dialog_buttons, fit_height, label, wrapped

_WIDTH = 480


class ToBeDialog(QDialog):
    """Asks what a new to-be is called."""

    def __init__(self, session: Session, journey: Journey, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Make a to-be"))
        title = journey.title or tr("Untitled journey")
        self.title = LineField(tr("Title of the to-be"))
        self.title.setText(free_title(session.content, journey))
        self.title.selectAll()
        box, self.ok = dialog_buttons(self, tr("Make the to-be"))
        texts = (
            tr("A to-be of “{title}” begins with all its stages, steps, personas, lanes, cards and connectors.").format(
                title=title
            ),
            tr("Feelings and evidence stay behind: a to-be holds hopes. What you change in it is compared with now."),
        )
        rows = column(
            *(wrapped(each) for each in texts),
            label(tr("Title"), "caption"),
            self.title,
            spacing=GRID,
            margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID),
        )
        rows.addWidget(box)
        self.setLayout(rows)
        fit_height(self, _WIDTH)
        self.title.setFocus()

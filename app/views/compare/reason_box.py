"""One difference in full, and why it is so: what it answers, each to open or to take back, and what else it could."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.models.content import Content
from app.scoring.to_be import Comparison
from app.views.compare.giving import can_take_back
from app.views.compare.why import WhyRow, choices_for, fate_word, reason_text, why_none
from app.views.compare.words import tr
from app.views.links import Link, Links
from app.views.widgets import GRID, Names, column

_HEIGHT = 240


class ReasonBox(QFrame):
    """Shows the difference that is chosen in the list; without one it is not there."""

    opened = Signal(str)
    """Something that a difference answers is to be shown, by kind/id."""
    given = Signal(str)
    """Something is what the difference answers, by kind/id."""
    taken_back = Signal(str)
    """Something is not what the difference answers, by kind/id."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reason")
        self.setAccessibleName(tr("Why it is otherwise"))
        self.title, self.detail, self.note = Names("strong"), Names(), Names()
        self.links = Links(tr("Why it is otherwise"), tr("Say what it answers…"))
        self.links.choice.setAccessibleName(tr("Say what it answers"))
        self.links.opened.connect(self.opened)
        self.links.added.connect(self.given)
        self.links.removed.connect(self.taken_back)
        inside = QWidget()
        rows: QVBoxLayout = column(
            self.title, self.detail, self.links, self.note, spacing=GRID // 2, margins=(2 * GRID, GRID, 2 * GRID, GRID)
        )
        rows.addStretch()
        inside.setLayout(rows)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what has the keys is brought into view
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        outer = column(area, spacing=0)
        self.setLayout(outer)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.hide()

    def show_row(self, row: WhyRow | None, comparison: Comparison, content: Content) -> None:
        """Show a difference; none hides the box."""
        self.setVisible(row is not None)
        if row is None:
            return
        self.title.setText(f"{fate_word(row.role)}: {row.title}")
        self.detail.setText(row.detail)
        self.detail.setVisible(bool(row.detail))
        links = [Link(f"{each.kind}/{each.id}", reason_text(each), can_take_back(row, each)) for each in row.reasons]
        choices = choices_for(row, comparison, content)
        self.links.fill(links, choices)
        note = why_none(row)
        if not note and not choices and not links:
            note = tr("There is nothing that it could answer yet: no pain, no opportunity.")
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def begin(self) -> None:
        """Give the keys to the choice of what it answers, or to the first thing that it does."""
        choice = self.links.choice
        if choice.isVisible():
            choice.setFocus()
            choice.showPopup()
        else:
            self.links.setFocus()

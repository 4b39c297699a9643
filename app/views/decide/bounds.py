"""The boundaries beside the ledger: what the organisation will and will not do, each with what falls under it."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.models.kinds import Stance
from app.models.records import Boundary, Tag
from app.scoring.ledger import under
from app.services.decisions import add_boundary, delete_boundaries, tag_boundary, update_boundary
from app.views.decide.decided_words import stance_word
from app.views.decide.words import tr
from app.views.entry_field import EntryField
from app.views.session import Session
from app.views.widgets import (
    GRID,
    ChoiceField,
    LineField,
    TextField,
    button,
    caption_of,
    clear,
    column,
    counted,
    label,
    wrapped,
)


class Boundaries(QWidget):
    """Adds, changes and deletes boundaries; a click on a count tells which is looked at."""

    looked_at = Signal(str)
    """The id of a boundary whose opportunities are to be shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.boxes: dict[str, _Box] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID)
        self.nothing = wrapped(
            tr("Write down what you will not do, whatever it is worth: what falls under it is out of bounds."),
            "caption",
        )
        self.stance = ChoiceField(tr("What it says"), [(each, stance_word(each)) for each in get_args(Stance)])
        self.stance.fill("will not")
        self.title = LineField(tr("Add a boundary"))
        self.title.setPlaceholderText(tr("… sell what clients tell us, Enter"))
        self.title.returnPressed.connect(self._add)
        line = QHBoxLayout()
        line.setSpacing(GRID // 2)
        line.addWidget(self.stance)
        line.addWidget(self.title, 1)
        rows = column(label(tr("BOUNDARIES"), "heading"), self.nothing, spacing=GRID)
        rows.addLayout(self._list)
        rows.addLayout(line)
        rows.addStretch()
        self.setLayout(rows)

    def _add(self) -> None:
        title = self.title.text().strip()
        if title:
            self._session.perform(add_boundary, title, self.stance.currentData())
            self.title.clear()

    def refill(self) -> None:
        """Show the boundaries as they are stored."""
        boundaries = self._session.content.ordered(Boundary)
        if [each.id for each in boundaries] != list(self.boxes):
            clear(self._list)
            self.boxes = {each.id: _Box(self._session, each.id) for each in boundaries}
            for box in self.boxes.values():
                box.looked_at.connect(self.looked_at)
                self._list.addWidget(box)
        for box in self.boxes.values():
            box.refill()
        self.nothing.setVisible(not boundaries)


class _Box(QFrame):
    """One boundary."""

    looked_at = Signal(str)

    def __init__(self, session: Session, boundary_id: str) -> None:
        super().__init__()
        self._session, self._id = session, boundary_id
        self.setObjectName("sheet")
        self.stance = button("", "link", self._turn)
        self.stance.setToolTip(tr("Turn it around"))
        self.title = TextField(tr("Boundary"), one_line=True, most=4)
        self.title.edited.connect(lambda text: session.perform(update_boundary, self._id, title=text))
        self.tag = EntryField(tr("All opportunities with this tag"))
        self.tag.picked.connect(self._pick)
        self.tag.named.connect(lambda name: session.perform(tag_boundary, self._id, name))
        self.count = button("", "link", lambda: self.looked_at.emit(self._id))
        self.gone = button(tr("Delete"), "link", lambda: session.perform(delete_boundaries, [self._id]))
        below = QHBoxLayout()
        below.addWidget(self.count)
        below.addStretch()
        below.addWidget(self.gone)
        rows = column(self.stance, self.title, spacing=GRID // 2, margins=(GRID, GRID, GRID, GRID))
        rows.addWidget(caption_of(tr("All opportunities with this tag"), self.tag))
        rows.addWidget(self.tag)
        rows.addLayout(below)
        self.setLayout(rows)

    def _turn(self) -> None:
        stance = self._session.content.get(Boundary, self._id).stance
        self._session.perform(update_boundary, self._id, stance="will" if stance == "will not" else "will not")

    def _pick(self, tag_id: object) -> None:
        self._session.perform(update_boundary, self._id, tag_id=tag_id)

    def refill(self) -> None:
        """Show it as it is stored."""
        content = self._session.content
        boundary = content.get(Boundary, self._id)
        self.stance.setText(stance_word(boundary.stance))
        self.stance.setAccessibleName(f"{stance_word(boundary.stance)}: {boundary.title}")
        self.title.fill(boundary.title)
        self.title.setAccessibleName(tr("Boundary: {title}").format(title=boundary.title))
        self.tag.setAccessibleName(tr("Tag of the boundary: {title}").format(title=boundary.title))
        self.tag.fill_entries([(each.id, each.name, None) for each in content.ordered(Tag)], boundary.tag_id)
        count = counted(len(under(content, boundary)), tr("opportunity"), tr("opportunities"))
        self.count.setText(count)
        self.count.setAccessibleName(tr("Show {count} under: {title}").format(count=count, title=boundary.title))
        self.gone.setAccessibleName(tr("Delete the boundary: {title}").format(title=boundary.title))

"""A list of what is linked to the record of a form."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.views.opportunity_words import tr
from app.views.widgets import GRID, ChoiceField, LinkButton, ToolButton


class Link(NamedTuple):
    """A line of a list of links: what it is called, and what the user can do with it (none = nothing)."""

    id: str
    text: str
    can_remove: bool = True


class Links(QWidget):
    """What is linked, each to open or to take away, and a choice of what else could be."""

    opened = Signal(str)
    removed = Signal(str)
    added = Signal(str)

    def __init__(self, name: str, adding: str = "") -> None:
        super().__init__()
        self._name, self._adding = name, adding
        self._shown: list[Link] = []
        self._lines: list[QWidget] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.choice = ChoiceField(adding, [])
        self.choice.setPlaceholderText(adding)
        self.choice.chosen.connect(self._add)
        self._rows.addWidget(self.choice)
        self.choice.setVisible(bool(adding))

    def fill(self, links: Sequence[Link], others: Sequence[tuple[object, str]] = ()) -> None:
        """Show the links, and what else there is to choose from."""
        if list(links) != self._shown:
            self._shown = list(links)
            for line in self._lines:
                self._rows.removeWidget(line)
                line.hide()
                line.deleteLater()
            self._lines = [self._line(link) for link in links]
            for place, line in enumerate(self._lines):
                self._rows.insertWidget(place, line)
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for value, text in others:
                self.choice.addItem(text, value)
            self.choice.setCurrentIndex(-1)
        self.choice.setVisible(bool(self._adding and others))

    def _line(self, link: Link) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        opening = LinkButton(" ".join(link.text.split()), lambda: self.opened.emit(link.id))
        row.addWidget(opening, 1)
        if link.can_remove:
            away = ToolButton()
            away.setText("×")
            away.setProperty("look", "cross")
            away.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            away.clicked.connect(lambda: self.removed.emit(link.id))
            away.setAccessibleName(f"{tr('Unlink')}: {link.text}")
            away.setToolTip(tr("Unlink"))
            row.addWidget(away)
        return line

    def _add(self, value: object) -> None:
        if isinstance(value, str):
            self.added.emit(value)

"""Records that are linked as chips, and a line in which others are found while they are typed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.entry_field import EntryField
from app.views.tag_field import Chip, Flow
from app.views.widgets import GRID

Choice = tuple[str, str]
"""The id of a record, and its name."""


def tr(text: str) -> str:
    """Translate a text of the chips."""
    return QCoreApplication.translate("EntryChips", text)


class EntryChips(QWidget):
    """Chips, and a line below them; both only tell."""

    added = Signal(str)
    removed = Signal(str)
    unknown = Signal(str)
    """A name that none of the others has."""

    def __init__(self, name: str, hint: str = "", removing: str = "") -> None:
        """Name the line and its hint, and say what the cross of a chip does: “Unlink {name}” unless otherwise said."""
        super().__init__()
        self._removing = removing or tr("Unlink {name}")
        self._shown: list[Choice] = []
        self.chips: dict[str, Chip] = {}
        self._holder = QWidget()
        self._flow = Flow(self._holder)
        self.line = EntryField(name, many=True)
        self.line.setPlaceholderText(hint or name)
        self.line.picked.connect(lambda each: self.added.emit(each) if isinstance(each, str) else None)
        self.line.named.connect(self.unknown)
        self.setFocusProxy(self.line)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID // 2)
        rows.addWidget(self._holder)
        rows.addWidget(self.line)

    def fill(self, linked: Sequence[Choice], others: Sequence[Choice]) -> None:
        """Show what is linked, and offer the others."""
        if list(linked) != self._shown:
            self._shown = list(linked)
            for chip in self.chips.values():
                self._flow.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            self.chips = {record_id: self._chip(record_id, name) for record_id, name in linked}
            for chip in self.chips.values():
                self._flow.addWidget(chip)
            self._holder.updateGeometry()
        self._holder.setVisible(bool(linked))
        self.line.fill_entries([(record_id, name, None) for record_id, name in others])

    def _chip(self, record_id: str, name: str) -> Chip:
        chip = Chip(name, QIcon(), partial(self.removed.emit, record_id))
        chip.sign.hide()
        for say in (chip.away.setAccessibleName, chip.away.setToolTip):
            say(self._removing.format(name=name))
        return chip

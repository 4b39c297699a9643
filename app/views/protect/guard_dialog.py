"""What stopped an export: the names that it would have told, where they stand, and the way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTableWidget, QWidget

from app.models.records import Lane
from app.models.turns import Passage
from app.services.guarding import GuardHit
from app.services.search.results import Found
from app.views.protect.words import kind_word
from app.views.research_commands import show_participants
from app.views.tables import plain_table, write_cell
from app.views.widgets import GRID, button, column, counted, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views.window import MainWindow

_AROUND = 30
"""Signs on either side of a name."""

_LISTED = 500

_JUMPS = frozenset("turn card journey stage step persona opportunity highlight source insight".split())
"""What can be gone to as a find of the search is."""


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("GuardDialog", text)


class GuardDialog(QDialog):
    """Lists the names; Enter on one goes there."""

    jump_asked = Signal(object)
    protect_asked = Signal()

    def __init__(self, parent: QWidget, hits: Sequence[GuardHit]) -> None:
        super().__init__(parent)
        self._hits = hits[:_LISTED]
        self.setWindowTitle(tr("Nothing Was Written: It Would Name Participants"))
        self.resize(104 * GRID, 60 * GRID)
        said = tr("{names} would be told. Go there and change the text, or let Protect put pseudonyms in their place.")
        self.table = self._make_table()
        self.go = button(tr("Go there"), "primary", self._jump)
        self.protect = button(tr("Protect again…"), clicked=self._protect)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.addButton(self.protect, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        box.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        box.rejected.connect(self.reject)
        outer = column(margins=(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID), spacing=GRID)
        outer.addWidget(wrapped(said.format(names=counted(len(hits), tr("name"), tr("names")))))
        outer.addWidget(self.table, 1)
        if len(hits) > _LISTED:
            outer.addWidget(wrapped(tr("and {count} more").format(count=len(hits) - _LISTED), "caption"))
        outer.addWidget(box)
        self.setLayout(outer)
        self.table.itemActivated.connect(lambda _: self._jump())
        self.table.itemSelectionChanged.connect(self._choose)
        self.table.selectRow(0)
        self.table.setFocus()

    def _make_table(self) -> QTableWidget:
        headers = (tr("Words"), tr("Who"), tr("Where"), tr("What it says"))
        table = plain_table(tr("Names that would be told"), headers, (140, 64, 240, 0), by_row=True)
        table.setRowCount(len(self._hits))
        for row, hit in enumerate(self._hits):
            first = max(hit.start - _AROUND, 0)
            last = hit.end + _AROUND
            words = " ".join(hit.text[first:last].split())
            around = f"{'…' if first else ''}{words}{'…' if last < len(hit.text) else ''}"
            where = f"{kind_word(hit.kind)} · {hit.title}"
            for number, text in enumerate((hit.words, hit.pseudonym, where, around)):
                write_cell(table, row, number, text)
        return table

    def chosen(self) -> GuardHit | None:
        """Return the chosen hit."""
        row = self.table.currentRow()
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def _choose(self) -> None:
        hit = self.chosen()
        self.go.setEnabled(hit is not None and can_jump(hit))

    def _jump(self) -> None:
        hit = self.chosen()
        if hit is not None and can_jump(hit):
            self.accept()
            self.jump_asked.emit(hit)

    def _protect(self) -> None:
        self.reject()
        self.protect_asked.emit()


def can_jump(hit: GuardHit) -> bool:
    """Return whether there is a place to show a hit in."""
    return hit.kind in _JUMPS or hit.kind in ("speaker", "participant", "participant_fact", "lane")


def jump(window: MainWindow, hit: GuardHit) -> None:
    """Show where a name stands."""
    from app.views.search_sheet import go_to

    owner = hit.id.rpartition("/")[0]
    match hit.kind:
        case "participant" | "participant_fact":
            show_participants(window, owner or hit.id)
        case "speaker":
            window.open_source(owner)
        case "lane":
            window.show_on_map(window.session.content.get(Lane, hit.id).journey_id, hit.id)
        case "turn":
            number = int(hit.id.rpartition("/")[2])
            turns = dict(window.session.store.turns(owner, number, number))
            there = number in turns and turns[number].text == hit.text  # else in its label or heading
            passage = Passage(number, hit.start, number, hit.end) if there else Passage(number, 0, number, 0)
            window.open_passage(owner, passage)
        case _:
            go_to(window, Found(hit.kind, hit.id, "", "", (), ""))

"""Which opportunities are looked at: their types, journeys, personas and tags to be checked."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from app.models.content import Content
from app.models.kinds import OpportunityStatus, OpportunityType
from app.views.decide.popup import Popup
from app.views.decide.sifting import EVERYTHING, FACETS, NONE, Wanted, choices_of
from app.views.decide.words import tr
from app.views.filter_sheet import FilterTree, children_of
from app.views.opportunity_words import opportunity_status_word, type_word
from app.views.widgets import GRID, button, column, label

_FACET, _VALUE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_CHECKED, _SOME, _OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked

_HEIGHT = 45 * GRID


def facet_word(facet: str) -> str:
    """Return what a facet is called."""
    words = {
        "type": tr("Type"),
        "journey": tr("Journey"),
        "persona": tr("Persona"),
        "tag": tr("Tag"),
        "status": tr("Status"),
    }
    return words[facet]


def _value_word(facet: str, value: str, name: str) -> str:
    if value == NONE:
        return tr("nothing said")
    types: dict[str, OpportunityType] = {each: each for each in ("fix", "upsell", "cross-sell", "new")}
    statuses: dict[str, OpportunityStatus] = {each: each for each in ("idea", "in review", "in work", "done")}
    if facet == "type":
        return type_word(types[value])
    return opportunity_status_word(statuses[value]) if facet == "status" else " ".join(name.split())


class SiftSheet(Popup):
    """Tells what the user wants to look at."""

    changed = Signal(object)
    """A `Wanted`."""

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor, tr("Filter opportunities"), 40 * GRID)
        self._wanted = EVERYTHING
        self.tree = FilterTree(tr("Values that are looked at"))
        self.tree.setFixedHeight(_HEIGHT)
        self.tree.itemChanged.connect(self._check)
        self.clear = button(tr("Show all"), clicked=lambda: self._want(()))
        self.setLayout(
            column(label(tr("FILTER"), "heading"), self.tree, self.clear, margins=(GRID, 2 * GRID, GRID, 2 * GRID))
        )

    def first(self) -> QWidget:
        """Return the tree."""
        return self.tree

    def show_choices(self, content: Content, wanted: Wanted) -> None:
        """Offer the values that opportunities have, checked where they are wanted."""
        self._wanted = wanted
        chosen = dict(wanted.filters)
        with QSignalBlocker(self.tree):
            self.tree.clear()
            for facet in FACETS:
                choices = choices_of(content, facet)
                if len(choices) < 2 and facet not in chosen:
                    continue
                top = QTreeWidgetItem(self.tree, [facet_word(facet), ""])
                top.setData(0, _FACET, facet)
                for value, name, count in choices:
                    item = QTreeWidgetItem(top, [_value_word(facet, value, name), str(count)])
                    item.setData(0, _FACET, facet)
                    item.setData(0, _VALUE, value)
                    item.setCheckState(0, _CHECKED if value in chosen.get(facet, ()) else _OFF)
                    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                top.setExpanded(True)
            for top in self._tops()[:1]:
                self.tree.setCurrentItem(top)
        self._mark()

    def _tops(self) -> list[QTreeWidgetItem]:
        items = (self.tree.topLevelItem(number) for number in range(self.tree.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _mark(self) -> None:
        self.clear.setEnabled(bool(self._wanted.filters))

    def _check(self, item: QTreeWidgetItem) -> None:
        facet = item.data(0, _FACET)
        top = item.parent()
        if top is None:
            return
        values = frozenset(each.data(0, _VALUE) for each in children_of(top) if each.checkState(0) == _CHECKED)
        filters = {**dict(self._wanted.filters), facet: values}
        self._want(tuple((each, filters[each]) for each in FACETS if filters.get(each)))

    def _want(self, filters: tuple[tuple[str, frozenset[str]], ...]) -> None:
        if not filters:
            with QSignalBlocker(self.tree):
                for top in self._tops():
                    for item in children_of(top):
                        item.setCheckState(0, _OFF)
        self._wanted = Wanted(filters, self._wanted.words)
        self._mark()
        self.changed.emit(self._wanted)

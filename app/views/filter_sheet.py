"""Colours and filters of the map on show: which field colours its cards, and which values stand out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.layout.legend import legend_of
from app.layout.lens import FACETS, NONE, PLAIN, Lens, choices_of, facet_word
from app.services.names import fold
from app.views.overlay_sheet import OverlaySheet
from app.views.widgets import GRID, ChoiceField, LineField, Segments, button, column, keep_delete, label, wrapped

if TYPE_CHECKING:
    from app.views.window import MainWindow

WIDTH: Final = 320
HIGHEST: Final = 640

_FACET, _VALUE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_CHECKED, _SOME, _OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


def tr(text: str) -> str:
    """Translate a text of the sheet."""
    return QCoreApplication.translate("FilterSheet", text)


class FilterTree(QTreeWidget):
    """Facets with their values to be checked; Delete on a facet lets all of its values go."""

    def __init__(self, name: str) -> None:
        super().__init__()
        keep_delete(self)
        self.setAccessibleName(name)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the values of a facet go by Delete; Esc is for the sheet."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and item is not None and item.parent() is None:
            item.setCheckState(0, _OFF)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class FilterSheet(OverlaySheet):
    """Lies at the right of the map, which changes with each choice; Esc or a click elsewhere closes it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, tr("Colours and filters"))
        self._page = window.map_page
        self._words = self._page.words
        rules = [("", tr("Kind of card, as always"))]
        rules += [(each, facet_word(each, self._words)) for each in FACETS if each != "kind"]
        self.colour = ChoiceField(tr("Colour cards by"), list(rules))
        self.colour.chosen.connect(lambda facet: self._page.look(colour_by=facet))
        self.mode = Segments(
            tr("Other cards"), [(False, tr("Dim others"), tr("dim")), (True, tr("Hide others"), tr("hide"))]
        )
        self.mode.chosen.connect(lambda hides: self._page.look(hides=self._page.lens.hides if hides is None else hides))
        self.search = LineField(tr("Find a value"))
        self.search.setPlaceholderText(tr("Find a value"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._sift())
        self.tree = FilterTree(tr("Values that stand out"))
        self.tree.itemChanged.connect(self._check)
        self.said = wrapped("", "caption")
        self.clear = button(tr("Clear all"), clicked=lambda: self._page.look(colour_by="", filters=()))
        self._lay_out()
        self._facets: Iterator[str] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._fill_next)
        self._page.lens_changed.connect(self._follow)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.clear)
        rows = column(
            label(tr("COLOUR CARDS BY"), "heading"),
            self.colour,
            label(tr("FILTER"), "heading"),
            self.mode,
            self.search,
            self.tree,
            margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID),
        )
        rows.setStretchFactor(self.tree, 1)
        rows.addLayout(foot)
        self.setLayout(rows)

    # ---- the sheet

    def place(self) -> QRect:
        """Return the right end of the map, as high as it is or as the values need."""
        frame = self._page.frame
        corner = frame.mapTo(self._window, frame.rect().topRight())
        height = min(HIGHEST, frame.height() - 2 * GRID)
        height = min(max(height, 40 * GRID), self._window.height() - corner.y() - 2 * GRID)
        return QRect(corner.x() - WIDTH - 2 * GRID, corner.y() + GRID, WIDTH, height)

    def first(self) -> QWidget:
        """Return the tree: filters are changed more often than colours."""
        return self.tree

    def toggle(self) -> None:
        """Open with the values of the map on show, or close."""
        if self.isHidden():
            self.search.setText("")
            self._begin()
        super().toggle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay open while the list of a field is."""
        window = watched.window() if isinstance(watched, QWidget) else None
        if window is not None and window.windowType() == Qt.WindowType.Popup:
            return False
        return super().eventFilter(watched, event)

    # ---- the values

    def _begin(self) -> None:
        """Count the values of each facet, one facet at a turn of the loop: on large maps that takes a while."""
        with QSignalBlocker(self.tree):
            self.tree.clear()
        self._facets = iter(FACETS)
        self._timer.start()
        self._fill_next()
        self._show_lens(self._page.lens)

    def _fill_next(self) -> None:
        facet, view = next(self._facets, None), self._page.view
        if facet is None or view is None:
            self._timer.stop()
            return
        choices = choices_of(view.content, view.journey_id, facet, view.words)
        wanted = dict(view.lens.filters).get(facet, frozenset())
        if not wanted and all(each.value == NONE for each in choices):
            return
        with QSignalBlocker(self.tree):
            top = QTreeWidgetItem(self.tree, [facet_word(facet, view.words), ""])
            top.setData(0, _FACET, facet)
            for choice in choices:
                item = QTreeWidgetItem(top, [" ".join(choice.label.split()), str(choice.cards)])
                item.setData(0, _FACET, facet)
                item.setData(0, _VALUE, choice.value)
                item.setCheckState(0, _OFF)
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(0, choice.label)
            self._mark(top, wanted)
            top.setExpanded(bool(wanted) or self.tree.topLevelItemCount() == 1)
            if self.tree.topLevelItemCount() == 1:
                self.tree.setCurrentItem(top)
        self._sift()

    def _mark(self, top: QTreeWidgetItem, wanted: frozenset[str]) -> None:
        """Show which values of a facet are chosen."""
        for item in children_of(top):
            item.setCheckState(0, _CHECKED if item.data(0, _VALUE) in wanted else _OFF)
        top.setText(1, tr("{count} chosen").format(count=len(wanted)) if wanted else "")
        if wanted:
            top.setCheckState(0, _SOME)
        else:
            top.setData(0, Qt.ItemDataRole.CheckStateRole, None)

    def _sift(self) -> None:
        """Show the values that are called like what is looked for."""
        text = fold(self.search.text())
        for top in self._tops():
            found = [item for item in children_of(top) if text in fold(item.text(0))]
            for item in children_of(top):
                item.setHidden(item not in found)
            top.setHidden(not found)
            if text:
                top.setExpanded(True)

    def _tops(self) -> list[QTreeWidgetItem]:
        items = (self.tree.topLevelItem(number) for number in range(self.tree.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _check(self, item: QTreeWidgetItem) -> None:
        """Filter by the values that are checked now; a facet that is let go has none."""
        facet, top = item.data(0, _FACET), item.parent() or item
        chosen = () if item is top else (each for each in children_of(top) if each.checkState(0) == _CHECKED)
        wanted = frozenset(each.data(0, _VALUE) for each in chosen)
        others = {each: values for each, values in self._page.lens.filters if each != facet}
        filters = {**others, facet: wanted} if wanted else others
        self._page.look(filters=tuple((each, filters[each]) for each in FACETS if each in filters))

    # ---- the lens

    def _follow(self, lens: Lens) -> None:
        if not self.isHidden():
            self._show_lens(lens)

    def _show_lens(self, lens: Lens) -> None:
        self.colour.fill(lens.colour_by)
        self.mode.fill(lens.hides)
        with QSignalBlocker(self.tree):
            for top in self._tops():
                self._mark(top, dict(lens.filters).get(top.data(0, _FACET), frozenset()))
        view = self._page.view
        legend = legend_of(view.content, view.journey_id, view.map_scene.sight, view.words) if view else None
        self.said.setText(legend.counted if legend else tr("Every card is in view"))
        self.clear.setEnabled((lens.colour_by, lens.filters) != (PLAIN.colour_by, PLAIN.filters))


def children_of(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """Return the values below a facet."""
    return [item for item in map(top.child, range(top.childCount())) if item is not None]

"""Two states of a map as one: what came, went, moved and changed is marked, counted, filtered, listed and gone to."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter

from app.canvas.icons import map_icon
from app.canvas.sheet_view import SheetView
from app.layout.geometry import Box, enclosing
from app.layout.look import Theme
from app.layout.marks import LOOKS, Mark, MarkRole
from app.layout.sheet import MapLayout
from app.models.content import Content
from app.scoring.map_changes import MapChanges
from app.views.history.change_list import ChangeList
from app.views.history.changes import ROLES, ChangeRow, header_marks_of, marks_of, role_word
from app.views.history.stand_in import ElidedLabel, Shown, StandIn
from app.views.icons import icon
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ToolButton, button

_WIDE = 720
"""Pixels from which the list has room beside the map."""

_NAMED = 600
"""Pixels from which the legend has room for its words."""

_HIGH, _HIGHER = 220, 420
"""Pixels from which there is room for more than the bar and the map: for the legend, and for the list below the map."""


def tr(text: str) -> str:
    """Translate a text of the map."""
    return QCoreApplication.translate("ComparisonMap", text)


class Compared(NamedTuple):
    """What is different between two states, ready to be shown: the map of both, the changes, and each in words."""

    shown: Shown
    before: Content
    after: Content
    changes: MapChanges
    rows: Sequence[ChangeRow]


class ChangesMap(StandIn):
    """The map of both states with its marks, the legend that filters them, and the list of the changes.

    Subclasses may list and filter more of each change, and have more beside the map.
    """

    def __init__(self, theme: ThemeKeeper, name: str) -> None:
        super().__init__(theme, name)
        self._compared: Compared | None = None
        self.roles: frozenset[MarkRole] = frozenset(ROLES)
        """What the legend lets through."""
        self.list = self.make_list(theme)
        self.list.chosen.connect(self.go_to)
        self.list.installEventFilter(self)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.middle.removeWidget(self.pages)
        self.split.addWidget(self.pages)
        self.split.addWidget(self.list)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([700, 300])
        self.middle.addWidget(self.split, 1)
        self.legend = self._make_legend()
        self.rows.insertWidget(1, self.legend)
        ChangesMap._dress(self, theme.look)

    def make_list(self, theme: ThemeKeeper) -> ChangeList:
        """Return the list of the changes."""
        return ChangeList(theme)

    def role_word(self, role: MarkRole) -> str:
        """Return what became of a thing."""
        return role_word(role)

    def _make_legend(self) -> QFrame:
        legend = QFrame()
        legend.setObjectName("lens")
        row = QHBoxLayout(legend)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID // 2)
        self.keys: dict[MarkRole, QPushButton] = {}
        for role in ROLES:
            key = self.keys[role] = button(self.role_word(role), "key", partial(self._filter, role))
            key.setCheckable(True)
            key.setChecked(True)
            key.setIconSize(QSize(14, 14))
            row.addWidget(key)
        self.place = ElidedLabel("caption")
        self.place.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.place, 1)
        self._previous = self._tool(tr("Previous change (Shift+N)"), -1)
        self._next = self._tool(tr("Next change (N)"), 1)
        row.addWidget(self._previous)
        row.addWidget(self._next)
        return legend

    def _tool(self, text: str, way: int) -> ToolButton:
        tool = ToolButton()
        tool.setAccessibleName(text)
        tool.setToolTip(text)
        tool.setIconSize(QSize(16, 16))
        tool.clicked.connect(lambda: self.list.walk(way))
        return tool

    # ---- the changes

    def show_compared(self, compared: Compared, missing: str, like: SheetView | None) -> None:
        """Show what is different."""
        self._compared = compared
        if self.sheet is not None:
            self.sheet.set_marks({})  # those of two other points need not follow their cards first
        self.show_map(compared.shown, missing, like)
        self.list.changes.show_rows(compared.rows, self.passes)
        self._name_keys()
        self._show_marks()

    def _name_keys(self) -> None:
        """Write into the legend how much there is of each."""
        rows = self._compared.rows if self._compared is not None else []
        for role, key in self.keys.items():
            count = sum(row.role == role for row in rows)
            text = f"{self.role_word(role)} {count}"
            key.setText(text if self.width() >= _NAMED else str(count))
            key.setAccessibleName(text)
            key.setToolTip(text)
            key.setEnabled(count > 0)

    def _filter(self, role: MarkRole) -> None:
        self.roles = frozenset(each for each, key in self.keys.items() if key.isChecked())
        self.filter_again()

    def filter_again(self) -> None:
        """List and mark what passes now."""
        self.list.changes.filter(self.passes)
        self._show_marks()

    def passes(self, row: ChangeRow) -> bool:
        """Return whether a change is listed."""
        return row.role in self.roles

    def _show_marks(self) -> None:
        compared, sheet = self._compared, self.sheet
        if compared is not None and sheet is not None and compared.shown.layout is not None:
            sheet.set_marks(*self.marks(compared, compared.shown.layout))
            self.changed.emit()
        self._count()

    def marks(self, compared: Compared, layout: MapLayout) -> tuple[Mapping[str, Mark], Mapping[str, Mark]]:
        """Return the marks of the cards, and of what has a header or a label."""
        marks = marks_of(compared.changes, compared.before, compared.after, layout, self.roles)
        return marks, header_marks_of(compared.changes, self.roles)

    def _count(self) -> None:
        rows = len(self.list.changes.rows)
        at = self.list.currentIndex().row() + 1
        if not rows:
            self.place.say(tr("Nothing is different"))
        else:
            self.place.say(tr("{number} of {count}").format(number=at, count=rows) if at else "")
            if at and self.list.isHidden():
                self.place.say(f"{self.place.words} · {self.list.changes.rows[at - 1].title}")
        for each in (self._previous, self._next):
            each.setEnabled(rows > 0)

    def go_to(self, row: ChangeRow) -> None:
        """Bring what a row tells of into view, and light it up."""
        sheet = self.sheet
        box = self._box_of(row)
        if sheet is not None:
            sheet.select([row.id] if row.kind == "card" and row.id in sheet.layout_.cards else [])
            if box is not None:
                sheet.reveal(box, 48)
        self._count()
        if box is None and row.kind in ("card", "lane"):
            self.place.say(tr("{place} · not on the sheet: unplaced, or folded away").format(place=self.place.words))

    def _box_of(self, row: ChangeRow) -> Box | None:
        """Return where the thing of a row is on the sheet; none where it has no place there."""
        return box_of(self.sheet.layout_, row.kind, row.id) if self.sheet is not None else None

    # ---- look and keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the list below the map where there is no room beside it."""
        super().resizeEvent(event)
        wide, high = self.width() >= _WIDE, self.height() >= _HIGH
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if way != self.split.orientation():
            self.split.setOrientation(way)
            room = self.width() if wide else self.height()
            self.split.setSizes([room * 2 // 3, room // 3])
        self.list.setVisible(wide or self.height() >= _HIGHER)
        self.legend.setVisible(high)
        self._name_keys()

    def _dress(self, look: Theme) -> None:
        super()._dress(look)
        for role, key in self.keys.items():
            key.setIcon(map_icon(f"mark {role}", LOOKS[role].colour, look.name, 14))
        self._previous.setIcon(icon("up", self._theme.colour("muted"), 16))
        self._next.setIcon(icon("down", self._theme.colour("muted"), 16))

    def press(self, event: QKeyEvent) -> bool:
        """N goes to the next change, Shift+N to the previous one."""
        if event.key() == Qt.Key.Key_N and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.list.walk(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return super().press(event)


def box_of(layout: MapLayout, kind: str, record_id: str) -> Box | None:
    """Return where a record is on a sheet; none where it has no place there."""
    if kind == "card":
        return layout.cards[record_id].box if record_id in layout.cards else None
    if kind == "connector":
        ends = [layout.cards[each].box for each in record_id.split("/") if each in layout.cards]
        return enclosing(ends) if ends else None
    top = layout.header_height
    columns = [each for each in layout.columns if record_id in (each.stage_id, each.step_id)]
    if columns:
        return enclosing([Box(each.x, top, each.width, 1.0) for each in columns])
    lane = layout.lane(record_id)
    if lane is not None:
        return Box(layout.label_width, lane.y, 1.0, lane.height)
    band = next((each for each in layout.bands if each.swimlane_id == record_id), None)
    return Box(layout.label_width, band.y, 1.0, min(band.height, 200.0)) if band is not None else None

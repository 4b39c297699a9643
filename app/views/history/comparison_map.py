"""Two points of the history as one map: what came, went, moved and changed is marked, counted and listed."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter

from app.canvas.icons import map_icon
from app.canvas.sheet_view import SheetView
from app.layout.geometry import Box, enclosing
from app.layout.look import Theme
from app.layout.marks import LOOKS, MarkRole
from app.layout.words import Words
from app.models.content import Content
from app.scoring.map_changes import MapChanges, changes_between, merged
from app.store import Store
from app.store.history import HistoryStep
from app.views.history.change_list import ChangeList
from app.views.history.changes import ROLES, ChangeRow, header_marks_of, marks_of, role_word, rows_of
from app.views.history.log import point_words
from app.views.history.stand_in import COMPARISON, ElidedLabel, Shown, StandIn, laid_out
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
    """Translate a text of the comparison."""
    return QCoreApplication.translate("ComparisonMap", text)


class Compared(NamedTuple):
    """What is different between two points, ready to be shown: the map of both, the changes, and each in words."""

    shown: Shown
    before: Content
    after: Content
    changes: MapChanges
    rows: list[ChangeRow]


def compare(store: Store, first: int, last: int, journey_id: str, words: Words) -> Compared:
    """Compare a map as it was after two steps, on the worker."""
    old, new = store.past(first), store.past(last)
    changes = changes_between(old.content, new.content, journey_id)
    both = merged(old.content, new.content, journey_id)
    shown = laid_out(new._replace(content=both), journey_id, words)
    rows = rows_of(old.content, new.content, both, journey_id, changes) if shown.layout is not None else []
    return Compared(shown, old.content, new.content, changes, rows)


class ComparisonMap(StandIn):
    """The map of both points with its marks, the legend that filters them, and the list of the changes."""

    mode = COMPARISON

    end_chosen = Signal(int)
    """The list and the timeline are to move the earlier point (0) or the later one (1)."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__(theme, tr("What is different between two points"))
        self._compared: Compared | None = None
        self.roles: frozenset[MarkRole] = frozenset(ROLES)
        """What the legend lets through."""
        self.ends = [self.add_button(text, partial(self._choose_end, end)) for end, text in enumerate(_ends())]
        for each in self.ends:
            each.setCheckable(True)
            each.setToolTip(tr("Choose this point in the list of edits, or move its handle on the timeline"))
        self.add_button(tr("&Back to now"), self.left.emit)
        self.list = ChangeList(theme)
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
        self.mark_end(0)
        self._dress(theme.look)

    def _make_legend(self) -> QFrame:
        legend = QFrame()
        legend.setObjectName("lens")
        row = QHBoxLayout(legend)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID // 2)
        self.keys: dict[MarkRole, QPushButton] = {}
        for role in ROLES:
            key = self.keys[role] = button(role_word(role), "key", partial(self._filter, role))
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

    # ---- the two points

    def _choose_end(self, end: int) -> None:
        self.mark_end(end)
        self.end_chosen.emit(end)

    def mark_end(self, end: int) -> None:
        """Show which of the two points the list of edits and the timeline move."""
        for number, each in enumerate(self.ends):
            each.setChecked(number == end)

    def say_what(self, first: HistoryStep, last: HistoryStep, *, now: bool) -> None:
        """Say which points are compared."""
        later = tr("now") if now else point_words(last)
        self.say(tr("What is different: {first} → {last}").format(first=point_words(first), last=later))

    # ---- the changes

    def show_compared(self, compared: Compared, missing: str, like: SheetView | None) -> None:
        """Show what is different."""
        self._compared = compared
        if self.sheet is not None:
            self.sheet.set_marks({})  # those of two other points need not follow their cards first
        self.show_map(compared.shown, missing, like)
        self.list.changes.show_rows(compared.rows, self.roles)
        self._name_keys()
        self._show_marks()

    def _name_keys(self) -> None:
        """Write into the legend how much there is of each."""
        rows = self._compared.rows if self._compared is not None else []
        for role, key in self.keys.items():
            count = sum(row.role == role for row in rows)
            text = f"{role_word(role)} {count}"
            key.setText(text if self.width() >= _NAMED else str(count))
            key.setAccessibleName(text)
            key.setToolTip(text)
            key.setEnabled(count > 0)

    def _filter(self, role: MarkRole) -> None:
        self.roles = frozenset(each for each, key in self.keys.items() if key.isChecked())
        self.list.changes.filter(self.roles)
        self._show_marks()

    def _show_marks(self) -> None:
        compared, sheet = self._compared, self.sheet
        if compared is not None and sheet is not None and compared.shown.layout is not None:
            layout = compared.shown.layout
            marks = marks_of(compared.changes, compared.before, compared.after, layout, self.roles)
            sheet.set_marks(marks, header_marks_of(compared.changes, self.roles))
            self.changed.emit()
        self._count()

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
        if self.sheet is None:
            return None
        layout = self.sheet.layout_
        if row.kind == "card":
            return layout.cards[row.id].box if row.id in layout.cards else None
        top = layout.header_height
        columns = [each for each in layout.columns if row.id in (each.stage_id, each.step_id)]
        if columns:
            return enclosing([Box(each.x, top, each.width, 1.0) for each in columns])
        lane = layout.lane(row.id)
        if lane is not None:
            return Box(layout.label_width, lane.y, 1.0, lane.height)
        band = next((each for each in layout.bands if each.swimlane_id == row.id), None)
        return Box(layout.label_width, band.y, 1.0, min(band.height, 200.0)) if band is not None else None

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


def _ends() -> tuple[str, str]:
    return tr("F&rom…"), tr("&To…")

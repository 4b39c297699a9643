"""Two maps side by side that are moved and zoomed together."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout

from app.canvas.sheet_view import SheetView
from app.layout.look import Theme
from app.layout.marks import Mark
from app.layout.sheet import MapLayout
from app.layout.words import Words
from app.models.records import Lane, Step
from app.scoring.origins import Origins
from app.views.compare.why import WhyRow
from app.views.compare.words import tr
from app.views.history.changes_map import box_of
from app.views.history.stand_in import ElidedLabel, Shown
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, restyle

Marks = tuple[Mapping[str, Mark], Mapping[str, Mark]]
"""The marks of cards, and of what has a header or a label."""


class _Half(QFrame):
    """One of the two maps below its title; it shows whether the keys go to it."""

    def __init__(self, theme: ThemeKeeper, words: Words) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self.setObjectName("half")
        self.title = ElidedLabel("strong")
        self.sheet: SheetView | None = None
        top = QFrame()
        top.setObjectName("lens")
        line = QVBoxLayout(top)
        line.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        line.addWidget(self.title)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(top)

    def show_map(self, shown: Shown, title: str) -> SheetView | None:
        """Show a map; return its view where that was made just now."""
        self.title.say(title)
        if shown.layout is None:
            return None
        if self.sheet is None:
            made = self.sheet = SheetView(shown.source, self._theme.look, self._words)
            made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            made.setAccessibleName(title)
            made.installEventFilter(self)
            self._rows.addWidget(made, 1)
            made.show_journey(shown.journey_id, shown.layout)
            return made
        self.sheet.setAccessibleName(title)
        if self.sheet.journey_id != shown.journey_id:
            self.sheet.source = shown.source
            self.sheet.show_journey(shown.journey_id, shown.layout)
        else:
            self.sheet.show_source(shown.source, shown.layout)
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show whether the keys go to the map."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("keys", event.type() == QEvent.Type.FocusIn)
            restyle(self)
        return False

    def go_to(self, kind: str, record_id: str) -> bool:
        """Bring a record into view and select it; tells whether it is there."""
        if self.sheet is None:
            return False
        box = box_of(self.sheet.layout_, kind, record_id)
        self.sheet.select([record_id] if kind == "card" and box is not None else [])
        if box is not None:
            self.sheet.reveal(box, 48)
        return box is not None


class SideBySide(QSplitter):
    """The first journey and the second one."""

    def __init__(self, theme: ThemeKeeper, words: Words) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setAccessibleName(tr("Both maps side by side"))
        self.halves = (_Half(theme, words), _Half(theme, words))
        self._following = False
        self._twins: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for half in self.halves:
            self.addWidget(half)
        self.setSizes([500, 500])

    def sheets(self) -> list[SheetView]:
        """Return the views that are made."""
        return [half.sheet for half in self.halves if half.sheet is not None]

    def show_both(self, first: Shown, second: Shown, titles: tuple[str, str], origins: Origins) -> list[SheetView]:
        """Show two maps, and return the views that were made for them."""
        made = []
        forth = {was: now for kind in (Lane, Step) for was, now in origins.ids[kind].items() if was is not None}
        self._twins = (forth, {now: was for was, now in forth.items()})
        for number, shown in enumerate((first, second)):
            sheet = self.halves[number].show_map(shown, titles[number])
            if sheet is not None:
                self._join(sheet, number)
                made.append(sheet)
        return made

    def _join(self, sheet: SheetView, number: int) -> None:
        """Have one view follow where the other is moved and zoomed to."""
        for bar in (sheet.horizontalScrollBar(), sheet.verticalScrollBar()):
            bar.valueChanged.connect(lambda _: self._follow(number))
        sheet.zoom_changed.connect(lambda _: self._follow(number))

    def _follow(self, number: int) -> None:
        moved, other = self.halves[number].sheet, self.halves[1 - number].sheet
        if self._following or moved is None or other is None:
            return
        self._following = True
        seen, scale = moved.seen(), other.frozen_scale
        place = _twin_place(seen.x, seen.y, moved.layout_, other.layout_, self._twins[number])
        corner = QPointF(round(other.layout_.label_width * scale), round(other.layout_.header_height * scale))
        other.bring(place, corner, moved.zoom)
        self._following = False

    def set_marks(self, first: Marks, second: Marks) -> None:
        """Mark what is different on each."""
        for half, (cards, headers) in zip(self.halves, (first, second), strict=True):
            if half.sheet is not None:
                half.sheet.set_marks(cards, headers)

    def go_to(self, row: WhyRow) -> bool:
        """Bring a difference into view where it is: on the first map, on the second, or on both."""
        first_id = row.turn.first_id if row.turn is not None else ""
        there = self.halves[1].go_to(row.kind, row.id)
        self._following = there  # each shows its own place of what is moved
        was = self.halves[0].go_to(row.kind, first_id)
        self._following = False
        return there or was

    def set_theme(self, look: Theme) -> None:
        """Paint both in other colours."""
        for sheet in self.sheets():
            sheet.set_theme(look)


def _twin_place(x: float, y: float, layout: MapLayout, other: MapLayout, twins: Mapping[str, str]) -> QPointF:
    """Return the place on the other sheet that shows the same column and lane as a place on the one; else the same."""
    column = next((each for each in layout.columns if each.x + each.width > x), None)
    there = next((each for each in other.columns if column and each.step_id == twins.get(column.step_id)), None)
    lane = next((each for each in layout.lanes if each.y + each.height > y), None)
    row = other.lane(twins.get(lane.lane_id, "")) if lane is not None else None
    return QPointF(
        there.x + x - column.x if there is not None and column is not None else x,
        row.y + min(y - lane.y, row.height) if row is not None and lane is not None else y,
    )

"""How the lifecycle board is painted: cells, cards, what they say at each level, headers that stay in view."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap

from app.layout.curve import monotone_runs
from app.views.framework.board_layout import HEADER, HEIGHTS, LINE, WAITING, BoardLayout, Entry, Line, Rect, Spot
from app.views.framework.board_layout import line_top as top_of_line
from app.views.framework.glance import Glance, Glances
from app.views.framework.words import tr
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID, breakable

_CURVE = 24
"""The height of a small emotion curve."""
_KEPT_PIXELS = 16_000_000
"""Cards are kept as pictures up to so many pixels: scrolled, they are not painted again."""

_BROKEN = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
"""At spaces: an option that may also break words breaks them where it need not."""


class BoardPainter:
    """Paints what is in view of a board, in the colours of the theme."""

    def __init__(self, theme: ThemeKeeper, glances: Glances) -> None:
        self._theme, self._glances = theme, glances
        self._colours: dict[str, QColor] = {}
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self._pixels = 0

    def undress(self) -> None:
        """Take the colours of another theme."""
        self._colours.clear()
        self.forget()

    def colour(self, role: str) -> QColor:
        """Return a colour of the theme, kept while the theme is."""
        if role not in self._colours:
            self._colours[role] = QColor(self._theme.colour(role))
        return self._colours[role]

    # ---- cells

    def cells(self, painter: QPainter, layout: BoardLayout, seen: QRect, target: tuple[int, int] | None) -> None:
        """Paint the ground: what waits, and the lines between stages and between rows."""
        waiting = layout.cell_box(WAITING, 0)
        painter.fillRect(QRect(*waiting), self.colour("panel"))
        for x in layout.columns[1:]:
            painter.fillRect(QRect(x, seen.top(), 1, seen.height()), self.colour("line"))
        for y in layout.rows[1:-1]:
            painter.fillRect(QRect(layout.columns[1], y, layout.width - layout.columns[1], 1), self.colour("line"))
        if target is not None:
            box = QRectF(*layout.cell_box(*target)).adjusted(2, 2, -2, -2)
            painter.setPen(QPen(self.colour("accent"), 2))
            painter.setBrush(self.colour("selection"))
            painter.drawRoundedRect(box, 6, 6)

    def empty_cell(self, painter: QPainter, box: Rect, text: str, font: QFont, *, focused: bool) -> None:
        """Paint an empty cell that has the keys, and what Enter does there."""
        if focused:
            painter.setPen(QPen(self.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(*box).adjusted(4, 4, -4, -4), 6, 6)
            self.line(painter, QRect(*box).adjusted(12, 0, -12, 0), text, "muted", font, centred=True)

    # ---- cards

    def card(
        self, painter: QPainter, layout: BoardLayout, box: Rect, entry: Entry, font: QFont, focus: Spot | None
    ) -> None:
        """Paint a card, as it was painted before where nothing in it is another; `focus`: the keys are on or in it."""
        at_keys = None if focus is None else focus.line
        ratio = painter.device().devicePixelRatioF()
        key = (entry.journey.id, entry.is_variant, entry.opened, box.width, box.height, at_keys, ratio)
        picture = self._pictures.get(key)
        if picture is None:
            picture = QPixmap(round(box.width * ratio), round(box.height * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            inside = QPainter(picture)
            inside.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._card(inside, layout, box._replace(x=0, y=0), entry, font, focus)
            inside.end()
            self._pixels += picture.width() * picture.height()
            if self._pixels > _KEPT_PIXELS:
                self.forget()
            self._pictures[key] = picture
        painter.drawPixmap(box.x, box.y, picture)

    def forget(self) -> None:
        """Paint every card anew."""
        self._pictures.clear()
        self._pixels = 0

    def _card(
        self, painter: QPainter, layout: BoardLayout, box: Rect, entry: Entry, font: QFont, focus: Spot | None
    ) -> None:
        glance = self._glances.of(entry.journey)
        hoped = entry.journey.state == "to-be"
        on_card = focus is not None and focus.line < 0
        pen = QPen(self.colour("accent" if focus is not None else "card_line"), 2 if on_card else 1)
        if hoped and not on_card:
            pen.setColor(self.colour("accent" if focus is not None else "muted"))
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(self.colour("selection" if on_card else "card"))
        painter.drawRoundedRect(QRectF(*box).adjusted(1, 1, -1, -1), 6, 6)
        inner = QRect(box.x + GRID, box.y, box.width - 2 * GRID, box.height)
        small = QFont(font)
        small.setPixelSize(SMALL)
        if layout.level == "titles":
            self._title_only(painter, inner, glance, small)
            return
        if entry.is_variant or layout.level == "steps":
            self._short_head(painter, inner, glance, font, small)
        else:
            self._head(painter, inner, entry, glance, font, small)
        if layout.level == "steps":
            if not entry.is_variant:
                area = QRect(inner.left(), box.y + 46, inner.width(), 22)
                self._curve(painter, area, glance.curve, hoped=hoped)
                self._figures(painter, QRect(inner.left(), box.y + 70, inner.width(), 18), glance, small, care=True)
            self._lines(painter, box, entry, font, small, focus)

    def _title_only(self, painter: QPainter, inner: QRect, glance: Glance, font: QFont) -> None:
        known = [value for value in glance.curve if value is not None]
        mean = sum(known) / len(known) if known else None
        role = "strong_line" if mean is None else "bad" if mean < -0.25 else "good" if mean > 0.25 else "muted"
        mark = QRectF(inner.left() - 2, inner.top() + 8, 3, inner.height() - 16)
        painter.fillRect(mark, self.colour(role))
        room = inner.adjusted(6, 0, -12 if glance.late else 0, 0)
        self.line(painter, room, glance.title, "ink", font)
        if glance.late:
            self.line(painter, inner.adjusted(inner.width() - 8, 0, 4, 0), "!", "warning", font)

    def _short_head(self, painter: QPainter, inner: QRect, glance: Glance, font: QFont, small: QFont) -> None:
        self.line(painter, QRect(inner.left(), inner.top() + 5, inner.width(), 20), glance.title, "ink", bold(font))
        self.line(painter, QRect(inner.left(), inner.top() + 24, inner.width(), 16), glance.state, "muted", small)

    def _head(self, painter: QPainter, inner: QRect, entry: Entry, glance: Glance, font: QFont, small: QFont) -> None:
        self._short_head(painter, inner, glance, font, small)
        if entry.opened:
            self.line(
                painter,
                QRect(inner.left(), inner.top() + 24, inner.width(), 16),
                tr("by a step"),
                "muted",
                small,
                at_end=True,
            )
        area = QRect(inner.left(), inner.top() + 46, inner.width(), _CURVE)
        self._curve(painter, area, glance.curve, hoped=entry.journey.state == "to-be")
        self._figures(painter, QRect(inner.left(), inner.top() + 78, inner.width(), 18), glance, small)
        role = "warning" if glance.late else "muted"
        care = f"! {glance.care}" if glance.late else glance.care
        self.line(painter, QRect(inner.left(), inner.top() + 98, inner.width(), 18), care, role, small)

    def _figures(self, painter: QPainter, box: QRect, glance: Glance, font: QFont, *, care: bool = False) -> None:
        self.line(painter, box, glance.figures, "bad" if glance.pains else "muted", font)
        if care:
            role = "warning" if glance.late else "muted"
            used = QFontMetrics(font).horizontalAdvance(glance.figures) + 2 * GRID
            self.line(painter, box.adjusted(used, 0, 0, 0), glance.care, role, font, at_end=True)

    def _curve(self, painter: QPainter, area: QRect, curve: Sequence[float | None], *, hoped: bool) -> None:
        middle = area.top() + area.height() / 2
        painter.fillRect(QRectF(area.left(), middle, area.width(), 1), self.colour("grid"))
        if not any(value is not None for value in curve):
            return
        width = area.width() / len(curve)

        def place(number: int, value: float | None) -> tuple[float, float] | None:
            if value is None:
                return None
            return area.left() + (number + 0.5) * width, middle - value * (area.height() / 2 - 2) / 2

        points = [place(number, value) for number, value in enumerate(curve)]
        path = QPainterPath()
        for run in monotone_runs(points):
            path.moveTo(*run[0][0])
            for _, first, second, end in run:
                path.cubicTo(*first, *second, *end)
        pen = QPen(self.colour("muted"), 1.6)
        if hoped:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        for point, value in zip(points, curve, strict=True):
            if point is not None and value is not None:
                painter.setBrush(self.colour("bad" if value < -0.25 else "good" if value > 0.25 else "muted"))
                painter.drawEllipse(QPointF(*point), 2.4, 2.4)

    def _lines(self, painter: QPainter, box: Rect, entry: Entry, font: QFont, small: QFont, focus: Spot | None) -> None:
        lines, curve = self._glances.lines(entry.journey.id), self._glances.of(entry.journey).curve
        top = box.y + HEIGHTS["steps"][entry.is_variant]
        painter.fillRect(QRect(box.x + 1, top - 2, box.width - 2, 1), self.colour("line"))
        columns = _columns_of(lines)
        for number, each in enumerate(lines):
            row = QRect(box.x + 2, top_of_line(box.y, number, entry.is_variant), box.width - 4, LINE)
            if focus is not None and focus.line == number:
                painter.setPen(QPen(self.colour("accent"), 2))
                painter.setBrush(self.colour("selection"))
                painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), 4, 4)
            self._one_line(painter, row, each, curve, columns[number], font, small)

    def _one_line(
        self,
        painter: QPainter,
        row: QRect,
        line: Line,
        curve: Sequence[float | None],
        column: int | None,
        font: QFont,
        small: QFont,
    ) -> None:
        indent = GRID if line.is_head else 3 * GRID
        opens = line.step is not None and line.step.opens_journey_id is not None and column is not None
        room = row.adjusted(indent, 0, -64 if column is not None else -GRID, 0)
        title = " ".join(line.title.split()) or tr("Untitled")
        self.line(painter, room, f"{title} →" if opens else title, "ink", bold(small) if line.is_head else font)
        if column is None or column >= len(curve):
            return
        value = curve[column]
        track = QRectF(row.right() - 56, row.center().y() - 2, 48, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour("grid"))
        painter.drawRoundedRect(track, 2, 2)
        if value is not None:
            painter.setBrush(self.colour("bad" if value < -0.25 else "good" if value > 0.25 else "muted"))
            painter.drawEllipse(QPointF(track.left() + track.width() * (value + 2) / 4, track.center().y()), 4, 4)

    # ---- headers

    def headers(self, painter: QPainter, layout: BoardLayout, seen: QRect, font: QFont) -> None:
        """Paint the stages above and the rows at the left, where they stay in view."""
        board = layout.board
        strong = bold(font)
        if layout.label:
            painter.fillRect(QRect(seen.left(), seen.top(), layout.label, seen.height()), self.colour("label"))
            for number, row in enumerate(board.rows):
                top, bottom = layout.rows[number], layout.rows[number + 1]
                painter.fillRect(QRect(seen.left(), bottom, layout.label, 1), self.colour("line"))
                text = row.name if row.id else tr("none")
                shown = QRect(seen.left() + GRID, max(top, seen.top() + HEADER) + GRID, layout.label - 2 * GRID, 40)
                shown.moveTop(min(shown.top(), max(bottom - shown.height() - GRID, top + GRID)))
                painter.setPen(self.colour("ink" if row.id else "muted"))
                painter.setFont(strong if row.id else font)
                name = QFontMetrics(strong).elidedText(text, Qt.TextElideMode.ElideRight, 210)
                painter.drawText(shown, _BROKEN, breakable(name))
            painter.fillRect(QRect(seen.left() + layout.label, seen.top(), 1, seen.height()), self.colour("line"))
        painter.fillRect(QRect(seen.left(), seen.top(), seen.width(), HEADER), self.colour("header"))
        painter.save()
        painter.setClipRect(QRect(seen.left() + layout.label, seen.top(), seen.width() - layout.label, HEADER))
        empty = {stage.id for stage in board.empty_stages}
        for column in range(WAITING, len(board.stages)):
            left, right = layout.columns[column + 1], layout.columns[column + 2]
            if right < seen.left() or left > seen.right():
                continue
            box = QRect(left + GRID, seen.top(), right - left - 2 * GRID, HEADER)
            if column == WAITING:
                count = len(board.unplaced)
                self.line(painter, box, f"{tr('Waiting')} · {count}" if count else "–", "header_muted", font)
            else:
                stage = board.stages[column]
                title = " ".join(stage.title.split()) or tr("Untitled")
                role = "header_muted" if stage.id in empty else "header_ink"
                self.line(painter, box, title, role, strong)
            painter.fillRect(QRect(right, seen.top(), 1, HEADER), self.colour("header_step"))
        painter.restore()
        if layout.label:
            painter.fillRect(QRect(seen.left(), seen.top(), layout.label, HEADER), self.colour("header_corner"))

    def line(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        role: str,
        font: QFont,
        *,
        at_end: bool = False,
        centred: bool = False,
    ) -> None:
        """Write one line, from its own side where it runs from right to left; its end is left out without room."""
        painter.setFont(font)
        painter.setPen(self.colour(role))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
        from_right = at_end or (shown.isascii() is False and _runs_left(shown))
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        if from_right and not centred:
            side = Qt.AlignmentFlag.AlignRight
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute, shown)


def bold(font: QFont) -> QFont:
    """Return the same font, semibold."""
    result = QFont(font)
    result.setWeight(QFont.Weight.DemiBold)
    return result


def _runs_left(text: str) -> bool:
    """Return whether the first letter of a text is one of a script that runs from right to left."""
    from unicodedata import bidirectional

    first = next((each for each in map(bidirectional, text) if each in ("L", "R", "AL")), "L")
    return first != "L"


def _columns_of(lines: Sequence[Line]) -> list[int | None]:
    """Return the column of the step of each line; none for the head of a stage whose steps are below it."""
    found: list[int | None] = []
    column = 0
    for number, line in enumerate(lines):
        followed = number + 1 < len(lines) and not lines[number + 1].is_head
        is_step = line.step is not None and not (line.is_head and followed)
        found.append(column if is_step else None)
        column += is_step
    return found

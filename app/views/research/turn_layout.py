"""One turn laid out as it is read: heading, text in lines of a comfortable measure, what is known of an answer."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from app.layout.words import signed
from app.models.errors import ClewError
from app.models.turns import Turn, time_code
from app.views.research.units import Units
from app.views.theme import BODY, SMALL
from app.views.widgets import GRID

READING: Final = 17
"""The size of the text in pixels."""

LINE: Final = 28.0
"""The least height of a line of the text; half of what it has over its letters lies above them."""

MARGIN: Final = 128.0
"""The width of the column with times and speakers."""

_LETTERS: Final = 76
"""Letters in a line, which is read with ease (Bringhurst: 45 to 75, and English spaces)."""

_SAMPLE: Final = "It took my money and gave my seat away, and nobody had to ask; I will say that for them."
_AFTER: Final = 18.0
_SMALL_LINE: Final = 18.0


class Fonts(NamedTuple):
    """What turns are written in."""

    text: QFont
    heading: QFont
    small: QFont
    strong: QFont


@cache
def _script_families() -> tuple[str, ...]:
    """Load the families that come with Clew for scripts that a machine may lack, and return their names."""
    from app.layout.text.fonts import packaged_face
    from app.layout.text.scripts import ARABIC, DEVANAGARI, THAI

    families: list[str] = []
    for script in (ARABIC, DEVANAGARI, THAI):
        try:
            number = QFontDatabase.addApplicationFont(str(packaged_face(script, False).path))
        except (ClewError, OSError):
            continue  # the system's own font shows the text just as well
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(families)


def fonts_from(base: QFont) -> Fonts:
    """Return the fonts of turns, from the one of the window."""

    def sized(pixels: int, *, bold: bool = False) -> QFont:
        font = QFont(base)
        font.setFamilies([base.family(), *_script_families()])
        font.setPixelSize(pixels)
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    return Fonts(sized(READING), sized(BODY, bold=True), sized(SMALL), sized(SMALL, bold=True))


def measure(fonts: Fonts, room: float) -> float:
    """Return the width of the lines in a room of so many pixels."""
    wanted = QFontMetricsF(fonts.text).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * _LETTERS
    return max(min(wanted, room), 8.0 * READING)


def guess_height(length: int, turns: int, fonts: Fonts, width: float) -> float:
    """Return how high a turn is probably, from the letters in all turns."""
    letters = width / (QFontMetricsF(fonts.text).horizontalAdvance(_SAMPLE) / len(_SAMPLE))
    lines = max(1.0, length / max(turns, 1) / max(letters, 1.0) + 0.4)
    return max(lines * LINE, 2 * _SMALL_LINE + 4.0) + _AFTER


def runs_left(text: str) -> bool:
    """Return whether a text begins in a script that runs from right to left (UAX #9, P2 and P3)."""
    for each in text:
        direction = unicodedata.bidirectional(each)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def known(turn: Turn) -> str:
    """Return what a survey says of an answer, in one line."""
    return " · ".join(
        f"{name} {_figure(value) if name == 'sentiment' else value}"
        for name, value in turn.facts.items()
        if name not in ("row", "id") and value
    )


def _figure(value: str) -> str:
    """Return a sentiment as people write it."""
    try:
        return signed(float(value))
    except ValueError:
        return value


class LaidTurn:
    """A turn in lines; places are in code points, pixels from its upper left corner, where its text begins."""

    def __init__(self, number: int, turn: Turn, heading: str, fonts: Fonts, width: float) -> None:
        self.number, self.turn = number, turn
        self.heading = heading
        self.units = Units(turn.text)
        y = 0.0
        self.heading_layout = _lay_out(heading, fonts.heading, width, 22.0) if heading else None
        if self.heading_layout is not None:
            y = _bottom(self.heading_layout) + GRID
        self.text_top = y
        self.layout = _lay_out(turn.text, fonts.text, width, LINE)
        y += max(_bottom(self.layout), LINE)
        self.known = known(turn)
        self.known_top = y + 2.0
        if self.known:
            y += _SMALL_LINE + 2.0
        self.margin_lines = [each for each in (time_code(turn.at), turn.speaker) if each]
        least = self.text_top + 4.0 + _SMALL_LINE * len(self.margin_lines)
        self.height = max(y, least) + _AFTER

    def _lines(self) -> Iterator[tuple[QTextLine, float, float]]:
        """Yield the lines with where each begins and ends, the room between lines shared out."""
        top = self.text_top
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            height = max(line.height(), LINE)
            yield line, top, top + height
            top += height

    def line_of(self, point: int) -> int:
        """Return the number of the line that a place is in."""
        line = self.layout.lineForTextPosition(self.units.unit(point))
        return line.lineNumber() if line.isValid() else 0

    @property
    def lines(self) -> int:
        """How many lines the text has."""
        return self.layout.lineCount()

    def line_bounds(self, number: int) -> tuple[int, int]:
        """Return the first and the last place of a line."""
        line = self.layout.lineAt(number)
        first, last = line.textStart(), line.textStart() + line.textLength()
        if number < self.lines - 1:
            last = self.layout.previousCursorPosition(last)
        return self.units.point(first), self.units.point(last)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return what a range covers, a rectangle for each part of a line."""
        first, last = self.units.unit(start), self.units.unit(end)
        found: list[QRectF] = []
        for line, top, bottom in self._lines():
            begin, stop = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if begin < stop:
                for left, right in self._extents(line, begin, stop):
                    found.append(QRectF(left, top, right - left, bottom - top))
        return found

    def _extents(self, line: QTextLine, begin: int, stop: int) -> list[tuple[float, float]]:
        """Return from where to where a range of a line goes, in several parts where directions are mixed."""
        boxes = [run.boundingRect() for run in line.glyphRuns(begin, stop - begin)]
        parts: list[tuple[float, float]] = []
        for left, right in sorted((box.left(), box.right()) for box in boxes):
            if parts and left - parts[-1][1] < 0.5:
                parts[-1] = (parts[-1][0], max(right, parts[-1][1]))
            else:
                parts.append((left, right))
        return parts

    def caret(self, point: int) -> QRectF:
        """Return where the caret stands at a place."""
        unit = self.units.unit(point)
        number = self.line_of(point)
        for at, (line, top, bottom) in enumerate(self._lines()):
            if at == number:
                return QRectF(_x(line, unit) - 0.5, top + 3.0, 1.5, bottom - top - 6.0)
        return QRectF(0.0, self.text_top + 3.0, 1.5, LINE - 6.0)

    def point_at(self, x: float, y: float) -> int:
        """Return the place nearest to a point."""
        nearest = None
        for line, _, bottom in self._lines():
            nearest = line
            if y < bottom:
                break
        return self._point_in(nearest, x) if nearest is not None else 0

    def point_in_line(self, number: int, x: float) -> int:
        """Return the place of a line that is nearest to an x."""
        return self._point_in(self.layout.lineAt(number), x) if 0 <= number < self.lines else 0

    def _point_in(self, line: QTextLine, x: float) -> int:
        unit = int(line.xToCursor(x))
        last = line.textStart() + line.textLength()
        if unit >= last and line.lineNumber() < self.lines - 1:  # the place after it belongs to the next line
            unit = self.layout.previousCursorPosition(last)
        return self.units.point(unit)

    def origin(self) -> QPointF:
        """Return where the text is drawn."""
        return QPointF(0.0, self.text_top)


def _x(line: QTextLine, unit: int) -> float:
    place: Any = line.cursorToX(unit)  # a pair, whatever the stubs say
    return float(place[0])


def _lay_out(text: str, font: QFont, width: float, least: float) -> QTextLayout:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    left = runs_left(text)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if left else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if left else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        height = max(line.height(), least)
        line.setPosition(QPointF(0.0, y + (height - line.height()) / 2))
        y += height
    layout.endLayout()
    return layout


def _bottom(layout: QTextLayout) -> float:
    count = layout.lineCount()
    if not count:
        return 0.0
    line = layout.lineAt(count - 1)
    return line.y() + line.height() + max(0.0, (LINE - line.height()) / 2)

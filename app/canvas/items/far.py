"""Many cards in one item, as rectangles by colour: seen from far, or until they have items of their own."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final, cast

import shiboken6
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.items.picture import FAINT
from app.canvas.painter import Ink
from app.canvas.sights import Look, Seen
from app.layout.geometry import CELL_PADDING, Box
from app.layout.lane_layout import CARD_PADDING, TITLE_LEFT
from app.layout.styles import BODY, line_height
from app.models.records import Card

LINES_FROM: Final = 0.16
"""The zoom from which lines stand for the words of a card, and a halo for its being selected."""

EDGE: Final = 5.0
"""The coloured edge of a card is drawn wider than near: at a tenth of its size it would not be seen."""

_HALO: Final = 5.0
_VEIL: Final = 0.6
_LETTER: Final = 6.6
"""The mean width of a letter in points: how far a line goes on is only hinted at."""


Numbers = list[float]
"""Rectangles one after the other: x, y, width, height."""


class Rectangles:
    """Rectangles as numbers in a row, which QPainter reads where they lie."""

    __slots__ = ("numbers",)

    def __init__(self, numbers: Iterable[float] = ()) -> None:
        self.numbers = array("d", numbers)

    def draw(self, painter: QPainter) -> None:
        """Draw them all with the painter's pen and brush."""
        count = len(self.numbers) // 4
        if count:
            address = self.numbers.buffer_info()[0]
            painter.drawRects(cast(QRectF, shiboken6.wrapInstance(address, QRectF)), count)


class FarCards(QGraphicsRectItem):
    """Cards as rectangles; the words of each are lines about as long as they are."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.ink = ink
        self.seen: Seen | None = None
        self._cards: list[tuple[Card, Box, bool]] = []
        self._selected = Rectangles()
        self._papers: list[tuple[Look, Rectangles]] = []
        self._edges: list[tuple[Look, Rectangles]] = []
        self._words: tuple[Rectangles, Rectangles] | None = None

    def show_cards(self, cards: list[tuple[Card, Box]], look: Callable[[Card], Look]) -> None:
        """Show these cards, coloured as `look` says; boxes count from the item."""
        fills: defaultdict[Look, Numbers] = defaultdict(list)
        edges: defaultdict[Look, Numbers] = defaultdict(list)
        self._cards, self._words = [], None
        for card, box in cards:
            x, y, width, height = box
            seen = look(card)
            self._cards.append((card, box, seen.faint))
            fills[seen] += (x, y, width, height)
            edges[seen] += (x, y, EDGE, height)
        self._papers = [(seen, Rectangles(numbers)) for seen, numbers in fills.items()]
        self._edges = [(seen, Rectangles(numbers)) for seen, numbers in edges.items()]
        self.update()

    def choose(self, boxes: Iterable[Box]) -> None:
        """Show a halo around the cards at these boxes."""
        before = self._selected.numbers
        self._selected = Rectangles(number for box in boxes for number in box.inset(-_HALO, -_HALO))
        if self._selected.numbers != before:
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw halos, papers, edges and words, a call for each colour."""
        ink, near = self.ink, self.ink.zoom >= LINES_FROM
        outline = QPen(ink.colour("card.line"), 0.0)  # one pixel at any zoom
        nothing = ink.pen(None)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if near:
            self._draw_selected(painter)
        painter.setPen(outline if near else nothing)
        for look, rectangles in self._papers:
            painter.setOpacity(FAINT if look.faint else 1.0)
            painter.setBrush(ink.brush(look.paper) if near else ink.mixed(look.edge, "sheet"))
            rectangles.draw(painter)
        painter.setPen(nothing)
        for look, rectangles in self._edges:
            painter.setOpacity(FAINT if look.faint else 1.0)
            painter.setBrush(ink.brush(look.edge))
            rectangles.draw(painter)
        painter.setOpacity(1.0)
        if not near:  # a halo would be too thin, so it lies over the cards, and their kinds are seen through it
            painter.setOpacity(_VEIL)
            self._draw_selected(painter)
            painter.setOpacity(1.0)
        else:
            painter.setBrush(ink.brush("zero"))
            for bars, opacity in zip(self._bars(), (1.0, FAINT), strict=True):
                painter.setOpacity(opacity)
                bars.draw(painter)
            painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _draw_selected(self, painter: QPainter) -> None:
        painter.setPen(self.ink.pen(None))
        painter.setBrush(self.ink.brush("accent"))
        self._selected.draw(painter)

    def _bars(self) -> tuple[Rectangles, Rectangles]:
        """Return the lines that stand for words, those of faint cards apart, made when they are first seen."""
        if self._words is None:
            words: tuple[Numbers, Numbers] = ([], [])
            for card, box, faint in self._cards:
                words[faint].extend(_lines(card.title, box))
            self._words = Rectangles(words[0]), Rectangles(words[1])
        return self._words


_LINE = line_height(BODY)
_WORDS_TOP = CARD_PADDING + _LINE * 0.35


def _lines(title: str, box: Box) -> Numbers:
    """Return a bar for each line of a title."""
    x, y, width, height = box
    bars: Numbers = []
    room, left = width - TITLE_LEFT - CELL_PADDING, len(title) * _LETTER
    top, last = y + _WORDS_TOP, y + height - _LINE
    while left > 0 and top < last:
        bars += (x + TITLE_LEFT, top, min(left, room), 5.0)
        left -= room
        top += _LINE
    return bars

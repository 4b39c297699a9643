"""The turns of a source below each other: laid out as they come into view, and places found in them."""

from collections import OrderedDict
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF

from app.models.turns import Passage
from app.views.research.heights import Heights
from app.views.research.turn_layout import Fonts, LaidTurn
from app.views.research.turn_pages import TurnPages
from app.views.research.units import around, sentences, words

_KEPT: Final = 160
"""Turns that stay laid out."""


class Spot(NamedTuple):
    """A place in the text: a turn and a code point in it."""

    turn: int
    point: int


class TextColumn:
    """Pixels are from the upper left corner of the first turn's text."""

    def __init__(self, pages: TurnPages, fonts: Fonts, width: float, guess: float) -> None:
        self.pages, self.fonts, self.width = pages, fonts, width
        self.heights = Heights(pages.count, guess)
        self._laid: OrderedDict[int, LaidTurn | None] = OrderedDict()

    def laid(self, number: int) -> LaidTurn | None:
        """Return a turn laid out; none where it was erased."""
        if number in self._laid:
            self._laid.move_to_end(number)
            return self._laid[number]
        turn = self.pages.turn(number)
        made = None
        if turn is not None:
            before = self.pages.next_there(number, -1)
            above = self.pages.turn(before) if before is not None else None
            heading = turn.heading if above is None or above.heading != turn.heading else ""
            made = LaidTurn(number, turn, heading, self.fonts, self.width)
        self.heights.put(number, made.height if made else 0.0)
        self._laid[number] = made
        if len(self._laid) > _KEPT:
            self._laid.popitem(last=False)
        return made

    # ---- places

    def first(self) -> Spot:
        """Return the beginning of the text."""
        number = 0 if self.pages.turn(0) is not None else self.pages.next_there(0, 1)
        return Spot(number or 0, 0)

    def last(self) -> Spot:
        """Return the end of the text."""
        number = self.pages.next_there(self.pages.count, -1) or 0
        return Spot(number, len(self.pages.text(number)))

    def spot_at(self, x: float, y: float) -> Spot:
        """Return the place nearest to a point."""
        number = self.heights.at(y)
        laid = self.laid(number)
        if laid is None:
            return Spot(self.pages.next_there(number, 1) or number, 0)
        return Spot(number, laid.point_at(x, y - self.heights.top(number)))

    def caret(self, spot: Spot) -> QRectF:
        """Return where the caret stands at a place."""
        laid = self.laid(spot.turn)
        top = self.heights.top(spot.turn)
        return laid.caret(spot.point).translated(0.0, top) if laid else QRectF(0.0, top, 1.5, 20.0)

    def rects(self, passage: Passage) -> list[QRectF]:
        """Return what a passage covers in its first turns, as far as a page of them goes."""
        found: list[QRectF] = []
        for number in range(passage.turn, min(passage.last_turn, passage.turn + 30) + 1):
            laid = self.laid(number)
            if laid is not None:
                start = passage.start if number == passage.turn else 0
                end = passage.end if number == passage.last_turn else len(laid.turn.text)
                top = self.heights.top(number)
                found += [each.translated(0.0, top) for each in laid.rects(start, end)]
        return found

    # ---- steps of the caret

    def beside(self, spot: Spot, way: int, *, word: bool = False) -> Spot:
        """Return the place one letter or word to the right (1) or left (−1) of a place, as it is seen."""
        laid = self.laid(spot.turn)
        if laid is None:
            return spot
        unit, layout = laid.units.unit(spot.point), laid.layout
        if word:
            mode = layout.CursorMode.SkipWords
            moved = layout.nextCursorPosition(unit, mode) if way > 0 else layout.previousCursorPosition(unit, mode)
        else:
            moved = layout.rightCursorPosition(unit) if way > 0 else layout.leftCursorPosition(unit)
        if moved != unit:
            return Spot(spot.turn, laid.units.point(moved))
        forward = spot.point > 0 or (not laid.turn.text and way > 0)
        number = self.pages.next_there(spot.turn, 1 if forward else -1)
        if number is None:
            return spot
        return Spot(number, 0 if forward else len(self.pages.text(number)))

    def above_or_below(self, spot: Spot, way: int, x: float) -> Spot:
        """Return the place one line further down (1) or up (−1), nearest to an x."""
        laid = self.laid(spot.turn)
        if laid is None:
            return spot
        line = laid.line_of(spot.point) + way
        if 0 <= line < laid.lines:
            return Spot(spot.turn, laid.point_in_line(line, x))
        number = self.pages.next_there(spot.turn, way)
        beside = self.laid(number) if number is not None else None
        if beside is None:
            return Spot(spot.turn, len(laid.turn.text) if way > 0 else 0)
        return Spot(beside.number, beside.point_in_line(0 if way > 0 else beside.lines - 1, x))

    def line_end(self, spot: Spot, *, end: bool) -> Spot:
        """Return the beginning or the end of the line that a place is in."""
        laid = self.laid(spot.turn)
        return Spot(spot.turn, laid.line_bounds(laid.line_of(spot.point))[end]) if laid and laid.lines else spot

    # ---- parts of the text

    def word(self, spot: Spot) -> Passage:
        """Return the word at a place."""
        return self._part(spot, words(self.pages.text(spot.turn)))

    def sentence(self, spot: Spot) -> Passage:
        """Return the sentence at a place."""
        return self._part(spot, sentences(self.pages.text(spot.turn)))

    def whole(self, spot: Spot) -> Passage:
        """Return the turn at a place."""
        return Passage(spot.turn, 0, spot.turn, len(self.pages.text(spot.turn)))

    def _part(self, spot: Spot, bounds: list[int]) -> Passage:
        start, end = around(bounds, spot.point)
        text = self.pages.text(spot.turn)[start:end]
        return Passage(spot.turn, start, spot.turn, end - (len(text) - len(text.rstrip())))


def passage_between(one: Spot, other: Spot) -> Passage | None:
    """Return the passage between two places, whichever is first; none where they are the same."""
    first, last = sorted((one, other))
    return Passage(first.turn, first.point, last.turn, last.point) if first != last else None


def part_in_turn(passage: Passage | None, number: int, length: int) -> tuple[int, int] | None:
    """Return the part of a passage that lies in a turn of so many code points; none where it does not."""
    if passage is None or not passage.turn <= number <= passage.last_turn:
        return None
    start = passage.start if number == passage.turn else 0
    return start, min(passage.end, length) if number == passage.last_turn else length

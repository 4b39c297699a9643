"""The reader: a source as a column of turns, of which only those in view are laid out; passages are marked in it."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from app.canvas.motion import Transition
from app.models.records import Highlight, Source
from app.models.turns import NumberedTurn, Passage, passage_of, words_of
from app.views.research.hand import ReaderHand
from app.views.research.marks import Marks
from app.views.research.reader_keys import press_key
from app.views.research.spoken import describe, make_reader_accessible, tell
from app.views.research.text_column import Spot, TextColumn, part_in_turn, passage_between
from app.views.research.turn_layout import LINE, MARGIN, fonts_from, guess_height, measure
from app.views.research.turn_pages import TurnPages
from app.views.research.turn_painting import Over, TurnPainter
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID

_ABOVE: Final = 2.0 * GRID
_LEFT: Final = 4.0 * GRID
_NEAR: Final = 80
"""Turns that are laid out above what was in view, so that it stays where it is; a jump goes further."""

_LIT_FOR: Final = 900
"""Milliseconds that a sentence stays lit that was jumped to; then the light goes out softly."""


def tr(text: str) -> str:
    """Translate a text of the reader."""
    return QCoreApplication.translate("Reader", text)


class Reader(QAbstractScrollArea):
    """Shows one source. It changes nothing: it tells what is selected and what a key asks for."""

    moved = Signal()
    """Caret or selection are elsewhere."""
    rested = Signal()
    """A selection was finished: by a key, or as the mouse was let go."""
    scrolled = Signal()
    asked = Signal(str)
    """The name of what a key asks for: a kind of insight, `insight`, `tag`, `highlight`, `remove`, `note`."""
    menu_asked = Signal(QPoint)
    drag_asked = Signal()
    """The selection, or else the highlight in use, is being dragged away."""

    def __init__(self, theme: ThemeKeeper, describe_highlight: Callable[[Highlight], str]) -> None:
        super().__init__()
        self._theme, self._describe = theme, describe_highlight
        self.setObjectName("reader")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Text of the source"))
        self.setAccessibleDescription(
            tr("Arrows move, Shift selects, S takes the sentence. P, G, N, J, B, F mark what is selected; # tags it.")
        )
        self.source: Source | None = None
        self.column: TextColumn | None = None
        self.marks = Marks()
        self.caret = self.anchor = Spot(0, 0)
        self.goal: float | None = None
        """The x that Up and Down keep to."""
        self.hits: dict[int, list[tuple[int, int]]] = {}
        """What was searched for, by turn."""
        self.hit: Passage | None = None
        self._read: Callable[[int, int], list[NumberedTurn]] = lambda first, last: []
        self._fonts = fonts_from(self.font())
        self._painter = TurnPainter(theme, self._fonts)
        self._settling = False
        self._top_turn = 0
        self._spoken = -1
        self._lit, self._light = "", 0.0
        self._fade = Transition(400, self)
        self._dim = QTimer(self, singleShot=True, interval=_LIT_FOR)
        self._dim.timeout.connect(self._go_out)
        self._hand = ReaderHand(self)
        make_reader_accessible(self)
        theme.changed.connect(self.viewport().update)

    # ---- what is shown

    def show_source(self, source: Source | None, read: Callable[[int, int], list[NumberedTurn]]) -> None:
        """Show a source from its beginning; `read` reads its turns from one number to another."""
        self.source, self._read = source, read
        self.column = None
        self.hits, self.hit = {}, None
        self._spoken, self._top_turn = -1, 0
        self._make_column()
        self.caret = self.anchor = self.column.first() if self.column else Spot(0, 0)
        self.verticalScrollBar().setValue(0)
        self._settle()
        self.moved.emit()

    def show_marks(self, highlights: Iterable[Highlight]) -> None:
        """Show the highlights of the source as they are now."""
        self.marks = Marks(highlights)
        self.viewport().update()

    def _make_column(self) -> None:
        """Lay out anew for the width that there is; what is at the top stays there."""
        source = self.source
        if source is None or not source.turns:
            self.column = None
            return
        width = measure(self._fonts, self.viewport().width() - MARGIN - _LEFT - 2 * GRID)
        if self.column is not None and abs(self.column.width - width) < 1.0:
            return
        before, value = self.column, self.verticalScrollBar().value() - _ABOVE
        number = before.heights.at(max(value, 0.0)) if before else 0
        part = (value - before.heights.top(number)) / max(1.0, before.heights.height(number)) if before else 0.0
        pages = before.pages if before else TurnPages(source.turns, self._read)
        guess = guess_height(source.length, source.turns, self._fonts, width)
        self.column = TextColumn(pages, self._fonts, width, guess)
        if before is not None:
            self.column.laid(number)
            self._settle()
            heights = self.column.heights
            self.verticalScrollBar().setValue(round(heights.top(number) + part * heights.height(number) + _ABOVE))

    def left(self) -> float:
        """Return where the text begins, in pixels of the viewport."""
        spare = self.viewport().width() - MARGIN - (self.column.width if self.column else 0.0) - 2 * GRID
        return MARGIN + max(float(GRID), min(_LEFT, spare))

    def offset(self) -> QPointF:
        """Return where the first turn's text begins, in pixels of the viewport."""
        return QPointF(self.left(), _ABOVE - self.verticalScrollBar().value())

    def _settle(self, *, upward: bool = False) -> None:
        """Lay out what is in view, and fit what can be scrolled; nothing in view jumps."""
        column, bar = self.column, self.verticalScrollBar()
        if self._settling:
            return
        self._settling = True
        height = self.viewport().height()
        if column is None:
            bar.setRange(0, 0)
        else:
            shift = 0.0
            top = bar.value() - _ABOVE
            number = column.heights.at(max(top, 0.0))
            if upward and 0 < self._top_turn - number < _NEAR:  # what comes in above pushes nothing down
                before = column.heights.top(self._top_turn)
                for each in range(number, self._top_turn):
                    column.laid(each)
                shift = column.heights.top(self._top_turn) - before
            y = column.heights.top(number)
            while number < column.pages.count and y < top + shift + height:
                column.laid(number)
                y = column.heights.top(number + 1)
                number += 1
            bar.setRange(0, max(0, round(column.heights.total + 2 * _ABOVE + LINE - height)))
            bar.setPageStep(height)
            bar.setSingleStep(round(LINE))
            if shift:
                bar.setValue(round(bar.value() + shift))
            self._top_turn = column.heights.at(max(bar.value() - _ABOVE, 0.0))
        self._settling = False
        self.viewport().update()

    # ---- places

    def spot_at(self, pixel: QPointF) -> Spot:
        """Return the place nearest to a pixel of the viewport."""
        place = pixel - self.offset()
        return self.column.spot_at(place.x(), place.y()) if self.column else Spot(0, 0)

    @property
    def selection(self) -> Passage | None:
        """The passage that is selected."""
        return passage_between(self.anchor, self.caret)

    @property
    def current(self) -> Highlight | None:
        """The highlight that the caret is in, or that is just what is selected."""
        if self.column is None:
            return None
        chosen = self.selection
        if chosen is not None:
            return next((each for each in self.marks.ordered if passage_of(each) == chosen), None)
        return self.marks.at(*self.caret, len(self.column.pages.text(self.caret.turn)))

    def words(self, passage: Passage) -> str:
        """Return the words of a passage."""
        return words_of(passage, self.column.pages.between(passage.turn, passage.last_turn)) if self.column else ""

    def rect_of(self, passage: Passage) -> QRectF:
        """Return what encloses a passage, in pixels of the viewport."""
        whole = QRectF()
        for each in self.column.rects(passage) if self.column else ():
            whole = whole.united(each)
        return whole.translated(self.offset())

    # ---- moving

    def go(self, spot: Spot, *, select: bool = False, keep_goal: bool = False) -> None:
        """Put the caret somewhere, and bring it into view; `select` leaves the other end of the selection."""
        self.caret = spot
        if not select:
            self.anchor = spot
        if not keep_goal:
            self.goal = None
        self._reveal()
        self._tell_moved()

    def choose(self, passage: Passage) -> None:
        """Select a passage."""
        self.anchor, self.caret = Spot(passage.turn, passage.start), Spot(passage.last_turn, passage.end)
        self.goal = None
        self._reveal()
        self._tell_moved()
        self.rested.emit()

    def _tell_moved(self) -> None:
        self.viewport().update()
        self.moved.emit()
        if self.caret.turn != self._spoken:
            self._spoken = self.caret.turn
            tell(self)

    def _reveal(self) -> None:
        """Scroll as little as brings the caret into view."""
        if self.column is None:
            return
        for _ in range(2):  # what comes into view may be higher than was guessed
            box = self.column.caret(self.caret).translated(self.offset())
            height = self.viewport().height()
            if box.top() < GRID:
                self.scroll_by(box.top() - 3 * GRID)
            elif box.bottom() > height - GRID:
                self.scroll_by(box.bottom() - height + 3 * GRID)

    def scroll_by(self, pixels: float) -> None:
        """Scroll down by pixels, as far as there is text."""
        self._settle()
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.value() + pixels))

    def open_at(self, highlight: Highlight) -> None:
        """Bring a highlight into the upper third, with the caret in it, and light it for a moment."""
        self.bring(passage_of(highlight))
        self.go(Spot(highlight.turn, highlight.start))
        self._lit, self._light = highlight.id, 1.0
        self._fade.stop()
        self._dim.start()

    def bring_if_hidden(self, highlight: Highlight) -> None:
        """Bring a highlight into the upper third unless its beginning is in view already."""
        box = self.rect_of(passage_of(highlight)._replace(last_turn=highlight.turn))
        if not 0.0 <= box.top() <= self.viewport().height() - 2 * LINE:
            self.bring(passage_of(highlight))

    def bring(self, passage: Passage) -> None:
        """Bring a passage into the upper third of the view."""
        if self.column is None:
            return
        for _ in range(3):
            caret = self.column.caret(Spot(passage.turn, passage.start))
            self._settle()
            self.verticalScrollBar().setValue(round(caret.top() + _ABOVE - self.viewport().height() / 3))

    def _go_out(self) -> None:
        def step(fraction: float) -> None:
            self._light = 1.0 - fraction
            if fraction >= 1.0:
                self._lit = ""
            self.viewport().update()

        self._fade.run(step, seen=self.isVisible())

    def show_hits(self, hits: dict[int, list[tuple[int, int]]], hit: Passage | None = None) -> None:
        """Show what was searched for, and which of it is in use."""
        self.hits, self.hit = hits, hit
        self.viewport().update()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the turns in view."""
        column = self.column
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._painter.colour("surface"))
        if column is None:
            painter.setPen(self._painter.colour("muted"))
            nothing = tr("There is no text in this source.") if self.source is not None else ""
            painter.drawText(round(_LEFT), 5 * GRID, nothing)
            return
        current = self.current
        offset = self.offset()
        self._painter.paint_column(painter, column, offset, self.viewport().height(), partial(self._over, current))
        if self.hasFocus():
            self._painter.paint_caret(painter, column.caret(self.caret).translated(offset), offset.x())

    def _over(self, current: Highlight | None, number: int, length: int) -> Over:
        """Return what lies over the text of a turn."""
        return Over(
            self.marks.in_turn(number, length),
            part_in_turn(self.selection, number, length),
            self.hits.get(number, ()),
            part_in_turn(self.hit, number, length),
            current.id if current else "",
            self._lit,
            self._light,
        )

    # ---- events

    def scrollContentsBy(self, right: int, down: int) -> None:
        """Lay out what came into view."""
        self._settle(upward=down > 0)
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew where the measure is another."""
        super().resizeEvent(event)
        self._make_column()
        self._settle()
        self.scrolled.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret, and say where it is."""
        super().focusInEvent(event)
        self.viewport().update()
        tell(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means in a text."""
        if not press_key(self, event):
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll."""
        self.verticalScrollBar().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the caret there, or begin to drag what is selected."""
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select on, or drag away."""
        self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End that."""
        self._hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        self._hand.press_twice(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the passage."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if not by_key and self.selection is None:
            self.go(self.spot_at(QPointF(event.pos())))
        self.menu_asked.emit(self.viewport().mapToGlobal(self.caret_place()) if by_key else event.globalPos())

    def viewportEvent(self, event: QHelpEvent) -> bool:  # type: ignore[override]
        """Say what the highlight under the pointer is."""
        if event.type() == QHelpEvent.Type.ToolTip and self.column is not None:
            spot = self.spot_at(QPointF(event.pos()))
            found = self.marks.at(*spot, len(self.column.pages.text(spot.turn)))
            inside = found is not None and self.column_has(event.pos(), found)
            QToolTip.showText(event.globalPos(), self._describe(found) if found and inside else "", self)
            return True
        return super().viewportEvent(event)

    def caret_place(self) -> QPoint:
        """Return the lower end of the caret, in pixels of the viewport."""
        box = self.column.caret(self.caret) if self.column else QRectF()
        return box.translated(self.offset()).bottomLeft().toPoint()

    def column_has(self, pixel: QPoint, highlight: Highlight) -> bool:
        """Return whether a pixel of the viewport is on the words of a highlight."""
        place = QPointF(pixel) - self.offset()
        boxes: Sequence[QRectF] = self.column.rects(passage_of(highlight)) if self.column else ()
        return any(box.contains(place) for box in boxes)

    def focus_text(self) -> str:
        """Return the turn that the caret is in, in words."""
        return describe(self, self._describe)

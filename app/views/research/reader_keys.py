"""What keys mean in the reader: walking, selecting, and letters that mark what is selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from app.canvas.keys import character_of
from app.views.research.text_column import Spot, TextColumn

if TYPE_CHECKING:
    from app.views.research.reader import Reader

LETTERS: Final = {
    "P": "pain",
    "G": "gain",
    "N": "need",
    "J": "job",
    "B": "behaviour",
    "F": "fact",
    "I": "insight",
    "H": "highlight",
    "T": "tag",
    "E": "note",
    "R": "resize",
}
"""What each letter asks for; by the place of its key, so that it works on any keyboard."""

_Key = Qt.Key


def press_key(reader: Reader, event: QKeyEvent) -> bool:
    """Do what a key means; returns whether it means anything here."""
    column = reader.column
    if column is None:
        return False
    if event.matches(QKeySequence.StandardKey.Copy):
        if reader.selection is not None:
            QGuiApplication.clipboard().setText(reader.words(reader.selection))
        return True
    if event.matches(QKeySequence.StandardKey.SelectAll):
        reader.choose(column.whole(reader.caret))
        return True
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held == Qt.KeyboardModifier.AltModifier and event.key() in (_Key.Key_Down, _Key.Key_Up):
        to_highlight(reader, 1 if event.key() == _Key.Key_Down else -1)
        return True
    if held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return False
    return _walk(reader, column, event) or _ask(reader, event)


def to_highlight(reader: Reader, way: int) -> bool:
    """Go to the next (1) or previous (−1) highlight; returns whether there is one."""
    found = reader.marks.beside(reader.caret.turn, reader.caret.point, way)
    if found is not None:
        reader.bring_if_hidden(found)
        reader.go(Spot(found.turn, found.start))
    return found is not None


def _walk(reader: Reader, column: TextColumn, event: QKeyEvent) -> bool:
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    select = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    caret, key = reader.caret, event.key()
    steps: dict[int, Callable[[], Spot]] = {
        _Key.Key_Left: lambda: column.beside(caret, -1, word=control),
        _Key.Key_Right: lambda: column.beside(caret, 1, word=control),
        _Key.Key_Home: lambda: column.first() if control else column.line_end(caret, end=False),
        _Key.Key_End: lambda: column.last() if control else column.line_end(caret, end=True),
    }
    lines: dict[int, int] = {_Key.Key_Up: -1, _Key.Key_Down: 1}
    if key in steps:
        reader.go(steps[key](), select=select)
    elif key in lines and control:
        number = column.pages.next_there(caret.turn, lines[key])
        reader.go(Spot(number, 0) if number is not None else caret, select=select)
    elif key in lines:
        _to_line(reader, column, lines[key], 1, select=select)
    elif key in (_Key.Key_PageUp, _Key.Key_PageDown):
        way = 1 if key == _Key.Key_PageDown else -1
        reader.scroll_by(way * reader.viewport().height() * 0.85)
        _to_line(reader, column, way, max(1, round(reader.viewport().height() * 0.85 / 30)), select=select)
    else:
        return False
    if select:
        reader.rested.emit()
    return True


def _to_line(reader: Reader, column: TextColumn, way: int, count: int, *, select: bool) -> None:
    goal = reader.goal if reader.goal is not None else column.caret(reader.caret).center().x()
    spot = reader.caret
    for _ in range(count):
        spot = column.above_or_below(spot, way, goal)
    reader.go(spot, select=select, keep_goal=True)
    reader.goal = goal


def _ask(reader: Reader, event: QKeyEvent) -> bool:
    """Pass on what a key without Ctrl asks for; S takes the sentence, and with Shift one more."""
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return False
    key, letter = event.key(), character_of(event)
    if event.text() == "#" or key == _Key.Key_NumberSign:
        reader.asked.emit("tag")
    elif key in (_Key.Key_Delete, _Key.Key_Backspace):
        reader.asked.emit("remove")
    elif key in (_Key.Key_Return, _Key.Key_Enter):
        reader.asked.emit("enter")
    elif key == _Key.Key_Escape and reader.selection is not None:
        reader.go(reader.caret)
        reader.asked.emit("leave")
    elif letter == "S":
        _take_sentence(reader, more=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
    elif letter in LETTERS:
        reader.asked.emit(LETTERS[letter])
    else:
        return False
    return True


def _take_sentence(reader: Reader, *, more: bool) -> None:
    """Select the sentence at the caret; with `more`, the next one as well."""
    column, chosen = reader.column, reader.selection
    assert column is not None
    if chosen is None or not more:
        at = Spot(chosen.turn, chosen.start) if chosen is not None else reader.caret
        reader.choose(column.sentence(at))
        return
    text = column.pages.text(chosen.last_turn)
    rest = text[chosen.end :]
    begin = chosen.end + len(rest) - len(rest.lstrip())
    spot = Spot(chosen.last_turn, begin)
    if begin >= len(text):
        number = column.pages.next_there(chosen.last_turn, 1)
        if number is None:
            return
        spot = Spot(number, 0)
    following = column.sentence(spot)
    reader.choose(chosen._replace(last_turn=following.last_turn, end=following.end))

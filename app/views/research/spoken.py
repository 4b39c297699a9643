"""The reader for screen readers: a document whose value is the turn that the caret is in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible

from app.canvas.accessible import make_accessible, tell_focus
from app.models.records import Highlight
from app.models.turns import time_code

if TYPE_CHECKING:
    from app.views.research.reader import Reader


def tr(text: str) -> str:
    """Translate a text of the reader."""
    return QCoreApplication.translate("Reader", text)


def make_reader_accessible(reader: Reader) -> None:
    """Have Qt describe a reader to screen readers by its text."""
    make_accessible(reader, QAccessible.Role.Document)


def tell(reader: Reader) -> None:
    """Let a screen reader say the turn that the caret is in now."""
    if QAccessible.isActive() and reader.hasFocus():
        tell_focus(reader, reader.focus_text())


def describe(reader: Reader, describe_highlight: Callable[[Highlight], str]) -> str:
    """Return the turn that the caret is in, in words: its number, time and speaker, its text, the highlight there."""
    column = reader.column
    turn = column.pages.turn(reader.caret.turn) if column else None
    if column is None or turn is None:
        return ""
    place = tr("Turn {number} of {count}").format(number=reader.caret.turn + 1, count=column.pages.count)
    current = reader.current
    mark = tr("Highlight: {what}").format(what=describe_highlight(current)) if current else ""
    return ". ".join(filter(None, (place, time_code(turn.at), turn.speaker, turn.heading, turn.text, mark)))

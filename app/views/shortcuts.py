"""The overlay of F1: every key and gesture on one sheet, over the window, with the keys as they are now."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.canvas.keymap import Keymap
from app.views.commands import SUBMENUS, sections
from app.views.overlay_sheet import OverlaySheet
from app.views.widgets import GRID, button, label, scrolling, wrapped

Rows = list[tuple[str, str]]
Part = tuple[str, Rows]

Line = str | tuple[str, str]
"""A heading, or keys and what they do."""

_COLUMNS = 4

_UNEVEN = 5
"""By how many lines a column may be longer or shorter, so that what has one heading stays together."""

_SHOWN = 2
"""How many keys of a command are listed."""


def tr(text: str) -> str:
    """Translate a text of the overlay."""
    return QCoreApplication.translate("Shortcuts", text)


def gestures() -> list[Part]:
    """Return what is fixed: keys that walk and type, those of a workshop, and what the mouse does."""
    return [*_on_the_map(), _in_a_text(), _in_the_framework(), *_in_a_workshop(), _with_the_mouse()]


def _on_the_map() -> list[Part]:
    return [
        (
            tr("WALKING THE MAP"),
            [
                (tr("Arrows"), tr("walk over cells and cards; with Shift, select")),
                (tr("Alt+Arrows"), tr("move the card or the header")),
                (tr("Tab"), tr("next cell")),
                (tr("Home, End"), tr("ends of the lane; with Ctrl, of the map")),
                (tr("Menu key"), tr("everything that can be done here")),
                (tr("Esc"), tr("drop the drag without a trace")),
            ],
        ),
        (
            tr("WHILE TYPING"),
            [
                (tr("Enter"), tr("keep, and open the next below")),
                (tr("Shift+Enter"), tr("new line")),
                (tr("Tab"), tr("keep, and go to the next cell")),
                (tr("Esc"), tr("keep, and leave")),
            ],
        ),
    ]


def _in_a_text() -> Part:
    return (
        tr("IN A SOURCE"),
        [
            (tr("Arrows, Ctrl+Arrows"), tr("letters, words, turns; with Shift, select")),
            (tr("S, Shift+S"), tr("select the sentence, one more")),
            (tr("P, G, N, J, B, F"), tr("pain, gain, need, job, behaviour, fact")),
            (tr("I, H, #, E"), tr("insight, highlight alone, tag, note")),
            (tr("Alt+Down, Alt+Up"), tr("next, previous highlight")),
            (tr("R"), tr("the highlight stands on the selection")),
            (tr("Del"), tr("remove the highlight")),
            (tr("2, 3, 4 clicks"), tr("word, sentence, turn")),
            (tr("Drag a highlight"), tr("onto the map beside the text")),
        ],
    )


def _in_the_framework() -> Part:
    return (
        tr("IN THE FRAMEWORK"),
        [
            (tr("Ctrl+1 … Ctrl+8"), tr("tree, board, portfolio and the other tabs")),
            (tr("Enter, Esc"), tr("on the board: deeper, at last onto the map; back out")),
            (tr("Alt+Arrows"), tr("move the journey to the next stage or row")),
            (tr("Ctrl+wheel"), tr("zoom the board")),
            (tr("F2"), tr("details of the journey; in a table, edit the cell")),
            (tr("Ctrl+Enter"), tr("open the map")),
            (tr("Ctrl+R"), tr("in the portfolio: reviewed today")),
        ],
    )


def _in_a_workshop() -> list[Part]:
    return [
        (
            tr("IN THE CAPTURE LINE"),
            [
                (tr("Enter"), tr("file what was said")),
                (tr("Tab"), tr("complete the name")),
                (tr("Up"), tr("earlier sentences")),
                (tr("Alt+1 … Alt+9"), tr("answer a question")),
                (tr("Alt+P"), tr("pin the place, let it go")),
                (tr("Esc"), tr("back to the map")),
            ],
        ),
        (
            tr("WHILE PRESENTING"),
            [
                (tr("PgDn, PgUp"), tr("next, previous, anywhere")),
                (tr("Right, Left"), tr("the same; Space, Backspace")),
                (tr("Shift+PgDn, PgUp"), tr("past the other parts")),
                (tr("Home, End"), tr("the whole map, the end")),
                (tr("Number, Enter"), tr("that stage or persona")),
                (tr("B or ."), tr("black, and back")),
                (tr("T"), tr("time: large, small, not")),
                (tr("Esc"), tr("end, all as it was")),
            ],
        ),
        (
            tr("IN THE HISTORY"),
            [
                (tr("Up, Down"), tr("the map after that edit")),
                (tr("Alt+Left, Right"), tr("an edit back, forth")),
                (tr("On the timeline"), tr("arrows, PgUp, PgDn: sessions")),
                (tr("Up, Down there"), tr("take the other handle")),
                (tr("N, Shift+N"), tr("next, previous change")),
                (tr("Space"), tr("play, pause a replay")),
                (tr("Esc"), tr("back to now")),
            ],
        ),
    ]


def _with_the_mouse() -> Part:
    return (
        tr("WITH THE MOUSE"),
        [
            (tr("Drag"), tr("cards, stages, steps, lanes, personas")),
            (tr("Drag an edge"), tr("columns, lanes; a card over steps")),
            (tr("Drag on empty"), tr("select several")),
            (tr("Ctrl+Click"), tr("add to the selection")),
            (tr("Double-click"), tr("edit, a new card; an edge: automatic")),
            (tr("Right-click"), tr("a menu on everything")),
            (tr("Wheel, two fingers"), tr("pan; so does dragging with Space")),
            (tr("Ctrl+Wheel, pinch"), tr("zoom at the pointer")),
        ],
    )


def command_parts(keys: Keymap, most: int | None = _SHOWN) -> list[Part]:
    """Return the commands that have keys, menu by menu, with so many of the keys of each."""
    parts = []
    for section in sections():
        commands = [each for each in section.commands if each.name and each.name not in SUBMENUS]
        rows = [(", ".join(keys.texts(each.name)[:most]), _plain(each.text)) for each in commands]
        if any(written for written, _ in rows):
            heading = _plain(section.title).upper()
            parts.append((heading, [row for row in rows if row[0]]))
    return parts


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")


class ShortcutsOverlay(OverlaySheet):
    """Covers the middle of its window until a key or a click elsewhere closes it."""

    def __init__(self, window: QWidget, keys: Keymap, change: Callable[[], object]) -> None:
        super().__init__(window, tr("Keyboard and mouse"))
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(4 * GRID)
        for lines in _spread([*gestures(), *command_parts(keys)]):
            columns.addLayout(_grid(lines), 1)
        self._inner = inner
        scroll = scrolling(inner)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        top = QHBoxLayout()
        top.addWidget(label(tr("Keyboard and mouse"), "title"))
        top.addStretch()
        top.addWidget(button(tr("Change keys…"), clicked=change))
        self._close = button(tr("Close"), clicked=self.close_sheet)
        top.addWidget(self._close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        rows.setSpacing(2 * GRID)
        rows.addLayout(top)
        rows.addWidget(scroll, 1)

    def first(self) -> QWidget:
        """Return the button that closes the sheet."""
        return self._close

    def place(self) -> QRect:
        """Return the middle of the window."""
        room = self._window.rect()
        width = min(1520, room.width() - 4 * GRID)
        wanted = self._inner.heightForWidth(width - 10 * GRID) + 15 * GRID
        place = QRect(0, 0, width, min(wanted, room.height() - 4 * GRID))
        place.moveCenter(room.center())
        return place


def _grid(lines: list[Line]) -> QGridLayout:
    """Return a column: keys, and beside them what they do; headings over both."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(GRID // 2)
    for number, line in enumerate(lines):
        if isinstance(line, str):
            grid.setRowMinimumHeight(number, 4 * GRID if number else 0)
            grid.addWidget(label(line, "heading"), number, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
            continue
        keys, text = line
        grid.addWidget(label(keys, "key"), number, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(wrapped(text), number, 1, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(len(lines), 1)
    return grid


def _spread(parts: list[Part]) -> list[list[Line]]:
    """Return headings and rows in columns of about the same length, broken before headings where that is near."""
    lines: list[Line] = []
    for heading, rows in parts:
        lines += [heading, *rows]
    columns: list[list[Line]] = []
    while lines:
        even = -(-len(lines) // (_COLUMNS - len(columns)))
        ends = [at for at in range(1, len(lines) + 1) if at == len(lines) or isinstance(lines[at], str)]
        size = min(ends, key=lambda at: abs(at - even))
        if abs(size - even) > _UNEVEN or len(columns) == _COLUMNS - 1:
            size = even
            while size > 1 and isinstance(lines[size - 1], str):
                size -= 1
        columns.append(lines[:size])
        lines = lines[size:]
    return columns

"""The overlay of F1: every key and gesture on one sheet, over the window."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.canvas.keys import LETTER_OF_KIND
from app.views.kinds import kind_word
from app.views.palette import PALETTE_ORDER
from app.views.widgets import GRID, button, label, scrolling

Rows = list[tuple[str, str]]


def tr(text: str) -> str:
    """Translate a text of the overlay."""
    return QCoreApplication.translate("Shortcuts", text)


def _native(keys: QKeySequence.StandardKey | str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def sections() -> list[tuple[str, Rows]]:
    """Return what the overlay lists: a heading with its keys and what each does."""
    standard = QKeySequence.StandardKey
    return [
        (
            tr("ON THE MAP"),
            [
                (tr("Arrows"), tr("walk over cells and cards")),
                (tr("Alt+Arrows"), tr("move the card")),
                (tr("Tab"), tr("next cell")),
                (tr("Enter"), tr("edit in place")),
                (tr("1 … 5"), tr("sentiment −2 … +2")),
                (tr("Del"), tr("delete what is selected")),
                (tr("Menu key"), tr("everything that can be done here")),
                (tr("Space, drag"), tr("pan")),
                (tr("Ctrl+Wheel"), tr("zoom at the pointer")),
                (_native("Ctrl+0"), tr("whole map")),
            ],
        ),
        (
            tr("ADD AT THE FOCUSED CELL"),
            [(LETTER_OF_KIND[kind], kind_word(kind)) for kind in PALETTE_ORDER] + [("S", tr("Stage"))],
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
        (
            tr("WITH THE MOUSE"),
            [
                (tr("Drag"), tr("cards, stages, steps, lanes, personas")),
                (tr("Drag on empty"), tr("select several")),
                (tr("Ctrl+Click"), tr("add to the selection")),
                (tr("Double-click"), tr("edit, or a new card in a cell")),
                (tr("Right-click"), tr("a menu on everything")),
                (tr("Esc"), tr("drop the drag without a trace")),
            ],
        ),
        (
            tr("EVERYWHERE"),
            [
                ("F6", tr("next region of the window")),
                (_native(standard.Undo), tr("undo, also after a restart")),
                (_native(standard.Redo), tr("redo")),
                (_native(standard.Find), tr("find and replace")),
                (_native(standard.Save), tr("make a restore point")),
                (_native("Ctrl+E"), tr("export")),
                (_native("Ctrl+I"), tr("import")),
                (_native("Ctrl+J"), tr("opportunities, ranked")),
                (_native("Ctrl+Shift+J"), tr("make the selection an opportunity")),
                ("F1", tr("this sheet")),
            ],
        ),
    ]


class ShortcutsOverlay(QFrame):
    """Covers the middle of its window until a key or a click elsewhere closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("overlay")
        self.setAccessibleName(tr("Keyboard and mouse"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._focus_before: QWidget | None = None
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(4 * GRID)
        for numbers in ((0,), (1, 2), (3, 4)):
            side = QVBoxLayout()
            side.setSpacing(2 * GRID)
            for number in numbers:
                side.addLayout(self._section(*sections()[number]))
            side.addStretch()
            columns.addLayout(side)
        scroll = scrolling(inner)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        top = QHBoxLayout()
        top.addWidget(label(tr("Keyboard and mouse"), "title"))
        top.addStretch()
        self._close = button(tr("Close"), clicked=self.close_sheet)
        top.addWidget(self._close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        rows.setSpacing(2 * GRID)
        rows.addLayout(top)
        rows.addWidget(scroll, 1)
        self.hide()

    def _section(self, heading: str, lines: Rows) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.addWidget(label(heading, "heading"), 0, 0, 1, 2)
        for number, (keys, text) in enumerate(lines, start=1):
            grid.addWidget(label(keys, "key"), number, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(text), number, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def toggle(self) -> None:
        """Show the sheet, or close it."""
        if not self.isHidden():
            self.close_sheet()
            return
        self._focus_before = self.window().focusWidget()
        self._place()
        self.show()
        self.raise_()
        self._close.setFocus()
        if application := QApplication.instance():
            application.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no longer for clicks elsewhere."""
        if application := QApplication.instance():
            application.removeEventFilter(self)
        super().hideEvent(event)

    def close_sheet(self) -> None:
        """Hide the sheet and give the focus back."""
        self.hide()
        if self._focus_before is not None:
            self._focus_before.setFocus()

    def _place(self) -> None:
        window = self._window
        width = min(1200, window.width() - 4 * GRID)
        height = min(536, window.height() - 4 * GRID)
        self.setGeometry((window.width() - width) // 2, (window.height() - height) // 2, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the window changes its size; close when the focus or a click goes elsewhere."""
        if event.type() not in (QEvent.Type.Resize, QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
            return False
        if self.isHidden() or not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.Resize:
            if watched is self._window:
                self._place()
        elif watched is not self and not self.isAncestorOf(watched):
            self.hide()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks on the sheet from what lies below."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the sheet."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

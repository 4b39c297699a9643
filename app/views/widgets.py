"""Small controls that panels and dialogs share; those with a value tell only what the user changes, never a fill."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

_LONG_WORD = re.compile(r"\S{17,}")
_PIECE = r".{1,8}"

GRID = 8
"""Everything is a multiple of this many pixels apart, or half of it."""


TITLE_BAR = 40
"""Pixels left free for what the system puts above a window, on a screen that is lower than the window would be."""


def label(text: str = "", look: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label in plain text; look: caption, heading, title, strong, error."""
    result = QLabel(text, parent)
    result.setTextFormat(Qt.TextFormat.PlainText)
    if look:
        result.setProperty("look", look)
    return result


def wrapped(text: str = "", look: str = "") -> QLabel:
    """Return a label that breaks its lines."""
    result = label(text, look)
    result.setWordWrap(True)
    return result


class OneLine(QLabel):
    """A label of one line, whose end is left out where there is no room for it: the tip has all of it."""

    def __init__(self, look: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show as much of a text as there is room for; a screen reader hears all of it."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        super().setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text in again."""
        super().resizeEvent(event)
        self._fit()


class Names(QLabel):
    """A quiet label that breaks its lines, and words in them that are longer than a line, as names may be."""

    def __init__(self, look: str = "caption") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", look)

    def setText(self, text: str) -> None:
        """Show a text; a screen reader hears it as it is."""
        super().setText(breakable(text))
        self.setAccessibleName(text)


def breakable(text: str) -> str:
    """Return a text whose long words may be broken: Qt gives a label the width of its longest word."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(re.findall(_PIECE, word.group())), text)


def _presses(pressed: QAbstractButton, event: QKeyEvent) -> bool:
    """Return whether a key is an Enter that means the button: in dialogs it means the one that goes on."""
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and not isinstance(pressed.window(), QDialog)


class PushButton(QPushButton):
    """A push button that Enter presses too: Qt leaves that to Space alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter."""
        if _presses(self, event):
            self.click()
        else:
            super().keyPressEvent(event)


class LinkButton(PushButton):
    """A link of one line, whose end is left out where there is no room for it: the tip has all of it."""

    def __init__(self, text: str, clicked: Callable[[], object]) -> None:
        super().__init__(text)
        self._whole = text
        self.setProperty("look", "link")
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: clicked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        room = self.width() - GRID
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


class ToolButton(QToolButton):
    """A button with an icon, that Enter presses too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter."""
        if _presses(self, event):
            self.click()
        else:
            super().keyPressEvent(event)


def hold_still(page: QWidget, still: bool) -> None:
    """Keep what is scrolled on a page from being written in and pressed, or no longer; it can be read and scrolled."""
    for area in page.findChildren(QScrollArea):
        inner = area.widget()
        if inner is not None:
            inner.setEnabled(not still)


def button(text: str, look: str = "", clicked: Callable[[], object] | None = None) -> QPushButton:
    """Return a push button; look: primary, quiet, link, row, card, segment."""
    result = PushButton(text)
    if look:
        result.setProperty("look", look)
    if clicked is not None:
        result.clicked.connect(lambda: clicked())
    result.setAutoDefault(False)
    return result


def dialog_buttons(dialog: QDialog, text: str) -> tuple[QDialogButtonBox, QPushButton]:
    """Return the row of a dialog's buttons in the system's order, and the one that Enter presses."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, parent=dialog)
    accept = button(text, "primary", dialog.accept)
    box.addButton(accept, QDialogButtonBox.ButtonRole.ActionRole)
    box.rejected.connect(dialog.reject)
    box.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
    accept.setDefault(True)
    return box, accept


def fit_height(dialog: QDialog, width: int) -> None:
    """Make a dialog so wide and as high as what it holds, lines that are broken included."""
    layout = dialog.layout()
    assert layout is not None
    dialog.resize(width, layout.totalHeightForWidth(width))


def column(*widgets: QWidget, spacing: int = GRID, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return a layout of widgets below each other."""
    result = QVBoxLayout()
    result.setContentsMargins(*margins)
    result.setSpacing(spacing)
    for widget in widgets:
        result.addWidget(widget)
    return result


def scrolling(inner: QWidget) -> QScrollArea:
    """Return a frameless area in which a column of widgets scrolls up and down."""
    result = QScrollArea()
    result.setWidget(inner)
    result.setWidgetResizable(True)
    result.setFrameShape(QFrame.Shape.NoFrame)
    result.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    result.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return result


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{count:,} {one if count == 1 else many}"


def tab_order(*widgets: QWidget) -> None:
    """Let Tab walk these widgets in this order."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def restyle(widget: QWidget) -> None:
    """Let the stylesheet see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _leaves_undo_to_the_window(event: QEvent) -> bool:
    """Return whether the event claims undo or redo for a field; what is typed is stored at once: the window undoes."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )


def keep_delete(widget: QWidget) -> None:
    """Let a widget have Delete and Select All before the window's menus, which mean the map."""
    widget.installEventFilter(_DeleteKeeper(widget))


class _DeleteKeeper(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say that the widget takes these keys itself."""
        keeps = (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Delete) or event.matches(QKeySequence.StandardKey.SelectAll))
        )
        if keeps:
            event.accept()
        return keeps


def clear(layout: QLayout) -> None:
    """Let the widgets in a layout go, at once out of sight."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def caption_of(text: str, field: QWidget, look: str = "caption") -> QLabel:
    """Return a caption that names a field, for a screen reader too."""
    caption = label(text, look)
    caption.setBuddy(field)
    return caption


class LineField(QLineEdit):
    """A line of text; `textEdited` is the user's."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def fill(self, text: str) -> None:
        """Show a text, keeping the cursor where the field already holds it."""
        if text != self.text():
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)  # a long text is read from its beginning

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on at the end of what is there where a command gives the keys, unless all of it is selected."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason and not self.hasSelectedText():
            self.end(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the window, which imports them: their paths are no text for the field."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def event(self, event: QEvent) -> bool:
        """Pass undo on."""
        if _leaves_undo_to_the_window(event):
            event.ignore()
            return False
        return super().event(event)


class TextField(QPlainTextEdit):
    """Lines of text, as high as they need between `least` and `most` lines."""

    edited = Signal(str)
    """The user typed; the whole text."""
    entered = Signal()
    """Enter was pressed in a field whose text is one line of sense, such as a title."""

    def __init__(self, name: str, least: int = 1, most: int = 8, *, one_line: bool = False) -> None:
        super().__init__()
        self._least, self._most, self._one_line = least, most, one_line
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(lambda: self.edited.emit(self.toPlainText()))
        sideways = self.horizontalScrollBar()
        sideways.valueChanged.connect(lambda: sideways.setValue(0))  # lines are wrapped: nothing is further right
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.updateGeometry())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Leave files to the window, which imports them."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def be_title(self) -> None:
        """Look like the title of what is shown rather than like a box."""
        self.setProperty("look", "title")
        self.document().setDocumentMargin(0)

    def setPlaceholderText(self, text: str) -> None:
        """Say something else where nothing is written; Qt leaves the words on show as they were."""
        super().setPlaceholderText(text)
        self.viewport().update()

    def fill(self, text: str) -> None:
        """Show a text without saying that the user typed, keeping the cursor where the field already holds it."""
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(text)
            self.moveCursor(QTextCursor.MoveOperation.End)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the lines of the text."""
        lines = round(self.document().size().height())
        scrolls = lines > self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        shown = min(max(lines, self._least), self._most)
        return QSize(
            120, shown * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + GRID + 4
        )

    minimumSizeHint = sizeHint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks other lines; where all of them fit, the first is in view again."""
        super().resizeEvent(event)
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            self.verticalScrollBar().setValue(0)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Pass undo on."""
        if _leaves_undo_to_the_window(event):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the selection, which would look as if the next key replaced it."""
        super().focusOutEvent(event)
        reason = Qt.FocusReason
        if event.reason() not in (reason.PopupFocusReason, reason.ActiveWindowFocusReason, reason.MenuBarFocusReason):
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as the end of a title; Shift+Enter breaks the line."""
        if self._one_line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
            else:
                self.entered.emit()
            return
        super().keyPressEvent(event)


class Segments(QWidget):
    """A row of buttons of which one is down; pressing it again lets it go."""

    chosen = Signal(object)
    """The value the user chose, or none where the user let it go."""

    def __init__(self, name: str, choices: Sequence[tuple[Any, str, str]]) -> None:
        """Make a button for each (value, text, accessible name)."""
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[Any, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (value, text, spoken) in enumerate(choices):
            each = button(text, "segment")
            each.setCheckable(True)
            each.setAccessibleName(f"{name}: {spoken}")
            each.setToolTip(spoken)
            place = "first" if number == 0 else "last" if number == len(choices) - 1 else "middle"
            each.setProperty("place", place)
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            each.clicked.connect(lambda checked, value=value: self._choose(value, checked))
            self._buttons[value] = each
            row.addWidget(each)

    def value(self) -> Any:
        """Return the value that is down, or none."""
        return next((value for value, each in self._buttons.items() if each.isChecked()), None)

    def fill(self, value: object, default: object = None) -> None:
        """Show a value; none, the default of the kind, lightly."""
        for each, each_button in self._buttons.items():
            each_button.setChecked(value == each)
            is_default = value is None and default == each
            if bool(each_button.property("default")) != is_default:
                each_button.setProperty("default", is_default)
                restyle(each_button)

    def word(self, value: object, text: str, *, possible: bool = True) -> None:
        """Write something else on the button of a value, which can be pressed or not."""
        self._buttons[value].setText(text)
        self._buttons[value].setEnabled(possible)

    def _choose(self, value: object, checked: bool) -> None:
        self.chosen.emit(value if checked else None)


class ChoiceField(QComboBox):
    """One of some values; `chosen` tells what the user chose."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel: the next turn would change the value
        self.offer(choices)
        self.activated.connect(lambda number: self.chosen.emit(self.itemData(number)))

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer other values, unless they are these already."""
        if choices != [(self.itemData(number), self.itemText(number)) for number in range(self.count())]:
            with QSignalBlocker(self):
                self.clear()
                for value, text in choices:
                    self.addItem(text, value)

    def fill(self, value: object) -> None:
        """Show a value; none that is not among the choices, such as for several that differ."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(value))

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Leave the middle out where there is no room for all: what tells two choices apart is often at the end."""
        super().initStyleOption(option)
        if self.fontMetrics().horizontalAdvance(option.currentText) < self.width() - 6 * GRID:
            return  # sure to fit, and asking the style is slow
        parts, edit = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(parts, option, edit, self).width() - GRID // 2
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideMiddle, room)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the panel, not the value, unless the field has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberField(QWidget):
    """A whole number with a button on either side; `changed_by_user` tells what the user set."""

    changed_by_user = Signal(int)

    def __init__(self, name: str, least: int, most: int, *, step: int = 1, suffix: str = "") -> None:
        super().__init__()
        self.spin = _Spin(name)
        self.spin.setRange(least, most)
        self.spin.setSingleStep(step)
        self.spin.setSuffix(suffix)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.spin.valueChanged.connect(self.changed_by_user)
        self.setFocusProxy(self.spin)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        less, more = button("−", "step", self.spin.stepDown), button("+", "step", self.spin.stepUp)
        for part in (less, self.spin, more):
            row.addWidget(part, int(part is self.spin))
        for each in (less, more):
            each.setAccessibleName(f"{name} {each.text()}")
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows of the number do the same

    def fill(self, value: int) -> None:
        """Show a value without saying that the user set it."""
        with QSignalBlocker(self.spin):
            self.spin.setValue(value)

    def value(self) -> int:
        """Return the value on show."""
        return self.spin.value()

    def set_most(self, most: int) -> None:
        """Allow values up to another one."""
        with QSignalBlocker(self.spin):
            self.spin.setMaximum(most)


class _Spin(QSpinBox):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the panel, not the value, unless the field has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

"""What a tab shows where there is nothing yet: what it is for, what to do next, and the buttons for that."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.views.widgets import GRID, label, wrapped


class Empty(QWidget):
    """A title, a sentence or two, and what can be pressed."""

    def __init__(self, title: str, text: str, *buttons: QWidget) -> None:
        super().__init__()
        sheet = QFrame()
        sheet.setObjectName("sheet")
        sheet.setMinimumWidth(64 * GRID)
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        inner.setSpacing(GRID)
        self.title, self.text = label(title, "title"), wrapped(text)
        inner.addWidget(self.title)
        inner.addWidget(self.text)
        inner.addSpacing(GRID)
        pressed = QHBoxLayout()
        pressed.setSpacing(GRID)
        inner.addLayout(pressed)
        for each in buttons:
            if isinstance(each, QPushButton):
                pressed.addWidget(each)
            else:
                inner.addWidget(each)
        pressed.addStretch()
        rows = QVBoxLayout(self)
        rows.addStretch(1)
        across = QHBoxLayout()  # not an alignment, by which a text of several lines gets the height of one or two
        across.addStretch()
        across.addWidget(sheet)
        across.addStretch()
        rows.addLayout(across)
        rows.addStretch(2)
        self.home: QWidget = buttons[0] if buttons else self

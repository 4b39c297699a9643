"""What a tab shows where there is nothing yet: what it is for, and the button that begins."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.views.widgets import GRID, button, column, label, wrapped


class EmptyPage(QWidget):
    """A sheet in the middle; `begin` is the button that has the keys."""

    begin: QPushButton


def empty_page(title: str, text: str, begin: tuple[str, Callable[[], object]]) -> EmptyPage:
    """Return a sheet with a title, what to do next, and the button that does it."""
    inner = QFrame()
    inner.setObjectName("sheet")
    inner.setMaximumWidth(70 * GRID)
    inner.setMinimumWidth(36 * GRID)
    rows = column(label(title, "title"), wrapped(text), margins=(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID))
    rows.addSpacing(GRID)
    page = EmptyPage()
    page.begin = button(begin[0], "primary", begin[1])
    line = QHBoxLayout()
    line.addWidget(page.begin)
    line.addStretch()
    rows.addLayout(line)
    inner.setLayout(rows)
    across = QHBoxLayout()
    across.addStretch()
    across.addWidget(inner)
    across.addStretch()
    outer = column()
    outer.addStretch(1)
    outer.addLayout(across)
    outer.addStretch(2)
    page.setLayout(outer)
    return page

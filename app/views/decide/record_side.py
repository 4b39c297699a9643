"""The side of a tab: the one chosen record with its fields, or a line that says what to choose."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from app.views.session import Session
from app.views.widgets import GRID, caption_of, column, hold_still, scrolling, wrapped


class RecordForm(QWidget):
    """Fields below each other; it writes only what the user changes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.record_id = session, ""
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.rows.setSpacing(GRID // 2)

    def field(self, caption: str, widget: QWidget) -> QWidget:
        """Add a field below its caption, which is returned."""
        if self.rows.count() > 1:
            self.rows.addSpacing(GRID // 2)
        heading = caption_of(caption, widget)
        self.rows.addWidget(heading)
        self.rows.addWidget(widget)
        return heading

    def fill(self) -> None:
        """Show the record as it is stored."""
        raise NotImplementedError


class RecordSide(QFrame):
    """Shows a form while something is chosen."""

    def __init__(self, form: RecordForm, name: str, nothing: str) -> None:
        super().__init__()
        self.form = form
        self.setObjectName("inspector")
        self.setAccessibleName(name)
        self.setMinimumWidth(36 * GRID)
        self._nothing = wrapped(nothing, "caption")
        self._nothing.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._area = scrolling(form)
        rows = column(self._nothing, spacing=0)
        rows.addWidget(self._area, 1)
        rows.addStretch()
        self.setLayout(rows)
        self.show_record("")

    def show_record(self, record_id: str) -> None:
        """Show a record that is there; an empty id shows that none is chosen."""
        self.form.record_id = record_id
        self._area.setVisible(bool(record_id))
        self._nothing.setVisible(not record_id)
        if record_id:
            self.form.fill()
            hold_still(self, self.form.session.hands_off)


def beside(left: QWidget, side: QWidget) -> QSplitter:
    """Return a part with its side at the right of it."""
    across = QSplitter(Qt.Orientation.Horizontal)
    across.setHandleWidth(1)
    across.addWidget(left)
    across.addWidget(side)
    across.setStretchFactor(0, 1)
    across.setSizes([1120, 392])
    for number in range(2):
        across.setCollapsible(number, False)
    return across


def offered(records: list[tuple[str, str]], none: str) -> list[tuple[object, str]]:
    """Return records as choices, the first of which is none of them."""
    return [(None, none), *records]

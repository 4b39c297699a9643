"""What stands in the header above the ranking: finding, filtering and making opportunities; scoring them."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from app.models.content import Content
from app.models.records import Opportunity
from app.views.decide.sift_sheet import SiftSheet
from app.views.decide.sifting import EVERYTHING, Wanted
from app.views.decide.words import tr
from app.views.session import Session
from app.views.widgets import GRID, LineField, button, counted, label

_WIDE, _MEDIUM = 760, 640
"""Pixels from which there is room for how many there are, and for families and criteria."""

_TYPED = 150
"""Milliseconds after the last key until the list is sifted."""


class RankingTools(QWidget):
    """Tells what is wanted; the rest are commands."""

    sifted = Signal(object)
    """A `Wanted`."""
    command_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._wanted = EVERYTHING
        self._has_families = False
        self.count = label("", "caption")
        self.words = LineField(tr("Find an opportunity"))
        self.words.setPlaceholderText(tr("Find"))
        self.words.setClearButtonEnabled(True)
        self.words.setMaximumWidth(22 * GRID)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED)
        self._typed.timeout.connect(self._take_words)
        self.words.textChanged.connect(lambda _: self._typed.start())
        self.filter = button(tr("Filter"), clicked=self._open)
        self.sheet = SiftSheet(self.filter)
        self.sheet.changed.connect(self.sifted)
        self.families = QCheckBox(tr("Under their parents"))
        self.families.setToolTip(tr("Let children stand below their parents"))
        self.blind = button(tr("Score blind…"), clicked=lambda: self.command_asked.emit("score_blind"))
        self.criteria = button(tr("Criteria…"), clicked=lambda: self.command_asked.emit("scoring_models"))
        self.new = button(tr("New"))
        self.new.setAccessibleName(tr("New opportunity"))
        self.new.setToolTip(tr("Write down an opportunity"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.count)
        row.addStretch()
        for widget in (self.families, self.words, self.filter, self.criteria, self.blind, self.new):
            row.addWidget(widget, int(widget is self.words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, content: Content, wanted: Wanted, shown: int, every: int) -> None:
        """Show how many are looked at, and offer families where there are some."""
        self._wanted = wanted
        whole = counted(every, tr("opportunity"), tr("opportunities"))
        self.count.setText(whole if shown == every else tr("{shown} of {all}").format(shown=shown, all=whole))
        chosen = sum(len(values) for _, values in wanted.filters)
        self.filter.setText(tr("Filter ({count})").format(count=chosen) if chosen else tr("Filter"))
        self._has_families = any(each.parent_id for each in content.all(Opportunity).values())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is elsewhere, too, where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.count.setVisible(self.width() >= _WIDE)
        self.families.setVisible(self._has_families and self.width() >= _MEDIUM)
        self.criteria.setVisible(self.width() >= _MEDIUM)

    def show_wanted(self, wanted: Wanted) -> None:
        """Show what is wanted without telling it."""
        self._wanted = wanted
        with QSignalBlocker(self.words):
            self.words.fill(wanted.words)

    def _take_words(self) -> None:
        self.sifted.emit(Wanted(self._wanted.filters, self.words.text()))

    def _open(self) -> None:
        self.sheet.show_choices(self._session.content, self._wanted)
        self.sheet.open()

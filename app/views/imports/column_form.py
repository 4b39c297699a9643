"""What the current column of a survey is, and what its role needs to be told: a scale, where tags are cut."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QWidget

from app.views.imports.pane import Fields, tr
from app.views.imports.words import column_role_words
from app.views.widgets import GRID, ChoiceField, LineField, Names, column, restyle

if TYPE_CHECKING:
    from app.importers.surveys import ColumnUse


class ColumnForm(QFrame):
    """The role of one column with its details."""

    chosen = Signal(object)
    """The use of the column, as it is now: a ColumnUse; or its name and another role."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._use: Any = None
        self.name = Names("strong")
        self.role = ChoiceField(tr("Role of the column"), list(column_role_words().items()))
        self.low, self.high = LineField(tr("Lowest rating")), LineField(tr("Highest rating"))
        self.better = ChoiceField(tr("Good end"), [("high", tr("High is good")), ("low", tr("Low is good"))])
        self.sentiment = QCheckBox(tr("It is also how they felt"))
        self.nps = QCheckBox(tr("Recommendation (NPS)"))
        signs = [("", tr("A cell is one tag")), (";", "a; b"), (",", "a, b"), ("|", "a | b"), ("/", "a / b")]
        self.separator = ChoiceField(tr("Tags in a cell"), signs)
        self.fill_down = QCheckBox(tr("A blank cell means what stands above it"))
        self._lay_out()
        self.role.chosen.connect(self._take_role)
        self.better.chosen.connect(lambda end: self._tell(better=end))
        self.separator.chosen.connect(lambda sign: self._tell(separator=sign))
        self.sentiment.clicked.connect(lambda on: self._tell(sentiment=on))
        self.nps.clicked.connect(self._take_nps)
        self.fill_down.clicked.connect(lambda on: self._tell(fill_down=on))
        for each in (self.low, self.high):
            each.textEdited.connect(lambda _: self._take_scale())

    def _lay_out(self) -> None:
        self._rating, self._tags = QWidget(), QWidget()
        scale = Fields(3)
        scale.add(tr("Lowest"), self.low)
        scale.add(tr("Highest"), self.high)
        scale.add(tr("Good end"), self.better)
        self._rating.setLayout(scale)
        cut = Fields(1)
        cut.add(tr("Tags in a cell"), self.separator)
        self._tags.setLayout(cut)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        kind = Fields(1)
        kind.add(tr("Role of the column"), self.role)
        head.addLayout(kind, 1)
        head.addWidget(self._rating, 2)
        head.addWidget(self._tags, 1)
        rows = column(self.name, spacing=GRID // 2, margins=(2 * GRID, GRID, 2 * GRID, GRID))
        rows.addLayout(head)
        ticks = QHBoxLayout()
        for each in (self.sentiment, self.nps, self.fill_down):
            ticks.addWidget(each)
        ticks.addStretch()
        rows.addLayout(ticks)
        self.setLayout(rows)

    def fill(self, use: "ColumnUse", about: str) -> None:
        """Show a column, and what is to be said about its cells."""
        fresh = getattr(self._use, "name", None) != use.name
        self._use = use
        self.name.setText(f"{use.name}  –  {about}")
        self.role.fill(use.role)
        is_rating = use.role == "rating"
        self._rating.setVisible(is_rating)
        self._tags.setVisible(use.role == "tag")
        self.sentiment.setVisible(is_rating)
        self.nps.setVisible(is_rating)
        self.fill_down.setVisible(use.role != "ignore")
        self.better.fill(use.better)
        self.separator.offer(self._signs(use.separator))
        self.separator.fill(use.separator)
        for tick, on in ((self.sentiment, use.sentiment), (self.nps, use.nps), (self.fill_down, use.fill_down)):
            with QSignalBlocker(tick):
                tick.setChecked(on)
        for field, value in ((self.low, use.low), (self.high, use.high)):
            if fresh or not field.hasFocus():
                field.fill("" if value is None else f"{value:g}")
                self._mark(field, False)

    def _signs(self, separator: str) -> list[tuple[object, str]]:
        offers = [
            (self.separator.itemData(each), self.separator.itemText(each)) for each in range(self.separator.count())
        ]
        return offers if any(separator == sign for sign, _ in offers) else [*offers, (separator, separator)]

    def _mark(self, field: LineField, wrong: bool) -> None:
        if bool(field.property("wrong")) != wrong:
            field.setProperty("wrong", wrong)
            restyle(field)

    def _take_role(self, role: object) -> None:
        self.chosen.emit((self._use.name, role))

    def _take_scale(self) -> None:
        """Take both ends where they are a scale; mark them where they are none."""
        try:
            low, high = (float(each.text().replace(",", ".")) for each in (self.low, self.high))
            wrong = not low < high or max(abs(low), abs(high)) >= 1e9
        except ValueError:
            low = high = 0.0
            wrong = True
        for each in (self.low, self.high):
            self._mark(each, wrong)
        if not wrong:
            self._tell(low=low, high=high, nps=self._use.nps and (low, high) == (0, 10))

    def _take_nps(self, on: bool) -> None:
        self._tell(**({"nps": True, "low": 0, "high": 10} if on else {"nps": False}))

    def _tell(self, **changes: Any) -> None:
        self.chosen.emit(replace(self._use, **changes))

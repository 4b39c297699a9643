"""The anchors of a criterion to be written: value, label and rubric of each, added, removed, reordered."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.models.records import Criterion
from app.scoring.models import Model
from app.services.scoring_models import FEWEST, MOST, AnchorLine, even_anchors, set_anchors, with_another
from app.views.scoring.number_line import NumberLine
from app.views.scoring.words import number, tr
from app.views.session import Session
from app.views.widgets import GRID, LineField, ToolButton, button, column, label, wrapped


class AnchorRows(QWidget):
    """Filled with a criterion; each change is stored at once, or refused in words."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._criterion: Criterion | None = None
        self._steps: list[AnchorLine] = []
        self.lines: list[_Line] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID // 2)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(2, 5)
        self._heads = [label(text, "caption") for text in (tr("Value"), tr("Label"), tr("What it means"))]
        for place, each in enumerate(self._heads):
            self._grid.addWidget(each, 0, place)
        self.none = wrapped(tr("No anchors: people type a number between the bounds."), "caption")
        self.add = button(tr("Add an anchor"), clicked=self._add)
        self.even = button("", clicked=self._spread)
        self.clear = button(tr("Remove all anchors"), "quiet", partial(self._set, []))
        tools = QHBoxLayout()
        tools.setSpacing(GRID)
        for tool in (self.add, self.even, self.clear):
            tools.addWidget(tool)
        tools.addStretch()
        rows = column(self.none, spacing=GRID)
        rows.addLayout(self._grid)
        rows.addLayout(tools)
        self.setLayout(rows)

    def show_criterion(self, model: Model, criterion: Criterion) -> None:
        """Show the anchors of a criterion as they are stored."""
        self._criterion = criterion
        self._steps = [AnchorLine(each.value, each.label, each.rubric) for each in model.anchors.get(criterion.id, ())]
        while len(self.lines) < len(self._steps):
            self.lines.append(_Line(self, len(self.lines), self._grid))
        for place, line in enumerate(self.lines):
            step = self._steps[place] if place < len(self._steps) else None
            line.fill(step, last=place == len(self._steps) - 1, few=len(self._steps) <= FEWEST)
        for each in self._heads:
            each.setVisible(bool(self._steps))
        self.none.setVisible(not self._steps)
        self.clear.setVisible(bool(self._steps))
        self.add.setText(tr("Add an anchor") if self._steps else tr("Add anchors"))
        self.add.setEnabled(len(self._steps) < MOST)
        self.add.setToolTip(tr("A criterion has {few} to {many} anchors, or none").format(few=FEWEST, many=MOST))
        self.even.setText(" / ".join(number(each.value) for each in even_anchors(criterion)))
        self.even.setAccessibleName(tr("Five even steps: {steps}").format(steps=self.even.text()))
        self.even.setToolTip(tr("Five anchors, spread evenly; what is written beside a value stays"))

    def _set(self, steps: list[AnchorLine]) -> None:
        criterion = self._criterion
        if criterion is not None:
            self._session.perform(set_anchors, criterion.id, steps)

    def _add(self) -> None:
        if self._criterion is not None:
            self._set(with_another(self._criterion, self._steps))

    def _spread(self) -> None:
        if self._criterion is not None:
            self._set(even_anchors(self._criterion, self._steps))

    def rewrite(self, place: int, **fields: object) -> None:
        """Change one anchor; where that is refused the line shows what is stored again."""
        steps = list(self._steps)
        steps[place] = AnchorLine(**{**steps[place]._asdict(), **fields})
        self._set(steps)
        self.lines[place].value.fill_number(self._steps[place].value)

    def remove(self, place: int) -> None:
        """Take one anchor out."""
        self._set([each for at, each in enumerate(self._steps) if at != place])

    def shift(self, place: int, by: int) -> None:
        """Let an anchor's words change places with the next ones; the values stay in order."""
        other = place + by
        if not 0 <= other < len(self._steps):
            return
        steps = list(self._steps)
        one, two = steps[place], steps[other]
        steps[place] = AnchorLine(one.value, two.label, two.rubric)
        steps[other] = AnchorLine(two.value, one.label, one.rubric)
        self._set(steps)
        self.lines[other].label.setFocus()


class _Line(QObject):
    """One row of the grid: Alt with an arrow moves its words up or down."""

    def __init__(self, rows: AnchorRows, place: int, grid: QGridLayout) -> None:
        super().__init__(rows)
        self._rows, self._place = rows, place
        row = place + 1
        self.value = NumberLine(tr("Value of anchor {number}").format(number=row))
        self.value.setFixedWidth(8 * GRID)
        self.label = LineField(tr("Label of anchor {number}").format(number=row))
        self.rubric = LineField(tr("What anchor {number} means").format(number=row))
        self.value.entered.connect(self._set_value)
        self.value.refused.connect(lambda _: rows.rewrite(place))
        self.label.textEdited.connect(lambda text: rows.rewrite(place, label=text))
        self.rubric.textEdited.connect(lambda text: rows.rewrite(place, rubric=text))
        self.up = self._tool("↑", tr("Move anchor {number} up").format(number=row), partial(rows.shift, place, -1))
        self.down = self._tool("↓", tr("Move anchor {number} down").format(number=row), partial(rows.shift, place, 1))
        self.away = self._tool("×", tr("Remove anchor {number}").format(number=row), partial(rows.remove, place))
        for each in (self.value, self.label, self.rubric):
            each.installEventFilter(self)
        parts = (self.value, self.label, self.rubric, self.up, self.down, self.away)
        for at, part in enumerate(parts):
            grid.addWidget(part, row, at)
        self.parts = parts

    def _tool(self, text: str, name: str, clicked: partial[None]) -> ToolButton:
        made = ToolButton()
        made.setText(text)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setProperty("look", "cross")
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(lambda: clicked())
        return made

    def fill(self, step: AnchorLine | None, *, last: bool, few: bool) -> None:
        """Show an anchor; none hides the line."""
        for part in self.parts:
            part.setVisible(step is not None)
        if step is None:
            return
        self.value.fill_number(step.value)
        for field, text in ((self.label, step.label), (self.rubric, step.rubric)):
            if field.text() != text:
                field.fill(text)
                field.setCursorPosition(0)
        self.rubric.setToolTip(step.rubric)
        self.up.setEnabled(self._place > 0)
        self.down.setEnabled(not last)
        self.away.setEnabled(not few)

    def _set_value(self, value: float | None) -> None:
        if value is None:
            self._rows.rewrite(self._place)  # an anchor needs a value
        else:
            self._rows.rewrite(self._place, value=value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the words by Alt and an arrow."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self._rows.shift(self._place, steps[Qt.Key(event.key())])
            return True
        return False

"""The register of silos: hand-offs and steps that cross departments, counted, the broken ones first."""

from typing import Any, NamedTuple

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.models.content import Content
from app.models.records import Department, Stage
from app.scoring.framework.registers import CrossingHandOff, CrossingStep, HandOffState, Silos, silos_of
from app.views.empty import Empty
from app.views.framework.sheet import Column, Sheet
from app.views.framework.ways import Ways
from app.views.framework.words import title_of, tr
from app.views.kinds import value_word
from app.views.rail import MAP
from app.views.widgets import GRID, button, column, counted, label

_FIRST: dict[HandOffState, int] = {"broken": 0, "unmarked": 1, "seamless": 2}


class _HandOff(NamedTuple):
    key: str
    at: CrossingHandOff


class _Step(NamedTuple):
    key: str
    at: CrossingStep
    name: str


class _Pair(NamedTuple):
    key: str
    source: Department
    target: Department
    whole: int
    broken: int


def state_word(state: HandOffState) -> str:
    """Return how a hand-off goes."""
    return tr("not marked") if state == "unmarked" else value_word(state)


class SilosPart(QWidget):
    """Hand-offs, between whom how many, and the steps that several departments have a hand in; Enter opens the map."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._ways, self._session = ways, ways.session
        self.silos = Silos((), ())
        theme = ways.theme
        self.table: Sheet[_HandOff] = Sheet(
            tr("Hand-offs between departments"), theme, self._hand_off_columns(), lambda row: row.key
        )
        self.table.opened.connect(self._open)
        self.pairs: Sheet[_Pair] = Sheet(
            tr("Between departments"), theme, self._pair_columns(), lambda row: row.key, quiet=True
        )
        self.steps: Sheet[_Step] = Sheet(
            tr("Steps that cross departments"), theme, self._step_columns(), lambda row: row.key, quiet=True
        )
        self.steps.opened.connect(self._open_step)
        self._titles = [label("", "heading") for _ in range(3)]
        full = QWidget()
        rows = QVBoxLayout(full)
        rows.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        rows.setSpacing(GRID // 2)
        self._tables: tuple[Sheet[Any], ...] = (self.table, self.pairs, self.steps)
        for number, heading in enumerate(self._titles):
            rows.addWidget(heading)
            rows.addWidget(self._tables[number], 1)
            rows.addSpacing(GRID)
        text = tr(
            "Where a journey goes from one department to another it is easily dropped. Say on the maps which "
            "department does a touchpoint or a step, and draw what is handed over as connectors: what crosses is "
            "counted here."
        )
        go = button(tr("Open the map"), "primary", lambda: ways.place_asked.emit(MAP))
        self.empty = Empty(tr("Nothing crosses departments yet"), text, go)
        self.parts = QStackedWidget()
        self.parts.addWidget(full)
        self.parts.addWidget(self.empty)
        self.setLayout(column(self.parts))

    @staticmethod
    def _hand_off_columns() -> list[Column[_HandOff]]:
        return [
            Column(
                tr("Hand-off"),
                lambda row: state_word(row.at.state),
                110,
                key=lambda row: _FIRST[row.at.state],
                role=lambda row: {"broken": "bad", "seamless": "good"}.get(row.at.state, "muted"),
            ),
            Column(tr("From"), lambda row: row.at.source.name, 140),
            Column(tr("To"), lambda row: row.at.target.name, 140),
            Column(tr("What goes"), lambda row: f"{row.at.start.title} → {row.at.end.title}"),
            Column(tr("Journey"), lambda row: title_of(row.at.journey), role=lambda _: "muted"),
        ]

    @staticmethod
    def _pair_columns() -> list[Column[_Pair]]:
        return [
            Column(tr("From"), lambda row: row.source.name),
            Column(tr("To"), lambda row: row.target.name),
            Column(tr("Hand-offs"), lambda row: str(row.whole), 110, key=lambda row: row.whole, figures=True),
            Column(
                tr("Broken"),
                lambda row: str(row.broken),
                110,
                key=lambda row: row.broken,
                role=lambda row: "bad" if row.broken else "muted",
                figures=True,
            ),
        ]

    @staticmethod
    def _step_columns() -> list[Column[_Step]]:
        return [
            Column(tr("Step"), lambda row: row.name),
            Column(tr("Departments"), lambda row: ", ".join(each.name for each in row.at.departments)),
            Column(
                tr("Cards"), lambda row: str(len(row.at.cards)), 80, key=lambda row: len(row.at.cards), figures=True
            ),
            Column(tr("Journey"), lambda row: title_of(row.at.journey), role=lambda _: "muted"),
        ]

    def home(self) -> QWidget:
        """Return what has the keys when the register comes."""
        return self.table if self.parts.currentIndex() == 0 else self.empty.home

    def said(self) -> str:
        """Return in a line what there is."""
        if not self.silos.hand_offs and not self.silos.steps:
            return ""
        said = tr("{hand_offs} between departments, {broken} broken · {steps}")
        return said.format(
            hand_offs=counted(len(self.silos.hand_offs), tr("hand-off"), tr("hand-offs")),
            broken=self.silos.broken,
            steps=counted(len(self.silos.steps), tr("step crosses"), tr("steps cross")),
        )

    def refill(self) -> None:
        """Show the register as it is stored."""
        content = self._session.content
        silos = self.silos = silos_of(content)
        crossing = sorted(silos.hand_offs, key=lambda each: _FIRST[each.state])
        self.table.show_rows([_HandOff(f"{each.start.id}/{each.end.id}", each) for each in crossing])
        pairs = [
            _Pair(f"{one}/{other}", content.get(Department, one), content.get(Department, other), whole, broken)
            for (one, other), (whole, broken) in silos.between().items()
        ]
        pairs.sort(key=lambda pair: (-pair.broken, -pair.whole))
        self.pairs.show_rows(pairs)
        self.steps.show_rows([_Step(each.step.id, each, _step_name(content, each)) for each in silos.steps])
        words = (tr("HAND-OFFS · {count}"), tr("BETWEEN WHOM · {count}"), tr("STEPS OF SEVERAL DEPARTMENTS · {count}"))
        for title, text, table in zip(self._titles, words, self._tables, strict=True):
            count = table.sheet.rowCount()
            title.setText(text.format(count=count))
            title.setVisible(count > 0)
            table.setVisible(count > 0)
        self.parts.setCurrentIndex(0 if silos.hand_offs or silos.steps else 1)

    def _open(self, key: str) -> None:
        row = next(each for each in self.table.sheet.rows if each.key == key)
        self._ways.map_asked.emit(row.at.journey.id, row.at.start.id)

    def _open_step(self, key: str) -> None:
        row = next(each for each in self.steps.sheet.rows if each.key == key)
        self._ways.map_asked.emit(row.at.journey.id, row.at.step.id)


def _step_name(content: Content, crossing: CrossingStep) -> str:
    stage = content.get(Stage, crossing.step.stage_id)
    return " · ".join(part for part in (stage.title, crossing.step.title) if part) or tr("Untitled")

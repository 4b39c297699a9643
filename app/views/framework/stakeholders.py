"""The register of stakeholders: a table, a small grid of interest and influence, the asks of the current one."""

from datetime import date
from typing import Any, Final, get_args

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.models.content import journeys_in_tree_order
from app.models.kinds import AskStatus, Level
from app.models.records import Ask, Department
from app.scoring.framework.registers import StakeholderRow, stakeholders_of
from app.services.framework import (
    add_ask,
    add_stakeholder,
    delete_asks,
    delete_stakeholders,
    set_stakes,
    update_ask,
    update_stakeholder,
)
from app.services.lists import add_entry
from app.views.days import day_word
from app.views.empty import Empty
from app.views.framework.sheet import Column, Edit, Sheet
from app.views.framework.ways import Ways
from app.views.framework.words import ask_word, much_word, title_of, tr
from app.views.links import Link, Links
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID, button, column, counted, label

LEVELS: Final[tuple[Level, ...]] = get_args(Level)

_HIGH: Final = 440
"""Pixels from which there is room for the grid of interest and influence."""


class Stakeholders(QWidget):
    """Everything is edited where it stands; Delete deletes the row that has the keys."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._ways, self._session = ways, ways.session
        self.rows: tuple[StakeholderRow, ...] = ()
        session = ways.session
        self.table: Sheet[StakeholderRow] = Sheet(
            tr("Stakeholders"), ways.theme, self._columns(), lambda row: row.stakeholder.id
        )
        self.table.guard(session.may_edit)
        self.table.chosen.connect(lambda _: self._show_current())
        self.table.deleted.connect(self._delete)
        self.table.refused.connect(session.failed)
        self.table.edited.connect(self.refill)
        self.asks: Sheet[Ask] = Sheet(
            tr("Asks"), ways.theme, self._ask_columns(), lambda ask: ask.id, sorts=False, quiet=True
        )
        self.asks.guard(session.may_edit)
        self.asks.deleted.connect(self._delete_ask)
        self.asks.refused.connect(session.failed)
        self.asks.edited.connect(self.refill)
        self.grid = InfluenceGrid(ways.theme)
        self.grid.chosen.connect(lambda key: self.table.go_to(key))
        self.add = button(tr("Add stakeholder"), clicked=self.add_one)
        self.add_ask = button(tr("Add ask"), clicked=self.add_one_ask)
        self._whose = label("", "heading")
        self._whose.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.journeys = Links(tr("Journeys"), tr("Journey that they have a stake in"))
        self.journeys.opened.connect(ways.journey_asked)
        self.journeys.added.connect(lambda journey_id: self._set_stakes(journey_id, there=True))
        self.journeys.removed.connect(lambda journey_id: self._set_stakes(journey_id, there=False))
        self._lay_out()

    def _lay_out(self) -> None:
        below = QVBoxLayout()
        below.setSpacing(GRID)
        top = QHBoxLayout()
        top.addWidget(self._whose, 1)
        top.addWidget(self.add_ask)
        below.addLayout(top)
        below.addWidget(self.asks, 1)
        below.addWidget(self.journeys)
        beside = column(label(tr("INTEREST AND INFLUENCE"), "heading"), self.grid)
        beside.addStretch()
        self._beside = QWidget()
        self._beside.setLayout(beside)
        under = QHBoxLayout()
        under.setSpacing(3 * GRID)
        under.addLayout(below, 1)
        under.addWidget(self._beside)
        full = QWidget()
        rows = QVBoxLayout(full)
        rows.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        rows.setSpacing(GRID)
        rows.addWidget(self.table, 3)
        rows.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addLayout(under, 2)
        text = tr(
            "Who has a say in these journeys, how much it matters to them, what they want, and what they ask for."
        )
        first = button(tr("Add stakeholder"), "primary", self.add_one)
        self.empty = Empty(tr("No stakeholder yet"), text, first)
        self.parts = QStackedWidget()
        self.parts.addWidget(full)
        self.parts.addWidget(self.empty)
        self.setLayout(column(self.parts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the height to the tables where there is little: the levels are in the first one, too."""
        super().resizeEvent(event)
        self._beside.setVisible(event.size().height() >= _HIGH)

    def _columns(self) -> list[Column[StakeholderRow]]:
        levels = [(None, "–"), *((each, much_word(each)) for each in LEVELS)]

        def level(name: str, title: str) -> Column[StakeholderRow]:
            return Column(
                title,
                lambda row: much_word(getattr(row.stakeholder, name)) if getattr(row.stakeholder, name) else "–",
                96,
                key=lambda row: LEVELS.index(value) if (value := getattr(row.stakeholder, name)) else None,
                edit=Edit("choice", lambda row: getattr(row.stakeholder, name), self._set(name), lambda: levels),
            )

        return [
            Column(tr("Name"), lambda row: row.stakeholder.name, 0, edit=self._text("name")),
            Column(tr("Role"), lambda row: row.stakeholder.role, 140, edit=self._text("role")),
            Column(
                tr("Department"),
                lambda row: row.department.name if row.department else "–",
                140,
                edit=Edit(
                    "entry",
                    lambda row: row.stakeholder.department_id,
                    self._set("department_id"),
                    lambda: [(each.id, each.name) for each in self._session.content.ordered(Department)],
                    self._add_department,
                ),
            ),
            level("interest", tr("Interest")),
            level("influence", tr("Influence")),
            Column(tr("Wants"), lambda row: row.stakeholder.wants, 0, edit=self._text("wants")),
            Column(
                tr("Open asks"),
                lambda row: f"{row.open} · {tr('{count} late').format(count=row.late)}" if row.late else str(row.open),
                108,
                key=lambda row: (row.open, row.late),
                role=lambda row: "warning" if row.late else "ink" if row.open else "muted",
            ),
            Column(tr("Journeys"), lambda row: str(len(row.journeys) or "–"), 84, key=lambda row: len(row.journeys)),
        ]

    def _text(self, name: str) -> Edit[StakeholderRow]:
        return Edit("text", lambda row: getattr(row.stakeholder, name), self._set(name))

    def _set(self, name: str) -> Any:
        return lambda row, value: self._session.perform(update_stakeholder, row.stakeholder.id, **{name: value})

    def _add_department(self, row: StakeholderRow, name: str) -> None:
        made = self._session.perform(add_entry, Department, name)
        if made is not None:
            self._session.perform(update_stakeholder, row.stakeholder.id, department_id=made)

    def _ask_columns(self) -> list[Column[Ask]]:
        statuses = [(each, ask_word(each)) for each in get_args(AskStatus)]

        def put(name: str) -> Any:
            return lambda ask, value: self._session.perform(update_ask, ask.id, **{name: value})

        def late(ask: Ask) -> str:
            is_late = ask.status == "open" and ask.due_on is not None and ask.due_on < date.today().isoformat()
            return "warning" if is_late else "ink"

        return [
            Column(tr("Ask"), lambda ask: ask.title, edit=Edit("text", lambda ask: ask.title, put("title"))),
            Column(
                tr("Status"),
                lambda ask: ask_word(ask.status),
                96,
                edit=Edit("choice", lambda ask: ask.status, put("status"), lambda: statuses),
            ),
            Column(
                tr("Asked"),
                lambda ask: day_word(ask.asked_on) or "–",
                116,
                edit=Edit("day", lambda ask: ask.asked_on, put("asked_on")),
            ),
            Column(
                tr("Due"),
                lambda ask: day_word(ask.due_on) or "–",
                116,
                role=late,
                edit=Edit("day", lambda ask: ask.due_on, put("due_on")),
            ),
            Column(tr("Answer"), lambda ask: ask.answer, edit=Edit("text", lambda ask: ask.answer, put("answer"))),
        ]

    # ---- what is stored

    def home(self) -> QWidget:
        """Return what has the keys when the register comes."""
        return self.table if self.rows else self.empty.home

    def said(self) -> str:
        """Return in a line what there is."""
        asks, late = sum(row.open for row in self.rows), sum(row.late for row in self.rows)
        parts = [counted(asks, tr("open ask"), tr("open asks"))]
        parts += [tr("{count} after their day").format(count=late)] if late else []
        return " · ".join(parts) if self.rows else ""

    def refill(self) -> None:
        """Show the register as it is stored."""
        self.rows = stakeholders_of(self._session.content, date.today())
        self.table.show_rows(self.rows)
        self.parts.setCurrentIndex(0 if self.rows else 1)
        self._show_current()

    def _show_current(self) -> None:
        row = self.table.current()
        self.grid.show_rows(self.rows, self.table.current_key())
        self._whose.setText(tr("ASKS OF {name}").format(name=row.stakeholder.name.upper()) if row else "")
        self._whose.setVisible(row is not None)
        self.asks.show_rows(row.asks if row is not None else ())
        self.add_ask.setEnabled(row is not None)
        self.journeys.setVisible(row is not None)
        held = {journey.id for journey in row.journeys} if row is not None else set()
        links = [Link(journey.id, title_of(journey)) for journey in row.journeys] if row is not None else []
        journeys = journeys_in_tree_order(self._session.content)
        self.journeys.fill(links, [(each.id, title_of(each)) for each in journeys if each.id not in held])

    # ---- what is done

    def add_one(self) -> None:
        """Add somebody, the name ready to type."""
        if not self._session.may_edit():
            return
        taken = {row.stakeholder.name for row in self.rows}
        name = new_name(tr("New stakeholder"), taken)
        made = self._session.perform(add_stakeholder, name)
        if made is not None:
            self.refill()
            self.table.go_to(made, 0, edit=True)

    def add_one_ask(self) -> None:
        """Add an ask of the current stakeholder, its words ready to type."""
        row = self.table.current()
        if row is None or not self._session.may_edit():
            return
        made = self._session.perform(add_ask, row.stakeholder.id, tr("New ask"))
        if made is not None:
            self.refill()
            self.asks.go_to(made, 0, edit=True)

    def _delete(self, stakeholder_id: str) -> None:
        if self._session.may_edit():
            self._session.perform(delete_stakeholders, [stakeholder_id])
            self.refill()

    def _delete_ask(self, ask_id: str) -> None:
        if self._session.may_edit():
            self._session.perform(delete_asks, [ask_id])
            self.refill()

    def _set_stakes(self, journey_id: str, *, there: bool) -> None:
        row = self.table.current()
        if row is None or not self._session.may_edit():
            return
        ids = [journey.id for journey in row.journeys if journey.id != journey_id]
        self._session.perform(set_stakes, row.stakeholder.id, [*ids, journey_id] if there else ids)
        self.refill()


class InfluenceGrid(QWidget):
    """How much influence (upwards) and interest (to the right) stakeholders have: a number of them in each field.

    A click goes to the first in a field; by keyboard the same is in the table, which sorts by both.
    """

    chosen = Signal(str)

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[StakeholderRow, ...] = ()
        self._current = ""
        self.setFixedSize(34 * GRID, 26 * GRID)
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.update()

    def show_rows(self, rows: tuple[StakeholderRow, ...], current: str) -> None:
        """Show stakeholders, one of them marked."""
        self._rows, self._current = rows, current
        parts = []
        for influence in reversed(LEVELS):
            for interest in LEVELS:
                names = [row.stakeholder.name for row in self._in(interest, influence)]
                if names:
                    words = tr("influence {influence}, interest {interest}: {names}")
                    parts.append(
                        words.format(
                            influence=much_word(influence), interest=much_word(interest), names=", ".join(names)
                        )
                    )
        self.setToolTip("\n".join(parts))
        self.setAccessibleName(tr("Interest and influence"))
        self.setAccessibleDescription("; ".join(parts))
        self.update()

    def _in(self, interest: Level, influence: Level) -> list[StakeholderRow]:
        return [
            row for row in self._rows if row.stakeholder.interest == interest and row.stakeholder.influence == influence
        ]

    def _box(self, interest: Level, influence: Level) -> QRect:
        wide, high = (self.width() - 3 * GRID) // 3, (self.height() - 3 * GRID) // 3
        column_, row = LEVELS.index(interest), 2 - LEVELS.index(influence)
        return QRect(3 * GRID + column_ * wide, row * high, wide - 2, high - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nine fields; the more somebody matters, the stronger the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(SMALL)
        for interest in LEVELS:
            for influence in LEVELS:
                box, rows = self._box(interest, influence), self._in(interest, influence)
                matters = LEVELS.index(interest) + LEVELS.index(influence)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.colour("selection" if matters >= 3 else "hover")))
                painter.drawRoundedRect(QRectF(box), 4, 4)
                if any(row.stakeholder.id == self._current for row in rows):
                    painter.setPen(QPen(QColor(self._theme.colour("accent")), 2))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)
                if rows:
                    painter.setPen(QColor(self._theme.colour("ink")))
                    first = rows[0].stakeholder.name
                    text = first if len(rows) == 1 else f"{first} + {len(rows) - 1}"
                    painter.setFont(font)
                    inner = box.adjusted(4, 2, -4, -2)
                    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                    painter.drawText(inner, flags, text)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colour("muted")))
        foot = QRect(3 * GRID, self.height() - 3 * GRID, self.width() - 3 * GRID, 3 * GRID)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, tr("interest →"))
        painter.rotate(-90)
        side = QRect(-self.height() + 3 * GRID, 0, self.height() - 3 * GRID, 3 * GRID)
        painter.drawText(side, Qt.AlignmentFlag.AlignCenter, tr("influence →"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the first stakeholder of a field."""
        for interest in LEVELS:
            for influence in LEVELS:
                rows = self._in(interest, influence)
                if rows and self._box(interest, influence).contains(event.position().toPoint()):
                    self.chosen.emit(rows[0].stakeholder.id)


def new_name(name: str, taken: set[str]) -> str:
    """Return a name that nobody has yet."""
    number = 2
    made = name
    while made in taken:
        made, number = f"{name} {number}", number + 1
    return made

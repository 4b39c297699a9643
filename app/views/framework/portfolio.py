"""The tab Portfolio: every journey with what is known of it, and beside it where nobody looks."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from time import monotonic
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from app.models.records import Department, Owner
from app.scoring.framework.portfolio import PortfolioRow, blind_spots, portfolio_rows
from app.services.fields import set_fields, set_listed
from app.services.framework import mark_reviewed
from app.views.days import day_word
from app.views.empty import Empty
from app.views.framework.blind_spots import BlindSpotsList
from app.views.framework.sheet import Column, Edit, Sheet, sort_offers
from app.views.framework.ways import Ways
from app.views.framework.words import (
    experience_word,
    needs_review,
    proven_line,
    proven_word,
    review_word,
    title_of,
    tr,
)
from app.views.kinds import state_word, status_word
from app.views.widgets import (
    GRID,
    ChoiceField,
    OneLine,
    button,
    column,
    counted,
    label,
)

_AT_ONCE, _SLICED, _SLICE = 40, 4, 0.012
"""Rows that are shown at once; those worked out between two looks at the clock, and for how many seconds in a row."""
_ROOM = 1000
"""Pixels from which blind spots stand beside the table unasked."""


class PortfolioTab(QWidget):
    """The table, sorted by any column, and the blind spots with what mends them."""

    listed = "portfolio"

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._ways, self._session = ways, ways.session
        self.rows: tuple[PortfolioRow, ...] = ()
        self._coming: Iterator[PortfolioRow] = iter(())
        self._found: list[PortfolioRow] = []
        self._going_on = QTimer(self, interval=0)
        self._going_on.timeout.connect(self._go_on)
        ways.session.changed.connect(lambda _: self._going_on.stop())  # the rows are worked out anew
        columns = self._columns()
        self.table: Sheet[PortfolioRow] = Sheet(tr("Portfolio"), ways.theme, columns, lambda row: row.journey.id)
        self.table.guard(ways.session.may_edit)
        self.table.opened.connect(ways.journey_asked)
        self.table.chosen.connect(ways.chosen)
        self.table.refused.connect(ways.session.failed)
        self.table.edited.connect(self.refill)
        self.table.commands[Qt.Key.Key_R] = self.mark_reviewed
        self.sorting = ChoiceField(tr("Sort by"), sort_offers(columns))
        self.sorting.chosen.connect(self.table.sort_by)
        self.table.sorted.connect(self._show_sorting)
        self.reviewed = button(tr("Reviewed today"), clicked=self.mark_reviewed)
        self.reviewed.setToolTip(tr("Note that the current journey was reviewed today (Ctrl+R)"))
        self.count = OneLine("caption")
        self.side = BlindSpotsList(ways)
        self.spots = button(tr("Blind spots"), "switch", self._show_side)
        self.spots.setCheckable(True)
        self.spots.setChecked(True)
        self.spots.setMinimumWidth(14 * GRID)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("lens")
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(self.count, 1)
        row.addWidget(label(tr("Sort by"), "caption"))
        row.addWidget(self.sorting)
        row.addWidget(self.reviewed)
        row.addWidget(self.spots)
        inside = QHBoxLayout()
        inside.setSpacing(0)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.side)
        full = QWidget()
        rows = column(bar, spacing=0)
        rows.addLayout(inside, 1)
        full.setLayout(rows)
        text = tr("The portfolio shows how every journey stands: its experience, pains, proof, owner and reviews.")
        add = button(tr("Add journey"), "primary", lambda: self._ways.command_asked.emit("add_journey"))
        self.empty = Empty(tr("No journey yet"), text, add)
        self.parts = QStackedWidget()
        self.parts.addWidget(full)
        self.parts.addWidget(self.empty)
        self.setLayout(column(self.parts))

    def _columns(self) -> list[Column[PortfolioRow]]:
        return [*self._known_columns(), *self._care_columns()]

    @staticmethod
    def _known_columns() -> list[Column[PortfolioRow]]:
        """What is known of a journey."""
        return [
            Column(
                tr("Journey"),
                lambda row: title_of(row.journey),
                indent=lambda row: row.depth,
                tip=lambda row: row.journey.objective or title_of(row.journey),
            ),
            Column(
                tr("State"),
                lambda row: f"{state_word(row.journey.state)} · {status_word(row.journey.status)}",
                116,
                role=lambda _: "muted",
            ),
            Column(tr("Stage"), lambda row: row.stage.title if row.stage else "–", 108, role=_known("stage")),
            Column(
                tr("Experience"),
                lambda row: experience_word(row.experience),
                92,
                key=lambda row: row.experience.value,
                role=lambda row: _felt(row.experience.value),
                tip=lambda row: _experience_line(row),
                figures=True,
            ),
            Column(tr("Pains"), _pains_word, 64, key=lambda row: row.pains, figures=True, tip=_pains_line),
            Column(
                tr("Proven"),
                lambda row: proven_word(row.proven),
                68,
                key=lambda row: row.proven.share,
                tip=lambda row: proven_line(row.proven),
                figures=True,
            ),
            Column(
                tr("Opportunities"),
                lambda row: str(row.opportunities),
                108,
                key=lambda row: row.opportunities,
                figures=True,
            ),
        ]

    def _care_columns(self) -> list[Column[PortfolioRow]]:
        """Who cares for it, and when it is looked at: edited where it stands."""
        return [
            Column(
                tr("Owner"),
                lambda row: row.owner.name if row.owner else tr("no owner"),
                108,
                key=lambda row: row.owner.name.casefold() if row.owner else None,
                role=_known("owner"),
                edit=self._entry("owner_id", Owner),
            ),
            Column(
                tr("Department"),
                lambda row: row.department.name if row.department else "–",
                108,
                key=lambda row: row.department.name.casefold() if row.department else None,
                role=_known("department"),
                edit=self._entry("department_id", Department),
            ),
            Column(
                tr("Last review"),
                lambda row: day_word(row.review.last) or "–",
                114,
                key=lambda row: row.review.last,
                edit=Edit("day", lambda row: row.journey.reviewed_on, self._set("reviewed_on")),
            ),
            Column(
                tr("Next review"),
                lambda row: review_word(row.review),
                134,
                key=lambda row: row.review.next,
                role=lambda row: "warning" if needs_review(row.review) else "ink" if row.review.next else "muted",
            ),
        ]

    def _set(self, name: str) -> Any:
        return lambda row, value: self._session.perform(set_fields, [row.journey.id], **{name: value})

    def _entry(self, name: str, kind: type[Owner] | type[Department]) -> Edit[PortfolioRow]:
        return Edit(
            "entry",
            lambda row: getattr(row.journey, name),
            self._set(name),
            lambda: [(each.id, each.name) for each in self._session.content.ordered(kind)],
            lambda row, text: self._session.perform(set_listed, [row.journey.id], name, text),
        )

    def _show_side(self) -> None:
        self.side.setVisible(self.spots.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the table where there is little."""
        super().resizeEvent(event)
        was_wide, is_wide = event.oldSize().width() >= _ROOM, event.size().width() >= _ROOM
        if was_wide != is_wide or event.oldSize().width() < 0:
            self.spots.setChecked(is_wide)
            self._show_side()

    def home(self) -> QWidget:
        """Return what has the keys when the tab comes."""
        return self.table if self.rows else self.empty.home

    def current_id(self) -> str:
        """Return the journey that details are shown of."""
        return self.table.current_key()

    def mark(self, journey_id: str) -> None:
        """Make a journey the current one."""
        self.table.mark(journey_id)

    def refill(self) -> None:
        """Show the portfolio as it stands today: of many journeys the first at once, the others a moment later."""
        content = self._session.content
        self._coming = portfolio_rows(content, date.today())
        first = list(islice(self._coming, _AT_ONCE))
        self.parts.setCurrentIndex(0 if first else 1)
        self._found = first
        if len(first) < _AT_ONCE:
            self._show_all()
            return
        if not self.rows:
            self.rows = tuple(first)
            self.table.show_rows(first)
        self._going_on.start()

    def _go_on(self) -> None:
        """Work out some more rows, and show all when they are known."""
        until = monotonic() + _SLICE
        while monotonic() < until:
            some = list(islice(self._coming, _SLICED))
            self._found += some
            if len(some) < _SLICED:
                self._show_all()
                return

    def _show_all(self) -> None:
        self._going_on.stop()
        self.rows = tuple(self._found)
        self.table.show_rows(self.rows)
        late = [row for row in self.rows if needs_review(row.review)]
        said = [counted(len(self.rows), tr("journey"), tr("journeys"))]
        if late:
            said.append(tr("{count} to be reviewed").format(count=len(late)))
        said.append(tr("Experience: 0 all bad, 50 neither, 100 all good, n cards behind it"))
        self.count.setText("  ·  ".join(said))
        spots = blind_spots(self._session.content)
        self.side.show_spots(spots, late)
        count = sum(map(len, spots)) + len(late)
        self.spots.setText(tr("Blind spots · {count}").format(count=count) if count else tr("Blind spots"))

    @property
    def is_whole(self) -> bool:
        """Whether all rows are on show."""
        return not self._going_on.isActive()

    def _show_sorting(self) -> None:
        before = self.table.sheet.sorted_by
        self.sorting.fill(before[0] if before is not None else None)

    def mark_reviewed(self) -> None:
        """Note that the current journey was reviewed today."""
        if self.table.current_key() and self._session.may_edit():
            self._session.perform(mark_reviewed, [self.table.current_key()])


def _known(name: str) -> Any:
    return lambda row: "ink" if getattr(row, name) is not None else "muted"


def _felt(value: float | None) -> str:
    if value is None:
        return "muted"
    return "bad" if value < 44 else "good" if value > 56 else "ink"


def _experience_line(row: PortfolioRow) -> str:
    if row.experience.value is None:
        return tr("Nothing is said yet about how this journey feels: hopes do not count")
    return tr("The mean of its emotion curves on 0 to 100, from {count} cards").format(count=row.experience.n)


def _pains_word(row: PortfolioRow) -> str:
    return f"{row.pains} + {row.pains_below}" if row.pains_below else str(row.pains)


def _pains_line(row: PortfolioRow) -> str:
    if not row.pains_below:
        return tr("Pains on its map")
    return tr("{own} pains on its map, {below} on those that its steps open").format(
        own=row.pains, below=row.pains_below
    )

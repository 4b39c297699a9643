"""The blind spots beside the portfolio: where nobody looks, each with what mends it."""

from typing import Any, Final

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.scoring.framework.portfolio import BlindSpots, PortfolioRow
from app.services.framework import mark_reviewed
from app.services.journeys import add_journey
from app.views.framework.ways import Ways
from app.views.framework.words import review_word, title_of, tr
from app.views.widgets import GRID, LinkButton, Names, clear, column, label, scrolling, wrapped

_SHOWN: Final = 8
"""Blind spots of a kind that are listed."""


class BlindSpotsList(QFrame):
    """Where nobody looks, kind by kind, each with the button that mends it."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._ways, self._session = ways, ways.session
        self._shown: object = None
        self.setObjectName("inspector")
        self.setFixedWidth(36 * GRID)
        inner = QWidget()
        inner.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # never wider than the column
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._rows.setSpacing(GRID // 2)
        self.setLayout(column(scrolling(inner)))

    def show_spots(self, spots: BlindSpots, late: list[PortfolioRow]) -> None:
        """Show blind spots and overdue reviews, unless they are on show already."""
        told = (
            [(stage.id, stage.title) for _, stage in spots.stages],
            [(each.id, each.name) for each in spots.personas],
            [(each.id, each.title) for each in spots.journeys],
            [(row.journey.id, row.journey.title, row.review) for row in late],
        )
        if told == self._shown:
            return
        self._shown = told
        clear(self._rows)
        self._rows.addWidget(label(tr("BLIND SPOTS"), "heading"))
        if not any(told):
            text = tr("None: every stage has a journey, every journey an owner, every persona somebody behind it.")
            self._rows.addWidget(wrapped(text, "caption"))
        self._section(
            tr("Stages without a journey"),
            [
                (stage.title or tr("Untitled"), tr("Add a journey"), lambda stage=stage: self._fill_stage(stage.id))
                for _, stage in spots.stages
            ],
        )
        self._section(
            tr("Journeys without an owner"),
            [
                (title_of(each), tr("Name an owner"), lambda each=each: self._ways.details_asked.emit(each.id))
                for each in spots.journeys
            ],
        )
        self._section(
            tr("Personas that nobody is behind"),
            [
                (each.name, tr("Open the persona"), lambda each=each: self._ways.persona_asked.emit(each.id))
                for each in spots.personas
            ],
        )
        self._section(
            tr("Reviews that are due"),
            [
                (
                    f"{title_of(row.journey)} · {review_word(row.review)}",
                    tr("Reviewed today"),
                    lambda row=row: self._session.perform(mark_reviewed, [row.journey.id]),
                )
                for row in late
            ],
        )
        self._rows.addStretch()

    def _section(self, title: str, spots: list[tuple[str, str, Any]]) -> None:
        """Add what is of a kind: what it is, and what mends it."""
        if not spots:
            return
        self._rows.addSpacing(GRID)
        self._rows.addWidget(label(f"{title} · {len(spots)}", "strong"))
        for text, mend, press in spots[:_SHOWN]:
            what = Names()
            what.setText(text)
            what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._rows.addWidget(what)
            link = LinkButton(mend, press)
            link.setAccessibleName(f"{mend}: {text}")
            self._rows.addWidget(link)
        if len(spots) > _SHOWN:
            self._rows.addWidget(label(tr("{count} more").format(count=len(spots) - _SHOWN), "caption"))

    def _fill_stage(self, stage_id: str) -> None:
        """Add a journey to a stage, its title ready to type."""
        if self._session.may_edit():
            made = self._session.perform(add_journey, "", None, None, lifecycle_stage_id=stage_id)
            if made is not None:
                self._ways.details_asked.emit(made)

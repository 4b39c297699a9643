"""The tab Ledger: all that was decided with day, reason and owner, what is out of bounds, and what that gives up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.models.content import Content
from app.models.kinds import DecisionKind
from app.models.records import Boundary, Opportunity
from app.scoring.ledger import Entry, Ledger, ledger, under
from app.services.decisions import decide
from app.views.days import day_word
from app.views.decide.bounds import Boundaries
from app.views.decide.decided_words import decided_word, owner_word
from app.views.decide.decision_part import DecisionPart
from app.views.decide.part import Part
from app.views.decide.record_side import beside
from app.views.decide.rows import Line, Rows
from app.views.decide.words import tr
from app.views.empty import Empty
from app.views.opportunity_words import decision_word, score_text
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.weighing import KINDS
from app.views.widgets import (
    GRID,
    ChoiceField,
    Names,
    button,
    column,
    counted,
    hold_still,
    label,
    scrolling,
    wrapped,
)

if TYPE_CHECKING:
    from app.views.decide.page import DecidePage

_KEYS: Final[Mapping[int, DecisionKind | None]] = {
    Qt.Key.Key_1: "will do",
    Qt.Key.Key_2: "later",
    Qt.Key.Key_3: "will not do",
    Qt.Key.Key_0: None,
}

_FILTERS: Final[Mapping[str, Callable[[Entry], bool]]] = {
    "all": lambda entry: True,
    "will do": lambda entry: _holds(entry, "will do"),
    "later": lambda entry: _holds(entry, "later"),
    "will not do": lambda entry: _holds(entry, "will not do"),
    "open": lambda entry: not entry.overturned and (entry.decision is None or entry.decision.kind is None),
    "out of bounds": lambda entry: bool(entry.boundaries),
    "overturned": lambda entry: entry.overturned,
}


def _holds(entry: Entry, kind: DecisionKind) -> bool:
    return not entry.overturned and entry.decision is not None and entry.decision.kind == kind


def filter_word(name: str) -> str:
    """Return what a filter of the ledger lets through."""
    words = {"all": tr("everything"), "out of bounds": tr("out of bounds"), "overturned": tr("overturned")}
    words |= {"will do": tr("will do"), "later": tr("later"), "will not do": tr("will not do"), "open": tr("open")}
    return words[name]


_NARROW: Final = 1300
"""Pixels of width from which counts and what is forgone have room side by side."""


class LedgerRows(Rows):
    """The table of the ledger: digits decide."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        columns = (
            (tr("Decision"), 176),
            (tr("Opportunity"), 0),
            (tr("Date"), 120),
            (tr("Owner"), 136),
            (tr("Reason"), 240),
            (tr("Forgone"), 120),
        )
        super().__init__(theme, tr("Ledger of decisions"), columns, strong=1)
        self._session = session

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 will do, 2 later, 3 will not do, 0 takes back."""
        ids = self.selected_ids()
        if ids and event.key() in _KEYS and not event.modifiers():
            for each in ids:
                self._session.perform(decide, each, _KEYS[event.key()])
        else:
            super().keyPressEvent(event)


class LedgerPart(Part):
    """The table, what the chosen opportunity is decided by, and the boundaries."""

    kinds = (
        *("opportunity", "decision", "boundary", "opportunity_boundary", "opportunity_tag", "tag", "owner", "score"),
        *("solution", "solution_opportunity", "action", *KINDS),
    )

    def __init__(self, page: DecidePage) -> None:
        super().__init__()
        self._page, self._session = page, page.session
        self._looked_at = ""
        self._said = ("", "")
        """What is forgone, told whole and in short."""
        self.table = LedgerRows(page.session, page.theme)
        self.filter = ChoiceField(tr("Which decisions"), [(each, filter_word(each)) for each in _FILTERS])
        self.filter.fill("all")
        self.told = label("", "caption")
        self.forgone = label("", "strong")
        self.none = wrapped(tr("No decision is like that."), "caption")
        self.none.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self.none.hide()
        self.title = Names("strong")
        self.decision = DecisionPart(page.session)
        self.boundaries = Boundaries(page.session)
        self._choose = wrapped(
            tr("Choose an opportunity to decide on it: 1 will do, 2 later, 3 will not do."), "caption"
        )
        self._lay_out()
        self.filter.chosen.connect(lambda _: self._look_at(""))
        self.table.chosen.connect(page.session.select_opportunities)
        self.table.opened.connect(lambda _: self.decision.reason.setFocus())
        self.boundaries.looked_at.connect(self._look_at)
        page.session.selection_changed.connect(self._mark)
        page.session.weighing.model_changed.connect(lambda: self.refill() if self.isVisible() else None)

    def _lay_out(self) -> None:
        self._tools = QWidget()
        line = QHBoxLayout(self._tools)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self.told)
        line.addStretch()
        line.addWidget(self.forgone)
        line.addWidget(self.filter)
        line.addWidget(button(tr("Export…"), clicked=lambda: self._page.list_asked.emit("decisions")))
        left = QFrame()
        left.setObjectName("panel")
        rows = column(self.none, spacing=0)
        rows.addWidget(self.table, 1)
        left.setLayout(rows)
        inside = QWidget()
        rule = QFrame()
        rule.setProperty("look", "rule")
        rule.setFixedHeight(1)
        parts = (self._choose, self.title, self.decision, rule, self.boundaries)
        inside.setLayout(column(*parts, spacing=GRID, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)))
        self.side = QFrame()
        self.side.setObjectName("inspector")
        self.side.setMinimumWidth(40 * GRID)
        self.side.setAccessibleName(tr("The chosen opportunity and the boundaries"))
        self.side.setLayout(column(scrolling(inside)))
        self.across = beside(left, self.side)
        self.empty = Empty(
            tr("Nothing to decide on yet"),
            tr(
                "The ledger keeps what will be done, what not and what later, with the reason. It begins with "
                "opportunities: make one of a pain, a gain or a need on a map."
            ),
            button(tr("Go to the map"), "primary", lambda: self._page.command_asked.emit("place_map")),
        )
        self.empty.hide()
        self.setLayout(column(self.across, self.empty, spacing=0))

    @property
    def home(self) -> QWidget:
        """The table, or what there is to do."""
        return self.table if self._session.content.all(Opportunity) else self.empty.home

    @property
    def tools(self) -> QWidget:
        """What it all comes to, and which decisions are looked at."""
        return self._tools

    # ---- what is stored

    def refill(self) -> None:
        """Show what is stored now."""
        content = self._session.content
        there = bool(content.all(Opportunity))
        self.across.setVisible(there)
        self.empty.setVisible(not there)
        self._tools.setVisible(there)
        found = ledger(content, self._session.weighing.model)
        self.table.fill([_line(content, entry) for entry in self._wanted(found)])
        self.none.setVisible(there and not self.table.lines.lines)
        self._tell(found)
        self.boundaries.refill()
        self._mark(list(self._session.selection))

    def _wanted(self, found: Ledger) -> list[Entry]:
        content = self._session.content
        boundary = content.find(Boundary, self._looked_at)
        if boundary is not None:
            ids = set(under(content, boundary))
            return [entry for entry in found.entries if entry.opportunity.id in ids]
        wanted = _FILTERS[self.filter.currentData() or "all"]
        return [entry for entry in found.entries if wanted(entry)]

    def _tell(self, found: Ledger) -> None:
        kinds: tuple[DecisionKind | None, ...] = ("will do", "later", "will not do", None)
        parts = [f"{found.counts[each]} {decision_word(each)}" for each in kinds if found.counts.get(each)]
        parts += [tr("{count} overturned").format(count=found.overturned)] if found.overturned else []
        self.told.setText(" · ".join(parts))
        many = counted(found.given_up, tr("opportunity"), tr("opportunities"))
        text = tr("{value} customer value forgone in {many}").format(value=score_text(found.forgone), many=many)
        if found.unscored:
            text += " " + tr("({count} not scored)").format(count=found.unscored)
        short = tr("{value} forgone").format(value=score_text(found.forgone))
        self._said = (text, short) if found.given_up else ("", "")
        self.forgone.setToolTip(self._said[0])
        self._fit()

    def choose(self, record_id: str) -> None:
        """Look at what falls under a boundary."""
        self._look_at(record_id)

    def _look_at(self, boundary_id: str) -> None:
        self._looked_at = boundary_id
        if boundary_id:
            self.filter.fill(None)
        self.refill()

    def _mark(self, ids: list[str]) -> None:
        content = self._session.content
        opportunity = next((found for each in ids if (found := content.find(Opportunity, each))), None)
        self.table.mark(self._session.opportunity_ids, {self.table.currentIndex().row()})
        for widget in (self.title, self.decision):
            widget.setVisible(opportunity is not None)
        self._choose.setVisible(opportunity is None)
        if opportunity is not None:
            self.title.setText(opportunity.title or tr("Untitled"))
            self.decision.show_opportunity(opportunity.id)
        hold_still(self.side, self._session.hands_off)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little width, what is forgone is told in short, and counts not at all."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_roomy = self.width() >= _NARROW
        self.told.setVisible(is_roomy)
        self.forgone.setText(self._said[0 if is_roomy else 1])

    def forget(self) -> None:
        """Let go of the records of another workspace."""
        self._looked_at = ""
        self.filter.fill("all")


def _line(content: Content, entry: Entry) -> Line:
    decision = entry.decision
    word = decided_word(decision)
    if entry.boundaries:
        word = tr("out of bounds") if decision is None or decision.kind is None else f"{word} · {tr('out of bounds')}"
    told = (
        word,
        entry.opportunity.title or tr("Untitled"),
        day_word(decision.decided_on) if decision else "",
        owner_word(content, decision.owner_id) if decision else "",
        " ".join(decision.reason.split()) if decision else "",
        score_text(entry.forgone, tr("not scored")) if entry.gives_up else "",
    )
    tip = [entry.opportunity.title, decision.reason if decision else "", *(each.title for each in entry.boundaries)]
    warns = frozenset({0}) if entry.boundaries else frozenset()
    return Line(entry.opportunity.id, told, entry.overturned, warns, "\n".join(filter(None, tip)))

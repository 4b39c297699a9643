"""The tab Actions: who does what until when, on a board by status or as a list with what is overdue first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from app.models.content import Content
from app.models.records import Action, Owner
from app.scoring.ledger import in_order_of_need, is_overdue, overdue
from app.services.actions import add_action, delete_actions
from app.views.decide.action_form import ActionForm
from app.views.decide.board import Board
from app.views.decide.decided_words import action_word, due_word, owner_word, part_of_word, titled
from app.views.decide.part import Part
from app.views.decide.record_side import RecordSide, beside
from app.views.decide.rows import Line, Rows
from app.views.decide.words import tr
from app.views.empty import Empty
from app.views.switches import switches
from app.views.widgets import GRID, ChoiceField, LineField, button, column, label, restyle

if TYPE_CHECKING:
    from app.views.decide.page import DecidePage

BOARD, LIST = "board", "list"
EVERYBODY, NOBODY = "everybody", ""


class ActionsPart(Part):
    """The board and the list show the same actions; the chosen one has its fields beside them."""

    kinds = ("action", "owner", "opportunity", "solution", "step", "stage", "journey")

    def __init__(self, page: DecidePage) -> None:
        super().__init__()
        self._page, self._session = page, page.session
        self.shown, self.chosen = BOARD, ""
        self._begun = False
        self.board = Board(page.session, page.theme)
        columns = ((tr("Action"), 0), (tr("Status"), 96), (tr("Owner"), 128), (tr("Due"), 200), (tr("Part of"), 260))
        self.table = Rows(page.theme, tr("List of actions"), columns)
        self.form = ActionForm(page.session)
        nothing = tr("Choose an action to give it to somebody, to set a day, or to link it.")
        self.side = RecordSide(self.form, tr("The chosen action"), nothing)
        self.new = LineField(tr("Add an action"))
        self.new.setPlaceholderText(tr("Add an action, Enter"))
        self.new.returnPressed.connect(self._add)
        self.late = label("", "caption")
        self.owner = ChoiceField(tr("Whose actions"), [])
        self.owner.chosen.connect(lambda _: self.refill())
        self._lay_out()
        self.board.chosen.connect(self.choose)
        self.board.opened.connect(lambda _: self.form.title.setFocus())
        self.table.chosen.connect(lambda ids: self.choose(ids[0] if ids else ""))
        self.table.opened.connect(lambda _: self.form.title.setFocus())
        self.table.deleted.connect(lambda ids: page.session.perform(delete_actions, ids))
        self.form.opened.connect(page.session.record_asked)

    def _lay_out(self) -> None:
        self._tools = QWidget()
        line = QHBoxLayout(self._tools)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID // 2)
        self.tabs = switches({BOARD: tr("Board"), LIST: tr("List")}, self.show_as, self)
        self.tabs[self.shown].setChecked(True)
        for each in self.tabs.values():
            line.addWidget(each)
        line.addSpacing(GRID)
        line.addWidget(self.late)
        line.addStretch()
        line.addWidget(self.owner)
        line.addWidget(button(tr("Export…"), clicked=lambda: self._page.list_asked.emit("actions")))
        self.stack = QStackedWidget()
        for widget in (self.board, self.table):
            self.stack.addWidget(widget)
        left = QFrame()
        left.setObjectName("panel")
        rows = column(spacing=0)
        adding = QHBoxLayout()
        adding.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        adding.addWidget(self.new)
        rows.addLayout(adding)
        rows.addWidget(self.stack, 1)
        left.setLayout(rows)
        self.across = beside(left, self.side)
        self.empty = Empty(
            tr("Nothing to be done yet"),
            tr(
                "An action is one task with somebody who does it and a day. Write them down here, or under an "
                "opportunity or a solution; they go to calendars as an .ics file."
            ),
            button(tr("Write down an action"), "primary", self._begin),
        )
        self.empty.hide()
        self.setLayout(column(self.across, self.empty, spacing=0))

    @property
    def home(self) -> QWidget:
        """The board or the list, or what there is to do."""
        if not self._session.content.all(Action) and not self.empty.isHidden():
            return self.empty.home
        return self.board.home if self.shown == BOARD else self.table

    @property
    def tools(self) -> QWidget:
        """Board or list, what is overdue, and whose actions are looked at."""
        return self._tools

    def show_as(self, name: str) -> None:
        """Show the board or the list."""
        self.shown = name
        self.tabs[name].setChecked(True)
        self.stack.setCurrentWidget(self.board if name == BOARD else self.table)
        self.home.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        self._begun = True
        self.across.show()
        self.empty.hide()
        self.new.setFocus()

    def _add(self) -> None:
        title = self.new.text().strip()
        if not title:
            return
        whose = self.owner.currentData()
        owner_id = whose if whose not in (None, EVERYBODY, NOBODY) else None
        made = self._session.perform(add_action, title, owner_id=owner_id)
        self.new.clear()
        if made:
            self.choose(made)

    # ---- what is stored

    def choose(self, action_id: str) -> None:
        """Show the fields of an action."""
        self.chosen = action_id if self._session.content.find(Action, action_id) else ""
        self.board.mark(self.chosen)
        self.table.mark([self.chosen] if self.chosen else [])
        self.side.show_record(self.chosen)

    def refill(self) -> None:
        """Show what is stored now."""
        content, today = self._session.content, date.today().isoformat()
        there = bool(content.all(Action)) or self._begun
        self.across.setVisible(there)
        self.empty.setVisible(not there)
        self._tools.setVisible(there)
        owners = [(each.id, each.name) for each in content.ordered(Owner)]
        whose = self.owner.currentData() if self.owner.count() else EVERYBODY
        self.owner.offer([(EVERYBODY, tr("Everybody’s")), (NOBODY, tr("Nobody’s")), *owners])
        self.owner.fill(whose if self.owner.findData(whose) >= 0 else EVERYBODY)
        self.board.fill([each for each in content.ordered(Action) if self._wanted(each)], self.chosen)
        self.table.fill(
            [_line(content, each, today) for each in in_order_of_need(content, today) if self._wanted(each)]
        )
        count = len(overdue(content, today))
        self.late.setText(tr("{count} overdue").format(count=count) if count else "")
        self.late.setProperty("look", "error" if count else "caption")
        restyle(self.late)
        self.choose(self.chosen)

    def _wanted(self, action: Action) -> bool:
        whose = self.owner.currentData()
        return whose in (None, EVERYBODY) or (action.owner_id or NOBODY) == whose

    def forget(self) -> None:
        """Let go of the records of another workspace."""
        self.chosen, self._begun = "", False
        self.owner.offer([])


def _line(content: Content, action: Action, today: str) -> Line:
    told = (
        titled(action),
        action_word(action.status),
        owner_word(content, action.owner_id),
        due_word(action, today),
        part_of_word(content, action),
    )
    late = frozenset({3}) if is_overdue(action, today) else frozenset[int]()
    return Line(action.id, told, action.status == "dropped", late)

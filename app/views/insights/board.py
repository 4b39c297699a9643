"""The board of themes: insights grouped by hand, and groups proposed where insights are about the same."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from app.jobs import Outcome, Worker
from app.models.records import Insight, Theme
from app.scoring.similar import Group, similar_groups
from app.services.themes import add_theme, delete_theme, move_theme, put_in_theme, update_theme
from app.views.insights.board_column import WIDTH, ThemeColumn
from app.views.insights.words import tr
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, clear, column, counted, label, scrolling, wrapped

_MOST_GROUPS: Final = 12
"""Groups that are proposed at once, the largest."""
_MOST_SHOWN: Final = 6
"""Statements of a proposed group that are shown."""


class Board(QWidget):
    """A column for each theme, one for what has none, and proposals at the right."""

    insight_asked = Signal(str)

    def __init__(self, session: Session, theme: ThemeKeeper, worker: Worker) -> None:
        super().__init__()
        self._session, self._theme, self._worker = session, theme, worker
        self.columns: list[ThemeColumn] = []
        self.groups: list[Group] = []
        """The groups that are proposed."""
        self._row = QHBoxLayout()
        self._row.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self._row.setSpacing(GRID)
        inner = QWidget()
        inner.setLayout(self._row)
        self.area = QScrollArea()
        self.area.setWidget(inner)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._proposals = self._make_proposals()
        self._row.addWidget(self._proposals)
        self._row.addStretch()
        rows = column(self._make_bar(), spacing=0)
        rows.addWidget(self.area, 1)
        self.setLayout(rows)

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, 0)
        text = tr("Drag insights together, or move them by Alt with an arrow.")
        row.addWidget(wrapped(text, "caption"), 1)
        self.propose = button(tr("Propose groups"), clicked=self.find_groups)
        self.propose.setToolTip(tr("By the words that insights without a theme share; nothing leaves this machine"))
        self.new = button(tr("New theme"), clicked=self.add)
        row.addWidget(self.propose)
        row.addWidget(self.new)
        return bar

    def _make_proposals(self) -> QWidget:
        frame = QFrame()
        frame.setObjectName("panel")
        frame.setFixedWidth(WIDTH + 5 * GRID)
        self._said = wrapped("", "caption")
        self._offers = column(spacing=GRID)
        inner = QWidget()
        inner.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # never wider than the column
        below = column(spacing=GRID, margins=(0, 0, GRID, 0))
        below.addLayout(self._offers)
        below.addStretch()
        inner.setLayout(below)
        area = scrolling(inner)
        rows = column(label(tr("PROPOSED GROUPS"), "heading"), self._said, margins=(2 * GRID, 2 * GRID, GRID, GRID))
        rows.addWidget(area, 1)
        frame.setLayout(rows)
        frame.hide()
        return frame

    def home(self) -> QWidget:
        """Return what has the keys when the board comes."""
        filled = (each.list for each in self.columns if each.list.cards.ids)
        return next(filled, self.new)

    # ---- what is stored

    def refill(self) -> None:
        """Show themes and insights as they are stored."""
        content = self._session.content
        wanted: list[str | None] = [None, *(theme.id for theme in content.ordered(Theme))]
        if [each.theme_id for each in self.columns] != wanted:
            self._arrange(wanted)
        for each in self.columns:
            theme = content.find(Theme, each.theme_id)
            ids = [insight.id for insight in content.holding(Insight, "theme_id", each.theme_id)]
            each.show_theme(content, theme.title if theme else "", ids)
        free = self._free()
        self.propose.setEnabled(len(free) > 1)
        still = [each for each in self.groups if set(each.ids) <= free]
        if still != self.groups:
            self._offer(still)

    def _arrange(self, wanted: list[str | None]) -> None:
        """Make a column for each theme; those that are there stay, with what is chosen in them."""
        there = {each.theme_id: each for each in self.columns}
        for gone in there.keys() - set(wanted):
            self._row.removeWidget(there[gone])
            there[gone].hide()
            there[gone].deleteLater()
        self.columns = [there.get(each) or self._make_column(each) for each in wanted]
        for place, each in enumerate(self.columns):
            if self._row.indexOf(each) != place:
                self._row.insertWidget(place, each)

    def _make_column(self, theme_id: str | None) -> ThemeColumn:
        made = ThemeColumn(self._theme, theme_id)
        perform, cards = self._session.perform, made.list
        made.renamed.connect(lambda theme, title: perform(update_theme, theme, title=title))
        made.moved.connect(self._move)
        made.deleted.connect(partial(perform, delete_theme))
        cards.moved.connect(lambda ids, before: self._put(ids, theme_id, before))
        cards.carried.connect(lambda ids, aside: self._carry(made, ids, aside))
        cards.left.connect(lambda aside: self._walk(made, aside))
        cards.taken_out.connect(lambda ids: self._put(ids, None, None))
        cards.opened.connect(self.insight_asked)
        cards.theme_wanted.connect(self.add)
        return made

    # ---- what is done

    def _put(self, ids: list[str], theme_id: str | None, before: str | None) -> None:
        self._session.perform(put_in_theme, ids, theme_id, before)
        self.refill()
        for each in self.columns:
            if each.list.choose(ids if each.theme_id == theme_id else ()):
                each.list.setFocus()

    def _carry(self, origin: ThemeColumn, ids: list[str], aside: int) -> None:
        place = self.columns.index(origin) + aside
        if 0 <= place < len(self.columns):
            self._put(ids, self.columns[place].theme_id, None)
            self.area.ensureWidgetVisible(self.columns[place])

    def _walk(self, origin: ThemeColumn, aside: int) -> None:
        place = self.columns.index(origin) + aside
        if 0 <= place < len(self.columns):
            self.columns[place].list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(self.columns[place])

    def _move(self, theme_id: str, aside: int) -> None:
        ids = [theme.id for theme in self._session.content.ordered(Theme)]
        place = ids.index(theme_id)
        if 0 <= place + aside < len(ids):
            after = [*ids[place + 2 :], None] if aside > 0 else ids[place - 1 :]
            self._session.perform(move_theme, theme_id, after[0])

    def add(self, insight_ids: list[str] | None = None, title: str = "") -> None:
        """Add a theme, of insights where some are given, and let it be named."""
        made = self._session.perform(add_theme, title, insight_ids or [])
        self.refill()
        for each in self.columns:
            if each.theme_id == made:
                each.title.setFocus(Qt.FocusReason.TabFocusReason)
                self.area.ensureWidgetVisible(each)

    # ---- proposals

    def find_groups(self) -> None:
        """Look for insights without a theme that are about the same, on the worker."""
        free = self._session.content.holding(Insight, "theme_id", None)
        texts = {each.id: each.statement for each in free}
        self.propose.setEnabled(False)
        self._worker.run(lambda progress, cancelled: similar_groups(texts), self._found)

    def _found(self, outcome: Outcome) -> None:
        free = self._free()
        self.propose.setEnabled(len(free) > 1)
        if outcome.error is None:
            self._offer([each for each in outcome.value if set(each.ids) <= free])
            self._proposals.show()

    def _free(self) -> set[str]:
        """Return the insights without a theme."""
        return {insight.id for insight in self._session.content.members(Insight, "theme_id", None)}

    def _offer(self, groups: list[Group]) -> None:
        """Show groups, to be accepted one by one."""
        self.groups = groups
        clear(self._offers)
        for group in groups[:_MOST_GROUPS]:
            self._offers.addWidget(self._make_offer(group))
        more = len(groups) - _MOST_GROUPS
        said = tr("By the words they share. Nothing is grouped until you say so.")
        if not groups:
            said = tr("Nothing without a theme is about the same as something else.")
        elif more > 0:
            said = f"{said} {tr('{count} more come after these.').format(count=more)}"
        self._said.setText(said)

    def _make_offer(self, group: Group) -> QWidget:
        content = self._session.content
        frame = QFrame()
        frame.setObjectName("sheet")
        title = ", ".join(group.words)
        rows = column(wrapped(title, "strong"), spacing=GRID // 2, margins=(GRID, GRID, GRID, GRID))
        rows.addWidget(label(counted(len(group.ids), tr("insight"), tr("insights")), "caption"))
        for insight_id in group.ids[:_MOST_SHOWN]:
            rows.addWidget(wrapped(f"– {content.get(Insight, insight_id).statement}", "caption"))
        if len(group.ids) > _MOST_SHOWN:
            rows.addWidget(label("…", "caption"))
        accept = button(tr("Make it a theme"), clicked=lambda: self.add(list(group.ids), title.capitalize()))
        accept.setAccessibleName(tr("Make it a theme: {title}").format(title=title))
        away = button(
            tr("Not a group"), "quiet", lambda: self._offer([each for each in self.groups if each is not group])
        )
        away.setAccessibleName(tr("Not a group: {title}").format(title=title))
        line = QHBoxLayout()
        line.addWidget(accept)
        line.addWidget(away)
        line.addStretch()
        rows.addLayout(line)
        frame.setLayout(rows)
        return frame

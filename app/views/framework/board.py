"""The tab Board: journeys by the stages of a lifecycle and by brand, segment or persona."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from app.models.content import journeys_in_tree_order
from app.models.records import Brand, Journey
from app.scoring.framework.board import Board, RowsBy, board_of, lifecycles_of
from app.services.framework import mark_reviewed, place_journey
from app.services.journeys import add_journey, update_journey
from app.services.lifecycles import add_lifecycle
from app.views.empty import Empty
from app.views.framework.board_layout import LEVELS, WAITING, Level
from app.views.framework.board_view import BoardView
from app.views.framework.glance import Glances
from app.views.framework.ways import Ways
from app.views.framework.words import title_of, tr
from app.views.kinds import state_word
from app.views.switches import switches
from app.views.widgets import GRID, ChoiceField, OneLine, button, column, label

_NAMES: Final[dict[RowsBy, str]] = {"brand": "brand_id", "segment": "segment_id"}
"""The field of a journey that says in which row it is."""
_ROOMY: Final = 640
"""Pixels from which the bar has room to say what its buttons are for."""


def usual_stages() -> list[str]:
    """Return the stages that a lifecycle begins with; any other can be typed on its map."""
    return [tr("Awareness"), tr("Consideration"), tr("Purchase"), tr("Use"), tr("Loyalty")]


class BoardTab(QWidget):
    """The board below a line that says what its rows are and how much its cards say."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._ways, self._session = ways, ways.session
        self._lifecycle_id: str | None = None
        self._by: RowsBy | None = None
        self.board: Board | None = None
        self.glances = Glances(lambda: ways.session.content)
        self.view = BoardView(ways.theme, self.glances)
        self._make_empty()
        self.parts = QStackedWidget()
        for part in (self.view, self.empty, self.without_stages):
            self.parts.addWidget(part)
        self.bar = self._make_bar()
        rows = column(self.bar, spacing=0)
        rows.addWidget(self.parts, 1)
        self.setLayout(rows)
        self._connect()

    def _make_bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("lens")
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        row.setSpacing(GRID)
        self.lifecycle = ChoiceField(tr("Lifecycle"), [])
        self.lifecycle.setMinimumContentsLength(18)
        self.lifecycle.chosen.connect(self._choose_lifecycle)
        self._captions: list[QWidget] = []
        self._rows_by = self._switch(row, tr("Rows"), self._by_words(), self.show_rows)
        self._levels = self._switch(row, tr("Zoom"), self._level_words(), self.view.show_level)
        self._levels["cards"].setChecked(True)
        hint = tr("Drag a journey, or move it by Alt with an arrow. Enter goes deeper, Esc back out.")
        self.hint = OneLine("caption")
        self.hint.setText(hint)
        row.addWidget(self.hint, 1)
        row.addWidget(self.lifecycle)
        return bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the buttons where there is little: details beside the board take much of it."""
        super().resizeEvent(event)
        for each in self._captions:
            each.setVisible(event.size().width() >= _ROOMY)

    def _switch(
        self, row: QHBoxLayout, name: str, words: dict[str, str], choose: Callable[[Any], object]
    ) -> dict[str, QPushButton]:
        """Add a caption and a row of buttons, one of which is down."""
        caption = label(name, "caption")
        self._captions.append(caption)
        row.addWidget(caption)
        buttons = switches(words, choose, self, name=name)
        for each in buttons.values():
            row.addWidget(each)
        row.addSpacing(GRID)
        return buttons

    @staticmethod
    def _by_words() -> dict[str, str]:
        return {"brand": tr("Brand"), "segment": tr("Segment"), "persona": tr("Persona")}

    @staticmethod
    def _level_words() -> dict[str, str]:
        return {"titles": tr("Titles"), "cards": tr("Cards"), "steps": tr("Steps")}

    def _make_empty(self) -> None:
        text = tr(
            "The board shows every journey in a stage of a lifecycle, by brand, segment or persona. Begin with the "
            "usual stages, or say which of your journeys is the lifecycle."
        )
        self._begin = button(tr("Make a lifecycle"), "primary", self._make_lifecycle)
        self._use = ChoiceField(tr("Use a journey as the lifecycle"), [])
        self._use.chosen.connect(self._use_as_lifecycle)
        self.empty = Empty(tr("No lifecycle yet"), text, self._begin, self._use)
        self._open = button(tr("Open its map"), "primary", self._open_lifecycle)
        stages = tr("A lifecycle's stages are the columns of the board. Add them on its map: S adds one.")
        self.without_stages = Empty(tr("The lifecycle has no stages yet"), stages, self._open)

    def _connect(self) -> None:
        view, ways = self.view, self._ways
        self._session.opened.connect(self._begin_again)
        view.opened.connect(self._open_map)
        view.moved.connect(self._place)
        view.added.connect(self._add)
        view.chosen.connect(ways.chosen)
        view.details_asked.connect(ways.details_asked)
        view.compared.connect(ways.compare_asked)
        view.reviewed.connect(lambda journey_id: self._session.perform(mark_reviewed, [journey_id]))
        view.zoomed.connect(lambda level: self._levels[level].setChecked(True))

    def home(self) -> QWidget:
        """Return what has the keys when the tab comes."""
        shown = self.parts.currentWidget()
        return shown.home if isinstance(shown, Empty) else self.view

    def current_id(self) -> str:
        """Return the journey that details are shown of."""
        return self.view.current_id()

    def mark(self, journey_id: str) -> None:
        """Make a journey the current one, where it is on the board."""
        self.view.show_journey(journey_id)

    # ---- what is stored

    def _begin_again(self) -> None:
        """Let go of what was chosen for another workspace."""
        self._lifecycle_id = self._by = None

    def refill(self) -> None:
        """Show the board as it is stored."""
        self.glances.forget()
        content = self._session.content
        lifecycles = lifecycles_of(content)
        if self._lifecycle_id not in [each.id for each in lifecycles]:
            self._lifecycle_id = None
        if self._by is None:
            self._by = self._likely_rows()
        self.board = board_of(content, self._lifecycle_id, self._by)
        self._rows_by[self._by].setChecked(True)
        self.lifecycle.offer([(each.id, f"{title_of(each)} · {state_word(each.state)}") for each in lifecycles])
        self.lifecycle.fill(self.board.lifecycle.id if self.board else None)
        self.lifecycle.setVisible(len(lifecycles) > 1)
        self.bar.setVisible(self.board is not None)
        if self.board is None:
            offers: list[tuple[object, str]] = [("", tr("Use a journey as the lifecycle…"))]
            offers += [(each.id, title_of(each)) for each in journeys_in_tree_order(content)]
            self._use.offer(offers)
            self._use.setVisible(len(offers) > 1)
            self.parts.setCurrentWidget(self.empty)
        elif not self.board.stages:
            self.parts.setCurrentWidget(self.without_stages)
        else:
            self.view.show_board(self.board)
            self.parts.setCurrentWidget(self.view)

    def _likely_rows(self) -> RowsBy:
        """Return by what the journeys differ: brands or segments where there are some, else personas."""
        content = self._session.content
        if content.all(Brand):
            return "brand"
        return "segment" if any(each.segment_id for each in content.all(Journey).values()) else "persona"

    def show_rows(self, by: RowsBy) -> None:
        """Have other rows."""
        self._by = by
        self.refill()

    def show_level(self, level: Level) -> None:
        """Have the cards say more or less."""
        assert level in LEVELS
        self.view.show_level(level)

    def _choose_lifecycle(self, journey_id: object) -> None:
        self._lifecycle_id = str(journey_id)
        self.refill()

    # ---- what is done

    def _place(self, journey_id: str, column: int, row: int) -> None:
        """Put a journey into a cell, as one edit; the board follows at once, so that the keys stay with it."""
        board, by = self.board, self._by
        if board is None or by is None or not self._session.may_edit():
            return
        where: dict[str, str | None] = {}
        if column != WAITING and by in _NAMES:
            where[_NAMES[by]] = board.rows[row].id
        stage_id = None if column == WAITING else board.stages[column].id
        if by == "persona" and column != WAITING and not self._has_row(journey_id, row):
            said = tr(
                "A journey stands in the row of each persona on its map: add the persona there. Nothing was moved."
            )
            self._session.failed.emit(said)
            return
        self._session.perform(place_journey, journey_id, stage_id, **where)
        self.refill()
        still = self.view.layout_.find(journey_id) if self.view.layout_ is not None else None
        if column == WAITING and still is not None and still.column != WAITING:
            self._session.said.emit(tr("It stays on the board: a step of this stage opens it."))

    def _has_row(self, journey_id: str, row: int) -> bool:
        """Return whether a journey is in a row of personas, or would be where it waits now."""
        board = self.board
        assert board is not None
        rows = [
            number
            for number, each in enumerate(board.rows)
            for stage in board.stages
            if any(
                journey_id in (item.journey.id, *(v.id for v in item.to_be)) for item in board.cell(each.id, stage.id)
            )
        ]
        return not rows or row in rows

    def _add(self, column: int, row: int) -> None:
        """Add a journey in a cell, its title ready to type."""
        board, by = self.board, self._by
        if board is None or by is None or column == WAITING or not self._session.may_edit():
            return
        fields: dict[str, str | None] = {"lifecycle_stage_id": board.stages[column].id}
        if by in _NAMES:
            fields[_NAMES[by]] = board.rows[row].id
        made = self._session.perform(add_journey, "", None, None, **fields)
        if made is not None:
            self.refill()
            self.view.show_journey(made)
            self._ways.details_asked.emit(made)

    def _open_map(self, journey_id: str, step_id: str) -> None:
        if step_id:
            self._ways.map_asked.emit(journey_id, step_id)
        else:
            self._ways.journey_asked.emit(journey_id)

    def _make_lifecycle(self) -> None:
        if self._session.may_edit():
            self._session.perform(add_lifecycle, tr("Lifecycle"), usual_stages())
            self.refill()
            self.home().setFocus()

    def _use_as_lifecycle(self, journey_id: object) -> None:
        if journey_id and self._session.may_edit():
            self._session.perform(update_journey, str(journey_id), level="lifecycle")
            self.refill()
            self.home().setFocus()
        self._use.fill("")

    def _open_lifecycle(self) -> None:
        if self.board is not None:
            self._ways.journey_asked.emit(self.board.lifecycle.id)

"""The register of tools: which department uses which for what, and where several do the same."""

from typing import Any, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.models.records import Department, Journey, Step, Tool
from app.scoring.framework.registers import Overlap, ToolUse, overlaps_of, tool_uses
from app.services.framework import stop_using, update_tool, use_tool
from app.services.lists import add_entry, rename_entry
from app.views.empty import Empty
from app.views.framework.sheet import Column, Edit, Sheet
from app.views.framework.stakeholders import new_name
from app.views.framework.ways import Ways
from app.views.framework.words import title_of, tr
from app.views.widgets import GRID, button, column, counted, label


class _Lap(NamedTuple):
    """An overlap with a key of its own."""

    key: str
    overlap: Overlap


class Tools(QWidget):
    """A row for each tool and department; below it where tools overlap."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._ways, self._session = ways, ways.session
        self.uses: tuple[ToolUse, ...] = ()
        session = ways.session
        self.table: Sheet[ToolUse] = Sheet(tr("Tools"), ways.theme, self._columns(), _key_of)
        self.table.guard(session.may_edit)
        self.table.refused.connect(session.failed)
        self.table.edited.connect(self.refill)
        self.table.opened.connect(self._open)
        self.table.deleted.connect(self._stop)
        self.laps: Sheet[_Lap] = Sheet(tr("Overlaps"), ways.theme, self._lap_columns(), lambda lap: lap.key, quiet=True)
        self.laps.opened.connect(self._open_lap)
        self._lapping = label("", "heading")
        self.add = button(tr("Add tool"), clicked=self.add_one)
        self.lists = button(tr("All tools…"), clicked=lambda: ways.list_asked.emit("tools"))
        self.lists.setToolTip(tr("The shared list of tools: merge, order and delete them"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.lists)
        buttons.addStretch()
        full = QWidget()
        rows = QVBoxLayout(full)
        rows.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        rows.setSpacing(GRID)
        rows.addWidget(self.table, 3)
        rows.addLayout(buttons)
        rows.addSpacing(GRID)
        rows.addWidget(self._lapping)
        rows.addWidget(self.laps, 2)
        text = tr(
            "Which team uses which tool for which touchpoint: tools that touchpoints and actions name on maps stand "
            "here by themselves, and others can be added."
        )
        self.empty = Empty(tr("No tool yet"), text, button(tr("Add tool"), "primary", self.add_one))
        self.parts = QStackedWidget()
        self.parts.addWidget(full)
        self.parts.addWidget(self.empty)
        self.setLayout(column(self.parts))

    def _columns(self) -> list[Column[ToolUse]]:
        session = self._session

        def put(name: str) -> Any:
            return lambda use, value: session.perform(update_tool, use.tool.id, **{name: value})

        return [
            Column(
                tr("Tool"),
                lambda use: use.tool.name,
                180,
                edit=Edit("text", lambda use: use.tool.name, lambda use, name: self._rename(use, name)),
            ),
            Column(
                tr("Category"),
                lambda use: use.tool.category or "–",
                140,
                edit=Edit("text", lambda use: use.tool.category, put("category")),
            ),
            Column(
                tr("Used by"),
                lambda use: use.department.name if use.department else tr("nobody is known"),
                160,
                role=lambda use: "ink" if use.department else "muted",
                edit=Edit(
                    "entry",
                    lambda use: use.department.id if use.department else None,
                    self._use,
                    lambda: [(each.id, each.name) for each in session.content.ordered(Department)],
                    self._use_named,
                ),
            ),
            Column(
                tr("What for"),
                lambda use: use.purpose or "–",
                edit=Edit(
                    "text",
                    lambda use: use.purpose,
                    self._set_purpose,
                    may=lambda use: use.department is not None,
                ),
            ),
            Column(
                tr("On maps"),
                lambda use: counted(len(use.cards), tr("card"), tr("cards")) if use.cards else "–",
                100,
                key=lambda use: len(use.cards),
                tip=lambda use: "\n".join(card.title for card in use.cards[:12]),
            ),
            Column(tr("Touchpoints"), lambda use: ", ".join(card.title for card in use.cards[:4])),
        ]

    def _lap_columns(self) -> list[Column[_Lap]]:
        session = self._session
        words = {"category": tr("same category"), "touchpoint": tr("same touchpoint"), "step": tr("same step")}

        def where(lap: _Lap) -> str:
            overlap = lap.overlap
            if overlap.kind != "step" or not overlap.cards:
                return overlap.name
            card = overlap.cards[0]
            content = session.content
            step, journey = content.find(Step, card.step_id), content.get(Journey, card.journey_id)
            return " · ".join(part for part in (title_of(journey), step.title if step else "") if part)

        return [
            Column(tr("Overlap"), lambda lap: words[lap.overlap.kind], 140, role=lambda _: "muted"),
            Column(tr("In"), where),
            Column(tr("Tools"), lambda lap: ", ".join(tool.name for tool in lap.overlap.tools)),
            Column(tr("Cards"), lambda lap: str(len(lap.overlap.cards)), 80, key=lambda lap: len(lap.overlap.cards)),
        ]

    # ---- what is stored

    def home(self) -> QWidget:
        """Return what has the keys when the register comes."""
        return self.table if self.uses else self.empty.home

    def said(self) -> str:
        """Return in a line what there is."""
        if not self.uses:
            return ""
        tools = counted(len({use.tool.id for use in self.uses}), tr("tool"), tr("tools"))
        return f"{tools} · {counted(len(self.laps.sheet.rows), tr('overlap'), tr('overlaps'))}"

    def refill(self) -> None:
        """Show the register as it is stored."""
        content = self._session.content
        self.uses = tool_uses(content)
        self.table.show_rows(self.uses)
        laps = [_Lap(f"{number}", lap) for number, lap in enumerate(overlaps_of(content))]
        self.laps.show_rows(laps)
        self.laps.setVisible(bool(laps))
        self._lapping.setText(tr("OVERLAPS") if laps else tr("NO TWO TOOLS DO THE SAME"))
        self.parts.setCurrentIndex(0 if self.uses else 1)

    # ---- what is done

    def _rename(self, use: ToolUse, name: str) -> None:
        self._session.perform(rename_entry, Tool, use.tool.id, name)

    def _use(self, use: ToolUse, department_id: str | None) -> None:
        """Say that another department uses the tool as well; none takes away what was said."""
        if department_id is not None:
            self._session.perform(use_tool, use.tool.id, department_id, use.purpose if not use.department else "")
        elif use.department is not None:
            self._session.perform(stop_using, use.tool.id, use.department.id)

    def _set_purpose(self, use: ToolUse, text: str) -> None:
        if use.department is not None:
            self._session.perform(use_tool, use.tool.id, use.department.id, text)

    def _use_named(self, use: ToolUse, name: str) -> None:
        made = self._session.perform(add_entry, Department, name)
        if made is not None:
            self._use(use, made)

    def _stop(self, key: str) -> None:
        use = next((each for each in self.uses if _key_of(each) == key), None)
        if use is None or use.department is None or not self._session.may_edit():
            return
        if not use.purpose and use.cards:
            said = tr("{department} uses it on maps: change that on the cards. Nothing was changed.")
            self._session.failed.emit(said.format(department=use.department.name))
            return
        self._session.perform(stop_using, use.tool.id, use.department.id)
        self.refill()

    def _open(self, key: str) -> None:
        use = next((each for each in self.uses if _key_of(each) == key), None)
        if use is not None and use.cards:
            self._ways.map_asked.emit(use.cards[0].journey_id, use.cards[0].id)

    def _open_lap(self, key: str) -> None:
        lap = next(each.overlap for each in self.laps.sheet.rows if each.key == key)
        if lap.cards:
            self._ways.map_asked.emit(lap.cards[0].journey_id, lap.cards[0].id)

    def add_one(self) -> None:
        """Add a tool, its name ready to type."""
        if not self._session.may_edit():
            return
        taken = {tool.name for tool in self._session.content.all(Tool).values()}
        made = self._session.perform(add_entry, Tool, new_name(tr("New tool"), taken))
        if made is not None:
            self.refill()
            self.table.go_to(f"{made}/", 0, edit=True)


def _key_of(use: ToolUse) -> str:
    return f"{use.tool.id}/{use.department.id if use.department else ''}"

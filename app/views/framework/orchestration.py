"""The tab Orchestration: who does each step of a journey, by which channel, with what, and on which days."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.records import Channel, Department, Owner
from app.scoring.framework.orchestration import Clash, StepPlan, clashes_in, orchestration_of, unowned
from app.services.fields import set_fields, set_listed
from app.views.days import day_word
from app.views.empty import Empty
from app.views.framework.chooser import JourneyBar
from app.views.framework.sheet import Column, Edit, Sheet
from app.views.framework.ways import Ways
from app.views.framework.words import title_of, tr
from app.views.kinds import field_word
from app.views.widgets import button, column, counted


class OrchestrationTab(QWidget):
    """A row for each step, edited where it stands; clashes and steps that nobody owns are marked."""

    listed = "orchestration"

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self._ways, self._session = ways, ways.session
        self.clashes: dict[str, list[tuple[Clash, StepPlan]]] = {}
        self.bar = JourneyBar(ways.session)
        self.bar.chosen.connect(self._show_other)
        self.table: Sheet[StepPlan] = Sheet(tr("Orchestration"), ways.theme, self._columns(), lambda plan: plan.step.id)
        self.table.guard(ways.session.may_edit)
        self.table.edited.connect(self.refill)
        self.table.refused.connect(ways.session.failed)
        self.table.opened.connect(lambda step_id: ways.map_asked.emit(self.bar.journey_id, step_id))
        text = tr("A journey is orchestrated step by step: add its stages and steps on the map first.")
        go = button(tr("Open the map"), "primary", lambda: ways.journey_asked.emit(self.bar.journey_id))
        self.empty = Empty(tr("No step yet"), text, go)
        self.parts = QStackedWidget()
        self.parts.addWidget(self.table)
        self.parts.addWidget(self.empty)
        rows = column(self.bar, spacing=0)
        rows.addWidget(self.parts, 1)
        self.setLayout(rows)

    def _columns(self) -> list[Column[StepPlan]]:
        def entry(name: str, kind: Any, held: Any, width: int) -> Column[StepPlan]:
            missing = tr("nobody") if name == "owner_id" else "–"
            return Column(
                field_word(name),
                lambda plan: held(plan).name if held(plan) else missing,
                width,
                role=lambda plan: "ink" if held(plan) else "warning" if name == "owner_id" else "muted",
                tip=lambda plan: self._why(plan) if name == "owner_id" else "",
                edit=Edit(
                    "entry",
                    lambda plan: getattr(plan.step, name),
                    self._set(name),
                    lambda: [(each.id, each.name) for each in self._session.content.ordered(kind)],
                    lambda plan, text: self._session.perform(set_listed, [plan.step.id], name, text),
                ),
            )

        def written(name: str, form: Any, width: int) -> Column[StepPlan]:
            def text(plan: StepPlan) -> str:
                value = getattr(plan.step, name)
                return (day_word(value) if form == "day" else value) or "–"

            return Column(
                field_word(name),
                text,
                width,
                key=lambda plan: getattr(plan.step, name) or None,
                role=lambda plan: "ink" if getattr(plan.step, name) else "muted",
                edit=Edit(form, lambda plan: getattr(plan.step, name), self._set(name)),
            )

        return [
            Column(tr("Stage"), lambda plan: plan.stage.title or tr("Untitled"), 140, role=lambda _: "muted"),
            Column(tr("Step"), lambda plan: plan.step.title or plan.stage.title or tr("Untitled")),
            entry("owner_id", Owner, lambda plan: plan.owner, 128),
            entry("team_id", Department, lambda plan: plan.team, 128),
            entry("channel_id", Channel, lambda plan: plan.channel, 112),
            written("resource", "text", 140),
            written("starts_on", "day", 116),
            written("ends_on", "day", 116),
            Column(
                tr("Clashes"),
                lambda plan: self._clash_text(plan),
                role=lambda plan: "bad" if plan.step.id in self.clashes else "muted",
                tip=lambda plan: self._why(plan),
            ),
        ]

    def _set(self, name: str) -> Any:
        return lambda plan, value: self._session.perform(set_fields, [plan.step.id], **{name: value})

    def _clash_text(self, plan: StepPlan) -> str:
        found = self.clashes.get(plan.step.id, [])
        if not found:
            return ""
        clash, other = found[0]
        more = f" + {len(found) - 1}" if len(found) > 1 else ""
        return f"{clash.name}: {self._called(other)}{more}"

    def _why(self, plan: StepPlan) -> str:
        """Return with which steps a step clashes, and when."""
        said = tr("{name} is needed by “{other}” too, {first} to {last}")
        return "\n".join(
            said.format(
                name=clash.name,
                other=self._called(other),
                first=day_word(clash.days[0]),
                last=day_word(clash.days[1]),
            )
            for clash, other in self.clashes.get(plan.step.id, [])
        )

    def _called(self, plan: StepPlan) -> str:
        step = plan.step.title or plan.stage.title or tr("Untitled")
        return step if plan.journey.id == self.bar.journey_id else f"{step} ({title_of(plan.journey)})"

    # ---- what is stored

    def home(self) -> QWidget:
        """Return what has the keys when the tab comes."""
        return self.table if self.parts.currentIndex() == 0 else self.empty.home

    def current_id(self) -> str:
        """Return the journey that details are shown of."""
        return self.bar.journey_id

    def mark(self, journey_id: str) -> None:
        """Tell of another journey."""
        if journey_id != self.bar.journey_id:
            self.bar.journey_id = journey_id
            self.refill()

    def _show_other(self) -> None:
        self.refill()
        self._ways.chosen.emit(self.bar.journey_id)

    def refill(self) -> None:
        """Show the plan as it is stored; clashes with the steps of other journeys count too."""
        journey = self.bar.refill()
        content = self._session.content
        plans = orchestration_of(content, [journey.id]) if journey is not None else ()
        self.clashes = _by_step(clashes_in(orchestration_of(content)))
        self.table.show_rows(plans)
        self.parts.setCurrentIndex(0 if plans else 1)
        free, clashing = len(unowned(plans)), sum(plan.step.id in self.clashes for plan in plans)
        parts = [counted(len(plans), tr("step"), tr("steps"))]
        parts += [tr("{count} that nobody owns").format(count=free)] if free else []
        parts += [tr("{count} that clash").format(count=clashing)] if clashing else []
        self.bar.said.setText(" · ".join(parts) if plans else "")


def _by_step(clashes: Sequence[Clash]) -> dict[str, list[tuple[Clash, StepPlan]]]:
    found: defaultdict[str, list[tuple[Clash, StepPlan]]] = defaultdict(list)
    for clash in clashes:
        found[clash.first.step.id].append((clash, clash.second))
        found[clash.second.step.id].append((clash, clash.first))
    return found

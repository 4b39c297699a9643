"""Where a record is shown that is on no map: the place and the tab that it belongs to, wherever it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.models.records import Decision, Score, Stage, Step
from app.views.rail import DECIDE, FRAMEWORK

if TYPE_CHECKING:
    from app.views.window import MainWindow

_TABS: Final = {"decision": "ledger", "boundary": "ledger", "solution": "solutions", "action": "actions"}
"""The tab of the place Decide that shows a kind of record."""


def show_record(window: MainWindow, kind: str, record_id: str) -> None:
    """Show what is on no map, such as a score, a decision, an action, a stakeholder; or a step on its map."""
    content = window.session.content
    match kind:
        case "step":
            step = content.get(Step, record_id)
            window.show_on_map(content.get(Stage, step.stage_id).journey_id, step.id)
        case "opportunity" | "score":
            found = content.find(Score, record_id)
            if window.rail.place == DECIDE:
                window.decide_page.show_tab("ranking")
            else:
                window.show_opportunities()
            window.session.select_opportunities([found.opportunity_id if found else record_id])
        case "decision" | "boundary" | "solution" | "action":
            if window.rail.place != DECIDE:
                window.show_place(DECIDE)
            window.decide_page.show_tab(_TABS[kind])
            if kind == "decision":
                window.session.select_opportunities([content.get(Decision, record_id).opportunity_id])
            else:
                window.decide_page.part(_TABS[kind]).choose(record_id)
        case "stakeholder" | "ask":
            window.show_place(FRAMEWORK)

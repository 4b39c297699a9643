"""Put insights on a map without dragging: which map, whose row, which step."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.models.content import Content, columns_of, journeys_in_tree_order, persona_of, swimlanes_of
from app.models.records import Insight, InsightPersona, InsightStep, Journey, Stage
from app.services.capture.naming import column_in_words
from app.services.insights import CARDS_FOR, place_insights
from app.views.insights.words import tr
from app.views.kinds import kind_word
from app.views.session import Session
from app.views.widgets import GRID, ChoiceField, caption_of, column, dialog_buttons, fit_height, wrapped


class PlaceDialog(QDialog):
    """Offers where the insights are said to belong; `placed` tells the journey and the cards."""

    placed = Signal(str, list)

    def __init__(self, session: Session, insight_ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = [each for each in insight_ids if session.content.find(Insight, each) is not None]
        self.setWindowTitle(tr("Place on a map"))
        self.journey, self.persona, self.step = (
            ChoiceField(name, []) for name in (tr("Map"), tr("Persona"), tr("Step"))
        )
        self._where = wrapped("", "caption")
        box, self.ok = dialog_buttons(self, tr("Place"))
        rows = column(wrapped(self._what(), "strong"), spacing=GRID, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        for field in (self.journey, self.persona, self.step):
            rows.addWidget(caption_of(field.accessibleName(), field))
            rows.addWidget(field)
        rows.addWidget(self._where)
        rows.addStretch()
        rows.addWidget(box)
        self.setLayout(rows)
        self.journey.chosen.connect(lambda _: self._offer())
        self.accepted.connect(self._place)
        self.journey.offer(
            [(each.id, each.title or tr("Untitled")) for each in journeys_in_tree_order(session.content)]
        )
        self.journey.fill(session.journey_id)
        if self.journey.currentIndex() < 0:
            self.journey.setCurrentIndex(0)
        self._offer()
        fit_height(self, 56 * GRID)
        self.step.setFocus()

    def _what(self) -> str:
        if len(self._ids) == 1:
            return f"“{self._session.content.get(Insight, self._ids[0]).statement}”"
        return tr("{count} insights").format(count=len(self._ids))

    def _offer(self) -> None:
        """Offer the personas and steps of the chosen map, at first those that the first insight is about."""
        content, journey_id = self._session.content, str(self.journey.currentData() or "")
        swimlanes = swimlanes_of(content, journey_id) if journey_id else ()
        names = [(each.id, _name(content, each.id)) for each in swimlanes]
        self.persona.offer([*names, (None, tr("Whole map"))])
        about = {each.persona_id for each in self._links(InsightPersona)}
        self.persona.fill(
            next((each.id for each in swimlanes if each.persona_id in about), names[0][0] if names else None)
        )
        steps = columns_of(content, journey_id) if journey_id else ()
        self.step.offer([(each.id, column_in_words(content.get(Stage, each.stage_id), each)) for each in steps])
        of_them = {each.step_id for each in self._links(InsightStep)}
        chosen = next((each.id for each in steps if each.id in of_them), steps[0].id if steps else None)
        self.step.fill(chosen)
        self.ok.setEnabled(bool(steps and self._ids))
        self._where.setText(self._say() if steps else tr("This map has no steps yet. Add a stage to it first."))

    def _say(self) -> str:
        """Return as what the insights will stand there."""
        kinds = dict.fromkeys(self._session.content.get(Insight, each).kind for each in self._ids)
        words = ", ".join(dict.fromkeys(kind_word(CARDS_FOR[kind][0]) for kind in kinds))
        return tr("Placed as: {kinds}. A row that takes them is added where there is none.").format(kinds=words)

    def _links(self, link: type[Any]) -> list[Any]:
        return list(self._session.content.members(link, "insight_id", self._ids[0])) if self._ids else []

    def _place(self) -> None:
        journey_id, step_id = str(self.journey.currentData()), str(self.step.currentData())
        made = self._session.perform(place_insights, self._ids, journey_id, self.persona.currentData(), step_id)
        if made:
            journey = self._session.content.get(Journey, journey_id)
            self._session.said.emit(tr("Placed on “{map}”").format(map=journey.title))
            self.placed.emit(journey_id, made)


def _name(content: Content, swimlane_id: str) -> str:
    persona = persona_of(content, swimlane_id)
    return persona.name if persona else ""

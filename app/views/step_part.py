"""What the inspector asks of a step beside its title: who does it and when, the sub-journey it opens, its emotion."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.content import journeys_in_tree_order
from app.models.records import Journey, Stage, Step
from app.services.framework import add_sub_journey, open_journey
from app.views.emotion_form import EmotionRows
from app.views.field_rows import FieldRows
from app.views.session import Session
from app.views.widgets import GRID, ChoiceField, button, caption_of


def tr(text: str) -> str:
    """Translate a text of the part."""
    return QCoreApplication.translate("StepPart", text)


class OpenedJourney(QWidget):
    """The journey that a step opens: chosen, made, gone to; one that would lead back is refused in one line."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._step_id = ""
        self.choice = ChoiceField(tr("Opens the journey"), [])
        self.choice.chosen.connect(self._open)
        self.add = button(tr("Make a sub-journey"), "link", self._add)
        self.go = button(tr("Show its map"), "link", self._go)
        ways = QHBoxLayout()
        ways.setSpacing(2 * GRID)
        for each in (self.add, self.go):
            ways.addWidget(each)
        ways.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID // 2)
        rows.addWidget(caption_of(tr("Opens the journey"), self.choice))
        rows.addWidget(self.choice)
        rows.addLayout(ways)

    def show_step(self, step_id: str) -> None:
        """Show what a step opens, among all journeys but its own."""
        content = self._session.content
        self._step_id = step_id
        step = content.get(Step, step_id)
        own = content.get(Stage, step.stage_id).journey_id
        others = [each for each in journeys_in_tree_order(content) if each.id != own]
        self.choice.offer([(None, "–"), *((each.id, each.title or tr("Untitled")) for each in others)])
        self.choice.fill(step.opens_journey_id)
        self.add.setVisible(step.opens_journey_id is None)
        self.go.setVisible(step.opens_journey_id is not None)

    def _open(self, journey_id: object) -> None:
        self._session.perform(open_journey, self._step_id, journey_id)
        self.show_step(self._step_id)

    def _add(self) -> None:
        self._session.perform(add_sub_journey, self._step_id)

    def _go(self) -> None:
        step = self._session.content.get(Step, self._step_id)
        if self._session.content.find(Journey, step.opens_journey_id) is not None:
            self._session.show_journey(step.opens_journey_id or "")


class StepPart(QWidget):
    """The fields of a step, the sub-journey that it opens, and the emotion of each persona there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.fields = FieldRows(session)
        self.opened = OpenedJourney(session)
        self.emotion = EmotionRows(session)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID // 2)
        for part in (self.fields.often, self.fields.toggle, self.fields.more):
            rows.addWidget(part)
        rows.addSpacing(GRID // 2)
        rows.addWidget(self.opened)
        rows.addSpacing(GRID // 2)
        rows.addWidget(caption_of(tr("Emotion in this step"), self.emotion))
        rows.addWidget(self.emotion)

    def show_step(self, step_id: str) -> None:
        """Show a step as it is stored; fields in use stay as they are."""
        self.fields.show_records([self._session.content.get(Step, step_id)])
        self.opened.show_step(step_id)
        self.emotion.show_step(step_id)

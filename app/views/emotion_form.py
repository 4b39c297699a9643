"""The emotion of each persona in a step: what is computed, and a value by hand with its reason in its place."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.canvas.keys import SENTIMENT_OF_DIGIT
from app.layout.words import signed
from app.models.content import persona_of, swimlanes_of
from app.models.records import EmotionOverride, Step, Swimlane
from app.scoring.emotion import EmotionPoint, emotion_of
from app.services.emotion import clear_override, override_emotion
from app.views.session import Session
from app.views.widgets import GRID, LineField, Segments, button, counted, label, wrapped


def tr(text: str) -> str:
    """Translate a text of the rows."""
    return QCoreApplication.translate("EmotionRows", text)


def sentiment_choices() -> list[tuple[float, str, str]]:
    """Return the five sentiments: value, sign, word."""
    words = (tr("very bad"), tr("bad"), tr("neutral"), tr("good"), tr("very good"))
    values = SENTIMENT_OF_DIGIT.values()
    return [(value, signed(value), f"{signed(value)}, {word}") for value, word in zip(values, words, strict=True)]


class EmotionRow(QWidget):
    """One persona in one step."""

    def __init__(self, session: Session, swimlane: Swimlane, step_id: str) -> None:
        super().__init__()
        self._session, self.swimlane_id, self._step_id = session, swimlane.id, step_id
        persona = persona_of(session.content, swimlane.id)
        name = persona.name if persona else ""
        self._name = label(name, "strong")
        self._explained = wrapped("", "caption")
        self.by_hand = Segments(tr("Emotion of {name} by hand").format(name=name), sentiment_choices())
        self.by_hand.chosen.connect(self._set)
        self.reason = LineField(tr("Reason for the emotion of {name} by hand").format(name=name))
        self.reason.setPlaceholderText(tr("Why this value?"))
        self.reason.editingFinished.connect(self._give_reason)
        self._clear = button(tr("Compute it again"), "link", self._compute_again)
        self._clear.setAccessibleName(tr("Compute the emotion of {name} again").format(name=name))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, GRID)
        rows.setSpacing(GRID // 2)
        for each in (self._name, self._explained, self.by_hand, self.reason, self._clear):
            rows.addWidget(each)

    def _override(self) -> EmotionOverride | None:
        return self._session.content.find(EmotionOverride, f"{self.swimlane_id}/{self._step_id}")

    def fill(self, point: EmotionPoint) -> None:
        """Show the value and how it came about."""
        override = self._override()
        self._explained.setText(explained(point))
        self.by_hand.fill(override.value if override else None)
        self.reason.setVisible(override is not None)
        self._clear.setVisible(override is not None)
        if override is not None and not self.reason.hasFocus():
            self.reason.fill(override.reason)

    def _set(self, value: object) -> None:
        override = self._override()
        if value is None:
            self._compute_again()
        else:
            reason = override.reason if override else ""
            self._session.perform(override_emotion, self.swimlane_id, self._step_id, value, reason)

    def _give_reason(self) -> None:
        override = self._override()
        if override is not None and override.reason != self.reason.text():
            arguments = (self.swimlane_id, self._step_id, override.value, self.reason.text())
            self._session.perform(override_emotion, *arguments)

    def _compute_again(self) -> None:
        if self._override() is not None:
            self._session.perform(clear_override, self.swimlane_id, self._step_id)


def explained(point: EmotionPoint) -> str:
    """Return the value of a point and the rule it comes from, in one line."""
    if point.value is None:
        return tr("no card with a sentiment here")
    if point.by_hand:
        return tr("{value} · set by hand").format(value=signed(point.value))
    cards = counted(point.n, tr("card"), tr("cards"))
    text = tr("{value} · weighted mean of {cards}").format(value=signed(point.value), cards=cards)
    if point.rolled:
        text += tr(", {n} of them in the sub-journey").format(n=point.rolled)
    return text + tr(", by default") if point.default else text


class EmotionRows(QWidget):
    """A row for each persona on the map."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rows: list[EmotionRow] = []
        self._shown: tuple[str, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_step(self, step_id: str) -> None:
        """Fill the rows for a step; fields in use stay as they are."""
        content = self._session.content
        step = content.get(Step, step_id)
        swimlanes = swimlanes_of(content, self._session.journey_id)
        shown = (step.id, *(swimlane.id for swimlane in swimlanes))
        if shown != self._shown:
            self._make_rows(swimlanes, step_id)
            self._shown = shown
        for row in self.rows:
            points = emotion_of(content, self._session.journey_id, row.swimlane_id)
            row.fill(next(point for point in points if point.step_id == step_id))

    def _make_rows(self, swimlanes: tuple[Swimlane, ...], step_id: str) -> None:
        for row in self.rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [EmotionRow(self._session, swimlane, step_id) for swimlane in swimlanes]
        for row in self.rows:
            self._layout.addWidget(row)

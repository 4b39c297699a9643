"""Put passages on a map without dragging: which map, which step, which row."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.models.content import (
    columns_of,
    journeys_in_tree_order,
    lanes_in_map_order,
    persona_of,
)
from app.models.kinds import LANE_TAKES, CardKind
from app.models.records import Highlight, Lane, Stage
from app.services.capture.naming import column_in_words
from app.services.insights import CARDS_FOR, QUOTES_FOR, place_evidence
from app.views.kinds import lane_word
from app.views.session import Session
from app.views.widgets import GRID, ChoiceField, caption_of, column, dialog_buttons, fit_height, wrapped


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("PlaceQuotes", text)


class PlaceQuotesDialog(QDialog):
    """Offers the rows that take what is placed, of the map on show first."""

    def __init__(self, session: Session, ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._ids = session, list(ids)
        self.setWindowTitle(tr("Place on a map"))
        self.journey = ChoiceField(tr("Map"), [])
        self.step = ChoiceField(tr("Step"), [])
        self.lane = ChoiceField(tr("Row"), [])
        self._why = wrapped("", "caption")
        box, self.ok = dialog_buttons(self, tr("Place"))
        rows = column(wrapped(self._what(), "strong"), margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        for field in (self.journey, self.step, self.lane):
            rows.addWidget(caption_of(field.accessibleName(), field))
            rows.addWidget(field)
        rows.addWidget(self._why)
        rows.addStretch()
        rows.addWidget(box)
        self.setLayout(rows)
        self.journey.chosen.connect(lambda _: self._offer())
        self.accepted.connect(self._place)
        journeys = journeys_in_tree_order(session.content)
        self.journey.offer([(each.id, each.title or tr("Untitled")) for each in journeys])
        self.journey.fill(session.journey_id)
        self._offer()
        fit_height(self, 56 * GRID)
        self.step.setFocus()

    def _what(self) -> str:
        content = self._session.content
        highlight = content.find(Highlight, self._ids[0])
        if len(self._ids) > 1:
            return tr("{count} quotes").format(count=len(self._ids))
        words = " ".join(self._session.store.passage(highlight).split()) if highlight is not None else ""
        return f"“{words if len(words) <= 160 else words[:159] + '…'}”"

    def _kinds(self) -> tuple[CardKind, ...]:
        """Return the kinds of card that the first of them may be."""
        content = self._session.content
        highlight = content.find(Highlight, self._ids[0])
        kind = highlight.kind if highlight is not None else None
        return (*CARDS_FOR[kind], "quote") if kind is not None else QUOTES_FOR

    def _offer(self) -> None:
        """Offer the steps and the rows of the chosen map."""
        content, journey_id = self._session.content, str(self.journey.currentData() or "")
        columns = columns_of(content, journey_id)
        steps = [(each.id, column_in_words(content.get(Stage, each.stage_id), each)) for each in columns]
        kinds = self._kinds()
        lanes = [each for each in lanes_in_map_order(content, journey_id) if set(LANE_TAKES[each.kind]) & set(kinds)]
        best = [each for each in lanes if kinds[0] in LANE_TAKES[each.kind]] or lanes
        self.step.offer(list(steps))
        self.step.setCurrentIndex(0 if steps else -1)
        self.lane.offer([(each.id, self._lane_word(each)) for each in lanes])
        self.lane.fill(best[0].id if best else None)
        self.ok.setEnabled(bool(steps and lanes))
        why = "" if steps else tr("This map has no steps yet. Add a stage to it first.")
        self._why.setText(why or ("" if lanes else tr("No row of this map takes it. Add one on the map first.")))

    def _lane_word(self, lane: Lane) -> str:
        persona = persona_of(self._session.content, lane.swimlane_id)
        return f"{persona.name if persona else tr('Whole map')} · {lane.title or lane_word(lane.kind)}"

    def _place(self) -> None:
        session = self._session
        lane_id, step_id = str(self.lane.currentData()), str(self.step.currentData())
        if session.perform(place_evidence, (), self._ids, lane_id, step_id):
            session.said.emit(tr("Placed on “{map}”").format(map=self.journey.currentText()))

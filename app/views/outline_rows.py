"""The rows of the outline: which there are below which, as the records say."""

from typing import Literal, NamedTuple

from app.canvas.editing import Target
from app.canvas.selection import Header, Spot
from app.layout.sheet import Focus
from app.models.changes import Change
from app.models.content import (
    Content,
    cards_on,
    cells_on,
    connectors_from,
    lanes_of,
    stages_of,
    steps_of,
    swimlanes_of,
    unplaced_cards,
)
from app.models.records import Card, Connector, Lane, Stage, Step, Swimlane

RowKind = Literal["map", "stage", "step", "cell", "card", "connector", "bands", "swimlane", "lane", "unplaced", "draft"]


class Row(NamedTuple):
    """One row: of a record, of a lane (id) in a step, or of its own; a swimlane without an id is the whole map's."""

    kind: RowKind
    id: str = ""
    step_id: str = ""


MAP = Row("map")
BANDS = Row("bands")
UNPLACED = Row("unplaced")
DRAFT = Row("draft")
"""Where something new is being written."""

_HEADERS = {"stage": "stage", "step": "step", "swimlane": "swimlane", "lane": "lane"}


class Rows:
    """What is below each row, for one journey; the cards of a lane are sorted into cells once, until one changes."""

    def __init__(self, content: Content, journey_id: str) -> None:
        self._content, self._journey_id = content, journey_id
        self._cells: dict[str, tuple[tuple[Card, ...], dict[str | None, list[Card]]]] = {}

    def below(self, row: Row) -> list[Row]:
        """Return the rows right below one, in order."""
        content = self._content
        match row.kind:
            case "map":
                return [*(Row("stage", each.id) for each in stages_of(content, self._journey_id)), BANDS, UNPLACED]
            case "stage":
                steps = steps_of(content, row.id)
                plain = len(steps) == 1 and not steps[0].title
                return self._cells_of(steps[0].id) if plain else [Row("step", each.id) for each in steps]
            case "step":
                return self._cells_of(row.id) if self.place_of(row.id) == row else []
            case "cell":
                return [Row("card", card.id) for card in self.cards_in(row.id, row.step_id)]
            case "card":
                return [Row("connector", each.id) for each in connectors_from(content, row.id)]
            case "bands":
                swimlanes = swimlanes_of(content, self._journey_id)
                return [Row("swimlane"), *(Row("swimlane", each.id) for each in swimlanes)]
            case "swimlane":
                return [Row("lane", lane.id) for lane in lanes_of(content, self._journey_id, row.id or None)]
            case "unplaced":
                return [Row("card", card.id) for card in unplaced_cards(content, self._journey_id)]
        return []

    def cards_in(self, lane_id: str, step_id: str) -> list[Card]:
        """Return the cards of a cell from top to bottom."""
        cards = cards_on(self._content, lane_id)
        known = self._cells.get(lane_id)
        if known is None or known[0] is not cards:
            known = self._cells[lane_id] = (cards, cells_on(self._content, lane_id))
        return known[1].get(step_id, [])

    def _cells_of(self, step_id: str) -> list[Row]:
        return [Row("cell", lane.id, step_id) for lane in self._shown_lanes()]

    def _shown_lanes(self) -> list[Lane]:
        """Return the lanes from top to bottom, without those of folded swimlanes."""
        content, journey_id = self._content, self._journey_id
        open_ids = [each.id for each in swimlanes_of(content, journey_id) if not each.collapsed]
        return [lane for each in (None, *open_ids) for lane in lanes_of(content, journey_id, each)]

    def above(self, row: Row) -> Row | None:
        """Return the row that one is below; none where it is not in this outline."""
        content = self._content
        match row.kind:
            case "stage":
                stage = content.find(Stage, row.id)
                return MAP if stage is not None and stage.journey_id == self._journey_id else None
            case "bands" | "unplaced":
                return MAP
            case "step":
                step = content.find(Step, row.id)
                return Row("stage", step.stage_id) if step else None
            case "cell":
                return self.place_of(row.step_id)
            case "card":
                card = content.find(Card, row.id)
                if card is None or card.journey_id != self._journey_id:
                    return None
                return Row("cell", card.lane_id, card.step_id) if card.lane_id and card.step_id else UNPLACED
            case "connector":
                connector = content.find(Connector, row.id)
                return Row("card", connector.from_card_id) if connector else None
            case "swimlane":
                return BANDS
            case "lane":
                lane = content.find(Lane, row.id)
                return Row("swimlane", lane.swimlane_id or "") if lane else None
        return None

    def place_of(self, step_id: str) -> Row | None:
        """Return the row that a step has: its own, or that of its stage where the stage is one plain column."""
        step = self._content.find(Step, step_id)
        if step is None:
            return None
        alone = not step.title and len(steps_of(self._content, step.stage_id)) == 1
        return Row("stage", step.stage_id) if alone else Row("step", step_id)

    def of_spot(self, spot: Spot | None) -> Row | None:
        """Return the row of a place on the map."""
        if spot is None:
            return None
        if isinstance(spot, Header):
            return self.place_of(spot.id) if spot.kind == "step" else Row(spot.kind, spot.id)
        return Row("card", spot.card_id) if spot.card_id else Row("cell", spot.lane_id, spot.step_id)

    def of_record(self, record_id: str) -> Row | None:
        """Return the row of a record: a card, a stage, a step, a lane, a swimlane, a connector."""
        kinds: tuple[tuple[RowKind, type[Card | Stage | Step | Lane | Swimlane | Connector]], ...] = (
            ("card", Card),
            ("stage", Stage),
            ("step", Step),
            ("lane", Lane),
            ("swimlane", Swimlane),
            ("connector", Connector),
        )
        for kind, record_type in kinds:
            if self._content.find(record_type, record_id) is not None:
                row = Row(kind, record_id)
                return (self.place_of(record_id) if kind == "step" else row) if self.above(row) else None
        return None

    def spot(self, row: Row) -> Spot | None:
        """Return the place a row stands for: of a card that waits one without a cell, of a connector its card's."""
        if row.kind == "cell":
            return Focus(row.id, row.step_id)
        if row.kind == "unplaced":
            return Focus("", "")
        if row.kind == "card":
            card = self._content.find(Card, row.id)
            return Focus(card.lane_id or "", card.step_id or "", card.id) if card else None
        if row.kind == "connector":
            above = self.above(row)
            return self.spot(above) if above is not None else None
        if row.kind in _HEADERS and row.id:
            return Header(_HEADERS[row.kind], row.id)  # type: ignore[arg-type]
        return None

    def owner_of(self, target: Target) -> tuple[Row, Row | None]:
        """Return the row that something new is written below, and the row that it comes before (none = the last)."""
        if target.kind == "card":
            cell = Row("cell", target.lane_id or "", target.step_id or "") if target.lane_id else UNPLACED
            return cell, Row("card", target.before) if target.before else None
        if target.kind == "step":
            return Row("stage", target.owner or ""), Row("step", target.before) if target.before else None
        if target.kind == "stage":
            return MAP, Row("stage", target.before) if target.before else BANDS
        return BANDS, None


def touched(change: Change) -> set[Row]:
    """Return the rows whose rows below may be others after a change."""
    found: set[Row] = set()
    for record in (change.before, change.after):
        if isinstance(record, Card):
            found.add(Row("cell", record.lane_id, record.step_id or "") if record.lane_id else UNPLACED)
        elif isinstance(record, Stage):
            found.add(MAP)
        elif isinstance(record, Step):
            found.add(Row("stage", record.stage_id))
        elif isinstance(record, Swimlane):
            found.add(BANDS)
        elif isinstance(record, Lane):
            found.add(Row("swimlane", record.swimlane_id or ""))
        elif isinstance(record, Connector):
            found.add(Row("card", record.from_card_id))
    return found

"""The lifecycle board: journeys by the stage of a lifecycle that they belong to, and by brand, segment or persona."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from app.models.content import Content, stages_of, steps_of, swimlanes_of
from app.models.errors import InputError
from app.models.records import Brand, Journey, Persona, Segment, Stage
from app.scoring.framework.scope import journeys_in_use

RowsBy = Literal["brand", "segment", "persona"]
"""What the rows of a board are."""

_ROWS: Final[Mapping[RowsBy, type[Brand | Segment | Persona]]] = {
    "brand": Brand,
    "segment": Segment,
    "persona": Persona,
}


class BoardRow(NamedTuple):
    """A brand, a segment or a persona; without an id, the journeys that have none."""

    id: str | None
    name: str


class BoardItem(NamedTuple):
    """A journey on the board with the to-be variants of it.

    `opened` says that it stands there because a step of the stage opens it, not because somebody put it there.
    """

    journey: Journey
    to_be: tuple[Journey, ...]
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """A board: the stages of a lifecycle across, rows down, and the journeys in each cell, by row and stage.

    A journey of several personas is in the row of each. `unplaced` are the journeys without a stage of any lifecycle.
    """

    lifecycle: Journey
    by: RowsBy
    stages: tuple[Stage, ...]
    rows: tuple[BoardRow, ...]
    cells: Mapping[tuple[str | None, str], tuple[BoardItem, ...]]
    unplaced: tuple[BoardItem, ...]

    def cell(self, row_id: str | None, stage_id: str) -> tuple[BoardItem, ...]:
        """Return the journeys of a row in a stage, in the order of the tree."""
        return self.cells.get((row_id, stage_id), ())

    @property
    def empty_stages(self) -> tuple[Stage, ...]:
        """The stages that no journey is about."""
        taken = {stage_id for _, stage_id in self.cells}
        return tuple(stage for stage in self.stages if stage.id not in taken)


def lifecycles_of(content: Content) -> tuple[Journey, ...]:
    """Return the journeys that are lifecycles and in use, the current ones first, in the order of the tree."""
    found = [each for each in journeys_in_use(content) if each.level == "lifecycle"]
    return tuple(sorted(found, key=lambda each: each.state != "current"))


def lifecycle_stages(content: Content) -> dict[str, tuple[str, bool]]:
    """Return the stage of a lifecycle that each journey belongs to, by its id, and whether a step there opens it.

    What somebody said goes before what a step opens; a to-be without a stage of its own is where its current one is.
    """
    lifecycles = lifecycles_of(content)
    own = {stage.id for lifecycle in lifecycles for stage in stages_of(content, lifecycle.id)}
    found: dict[str, tuple[str, bool]] = {}
    for lifecycle in lifecycles:
        for stage in stages_of(content, lifecycle.id):
            for step in steps_of(content, stage.id):
                if step.opens_journey_id is not None:
                    found.setdefault(step.opens_journey_id, (stage.id, True))
    for journey in content.all(Journey).values():
        if journey.lifecycle_stage_id in own:
            found[journey.id] = (journey.lifecycle_stage_id or "", False)
    for journey in content.all(Journey).values():
        if journey.id not in found and journey.to_be_of in found:
            found[journey.id] = found[journey.to_be_of or ""]
    return found


def board_of(content: Content, lifecycle_id: str | None = None, by: RowsBy = "brand") -> Board | None:
    """Return the board of a lifecycle, of the first where none is named; none where there is no lifecycle.

    Archived journeys are left out, and sub-journeys that nobody placed: they are where their parent is. Raises
    InputError for a journey that is no lifecycle.
    """
    lifecycles = lifecycles_of(content)
    chosen = [each for each in lifecycles if lifecycle_id in (None, each.id)]
    if not chosen:
        if lifecycle_id is None:
            return None
        title = content.get(Journey, lifecycle_id).title
        raise InputError(f"“{title}” is no lifecycle in use. Set its level to lifecycle to see a board of its stages.")
    lifecycle = chosen[0]
    stages, places = stages_of(content, lifecycle.id), lifecycle_stages(content)
    here = {stage.id for stage in stages}
    cells: dict[tuple[str | None, str], list[BoardItem]] = {}
    unplaced: list[BoardItem] = []
    for item in _items(content, places):
        stage_id = places.get(item.journey.id, ("", False))[0]
        if not stage_id:
            unplaced.append(item)
        elif stage_id in here:
            for row_id in _rows_of(content, item.journey, by):
                cells.setdefault((row_id, stage_id), []).append(item)
    rows = [BoardRow(each.id, each.name) for each in content.ordered(_ROWS[by])]
    if not rows or any(row_id is None for row_id, _ in cells):
        rows.append(BoardRow(None, ""))
    frozen = {place: tuple(items) for place, items in cells.items()}
    return Board(lifecycle, by, stages, tuple(rows), frozen, tuple(unplaced))


def _items(content: Content, places: Mapping[str, tuple[str, bool]]) -> list[BoardItem]:
    """Return what is shown: journeys in use, a to-be with its current one where that is shown in the same stage."""
    shown: dict[str, Journey] = {}
    for journey in journeys_in_use(content):
        is_nested = journey.level == "sub-journey" and journey.id not in places
        if journey.level != "lifecycle" and not is_nested:
            shown[journey.id] = journey
    beside: dict[str, list[Journey]] = {}
    for journey in shown.values():
        if journey.to_be_of in shown and places.get(journey.to_be_of or "") == places.get(journey.id):
            beside.setdefault(journey.to_be_of or "", []).append(journey)
    nested = {journey.id for variants in beside.values() for journey in variants}
    return [
        BoardItem(journey, tuple(beside.get(journey.id, ())), places.get(journey.id, ("", False))[1])
        for journey in shown.values()
        if journey.id not in nested
    ]


def _rows_of(content: Content, journey: Journey, by: RowsBy) -> tuple[str | None, ...]:
    if by == "persona":
        personas = tuple(swimlane.persona_id for swimlane in swimlanes_of(content, journey.id))
        return personas or (None,)
    return (journey.brand_id if by == "brand" else journey.segment_id,)

"""What hangs on the wall: the columns, rows and codes of a journey, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from app.exporters.page_frame import in_page_direction
from app.layout.words import Words, lane_title
from app.models.content import Content, lanes_of, persona_of, stages_of, steps_of, swimlanes_of, workspace_of
from app.models.kinds import DEFAULT_LANES, LANE_TAKES, CardKind, LaneKind
from app.models.records import Journey
from app.models.wall import codes_of, free_codes, missing_codes

BLANK_COLUMNS: Final = 8
"""The columns without names on the template of a journey that has no stages yet."""


@dataclass(frozen=True, slots=True)
class Column:
    """A step: its letters, and its title, empty where that of the stage says all."""

    code: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A stage: the title over its columns."""

    title: str
    columns: tuple[Column, ...]

    @property
    def plain(self) -> bool:
        """Whether it is one column whose only title is that of the stage."""
        return len(self.columns) == 1 and not self.columns[0].title


@dataclass(frozen=True, slots=True)
class Row:
    """A lane: its number (empty where nothing is keyed in), what it is called and its kind."""

    code: str
    title: str
    kind: LaneKind

    @property
    def takes(self) -> tuple[CardKind, ...]:
        """The kinds of cards that it takes."""
        return LANE_TAKES[self.kind]


@dataclass(frozen=True, slots=True)
class Band:
    """The rows of a persona, `number` being her place on the map; those for the whole map have none."""

    name: str
    role: str
    number: int | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Wall:
    """A template: what stands above it, its columns by stage, its rows by persona."""

    eyebrow: str
    title: str
    heads: tuple[Head, ...]
    bands: tuple[Band, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of all stages."""
        return tuple(column for head in self.heads for column in head.columns)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all personas."""
        return tuple(row for band in self.bands for row in band.rows)


def wall_of(content: Content, journey: Journey, words: Words) -> Wall:
    """Return the template of a journey; columns and rows without a code have the one that they would be given.

    Without stages it has columns without names, without lanes those of a new swimlane.
    """
    given, missing = codes_of(content, journey.id), missing_codes(content, journey.id)
    free_letters, free_numbers = free_codes(content, journey.id)
    letters, numbers = {**given.columns, **missing.columns}, {**given.rows, **missing.rows}
    heads = tuple(
        Head(stage.title, tuple(Column(letters[step.id], step.title) for step in steps_of(content, stage.id)))
        for stage in stages_of(content, journey.id)
    )
    if not heads:
        heads = tuple(Head("", (Column(each),)) for each in islice(free_letters, BLANK_COLUMNS))
    bands = tuple(band for band in _bands(content, journey.id, numbers, words) if band.rows)
    if not bands:
        rows = tuple(Row(next(free_numbers) if LANE_TAKES[kind] else "", words[kind], kind) for kind in DEFAULT_LANES)
        bands = (Band(words["whole map"], "", None, rows),)
    eyebrow = f"{workspace_of(content).title} · {words['whose journey']} · {words[journey.state]}"
    return Wall(in_page_direction(eyebrow), journey.title, heads, bands)


def _bands(content: Content, journey_id: str, numbers: Mapping[str, str], words: Words) -> Iterator[Band]:
    swimlanes = [each.id for each in swimlanes_of(content, journey_id)]
    for place, swimlane_id in enumerate([None, *swimlanes]):
        persona = persona_of(content, swimlane_id)
        rows = tuple(
            Row(
                numbers.get(lane.id, "") if LANE_TAKES[lane.kind] else "",
                lane_title(lane.title, lane.kind, words),
                lane.kind,
            )
            for lane in lanes_of(content, journey_id, swimlane_id)
        )
        name, role = (persona.name, persona.role) if persona else (words["whole map"], "")
        yield Band(name, role, place - 1 if place else None, rows)

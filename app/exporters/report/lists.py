"""The lists that are read off the maps: bottlenecks, open questions, hand-offs and the others."""

from __future__ import annotations

from typing import Final

from app.exporters.ranking import short
from app.exporters.report.blocks import BODY, SMALL, Cell, Head, Row, heading, paragraph, table
from app.exporters.report.flow import Strip
from app.exporters.report.scope import Scope, Section
from app.layout.words import signed
from app.models.records import Journey
from app.scoring.map_lists import LISTS, WORDED, Value, rows_of

_FIGURES: Final = frozenset({"severity", "frequency", "sentiment", "bottleneck"})
_QUIET: Final = frozenset({"step", "persona"})


def list_section(scope: Scope) -> Section | None:
    """Return the lists over all journeys of the report, each under its heading; none where there is no journey."""
    if not scope.journeys:
        return None
    width, words = scope.frame.inner, scope.words
    strips: list[Strip] = []
    empty: list[str] = []
    for name in LISTS:
        title = words[f"list {name}"]
        rows = _rows(scope, name)
        if rows:
            strips.append(heading(title, width, f"list:{name}", 1))
            strips += table(_heads(scope, name), rows, width, scope.frame.room)
        else:
            empty.append(title)
    if empty:
        text = words["report list empty"].format(lists=", ".join(empty))
        strips += paragraph(text, width, SMALL, "muted", above=12.0)
    return Section(words["report lists"], "lists", tuple(strips))


def _heads(scope: Scope, name: str) -> list[Head]:
    words = scope.words
    heads = [
        Head(words[f"column {key}"], "end" if key in _FIGURES else "start", grows=not place)
        for place, key in enumerate(LISTS[name].columns)
    ]
    journeys = [Head(words["report journey"])] if len(scope.journeys) > 1 else []
    return [*heads, *journeys, Head(words["report page"], "end")]


def _rows(scope: Scope, name: str) -> list[Row]:
    keys = LISTS[name].columns
    rows = []
    for row in rows_of(scope.content, name, scope.journeys):
        cells = [_cell(scope, key, value) for key, value in zip(keys, row.values, strict=True)]
        if len(scope.journeys) > 1:
            journey = scope.content.get(Journey, row.journey_id)
            cells.append(Cell(journey.title or scope.words["report untitled"], SMALL, "muted"))
        target = f"card:{row.card_ids[0]}" if row.card_ids else f"map:{row.journey_id}"
        rows.append(Row((*cells, Cell(target=target, page=True, style=SMALL, colour="muted")), target=target))
    return rows


def _cell(scope: Scope, key: str, value: Value) -> Cell:
    style, colour = (SMALL, "muted") if key in _QUIET else (BODY, "ink")
    if value is None or value == "":
        return Cell("–", style, "muted")
    if isinstance(value, str):
        return Cell(scope.words[f"value {value}"] if key in WORDED else value, style, colour)
    return Cell(signed(value) if key == "sentiment" else short(float(value)), style, colour)

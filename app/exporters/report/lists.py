"""The lists that are read off the maps: bottlenecks, open questions, hand-offs and the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.exporters.ranking import short
from app.exporters.report.blocks import BODY, SMALL, Cell, Head, Row, heading, paragraph, table
from app.exporters.report.flow import Strip
from app.exporters.report.people import shared_pains
from app.exporters.report.scope import Scope, Section
from app.layout.words import signed
from app.models.records import Journey
from app.scoring.map_lists import LISTS, WORDED, Value, rows_of
from app.scoring.map_lists import Row as ListRow

_FIGURES: Final = frozenset({"severity", "frequency", "sentiment", "bottleneck"})
_QUIET: Final = frozenset({"step", "persona"})
_GROWS: Final = frozenset({"pain", "question", "touchpoint", "from", "to"})


def list_section(scope: Scope) -> Section | None:
    """Return the lists over all journeys of the report, each under its heading; none where there is no journey."""
    if not scope.journeys:
        return None
    width, words = scope.frame.inner, scope.words
    strips: list[Strip] = []
    empty: list[str] = []
    for name in LISTS:
        title = words[f"list {name}"]
        found = rows_of(scope.content, name, scope.journeys)
        if found:
            strips.append(heading(title, width, f"list:{name}", 1))
            strips += _table(scope, name, found)
        else:
            empty.append(title)
    shared = shared_pains(scope)
    if shared:
        strips += [heading(words["report shared"], width, "list:shared", 1), *shared]
    if empty:
        text = words["report list empty"].format(lists=", ".join(empty))
        strips += paragraph(text, width, SMALL, "muted", above=12.0)
    return Section(words["report lists"], "lists", tuple(strips))


def _table(scope: Scope, name: str, found: Sequence[ListRow]) -> list[Strip]:
    """Return a list as a table, without the columns in which nothing is said."""
    words, several = scope.words, len(scope.journeys) > 1
    keys = LISTS[name].columns
    said = [place for place in range(len(keys)) if any(row.values[place] not in (None, "") for row in found)]
    heads = [
        Head(words[f"column {keys[place]}"], "end" if keys[place] in _FIGURES else "start", keys[place] in _GROWS)
        for place in said
    ]
    journeys = [Head(words["report journey"])] if several else []
    rows = []
    for row in found:
        cells = [_cell(scope, keys[place], row.values[place], lead=place == said[0]) for place in said]
        if several:
            journey = scope.content.get(Journey, row.journey_id)
            cells.append(Cell(journey.title or words["report untitled"], SMALL, "muted"))
        target = f"card:{row.card_ids[0]}" if row.card_ids else f"map:{row.journey_id}"
        rows.append(Row((*cells, Cell(target=target, page=True, style=SMALL, colour="muted")), target=target))
    heads = [*heads, *journeys, Head(words["report page"], "end")]
    return table(heads, rows, scope.frame.inner, scope.frame.room)


def _cell(scope: Scope, key: str, value: Value, *, lead: bool) -> Cell:
    style, colour = (SMALL, "muted") if key in _QUIET and not lead else (BODY, "ink")
    if value is None or value == "":
        return Cell("–", style, "muted")
    if isinstance(value, str):
        return Cell(scope.words[f"value {value}"] if key in WORDED else value, style, colour)
    return Cell(signed(value) if key == "sentiment" else short(float(value)), style, colour)

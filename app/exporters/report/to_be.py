"""Journeys as they are beside what they are to be: both curves, and what changes and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from app.exporters.comparison import place_of, title_of
from app.exporters.report.blocks import BOLD, SMALL, Cell, Head, Row, figure, paragraph, table
from app.exporters.report.figures import two_curves_chart
from app.exporters.report.flow import Strip
from app.exporters.report.scope import Scope, Section
from app.models.records import Card, Journey
from app.scoring.reasons import Reason, Reasons
from app.scoring.to_be import FATES, Comparison, Turn, compare

_COUNTED: Final = ("steps", "cards", "connectors")
_MOST: Final = 60
"""Differences that are told; of more the number is given."""


def to_be_sections(scope: Scope) -> Iterator[tuple[Comparison, Section]]:
    """Yield each to-be of the report whose current journey is there, compared, with the section that tells of it."""
    pairs = [each for each in scope.journeys if scope.content.find(Journey, each.to_be_of) is not None]
    for number, journey in enumerate(pairs):
        comparison = compare(scope.content, journey.to_be_of or "", journey.id)
        chapter, title = scope.words["report to be"], journey.title or scope.words["report untitled"]
        strips = tuple(_compared(scope, comparison))
        yield comparison, Section(title, f"to be:{journey.id}", strips, 1, 1, chapter, begins=number == 0)


def _compared(scope: Scope, comparison: Comparison) -> Iterator[Strip]:
    words, width = scope.words, scope.frame.inner
    current = comparison.first.title or words["report untitled"]
    yield from paragraph(words["report to be of"].format(title=current), width, BOLD, above=0.0)
    if not comparison.shared:
        yield from paragraph(words["report nothing shared"], width)
    yield from paragraph(_counts(scope, comparison), width, SMALL, "muted")
    chart = two_curves_chart(comparison, width, words)
    if chart is not None:
        yield figure(chart.shapes, chart.height, 10.0)
    yield from _differences(scope, comparison)


def _counts(scope: Scope, comparison: Comparison) -> str:
    """Return how many there are of each fate: “cards: 12 kept, 2 new”."""
    words, counted = scope.words, comparison.counts()
    told = []
    for name in _COUNTED:
        parts = [
            f"{count} {words[f'report fate {fate}']}" for fate, count in zip(FATES, counted[name].values(), strict=True)
        ]
        there = [part for part in parts if not part.startswith("0 ")]
        if there:
            told.append(f"{words[f'report counted {name}']}: {', '.join(there)}")
    return " · ".join(told)


def _differences(scope: Scope, comparison: Comparison) -> list[Strip]:
    words, width = scope.words, scope.frame.inner
    reasons = Reasons(comparison)
    turns = [turn for turn in comparison.turns if not turn.is_hope]
    if not turns:
        return paragraph(words["report nothing different"], width)
    heads = (
        Head(words["report fate"]),
        Head(words["report what changes"], grows=True),
        Head(words["report column where"]),
        Head(words["report why"], grows=True),
    )
    rows = [_row(scope, comparison, turn, reasons.of(turn)) for turn in turns[:_MOST]]
    strips = table(heads, rows, width, scope.frame.room, 12.0)
    if len(turns) > _MOST:
        strips += paragraph(words["report more differences"].format(count=len(turns)), width, SMALL, "muted")
    hopes = len(comparison.turns) - len(turns)
    if hopes:
        strips += paragraph(words["report only hopes"].format(count=hopes), width, SMALL, "muted")
    return strips


def _row(scope: Scope, comparison: Comparison, turn: Turn, reasons: Sequence[Reason]) -> Row:
    words, record = scope.words, turn.record
    kind = words[record.kind] if isinstance(record, Card) else words[f"report kind {record.kind_name}"]
    title = title_of(comparison.both, record, words) or words["report untitled"]
    told = Cell("; ".join(_reason(scope, each) for each in reasons) or words["report no reason"], SMALL)
    gone = turn.fate == "gone"
    card_id = turn.first_id if gone else turn.id
    return Row(
        (
            Cell(words[f"report fate {turn.fate}"], BOLD, "muted" if gone else "ink"),
            Cell(f"{kind[:1].upper()}{kind[1:]}: {title}"),
            Cell(place_of(comparison.before if gone else comparison.after, record, words), SMALL, "muted"),
            told if reasons else told._replace(colour="muted"),
        ),
        target=f"card:{card_id}" if isinstance(record, Card) else "",
    )


def _reason(scope: Scope, reason: Reason) -> str:
    title = reason.title or scope.words["report untitled"]
    return scope.words[f"report via {'itself' if reason.via == 'itself' else reason.kind}"].format(title=title)

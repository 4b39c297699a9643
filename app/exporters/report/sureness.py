"""How well the ranking holds, and what it rests on: draws, the change that unseats the leader, questions, quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from app.exporters.report.blocks import BODY, BOLD, SMALL, Cell, Head, Row, heading, paragraph, table
from app.exporters.report.evidence import behind, evidence_cell
from app.exporters.report.flow import Strip, together
from app.exporters.report.scope import Scope, Section, anchor_of, apart, score, title_in
from app.layout.robustness_words import QUESTIONS, asking_text, renamed, turning_text, unseating_text
from app.layout.words import called
from app.models.content import cards_of_opportunity, noun_of
from app.scoring.opportunities import Ranked
from app.scoring.robustness.assessed import Assessment, Robustness, robustness_of

_TOLD: Final = 20
"""Opportunities whose shares are told: those behind are never first."""

_LEADERS: Final = 3
_QUOTED: Final = 5


def sureness_sections(scope: Scope) -> Iterator[Section]:
    """Yield how sure the ranking is, and the evidence behind the leaders; nothing where nothing has a place yet."""
    placed = [row for row in scope.ranked if row.place.rank is not None]
    if not placed:
        return
    words = scope.words
    chapter = words["report opportunities"]
    if len(placed) > 1:
        noun = noun_of(scope.content)
        robustness = renamed(robustness_of(scope.content, scope.model, scope.weights), lambda name: called(name, noun))
        yield Section(words["report sureness"], "sureness", tuple(_sureness(scope, robustness)), 1, 1, chapter)
    leaders = tuple(_leaders(scope, placed[:_LEADERS]))
    if leaders:
        yield Section(words["report behind leaders"], "leaders", leaders, 2, 1, chapter)


def _sureness(scope: Scope, robustness: Robustness) -> list[Strip]:
    words, width, room = scope.words, scope.frame.inner, scope.frame.room
    spoken = {key: words[f"robust {key}"] for key in QUESTIONS}
    told = unseating_text(robustness, spoken)
    strips = paragraph(told, width, BOLD, above=0.0) if told else []
    shares = robustness.shares
    said = words["report drawn"].format(draws=f"{shares.draws:,}", seed=shares.seed)
    strips += paragraph(said, width, SMALL, "muted", above=4.0 if strips else 0.0)
    heads = (
        Head("#", "end"),
        Head(words["report opportunity"], grows=True),
        Head(words["report value"], "end"),
        Head(words["report first in"], "end"),
        Head(words["report mostly"]),
        Head(words["report could be"]),
        Head(words["report evidence"]),
        Head(words["report page"], "end"),
    )
    rows = [_row(scope, row, robustness.of[row.opportunity.id]) for row in scope.ranked[:_TOLD]]
    strips += table(heads, rows, width, room, 10.0)
    if len(scope.ranked) > _TOLD:
        strips += paragraph(words["report further down"].format(count=_TOLD), width, SMALL, "muted")
    strips.append(heading(words["report learn"], width, "learn", 1))
    shown = {row.opportunity.id for row in scope.ranked}
    questions = [each for each in robustness.questions if each.candidate_id in shown]
    if not questions:
        return [*strips, *paragraph(words["report nothing to learn"], width, above=2.0)]
    for question in questions:
        asked = paragraph(asking_text(robustness.case, question, spoken), width, BOLD, above=6.0, keep=True)
        strips += [*asked, *paragraph(turning_text(robustness.case, question, spoken), width, above=0.0)]
    return strips


def _row(scope: Scope, row: Ranked, found: Assessment) -> Row:
    target = anchor_of(row.opportunity)
    first = found.first_share
    return Row(
        (
            Cell("–" if row.place.rank is None else str(row.place.rank), BOLD),
            Cell(title_in(scope, row.opportunity), BOLD if row.place.rank == 1 else BODY),
            Cell(score(row.place.value)),
            Cell("–" if first is None else f"{100 * first:.0f} %", BODY, "ink" if first else "muted"),
            Cell(_ranks(scope, found.likely)),
            Cell(_ranks(scope, found.could_be)),
            evidence_cell(scope, row.opportunity),
            Cell(target=target, page=True, style=SMALL, colour="muted"),
        ),
        target=target,
    )


def _ranks(scope: Scope, ranks: tuple[int, int] | None) -> str:
    if ranks is None:
        return "–"
    low, high = ranks
    return str(low) if low == high else scope.words["report from to"].format(low=low, high=high)


def _leaders(scope: Scope, rows: Sequence[Ranked]) -> Iterator[Strip]:
    """Yield the quotes behind the first places, each below its opportunity and the pains that it answers."""
    width, words = scope.frame.column(2), scope.words
    for row in rows:
        title = f"{row.place.rank} {apart(title_in(scope, row.opportunity))}"
        strips = [heading(title, width)]
        pains = [card.title for card in cards_of_opportunity(scope.content, row.opportunity.id) if card.title]
        if pains:
            strips += paragraph(" · ".join(map(apart, pains)), width, SMALL, "muted", above=0.0)
        quotes = behind(scope, row.opportunity, width, _QUOTED)
        strips += quotes or paragraph(words["report no evidence"], width, BODY, "muted")
        yield from together(strips, scope.frame.room)

"""What is worth doing: opportunities ranked, with the arithmetic of each, the matrix, one by one, and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.exporters.ranking import short
from app.exporters.report.blocks import (
    BODY,
    BOLD,
    HEADING,
    SMALL,
    Cell,
    Head,
    Row,
    figure,
    paragraph,
    table,
)
from app.exporters.report.evidence import behind, evidence_cell
from app.exporters.report.flow import Strip, together
from app.exporters.report.matrix import MOST_NAMED, draw_matrix
from app.exporters.report.scope import Scope, Section, anchor_of, apart, day_in, score, tag_names, title_in
from app.layout.prefill_words import explained
from app.layout.shapes import Text
from app.layout.styles import lay_out_left
from app.layout.text import lay_out
from app.models.content import cards_of_opportunity, journeys_of_opportunity
from app.models.records import Journey, Opportunity
from app.scoring.formulas import formula_text, weight_text, worked
from app.scoring.map_lists import step_title
from app.scoring.models import customer_share
from app.scoring.opportunities import Ranked
from app.scoring.ranking import Interval

_BETWEEN = 20.0
_MATRIX_LINES = 62.0

_MARKS: Final = {"prefill": " *", "override": " °"}
"""What stands behind the arithmetic of values that nobody scored, by where they come from."""


def worth_sections(scope: Scope) -> Iterator[Section]:
    """Yield the sections about opportunities; none where there are none."""
    if not scope.ranked:
        return
    words = scope.words
    chapter = words["report opportunities"]
    yield Section(words["report ranked"], "ranked", tuple(_ranked(scope)), 1, 1, chapter, begins=True)
    if _in_matrix(scope) and any(row.place.value is not None for row in scope.ranked):
        yield Section(words["report matrix"], "matrix", tuple(_matrix(scope)), 1, 1, chapter)
    yield Section(words["report one by one"], "one by one", tuple(_one_by_one(scope)), 2, 1, chapter)


# ---- how values and weights are written


def arithmetic(scope: Scope, row: Ranked) -> str:
    """Return what a value is made of, such as “0.60 × 80 + 0.40 × 55”; “?” stands for what is not scored."""
    return worked(scope.model, row.values, scope.weights)


def _marks(row: Ranked) -> str:
    """Return the marks of values that nobody scored: filled in from the map, set by hand over what was scored."""
    sources = {each.source for each in row.row}
    return "".join(mark for source, mark in _MARKS.items() if source in sources)


def _whence(scope: Scope, row: Ranked) -> list[str]:
    """Return a sentence for each value that is filled in from the map or set by hand, with why."""
    told = []
    for criterion, each in zip(scope.model.criteria, row.row, strict=True):
        if each.source == "prefill" and each.prefill is not None:
            text = scope.words["report filled in"]
            told.append(
                text.format(criterion=criterion.name, value=score(each.value), why=explained(each.prefill, scope.words))
            )
        elif each.source == "override" and each.override is not None:
            text = scope.words["report set by hand"]
            told.append(
                text.format(
                    criterion=criterion.name,
                    value=score(each.value),
                    median=score(each.median),
                    reason=each.override.reason.strip(),
                    day=day_in(scope, each.override.at[:10] or None),
                )
            )
    return told


def interval_text(scope: Scope, interval: Interval | None) -> str:
    """Return the weights at which an opportunity leads, with two decimals."""
    if interval is None:
        return scope.words["report never"]
    low, high = (f"{float(end):.2f}" for end in interval)
    if interval[0] == interval[1]:
        return low
    return scope.words["report from to"].format(low=low, high=high)


def _missing(scope: Scope, row: Ranked) -> str:
    """Return what is not scored, and the places that this leaves open."""
    place, words = row.place, scope.words
    missing = [
        criterion.part
        for criterion, value in zip(scope.model.criteria, row.values, strict=True)
        if value is None and scope.model.counts(criterion)
    ]
    alone = _in_matrix(scope) and len(missing) == 1
    key = f"{missing[0]} missing" if alone else "not scored"
    places = words["report place any" if place.best == place.worst else "report places"]
    return f"{words[f'report {key}']}: {places.format(best=place.best, worst=place.worst)}"


def _leads(scope: Scope, row: Ranked) -> str:
    return interval_text(scope, row.leads) if _in_matrix(scope) else ""


def _in_matrix(scope: Scope) -> bool:
    """Return whether the value matrix ranks: then there are two sides to weigh, and an effort beside them."""
    return scope.model.kind == "value matrix"


def _ranked(scope: Scope) -> list[Strip]:
    words, width = scope.words, scope.frame.inner
    strips = paragraph(_formula(scope), width, BOLD, above=0.0)
    first = [row for row in scope.ranked if row.place.rank == 1]
    if len(first) == 1 and _in_matrix(scope):
        sentence = words["report leads"].format(
            title=apart(title_in(scope, first[0].opportunity)), leads=interval_text(scope, first[0].leads)
        )
        strips += paragraph(sentence, width)
    elif not first:
        strips += paragraph(words["report none ranked"], width)
    elif len(first) > 1:
        strips += paragraph(words["report leads several"].format(count=len(first)), width)
    count, among = len(scope.ranked), len(scope.content.all(Opportunity))
    if count < among:
        strips += paragraph(words["report some"].format(count=count, all=among), width, SMALL, "muted")
    heads = (
        Head("#", "end"),
        Head(words["report opportunity"], grows=True),
        Head(words["report arithmetic"], "end"),
        Head(words["report value"], "end"),
        Head(words["report effort"] if _in_matrix(scope) else "", "end"),
        Head(words["report evidence"]),
        Head(words["report leads while"] if _in_matrix(scope) else ""),
        Head(words["report decision"]),
        Head(words["report page"], "end"),
    )
    strips += table(heads, [_ranked_row(scope, row) for row in scope.ranked], width, scope.frame.room, 12.0)
    for source, mark in _MARKS.items():
        if any(each.source == source for row in scope.ranked for each in row.row):
            strips += paragraph(f"{mark.strip()} {scope.words[f'report mark {source}']}", width, SMALL, "muted")
    return strips


def _formula(scope: Scope) -> str:
    """Return how values come about."""
    if not _in_matrix(scope):
        return f"{apart(scope.model.title)}: {formula_text(scope.model, scope.weights)}"
    words, share, agreed = scope.words, customer_share(scope.model, scope.weights), customer_share(scope.model)
    text = words["report formula"].format(w=weight_text(share), rest=weight_text(1 - share))
    if abs(share - agreed) < 1e-9:
        return text
    return f"{text} {words['report tried'].format(w=weight_text(agreed), rest=weight_text(1 - agreed))}"


def _ranked_row(scope: Scope, row: Ranked) -> Row:
    each, place = row.opportunity, row.place
    quiet = place.rank is None or row.leads is None
    lead = place.rank == 1
    return Row(
        (
            Cell("–" if place.rank is None else str(place.rank), BOLD, "muted" if place.rank is None else "ink"),
            Cell(title_in(scope, each), BOLD if lead else BODY),
            Cell(f"{arithmetic(scope, row)}{_marks(row)}", BODY, "muted"),
            Cell(score(place.value), BOLD),
            Cell(score(row.worth("effort")) if _in_matrix(scope) else ""),
            evidence_cell(scope, each),
            Cell(
                _missing(scope, row) if place.rank is None else _leads(scope, row),
                SMALL if place.rank is None else BODY,
                "muted" if quiet else "ink",
            ),
            Cell(scope.words[row.decided or "open"], BODY, "ink" if row.decided else "muted"),
            Cell(target=anchor_of(row.opportunity), page=True, style=SMALL, colour="muted"),
        ),
        target=anchor_of(row.opportunity),
    )


def _matrix(scope: Scope) -> list[Strip]:
    words, width = scope.words, scope.frame.inner
    both = [row for row in scope.ranked if row.place.value is not None]
    text = words["report matrix shows"].format(count=len(both), all=len(scope.ranked))
    if len(both) > MOST_NAMED:
        text += " " + words["report matrix named"].format(count=MOST_NAMED)
    said = paragraph(text, width, SMALL, "muted", above=0.0, keep=True)
    drawn = draw_matrix(both, width, scope.frame.room + _MATRIX_LINES, words)
    return [*said, figure(drawn.shapes, drawn.height, 10.0)]


def _one_by_one(scope: Scope) -> list[Strip]:
    strips: list[Strip] = []
    for row in scope.ranked:
        strips += together(_one(scope, row), scope.frame.room)
    return strips


def _one(scope: Scope, row: Ranked) -> list[Strip]:
    """Return all about one opportunity: what it is worth, why it is there, what was decided."""
    each, place, words = row.opportunity, row.place, scope.words
    width, room = scope.frame.column(2), scope.frame.room
    strips = [_name(scope, row, width)]
    if place.value is None:
        worth = f"{arithmetic(scope, row)}: {_missing(scope, row)}"
    else:
        worth = f"{arithmetic(scope, row)} = {short(place.value)}"
        if row.leads is not None:
            interval = interval_text(scope, row.leads)
            worth += f" · {words['report its lead'].format(leads=interval)}"
    quiet = [
        *([f"{words['report effort']} {score(row.worth('effort'))}"] if _in_matrix(scope) else []),
        words[each.status],
        *tag_names(scope.content, each),
    ]
    effort = " · ".join(map(apart, quiet))
    strips += paragraph(worth, width, BODY, "muted", above=0.0, keep=True)
    strips += paragraph(effort, width, BODY, "muted", above=0.0)
    for sentence in _whence(scope, row):
        strips += paragraph(sentence, width, SMALL, "muted", above=0.0)
    if each.note.strip():
        strips += paragraph(each.note.strip(), width, above=4.0)
    shown = {journey.id for journey in scope.journeys}
    cards = [card for card in cards_of_opportunity(scope.content, each.id) if card.journey_id in shown]
    because = [
        Row(
            (
                Cell(words[card.kind], SMALL, f"{card.kind}.edge"),
                Cell(card.title or words["report untitled"]),
                Cell(_where(scope, card.journey_id, card.step_id), SMALL, "muted"),
                Cell(target=f"card:{card.id}", page=True, style=SMALL, colour="muted"),
            ),
            target=f"card:{card.id}",
        )
        for card in cards
    ]
    heads = (Head(""), Head("", grows=True), Head(""), Head(""))
    strips += table(heads, because, width, room, 4.0)
    strips += behind(scope, each, width)
    strips += _also(scope, each, {card.journey_id for card in cards}, width)
    decision = row.decision
    if decision and decision.kind:
        decided = ", ".join(filter(None, (words[decision.kind], day_in(scope, decision.decided_on))))
        text = f"{words['report decision']}: {decided}"
        strips += paragraph(text, width, BOLD, above=6.0, keep=bool(decision.reason.strip()))
        if decision.reason.strip():
            strips += paragraph(decision.reason.strip(), width, above=0.0)
    return strips


def _name(scope: Scope, row: Ranked, width: float) -> Strip:
    """Return the title of an opportunity with its place before it."""
    rank = lay_out("–" if row.place.rank is None else str(row.place.rank), HEADING, float("inf"))
    left = max(18.0, rank.width + 8.0)
    title = lay_out_left(title_in(scope, row.opportunity), HEADING, width - left)
    shapes = (Text(rank, 0.0, 0.0, "accent"), Text(title, left, 0.0, "ink"))
    return Strip(title.height + 2.0, shapes, _BETWEEN, keep=True, anchors=(anchor_of(row.opportunity),))


def _where(scope: Scope, journey_id: str, step_id: str | None) -> str:
    parts = [step_title(scope.content, step_id)]
    if len(scope.journeys) > 1:
        parts.insert(0, scope.content.get(Journey, journey_id).title)
    return " · ".join(apart(part) for part in parts if part)


def _also(scope: Scope, opportunity: Opportunity, told: set[str], width: float) -> list[Strip]:
    """Return the journeys that an opportunity belongs to without a card of theirs."""
    rows = [
        Row(
            (
                Cell(scope.words["report also of"], SMALL, "muted"),
                Cell(journey.title or scope.words["report untitled"]),
                Cell(target=f"map:{journey.id}", page=True, style=SMALL, colour="muted"),
            ),
            target=f"map:{journey.id}",
        )
        for journey in journeys_of_opportunity(scope.content, opportunity.id)
        if journey in scope.journeys and journey.id not in told
    ]
    return table((Head(""), Head("", grows=True), Head("")), rows, width, scope.frame.room, 4.0)

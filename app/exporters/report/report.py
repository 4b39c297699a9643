"""The one function that makes a report of a workspace and writes it as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date as Date
from datetime import datetime
from pathlib import Path

from app.exporters.files import write_beside
from app.exporters.overlaid import overlaid_page
from app.exporters.paper import FIT_PAGE, Page, PaperOptions, format_date, missing_warning, plan_pages, size_warnings
from app.exporters.paper import WORDS as PAPER_WORDS
from app.exporters.pdf import Leaf, Progress, write_leaves
from app.exporters.report.book import Draft, Running, bind, draft_map, draft_section, entries_of
from app.exporters.report.framework import framework_section
from app.exporters.report.front import contents, cover
from app.exporters.report.journeys import journey_sections
from app.exporters.report.ledger import ledger_sections
from app.exporters.report.lists import list_section
from app.exporters.report.people import persona_sections
from app.exporters.report.scope import Scope, Section, frame_of
from app.exporters.report.sureness import sureness_sections
from app.exporters.report.to_be import to_be_sections
from app.exporters.report.words import WORDS
from app.exporters.report.worth import worth_sections
from app.layout.words import ENGLISH, Words, served
from app.models.content import (
    Content,
    cards_of_opportunity,
    journeys_in_tree_order,
    journeys_of_opportunity,
    noun_of,
    workspace_of,
)
from app.models.errors import Cancelled
from app.models.records import Journey
from app.models.snapshot import Snapshot
from app.scoring.models import matrix_weights, model_of
from app.scoring.opportunities import ranked
from app.scoring.to_be import Comparison

LEAST_SCALE = 0.55
"""A map that a sheet holds at this scale (text of 7 points) is scaled to it; a larger one has a page of its size."""

_PLANNED = 0.5
"""The part of the work that is done when all pages are laid out."""


def export_report(
    snapshot: Snapshot,
    out: Path,
    paper: str = "A4",
    journey_ids: Sequence[str] = (),
    *,
    tile: float | None = None,
    weight: float | None = None,
    date: datetime,
    words: Words | None = None,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Write a report of journeys (all if none is named) as a PDF; return warnings: what is cut, what no font here has.

    `tile` cuts maps over several sheets at that scale; without, each is on one page, its own size where the paper is
    too small. Raises InputError where options don't fit, FileError where the file cannot be written, Cancelled (and
    leaves no file) where `cancelled` says so.
    """

    def tick() -> None:
        if cancelled():
            raise Cancelled("The report was stopped. No file was written.")

    spoken = served({**ENGLISH, **PAPER_WORDS, **WORDS, **(words or {})}, noun_of(snapshot.content))
    scope = _scope(snapshot, paper, journey_ids, weight, spoken, date.date())
    leaves, warnings = _leaves(scope, date, tile, lambda part: progress(part * _PLANNED), tick)
    title = workspace_of(snapshot.content).title
    with write_beside(out) as file:
        missing = write_leaves(
            file,
            leaves,
            title,
            scope.words["language"],
            date,
            lambda part: progress(_PLANNED + part * (1 - _PLANNED)),
            cancelled,
            snapshot.image,
        )
    return (*warnings, *missing_warning(missing))


def _scope(
    snapshot: Snapshot, paper: str, journey_ids: Sequence[str], weight: float | None, words: Words, day: Date
) -> Scope:
    content = snapshot.content
    all_journeys = tuple(journeys_in_tree_order(content))
    chosen = tuple(content.get(Journey, each) for each in journey_ids) or all_journeys
    whole = set(all_journeys) == set(chosen)
    model = model_of(content)
    weights = matrix_weights(model, weight)
    rows = ranked(content, model, weights)
    if not whole:
        ids = {journey.id for journey in chosen}
        rows = [
            row for row in rows if any(each.id in ids for each in journeys_of_opportunity(content, row.opportunity.id))
        ]
    return Scope(snapshot, chosen, whole, tuple(rows), model, weights, words, frame_of(paper), day, paper)


def _leaves(
    scope: Scope, date: datetime, tile: float | None, progress: Progress, tick: Callable[[], None]
) -> tuple[list[Leaf], list[str]]:
    """Return all pages, and what somebody who prints the maps should know."""
    workspace, words = workspace_of(scope.content), scope.words
    footer = " · ".join(
        (
            scope.snapshot.file_name,
            words["report version"].format(number=scope.snapshot.step),
            format_date(date.date(), words),
        )
    )
    running = Running(workspace.title, " ".join(workspace.vision.split()), footer, words)
    opportunity_of = _first_opportunities(scope.content, scope)
    framework = framework_section(scope)
    sections: list[Section] = [framework] if framework else []
    maps: dict[str, list[Draft]] = {}
    warnings: list[str] = []
    for number, (journey, section) in enumerate(journey_sections(scope)):
        tick()
        progress(number / len(scope.journeys))
        sections.append(section)
        pages, notes = _map_pages(scope, journey.id, date, tile)
        maps[section.anchor] = draft_map(journey.id, pages, opportunity_of)
        warnings += notes
    for comparison, section in to_be_sections(scope):
        tick()
        sections.append(section)
        maps[section.anchor] = [_both_maps(scope, comparison)]
    for section in persona_sections(scope):
        tick()
        sections.append(section)
    lists = list_section(scope)
    decision = (*worth_sections(scope), *sureness_sections(scope), *ledger_sections(scope))
    for section in (*([lists] if lists else ()), *decision):
        tick()
        sections.append(section)
    front = [cover(scope, date.date()), contents(scope, entries_of(sections))]
    drafts: list[Draft] = []
    for section in (*front, *sections):
        tick()
        drafts += [*draft_section(section, scope.frame, running), *maps.get(section.anchor, ())]
    return bind(drafts, scope.frame, running, tick), warnings


def _first_opportunities(content: Content, scope: Scope) -> dict[str, str]:
    """Return by card the opportunity of the highest place that is there because of it."""
    first: dict[str, str] = {}
    for row in scope.ranked:
        for card in cards_of_opportunity(content, row.opportunity.id):
            first.setdefault(card.id, row.opportunity.id)
    return first


def _both_maps(scope: Scope, comparison: Comparison) -> Draft:
    """Return a journey as it is and to be as one map on one page."""
    for options in (PaperOptions(scope.paper, landscape=True), FIT_PAGE):
        page = overlaid_page(scope.snapshot, comparison, options, day=scope.date, words=scope.words)
        if page.sheet.scale >= LEAST_SCALE:
            break
    return Draft(page.width, page.height, map=page)


def _map_pages(scope: Scope, journey_id: str, date: datetime, tile: float | None) -> tuple[tuple[Page, ...], list[str]]:
    """Return the pages of one map, and the warnings about them."""

    def plan(options: PaperOptions) -> tuple[tuple[Page, ...], tuple[str, ...]]:
        return plan_pages(scope.snapshot, options, [journey_id], date.date(), scope.words)

    pages, notes = plan(PaperOptions(scope.paper, landscape=True, tile=tile))
    if tile is None and pages[0].sheet.scale < LEAST_SCALE:
        pages, notes = plan(FIT_PAGE)
    return pages, [*size_warnings(pages), *notes]

"""Two journeys that are compared as one map on paper: what is gone pales where it was, and both curves."""

from dataclasses import replace
from datetime import date as Date
from typing import Final

from app.exporters.paper import FIT_PAGE, WORDS, Page, PaperOptions, format_date, pages_of, sheet_of
from app.exporters.tiles import Group
from app.layout.overlaid import draw_over, lay_out_both
from app.layout.words import ENGLISH, Words, served
from app.models.content import noun_of
from app.models.snapshot import Snapshot
from app.scoring.to_be import Comparison

_PALE: Final = 0.55
"""How much of a card that is gone is hidden."""


def overlaid_page(
    snapshot: Snapshot,
    comparison: Comparison,
    options: PaperOptions = FIT_PAGE,
    *,
    day: Date,
    words: Words | None = None,
) -> Page:
    """Return two journeys as one map on one page, to be written as any other (`pdf.write_pdf`, a report's draft).

    The page is of the second journey; cards that are gone have ids of their own (`comparison.origins`). `options` name
    no scale: the map is as large as the paper lets it be.
    """
    journey = comparison.second
    spoken = served({**ENGLISH, **WORDS, **(words or {})}, noun_of(comparison.after, journey))
    layout = lay_out_both(comparison, words=spoken, room=0.0)
    footer = f"{snapshot.file_name} · {format_date(day, spoken)}"
    sheet = sheet_of(comparison.both, journey, layout, replace(options, tile=None), footer)
    over = draw_over(comparison, layout)
    groups = (
        Group(0.0, 0.0, over.pale, opacity=_PALE),
        Group(0.0, 0.0, over.frames),
        *(Group(x, y, shapes) for x, y, shapes in over.badges),
    )
    return next(pages_of(replace(sheet, images=snapshot.images, over=groups), options, 1, 1))

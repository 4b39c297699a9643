"""What the worker prepares for the time machine: each comes laid out, so that the window only has to show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.layout.lens import Lens
from app.layout.sheet import MapLayout
from app.layout.words import Words
from app.store import Store
from app.views.history.stand_in import Shown, laid_out

if TYPE_CHECKING:
    from app.views.history.changes_map import Compared
    from app.views.history.film import Film


def map_at(store: Store, step: int, journey_id: str, words: Words, lens: Lens, previous: MapLayout | None) -> Shown:
    """Return the map as it was after a step, on the worker."""
    return laid_out(store.past(step), journey_id, words, lens, previous)


def compared(store: Store, first: int, last: int, journey_id: str, words: Words) -> Compared:
    """Return what is different between two points, on the worker."""
    from app.views.history.comparison_map import compare

    return compare(store, first, last, journey_id, words)


def replayed(store: Store, first: int, last: int, journey_id: str, words: Words) -> tuple[Film, Shown]:
    """Return a part of the history as a film, and the map as it begins, on the worker."""
    from app.views.history.film import film_of

    film = film_of(store, first, last)
    return film, laid_out(film, journey_id, words)

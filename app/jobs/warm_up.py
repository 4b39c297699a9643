"""Loading what the start left out, behind the first paint, so that the first use of each heavy module is quick."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Final

from app import store
from app.jobs.worker import CancelledCheck, Progress

_LOADING: Final[tuple[Callable[[], object], ...]] = (
    store.warm_up,
    lambda: import_module("app.services.capture"),
    lambda: import_module("app.importers.workspace_json").adapter(),
    lambda: import_module("app.exporters.pdf_canvas"),
    lambda: import_module("pypdfium2"),
)
"""What loads SQLAlchemy, what understands sentences, pydantic, ReportLab, PDFium: what is needed first in front."""


def warm_up(progress: Progress, cancelled: CancelledCheck, more: Sequence[str] = ()) -> None:
    """Load the heavy modules one by one, and more by their names; what is missing is told where it is used."""
    loading: tuple[Callable[[], object], ...] = (*_LOADING, *(partial(import_module, name) for name in more))
    for number, load in enumerate(loading, start=1):
        if cancelled():
            return
        with suppress(ImportError):
            load()
        progress(number / len(loading))

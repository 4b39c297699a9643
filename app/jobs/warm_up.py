"""Loading what the start left out, behind the first paint, so that the first use of each heavy module is quick."""

from collections.abc import Callable
from contextlib import suppress
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


def warm_up(progress: Progress, cancelled: CancelledCheck) -> None:
    """Load the heavy modules one by one; what is missing is met again, and told, where it is used."""
    for number, load in enumerate(_LOADING, start=1):
        if cancelled():
            return
        with suppress(ImportError):
            load()
        progress(number / len(_LOADING))

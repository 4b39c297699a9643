"""Loading what the start left out, behind the first paint, so that the first use of each heavy module is quick."""

import importlib

from app.jobs.worker import CancelledCheck, Progress

HEAVY_MODULES = (
    "app.store.edit",
    "app.importers",
    "app.exporters",
    "reportlab.pdfgen.canvas",
    "pypdfium2",
)
"""Modules that load pydantic, SQLAlchemy and the exporters, the ones that are needed first in front."""


def warm_up(progress: Progress, cancelled: CancelledCheck) -> None:
    """Import the heavy modules one by one; what is missing is met again, and told, where it is used."""
    for number, name in enumerate(HEAVY_MODULES):
        if cancelled():
            return
        try:
            importlib.import_module(name)
        except ImportError:
            continue
        progress((number + 1) / len(HEAVY_MODULES))

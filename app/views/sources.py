"""What the window reads through the importers, which are loaded when they are first needed."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from app.models.errors import FileError
from app.models.places import resource
from app.models.plan import ImportPlan
from app.models.records import AnyRecord

SAMPLE_PLACE = ("samples", "northwind.json")


def read_source(path: Path, scale: tuple[float, float] | None) -> ImportPlan:
    """Return what a file holds, by its ending; raises InputError where it cannot be read."""
    plan: ImportPlan = import_module("app.importers").read_source(path, scale)
    return plan


def records_of(*place: str) -> Sequence[AnyRecord]:
    """Return the records of a template or sample among the resources; raises FileError where it is missing."""
    path = resource(*place)
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise FileError(f"{path.name} is missing from this installation. Nothing was changed.") from error
    plan: ImportPlan = import_module("app.importers.workspace_json").read_json(text, path.name)
    return plan.records

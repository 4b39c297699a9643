"""Databases of tools for coding: which tool's it is, and what its columns hold."""

from pathlib import Path
from typing import Final

from app.importers.qda.gathering import Gathering
from app.models.errors import InputError
from app.models.places import as_text
from app.models.plan import ImportPlan
from app.store.foreign import open_foreign

TAGUETTE: Final = frozenset({"projects", "documents", "highlights", "tags", "highlight_tags"})
QUALCODER: Final = frozenset({"project", "source", "code_name", "code_cat", "code_text"})


def read_database(path: Path) -> ImportPlan:
    """Return what a database of Taguette or QualCoder holds; raises FileError, InputError with one line."""
    name = as_text(path.parent.name if path.name.lower() == "data.qda" else path.name)
    out = Gathering(name)
    with open_foreign(path, name) as database:
        if database.tables >= TAGUETTE:
            from app.importers.qda.taguette import gather_taguette

            gather_taguette(database, out)
        elif database.tables >= QUALCODER:
            from app.importers.qda.qualcoder import gather_qualcoder

            gather_qualcoder(database, out)
        else:
            raise InputError(f"{name} is a database, but not of Taguette or QualCoder; nothing was imported.")
    return out.plan()


def text_of(value: object) -> str:
    """Return what a column holds as text; empty for nothing and for bytes."""
    return "" if value is None or isinstance(value, bytes) else str(value)

"""The workspace file: tables, edits, history, locking, opening, backup."""

from app.store.checking import check_file, find_damage
from app.store.compaction import Compaction
from app.store.edit import Edit
from app.store.editing import HANDS_OFF
from app.store.history import HistoryStep
from app.store.images import Fit, prepared
from app.store.opening import create_workspace, open_workspace, read_snapshot
from app.store.workspace import AT_ONCE, Store

__all__ = [
    "AT_ONCE",
    "HANDS_OFF",
    "Compaction",
    "Edit",
    "Fit",
    "HistoryStep",
    "Store",
    "check_file",
    "create_workspace",
    "find_damage",
    "open_workspace",
    "prepared",
    "read_snapshot",
    "warm_up",
]


def warm_up() -> None:
    """Load what the first edit needs (SQLAlchemy, pydantic); for a worker behind the first paint."""
    from app.store import validation, writing

    validation.warm_up()
    writing.warm_up()

"""The workspace file: tables, edits, history, locking, opening, backup."""

from app.store.edit import Edit
from app.store.history import HistoryStep
from app.store.opening import create_workspace, open_workspace, read_snapshot
from app.store.workspace import Store

__all__ = ["Edit", "HistoryStep", "Store", "create_workspace", "open_workspace", "read_snapshot"]

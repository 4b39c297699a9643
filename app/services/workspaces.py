"""What a user does with the workspace as a whole."""

from dataclasses import replace
from typing import Any

from app.models.content import workspace_of
from app.store import Store


def update_workspace(store: Store, **fields: Any) -> None:
    """Set fields of the workspace: title, noun, vision …; typing in one field merges into one step."""
    with store.edit("Edit workspace", group=f"workspace/{'+'.join(sorted(fields))}") as edit:
        edit.put(replace(workspace_of(edit.content), **fields))

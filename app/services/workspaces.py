"""What a user says about the whole workspace: title, vision, principles, objectives, the noun for who is served."""

from dataclasses import replace
from typing import Any

from app.models.content import workspace_of
from app.models.errors import InputError
from app.store import Store


def update_workspace(store: Store, **fields: Any) -> None:
    """Set title, vision, principles or objectives; typing in one field merges into one step."""
    name = "+".join(sorted(fields))
    with store.edit(f"Edit {name} of the workspace", group=f"workspace/{name}") as edit:
        edit.put(replace(workspace_of(edit.content), **fields))


def set_noun(store: Store, noun: str) -> None:
    """Set the word for the person served, such as “patient”; raises InputError where there is none."""
    word = " ".join(noun.split())
    if not word:
        raise InputError("The word for the people you serve is empty; it stays as it was.")
    if word != workspace_of(store.content).noun:
        with store.edit("Set the word for who is served") as edit:
            edit.put(replace(workspace_of(edit.content), noun=word))

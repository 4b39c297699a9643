"""What a journey can begin with: the templates that come with Clew and the user's own, files of the JSON format."""

import json
from pathlib import Path
from typing import NamedTuple

from app.models.errors import FileError, InputError
from app.models.places import resource, templates_folder
from app.models.plan import ImportPlan


class Template(NamedTuple):
    """A template: its name (that of its file without the ending), what it is called, what it is for, its group."""

    name: str
    title: str
    description: str
    group: str
    path: Path


def templates() -> list[Template]:
    """Return all templates that can be read, those of Clew first, each folder by group and title.

    Raises FileError where Clew's own are missing.
    """
    of_clew = _templates_in(resource("templates"))
    if not of_clew:
        raise FileError("The templates are missing from this installation.")
    return of_clew + _templates_in(templates_folder())


def read_template(template: str | Template) -> ImportPlan:
    """Return what a template holds, by its name or what it is called; its ids are new each time.

    Raises InputError for a name that there is not.
    """
    from app.importers.workspace_json import read_json_file

    if isinstance(template, Template):
        return read_json_file(template.path)
    every = list(reversed(templates()))
    there = {each.name: each.path for each in every}
    called = {each.title: each.path for each in every} | there
    if template not in called:
        raise InputError(f"There is no template “{template}”; there are: {', '.join(sorted(there))}.")
    return read_json_file(called[template])


def _templates_in(folder: Path) -> list[Template]:
    found = (template_in(path) for path in folder.glob("*.json"))
    return sorted((each for each in found if each is not None), key=lambda each: (each.group, each.title, each.name))


def template_in(path: Path) -> Template | None:
    """Return what a file says of itself; none where it can't be read or is no template."""
    try:
        said = json.loads(path.read_text("utf-8"))["template"]
        return Template(
            path.stem, str(said["title"]), str(said.get("description", "")), str(said.get("group", "")), path
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None

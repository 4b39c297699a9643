"""The agendas of workshops that come with Clew: files of the JSON format that hold nothing else."""

import json
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from app.models.errors import FileError, InputError
from app.models.places import resource
from app.models.plan import ImportPlan
from app.models.records import Agenda


class BuiltInAgenda(NamedTuple):
    """An agenda that comes with Clew: its name (that of its file without the ending), its title and minutes in all."""

    name: str
    title: str
    minutes: float


_ORDER = ("first-map", "pains-to-opportunities", "current-to-to-be", "prioritise")


def built_in_agendas() -> list[BuiltInAgenda]:
    """Return the agendas that come with Clew, in the order of a project; raises FileError where one is missing."""
    return [_said(name) for name in _ORDER]


def read_agenda(name: str, journey_id: str | None) -> ImportPlan:
    """Return the agenda of that name for a journey, with new ids; raises InputError for a name that there is not."""
    from app.importers.workspace_json import read_json_file

    if name not in _ORDER:
        raise InputError(f"There is no agenda “{name}”; there are: {', '.join(_ORDER)}.")
    plan = read_json_file(_path(name))
    records = tuple(replace(each, journey_id=journey_id) if isinstance(each, Agenda) else each for each in plan.records)
    title = next(each.title for each in records if isinstance(each, Agenda))
    return plan._replace(label=f"Add agenda “{title}”", records=records)


def _path(name: str) -> Path:
    return resource("agendas", f"{name}.json")


def _said(name: str) -> BuiltInAgenda:
    try:
        (agenda,) = json.loads(_path(name).read_text("utf-8"))["agendas"]
        minutes = sum(each["minutes"] for each in agenda["activities"])
        return BuiltInAgenda(name, str(agenda["title"]), float(minutes))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileError(f"The agenda “{name}” is missing from this installation.") from error

"""The JSON of `clew show --json` read back: lossless where it was printed, lenient where it was written by hand.

Ids, ranks and every key with a default may be left out. Labels that are no UUIDs serve as ids inside the file and are
replaced. Places are found by id, or else by the titles of stage and step, the lane's kind and the persona's name.
"""

import json
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, get_args, get_type_hints

from app.importers.older_keys import bring_up_to_date
from app.importers.research_parts import turns_of
from app.importers.text import read_text, without_half_characters
from app.importers.workspace_parts import records_of
from app.models.errors import InputError
from app.models.images import image_name, media_type_of
from app.models.interchange import FORMAT, Part, WorkspaceFile
from app.models.places import as_text
from app.models.plan import ImportPlan, ImportWarning
from app.models.records import Source

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MOST_BYTES: Final = 256_000_000
MOST_PARTS: Final = 500_000
MOST_VALUES: Final = 5_000_000
MOST_WARNINGS: Final = 1_000


def read_json_file(path: Path) -> ImportPlan:
    """Return the workspace in a JSON file of at most 256 MB."""
    return read_json(read_text(path, MOST_BYTES, "the limit is 256 MB"), as_text(path.name))


def read_json(text: str, source: str) -> ImportPlan:
    """Return the workspace in a JSON text; raises InputError with one line that names the place that is wrong."""
    data = _parsed(text, source)
    bring_up_to_date(data)
    unknown: list[str] = []
    try:
        known = _known(WorkspaceFile, data, "", unknown)
        whole = _validated(known)
    except _Misplaced as error:
        raise InputError(f"{source}: {error}; nothing was imported.") from error
    warnings = (ImportWarning(source, None, f"Left out, there is no such key: {place}") for place in unknown)
    images = tuple(_images(whole, source))
    records = tuple(records_of(whole, source))
    sources = (each for each in records if isinstance(each, Source))
    turns = {each.id: turns_of(part) for each, part in zip(sources, whole.sources, strict=True) if part.text}
    return ImportPlan(f"Import {source}", records, tuple(warnings), images, turns)


def _images(whole: WorkspaceFile, source: str) -> Iterator[bytes]:
    """Yield the bytes of the images; raises InputError where one is not what it says, or is shown and not there."""
    names = set()
    for index, part in enumerate(whole.images):
        try:
            data = b64decode(part.data, validate=True)
        except (Base64Error, ValueError) as error:
            raise InputError(f"{source}: images[{index}] is no Base64; nothing was imported.") from error
        if image_name(data) != part.sha256 or media_type_of(data) is None:
            raise InputError(
                f"{source}: images[{index}] is no PNG or JPEG with the SHA-256 that it says; nothing was imported."
            )
        names.add(part.sha256)
        yield data
    shown = [persona.picture for persona in whole.personas]
    shown += [card.image for journey in whole.journeys for card in journey.cards]
    missing = next((name for name in shown if name is not None and name not in names), None)
    if missing is not None:
        raise InputError(f"{source}: image {missing!r} is shown, but not among the images; nothing was imported.")


class _Misplaced(Exception):
    """Something that cannot stand where it stands."""


def _parsed(text: str, source: str) -> dict[str, Any]:
    if text.count("{") + text.count("[") > MOST_PARTS or text.count(",") > MOST_VALUES:
        raise InputError(f"{source} has more than {MOST_PARTS:,} parts, which is the limit; nothing was imported.")

    def refuse(constant: str) -> NoReturn:
        raise InputError(f"{source} holds {constant}, which is no number in JSON; nothing was imported.")

    try:
        data = json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{source} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}; nothing was imported."
        ) from error
    except (RecursionError, ValueError) as error:
        raise InputError(
            f"{source} cannot be read as JSON: nested too deep, or a number too long; nothing was imported."
        ) from error
    if not isinstance(data, dict) or "format" not in data:
        raise InputError(f"{source} is not a Clew workspace: it has no “format”; nothing was imported.")
    number = data["format"]
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise InputError(
            f"{source} is not a Clew workspace: its “format” is no number from 1 up; nothing was imported."
        )
    if number > FORMAT:
        newer = f"was written by a newer Clew (format {number}); this one reads up to {FORMAT}"
        raise InputError(f"{source} {newer}; nothing was imported.")
    return data


@cache
def _shape(part_type: Any) -> dict[str, type[Part] | None]:
    """Return the keys of a part, each with the type of the parts below it, none where it holds a plain value."""
    shape: dict[str, type[Part] | None] = {}
    for name, hint in get_type_hints(part_type).items():
        below = (each for each in (hint, *get_args(hint)) if isinstance(each, type) and issubclass(each, Part))
        shape[name] = next(below, None)
    return shape


def _known(part_type: Any, data: Any, place: str, unknown: list[str]) -> Any:
    """Return the part with clean texts and without keys that it does not have; their places go into `unknown`."""
    if not isinstance(data, dict):
        raise _Misplaced(f"{place}: a part in {{ }} is wanted here")
    shape = _shape(part_type)
    kept: dict[str, Any] = {}
    for key, value in data.items():
        here = f"{place}.{key[:60]}".removeprefix(".")
        if key not in shape:
            if len(unknown) < MOST_WARNINGS:
                unknown.append(_printable(here))
            continue
        below = shape[key]
        if isinstance(value, str):
            kept[key] = without_half_characters(value)
        elif below is None or value is None:
            kept[key] = value
        elif isinstance(value, list):
            kept[key] = [_known(below, each, f"{here}[{index}]", unknown) for index, each in enumerate(value)]
        else:
            kept[key] = _known(below, value, here, unknown)
    return kept


@cache
def adapter() -> "TypeAdapter[WorkspaceFile]":
    """Return what checks the shape of a file; making it takes as long as loading pydantic."""
    from pydantic import TypeAdapter

    return TypeAdapter(WorkspaceFile)


def _validated(data: dict[str, Any]) -> WorkspaceFile:
    """Return the data in its shape; raises _Misplaced at the first value of a wrong type."""
    from pydantic import ValidationError

    try:
        return adapter().validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in first["loc"]).removeprefix(".")
    raise _Misplaced(f"{place}: {first['msg']}")


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else "?" for each in text)

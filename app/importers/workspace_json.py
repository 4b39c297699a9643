"""The JSON of `clew show --json` read back: lossless where it was printed, lenient where it was written by hand.

Ids, ranks and every key with a default may be left out. Labels that are no UUIDs serve as ids inside the file and are
replaced. Places are found by id, or else by the titles of stage and step, the lane's kind and the persona's name.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from app.importers.text import clean, read_text
from app.importers.workspace_parts import records_of
from app.models.errors import InputError
from app.models.interchange import FORMAT, WorkspaceFile
from app.models.plan import ImportPlan, ImportWarning

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MOST_BYTES: Final = 64_000_000
MOST_PARTS: Final = 400_000
MOST_VALUES: Final = 5_000_000


def read_json_file(path: Path) -> ImportPlan:
    """Return the workspace in a JSON file of at most 64 MB."""
    return read_json(read_text(path, MOST_BYTES), path.name)


def read_json(text: str, source: str) -> ImportPlan:
    """Return the workspace in a JSON text; raises InputError with one line that names the place that is wrong."""
    warnings: list[ImportWarning] = []
    whole = _validated(_parsed(text, source), source, warnings)
    return ImportPlan(f"Import {source}", tuple(records_of(whole, source)), tuple(warnings))


def _parsed(text: str, source: str) -> dict[str, Any]:
    if text.count("{") + text.count("[") > MOST_PARTS or text.count(",") > MOST_VALUES:
        raise InputError(f"{source} has more than {MOST_PARTS:,} parts, which is the limit; nothing was imported.")

    def refuse(constant: str) -> NoReturn:
        raise InputError(f"{source} holds {constant}, which is no number in JSON; nothing was imported.")

    try:
        data = json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise InputError(f"{source} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except (RecursionError, ValueError) as error:
        raise InputError(f"{source} cannot be read as JSON: nested too deep, or a number too long.") from error
    if not isinstance(data, dict) or "format" not in data:
        raise InputError(f"{source} is not a Clew workspace: it has no “format”.")
    number = data["format"]
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise InputError(f"{source} is not a Clew workspace: its “format” is no number from 1 up.")
    if number > FORMAT:
        raise InputError(f"{source} was written by a newer Clew (format {number}); this one reads up to {FORMAT}.")
    return data


def _validated(data: dict[str, Any], source: str, warnings: list[ImportWarning]) -> WorkspaceFile:
    """Return the data in its shape; keys that nobody knows are left out with a warning, all else wrong is refused."""
    from pydantic import TypeAdapter, ValidationError

    adapter: TypeAdapter[WorkspaceFile] = TypeAdapter(WorkspaceFile)
    data = _cleaned(data)
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
    unknown = [each["loc"] for each in found if each["type"] in ("extra_forbidden", "unexpected_keyword_argument")]
    wrong = [each for each in found if each["loc"] not in unknown]
    if wrong:
        raise InputError(f"{source}: {_place(wrong[0]['loc'])}: {wrong[0]['msg']}; nothing was imported.")
    for place in unknown[:1000]:
        warnings.append(ImportWarning(source, None, f"Left out, no such key: {_place(place)}"))
    for place in unknown:
        _forget(data, place)
    return adapter.validate_python(data)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    return value


def _forget(data: Any, place: Sequence[int | str]) -> None:
    for key in place[:-1]:
        data = data[key]
    del data[place[-1]]


def _place(place: Sequence[int | str]) -> str:
    """Return where something is, such as `journeys[0].cards[3].kind`."""
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place)
    return re.sub(r"[^\x20-\U0010ffff]", "?", text.removeprefix("."))[:200] or "the file"

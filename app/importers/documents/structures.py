"""Journey maps in JSON of others: an object with a list of stages, each with a name and texts under keys."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from app.importers.documents.model import Column, Found, FoundMap, Person, Piece
from app.importers.documents.words import names_field, plain
from app.models.errors import InputError

_TITLES: Final = ("name", "title", "stage", "label", "phase", "step", "text", "content", "description", "nom", "titel")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\-.]+")
_DEEPEST: Final = 6
"""How far below the top a list of stages is looked for."""


def parsed_json(text: str, source: str) -> Any:
    """Return what a JSON text holds; raises InputError with one line where it is none."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise InputError(f"{source} is nested too deeply to be read; nothing was imported.") from error
    except ValueError as error:
        raise InputError(f"{source} is no JSON that can be read ({error}); nothing was imported.") from error


def found_in_structure(data: Any, source: str, title: str) -> Found:
    """Return a map for each list of stages that an object holds; raises InputError where there is none."""
    try:
        maps = [_map(holder, stages, title) for holder, stages in _holders(data)]
    except RecursionError as error:
        raise InputError(f"{source} is nested too deeply to be read; nothing was imported.") from error
    if not maps:
        raise InputError(
            f"{source} is JSON without a journey map that Clew knows: no list “stages” of objects with a name; nothing "
            "was imported."
        )
    return Found(source, "structure", ("structure",), tuple(maps))


def _holders(data: Any, depth: int = 0) -> Iterator[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        for key in sorted(data, key=lambda key: not names_field(_words(key), "stage")):
            if _is_stages(key, data[key]):
                yield data, data[key]
                return
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for value in values:
        yield from _holders(value, depth + 1)


def _is_stages(key: str, value: Any) -> bool:
    named = names_field(_words(key), "stage") or names_field(_words(key), "step")
    return (
        named
        and isinstance(value, list)
        and bool(value)
        and all(isinstance(each, dict) and _title_key(each) is not None for each in value)
    )


def _title_key(data: Mapping[str, Any]) -> str | None:
    by_name = {plain(key): key for key, value in reversed(list(data.items())) if isinstance(value, str)}
    return next((by_name[name] for name in _TITLES if name in by_name), None)


def _map(holder: Mapping[str, Any], stages: Sequence[Mapping[str, Any]], title: str) -> FoundMap:
    said = {plain(key): value.strip() for key, value in holder.items() if isinstance(value, str)}
    own = next(
        (said[name] for name in ("title", "name", "journey", "journey name", "titel", "nom") if said.get(name)), ""
    )
    note = "\n".join(said[name] for name in ("description", "scenario", "summary", "context") if said.get(name))
    goal = next((said[name] for name in ("goal", "ziel", "objectif") if said.get(name)), "")
    columns = tuple(column for stage in stages for column in _columns(stage))
    people = tuple(_people(holder))
    return FoundMap(own or title, columns, people, goal=goal, note=note, joined=False)


def _people(holder: Mapping[str, Any]) -> Iterator[Person]:
    for key, value in holder.items():
        if not names_field(_words(key), "persona"):
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and each.strip():
                yield Person(each.strip())
            elif isinstance(each, dict) and (name := _title_key(each)):
                texts = {plain(inner): text for inner, text in each.items() if isinstance(text, str)}
                yield Person(each[name].strip(), texts.get("role", "").strip(), texts.get("description", "").strip())


def _columns(stage: Mapping[str, Any]) -> Iterator[Column]:
    name = _title_key(stage) or ""
    title = stage[name].strip()
    inner = {key: value for key, value in stage.items() if names_field(_words(key), "step") and _is_stages(key, value)}
    rest = {key: value for key, value in stage.items() if key != name and key not in inner}
    pieces = tuple(_pieces(rest))
    steps = [step for value in inner.values() for step in value]
    if pieces or not steps:
        yield Column(title, pieces)
    for step in steps:
        key = _title_key(step) or ""
        texts = {other: value for other, value in step.items() if other != key}
        yield Column(title, tuple(_pieces(texts)), step[key].strip())


def _pieces(data: Mapping[str, Any]) -> Iterator[Piece]:
    for key, value in data.items():
        yield from _texts(_words(key), value, whole=False)


def _texts(label: str, value: Any, *, whole: bool) -> Iterator[Piece]:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, str | int | float):
        if str(value).strip():
            yield Piece(label, str(value).strip(), whole=whole)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(label, each, whole=True)
    elif isinstance(value, dict):
        key = _title_key(value)
        if key is not None:
            yield Piece(label, value[key].strip(), whole=True)
        for other, inner in value.items():
            if other != key:
                yield from _texts(_words(other), inner, whole=False)


@lru_cache(maxsize=1_024)
def _words(key: str) -> str:
    """Return a key as words: “painPoints” and “pain_points” are “Pain points”."""
    text = " ".join(_HUMP.sub(" ", key).split())
    return text[:1].upper() + text[1:].lower() if not text.isupper() else text

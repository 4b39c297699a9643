"""What somebody chose for a document: which label becomes what, where cells are split, what the scores mean."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.importers.documents.model import FIELDS, SHAPES, SPLITS, DocumentField, Shape, Split
from app.importers.documents.scores import DIRECTIONS, Direction, Scale
from app.importers.documents.words import plain
from app.models.errors import InputError

KIND: Final = "journey map document"
_KEYS: Final = ("kind", "fields", "splits", "direction", "scale", "shape")


@dataclass(frozen=True, slots=True)
class DocumentMapping:
    """Choices by label; a label without one becomes what its words suggest.

    Without a direction scores set no sentiment; without a scale theirs is taken from what the document holds.
    """

    fields: Mapping[str, DocumentField] = field(default_factory=dict)
    splits: Mapping[str, Split] = field(default_factory=dict)
    direction: Direction | None = None
    scale: Scale | None = None
    shape: Shape | None = None

    def field_of(self, label: str) -> DocumentField | None:
        """Return the field chosen for a label, none where there is none; case and accents of labels do not matter."""
        return {plain(each): chosen for each, chosen in self.fields.items()}.get(plain(label))

    def split_of(self, label: str) -> Split | None:
        """Return where cells under a label are split, none where nobody said."""
        return {plain(each): chosen for each, chosen in self.splits.items()}.get(plain(label))

    def to_json(self) -> str:
        """Return the mapping as JSON that `mapping_from_json` reads back."""
        data = {
            "kind": KIND,
            "fields": dict(self.fields),
            "splits": dict(self.splits),
            "direction": self.direction,
            "scale": None if self.scale is None else list(self.scale),
            "shape": self.shape,
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def mapping_from_json(text: str) -> DocumentMapping:
    """Return the mapping in a JSON text; raises InputError with one line that names what is wrong."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"The mapping is no JSON that can be read ({error}); nothing was imported.") from error
    if not isinstance(data, dict) or data.get("kind", KIND) != KIND:
        raise _wrong(f"it is none of a {KIND}")
    unknown = [key for key in data if key not in _KEYS]
    if unknown:
        raise _wrong(f"“{unknown[0]}” is none of {', '.join(_KEYS)}")
    fields = _choices(data, "fields", FIELDS)
    splits = _choices(data, "splits", SPLITS)
    direction, shape = _choice(data, "direction", DIRECTIONS), _choice(data, "shape", SHAPES)
    return DocumentMapping(fields, splits, direction, _scale(data.get("scale")), shape)


def _choices(data: Mapping[str, Any], key: str, allowed: tuple[Any, ...]) -> dict[str, Any]:
    chosen = data.get(key) or {}
    if not isinstance(chosen, dict):
        raise _wrong(f"“{key}” is no object of labels")
    for label, value in chosen.items():
        if value not in allowed:
            raise _wrong(f"{key}, “{label}”: {value!r} is none of {', '.join(allowed)}")
    return chosen


def _choice(data: Mapping[str, Any], key: str, allowed: tuple[Any, ...]) -> Any:
    value = data.get(key)
    if value is not None and value not in allowed:
        raise _wrong(f"{key}: {value!r} is none of {', '.join(allowed)}")
    return value


def _scale(value: Any) -> Scale | None:
    if value is None:
        return None
    ends = value if isinstance(value, list) and len(value) == 2 else ()
    if not ends or not all(type(end) in (int, float) and abs(end) < 1e9 for end in ends) or ends[0] >= ends[1]:
        raise _wrong("scale is no pair of numbers, the lower first, such as [1, 5]")
    return float(ends[0]), float(ends[1])


def _wrong(why: str) -> InputError:
    return InputError(f"The mapping cannot be used: {why}. Nothing was imported.")

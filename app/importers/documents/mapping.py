"""What somebody chose for a document: which label becomes what, where cells are split, what the scores mean."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.importers.choices import Check, by_label, is_number, one_of, or_none, read_choices, where
from app.importers.documents.model import FIELDS, SHAPES, SPLITS, DocumentField, Shape, Split
from app.importers.documents.scores import DIRECTIONS, Direction, Scale
from app.importers.documents.words import plain

KIND: Final = "journey map document"


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
        """Return the mapping as JSON that `from_json` reads back."""
        data = {
            "kind": KIND,
            "fields": dict(self.fields),
            "splits": dict(self.splits),
            "direction": self.direction,
            "scale": None if self.scale is None else list(self.scale),
            "shape": self.shape,
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "DocumentMapping":
        """Return the mapping in a JSON text; raises InputError with one line that names what is wrong."""
        told = read_choices(text, _KNOWN)
        low_high = told.get("scale")
        return cls(
            told.get("fields") or {},
            told.get("splits") or {},
            told.get("direction"),
            None if low_high is None else (float(low_high[0]), float(low_high[1])),
            told.get("shape"),
        )


def _is_scale(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(is_number, value)) and value[0] < value[1]


_KNOWN: Final[Mapping[str, Check]] = {
    "kind": one_of(KIND),
    "fields": by_label(one_of(*FIELDS)),
    "splits": by_label(one_of(*SPLITS)),
    "direction": one_of(*DIRECTIONS, None),
    "scale": or_none(where(_is_scale, "is no pair of numbers, the lower first, such as [1, 5]")),
    "shape": one_of(*SHAPES, None),
}

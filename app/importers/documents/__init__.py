"""Journey maps kept as documents (Markdown, JSON, tables, canvases): looked at first, then read as somebody chose."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.importers.documents.mapping import DocumentMapping
from app.importers.documents.model import FIELDS, SHAPES, SPLITS, DocumentField, Shape, Split
from app.importers.documents.scores import DIRECTIONS, Direction

if TYPE_CHECKING:
    from app.importers.documents.look import DocumentLook
    from app.models.plan import ImportPlan

__all__ = [
    "DIRECTIONS",
    "FIELDS",
    "SHAPES",
    "SPLITS",
    "Direction",
    "DocumentField",
    "DocumentMapping",
    "Shape",
    "Split",
    "look_at_document",
    "looks_like_map_document",
    "read_document",
    "suggested_mapping",
]


def look_at_document(path: Path, shape: Shape | None = None) -> "DocumentLook":
    """Return what a document holds, read as one of its shapes (none = the likeliest), with what each label suggests.

    Raises FileError where it cannot be read, InputError with one line where no map is in it.
    """
    from app.importers.documents.look import look_of
    from app.importers.documents.reading import found_in

    return look_of(found_in(path, shape))


def suggested_mapping(look: "DocumentLook") -> DocumentMapping:
    """Return the mapping that a look suggests; what the scores mean is left open, because that must be asked."""
    from app.importers.documents.look import suggested_mapping

    return suggested_mapping(look)


def read_document(path: Path, mapping: DocumentMapping | None = None) -> "ImportPlan":
    """Return the maps of a document as records, by a mapping (none = as suggested, the scores' meaning left open).

    Raises FileError, InputError as `look_at_document` does.
    """
    from app.importers.documents.plan import plan_of
    from app.importers.documents.reading import found_in

    mapping = mapping or DocumentMapping()
    return plan_of(found_in(path, mapping.shape), mapping)


def looks_like_map_document(path: Path, head: bytes) -> bool:
    """Return whether a file is most likely a map kept as a document, by its name and its first bytes; never raises."""
    from app.importers.documents.reading import looks_like_map_document

    return looks_like_map_document(path, head)

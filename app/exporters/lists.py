"""The shared lists of a workspace as a table, that is read back."""

from collections.abc import Iterator

from app.exporters.sheets import Cell, Sheet
from app.models.content import Content
from app.models.interchange import SHARED_LISTS
from app.models.records import Named, Tag
from app.models.tables import LIST_COLUMNS

_WIDTHS = (14, 32, 24, 12, 60)


def sheet_of(content: Content) -> Sheet:
    """Return the shared lists as one table."""
    return Sheet("Lists", _WIDTHS, rows_of(content))


def rows_of(content: Content) -> Iterator[list[Cell]]:
    """Yield the header, then each entry of each list in its order; a tag names the one that it is below."""
    yield [*LIST_COLUMNS]
    for key, (list_type, _) in SHARED_LISTS.items():
        for entry in content.ordered(list_type):
            assert isinstance(entry, Named)
            more: list[Cell] = ["", "", ""]
            if isinstance(entry, Tag):
                parent = content.find(Tag, entry.parent_id)
                more = [parent.name if parent else "", entry.colour or "", entry.description]
            yield [key, entry.name, *more]

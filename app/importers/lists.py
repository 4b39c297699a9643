"""The shared lists from a file: the JSON of a workspace, or a table with a row for each entry."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, get_args

from app.importers.tables import Table, read_table
from app.models.content import Content
from app.models.ids import new_id
from app.models.interchange import SHARED_LISTS
from app.models.kinds import TagColour
from app.models.names import same_name
from app.models.plan import ImportPlan, ImportWarning
from app.models.ranks import ranks_between
from app.models.records import AnyRecord, Named, Tag
from app.models.tables import LIST_COLUMNS

_TYPES: Final = tuple(record_type for record_type, _ in SHARED_LISTS.values())
_KEYS: Final[dict[str, Any]] = {
    spelling: record_type for key, (record_type, _) in SHARED_LISTS.items() for spelling in (key, record_type.kind_name)
}
"""What stands in the column `list`: channels or channel, tags or tag …"""


def read_lists(path: Path, content: Content) -> ImportPlan:
    """Return the entries of the shared lists in a file that the workspace does not have by name yet.

    Of a workspace as JSON only its lists are read. What cannot be understood is left out with a warning that names its
    line. Raises FileError, InputError with one line.
    """
    if path.suffix.lower() == ".json":
        from app.importers.workspace_json import read_json_file

        whole = read_json_file(path)
        entries: list[Any] = [each for each in whole.records if isinstance(each, _TYPES)]
        label, warnings = whole.label, list(whole.warnings)
    else:
        reader = _Reader(read_table(path, LIST_COLUMNS))
        entries = list(reader.entries())
        label, warnings = f"Import {reader.table.source}", reader.warnings
    made, there = _missing(content, entries)
    if there:
        warnings.append(ImportWarning(path.name, None, f"In the lists already, and left as they are: {there}."))
    return ImportPlan(label, tuple(made), tuple(warnings))


def _missing(content: Content, entries: list[Any]) -> tuple[list[AnyRecord], int]:
    """Return the entries whose names are not in the lists, each name once, and how many are there already."""
    ids: dict[str, str] = {}
    known: dict[tuple[type[Any], str], str] = {
        (list_type, same_name(each.name)): each.id for list_type in _TYPES for each in _named(content, list_type)
    }
    count, made = len(known), []
    there = 0
    for entry in entries:
        key = (type(entry), same_name(entry.name))
        if key in known:
            ids[entry.id] = known[key]
            there += 1
        else:
            known[key] = entry.id
            made.append(entry)
    assert len(known) == count + len(made)
    return [
        replace(each, parent_id=ids.get(each.parent_id or "", each.parent_id)) if isinstance(each, Tag) else each
        for each in made
    ], there


def _named(content: Content, list_type: Any) -> tuple[Named, ...]:
    entries: tuple[Named, ...] = content.ordered(list_type)
    return entries


class _Reader:
    """The rows of a table as entries."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.warnings: list[ImportWarning] = []
        self._tags: dict[str, str] = {}
        self._above: dict[str, str] = {}

    def entries(self) -> Iterator[Any]:
        """Yield an entry for each row, a tag after the one that it is below."""
        rows = [(line, self.table.cells((line, cells))) for line, cells in self.table.rows]
        ranks = ranks_between(None, None, len(rows))
        tags: list[Any] = []
        for (line, cells), rank in zip(rows, ranks, strict=True):
            list_type = _KEYS.get(cells.get("list", "").casefold())
            name = same_name(cells.get("name", ""))
            if list_type is None or not name:
                what = "the row has no name" if list_type else f"“{cells.get('list', '')}” is none of the shared lists"
                self._warn(line, f"Left out: {what}.")
            elif list_type is not Tag:
                yield list_type(id=new_id(), name=name, rank=rank)
            elif name not in self._tags:
                tag = Tag(id=new_id(), name=name, rank=rank, description=cells.get("description", ""))
                self._tags[name] = tag.id
                tags.append((line, cells, replace(tag, colour=self._colour(line, cells.get("colour", "")))))
        for line, cells, tag in tags:
            yield self._placed(line, same_name(cells.get("parent", "")), tag)

    def _warn(self, line: int, text: str) -> None:
        self.warnings.append(ImportWarning(self.table.source, line, text))

    def _colour(self, line: int, text: str) -> TagColour | None:
        for colour in get_args(TagColour):
            if text.casefold() == colour:
                known: TagColour = colour
                return known
        if text:
            self._warn(line, f"colour: “{text}” is none of {', '.join(get_args(TagColour))}; the tag has none.")
        return None

    def _placed(self, line: int, parent: str, tag: Tag) -> Tag:
        """Return the tag below the one that its row names."""
        if not parent:
            return tag
        if parent not in self._tags:
            self._warn(line, f"parent: the file has no tag “{parent}”; “{tag.name}” stands at the top.")
            return tag
        above: str | None = parent
        while above is not None:
            if above == tag.name:
                self._warn(line, f"parent: “{tag.name}” would be below itself; it stands at the top.")
                return tag
            above = self._above.get(above)
        self._above[tag.name] = parent
        return replace(tag, parent_id=self._tags[parent])

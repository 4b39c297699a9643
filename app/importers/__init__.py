"""From files to plans of records, to be previewed and applied as one edit; each format has a module of its own."""

from pathlib import Path
from typing import Final

from app.importers.mermaid_blocks import MARKDOWN_ENDINGS
from app.models.content import Content
from app.models.errors import InputError
from app.models.plan import ImportPlan

Scale = tuple[float, float]

DIAGRAM_ENDINGS: Final = (".mmd", ".mermaid")

LIST_ENDINGS: Final = (".csv", ".tsv", ".xlsx")

QDA_ENDINGS: Final = (".qdpx", ".qde", ".qdc", ".qda", ".sqlite3")
"""Coded material: REFI-QDA, databases of QualCoder and Taguette."""

LISTS: Final = ("opportunities", "lists")
"""What a list in a table can hold; the shared lists are also read from JSON."""


def read_source(
    path: Path, scale: Scale | None = None, *, listed: str | None = None, content: Content | None = None
) -> ImportPlan:
    """Return what a file holds, by the ending of its name: a diagram, a page, a workspace as JSON, coded material.

    `scale` is what the scores of a diagram mean where they leave 1–5. A table is a list of what `listed` says, one of
    `LISTS`; `content` is the workspace whose journeys its rows name, and whose coded material is not read twice. Raises
    FileError, InputError with one line.
    """
    ending = path.suffix.lower()
    if listed is not None or ending in LIST_ENDINGS:
        return _read_list(path, listed, content or Content())
    if ending == ".json":
        from app.importers.workspace_json import read_json_file

        return read_json_file(path)
    if ending in (*DIAGRAM_ENDINGS, *MARKDOWN_ENDINGS):
        from app.importers.mermaid import read_mermaid

        return read_mermaid(path, scale)
    if ending in QDA_ENDINGS:
        from app.importers.qda import read_qda

        return read_qda(path, content)
    known = ", ".join((*DIAGRAM_ENDINGS, *MARKDOWN_ENDINGS, ".json", *LIST_ENDINGS, *QDA_ENDINGS))
    raise InputError(f"{path.name} cannot be imported: its name ends in none of {known}; nothing was imported.")


def _read_list(path: Path, listed: str | None, content: Content) -> ImportPlan:
    endings = (*LIST_ENDINGS, ".json") if listed == "lists" else LIST_ENDINGS
    if path.suffix.lower() not in endings:
        raise InputError(f"{path.name} is no list of {listed}: its name ends in none of {', '.join(endings)}.")
    if listed not in LISTS:
        raise InputError(f"{path.name} is a table: say what it lists, one of {', '.join(LISTS)}.")
    if listed == "lists":
        from app.importers.lists import read_lists

        return read_lists(path, content)
    from app.importers.opportunities import read_opportunities

    return read_opportunities(path, content)

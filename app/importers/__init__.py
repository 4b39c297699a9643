"""From files to plans of records, to be previewed and applied as one edit; each format has a module of its own."""

from pathlib import Path
from typing import Final

from app.importers.mermaid_blocks import MARKDOWN_ENDINGS
from app.models.errors import FileError, InputError
from app.models.places import resource
from app.models.plan import ImportPlan

Scale = tuple[float, float]

DIAGRAM_ENDINGS: Final = (".mmd", ".mermaid")


def read_source(path: Path, scale: Scale | None = None) -> ImportPlan:
    """Return what a file holds, by the ending of its name: a Mermaid diagram, a Markdown page, a workspace as JSON.

    `scale` is what the scores of a diagram mean where they leave 1–5. Raises FileError, InputError with one line.
    """
    ending = path.suffix.lower()
    if ending == ".json":
        from app.importers.workspace_json import read_json_file

        return read_json_file(path)
    if ending in (*DIAGRAM_ENDINGS, *MARKDOWN_ENDINGS):
        from app.importers.mermaid import read_mermaid

        return read_mermaid(path, scale)
    known = ", ".join((*DIAGRAM_ENDINGS, *MARKDOWN_ENDINGS, ".json"))
    raise InputError(f"{path.name} cannot be imported: its name ends in none of {known}; nothing was imported.")


def read_template(name: str) -> ImportPlan:
    """Return a template that comes with Clew, such as `lifecycle`; its ids are new each time."""
    from app.importers.workspace_json import read_json_file

    folder = resource("templates")
    names = sorted(path.stem for path in folder.glob("*.json"))
    if name not in names:
        if not names:
            raise FileError("The templates are missing from this installation.")
        raise InputError(f"There is no template “{name}”; there are: {', '.join(names)}.")
    return read_json_file(folder / f"{name}.json")

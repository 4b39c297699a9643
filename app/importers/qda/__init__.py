"""Coded material of other tools: REFI-QDA codebooks and projects, databases of Taguette and QualCoder, read only."""

from pathlib import Path
from typing import Final

from app.models.content import Content
from app.models.plan import ImportPlan

QDA_ENDINGS: Final = (".qdpx", ".qde", ".qdc", ".qda", ".sqlite3")
"""Coded material: REFI-QDA, databases of QualCoder and Taguette."""

DATABASE_ENDINGS: Final = (".qda", ".sqlite3", ".db")

SQLITE_MAGIC: Final = b"SQLite format 3\0"


def looks_like_qda(path: Path, head: bytes = b"") -> bool:
    """Return whether a file (its first bytes are `head`) or a folder is coded material, by its name or its bytes."""
    if path.is_dir():
        return (path / "data.qda").is_file()
    if path.suffix.lower() == ".db":
        return head.startswith(SQLITE_MAGIC)
    return path.suffix.lower() in QDA_ENDINGS or b"urn:QDA-XML:" in head[:2_000]


def read_qda(path: Path, content: Content | None = None) -> ImportPlan:
    """Return what a file of coded material holds: tags, sources with their highlights, participants, insights.

    What `content` has already, by id or by name and position, is left out and joined with what is new. Raises
    FileError, InputError with one line.
    """
    from app.importers.qda.again import without_what_is_there

    plan = _read(path)
    return plan if content is None else without_what_is_there(plan, content)


def _read(path: Path) -> ImportPlan:
    from app.importers.tables import TABLE_ENDINGS

    if path.suffix.lower() in TABLE_ENDINGS:  # a codebook, a code a row
        from app.importers.qda.codebooks import read_codebook

        return read_codebook(path)
    if path.is_dir() or path.suffix.lower() in DATABASE_ENDINGS:
        from app.importers.qda.databases import read_database

        return read_database(path / "data.qda" if path.is_dir() else path)
    from app.importers.qda.project import read_refi
    from app.importers.qda.refi import open_refi

    return read_refi(open_refi(path))

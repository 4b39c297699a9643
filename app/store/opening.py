"""Making, opening and reading workspace files; nothing here loads SQLAlchemy but the making of a new file."""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from app.models.changes import Change
from app.models.content import Content
from app.models.errors import FileError
from app.models.ids import new_id
from app.models.images import image_name
from app.models.places import as_text
from app.models.records import AnyRecord, Workspace
from app.models.snapshot import Snapshot
from app.models.turns import Turn
from app.store.driver import connect, connect_reader, reading_errors, reason_of
from app.store.edit import Edit
from app.store.files import discard, new_name_beside, put_in_place
from app.store.header import check_header, check_size
from app.store.history import HistoryStep
from app.store.images import ImageReader, checked, write_images
from app.store.migrations import up_to_date_to_read
from app.store.reading import newest_step, read_content
from app.store.schema import APPLICATION_ID, SCHEMA_VERSION
from app.store.turns import TurnReader, write_turns
from app.store.workspace import Store


def open_workspace(path: Path, *, later: bool = False) -> Store:
    """Open a workspace for editing and lock it.

    `later` leaves much of a large one, which no map shows, until it is asked for: see `Content.read_the_rest`.

    Raises FileError, leaving the file as it is, where it is none, is damaged, newer, in use or can't be written.
    """
    check_header(path)
    check_writable(path)
    return Store(path, later=later)


def check_writable(path: Path) -> None:
    """Raise FileError where the file or its folder is read-only: SQLite keeps its journal beside the file."""
    if not os.access(path, os.W_OK):
        raise FileError(f"“{path.name}” is read-only. Make it writable, or save a copy elsewhere and open that.")
    if not os.access(path.resolve().parent, os.W_OK):
        raise FileError(
            f"The folder of “{path.name}” is read-only. Make it writable, or save a copy elsewhere and open that."
        )


def create_workspace(
    path: Path,
    records: Iterable[AnyRecord] = (),
    *,
    label: str = "New workspace",
    images: Iterable[bytes] = (),
    turns: Mapping[str, Sequence[Turn]] = {},
) -> Store:
    """Make a file with these records and open it; adds a workspace record titled by the file's name if none is given.

    Images are stored as they are; `turns` are the texts of sources by their ids.

    Raises FileError where the file exists or can't be made. The file appears at once, whole.
    """
    if path.exists():
        raise FileError(f"“{path.name or path}” exists already and was left as it is. Choose another name.")
    if not path.absolute().parent.is_dir():
        raise FileError(f"There is no folder “{path.absolute().parent}”.")
    beside = new_name_beside(path)
    try:
        _write_new_file(beside, as_text(path.stem), records, label, images, turns)
        put_in_place(beside, path)
    except (dbapi2.Error, OSError) as error:
        raise FileError(f"“{path.name}” can't be made: {reason_of(error)}.") from error
    finally:
        discard(beside)
    return open_workspace(path)


def _write_new_file(
    path: Path,
    title: str,
    records: Iterable[AnyRecord],
    label: str,
    images: Iterable[bytes],
    turns: Mapping[str, Sequence[Turn]],
) -> None:
    from app.store.tables import ddl
    from app.store.writing import Writer

    edit = Edit(Content())
    edit.put(*records)
    if not any(change.kind == Workspace.kind_name for change in edit.changes()):
        edit.put(Workspace(id=new_id(), title=title))
    changes: tuple[Change, ...] = edit.finish()
    with closing(connect(path, create=True)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("BEGIN IMMEDIATE")
        for statement in ddl():
            connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES ('file_id', ?)", (new_id(),))
        Writer(connection).write(HistoryStep(1, datetime.now(UTC), label, "new", 1), changes)
        write_images(connection, {(name := image_name(each)): checked(each, name) for each in images})
        write_turns(connection, turns)
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        connection.execute("COMMIT")


def read_snapshot(path: Path) -> Snapshot:
    """Read a workspace, also one that is open in a window: one short transaction, then the file is closed again.

    A file of an older format is read as it will be once it is brought up to date, and stays as it is.
    """
    check_header(path)
    with reading_errors(path), closing(connect_reader(path)) as connection:
        connection.execute("BEGIN")
        check_size(path, connection)
        with up_to_date_to_read(path, connection) as current:
            return Snapshot(read_content(current), newest_step(current), path.name, ImageReader(path), TurnReader(path))

"""Files put in place whole, or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from app.models.errors import FileError
from app.models.ids import new_id


def new_name_beside(path: Path) -> Path:
    """Return a free name in the same folder for a file in the making, short since `path` may be as long as can be."""
    return path.with_name(f".clew-{new_id()[:8]}.new")


def discard(path: Path) -> None:
    """Delete a file in the making where there is one; a folder that cannot be written to says so even where not."""
    with suppress(OSError):
        path.unlink()


def put_in_place(source: Path, target: Path) -> None:
    """Give a finished file its name and make that lasting; raises FileError where the name is taken."""
    sync(source)
    move_to_free_name(source, target)


def move_to_free_name(source: Path, target: Path) -> None:
    """Rename a file for good; raises FileError where the name is taken, OSError where it can't be given.

    A hard link refuses a name that exists, which a rename on POSIX does not; some file systems have no links.
    """
    try:
        os.link(source, target)
    except FileExistsError as error:
        raise FileError(f"“{target.name}” exists already and was left as it is. Choose another name.") from error
    except OSError:
        if target.exists():
            raise FileError(f"“{target.name}” exists already and was left as it is. Choose another name.") from None
        source.rename(target)
    else:
        source.unlink()
    sync_folder(target.parent)


def sync(path: Path) -> None:
    """Bring a file's bytes to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system knows how to (not on Windows)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

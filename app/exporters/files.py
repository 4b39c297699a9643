"""Writing a file so that another program, and a user who stops it, sees the old one or the whole new one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.models.errors import FileError
from app.models.ids import new_id


@contextlib.contextmanager
def write_beside(path: Path) -> Iterator[BinaryIO]:
    """Yield a file beside `path` to write to; it takes the place of `path` at the end, and goes away on an error.

    Raises FileError where the folder or the disk refuses.
    """
    path = Path(os.path.realpath(path))  # a link stays one
    part = path.with_name(f".clew-{new_id()[:8]}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        _discard(part)
        reason = error.strerror or str(error)
        raise FileError(f"{path.name} could not be written to {path.parent}: {reason}. Nothing was changed.") from error
    except BaseException:
        _discard(part)
        raise


def _discard(part: Path) -> None:
    with contextlib.suppress(OSError):
        part.unlink()

"""The font files of this machine: found once, their character sets read once and kept in the cache folder."""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb

from app.layout.text.faces import Face, read_face
from app.models.places import cache_folder

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")  # Type 1 and bitmap formats can be neither shaped nor embedded
_FORMAT = 1  # of the cached list; a higher one makes all be read again


class MachineFace(NamedTuple):
    """A face of this machine: it has some of the 256 code points of each of `blocks`; `weight` is 1–1000."""

    face: Face
    weight: int
    slanted: bool
    width: int
    blocks: frozenset[int]


@cache
def machine_faces() -> tuple[MachineFace, ...]:
    """Return the upright and slanted faces of this machine, by path; reads only files that are new or changed."""
    known = _read_list()
    current: dict[str, dict[str, Any]] = {}
    for path in _font_files():
        with contextlib.suppress(OSError):
            status = os.stat(path)
            stamp = [status.st_mtime_ns, status.st_size]
            entry = known.get(path)
            current[path] = entry if entry and entry["stamp"] == stamp else {"stamp": stamp, "faces": _read_file(path)}
    if current != known:
        _write_list(current)
    return tuple(_revive(record) for _, entry in sorted(current.items()) for record in entry["faces"])


def _font_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local / "Microsoft/Windows/Fonts"]
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    return [*(Path(folder) / "fonts" for folder in shared.split(":") if folder), own / "fonts", home / ".fonts"]


def _font_files() -> Iterator[str]:
    for folder in _font_folders():
        for parent, _, names in os.walk(folder):
            yield from (os.path.join(parent, name) for name in names if name.lower().endswith(_ENDINGS))


def _read_file(path: str) -> list[dict[str, Any]]:
    """Return the records of a file's faces; none of a file that HarfBuzz cannot read."""
    try:
        count = hb.Face(hb.Blob.from_file_path(path)).count
        return [record for index in range(count) if (record := _read_record(path, index))]
    except (hb.HarfBuzzError, OSError, struct.error, ValueError):
        return []


def _read_record(path: str, index: int) -> dict[str, Any] | None:
    face = read_face(path, index)
    if face is None:
        return None
    source = hb.Face(hb.Blob.from_file_path(path), index)
    weight, width, selection = 400, 5, 0
    table = source.reference_table("OS/2").data if "OS/2" in source.table_tags else b""
    if len(table) >= 64:
        weight, width = struct.unpack_from(">2H", table, 4)
        (selection,) = struct.unpack_from(">H", table, 62)
    blocks = sorted({code >> 8 for code in source.unicodes})
    name = source.get_name(hb.OTNameIdPredefined.FONT_SUBFAMILY) or ""
    slanted = bool(selection & 0x201) or "Italic" in name or "Oblique" in name
    return {"face": asdict(face), "weight": weight, "slanted": slanted, "width": width, "blocks": blocks}


def _revive(record: dict[str, Any]) -> MachineFace:
    face = Face(**{**record["face"], "bold": record["weight"] >= 600})
    return MachineFace(face, record["weight"], record["slanted"], record["width"], frozenset(record["blocks"]))


def _list_path() -> Path:
    return cache_folder() / "fonts" / "machine.json"


def _read_list() -> dict[str, dict[str, Any]]:
    """Return what is kept of each file by path; nothing if the list is missing, damaged or of another format."""
    import json

    try:
        kept = json.loads(_list_path().read_text("utf-8"))
        return dict(kept["files"]) if kept["format"] == _FORMAT else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _write_list(files: dict[str, dict[str, Any]]) -> None:
    import json

    with contextlib.suppress(OSError):  # without a cache all is read again next time
        write_whole(_list_path(), json.dumps({"format": _FORMAT, "files": files}).encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and rename it over: another process sees all of it or nothing."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise

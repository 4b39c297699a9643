"""Draw Clew's mark as the files that desktops want: PNG, Windows' .ico, macOS's .icns. Run by the recipe clew.spec."""

from __future__ import annotations

import struct
from pathlib import Path

PNG_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 256)
ICNS_SIZES = {b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def png(size: int) -> bytes:
    """Return the mark as PNG, `size` pixels wide and high."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    from app.views.mark import mark

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    mark(size).save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, the library takes text
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return PNG pictures (size in pixels → data) as one Windows icon."""
    place, entries = 6 + 16 * len(pictures), b""
    for size, data in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures.values())


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """Return PNG pictures (type of four letters → data) as one macOS icon."""
    parts = b"".join(kind + struct.pack(">I", 8 + len(data)) + data for kind, data in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def write_icons(folder: Path) -> None:
    """Write clew-SIZE.png, clew.ico and clew.icns into a folder, made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in PNG_SIZES:
        (folder / f"clew-{size}.png").write_bytes(png(size))
    (folder / "clew.ico").write_bytes(ico({size: png(size) for size in ICO_SIZES}))
    (folder / "clew.icns").write_bytes(icns({kind: png(size) for kind, size in ICNS_SIZES.items()}))

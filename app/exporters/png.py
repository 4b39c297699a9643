"""Maps as PNG: the page of the PDF, rendered by PDFium strip by strip, so that large ones need little memory."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from math import floor, sqrt
from pathlib import Path
from typing import Final

from app.exporters.files import write_beside
from app.exporters.paper import FIT_PAGE, NO_LENSES, PaperOptions, missing_warning, one_page
from app.exporters.pdf import write_pdf
from app.layout.lens import Lens
from app.layout.words import Words
from app.models.errors import Cancelled, InputError
from app.models.snapshot import Snapshot

MOST_PIXELS: Final = 200_000_000
LEAST_ZOOM: Final = 1.0
"""What the command line and the dialog offer; smaller ones work."""

MOST_ZOOM: Final = 4.0
_STRIP_PIXELS: Final = 4_000_000
_LEVEL: Final = 3
"""Of zlib: more takes a map half as much time again for a tenth less."""


def export_png(
    snapshot: Snapshot,
    out: Path,
    options: PaperOptions = FIT_PAGE,
    journey_ids: Sequence[str] = (),
    *,
    zoom: float = 1.0,
    date: datetime,
    words: Words | None = None,
    lenses: Mapping[str, Lens] = NO_LENSES,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Write one journey to a PNG of `zoom` pixels a point, and return warnings: what is cut, what no font here has.

    Raises InputError where it would take several pages or more than `MOST_PIXELS`, FileError where the file cannot be
    written, Cancelled (and leaves no file) where `cancelled` says so.
    """
    page, warnings = one_page(snapshot, options, journey_ids, date.date(), words, lenses)
    width, height = _size(page.width, page.height, zoom)
    drawn = BytesIO()
    missing = write_pdf(drawn, (page,), date, lambda part: progress(part / 4), cancelled)
    with write_beside(out) as file:
        for part, data in _png(drawn.getvalue(), width, height, zoom):
            if cancelled():
                raise Cancelled("The export was stopped. No file was written.")
            file.write(data)
            progress(0.25 + 0.75 * part)
    return (*warnings, *missing_warning(missing))


def _size(width: float, height: float, zoom: float) -> tuple[int, int]:
    """Return the size of the picture in pixels; raises InputError, offering a zoom, where it is too large."""
    if not 0 < zoom <= MOST_ZOOM:
        raise InputError(f"A picture can be enlarged up to {MOST_ZOOM:g} times, not {zoom:g} times.")
    size = max(1, round(width * zoom)), max(1, round(height * zoom))
    pixels = size[0] * size[1]
    if pixels > MOST_PIXELS:
        offered = floor(sqrt(MOST_PIXELS / (width * height)) * 100) / 100
        way_out = (
            f"Choose a zoom of {offered:g} or less"
            if offered >= LEAST_ZOOM
            else f"Only at a scale of {offered:g} it would fit: choose a paper, such as A0, to which the map is scaled"
        )
        raise InputError(
            f"The picture would have {pixels / 1e6:.0f} megapixels, and the most is {MOST_PIXELS / 1e6:.0f}. "
            f"{way_out}, or a PDF, which has no such limit."
        )
    return size


def _png(pdf: bytes, width: int, height: int, zoom: float) -> Iterator[tuple[float, bytes]]:
    """Yield the parts of a PNG file of a PDF's first page, each with the part of it that is done, 0 … 1."""
    density = round(zoom * 72 / 0.0254)  # pixels a metre
    yield 0.0, b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0))
    yield 0.0, _chunk(b"pHYs", struct.pack(">2IB", density, density, 1))
    packer = zlib.compressobj(_LEVEL)
    done = 0
    for rows in _strips(pdf, width, height):
        packed = packer.compress(b"".join(b"\0" + row for row in rows))
        done += len(rows)
        yield done / height, _chunk(b"IDAT", packed) if packed else b""
    yield 1.0, _chunk(b"IDAT", packer.flush()) + _chunk(b"IEND", b"")


def _strips(pdf: bytes, width: int, height: int) -> Iterator[list[bytes]]:
    """Yield the rows of a page, RGB, a strip at a time; the size in pixels counts alone, PDFium knows no UserUnit."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    strip = max(1, min(height, _STRIP_PIXELS // width))
    bitmap = pypdfium2.PdfBitmap.new_native(width, strip, raw.FPDFBitmap_BGR)
    flags = raw.FPDF_REVERSE_BYTE_ORDER | raw.FPDF_ANNOT
    for top in range(0, height, strip):
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, strip)
        raw.FPDF_RenderPageBitmap(bitmap.raw, page.raw, 0, -top, width, height, 0, flags)
        pixels = bytes(bitmap.buffer)
        count = min(strip, height - top)
        yield [pixels[row * bitmap.stride : row * bitmap.stride + 3 * width] for row in range(count)]
    bitmap.close()
    page.close()
    document.close()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

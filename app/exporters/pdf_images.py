"""Stored images in a PDF: a JPEG goes in as it is, a PNG as its pixels with what shines through it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFStream, PDFZCompress

from app.layout.shapes import Image
from app.models.images import image_size, media_type_of


class PdfImages:
    """The images of one document by their names on the pages; each is in the file once."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self._read = read
        self.images: dict[str, bytes] = {}

    def show(self, shape: Image) -> str:
        """Return the operators that paint an image, y down; nothing where it is not there."""
        name = f"I{shape.name[:16]}"
        data = self.images.get(name) or self._read(shape.name)
        size = image_size(data) if data is not None else None
        if data is None or size is None:
            return ""
        self.images[name] = data
        x, y, width, height = shape.placed(size.width, size.height)
        return f"q {width:.2f} 0 0 {-height:.2f} {x:.2f} {y + height:.2f} cm /{name} Do Q"

    def add_to(self, document: PDFDocument) -> None:
        """Put all images into the file."""
        for name, data in self.images.items():
            if media_type_of(data) == "image/jpeg":
                _add_jpeg(document, name, data)
            else:
                add_png(document, name, data)


def _entries(width: int, height: int) -> dict[str, Any]:
    return {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": width,
        "Height": height,
        "BitsPerComponent": 8,
    }


def _add_jpeg(document: PDFDocument, name: str, data: bytes) -> None:
    size = image_size(data)
    assert size is not None, "it was shown, so it has a size"
    space = PDFName("DeviceGray" if size.colours == 1 else "DeviceRGB")
    entries = {**_entries(size.width, size.height), "ColorSpace": space, "Filter": PDFName("DCTDecode")}
    document.Reference(PDFStream(PDFDictionary(entries), data, filters=[]), name)


def add_png(document: PDFDocument, name: str, data: bytes) -> None:
    """Put a PNG into the file under a name."""
    from PIL import Image as Pillow

    with Pillow.open(BytesIO(data)) as opened:
        picture = opened.convert("RGBA")
    entries = _entries(picture.width, picture.height)
    alpha = picture.getchannel("A")
    colour = {**entries, "ColorSpace": PDFName("DeviceRGB")}
    if alpha.getextrema() != (255, 255):
        mask = PDFDictionary({**entries, "ColorSpace": PDFName("DeviceGray")})
        colour["SMask"] = document.Reference(PDFStream(mask, alpha.tobytes(), filters=[PDFZCompress]))
    pixels = picture.convert("RGB").tobytes()
    document.Reference(PDFStream(PDFDictionary(colour), pixels, filters=[PDFZCompress]), name)

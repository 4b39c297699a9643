"""A ReportLab canvas for maps: pages of any size, nothing in the file that its content does not need, no clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import BinaryIO

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFObjectReference,
    PDFPage,
    PDFResourceDictionary,
    PDFStream,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from app.exporters.pdf_images import PdfImages, add_png
from app.exporters.pdf_text import Fonts


class LargePage(PDFPage):  # type: ignore[misc]
    """A page with a UserUnit: how many points one of its units stands for (PDF 32000-1, 14.11.1)."""

    __NoDefault__ = (*PDFPage.__NoDefault__, "UserUnit")


class PaperCanvas(Canvas):  # type: ignore[misc]
    """A document whose pages are operators made elsewhere; the same input gives the same bytes."""

    def __init__(
        self,
        file: BinaryIO,
        title: str,
        language: str,
        moment: datetime,
        images: Callable[[str], bytes | None] = lambda name: None,
    ) -> None:
        super().__init__(file, pageCompression=1, invariant=1, lang=language, pdfVersion=(1, 7))
        self.setTitle(title)
        self.setCreator("Clew")
        self.setAuthor("")
        self.setSubject("")
        self.setViewerPreference("DisplayDocTitle", "true")
        self.fonts = Fonts()
        self._faint: dict[str, float] = {}
        self.images = PdfImages(images)
        stamp = self._doc._timeStamp
        stamp.t = moment.astimezone(UTC).timestamp()
        stamp.lt = moment.astimezone(UTC).timetuple()
        stamp.YMDhms = tuple(stamp.lt)[:6]

    def _make_preamble(self) -> None:
        """Leave out what ReportLab begins each page with: it names a Helvetica that would not be embedded."""
        self._preamble = ""

    def add_page(self, width: float, height: float, operators: str, unit: float = 1.0) -> None:
        """Add a page of a size in points; above PDF's limit each of its `unit`s is several points."""
        page = LargePage()
        page.pagewidth, page.pageheight = round(width / unit, 2), round(height / unit, 2)
        if unit != 1.0:
            page.UserUnit = unit
        page.Contents = PDFStream(content=operators.encode("ascii"), filters=[PDFZCompress])
        pictures = (*self.fonts.pictures, *self.images.images)
        page.Resources = PDFResourceDictionary(XObject={each: PDFObjectReference(each) for each in pictures})
        if self._faint:
            states = {name: {"ca": opacity, "CA": opacity} for name, opacity in self._faint.items()}
            page.Resources.ExtGState = {name: PDFDictionary(state) for name, state in states.items()}
        page.Resources.basicFonts()
        page.Resources.allProcs()
        page.Annots = self._annotationrefs
        self._doc.updateSignature(page.Contents.content)
        self._doc.addPage(page)
        self._startPage()

    def faint(self, opacity: float) -> str:
        """Return the operator from which on things are painted with an opacity below 1."""
        name = f"F{round(opacity * 100)}"
        self._faint[name] = opacity
        return f"/{name} gs"

    def add_bookmark(self, title: str, level: int, y: float, unit: float = 1.0) -> None:
        """Add an entry to the outline that leads to a height (points from the bottom) of the page added next."""
        key = f"mark{len(self._destinations)}"
        self.bookmarkPage(key, fit="XYZ", left=0, top=round(y / unit, 2))
        self.addOutlineEntry(title, key, level)
        self.showOutline()

    def add_anchor(self, name: str, y: float, unit: float = 1.0) -> None:
        """Name a height (points from the bottom) of the page added next, for links to lead to."""
        self.bookmarkPage(name, fit="XYZ", left=0, top=round(y / unit, 2))

    def add_link(self, name: str, left: float, bottom: float, right: float, top: float, unit: float = 1.0) -> None:
        """Make a rectangle, in points from the lower left of the page added next, lead to an anchor of any page."""
        box = tuple(round(each / unit, 2) for each in (left, bottom, right, top))
        self.linkRect("", name, box, relative=0)

    def finish(self) -> None:
        """Embed fonts and pictures and write the file."""
        self.fonts.add_to(self._doc)
        for name, png in self.fonts.pictures.items():
            add_png(self._doc, name, png)
        self.images.add_to(self._doc)
        self._doc.SaveToFile(self._filename, self)

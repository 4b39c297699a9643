"""Print through the system's dialog: the pages of the PDF, drawn by the canvas' own paint."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.canvas.painter import Ink
from app.canvas.pictures import Decoder
from app.exporters.paper import PAPERS, Page, PaperOptions, draw_page, plan_pages
from app.layout.lens import PLAIN, Lens
from app.layout.look import LIGHT
from app.models.snapshot import Snapshot
from app.views.kinds import map_words

SMALLEST = 0.45
"""Below this scale one page cannot be read: the map is cut over several at `TILES` instead."""

TILES = 0.7


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("PrintMap", text)


def print_dialog(printer: QPrinter, parent: QWidget) -> QPrintDialog:
    """Return the system's dialog for a printer that stands on landscape."""
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("Print the map"))
    return dialog


def pages_for(printer: QPrinter, snapshot: Snapshot, journey_id: str, lens: Lens = PLAIN) -> tuple[Page, ...]:
    """Return the pages of a journey for the paper that the printer has: one, or several where one is too small."""
    landscape = printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape
    name = _paper(printer.pageLayout().pageSize())
    pages, _ = plan_pages(
        snapshot, PaperOptions(name, landscape), [journey_id], date.today(), map_words(), {journey_id: lens}
    )
    if pages[0].sheet.scale < SMALLEST:
        pages, _ = plan_pages(
            snapshot, PaperOptions(name, landscape, TILES), [journey_id], date.today(), map_words(), {journey_id: lens}
        )
    return pages


def _paper(size: QPageSize) -> str:
    """Return the name of the paper whose size is nearest to that of the printer."""
    wanted = size.sizePoints()
    short, long = sorted((wanted.width(), wanted.height()))
    return min(PAPERS, key=lambda name: abs(PAPERS[name][0] - short) + abs(PAPERS[name][1] - long))


def print_pages(printer: QPrinter, snapshot: Snapshot, journey_id: str, lens: Lens = PLAIN) -> int:
    """Print a journey, looked at through a lens, and return the number of pages."""
    printer.setFullPage(True)
    printer.setDocName(snapshot.file_name)
    pages = pages_for(printer, snapshot, journey_id, lens)
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        for number, page in enumerate(pages):
            if number:
                printer.newPage()
            paint_page(painter, page, QRectF(painter.viewport()))
    finally:
        painter.end()
    return len(pages)


def paint_page(painter: QPainter, page: Page, target: QRectF) -> None:
    """Paint a page into a rectangle of the painter, as large as fits."""
    ink = Ink(LIGHT, Decoder(page.sheet.images))
    painter.save()
    scale = min(target.width() / page.width, target.height() / page.height)
    painter.translate(
        target.x() + (target.width() - page.width * scale) / 2,
        target.y() + (target.height() - page.height * scale) / 2,
    )
    painter.scale(scale, scale)
    for group in draw_page(page):
        painter.save()
        painter.translate(group.x, group.y)
        painter.scale(group.scale, group.scale)
        painter.setOpacity(group.opacity)
        if group.clip is not None:
            painter.setClipRect(QRectF(*group.clip))
        ink.picture(group.shapes).draw(painter)
        painter.restore()
    painter.restore()

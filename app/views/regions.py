"""The regions of the window that F6 walks: header, rail, panels, map, inspector, outline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.views.rail import MAP

if TYPE_CHECKING:
    from app.views.window import MainWindow


def regions_of(window: MainWindow) -> list[QWidget]:
    """Return the regions that F6 walks, as far as they are on show."""
    page = window.map_page
    form = page.inspector.form
    candidates: list[QWidget | None] = [
        window.header.journey_button,
        window.rail.buttons[MAP],
        page.left.tree,
        page.left.palette_rows,
        page.left.tray,
        page.find_bar if page.find_bar.isVisible() else None,
        page.stand_in or page.view,
        page.capture.line,
        page.panels.made[page.panels.shown].home if page.panels.shown else None,
        form,
        *_parts_of(window.pages.currentWidget() if window.pages.currentWidget() is not page else None),
        window.outline_dock.outline if window.made("outline_dock") else None,
    ]
    return [each for each in candidates if each is not None and each.isVisible()]


def _parts_of(page: QWidget | None) -> list[QWidget | None]:
    """Return the parts of a place that are regions of their own; of most places, the whole."""
    from app.views.research.page import ResearchPage

    return [*page.regions()] if isinstance(page, ResearchPage) else [page]


def walk_regions(window: MainWindow, way: int) -> None:
    """Give the focus to the next or the previous region."""
    regions = regions_of(window)
    focused = QApplication.focusWidget()
    inside = [number for number, each in enumerate(regions) if focused and each in (focused, *_above(focused))]
    place = (inside[-1] + way) % len(regions) if inside else 0
    target = regions[place]
    if target.focusPolicy() == Qt.FocusPolicy.NoFocus:
        fields = [each for each in target.findChildren(QWidget) if _takes_tab(each)]
        target = fields[0] if fields else target
    target.setFocus(Qt.FocusReason.TabFocusReason)


def _above(widget: QWidget) -> Iterator[QWidget]:
    """Yield the widgets that a widget is in."""
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def _takes_tab(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.isEnabled() and widget.isVisible()

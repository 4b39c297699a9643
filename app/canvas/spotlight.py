"""A part of the map in the light: a veil lies over everything else, on the sheet and on the strips beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.motion import Transition
from app.layout.geometry import Box

if TYPE_CHECKING:
    from app.canvas.sheet_view import SheetView

DIMMING: Final = 140
"""How long the light takes to come, to go and to move on, in milliseconds."""

_VEIL: Final = 0.74
"""How much of what is not in the light is hidden."""

_ABOVE: Final = 6.3
_FAR: Final = 1e6


def between(one: Box, other: Box, fraction: float) -> Box:
    """Return the box on the way from one to another."""
    return Box(*(a + (b - a) * fraction for a, b in zip(one, other, strict=True)))


class Spotlight:
    """The light of a view: where it is, and how dark it is around it, 0 … 1."""

    def __init__(self, view: SheetView) -> None:
        self._view = view
        self.box: Box | None = None
        """Where it is, or goes to; none where all of the map is as usual."""
        self._lit = Box(0.0, 0.0, 0.0, 0.0)
        self._strength = 0.0
        self._item: _Veil | None = None
        self._transition = Transition(DIMMING, view)

    def show(self, box: Box | None) -> None:
        """Let the light come to a box, move on to another, or (none) let all of the map be as usual."""
        if box == self.box:
            return
        self.box = box
        start, strength = self._lit if self._strength else box or self._lit, self._strength
        target = box or start

        def step(fraction: float) -> None:
            self._lit = between(start, target, fraction)
            self._strength = strength + ((box is not None) - strength) * fraction
            self._show()

        self._transition.run(step, seen=self._view.isVisible())

    def forget(self) -> None:
        """The scene goes, and the veil with it."""
        self._transition.stop()
        self.box, self._strength, self._item = None, 0.0, None

    def _show(self) -> None:
        if self._item is None:
            self._item = _Veil(self)
            self._view.map_scene.addItem(self._item)
        self._item.setVisible(self._strength > 0.0)
        self._item.update()
        self._view.update_panes()

    def veil(self, painter: QPainter, lit: QRectF, around: QRectF) -> None:
        """Draw the veil over what is around a lit rectangle, in the painter's own measure."""
        if not self._strength:
            return
        colour = QColor(self._view.ink.colour("surround"))
        colour.setAlphaF(_VEIL * self._strength)
        for rect in _frame(lit, around):
            painter.fillRect(rect, colour)

    def veil_sheet(self, painter: QPainter, exposed: QRectF) -> None:
        """Draw it over what of the sheet is exposed."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.veil(painter, QRectF(*self._lit), exposed)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    @property
    def lit(self) -> Box:
        """What is in the light at this moment."""
        return self._lit


class _Veil(QGraphicsRectItem):
    """The veil over the sheet, as large as any sheet, so that it never has to follow one."""

    def __init__(self, light: Spotlight) -> None:
        super().__init__(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)
        self._light = light
        self.setZValue(_ABOVE)
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it where the sheet is painted."""
        self._light.veil_sheet(painter, option.exposedRect)


def _frame(lit: QRectF, around: QRectF) -> Iterator[QRectF]:
    """Yield what of a rectangle lies above, below, left and right of another one."""
    inside = lit.intersected(around)
    if inside.isEmpty():
        yield around
        return
    yield QRectF(around.left(), around.top(), around.width(), inside.top() - around.top())
    yield QRectF(around.left(), inside.bottom(), around.width(), around.bottom() - inside.bottom())
    yield QRectF(around.left(), inside.top(), inside.left() - around.left(), inside.height())
    yield QRectF(inside.right(), inside.top(), around.right() - inside.right(), inside.height())

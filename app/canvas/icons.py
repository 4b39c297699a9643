"""The map's own icons for menus and lists, painted in the colours of a theme."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from app.canvas.painter import Ink
from app.layout.icons import LANE_ICONS, draw_icon
from app.layout.look import THEMES, Role, Theme
from app.models.kinds import LaneKind


def lane_icon(kind: LaneKind, look: Theme, size: int = 16) -> QIcon:
    """Return the icon of a kind of lane."""
    return map_icon(LANE_ICONS[kind], "muted", look.name, size)


@cache
def map_icon(name: str, role: Role, look_name: str, size: int = 16) -> QIcon:
    """Return an icon of the map's family in a colour of a theme."""
    picture = Ink(THEMES[look_name]).picture(draw_icon(name, 0.0, 0.0, float(size), role))
    return drawn(picture.draw, size)


def drawn(draw: Callable[[QPainter], object], size: int) -> QIcon:
    """Return an icon `size` pixels wide and high at 100 %, drawn for 100 % and for 200 %."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()
        result.addPixmap(pixmap)
    return result

"""The icons of the chrome: one family (Phosphor, from the font that comes with qtawesome), painted in the theme's ink.

The font file is read without importing qtawesome, which would load all its families and cost the start 170 ms.
"""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPixmap, QRawFont

from app.models.places import cache_folder

_FONT: Final = "fonts/phosphor-1.3.0.ttf"
_CODES: Final = {
    "map": 0xF20F,
    "research": 0xF295,
    "insights": 0xF1EE,
    "decide": 0xF2AA,
    "framework": 0xF339,
    "personas": 0xF351,
    "workspace": 0xF110,
    "find": 0xF20A,
    "filter": 0xF197,
    "export": 0xF15A,
    "new": 0xF16D,
    "open": 0xF18C,
    "plus": 0xF27F,
    "trash": 0xF334,
    "down": 0xF0C2,
    "right": 0xF0C4,
    "up": 0xF0C5,
    "check": 0xF0E7,
    "done": 0xF0E8,
    "warning": 0xF35C,
    "info": 0xF1E0,
    "close": 0xF36D,
    "print": 0xF288,
    "persona": 0xF346,
    "image": 0xF1DD,
    "add persona": 0xF34F,
    "happy": 0xF2D1,
    "unhappy": 0xF2D5,
    "tray": 0xF336,
    "stage": 0xF10E,
    "lane": 0xF2A6,
    "journey": 0xF25D,
    "recent": 0xF0FC,
    "import": 0xF14C,
    "help": 0xF293,
    "file": 0xF167,
    "sample": 0xF2DF,
    "clear": 0xF021,
    "opportunity": 0xF1ED,
    "bookmark": 0xF095,
    "command": 0xF30D,
    "keyboard": 0xF1E5,
    "flag": 0xF17C,
    "hands off": 0xF1BD,
    "protected": 0xF200,
    "unprotected": 0xF201,
    "play": 0xF27C,
    "pause": 0xF25E,
    "next": 0xF2CC,
    "previous": 0xF2CA,
}


@cache
def _font() -> QRawFont | None:
    found = importlib.util.find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        return None
    font = QRawFont(str(Path(found.submodule_search_locations[0]) / _FONT), 24.0)
    return font if font.isValid() else None


@cache
def outline(name: str) -> QPainterPath:
    """Return the outline of an icon in a square of 24 units, y down; empty where the font is missing."""
    font = _font()
    if font is None:
        return QPainterPath()
    path = font.pathForGlyph(font.glyphIndexesForString(chr(_CODES[name]))[0])
    path.translate(0.0, font.ascent())
    return path


def pixmap(path: QPainterPath, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Paint an outline of 24 units in a colour, `size` pixels wide and high at 100 %."""
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 24, size / 24)
    painter.fillPath(path, QColor(colour))
    painter.end()
    return result


def icon_of(path: QPainterPath, colour: str, size: int = 20, disabled: str | None = None) -> QIcon:
    """Return an icon of an outline in one colour, sharp at 100 % and 200 %."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(path, colour, size, ratio))
        if disabled is not None:
            result.addPixmap(pixmap(path, disabled, size, ratio), QIcon.Mode.Disabled)
    return result


@cache
def icon(name: str, colour: str, size: int = 20) -> QIcon:
    """Return an icon of the chrome by its name and a colour."""
    return icon_of(outline(name), colour, size)


def picture_file(name: str, colour: str, size: int) -> str:
    """Return the path of an icon as a picture in the cache, which is all that a stylesheet can show; "" without one."""
    stem = f"{name}-{colour.removeprefix('#')}-{size}"
    folder = cache_folder() / "icons"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return ""
    for ending, ratio in ((".png", 1.0), ("@2x.png", 2.0)):
        path = folder / f"{stem}{ending}"
        if not path.is_file() and not pixmap(outline(name), colour, size, ratio).save(str(path)):
            return ""
    return (folder / f"{stem}.png").as_posix()

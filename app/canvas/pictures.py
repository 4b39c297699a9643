"""Stored images as pixels: decoded on other threads at about the size that is drawn, kept while there is room."""

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import count
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

SIDES: Final = (128, 256, 512, 1024, 2048)
"""The longest side, in pixels, that an image is decoded for: the next one up from what is drawn."""

MOST_PIXELS: Final = 24_000_000
"""Pixels that are kept in all, about 96 MB; those drawn longest ago go first."""

Read = Callable[[str], bytes | None]

_NUMBERS: Final = count()


def decoded(data: bytes, longest: int) -> QImage:
    """Return an image no larger than a longest side in pixels; a null one where it cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(QSize(longest, longest), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class _Relay(QObject):
    """Carries images from the threads that decode to whoever asked.

    It lasts as long as the program. Were the one who asked held by a thread instead, it could end there, and be deleted
    while its own thread hands it an image.
    """

    decoded = Signal(int, str, int, QImage)


@cache
def _relay() -> _Relay:
    return _Relay()


class Pictures(QObject):
    """Gives what is there at once, and says `ready` when more is: painting never waits for a file or a decoder."""

    ready = Signal(str)
    """The SHA-256 of an image that can be drawn now, or sharper than before."""

    def __init__(self, read: Read, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._kept: OrderedDict[tuple[str, int], QPixmap] = OrderedDict()
        self._pixels = 0
        self._asked: set[tuple[str, int]] = set()
        self._number = next(_NUMBERS)
        _relay().decoded.connect(self._take)

    def pixmap(self, name: str, longest: float) -> QPixmap | None:
        """Return an image to be drawn with a longest side in pixels, or a coarser one meanwhile; none at first."""
        side = next((each for each in SIDES if each >= longest), SIDES[-1])
        found = self._kept.get((name, side))
        if found is not None:
            self._kept.move_to_end((name, side))
            return found
        self._ask(name, side)
        return next((self._kept[name, each] for each in reversed(SIDES) if (name, each) in self._kept), None)

    def _ask(self, name: str, side: int) -> None:
        if (name, side) in self._asked:  # also of one that cannot be read: it is not tried again and again
            return
        self._asked.add((name, side))
        data = self._read(name)
        if data is None:
            return

        number, relay = self._number, _relay()

        def decode() -> None:
            image = decoded(data, side)
            with suppress(RuntimeError):  # the program ends
                relay.decoded.emit(number, name, side, image)

        QThreadPool.globalInstance().start(decode)

    def _take(self, number: int, name: str, side: int, image: QImage) -> None:
        """Keep what this one asked for."""
        if number == self._number:
            self._keep(name, side, image)

    def _keep(self, name: str, side: int, image: QImage) -> None:
        if image.isNull():
            return
        self._kept[name, side] = QPixmap.fromImage(image)
        self._pixels += image.width() * image.height()
        while self._pixels > MOST_PIXELS and len(self._kept) > 1:
            gone, pixmap = self._kept.popitem(last=False)
            self._pixels -= pixmap.width() * pixmap.height()
            self._asked.discard(gone)
        self.ready.emit(name)


class Decoder:
    """The same for print, which waits: each image is decoded when it is drawn."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def pixmap(self, name: str, longest: float) -> QPixmap | None:
        """Return an image to be drawn with a longest side in pixels; none where it cannot be read."""
        data = self._read(name)
        image = decoded(data, max(1, round(longest))) if data is not None else QImage()
        return None if image.isNull() else QPixmap.fromImage(image)

"""Pictures that are dropped or pasted: what they hold, and how they are made fit on another thread."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMimeData, QObject, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.models.errors import ClewError, InputError
from app.models.places import as_text
from app.store import Fit, prepared

ENDINGS: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg")
"""Names of files that are taken for pictures; what they really are is found when they are read."""

_FORMATS: Final = ("image/png", "image/jpeg", "image/webp", "image/gif")
_MOST_BYTES: Final = 20_000_000


def tr(text: str) -> str:
    """Translate a text about pictures."""
    return QCoreApplication.translate("Pictures", text)


class Given(NamedTuple):
    """A picture as it was given: what it may be called, and its file or its bytes."""

    title: str
    source: Path | bytes


class Ready(NamedTuple):
    """A picture made fit."""

    title: str
    data: Fit


def has_pictures(data: QMimeData) -> bool:
    """Tell whether there is a picture among what is dragged or copied, without reading any file."""
    return bool(_files(data)) or data.hasImage() or any(data.hasFormat(each) for each in _FORMATS)


def _files(data: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]


def pictures_in(data: QMimeData) -> list[Given]:
    """Return the pictures among what is dragged or copied: files first, else the bytes as they came, else pixels."""
    files = _files(data)
    if files:
        return [Given(as_text(path.stem), path) for path in files]
    for name in _FORMATS:
        if data.hasFormat(name):
            return [Given("", bytes(data.data(name).data()))]
    image = data.imageData() if data.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return []
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return [Given("", bytes(buffer.data().data()))]


def read_given(given: Given) -> Ready:
    """Return a picture made fit; raises InputError in one line that names its file."""
    if isinstance(given.source, bytes):
        return Ready(given.title, prepared(given.source))
    name = as_text(given.source.name)
    try:
        if given.source.stat().st_size > _MOST_BYTES:
            raise InputError("The picture has more than 20 MB. Nothing was added.")
        return Ready(given.title, prepared(given.source.read_bytes()))
    except InputError as error:
        raise InputError(f"“{name}”: {error}") from error
    except OSError as error:
        raise InputError(f"“{name}” can’t be read: {error.strerror or error}. Nothing was added.") from error


def ask_for_pictures(parent: QWidget | None, many: bool, done: Callable[[list[Given]], object]) -> None:
    """Ask for files of pictures, one or many, and call `done` with those chosen."""
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(parent, tr("Choose a picture"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)
    kinds = " ".join(f"*{ending}" for ending in ENDINGS if ending != ".svg")
    dialog.setNameFilters([f"{tr('Pictures')} ({kinds})", f"{tr('All files')} (*)"])
    dialog.filesSelected.connect(lambda names: done([Given(as_text(Path(name).stem), Path(name)) for name in names]))
    dialog.open()


class Preparing(QObject):
    """Makes pictures fit on another thread, then calls back in this one; what fails is told in one line."""

    _done = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._done.connect(lambda call, result: call(result))

    def run(
        self, given: Sequence[Given], done: Callable[[list[Ready]], object], failed: Callable[[str], object]
    ) -> None:
        """Prepare all of the pictures; `done` gets them, or `failed` the line why not."""

        def work() -> None:
            try:
                call, result = done, [read_given(each) for each in given]
            except ClewError as error:
                call, result = failed, str(error)  # type: ignore[assignment]
            with suppress(RuntimeError):  # whoever waited is gone
                self._done.emit(call, result)

        QThreadPool.globalInstance().start(work)

"""A change that waits for another program to stop reading the file: tried again, and shown as long as it waits."""

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from app.views.banner import Banner
from app.views.header import Header
from app.views.session import Session

RETRY = 100
"""Milliseconds between two looks."""


def tr(text: str) -> str:
    """Translate a text of the watch."""
    return QCoreApplication.translate("Pending", text)


class PendingWatch(QObject):
    """Looks at the open workspace ten times a second."""

    def __init__(self, session: Session, header: Header, banner: Banner, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._header, self._banner = session, header, banner
        self._text = ""
        self._timer = QTimer(self, interval=RETRY)
        self._timer.timeout.connect(self._look)
        session.opened.connect(self._begin)
        self._begin()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _begin(self) -> None:
        self._text = ""
        if self._session.is_open:
            self._timer.start()
            self._show_saved()
        else:
            self._timer.stop()

    def _show_saved(self) -> None:
        self._header.show_state(tr("saved"), tr("Every change is in the file at once."))

    def _look(self) -> None:
        store = self._session.store if self._session.is_open else None
        if store is None or not (store.pending or self._text):
            return
        if not self._text:
            self._text = tr(
                "Another program is reading the file. The last change waits for it; everything before is saved."
            )
            self._header.show_state(tr("saving …"))
            self._banner.tell(self._text)
        # An error has told itself, and took the change back: then nothing waits any more, as after a commit.
        if self._session.attempt(store.retry_pending) is not False:
            if self._banner.text == self._text:
                self._banner.dismiss()
            self._text = ""
            self._show_saved()

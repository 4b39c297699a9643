"""What was said elsewhere that is like a passage: looked for in pieces, so that nothing stands still meanwhile."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.models.records import Highlight
from app.views.session import Session

_MOST: Final = 1_200
"""Passages that are compared at most; more of them would be a pause. Those of other sources come first."""

_SHOWN: Final = 4
_AT_ONCE: Final = 40


class Similar(QObject):
    """Reads the words of the highlights a few at a time, then compares."""

    found = Signal(str)
    """The highlight for which it was looked."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._words: dict[str, str] = {}
        self._wanted = ""
        self._for = ""
        self._found: list[str] = []
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._go_on)

    @property
    def ids(self) -> list[str]:
        """The passages that are like the one looked for last."""
        return self._found

    def forget(self) -> None:
        """Take note that passages may have changed."""
        content = self._session.content
        self._words = {each: words for each, words in self._words.items() if content.find(Highlight, each) is not None}

    def look(self, highlight_id: str) -> None:
        """Look for what is like a passage."""
        if highlight_id != self._for:
            self._found = []
        self._wanted = highlight_id
        if highlight_id:
            self._reading.start()

    def _others(self) -> list[Highlight]:
        content = self._session.content
        mine = content.find(Highlight, self._wanted or None)
        if mine is None:
            return []
        others = [each for each in content.all(Highlight).values() if each.id != mine.id]
        others.sort(key=lambda each: each.source_id == mine.source_id)
        return [mine, *others[:_MOST]]

    def _go_on(self) -> None:
        """Read some more words, or compare."""
        if not self._session.is_open:
            self._reading.stop()
            return
        wanted = self._others()
        missing = [each for each in wanted if each.id not in self._words]
        if missing:
            self._read(missing[0], missing)
            return
        self._reading.stop()
        self._for = self._wanted
        self._found = self._alike([each.id for each in wanted])
        self.found.emit(self._for)

    def _read(self, first: Highlight, missing: list[Highlight]) -> None:
        """Read the words of some passages of one source."""
        for each in [each for each in missing if each.source_id == first.source_id][:_AT_ONCE]:
            self._words[each.id] = self._session.store.passage(each)

    def _alike(self, ids: list[str]) -> list[str]:
        from app.scoring.similar import most_similar

        if len(ids) < 2:
            return []
        others = {each: self._words[each] for each in ids[1:]}
        return [each.id for each in most_similar(self._words[ids[0]], others, _SHOWN)]

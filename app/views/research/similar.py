"""What was said elsewhere that is like a passage: looked for in pieces, so that nothing stands still meanwhile."""

from itertools import chain, islice
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.models.changes import ChangeSet
from app.models.records import Highlight
from app.models.turns import passage_of, words_of
from app.views.session import Session

_MOST: Final = 1_200
"""Passages that are compared at most; more of them would be a pause. Those of other sources come first."""

_SHOWN: Final = 4
_AT_ONCE: Final = 100


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
        self._others: list[Highlight] = []
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._go_on)

    @property
    def ids(self) -> list[str]:
        """The passages that are like the one looked for last."""
        return self._found

    def start_again(self) -> None:
        """Forget all words, and what was found."""
        self._reading.stop()
        self._words, self._others, self._found = {}, [], []
        self._wanted = self._for = ""

    def follow(self, changes: ChangeSet) -> None:
        """Forget the words of passages that changed; all of them where texts were rewritten."""
        if changes.rewrites:
            self.start_again()
        for each in changes.changes:
            if each.kind == "highlight":
                self._words.pop(each.id, None)

    def look(self, highlight_id: str) -> None:
        """Look for what is like a passage."""
        if highlight_id != self._for:
            self._found = []
        self._wanted = highlight_id
        self._others = self._to_compare()
        if self._others:
            self._reading.start()

    def _to_compare(self) -> list[Highlight]:
        """Return the passage and those that it is compared with, of other sources first."""
        content = self._session.content
        mine = content.find(Highlight, self._wanted or None)
        if mine is None:
            return []
        everything = content.all(Highlight).values()
        elsewhere = islice((each for each in everything if each.source_id != mine.source_id), _MOST)
        here = (each for each in content.members(Highlight, "source_id", mine.source_id) if each.id != mine.id)
        return [mine, *islice(chain(elsewhere, here), _MOST)]

    def _go_on(self) -> None:
        """Read some more words, or compare."""
        if not self._session.is_open:
            self._reading.stop()
            return
        missing = [each for each in self._others if each.id not in self._words]
        if missing:
            self._read(missing)
            return
        self._reading.stop()
        self._for = self._wanted
        self._found = self._alike([each.id for each in self._others])
        self.found.emit(self._for)

    def _read(self, missing: list[Highlight]) -> None:
        """Read the words of passages of one source that stand near each other, by one look into the file."""
        first = missing[0]
        near = range(first.turn, first.turn + _AT_ONCE)
        some = [each for each in missing if each.source_id == first.source_id and each.turn in near]
        last = max(each.last_turn for each in some)
        turns = self._session.store.turns(first.source_id, first.turn, last)
        for each in some:
            self._words[each.id] = words_of(passage_of(each), turns)

    def _alike(self, ids: list[str]) -> list[str]:
        from app.scoring.similar import most_similar

        if len(ids) < 2:
            return []
        others = {each: self._words[each] for each in ids[1:]}
        return [each.id for each in most_similar(self._words[ids[0]], others, _SHOWN)]

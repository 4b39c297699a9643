"""The words of passages, as lists of quotes show them: read from the file once each, when they come into view."""

from PySide6.QtCore import QObject

from app.models.changes import ChangeSet
from app.models.records import Highlight
from app.models.turns import Passage, passage_of, words_of
from app.views.session import Session


class QuoteWords(QObject):
    """What was read stays until texts are rewritten, as when names become pseudonyms."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._read: dict[tuple[str, Passage], tuple[str, float | None]] = {}
        session.changed.connect(self._follow)
        session.opened.connect(self._read.clear)

    def knows(self, highlight: Highlight) -> bool:
        """Return whether the words of a passage were read already."""
        return (highlight.id, passage_of(highlight)) in self._read

    def said(self, highlight: Highlight) -> tuple[str, float | None]:
        """Return the words of a passage, and when they were said in seconds from the beginning (none = nobody knows).

        Raises FileError.
        """
        key = highlight.id, passage_of(highlight)
        if key not in self._read:
            turns = self._session.store.turns(highlight.source_id, highlight.turn, highlight.last_turn)
            self._read[key] = words_of(key[1], turns), turns[0][1].at if turns else None
        return self._read[key]

    def _follow(self, changes: ChangeSet) -> None:
        if changes.rewrites:
            self._read.clear()

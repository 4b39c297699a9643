"""Two points of the history as one map: what came, went, moved and changed is marked, counted and listed."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal

from app.layout.words import Words
from app.scoring.map_changes import changes_between, merged
from app.store import Store
from app.store.history import HistoryStep
from app.views.history.changes import rows_of
from app.views.history.changes_map import ChangesMap, Compared
from app.views.history.log import point_words
from app.views.history.stand_in import COMPARISON, laid_out
from app.views.theme import ThemeKeeper


def tr(text: str) -> str:
    """Translate a text of the comparison."""
    return QCoreApplication.translate("ComparisonMap", text)


def compare(store: Store, first: int, last: int, journey_id: str, words: Words) -> Compared:
    """Compare a map as it was after two steps, on the worker."""
    old, new = store.past(first), store.past(last)
    changes = changes_between(old.content, new.content, journey_id)
    both = merged(old.content, new.content, journey_id)
    shown = laid_out(new._replace(content=both), journey_id, words)
    rows = rows_of(old.content, new.content, both, journey_id, changes) if shown.layout is not None else []
    return Compared(shown, old.content, new.content, changes, rows)


class ComparisonMap(ChangesMap):
    """The map of both points, which the list of edits and the timeline move."""

    mode = COMPARISON

    end_chosen = Signal(int)
    """The list and the timeline are to move the earlier point (0) or the later one (1)."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__(theme, tr("What is different between two points"))
        self.ends = [self.add_button(text, partial(self._choose_end, end)) for end, text in enumerate(_ends())]
        for each in self.ends:
            each.setCheckable(True)
            each.setToolTip(tr("Choose this point in the list of edits, or move its handle on the timeline"))
        self.add_button(tr("&Back to now"), self.left.emit)
        self.mark_end(0)

    def _choose_end(self, end: int) -> None:
        self.mark_end(end)
        self.end_chosen.emit(end)

    def mark_end(self, end: int) -> None:
        """Show which of the two points the list of edits and the timeline move."""
        for number, each in enumerate(self.ends):
            each.setChecked(number == end)

    def say_what(self, first: HistoryStep, last: HistoryStep, *, now: bool) -> None:
        """Say which points are compared."""
        later = tr("now") if now else point_words(last)
        self.say(tr("What is different: {first} → {last}").format(first=point_words(first), last=later))


def _ends() -> tuple[str, str]:
    return tr("F&rom…"), tr("&To…")

"""Search in all that was said and written: a sheet whose finds show the words where they stand, Enter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from app.models.records import Stage, Step
from app.services.search import Found, Searcher, parse_query
from app.store import Store
from app.views.find_sheet import FindSheet
from app.views.going import show_record
from app.views.rail import INSIGHTS
from app.views.search_look import HEIGHT, SearchLook, found_word
from app.views.widgets import counted

if TYPE_CHECKING:
    from app.views.window import MainWindow

MOST: Final = 50
"""How many of each kind of find are listed: records, highlights, turns."""

_ROWS: Final = 9
_PAUSE: Final = 60
"""Milliseconds after a key before it is searched for what is typed."""

Index = QModelIndex | QPersistentModelIndex


def tr(text: str) -> str:
    """Translate a text of the search."""
    return QCoreApplication.translate("SearchSheet", text)


class FoundList(QAbstractListModel):
    """What was found, in the order of the search."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.finds: list[Found] = []

    def fill(self, finds: list[Found]) -> None:
        """List other finds."""
        self.beginResetModel()
        self.finds = finds
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a find."""
        return 0 if parent.isValid() else len(self.finds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows and a screen reader says."""
        found = self.finds[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return found.text
            case Qt.ItemDataRole.UserRole:
                return found
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return ", ".join(filter(None, (found_word(found), found.text, found.source)))
        return None


class SearchSheet(FindSheet):
    """Searches as somebody types: fast enough for the thread that draws, a moment after the last key."""

    def __init__(self, window: MainWindow) -> None:
        self.listed = FoundList(window)
        super().__init__(window, tr("Search everywhere"), self.listed, SearchLook(window.theme, window), HEIGHT, _ROWS)
        self.listed.setParent(self)
        self._main = window
        self.field.setPlaceholderText(tr('Words, "a phrase", kind:pain, tag:queue, persona:Maya, source:…'))
        self.field.setAccessibleDescription(tr("Arrows walk the finds, Enter goes there, Esc closes"))
        self._searcher: tuple[Store, Searcher] | None = None
        self._timer = QTimer(self, interval=_PAUSE, singleShot=True)
        self._timer.timeout.connect(self.search)

    def toggle(self) -> None:
        """Open with what was searched for last, all of it selected, or close."""
        if self.isHidden():
            self.search()
            self.field.selectAll()
        super().toggle()

    def begin(self) -> None:
        """Search soon: the next key may come first."""
        self._timer.start()

    def finish(self) -> None:
        """Search now where that is still to be done; else what was walked to stays the one."""
        if self._timer.isActive():
            self.search()

    def search(self) -> None:
        """Search for what is typed now."""
        self._timer.stop()
        text = self.field.text()
        session = self._main.session
        finds = self._search(session.store, text) if session.is_open and text.strip() else []
        self.listed.fill(finds)
        self.show_found(tr("Nothing was found.") if text.strip() else self._hint())
        if finds:
            self.rows.setAccessibleDescription(counted(len(finds), tr("find"), tr("finds")))

    def _search(self, store: Store, text: str) -> list[Found]:
        if self._searcher is None or self._searcher[0] is not store:
            self._searcher = (store, Searcher(store))
        return self._main.session.attempt(lambda: self._found(text)) or []

    def _found(self, text: str) -> list[Found]:
        assert self._searcher is not None
        return self._searcher[1].search(parse_query(text, typing=True), MOST)

    def _hint(self) -> str:
        return tr("Interviews, surveys, insights, maps and opportunities: type a word of any language.")

    def choose(self, row: int) -> None:
        """Close, and go to what is chosen."""
        if 0 <= row < len(self.listed.finds):
            found = self.listed.finds[row]
            self.close_sheet()
            go_to(self._main, found)


def go_to(window: MainWindow, found: Found) -> None:
    """Show a find where it is: on its map, in its source, on its page."""
    content = window.session.content
    match found.kind:
        case "card":
            window.show_card(found.id)
        case "journey":
            window.open_journey(found.id)
        case "stage" | "step":
            step = content.find(Step, found.id)
            stage = content.get(Stage, step.stage_id if step else found.id)
            window.show_on_map(stage.journey_id, found.id)
        case "persona":
            window.show_persona(found.id)
        case "opportunity" | "decision" | "score" | "boundary" | "solution" | "action" | "stakeholder" | "ask":
            show_record(window, found.kind, found.id)
        case "highlight":
            window.open_highlight(found.id)
        case "turn" if found.passage is not None:
            window.open_passage(found.source_id, found.passage)
        case "source":
            window.open_source(found.id)
        case "insight":
            window.show_insight(found.id)
        case "theme":
            window.show_place(INSIGHTS)
            window.insights_page.show_part("themes")
        case "participant":
            window.commands.run("participants")
        case "tag":
            window.commands.show_lists("tags")

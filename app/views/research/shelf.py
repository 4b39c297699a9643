"""The column at the left: sources, tags and people, found by a line above them; each part folds away."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QMenu

from app.models.content import Content
from app.models.records import HighlightTag, Participant, Source, Tag
from app.services.names import fold
from app.services.participants import is_overdue
from app.services.sources import delete_source, move_source
from app.views.research.rows import ROW, Row, RowLook, Rows, plain_list
from app.views.research.words import participant_caption, source_caption, source_kind_word
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import keep_delete

SOURCES, TAGS, PEOPLE = "sources", "tags", "people"

_MOST: Final = 30
"""Rows of a part that are shown at first, so that the next part is not far below."""


def tr(text: str) -> str:
    """Translate a text of the column."""
    return QCoreApplication.translate("Shelf", text)


class Shelf(QListView):
    """One list with a heading for each part."""

    source_chosen = Signal(str)
    tag_chosen = Signal(str)
    participant_chosen = Signal(str)
    details_asked = Signal(str)
    people_asked = Signal()
    """Enter or a double click on somebody: all that is known of the participants."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session = session
        self._wanted = ""
        self._folded: set[str] = set()
        self._whole: set[str] = set()
        self._source_id = ""
        self.rows = Rows(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowLook(theme, self))
        self.setObjectName("shelf")
        keep_delete(self)
        plain_list(self, tr("Sources, tags and participants"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.clicked.connect(self._click)
        self.doubleClicked.connect(self._enter)
        theme.changed.connect(self.viewport().update)

    # ---- what is shown

    def seek(self, text: str) -> None:
        """Show only what has these words."""
        self._wanted = fold(text)
        self.refill()

    def refill(self) -> None:
        """Show what is stored now."""
        content = self._session.content
        rows = [*self._sources(content), *self._tags(content), *self._people(content)]
        held = self._held()
        with QSignalBlocker(self.selectionModel()):
            self.rows.show_rows(rows)
            self._mark(held)

    def _held(self) -> tuple[str, str]:
        index = self.currentIndex()
        row: Row | None = index.data(ROW) if index.isValid() else None
        return (row.kind, row.id) if row is not None else ("source", self._source_id)

    def _mark(self, held: tuple[str, str]) -> None:
        place = next((at for at, each in enumerate(self.rows.rows) if (each.kind, each.id) == held), None)
        chosen = self.rows.place_of("source", self._source_id)
        model = self.selectionModel()
        if place is not None:
            model.setCurrentIndex(self.rows.index(place), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.clearSelection()
        if chosen is not None:
            model.select(self.rows.index(chosen), QItemSelectionModel.SelectionFlag.Select)
        self.viewport().update()

    def show_source(self, source_id: str) -> None:
        """Mark the source that is read."""
        self._source_id = source_id
        with QSignalBlocker(self.selectionModel()):
            self._mark(("source", source_id))
        place = self.rows.place_of("source", source_id)
        if place is None:
            self.refill()
            place = self.rows.place_of("source", source_id)
        if place is not None:
            self.scrollTo(self.rows.index(place))

    def _part(self, key: str, word: str, rows: Iterable[Row], count: int) -> list[Row]:
        folded = key in self._folded and not self._wanted
        heading = Row("heading", key, word.format(count=count), folded=folded)
        if folded or not count:
            return [heading] if count else []
        some = list(rows)
        if len(some) > _MOST and key not in self._whole and not self._wanted:
            read = [each for each in some[_MOST:] if each.id == self._source_id]
            return [heading, *some[:_MOST], *read, Row("more", key, tr("Show all {count}").format(count=count))]
        return [heading, *some]

    def _sources(self, content: Content) -> list[Row]:
        found = [
            each
            for each in content.ordered(Source)
            if self._wanted in fold(f"{each.title} {source_kind_word(each.kind)} {each.origin}")
        ]
        rows = (Row("source", each.id, each.title or tr("Untitled"), source_caption(content, each)) for each in found)
        return self._part(SOURCES, tr("SOURCES ({count})"), rows, len(found))

    def _tags(self, content: Content) -> list[Row]:
        counts = {each: len(content.members(HighlightTag, "tag_id", each.id)) for each in content.ordered(Tag)}
        found = [each for each, count in counts.items() if count and self._wanted in fold(each.name)]
        found.sort(key=lambda each: -counts[each])
        rows = (Row("tag", each.id, each.name, number=str(counts[each]), colour=each.colour) for each in found)
        return self._part(TAGS, tr("TAGS ({count})"), rows, len(found))

    def _people(self, content: Content) -> list[Row]:
        found = [each for each in content.ordered(Participant) if self._wanted in fold(each.name)]
        rows = (
            Row(
                "participant",
                each.id,
                each.name or tr("Nameless"),
                participant_caption(content, each),
                warns=is_overdue(each),
            )
            for each in found
        )
        return self._part(PEOPLE, tr("PARTICIPANTS ({count})"), rows, len(found))

    # ---- what is done

    def _click(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        if row.kind == "heading":
            self._folded ^= {row.id}
            self.refill()
        elif row.kind == "more":
            self._whole.add(row.id)
            self.refill()
        elif row.kind == "source":
            self.source_chosen.emit(row.id)
        elif row.kind == "tag":
            self.tag_chosen.emit(row.id)
        elif row.kind == "participant":
            self.participant_chosen.emit(row.id)

    def _enter(self, index: QModelIndex) -> None:
        if index.data(ROW).kind == "participant":
            self.people_asked.emit()

    def _show_menu(self, place: QPoint) -> None:
        """Offer what can be done with a source or with somebody."""
        index = self.indexAt(place)
        row: Row | None = index.data(ROW) if index.isValid() else None
        if row is None or row.kind not in ("source", "participant"):
            return
        menu, session = QMenu(self), self._session
        if row.kind == "source":
            menu.addAction(tr("Details…"), partial(self.details_asked.emit, row.id))
            menu.addSeparator()
            menu.addAction(tr("Delete this source"), partial(session.perform, delete_source, row.id))
        else:
            menu.addAction(tr("Show the quotes"), partial(self.participant_chosen.emit, row.id))
            menu.addAction(tr("Participants…"), self.people_asked.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(place))

    def _move(self, source_id: str, way: int) -> None:
        """Move a source one place up (−1) or down (1) in the list."""
        ids = [each.id for each in self._session.content.ordered(Source)]
        to = ids.index(source_id) + way
        if 0 <= to < len(ids):
            before = ids[to] if way < 0 else next(iter(ids[to + 1 : to + 2]), None)
            self._session.attempt(lambda: move_source(self._session.store, source_id, before))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open; Left and Right fold; Alt with an arrow moves a source."""
        index = self.currentIndex()
        row: Row | None = index.data(ROW) if index.isValid() else None
        ways: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in ways:
            if row is not None and row.kind == "source":
                self._move(row.id, ways[event.key()])
            return
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        folds = row is not None and row.kind == "heading" and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if row is not None and (opens or (folds and row.folded == (event.key() == Qt.Key.Key_Right))):
            self._click(index)
            if row.kind == "participant" and opens:
                self.people_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the room below the rows changes nothing."""
        if self.indexAt(event.position().toPoint()).isValid():
            super().mousePressEvent(event)

"""The same map as a tree, for screen readers and for whoever prefers lists: read-only, selection both ways."""

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDockWidget, QFrame, QHBoxLayout, QTreeView, QWidget

from app.layout.words import signed
from app.models.changes import ChangeSet
from app.models.content import (
    cards_in,
    lanes_in_map_order,
    persona_of,
    stages_of,
    steps_of,
    unplaced_cards,
)
from app.models.records import Card, Lane, Step
from app.views.icons import icon
from app.views.kinds import kind_icon, kind_word, lane_word
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ToolButton, label

_ID = Qt.ItemDataRole.UserRole


def tr(text: str) -> str:
    """Translate a text of the outline."""
    return QCoreApplication.translate("Outline", text)


def card_line(card: Card) -> str:
    """Return a card as a screen reader says it."""
    parts = [card.title.replace("\n", " ") or tr("untitled"), kind_word(card.kind)]
    if card.sentiment is not None:
        parts.append(signed(card.sentiment))
    if card.note:
        parts.append(tr("with a note"))
    return ", ".join(parts)


class Outline(QTreeView):
    """Stages, their steps, the lanes that have cards there, and the cards."""

    revealed = Signal(str)
    """The user went to this card here."""

    def __init__(self, session: Session, theme: ThemeKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._items: dict[str, QStandardItem] = {}
        self._stale = True
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setAccessibleName(tr("Outline of the map"))
        self.setHeaderHidden(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformRowHeights(True)
        self.selectionModel().selectionChanged.connect(self._pass_selection)
        session.opened.connect(self.refill)
        session.journey_changed.connect(self.refill)
        session.changed.connect(self._follow)
        session.selection_changed.connect(self._mark)
        theme.changed.connect(self.refill)

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the tree when it comes into view: while hidden it costs nothing."""
        super().showEvent(event)
        if self._stale:
            self.refill()

    def _follow(self, changes: ChangeSet) -> None:
        if all(self._stays(change.before, change.after) for change in changes.changes):
            for change in changes.changes:
                if isinstance(change.after, Card) and change.id in self._items:
                    self._items[change.id].setText(card_line(change.after))
        else:
            self.refill()

    def _stays(self, before: object, after: object) -> bool:
        """Return whether a change leaves a card where it is in the tree."""
        if not isinstance(before, Card) or not isinstance(after, Card):
            return False
        places = ("lane_id", "step_id", "rank", "kind")
        return all(getattr(before, name) == getattr(after, name) for name in places)

    def refill(self) -> None:
        """Show the map as it is stored, as open or closed as it was."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        closed = {key for key, item in self._items.items() if item.hasChildren() and not self._is_open(item)}
        with QSignalBlocker(self.selectionModel()):
            self._model.clear()
            self._items = {}
            self._add_stages()
            self._add_unplaced()
            self.expandAll()
            for key in closed & self._items.keys():
                self.collapse(self._items[key].index())
        self._mark(list(self._session.selection))

    def _is_open(self, item: QStandardItem) -> bool:
        return self.isExpanded(item.index())

    def _item(self, parent: QStandardItem, record_id: str, text: str, key: str = "") -> QStandardItem:
        item = QStandardItem(text)
        item.setData(record_id, _ID)
        item.setToolTip(text)
        parent.appendRow(item)
        self._items[key or record_id] = item
        return item

    def _add_stages(self) -> None:
        content = self._session.content
        lanes = lanes_in_map_order(content, self._session.journey_id)
        for stage in stages_of(content, self._session.journey_id):
            title = tr("Stage: {title}").format(title=stage.title or tr("untitled"))
            stage_item = self._item(self._model.invisibleRootItem(), stage.id, title)
            steps = steps_of(content, stage.id)
            for step in steps:
                plain = len(steps) == 1 and not step.title
                title = tr("Step: {title}").format(title=step.title or tr("untitled"))
                step_item = stage_item if plain else self._item(stage_item, step.id, title)
                for lane in lanes:
                    self._add_lane(step_item, lane, step)

    def _add_lane(self, parent: QStandardItem, lane: Lane, step: Step) -> None:
        content = self._session.content
        cards = cards_in(content, lane.id, step.id)
        if not cards:
            return
        persona = persona_of(content, lane.swimlane_id)
        whose = persona.name if persona else tr("whole map")
        title = f"{whose}: {lane.title or lane_word(lane.kind)}"
        lane_item = self._item(parent, lane.id, title, f"{lane.id}/{step.id}")
        for card in cards:
            self._add_card(lane_item, card)

    def _add_card(self, parent: QStandardItem, card: Card) -> None:
        self._item(parent, card.id, card_line(card)).setIcon(kind_icon(card.kind, self._theme.look))

    def _add_unplaced(self) -> None:
        cards = unplaced_cards(self._session.content, self._session.journey_id)
        if cards:
            title = tr("Unplaced: {count}").format(count=len(cards))
            root = self._item(self._model.invisibleRootItem(), "", title, "unplaced")
            for card in cards:
                self._add_card(root, card)

    def _mark(self, ids: list[str]) -> None:
        if self._stale:
            return
        chosen = QItemSelection()
        last = QModelIndex()
        for each in ids:
            item = self._items.get(each)
            if item is not None:
                last = item.index()
                chosen.select(last, last)
        with QSignalBlocker(self.selectionModel()):
            model = self.selectionModel()
            model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if last.isValid() and not self.hasFocus():
                model.setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.scrollTo(last)
        self.viewport().update()

    def _pass_selection(self) -> None:
        ids = [index.data(_ID) for index in self.selectedIndexes() if index.data(_ID)]
        if ids:
            self._session.select(ids)
            self.revealed.emit(ids[-1])


class OutlineDock(QDockWidget):
    """The outline in a dock of the window."""

    def __init__(self, session: Session, theme: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(tr("Outline"), parent)
        self.setObjectName("outline_dock")
        self.outline = Outline(session, theme)
        self.setWidget(self.outline)
        self.setMinimumWidth(240)
        self._theme = theme
        self._close = ToolButton()
        self._close.setAccessibleName(tr("Close the outline"))
        self._close.clicked.connect(self.hide)
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.setTitleBarWidget(self._title_bar())
        theme.changed.connect(self._colour)
        self._colour()

    def _title_bar(self) -> QFrame:
        """Return a bar of our own: the one of the style has buttons too small to be seen."""
        bar = QFrame()
        bar.setObjectName("dock_title")
        row = QHBoxLayout(bar)
        row.setContentsMargins(GRID, GRID // 2, GRID // 2, GRID // 2)
        row.addWidget(label(self.windowTitle(), "strong"), 1)
        row.addWidget(self._close)
        return bar

    def _colour(self) -> None:
        self._close.setIcon(icon("close", self._theme.colour("muted"), 16))

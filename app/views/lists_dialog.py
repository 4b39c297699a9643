"""The shared lists of the workspace in one place: channels, departments, owners, brands, segments, tools, tags."""

from collections.abc import Callable
from functools import partial
from typing import Any, get_args

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QListWidget, QMenu, QPushButton, QWidget

from app.models.interchange import SHARED_LISTS
from app.models.kinds import TagColour
from app.models.records import Tag
from app.services.lists import (
    add_entry,
    colour_tags,
    delete_entries,
    merge_entries,
    move_entry,
    place_tag,
    rename_entry,
    update_tag,
    uses,
)
from app.views.entry_rows import EntryRows
from app.views.lists_words import adding_word, colour_word, list_word, uses_words
from app.views.session import Session
from app.views.tag_field import dot
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, LineField, TextField, button, column, label, wrapped


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("ListsDialog", text)


class ListsDialog(QDialog):
    """The lists at the left; the entries of one at the right, with what can be done with those that are chosen."""

    import_pressed = Signal()
    export_pressed = Signal()

    def __init__(self, session: Session, theme: ThemeKeeper, parent: QWidget, key: str = "channels") -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.setWindowTitle(tr("Shared lists"))
        self.resize(760, 560)
        self._keys = list(SHARED_LISTS)
        self.names = QListWidget()
        self.names.setAccessibleName(tr("Lists"))
        self.names.setProperty("look", "boxed")
        self.names.setFixedWidth(22 * GRID)
        self.names.addItems([list_word(each) for each in self._keys])
        self.line = LineField("")
        self.line.returnPressed.connect(self._add)
        self.rows = EntryRows(theme)
        self.rows.renamed.connect(self._rename)
        self.rows.moved.connect(self._move)
        self.rows.deleted.connect(self._delete)
        self.rows.itemSelectionChanged.connect(self._offer)
        self.description = TextField(tr("Description of the tag"), least=1, most=4)
        self.description.setPlaceholderText(tr("What the tag means"))
        self.description.edited.connect(self._describe)
        self.told = wrapped("", "caption")
        self.told.setMinimumHeight(5 * GRID)
        self.merging, self.colours = QMenu(self), QMenu(self)
        self.buttons = self._make_buttons()
        self._lay_out()
        for keys, travel in ((QKeySequence.StandardKey.Undo, "undo"), (QKeySequence.StandardKey.Redo, "redo")):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._travel, travel))
        session.changed.connect(self._fill)
        session.failed.connect(self.told.setText)
        theme.changed.connect(self._fill)
        self.names.currentRowChanged.connect(self._show_list)
        self.names.setCurrentRow(self._keys.index(key))

    def _make_buttons(self) -> dict[str, QPushButton]:
        commands: dict[str, tuple[str, Callable[[], object] | None]] = {
            "rename": (tr("Rename"), self.rows.rename),
            "up": (tr("Up"), partial(self.rows.shift, "up")),
            "down": (tr("Down"), partial(self.rows.shift, "down")),
            "merge": (tr("Merge into"), None),
            "colour": (tr("Colour"), None),
            "delete": (tr("Delete"), self._delete),
        }
        buttons = {name: button(text, clicked=clicked) for name, (text, clicked) in commands.items()}
        buttons["merge"].setMenu(self.merging)
        buttons["colour"].setMenu(self.colours)
        self.merging.aboutToShow.connect(self._fill_merging)
        self.colours.aboutToShow.connect(self._fill_colours)
        return buttons

    def _lay_out(self) -> None:
        commands = QHBoxLayout()
        commands.setSpacing(GRID)
        for each in self.buttons.values():
            commands.addWidget(each)
        commands.addStretch()
        right = column(self.line, spacing=GRID)
        right.addWidget(self.rows, 1)
        right.addWidget(self.description)
        right.addWidget(self.told)
        right.addLayout(commands)
        sides = QHBoxLayout()
        sides.setSpacing(2 * GRID)
        sides.addWidget(self.names)
        sides.addLayout(right, 1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        box.rejected.connect(self.reject)
        box.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        for text, pressed in ((tr("Import…"), self.import_pressed), (tr("Export…"), self.export_pressed)):
            box.addButton(button(text, clicked=pressed.emit), QDialogButtonBox.ButtonRole.ActionRole)
        caption = wrapped(tr("What maps, personas and opportunities choose from. A change shows wherever it is used."))
        caption.setProperty("look", "caption")
        whole = column(label(tr("Shared lists"), "title"), caption, margins=(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID))
        whole.addLayout(sides, 1)
        whole.addWidget(box)
        self.setLayout(whole)

    # ---- what is shown

    @property
    def key(self) -> str:
        """Which list is on show."""
        return self._keys[max(self.names.currentRow(), 0)]

    @property
    def list_type(self) -> Any:
        """The type of its entries."""
        return SHARED_LISTS[self.key][0]

    def _show_list(self) -> None:
        with QSignalBlocker(self.rows):
            self.rows.clear()
        word = adding_word(self.key)
        self.line.setPlaceholderText(word)
        self.line.setAccessibleName(word)
        self.rows.setAccessibleName(list_word(self.key))
        self._fill()

    def _fill(self) -> None:
        if not self._session.is_open:
            return
        content = self._session.content
        for number, key in enumerate(self._keys):
            count = len(content.all(SHARED_LISTS[key][0]))
            self.names.item(number).setText(f"{list_word(key)}  {count or ''}".strip())
        self.rows.fill(content, self.list_type)
        self._offer()

    def _offer(self) -> None:
        """Let buttons follow what is chosen, and say what deleting it would clear."""
        ids, is_tag = self.rows.ids(), self.list_type is Tag
        for name in ("rename", "up", "down"):
            self.buttons[name].setEnabled(len(ids) == 1)
        self.buttons["merge"].setEnabled(len(ids) > 1)
        self.buttons["delete"].setEnabled(bool(ids))
        self.buttons["colour"].setVisible(is_tag)
        self.buttons["colour"].setEnabled(bool(ids))
        tag = self._session.content.find(Tag, ids[0]) if is_tag and len(ids) == 1 else None
        self.description.setVisible(tag is not None)
        if tag is not None:
            self.description.fill(tag.description)
        self.told.setText(self._consequence(ids))

    def _consequence(self, ids: list[str]) -> str:
        if not ids:
            return tr("Choose several to merge them. Drag one, or press Alt and an arrow, to move it.")
        total: dict[str, int] = {}
        for entry_id in ids:
            for kind, count in uses(self._session.content, self.list_type, entry_id).items():
                total[kind] = total.get(kind, 0) + count
        if not total:
            return tr("Used nowhere.")
        text = tr("Used by {uses}. Deleting it takes it away there; Undo brings it back.")
        return text.format(uses=uses_words(total))

    # ---- what is done

    def _add(self) -> None:
        made = self._session.perform(add_entry, self.list_type, self.line.text())
        if made is not None:
            self.line.clear()
            self.rows.clearSelection()
            self.rows.choose(made)

    def _rename(self, entry_id: str, name: str) -> None:
        entry = self._session.content.find(self.list_type, entry_id)
        if entry is None or entry.name == name:
            return
        renamed: list[bool] = []

        def rename() -> None:
            rename_entry(self._session.store, self.list_type, entry_id, name)
            renamed.append(True)

        self._session.attempt(rename)
        if not renamed:
            said = self.told.text()
            self.rows.fill(self._session.content, self.list_type)
            self.told.setText(said)

    def _move(self, entry_id: str, place: tuple[str | None, str | None]) -> None:
        parent_id, before = place
        if self.list_type is Tag:
            self._session.perform(place_tag, entry_id, parent_id, before)
        else:
            self._session.perform(move_entry, self.list_type, entry_id, before)

    def _delete(self) -> None:
        ids = self.rows.ids()
        if ids:
            self._session.perform(delete_entries, self.list_type, ids)

    def _fill_merging(self) -> None:
        """Offer each of the chosen entries as the one that stays."""
        self.merging.clear()
        ids = self.rows.ids()
        for entry_id in ids:
            entry = self._session.content.get(self.list_type, entry_id)
            name = entry.name.replace("&", "&&")
            self.merging.addAction(f"“{name}”", partial(self._merge, entry_id, ids))

    def _merge(self, into: str, ids: list[str]) -> None:
        self._session.perform(merge_entries, self.list_type, into, ids)
        self.rows.choose(into)

    def _fill_colours(self) -> None:
        self.colours.clear()
        for colour in (*get_args(TagColour), None):
            sign = dot(colour, self._theme.look)
            self.colours.addAction(sign, colour_word(colour), partial(self._colour, colour))

    def _colour(self, colour: TagColour | None) -> None:
        self._session.perform(colour_tags, self.rows.ids(), colour)

    def _describe(self, text: str) -> None:
        for tag_id in self.rows.ids()[:1]:
            self._session.perform(update_tag, tag_id, description=text)

    def _travel(self, way: str) -> None:
        """Undo or redo."""
        store = self._session.store
        if store.can_undo if way == "undo" else store.can_redo:
            self._session.attempt(store.undo if way == "undo" else store.redo)

"""Change keys: every command with its keys; new ones are pressed, and whose they were is said before they are taken."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.canvas.accessible import announce
from app.canvas.keymap import Keymap
from app.canvas.keys import is_plain, native, sequence_of
from app.canvas.map_commands import MAP_COMMANDS
from app.services.names import fold, score
from app.views.commands import SUBMENUS, sections, table
from app.views.widgets import GRID, LineField, button, column, wrapped

_NAME = Qt.ItemDataRole.UserRole

FIXED = (
    *("Tab", "Shift+Tab", "Esc", "Space", "Shift+Space", "Menu", "Shift+F10", "Home", "End", "Ctrl+Home", "Ctrl+End"),
    *(f"{held}{key}" for held in ("", "Shift+", "Alt+") for key in ("Up", "Down", "Left", "Right")),
    *("PgUp", "PgDown"),
)
"""Keys that walk and leave wherever one is: no command can have them."""


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("KeysDialog", text)


def refusal(name: str, keys: str) -> str:
    """Return why a command cannot have keys, nothing where it can."""
    if keys in FIXED:
        return tr("{keys} walks and leaves everywhere: no command can have it.").format(keys=native(keys))
    if is_plain(keys) and name not in MAP_COMMANDS:
        return tr("{keys} alone is needed for typing: hold Ctrl or Alt too, or use F1 … F35.").format(keys=native(keys))
    if keys in {QKeySequence.mnemonic(section.title).toString() for section in sections() if section.in_bar}:
        return tr("{keys} opens a menu.").format(keys=native(keys))
    return ""


class KeyField(QLineEdit):
    """Shows keys and takes those that are pressed in it, whatever they mean elsewhere; Tab and Esc leave it."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(tr("New keys"))
        self.setPlaceholderText(tr("Press the new keys here"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        """Keep keys from the menus of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is pressed."""
        keys = sequence_of(event)
        if keys in ("", "Tab", "Shift+Tab", "Esc"):
            super().keyPressEvent(event)
        else:
            self.setText(native(keys))
            self.pressed.emit(keys)


class KeysDialog(QDialog):
    """The list of commands, found by typing; below it the keys of the one that is chosen."""

    def __init__(self, keys: Keymap, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys
        self._table = table()
        self._wanted = ""
        self.setWindowTitle(tr("Change keys"))
        self.resize(680, 640)
        self.filter = LineField(tr("Find a command or keys"))
        self.filter.setPlaceholderText(self.filter.accessibleName())
        self.filter.textEdited.connect(lambda _: self._show_found())
        self.rows = self._make_rows()
        self.field = KeyField()
        self.field.pressed.connect(self._consider)
        self.notice = wrapped(" ", "caption")
        self.notice.setMinimumHeight(5 * GRID)
        self.accept_keys = button(tr("Use these keys"), "primary", self._use)
        self.no_keys = button(tr("No keys"), clicked=lambda: self._give(()))
        self.reset = button(tr("Reset"), clicked=self._reset)
        self.reset_all = button(tr("Reset all"), clicked=keys.reset_all)
        change = QHBoxLayout()
        for part in (self.field, self.accept_keys, self.no_keys, self.reset):
            change.addWidget(part)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        box.rejected.connect(self.reject)
        box.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        box.addButton(self.reset_all, QDialogButtonBox.ButtonRole.ResetRole)
        whole = column(self.filter, self.rows, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        whole.addLayout(change)
        whole.addWidget(self.notice)
        whole.addWidget(box)
        self.setLayout(whole)
        keys.changed.connect(self._refill)
        self._refill()
        self.rows.setCurrentItem(self._items()[0])
        self.filter.setFocus()

    def _make_rows(self) -> QTreeWidget:
        rows = QTreeWidget()
        rows.setAccessibleName(tr("Commands and their keys"))
        rows.setProperty("look", "boxed")
        rows.setHeaderLabels([tr("Command"), tr("Keys")])
        rows.setUniformRowHeights(True)
        rows.setRootIsDecorated(False)
        rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        rows.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        rows.header().setStretchLastSection(False)
        rows.header().setSectionsMovable(False)
        rows.setColumnWidth(1, 22 * GRID)
        for section in sections():
            heading = section.title.replace("&", "")
            for command in section.commands:
                if command.name and command.name not in SUBMENUS:
                    title = command.spoken if command.long else f"{heading}: {command.spoken}"
                    item = QTreeWidgetItem(rows, [title, ""])
                    item.setData(0, _NAME, command.name)
        rows.currentItemChanged.connect(lambda *_: self._begin())
        rows.itemActivated.connect(lambda *_: self.field.setFocus())
        return rows

    def _items(self) -> list[QTreeWidgetItem]:
        every = (self.rows.topLevelItem(number) for number in range(self.rows.topLevelItemCount()))
        return [each for each in every if each is not None]

    @property
    def name(self) -> str:
        """The command that is chosen."""
        item = self.rows.currentItem()
        return str(item.data(0, _NAME)) if item is not None else ""

    def choose(self, name: str) -> None:
        """Choose a command."""
        self.rows.setCurrentItem(next(each for each in self._items() if each.data(0, _NAME) == name))

    def _refill(self) -> None:
        for item in self._items():
            name = str(item.data(0, _NAME))
            item.setText(1, ", ".join(self._keys.texts(name)))
            font = item.font(1)
            font.setBold(not self._keys.is_default(name))
            item.setFont(1, font)
        self._begin()

    def _show_found(self) -> None:
        """Show the commands whose name or keys are typed."""
        wanted = fold(self.filter.text())
        items = self._items()
        for item in items:
            texts = (fold(item.text(0)), fold(item.text(1)))
            item.setHidden(bool(wanted) and not any(score(wanted, text) for text in texts))
        shown = [each for each in items if not each.isHidden()]
        if shown and self.rows.currentItem() not in shown:
            self.rows.setCurrentItem(shown[0])

    def _begin(self) -> None:
        """Show the keys of the command that is chosen."""
        self._wanted = ""
        self.field.setText(", ".join(self._keys.texts(self.name)))
        self.accept_keys.setEnabled(False)
        self.no_keys.setEnabled(bool(self._keys.keys(self.name)))
        self.reset.setEnabled(not self._keys.is_default(self.name))
        self.reset_all.setEnabled(bool(self._keys.chosen))
        self._tell("")

    def _consider(self, keys: str) -> None:
        """Say what giving the pressed keys to the command would do."""
        refused = refusal(self.name, keys)
        owner = self._keys.name_of(keys)
        self._wanted = "" if refused or owner == self.name else keys
        self.accept_keys.setEnabled(bool(self._wanted))
        if refused:
            self._tell(refused)
        elif owner == self.name:
            self._tell(tr("These are its keys already."))
        elif owner:
            text = tr("{keys} is now “{command}”, which would lose it.")
            self._tell(text.format(keys=native(keys), command=self._table[owner].spoken))
        else:
            self._tell(tr("{keys} is free.").format(keys=native(keys)))

    def _tell(self, text: str) -> None:
        self.notice.setText(text or " ")
        if text:
            announce(self, text)

    def _use(self) -> None:
        if self._wanted:
            self._give((self._wanted,))

    def _give(self, keys: tuple[str, ...]) -> None:
        self._change(lambda: self._keys.choose(self.name, keys))

    def _reset(self) -> None:
        self._change(lambda: self._keys.reset(self.name))

    def _change(self, change: Callable[[], None]) -> None:
        """Change keys, and name the commands that lost theirs by it."""
        before = {name: self._keys.keys(name) for name in self._table}
        change()
        lost = [name for name, keys in before.items() if name != self.name and self._keys.keys(name) != keys]
        text = tr("{keys} is no longer “{command}”.")
        names = {
            name: native(next(each for each in before[name] if each not in self._keys.keys(name))) for name in lost
        }
        told = (text.format(keys=keys, command=self._table[name].spoken) for name, keys in names.items())
        self._tell(" ".join(told))
        self.rows.setFocus()

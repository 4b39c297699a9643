"""Fields and dialogs for the password of the vault; what is typed is cleared when they close."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QPushButton, QWidget

from app.canvas.accessible import announce
from app.jobs import Outcome, Worker
from app.store.vault import SHORTEST
from app.views.history.latest import Latest
from app.views.protect.keeper import Keeper
from app.views.protect.words import strength_line
from app.views.session import Session
from app.views.task_bar import error_line
from app.views.widgets import GRID, LineField, button, caption_of, column, dialog_buttons, tab_order, wrapped

WIDTH = 560


def tr(text: str) -> str:
    """Translate a text of the dialogs."""
    return QCoreApplication.translate("Passwords", text)


class PasswordField(LineField):
    """A line that shows dots, unless `showing` was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.hide_words()

    def hide_words(self, hidden: bool = True) -> None:
        """Show dots in the place of what is typed, or the words."""
        self.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)


class NewPassword(QWidget):
    """A password typed twice, with how good it is in plain words."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.first, self.second = PasswordField(name), PasswordField(tr("The same once more"))
        self.strength = wrapped("", "caption")
        self.showing = QCheckBox(tr("Show what I type"))
        rows = column(spacing=GRID // 2)
        for each in (self.first, self.second):
            rows.addWidget(caption_of(each.accessibleName(), each))
            rows.addWidget(each)
            each.textChanged.connect(self._follow)
        rows.addWidget(self.strength)
        rows.addWidget(self.showing)
        self.setLayout(rows)
        self.showing.toggled.connect(self._show_words)
        tab_order(self.first, self.second, self.showing)
        self._follow()

    def password(self) -> str:
        """Return the password; empty until it is long enough and the same twice."""
        text = self.first.text()
        return text if len(text.strip()) >= SHORTEST and text == self.second.text() else ""

    def clear(self) -> None:
        """Forget what was typed."""
        for each in (self.first, self.second):
            each.clear()

    def _show_words(self, shown: bool) -> None:
        for each in (self.first, self.second):
            each.hide_words(not shown)

    def _follow(self) -> None:
        first, second = self.first.text(), self.second.text()
        differs = bool(second) and not first.startswith(second) and len(first.strip()) >= SHORTEST
        self.strength.setText(tr("The two are not the same yet.") if differs else strength_line(first))
        self.changed.emit()


class _Asking(QDialog):
    """A dialog that tries something with a password on the worker, and stays with one plain line where that fails."""

    def __init__(self, session: Session, worker: Worker, parent: QWidget, title: str, accept: str) -> None:
        super().__init__(parent)
        self._session = session
        self._look = Latest(worker, self)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.error = wrapped("", "error")
        self.error.hide()
        self.buttons, self.ok = dialog_buttons(self, accept)
        self.rows = column(margins=(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID), spacing=GRID)
        self.setLayout(self.rows)
        self.finished.connect(lambda _: self._leave())

    def _finish_rows(self) -> None:
        self.rows.addWidget(self.error)
        self.rows.addSpacing(GRID)
        self.rows.addWidget(self.buttons)

    def _try(self, function: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """Do something on the worker; a failure is told, and what was typed stays."""
        self.ok.setEnabled(False)
        self.error.hide()

        def show(outcome: Outcome) -> None:
            self.ok.setEnabled(True)
            if outcome.error is None:
                then(outcome.value)
                return
            self.error.setText(error_line(outcome.error, self.windowTitle()))
            self.error.show()
            self.resize(self.width(), max(self.height(), self.rows.totalHeightForWidth(self.width())))
            announce(self.error, self.error.text())
            self._fail()

        self._look.ask(function, show)

    def _fail(self) -> None:
        """Say where to type again."""

    def _leave(self) -> None:
        self._look.drop()
        for each in self.findChildren(PasswordField):
            each.clear()


class OpenVaultDialog(_Asking):
    """Asks for the password of the vault; `opened` tells the password and who is in it."""

    opened = Signal(str, object)
    without_asked = Signal()
    """To go on without the vault."""

    def __init__(
        self, session: Session, worker: Worker, parent: QWidget, why: str, *, accept: str = "", without: str = ""
    ) -> None:
        super().__init__(session, worker, parent, tr("Open the Identity Vault"), accept or tr("Open"))
        self.field = PasswordField(tr("Password of the vault"))
        self.rows.addWidget(wrapped(why))
        self.rows.addWidget(caption_of(self.field.accessibleName(), self.field))
        self.rows.addWidget(self.field)
        self.without: QPushButton | None = None
        if without:
            self.without = button(without, clicked=self._go_without)
            self.buttons.addButton(self.without, QDialogButtonBox.ButtonRole.ResetRole)
        self._finish_rows()
        self.field.textChanged.connect(lambda text: self.ok.setEnabled(bool(text)))
        self.ok.setEnabled(False)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keys to the field."""
        super().showEvent(event)
        self.field.setFocus()

    def accept(self) -> None:
        """Try the password."""
        password = self.field.text()
        if not password or not self.ok.isEnabled():
            return
        store = self._session.store

        def then(entries: object) -> None:
            super(OpenVaultDialog, self).accept()
            self.opened.emit(password, entries)

        self._try(lambda: store.open_vault(password), then)

    def _go_without(self) -> None:
        self.reject()
        self.without_asked.emit()

    def _fail(self) -> None:
        self.field.selectAll()
        self.field.setFocus()


class ChangePasswordDialog(_Asking):
    """Asks for the old password and, twice, for the new one."""

    def __init__(self, session: Session, worker: Worker, keeper: Keeper, parent: QWidget) -> None:
        super().__init__(session, worker, parent, tr("Change the Password of the Vault"), tr("Change"))
        self._keeper = keeper
        self.old, self.new = PasswordField(tr("Password until now")), NewPassword(tr("New password"))
        self.rows.addWidget(caption_of(self.old.accessibleName(), self.old))
        self.rows.addWidget(self.old)
        self.rows.addWidget(self.new)
        self.rows.addWidget(
            wrapped(
                tr("Copies of the file that were made before keep the old password. A lost one can’t be replaced."),
                "caption",
            )
        )
        self._finish_rows()
        self.old.textChanged.connect(self._allow)
        self.new.changed.connect(self._allow)
        self._allow()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keys to the first field."""
        super().showEvent(event)
        self.old.setFocus()

    def _allow(self) -> None:
        self.ok.setEnabled(bool(self.old.text() and self.new.password()))

    def accept(self) -> None:
        """Seal the vault anew."""
        old, new, store = self.old.text(), self.new.password(), self._session.store
        if not old or not new:
            return

        def then(_: object) -> None:
            if self._keeper.is_open:
                self._keeper.open(new, self._keeper.entries)
            self._session.said.emit(tr("The vault has another password now"))
            super(ChangePasswordDialog, self).accept()

        self._try(lambda: store.change_vault_password(old, new), then)

    def _fail(self) -> None:
        self.old.selectAll()
        self.old.setFocus()

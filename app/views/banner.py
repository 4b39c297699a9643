"""A line across the window that stays until it is dealt with: an error, something pending, a result with a command."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from app.canvas.accessible import announce
from app.views.icons import icon
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ToolButton, button, wrapped

Command = tuple[str, Callable[[], object]]
"""What a button of a banner says and does."""


def tr(text: str) -> str:
    """Translate a text of the banner."""
    return QCoreApplication.translate("Banner", text)


class Banner(QFrame):
    """One message at a time, with its commands and a way to close it."""

    def __init__(self, theme: ThemeKeeper, name: str = "banner", sign: str = "warning") -> None:
        super().__init__()
        self._theme, self._sign_name = theme, sign
        self.setObjectName(name)
        self._sign = QLabel()
        self._text = wrapped()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = ToolButton()
        self._close.setAccessibleName(tr("Close this message"))
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        self._row.setSpacing(GRID)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    @property
    def text(self) -> str:
        """What the banner says; empty where it is closed."""
        return self._text.text() if not self.isHidden() else ""

    def tell(self, text: str, *commands: Command) -> None:
        """Show a message with its commands in place of the one before."""
        self._clear()
        self._text.setText(text)
        for caption, action in commands:
            each = button(caption, clicked=action)
            self._row.insertWidget(self._row.count() - 1, each)
        self.show()
        announce(self, text)

    def dismiss(self) -> None:
        """Close the message."""
        self._clear()
        self.hide()

    def leave(self) -> None:
        """Close the message where it asks nothing: somebody goes elsewhere."""
        if self._row.count() == 3:
            self.dismiss()

    def _clear(self) -> None:
        while self._row.count() > 3:
            item = self._row.takeAt(2)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _colour(self) -> None:
        role = "warning" if self._sign_name == "warning" else "accent"
        self._sign.setPixmap(icon(self._sign_name, self._theme.colour(role), 20).pixmap(QSize(20, 20)))
        self._close.setIcon(icon("close", self._theme.colour("ink"), 16))

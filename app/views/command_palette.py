"""The palette of Ctrl+K: type some letters of a command or of anything in the workspace, Enter runs or goes there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from app.canvas.accessible import announce
from app.services.names import Find, Name, marked, search
from app.views.choice_look import HEIGHT, KEYS, MARKS, WHERE, WHY_NOT, ChoiceLook
from app.views.choices import Choices
from app.views.find_sheet import FindSheet

if TYPE_CHECKING:
    from app.views.window import MainWindow

MOST: Final = 50
"""How many finds are listed."""

_ROWS: Final = 12
"""How many are in view."""

_TURN: Final = 0.008
"""Seconds of work at a stretch; then keys and paint have their turn."""

Index = QModelIndex | QPersistentModelIndex


def tr(text: str) -> str:
    """Translate a text of the palette."""
    return QCoreApplication.translate("CommandPalette", text)


class ChoiceList(QAbstractListModel):
    """The names that were found, the best first; what is shown of each is looked up when it is shown."""

    def __init__(self, choices: Choices, parent: QObject) -> None:
        super().__init__(parent)
        self._choices = choices
        self.names: list[Name] = []
        self._query = ""

    def fill(self, names: list[Name], query: str) -> None:
        """List other names."""
        self.beginResetModel()
        self.names, self._query = names, query
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a name."""
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows and a screen reader says."""
        name, choices = self.names[index.row()], self._choices
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(name.text.split())
            case Qt.ItemDataRole.DecorationRole:
                return choices.icon(name)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.spoken(name)
            case _ if role == KEYS:
                return choices.keys(name)
            case _ if role == WHERE:
                return choices.where(name)
            case _ if role == WHY_NOT:
                return choices.why_not(name)
            case _ if role == MARKS:
                return marked(self._query, " ".join(name.text.split()))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Allow every row to be reached: a command that cannot be run says why."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def spoken(self, name: Name) -> str:
        """Return all that is known of a name in one line."""
        choices = self._choices
        parts = (choices.word(name), name.text, choices.where(name), choices.keys(name), choices.why_not(name))
        return ", ".join(part for part in parts if part)


class CommandPalette(FindSheet):
    """Names of commands and of things, searched letter by letter."""

    def __init__(self, window: MainWindow) -> None:
        self.choices = Choices(window)
        self.listed = ChoiceList(self.choices, window)
        super().__init__(window, tr("Go to or run"), self.listed, ChoiceLook(window.theme, window), HEIGHT, _ROWS)
        self.listed.setParent(self)
        self._main = window
        self.field.setPlaceholderText(tr("Command, journey, persona, bookmark, opportunity or card"))
        self.field.setAccessibleDescription(tr("Arrows walk the finds, Enter runs or goes there, Esc closes"))
        self._things: list[Name] | None = None
        """Journeys, personas, opportunities and cards, folded; none where they have to be read again."""
        self._work: Iterator[None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        window.session.changed.connect(self._forget)
        window.session.opened.connect(self._forget)
        window.session.journey_changed.connect(self._forget)

    def _forget(self) -> None:
        self._things = None

    def toggle(self) -> None:
        """Open with nothing typed, or close."""
        if self.isHidden():
            self.field.setText("")
            self._show_unasked()
        super().toggle()

    def close_sheet(self) -> None:
        """Stop searching, hide, give the focus back."""
        self._stop()
        super().close_sheet()

    # ---- searching

    def _show_unasked(self) -> None:
        """List what was chosen last, then every command."""
        self._stop()
        commands = {f"{each.kind}/{each.id}": each for each in self.choices.commands()}
        last = [commands.get(each) or self.choices.recall(each) for each in self._main.settings.recent_choices]
        recent = [each for each in last if each is not None]
        self._show([*recent, *(each for each in commands.values() if each not in recent)], "")

    def begin(self) -> None:
        """Search for what is typed, in turns short enough that typing goes on."""
        if not self.field.text().strip():
            self._show_unasked()
            return
        self._work = self._search(self.field.text())
        self._timer.start()
        self._go_on()

    def _search(self, query: str) -> Iterator[None]:
        if self._things is None:
            things: list[Name] = []
            for name in self.choices.things():
                things.append(name)
                if len(things) % 256 == 0:
                    yield
            self._things = things
        found: list[Find] = []
        for best in search([*self.choices.commands(), *self._things], query, MOST):
            found = best
            yield
        self._show([find.name for find in found], query)

    def _go_on(self) -> None:
        until = time.perf_counter() + _TURN
        while self._work is not None and time.perf_counter() < until:
            if next(self._work, self) is self:
                self._stop()

    def finish(self) -> None:
        """Search to the end now: Enter means the best find of what was typed."""
        for _ in self._work or ():
            pass
        self._stop()

    def _stop(self) -> None:
        self._work = None
        self._timer.stop()

    def _show(self, names: list[Name], query: str) -> None:
        self.listed.fill(names, query)
        self.show_found(tr("Nothing is called like that"))

    def choose(self, row: int) -> None:
        """Close, and run or go to what is chosen; what cannot be run stays there and says why."""
        if not 0 <= row < self.found.rowCount():
            return
        name = self.listed.names[row]
        why_not = self.choices.why_not(name)
        if why_not:
            announce(self.field, why_not)
            return
        self.close_sheet()
        self._main.settings.remember_choice(f"{name.kind}/{name.id}")
        self.choices.choose(name)

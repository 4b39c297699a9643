"""Find and replace over the cards of the workspace: a line above the map that jumps from card to card."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.canvas.accessible import announce
from app.models.records import Card
from app.services.find import find_cards, replace_in_cards
from app.views.icons import icon
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, LineField, ToolButton, button, counted, label

_PAUSE = 120
"""Milliseconds of quiet before what is typed is searched for."""


def tr(text: str) -> str:
    """Translate a text of the line."""
    return QCoreApplication.translate("FindBar", text)


class FindBar(QFrame):
    """Two fields, how many cards were found, and the commands to walk and change them."""

    reveal = Signal(str)
    """Show this card on the map."""
    closed = Signal()

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._found: list[str] = []
        self._at = -1
        self.setObjectName("findbar")
        self.text = LineField(tr("Find in cards"))
        self.text.setPlaceholderText(tr("Find in cards"))
        self.replacement = LineField(tr("Replace with"))
        self.replacement.setPlaceholderText(tr("Replace with"))
        for field in (self.text, self.replacement):
            field.setMaximumWidth(240)
        self.count = label("", "caption")
        self.count.setMinimumWidth(56)
        self.previous = self._tool("up", tr("Previous card (Shift+Enter)"), lambda: self.walk(-1))
        self.next = self._tool("down", tr("Next card (Enter)"), lambda: self.walk(1))
        self.replace_one = button(tr("Replace"), clicked=self._replace_one)
        self.replace_all = button(tr("Replace all"), clicked=self._replace_all)
        self._close = self._tool("close", tr("Close (Esc)"), self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID // 2)
        for widget in (self.text, self.previous, self.next, self.count, self.replacement):
            row.addWidget(widget, 1 if isinstance(widget, LineField) else 0)
        row.addWidget(self.replace_one)
        row.addWidget(self.replace_all)
        row.addStretch()
        row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.search)
        self.text.textEdited.connect(lambda _: self._timer.start())
        session.changed.connect(self._follow)
        session.opened.connect(self.close_bar)
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    def _tool(self, name: str, spoken: str, action: object) -> ToolButton:
        tool = ToolButton()
        tool.setAccessibleName(spoken)
        tool.setToolTip(spoken)
        tool.setProperty("icon_name", name)
        tool.setIconSize(QSize(16, 16))
        tool.clicked.connect(action)
        return tool

    def _colour(self) -> None:
        for tool in (self.previous, self.next, self._close):
            tool.setIcon(icon(tool.property("icon_name"), self._theme.colour("ink"), 16))

    def open_bar(self) -> None:
        """Show the line, ready to type; what is selected in it is replaced by typing."""
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()
        self.search(jump=False)

    def close_bar(self) -> None:
        """Hide the line."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _follow(self) -> None:
        if not self.isHidden():
            self.search(jump=False)

    def search(self, jump: bool = True) -> None:
        """Find the cards with the text, and go to the first that is not before the one on show."""
        self._timer.stop()
        current = self._found[self._at] if 0 <= self._at < len(self._found) else None
        text = self.text.text()
        self._found = self._everywhere(text) if text else []
        self._at = self._found.index(current) if current in self._found else -1
        if jump and self._found and self._at < 0:
            self._at = 0
            self._show()
        self._tell()

    def _everywhere(self, text: str) -> list[str]:
        """Return the cards found, those of the journey on show first."""
        content, here = self._session.content, self._session.journey_id
        found = find_cards(content, text)
        return sorted(found, key=lambda each: content.get(Card, each).journey_id != here)

    def walk(self, by: int) -> None:
        """Go to the next or the previous card, around the end."""
        if self._timer.isActive():
            self.search(jump=False)
        if self._found:
            self._at = 0 if self._at < 0 < by else (self._at + by) % len(self._found)
            self._show()
        self._tell()

    def _show(self) -> None:
        card = self._session.content.find(Card, self._found[self._at])
        if card is not None:
            self._session.show_journey(card.journey_id)
            self._session.select([card.id])
            self.reveal.emit(card.id)

    def _tell(self) -> None:
        count = len(self._found)
        if not self.text.text():
            text = ""
        elif not count:
            text = tr("no card")
        elif self._at < 0:
            text = counted(count, tr("card"), tr("cards"))
        else:
            text = tr("{at} of {count}").format(at=self._at + 1, count=count)
        if text != self.count.text():
            self.count.setText(text)
            announce(self, text)
        for each in (self.previous, self.next, self.replace_one, self.replace_all):
            each.setEnabled(count > 0)

    def _replace_one(self) -> None:
        if self._at < 0:
            self.walk(1)
            return
        place = self._at
        card_id = self._found[place]
        self._session.perform(replace_in_cards, [card_id], self.text.text(), self.replacement.text())
        self.search(jump=False)
        if self._found:
            still = card_id in self._found
            self._at = (self._found.index(card_id) + 1 if still else place) % len(self._found)
            self._show()
        self._tell()

    def _replace_all(self) -> None:
        arguments = (list(self._found), self.text.text(), self.replacement.text())
        count = self._session.perform(replace_in_cards, *arguments)
        if count:
            cards = counted(count, tr("card"), tr("cards"))
            self._session.said.emit(
                tr("Replaced in {cards}  ·  {keys}").format(cards=cards, keys=self._session.keys.text("undo"))
            )
        self.search(jump=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter walks on, Shift+Enter back, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.replacement.hasFocus():
                self._replace_one()
            else:
                self.walk(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

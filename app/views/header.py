"""The line at the top: workspace and whether it is saved, the journey on show, Find and Export."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.models.changes import ChangeSet
from app.models.content import journeys_in_tree_order
from app.models.records import Participant
from app.views.icons import icon
from app.views.kinds import state_word
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, PushButton, button, counted, label

_WIDE = 1300
"""Pixels from which there is room for all words."""


def tr(text: str) -> str:
    """Translate a text of the header."""
    return QCoreApplication.translate("Header", text)


class Header(QFrame):
    """Title, state, journey, and the two commands that are always at hand."""

    palette_pressed = Signal()
    filter_pressed = Signal()
    export_pressed = Signal()
    hands_pressed = Signal()
    protection_pressed = Signal()
    vault_pressed = Signal()

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.setObjectName("header")
        self.setFixedHeight(48)
        self._title = label("Clew", "strong")
        self.state = label("", "caption")
        self.journey_button = PushButton()
        self.journey_button.setAccessibleName(tr("Journey on show"))
        self.journey_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.journey_button.setMaximumWidth(420)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.journey_button.clicked.connect(self._open_menu)
        self.palette_button = button("", clicked=self.palette_pressed.emit)
        self.palette_button.setAccessibleName(tr("Find or do anything"))
        self.filter_button = button("", clicked=self.filter_pressed.emit)
        self.filter_button.setAccessibleName(tr("Colours and filters"))
        self.hands_button = button(f" {tr('Hands off')}", "answer", self.hands_pressed.emit)
        self.hands_button.setAccessibleName(tr("Hands off is on: press to work on the map again"))
        self.hands_button.hide()
        self.protection_button = button("", clicked=self.protection_pressed.emit)
        self.vault_button = button(f" {tr('Close the vault')}", "answer", self.vault_pressed.emit)
        self.vault_button.setAccessibleName(tr("The identity vault is open: press to close it"))
        self.vault_button.setToolTip(tr("The identity vault is open: names can be read in the list of participants"))
        self.vault_button.hide()
        self.export_button = button(tr(" Export…"), "primary", self.export_pressed.emit)
        for each in (
            self.journey_button,
            self.palette_button,
            self.filter_button,
            self.hands_button,
            self.protection_button,
            self.vault_button,
            self.export_button,
        ):
            each.setIconSize(QSize(16, 16))
        self._lay_out()
        self._show_keys()
        session.keys.changed.connect(self._show_keys)
        session.opened.connect(self.refill)
        session.changed.connect(self._follow)
        session.journey_changed.connect(self.refill)
        session.hands_changed.connect(self._show_hands)
        theme.changed.connect(self._colour)
        self._colour()
        self.refill()

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._title)
        row.addWidget(self.state)
        row.addStretch()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addStretch()
        row.addWidget(self.hands_button)
        row.addWidget(self.filter_button)
        row.addWidget(self.palette_button)
        row.addWidget(self.vault_button)
        row.addWidget(self.protection_button)
        row.addWidget(self.export_button)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 0, GRID, 0)
        whole.setSpacing(GRID)
        whole.addWidget(left, 1)
        whole.addWidget(self.journey_button)
        whole.addWidget(right, 1)

    def _show_keys(self) -> None:
        keys = self._session.keys.text("palette")
        narrow = self.width() < _WIDE and not self.protection_button.isHidden()
        short = self._session.hands_off or narrow  # the signs of these need the room in a narrow window
        crowded = narrow and not self.vault_button.isHidden()
        self.palette_button.setText(
            f" {tr('Find…') if short else tr('Find or do anything…')}{'' if crowded else f'  {keys}'}"
        )
        self.filter_button.setText(f" {tr('Filter')}")
        self.hands_button.setToolTip(self._session.keys.with_key(tr("Work on the map again"), "hands_off"))
        self.filter_button.setToolTip(self._session.keys.with_key(tr("Colours and filters"), "filter"))

    def _show_hands(self, off: bool) -> None:
        self.hands_button.setVisible(off)
        self._show_keys()

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches("journey"):
            self.refill()
        elif changes.touches("participant"):
            self._show_protection()

    def refill(self) -> None:
        """Show the names as they are stored."""
        session = self._session
        opened = session.is_open
        name = session.store.path.name if opened else "Clew"
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, 280)
        self._title.setText(f"\u200e{shown}")  # the ending stays at the end of a name from right to left
        self._title.setToolTip(str(session.store.path) if opened else "")
        journey = session.journey
        self.journey_button.setVisible(journey is not None)
        if journey is not None:
            title = journey.title or tr("Untitled journey")
            shown = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, 320)
            self.journey_button.setText(f" {shown} · {state_word(journey.state)}")
            self.journey_button.setToolTip(title)
        self.palette_button.setVisible(opened)
        self.filter_button.setVisible(opened)
        self.export_button.setVisible(opened)
        self.state.setVisible(opened)
        self._show_protection()

    def show_vault(self, is_open: bool) -> None:
        """Show whether names can be read now, and how to end that."""
        self.vault_button.setVisible(is_open)
        self._show_protection()

    def _show_protection(self) -> None:
        """Say whether the participants are protected, in as few words as there is room for."""
        self.vault_button.setText(f" {tr('Close the vault') if self.width() >= _WIDE else tr('Close vault')}")
        people = list(self._session.content.all(Participant).values())
        bare = sum(not each.protected for each in people)
        self.protection_button.setVisible(bool(people))
        self._show_keys()
        if not people:
            return
        count = bare or len(people)
        state = tr("Unprotected") if bare else tr("Protected")
        whole = f"{state} · {counted(count, tr('person'), tr('people'))}"
        self.protection_button.setText(f" {whole}" if self.width() >= _WIDE else f" {count}")
        self.protection_button.setAccessibleName(tr("Protection of participants: {state}").format(state=whole))
        self.protection_button.setToolTip(whole)
        name = "unprotected" if bare else "protected"
        self.protection_button.setIcon(icon(name, self._theme.colour("bad" if bare else "ink"), 16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is little room."""
        super().resizeEvent(event)
        if (event.oldSize().width() >= _WIDE) != (event.size().width() >= _WIDE):
            self._show_protection()

    def show_state(self, text: str, spoken: str = "") -> None:
        """Show whether what was done is saved."""
        self.state.setText(text)
        self.state.setToolTip(spoken)

    def _open_menu(self) -> None:
        self._menu.popup(self.journey_button.mapToGlobal(self.journey_button.rect().bottomLeft()))

    def _fill_menu(self) -> None:
        self._menu.clear()
        for journey in journeys_in_tree_order(self._session.content):
            action = self._menu.addAction(journey.title or tr("Untitled journey"))
            action.setCheckable(True)
            action.setChecked(journey.id == self._session.journey_id)
            action.triggered.connect(lambda _=False, each=journey.id: self._session.show_journey(each))

    def _colour(self) -> None:
        self.journey_button.setIcon(icon("journey", self._theme.colour("muted"), 16))
        self.palette_button.setIcon(icon("find", self._theme.colour("ink"), 16))
        self.filter_button.setIcon(icon("filter", self._theme.colour("ink"), 16))
        self.hands_button.setIcon(icon("hands off", self._theme.colour("ink"), 16))
        self.export_button.setIcon(icon("export", self._theme.colour("accent_ink"), 16))
        self.vault_button.setIcon(icon("unprotected", self._theme.colour("ink"), 16))
        self._show_protection()

"""The place Personas: all of them at the left, the page of one or several side by side at the right."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.models.changes import ChangeSet
from app.models.records import Card, Lane, Persona
from app.services.personas import add_persona
from app.views.comparison_page import MOST, ComparisonPage
from app.views.persona_list import PersonaList
from app.views.persona_page import PersonaPage
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, label, scrolling, wrapped


def tr(text: str) -> str:
    """Translate a text of the place."""
    return QCoreApplication.translate("PersonasPage", text)


class PersonasPage(QWidget):
    """Follows what is stored while it is in view."""

    map_asked = Signal(str, str)
    """The ids of a journey and of a record on its map to be shown there."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("personas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.ids: list[str] = []
        """The personas on show: one on its page, several compared."""
        self.list = PersonaList(session, theme)
        self.list.chosen.connect(self._choose)
        self.page, self.comparison = PersonaPage(session, theme), ComparisonPage(session, theme)
        self._page_scroll, self._comparison_scroll = scrolling(self.page), scrolling(self.comparison)
        self._comparison_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._empty = self._make_empty()
        self.stack = QStackedWidget()
        for each in (self._page_scroll, self._comparison_scroll, self._empty):
            self.stack.addWidget(each)
        self._lay_out()
        self.page.map_asked.connect(self.map_asked)
        self.page.moved_on.connect(self._begin)
        self.page.compare_asked.connect(lambda other: self.show_personas([*self.ids, other]))
        self.comparison.page_asked.connect(lambda each: self.show_personas([each]))
        self.comparison.taken_in.connect(lambda each: self.show_personas([*self.ids, each]))
        self.comparison.left_out.connect(lambda gone: self.show_personas([each for each in self.ids if each != gone]))
        self.comparison.card_asked.connect(self._show_card)
        session.opened.connect(self._start_again)
        session.changed.connect(self._follow)
        theme.changed.connect(lambda _: self._refill())

    def _lay_out(self) -> None:
        side = QFrame()
        side.setObjectName("left")
        side.setMinimumWidth(208)
        rows = QVBoxLayout(side)
        rows.setContentsMargins(GRID, 2 * GRID, GRID, GRID)
        rows.setSpacing(GRID)
        heading = label(tr("PERSONAS"), "heading")
        heading.setContentsMargins(GRID, 0, 0, 0)
        rows.addWidget(heading)
        rows.addWidget(self.list, 1)
        self._hint = wrapped(tr("Ctrl+click selects several: two to four are compared."), "caption")
        self._hint.setContentsMargins(GRID, 0, 0, 0)
        rows.addWidget(self._hint)
        self.add = button(tr("New persona"), clicked=self.new)
        rows.addWidget(self.add)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.addWidget(side)
        split.addWidget(self.stack)
        split.setStretchFactor(1, 1)
        for number in range(2):
            split.setCollapsible(number, False)
        split.setSizes([248, 1200])
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def _make_empty(self) -> QWidget:
        inner = QFrame()
        inner.setObjectName("sheet")
        inner.setMaximumWidth(560)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        rows.setSpacing(GRID)
        rows.addWidget(label(tr("Whose journeys are these?"), "title"))
        text = tr(
            "A persona stands for people who want the same and stumble over the same. Give one a name, a picture and "
            "what they need; then put them on a map as a swimlane."
        )
        rows.addWidget(wrapped(text))
        rows.addSpacing(GRID)
        rows.addWidget(button(tr("Make the first persona"), "primary", self.new), 0, Qt.AlignmentFlag.AlignLeft)
        result = QWidget()
        outer = QVBoxLayout(result)
        outer.addStretch(1)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        return result

    # ---- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Fill when the place comes into view."""
        super().showEvent(event)
        self._refill()

    def _start_again(self) -> None:
        self.ids = []
        if self.isVisible():
            self._refill()

    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible():
            self._refill()

    def show_personas(self, ids: list[str]) -> None:
        """Show the page of one persona, or compare up to four."""
        self.ids = list(dict.fromkeys(ids))[:MOST]
        self._refill()

    def _choose(self, ids: list[str]) -> None:
        if len(ids) > MOST:
            self._session.failed.emit(tr("Up to {count} personas are compared at once.").format(count=MOST))
        kept = [each for each in self.ids if each in ids]
        self.show_personas([*kept, *(each for each in ids if each not in kept)])

    def _refill(self) -> None:
        if not self._session.is_open:
            return
        content = self._session.content
        everybody = content.ordered(Persona)
        self.ids = [each for each in self.ids if content.find(Persona, each) is not None]
        if not self.ids and everybody:
            self.ids = [everybody[0].id]
        self.list.refill(self.ids)
        self._hint.setVisible(len(everybody) > 1)
        if len(self.ids) > 1:
            self.comparison.show_personas(self.ids)
            self.stack.setCurrentWidget(self._comparison_scroll)
        elif self.ids:
            if self.page.persona_id != self.ids[0]:
                self._page_scroll.verticalScrollBar().setValue(0)
            self.page.show_persona(self.ids[0])
            self.stack.setCurrentWidget(self._page_scroll)
        else:
            self.stack.setCurrentWidget(self._empty)

    # ---- what is done

    def new(self) -> None:
        """Add a persona and let it be named."""
        made = self._session.perform(add_persona, tr("New persona"))
        if made is not None:
            self._begin(made)

    def _begin(self, persona_id: str) -> None:
        self.show_personas([persona_id])
        self.page.begin()

    def _show_card(self, card_id: str) -> None:
        card = self._session.content.find(Card, card_id)
        if card is not None and self._session.content.find(Lane, card.lane_id) is not None:
            self.map_asked.emit(card.journey_id, card.id)

    def focus_page(self) -> None:
        """Give the keys to the list, or to what there is to do."""
        (self.list if self.list.count() else self.add).setFocus()

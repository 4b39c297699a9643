"""The column at the right of the map: a form for what is selected, or for the journey on show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.models.records import Card, Journey
from app.views.session import Session, find_any
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, column, scrolling, wrapped

if TYPE_CHECKING:
    from app.views.forms import Form

FRAME = 40
"""Milliseconds until the first paint is on the screen, the map's and all others'."""


def tr(text: str) -> str:
    """Translate a text of the column."""
    return QCoreApplication.translate("Inspector", text)


class Inspector(QFrame):
    """Shows one form at a time; a form is made when it is first needed, that of the journey behind the first paint."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._forms: dict[type[Form], Form] = {}
        self._painted = False
        self.setObjectName("inspector")
        self.setAccessibleName(tr("Inspector"))
        self.setMinimumWidth(30 * GRID)
        self.form: Form | None = None
        """The form on show."""
        self._empty = wrapped(tr("No journey is on show."), "caption")
        self._empty.hide()
        inner = QWidget()
        inner.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # never wider than the column
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._rows.addWidget(self._empty)
        self._rows.addStretch()
        self._scroll = scrolling(inner)
        self.setLayout(column(self._scroll))
        session.opened.connect(self.refill)
        session.journey_changed.connect(self.refill)
        theme.changed.connect(self.refill)  # the sign above the title is a picture
        session.selection_changed.connect(self.refill)
        session.changed.connect(self.refill)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Wait with the first form until all of the window has been painted once."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(FRAME, self, self._begin)

    def _begin(self) -> None:
        """Load the forms in one turn of the event loop and make the first in another."""
        import app.views.record_forms  # noqa: F401

        QTimer.singleShot(0, self, self.refill)

    def refill(self) -> None:
        """Show the form of the selected records as they are stored."""
        if not self._painted and not self._session.selection:
            return
        from app.views.record_forms import FORM_OF_MANY, FORMS, form_of

        ids = [each for each in self._session.selection if find_any(self._session.content, each) is not None]
        cards = [each for each in ids if self._session.content.find(Card, each) is not None]
        if len(cards) > 1 and not self._session.opportunity_ids:
            self._show(FORM_OF_MANY, cards)
        elif ids:
            form = form_of(find_any(self._session.content, ids[0]))
            if form is not None:
                self._show(form, ids[:1])
        elif self._session.journey is not None:
            self._show(FORMS[Journey], [self._session.journey_id])
        else:
            self._put(None)

    def _show(self, form_type: type[Form], ids: list[str]) -> None:
        form = self._forms.get(form_type)
        if form is None:
            form = self._forms[form_type] = form_type(self._session, self._theme)
            self._rows.insertWidget(0, form)
        form.show_records(ids)
        self._put(form)

    def enter(self) -> None:
        """Give the keys to the first field of the form on show."""
        fields = self.form.findChildren(QWidget) if self.form is not None else []
        takers = (each for each in fields if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled())
        first = next((each for each in takers if each.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _put(self, form: Form | None) -> None:
        """Show a form in place of the one on show."""
        if form is not self.form or form is None:
            for each in self._forms.values():
                each.setVisible(each is form)
            self._empty.setVisible(form is None)
            self._scroll.verticalScrollBar().setValue(0)
            self.form = form

"""Blind scoring for a room at one machine: who scores, one opportunity after another, hand over, reveal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from app.models.records import Opportunity
from app.scoring.models import Model, model_of
from app.services.scoring import add_scorer, open_blind_round, reveal_scores
from app.views.overlay_sheet import OverlaySheet
from app.views.scoring.cover import ALL, SELECTED, UNSCORED, BeginPage, CoverPage, opportunities_for
from app.views.scoring.doing import deliberately
from app.views.scoring.revealed import RevealedPage
from app.views.scoring.score_page import ScorePage
from app.views.scoring.words import tr
from app.views.widgets import GRID, button, column, label, wrapped

if TYPE_CHECKING:
    from app.views.window import MainWindow


class BlindSheet(OverlaySheet):
    """Lies over all of the window, so that no ranking is in sight; each score is stored at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, tr("Blind scoring"))
        self.setObjectName("blind")
        self._session = window.session
        self._which = ALL
        self._selected: tuple[str, ...] = ()
        self._since = 0
        """The last step of the history before the person who scores now."""
        self.begin_page = BeginPage()
        self.cover = CoverPage()
        self.score_page = ScorePage(window.session, window.theme)
        self.revealed = RevealedPage(window.session, window.theme)
        self.pages = QStackedWidget()
        for page in (self.begin_page, self.cover, self.score_page, self.revealed):
            self.pages.addWidget(page)
        self.told = wrapped("", "error")
        self.hint = label("", "caption")
        self.leave = button(tr("Close (Esc)"), "quiet", self.close_sheet)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.hint)
        foot.addWidget(self.leave)
        rows = column(self.pages, spacing=GRID, margins=(5 * GRID, 4 * GRID, 5 * GRID, 2 * GRID))
        rows.setStretchFactor(self.pages, 1)
        rows.addLayout(foot)
        self.setLayout(rows)
        self.begin_page.begun.connect(self._begin)
        self.begin_page.spread_asked.connect(self._show_spread)
        self.begin_page.other_asked.connect(lambda: window.commands.run("scoring_models"))
        self.cover.chosen.connect(self.let_score)
        self.cover.added.connect(self._add)
        self.cover.revealed.connect(self._reveal)
        self.score_page.handed_over.connect(self._hand_over)
        self.revealed.again.connect(self._begin)
        self.revealed.closed.connect(self.close_sheet)
        window.session.failed.connect(self._tell)
        window.session.opened.connect(self.hide)
        window.session.highlight_asked.connect(self.hide)

    # ---- the sheet

    def place(self) -> QRect:
        """Return all of the window."""
        return QRect(0, 0, self._window.width(), self._window.height())

    def first(self) -> QWidget:
        """Return what the page on show is worked with first."""
        page = self.pages.currentWidget()
        if page is self.begin_page:
            return self.begin_page.begin
        if page is self.cover:
            return self.cover.people[0] if self.cover.people else self.cover.name
        return self.revealed.done

    def toggle(self) -> None:
        """Open where the round is, or close; whoever was scoring is asked for again."""
        if self.isHidden() and not self._session.content.all(Opportunity):
            self._session.failed.emit(tr("There is no opportunity to score yet. Make one of a pain on the map first."))
            return
        if self.isHidden():
            self._selected = self._session.opportunity_ids
            self._tell("")
            self._show_start()
        super().toggle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window, and stay: nothing else of it is in reach."""
        return super().eventFilter(watched, event) if event.type() == QEvent.Type.Resize else False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab on the sheet: what lies below it is out of reach."""
        there = [each for each in self.findChildren(QWidget) if _takes_tab(each)]
        if not there:
            return False
        before = QApplication.focusWidget()
        at = there.index(before) if before in there else -1 if forward else 0
        wanted = there[(at + (1 if forward else -1)) % len(there)]
        wanted.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def _show_start(self) -> None:
        """Show who scores where a round is open, else what a round would be about."""
        self.score_page.end()
        if self.model.record.blind:
            self._show_cover()
            return
        content, model = self._session.content, self.model
        counts = {
            each: len(opportunities_for(content, model, each, self._selected)) for each in (ALL, SELECTED, UNSCORED)
        }
        self.begin_page.show_model(content, model, counts)
        self._show(self.begin_page)

    def _show(self, page: QWidget, hint: str = "") -> None:
        self.setFocus()  # a page that goes would hand the keys to whatever comes next in the window
        self.pages.setCurrentWidget(page)
        self.hint.setText(hint)
        if not self.isHidden() and page is not self.score_page:
            self.first().setFocus()

    def _tell(self, text: str) -> None:
        """Say on the sheet what could not be done: it covers where that is said otherwise."""
        self.told.setText(text)

    # ---- the round

    @property
    def model(self) -> Model:
        """The model of the workspace."""
        return model_of(self._session.content)

    @property
    def opportunity_ids(self) -> tuple[str, ...]:
        """What is scored in this round."""
        chosen = opportunities_for(self._session.content, self.model, self._which, self._selected)
        return chosen or opportunities_for(self._session.content, self.model, ALL, ())

    def _begin(self) -> None:
        self._which = self.begin_page.chosen
        if self._which == UNSCORED:  # as they are now: those that are scored in this round stay in it
            self._selected = opportunities_for(self._session.content, self.model, UNSCORED, ())
            self._which = SELECTED
        deliberately(self._session, open_blind_round, self.model.id)
        if self.model.record.blind:
            self._show_cover()

    def _show_cover(self, before: str = "") -> None:
        self.cover.show_people(self._session.content, self.model, self.opportunity_ids, before)
        self._show(self.cover)

    def _add(self, name: str) -> None:
        made = deliberately(self._session, add_scorer, name)
        if made is not None:
            self.let_score(made)

    def let_score(self, scorer_id: str) -> None:
        """Let somebody score."""
        self._tell("")
        self._since = self._session.store.step
        self._show(
            self.score_page, tr("1–7 or ↑ ↓ choose · → and Enter go on · ← goes back · Q quotes · P next person")
        )
        self.score_page.begin(self.model, scorer_id, self.opportunity_ids)

    def holds_back(self, *, undoing: bool) -> bool:
        """Return whether undo or redo would change what somebody else said, unseen; if so, say that they don’t."""
        page = self.pages.currentWidget()
        if self.isHidden() or page not in (self.cover, self.score_page):
            return False
        if page is self.score_page and self._session.store.next_step(undoing=undoing) > self._since:
            return False
        self._tell(tr("What was said before is somebody else’s: undo and redo leave it as it is on this sheet."))
        return True

    def _hand_over(self) -> None:
        before = self.score_page.scorer_id
        self.score_page.end()
        self._show_cover(before)

    def _reveal(self) -> None:
        deliberately(self._session, reveal_scores, self.model.id)
        if not self.model.record.blind:
            self._show_spread()

    def _show_spread(self) -> None:
        everything = opportunities_for(self._session.content, self.model, ALL, ())
        self.revealed.show_model(self.model, everything)
        self._show(self.revealed)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand keys to the page; Esc leaves a line, then the sheet."""
        writing = isinstance(QApplication.focusWidget(), QLineEdit)
        if self.pages.currentWidget() is self.score_page:
            if event.key() == Qt.Key.Key_Escape:
                self.score_page.focus_scale() if writing and self.score_page.anchors.buttons else self.close_sheet()
                return
            key = Qt.Key(event.key())
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if (
                plain
                and key in self.score_page.keys
                and not (writing and key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter))
            ):
                self.score_page.keys[key]()
                return
        super().keyPressEvent(event)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()

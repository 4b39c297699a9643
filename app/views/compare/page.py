"""The comparison of a current journey with its to-be: both as one map or side by side, and what changes and why."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.jobs import Outcome, Worker
from app.layout.look import Theme
from app.layout.marks import Mark, MarkRole
from app.layout.sheet import MapLayout
from app.models.content import journeys_in_tree_order
from app.models.records import Journey
from app.scoring.reasons import Reason
from app.services.to_be import variants_of
from app.views.compare.giving import give, take_back
from app.views.compare.preparing import TwoJourneys, compared
from app.views.compare.reason_box import ReasonBox
from app.views.compare.side_by_side import Marks, SideBySide
from app.views.compare.why import WhyRow, fate_word, why_text
from app.views.compare.why_list import WhyList
from app.views.compare.words import tr
from app.views.history.change_list import ChangeList
from app.views.history.changes import ChangeRow
from app.views.history.changes_map import ChangesMap, Compared
from app.views.history.latest import Latest
from app.views.icons import icon
from app.views.kinds import state_word
from app.views.session import Session
from app.views.task_bar import error_line
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, LineField, Segments, button, column, label

ONE, TWO = "one", "two"
"""Both as one map, or side by side."""

_WIDE: Final = 1000
"""Pixels from which the bar has room to say where one is."""

_ZOOMS: Final = {
    Qt.Key.Key_Plus: "zoom_in",
    Qt.Key.Key_Equal: "zoom_in",
    Qt.Key.Key_Minus: "zoom_out",
    Qt.Key.Key_1: "full_size",
    Qt.Key.Key_0: "whole_map",
}


class ComparePage(ChangesMap):
    """Shown in place of the Framework; what is different is marked, listed with its reasons, and gone to."""

    to_be_asked = Signal(str)
    """A to-be of this journey is to be made."""
    map_asked = Signal(str, str)
    """The map of a journey is wanted, at one of its records."""
    tab_asked = Signal(int)
    """The number of a tab of the Framework that is to be shown instead."""
    opportunity_asked = Signal(str)
    """The id of an opportunity that is to be shown."""

    def __init__(self, session: Session, theme: ThemeKeeper, worker: Worker) -> None:
        super().__init__(theme, tr("What changes from one journey to another"))
        self._session = session
        self._fetch = Latest(worker, self)
        self._two: TwoJourneys | None = None
        self._stale = False
        self._nothing = True
        """Whether there are no two journeys to compare."""
        self._words_sought = ""
        self.ids = ("", "")
        """The journeys that are compared."""
        self.setObjectName("compare")
        self.bar.setObjectName("lens")
        self._fill_bar()
        self._fill_legend()
        self._fill_side(theme)
        self.two_maps = SideBySide(theme, self.words)
        self.pages.addWidget(self.two_maps)
        session.changed.connect(lambda _: self._follow())
        session.opened.connect(self._forget)
        self._dress(theme.look)

    # ---- parts

    def _fill_bar(self) -> None:
        self.fields = (ChoiceField(tr("The journey as it is"), []), ChoiceField(tr("Compared with"), []))
        for number, field in enumerate(self.fields):
            field.setMinimumContentsLength(6)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            field.chosen.connect(partial(self._choose, number))
        self.shape = Segments(
            tr("How both are shown"),
            [(ONE, tr("One map"), tr("Both as one map")), (TWO, tr("Side by side"), tr("Both maps side by side"))],
        )
        self.shape.fill(ONE)
        self.shape.setFixedWidth(216)
        self.shape.chosen.connect(self._reshape)
        row = self.bar_row
        row.removeWidget(self.text)
        self.text.hide()
        self.back = button(tr("Framework"), "link", self.left.emit)
        self.back.setToolTip(tr("Back to the Framework (Esc)"))
        self._where = (label("/", "caption"), label(tr("Compare"), "strong"))
        for place, each in enumerate((self.back, *self._where), start=1):
            row.insertWidget(place, each)
        row.insertWidget(4, self.fields[0], 1)
        row.insertWidget(5, label("→"))
        row.insertWidget(6, self.fields[1], 1)
        row.addWidget(self.shape)
        self.make = self.add_button(tr("&Make a to-be…"), lambda: self.to_be_asked.emit(self.ids[0]))
        self.open_second = self.add_button(tr("&Open the map"), lambda: self._open(self.ids[1]))

    def _fill_legend(self) -> None:
        """Add to the legend what is filtered by reasons."""
        self.lacking = button("", "key", self.filter_again)
        self.lacking.setToolTip(tr("List only what has no reason yet"))
        self.hopes = button("", "key", self.filter_again)
        self.hopes.setToolTip(tr("List also where nothing but the sentiment is another: the curves tell that"))
        row: Any = self.legend.layout()
        for place, each in enumerate((self.lacking, self.hopes), start=len(self.keys)):
            each.setCheckable(True)
            row.insertWidget(place, each)

    def _fill_side(self, theme: ThemeKeeper) -> None:
        self.seek = LineField(tr("Find in what changes and why"))
        self.seek.setPlaceholderText(tr("Find in what changes and why"))
        self.seek.setClearButtonEnabled(True)
        self.seek.textChanged.connect(self._seek)
        self.reason = ReasonBox()
        self.reason.opened.connect(self._open_reason)
        self.reason.given.connect(self._give)
        self.reason.taken_back.connect(self._take_back)
        side = self.side = QWidget()
        self.split.insertWidget(1, side)
        top = QWidget()
        top.setLayout(column(self.seek, margins=(GRID, GRID // 2, GRID, GRID // 2)))
        rows = column(top, spacing=0)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.reason)
        side.setLayout(rows)
        side.setMinimumWidth(260)
        self.split.setSizes([700, 340])

    def make_list(self, theme: ThemeKeeper) -> ChangeList:
        """Return the list of what changes and why."""
        return WhyList(theme)

    def role_word(self, role: MarkRole) -> str:
        """Return what became of a thing, between two journeys."""
        return fate_word(role)

    # ---- which journeys

    def compare(self, first_id: str, second_id: str = "") -> None:
        """Compare two journeys; of one alone, a to-be with its current journey, a current one with its first to-be."""
        content = self._session.content
        journey = content.find(Journey, first_id)
        if journey is not None and not second_id:
            if journey.to_be_of is not None:
                first_id, second_id = journey.to_be_of, journey.id
            else:
                second_id = next((each.id for each in variants_of(content, first_id)), "")
        if (first_id, second_id) != self.ids:
            self.list.changes.show_rows([], self.passes)
            self.reason.hide()
        self.ids = (first_id, second_id)
        self._ask()

    def _choose(self, number: int, journey_id: str) -> None:
        others = list(self.ids)
        others[number] = journey_id
        if others[0] == others[1]:  # then the two change places
            others[1 - number] = self.ids[number]
        self.compare(*others)

    def _offer(self) -> None:
        offered: list[tuple[object, str]] = [
            (each.id, f"{each.title or tr('Untitled journey')} · {state_word(each.state)}")
            for each in journeys_in_tree_order(self._session.content)
        ]
        for field, journey_id in zip(self.fields, self.ids, strict=True):
            field.offer(offered)
            field.fill(journey_id)

    def _ask(self) -> None:
        """Have the worker compare the two as they are now."""
        self._stale = False
        self._offer()
        content = self._session.content
        first, second = (content.find(Journey, each) for each in self.ids)
        self.make.setEnabled(first is not None)
        self.open_second.setEnabled(second is not None)
        if first is None or second is None:
            self._fetch.drop()
            self._show_nothing(self._missing_words(first))
            return
        self._nothing = False
        self._show_parts()
        work = partial(compared, self._session.store.snapshot(), first.id, second.id, self.words)
        self._fetch.ask(work, self._take)

    def _missing_words(self, first: Journey | None) -> str:
        if first is None:
            return tr("Choose two journeys above to compare them.")
        title = first.title or tr("Untitled journey")
        return tr("“{title}” has no to-be yet. Make one, or choose another journey to compare it with.").format(
            title=title
        )

    def _show_nothing(self, words: str) -> None:
        self._two = self._compared = None
        self._nothing = True
        had_keys = self.list.hasFocus()
        self._missing.setText(words)
        self.pages.setCurrentWidget(self._missing)
        self.list.changes.show_rows([], self.passes)
        self.reason.hide()
        self._name_keys()
        self._count()
        self.place.say("")
        self._show_parts()
        if had_keys:
            self.make.setFocus()

    def _show_parts(self) -> None:
        """Show what belongs to a comparison only where there is one."""
        for each in (self.side, self.legend, self.shape):
            each.setVisible(not self._nothing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep away what belongs to no comparison, and in a small window what says no more than the rail."""
        super().resizeEvent(event)
        for each in self._where:
            each.setVisible(self.width() >= _WIDE)
        if self._nothing:
            self._show_parts()

    def _take(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._show_nothing(error_line(outcome.error, tr("The comparison")))
            return
        two: TwoJourneys = outcome.value
        if (two.comparison.first.id, two.comparison.second.id) != self.ids or not self._session.is_open:
            return
        chosen, self._two = self._chosen(), two
        names = tuple(each.title or tr("Untitled journey") for each in (two.comparison.first, two.comparison.second))
        is_other = self.sheet is None or self.sheet.journey_id != two.comparison.second.id
        self.show_compared(two.compared, "", None)
        if is_other and self.sheet is not None:
            self.sheet.show_all()
        for sheet in self.two_maps.show_both(two.first, two.second, (names[0], names[1]), two.comparison.origins):
            sheet.installEventFilter(self)
        self.say(tr("{first} → {second}").format(first=names[0], second=names[1]))
        self._turn(self.shape.value() or ONE)
        self._show_marks()
        self._choose_again(chosen)

    def _follow(self) -> None:
        """Compare again after a change: at once where it is seen, else when it is."""
        if not self._session.is_open or not any(self.ids):
            return
        if self.isVisible():
            self._ask()
        else:
            self._stale = True

    def _forget(self) -> None:
        self._fetch.drop()
        self.ids = ("", "")
        self._show_nothing("")

    def showEvent(self, event: QShowEvent) -> None:
        """Compare again what was changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._ask()

    # ---- how both are shown

    def _reshape(self, shape: str | None) -> None:
        self.shape.fill(shape or (TWO if self.pages.currentWidget() is self.two_maps else ONE))
        if self._two is not None:
            self._turn(self.shape.value())
            self._go_again()

    def _turn(self, shape: str) -> None:
        page = self.two_maps if shape == TWO else self.sheet
        if page is not None:
            self.pages.setCurrentWidget(page)

    def zoom(self, command: str) -> None:
        """Do what a command of the map means on the map that is seen; the other of two follows."""
        if self.pages.currentWidget() is self.two_maps:
            for sheet in self.two_maps.sheets()[1:]:
                commands: dict[str, Callable[[], object]] = {
                    "zoom_in": partial(sheet.zoom_by, 1.25),
                    "zoom_out": partial(sheet.zoom_by, 0.8),
                    "full_size": partial(sheet.zoom_to, 1.0),
                    "whole_map": sheet.show_all,
                }
                commands[command]()
        else:
            super().zoom(command)

    # ---- what is listed and marked

    def passes(self, row: ChangeRow) -> bool:
        """Return whether a difference is listed: by what became of it, its reasons, and the words that are sought."""
        assert isinstance(row, WhyRow)
        if not super().passes(row) or (row.is_hope and not self.hopes.isChecked()):
            return False
        if self.lacking.isChecked() and not row.lacks_reason:
            return False
        said = f"{row.title} {row.detail} {why_text(row)}".casefold()
        return all(word in said for word in self._words_sought.casefold().split())

    def _seek(self, text: str) -> None:
        self._words_sought = text
        self.filter_again()

    def filter_again(self) -> None:
        """List and mark what passes now; what was chosen stays so where it is still there."""
        chosen = self._chosen()
        super().filter_again()
        self._choose_again(chosen)

    def _name_keys(self) -> None:
        super()._name_keys()
        if not hasattr(self, "hopes"):
            return
        rows = [row for row in (self._compared.rows if self._compared else ()) if isinstance(row, WhyRow)]
        for role, key in self.keys.items():
            count = sum(row.role == role and not row.is_hope for row in rows)
            key.setEnabled(any(row.role == role for row in rows))
            key.setText(f"{self.role_word(role)} {count}")
            key.setAccessibleName(key.text())
            key.setToolTip(key.text())
        lacking, hopes = sum(row.lacks_reason for row in rows), sum(row.is_hope for row in rows)
        self.lacking.setText(tr("No reason yet {count}").format(count=lacking))
        self.hopes.setText(tr("Hopes {count}").format(count=hopes))
        self.lacking.setEnabled(lacking > 0 or self.lacking.isChecked())
        self.hopes.setEnabled(hopes > 0 or self.hopes.isChecked())

    def marks(self, compared: Compared, layout: MapLayout) -> Marks:
        """Return the marks of what is listed, in the words of two journeys."""
        cards, headers = super().marks(compared, layout)
        listed = {row.id for row in self.list.changes.rows}
        return self._worded(cards, listed), self._worded(headers, listed)

    def _worded(self, marks: Mapping[str, Mark], listed: set[str]) -> dict[str, Mark]:
        return {
            each: mark if mark.text else mark._replace(text=fate_word(mark.role))
            for each, mark in marks.items()
            if each in listed
        }

    def _show_marks(self) -> None:
        super()._show_marks()
        if self._two is None:
            return
        firsts: tuple[dict[str, Mark], dict[str, Mark]] = ({}, {})
        seconds: tuple[dict[str, Mark], dict[str, Mark]] = ({}, {})
        for row in self.list.changes.rows:
            if not isinstance(row, WhyRow) or row.turn is None:
                continue
            mark, place = Mark(row.role, fate_word(row.role)), 0 if row.kind == "card" else 1
            if row.role != "added":
                firsts[place].setdefault(row.turn.first_id, mark)
            if row.role != "removed":
                seconds[place].setdefault(row.id, mark)
        self.two_maps.set_marks(firsts, seconds)

    # ---- the difference that is chosen

    def _chosen(self) -> WhyRow | None:
        at, rows = self.list.currentIndex().row(), self.list.changes.rows
        row = rows[at] if 0 <= at < len(rows) else None
        return row if isinstance(row, WhyRow) else None

    def _choose_again(self, before: WhyRow | None) -> None:
        """Choose the same difference as before, without moving the map; none where it is not listed any more."""
        rows = self.list.changes.rows
        same = (at for at, row in enumerate(rows) if before and (row.role, row.id) == (before.role, before.id))
        at = next(same, -1)
        if at >= 0:
            self.list.blockSignals(True)
            self.list.setCurrentIndex(self.list.changes.index(at))
            self.list.blockSignals(False)
        self._show_reason()
        self._count()

    def _show_reason(self) -> None:
        if self._two is not None:
            self.reason.show_row(self._chosen(), self._two.comparison, self._session.content)

    def go_to(self, row: ChangeRow) -> None:
        """Bring what a row tells of into view, on the map or maps that are shown, and say why it is so."""
        super().go_to(row)
        if isinstance(row, WhyRow):
            self.two_maps.go_to(row)
        self._show_reason()
        self.list.scrollTo(self.list.currentIndex())

    def _go_again(self) -> None:
        row = self._chosen()
        if row is not None:
            self.go_to(row)

    def _give(self, choice: str) -> None:
        row = self._chosen()
        if row is not None:
            give(self._session, row, choice)

    def _take_back(self, choice: str) -> None:
        row = self._chosen()
        reason = self._reason_of(row, choice)
        if row is not None and reason is not None:
            take_back(self._session, row, reason)

    def _reason_of(self, row: WhyRow | None, choice: str) -> Reason | None:
        reasons = row.reasons if row is not None else ()
        return next((each for each in reasons if f"{each.kind}/{each.id}" == choice), None)

    def _open_reason(self, choice: str) -> None:
        kind, _, record_id = choice.partition("/")
        if kind == "card":
            self.map_asked.emit(self.ids[0], record_id)
        elif kind == "opportunity":
            self.opportunity_asked.emit(record_id)

    def _open(self, journey_id: str) -> None:
        row = self._chosen()
        there = row is not None and row.role != "removed" and row.kind == "card"
        self.map_asked.emit(journey_id, row.id if row is not None and there else "")

    # ---- look and keys

    def focus_page(self) -> None:
        """Give the keys to the list of what changes; where nothing is compared, to what makes a to-be."""
        (self.make if self._nothing else self.list).setFocus()

    def _dress(self, look: Theme) -> None:
        super()._dress(look)
        self._sign.setPixmap(icon("framework", self._theme.colour("muted"), 20).pixmap(QSize(20, 20)))
        if hasattr(self, "two_maps"):
            self.two_maps.set_theme(look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the list goes on to the reasons."""
        if (
            watched is self.list
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self._chosen() is not None
        ):
            self.reason.begin()
            return True
        return super().eventFilter(watched, event)

    def press(self, event: QKeyEvent) -> bool:
        """Zoom by the keys of the map, go on to another tab, and from beside the list back to it first."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        zoom = _ZOOMS.get(Qt.Key(event.key()))
        if zoom is not None and held == Qt.KeyboardModifier.ControlModifier:
            self.zoom(zoom)
            return True
        tab = event.key() - Qt.Key.Key_0
        if 2 <= tab <= 9 and held == Qt.KeyboardModifier.ControlModifier:
            self.tab_asked.emit(tab)
            return True
        at = self.focusWidget()
        beside = at is self.seek or (at is not None and self.reason.isAncestorOf(at))
        if event.key() == Qt.Key.Key_Escape and beside and not self._nothing:
            self.list.setFocus()
            return True
        return super().press(event)

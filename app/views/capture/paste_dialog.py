"""Paste as cards: many lines, a list or a sheet's column, looked at before they are filed in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.canvas.accessible import announce
from app.models.content import columns_of, swimlanes_of
from app.models.kinds import CARD_KINDS
from app.services.capture import STRUCTURES, Sentence, capture, lines_of, understood_together
from app.store import AT_ONCE, Store
from app.views.capture.chips import Chip
from app.views.capture.filing import deliberately
from app.views.capture.rewriting import with_kind, with_name
from app.views.capture.spoken import chips_of, owner_words, place_words, word_of
from app.views.icons import icon
from app.views.kinds import kind_icon
from app.views.widgets import GRID, ChoiceField, TextField, counted, dialog_buttons, label, wrapped

if TYPE_CHECKING:
    from app.views.capture.bar import CaptureBar
    from app.views.session import Session
    from app.views.theme import ThemeKeeper

_PAUSE: Final = 150
"""Milliseconds of quiet before what is typed is looked at."""

_MOST_OPENED: Final = 100_000
"""Characters of the clipboard that are taken over at once."""

_WORDS, _KIND, _PLACE, _REST = range(4)
_NO_PLACE: Final = "-"


def tr(text: str) -> str:
    """Translate a text of the dialog."""
    return QCoreApplication.translate("PasteDialog", text)


class PasteDialog(QDialog):
    """The lines above, what becomes of each below; what is chosen for the selected lines is written into them."""

    def __init__(
        self, session: Session, theme: ThemeKeeper, bar: CaptureBar, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._bar = session, theme, bar
        self._left_out: set[str] = set()
        self.sentences: list[Sentence] = []
        """What becomes of each line."""
        self.setWindowTitle(tr("Paste as cards"))
        self.resize(960, 640)
        self.source = TextField(tr("Lines"), least=4, most=7)
        self.source.setPlaceholderText(tr("Paste lines here: a list, a column of a sheet, notes of a workshop."))
        self.table = self._make_table()
        self.kind, self.place, self.whose = self._make_choices()
        self.told = wrapped("", "caption")
        self.wrong = wrapped("", "error")
        self.buttons, self.apply = dialog_buttons(self, tr("File the cards"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.look)
        self._lay_out()
        self.source.fill(text or QGuiApplication.clipboard().text()[:_MOST_OPENED])
        self.source.edited.connect(lambda _: self._pause.start())
        self.look()

    def _make_table(self) -> QTreeWidget:
        table = QTreeWidget()
        table.setProperty("look", "boxed")
        table.setAccessibleName(tr("What becomes of each line"))
        table.setHeaderLabels([tr("Words"), tr("Kind"), tr("Place"), tr("Besides")])
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = table.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_KIND, 14), (_PLACE, 28), (_REST, 26)):
            table.setColumnWidth(column, width * GRID)
        table.itemChanged.connect(self._tick)
        table.itemSelectionChanged.connect(self._tell)
        return table

    def _make_choices(self) -> tuple[ChoiceField, ChoiceField, ChoiceField]:
        """Return what can be said of the selected lines at once; each goes back to its name once it was chosen."""
        content, journey_id = self._session.content, self._session.journey_id
        columns = [(place_words(content, each.id),) * 2 for each in columns_of(content, journey_id)]
        owners = [(owner_words(content, each.id),) * 2 for each in swimlanes_of(content, journey_id)]
        kinds: list[tuple[object, str]] = [(each, word_of(each)) for each in (*CARD_KINDS, *STRUCTURES)]
        kind = ChoiceField(tr("Kind of the selected lines"), [(None, tr("Kind…")), *kinds])
        place = ChoiceField(
            tr("Place of the selected lines"),
            [(None, tr("Place…")), *dict.fromkeys(columns), (_NO_PLACE, tr("Unplaced"))],
        )
        whose = ChoiceField(
            tr("Whose the selected lines are"),
            [(None, tr("Whose…")), *dict.fromkeys(owners), ("whole map", tr("Whole map"))],
        )
        kind.chosen.connect(lambda value: self._rewrite(lambda each: with_kind(each, value), value))
        place.chosen.connect(
            lambda value: self._rewrite(
                lambda each: with_name(each, "place", "" if value == _NO_PLACE else value), value
            )
        )
        whose.chosen.connect(lambda value: self._rewrite(lambda each: with_name(each, "persona", value), value))
        return kind, place, whose

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(GRID)
        choices.addWidget(label(tr("For the selected lines")))
        for each in (self.kind, self.place, self.whose):
            each.setMinimumContentsLength(10)
            choices.addWidget(each)
        choices.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        rows.setSpacing(GRID)
        help_text = tr(
            "Each line is read like the capture line: pain: … @Place ~Whose #tag. Lines whose tick is taken away are "
            "left out. All cards are one step of the history."
        )
        rows.addWidget(wrapped(help_text, "caption"))
        rows.addWidget(self.source)
        rows.addLayout(choices)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.told)
        rows.addWidget(self.wrong)
        rows.addWidget(self.buttons)
        self.wrong.hide()

    # ---- what becomes of the lines

    @property
    def taken(self) -> list[Sentence]:
        """The sentences that are to be filed."""
        return [each for each in self.sentences if not each.fatal and each.text not in self._left_out]

    def look(self) -> None:
        """Show what becomes of each line."""
        self._pause.stop()
        chosen = {self.table.indexOfTopLevelItem(each) for each in self.table.selectedItems()}
        all_chosen = len(chosen) == self.table.topLevelItemCount()
        session = self._session
        plain, words = self.source.toPlainText(), self._bar.words
        texts = lines_of(plain, session.content, session.journey_id, words=words)
        self.sentences = understood_together(session.content, session.journey_id, texts, pin=self._bar.pin, words=words)
        with QSignalBlocker(self.table):
            self.table.clear()
            items = [self._row(each) for each in self.sentences]
            self.table.addTopLevelItems(items)
            if all_chosen:
                self.table.selectAll()
            else:
                for number in chosen & set(range(len(items))):
                    items[number].setSelected(True)
        self._tell()

    def _row(self, sentence: Sentence) -> QTreeWidgetItem:
        chips = chips_of(self._session.content, sentence, self._theme)
        place = [each for each in chips if each.role in ("place", "wall", "persona", "owner")]
        rest = [each for each in chips if each.role not in ("kind", "place", "wall", "persona", "owner")]
        item = QTreeWidgetItem(
            [sentence.title or sentence.text, word_of(sentence.kind), _words_of(place), _words_of(rest)]
        )
        if sentence.kind in CARD_KINDS:
            item.setIcon(_KIND, kind_icon(sentence.kind, self._theme.look, 14))
        for column, shown in ((_PLACE, place), (_REST, rest)):
            self._mark(item, column, shown)
        for column in range(4):
            item.setToolTip(column, item.text(column))
        taken = not sentence.fatal and sentence.text not in self._left_out
        item.setCheckState(_WORDS, Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked)
        if sentence.fatal:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        return item

    def _mark(self, item: QTreeWidgetItem, column: int, chips: list[Chip]) -> None:
        """Show by a sign and a colour what is not clear in a cell; the words say it too."""
        for state, sign, role in (("unknown", "warning", "bad"), ("ambiguous", "help", "warning")):
            if any(each.state == state for each in chips):
                item.setIcon(column, icon(sign, self._theme.colour(role), 14))
                item.setForeground(column, QColor(self._theme.colour(role)))
                return

    def _tick(self, item: QTreeWidgetItem, column: int) -> None:
        if column != _WORDS:
            return
        text = self.sentences[self.table.indexOfTopLevelItem(item)].text
        if item.checkState(_WORDS) == Qt.CheckState.Checked:
            self._left_out.discard(text)
        else:
            self._left_out.add(text)
        self._tell()

    def _tell(self) -> None:
        """Say what filing would do, and of how many lines something is said at once."""
        taken = self.taken
        waiting = sum(not each.is_structure and not each.is_placed for each in taken)
        fatal = sum(bool(each.fatal) for each in self.sentences)
        parts = [counted(len(taken), tr("line to file"), tr("lines to file"))]
        if waiting:
            parts.append(tr("{count} of them into Unplaced").format(count=waiting))
        if left := len(self.sentences) - len(taken) - fatal:
            parts.append(counted(left, tr("line is left out"), tr("lines are left out")))
        if fatal:
            parts.append(counted(fatal, tr("line cannot be filed"), tr("lines cannot be filed")))
        text = "  ·  ".join(parts) if self.sentences else tr("There is no line yet.")
        if text != self.told.text():
            self.told.setText(text)
            announce(self, text)
        self.apply.setText(tr("File {lines}").format(lines=counted(len(taken), tr("line"), tr("lines"))))
        self.apply.setEnabled(bool(taken))
        chosen = bool(self.table.selectedItems())
        for each in (self.kind, self.place, self.whose):
            each.setEnabled(chosen)

    def _rewrite(self, change: Callable[[Sentence], str], value: object) -> None:
        """Write what was chosen into the selected lines."""
        chosen = {self.table.indexOfTopLevelItem(each) for each in self.table.selectedItems()}
        for each in (self.kind, self.place, self.whose):
            each.fill(None)
        if value is None or not chosen:
            return
        texts = []
        for number, sentence in enumerate(self.sentences):
            text = change(sentence) if number in chosen else sentence.text
            if sentence.text in self._left_out:
                self._left_out.add(text)
            texts.append(text)
        self.source.fill("\n".join(texts))
        self.look()

    # ---- filing

    def accept(self) -> None:
        """File the lines in one step; where that is refused, say why and stay."""
        if self._pause.isActive():
            self.look()
        taken, session = self.taken, self._session
        if not taken:
            return
        journey_id = session.journey_id
        if len(taken) * 2 > AT_ONCE:

            def service(store: Store) -> Sequence[tuple[str, Sentence]]:
                return deliberately(store, capture, journey_id, taken)

            session.apart(tr("Filing what was pasted"), service, self._bar.show_pasted)
        else:
            made = session.attempt(lambda: deliberately(session.store, capture, journey_id, taken))
            if made is None:
                self.wrong.setText(tr("Nothing was filed: the file cannot be written just now. Try again in a moment."))
                self.wrong.show()
                announce(self, self.wrong.text())
                return
            self._bar.show_pasted(made)
        super().accept()


def _words_of(chips: list[Chip]) -> str:
    return " · ".join(each.shown for each in chips)

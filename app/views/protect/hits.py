"""Every text that quotes or names who is to be forgotten, and what becomes of each: erased, reworded or kept."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QTableWidget, QVBoxLayout, QWidget

from app.services.forgetting import Decision, Hit, Key
from app.views.protect.words import kind_word, place_word
from app.views.session import Session
from app.views.tables import fit_rows, plain_table, write_cell
from app.views.widgets import GRID, Segments, TextField, caption_of, column, wrapped

_ROWS = 5
"""Rows of the table in view."""

_AROUND = 24
"""Signs before the words in a row."""


def tr(text: str) -> str:
    """Translate a text of the list."""
    return QCoreApplication.translate("ForgetHits", text)


def marked_html(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with some of its words in bold, safe to be shown as rich text."""
    parts, at = [], 0
    for start, end in spans:
        start = max(start, at)
        parts += [escape(text[at:start]), f"<b>{escape(text[start:end])}</b>"]
        at = max(at, end)
    return "".join([*parts, escape(text[at:])]).replace("\n", "<br>")


class Hits(QWidget):
    """A table of hits; below it the text of the chosen one and what becomes of it. What is not decided is erased."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._hits: Sequence[Hit] = ()
        self._decided: dict[Key, Decision] = {}
        self.table = self._make_table()
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.what = Segments(
            tr("What becomes of it"),
            [
                ("erase", tr("Erase"), tr("erase these words")),
                ("reword", tr("Reword"), tr("write the text anew")),
                ("keep", tr("Keep"), tr("keep it as it is")),
            ],
        )
        self.what.setMaximumWidth(40 * GRID)
        self.words = TextField(tr("What it says then"), 2, 6)
        self._none = wrapped(tr("Nobody else says their name, and nothing shares five words with what they said."))
        self._intro = wrapped(
            tr("Chosen rows are erased, reworded or kept together. E, R and K do the same from the table."), "caption"
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(caption_of(tr("WHAT QUOTES OR NAMES THEM"), self.table, "heading"))
        for each in (self._none, self._intro, self.table):
            rows.addWidget(each)
        self._below = QWidget()
        self._below.setLayout(column(self.text, self.what, self.words, spacing=GRID))
        rows.addWidget(self._below)
        self.table.itemSelectionChanged.connect(self._show)
        self.table.installEventFilter(self)
        self.what.chosen.connect(self._choose)
        self.words.edited.connect(self._reword)
        self.fill(())

    def _make_table(self) -> QTableWidget:
        headers = (tr("Where"), tr("Words"), tr("Why"), tr("Becomes"))
        return plain_table(tr("What quotes or names them"), headers, (260, 0, 80, 96), by_row=True, many=True)

    def fill(self, hits: Sequence[Hit]) -> None:
        """List hits."""
        self._hits, self._decided = hits, {}
        self.table.blockSignals(True)
        self.table.setRowCount(len(hits))
        for row in range(len(hits)):
            self._fill_row(row)
        self.table.blockSignals(False)
        fit_rows(self.table, len(hits), _ROWS, self.table.verticalHeader().defaultSectionSize())
        for each in (self.table, self._below, self._intro):
            each.setVisible(bool(hits))
        self._none.setVisible(not hits)
        if hits:
            self.table.selectRow(0)

    def _fill_row(self, row: int) -> None:
        hit = self._hits[row]
        where = f"{kind_word(hit.kind)} · {place_word(self._session.content, hit.kind, hit.id)}"
        first = max(hit.spans[0][0] - _AROUND, 0) if hit.spans else 0
        words = ("…" if first else "") + " ".join(hit.text[first:].split())
        why = tr("quotes") if hit.why == "quotes" else tr("names")
        becomes = {"erase": tr("erased"), "reword": tr("reworded"), "keep": tr("kept")}[self._decision(hit).what]
        for number, text in enumerate((where, words, why, becomes)):
            write_cell(self.table, row, number, text)

    def _decision(self, hit: Hit) -> Decision:
        return self._decided.get(hit.key, Decision("erase"))

    def decisions(self) -> dict[Key, Decision]:
        """Return what was decided."""
        return dict(self._decided)

    def rows(self) -> list[int]:
        """Return the chosen rows."""
        return sorted({index.row() for index in self.table.selectedIndexes()})

    def _show(self) -> None:
        """Show the text of the chosen hit, and what becomes of it."""
        rows = self.rows()
        one = self._hits[rows[0]] if len(rows) == 1 else None
        self._below.setEnabled(bool(rows))
        self.text.setVisible(one is not None)
        kinds = {self._decision(self._hits[row]).what for row in rows}
        self.what.fill(kinds.pop() if len(kinds) == 1 else None)
        if one is not None:
            self.text.setText(marked_html(one.text, one.spans))
            self.words.fill(self._decision(one).text)
        self.words.setVisible(one is not None and self._decision(one).what == "reword")

    def _choose(self, what: str | None) -> None:
        """Decide of the chosen hits; pressing what is down lets it be erased."""
        for row in self.rows():
            hit = self._hits[row]
            if what == "reword":
                self._decided[hit.key] = Decision("reword", self._decision(hit).text or _without(hit))
            else:
                self._decided[hit.key] = Decision("keep" if what == "keep" else "erase")
            self._fill_becomes(row)
        self._show()
        if what == "reword" and len(self.rows()) == 1:
            self.words.setFocus()

    def _fill_becomes(self, row: int) -> None:
        self.table.blockSignals(True)
        self._fill_row(row)
        self.table.blockSignals(False)

    def _reword(self, text: str) -> None:
        rows = self.rows()
        if len(rows) == 1:
            self._decided[self._hits[rows[0]].key] = Decision("reword", text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Decide by a letter from the table."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            what = {Qt.Key.Key_E: "erase", Qt.Key.Key_R: "reword", Qt.Key.Key_K: "keep"}.get(Qt.Key(event.key()))
            if what is not None and self.rows():
                self._choose(what)
                return True
        return False


def _without(hit: Hit) -> str:
    """Return the text with a gap in the place of the words, to begin a new one with."""
    parts, at = [], 0
    for start, end in hit.spans:
        if start >= at:
            parts += [hit.text[at:start], "[…]"]
            at = end
    return "".join([*parts, hit.text[at:]])

"""Insights that nearly say the same: told in one line, looked at side by side, made one only when asked."""

from typing import Final

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QWidget

from app.jobs import Outcome, Worker
from app.models.evidence import cards_showing, direct_highlights
from app.models.records import Insight
from app.scoring.evidence import evidence_of
from app.scoring.similar import MOST_PAIRS, Pair, near_pairs
from app.services.insights import merge_insights
from app.views.insights.quotes import QuoteList
from app.views.insights.words import evidence_words, insight_icon, tr
from app.views.research.words import insight_kind_word
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, Names, button, column, counted, label, wrapped

_SETTLED: Final = 1500
"""Milliseconds after the last change until statements are compared again, on the worker."""


class Duplicates(QObject):
    """Compares all statements behind the work, and shows a strip where some are alike."""

    dialog_asked = Signal(object)
    passage_asked = Signal(str)

    def __init__(self, session: Session, theme: ThemeKeeper, worker: Worker, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._theme, self._worker = session, theme, worker
        self.pairs: list[Pair] = []
        """What is alike, without what somebody said differs."""
        self._compared: dict[str, str] = {}
        self._differ: set[tuple[str, str]] = set()
        self._asked = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settle.timeout.connect(self.compare)
        self.strip = QFrame()
        self.strip.setObjectName("results")
        self._line = label()
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        row.addWidget(self._line)
        row.addStretch()
        self.look = button(tr("Look at them…"), clicked=self.open)
        row.addWidget(self.look)
        self.strip.hide()

    def follow(self) -> None:
        """Compare soon, where statements have changed."""
        if self._statements() != self._compared:
            self._settle.start()

    def forget(self) -> None:
        """Begin again with another workspace."""
        self._settle.stop()
        self.pairs, self._compared, self._differ = [], {}, set()
        self.strip.hide()

    def _statements(self) -> dict[str, str]:
        return {each.id: each.statement for each in self._session.content.all(Insight).values()}

    def compare(self) -> None:
        """Compare all statements on the worker."""
        texts = self._compared = self._statements()
        self._worker.run(lambda progress, cancelled: near_pairs(texts), lambda outcome: self._show(texts, outcome))

    def look_now(self) -> None:
        """Compare at once, then look at the pairs, or say that there are none."""
        self._asked = True
        self._settle.stop()
        self.compare()

    def _show(self, texts: dict[str, str], outcome: Outcome) -> None:
        if outcome.error is not None or texts is not self._compared:
            return
        self.pairs = [each for each in outcome.value if each[:2] not in self._differ]
        self._tell()
        asked, self._asked = self._asked, False
        if asked and self.pairs:
            self.open()
        elif asked:
            self._session.said.emit(tr("No two insights say nearly the same."))

    def _tell(self) -> None:
        content = self._session.content
        self.pairs = [
            each for each in self.pairs if content.find(Insight, each.first) and content.find(Insight, each.second)
        ]
        said = counted(len(self.pairs), tr("pair of insights says"), tr("pairs of insights say"))
        if len(self.pairs) >= MOST_PAIRS:
            said = tr("{count} pairs of insights or more say").format(count=MOST_PAIRS)
        self._line.setText(tr("{pairs} nearly the same.").format(pairs=said))
        self.strip.setVisible(bool(self.pairs))

    def differ(self, pair: Pair) -> None:
        """Take in that two insights are not the same; they are proposed no more until the file is opened again."""
        self._differ.add((pair.first, pair.second))
        self.pairs = [each for each in self.pairs if each[:2] != pair[:2]]
        self._tell()

    def merge(self, pair: Pair, keep: str) -> None:
        """Make the two one, in the words of one of them."""
        other = pair.second if keep == pair.first else pair.first
        self._session.perform(merge_insights, keep, [other])
        self._tell()

    def open(self) -> None:
        """Look at the pairs one by one."""
        self.dialog_asked.emit(DuplicatesDialog(self, self._session, self._theme, self.strip))


class DuplicatesDialog(QDialog):
    """Two insights side by side: the one or the other stays, or they differ; then the next two."""

    def __init__(self, duplicates: Duplicates, session: Session, theme: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._duplicates, self._session = duplicates, session
        self._pair: Pair | None = None  # others may be found meanwhile
        self.setWindowTitle(tr("Nearly the same"))
        self.resize(104 * GRID, 60 * GRID)
        self.count = label("", "caption")
        self.left = _Side(session, theme, tr("Quotes behind the insight at the left"))
        self.right = _Side(session, theme, tr("Quotes behind the insight at the right"))
        for side in (self.left, self.right):
            side.keep.clicked.connect(lambda _=False, side=side: self._keep(side.insight_id))
            side.quotes.opened.connect(self._read)
        sides = QHBoxLayout()
        sides.setSpacing(2 * GRID)
        sides.addWidget(self.left, 1)
        sides.addWidget(self.right, 1)
        self.differ = button(tr("They differ"), clicked=self._let_differ)
        self.end = button(tr("Close"), clicked=self.reject)
        below = QHBoxLayout()
        below.addWidget(self.differ)
        below.addStretch()
        below.addWidget(self.end)
        text = tr("Merging puts one in place of the other on all maps, with all quotes of both. Undo takes it back.")
        rows = column(self.count, spacing=GRID, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        rows.addLayout(sides, 1)
        rows.addWidget(wrapped(text, "caption"))
        rows.addLayout(below)
        self.setLayout(rows)
        self._show()

    def _show(self) -> None:
        pairs = self._duplicates.pairs
        if not pairs:
            self.accept()
            return
        pair = self._pair = pairs[0]
        left = counted(len(pairs), tr("pair"), tr("pairs"))
        alike = tr("{percent} % of their letters are the same").format(percent=round(pair.likeness * 100))
        self.count.setText(f"{left} · {alike}")
        self.left.show_insight(pair.first)
        self.right.show_insight(pair.second)
        self.left.keep.setFocus()

    def _keep(self, insight_id: str) -> None:
        if self._pair is not None:
            self._duplicates.merge(self._pair, insight_id)
        self._show()

    def _let_differ(self) -> None:
        if self._pair is not None:
            self._duplicates.differ(self._pair)
        self._show()

    def _read(self, highlight_id: str) -> None:
        self.reject()
        self._duplicates.passage_asked.emit(highlight_id)


class _Side(QFrame):
    """One insight of two: what it says, what is behind it, and the button that keeps it."""

    def __init__(self, session: Session, theme: ThemeKeeper, name: str) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.insight_id = ""
        self.setObjectName("sheet")
        self._sign, self._kind, self._counted = QLabel(), label("", "caption"), label("", "caption")
        self.statement = Names("strong")
        self.note = wrapped("", "caption")
        self.quotes = QuoteList(session, theme, name)
        self.keep = button(tr("Keep this wording"))
        top = QHBoxLayout()
        top.addWidget(self._sign)
        top.addWidget(self._kind, 1)
        rows = column(spacing=GRID, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        rows.addLayout(top)
        for each in (self.statement, self.note, self._counted):
            rows.addWidget(each)
        rows.addWidget(self.quotes, 1)
        rows.addWidget(self.keep)
        self.setLayout(rows)

    def show_insight(self, insight_id: str) -> None:
        """Show an insight."""
        content = self._session.content
        insight = content.get(Insight, insight_id)
        self.insight_id = insight_id
        self._sign.setPixmap(insight_icon(insight.kind, self._theme.look).pixmap(QSize(16, 16)))
        self._kind.setText(insight_kind_word(insight.kind))
        self.statement.setText(insight.statement)
        self.note.setText(insight.note)
        self.note.setVisible(bool(insight.note.strip()))
        shown = counted(len(cards_showing(content, insight_id)), tr("card"), tr("cards"))
        self._counted.setText(f"{evidence_words(evidence_of(content, insight))} · {shown}")
        self.quotes.show_quotes([each.id for each in direct_highlights(content, insight)])
        self.keep.setAccessibleName(tr("Keep the wording: {statement}").format(statement=insight.statement))

"""Records that nearly say the same: told in one line, looked at side by side, made one only when asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QWidget

from app.jobs import Outcome, Worker
from app.scoring.similar import MOST_PAIRS, Pair, near_pairs
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button, column, counted, label, wrapped

_SETTLED: Final = 1500
"""Milliseconds after the last change until statements are compared again, on the worker."""


def tr(text: str) -> str:
    """Translate a text of what is said twice."""
    return QCoreApplication.translate("Duplicates", text)


class Words(NamedTuple):
    """How what is alike is told: of one pair, of several, of too many, of none; and what merging does."""

    one: str
    many: str
    most: str
    none: str
    merging: str


class Duplicates(QObject):
    """Compares all texts behind the work, and shows a strip where some are alike; subclasses say of what."""

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
        if self.texts() != self._compared:
            self._settle.start()

    def forget(self) -> None:
        """Begin again with another workspace."""
        self._settle.stop()
        self.pairs, self._compared, self._differ = [], {}, set()
        self.strip.hide()

    # ---- of the subclasses

    def texts(self) -> dict[str, str]:
        """Return what is compared, by the ids of the records."""
        raise NotImplementedError

    def compared(self, texts: dict[str, str]) -> Callable[[], list[Pair]]:
        """Return what finds the pairs, on the worker."""
        return lambda: near_pairs(texts)

    def side(self, *, at_left: bool) -> Side:
        """Return what shows one of two."""
        raise NotImplementedError

    def join(self, keep: str, other: str) -> None:
        """Make two one."""
        raise NotImplementedError

    @property
    def words(self) -> Words:
        """How what is alike is told."""
        raise NotImplementedError

    # ---- what is alike

    def compare(self) -> None:
        """Compare all statements on the worker."""
        texts = self._compared = self.texts()
        compared = self.compared(texts)
        self._worker.run(lambda progress, cancelled: compared(), lambda outcome: self._show(texts, outcome))

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
            self._session.said.emit(self.words.none)

    def _tell(self) -> None:
        there = self.texts().keys()
        self.pairs = [each for each in self.pairs if {each.first, each.second} <= there]
        said = counted(len(self.pairs), self.words.one, self.words.many)
        if len(self.pairs) >= MOST_PAIRS:
            said = self.words.most.format(count=MOST_PAIRS)
        self._line.setText(tr("{pairs} nearly the same.").format(pairs=said))
        self.strip.setVisible(bool(self.pairs))

    def differ(self, pair: Pair) -> None:
        """Take in that two are not the same; they are proposed no more until the file is opened again."""
        self._differ.add((pair.first, pair.second))
        self.pairs = [each for each in self.pairs if each[:2] != pair[:2]]
        self._tell()

    def merge(self, pair: Pair, keep: str) -> None:
        """Make the two one, in the words of one of them."""
        other = pair.second if keep == pair.first else pair.first
        self.join(keep, other)
        self._tell()

    def open(self) -> None:
        """Look at the pairs one by one."""
        self.dialog_asked.emit(DuplicatesDialog(self, self._session, self.strip))


class DuplicatesDialog(QDialog):
    """Two side by side: the one or the other stays, or they differ; then the next two."""

    def __init__(self, duplicates: Duplicates, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._duplicates, self._session = duplicates, session
        self._pair: Pair | None = None  # others may be found meanwhile
        self.setWindowTitle(tr("Nearly the same"))
        self.resize(104 * GRID, 60 * GRID)
        self.count = label("", "caption")
        self.left, self.right = duplicates.side(at_left=True), duplicates.side(at_left=False)
        for side in (self.left, self.right):
            side.keep.clicked.connect(lambda _=False, side=side: self._keep(side.record_id))
            side.opened.connect(self._read)
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
        rows = column(self.count, spacing=GRID, margins=(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID))
        rows.addLayout(sides, 1)
        rows.addWidget(wrapped(duplicates.words.merging, "caption"))
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
        self.left.show_record(pair.first)
        self.right.show_record(pair.second)
        self.left.keep.setFocus()

    def _keep(self, record_id: str) -> None:
        if self._pair is not None:
            self._duplicates.merge(self._pair, record_id)
        self._show()

    def _let_differ(self) -> None:
        if self._pair is not None:
            self._duplicates.differ(self._pair)
        self._show()

    def _read(self, highlight_id: str) -> None:
        self.reject()
        self._duplicates.passage_asked.emit(highlight_id)


class Side(QFrame):
    """One record of two: what it says, what is behind it, and the button that keeps it."""

    opened = Signal(str)
    """The id of a highlight that is to be read where it was said."""

    def __init__(self, keep: str) -> None:
        super().__init__()
        self.record_id = ""
        self.setObjectName("sheet")
        self.keep = button(keep)

    def show_record(self, record_id: str) -> None:
        """Show a record."""
        raise NotImplementedError

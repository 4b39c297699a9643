"""What floats below a passage: what can be made of it by one key, then the line in which that is said or tagged."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.canvas.icons import map_icon
from app.models.kinds import INSIGHT_KINDS, InsightKind
from app.views.research.marks import SIGNS, edge_of
from app.views.research.words import insight_kind_word
from app.views.session import Session
from app.views.tag_field import TagField
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, LineField, ToolButton, label, wrapped

_LETTERS: Final = 28
_GAP: Final = 10


def tr(text: str) -> str:
    """Translate a text of the bar."""
    return QCoreApplication.translate("PassageBar", text)


def offers() -> list[tuple[str, str, str]]:
    """Return what is offered for a passage: name, key, word."""
    words: list[tuple[InsightKind, str]] = [("pain", "P"), ("gain", "G"), ("need", "N")]
    return [
        *((kind, key, insight_kind_word(kind).lower()) for kind, key in words),
        ("insight", "I", tr("insight")),
        ("tag", "#", tr("tag")),
    ]


def more_offers() -> list[tuple[str, str, str]]:
    """Return what is offered besides, in the menu of a passage."""
    words: list[tuple[InsightKind, str]] = [("job", "J"), ("behaviour", "B"), ("fact", "F")]
    return [
        *((kind, key, insight_kind_word(kind).lower()) for kind, key in words),
        ("highlight", "H", tr("highlight alone")),
        ("note", "E", tr("note")),
        ("resize", "R", tr("let the highlight stand on what is selected")),
    ]


class KeyButton(QPushButton):
    """A key in a small cap and what it does; the keys stay with the text."""

    def __init__(self, theme: ThemeKeeper, key: str, word: str) -> None:
        super().__init__()
        self._theme, self._key, self._word = theme, key, word
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{word} ({key})")
        self.setToolTip(f"{word} ({key})")
        self.setFlat(True)

    def sizeHint(self) -> QSize:
        """As wide as the cap and the word."""
        return QSize(self._cap() + 4 + self.fontMetrics().horizontalAdvance(self._word) + GRID, 28)

    minimumSizeHint = sizeHint

    def _cap(self) -> int:
        return max(20, self.fontMetrics().horizontalAdvance(self._key) + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap and the word, light on the dark bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(self._theme.colour("surface"))
        cap = QRectF(2.0, self.height() / 2 - 10.0, self._cap(), 20.0)
        paper = QColor(ink)
        paper.setAlphaF(0.34 if self.underMouse() else 0.18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paper)
        painter.drawRoundedRect(cap, 4.0, 4.0)
        painter.setPen(ink)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), self._key)
        painter.setFont(self.font())
        room = QRectF(cap.right() + 4.0, 0.0, self.width() - cap.right(), self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._word)


class _Floating(QFrame):
    """Lies over the text, below a passage where there is room, else above it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over

    def show_at(self, passage: QRectF) -> None:
        """Come beside a passage, in pixels of what it lies over."""
        layout = self.layout()
        if layout is not None:
            layout.invalidate()  # what is shown and hidden inside while it is hidden itself tells nobody
            layout.activate()
        self.adjustSize()
        around = self._over.rect()
        x = min(max(passage.left(), GRID), max(GRID, around.width() - self.width() - GRID))
        below, above = passage.bottom() + _GAP, passage.top() - _GAP - self.height()
        y = below if below + self.height() <= around.height() - GRID or above < GRID else above
        self.move(QPoint(round(x), round(min(max(y, GRID), around.height() - self.height() - GRID))))
        seen = passage.bottom() > 0 and passage.top() < around.height()
        self.setVisible(seen)
        self.raise_()


class OfferBar(_Floating):
    """The words of the passage and what each key makes of them."""

    asked = Signal(str)
    more_asked = Signal(QPoint)

    def __init__(self, theme: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("passageBar")
        self.setAccessibleName(tr("What to make of the passage"))
        self._words = label()
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID - 4, 4, GRID, 4)
        row.setSpacing(4)
        row.addWidget(self._words)
        row.addSpacing(GRID)
        for name, key, word in offers():
            each = KeyButton(theme, key, word)
            each.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            row.addWidget(each)
        self._more = KeyButton(theme, "…", "")
        self._more.setAccessibleName(tr("More to make of the passage"))
        self._more.setToolTip(tr("More: job, behaviour, fact, note"))
        self._more.clicked.connect(lambda: self.more_asked.emit(self._more.mapToGlobal(QPoint(0, self._more.height()))))
        row.addWidget(self._more)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def offer(self, words: str, passage: QRectF) -> None:
        """Offer what can be made of these words."""
        text = " ".join(words.split())
        short = text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1].rstrip()}…"
        self._words.setText(f"“{short}”")
        self._words.setVisible(self._over.width() > 640)
        self.show_at(passage)


class EntryBar(_Floating):
    """The line in which an insight is said, or the tags of a highlight."""

    kept = Signal(str, str)
    """The kind and the statement of the insight."""
    left = Signal()

    def __init__(self, session: Session, theme: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.kind: InsightKind = "fact"
        self.setObjectName("entryBar")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFixedWidth(60 * GRID)
        self._sign = ToolButton()
        self._sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._sign.clicked.connect(lambda: self._turn(1))
        self.statement = LineField(tr("Insight"))
        self.tags = TagField(session, theme)
        self._hint = wrapped("", "caption")
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        row.addWidget(self._sign)
        row.addWidget(self.statement, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(GRID, GRID, GRID, GRID // 2)
        rows.setSpacing(2)
        rows.addLayout(row)
        rows.addWidget(self.tags)
        rows.addWidget(self._hint)
        for each in (self.statement, self.tags.line):
            each.installEventFilter(self)
        theme.changed.connect(self._dress)
        self.hide()

    def ask_statement(self, kind: InsightKind, statement: str, passage: QRectF, *, known: bool) -> None:
        """Let an insight be said; `known` where it is there already."""
        self.kind = kind
        self._dress()
        self.tags.hide()
        self._sign.show()
        self.statement.show()
        self.statement.setText(statement)
        new = tr("Enter keeps the insight · Esc the highlight alone · Alt+Up, Alt+Down: its kind")
        self._hint.setText(tr("Enter keeps the insight · Esc leaves it as it was") if known else new)
        self._come(passage)
        self.statement.setFocus()
        self.statement.end(False)
        self.statement.home(True)  # all of it, and its beginning in sight

    def ask_tags(self, highlight_id: str, passage: QRectF) -> None:
        """Let tags be put on a highlight."""
        self._sign.hide()
        self.statement.hide()
        self.tags.show()
        self.tags.show_records([highlight_id])
        self._hint.setText(tr("Enter adds a tag, also a new one · Esc goes back to the text"))
        self._come(passage)
        self.tags.line.setFocus()

    def follow(self, highlight_id: str) -> None:
        """Show the tags as they are stored now."""
        if self.isVisible() and self.tags.isVisible():
            self.tags.show_records([highlight_id])
            self.adjustSize()

    def _come(self, passage: QRectF) -> None:
        self.setFixedWidth(min(60 * GRID, self._over.width() - 2 * GRID))
        self.show_at(passage)

    def _dress(self) -> None:
        self._sign.setIcon(map_icon(SIGNS[self.kind], edge_of(self.kind), self._theme.look.name, 16))
        self._sign.setText(insight_kind_word(self.kind))
        self._sign.setAccessibleName(tr("Kind: {kind}").format(kind=insight_kind_word(self.kind)))
        self._sign.setToolTip(tr("Another kind (Alt+Up, Alt+Down)"))

    def _turn(self, way: int) -> None:
        """Choose the next (1) or previous (−1) kind."""
        place = (INSIGHT_KINDS.index(self.kind) + way) % len(INSIGHT_KINDS)
        self.kind = INSIGHT_KINDS[place]
        self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and Esc of the lines; leaving one goes back as Esc does."""
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return self._key(watched, event)
        if event.type() == QEvent.Type.FocusOut and watched is self.statement and self.isVisible():
            self.hide()
        return False

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key, in_statement = event.key(), watched is self.statement
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        turns = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1} if alt and in_statement else {}
        leaves = key == Qt.Key.Key_Escape and (in_statement or not self.tags.line.text())
        if event.type() == QEvent.Type.ShortcutOverride:
            if leaves or key in turns:
                event.accept()
            return False
        if leaves:
            self.hide()
            self.left.emit()
        elif in_statement and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            text = " ".join(self.statement.text().split())
            if text:
                self.hide()
                self.kept.emit(self.kind, text)
        elif key in turns:
            self._turn(turns[Qt.Key(key)])
        else:
            return False
        return True

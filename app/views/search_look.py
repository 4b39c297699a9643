"""How a find of the search looks: icon, the words with what was found in them, and where they stand below."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.models.kinds import CARD_KINDS
from app.services.search import Found
from app.views.choice_look import draw_ground, draw_marked
from app.views.icons import icon
from app.views.kinds import kind_icon, kind_word
from app.views.row_delegate import write_line
from app.views.theme import SMALL, ThemeKeeper
from app.views.widgets import GRID

HEIGHT: Final = 52
"""The height of a row in pixels."""

Index = QModelIndex | QPersistentModelIndex

_ICONS: Final = {
    **dict.fromkeys(("highlight", "turn", "source"), "research"),
    **dict.fromkeys(("participant", "stakeholder"), "persona"),
    **dict.fromkeys(("decision", "score", "boundary", "solution", "action", "ask"), "opportunity"),
}
"""Icons of what has none of its own name."""


def tr(text: str) -> str:
    """Translate a text of the search."""
    return QCoreApplication.translate("SearchSheet", text)


def found_word(found: Found) -> str:
    """Return what a find is, in a word."""
    if found.kind == "card":
        return kind_word(next(each for each in CARD_KINDS if each == found.label))
    words = {
        "insight": tr("Insight"),
        "opportunity": tr("Opportunity"),
        "decision": tr("Decision"),
        "score": tr("Score"),
        "boundary": tr("Boundary"),
        "solution": tr("Solution"),
        "action": tr("Action"),
        "stakeholder": tr("Stakeholder"),
        "ask": tr("Ask"),
        "journey": tr("Journey"),
        "stage": tr("Stage"),
        "step": tr("Step"),
        "persona": tr("Persona"),
        "participant": tr("Participant"),
        "theme": tr("Theme"),
        "tag": tr("Tag"),
        "source": tr("Source"),
        "highlight": tr("Highlight"),
        "turn": tr("Said"),
    }
    return words[found.kind]


class SearchLook(QStyledItemDelegate):
    """Draws a find in two lines, in the colours of the theme."""

    def __init__(self, theme: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines with room around them."""
        return QSize(120, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a find; what has no room is elided, never what was found."""
        rect: QRect = option.rect
        found: Found = index.data(Qt.ItemDataRole.UserRole)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, self._theme, rect, option.state)
        inner = rect.adjusted(GRID, 6, -GRID, -6)
        begin = 16 + GRID + GRID // 2
        text = inner.adjusted(0, 0, -begin, 0) if mirrored else inner.adjusted(begin, 0, 0, 0)
        picture = QRect(inner.right() - 15 if mirrored else inner.left(), inner.top() + 2, 16, 16)
        self._icon(found).paint(painter, picture)
        half = text.height() // 2
        upper = QRect(text.left(), text.top(), text.width(), half)
        lower = QRect(text.left(), text.top() + half, text.width(), half)
        letters = [place for start, end in found.marks for place in range(start, end)]
        draw_marked(painter, self._theme, upper, found.text, letters, option.font)
        small = QFont(option.font)
        small.setPixelSize(SMALL)
        where = " · ".join(filter(None, (found_word(found), found.source)))
        write_line(painter, lower, where, self._theme.colour("muted"), small)
        painter.restore()

    def _icon(self, found: Found) -> QIcon:
        if found.label in CARD_KINDS:
            return kind_icon(next(each for each in CARD_KINDS if each == found.label), self._theme.look)
        name = {
            "insight": "opportunity",
            "theme": "lane",
            "tag": "bookmark",
            "step": "stage",
        }.get(found.kind, _ICONS.get(found.kind, found.kind))
        return icon(name, self._theme.colour("muted"), 16)

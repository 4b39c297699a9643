"""The list of what changes and why: three lines a difference, the last saying what it answers."""

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from app.views.compare.why import fate_word, why_text
from app.views.compare.words import tr
from app.views.history.change_list import AnyIndex, ChangeDelegate, ChangeList, ChangeModel
from app.views.theme import ThemeKeeper

ROW_HEIGHT: Final = 64


class WhyModel(ChangeModel):
    """The differences on show."""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says; a screen reader hears all three lines."""
        if role not in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return super().data(index, role)
        row: Any = self.rows[index.row()]
        lines = (f"{fate_word(row.role)}: {row.title}", row.detail, why_text(row))
        return "\n".join(line for line in lines if line)


class WhyDelegate(ChangeDelegate):
    """Draws a third line: why it is so."""

    height = ROW_HEIGHT

    def lines(self, row: Any, font: QFont, small: QFont) -> tuple[tuple[str, str, QFont], ...]:
        """Return what it is, what is different and why, which is slanted where nobody said so yet."""
        why = QFont(small)
        why.setItalic(row.lacks_reason)
        return (
            (row.title, "ink", font),
            (row.detail or fate_word(row.role), "muted", small),
            (why_text(row), "warning" if row.lacks_reason else "ink", why),
        )


class WhyList(ChangeList):
    """The list; tells which difference the user goes to."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__(theme, WhyModel(), WhyDelegate(theme))
        self.setAccessibleName(tr("What changes and why"))

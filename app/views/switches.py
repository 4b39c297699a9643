"""A row of buttons of which one is down, as places have them for their tabs and tabs for what they show."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from app.views.widgets import GRID, button


def switches(
    words: Mapping[str, str], choose: Callable[[str], object], parent: QWidget, *, name: str = "", keyed: bool = False
) -> dict[str, QPushButton]:
    """Return a button for each value; `name` is said before their words to a screen reader.

    Of those that are `keyed` the tip tells the key: Ctrl with a digit.
    """
    group = QButtonGroup(parent)
    made = {}
    for number, (value, word) in enumerate(words.items(), start=1):
        each = made[value] = button(word, "switch")
        each.setCheckable(True)
        each.setAccessibleName(f"{name}: {word}" if name else word)
        strong = QFont(each.font())
        strong.setPixelSize(14)
        strong.setWeight(QFont.Weight.DemiBold)  # as the word is while the button is down
        each.setMinimumWidth(max(7 * GRID, QFontMetrics(strong).horizontalAdvance(word) + 2 * GRID))
        if keyed:
            each.setToolTip(f"{word} (Ctrl+{number})")
        each.clicked.connect(lambda _=False, value=value: choose(value))
        group.addButton(each)
    return made

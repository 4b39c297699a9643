"""The options of a vote: numbers and titles, and where it is revealed bars, people, spread; hands are counted here."""

from typing import Any, Final, Literal

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSpinBox, QStyleOptionViewItem, QTableView

from app.models.content import Content
from app.models.records import Card, VoteRound
from app.scoring.votes import OptionResult, results, subject_of
from app.views.icons import icon
from app.views.kinds import kind_icon
from app.views.row_delegate import BAR, AnyIndex, RowDelegate
from app.views.tables import dress_rows
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, keep_delete
from app.views.workshop.votes_words import option_word, place_word, spread_word, tr

Column = Literal["number", "option", "place", "votes", "people", "spread", "hands"]

ROW_HEIGHT: Final = 32
WIDTHS: Final[dict[Column, int]] = {
    "number": 48,
    "place": 56,
    "votes": 160,
    "people": 72,
    "spread": 112,
    "hands": 120,
}
LEAST_OPTION: Final = 200
"""Pixels that titles have at least; where there are less, the table scrolls sideways."""

_STEP: Final = 28
"""The width of what counts one hand more or less, in pixels."""
_ICON: Final = 16
_MOST_HANDS: Final = 100_000


class OptionsModel(QAbstractTableModel):
    """The options of one vote by number, or by place where it is revealed and no hands are being counted."""

    def __init__(self) -> None:
        super().__init__()
        self.content = Content()
        self.rows: list[OptionResult] = []
        self.columns: list[Column] = []
        self.most = 0
        """The most votes that one option has."""

    def show_round(self, content: Content, held: VoteRound | None, *, hands: bool) -> None:
        """Show a vote as it is stored; none shows nothing."""
        self.beginResetModel()
        self.content = content
        self.rows = list(results(content, held.id).options) if held else []
        self.columns = ["number", "option"]
        if held is not None and held.revealed:
            self.columns = ["place", "number", "option", "votes", "people", "spread"]
            if hands:  # what is being counted is in view where there is little room
                self.columns.insert(3, "hands")
        if held is None or hands or not held.revealed:  # what is being counted stays where it is
            self.rows.sort(key=lambda row: row.option.number)
        self.most = max((row.votes for row in self.rows), default=0)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many options there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        words: dict[Column, str] = {
            "number": tr("No."),
            "option": tr("Option"),
            "place": tr("Place"),
            "votes": tr("Votes"),
            "people": tr("People"),
            "spread": tr("Spread"),
            "hands": tr("Raised hands"),
        }
        return words[self.columns[section]]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, in words for screen readers too; a hidden vote has no cells with counts."""
        if role == Qt.ItemDataRole.EditRole and self.columns[index.column()] == "hands":
            return self.rows[index.row()].hands
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        match self.columns[index.column()]:
            case "number":
                return str(row.option.number)
            case "option":
                return option_word(self.content, row.option)
            case "place":
                return place_word(row)
            case "votes":
                return str(row.votes)
            case "people":
                return str(row.people)
            case "spread":
                return spread_word(row)
            case "hands":
                return str(row.hands)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Hands can be typed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()] == "hands" else flags

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell how many hands were typed; what is stored decides what is shown."""
        self.typed.emit(self.rows[index.row()].option.id, int(value))
        return False

    typed = Signal(str, int)


class OptionsDelegate(RowDelegate):
    """Draws titles with the icon of their kind, votes as bars, the spread as small columns, hands with − and +."""

    def __init__(self, model: OptionsModel, theme: ThemeKeeper) -> None:
        super().__init__(theme)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """One line, whatever a cell says."""
        return QSize(40, ROW_HEIGHT)

    def draw(self, painter: QPainter, box: QRect, index: AnyIndex, font: QFont, small: QFont) -> None:
        """Draw what is in a cell."""
        row = self._model.rows[index.row()]
        match self._model.columns[index.column()]:
            case "option":
                self._option(painter, box, row, font)
            case "votes":
                self._votes(painter, box, row, font)
            case "spread":
                self._spread(painter, box, row, small)
            case "hands":
                self._hands(painter, box, row, font)
            case "place" if row.place == 1:
                font.setBold(True)
                self.line(painter, box, place_word(row), "accent", font)
            case _:
                self.line(painter, box, str(index.data()), "ink", font)

    def _option(self, painter: QPainter, box: QRect, row: OptionResult, font: QFont) -> None:
        subject = subject_of(self._model.content, row.option)
        look = self._theme.look
        sign = (
            kind_icon(subject.kind, look) if isinstance(subject, Card) else icon("opportunity", look["accent"], _ICON)
        )
        sign.paint(painter, box.left(), box.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        self.line(
            painter, box.adjusted(_ICON + GRID, 0, 0, 0), option_word(self._model.content, row.option), "ink", font
        )

    def _votes(self, painter: QPainter, box: QRect, row: OptionResult, font: QFont) -> None:
        figure = 36
        track = QRectF(box.left(), box.center().y() - BAR / 2 + 1, box.width() - figure, BAR)
        if row.votes:
            self.bar(painter, track, 0.0, row.votes / self._model.most, "accent")
        self.line(painter, box.adjusted(box.width() - figure + GRID, 0, 0, 0), str(row.votes), "ink", font)

    def _spread(self, painter: QPainter, box: QRect, row: OptionResult, small: QFont) -> None:
        """A column for each number of votes, from none on, as high as the people who gave so many."""
        most = max(row.spread, default=0)
        width = min(12, max(box.width() // max(len(row.spread), 1), 3))
        floor = box.bottom() - 5
        for votes, people in enumerate(row.spread):
            high = max(round((box.height() - 12) * people / most), 2) if people else 0
            left = box.left() + votes * width
            painter.fillRect(QRect(left, floor - high, width - 2, high), self.colour("accent" if votes else "muted"))
            painter.fillRect(QRect(left, floor, width - 2, 1), self.colour("strong_line"))

    def _hands(self, painter: QPainter, box: QRect, row: OptionResult, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(self.colour("accent"))
        less, more = steps(box)
        painter.drawText(less, Qt.AlignmentFlag.AlignCenter, "−")
        painter.drawText(more, Qt.AlignmentFlag.AlignCenter, "+")
        painter.setPen(self.colour("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(row.hands))

    def createEditor(self, parent: Any, option: QStyleOptionViewItem, index: AnyIndex) -> Any:
        """Type hands as a number."""
        title = option_word(self._model.content, self._model.rows[index.row()].option)
        editor = QSpinBox(parent)
        editor.setAccessibleName(tr("Hands raised for {option}").format(option=title))
        editor.setRange(0, _MOST_HANDS)
        editor.setFrame(False)
        return editor


def steps(box: QRect) -> tuple[QRect, QRect]:
    """Return where − and + are in a cell of hands."""
    less = QRect(box.left(), box.top(), _STEP, box.height())
    return less, QRect(box.right() - _STEP + 1, box.top(), _STEP, box.height())


class OptionsTable(QTableView):
    """The table; + and − on a row count hands, digits type how many, Delete takes an option out, Enter shows it."""

    opened = Signal(str)
    removed = Signal(list)
    counted = Signal(str, int)
    """One hand more or less for an option."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        keep_delete(self)
        self.options = OptionsModel()
        self._delegate = OptionsDelegate(self.options, theme)
        self.setModel(self.options)
        self.setItemDelegate(self._delegate)
        dress_rows(self, tr("Options of the vote"), ROW_HEIGHT)
        self.setMinimumHeight(ROW_HEIGHT + 3 * GRID)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open)

    def show_round(self, content: Content, held: VoteRound | None, *, hands: bool) -> None:
        """Show a vote as it is stored; the current row and the place in the list stay."""
        kept, seen = self.current_id(), self.verticalScrollBar().value()
        self.options.show_round(content, held, hands=hands)
        self._fit()
        numbers = [number for number, row in enumerate(self.options.rows) if row.option.id == kept]
        if numbers or self.options.rows:
            self.selectRow(numbers[0] if numbers else 0)
        self.verticalScrollBar().setValue(seen)

    def current_id(self) -> str:
        """Return the option that the keys are at, or nothing."""
        index = self.currentIndex()
        return self.options.rows[index.row()].option.id if index.isValid() else ""

    def _fit(self) -> None:
        header, columns = self.horizontalHeader(), self.options.columns
        taken = sum(WIDTHS[each] for each in columns if each != "option")
        for number, column in enumerate(columns):
            room = max(LEAST_OPTION, self.viewport().width() - taken) if column == "option" else WIDTHS[column]
            header.resizeSection(number, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the other width out."""
        super().resizeEvent(event)
        self._fit()

    def _open(self, index: QModelIndex) -> None:
        if self.options.columns[index.column()] != "hands":
            self.opened.emit(self.options.rows[index.row()].option.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Count a hand where − or + is pressed."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and self.options.columns[index.column()] == "hands":
            self._press(index, place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second press on − or + counts too."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.options.columns[index.column()] == "hands":
            self._press(index, event.position().toPoint())
        else:
            super().mouseDoubleClickEvent(event)

    def _press(self, index: QModelIndex, place: QPoint) -> None:
        less, more = steps(self.visualRect(index).adjusted(GRID, 0, -GRID, -1))
        by = (1 if more.contains(place) else 0) - (1 if less.contains(place) else 0)
        if by:
            self.counted.emit(self.options.rows[index.row()].option.id, by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that count, open and take out."""
        current, text = self.current_id(), event.text()
        if self.state() == QTableView.State.EditingState or not current:
            event.accept() if current else super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(
                [self.options.rows[each.row()].option.id for each in self.selectionModel().selectedRows()]
            )
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(current)
        elif "hands" not in self.options.columns or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif text in ("+", "-"):
            self.counted.emit(current, 1 if text == "+" else -1)
        elif text.isdecimal():
            self._type(event)
        else:
            super().keyPressEvent(event)

    def _type(self, event: QKeyEvent) -> None:
        """Open the count of the current row with the digit that was typed in the place of it."""
        hands = self.options.index(self.currentIndex().row(), self.options.columns.index("hands"))
        self.setCurrentIndex(hands)
        self.edit(hands, QTableView.EditTrigger.AllEditTriggers, QEvent(QEvent.Type.None_))
        editor = self.focusWidget()
        if isinstance(editor, QSpinBox):
            editor.setValue(int(event.text()))
            editor.lineEdit().end(False)

"""The line into which ballots are keyed: number keys vote, Enter keeps the ballot and goes to the next number."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.canvas.accessible import announce
from app.models.content import Content
from app.models.records import VoteOption, VoteRound
from app.scoring.votes import ballots_of, options_of, votes_of
from app.services.votes import next_number
from app.views.tag_field import Flow
from app.views.widgets import GRID, LineField, button, clear, column, label, restyle, wrapped
from app.views.workshop.votes_keying import Typed, by_digits, understand, without_last, written
from app.views.workshop.votes_words import option_word

_LONGEST = 24
"""Letters of a title that a chip shows."""

_WIDE = 560
"""Pixels from which chips have room for titles."""


def tr(text: str) -> str:
    """Translate a text of the line."""
    return QCoreApplication.translate("BallotLine", text)


class _Line(LineField):
    """The text; Backspace takes the last vote whole, Esc lets what was typed go, then the keys."""

    last_taken = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the line."""
        at_end = not self.hasSelectedText() and self.cursorPosition() == len(self.text())
        if event.key() == Qt.Key.Key_Backspace and at_end and not event.modifiers():
            self.last_taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class BallotLine(QWidget):
    """One ballot at a time, of the number that is next or that `#12` jumped to; chips say what was understood."""

    kept = Signal(int, dict)
    """The number of a ballot and its votes by option, to be stored."""
    taken_back = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._content = Content()
        self._held: VoteRound | None = None
        self._options: dict[int, VoteOption] = {}
        self._narrow = False
        self._base = 0
        """The number after which new ballots go on."""
        self._correcting = 0
        """The number of the ballot that is corrected, 0 for a new one."""
        self.caption = label("", "strong")
        self.line = _Line(tr("Votes on this ballot"))
        self.line.setMinimumWidth(12 * GRID)
        self.line.setMaximumWidth(24 * GRID)
        self.line.textEdited.connect(lambda _: self._show())
        self.line.returnPressed.connect(self._enter)
        self.line.last_taken.connect(self._take_last)
        self.line.escaped.connect(self._escape)
        self.caption.setBuddy(self.line)
        self.setFocusProxy(self.line)
        self.away = button(tr("Take this ballot back"), "link", lambda: self.taken_back.emit(self._correcting))
        self.chips: list[QFrame] = []
        """One for each option that the line votes for."""
        self.message = wrapped("", "caption")
        self._said = QWidget()
        self._flow = Flow(self._said)
        beside = column(spacing=0, margins=(0, GRID // 2, 0, GRID // 2))
        beside.addWidget(self._said, 1)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for part in (self.caption, self.line, self.away):
            row.addWidget(part, 3 if part is self.line else 0)
        row.addLayout(beside, 4)
        rows = column(spacing=0)
        rows.addLayout(row)
        rows.addWidget(self.message)
        self.setLayout(rows)

    @property
    def number(self) -> int:
        """The number of the ballot that is keyed."""
        if self._held is None:
            return 1
        return self._correcting or next_number(self._content, self._held.id, self._base)

    def show_round(self, content: Content, held: VoteRound | None) -> None:
        """Take in a vote as it is stored; what is typed stays, unless it is for another vote."""
        if held is None or self._held is None or held.id != self._held.id:
            self._begin()
            self._base = 0
        self._content, self._held = content, held
        self._options = {each.number: each for each in options_of(content, held.id)} if held else {}
        if self._correcting and held and self._correcting not in ballots_of(content, held.id):
            self._begin()
        self._show()

    def type(self, text: str) -> None:
        """Take what was typed elsewhere, such as a digit on the map, and the keys that follow."""
        self.line.setFocus()
        self.line.end(False)
        self.line.insert(text)
        self._show()

    def understood(self) -> Typed:
        """Return what the line says."""
        return understand(self.line.text(), self._options, self._held.votes_each if self._held else 0)

    def clear_kept(self) -> None:
        """Go to the next number: the ballot is in."""
        self._begin()
        self._show()

    def _begin(self) -> None:
        self._correcting = 0
        self.line.clear()

    # ---- what the keys do

    def _take_last(self) -> None:
        self.line.setText(without_last(self.line.text(), self._options))
        self._show()

    def _escape(self) -> None:
        if self.line.text() or self._correcting:
            self._begin()
            self._show()
        else:
            self.left.emit()

    def _enter(self) -> None:
        typed = self.understood()
        if typed.problem or self._held is None:
            self._show()
            announce(self, typed.problem)
        elif typed.jump is not None and not (typed.counts or typed.blank):
            self._jump(typed.jump)
        elif typed.counts or typed.blank:
            number = self.number if typed.jump is None else typed.jump
            if typed.jump is not None and number not in ballots_of(self._content, self._held.id):
                self._base = number - 1
            self.kept.emit(number, {self._options[each].id: count for each, count in typed.counts.items()})
        else:
            self._refuse(
                tr("Ballot {number} is empty. 0 and Enter keep one without any vote.").format(number=self.number)
            )

    def _jump(self, number: int) -> None:
        """Load a ballot that is in, to correct it; go on at a number that is not."""
        assert self._held is not None
        ballot = ballots_of(self._content, self._held.id).get(number)
        self._begin()
        if ballot is not None:
            self._correcting = number
            by_id = {each.id: each.number for each in self._options.values()}
            counts = {by_id[each]: count for each, count in votes_of(self._content, ballot).items()}
            self.line.setText(written(counts, self._options))
        elif number:
            self._base = number - 1
        self._show()
        announce(self, self.caption.text())

    # ---- what is shown

    def _refuse(self, problem: str) -> None:
        self._say(problem, wrong=True)
        announce(self, problem)

    def _show(self) -> None:
        typed = self.understood()
        number = self.number if not typed.jump else typed.jump
        is_in = self._held is not None and number in ballots_of(self._content, self._held.id)
        caption = tr("Ballot {number}, correcting") if is_in else tr("Ballot {number}")
        self.caption.setText(caption.format(number=number))
        self.away.setVisible(bool(self._correcting))
        self._show_chips(typed)
        self._say(typed.problem or self._hint(typed), wrong=bool(typed.problem))

    def _show_chips(self, typed: Typed) -> None:
        """Show what was understood."""
        clear(self._flow)
        self.chips = [self._chip(self._options[each], count) for each, count in typed.counts.items()]
        for chip in self.chips:
            self._flow.addWidget(chip)
        self._said.updateGeometry()

    def _hint(self, typed: Typed) -> str:
        if typed.jump is not None and not typed.counts:
            return tr("Enter goes to ballot {number}").format(number=typed.jump)
        if typed.blank:
            return tr("Without any vote. Enter keeps it.")
        if typed.counts and self._held is not None:
            rest = self._held.votes_each - sum(typed.counts.values())
            return tr("{count} left. Enter keeps it.").format(count=rest) if rest else tr("Enter keeps it.")
        way = tr("Number keys vote") if by_digits(self._options) else tr("Numbers with spaces vote")
        return tr("{way}, Enter keeps, Backspace takes back, #12 corrects ballot 12").format(way=way)

    def _say(self, text: str, *, wrong: bool) -> None:
        self.message.setText(text)
        self.message.setToolTip(text)
        if bool(self.line.property("wrong")) != wrong:
            self.line.setProperty("wrong", wrong)
            self.message.setProperty("look", "error" if wrong else "caption")
            restyle(self.line)
            restyle(self.message)

    def _chip(self, option: VoteOption, count: int) -> QFrame:
        chip = QFrame()
        chip.setProperty("look", "chip")
        title = option_word(self._content, option)
        short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
        times = f"×{count}" if count > 1 else ""
        said = [str(option.number), *([] if self._narrow else [f" {short}"]), times]
        name = label(" ".join(part for part in said if part))
        name.setToolTip(title)
        row = QHBoxLayout(chip)
        row.setContentsMargins(GRID, 0, GRID, 0)
        row.addWidget(name)
        return chip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let chips say numbers alone where titles have no room."""
        super().resizeEvent(event)
        narrow = self.width() < _WIDE
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_chips(self.understood())

    def sizeHint(self) -> QSize:
        """One line."""
        return super().sizeHint().expandedTo(QSize(0, 4 * GRID))

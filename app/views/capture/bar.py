"""Quick capture: the line at the foot of the map, with what it understood, what it asks, and what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.canvas.accessible import announce
from app.models.records import Step, Swimlane
from app.views.capture.completing import Completing
from app.views.capture.line import CaptureLine
from app.views.icons import icon
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ToolButton, label

if TYPE_CHECKING:
    from app.models.changes import ChangeSet
    from app.services.capture import Kind, Pin, Sentence
    from app.views.capture.asking import Asking
    from app.views.capture.chips import ChipRow
    from app.views.capture.filing import Filing
    from app.views.capture.questions import Questions

READ_OUT: Final = 900
"""Milliseconds of quiet after which what was understood is read out."""


def tr(text: str) -> str:
    """Translate a text of the bar."""
    return QCoreApplication.translate("CaptureBar", text)


class CaptureBar(QFrame):
    """One quiet line until it has the keys; its other parts are made when they are first needed."""

    filed = Signal(str)
    """The id of what a sentence made: the map shows it."""
    left = Signal()
    """The keys go back to the map."""
    paste_asked = Signal(str)
    """Many lines are to become cards; they are looked at first."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.pin: Pin | None = None
        """Where sentences go that name no place; none at the start."""
        self.understood: Sentence | None = None
        """What is in the line, as it was understood."""
        self._warned: tuple[str, ...] = ()
        self.last_filed = ""
        """The card that was filed last."""
        self.setObjectName("capture")
        self.setAccessibleName(tr("Capture"))
        self.line = CaptureLine()
        self._sign = QLabel()
        self._key = label("", "key")
        self._key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.paste_button = ToolButton()
        self.paste_button.setIconSize(QSize(16, 16))
        self.completing = Completing(self, session, theme)
        self._read_out = QTimer(self, singleShot=True, interval=READ_OUT)
        self._lay_out()
        self._connect()
        self._colour()
        self._show_keys()
        self._follow_journey()

    def _lay_out(self) -> None:
        self._line_row = QHBoxLayout()
        self._line_row.setSpacing(GRID)
        for each, stretch in ((self._sign, 0), (self.line, 1), (self._key, 0), (self.paste_button, 0)):
            self._line_row.addWidget(each, stretch)
        self._line_row.setAlignment(self._key, Qt.AlignmentFlag.AlignVCenter)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        self._rows.setSpacing(0)
        self._rows.addLayout(self._line_row)

    def _connect(self) -> None:
        line, session = self.line, self._session
        line.textChanged.connect(self._understand)
        line.focused.connect(self._wake)
        line.entered.connect(self._file)
        line.left.connect(self.left)
        line.answered.connect(lambda number: self.asking.answer(number))
        line.pin_asked.connect(self.toggle_pin)
        line.lines_given.connect(self.paste_asked)
        self.paste_button.clicked.connect(lambda: self.paste_asked.emit(""))
        self._read_out.timeout.connect(self._say_understood)
        session.opened.connect(self._begin)
        session.journey_changed.connect(self._follow_journey)
        session.changed.connect(self._follow)
        session.leaving.connect(self._leave)
        session.keys.changed.connect(self._show_keys)
        self._theme.changed.connect(self._colour)

    def _colour(self) -> None:
        self._sign.setPixmap(icon("keyboard", self._theme.colour("muted"), 16).pixmap(QSize(16, 16)))
        self.paste_button.setIcon(icon("import", self._theme.colour("muted"), 16))
        self._show_pin()
        if "chips" in self.__dict__:
            self._show_chips()

    def _show_keys(self) -> None:
        """Say which key comes here, and, here, which one files; nothing beside it moves."""
        keys = self._session.keys
        words = keys.text("capture"), tr("Enter")
        self._key.setText(words[self.line.hasFocus()])
        self._key.setFixedWidth(max(self._key.fontMetrics().horizontalAdvance(each) for each in words) + 2 * GRID)
        self.paste_button.setToolTip(keys.with_key(tr("Paste as cards…"), "paste_cards"))
        self.paste_button.setAccessibleName(tr("Paste as cards…"))

    # ---- parts that are made when they are first needed

    @cached_property
    def chips(self) -> ChipRow:
        """What was understood."""
        from app.views.capture.chips import ChipRow

        chips = ChipRow(self._theme)
        chips.pinned.connect(self.toggle_pin)
        chips.show_hint(
            tr("pain:  or  −      + gain      > touchpoint      “ quote      ? question")
            + tr("            @ place      ~ whose      # tag      ! how strong")
        )
        self._rows.insertWidget(self._rows.count() - 1, chips)
        return chips

    @cached_property
    def asking(self) -> Asking:
        """What is asked above the line."""
        from app.views.capture.asking import Asking

        asking = Asking(self._theme)
        asking.changed.connect(self._follow_asking)
        asking.emptied.connect(self.enter)
        self._rows.insertWidget(0, asking)
        return asking

    @cached_property
    def questions(self) -> Questions:
        """What sentences left open."""
        from app.views.capture.questions import Questions

        questions = Questions(self._session, self.asking)
        questions.placed.connect(self.filed)
        return questions

    @cached_property
    def filing(self) -> Filing:
        """The sentences on their way into the file."""
        from app.views.capture.filing import Filing

        filing = Filing(self._session, self)
        filing.filed.connect(self._show_filed)
        filing.refused.connect(self._show_refused)
        filing.changed.connect(lambda: self.asking.show_waiting(filing.waiting, filing.reason))
        return filing

    @cached_property
    def words(self) -> Mapping[str, Kind]:
        """The words that say a kind."""
        from app.views.capture.spoken import kind_words

        return kind_words()

    # ---- the keys

    def enter(self) -> None:
        """Give the keys to the line."""
        self.line.setFocus()

    def rest(self) -> None:
        """Be the quiet line of the start again: nothing written, asked or pinned."""
        self.line.put("")
        self._begin()

    def _wake(self, focused: bool) -> None:
        """Show what is understood while the line is used; be one quiet line again when it is left empty."""
        self._key.setText(tr("Enter") if focused else self._session.keys.text("capture"))
        if focused:
            self.chips.show()
            self._understand(self.line.text())
        else:
            self.completing.stop()
            if "chips" in self.__dict__:
                self.chips.setVisible(bool(self.line.text()))

    # ---- understanding

    def understand(self, text: str) -> Sentence:
        """Return what a text means on the map on show."""
        from app.services.capture import understand

        session = self._session
        return understand(session.content, session.journey_id, text, pin=self.pin, words=self.words)

    def _understand(self, text: str) -> None:
        """Show what is understood of the line as it is now."""
        if not self._session.journey_id:
            return
        self.understood = self.understand(text) if text.strip() else None
        self._show_chips()
        if text.strip():
            self._read_out.start()
        else:
            self._read_out.stop()

    def _show_chips(self) -> None:
        from app.views.capture.spoken import chips_of

        sentence = self.understood
        self.chips.show_chips(chips_of(self._session.content, sentence, self._theme) if sentence else ())

    def _say_understood(self) -> None:
        if self.line.hasFocus():
            announce(self.line, self.chips.accessibleDescription())

    # ---- filing

    def _file(self, text: str) -> None:
        """File a sentence at once; what is typed from now on belongs to the next one."""
        ready = self.understood if self.understood is not None and self.understood.text == text else None
        self.filing.file(self._session.journey_id, ready or self.understand(text))

    def _show_filed(self, sentence: Sentence, made: str) -> None:
        """Say where a sentence went, have the map show it, and ask what it left open."""
        from app.views.capture.spoken import filed_words

        self._session.said.emit(filed_words(self._session.content, sentence, made))
        self.last_filed = made
        self.filed.emit(made)
        if not sentence.is_structure:
            self.questions.ask(made, sentence)

    def show_pasted(self, made: Sequence[tuple[str, Sentence]]) -> None:
        """Say that lines were filed, have the map show what the first made, and ask what they left open."""
        if not made:
            return
        self._session.said.emit(tr("{count} lines are filed").format(count=len(made)))
        self.last_filed = made[0][0]
        self.filed.emit(self.last_filed)
        self.questions.ask_all([each for each in made if not each[1].is_structure])

    def _follow_asking(self) -> None:
        """Let Alt and a digit answer while something is asked."""
        self.line.asking = self.asking.newest is not None

    def _show_refused(self, sentence: Sentence, why: str) -> None:
        """Say why a sentence cannot be filed, and keep it until somebody deals with it."""
        from app.views.capture.asking import Question

        again = (tr("Write it again"), partial(self._write_again, sentence.text))
        said = f"“{sentence.text.strip()}”"
        self.asking.ask([Question(why if why.startswith(said) else f"{said}: {why}", [again])])
        self._session.failed.emit(why)

    def _write_again(self, text: str) -> None:
        """Bring a sentence back into the line; what is in it stays within reach of Up."""
        if self.line.text().strip():
            self.line.remember(self.line.text())
        self.line.put(text)
        self.line.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer nothing at a place where the line no longer is."""
        super().resizeEvent(event)
        self.completing.stop()

    # ---- the pin

    def toggle_pin(self) -> None:
        """Keep the place (and the persona) of this sentence for those that come; without one, let the pin go."""
        from app.services.capture import Pin

        sentence = self.understood
        said = {each.role: each.value for each in sentence.pieces if each.is_used} if sentence else {}
        if not said.keys().isdisjoint(("place", "wall", "persona")):
            self.set_pin(Pin(said.get("place", said.get("wall")), said.get("persona")))
        elif self.pin is not None:
            self.set_pin(None)
        else:
            self._session.failed.emit(tr("Write @ and a place first: the pin keeps it for the sentences that come."))

    def set_pin(self, pin: Pin | None) -> None:
        """Let sentences that name no place go to this one, or to Unplaced again."""
        from app.views.capture.spoken import pin_words

        self.pin = pin
        self._show_pin()
        words = pin_words(self._session.content, pin) if pin else ""
        self._session.said.emit(tr("Pinned: {place}").format(place=words) if pin else tr("Nothing is pinned any more"))
        self._understand(self.line.text())

    def _show_pin(self) -> None:
        """Show the pin as a chip before the line."""
        shown = self.__dict__.pop("_pin_chip", None)
        if shown is not None:
            self._line_row.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        if self.pin is not None:
            from app.views.capture.spoken import pin_words
            from app.views.tag_field import Chip

            words = pin_words(self._session.content, self.pin)
            chip = Chip(words, icon("bookmark", self._theme.colour("accent"), 12), self._unpin)
            chip.away.setAccessibleName(tr("Unpin {place}").format(place=words))
            chip.away.setToolTip(tr("Unpin (Alt+P in an empty line)"))
            self._line_row.insertWidget(1, chip)
            self._pin_chip = chip

    def _unpin(self) -> None:
        self.set_pin(None)
        self.line.setFocus()

    # ---- what happens elsewhere

    def _begin(self) -> None:
        """Ask nothing about another workspace; what is in the line stays."""
        if "asking" in self.__dict__:
            self.asking.forget()
        self._drop_pin()

    def _drop_pin(self) -> None:
        self.pin = None
        self._show_pin()

    def _follow_journey(self) -> None:
        """Belong to the map on show; a pin belonged to another."""
        self.setVisible(bool(self._session.journey_id))
        if self.pin is not None:
            self._drop_pin()
        if self.line.text():
            self._understand(self.line.text())

    def _follow(self, changes: ChangeSet) -> None:
        """Understand the line anew on a map that has changed; drop what is settled."""
        content = self._session.content
        if "questions" in self.__dict__:
            self.questions.follow(changes)
        pin = self.pin
        if pin is not None and (
            (pin.step_id and content.find(Step, pin.step_id) is None)
            or (pin.owner and content.find(Swimlane, pin.owner) is None)
        ):
            self._drop_pin()
        elif pin is not None and changes.touches("stage", "step", "persona", "swimlane"):
            self._show_pin()
        if self.line.text():
            self._understand(self.line.text())

    def may_leave(self) -> bool:
        """Tell whether the window may close: not while anything said is on no map, unless asked to in spite of that."""
        if "filing" in self.__dict__ and self.filing.waiting:
            self.filing.retry()
        waiting = self.filing.waiting if "filing" in self.__dict__ else ()
        begun = self.line.text().strip() if self._session.journey_id else ""
        left = (*waiting, begun)
        if not any(left) or left == self._warned:
            return True
        self._warned = left
        many = tr("{count} captured sentences still wait to be written. Close again to leave without them.")
        one = tr(
            "What is in the capture line is not on the map yet. Press Enter there, or close again to leave without it."
        )
        self._session.file_failed.emit(many.format(count=len(waiting)) if waiting else one)
        if begun:
            self.line.setFocus()
        return False

    def _leave(self) -> None:
        """Try once more to file what waits; say what could not be."""
        if "filing" not in self.__dict__ or not self.filing.waiting:
            return
        lost = self.filing.give_up()
        if lost:
            self._tell_lost(lost)

    def _tell_lost(self, sentences: tuple[str, ...]) -> None:
        """Keep sentences that could not be filed within reach: by Up in the line, and on the clipboard."""
        from PySide6.QtGui import QGuiApplication

        for each in sentences:
            self.line.remember(each)
        QGuiApplication.clipboard().setText("\n".join(sentences))
        text = tr("{count} captured sentences could not be written to the file; they are on the clipboard: {sentences}")
        told = text.format(count=len(sentences), sentences="; ".join(f"“{each}”" for each in sentences))
        QTimer.singleShot(0, self, lambda: self._session.file_failed.emit(told))

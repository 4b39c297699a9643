"""An interview or a text before it is taken: title, day, who speaks and who is one person, the first turns."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QTextEdit, QWidget

from app.models.kinds import SOURCE_KINDS, SpeakerRole
from app.models.turns import Turn, time_code
from app.views.imports.choice_cells import AnyIndex, ChoiceCells
from app.views.imports.pane import Fields, Pane, put
from app.views.imports.reading import ImportFile
from app.views.research.words import role_word, source_kind_word
from app.views.tables import ROW, fit_rows, plain_table
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, LineField, breakable, clear, column, counted, label, restyle

if TYPE_CHECKING:
    from app.importers.transcripts import Transcript
    from app.importers.transcripts.mapping import TranscriptMapping

_SPEAKERS: Final = 200
_SUGGESTIONS: Final = 20
_TURNS: Final = 40
_LONGEST: Final = 1_200
_ROLES: Final[tuple[SpeakerRole, ...]] = ("participant", "interviewer", "other")
_ROLE, _SAME = 3, 4


def tr(text: str) -> str:
    """Translate a text of the pane."""
    return QCoreApplication.translate("Import", text)


class TranscriptPane(Pane):
    """Title, day and kind; speakers with their roles; doubles that are proposed; turns as they will stand."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__(theme)
        self.title, self.day = LineField(tr("Title")), LineField(tr("Day"))
        self.day.setPlaceholderText(tr("2026-05-12"))
        self.kind = ChoiceField(tr("Kind of text"), [(each, source_kind_word(each)) for each in SOURCE_KINDS])
        self._heading = label("", "heading")
        headers = (tr("Speaker"), tr("Turns"), tr("Begins with"), tr("Role"), tr("Same person as"))
        self.speakers = plain_table(tr("Speakers"), headers, (136, 56, 0, 120, 136))
        self.speakers.verticalHeader().setDefaultSectionSize(ROW)
        cells = ChoiceCells(theme, self.speakers, self._offers)
        cells.chosen.connect(self._choose)
        self._same_heading = label(tr("PROBABLY ONE PERSON – TICK TO JOIN"), "heading")
        self.same = QWidget()
        self.same.setLayout(column(spacing=0))
        self._turns_heading = label("", "heading")
        self.turns = QTextEdit()
        self.turns.setReadOnly(True)
        self.turns.setTabChangesFocus(True)
        self.turns.setAccessibleName(tr("The first turns"))
        self.turns.setProperty("look", "boxed")
        self.turns.setMinimumHeight(160)
        self._lay_out()
        self.title.textEdited.connect(lambda text: self._tell(title=text))
        self.day.textEdited.connect(self._take_day)
        self.kind.chosen.connect(lambda kind: self._tell(kind=kind))

    def _lay_out(self) -> None:
        fields = Fields(4)
        fields.add(tr("Title"), self.title, 2)
        fields.add(tr("Day"), self.day)
        fields.add(tr("Kind"), self.kind)
        rows = column()
        rows.addLayout(fields)
        for each in (self._heading, self.speakers, self._same_heading, self.same, self._turns_heading):
            rows.addWidget(each)
        rows.addWidget(self.turns, 1)
        self.setLayout(rows)

    @property
    def _said(self) -> "TranscriptMapping":
        assert self.file is not None
        said: Any = self.file.reading.choices
        return said  # type: ignore[no-any-return]

    @property
    def _look(self) -> "Transcript":
        assert self.file is not None
        look: Any = self.file.reading.look
        return look  # type: ignore[no-any-return]

    # ---- filling

    def fill(self, file: ImportFile) -> None:
        """Show a transcript."""
        look, said = self._look, self._said
        if not self.title.hasFocus():  # else somebody is writing in it
            self.title.fill(said.title if said.title is not None else look.title)
        if not self.day.hasFocus() and not self.day.property("wrong"):
            self.day.fill(said.held_on or look.held_on or "")
        self.kind.fill(said.kind or look.kind)
        self._fill_speakers(look, said)
        self._fill_same(look, said)
        if file.plan is not None:
            self._fill_turns(next(iter(file.plan.turns.values()), ()))

    def show_file(self, file: ImportFile) -> None:
        """Show another file."""
        if file is not self.file:
            self._mark_day(False)
        super().show_file(file)

    def _fill_speakers(self, look: "Transcript", said: "TranscriptMapping") -> None:
        shown = look.speakers[:_SPEAKERS]
        heading = tr("SPEAKERS ({count})").format(count=len(look.speakers))
        if len(shown) < len(look.speakers):
            heading = tr("SPEAKERS (the first {shown} of {count})").format(shown=len(shown), count=len(look.speakers))
        self._heading.setText(heading)
        self._heading.setVisible(bool(shown))
        self.speakers.setVisible(bool(shown))
        with QSignalBlocker(self.speakers):
            self.speakers.setRowCount(len(shown))
            for row, each in enumerate(shown):
                role = said.roles.get(each.label, each.role)
                other = said.merged.get(each.label, "")
                put(self.speakers, row, 0, each.label)
                put(self.speakers, row, 1, f"{each.turns:,}")
                put(self.speakers, row, 2, each.first_words)
                put(self.speakers, row, _ROLE, "" if other else role_word(role), None if other else role)
                put(self.speakers, row, _SAME, other or "–", other)
        fit_rows(self.speakers, len(shown), 6)

    def _fill_same(self, look: "Transcript", said: "TranscriptMapping") -> None:
        groups = look.same[:_SUGGESTIONS]
        self._same_heading.setVisible(bool(groups))
        self.same.setVisible(bool(groups))
        box = self.same.layout()
        assert box is not None
        if [each.property("labels") for each in self.same.findChildren(QCheckBox)] != [list(each) for each in groups]:
            clear(box)
            for labels in groups:
                tick = QCheckBox(breakable(", ".join(f"“{each}”" for each in labels)))
                tick.setProperty("labels", list(labels))
                tick.setAccessibleName(tr("One person: {names}").format(names=", ".join(labels)))
                tick.clicked.connect(lambda checked, labels=labels: self.join_labels(labels, checked))
                box.addWidget(tick)
        for tick, labels in zip(self.same.findChildren(QCheckBox), groups, strict=False):
            into = self._main_of(labels)
            tick.setChecked(all(said.merged.get(each) == into for each in labels if each != into))

    def _fill_turns(self, turns: Any) -> None:
        text = tr("AS IT WILL STAND ({turns})").format(turns=counted(len(turns), tr("turn"), tr("turns")))
        self._turns_heading.setText(text)
        self.turns.clear()
        cursor = self.turns.textCursor()
        for number, turn in enumerate(turns[:_TURNS]):
            _write(cursor, turn, self.theme, first=number == 0)
        self.turns.moveCursor(QTextCursor.MoveOperation.Start)

    # ---- choosing

    def _offers(self, index: AnyIndex) -> Mapping[Any, str]:
        if index.column() == _ROLE:
            return {each: role_word(each) for each in _ROLES}
        own = self._look.speakers[index.row()].label
        others = [each.label for each in self._look.speakers[:_SPEAKERS] if each.label != own]
        return {"": tr("Nobody else")} | {each: each for each in others if each not in self._said.merged}

    def _choose(self, index: AnyIndex, value: Any) -> None:
        own = self._look.speakers[index.row()].label
        if index.column() == _ROLE:
            self._tell(roles={**self._said.roles, own: value})
            return
        merged = {label: other for label, other in self._said.merged.items() if label != own}
        if value:
            merged |= {own: value} | {label: value for label, other in merged.items() if other == own}
        self._tell(merged=merged)

    def _main_of(self, labels: tuple[str, ...]) -> str:
        """Return the label that speaks most, which the others become."""
        turns = Counter({each.label: each.turns for each in self._look.speakers})
        return max(labels, key=lambda each: turns[each])

    def join_labels(self, labels: tuple[str, ...], joined: bool) -> None:
        """Make labels one person, or as many as they were."""
        into = self._main_of(labels)
        merged = {label: other for label, other in self._said.merged.items() if label not in labels}
        if joined:
            merged |= {each: into for each in labels if each != into}
        self._tell(merged=merged)

    def _take_day(self, text: str) -> None:
        try:
            day = date.fromisoformat(text.strip()).isoformat() if text.strip() else None
        except ValueError:
            self._mark_day(True)
            return
        self._mark_day(False)
        self._tell(held_on=day)

    def _mark_day(self, wrong: bool) -> None:
        if bool(self.day.property("wrong")) != wrong:
            self.day.setProperty("wrong", wrong)
            self.day.setToolTip(tr("A day such as 2026-05-12; what is none is not taken.") if wrong else "")
            restyle(self.day)

    def _tell(self, **choices: Any) -> None:
        self.changed.emit(replace(self._said, **choices))


def _write(cursor: QTextCursor, turn: Turn, theme: ThemeKeeper, *, first: bool) -> None:
    """Write a turn: the heading above it, who speaks and when, the words."""
    strong, muted, usual = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    strong.setFontWeight(600)
    muted.setForeground(QColor(theme.colour("muted")))
    for each in (strong, usual):
        each.setForeground(QColor(theme.colour("ink")))
    who = " · ".join(filter(None, (time_code(turn.at), turn.speaker)))
    for text, look, gap in ((turn.heading, strong, GRID), (who, muted, GRID), (turn.text[:_LONGEST], usual, 0)):
        if not text:
            continue
        block = QTextBlockFormat()
        block.setTopMargin(0 if first else gap)
        if first and cursor.atStart():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        first = False
        cursor.insertText(text + ("…" if text == turn.text[:_LONGEST] and len(turn.text) > _LONGEST else ""), look)

"""Find and replace in all that is written: a line above the map that jumps from place to place."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.canvas.accessible import announce
from app.models.content import Content
from app.models.records import RECORD_TYPES, Card, Connector, Decision, Score, Stage, Step
from app.services.find import DECIDED, SCOPES, TAGS, Hit, Scope, find, replace_found
from app.views.icons import icon
from app.views.kinds import field_word
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, LineField, ToolButton, button, counted, label

_PAUSE = 120
"""Milliseconds of quiet before what is typed is searched for."""


_STRETCH: Final[dict[type[QWidget], int]] = {LineField: 2, QLabel: 1}
"""What gives way where there is little room."""


_DECIDED: Final = frozenset(each.kind_name for each in DECIDED)
"""What is on no map."""

_WIDE: Final = 760
"""Pixels from which finding and replacing have room on one line."""

_NARROW: Final = 400
"""Pixels that finding needs on a line of its own."""

_WHERE: Final = 140
"""Pixels beside either that the words need which say where something was found."""


def tr(text: str) -> str:
    """Translate a text of the line."""
    return QCoreApplication.translate("FindBar", text)


def scope_word(scope: Scope) -> str:
    """Return what a place to look in is called."""
    words: dict[Scope, str] = {
        "everything": tr("Everywhere"),
        "titles": tr("In titles"),
        "texts": tr("In notes and fields"),
        "tags": tr("In tags"),
        "opportunities": tr("In opportunities"),
    }
    return words[scope]


def found_in(hit: Hit) -> str:
    """Return the fields in which words were found."""
    words = {TAGS: tr("Tags"), "reason": tr("Reason"), "wants": tr("What they want"), "name": tr("Name")}
    fields = ", ".join(words.get(name) or field_word(name) for name in hit.fields)
    places = {
        "opportunity": tr("Opportunity"),
        "decision": tr("Decision"),
        "score": tr("Score"),
        "boundary": tr("Boundary"),
        "solution": tr("Solution"),
        "action": tr("Action"),
        "stakeholder": tr("Stakeholder"),
        "ask": tr("Ask"),
        "stage": tr("Stage"),
        "step": tr("Step"),
        "connector": tr("Connector"),
    }
    return f"{places[hit.kind]}: {fields}" if hit.kind in places else fields


def journey_of(content: Content, hit: Hit) -> str:
    """Return the id of the journey whose map shows what was found; of an opportunity, none."""
    if hit.kind == "card":
        return content.get(Card, hit.id).journey_id
    if hit.kind == "connector":
        return content.get(Connector, hit.id).journey_id
    step = content.find(Step, hit.id)
    stage = content.find(Stage, step.stage_id if step else hit.id)
    return stage.journey_id if stage else ""


class FindBar(QFrame):
    """Two fields, where to look, what was found in which field, and the commands to walk and change it."""

    reveal = Signal(str)
    """Show this card on the map."""
    opportunity_found = Signal()
    """An opportunity is selected."""
    closed = Signal()

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._found: list[Hit] = []
        self._at = -1
        self.setObjectName("findbar")
        self.text = LineField(tr("Find"))
        self.text.setPlaceholderText(tr("Find"))
        self.replacement = LineField(tr("Replace with"))
        self.replacement.setPlaceholderText(tr("Replace with"))
        for field in (self.text, self.replacement):
            field.setMinimumWidth(128)
            field.setMaximumWidth(240)
        self.scope = ChoiceField(tr("Where to look"), [(each, scope_word(each)) for each in SCOPES])
        self.scope.chosen.connect(lambda _: self.search())
        self.count = label("", "caption")
        self.where = label("", "caption")
        self.where.setMaximumWidth(160)
        self.where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.count.setMinimumWidth(56)
        self.previous = self._tool("up", tr("Previous (Shift+Enter)"), lambda: self.walk(-1))
        self.next = self._tool("down", tr("Next (Enter)"), lambda: self.walk(1))
        self.replace_one = button(tr("Replace"), clicked=self._replace_one)
        self.replace_all = button(tr("Replace all"), clicked=self._replace_all)
        self._close = self._tool("close", tr("Close (Esc)"), self.close_bar)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.addLayout(_row(self.text, self.scope, self.previous, self.next, self.count, self.where), 3)
        self._parts.addLayout(_row(self.replacement, self.replace_one, self.replace_all), 2)
        outer.addLayout(self._parts, 1)
        outer.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.search)
        self.text.textEdited.connect(lambda _: self._timer.start())
        session.changed.connect(self._follow)
        session.opened.connect(self.close_bar)
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in two lines where one has too little room."""
        super().resizeEvent(event)
        way, wide = QBoxLayout.Direction, self.width() >= _WIDE
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self.where.setVisible(self.width() >= (_WIDE if wide else _NARROW) + _WHERE)

    def _tool(self, name: str, spoken: str, action: object) -> ToolButton:
        tool = ToolButton()
        tool.setAccessibleName(spoken)
        tool.setToolTip(spoken)
        tool.setProperty("icon_name", name)
        tool.setIconSize(QSize(16, 16))
        tool.clicked.connect(action)
        return tool

    def _colour(self) -> None:
        for tool in (self.previous, self.next, self._close):
            tool.setIcon(icon(tool.property("icon_name"), self._theme.colour("ink"), 16))

    def open_bar(self) -> None:
        """Show the line, ready to type; what is selected in it is replaced by typing."""
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()
        self.search(jump=False)

    def close_bar(self) -> None:
        """Hide the line."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _follow(self) -> None:
        if not self.isHidden():
            self.search(jump=False)

    def search(self, jump: bool = True) -> None:
        """Find the text, and go to the first place that is not before the one on show."""
        self._timer.stop()
        current = self._found[self._at].id if 0 <= self._at < len(self._found) else None
        text = self.text.text()
        self._found = self._everywhere(text) if text else []
        self._at = next((place for place, hit in enumerate(self._found) if hit.id == current), -1)
        if jump and self._found and self._at < 0:
            self._at = 0
            self._show()
        self._tell()

    def _everywhere(self, text: str) -> list[Hit]:
        """Return what was found, that of the journey on show first and opportunities last."""
        content, here = self._session.content, self._session.journey_id
        scope: Scope = self.scope.currentData()
        return sorted(
            find(content, text, scope),
            key=lambda hit: (hit.kind in _DECIDED, journey_of(content, hit) != here),
        )

    def walk(self, by: int) -> None:
        """Go to the next or the previous card, around the end."""
        if self._timer.isActive():
            self.search(jump=False)
        if self._found:
            self._at = 0 if self._at < 0 < by else (self._at + by) % len(self._found)
            self._show()
        self._tell()

    def _show(self) -> None:
        hit, content = self._found[self._at], self._session.content
        if content.find(RECORD_TYPES[hit.kind], hit.id) is None:
            return
        about = content.find_among((Decision, Score), hit.id)
        if about is not None or hit.kind == "opportunity":
            self._session.select_opportunities([about.opportunity_id if about is not None else hit.id])
            self.opportunity_found.emit()
            return
        if hit.kind in _DECIDED:
            return  # where it stands is said beside the count; it is gone to by searching everywhere
        self._session.show_journey(journey_of(content, hit))
        self._session.select([hit.id])
        if hit.kind == "card":
            self.reveal.emit(hit.id)

    def _tell(self) -> None:
        count = len(self._found)
        if not self.text.text():
            text = ""
        elif not count:
            text = tr("not found")
        elif self._at < 0:
            text = tr("{count} found").format(count=count)
        else:
            text = tr("{at} of {count}").format(at=self._at + 1, count=count)
        where = found_in(self._found[self._at]) if 0 <= self._at < count else ""
        if (text, where) != (self.count.text(), self.where.text()):
            self.count.setText(text)
            self.where.setText(where)
            self.where.setToolTip(where)
            announce(self, f"{text} {where}".strip())
        for each in (self.previous, self.next, self.replace_one, self.replace_all):
            each.setEnabled(count > 0)

    def _replace_one(self) -> None:
        if self._at < 0:
            self.walk(1)
            return
        place = self._at
        hit = self._found[place]
        self._session.perform(replace_found, [hit], self.text.text(), self.replacement.text())
        self.search(jump=False)
        if self._found:
            still = [number for number, each in enumerate(self._found) if each.id == hit.id]
            self._at = (still[0] + 1 if still else place) % len(self._found)
            self._show()
        self._tell()

    def _replace_all(self) -> None:
        arguments = (list(self._found), self.text.text(), self.replacement.text())
        count = self._session.perform(replace_found, *arguments)
        if count:
            places = counted(count, tr("place"), tr("places"))
            self._session.said.emit(
                tr("Replaced in {places}  ·  {keys}").format(places=places, keys=self._session.keys.text("undo"))
            )
        self.search(jump=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter walks on, Shift+Enter back, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.replacement.hasFocus():
                self._replace_one()
            else:
                self.walk(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID // 2)
    for widget in widgets:
        row.addWidget(widget, _STRETCH.get(type(widget), 0))
    row.addStretch()
    return row

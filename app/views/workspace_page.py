"""The place Workspace: what the whole file is about, who is served, what it holds, and the way to the shared lists."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.layout.words import called
from app.models.content import workspace_of
from app.models.interchange import SHARED_LISTS
from app.models.records import AnyRecord, Card, Journey, Opportunity, Persona
from app.services.workspaces import set_noun, update_workspace
from app.views.entry_field import EntryField
from app.views.lists_words import entry_words
from app.views.rail import FRAMEWORK, MAP, PERSONAS
from app.views.session import Session
from app.views.widgets import (
    GRID,
    NumberField,
    TextField,
    button,
    caption_of,
    clear,
    counted,
    label,
    scrolling,
    wrapped,
)


def tr(text: str) -> str:
    """Translate a text of the page."""
    return QCoreApplication.translate("WorkspacePage", text)


def usual_nouns() -> list[str]:
    """Return words for people who are served; any other can be typed."""
    return [
        tr("customer"),
        tr("client"),
        tr("patient"),
        tr("employee"),
        tr("user"),
        tr("citizen"),
        tr("guest"),
        tr("passenger"),
        tr("student"),
        tr("member"),
    ]


class WorkspacePage(QWidget):
    """Everything is edited where it stands, and stored at once."""

    list_asked = Signal(str)
    """The key of a shared list to open."""
    place_asked = Signal(str)
    """A place of the rail to go to."""
    opportunities_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("workspace")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = TextField(tr("Title of the workspace"), one_line=True, most=3)
        self.title.be_title()
        self.title.setPlaceholderText(tr("Name this workspace"))
        self.title.entered.connect(lambda: self.focusNextChild())
        self.texts = {
            "title": self.title,
            "vision": self._text(tr("Vision"), tr("Where is all of this to lead? One sentence is best.")),
            "principles": self._text(tr("Principles"), tr("What holds in every decision? One a line.")),
            "objectives": self._text(tr("Objectives"), tr("What is to be reached, and by when? One a line.")),
        }
        for name, field in self.texts.items():
            field.edited.connect(lambda text, name=name: session.perform(update_workspace, **{name: text}))
        self.noun = EntryField(tr("The word for the people you serve"))
        self.noun.setPlaceholderText(tr("Choose one, or type your own"))
        self.noun.picked.connect(self._choose_noun)
        self.noun.named.connect(lambda word: session.perform(set_noun, word))
        self._example = wrapped("", "caption")
        self.share = NumberField(tr("Most unproven pains, in percent"), 0, 100, step=5, suffix=" %")
        self.share.changed_by_user.connect(
            lambda value: session.perform(update_workspace, assumption_share=float(value))
        )
        self._counts = QVBoxLayout()
        self._counts.setSpacing(0)
        self._shown_counts: object = None
        self._lay_out()
        session.opened.connect(self._follow)
        session.changed.connect(self._follow)

    def _text(self, name: str, hint: str) -> TextField:
        field = TextField(name, least=3, most=16)
        field.setPlaceholderText(hint)
        return field

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setObjectName("sheet")
        sheet.setMaximumWidth(1080)
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 4 * GRID)
        rows.setSpacing(2 * GRID)
        rows.addWidget(self.title)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(GRID // 2)
        for name, caption in (
            ("vision", tr("Vision")),
            ("principles", tr("Principles")),
            ("objectives", tr("Objectives")),
        ):
            self._field(left, caption, self.texts[name])
        left.addStretch()
        self._field(right, tr("Who is served"), self.noun)
        right.addWidget(self._example)
        right.addSpacing(GRID)
        self._field(right, tr("Assumption maps"), self.share)
        said = tr(
            "A current map says “Assumption map”, on screen and on paper, while more of its pains than this are "
            "assumptions: nobody is known to have said them."
        )
        right.addWidget(wrapped(said, "caption"))
        right.addSpacing(2 * GRID)
        right.addWidget(label(tr("IN THIS WORKSPACE"), "heading"))
        right.addLayout(self._counts)
        right.addSpacing(GRID)
        lists = button(tr("Shared lists…"), clicked=lambda: self.list_asked.emit("channels"))
        right.addWidget(lists, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch()
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * GRID)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        rows.addLayout(grid)
        rows.addStretch()
        inner = QWidget()
        middle = QHBoxLayout(inner)
        middle.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        middle.addStretch(1)
        middle.addWidget(sheet, 100)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner))

    def _field(self, column: QVBoxLayout, caption: str, widget: QWidget) -> None:
        column.addWidget(caption_of(caption, widget, "strong"))
        column.addWidget(widget)
        column.addSpacing(GRID)

    # ---- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Fill when the page comes into view."""
        super().showEvent(event)
        self.refill()

    def _follow(self) -> None:
        if self.isVisible() and self._session.is_open:
            self.refill()

    def refill(self) -> None:
        """Show the workspace as it is stored."""
        workspace = workspace_of(self._session.content)
        for name, field in self.texts.items():
            field.fill(getattr(workspace, name))
        self.share.fill(round(workspace.assumption_share))
        nouns = usual_nouns()
        nouns += [workspace.noun] if workspace.noun not in nouns else []
        self.noun.fill_entries([(each, each, None) for each in nouns], workspace.noun)
        texts = (tr("Customer goal"), tr("Customer value"), tr("customer journey"))
        said = ", ".join(f"“{called(text, workspace.noun)}”" for text in texts)
        self._example.setText(tr("The window and every PDF then say {examples}.").format(examples=said))
        self._count()

    def _count(self) -> None:
        content = self._session.content

        def number(record_type: type[AnyRecord]) -> int:
            return len(content.all(record_type))

        rows: list[tuple[str, Callable[[], object]]] = [
            (counted(number(Journey), tr("journey"), tr("journeys")), lambda: self.place_asked.emit(FRAMEWORK)),
            (counted(number(Persona), tr("persona"), tr("personas")), lambda: self.place_asked.emit(PERSONAS)),
            (counted(number(Card), tr("card"), tr("cards")), lambda: self.place_asked.emit(MAP)),
            (
                counted(number(Opportunity), tr("opportunity"), tr("opportunities")),
                self.opportunities_asked.emit,
            ),
        ]
        for key, (record_type, _) in SHARED_LISTS.items():
            text = counted(number(record_type), *entry_words(key))
            rows.append((text, partial(self.list_asked.emit, key)))
        shown = [text for text, _ in rows]
        if shown == self._shown_counts:
            return
        self._shown_counts = shown
        clear(self._counts)
        for text, opened in rows:
            self._counts.addWidget(button(text, "link", opened), 0, Qt.AlignmentFlag.AlignLeft)

    def _choose_noun(self, noun: object) -> None:
        if isinstance(noun, str):
            self._session.perform(set_noun, noun)
        else:
            self.refill()  # there is always a word

    def focus_page(self) -> None:
        """Give the keys to the title."""
        self.title.setFocus()

"""The library: all insights to be found, filtered and sorted; the chosen ones with all that is known of them."""

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.models.kinds import EVIDENCE_STRENGTHS, INSIGHT_KINDS
from app.models.records import Insight, Persona, Tag, Theme
from app.services.insights import delete_insights, make_insight
from app.views.forms import Form
from app.views.insights.insight_form import InsightForm, InsightsForm
from app.views.insights.library_model import Wanted
from app.views.insights.library_table import LibraryTable
from app.views.insights.words import strength_word, tr
from app.views.panels import HeaderOfTwo
from app.views.research.words import insight_kind_word
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, LineField, button, column, counted, label, scrolling, wrapped

FORM_WIDTH: Final = 45 * GRID
_WIDE: Final = 960
"""Pixels from which all filters have room in one line."""
_TYPING: Final = 150
"""Milliseconds after a letter until the words are looked for."""


class Library(QWidget):
    """Table and form; it is filled by the page it is on."""

    passage_asked = Signal(str)
    card_asked = Signal(str, str)
    placing_asked = Signal(list)

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.ids: list[str] = []
        """The chosen insights."""
        self.count = label("", "caption")
        """How many insights are shown; it stands where the page has room for it."""
        self.table = LibraryTable(theme)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _: self.enter_form())
        self.table.deleted.connect(lambda ids: session.perform(delete_insights, ids))
        self.table.library.modelReset.connect(self._count)
        self._forms: dict[type[Form], Form] = {}
        self.pages = QStackedWidget()
        self.pages.addWidget(self._lay_out())
        self.pages.addWidget(self._make_empty())
        self.setLayout(column(self.pages, spacing=0))

    # ---- parts

    def _lay_out(self) -> QWidget:
        self._form_rows = QVBoxLayout()
        self._form_rows.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._nothing = wrapped(tr("Choose an insight to see what is behind it."), "caption")
        self._form_rows.addWidget(self._nothing)
        self._form_rows.addStretch()
        inner = QWidget()
        inner.setLayout(self._form_rows)
        side = QFrame()
        side.setObjectName("inspector")
        side.setMinimumWidth(34 * GRID)
        self.area = scrolling(inner)
        side.setLayout(column(self.area))
        left = QWidget()
        rows = column(self._make_filters(), spacing=0)
        rows.addWidget(self.table, 1)
        self._none = wrapped(tr("No insight is like that."), "caption")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setMargin(2 * GRID)
        rows.addWidget(self._none)
        left.setLayout(rows)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        for number, part in enumerate((left, side)):
            split.addWidget(part)
            split.setCollapsible(number, False)
        split.setStretchFactor(0, 1)
        split.setSizes([1200, FORM_WIDTH])
        return split

    def _make_filters(self) -> QWidget:
        self.words = LineField(tr("Find in the insights"))
        self.words.setPlaceholderText(tr("Find in the insights"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(14 * GRID)
        self._typed = QTimer(self, singleShot=True, interval=_TYPING)
        self._typed.timeout.connect(self._filter)
        self.words.textEdited.connect(lambda _: self._typed.start())
        self.words.textChanged.connect(lambda text: None if text else self._typed.start())
        kinds = [(kind, insight_kind_word(kind)) for kind in INSIGHT_KINDS]
        strengths = [(each, strength_word(each)) for each in EVIDENCE_STRENGTHS]
        self.kind = self._choice(tr("Kind"), [(None, tr("All kinds")), *kinds])
        self.strength = self._choice(tr("Strength"), [(None, tr("Any strength")), *strengths])
        self.persona = self._choice(tr("Persona"), [])
        self.tag = self._choice(tr("Tag"), [])
        self.in_theme = self._choice(tr("Theme"), [])
        self.waiting = QCheckBox(tr("Unplaced"))
        self.waiting.setMinimumHeight(4 * GRID)  # in line with the fields beside it
        self.waiting.setToolTip(tr("Only insights that no map shows yet"))
        self.waiting.toggled.connect(lambda _: self._filter())
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.words, 2)
        for each in (self.kind, self.strength):
            first.addWidget(each, 1)
        for each in (self.persona, self.tag, self.in_theme):
            second.addWidget(each, 1)
        bar = HeaderOfTwo(first, second, self.waiting, _WIDE, (4, 4))
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return bar

    def _choice(self, name: str, choices: list[tuple[object, str]]) -> ChoiceField:
        field = ChoiceField(name, choices)
        field.setMinimumContentsLength(9)
        field.chosen.connect(lambda _: self._filter())
        return field

    def _make_empty(self) -> QWidget:
        inner = QFrame()
        inner.setObjectName("sheet")
        inner.setFixedWidth(68 * GRID)
        rows = column(label(tr("What did you learn?"), "title"), spacing=GRID, margins=(32, 32, 32, 32))
        text = tr(
            "An insight says in one sentence what people mean: a pain, a gain, a need, a job, what they do. Mark "
            "passages in Research to make them from what was said, or write down here what you believe: it is an "
            "assumption until somebody says so."
        )
        rows.addWidget(wrapped(text))
        rows.addSpacing(GRID)
        self.begin = button(tr("Write down an insight"), "primary", self.new)
        rows.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeading)
        inner.setLayout(rows)
        page = QWidget()
        across, outer = QHBoxLayout(), QVBoxLayout(page)
        across.addStretch()
        across.addWidget(inner)
        across.addStretch()
        outer.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(2)
        return page

    # ---- content

    def refill(self) -> None:
        """Show what is stored."""
        content = self._session.content
        self._offer()
        self.table.show_content(content)
        self.ids = [each for each in self.ids if content.find(Insight, each) is not None]
        self.pages.setCurrentIndex(0 if content.all(Insight) else 1)
        self._count()
        self._show_form()

    def _offer(self) -> None:
        """Offer the names that there are to filter by; where one is gone, it filters no more."""
        content = self._session.content
        personas = [(each.name, each.name) for each in content.ordered(Persona)]
        tags = [(each.name, each.name) for each in content.ordered(Tag)]
        themes = [(each.id, each.title or tr("Untitled theme")) for each in content.ordered(Theme)]
        for field, every, entries in (
            (self.persona, tr("All personas"), personas),
            (self.tag, tr("All tags"), tags),
            (self.in_theme, tr("All themes"), [("none", tr("No theme")), *themes] if themes else []),
        ):
            held = field.currentData()
            field.offer([(None, every), *entries])
            field.fill(held if any(held == value for value, _ in entries) else None)
        self._filter()

    def _filter(self) -> None:
        self._typed.stop()
        self.table.library.want(
            Wanted(
                text=self.words.text(),
                kind=self.kind.currentData(),
                strength=self.strength.currentData(),
                persona=self.persona.currentData() or "",
                tag=self.tag.currentData() or "",
                theme_id=self.in_theme.currentData() or "",
                waiting=self.waiting.isChecked(),
            )
        )

    def _count(self) -> None:
        shown, every = len(self.table.library.ids), len(self._session.content.all(Insight))
        some = tr("{shown} of {all}").format(shown=shown, all=every)
        whole = counted(every, tr("insight"), tr("insights")) if every else ""
        self.count.setText(whole if shown == every else some)
        self._none.setVisible(not shown and bool(every))

    def show_unplaced(self) -> None:
        """Show the insights that wait for a place on a map."""
        self.clear_filters()
        self.waiting.setChecked(True)

    def clear_filters(self) -> None:
        """Show all insights."""
        self.words.clear()
        for field in (self.kind, self.strength, self.persona, self.tag, self.in_theme):
            field.fill(None)
        self.waiting.setChecked(False)
        self._filter()

    # ---- what is chosen

    def show_insights(self, ids: list[str]) -> None:
        """Choose insights, whatever is filtered."""
        if any(each not in self.table.library.ids for each in ids):
            self.clear_filters()
        self.table.choose(ids)
        self._choose(ids)

    def _choose(self, ids: list[str]) -> None:
        self.ids = ids
        self._show_form()

    def _show_form(self) -> None:
        wanted = InsightForm if len(self.ids) == 1 else InsightsForm if self.ids else None
        if wanted is not None:
            form = self._forms.get(wanted) or self._make_form(wanted)
            form.show_records(self.ids)
        for kind, form in self._forms.items():
            form.setVisible(kind is wanted)
        self._nothing.setVisible(wanted is None)

    def _make_form(self, form_type: type[Form]) -> Form:
        form: Any = form_type(self._session, self._theme)
        self._forms[form_type] = form
        form.placing_asked.connect(self.placing_asked)
        if isinstance(form, InsightForm):
            form.passage_asked.connect(self.passage_asked)
            form.card_asked.connect(self.card_asked)
        self._form_rows.insertWidget(0, form)
        return form  # type: ignore[no-any-return]

    def enter_form(self) -> None:
        """Give the keys to the statement of the chosen insight."""
        form = self._forms.get(InsightForm)
        if isinstance(form, InsightForm) and form.isVisible():
            form.statement.setFocus(Qt.FocusReason.TabFocusReason)

    def new(self) -> None:
        """Write down an insight of the kind that is looked at, a pain where all are."""
        made = self._session.perform(make_insight, self.kind.currentData() or "pain")
        if made is not None:
            self.show_insights([made])
            self.enter_form()

    def home(self) -> QWidget:
        """Return what has the keys when the library comes."""
        return self.table if self._session.content.all(Insight) else self.begin

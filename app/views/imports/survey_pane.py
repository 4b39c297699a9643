"""A survey before it is taken: how its file is written, what each column is, what comes of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QCheckBox

from app.models.errors import InputError
from app.views.imports.choice_cells import AnyIndex, ChoiceCells
from app.views.imports.column_form import ColumnForm
from app.views.imports.pane import Fields, Pane, Question, tr
from app.views.imports.reading import ImportFile, SurveyChoices, asks_for_dates
from app.views.imports.survey_table import RowsTable
from app.views.imports.words import column_role_words, delimiter_word, encoding_word
from app.views.research.words import source_kind_word
from app.views.theme import ThemeKeeper
from app.views.widgets import ChoiceField, LineField, Names, NumberField, column, label, wrapped

if TYPE_CHECKING:
    from app.importers.surveys import ColumnUse, SurveyLook, SurveyMapping
    from app.importers.surveys.looking import LookColumn


class SurveyPane(Pane):
    """Title and writing of the file, its first rows with a role above each column, the details of one column."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__(theme)
        self.question = Question(
            [("day-month", tr("The day")), ("month-day", tr("The month")), (None, tr("Keep as written"))]
        )
        self.question.answered.connect(self._take_order)
        self.title = LineField(tr("Title"))
        self.source = ChoiceField(tr("Kind"), [(each, source_kind_word(each)) for each in ("survey", "feedback")])
        self.order = ChoiceField(tr("Dates"), [])
        self.encoding = ChoiceField(tr("Encoding"), [])
        self.delimiter = ChoiceField(tr("Delimiter"), [])
        self.sheet = ChoiceField(tr("Sheet"), [])
        self.titles = NumberField(tr("Rows above the header"), 0, 1_000)
        self.headers = ChoiceField(tr("Header rows"), [(0, tr("none")), (1, "1"), (2, "2")])
        self.decimal = ChoiceField(tr("Decimal mark"), [(".", "1.5"), (",", "1,5")])
        for each in (self.source, self.order, self.encoding, self.delimiter, self.headers, self.decimal, self.sheet):
            each.setMinimumContentsLength(4)
        self.twice = QCheckBox(tr("Letters such as Ã© were written wrong: mend them"))
        self._told, self._problem = Names(), wrapped("", "error")
        self._heading = label("", "heading")
        self.table = RowsTable()
        self.column_form = ColumnForm()
        ChoiceCells(theme, self.table, self._offers).chosen.connect(self._choose_cell)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        first, second = Fields(4), Fields(5)
        first.add(tr("Title"), self.title, 2)
        first.add(tr("Kind"), self.source)
        first.add(tr("Dates"), self.order)
        self._csv = [
            second.add(tr("Encoding"), self.encoding),
            self.encoding,
            second.add(tr("Delimiter"), self.delimiter),
            self.delimiter,
        ]
        second.add(tr("Rows above"), self.titles)
        second.add(tr("Header rows"), self.headers)
        second.add(tr("Decimal mark"), self.decimal)
        self._xlsx = [second.add(tr("Sheet"), self.sheet, 2), self.sheet]
        rows = column(self.question, self._told)
        rows.addLayout(first)
        rows.addLayout(second)
        for each in (self.twice, self._heading, self.table, self._problem, self.column_form):
            rows.addWidget(each)
        rows.addStretch(1)
        self.setLayout(rows)

    def _connect(self) -> None:
        self.title.textEdited.connect(lambda text: self._tell(title=text))
        self.source.chosen.connect(lambda kind: self._tell(source=kind))
        self.order.chosen.connect(self._take_order)
        self.decimal.chosen.connect(lambda mark: self._tell(decimal=mark))
        self.encoding.chosen.connect(lambda value: self._write(encoding=value))
        self.delimiter.chosen.connect(lambda value: self._write(delimiter=value))
        self.sheet.chosen.connect(lambda value: self._write(sheet=value))
        self.titles.changed_by_user.connect(lambda value: self._write(title_rows=value))
        self.headers.chosen.connect(lambda value: self._write(header_rows=value))
        self.twice.clicked.connect(lambda on: self._write(encoded_twice=on))
        self.table.selectionModel().currentChanged.connect(self._show_column)
        self.column_form.chosen.connect(self._take_use)

    @property
    def _look(self) -> "SurveyLook":
        assert self.file is not None
        look: Any = self.file.reading.look
        return look  # type: ignore[no-any-return]

    @property
    def _choices(self) -> SurveyChoices:
        assert self.file is not None
        assert isinstance(self.file.reading.choices, SurveyChoices)
        return self.file.reading.choices

    @property
    def _said(self) -> "SurveyMapping":
        from app.importers.surveys import suggested_mapping

        return self._choices.mapping or suggested_mapping(self._look)

    # ---- filling

    def fill(self, file: ImportFile) -> None:
        """Show a survey."""
        look, said = self._look, self._said
        asks = asks_for_dates(file.reading)
        question = tr("Dates such as {day} can be read in two ways. What comes first?")
        self.question.ask(question.format(day=self._open_date()) if asks else "")
        told = tr("Its columns are read as those of the last file with this header were.")
        self._told.setText(told if file.reading.remembered else "")
        self._told.setVisible(file.reading.remembered)
        if not self.title.hasFocus():
            self.title.fill(said.title)
        self.source.fill(said.source)
        orders = [(value, tr("{word} first").format(word=word.text())) for value, word in self.question.answers.items()]
        words = [*orders[:2], (None, tr("As written"))]
        self.order.offer([*([("", tr("not said yet"))] if asks else []), *words])
        self.order.fill("" if asks else said.date_order)
        self.order.setEnabled(any(each.role == "date" for each in said.columns))
        self.decimal.fill(said.decimal)
        self._fill_writing(look)
        self._problem.hide()
        self._heading.setText(self._heading_words(look))
        self.table.show_rows(
            tuple(each.name for each in said.columns), tuple(each.role for each in said.columns), look.first_rows
        )
        self._show_column(self.table.currentIndex())

    def _fill_writing(self, look: "SurveyLook") -> None:
        self.encoding.offer([(each, encoding_word(each)) for each in look.encodings])
        self.encoding.fill(look.encoding)
        signs = dict.fromkeys((",", ";", "\t", "|", look.delimiter))
        self.delimiter.offer([(each, delimiter_word(each)) for each in signs if each])
        self.delimiter.fill(look.delimiter)
        self.sheet.offer([(each, each) for each in look.sheets])
        self.sheet.fill(look.sheet)
        for shown, widgets in ((not look.sheets, self._csv), (bool(look.sheets), self._xlsx)):
            for each in widgets:
                each.setVisible(shown)
        self.titles.fill(look.title_rows)
        self.headers.fill(look.header_rows)
        self.twice.setChecked(look.encoded_twice)
        self.twice.setVisible(look.encoded_twice or dict(self._choices.written).get("encoded_twice") is not None)

    def _heading_words(self, look: "SurveyLook") -> str:
        rows = f"{look.rows:,}+" if look.more else f"{look.rows:,}"
        return tr("{rows} ROWS, {columns} COLUMNS").format(rows=rows, columns=f"{len(look.columns):,}")

    def _open_date(self) -> str:
        from app.importers.surveys.dates import needs_order

        roles = {each.name: each.role for each in self._said.columns}
        dated = (value for each in self._look.columns if roles.get(each.name) == "date" for value in each.values)
        return next(filter(needs_order, dated), "")

    def _show_column(self, index: QModelIndex, _: object = None) -> None:
        place = index.column()
        is_there = 0 <= place < len(self._said.columns)
        self.column_form.setVisible(is_there)
        if is_there:
            self.column_form.fill(self._said.columns[place], _about(self._look.columns[place]))

    def show_question(self) -> None:
        """Give the keys to the answers."""
        self.question.take_keys()

    # ---- choosing

    def _offers(self, _: AnyIndex) -> Mapping[Any, str]:
        return column_role_words()

    def _choose_cell(self, index: AnyIndex, role: Any) -> None:
        self._take_use((self._said.columns[index.column()].name, role))

    def _take_use(self, use: Any) -> None:
        """Take another use, or another role by the name of a column, which gets what that role needs."""
        from app.importers.surveys.mapping import SINGLE_ROLES

        if isinstance(use, tuple):
            name, role = use
            use = _in_role(next(each for each in self._look.columns if each.name == name), role)
        columns = []
        for each in self._said.columns:
            if each.name == use.name:
                columns.append(use)
            elif each.role == use.role and use.role in SINGLE_ROLES:
                columns.append(_in_role(next(one for one in self._look.columns if one.name == each.name), "fact"))
            else:
                columns.append(replace(each, sentiment=False) if use.sentiment and each.sentiment else each)
        self._tell(columns=tuple(columns))

    def _take_order(self, order: Any) -> None:
        if order != "":
            self._tell(answered=True, date_order=order)

    def _tell(self, *, answered: bool = False, **changes: Any) -> None:
        try:
            mapping = replace(self._said, **changes)
        except InputError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        said = self._choices
        self._show_at_once(replace(said, mapping=mapping, answered=said.answered or answered))

    def _show_at_once(self, choices: SurveyChoices) -> None:
        """Tell the choices, and show them before the file is read again."""
        self.changed.emit(choices)
        if self.file is not None:
            self.fill(self.file)

    def _write(self, **written: Any) -> None:
        """Look at the file again as it is said to be written."""
        self.changed.emit(SurveyChoices(tuple({**dict(self._choices.written), **written}.items())))


def _in_role(look: "LookColumn", role: Any) -> "ColumnUse":
    """Return a column in a role, a rating with the scale that it seems to have."""
    from app.importers.surveys import ColumnUse
    from app.importers.surveys.ratings import rating_in

    if look.use.role == role:
        return look.use
    if role != "rating":
        return ColumnUse(name=look.name, role=role, separator=look.use.separator if role == "tag" else "")
    values = [each for text in look.values if (each := rating_in(text, ".")) is not None]
    low, high = (1.0, 5.0) if not values or 1 <= min(values) <= max(values) <= 5 else (min(values), max(values))
    return ColumnUse(name=look.name, role="rating", low=low, high=high if high > low else low + 1)


def _about(look: "LookColumn") -> str:
    filled = tr("{filled} filled, {distinct} different").format(
        filled=f"{look.filled:,}", distinct=f"{look.distinct:,}"
    )
    samples = ", ".join(f"“{' '.join(each[:40].split())}”" for each in look.values[:3])
    return f"{filled}: {samples}" if samples else filled

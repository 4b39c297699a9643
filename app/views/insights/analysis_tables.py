"""The questions of the analysis, and their answers as tables whose cells know their quotes."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from app.models.collecting import no_collecting
from app.models.content import Content
from app.models.kinds import INSIGHT_KINDS
from app.scoring.analytics import (
    UNMARKED,
    Crosstab,
    Heading,
    Passages,
    hard_steps,
    quotes_by_participants,
    tags_by_personas,
    tags_by_stages,
    tags_together,
)
from app.services.capture.naming import column_in_words
from app.views.insights.words import tr
from app.views.research.words import insight_kind_word
from app.views.row_delegate import AnyIndex

STAGES, PERSONAS, TOGETHER, STEPS, PEOPLE = "stages", "personas", "together", "steps", "people"
QUESTIONS: Final = (STAGES, PERSONAS, TOGETHER, STEPS, PEOPLE)


class Answer(NamedTuple):
    """A table of quotes by two things; a step that hurts has its value, −2 … +2, by its row, and where it is."""

    about: str
    """What its rows are called."""
    table: Crosstab
    values: dict[str, float]
    places: dict[str, tuple[str, str]]
    """The journey and the step of a row that is one."""

    def text(self, row: str, column: str) -> str:
        """Return what a cell says."""
        if column == VALUE:
            return f"{self.values[row]:+.1f}".replace("-", "−")
        count = len(self.table.behind(row, column))
        return str(count) if count else ""


VALUE, BEHIND = "value", "behind"
"""The columns of a step: its emotion, and the quotes behind its cards."""

NO_ANSWER: Final = Answer("", Crosstab((), (), {}, {}), {}, {})


def question_word(name: str) -> str:
    """Return what a question is called."""
    return {
        STAGES: tr("Tags by stages"),
        PERSONAS: tr("Tags by personas"),
        TOGETHER: tr("Tags that come together"),
        STEPS: tr("Steps that hurt most"),
        PEOPLE: tr("Quotes by participants"),
    }[name]


def explanation(name: str) -> str:
    """Return what a question counts."""
    return {
        STAGES: tr("Quotes with a tag, themselves or by an insight, in the stages in which cards show them."),
        PERSONAS: tr("Quotes with a tag, by the persona of who said them and those that their insights are about."),
        TOGETHER: tr("Quotes that have both tags."),
        STEPS: tr("Steps of current maps with a negative emotion, the worst first, and the quotes behind their cards."),
        PEOPLE: tr("Quotes of each participant, by what they are marked as."),
    }[name]


def what_is_missing(name: str) -> str:
    """Return what to do where a question has no answer."""
    return {
        STAGES: tr("No tagged quote stands on this map yet. Tag passages in Research and place them."),
        PERSONAS: tr("No tagged quote belongs to a persona yet. Say in Research which persona somebody is of."),
        TOGETHER: tr("No quote has two tags yet. Tag passages in Research."),
        STEPS: tr("No step hurts: no emotion on a current map is below zero."),
        PEOPLE: tr("No passage of a participant is marked yet. Mark some in Research."),
    }[name]


def answer(content: Content, name: str, journey_id: str) -> Answer:
    """Return the answer to a question; `journey_id` is the map whose stages are meant."""
    tables: dict[str, Callable[[], Crosstab]] = {
        STAGES: lambda: tags_by_stages(content, journey_id),
        PERSONAS: lambda: tags_by_personas(content),
        TOGETHER: lambda: tags_together(content),
        PEOPLE: lambda: quotes_by_participants(content),
    }
    about = tr("Participant") if name == PEOPLE else tr("Tag")
    with no_collecting():  # a set for each of a hundred thousand passages, and a pause for the window each time
        return Answer(about, tables[name](), {}, {}) if name in tables else _hard_steps(content)


def _hard_steps(content: Content) -> Answer:
    rows, cells, whole, values, places = [], {}, {}, {}, {}
    for each in hard_steps(content):
        key = f"{each.step.id}/{each.persona.id if each.persona else ''}"
        who = each.persona.name if each.persona else tr("whole map")
        where = column_in_words(each.stage, each.step)
        rows.append(Heading(key, " · ".join(filter(None, (where, who, each.journey.title)))))
        cells[key, BEHIND] = whole[key] = each.passages
        values[key], places[key] = each.value, (each.journey.id, each.step.id)
    table = Crosstab(tuple(rows), (Heading(VALUE, tr("Emotion")), Heading(BEHIND, tr("Quotes"))), cells, whole)
    return Answer(tr("Step"), table, values, places)


def column_word(heading: Heading) -> str:
    """Return what a column is called."""
    if heading.id == UNMARKED:
        return tr("Unmarked")
    kind = next((kind for kind in INSIGHT_KINDS if kind == heading.id), None)
    return insight_kind_word(kind) if kind else heading.name or tr("Untitled")


class AnswerModel(QAbstractTableModel):
    """An answer as a table: names in the first column, then a column each, the sum of the row at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = NO_ANSWER
        self.most = 1
        """The most quotes of a cell."""

    def show_answer(self, given: Answer) -> None:
        """Show another answer."""
        self.beginResetModel()
        self.answer = given
        self.most = max((len(each) for each in given.table.cells.values()), default=1) or 1
        self.endResetModel()

    def passages(self, row: int, column: int) -> Passages:
        """Return the quotes behind a cell; the name of a row and its sum stand for all of it."""
        table = self.answer.table
        key = table.rows[row].id
        if 0 < column <= len(table.columns) and table.columns[column - 1].id != VALUE:
            return table.behind(key, table.columns[column - 1].id)
        return table.behind_row(key)

    def share(self, row: int, column: int) -> float:
        """Return how full a cell is, 0 … 1 of the fullest; names and sums are not counted."""
        table = self.answer.table
        if not 0 < column <= len(table.columns) or self.answer.values:
            return 0.0
        return len(self.passages(row, column)) / self.most

    def lines(self) -> list[list[str]]:
        """Return all of it as lines of words."""
        rows, columns = self.rowCount(), self.columnCount()
        head = [self.headerData(column, Qt.Orientation.Horizontal) for column in range(columns)]
        return [head, *([self._text(row, column) for column in range(columns)] for row in range(rows))]

    def _text(self, row: int, column: int) -> str:
        table = self.answer.table
        heading = table.rows[row]
        if column == 0:
            return heading.name or tr("Untitled")
        if column <= len(table.columns):
            return self.answer.text(heading.id, table.columns[column - 1].id)
        return str(len(table.behind_row(heading.id)))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.answer.table.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are: the names, the answer's own, and their sum."""
        table = self.answer.table
        return 0 if parent.isValid() or not table.rows else 1 + len(table.columns) + (not self.answer.values)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        columns = self.answer.table.columns
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if section else Qt.AlignmentFlag.AlignLeading
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if section == 0:
            return self.answer.about
        return column_word(columns[section - 1]) if section <= len(columns) else tr("All")

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says; figures stand at the right."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            name = self._text(row, 0)
            over = self.headerData(column, Qt.Orientation.Horizontal)
            return f"{name}, {over}: {self._text(row, column) or 0}" if column else name
        return None

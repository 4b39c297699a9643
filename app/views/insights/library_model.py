"""The insights of the library in the shape of a table: found, filtered, sorted; rows are read when they are seen."""

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, Qt, QTimer

from app.canvas.mime import INSIGHT, carry_evidence
from app.models.content import Content
from app.models.folding import folded_text
from app.models.kinds import EVIDENCE_STRENGTHS, EvidenceStrength, InsightKind
from app.models.records import Insight
from app.views.insights.summary import Summary, summary_of
from app.views.insights.words import dots_of, strength_line, strength_word, tr
from app.views.research.words import insight_kind_word
from app.views.row_delegate import AnyIndex

STATEMENT, STRENGTH, QUOTES, PEOPLE, PERSONAS, STEPS, THEME, TAGS, MAPS = range(9)

_TURN: Final = 0.008
"""Seconds that rows are read at a time where all are needed, so that the window stays alive."""


class Wanted(NamedTuple):
    """Which insights are shown: an empty value asks for nothing.

    `waiting` is for those that no placed card shows; `theme_id` of "none" for those without a theme.
    """

    text: str = ""
    kind: InsightKind | None = None
    strength: EvidenceStrength | None = None
    persona: str = ""
    tag: str = ""
    theme_id: str = ""
    waiting: bool = False

    @property
    def deep(self) -> bool:
        """Whether rows have to be read to know."""
        return bool(self.strength or self.persona or self.tag or self.waiting)


def _strength(summary: Summary) -> tuple[int, int, int]:
    evidence = summary.evidence
    return -EVIDENCE_STRENGTHS.index(evidence.held), -dots_of(evidence), -evidence.quotes


_SORTED_BY: Final[dict[int, Callable[[Summary], Any]]] = {
    STATEMENT: lambda summary: folded_text(summary.insight.statement),
    STRENGTH: _strength,
    QUOTES: lambda summary: -summary.evidence.quotes,
    PEOPLE: lambda summary: -summary.evidence.participants,
    PERSONAS: lambda summary: (not summary.personas, summary.personas),
    STEPS: lambda summary: (not summary.steps, summary.steps),
    THEME: lambda summary: (not summary.theme, folded_text(summary.theme)),
    TAGS: lambda summary: (not summary.tags, summary.tags),
    MAPS: lambda summary: (not summary.maps, summary.maps),
}
"""What each column is sorted by: most evidence first, names by the alphabet, empty ones last."""


class LibraryModel(QAbstractTableModel):
    """The insights that are wanted, in order; those of the workspace where no column sorts them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._content = Content()
        self._summaries: dict[str, Summary] = {}
        self._unread: list[str] = []
        self.ids: list[str] = []
        self.wanted = Wanted()
        self.sorted_by: int | None = None
        self.descending = False
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read)

    def show_content(self, content: Content, *, anew: bool = True) -> None:
        """Show the insights as they are stored; `anew` where what was read of them may have changed."""
        self._content = content
        if anew:
            self._summaries.clear()
        self._arrange()

    def want(self, wanted: Wanted) -> None:
        """Show other insights."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by none, −1, as they are in the workspace."""
        self.sorted_by = column if column >= 0 else None
        self.descending = order == Qt.SortOrder.DescendingOrder
        self._arrange()

    @property
    def complete(self) -> bool:
        """Whether all is shown and sorted that is to be."""
        return not self._reading.isActive()

    def _arrange(self) -> None:
        """Show what is wanted, once all has been read that has to be."""
        insights = self._content.all(Insight)
        deep = self.wanted.deep or self.sorted_by not in (None, STATEMENT)
        self._unread = [each for each in insights if each not in self._summaries] if deep else []
        self._read()

    def _read(self) -> None:
        from time import monotonic

        end = monotonic() + _TURN
        while self._unread and monotonic() < end:
            self.summary(self._unread.pop())
        if self._unread:
            self._reading.start()
            return
        self._reading.stop()
        self._show(self._found())

    def _found(self) -> list[str]:
        wanted, words = self.wanted, folded_text(self.wanted.text).split()
        found = [each for each in self._content.ordered(Insight) if self._is_wanted(each, wanted, words)]
        if self.sorted_by == STATEMENT:
            found.sort(key=lambda each: folded_text(each.statement), reverse=self.descending)
        elif self.sorted_by is not None:
            key = _SORTED_BY[self.sorted_by]
            found.sort(key=lambda each: key(self.summary(each.id)), reverse=self.descending)
        return [each.id for each in found]

    def _is_wanted(self, insight: Insight, wanted: Wanted, words: list[str]) -> bool:
        if wanted.kind and insight.kind != wanted.kind:
            return False
        if wanted.theme_id and (insight.theme_id or "none") != wanted.theme_id:
            return False
        if words:
            text = folded_text(f"{insight.statement}\n{insight.note}")
            if not all(word in text for word in words):
                return False
        if not wanted.deep:
            return True
        summary = self.summary(insight.id)
        return (
            (not wanted.strength or summary.evidence.held == wanted.strength)
            and (not wanted.persona or wanted.persona in summary.personas)
            and (not wanted.tag or wanted.tag in summary.tags)
            and not (wanted.waiting and summary.placed)
        )

    def _show(self, ids: list[str]) -> None:
        if ids == self.ids:
            if ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, MAPS))
            return
        self.beginResetModel()
        self.ids = ids
        self.endResetModel()

    def summary(self, insight_id: str) -> Summary:
        """Return the row of an insight, read when it is first asked for."""
        found = self._summaries.get(insight_id)
        if found is None:
            found = self._summaries[insight_id] = summary_of(self._content, self._content.get(Insight, insight_id))
        return found

    def rows_of(self, ids: Iterable[str]) -> list[int]:
        """Return the rows of insights that are shown."""
        wanted = set(ids)
        return [row for row, each in enumerate(self.ids) if each in wanted] if wanted else []

    # ---- what Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many insights are shown."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else MAPS + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            tr("Insight"),
            tr("Evidence"),
            tr("Quotes"),
            tr("People"),
            tr("Personas"),
            tr("Steps"),
            tr("Theme"),
            tr("Tags"),
            tr("On maps"),
        )[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, in words for screen readers too."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        insight_id = self.ids[index.row()]
        if self._content.find(Insight, insight_id) is None:
            return ""
        summary = self.summary(insight_id)
        if index.column() == STATEMENT:
            words = summary.insight.statement or tr("Not said yet")
            spoken = role == Qt.ItemDataRole.AccessibleTextRole
            return f"{insight_kind_word(summary.insight.kind)}: {words}" if spoken else words
        if index.column() == STRENGTH:
            is_short = role == Qt.ItemDataRole.DisplayRole
            return strength_word(summary.evidence.held) if is_short else strength_line(summary.evidence)
        between = "\n" if role == Qt.ItemDataRole.ToolTipRole else ", "
        return between.join(_texts(summary)[index.column()])

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return that insights can be dragged away."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Return what is carried when rows are dragged."""
        return [INSIGHT]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """Return the dragged insights, from top to bottom."""
        return carry_evidence(self.ids[row] for row in sorted({index.row() for index in indexes}))


def _texts(summary: Summary) -> dict[int, tuple[str, ...]]:
    return {
        QUOTES: (str(summary.evidence.quotes),),
        PEOPLE: (str(summary.evidence.participants),),
        PERSONAS: summary.personas,
        STEPS: summary.steps,
        THEME: (summary.theme,),
        TAGS: summary.tags,
        MAPS: summary.maps,
    }

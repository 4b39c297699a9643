"""The place Research: sources, tags and people at the left, the text in the middle, a map and meaning at the right."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.canvas.mime import carry_evidence
from app.jobs import Worker
from app.models.changes import ChangeSet
from app.models.evidence import highlights_of_source, insights_from, unplaced_insights
from app.models.records import Highlight, Participant, Persona, Source, Speaker
from app.models.turns import Passage, passage_of
from app.views.days import day_word
from app.views.research.evidence_list import EvidenceList, first_highlight, insight_rows
from app.views.research.figures import Figures
from app.views.research.marking import Marking
from app.views.research.reader import Reader
from app.views.research.reader_keys import to_highlight
from app.views.research.rows import carry_card, word_card
from app.views.research.shelf import Shelf
from app.views.research.side import Side
from app.views.research.side_map import SELECTION
from app.views.research.source_find import SourceFind
from app.views.research.text_column import Spot
from app.views.research.words import highlight_words, length_word, source_kind_word
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, LineField, OneLine, button, column, label, wrapped

_LEFT: Final = 256
_SHOWN: Final = (
    *("source", "speaker", "participant", "highlight", "highlight_tag", "insight", "insight_highlight"),
    *("evidence_verdict", "persona", "tag"),
)
"""The kinds of records that the place shows; of cards, only which insights are on one."""

_WIDE: Final = 1000
"""Pixels from which there is room for a map beside the text."""


def tr(text: str) -> str:
    """Translate a text of the place."""
    return QCoreApplication.translate("Research", text)


class ResearchPage(QWidget):
    """Follows what is stored while it is in view."""

    import_asked = Signal()
    people_asked = Signal()
    place_asked = Signal(list)
    """Ids of insights or highlights that are to be put on a map."""
    insight_asked = Signal(str)
    card_asked = Signal(str)
    details_asked = Signal()

    def __init__(self, session: Session, theme: ThemeKeeper, worker: Worker) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.setObjectName("research")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.source_id = ""
        self.filter = LineField(tr("Find a source, a tag, somebody"))
        self.filter.setPlaceholderText(tr("Find a source, a tag, somebody"))
        self.filter.setClearButtonEnabled(True)
        self.shelf = Shelf(session, theme)
        self.reader = Reader(theme, lambda each: highlight_words(session.content, each))
        self.marking = Marking(session, theme, self.reader)
        self.search = SourceFind(theme, self.reader)
        self.title, self.caption = OneLine("title"), OneLine("caption")
        self.figures = Figures(session, worker)
        self.side = Side(session, theme, self.marking.mark_selection)
        self.queue = EvidenceList(theme, tr("Unplaced insights"), 4)
        self._queue_word = label("", "heading")
        self._left = self._make_left()
        self._middle = self._make_middle()
        self._empty = self._make_empty()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._middle)
        self.stack.addWidget(self._empty)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.addWidget(self._left)
        self.split.addWidget(self.stack)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(1, 1)
        self.stack.setMinimumWidth(46 * GRID)
        for number in range(2):
            self.split.setCollapsible(number, False)
        self.split.splitterMoved.connect(lambda _position, _index: self._follow_fold())
        self._fitted = False
        self._late = QTimer(self, singleShot=True, interval=0)  # the text goes first
        self._late.timeout.connect(self._fill_lists)
        self.setLayout(column(self.split))
        self._connect()

    def _make_left(self) -> QFrame:
        left = QFrame()
        left.setObjectName("left")
        left.setMinimumWidth(208)
        rows = QVBoxLayout(left)
        rows.setContentsMargins(GRID, GRID, GRID // 2, GRID)
        rows.setSpacing(GRID // 2)
        rows.addWidget(self.filter)
        rows.addWidget(self.shelf, 1)
        self._queue_word.setContentsMargins(GRID, GRID, 0, 0)
        rows.addWidget(self._queue_word)
        rows.addWidget(self.queue)
        return left

    def _make_middle(self) -> QFrame:
        middle = QFrame()
        middle.setObjectName("reading")
        details = button(tr("Details…"), "link", self.details_asked.emit)
        details.setToolTip(tr("Title, kind, day and speakers of this source"))
        top = QFrame()
        top.setObjectName("readingHead")
        head = QHBoxLayout(top)
        head.setContentsMargins(4 * GRID, 2 * GRID, 2 * GRID, GRID)
        head.addLayout(column(self.title, self.caption, self.figures, spacing=2), 1)
        head.addWidget(details, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(top)
        rows.addWidget(self.search)
        rows.addWidget(self.reader, 1)
        return middle

    def _make_empty(self) -> QWidget:
        inner = QFrame()
        inner.setObjectName("sheet")
        inner.setMaximumWidth(560)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        rows.setSpacing(GRID)
        rows.addWidget(label(tr("What was said?"), "title"))
        rows.addWidget(
            wrapped(
                tr(
                    "Bring interviews (VTT, SRT, DOCX, text), survey answers and feedback (CSV, XLSX) or coded "
                    "material (QDPX). Read them here, mark a passage, press one key: it is an insight, and can go "
                    "on the map."
                )
            )
        )
        rows.addSpacing(GRID)
        rows.addWidget(button(tr("Import…"), "primary", self.import_asked.emit), 0, Qt.AlignmentFlag.AlignLeft)
        result = QWidget()
        across = QHBoxLayout()  # an alignment would cut the text: it takes away that narrower is higher
        across.addStretch(1)
        across.addWidget(inner, 4)
        across.addStretch(1)
        outer = QVBoxLayout(result)
        outer.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(2)
        return result

    def _connect(self) -> None:
        self.filter.textChanged.connect(self.shelf.seek)
        self.shelf.source_chosen.connect(self.show_source)
        self.shelf.people_asked.connect(self.people_asked)
        self.shelf.details_asked.connect(self._show_details)
        self.reader.moved.connect(self._say_where)
        self.reader.moved.connect(self._show_meaning)
        self.reader.drag_asked.connect(self._drag)
        self.shelf.tag_chosen.connect(self.side.gather_tag)
        self.shelf.participant_chosen.connect(self.side.gather_participant)
        self.marking.note_asked.connect(self.side.enter_note)
        self.marking.place_asked.connect(self._ask_place)
        self.side.highlight_asked.connect(self.open_at)
        self.side.insight_asked.connect(self.insight_asked)
        self.side.card_asked.connect(self.card_asked)
        for each in (self.side, self.queue):
            each.place_asked.connect(self.place_asked)
        self.queue.opened.connect(lambda _, insight_id: self.open_insight(insight_id))
        self._session.opened.connect(self._start_again)
        self._session.changed.connect(self._follow)

    # ---- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Fill when the place comes into view."""
        super().showEvent(event)
        self._refill()
        self._fill_lists()
        self._share_width()
        self.side.refill()
        QTimer.singleShot(0, self, self.side.show_map)

    def _start_again(self) -> None:
        self.source_id = ""
        self.reader.show_source(None, lambda first, last: [])
        self.figures.show_source(None)
        self.side.start_again()
        if self.isVisible():
            self._refill()

    def _follow(self, changes: ChangeSet) -> None:
        if changes.rewrites:
            self._read_again()
        if self.isVisible():
            if changes.rewrites or changes.touches(*_SHOWN):
                self._refill()
            elif changes.touches("card", "card_insight"):
                self._late.start()
        self.side.follow(changes)

    def _read_again(self) -> None:
        """Read the text anew: names in it were replaced, or turns erased."""
        source, caret = self._session.content.find(Source, self.source_id or None), self.reader.caret
        self.figures.show_source(None)
        if source is None:
            self.reader.show_source(None, lambda first, last: [])
            return
        store, source_id = self._session.store, source.id
        self.reader.show_source(source, lambda first, last: store.turns(source_id, first, last))
        if self.reader.column is not None:
            text = self.reader.column.pages.text(caret.turn)
            self.reader.go(Spot(caret.turn, min(caret.point, len(text))))
        self.figures.show_source(source)
        self.search.start_again()

    def _refill(self) -> None:
        if not self._session.is_open:
            return
        content = self._session.content
        sources = content.ordered(Source)
        for each in (self._left, self.side):
            each.setVisible(bool(sources))
        self.stack.setCurrentWidget(self._middle if sources else self._empty)
        if content.find(Source, self.source_id) is None:
            self.source_id = ""
        if sources and not self.source_id:
            self.show_source(sources[0].id)
        self._late.start()
        if self.source_id:
            self.reader.show_marks(highlights_of_source(content, self.source_id))
            self._say_where()
            self._show_meaning()

    def _fill_lists(self) -> None:
        """List what there is, and the insights that stand on no map yet."""
        self._late.stop()
        if not self._session.is_open:
            return
        self.shelf.refill()
        content = self._session.content
        waiting = unplaced_insights(content)
        self._queue_word.setText(tr("UNPLACED INSIGHTS ({count})").format(count=len(waiting)))
        for each in (self._queue_word, self.queue):
            each.setVisible(bool(waiting))
        self.queue.show_rows(insight_rows(content, waiting))

    def _show_meaning(self) -> None:
        """Show what the highlight that the caret is in means."""
        current = self.reader.current
        self.side.show_highlight(current.id if current else "", self.source_id)

    def _ask_place(self, highlight_id: str) -> None:
        """Have put on a map what was made of a passage and waits; where nothing does, its words."""
        content = self._session.content
        made = insights_from(content, highlight_id)
        waiting = [each.id for each in unplaced_insights(content) if each in made]
        self.place_asked.emit(waiting or [highlight_id])

    def open_insight(self, insight_id: str) -> None:
        """Show the first passage that an insight is drawn from; of one without any, the insight itself."""
        highlight_id = first_highlight(self._session.content, insight_id)
        if highlight_id:
            self.open_at(highlight_id)
        else:
            self.insight_asked.emit(insight_id)

    def _drag(self) -> None:
        """Carry the selection, or the highlight in use, to wherever it is let go."""
        current, chosen = self.reader.current, self.reader.selection
        if current is None and chosen is None:
            return
        passage = chosen or (passage_of(current) if current is not None else None)
        words = self.reader.words(passage) if passage is not None else ""
        card = word_card(self._theme, words, current.kind if current else None, self.devicePixelRatioF())
        self.marking.offer.hide()
        carry_card(self.reader, carry_evidence((), [current.id if current else SELECTION]), card)

    def _share_width(self) -> None:
        """Share the width out when the place is first seen; where there is little of it, the text has it."""
        if not self._fitted:
            self._fitted = True
            width = self.width()
            right = max(300, min(420, width // 4)) if width >= _WIDE else 0
            self.split.setSizes([_LEFT, width - _LEFT - right, right])
            self._follow_fold()

    def _follow_fold(self) -> None:
        """Keep the keys from the right column while it is folded up: it is only moved out of view then."""
        self.side.setEnabled(self.split.sizes()[-1] > 0)

    def show_source(self, source_id: str) -> None:
        """Read a source from its beginning."""
        source = self._session.content.get(Source, source_id)
        if source_id != self.source_id:
            self.source_id = source_id
            store = self._session.store
            self.reader.show_source(source, lambda first, last: store.turns(source_id, first, last))
            self.search.start_again()
        self.reader.show_marks(highlights_of_source(self._session.content, source_id))
        self.figures.show_source(source)
        self.shelf.show_source(source_id)
        self._say_where()
        self._show_meaning()

    def open_at(self, highlight_id: str) -> None:
        """Show a highlight where it stands, in the upper third, lit for a moment."""
        highlight = self._session.content.find(Highlight, highlight_id)
        if highlight is None:
            return
        self.show_source(highlight.source_id)
        self.reader.open_at(highlight)
        self.reader.setFocus()

    def open_passage(self, source_id: str, passage: Passage) -> None:
        """Show a place of a source that is no highlight, its words shown as found."""
        self.show_source(source_id)
        self.reader.bring(passage)
        self.reader.go(Spot(passage.turn, passage.start))
        self.reader.show_hits({passage.turn: [(passage.start, passage.end)]}, passage)
        self.reader.setFocus()

    def _show_details(self, source_id: str) -> None:
        self.show_source(source_id)
        self.details_asked.emit()

    def find_words(self) -> None:
        """Look for words in the source."""
        self.search.open_line()

    def to_highlight(self, way: int) -> None:
        """Go to the next (1) or previous (−1) highlight of the source; says where there is none."""
        self.reader.setFocus()
        if self.reader.column is None or not to_highlight(self.reader, way):
            self._session.said.emit(tr("No further highlight") if way > 0 else tr("No highlight before this"))

    def _say_where(self) -> None:
        """Name the source, who is heard in it, and the turn that the caret is in."""
        content = self._session.content
        source = content.find(Source, self.source_id)
        if source is None:
            return
        self.title.setText(source.title or tr("Untitled"))
        parts = [source_kind_word(source.kind), day_word(source.held_on), length_word(source), self._heard(source)]
        if source.turns:
            answers = source.kind in ("survey", "feedback")
            where = tr("answer {number} of {count}") if answers else tr("turn {number} of {count}")
            parts.append(where.format(number=self.reader.caret.turn + 1, count=source.turns))
        self.caption.setText(" · ".join(filter(None, parts)))

    def _heard(self, source: Source) -> str:
        """Return who is heard in an interview, and for whom they stand; of many, how many."""
        content = self._session.content
        speakers = content.holding(Speaker, "source_id", source.id)
        people = [each for one in speakers if (each := content.find(Participant, one.participant_id)) is not None]
        if len(people) > 2 or source.kind in ("survey", "feedback"):
            return ""
        personas = [content.find(Persona, each.persona_id) for each in people]
        names = ", ".join(
            f"{each.name} ({persona.name})" if persona else each.name
            for each, persona in zip(people, personas, strict=True)
        )
        kept = min((each.keep_until for each in people if each.keep_until), default=None)
        until = tr("keep until {day}").format(day=day_word(kept)) if kept else ""
        return " · ".join(filter(None, (names, until)))

    def regions(self) -> list[QWidget]:
        """Return the parts that F6 walks."""
        parts: list[QWidget] = [self.shelf, self.queue, self.search, self.reader, self.side]
        return [each for each in parts if each.isVisible()]

    def focus_page(self) -> None:
        """Give the keys to the text, or to what there is to do."""
        if self.source_id:
            self.reader.setFocus()

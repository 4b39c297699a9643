"""The column at the right: a map to put evidence on, what the passage in use means, and what is like it elsewhere."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from app.models.changes import ChangeSet
from app.models.content import journeys_in_tree_order
from app.models.evidence import insights_from, place_of
from app.models.records import (
    Highlight,
    HighlightTag,
    Insight,
    InsightHighlight,
    Journey,
    Participant,
    Tag,
)
from app.services.highlights import set_note
from app.views.quote_words import QuoteWords
from app.views.research.evidence_list import EvidenceList, insight_rows, quote_rows
from app.views.research.link_field import LinkField
from app.views.research.side_map import SideMap
from app.views.research.similar import Similar
from app.views.research.words import insight_kind_word
from app.views.session import Session
from app.views.tag_field import TagField
from app.views.theme import ThemeKeeper
from app.views.widgets import (
    GRID,
    ChoiceField,
    TextField,
    button,
    caption_of,
    column,
    label,
    restyle,
    scrolling,
    wrapped,
)

_MOST_QUOTES: Final = 40
"""Quotes of a tag or a participant that are listed; reading their words takes a moment each."""

_AT_ONCE: Final = 6
"""Quotes that are read before others have their turn."""

_SOON: Final = 300


def tr(text: str) -> str:
    """Translate a text of the column."""
    return QCoreApplication.translate("ResearchSide", text)


class Side(QFrame):
    """Follows the highlight that the caret is in."""

    highlight_asked = Signal(str)
    """A passage is to be shown where it was said."""
    insight_asked = Signal(str)
    place_asked = Signal(list)
    card_asked = Signal(str)

    def __init__(self, session: Session, theme: ThemeKeeper, mark_selection: Callable[[], str]) -> None:
        super().__init__()
        self._session, self._theme, self._mark = session, theme, mark_selection
        self.setObjectName("inspector")
        self.setMinimumWidth(240)
        self._highlight_id = self._source_id = ""
        self.map: SideMap | None = None
        self.journey = ChoiceField(tr("Map beside the text"), [])
        self.journey.chosen.connect(self._show_journey)
        self._frame = QFrame()
        self._ring = QFrame()
        self._ring.setObjectName("ring")
        self._ring_rows = column(margins=(0, 0, 0, 0))
        self._ring.setLayout(self._ring_rows)
        rows = column(self.journey, margins=(GRID, GRID, GRID, GRID))
        rows.addWidget(self._ring, 1)
        self._frame.setLayout(rows)
        self.kind = label("", "heading")
        self.tags = TagField(session, theme)
        self.note = TextField(tr("Note on the passage"), 1, 5)
        self.note.setPlaceholderText(tr("A note on this passage"))
        self.note.edited.connect(self._write_note)
        self._passage = QWidget()
        self.link = LinkField(session, theme)
        linked = (caption_of(tr("Link to an insight"), self.link), self.link)
        noted = (caption_of(tr("Note"), self.note), self.note)
        self._passage.setLayout(column(self.kind, self.tags, *noted, *linked, spacing=4))
        self._insights_word, self._quotes_word = label("", "heading"), label("", "heading")
        self.insights = EvidenceList(theme, tr("Insights"), 8)
        self.quotes = EvidenceList(theme, tr("Quotes"), 12)
        self._close = button(tr("Back to what is similar"), "link", lambda: self._gather("", ""))
        self._hint = wrapped(
            tr("What a highlight means stands here: put the caret into one, or select some words and press P."),
            "caption",
        )
        self.words = QuoteWords(session, self)
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._fill_quotes)
        self._gathered = ("", "")
        self.similar = Similar(session, self)
        self.similar.found.connect(lambda _: self._fill_quotes())
        for each in (self.insights, self.quotes):
            each.opened.connect(self._open)
            each.place_asked.connect(self.place_asked)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._look_around)
        theme.changed.connect(self._dress)

    def _lay_out(self) -> None:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(GRID, GRID, GRID, GRID)
        rows.setSpacing(GRID // 2)
        parts = (self._passage, self._insights_word, self.insights, self._quotes_word, self._close, self.quotes)
        for each in (self._hint, *parts):
            rows.addWidget(each)
            if each in (self._passage, self.insights):
                rows.addSpacing(GRID)
        rows.addStretch(1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.addWidget(self._frame)
        self.split.addWidget(scrolling(inner))
        self.split.setSizes([380, 420])
        for number in range(2):
            self.split.setCollapsible(number, False)
        self.setLayout(column(self.split))

    # ---- the map

    def start_again(self) -> None:
        """Forget the workspace that was open."""
        self._drop_map()
        self._highlight_id = self._source_id = ""
        self._gathered = ("", "")
        self.similar.start_again()

    def _drop_map(self) -> None:
        if self.map is not None:
            self._ring_rows.removeWidget(self.map)
            self.map.hide()
            self.map.deleteLater()
            self.map = None

    def show_map(self) -> None:
        """Show a map as it is stored, once the text is painted; another one where its journey is gone."""
        if self.map is not None:
            if self._session.content.find(Journey, self.map.journey_id) is not None:
                self.map.catch_up()
                self._offer_journeys()
                return
            self._drop_map()
        if not self._session.is_open or not self._session.content.all(Journey):
            return
        self.map = SideMap(self._session, self._theme, self._mark)
        self.map.card_opened.connect(self.card_asked)
        self.map.keys_changed.connect(self._show_keys)
        self._ring_rows.addWidget(self.map)
        self.map.open_journey(self._session.journey_id)
        self._offer_journeys()

    def _offer_journeys(self) -> None:
        journeys = journeys_in_tree_order(self._session.content)
        self.journey.offer([(each.id, each.title or tr("Untitled")) for each in journeys])
        self.journey.setVisible(self.journey.count() > 0)
        if self.map is not None:
            self.journey.fill(self.map.journey_id)

    def _show_journey(self, journey_id: object) -> None:
        if self.map is not None and isinstance(journey_id, str) and journey_id:
            self.map.open_journey(journey_id)

    def _show_keys(self, here: bool) -> None:
        self._ring.setProperty("keys", here)
        restyle(self._ring)

    def _dress(self) -> None:
        if self.map is not None:
            self.map.set_theme(self._theme.look)

    # ---- the passage

    def follow(self, changes: ChangeSet) -> None:
        """Show what is stored now, while it is in view."""
        self.similar.follow(changes)
        if self.map is not None:
            self.map.take_over(changes)
        if self.isVisible():
            if self.map is None or changes.touches("journey"):
                self.show_map()
            self.refill()

    def show_highlight(self, highlight_id: str, source_id: str) -> None:
        """Show what a highlight means; of none, what the source does."""
        if (highlight_id, source_id) != (self._highlight_id, self._source_id):
            self._highlight_id, self._source_id = highlight_id, source_id
            self.refill()
            self._soon.start()

    def refill(self) -> None:
        """Show highlight, insights and quotes as they are stored."""
        content = self._session.content
        highlight = content.find(Highlight, self._highlight_id or None)
        self._passage.setVisible(highlight is not None)
        if highlight is not None:
            self.kind.setText(insight_kind_word(highlight.kind).upper())
            self.tags.show_records([highlight.id])
            self.note.fill(highlight.note)
            self.link.highlight_id = highlight.id
            shown = insights_from(content, highlight.id)
            word = tr("INSIGHTS FROM THIS PASSAGE")
        else:
            shown = self._of_source()
            word = tr("INSIGHTS FROM THIS SOURCE")
        self._insights_word.setText(word)
        self._insights_word.setVisible(bool(shown))
        self.insights.setVisible(bool(shown))
        self.insights.show_rows(insight_rows(content, shown))
        self._fill_quotes()

    def _of_source(self) -> tuple[Insight, ...]:
        content = self._session.content
        ids = {
            link.insight_id
            for each in content.members(Highlight, "source_id", self._source_id)
            for link in content.members(InsightHighlight, "highlight_id", each.id)
        }
        return tuple(each for each in content.ordered(Insight) if each.id in ids)

    def enter_note(self) -> None:
        """Give the keys to the note of the passage."""
        self.note.setFocus()

    def _write_note(self, text: str) -> None:
        if self._session.content.find(Highlight, self._highlight_id or None) is not None:
            highlight_id = self._highlight_id
            self._session.attempt(lambda: set_note(self._session.store, highlight_id, text))

    # ---- quotes

    def gather_tag(self, tag_id: str) -> None:
        """List the passages that carry a tag."""
        self._gather("tag", tag_id)

    def gather_participant(self, participant_id: str) -> None:
        """List the passages that somebody said."""
        self._gather("participant", participant_id)

    def _gather(self, kind: str, record_id: str) -> None:
        self._gathered = (kind, record_id)
        self._fill_quotes()

    def _fill_quotes(self) -> None:
        content = self._session.content
        kind, record_id = self._gathered
        tag, who = content.find(Tag, record_id or None), content.find(Participant, record_id or None)
        found: list[Highlight] = []
        word = ""
        if kind == "tag" and tag is not None:
            links = content.members(HighlightTag, "tag_id", tag.id)
            found = [content.get(Highlight, each.highlight_id) for each in links]
            word = tr("QUOTES TAGGED “{name}” ({count})").format(name=tag.name, count=len(found))
        elif kind == "participant" and who is not None:
            found = list(content.members(Highlight, "participant_id", who.id))
            word = tr("QUOTES OF {name} ({count})").format(name=who.name, count=len(found))
        elif self._highlight_id:
            alike = (content.find(Highlight, each) for each in self.similar.ids)
            found = [each for each in alike if each is not None]
            word = tr("SIMILAR ELSEWHERE")
        gathered = bool(kind and word)
        self._hint.setVisible(not gathered and self._passage.isHidden() and self.insights.isHidden())
        if gathered:
            found.sort(key=lambda each: (each.source_id, place_of(each)))
        self._quotes_word.setText(word)
        self._close.setVisible(gathered)
        for each in (self._quotes_word, self.quotes):
            each.setVisible(bool(found))
        rows, complete = quote_rows(content, self.words, found[:_MOST_QUOTES], _AT_ONCE)
        self.quotes.show_rows(rows)
        if not complete:
            self._more.start()

    def _look_around(self) -> None:
        """Look for what is similar, once the caret rests."""
        self.similar.look(self._highlight_id)

    def _open(self, kind: str, record_id: str) -> None:
        (self.highlight_asked if kind == "quote" else self.insight_asked).emit(record_id)

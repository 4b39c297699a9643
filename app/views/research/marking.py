"""What is made of a passage without leaving the text: highlights, insights, tags; one undo step each."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRectF, Signal
from PySide6.QtWidgets import QMenu

from app.models.evidence import insights_from
from app.models.kinds import INSIGHT_KINDS, InsightKind
from app.models.records import Highlight, Insight
from app.models.turns import Passage, passage_of
from app.services.highlights import mark, one_sentence, resize, set_kind, unmark
from app.services.insights import edit_insight, insight_from
from app.views.research.passage_bar import EntryBar, OfferBar, more_offers, offers
from app.views.research.reader import Reader
from app.views.research.text_column import Spot
from app.views.research.words import insight_kind_word
from app.views.session import Session
from app.views.theme import ThemeKeeper


def tr(text: str) -> str:
    """Translate a text of marking."""
    return QCoreApplication.translate("Marking", text)


class Marking(QObject):
    """Does what the reader is asked for, with the bars that float over it."""

    place_asked = Signal(str)
    """A highlight is to be put on a map."""
    note_asked = Signal()

    def __init__(self, session: Session, theme: ThemeKeeper, reader: Reader) -> None:
        super().__init__(reader)
        self._session, self._reader = session, reader
        self.offer = OfferBar(theme, reader)
        self.entry = EntryBar(session, theme, reader)
        self._highlight_id = ""
        self._insight_id = ""
        reader.asked.connect(self.do)
        reader.rested.connect(self._rest)
        reader.moved.connect(self._follow_caret)
        reader.scrolled.connect(self._place)
        reader.menu_asked.connect(self.show_menu)
        self.offer.asked.connect(self.do)
        self.offer.more_asked.connect(self.show_menu)
        self.entry.kept.connect(self._keep)
        self.entry.left.connect(self._back)
        session.changed.connect(lambda _: self._follow_edit())

    def _follow_edit(self) -> None:
        """Show the tags as they are stored now; with a highlight that was undone nothing is left to be said."""
        if not self.entry.isVisible():
            return
        if self._session.content.find(Highlight, self._highlight_id) is None:
            self._back()
        else:
            self.entry.follow(self._highlight_id)

    # ---- where the bars are

    def _rest(self) -> None:
        """Offer what can be made of what was selected or clicked."""
        passage = self._passage()
        if passage is None or self.entry.isVisible():
            self.offer.hide()
            return
        words = self._reader.words(passage)
        if words.strip():
            self.offer.offer(words, self._box(passage))
        else:
            self.offer.hide()

    def _passage(self) -> Passage | None:
        """Return what is selected, or else the highlight that the caret is in."""
        current = self._reader.current
        return self._reader.selection or (passage_of(current) if current is not None else None)

    def _box(self, passage: Passage) -> QRectF:
        box = self._reader.rect_of(passage)
        last = self._reader.column.rects(passage) if self._reader.column else []
        if last:
            box.setLeft(last[-1].left() + self._reader.left())
        return box

    def _follow_caret(self) -> None:
        if self._reader.selection is None:
            self.offer.hide()

    def _place(self) -> None:
        """Move along with the text."""
        passage = self._passage()
        if passage is None:
            return
        for bar in (self.offer, self.entry):
            if bar.isVisible():
                bar.show_at(self._box(passage))

    # ---- what is done

    def do(self, name: str) -> None:
        """Do what a key or a button asks for."""
        if name == "leave":
            self.offer.hide()
        elif name == "remove":
            self.remove()
        elif name in INSIGHT_KINDS:
            self._mark_as(name)
        elif name in ("insight", "enter"):
            self._mark_as(None)
        elif name == "tag":
            self._tag()
        elif name == "highlight" and self._mark(None):
            self._back()
        elif name == "resize":
            self.resize()
        elif name == "note" and self._mark(None):
            self._back()
            self.note_asked.emit()
        elif name == "place" and (highlight_id := self._mark(None)):
            self.place_asked.emit(highlight_id)

    def _mark(self, kind: InsightKind | None) -> str:
        """Return the highlight that is asked about: the one in use, or a new one of what is selected; else nothing."""
        reader, session = self._reader, self._session
        current, chosen = reader.current, reader.selection
        if chosen is not None and reader.source is not None:
            return session.perform(mark, reader.source.id, chosen, kind) or ""
        if current is None:
            session.failed.emit(tr("Select some words first: with the mouse, with Shift and the arrows, or S."))
            return ""
        if kind is not None and current.kind != kind and not session.attempt(lambda: self._turn_into(current, kind)):
            return ""
        return current.id

    def _turn_into(self, highlight: Highlight, kind: InsightKind) -> bool:
        set_kind(self._session.store, highlight.id, kind)
        return True

    def mark_selection(self) -> str:
        """Highlight what is selected, and return the highlight's id; nothing where that cannot be."""
        return self._mark(None)

    def _mark_as(self, kind: InsightKind | None) -> None:
        """Mark the passage as a kind, and let the insight be said that it means."""
        highlight_id = self._mark(kind)
        highlight = self._session.content.find(Highlight, highlight_id or None)
        if highlight is None:
            return
        wanted = kind or highlight.kind or "fact"
        known = next((each for each in self._insights(highlight_id) if kind in (None, each.kind)), None)
        self._highlight_id, self._insight_id = highlight_id, known.id if known else ""
        words = one_sentence(self._reader.words(passage_of(highlight)))
        self._select(highlight)
        self.offer.hide()
        box = self._box(passage_of(highlight))
        self.entry.ask_statement(
            known.kind if known else wanted, known.statement if known else words, box, known=known is not None
        )

    def _insights(self, highlight_id: str) -> tuple[Insight, ...]:
        return insights_from(self._session.content, highlight_id)

    def _select(self, highlight: Highlight) -> None:
        """Put the selection on a highlight, so that the bars are beside it."""
        self._reader.anchor = Spot(highlight.turn, highlight.start)
        self._reader.go(Spot(highlight.last_turn, highlight.end), select=True)

    def _keep(self, kind: InsightKind, statement: str) -> None:
        """Keep the insight as it was said."""
        session = self._session
        if self._insight_id:
            session.perform(edit_insight, self._insight_id, kind=kind, statement=statement)
        elif session.perform(insight_from, [self._highlight_id], kind, statement) is not None:
            session.said.emit(tr("{kind}: insight kept").format(kind=insight_kind_word(kind)))
        self._back()

    def _tag(self) -> None:
        highlight = self._session.content.find(Highlight, self._mark(None) or None)
        if highlight is not None:
            self._highlight_id = highlight.id
            self._select(highlight)
            self.offer.hide()
            self.entry.ask_tags(highlight.id, self._box(passage_of(highlight)))

    def resize(self) -> None:
        """Let the highlight that the selection lies over stand on what is selected."""
        chosen = self._reader.selection
        over = self._overlapped(chosen) if chosen is not None else None
        if chosen is None or over is None:
            self._session.failed.emit(tr("Select words of a highlight and around it: those that it is to stand on."))
            return
        self._session.attempt(lambda: resize(self._session.store, over.id, chosen))
        self._back()

    def _overlapped(self, chosen: Passage) -> Highlight | None:
        """Return the highlight that a passage shares words with: the one it begins or ends in first."""
        first, last = (chosen.turn, chosen.start), (chosen.last_turn, chosen.end)
        shared = [
            each
            for each in self._reader.marks.ordered
            if (each.turn, each.start) < last and first < (each.last_turn, each.end)
        ]
        return next((each for each in shared if passage_of(each) != chosen), None)

    def remove(self) -> None:
        """Remove the highlight in use."""
        current = self._reader.current
        if current is None:
            self._session.failed.emit(tr("There is no highlight here."))
            return
        self.offer.hide()
        self._session.attempt(lambda: unmark(self._session.store, [current.id]))

    def _back(self) -> None:
        """Give the keys back to the text, at the end of the passage."""
        self.offer.hide()
        self.entry.hide()
        self._reader.setFocus()
        self._reader.go(self._reader.caret)

    # ---- the menu

    def show_menu(self, place: QPoint) -> None:
        """Offer everything that can be made of the passage."""
        menu = QMenu(self._reader)
        has_passage, current = self._passage() is not None, self._reader.current
        for name, key, word in (*offers(), *more_offers()):
            action = menu.addAction(f"{word[:1].upper()}{word[1:]}\t{key}", partial(self.do, name))
            action.setEnabled(has_passage)
        menu.addSeparator()
        menu.addAction(tr("Place on a map…"), lambda: self.do("place")).setEnabled(has_passage)
        menu.addAction(f"{tr('Remove the highlight')}\t{tr('Del')}", self.remove).setEnabled(current is not None)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

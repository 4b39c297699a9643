"""What is behind the selected card or opportunity: strength, counts, insights, quotes with the way to each sentence."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.layout.proof import dots_text, evidence_text
from app.models.changes import ChangeSet
from app.models.content import Content
from app.models.evidence import all_highlights, direct_highlights, insights_of
from app.models.kinds import EVIDENCE_STRENGTHS, EvidenceStrength
from app.models.quotes import Quote, read_quotes
from app.models.records import Card, Highlight, Insight, Opportunity
from app.scoring.evidence import Evidence, carries_evidence, evidence_of
from app.services.insights import add_evidence, card_to_insight, detach, remove_evidence, set_verdict
from app.views.days import spoken_day
from app.views.kinds import map_words
from app.views.links import Link, Links
from app.views.session import Session
from app.views.widgets import GRID, ChoiceField, LineField, LinkButton, ToolButton, button, clear, label, wrapped

FEW: Final = 4
"""Quotes that are read and shown at a time: the form is there at once, however many there are."""

_LONGEST: Final = 280
"""Letters of a quote that are shown; all of it stands where it was said."""

_MOST_OFFERED: Final = 200


def tr(text: str) -> str:
    """Translate a text of the part."""
    return QCoreApplication.translate("EvidencePart", text)


class EvidencePart(QWidget):
    """Filled like a form; the words of quotes are read when the event loop turns."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._record_id = ""
        self._highlights: tuple[Highlight, ...] = ()
        self._direct: frozenset[str] = frozenset()
        self._most = FEW
        self._read: dict[str, Quote] = {}
        self._shown: list[tuple[Quote, bool]] = []
        self.dots = label("", "dots")
        self.dots.setAccessibleName(tr("Strength of the evidence"))
        self.summary = wrapped("")
        self.judged = wrapped("", "caption")
        self.insights = Links(tr("Insights behind it"), tr("Add an insight"))
        self.insights.opened.connect(session.insight_asked)
        self.insights.removed.connect(self._take_away)
        self.insights.added.connect(lambda each: session.perform(add_evidence, self._record_id, [each]))
        self.tie = button("", "link", self._tie_or_loosen)
        self._quotes = QVBoxLayout()
        self._quotes.setSpacing(GRID)
        self.more = button("", "link", self._show_more)
        self.verdict = ChoiceField(tr("Judge the evidence"), _verdicts())
        self.verdict.setToolTip(tr("A judgement is shown in the place of what is counted, with its reason"))
        self.verdict.chosen.connect(self._judge)
        self.reason = LineField(tr("Why it is judged so"))
        self.reason.setPlaceholderText(tr("Why so?"))
        self.reason.editingFinished.connect(self._give_reason)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read_some)
        session.changed.connect(self._forget)
        session.opened.connect(self._start_again)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID // 2)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.summary, 1)
        rows.addLayout(head)
        rows.addWidget(self.judged)
        rows.addWidget(self.insights)
        rows.addWidget(self.tie, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addSpacing(GRID // 2)
        rows.addLayout(self._quotes)
        rows.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.verdict)
        rows.addWidget(self.reason)

    # ---- filling

    def show_record(self, record: Card | Opportunity) -> bool:
        """Show what is behind a record; return whether evidence can be its own at all."""
        content = self._session.content
        if record.id != self._record_id:
            self._record_id, self._most = record.id, FEW
        if not carries_evidence(content, record):
            return False
        evidence = evidence_of(content, record)
        self.dots.setText(dots_text(evidence))
        self.summary.setText(evidence_text(evidence, map_words()))
        self._fill_verdict(evidence)
        self._fill_insights(content, record)
        self._highlights = all_highlights(content, record)
        self._direct = frozenset(each.id for each in direct_highlights(content, record))
        if isinstance(record, Card) and record.highlight_id is not None:
            self._direct -= {record.highlight_id}  # what it shows is no evidence to be taken away
        self._fill_quotes()
        return True

    def _fill_verdict(self, evidence: Evidence) -> None:
        verdict = evidence.verdict
        self.verdict.fill(verdict.strength if verdict else "")
        self.reason.setVisible(verdict is not None)
        self.reason.fill(verdict.reason if verdict else "")
        self.judged.setVisible(verdict is not None)
        if verdict is not None:
            day = spoken_day(date.fromisoformat(verdict.decided_on))
            self.judged.setText(tr("Judged on {day}: {reason}").format(day=day, reason=verdict.reason or "–"))

    def _fill_insights(self, content: Content, record: Card | Opportunity) -> None:
        shown = record.insight_id if isinstance(record, Card) else None
        linked = insights_of(content, record)
        there = {each.id for each in linked}
        kind = record.kind if isinstance(record, Card) else ""
        others = [each for each in content.ordered(Insight) if each.id not in there]
        others.sort(key=lambda each: each.kind != kind)
        self.insights.fill(
            [Link(each.id, each.statement or tr("Untitled insight"), each.id != shown) for each in linked],
            [(each.id, each.statement or tr("Untitled insight")) for each in others[:_MOST_OFFERED]],
        )
        self.insights.setVisible(bool(linked or others))
        self.tie.setVisible(isinstance(record, Card) and bool(shown or record.title.strip()))
        self.tie.setText(tr("Say it in words of its own") if shown else tr("Make it an insight"))
        self.tie.setToolTip(
            tr("The card shows its insight no more, and keeps the words")
            if shown
            else tr("An insight with these words and quotes, to be shown on other maps, too")
        )

    def _tie_or_loosen(self) -> None:
        """Make an insight of what the card says, or let it show its insight no more."""
        card = self._session.content.get(Card, self._record_id)
        if card.insight_id is None:
            self._session.perform(card_to_insight, card.id)
        else:
            self._session.perform(detach, [card.id])

    def _wanted(self) -> Sequence[Highlight]:
        return self._highlights[: self._most]

    def _fill_quotes(self) -> None:
        """Show the quotes whose words are known, and read the others soon."""
        wanted = self._wanted()
        shown = [(self._read[each.id], each.id in self._direct) for each in wanted if each.id in self._read]
        if shown != self._shown:
            self._shown = shown
            clear(self._quotes)
            for quote, mine in shown:
                self._quotes.addWidget(QuoteLine(quote, self._open, self._take_away if mine else None))
        left = len(self._highlights) - len(wanted)
        self.more.setText(tr("{count} more quotes").format(count=left))
        self.more.setVisible(left > 0)
        if len(shown) < len(wanted):
            self._soon.start()

    def _read_some(self) -> None:
        content = self._session.content
        missing = [each for each in self._wanted() if each.id not in self._read and content.find(Highlight, each.id)]
        if not missing:
            return
        quotes = self._session.attempt(lambda: read_quotes(content, self._session.store.turns, missing[:FEW]))
        if quotes:
            self._read.update((each.highlight.id, each) for each in quotes)
            self._fill_quotes()

    def _show_more(self) -> None:
        self._most += 2 * FEW
        self._fill_quotes()

    def _forget(self, changes: ChangeSet) -> None:
        """Read words anew that may be others, as when names have become pseudonyms."""
        if self._read and (changes.rewrites or changes.touches("highlight", "source", "participant", "speaker")):
            self._read.clear()
            self._fill_quotes()  # the form may have been filled before this was heard

    def _start_again(self) -> None:
        self._read.clear()
        self._record_id, self._highlights = "", ()

    # ---- doing

    def _record(self) -> Card | Opportunity | None:
        content = self._session.content
        return content.find(Card, self._record_id) or content.find(Opportunity, self._record_id)

    def _open(self, highlight_id: str) -> None:
        self._session.highlight_asked.emit(highlight_id)

    def _take_away(self, evidence_id: str) -> None:
        self._session.perform(remove_evidence, self._record_id, [evidence_id])

    def _judge(self, strength: object) -> None:
        record = self._record()
        held: EvidenceStrength | None = next((each for each in EVIDENCE_STRENGTHS if each == strength), None)
        if record is not None:
            self._session.perform(set_verdict, record, held, self.reason.text() if held else "")

    def _give_reason(self) -> None:
        record = self._record()
        verdict = evidence_of(self._session.content, record).verdict if record is not None else None
        if record is not None and verdict is not None and verdict.reason != self.reason.text():
            on = date.fromisoformat(verdict.decided_on)
            self._session.perform(set_verdict, record, verdict.strength, self.reason.text(), on)


def _verdicts() -> list[tuple[object, str]]:
    words = map_words()
    said = tr("Judged: {strength}")
    judged = [(each, said.format(strength=words[f"value {each}"])) for each in EVIDENCE_STRENGTHS]
    return [("", tr("Strength as counted")), *judged]


class QuoteLine(QFrame):
    """Words, and below them who said them and where: a link to the sentence."""

    def __init__(self, quote: Quote, opened: Callable[[str], None], removed: Callable[[str], None] | None) -> None:
        super().__init__()
        self.setProperty("look", "said")
        words = " ".join(quote.text.split())
        words = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        highlight_id = quote.highlight.id
        place = " · ".join(part for part in (quote.who, quote.moment, quote.source) if part)  # the end may find no room
        self.opening = LinkButton(place or tr("Read it where it was said"), lambda: opened(highlight_id))
        self.opening.setAccessibleDescription(words)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(GRID, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(wrapped(f"“{words}”"))
        foot = QHBoxLayout()
        foot.setSpacing(GRID // 2)
        foot.addWidget(self.opening, 1)
        if removed is not None:
            away = ToolButton()
            away.setText("×")
            away.setProperty("look", "cross")
            away.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            away.clicked.connect(lambda: removed(highlight_id))
            away.setAccessibleName(f"{tr('Remove from the evidence')}: {words}")
            away.setToolTip(tr("Remove from the evidence"))
            foot.addWidget(away)
        rows.addLayout(foot)

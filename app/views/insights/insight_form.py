"""The forms of an insight and of several: what it says, what is behind it, what it is about, where it is."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.content import Content, columns_of, journeys_in_tree_order, sort_key
from app.models.evidence import cards_backed_by, direct_highlights, verdict_of
from app.models.kinds import DEFAULT_SENTIMENT, EVIDENCE_STRENGTHS, INSIGHT_KINDS
from app.models.records import Insight, InsightPersona, InsightStep, Journey, Persona, Stage, Step, Theme
from app.scoring.evidence import evidence_of
from app.services.capture.naming import column_in_words
from app.services.insights import (
    delete_insights,
    edit_insight,
    merge_insights,
    set_personas,
    set_steps,
    set_verdict,
    unlink_highlights,
)
from app.services.themes import put_in_theme
from app.views.emotion_form import sentiment_choices
from app.views.entry_chips import EntryChips
from app.views.forms import Form
from app.views.insights.quotes import QuoteList
from app.views.insights.summary import step_name
from app.views.insights.words import evidence_words, insight_icon, strength_word, tr
from app.views.kinds import kind_word
from app.views.links import Link, Links
from app.views.research.marks import SIGNS
from app.views.research.words import insight_kind_word
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, NumberField, Segments, TextField, button, label, wrapped


def theme_choices(content: Content) -> list[tuple[object, str]]:
    """Return the themes that an insight can be put into, and none."""
    themes = [(theme.id, theme.title or tr("Untitled theme")) for theme in content.ordered(Theme)]
    return [(None, tr("No theme")), *themes]


class InsightForm(Form):
    """One insight."""

    passage_asked = Signal(str)
    """The highlight whose sentence is to be shown in its source."""
    card_asked = Signal(str, str)
    """A journey, and a card on its map to be shown."""
    placing_asked = Signal(list)

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme)
        self.statement = self.title_field(
            tr("Statement of the insight"), lambda store, each, text: edit_insight(store, each, statement=text)
        )
        self.statement.setPlaceholderText(tr("What was learnt, in one sentence?"))
        self._add_evidence()
        self._add_kind()
        self._add_links()
        self._add_verdict()
        self.note = TextField(tr("Note"), least=2)
        self.note.edited.connect(self._setter("note"))
        self.field(tr("Note"), self.note)
        self.maps = Links(tr("On maps"))
        self.maps.opened.connect(self._open_card)
        self._maps_caption = self.field(tr("On maps"), self.maps)
        self.place = button(tr("Place on a map…"), clicked=lambda: self.placing_asked.emit(self.ids))
        self.end(self.place, button(tr("Delete insight"), "quiet", lambda: session.perform(delete_insights, self.ids)))

    def _setter(self, name: str) -> Callable[[Any], object]:
        return lambda value: self.session.perform(edit_insight, self.record_id, **{name: value})

    def _add_evidence(self) -> None:
        self.quotes = QuoteList(self.session, self.theme, tr("Quotes behind the insight"), removable=True)
        self.quotes.opened.connect(self.passage_asked)
        self.quotes.removed.connect(lambda ids: self.session.perform(unlink_highlights, self.record_id, ids))
        self._counted = self.field(tr("Quotes"), self.quotes)
        self._unproven = wrapped(
            tr("Nobody has said this yet: it is an assumption. Mark a passage in Research and link it."), "caption"
        )
        self.rows.addWidget(self._unproven)

    def _add_kind(self) -> None:
        self.kind = ChoiceField(tr("Kind"), [(kind, insight_kind_word(kind)) for kind in INSIGHT_KINDS])
        self.kind.chosen.connect(self._setter("kind"))
        self.field(tr("Kind"), self.kind)
        self.sentiment = Segments(tr("Sentiment"), sentiment_choices())
        self.sentiment.chosen.connect(self._setter("sentiment"))
        self.weight = NumberField(tr("Weight in the emotion"), 0, 1000, step=10, suffix=" %")
        self.weight.changed_by_user.connect(lambda value: self._setter("weight")(float(value)))
        self.field(tr("Sentiment"), self.sentiment)
        self.field(tr("Weight in the emotion"), self.weight)
        self.theme.changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        for number, kind in enumerate(INSIGHT_KINDS):
            self.kind.setItemIcon(number, insight_icon(kind, self.theme.look))

    def _add_links(self) -> None:
        self.personas = EntryChips(tr("Add a persona"))
        self.personas.added.connect(lambda each: self._link(InsightPersona, "persona_id", set_personas, more=each))
        self.personas.removed.connect(lambda each: self._link(InsightPersona, "persona_id", set_personas, less=each))
        self.field(tr("Personas"), self.personas)
        self.steps = EntryChips(tr("Add a step"))
        self.steps.added.connect(lambda each: self._link(InsightStep, "step_id", set_steps, more=each))
        self.steps.removed.connect(lambda each: self._link(InsightStep, "step_id", set_steps, less=each))
        self.field(tr("Steps it is about"), self.steps)
        for chips, text in ((self.personas, tr("No persona is called “{name}”.")), (self.steps, _no_step())):
            chips.unknown.connect(lambda name, text=text: self.session.failed.emit(text.format(name=name)))
        self.tag_field()
        self.in_theme = ChoiceField(tr("Theme"), [])
        self.in_theme.chosen.connect(lambda theme_id: self.session.perform(put_in_theme, self.ids, theme_id))
        self.field(tr("Theme"), self.in_theme)

    def _link(
        self, link: type[Any], name: str, service: Callable[..., None], *, more: str = "", less: str = ""
    ) -> None:
        there = [getattr(each, name) for each in self.session.content.members(link, "insight_id", self.record_id)]
        wanted = [each for each in (*there, more) if each and each != less]
        self.session.perform(service, self.record_id, wanted)

    def _add_verdict(self) -> None:
        self.reason = TextField(tr("Why it is held to be so"), least=2)
        self.verdict = ChoiceField(tr("Strength of the evidence"), [])
        self.verdict.chosen.connect(lambda value: self._judge(value, self.reason.toPlainText() if value else ""))
        self.field(tr("Strength of the evidence"), self.verdict)
        self.reason.setPlaceholderText(tr("Why is it held to be so?"))
        self.reason.edited.connect(lambda text: self._judge(self.verdict.currentData(), text))
        self.rows.addWidget(self.reason)

    def _judge(self, strength: Any, reason: str) -> None:
        insight = self.session.content.get(Insight, self.record_id)
        self.session.perform(set_verdict, insight, strength, reason)

    def _open_card(self, card_id: str) -> None:
        cards = {card.id: card for card in cards_backed_by(self.session.content, self.record_id)}
        if card_id in cards:
            self.card_asked.emit(cards[card_id].journey_id, card_id)

    # ---- filling

    def fill(self) -> None:
        """Show the insight as it is stored."""
        content = self.session.content
        insight = content.get(Insight, self.record_id)
        evidence = evidence_of(content, insight)
        self.caption.setText(f"{insight_kind_word(insight.kind)} · {strength_word(evidence.held)}")
        self.sign.setPixmap(insight_icon(insight.kind, self.theme.look, 12).pixmap(QSize(12, 12)))
        self.statement.fill(insight.statement)
        self._counted.setText(evidence_words(evidence) if evidence.quotes else tr("Quotes"))
        quotes = [each.id for each in direct_highlights(content, insight)]
        if quotes != self.quotes.quotes.ids:
            self.quotes.show_quotes(quotes)
            self.quotes.fit()
        self.quotes.setVisible(bool(quotes))
        self._unproven.setVisible(not quotes)
        self.kind.fill(insight.kind)
        self.sentiment.fill(insight.sentiment, DEFAULT_SENTIMENT.get(SIGNS[insight.kind]))
        self.weight.fill(round(insight.weight))
        self._fill_links(content, insight)
        self._fill_verdict(content, insight, strength_word(evidence.strength))
        self.note.fill(insight.note)
        cards = cards_backed_by(content, insight.id)
        words = [f"{content.get(Journey, card.journey_id).title} · {kind_word(card.kind)}" for card in cards]
        self.maps.fill([Link(card.id, text, can_remove=False) for card, text in zip(cards, words, strict=True)])
        for widget in (self.maps, self._maps_caption):
            widget.setVisible(bool(cards))

    def _fill_links(self, content: Content, insight: Insight) -> None:
        mine = {each.persona_id for each in content.members(InsightPersona, "insight_id", insight.id)}
        personas = content.ordered(Persona)
        self.personas.fill(
            [(each.id, each.name) for each in personas if each.id in mine],
            [(each.id, each.name) for each in personas if each.id not in mine],
        )
        about = {each.step_id for each in content.members(InsightStep, "insight_id", insight.id)}
        steps = sorted((content.get(Step, each) for each in about), key=sort_key)
        self.steps.fill([(each.id, step_name(content, each)) for each in steps], _other_steps(content, about))
        self.in_theme.offer(theme_choices(content))
        self.in_theme.fill(insight.theme_id)

    def _fill_verdict(self, content: Content, insight: Insight, counted: str) -> None:
        verdict = verdict_of(content, insight)
        as_counted = tr("As counted: {strength}").format(strength=counted)
        self.verdict.offer([(None, as_counted), *((each, strength_word(each)) for each in EVIDENCE_STRENGTHS)])
        self.verdict.fill(verdict.strength if verdict else None)
        self.reason.setVisible(verdict is not None)
        self.reason.fill(verdict.reason if verdict else "")


def _no_step() -> str:
    return tr("No step is called “{name}”.")


def _other_steps(content: Content, without: set[str]) -> list[tuple[str, str]]:
    """Return the steps of all journeys that an insight could be about, the one on which map behind its name."""
    found = []
    for journey in journeys_in_tree_order(content):
        for step in columns_of(content, journey.id):
            if step.id not in without:
                name = column_in_words(content.get(Stage, step.stage_id), step)
                found.append((step.id, f"{name} · {journey.title}"))
    return found


class InsightsForm(Form):
    """Several insights: what is set is set for all."""

    placing_asked = Signal(list)

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme)
        self.heading = label("", "title")
        self.rows.addWidget(self.heading)
        self.in_theme = ChoiceField(tr("Theme"), [])
        self.in_theme.chosen.connect(lambda theme_id: self.session.perform(put_in_theme, self.ids, theme_id))
        self.field(tr("Theme"), self.in_theme)
        self.tag_field()
        self.keep = ChoiceField(tr("One that stays"), [])
        caption = self.field(tr("Make them one, in the words of"), self.keep)
        self.merge = button(tr("Merge into this one"), clicked=self._merge)
        row = QHBoxLayout()
        row.setContentsMargins(0, GRID // 2, 0, 0)
        row.addWidget(self.merge)
        row.addStretch()
        below = QWidget()
        below.setLayout(row)
        self.rows.addWidget(below)
        self._merging = (caption, self.keep, below)
        self.end(
            button(tr("Place on a map…"), clicked=lambda: self.placing_asked.emit(self.ids)),
            button(tr("Delete insights"), "quiet", lambda: session.perform(delete_insights, self.ids)),
        )

    def _merge(self) -> None:
        self.session.perform(merge_insights, str(self.keep.currentData()), self.ids)

    def fill(self) -> None:
        """Show what the insights have in common."""
        content = self.session.content
        insights = [content.get(Insight, each) for each in self.ids]
        self.heading.setText(tr("{count} insights").format(count=len(insights)))
        self.sign.hide()
        self.caption.setText(
            " · ".join(insight_kind_word(kind) for kind in dict.fromkeys(each.kind for each in insights))
        )
        self.in_theme.offer(theme_choices(content))
        themes = {each.theme_id for each in insights}
        self.in_theme.setCurrentIndex(-1)
        if len(themes) == 1:
            self.in_theme.fill(next(iter(themes)))
        few = len(insights) <= 12
        for widget in self._merging:
            widget.setVisible(few)
        held = self.keep.currentData()
        self.keep.offer([(each.id, each.statement) for each in insights[:12]])
        self.keep.fill(held if held in self.ids else self.ids[0])

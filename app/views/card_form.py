"""The forms of one selected card and of several."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.canvas.given import Given, Preparing
from app.layout.details import ASKED_FOR_PROOF
from app.layout.words import signed
from app.models.content import columns_of, persona_of, swimlanes_of
from app.models.records import Card, Highlight, Insight, Lane, Stage, Step
from app.scoring.emotion import defaults_of
from app.scoring.feelings import felt_on
from app.services.cards import (
    change_kind,
    delete_cards,
    rename_card,
    set_sentiment,
    set_span,
    set_weight,
    share_card,
    shared_with,
    unshare_card,
)
from app.services.fields import set_fields
from app.services.images import set_image
from app.views.connector_form import ConnectorsOf
from app.views.emotion_form import sentiment_choices
from app.views.evidence_part import EvidencePart
from app.views.field_rows import FieldRows
from app.views.forms import Form
from app.views.icons import icon
from app.views.kinds import kind_icon, kind_word
from app.views.leads_to import LeadsTo
from app.views.palette import PALETTE_ORDER
from app.views.portrait import Portrait
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, NumberField, Segments, TextField, button, label, wrapped


def tr(text: str) -> str:
    """Translate a text of the forms."""
    return QCoreApplication.translate("CardForm", text)


def place_line(session: Session, card: Card) -> str:
    """Return where a card is: its kind, stage, step and persona in one line."""
    content = session.content
    step = content.find(Step, card.step_id)
    stage = content.find(Stage, step.stage_id) if step else None
    lane = content.find(Lane, card.lane_id)
    if stage is None or step is None or lane is None:
        return f"{kind_word(card.kind)} · {tr('Unplaced')}"
    persona = persona_of(content, lane.swimlane_id)
    parts = [kind_word(card.kind), stage.title, step.title, persona.name if persona else tr("whole map")]
    return " · ".join(part for part in parts if part)


class _Fields(Form):
    """The fields that one card and several have in common: kind, sentiment, weight."""

    def _add_kind(self) -> None:
        choices: list[tuple[object, str]] = [(kind, kind_word(kind)) for kind in PALETTE_ORDER]
        self.kind = ChoiceField(tr("Kind"), choices)
        self.kind.chosen.connect(lambda kind: self.session.perform(change_kind, self.ids, kind))
        self.field(tr("Kind"), self.kind)
        self.theme.changed.connect(self._colour)

    def _colour(self) -> None:
        for face, name, role in ((self._unhappy, "unhappy", "bad"), (self._happy, "happy", "good")):
            face.setPixmap(icon(name, self.theme.colour(role), 20).pixmap(QSize(20, 20)))
        for number, kind in enumerate(PALETTE_ORDER):
            self.kind.setItemIcon(number, kind_icon(kind, self.theme.look))

    def _add_sentiment(self) -> None:
        self.sentiment = Segments(tr("Sentiment"), sentiment_choices())
        self.sentiment.chosen.connect(lambda value: self.session.perform(set_sentiment, self.ids, value))
        faces = QWidget()
        faces.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # −2 … +2, as on a ruler
        row = QHBoxLayout(faces)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        self._unhappy, self._happy = QLabel(), QLabel()
        for each, stretch in ((self._unhappy, 0), (self.sentiment, 1), (self._happy, 0)):
            row.addWidget(each, stretch)
        self.field(tr("Sentiment"), faces)
        self.sentiment_note = wrapped("", "caption")
        self.rows.addWidget(self.sentiment_note)
        self._colour()

    def _add_fields(self) -> None:
        self.fields = FieldRows(self.session)
        self.rows.addWidget(self.fields.often)
        self.tag_field()

    def _add_more(self) -> None:
        """Add what is asked for less often, folded away."""
        self.rows.addSpacing(GRID // 2)
        self.rows.addWidget(self.fields.toggle)
        self.rows.addWidget(self.fields.more)
        self.weight = NumberField(tr("Weight in the emotion"), 0, 1000, step=10, suffix=" %")
        self.weight.changed_by_user.connect(lambda value: self.session.perform(set_weight, self.ids, float(value)))
        self.weight.setToolTip(tr("100 % is the usual, 0 % leaves the card out of the emotion curve"))
        self.fields.add_more(label(tr("Weight in the emotion"), "caption"))
        self.fields.add_more(self.weight)

    def _cards(self) -> list[Card]:
        found = (self.session.content.find(Card, each) for each in self.ids)
        return [card for card in found if card is not None]


class CardForm(_Fields):
    """One card."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme)
        self.title = self.title_field(tr("Title of the card"), rename_card)
        self.title.setPlaceholderText(tr("Untitled card"))
        self._preparing = Preparing(self)
        self.image = Portrait(theme, 176, 152, whole=True)
        self.image.given.connect(self._give_image)
        self.image.removed.connect(lambda: session.perform(set_image, self.record_id, None))
        self.rows.addWidget(self.image)
        self._add_kind()
        self._add_sentiment()
        self._add_fields()
        self.note = TextField(tr("Note"), least=3)
        self.note.setPlaceholderText(tr("What else is worth knowing"))
        self.note.edited.connect(lambda text: session.perform(set_fields, [self.record_id], note=text))
        self.field(tr("Note"), self.note)
        self.evidence = EvidencePart(session)
        self._evidence_caption = self.field(tr("Evidence"), self.evidence)
        self._add_more()
        self.span = NumberField(tr("Steps it reaches over"), 1, 1)
        self.span.changed_by_user.connect(lambda value: session.perform(set_span, self.record_id, value))
        self._span_caption = self.field(tr("Steps it reaches over"), self.span)
        self.shared = _SharedWith(session)
        self._shared_caption = self.field(tr("Shared with"), self.shared)
        self.connectors = ConnectorsOf(session)
        self._connectors_caption = self.field(tr("Connectors"), self.connectors)
        self.leads_to = LeadsTo(session)
        self._leads_caption = self.field(tr("Leads to"), self.leads_to)
        self._score = label("", "caption")
        self.rows.addWidget(self._score)
        self.end(button(tr("Delete card"), "quiet", lambda: session.perform(delete_cards, self.ids)))

    def _give_image(self, given: list[Given]) -> None:
        card_id = self.record_id
        self._preparing.run(
            given,
            lambda ready: self.session.perform(set_image, card_id, ready[0].data),
            self.session.failed.emit,
        )

    def fill(self) -> None:
        """Show the card as it is stored."""
        content = self.session.content
        card = content.get(Card, self.record_id)
        self.caption.setText(place_line(self.session, card))
        self.sign.setPixmap(kind_icon(card.kind, self.theme.look, 12).pixmap(QSize(12, 12)))
        self.title.fill(card.title)
        self.image.setVisible(card.kind == "image")
        if card.kind == "image":
            self.image.show_picture(card.title or tr("Untitled card"), card.image, self.session.pictures)
        self.kind.fill(card.kind)
        self.note.fill(card.note)
        self.fields.show_records([card])
        default = defaults_of(content, card.journey_id).get(card.kind)
        self.sentiment.fill(card.sentiment, default)
        felt = felt_on(content, card)
        self.sentiment_note.setText(_said(card.sentiment, default) if felt is None else _felt(felt))
        self.weight.fill(round(card.weight))
        columns = [step.id for step in columns_of(content, card.journey_id)]
        room = len(columns) - columns.index(card.step_id) if card.step_id in columns else 1
        self.span.set_most(max(room, 1))
        self.span.fill(card.span)
        for each in (self.span, self._span_caption):
            each.setVisible(card.step_id is not None and room > 1)
        self.shared.show_card(card)
        for widget in (self.shared, self._shared_caption):
            widget.setVisible(bool(self.shared.boxes))
        connected = self.connectors.show_card(card)
        for part in (self.connectors, self._connectors_caption):
            part.setVisible(bool(connected))
        claims = card.kind in ASKED_FOR_PROOF or bool(content.all(Highlight) or content.all(Insight))
        proven = self.evidence.show_record(card) and claims
        for proof in (self.evidence, self._evidence_caption):
            proof.setVisible(proven)
        there = self.leads_to.show_card(card)
        for field in (self.leads_to, self._leads_caption):
            field.setVisible(bool(there))
        self._score.setText(tr("Imported score: {score}").format(score=card.score) if card.score else "")
        self._score.setVisible(bool(card.score))


class CardsForm(_Fields):
    """Several cards: what they have in common is shown, what is set is set for all."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme)
        self.heading = label("", "title")
        self.rows.addWidget(self.heading)
        self._add_kind()
        self._add_sentiment()
        self._add_fields()
        self._add_more()
        self.end(button(tr("Delete cards"), "quiet", self._delete))

    def _delete(self) -> None:
        self.session.perform_large(tr("Deleting cards"), len(self.ids), delete_cards, self.ids)

    def fill(self) -> None:
        """Show what the cards have in common."""
        cards = self._cards()
        self.heading.setText(tr("{count} cards").format(count=len(cards)))
        words = map(kind_word, dict.fromkeys(card.kind for card in cards))
        self.sign.hide()
        self.caption.setText(" · ".join(words))
        kinds = {card.kind for card in cards}
        self.kind.fill(next(iter(kinds)) if len(kinds) == 1 else None)
        sentiments = {card.sentiment for card in cards}
        same = len(sentiments) == 1
        self.sentiment.fill(next(iter(sentiments)) if same else None)
        self.sentiment_note.setText("" if same else tr("They differ; a choice here sets all of them."))
        self.fields.show_records(cards)
        weights = {card.weight for card in cards}
        self.weight.fill(round(max(weights, default=100.0)))


class _SharedWith(QWidget):
    """A box for each other persona of the map: down where she does the same thing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.boxes: dict[str, QCheckBox] = {}
        self._card: Card | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def show_card(self, card: Card) -> None:
        """Show with whom the card is shared."""
        content = self._session.content
        self._card = card
        lane = content.find(Lane, card.lane_id)
        own = lane.swimlane_id if lane else None
        others = [each.id for each in swimlanes_of(content, card.journey_id) if each.id != own]
        if list(self.boxes) != others or lane is None:
            self._make_boxes(others if lane is not None else [])
        together = self._twins(card)
        for swimlane_id, box in self.boxes.items():
            persona = persona_of(content, swimlane_id)
            box.setText(persona.name if persona else "")
            box.setChecked(swimlane_id in together)

    def _make_boxes(self, swimlane_ids: list[str]) -> None:
        for box in self.boxes.values():
            self._rows.removeWidget(box)
            box.deleteLater()
        self.boxes = {}
        for swimlane_id in swimlane_ids:
            box = QCheckBox()
            box.clicked.connect(lambda checked, each=swimlane_id: self._share(each, checked))
            self.boxes[swimlane_id] = box
            self._rows.addWidget(box)

    def _twins(self, card: Card) -> dict[str, Card]:
        """Return the cards that are one with this one, by their swimlane."""
        content = self._session.content
        lanes = [(content.find(Lane, each.lane_id), each) for each in shared_with(content, card) if each.id != card.id]
        return {lane.swimlane_id: each for lane, each in lanes if lane is not None and lane.swimlane_id is not None}

    def _share(self, swimlane_id: str, checked: bool) -> None:
        card = self._card
        if card is None:
            return
        twin = self._twins(card).get(swimlane_id)
        if checked:
            self._session.perform(share_card, card.id, swimlane_id)
        elif twin is not None:
            self._session.perform(unshare_card, twin.id)
        self.show_card(self._session.content.find(Card, card.id) or card)


def _felt(sentiment: float) -> str:
    return tr("counts as {value} through its insights").format(value=signed(sentiment))


def _said(sentiment: float | None, default: float | None) -> str:
    """Return a line on where the sentiment comes from."""
    if sentiment is None:
        return tr("default {value}; nobody has said otherwise").format(value=signed(default)) if default else ""
    if sentiment != round(sentiment):
        return tr("{value}; press a number to change it").format(value=signed(sentiment))
    return tr("press it again to take it back")

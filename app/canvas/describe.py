"""The focused place of a map in words, for the status line and for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.canvas.selection import Header
from app.layout.details import details_of, is_moment, names_of, shown_proof
from app.layout.marks import words_of
from app.layout.proof import evidence_text
from app.layout.sheet import Focus
from app.layout.words import signed
from app.models.content import Content, connectors_from, connectors_to, steps_of, tags_of
from app.models.records import Card, Connector, Journey, Persona, Stage, Step
from app.scoring.evidence import evidence_of
from app.scoring.feelings import felt_on

if TYPE_CHECKING:
    from app.canvas.sheet_view import SheetView
    from app.canvas.view import MapView


def describe_place(view: MapView) -> tuple[str, str | None, str | None]:
    """Return what the focused place is called by who comes back to it, and its step and lane, as far as it has them."""
    spot, content, layout = view.selection.spot, view.content, view.layout_
    if spot is None:
        return view.tr("Beginning of the map"), None, None
    if isinstance(spot, Focus):
        card = content.find(Card, spot.card_id)
        return (card.title if card and card.title else _cell_words(view, spot)), spot.step_id, spot.lane_id
    title = _describe_header(view, spot)
    if spot.kind == "step":
        return title, spot.id, None
    if spot.kind == "stage":
        return title, next((each.step_id for each in layout.columns if each.stage_id == spot.id), None), None
    if spot.kind == "lane":
        return title, None, spot.id
    return title, None, next((each.lane_id for each in layout.lanes if each.swimlane_id == spot.id), None)


def _marked(view: MapView, marked_id: str) -> str:
    """Return what is marked on a card or an opportunity; votes are a number, so their word stands beside it."""
    mark = view.map_scene.marks.of(marked_id)
    if mark is None:
        return ""
    said = words_of(mark, view.words)
    return said if mark.role != "votes" else f"{view.words['mark votes']}: {said}"


def proven(view: SheetView, card: Card) -> str:
    """Return how many people said so in how many quotes, and how strong that is, where the map shows it."""
    if shown_proof(view.content, card) is None:
        return ""
    return evidence_text(evidence_of(view.content, card), view.words)


def _cell_words(view: MapView, spot: Focus) -> str:
    """Return the words for a cell: stage, step, persona, lane."""
    content, layout = view.content, view.layout_
    lane = layout.lane(spot.lane_id)
    step = content.find(Step, spot.step_id)
    stage = content.find(Stage, step.stage_id) if step else None
    band = next((each for each in layout.bands if lane and each.swimlane_id == lane.swimlane_id), None)
    place = (stage and stage.title, step and step.title, band and band.name, lane and lane.title)
    return ", ".join(each for each in place if each)


def describe_focus(view: MapView) -> str:
    """Return the focused spot in words, for the status line and screen readers."""
    spot, content, layout = view.selection.spot, view.content, view.layout_
    connector = content.find(Connector, view.selection.connector)
    if connector is not None:
        return describe_connector(content, connector)
    if view.connecting.start is not None:
        to = content.find(Card, spot.card_id) if isinstance(spot, Focus) else None
        title = to.title if to is not None and to.id != view.connecting.start else "…"
        begun = describe_from(content, view.connecting.start)
        return begun.replace("%2", title) + " " + view.tr("Arrows choose, Enter connects, Esc leaves.")
    if isinstance(spot, Header):
        return _describe_header(view, spot)
    if spot is None:
        return view.tr("Empty map")
    where = _cell_words(view, spot)
    cards = layout.stack(spot.lane_id, spot.step_id)
    lane, column = layout.lane(spot.lane_id), layout.position.get(spot.step_id)
    chips = lane.chips_in(column) if lane and column is not None else ()
    if chips:
        notes = [filter(None, (chip.standing, _marked(view, chip.opportunity_id))) for chip in chips]
        return f"{where}: " + ", ".join(
            f"{chip.title} ({', '.join(note)})" for chip, note in zip(chips, notes, strict=True)
        )
    if spot.card_id is None:
        return view.tr("Empty cell") + f": {where}" if not cards else where
    card = content.find(Card, spot.card_id)
    if card is None:
        return where
    number = view.tr("%1 of %2").replace("%1", str(cards.index(card.id) + 1)).replace("%2", str(len(cards)))
    felt = felt_on(content, card)
    sentiment = card.sentiment if felt is None else felt
    said = [
        signed(sentiment) if sentiment is not None else "",
        details_of(card, names_of(content), view.words),
        view.words["field moment_of_truth"] if is_moment(card) else "",
        proven(view, card),
        *(tag.name for tag in tags_of(content, card)),
        _marked(view, card.id),
    ]
    more = "".join(f", {each}" for each in said if each)
    leads = "".join(f". {each}" for each in describe_connectors(content, card.id))
    return f"{view.words[card.kind]}: {card.title}{more}. {where}, {number}{leads}"


def tr(text: str) -> str:
    """Translate a text about connectors."""
    return QCoreApplication.translate("Connectors", text)


def describe_connectors(content: Content, card_id: str) -> list[str]:
    """Return where a card leads to and what leads to it, in words, for screen readers."""
    mine = (*connectors_from(content, card_id), *connectors_to(content, card_id))
    return [describe_link(content, each, card_id) for each in mine]


def describe_link(content: Content, connector: Connector, card_id: str) -> str:
    """Return a connector in words, as seen from one of its cards."""
    leads = connector.from_card_id == card_id
    text = tr("leads to “%1”") if leads else tr("follows “%1”")
    other = connector.to_card_id if leads else connector.from_card_id
    return text.replace("%1", _title(content, other)) + _hand_off(connector)


def describe_connector(content: Content, connector: Connector) -> str:
    """Return a connector in words."""
    words = describe_from(content, connector.from_card_id).replace("%2", _title(content, connector.to_card_id))
    title = f": {connector.title}" if connector.title else ""
    return words + title + _hand_off(connector)


def describe_from(content: Content, card_id: str) -> str:
    """Return what is said of a connector from a card, with %2 in place of where it leads."""
    return tr("“%1” leads to “%2”").replace("%1", _title(content, card_id))


def _title(content: Content, card_id: str) -> str:
    card = content.find(Card, card_id)
    return (card.title.replace("\n", " ") if card else "") or tr("untitled")


def _hand_off(connector: Connector) -> str:
    words = {"seamless": tr("hand-off seamless"), "broken": tr("hand-off broken")}
    return f" ({words[connector.hand_off]})" if connector.hand_off else ""


def _opened(view: MapView, *steps: Step) -> str:
    """Return which journey is opened by a step, as a part of a sentence."""
    found = [view.content.find(Journey, step.opens_journey_id) for step in steps]
    return "".join(f", {view.tr('opens the journey')} {each.title}" for each in found if each is not None)


def _describe_header(view: MapView, header: Header) -> str:
    content = view.content
    if header.kind == "stage":
        stage = content.find(Stage, header.id)
        steps = steps_of(content, header.id)
        return view.tr("Stage") + f": {stage.title}{_opened(view, *steps[: len(steps) == 1])}" if stage else ""
    if header.kind == "step":
        step = content.find(Step, header.id)
        return view.tr("Step") + f": {step.title}{_opened(view, step)}" if step else ""
    if header.kind == "lane":
        lane = view.layout_.lane(header.id)
        return view.tr("Lane") + f": {lane.title}" if lane else ""
    band = next((each for each in view.layout_.bands if each.swimlane_id == header.id), None)
    persona = content.find(Persona, band.persona_id) if band else None
    return view.tr("Persona") + f": {persona.name}" if persona else ""

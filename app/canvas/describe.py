"""The focused place of a map in words, for the status line and for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.canvas.selection import Header
from app.layout.words import signed
from app.models.records import Card, Persona, Stage, Step

if TYPE_CHECKING:
    from app.canvas.view import MapView


def describe_focus(view: MapView) -> str:
    """Return the focused spot in words, for the status line and screen readers."""
    spot, content, layout = view.selection.spot, view.content, view.layout_
    if isinstance(spot, Header):
        return _describe_header(view, spot)
    if spot is None:
        return view.tr("Empty map")
    lane = layout.lane(spot.lane_id)
    step = content.find(Step, spot.step_id)
    stage = content.find(Stage, step.stage_id) if step else None
    band = next((each for each in layout.bands if lane and each.swimlane_id == lane.swimlane_id), None)
    place = [
        each for each in (stage and stage.title, step and step.title, band and band.name, lane and lane.title) if each
    ]
    where = ", ".join(place)
    cards = layout.stack(spot.lane_id, spot.step_id)
    if spot.card_id is None:
        return view.tr("Empty cell") + f": {where}" if not cards else where
    card = content.find(Card, spot.card_id)
    if card is None:
        return where
    number = view.tr("%1 of %2").replace("%1", str(cards.index(card.id) + 1)).replace("%2", str(len(cards)))
    mood = f", {signed(card.sentiment)}" if card.sentiment is not None else ""
    return f"{view.words[card.kind]}: {card.title}{mood}. {where}, {number}"


def _describe_header(view: MapView, header: Header) -> str:
    content = view.content
    if header.kind == "stage":
        stage = content.find(Stage, header.id)
        return view.tr("Stage") + f": {stage.title}" if stage else ""
    if header.kind == "step":
        step = content.find(Step, header.id)
        return view.tr("Step") + f": {step.title}" if step else ""
    if header.kind == "lane":
        lane = view.layout_.lane(header.id)
        return view.tr("Lane") + f": {lane.title}" if lane else ""
    band = next((each for each in view.layout_.bands if each.swimlane_id == header.id), None)
    persona = content.find(Persona, band.persona_id) if band else None
    return view.tr("Persona") + f": {persona.name}" if persona else ""

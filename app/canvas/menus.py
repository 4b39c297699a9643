"""What a context menu offers on each part of the map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.canvas.connecting import title_of
from app.canvas.hits import Hit
from app.canvas.icons import lane_icon
from app.canvas.keys import SENTIMENT_OF_DIGIT
from app.canvas.map_commands import MAP_COMMANDS
from app.canvas.nudge import can_nudge
from app.canvas.selection import Header, focus_on
from app.layout.sheet import Direction
from app.layout.words import signed
from app.models.content import steps_of, swimlanes_of
from app.models.kinds import CARD_KINDS, LANE_GROUPS, LANE_TAKES, CardKind, LaneKind
from app.models.records import Connector, Journey, Lane, Step
from app.services.personas import personas_off_map

if TYPE_CHECKING:
    from app.canvas.view import MapView


def menu_for(view: MapView, hit: Hit) -> QMenu:
    """Return the menu of what is under the pointer; it deletes itself when closed."""
    menu = QMenu(view.sheet)
    menu.aboutToHide.connect(menu.deleteLater)
    _FILL.get(hit.kind, _map)(view, menu, hit)
    return menu


def _add(menu: QMenu, text: str, done: Callable[[], object], shortcut: str = "") -> QAction:
    action = menu.addAction(f"{text}\t{shortcut}" if shortcut else text)
    action.triggered.connect(lambda: done())
    return action


def _do(view: MapView, menu: QMenu, text: str, name: str) -> QAction:
    """Offer a command of the map by its name, with its keys."""
    return _add(menu, text, lambda: MAP_COMMANDS[name].run(view), view.keys.text(name))


def _card(view: MapView, menu: QMenu, hit: Hit) -> None:
    commands, tr = view.commands, view.tr
    _do(view, menu, tr("Edit"), "edit")
    moods = menu.addMenu(tr("Sentiment"))
    for digit, sentiment in SENTIMENT_OF_DIGIT.items():
        _do(view, moods, signed(sentiment), f"sentiment_{digit}")
    _do(view, moods, tr("Default"), "sentiment_default")
    kinds = menu.addMenu(tr("Change to"))
    for kind in CARD_KINDS:
        _add(kinds, view.words[kind], partial(commands.set_kind, kind))
    menu.addSeparator()
    _do(view, menu, tr("Connect to…"), "connect")
    _add(menu, tr("Make this an opportunity"), view.opportunity_asked.emit, view.keys.text("make_opportunity"))
    menu.addSeparator()
    _do(view, menu, tr("Cut"), "cut")
    _do(view, menu, tr("Copy"), "copy")
    _do(view, menu, tr("Paste below"), "paste")
    _do(view, menu, tr("Duplicate"), "duplicate")
    menu.addSeparator()
    _do(view, menu, tr("Over one more step"), "wider")
    _do(view, menu, tr("Over one step less"), "narrower")
    _do(view, menu, tr("Move to Unplaced"), "unplace")
    _do(view, menu, tr("Delete"), "delete")


def _connector(view: MapView, menu: QMenu, hit: Hit) -> None:
    tr, connector = view.tr, view.content.get(Connector, hit.id or "")
    _do(view, menu, tr("Edit"), "edit")
    marks = {"flow": tr("Flow"), "hand_off_seamless": tr("Seamless hand-off"), "hand_off_broken": tr("Broken hand-off")}
    menu.addSeparator()
    for (name, text), hand_off in zip(marks.items(), (None, "seamless", "broken"), strict=True):
        action = _do(view, menu, text, name)
        action.setCheckable(True)
        action.setChecked(connector.hand_off == hand_off)
    menu.addSeparator()
    for text, card_id in ((tr("Go to “%1”"), connector.from_card_id), (tr("Go to “%1”"), connector.to_card_id)):
        title = title_of(view, card_id)
        action = _add(menu, text.replace("%1", title), partial(_go_to_card, view, card_id))
        action.setEnabled(card_id in view.layout_.cards)
    menu.addSeparator()
    _do(view, menu, tr("Let it lead the other way"), "reverse")
    _do(view, menu, tr("Delete"), "delete")


def _go_to_card(view: MapView, card_id: str) -> None:
    view.go_to(focus_on(view.layout_, card_id))


def _cell(view: MapView, menu: QMenu, hit: Hit) -> None:
    focus = hit.focus
    lane = view.layout_.lane(focus.lane_id) if focus else None
    taken = LANE_TAKES[lane.kind] if lane else ()
    for kind in taken:
        _add_kind(view, menu, kind, hit)
    others = menu.addMenu(view.tr("Add another kind")) if taken else menu
    for kind in CARD_KINDS:
        if kind not in taken:
            _add_kind(view, others, kind, hit)
    menu.addSeparator()
    _do(view, menu, view.tr("Paste"), "paste")
    _do(view, menu, view.tr("Select all cards"), "select_all")


def _add_kind(view: MapView, menu: QMenu, kind: CardKind, hit: Hit) -> None:
    text = view.tr("Add %1").replace("%1", view.words[kind])
    _add(menu, text, lambda: view.commands.add_card(kind, hit.focus), view.keys.text(f"add_{kind}"))


def _stage(view: MapView, menu: QMenu, hit: Hit) -> None:
    commands, tr, stage_id = view.commands, view.tr, hit.id or ""
    header = Header("stage", stage_id)
    _add(menu, tr("Rename"), lambda: commands.rename(header), view.keys.text("edit"))
    _add(menu, tr("Add step"), lambda: commands.add_step(stage_id))
    _add(menu, tr("Add stage before"), lambda: commands.add_stage(stage_id))
    _do(view, menu, tr("Add stage after"), "add_stage")
    menu.addSeparator()
    steps = steps_of(view.content, stage_id)
    if len(steps) == 1:  # the header of a stage stands for its only step
        _opens(view, menu, steps[0])
    _do(view, menu, tr("Split into steps"), "split")
    _do(view, menu, tr("Merge with the next stage"), "merge")
    _widths(view, menu)
    _clipboard(view, menu)
    _moves(view, menu, header, "left", "right")
    _add(menu, tr("Delete stage (its cards wait in Unplaced)"), commands.delete, view.keys.text("delete"))


def _step(view: MapView, menu: QMenu, hit: Hit) -> None:
    commands, tr, step_id = view.commands, view.tr, hit.id or ""
    step = view.content.get(Step, step_id)
    stage_id, header = step.stage_id, Header("step", step_id)
    _add(menu, tr("Rename"), lambda: commands.rename(header), view.keys.text("edit"))
    _add(menu, tr("Add step before"), lambda: commands.add_step(stage_id, step_id))
    _add(menu, tr("Add step at the end"), lambda: commands.add_step(stage_id))
    menu.addSeparator()
    _opens(view, menu, step)
    _do(view, menu, tr("Split step"), "split")
    _do(view, menu, tr("Merge with the next step"), "merge")
    _do(view, menu, tr("Begin a stage here"), "begin_stage")
    _widths(view, menu)
    _clipboard(view, menu)
    _moves(view, menu, header, "left", "right")
    _add(menu, tr("Delete step (its cards wait in Unplaced)"), commands.delete, view.keys.text("delete"))


def _opens(view: MapView, menu: QMenu, step: Step) -> None:
    """Offer the map of the journey that a step opens, where it does."""
    opened = view.content.find(Journey, step.opens_journey_id)
    if opened is not None:
        text = view.tr("Open the map of “%1”").replace("%1", " ".join(opened.title.split()))
        _add(menu, text, lambda: view.journey_asked.emit(opened.id))
        menu.addSeparator()


def _lane(view: MapView, menu: QMenu, hit: Hit) -> None:
    commands, tr = view.commands, view.tr
    lane = view.content.get(Lane, hit.id or "")
    header = Header("lane", lane.id)
    _add(menu, tr("Rename"), lambda: commands.rename(header), view.keys.text("edit"))
    _lanes(view, menu.addMenu(tr("Add lane above")), lane.swimlane_id, lane.id)
    _lanes(view, menu.addMenu(tr("Add lane at the end")), lane.swimlane_id)
    _kinds(view, menu.addMenu(tr("Change to")), lambda kind: view.structure.set_lane_kind(lane.id, kind))
    _sizes(view, menu, {"taller": tr("Taller"), "lower": tr("Lower"), "automatic_size": tr("Automatic height")})
    _clipboard(view, menu)
    _moves(view, menu, header, "up", "down")
    _add(menu, tr("Delete lane (its cards wait in Unplaced)"), commands.delete, view.keys.text("delete"))


def _swimlane(view: MapView, menu: QMenu, hit: Hit) -> None:
    commands, tr, swimlane_id = view.commands, view.tr, hit.id or ""
    header = Header("swimlane", swimlane_id)
    band = next(each for each in view.layout_.bands if each.swimlane_id == swimlane_id)
    _add(menu, tr("Rename persona"), lambda: commands.rename(header), view.keys.text("edit"))
    _do(view, menu, tr("Unfold") if band.collapsed else tr("Fold"), "fold")
    _lanes(view, menu.addMenu(tr("Add lane")), swimlane_id)
    _clipboard(view, menu)
    _moves(view, menu, header, "up", "down")
    _add(menu, tr("Take off this map (cards wait in Unplaced)"), commands.delete, view.keys.text("delete"))
    _add(menu, tr("Delete from the workspace"), lambda: commands.delete_persona(swimlane_id))


def _column_edge(view: MapView, menu: QMenu, hit: Hit) -> None:
    """Offer what the header that the edge belongs to offers."""
    column = next(each for each in view.layout_.columns if each.step_id == hit.id)
    if any(step.step_id == hit.id for step in view.layout_.steps):
        _step(view, menu, Hit("step", column.step_id))
    else:
        _stage(view, menu, Hit("stage", column.stage_id))


def _clipboard(view: MapView, menu: QMenu) -> None:
    """Offer the clipboard on a header: it goes with its cards."""
    menu.addSeparator()
    _do(view, menu, view.tr("Cut with its cards"), "cut")
    _do(view, menu, view.tr("Copy with its cards"), "copy")
    _do(view, menu, view.tr("Paste"), "paste")


def _moves(view: MapView, menu: QMenu, header: Header, back: Direction, forth: Direction) -> None:
    arrows = {"left": "←", "right": "→", "up": "↑", "down": "↓"}
    menu.addSeparator()
    for direction in (back, forth):
        text = {
            "left": view.tr("Move left"),
            "right": view.tr("Move right"),
            "up": view.tr("Move up"),
            "down": view.tr("Move down"),
        }[direction]
        action = _add(menu, text, partial(view.commands.nudge, direction), f"Alt+{arrows[direction]}")
        action.setEnabled(can_nudge(view.layout_, header, direction))
    menu.addSeparator()


def lanes_menu(view: MapView, swimlane_id: str | None, before: str | None = None) -> QMenu:
    """Return the menu of all kinds of lanes, for a swimlane or the whole map; it deletes itself when closed."""
    menu = QMenu(view.sheet)
    menu.aboutToHide.connect(menu.deleteLater)
    _lanes(view, menu, swimlane_id, before)
    return menu


def _lanes(view: MapView, menu: QMenu, swimlane_id: str | None, before: str | None = None) -> None:
    """Offer all kinds of lanes, in groups."""
    _kinds(view, menu, lambda kind: view.commands.add_lane(swimlane_id, kind, before))


def _kinds(view: MapView, menu: QMenu, done: Callable[[LaneKind], object]) -> None:
    for number, kinds in enumerate(LANE_GROUPS):
        if number:
            menu.addSeparator()
        for kind in kinds:
            _add(menu, view.words[kind], partial(done, kind)).setIcon(lane_icon(kind, view.ink.theme))


def _sizes(view: MapView, menu: QMenu, texts: dict[str, str]) -> None:
    """Offer commands that make something larger, smaller, or as usual."""
    sizes = menu.addMenu(view.tr("Size"))
    for name, text in texts.items():
        _do(view, sizes, text, name)


def _widths(view: MapView, menu: QMenu) -> None:
    tr = view.tr
    _sizes(view, menu, {"wider": tr("Wider"), "narrower": tr("Narrower"), "automatic_size": tr("Automatic width")})


def _add_lane(view: MapView, menu: QMenu, hit: Hit) -> None:
    _lanes(view, menu, hit.id)


def _add_swimlane(view: MapView, menu: QMenu, hit: Hit) -> None:
    commands = view.commands
    _add(menu, view.tr("New persona…"), commands.add_swimlane)
    for persona in personas_off_map(view.content, view.content.get(Journey, view.journey_id)):
        _add(menu, persona.name, partial(commands.add_swimlane, persona.id))
    _lanes(view, menu.addMenu(view.tr("Lane for the whole map")), None)


def _map(view: MapView, menu: QMenu, hit: Hit) -> None:
    commands, tr = view.commands, view.tr
    _add(menu, tr("Add stage"), lambda: commands.add_stage(at_end=True), view.keys.text("add_stage"))
    _add_swimlane(view, menu.addMenu(tr("Add persona or lane")), hit)
    menu.addSeparator()
    _do(view, menu, tr("Select all cards"), "select_all")
    _do(view, menu, tr("Show the whole map"), "whole_map")
    _do(view, menu, tr("Full size"), "full_size")
    _do(view, menu, tr("Zoom to the selection"), "zoom_selection")


_FILL: dict[str, Callable[[MapView, QMenu, Hit], None]] = {
    "card": _card,
    "connector": _connector,
    "handle": _card,
    "card edge": _card,
    "chip": _cell,
    "column edge": _column_edge,
    "lane edge": _lane,
    "cell": _cell,
    "stage": _stage,
    "step": _step,
    "lane": _lane,
    "swimlane": _swimlane,
    "fold": _swimlane,
    "add lane": _add_lane,
    "add swimlane": _add_swimlane,
}


def needs_menu(view: MapView, hit: Hit) -> bool:
    """Tell whether a plus has a choice to offer; a first persona is simply asked for its name."""
    if hit.kind != "add swimlane":
        return True
    has_others = bool(personas_off_map(view.content, view.content.get(Journey, view.journey_id)))
    return has_others or bool(swimlanes_of(view.content, view.journey_id))

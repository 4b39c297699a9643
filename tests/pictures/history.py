"""The pictures of the time machine, and the workspace with a past that they are taken of."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from app.models.content import columns_of, lanes_in_map_order
from app.models.records import Card, Journey
from app.services.cards import add_card, delete_cards, move_cards, set_sentiment
from app.services.connectors import connect
from app.services.stages import add_stage
from app.store import Store, open_workspace
from tests.bench.stage import Stage
from tests.pictures.workspaces import sample

GAPS: Final = (0.0, 3.0, 26.0, 70.0)
"""Hours before now at which the sessions ended, the newest first."""


def remembered(folder: Path) -> Path:
    """Work on the sample in four sessions on three days, with restore points, and take some of it back."""
    path = sample(folder)
    with open_workspace(path) as store:
        journey = next(each for each in store.content.ordered(Journey) if columns_of(store.content, each.id))
        _invite(store, journey.id)
        store.restore_point("After the first interviews")
        _discuss(store, journey.id)
        store.restore_point("Agreed with the service team")
        _refine(store, journey.id)
        steps = [each.step for each in reversed(store.steps())]
    _spread(path, steps)
    return path


def _cards(store: Store, journey_id: str, kind: str) -> list[Card]:
    return [each for each in store.content.ordered(Card) if (each.journey_id, each.kind) == (journey_id, kind)]


def _invite(store: Store, journey_id: str) -> None:
    content = store.content
    lanes = {lane.kind: lane.id for lane in reversed(lanes_in_map_order(content, journey_id)) if lane.swimlane_id}
    steps = [each.id for each in columns_of(content, journey_id)]
    for step, title in zip(steps, ("Asks a friend first", "Compares three sites", "Loses the basket"), strict=False):
        add_card(store, journey_id, "pain", title, lane_id=lanes["experience"], step_id=step)
    add_stage(store, journey_id, "Recommendation")


def _discuss(store: Store, journey_id: str) -> None:
    pains = _cards(store, journey_id, "pain")
    for value, card in zip((-2.0, -1.5, -0.5), pains, strict=False):
        set_sentiment(store, [card.id], value)
    for one, other in pairwise([each.id for each in _cards(store, journey_id, "touchpoint") if each.step_id][:3]):
        connect(store, one, other)
    store.undo()


def _refine(store: Store, journey_id: str) -> None:
    content = store.content
    steps = [each.id for each in columns_of(content, journey_id)]
    pains = [each for each in _cards(store, journey_id, "pain") if each.step_id]
    with store.edit("Edit title") as edit:
        edit.put(replace(pains[0], title="Card refused twice, seat lost", severity=5))
    assert pains[1].lane_id
    move_cards(store, [pains[1].id], lane_id=pains[1].lane_id, step_id=steps[-1])
    gains = [each for each in _cards(store, journey_id, "gain") if each.step_id]
    delete_cards(store, [gains[0].id])
    assert pains[0].lane_id
    for title in ("Refund took three weeks", "No word about the delay"):
        add_card(store, journey_id, "pain", title, lane_id=pains[0].lane_id, step_id=steps[3])


def _spread(path: Path, steps: list[int]) -> None:
    """Spread the steps over the sessions, some minutes apart."""
    now = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=4)
    size = -(-len(steps) // len(GAPS))
    moments = []
    for at, step in enumerate(steps):
        session, place = divmod(at, size)
        ended = now - timedelta(hours=GAPS[len(GAPS) - 1 - session])
        moments.append(((ended - timedelta(minutes=3 * (size - place))).isoformat(timespec="milliseconds"), step))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("UPDATE history_step SET at = ? WHERE number = ?", moments)


def show(stage: Stage) -> None:
    """Open the panel."""
    stage.run("history", 0.4)


def rename_point(stage: Stage) -> None:
    """Take one restore point away and ask for another name of the other."""
    show(stage)
    panel = stage.window.history.panel
    points = [each for each in panel.model.steps if each.name is not None]
    panel.table.removal_asked.emit(points[0])
    panel.table.mark((points[1].step,), points[1].step)
    panel.ask_rename(points[1])
    stage.idle(0.3)


def show_past(stage: Stage) -> None:
    """Show the map as it was some edits ago."""
    show(stage)
    room = stage.window.history
    steps = room.panel.model.steps
    room.show_step(next(each.step for each in steps if each.name is not None) - 1)
    stage.idle(0.6)


def show_past_beginning(stage: Stage) -> None:
    """Show the map as it was at first, when it may not have been there."""
    show(stage)
    stage.window.history.show_step(1)
    stage.idle(0.6)


def show_comparison(stage: Stage) -> None:
    """Compare the beginning with now, at one of the changes."""
    show(stage)
    room = stage.window.history
    room.show_step(1)
    stage.idle(0.4)
    room.compare()
    stage.idle(0.8)
    stage.window.commands.run("whole_map")
    room.comparison.list.walk(1)
    room.comparison.list.walk(1)


def show_replay(stage: Stage) -> None:
    """Replay the newest session, an edit shown where it happens."""
    show(stage)
    room = stage.window.history
    room.replay()
    stage.idle(0.8)
    room.replay_map.scrub(2)


def ask_compact(stage: Stage) -> None:
    """Ask what of the history may go."""
    show(stage)
    stage.window.history.compact()
    stage.idle(0.4)
    dialog: Any = stage.window.commands.dialog
    dialog.keep.fill(1)
    dialog.keep.chosen.emit(1)
    stage.idle(0.4)

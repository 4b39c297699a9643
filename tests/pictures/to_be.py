"""A current journey beside its to-be: the workspace and the pictures."""

from pathlib import Path
from typing import Any

from app.models.content import cards_in_map_order, cards_of, columns_of, journeys_in_tree_order, stages_of, steps_of
from app.services.cards import add_card, delete_cards, move_cards, rename_card, set_sentiment
from app.services.stages import add_stage, rename_step
from app.services.to_be import answer, make_to_be
from app.store import open_workspace
from tests.bench.stage import Stage
from tests.pictures.workspaces import decided


def hoped(folder: Path) -> Path:
    """Make a to-be of the sample's first journey, and change something of everything, for reasons and for none."""
    path = decided(folder)
    with open_workspace(path) as store:
        content = store.content
        current = next(journeys_in_tree_order(content))
        made = make_to_be(store, current.id, "I travel with one ticket")
        came = {each.origin_id: each for each in cards_of(content, made)}
        pains = [card for card in cards_in_map_order(content, current.id) if card.kind == "pain"]
        touches = [card for card in cards_in_map_order(content, current.id) if card.kind == "touchpoint"]
        steps = columns_of(content, made)
        delete_cards(store, [came[pains[0].id].id, came[pains[3].id].id, came[touches[-1].id].id])
        rename_card(store, came[touches[1].id].id, "One fare for every train, shown first")
        rename_card(store, came[touches[3].id].id, "Pays by tapping in")
        answer(store, came[touches[1].id].id, pains[0].id)
        kept = came[pains[1].id]
        move_cards(store, [kept.id], kept.lane_id or "", steps[-1].id, None)
        lane = came[touches[0].id].lane_id or ""
        gain = add_card(store, made, "touchpoint", "The seat comes with the tap", lane_id=lane, step_id=steps[4].id)
        answer(store, gain, pains[2].id)
        before = stages_of(content, made)[-1]
        stage = add_stage(store, made, "Arriving", before.id)
        arrival = steps_of(content, stage)[0]
        add_card(store, made, "touchpoint", "The fare is told at the door", lane_id=lane, step_id=arrival.id)
        rename_step(store, steps[2].id, "One ticket, one price")
        hopes = [each for each in cards_in_map_order(content, made) if each.kind in ("touchpoint", "gain")]
        for number, card in enumerate(hopes):
            set_sentiment(store, [card.id], (1.0, 2.0, 0.5, 1.5)[number % 4])
    return path


def compare(stage: Stage) -> None:
    """Compare the journey with its to-be, at a difference that answers a pain."""
    stage.run("compare_journeys", 0.8)
    page = stage.window.compare_page
    page.zoom("whole_map")
    rows: Any = page.list.changes.rows
    at = next(number for number, row in enumerate(rows) if row.reasons and row.role == "changed" and row.kind == "card")
    page.list.setCurrentIndex(page.list.changes.index(at))
    stage.idle(0.4)


def compare_aside(stage: Stage) -> None:
    """Show both maps side by side, at what has no reason yet."""
    compare(stage)
    page = stage.window.compare_page
    page.shape.chosen.emit("two")
    page.lacking.click()
    page.list.walk(1)
    stage.idle(0.4)


def compare_nothing(stage: Stage) -> None:
    """Compare a journey that has no to-be."""
    stage.run("compare_journeys", 0.6)


def ask(stage: Stage) -> None:
    """Ask what a to-be is called."""
    stage.window.commands.run("make_to_be")
    stage.idle(0.3)

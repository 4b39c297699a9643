"""The history of a map that 10,000 edits were made on: as of any of them, and two points of it compared."""

import json
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from tests.bench.engine import spread, timed

STEPS = 10_000
APART = 5_000
LOOKS = 60
COMPARISONS = 20


def make_history(path: Path, steps: int) -> int:
    """Add edits of single cards (titles, places, orders) at one go, and return the step before the first of them."""
    from app.models.records import Card
    from app.store import read_snapshot
    from app.store.driver import connect
    from app.store.history import encode

    snapshot, random = read_snapshot(path), Random(steps)
    content = snapshot.content
    cards = sorted(content.all(Card))
    placed = [each for each in cards if content.get(Card, each).step_id]
    steps_there = sorted({content.get(Card, each).step_id for each in placed}, key=str)
    day = datetime(2026, 1, 1, tzinfo=UTC)
    log, changes = [], []
    for number in range(snapshot.step + 1, snapshot.step + steps + 1):
        before = content.get(Card, random.choice(placed))
        moved = replace(before, step_id=random.choice(steps_there))
        after = random.choice((replace(before, title=f"Edit {number}"), moved, replace(before, rank=f"Z{number}")))
        content.put(after)
        at = (day + timedelta(minutes=number)).isoformat(timespec="milliseconds")
        log.append((number, at, "Edit a card", "edit", number))
        changes.append((number, 0, "card", before.id, encode(before), encode(after)))
    with closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        statement = "INSERT INTO history_step (number, at, label, origin, unit) VALUES (?, ?, ?, ?, ?)"
        connection.executemany(statement, log)
        connection.executemany("INSERT INTO history_change VALUES (?, ?, ?, ?, ?, ?)", changes)
        connection.executemany(
            "UPDATE card SET title = ?, step_id = ?, rank = ? WHERE id = ?",
            [(card.title, card.step_id, card.rank, card.id) for card in content.all(Card).values()],
        )
        connection.execute("COMMIT")
    return snapshot.step


def measure(path: Path, cards: int) -> dict[str, float]:
    """Return the ms to the map as of a step, and to what is different between two that are looked up for it."""
    from app.models.records import Card
    from app.scoring.map_changes import changes_between
    from app.store import open_workspace
    from app.store.keyframes import EVERY

    journey_id, random = f"j{cards}", Random(cards)
    start = make_history(path, STEPS)
    with open_workspace(path) as store:
        any_card = next(iter(store.content.all(Card).values()))
        keep = store.keyframes_due()
        figures = {"keyframes of all": timed(partial(keep, lambda: False))[0]} if keep else {}
        for number in range(STEPS // EVERY):  # each edit writes one
            with store.edit("Rename") as edit:
                edit.put(replace(any_card, title=f"Last {number}"))
        looks = [start + random.randrange(1, STEPS + 1) for _ in range(LOOKS)]
        figures |= spread("as of a step", [timed(partial(store.past, step))[0] for step in looks])

        def compare(first: int) -> bool:
            """Look both up, since they are asked for the first time."""
            return bool(changes_between(store.past(first).content, store.past(first + APART).content, journey_id).cards)

        firsts = [start + random.randrange(1, STEPS - APART) for _ in range(COMPARISONS)]
        return figures | spread("comparison", [timed(partial(compare, first))[0] for first in firsts])


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))

"""A to-be of a large map: made, and compared with its current journey after a tenth of it was changed."""

import json
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

from tests.bench.engine import spread, timed

TIMES = 20
MAKES = 5
CHANGED = 10
"""One card in so many is renamed, moved, deleted, or answers another."""


def measure(path: Path, cards: int) -> dict[str, float]:
    """Return the ms to make a to-be, to compare it with its current journey (what and why), and to lay both out."""
    from app.layout.overlaid import lay_out_both
    from app.models.content import Content, cards_of
    from app.models.records import CardAnswer
    from app.scoring.reasons import Reasons
    from app.scoring.to_be import compare, two_curves
    from app.services.to_be import make_to_be
    from app.store import open_workspace

    journey_id, random = f"j{cards}", Random(cards)
    with open_workspace(path) as store:
        made: list[str] = []
        makes = [timed(lambda: made.append(make_to_be(store, journey_id)))[0] for _ in range(MAKES)]
        with store.edit("A tenth of it") as edit:
            twins = cards_of(store.content, made[0])
            for number, card in enumerate(random.sample(twins, len(twins) // CHANGED)):
                if number % 4 == 0:
                    edit.delete(card)
                    continue
                other = random.choice(twins)
                edit.put(
                    replace(card, title=f"Other {number}")
                    if number % 2
                    else replace(card, rank=f"Z{number}x", step_id=other.step_id, span=1)
                )
                edit.put(CardAnswer(card_id=card.id, answered_id=other.origin_id or ""))

        def go_through(content: Content) -> None:
            compared = compare(content, journey_id, made[0])
            reasons = Reasons(compared)
            two_curves(compared)
            assert [reasons.of(turn) for turn in compared.turns]

        figures = spread("to-be made", makes)
        compares = [timed(partial(go_through, store.content))[0] for _ in range(TIMES)]
        figures |= spread("to-be compared", compares)
        compared = compare(store.content, journey_id, made[0])
        return figures | spread(
            "to-be laid out with both curves", [timed(partial(lay_out_both, compared))[0] for _ in range(TIMES)]
        )


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))

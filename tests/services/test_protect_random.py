"""Whatever was done before: after Protect and Forget the file is sound, its past readable, and the words are gone."""

import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import app.store.vault as vault
from app.models.errors import ClewError
from app.models.records import Card, Highlight, Insight, Participant, Source, Speaker
from app.services.forgetting import forget, plan_forgetting
from app.services.participants import merge_participants
from app.services.protecting import protect
from app.store import Store, check_file, open_workspace
from tests.fuzzing import cases
from tests.services.heard import SECRET, heard
from tests.services.test_protecting import PASSWORD, bytes_of


class Doings:
    """What somebody may do to a workspace, by chance."""

    def __init__(self, store: Store, dice: random.Random) -> None:
        self.store, self.dice = store, dice

    def any(self, record_type: Any) -> Any:
        return self.dice.choice(list(self.store.content.all(record_type).values()) or [None])

    def undo(self) -> None:
        self.store.undo()

    def redo(self) -> None:
        self.store.redo()

    def delete(self) -> None:
        record = self.any(self.dice.choice([Highlight, Insight, Card, Participant, Speaker, Source]))
        if record:
            with self.store.edit("Delete what Anna Schmidt said") as edit:
                edit.delete(record)

    def rename(self) -> None:
        if person := self.any(Participant):
            with self.store.edit("Rename") as edit:
                edit.put(replace(person, name=self.dice.choice(["Anna S.", "Zed Quux", "Ben Okafor"])))

    def relabel(self) -> None:
        if (speaker := self.any(Speaker)) and (person := self.any(Participant)):
            with self.store.edit("Say who speaks") as edit:
                edit.put(replace(speaker, participant_id=person.id))

    def mark(self) -> None:
        if (source := self.any(Source)) and (turns := self.store.turns(source.id)):
            number, turn = self.dice.choice(turns)
            start = self.dice.randrange(len(turn.text))
            end = self.dice.randint(start + 1, len(turn.text))
            with self.store.edit("Mark") as edit:
                edit.put(
                    Highlight(
                        id=f"x{self.dice.random()}",
                        source_id=source.id,
                        turn=number,
                        start=start,
                        last_turn=number,
                        end=end,
                    )
                )

    def point(self) -> None:
        self.store.restore_point("What Anna said")

    def restore(self) -> None:
        self.store.restore(self.dice.choice(self.store.steps()).step)

    def merge(self) -> None:
        one, other = self.any(Participant), self.any(Participant)
        if one is not other:
            merge_participants(self.store, one.id, [other.id])

    def protect(self) -> None:
        protect(self.store, PASSWORD)
        self.store.adopt()

    def forget(self) -> None:
        if person := self.any(Participant):
            forget(self.store, plan_forgetting(self.store, person.id))
            self.store.adopt()


DOINGS: tuple[Callable[[Doings], None], ...] = tuple(
    value for name, value in vars(Doings).items() if name not in ("any",) and not name.startswith("_")
)


@given(st.randoms(use_true_random=False), st.integers(1, 20))
@cases(5)
def test_protect_and_forget_after_anything(dice, count):
    before, vault.SCRYPT = vault.SCRYPT, {"n": 16, "r": 8, "p": 1}  # type: ignore[misc]
    try:
        with tempfile.TemporaryDirectory() as folder:
            _run(Path(folder) / "Random.clew", dice, count)
    finally:
        vault.SCRYPT = before  # type: ignore[misc]


def _run(path: Path, dice: random.Random, count: int) -> None:
    with heard(path) as store:
        doings = Doings(store, dice)
        for _ in range(count):
            try:
                dice.choice(DOINGS)(doings)
            except ClewError:  # what can't be done changes nothing
                continue
        turns = dict(store.turns("src"))
        speaker = store.content.find(Speaker, f"src/{turns[1].speaker}") if 1 in turns else None
        hers = store.content.find(Participant, speaker.participant_id) if speaker else None
        if hers is not None:
            forget(store, plan_forgetting(store, hers.id))
            store.adopt()
        store.past(dice.choice(store.steps()).step)
        assert all(map(store.passage, store.content.all(Highlight).values()))
        shown = sorted(map(repr, store.content))
    assert check_file(path) == []
    assert hers is None or SECRET.encode() not in bytes_of(path)
    with open_workspace(path) as again:
        assert sorted(map(repr, again.content)) == shown

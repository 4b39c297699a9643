"""A part of the history as a film: content that goes forth and back edit by edit, and how long each stays. No Qt."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from app.layout.marks import MarkRole
from app.models.changes import Change
from app.models.content import Content
from app.models.records import RECORD_TYPES, Card
from app.models.snapshot import Snapshot
from app.store import Store
from app.store.history import HistoryStep

LEAST: Final = 0.15
MOST: Final = 1.6
ELSEWHERE: Final = 0.04
"""Seconds that an edit stays on show at least and at most, and one that changes nothing of the map on show."""


class Frame(NamedTuple):
    """One edit: its step (of typing, the last), and what it did in the order in which it was done."""

    step: HistoryStep
    changes: tuple[Change, ...]


class Film:
    """The content after each edit of a part of the history; the first frame is how it begins, and changes nothing."""

    def __init__(self, start: Snapshot, frames: Sequence[Frame]) -> None:
        self._start = start
        self.frames: Sequence[Frame] = frames
        self.content = start.content.copy()
        self._named: Mapping[int, HistoryStep] = {}
        self.at = 0
        """The frame on show."""

    def image(self, name: str) -> bytes | None:
        """Return the bytes of an image."""
        return self._start.image(name)

    def name_steps(self, steps: Mapping[int, HistoryStep]) -> None:
        """Say of steps what they are about, as far as that is known."""
        self._named = steps

    @property
    def step(self) -> HistoryStep:
        """The step on show."""
        step = self.frames[self.at].step
        return self._named.get(step.step, step)

    def go(self, at: int) -> list[Change]:
        """Go to a frame, and return what that changed on the way."""
        at = min(max(at, 0), len(self.frames) - 1)
        done: list[Change] = []
        for number in range(self.at + 1, at + 1):
            done += self.frames[number].changes
        for number in range(self.at, at, -1):
            undone = reversed(self.frames[number].changes)
            done += [Change(each.kind, each.id, each.after, each.before) for each in undone]
        _apply(self.content, done)
        self.at = at
        return done

    def place_of(self, step: int) -> int:
        """Return the frame of a step, or the last before it."""
        return max((number for number, frame in enumerate(self.frames) if frame.step.step <= step), default=0)


def _apply(content: Content, changes: Iterable[Change]) -> None:
    for each in changes:
        if each.after is not None:
            content.put(each.after)
        elif content.find(RECORD_TYPES[each.kind], each.id) is not None:
            content.remove(RECORD_TYPES[each.kind], each.id)


def film_of(store: Store, first: int, last: int) -> Film:
    """Read the history after one step up to another as a film, on the worker."""
    start = store.past(first)
    frames: list[Frame] = []
    for step, changes in store.story(first, last):
        if not frames:
            frames.append(Frame(step, ()))
        elif len(frames) > 1 and frames[-1].step.unit == step.unit:
            frames[-1] = Frame(step, frames[-1].changes + changes)
        else:
            frames.append(Frame(step, changes))
    return Film(start, frames)


def wait_at(frames: Sequence[Frame], at: int, speed: float, journey_id: str) -> float:
    """Return how many seconds a frame stays on show: as long as it did, so many times as fast, within bounds.

    Before an edit of another map there is hardly a wait; at the end there is none.
    """
    if at >= len(frames) - 1:
        return 0.0
    frame, following = frames[at], frames[at + 1]
    gap = (following.step.at - frame.step.at).total_seconds() / speed
    seen = following.step.name is not None or touches(following.changes, journey_id)
    return min(max(gap, LEAST), MOST) if seen else ELSEWHERE


def touches(changes: Iterable[Change], journey_id: str) -> bool:
    """Return whether anything of a journey's map may have changed: what names no journey is of every map."""
    for each in changes:
        record = each.after or each.before
        if getattr(record, "journey_id", journey_id) == journey_id:
            return True
    return False


def marked(changes: Iterable[Change], journey_id: str) -> dict[str, MarkRole]:
    """Return what became of the cards of a map; a link that came or went changes its card."""
    found: dict[str, MarkRole] = {}
    for each in changes:
        record = each.after or each.before
        if isinstance(record, Card):
            if record.journey_id == journey_id:
                found[each.id] = _became(each)
        elif (card_id := getattr(record, "card_id", None)) is not None:
            found.setdefault(str(card_id), "changed")
    return found


def _became(change: Change) -> MarkRole:
    before, after = change.before, change.after
    if before is None or after is None:
        return "added" if before is None else "removed"
    assert isinstance(before, Card)
    assert isinstance(after, Card)
    stays = (before.lane_id, before.step_id, before.rank) == (after.lane_id, after.step_id, after.rank)
    return "changed" if stays else "moved"

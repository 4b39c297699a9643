"""What one edit did: the one message that scene and panels listen to."""

from typing import Final, Literal, NamedTuple

from app.models.records import AnyRecord

Origin = Literal["edit", "undo", "redo", "import", "compact", "reload", "protect", "forget"]
"""What made a step; `compact` stands for several that it was made of, and no listener hears of it; `reload` is no step
of this window: another program wrote the file, and it was read again; `protect` and `forget` rewrote the past, too."""

_REWRITES: Final[frozenset[Origin]] = frozenset({"protect", "forget", "reload"})


class Change(NamedTuple):
    """One record before and after; before is none where it was made, after where it was deleted."""

    kind: str
    id: str
    before: AnyRecord | None
    after: AnyRecord | None


class ChangeSet(NamedTuple):
    """All changes of one committed step of the history, with its label and number.

    `origin` says what made it; listeners that cause edits tell their own echo by `step`.
    """

    label: str
    origin: Origin
    step: int
    changes: tuple[Change, ...]

    @property
    def rewrites(self) -> bool:
        """Whether what was said in sources may read otherwise now, though no record tells so."""
        return self.origin in _REWRITES

    def touches(self, *kinds: str) -> bool:
        """Return whether any record of these kinds changed."""
        return any(change.kind in kinds for change in self.changes)

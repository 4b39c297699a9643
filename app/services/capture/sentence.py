"""What a sentence is that was typed to be put on the map, and what was understood of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from app.models.kinds import CARD_KINDS, CardKind

Structure = Literal["stage", "step", "persona"]
Kind = CardKind | Structure
"""What a sentence makes: a card, or a part of the map itself."""

Role = Literal["wall", "kind", "place", "persona", "tag", "level", "owner"]
State = Literal["known", "new", "ambiguous", "unknown"]

STRUCTURES: Final[tuple[Structure, ...]] = get_args(Structure)

WHOLE_MAP: Final = ""
"""The owner of lanes that are in no swimlane."""

ENGLISH_KINDS: Final[Mapping[str, Kind]] = {
    **{kind: kind for kind in CARD_KINDS},
    **{f"{kind}s": kind for kind in CARD_KINDS},
    **{kind: kind for kind in STRUCTURES},
    "touch point": "touchpoint",
}
"""The words that say a kind, folded; views pass such a table with those of the user's language added."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: a step's id, a swimlane's id ("" = for the whole map), a tag's id or a kind."""

    role: Role
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence that is no words: `text[start:end]` in code points, empty for what nobody wrote.

    `label` is what a chip says (a kind by its name in code); `value` is what it stands for as in `Choice`, empty where
    that is not known. What is ambiguous has choices, what is unknown has those that are alike. `problem` says in one
    clause why it could not be used. Known and new pieces are not in the title, the others are.
    """

    start: int
    end: int
    role: Role
    state: State
    label: str
    value: str = ""
    choices: tuple[Choice, ...] = ()
    problem: str = ""

    @property
    def is_used(self) -> bool:
        """Whether it was understood, and so is not among the words."""
        return self.state in ("known", "new")


@dataclass(frozen=True, slots=True)
class Pin:
    """Where sentences go that name no place, or no persona: a step, a swimlane ("" = for the whole map), or both."""

    step_id: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what was understood of it on one map.

    `step_id` none = no place said or pinned; `owner` is a swimlane's id, "" for the whole map, none where that is
    open; `lane_id` is the row of a wall code. `tags` are names, those that exist as they are written in the list.
    `level` is severity 1 … 5 of a pain, sentiment −2 … +2 of other cards. `problems` has one clause for each thing
    that keeps a script from filing it; `fatal` says why it cannot be filed at all. `pin`, `words` and `chosen` are
    what it was understood with: `capture` understands it once more when it is filed, since a sentence before it may
    have made what it names.
    """

    text: str
    kind: Kind = "note"
    title: str = ""
    step_id: str | None = None
    lane_id: str | None = None
    owner: str | None = None
    tags: tuple[str, ...] = ()
    level: float | None = None
    pieces: tuple[Piece, ...] = ()
    problems: tuple[str, ...] = ()
    fatal: str = ""
    pin: Pin | None = None
    words: Mapping[str, Kind] = field(default_factory=lambda: ENGLISH_KINDS, compare=False, repr=False)
    chosen: tuple[tuple[int, Choice], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self.text.strip()

    @property
    def is_placed(self) -> bool:
        """Whether a card of it has a cell of its own; else it waits in Unplaced."""
        asks = any(piece.role == "kind" and piece.choices for piece in self.pieces)
        return self.step_id is not None and self.owner is not None and not asks

    @property
    def is_structure(self) -> bool:
        """Whether it makes a stage, step or persona instead of a card."""
        return self.kind in STRUCTURES

    @property
    def questions(self) -> tuple[Piece, ...]:
        """What has to be asked: the pieces that offer choices."""
        return tuple(piece for piece in self.pieces if piece.choices)


@dataclass(frozen=True, slots=True)
class Completion:
    """What could stand in place of `text[start:end]`: `insert`, shown as `label`."""

    start: int
    end: int
    insert: str
    label: str
    role: Role

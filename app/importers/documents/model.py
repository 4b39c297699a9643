"""What is found in a journey map kept as a document, before anybody said what its rows mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

from app.models.plan import ImportWarning

Shape = Literal["stages across", "stage sections", "rows", "story map", "structure", "texts"]
"""How a document holds a map: a table with the stages in its header, a section (heading, list, table) for each stage, a
table with a card or a stage in each row, activities with tasks and stories below them, JSON, texts on a canvas."""

DocumentField = Literal[
    "stage",
    "step",
    "touchpoint",
    "action",
    "thought",
    "emotion",
    "pain",
    "gain",
    "quote",
    "need",
    "question",
    "opportunity",
    "channel",
    "persona",
    "note",
    "card",
    "kind",
    "score",
    "ignore",
]
"""What the texts under a label become; `card` is a card whose kind the label that is a `kind` says, row by row."""

Split = Literal["none", "lines", "comma", "semicolon", "slash", "sentences"]
"""Where a cell that holds several items is cut."""

SHAPES: Final[tuple[Shape, ...]] = get_args(Shape)
FIELDS: Final[tuple[DocumentField, ...]] = get_args(DocumentField)
SPLITS: Final[tuple[Split, ...]] = get_args(Split)

MOST_WARNINGS: Final = 1_000
MOST_COLUMNS: Final = 20_000
"""Stages, steps or rows of all maps of a document."""

MOST_TEXTS: Final = 50_000
"""Texts of all maps, and cards that they make when they are split."""


class Piece(NamedTuple):
    """A text under a label; `whole` where the file itself sets it apart from others, so that it is never split."""

    label: str
    text: str
    line: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A stage, or a step of one, with what stands there; both titles are empty where labels say them."""

    stage: str
    pieces: tuple[Piece, ...]
    step: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the document describes; on the map where `on_map` says so."""

    name: str
    role: str = ""
    description: str = ""
    on_map: bool = True


@dataclass(frozen=True, slots=True)
class FoundMap:
    """One map; `joined` says that columns of one stage title are one stage, `loose` are texts without a place."""

    title: str
    columns: tuple[Column, ...] = ()
    people: tuple[Person, ...] = ()
    loose: tuple[Piece, ...] = ()
    goal: str = ""
    note: str = ""
    joined: bool = False

    def pieces(self) -> Iterator[Piece]:
        """Yield every text with its label, column by column, the loose ones last."""
        for column in self.columns:
            yield from column.pieces
        yield from self.loose


@dataclass(frozen=True, slots=True)
class Found:
    """All that a document holds, read as one shape; `shapes` are those that it can be read as."""

    source: str
    shape: Shape
    shapes: tuple[Shape, ...]
    maps: tuple[FoundMap, ...]
    warnings: tuple[ImportWarning, ...] = ()


class Warnings:
    """Collects warnings on one source, at most so many that a list can hold them."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._items: list[ImportWarning] = []
        self._more = 0

    def __call__(self, line: int | None, text: str) -> None:
        """Add a warning on a line (1 = first, none = the whole source)."""
        if len(self._items) < MOST_WARNINGS:
            self._items.append(ImportWarning(self.source, line, text))
        else:
            self._more += 1

    def add(self, warnings: Sequence[ImportWarning]) -> None:
        """Take over warnings made before."""
        for warning in warnings:
            self(warning.line, warning.text)

    def all(self) -> tuple[ImportWarning, ...]:
        """Return the warnings, and how many more there were."""
        if not self._more:
            return tuple(self._items)
        return (*self._items, ImportWarning(self.source, None, f"… and {self._more:,} warnings more."))


def quoted(texts: Sequence[str], most: int = 3) -> str:
    """Return texts in quotation marks as a list for a warning: the first few, and how many more."""
    named = ", ".join(f"“{text}”" for text in texts[:most])
    return f"{named} and {len(texts) - most:,} more" if len(texts) > most else named

"""What waits in memory for the edit that shows it, and is written in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.models.turns import Turn
from app.store.images import write_images
from app.store.turns import write_turns

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(slots=True)
class Waiting:
    """Images by their SHA-256, turns by the id of their source."""

    images: dict[str, bytes] = field(default_factory=dict)
    turns: dict[str, Sequence[Turn]] = field(default_factory=dict)

    def write(self, connection: "Connection") -> None:
        """Write what the file has not yet, within the transaction that is open."""
        if self.images:
            write_images(connection, self.images)
        if self.turns:
            write_turns(connection, self.turns)

    def clear(self) -> None:
        """Forget what is written, or is not going to be."""
        self.images.clear()
        self.turns.clear()

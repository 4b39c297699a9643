"""Where in a walk through a map the presenter is; it stays with its scene while the map changes around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.layout.walk import Scene, Way


@dataclass(frozen=True, slots=True)
class Walk:
    """The scenes of a map, the whole of it first, and which of them is on show, counted from 0."""

    by: Way
    scenes: tuple[Scene, ...]
    at: int = 0

    @property
    def scene(self) -> Scene:
        """The scene on show."""
        return self.scenes[self.at]

    @property
    def place(self) -> str:
        """Which of how many it is, such as 3 / 6; nothing for the whole map."""
        return f"{self.at} / {len(self.scenes) - 1}" if self.at else ""

    def to(self, number: int) -> "Walk":
        """Return the walk at a scene: 0 is the whole map, others count from 1; beyond the last, that."""
        return replace(self, at=min(max(number, 0), len(self.scenes) - 1))

    def over(self, scenes: Sequence[Scene]) -> "Walk":
        """Return the walk over the scenes of a changed map: at the same one, or at what stands in place of one gone.

        That is the next of those that are left, or else the one before.
        """
        places = {scene.id: number for number, scene in enumerate(scenes)}
        nearest = (*self.scenes[self.at :], *reversed(self.scenes[: self.at]))
        at = next((places[scene.id] for scene in nearest if scene.id in places), 0)
        return Walk(self.by, tuple(scenes), at)

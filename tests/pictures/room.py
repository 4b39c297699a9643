"""What a room sees: a part of the map in the light, marks over its cards, the lock."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.layout.walk import Way, walk_of

if TYPE_CHECKING:
    from tests.bench.stage import Stage


def light(by: Way, number: int) -> Callable[["Stage"], None]:
    """Return what puts a stage or a persona into the light."""

    def do(stage: "Stage") -> None:
        scene = walk_of(stage.view.layout_, by)[number]
        stage.view.show_box(scene.box)
        stage.view.spotlight(scene.box)
        stage.idle(0.5)

    return do

"""What a room sees: a part of the map in the light, marks over its cards, the lock."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.layout.geometry import Box
from app.layout.marks import LOOKS, Mark
from app.layout.walk import Way, walk_of

if TYPE_CHECKING:
    from tests.bench.stage import Stage

ROLES = tuple(LOOKS)


def light(by: Way, number: int) -> Callable[["Stage"], None]:
    """Return what puts a stage or a persona into the light."""

    def do(stage: "Stage") -> None:
        scene = walk_of(stage.view.layout_, by)[number]
        stage.view.show_box(scene.box)
        stage.view.spotlight(scene.box)
        stage.idle(0.5)

    return do


def compare(stage: "Stage") -> None:
    """Mark cards as a comparison does."""
    view = stage.view
    cards = view.layout_.cards
    ids = [each for lane in view.layout_.lanes for each in lane.inside.boxes]
    step = view.layout_.columns[1].x - view.layout_.columns[0].x
    marks = {
        ids[1]: Mark("added"),
        ids[3]: Mark("removed"),
        ids[4]: Mark("changed", "title, sentiment"),
        ids[6]: Mark("moved", from_box=cards[ids[6]].box.moved(-step, 150.0)),
        ids[10]: Mark("added"),
        ids[12]: Mark("changed"),
        ids[14]: Mark("moved", from_box=Box(*cards[ids[2]].box).moved(0.0, 60.0)),
    }
    view.set_marks(marks)
    stage.idle(0.3)


def compare_far(stage: "Stage") -> None:
    """The same for many cards, from far."""
    ids = list(stage.view.layout_.cards)[::4]
    stage.view.set_marks({each: Mark(ROLES[number % len(ROLES)], "3") for number, each in enumerate(ids)})
    stage.view.show_all()
    stage.idle(0.5)


def vote(stage: "Stage") -> None:
    """Show how many votes cards have."""
    ids = [each for lane in stage.view.layout_.lanes for each in lane.inside.boxes]
    stage.view.set_marks({each: Mark("votes", str(number * 5 % 13)) for number, each in enumerate(ids[1:20:2], 1)})
    stage.idle(0.3)


def hands_off(stage: "Stage") -> None:
    """Lock the map."""
    stage.window.commands.run("hands_off")
    stage.idle(0.3)

"""Where a walk is while the map changes around it."""

import pytest

from app.layout.geometry import Box
from app.layout.walk import Scene
from app.views.workshop.walk import Walk

BOX = Box(0.0, 0.0, 1.0, 1.0)


def _scenes(*ids: str) -> tuple[Scene, ...]:
    return tuple(Scene(each.upper(), BOX, each) for each in ("", *ids))


def test_it_ends_at_its_ends():
    walk = Walk("stages", _scenes("a", "b", "c"))
    assert (walk.scene.id, walk.place) == ("", "")
    assert walk.to(-1) == walk
    assert (walk.to(2).scene.id, walk.to(2).place) == ("b", "2 / 3")
    assert walk.to(99).at == 3


@pytest.mark.parametrize(
    ("at", "after", "there"),
    [
        (2, "abc", "b"),  # nothing changed
        (2, "xyabc", "b"),  # others came before it
        (2, "cba", "b"),  # it was moved
        (2, "ac", "c"),  # it is gone: what comes after it
        (3, "ab", "b"),  # the last one is gone: what was before it
        (2, "xa", "a"),  # so is all that came after
        (2, "xyz", ""),  # nothing is left of them
        (0, "bc", ""),  # the whole map is always there
        (3, "", ""),
    ],
)
def test_it_stays_with_its_scene_or_what_stands_in_its_place(at, after, there):
    walk = Walk("stages", _scenes("a", "b", "c"), at).over(_scenes(*after))
    assert (walk.scene.id, walk.by) == (there, "stages")
    assert len(walk.scenes) == len(after) + 1

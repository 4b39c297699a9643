"""A walk over a map: the whole of it, then its stages or its personas."""

from itertools import pairwise

from app.layout.geometry import Box
from app.layout.map_layout import lay_out_map
from app.layout.walk import Scene, pieces_of, walk_of
from app.models.content import Content
from app.models.records import AnyRecord, Journey, Lane, Persona, Stage, Step, Swimlane

JOURNEY = Journey(id="j", rank="V", title="I buy a ticket")


def _map(stages=(), personas=(), collapsed=(), common=False):
    records: list[AnyRecord] = [JOURNEY]
    for number, (title, steps) in enumerate(stages):
        records.append(Stage(id=title, journey_id="j", rank=f"V{number}", title=title))
        records += [
            Step(id=f"{title}{each}", stage_id=title, rank=f"V{each}", title=f"{each}") for each in range(steps)
        ]
    for number, name in enumerate(personas):
        records.append(Persona(id=name, name=name, rank=f"V{number}"))
        folded = name in collapsed
        records.append(Swimlane(id=f"s{name}", journey_id="j", persona_id=name, rank=f"V{number}", collapsed=folded))
        records.append(Lane(id=f"l{name}", journey_id="j", swimlane_id=f"s{name}", kind="notes", rank="V"))
    if common:
        records.append(Lane(id="all", journey_id="j", kind="notes", rank="V"))
    return lay_out_map(Content(records), "j")


def test_the_whole_map_comes_first_then_each_stage_with_its_columns_over_the_full_height():
    layout = _map([("Choice", 2), ("Use", 1)], ["Maya"])
    whole, choice, use = walk_of(layout, "stages")
    assert whole == Scene("Whole map", Box(0.0, 0.0, layout.width, layout.height))
    assert (choice.title, use.title) == ("Choice", "Use")
    first, second, third = layout.columns
    assert choice.box == Box(first.x, 0.0, first.width + second.width, layout.height)
    assert use.box == Box(third.x, 0.0, third.width, layout.height)
    assert use.box.right == layout.width


def test_personas_are_their_swimlanes_over_the_full_width_without_what_is_for_all():
    layout = _map([("Choice", 1)], ["Maya", "Jon"], common=True)
    _, maya, jon = walk_of(layout, "personas")
    assert (maya.title, jon.title) == ("Maya", "Jon")
    assert (maya.box.x, maya.box.width) == (0, layout.width)
    assert maya.box.y > layout.header_height, "the lanes for the whole map are above"
    assert maya.box.bottom == jon.box.y
    assert jon.box.bottom == layout.height


def test_a_folded_swimlane_is_not_told():
    layout = _map([("Choice", 1)], ["Maya", "Jon"], collapsed=["Maya"])
    assert [each.title for each in walk_of(layout, "personas")] == ["Whole map", "Jon"]


def test_a_map_without_stages_or_personas_is_told_as_a_whole():
    for by in ("stages", "personas"):
        assert len(walk_of(_map(), by)) == 1
    assert len(walk_of(_map([], ["Maya"]), "stages")) == 1
    assert len(walk_of(_map([("Choice", 1)]), "stages")) == 2


def test_a_scene_is_found_again_by_its_stage_or_swimlane():
    layout = _map([("Choice", 1), ("Use", 1)], ["Maya"])
    assert [each.id for each in walk_of(layout, "stages")] == ["", "Choice", "Use"]
    assert [each.id for each in walk_of(layout, "personas")] == ["", "sMaya"]


def test_what_fits_is_one_piece():
    layout = _map([("Choice", 2)], ["Maya", "Jon"])
    box = walk_of(layout, "stages")[1].box
    inner = Box(layout.label_width, layout.header_height, box.width, layout.height - layout.header_height)
    assert pieces_of(layout, box, 2000, 2000) == (inner,)


def test_pieces_of_a_stage_begin_with_a_lane_and_leave_nothing_out():
    layout = _map([("Choice", 2)], ["Maya", "Jon", "Ada", "Bo"])
    box = walk_of(layout, "stages")[1].box
    height = 1.5 * layout.lanes[0].height
    pieces = pieces_of(layout, box, 2000, height)
    assert len(pieces) > 2
    assert pieces[0].y == layout.header_height
    assert pieces[-1].bottom == layout.height
    assert {round(each.height, 6) for each in pieces} == {height}, "they are shown at one zoom"
    starts = {each.y for each in layout.lanes}
    assert all(each.y in starts for each in pieces[1:-1])
    assert all(one.bottom >= other.y for one, other in pairwise(pieces))


def test_pieces_of_a_persona_begin_with_a_column():
    layout = _map([("Choice", 4), ("Use", 3)], ["Maya"])
    pieces = pieces_of(layout, walk_of(layout, "personas")[1].box, 400, 2000)
    starts = {each.x for each in layout.columns}
    assert all(each.x in starts for each in pieces[:-1])
    assert pieces[-1].right == layout.width
    assert all(one.right >= other.x and one.x < other.x for one, other in pairwise(pieces))


def test_a_lane_that_is_higher_than_a_piece_is_cut():
    layout = _map([("Choice", 1)], ["Maya"])
    pieces = pieces_of(layout, walk_of(layout, "stages")[1].box, 2000, 30)
    assert all(one.bottom >= other.y and one.y < other.y for one, other in pairwise(pieces))
    assert pieces[-1].bottom == layout.height

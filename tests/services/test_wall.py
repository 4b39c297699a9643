"""Codes of a wall template: given once, in the map's order, kept when the map changes, never given again."""

from app.exporters.workspace_json import write_json
from app.importers.workspace_json import read_json
from app.models.content import lanes_in_map_order
from app.models.records import WallColumn, WallRow
from app.models.wall import codes_of, letters_of, number_of, parts_of
from app.services.lanes import add_lane, delete_lane
from app.services.stages import add_stage, delete_stage, move_stage
from app.services.wall import cell_of, give_codes, lacks_codes


def test_letters_go_on_after_z():
    assert [letters_of(number) for number in (1, 26, 27, 52, 53, 702, 703)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert all(number_of(letters_of(number)) == number for number in range(1, 2000))


def test_a_code_is_letters_and_a_number():
    assert [parts_of(each) for each in ("C4", "c4", "ab12")] == [("C", "4"), ("C", "4"), ("AB", "12")]
    assert not any(parts_of(each) for each in ("", "C", "4", "C04", "4C", "C 4", "Straße7", "COVID19", "C٤"))


def test_codes_are_given_once_and_name_cells(small_map):
    store, journey = small_map.store, small_map.journey
    assert cell_of(store.content, journey, "A1") is None
    before = store.step
    store.hands_off = True  # to print is no accident
    assert give_codes(store, journey)
    assert (store.step, store.undo_label) == (before + 1, "Give wall codes")
    codes = codes_of(store.content, journey)
    assert [codes.columns[step] for step in small_map.steps] == ["A", "B", "C"]
    kinds = {lane.kind: lane for lane in lanes_in_map_order(store.content, journey)}
    assert kinds["emotion"].id not in codes.rows
    rows = [codes.rows[lane.id] for lane in lanes_in_map_order(store.content, journey) if lane.kind != "emotion"]
    assert rows == ["1", "2", "3", "4"]
    touch = small_map.lane(small_map.jon, "touchpoints")
    assert cell_of(store.content, journey, "c3") == (small_map.steps[2], touch)
    assert cell_of(store.content, journey, "D1") is None
    assert not give_codes(store, journey)
    assert store.step == before + 1


def test_codes_stay_and_are_never_given_again(small_map):
    store, journey = small_map.store, small_map.journey
    give_codes(store, journey)
    last = add_stage(store, journey, "Return")
    lane = add_lane(store, journey, small_map.maya, "needs")
    give_codes(store, journey)
    assert cell_of(store.content, journey, "D5") is not None
    move_stage(store, last, small_map.stages[0])
    assert codes_of(store.content, journey).columns[small_map.steps[0]] == "D"
    delete_stage(store, last)
    delete_lane(store, lane)
    assert cell_of(store.content, journey, "D5") == (None, None)
    assert not lacks_codes(store.content, journey)
    add_stage(store, journey, "Another")
    add_lane(store, journey, small_map.jon, "notes")
    give_codes(store, journey)
    assert set(codes_of(store.content, journey).columns.values()) == {"A", "B", "C", "E"}
    assert set(codes_of(store.content, journey).rows.values()) == {"1", "2", "3", "4", "6"}
    text = write_json(store.snapshot())
    records = read_json(text, "x.json").records
    assert {each.code for each in records if isinstance(each, WallColumn)} == {"A", "B", "C", "D", "E"}
    assert [each.lane_id for each in records if isinstance(each, WallRow) and each.code == "5"] == [None]

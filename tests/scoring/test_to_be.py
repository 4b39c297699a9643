"""A to-be beside its current journey: what is kept, moved, changed, new and gone is named exactly."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.layout.map_layout import lay_out_map
from app.models.content import Content
from app.models.errors import InputError
from app.models.records import (
    AnyRecord,
    Card,
    CardTag,
    Connector,
    Journey,
    Lane,
    Persona,
    Stage,
    Step,
    Swimlane,
    Tag,
    Workspace,
)
from app.scoring.map_changes import Difference
from app.scoring.to_be import Comparison, Fate, compare, two_curves


def both_journeys() -> Content:
    """Return a current journey `j` and its to-be `J` as just made; each id there is that of the origin, large."""
    records: list[AnyRecord] = [
        Journey(id="j", rank="A", title="I travel"),
        Swimlane(id="s", journey_id="j", persona_id="p", rank="V"),
        Lane(id="l", journey_id="j", swimlane_id="s", kind="experience", rank="A"),
        Lane(id="m", journey_id="j", swimlane_id="s", kind="emotion", rank="B"),
        Lane(id="n", journey_id="j", kind="notes", rank="A"),
    ]
    for number, rank in enumerate("ABC"):
        records.append(Stage(id=f"st{number}", journey_id="j", rank=rank, title=f"Stage {number}"))
        records.append(Step(id=f"x{number}", stage_id=f"st{number}", rank="V"))
        for step in (0, 1):
            card = Card(id=f"c{step}{number}", journey_id="j", kind="pain", title=f"Pain {step}{number}", rank=rank)
            records.append(replace(card, lane_id="l", step_id=f"x{step}", sentiment=-1.0))
    records.append(Card(id="u", journey_id="j", kind="note", title="Idea", rank="A"))
    records.append(Card(id="w", journey_id="j", kind="note", title="Wide", rank="B", lane_id="n", step_id="x0", span=2))
    records.append(CardTag(card_id="c00", tag_id="t"))
    links = [("c00", "c01"), ("c01", "c10")]
    records += [Connector(from_card_id=a, to_card_id=b, journey_id="j", title="then") for a, b in links]
    shared: list[AnyRecord] = [Workspace(id="w", title="W"), Persona(id="p", name="Maya", rank="V")]
    shared += [Tag(id="t", name="speed", rank="A"), Tag(id="v", name="queue", rank="B")]
    return Content([*shared, *records, *(twin(each) for each in records)])


def twin(record: Any) -> Any:
    """Return what a to-be has of a record."""
    names = ("id", "journey_id", "stage_id", "swimlane_id", "lane_id", "step_id", "card_id", "from_card_id")
    held = {name: getattr(record, name, None) for name in (*names, "to_card_id")}
    fields: dict[str, Any] = {name: value.upper() for name, value in held.items() if value is not None}
    if isinstance(record, CardTag | Connector):
        del fields["id"]
    else:
        fields["origin_id"] = record.id
    if isinstance(record, Journey):
        fields |= {"state": "to-be", "to_be_of": "j", "title": "I fly"}
    return replace(record, **fields, **({"sentiment": None} if isinstance(record, Card) else {}))


def fates(comparison: Comparison) -> dict[str, set[Fate]]:
    found = defaultdict[str, set[Fate]](set)
    for turn in comparison.turns:
        found[turn.id].add(turn.fate)
    return dict(found)


def test_a_fresh_to_be_keeps_everything():
    comparison = compare(both_journeys(), "j", "J")
    assert comparison.turns == ()
    assert not comparison.changes
    kept = {name: counts["kept"] for name, counts in comparison.counts().items()}
    assert kept == {"stages": 3, "steps": 3, "swimlanes": 1, "lanes": 3, "cards": 8, "connectors": 2}
    assert comparison.shared == 18


def test_a_journey_is_not_compared_with_itself():
    with pytest.raises(InputError, match="itself"):
        compare(both_journeys(), "j", "j")


def test_a_hope_is_compared_with_a_feeling_and_evidence_and_looks_are_not():
    content = both_journeys()
    content.put(replace(content.get(Card, "C00"), sentiment=2.0, severity=2))
    content.put(replace(content.get(Card, "c01"), score="7", example=True))
    content.put(replace(content.get(Lane, "L"), height=200.0))
    content.put(replace(content.get(Step, "X0"), width=300.0))
    content.put(replace(content.get(Swimlane, "S"), collapsed=True))
    content.put(replace(content.get(Card, "W"), sentiment=1.0))
    hope, turn = compare(content, "j", "J").turns
    assert (hope.id, hope.is_hope, hope.fields) == ("W", True, (Difference("sentiment", None, 1.0),))
    assert (turn.fate, turn.id, turn.first_id) == ("changed", "C00", "c00")
    assert turn.fields == (Difference("sentiment", -1.0, 2.0), Difference("severity", None, 2))
    back, _ = sorted(compare(content, "J", "j").turns, key=lambda turn: turn.id)
    assert back.fields == (Difference("sentiment", 2.0, -1.0), Difference("severity", 2, None))


def test_what_is_gone_stands_where_it_was_on_the_map_of_both():
    content = both_journeys()
    for record in (content.get(Card, "C01"), content.get(Connector, "C00/C01"), content.get(Connector, "C01/C10")):
        content.remove(type(record), record.id)
    content.remove(Step, "X2")
    content.remove(Stage, "ST2")
    comparison = compare(content, "j", "J")
    assert fates(comparison) == {
        "gone:c01": {"gone"},
        "gone:st2": {"gone"},
        "C00/gone:c01": {"gone"},
        "gone:c01/C10": {"gone"},
    }
    assert {turn.first_id for turn in comparison.turns} == {"c01", "st2", "c00/c01", "c01/c10"}
    gone = comparison.both.get(Card, "gone:c01")
    assert (gone.lane_id, gone.step_id, gone.rank) == ("L", "X0", "B")
    layout = lay_out_map(comparison.both, "J")
    assert len(layout.columns) == 3
    assert "gone:c01" in layout.cards
    assert len(lay_out_map(content, "j").cards) == 7, "the current journey itself is as it was"


def test_of_several_with_one_origin_the_closest_came_and_the_others_are_copies():
    content = both_journeys()
    content.put(replace(content.get(Card, "C00"), id="copy", step_id="X2"))
    content.put(replace(content.get(Card, "C00"), id="a copy", title="Reworded"))
    comparison = compare(content, "j", "J")
    assert fates(comparison) == {"copy": {"new"}, "a copy": {"new"}}
    assert {(turn.first_id, turn.is_copy) for turn in comparison.turns} == {("c00", True)}
    content.remove(CardTag, "C00/t")
    content.remove(Connector, "C00/C01")
    content.remove(Card, "C00")
    comparison = compare(content, "j", "J")
    assert fates(comparison)["copy"] == {"moved", "changed"}, "in the same words, though elsewhere, and without its tag"
    assert fates(comparison)["a copy"] == {"new"}


def test_two_variants_are_compared_by_the_origin_they_share():
    content = both_journeys()
    other = [replace(each, id=f"{each.id}-2", journey_id="K") for each in content.members(Card, "journey_id", "J")]
    unplaced = [replace(each, lane_id=None, step_id=None, span=1) for each in other]
    content.put(replace(content.get(Journey, "J"), id="K", title="I sail"))
    for record in unplaced:
        content.put(record)
    content.put(Card(id="own", journey_id="J", kind="gain", title="Own", rank="A"))
    content.put(Card(id="own-2", journey_id="K", kind="gain", title="Own", rank="A", origin_id="own"))
    comparison = compare(content, "J", "K")
    counts = comparison.counts()["cards"]
    assert (counts["moved"], counts["kept"], counts["new"], counts["gone"]) == (7, 2, 0, 0)
    assert comparison.counts()["stages"]["gone"] == 3


def test_journeys_that_have_nothing_in_common_are_new_and_gone_but_for_their_personas():
    content = both_journeys()
    every: list[Any] = list(content)
    for record in every:
        if getattr(record, "origin_id", None) is not None:
            content.put(replace(record, origin_id=None))
    comparison = compare(content, "j", "J")
    assert comparison.shared == 1
    assert comparison.counts()["swimlanes"]["kept"] == 1
    assert comparison.counts()["cards"] == {"kept": 0, "moved": 0, "changed": 0, "new": 8, "gone": 8}


def test_a_step_between_leaves_a_card_that_reaches_over_it_as_it_is():
    content = both_journeys()
    content.put(Step(id="y", stage_id="ST0", rank="W", title="Between"))
    content.put(replace(content.get(Card, "W"), span=3))
    assert fates(compare(content, "j", "J")) == {"y": {"new"}}
    content.put(replace(content.get(Card, "W"), span=4))
    assert fates(compare(content, "j", "J")) == {"y": {"new"}, "W": {"changed"}}


def test_both_curves_have_a_point_for_each_step_of_both():
    content = both_journeys()
    content.put(replace(content.get(Card, "C10"), sentiment=1.5))
    content.put(Stage(id="new", journey_id="J", rank="D", title="New"))
    content.put(Step(id="newest", stage_id="new", rank="V"))
    [pair] = two_curves(compare(content, "j", "J"))
    assert pair.swimlane_id == "S"
    assert [each and (each.step_id, each.value, each.n) for each in pair.first] == [
        ("X0", -1.0, 3),
        ("X1", -1.0, 3),
        ("X2", None, 0),
        None,
    ]
    assert [each and each.value for each in pair.second] == [None, 1.5, None, None]


# ---- random edits

CARDS = [f"C{step}{number}" for step in (0, 1) for number in range(3)]
Act = Callable[[Content, str], tuple[str, set[Fate]]]


def _put(fate: Fate, record_type: type[Any], **fields: Any) -> Act:
    def act(content: Content, record_id: str) -> tuple[str, set[Fate]]:
        content.put(replace(content.get(record_type, record_id), **fields))
        return record_id, {fate}

    return act


def _leave(content: Content, card_id: str) -> tuple[str, set[Fate]]:
    for connector in list(content.all(Connector).values()):
        if card_id in (connector.from_card_id, connector.to_card_id):
            content.remove(Connector, connector.id)
    content.remove(Card, card_id)
    return f"gone:{card_id.lower()}", {"gone"}


def _move_and_change(content: Content, card_id: str) -> tuple[str, set[Fate]]:
    content.put(replace(content.get(Card, card_id), title="Elsewhere", lane_id=None, step_id=None))
    return card_id, {"moved", "changed"}


def _copy(content: Content, card_id: str) -> tuple[str, set[Fate]]:
    content.put(replace(content.get(Card, card_id), id=f"{card_id}-copy", title="Copy"))
    return f"{card_id}-copy", {"new"}


def _tag(content: Content, card_id: str) -> tuple[str, set[Fate]]:
    content.put(CardTag(card_id=card_id, tag_id="v"))
    return card_id, {"changed"}


def _forget_origin(content: Content, card_id: str) -> tuple[str, set[Fate]]:
    """Delete what the card came from: on the map of both it is new."""
    for connector in list(content.all(Connector).values()):
        if card_id.lower() in (connector.from_card_id, connector.to_card_id):
            content.remove(Connector, connector.id)
    content.remove(Card, card_id.lower())
    return card_id, {"new"}


ON_CARDS: list[Act] = [
    _leave,
    _put("moved", Card, step_id="X2"),
    _move_and_change,
    _copy,
    _tag,
    _forget_origin,
    _put("changed", Card, title="Reworded"),
    _put("changed", Card, kind="gain", severity=3),
    _put("changed", Card, sentiment=0.5),
    lambda content, card_id: (card_id, set()),
]


@given(
    st.lists(st.tuples(st.sampled_from(CARDS), st.sampled_from(ON_CARDS)), max_size=6, unique_by=lambda each: each[0]),
    st.sets(st.sampled_from(["ST0", "ST1", "ST2"])),
    st.sets(st.sampled_from(["L", "M", "N"])),
    st.booleans(),
    st.sampled_from(["", "title", "gone", "new"]),
)
def test_it_names_exactly_the_edits_that_were_made(
    acts: list[tuple[str, Act]], stages: set[str], lanes: set[str], adds: bool, joined: str
):
    content, expected = both_journeys(), dict[str, set[Fate]]()
    for card_id, act in acts:
        name, found = act(content, card_id)
        expected |= {name: found} if found else {}
    renamed: list[tuple[type[Any], set[str]]] = [(Stage, stages), (Lane, lanes)]
    for record_type, ids in renamed:
        for each in ids:
            content.put(replace(content.get(record_type, each), title="Renamed"))
            expected[each] = {"changed"}
    if adds:
        content.put(Stage(id="new", journey_id="J", rank="Z", title="New"))
        content.put(Step(id="newest", stage_id="new", rank="V"))
        content.put(Lane(id="row", journey_id="J", kind="needs", rank="Z"))
        content.put(Card(id="first", journey_id="J", kind="need", rank="V", lane_id="row", step_id="newest"))
        expected |= {each: {"new"} for each in ("new", "row", "first")}
    if joined == "new" and content.find(Card, "C11") and content.find(Card, "C12"):
        content.put(Connector(from_card_id="C11", to_card_id="C12", journey_id="J"))
    flow = content.find(Connector, "C00/C01")
    if flow is not None and joined == "title":
        content.put(replace(flow, title="but"))
    elif flow is not None and joined == "gone":
        content.remove(Connector, flow.id)
    comparison = compare(content, "j", "J")
    told = fates(comparison)
    assert {each: named for each, named in told.items() if not _is_connector(each)} == expected
    assert {each: named for each, named in told.items() if _is_connector(each)} == _flows(content)
    assert _back(content) == _backwards(expected)
    if comparison.both.holding(Stage, "journey_id", "J"):
        lay_out_map(comparison.both, "J")


def _flows(content: Content) -> dict[str, set[Fate]]:
    """Return what became of the connectors, by the cards that they joined."""
    here, there = ({each.id: each for each in content.members(Connector, "journey_id", name)} for name in "jJ")
    there_now = {each.lower(): each for each in there}
    told: dict[str, set[Fate]] = {there_now[each]: {"new"} for each in there_now.keys() - here.keys()}
    for each, flow in here.items():
        if each not in there_now:
            ends = (flow.from_card_id, flow.to_card_id)
            told["/".join(end.upper() if content.find(Card, end.upper()) else f"gone:{end}" for end in ends)] = {"gone"}
        elif there[there_now[each]].title != flow.title:
            told[there_now[each]] = {"changed"}
    return told


def _is_connector(record_id: str) -> bool:
    return "/" in record_id


def _back(content: Content) -> dict[str, set[Fate]]:
    """Return the fates the other way round, by the same ids."""
    found = defaultdict[str, set[Fate]](set)
    for turn in compare(content, "J", "j").turns:
        if not _is_connector(turn.id):
            found[turn.id].add(turn.fate)
    return dict(found)


def _backwards(expected: dict[str, set[Fate]]) -> dict[str, set[Fate]]:
    turned: dict[str, set[Fate]] = {}
    for each, found in expected.items():
        if found == {"gone"}:
            turned[each.removeprefix("gone:")] = {"new"}
        elif found == {"new"}:
            turned[f"gone:{each}"] = {"gone"}
        else:
            turned[each.lower()] = found
    return turned

"""Sentences put on a real file: what is made, in one edit, and taken back by one undo."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from app.models.content import cards_of, lanes_of, stages_of, steps_of, swimlanes_of, tags_of
from app.models.errors import InputError
from app.models.kinds import DEFAULT_LANES
from app.models.records import Card, Lane, Persona, Step, Tag, WallRow
from app.services.capture import Pin, answer, capture, place_in_words, understand, understood_together
from app.services.cards import place_back, rename_card
from app.services.fields import set_fields
from app.services.journeys import add_journey
from app.services.personas import add_persona
from app.services.stages import delete_stage
from app.services.wall import give_codes
from tests.fuzzing import cases


def file(small_map, *texts: str, strict: bool = False, pin: Pin | None = None, journey: str | None = None):
    store, journey = small_map.store, journey or small_map.journey
    return capture(store, journey, [understand(store.content, journey, text, pin=pin) for text in texts], strict=strict)


def test_a_card_goes_below_what_is_in_its_cell(small_map):
    first, second = file(
        small_map, "pain: queue @Purchase ~Maya !4 #slow", "gain: staff @Purchase ~maya !+1.5 #Slow #new", ""
    )
    assert small_map.cell(small_map.lane(small_map.maya, "experience"), small_map.steps[1]) == ["queue", "staff"]
    pain, gain = small_map.card(first[0]), small_map.card(second[0])
    assert (pain.severity, pain.sentiment, gain.severity, gain.sentiment) == (4, None, None, 1.5)
    assert [tag.name for tag in tags_of(small_map.store.content, gain)] == ["slow", "new"]
    assert len(small_map.store.content.all(Tag)) == 2
    assert small_map.store.undo_label == "Capture 2 sentences"
    assert place_in_words(small_map.store.content, first[1]) == "Purchase, Maya"


def test_a_lane_is_made_in_the_same_edit(small_map):
    before = small_map.store.content.copy()
    file(small_map, "“It took forty minutes, and then the machine broke down again” @Pay ~Jon")
    made = lanes_of(small_map.store.content, small_map.journey, small_map.jon)[-1]
    assert made.kind == "quotes"
    assert small_map.store.undo_label == "Capture “It took forty minutes, and then the mac…”"
    small_map.store.undo()
    assert small_map.store.content == before


def test_a_blank_map_becomes_a_full_one(small_map):
    store = small_map.store
    journey = add_journey(store, "I travel")
    add_persona(store, "Ada")
    filed = file(
        small_map,
        *("stage: Plan", "step: Search", "step: Compare", "stage: Go #later", "persona: ada #vip", "persona: Bo"),
        *("> website @search ~Ada", "- slow @Go ~Bo", "need: a seat @Plan"),
        journey=journey,
        strict=False,
    )
    stages = stages_of(store.content, journey)
    titles = [(stage.title, [step.title for step in steps_of(store.content, stage.id)]) for stage in stages]
    assert titles == [("Plan", ["Search", "Compare"]), ("Go", [""])]
    swimlanes = swimlanes_of(store.content, journey)
    personas = [store.content.get(Persona, each.persona_id) for each in swimlanes]
    assert [persona.name for persona in personas] == ["Ada", "Bo"]
    assert sum(each.name.casefold() == "ada" for each in store.content.all(Persona).values()) == 1
    assert [lane.kind for lane in lanes_of(store.content, journey, swimlanes[0].id)] == list(DEFAULT_LANES)
    assert [tag.name for tag in tags_of(store.content, stages[1])] == ["later"]
    assert [tag.name for tag in tags_of(store.content, personas[0])] == ["vip"]
    assert [place_in_words(store.content, made) for _, made in filed] == [
        *("", "Plan", "Plan", "", "", "", "Plan › Search, Ada", "Go, Bo", "Unplaced")
    ]


def test_what_stands_in_the_first_column_stays_there(small_map):
    file(small_map, "- a @Awareness ~Maya")
    file(small_map, "step: Hear of it @Awareness")
    steps = steps_of(small_map.store.content, small_map.stages[0])
    assert [step.title for step in steps] == ["", "Hear of it"]


def test_what_is_open_waits_and_is_answered(small_map):
    store = small_map.store
    ((card_id, asked),) = file(small_map, "- slow @P !4 #new")
    assert small_map.waiting == ["slow @P"]
    question = asked.questions[0]
    assert [choice.label for choice in question.choices] == ["Purchase", "Purchase › Pay"]
    asked = answer(store, small_map.journey, card_id, asked, question, question.choices[1])
    assert small_map.waiting == ["slow"]
    rename_card(store, card_id, "slow machine")
    set_fields(store, [card_id], severity=2)
    with store.edit("Delete tag") as edit:
        edit.delete(*store.content.all(Tag).values())
    question = asked.questions[0]
    asked = answer(store, small_map.journey, card_id, asked, question, question.choices[0])
    assert asked.questions == ()
    assert small_map.cell(small_map.lane(small_map.maya, "experience"), small_map.steps[2]) == ["slow machine"]
    assert (small_map.card(card_id).severity, tags_of(store.content, small_map.card(card_id))) == (2, ())


def test_unplaced_remembers_what_was_said(small_map):
    ((card_id, _),) = file(small_map, "- slow ~Jon")
    assert small_map.card(card_id).was_lane_id == small_map.lane(small_map.jon, "experience")
    ((card_id, _),) = file(small_map, "- slow @Purchase")
    assert small_map.card(card_id).was_step_id == small_map.steps[1]
    with pytest.raises(InputError):
        place_back(small_map.store, [card_id])


def test_a_script_files_all_or_nothing(small_map):
    before = small_map.store.content.copy()
    for bad in ("- slow @P", "- x !9", "gain: x ~Ada", "- slow @Purchase"):
        with pytest.raises(InputError, match=r"“.*Nothing was filed\."):
            file(small_map, "stage: New", "- good", bad, strict=True)
        assert small_map.store.content == before
    with pytest.raises(InputError, match="a stage “Purchase” already"):
        file(small_map, "- good", "stage: Purchase")
    assert file(small_map, "", "  ") == []
    assert small_map.store.content == before


def test_a_place_that_went_since_is_asked_again(small_map):
    ((card_id, asked),) = file(small_map, "- slow @P")
    delete_stage(small_map.store, small_map.stages[1])
    question = asked.questions[0]
    after = answer(small_map.store, small_map.journey, card_id, asked, question, question.choices[0])
    assert not after.is_placed
    assert small_map.waiting == ["slow @P"]


def test_notes_come_in_from_the_wall(small_map):
    store = small_map.store
    give_codes(store, small_map.journey)
    row = next(
        each.code
        for each in store.content.all(WallRow).values()
        if each.lane_id == small_map.lane(small_map.jon, "experience")
    )
    file(small_map, f"c{row} pain queue too long", f"B{row}: + staff !2", f"A{row} quote: never", strict=True)
    lane = small_map.lane(small_map.jon, "experience")
    assert small_map.cell(lane, small_map.steps[2]) == ["queue too long"]
    assert small_map.cell(lane, small_map.steps[1]) == ["staff"]
    assert small_map.cell(small_map.lane(small_map.jon, "quotes"), small_map.steps[0]) == ["never"]
    ((card_id, asked),) = file(small_map, f"A{row} staff")
    assert small_map.waiting == ["staff"]
    question = asked.questions[0]
    answer(store, small_map.journey, card_id, asked, question, question.choices[1])
    assert small_map.cell(lane, small_map.steps[0]) == ["staff"]
    assert small_map.card(card_id).kind == "gain"
    delete_stage(store, small_map.stages[0])
    with pytest.raises(InputError, match=f"the cell A{row} is no longer on the map"):
        file(small_map, f"A{row} staff", strict=True)


def test_a_preview_changes_nothing(small_map):
    content = small_map.store.content
    before = content.copy()
    made = understood_together(content, small_map.journey, ["stage: New", "step: One", "- x @One ~Jon", "stage: New"])
    assert [bool(each.fatal) for each in made] == [False, False, False, True]
    assert made[2].is_placed
    assert content == before


def test_a_pin_holds(small_map):
    pin = Pin(small_map.steps[0], small_map.jon)
    file(small_map, "- slow", "- fast @Pay", pin=pin)
    lane = small_map.lane(small_map.jon, "experience")
    assert (small_map.cell(lane, small_map.steps[0]), small_map.cell(lane, small_map.steps[2])) == (["slow"], ["fast"])


WORDS = "- + stage: step: persona: quote: image: @Purchase @new @P ~Maya ~b #tag #Tag !2 new b “x” 購入".split()
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5)


@cases(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS)
def test_undo_takes_all_of_it_back(small_map, texts):
    store = small_map.store
    before = store.content.copy()
    try:
        filed = file(small_map, *texts)
    except InputError:
        assert store.content == before
        return
    assert len(filed) == len(texts)
    cards = [store.content.get(Card, each) for each, made in filed if not made.is_structure]
    assert [card.title for card in cards] == [made.title for _, made in filed if not made.is_structure]
    assert {card.id for card in cards} == {card.id for card in cards_of(store.content, small_map.journey)}
    for card, (_, made) in zip(cards, (each for each in filed if not each[1].is_structure), strict=True):
        assert (card.lane_id is not None) == made.is_placed
        if card.lane_id is not None:
            assert store.content.get(Lane, card.lane_id).swimlane_id == (made.owner or None)
            assert store.content.get(Step, card.step_id).id == made.step_id
    after = store.content.copy()
    store.undo()
    assert store.content == before
    store.redo()
    assert store.content == after
    store.undo()

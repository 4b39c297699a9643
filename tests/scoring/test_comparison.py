"""What personas have in common and what is their own."""

from dataclasses import replace

from app.models.content import Content
from app.models.records import AnyRecord, Card, Journey, Lane, Persona, PersonaTrait, Stage, Step, Swimlane
from app.scoring.comparison import compare_pains, compare_traits

PERSONAS = ("maya", "jon", "ada")


def content_with(*pains: tuple[str, str, str | None]) -> Content:
    """Return a map of three personas with pains: persona, title, shared id."""
    records: list[AnyRecord] = [
        Journey(id="j", rank="V", title="Ride"),
        Stage(id="s", journey_id="j", rank="V", title="Before"),
        Step(id="st", stage_id="s", rank="V"),
    ]
    for number, name in enumerate(PERSONAS):
        records += [
            Persona(id=name, name=name, rank="ABC"[number]),
            Swimlane(id=f"{name} swimlane", journey_id="j", persona_id=name, rank="ABC"[number]),
            Lane(id=f"{name} lane", journey_id="j", swimlane_id=f"{name} swimlane", kind="experience", rank="V"),
        ]
    for number, (persona, title, shared_id) in enumerate(pains):
        card = Card(id=f"c{number}", journey_id="j", kind="pain", title=title, rank=f"V{number + 1}")
        records.append(replace(card, lane_id=f"{persona} lane", step_id="st", shared_id=shared_id))
    return Content(records)


def told(pains) -> list[tuple[str, list[str]]]:
    return [(pain.title, sorted(pain.cards)) for pain in pains]


def test_pains_with_one_title_are_one_whatever_the_case_and_others_are_own():
    content = content_with(("maya", "Queue", None), ("jon", " queue", None), ("jon", "Rain", None), ("ada", "", None))
    shared, own = compare_pains(content, PERSONAS)
    assert told(shared) == [("Queue", ["jon", "maya"])]
    assert told(own["jon"]) == [("Rain", ["jon"])]
    assert told(own["maya"]) == []
    assert told(own["ada"]) == [("", ["ada"])]


def test_shared_cards_are_one_pain_also_under_several_titles_and_join_groups():
    content = content_with(
        ("maya", "Queue", None), ("jon", "Line", "x"), ("ada", "Queue", "x"), ("maya", "", None), ("jon", "", None)
    )
    shared, own = compare_pains(content, PERSONAS)
    assert [sorted(pain.cards) for pain in shared] == [["ada", "jon", "maya"]]
    assert [len(own[each]) for each in PERSONAS] == [1, 1, 0]


def test_only_the_personas_asked_for_count():
    content = content_with(("maya", "Queue", None), ("jon", "Queue", None))
    shared, own = compare_pains(content, ("maya", "ada"))
    assert shared == []
    assert told(own["maya"]) == [("Queue", ["maya"])]


def test_scales_with_the_same_ends_are_one_also_the_other_way_round():
    content = content_with()
    for number, (persona, low, high, value) in enumerate(
        (("maya", "cautious", "bold", 20.0), ("jon", "Bold", "Cautious ", 20.0), ("jon", "slow", "fast", 70.0))
    ):
        trait = PersonaTrait(id=f"t{number}", persona_id=persona, rank="V", low=low, high=high, value=value)
        content.put(trait)
    assert compare_traits(content, PERSONAS) == [
        ("cautious", "bold", {"maya": 20.0, "jon": 80.0}),
        ("slow", "fast", {"jon": 70.0}),
    ]

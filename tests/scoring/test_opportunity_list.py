from app.models.content import Content
from app.models.records import (
    Card,
    Journey,
    Lane,
    Opportunity,
    OpportunityCard,
    OpportunityJourney,
    Persona,
    Stage,
    Step,
    Swimlane,
)
from app.scoring.opportunity_list import list_of, near_opportunities


def workspace() -> Content:
    titles = {
        "refused": "Card refused, seat lost",
        "same": "The card was refused, seat lost",
        "child": "The card is refused, seat lost",
        "other": "Say when it comes",
    }
    return Content(
        [
            *(Journey(id=each, rank=each, title=each) for each in ("j1", "j2")),
            Stage(id="st", rank="V", journey_id="j1", title="Buy"),
            *(Step(id=each, rank=each, stage_id="st", title=each) for each in ("pay", "wait")),
            Persona(id="maya", rank="V", name="Maya"),
            Swimlane(id="s", rank="V", journey_id="j1", persona_id="maya"),
            Lane(id="l", rank="V", journey_id="j1", swimlane_id="s", kind="experience"),
            *(
                Card(id=card, journey_id="j1", lane_id="l", step_id=step, kind="pain", rank=card)
                for card, step in (("a", "pay"), ("b", "wait"), ("c", "pay"))
            ),
            Card(id="loose", journey_id="j1", kind="pain", rank="Z"),
            *(
                Opportunity(id=each, rank=f"V{at}", title=title, parent_id="refused" if each == "child" else None)
                for at, (each, title) in enumerate(titles.items())
            ),
            *(OpportunityCard(opportunity_id="refused", card_id=each) for each in ("a", "b", "c", "loose")),
            OpportunityJourney(opportunity_id="refused", journey_id="j2"),
        ]
    )


def test_the_list_says_where_each_comes_from():
    listed = {each.opportunity.id: each for each in list_of(workspace())}
    refused = listed["refused"]
    assert [each.id for each in refused.journeys] == ["j1", "j2"]
    assert [each.id for each in refused.steps] == ["pay", "wait"]
    assert [each.id for each in refused.personas] == ["maya"]
    assert [each.id for each in refused.children] == ["child"]
    assert listed["child"].parent == refused.opportunity
    assert (listed["other"].journeys, listed["other"].steps, listed["other"].personas) == ((), (), ())
    assert list_of(Content()) == []


def test_near_duplicates_are_proposed_but_not_within_a_family():
    pairs = {(pair.first, pair.second) for pair in near_opportunities(workspace())}
    assert ("refused", "same") in pairs
    assert ("same", "child") in pairs
    assert ("refused", "child") not in pairs
    assert not any("other" in pair for pair in pairs)

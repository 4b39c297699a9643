"""Evidence: who said so, counted by hand on one small workspace."""

# mypy: disable-error-code="arg-type"

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.content import Content
from app.models.records import (
    AnyRecord,
    Card,
    CardHighlight,
    CardInsight,
    EvidenceVerdict,
    Highlight,
    Insight,
    InsightHighlight,
    InsightPersona,
    Journey,
    Opportunity,
    OpportunityCard,
    OpportunityInsight,
    Participant,
    Persona,
    Source,
    Workspace,
)
from app.scoring.evidence import (
    HOPES,
    assumptions_of,
    evidence_of,
    is_assumption_map,
    persona_evidence,
    proof_of,
    strength_of,
)


def quote(number: int, participant: str | None, source: str = "talk", turn: int = 0) -> Highlight:
    return Highlight(
        id=f"h{number}", source_id=source, turn=turn, start=0, last_turn=turn, end=5, participant_id=participant
    )


def workspace(*more: AnyRecord) -> Content:
    """Return a pain with an insight behind it: h1 and h2 by Ada, h3 by Ben, h4 and h5 nobody's answers in a survey."""
    return Content(
        [
            Journey(id="j", rank="V", title="I buy"),
            Journey(id="later", rank="W", title="I shall buy", state="to-be"),
            Persona(id="p", name="Maya", rank="V"),
            Participant(id="ada", name="Ada", rank="A", persona_id="p"),
            Participant(id="ben", name="Ben", rank="B", persona_id="p"),
            Source(id="talk", rank="A", title="Talk"),
            Source(id="form", rank="B", title="Form", kind="survey"),
            Source(id="paper", rank="C", title="Paper", kind="document"),
            Card(id="c", journey_id="j", kind="pain", title="Queues", rank="V"),
            Insight(id="i", rank="V", kind="pain", statement="Queues"),
            quote(1, "ada"),
            quote(2, "ada", turn=4),
            quote(3, "ben"),
            quote(4, None, "form", 1),
            quote(5, None, "form", 2),
            quote(6, None, "paper", 1),
            quote(7, None, "paper", 2),
            InsightHighlight(insight_id="i", highlight_id="h1"),
            InsightHighlight(insight_id="i", highlight_id="h2"),
            *more,
        ]
    )


def links(card: str, *numbers: int) -> list[AnyRecord]:
    return [CardHighlight(card_id=card, highlight_id=f"h{number}") for number in numbers]


@pytest.mark.parametrize(
    ("more", "people", "quotes", "strength"),
    [
        ((), 0, 0, "assumption"),
        (links("c", 1, 2), 1, 2, "emerging"),
        (links("c", 1, 3), 2, 2, "emerging"),
        ([CardInsight(card_id="c", insight_id="i")], 1, 2, "emerging"),
        ([CardInsight(card_id="c", insight_id="i"), *links("c", 1, 3)], 2, 3, "emerging"),
        (links("c", 1, 3, 4), 3, 3, "validated"),
        (links("c", 4, 5), 2, 2, "emerging"),  # two answers
        (links("c", 6, 7), 1, 2, "emerging"),  # one document
    ],
)
def test_people_are_counted_once_over_all_passages(
    more: list[AnyRecord], people: int, quotes: int, strength: str
) -> None:
    content = workspace(*more)
    assert evidence_of(content, content.get(Card, "c")) == (people, quotes, strength, None, False)


def test_a_card_has_the_insight_and_the_passage_that_it_shows() -> None:
    content = workspace()
    card = replace(content.get(Card, "c"), insight_id="i", highlight_id="h3")
    content.put(card)
    assert evidence_of(content, card)[:2] == (2, 3)


def test_no_evidence_is_of_what_is_hoped_for() -> None:
    hope = Card(id="hope", journey_id="later", kind="gain", rank="V", insight_id="i")
    idea = Opportunity(id="o", rank="V", title="Faster")
    content = workspace(hope, *links("hope", 3), idea, OpportunityCard(opportunity_id="o", card_id="hope"))
    assert evidence_of(content, hope) == HOPES
    assert evidence_of(content, idea).quotes == 0


def test_an_opportunity_has_its_own_evidence_and_that_of_its_cards() -> None:
    idea = Opportunity(id="o", rank="V", title="Faster")
    content = workspace(
        idea,
        *links("c", 3, 4),
        OpportunityCard(opportunity_id="o", card_id="c"),
        OpportunityInsight(opportunity_id="o", insight_id="i"),
    )
    assert evidence_of(content, idea)[:3] == (3, 4, "validated")
    assert evidence_of(content, content.get(Insight, "i"))[:3] == (1, 2, "emerging")


def test_the_newest_verdict_stands_beside_what_is_counted() -> None:
    old = EvidenceVerdict(id="1", strength="validated", decided_on="2026-01-01", reason="said so", card_id="c")
    new = EvidenceVerdict(id="0", strength="emerging", decided_on="2026-02-01", reason="looked again", card_id="c")
    content = workspace(new, old)
    evidence = evidence_of(content, content.get(Card, "c"))
    assert (evidence.strength, evidence.verdict, evidence.held) == ("assumption", new, "emerging")


def test_a_persona_is_thin_with_fewer_than_three_people_behind_it() -> None:
    content = workspace(InsightPersona(insight_id="i", persona_id="p"))
    persona = content.get(Persona, "p")
    found = persona_evidence(content, persona)
    assert ([each.id for each in found.participants], found.quoted, found.quotes) == (["ada", "ben"], 2, 3)
    assert (found.insights, found.thin) == (1, True)
    content.put(Participant(id="cy", name="Cy", rank="C", persona_id="p"))
    assert not persona_evidence(content, persona).thin


def test_strength_by_people() -> None:
    assert [strength_of(people) for people in (0, 1, 2, 3, 9)] == [
        "assumption",
        "emerging",
        "emerging",
        "validated",
        "validated",
    ]


def change(draw: Callable[[Any], Any], content: Content) -> None:
    """Change one thing that evidence depends on, as edits do: cascades included."""
    card = content.get(Card, "c")
    chosen = [f"h{number}" for number in range(1, 8)]
    what = draw(st.sampled_from(["show", "person", "kind", "state", "verdict", "card", "insight", "drawn"]))
    if what == "show":
        insight, highlight = draw(st.sampled_from([None, "i"])), draw(st.sampled_from([None, *chosen]))
        content.put(replace(card, insight_id=insight, highlight_id=highlight))
    elif what == "person":
        highlight = content.get(Highlight, draw(st.sampled_from(chosen)))
        content.put(replace(highlight, participant_id=draw(st.sampled_from([None, "ada", "ben"]))))
    elif what == "kind":
        content.put(replace(content.get(Source, "paper"), kind=draw(st.sampled_from(["survey", "document"]))))
    elif what == "state":
        content.put(replace(content.get(Journey, "j"), state=draw(st.sampled_from(["current", "to-be"]))))
    elif what == "verdict":
        number = len(content.all(EvidenceVerdict))
        day = f"2026-01-{number + 1:02}"
        content.put(EvidenceVerdict(id=str(number), strength="emerging", decided_on=day, reason="", card_id="c"))
    else:
        highlight_id = draw(st.sampled_from(chosen))
        links: dict[str, AnyRecord] = {
            "card": CardHighlight(card_id="c", highlight_id=highlight_id),
            "insight": CardInsight(card_id="c", insight_id="i"),
            "drawn": InsightHighlight(insight_id="i", highlight_id=highlight_id),
        }
        link = links[what]
        if content.find(type(link), link.id) is None:
            content.put(link)
        else:
            content.remove(type(link), link.id)


@settings(max_examples=60)
@given(st.data())
def test_the_kept_proof_is_the_evidence_counted_anew(data: st.DataObject) -> None:
    content = workspace()
    content.put(replace(content.get(Card, "c"), lane_id="lane", step_id="step"))
    for _ in range(8):
        change(data.draw, content)
        card, fresh = content.get(Card, "c"), content.copy()
        proof, evidence = proof_of(content, card), evidence_of(content, card)
        assert proof == proof_of(fresh, card)
        assert (proof.held, proof.voices) == (evidence.held, min(evidence.participants, 3))
        assert assumptions_of(content, "j") == assumptions_of(fresh, "j")


def pains(count: int, proven: int, **fields: Any) -> list[AnyRecord]:
    place = {"lane_id": "lane", "step_id": "step", **fields}
    cards = [Card(id=f"pain{number}", journey_id="j", kind="pain", rank="V", **place) for number in range(count)]
    return [*cards, *(link for number in range(proven) for link in links(f"pain{number}", 1))]


def test_a_map_is_of_assumptions_while_more_of_its_pains_are_unproven_than_the_workspace_lets_pass() -> None:
    half, most = workspace(*pains(4, 2)), workspace(*pains(4, 1))
    assert assumptions_of(half, "j") == (4, 2)  # the pain that waits in Unplaced is none of the map's
    assert not is_assumption_map(half, "j")
    assert is_assumption_map(most, "j")
    most.put(Workspace(id="w", title="Rail", assumption_share=75.0))
    assert not is_assumption_map(most, "j")


def test_a_map_without_pains_or_of_hopes_is_no_assumption_map() -> None:
    none, hopes = workspace(), workspace(*pains(3, 0))
    hopes.put(replace(hopes.get(Journey, "j"), state="to-be"))
    for content in (none, hopes):
        assert assumptions_of(content, "j") == (0, 0)
        assert not is_assumption_map(content, "j")


def test_a_verdict_proves_a_pain_or_takes_its_proof() -> None:
    content = workspace(*pains(2, 1))
    for number, strength in enumerate(("assumption", "validated")):
        verdict = EvidenceVerdict(
            id=str(number), strength=strength, decided_on="2026-01-01", reason="", card_id=f"pain{number}"
        )
        content.put(verdict)
    assert assumptions_of(content, "j") == (2, 1)

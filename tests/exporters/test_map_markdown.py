"""Pages of maps: what they look like, what they leave behind, and that the import reads them back."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exporters.export import Order, export
from app.exporters.map_markdown import write_map_markdown
from app.importers.documents import DocumentMapping, read_document
from app.models.content import Content, cards_of, columns_of, journeys_of, stages_of, steps_of
from app.models.records import Card, Opportunity, OpportunityCard, OpportunityJourney, Persona
from tests.exporters.making import Map

KINDS = {
    "touchpoints": ("touchpoint", "action"),
    "experience": ("pain", "gain"),
    "thoughts": ("thought",),
    "quotes": ("quote",),
    "needs": ("need",),
    "questions": ("question",),
    "notes": ("note",),
}


def small_map() -> Map:
    made = Map(title="Buying *a* ticket")
    swimlane = made.swimlane("Maya", "commuter")
    search, compare = made.stage("Search | find", ["Open", "Compare"])
    (buy,) = made.stage("Buy")
    lanes = {kind: made.lane(kind, swimlane) for kind in KINDS}
    made.card("touchpoint", "App", lanes["touchpoints"], search)
    pain = made.card("pain", "slow <b> & late", lanes["experience"], search, note="twice\n\na week")
    made.card("gain", "1. quick", lanes["experience"], compare)
    made.card("thought", "Tired", lanes["thoughts"], buy, score="4/5")
    made.card("question", "Pain points: which?", lanes["questions"], buy)
    made.put(Card, journey_id=made.journey_id, kind="note", title="waits")
    opportunity = made.put(Opportunity, title="faster search")
    made.content.put(OpportunityCard(opportunity_id=opportunity, card_id=pain))
    other = made.put(Opportunity, title="a map of seats")
    made.content.put(OpportunityJourney(opportunity_id=other, journey_id=made.journey_id))
    return made


def read_back(text: str, folder, *, as_table: bool = False) -> Content:
    path = folder / "map.md"
    path.write_text(text, encoding="utf-8")
    labels = ("Touchpoints", "Actions", "Pain points", "Gains", "Opportunities") if as_table else ()
    return Content(read_document(path, DocumentMapping(splits=dict.fromkeys(labels, "lines"))).records)


def told(content: Content) -> tuple[object, ...]:
    """Return stages with their steps, and how often each kind and title is in which column."""
    (journey,) = journeys_of(content)
    stages = [
        (stage.title, [step.title for step in steps_of(content, stage.id)]) for stage in stages_of(content, journey.id)
    ]
    columns = [step.id for step in columns_of(content, journey.id)]
    cards = Counter(
        (columns.index(each.step_id), each.kind, each.title) for each in cards_of(content, journey.id) if each.step_id
    )
    return stages, cards


def test_headings_are_read_back(tmp_path):
    made = small_map()
    text, left_behind = write_map_markdown(made.snapshot(), made.journey_id)
    assert text.startswith("# Buying \\*a\\* ticket\n\n**Persona**: Maya – commuter\n\n## Stage 1: Search \\| find\n")
    assert "### Step 2: Compare\n\n**Gains**:\n\n- 1\\. quick\n" in text
    assert left_behind == ("1 unplaced card",)
    content = read_back(text, tmp_path)
    assert told(content) == told(made.content)
    assert {each.title: each.note for each in content.all(Card).values()}["slow <b> & late"] == "twice\na week"
    assert {each.title: each.score for each in content.all(Card).values()}["Tired"] == "4/5"
    assert [(each.name, each.role) for each in content.all(Persona).values()] == [("Maya", "commuter")]
    assert {each.title: each.note for each in content.all(Opportunity).values()} == {
        "faster search": "Stage: Search | find",
        "a map of seats": "",
    }


def test_a_table_is_read_back(tmp_path):
    made = small_map()
    text, left_behind = write_map_markdown(made.snapshot(), made.journey_id, as_table=True)
    assert (
        "| Stage | Search \\| find | Search \\| find | Buy |\n| --- | --- | --- | --- |\n| Step | Open | Compare |  |\n"
        in text
    )
    assert left_behind == ("1 unplaced card", "1 note")
    content = read_back(text, tmp_path, as_table=True)
    assert told(content) == told(made.content)
    assert {each.title for each in content.all(Opportunity).values()} == {"faster search", "a map of seats"}


def test_what_a_page_does_not_say_is_listed():
    made = small_map()
    swimlane = made.swimlane("Ben")
    lane = made.lane("influences", swimlane)
    (last,) = made.stage("Ride")
    made.card("influence", "friends", lane, last, sentiment=1.0)
    text, left_behind = write_map_markdown(made.snapshot(), made.journey_id)
    assert "**Influences (Ben)**:" in text
    assert "**Persona**: Maya – commuter\n\n**Persona**: Ben\n" in text
    assert left_behind == ("1 unplaced card", "1 card that is read back as a note", "1 sentiment")


@pytest.mark.parametrize("listed", ["", "table"])
def test_the_ending_md_writes_a_page(tmp_path, listed):
    made = small_map()
    out = tmp_path / "map.md"
    notes = export(made.snapshot(), Order(out, (made.journey_id,), listed=listed))
    assert notes[0].startswith("Left behind: 1 unplaced card")
    assert ("| Step |" in out.read_text(encoding="utf-8")) == (listed == "table")


TITLES = st.text(
    st.sampled_from("ab Z1.*_`[]()<>&|\\#+-=~:!\"'/,;{}$^%@–é漢😊\u0301\u200f"), min_size=1, max_size=12
).map(str.strip)


@given(st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.integers(0, 3), TITLES), max_size=8), st.data())
def test_titles_of_any_signs_come_back_from_headings(tmp_path_factory, chosen, data):
    made = Map(title="T")
    swimlane = made.swimlane("Maya")
    lanes = {kind: made.lane(kind, swimlane) for kind in KINDS}
    columns = [*made.stage("A", ["x", "y"]), *made.stage("B"), *made.stage("C")]
    made.card("pain", "anchor", lanes["experience"], columns[2])
    for lane, place, title in chosen:
        title = " ".join(title.split())
        if any(each.isalnum() for each in title) and "[" not in title and "{{" not in title:
            made.card(data.draw(st.sampled_from(KINDS[lane])), title, lanes[lane], columns[place])
    text, _ = write_map_markdown(made.snapshot(), made.journey_id)
    assert told(read_back(text, tmp_path_factory.mktemp("page"))) == told(made.content)

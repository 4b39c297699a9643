import pytest

from app.exporters.template import write_template
from app.models.content import cards_in, lanes_of
from app.models.errors import RuleError
from app.models.evidence import insights_of, unplaced_insights, verdict_of
from app.models.records import (
    Card,
    CardHighlight,
    Highlight,
    Insight,
    InsightHighlight,
    InsightPersona,
    InsightStep,
    Journey,
    Participant,
    Source,
    Swimlane,
    Theme,
)
from app.models.turns import Turn
from app.services import insights as service
from app.services import themes
from app.services.cards import add_card, duplicate_cards, rename_card, share_card
from app.services.clipboard import Target, copy_cards, paste
from app.services.fields import set_fields
from app.services.find import find, replace_found
from app.services.journeys import add_journey
from app.services.opportunities import make_opportunity
from app.services.tags import add_tag
from app.store import Store
from tests.services.conftest import Map

SAID = "It took my money and gave my seat away."


@pytest.fixture
def told(small_map: Map) -> Map:
    """Add an interview in which Ada (of Maya's kind) speaks, with two passages, a pain and one without a kind."""
    store = small_map.store
    maya = store.content.get(Swimlane, small_map.maya).persona_id
    store.keep_turns("s", [Turn(SAID, "Ada"), Turn("Just  empty.\n" + "word " * 60, "Ada")])
    with store.edit("Import") as edit:
        edit.put(
            Source(id="s", rank="V", title="Ada", turns=2, length=400),
            Participant(id="ada", rank="V", name="Ada", persona_id=maya),
            Highlight(
                id="h1", source_id="s", turn=0, start=0, last_turn=0, end=len(SAID), kind="pain", participant_id="ada"
            ),
            Highlight(id="h2", source_id="s", turn=1, start=0, last_turn=1, end=300),
        )
    return small_map


def insight(store: Store, insight_id: str) -> Insight:
    return store.content.get(Insight, insight_id)


def placed(told: Map, insight_id: str, swimlane: str = "", step: int = 0) -> str:
    lane = told.lane(swimlane or told.maya, "experience")
    return service.place_insight(told.store, insight_id, lane, told.steps[step])


def test_an_insight_is_made_of_passages_and_is_about_who_said_them(told: Map) -> None:
    made = service.insight_from(told.store, ["h1", "h2"])
    content = told.store.content
    assert (insight(told.store, made).kind, insight(told.store, made).statement) == ("pain", SAID)
    assert content.find(InsightHighlight, f"{made}/h2")
    assert [each.persona_id for each in content.all(InsightPersona).values()] == [
        content.get(Swimlane, told.maya).persona_id
    ]
    long = insight(told.store, service.insight_from(told.store, ["h2"]))
    assert long.kind == "fact"
    assert long.statement.startswith("Just empty. word word")
    assert long.statement.endswith("word…")
    assert len(long.statement) <= 160


def test_an_insight_is_edited_once_and_changes_on_all_maps(told: Map) -> None:
    store = told.store
    made = service.make_insight(store, "pain", "Card refused", sentiment=-2.0)
    first, second = placed(told, made), placed(told, made, told.jon, 1)
    shared = share_card(store, first, told.jon)
    apart = placed(told, made, step=2)
    with store.edit("apart") as edit:
        edit.put(Card(**{name: getattr(told.card(apart), name) for name in Card.__slots__} | {"sentiment": 1.0}))
    for words in ("Card r", "Card ref", "The card is refused"):
        service.edit_insight(store, made, statement=words)
    service.edit_insight(store, made, sentiment=-1.0, weight=50)
    titles = {told.card(each).title for each in (first, second, shared, apart)}
    assert titles == {"The card is refused"}
    assert [told.card(each).sentiment for each in (first, second, apart)] == [-1.0, -1.0, 1.0]
    service.edit_insight(store, made, kind="gain")
    assert {told.card(each).kind for each in (first, second, shared)} == {"gain"}
    store.undo()
    store.undo()
    store.undo()
    assert {told.card(each).title for each in (first, second, shared)} == {"Card refused"}
    assert insight(store, made).statement == "Card refused"


@pytest.mark.parametrize("way", ["canvas", "fields", "find"])
def test_whoever_edits_a_card_edits_its_insight_and_all_cards_that_show_it(told: Map, way: str) -> None:
    store = told.store
    made = service.make_insight(store, "pain", "Card refused")
    first, second = placed(told, made), placed(told, made, told.jon, 1)
    add_card(store, told.journey, "pain", "Card refused, too")
    before = store.content.copy()
    if way == "canvas":
        rename_card(store, first, "Card declined")
    elif way == "fields":
        set_fields(store, [first], title="Card declined")
    else:
        assert replace_found(
            store, [hit for hit in find(store.content, "refused") if hit.id == first], "refused", "declined"
        )
    assert {told.card(each).title for each in (first, second)} == {insight(store, made).statement} == {"Card declined"}
    store.undo()
    assert store.content == before


def test_a_card_that_shows_an_insight_says_nothing_else(told: Map) -> None:
    made = service.make_insight(told.store, "pain", "Card refused")
    card = told.card(placed(told, made))
    with pytest.raises(RuleError, match="in other words"), told.store.edit("wrong") as edit:
        edit.put(Card(**{name: getattr(card, name) for name in Card.__slots__} | {"title": "else"}))


@pytest.mark.parametrize(
    ("kind", "lane", "card_kind", "lane_kind"),
    [
        ("pain", "experience", "pain", "experience"),
        ("gain", "touchpoints", "gain", "experience"),
        ("need", "touchpoints", "need", "needs"),
        ("job", "touchpoints", "action", "touchpoints"),
        ("behaviour", "experience", "action", "touchpoints"),
        ("fact", "experience", "note", "notes"),
    ],
)
def test_an_insight_is_placed_as_a_card_that_fits(
    told: Map, kind: str, lane: str, card_kind: str, lane_kind: str
) -> None:
    store = told.store
    made = service.make_insight(store, kind, "said", sentiment=1.0, weight=30.0)  # type: ignore[arg-type]
    assert insight(store, made) in unplaced_insights(store.content)
    card_id = service.place_insight(store, made, told.lane(told.maya, lane), told.steps[1])
    card = told.card(card_id)
    assert (card.kind, card.title, card.sentiment, card.weight) == (card_kind, "said", 1.0, 30.0)
    assert card.lane_id == told.lane(told.maya, lane_kind)
    assert card.step_id == told.steps[1]
    assert not unplaced_insights(store.content)
    step = store.step
    assert service.place_insight(store, made, told.lane(told.maya, lane), told.steps[1]) == card_id
    assert store.step == step, "it is there already"


def test_a_passage_is_placed_as_what_it_is_marked_as_else_as_a_quote(told: Map) -> None:
    store, step = told.store, told.steps[0]
    pain = told.card(service.place_highlight(store, "h1", told.lane(told.maya, "experience"), step))
    assert (pain.kind, pain.title, pain.highlight_id) == ("pain", SAID, "h1")
    quote = told.card(
        service.place_highlight(store, "h2", told.lane(told.maya, "experience"), step, title="Just empty.")
    )
    assert (quote.kind, quote.title, quote.lane_id) == ("quote", "Just empty.", told.lane(told.maya, "quotes"))
    again = told.card(service.place_highlight(store, "h1", told.lane(told.maya, "quotes"), step))
    assert again.kind == "quote"


def test_what_is_let_go_together_is_placed_in_one_step(told: Map) -> None:
    store, lane, step = told.store, told.lane(told.maya, "experience"), told.steps[2]
    made = service.insight_from(store, ["h1"])
    before = store.step
    cards = [told.card(each) for each in service.place_evidence(store, [made], ["h1", "h2"], lane, step)]
    assert store.step == before + 1
    assert [(each.insight_id, each.highlight_id) for each in cards] == [(made, None), (None, "h1"), (None, "h2")]
    store.undo()
    assert not any(store.content.find(Card, each.id) for each in cards)


def test_a_copy_keeps_its_insight_and_its_evidence_but_not_elsewhere_nor_as_a_hope(told: Map) -> None:
    store = told.store
    made = service.make_insight(store, "pain", "Card refused")
    card_id = placed(told, made)
    service.add_evidence(store, card_id, highlight_ids=["h1"], insight_ids=[made])
    assert [each.id for each in insights_of(store.content, told.card(card_id))] == [made]
    (twin,) = duplicate_cards(store, [card_id])
    copied = copy_cards(store, [card_id])
    service.edit_insight(store, made, statement="Card declined")
    target = Target(told.lane(told.jon, "experience"), told.steps[2])
    (pasted,) = paste(store, told.journey, copied.data, target).card_ids
    for each in (twin, pasted):
        assert (told.card(each).insight_id, told.card(each).title) == (made, "Card declined")
        assert store.content.find(CardHighlight, f"{each}/h1")
    hope = add_journey(store, "To be", state="to-be")
    (hoped,) = paste(store, hope, copied.data, Target()).card_ids
    assert told.card(hoped).insight_id is None
    assert not store.content.find(CardHighlight, f"{hoped}/h1")
    assert told.card(hoped).title == "Card refused"
    elsewhere = copied.data.replace(made, "an-insight-of-another-workspace").replace('"h1"', '"h9"')
    (free,) = paste(store, told.journey, elsewhere, target).card_ids
    assert (told.card(free).insight_id, told.card(free).title) == (None, "Card refused")


def test_a_template_carries_no_evidence(told: Map) -> None:
    made = service.make_insight(told.store, "pain", "Card refused")
    placed(told, made)
    text = write_template(told.store.snapshot(), told.journey, "Mine")
    assert "Card refused" in text
    assert '"insight_id": "' not in text


def test_insights_become_one_with_all_that_is_behind_them(told: Map) -> None:
    store = told.store
    keep = service.make_insight(store, "pain", "Card refused")
    other = service.insight_from(store, ["h1"], statement="Payment fails")
    theme = themes.add_theme(store, "Paying", [other])
    add_tag(store, [other], "payment")
    service.edit_insight(store, other, sentiment=-2.0, note="seen twice")
    cards = [placed(told, keep), placed(told, other, told.jon)]
    opportunity = make_opportunity(store, [])
    service.add_evidence(store, opportunity, insight_ids=[other, keep])
    service.set_steps(store, other, told.steps[:1])
    before = store.content.copy()
    service.merge_insights(store, keep, [other, keep])
    kept = insight(store, keep)
    assert [each.id for each in store.content.ordered(Insight)] == [keep]
    assert (kept.statement, kept.sentiment, kept.theme_id) == ("Card refused", -2.0, theme)
    assert kept.note == "Payment fails\nseen twice"
    assert {(told.card(each).insight_id, told.card(each).title) for each in cards} == {(keep, "Card refused")}
    assert store.content.find(InsightHighlight, f"{keep}/h1")
    assert store.content.find(InsightStep, f"{keep}/{told.steps[0]}")
    store.undo()
    assert store.content == before


def test_a_card_becomes_an_insight_and_a_thing_of_its_own_again(told: Map) -> None:
    store, lane = told.store, told.lane(told.maya, "experience")
    card_id = add_card(store, told.journey, "gain", "Refund unasked", lane_id=lane, step_id=told.steps[0])
    service.add_evidence(store, card_id, highlight_ids=["h1"])
    made = service.card_to_insight(store, card_id)
    assert service.card_to_insight(store, card_id) == made
    assert (insight(store, made).kind, insight(store, made).statement) == ("gain", "Refund unasked")
    assert store.content.find(InsightHighlight, f"{made}/h1")
    other = add_card(store, told.journey, "gain", "Money back", lane_id=lane, step_id=told.steps[1])
    service.show_insight(store, other, made)
    assert told.card(other).title == "Refund unasked"
    service.detach(store, [card_id])
    rename_card(store, card_id, "Mine")
    assert (insight(store, made).statement, told.card(other).title) == ("Refund unasked", "Refund unasked")
    service.delete_insights(store, [made])
    assert (told.card(other).title, told.card(other).insight_id) == ("Refund unasked", None)


def test_evidence_and_links_are_taken_away_again(told: Map) -> None:
    store = told.store
    made = service.insight_from(store, ["h1"])
    service.link_highlights(store, made, ["h2"])
    service.unlink_highlights(store, made, ["h1"])
    assert [each.highlight_id for each in store.content.all(InsightHighlight).values()] == ["h2"]
    personas = [each.persona_id for each in store.content.all(Swimlane).values()]
    service.set_personas(store, made, personas)
    assert len(store.content.all(InsightPersona)) == 2
    service.set_personas(store, made, personas[1:])
    assert len(store.content.all(InsightPersona)) == 1
    card = add_card(store, told.journey, "pain", "x")
    service.add_evidence(store, card, [made], ["h1"])
    service.remove_evidence(store, card, [made, "h1"])
    assert not insights_of(store.content, told.card(card))


def test_the_newest_verdict_counts_and_is_taken_back(told: Map) -> None:
    from datetime import date

    store = told.store
    record = insight(store, service.make_insight(store, "pain", "x"))
    service.set_verdict(store, record, "validated", "seen by all", date(2026, 5, 1))
    service.set_verdict(store, record, "emerging", "doubts", date(2026, 6, 1))
    service.set_verdict(store, record, "assumption", "more doubts", date(2026, 6, 1))
    verdict = verdict_of(store.content, record)
    assert verdict is not None
    assert (verdict.strength, verdict.reason) == ("assumption", "more doubts")
    service.set_verdict(store, record, None)
    assert verdict_of(store.content, record) is None


def test_themes_hold_insights_in_an_order_of_their_own(told: Map) -> None:
    store = told.store
    a, b, c = (service.make_insight(store, "pain", each) for each in "abc")
    paying = themes.add_theme(store, "Paying", [c, a])
    waiting = themes.add_theme(store, "Waiting", before=paying)
    themes.put_in_theme(store, [b], paying, before=a)
    order = store.content.holding(Insight, "theme_id", paying)
    assert [each.statement for each in order] == ["c", "b", "a"]
    themes.update_theme(store, paying, title="Payment")
    themes.move_theme(store, waiting, None)
    assert [each.title for each in store.content.ordered(Theme)] == ["Payment", "Waiting"]
    themes.put_in_theme(store, [c], None)
    themes.delete_theme(store, paying)
    assert {each.theme_id for each in store.content.all(Insight).values()} == {None}


def test_a_card_in_unplaced_takes_the_kind_of_its_insight(told: Map) -> None:
    card = add_card(told.store, told.journey, "pain", "x")
    made = service.card_to_insight(told.store, card)
    service.edit_insight(told.store, made, kind="fact")
    assert told.card(card).kind == "note"
    assert [each.kind for each in lanes_of(told.store.content, told.journey, told.maya)].count("notes") == 0
    assert not cards_in(told.store.content, told.lane(told.maya, "experience"), told.steps[0])
    assert told.store.content.get(Journey, told.journey)

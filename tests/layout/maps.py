"""Maps to lay out, and a strategy that makes and changes them at random."""

from dataclasses import replace

from hypothesis import strategies as st

from app.models.content import Content, columns_of
from app.models.kinds import LANE_TAKES
from app.models.ranks import ranks_between
from app.models.records import (
    Card,
    CardInsight,
    Channel,
    EmotionOverride,
    Insight,
    Journey,
    Lane,
    Opportunity,
    OpportunityCard,
    Persona,
    Stage,
    Step,
    Swimlane,
)
from tests.scores import matrix_scores, scored

TITLES = (
    "",
    "Pays",
    "Pays with a phone wallet",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "车站在哪里？请问一下车站在哪里",
    "Three fares for one seat, and nobody at the station could say which of them is the one that holds tomorrow",
)


def small_map(*, state="current"):
    """Two stages (one of two titled steps), two swimlanes with lanes, one lane for the whole map, no cards."""
    ranks = ranks_between(None, None, 9)
    return Content(
        [
            Journey(id="j", rank="V", title="I buy a ticket", state=state),
            Stage(id="s0", journey_id="j", rank=ranks[0], title="Awareness"),
            Step(id="t0", stage_id="s0", rank="V"),
            Stage(id="s1", journey_id="j", rank=ranks[1], title="Purchase"),
            Step(id="t1", stage_id="s1", rank=ranks[0], title="Chooses a seat"),
            Step(id="t2", stage_id="s1", rank=ranks[1], title="Pays"),
            Persona(id="p0", name="Maya", role="commuter", rank=ranks[0]),
            Persona(id="p1", name="Jon", rank=ranks[1]),
            Swimlane(id="w0", journey_id="j", persona_id="p0", rank=ranks[0]),
            Swimlane(id="w1", journey_id="j", persona_id="p1", rank=ranks[1]),
            Lane(id="whole", journey_id="j", kind="questions", rank="V"),
            Lane(id="touch", journey_id="j", swimlane_id="w0", kind="touchpoints", rank=ranks[0]),
            Lane(id="pains", journey_id="j", swimlane_id="w0", kind="experience", rank=ranks[1]),
            Lane(id="mood", journey_id="j", swimlane_id="w0", kind="emotion", rank=ranks[2]),
            Lane(id="touch1", journey_id="j", swimlane_id="w1", kind="touchpoints", rank=ranks[0]),
        ]
    )


def put_card(content, card_id, kind, lane, step, **fields):
    """Put a card into a cell and return its id."""
    fields.setdefault("rank", "V")
    content.put(Card(id=card_id, journey_id="j", kind=kind, lane_id=lane, step_id=step, **fields))
    return card_id


@st.composite
def maps(draw):
    """Any map: stages of some steps, swimlanes (some collapsed) of some lanes, cards with spans, values by hand."""
    content = Content([Journey(id="j", rank="V", title="I", state=draw(st.sampled_from(["current", "to-be"])))])
    titles = st.sampled_from(TITLES)
    rank = st.sampled_from(ranks_between(None, None, 5))
    for stage in range(draw(st.integers(0, 3))):
        content.put(Stage(id=f"s{stage}", journey_id="j", rank=draw(rank), title=draw(titles)))
        for step in range(draw(st.integers(1, 2))):
            width = draw(st.sampled_from([None, None, 200.0, 320.0]))
            content.put(
                Step(id=f"t{stage}{step}", stage_id=f"s{stage}", rank=draw(rank), title=draw(titles), width=width)
            )
    owners = []
    for number in range(draw(st.integers(0, 2))):
        content.put(Persona(id=f"p{number}", name=draw(titles), role=draw(titles), rank="V"))
        collapsed = draw(st.integers(0, 4)) == 0
        content.put(Swimlane(id=f"w{number}", journey_id="j", persona_id=f"p{number}", rank="V", collapsed=collapsed))
        owners.append(f"w{number}")
    for number in range(draw(st.integers(0, 6))):
        kind, title = draw(st.sampled_from(list(LANE_TAKES))), draw(titles)
        height = draw(st.none() | st.floats(0, 400))
        owner = draw(st.sampled_from([None, *owners]))
        lane = Lane(
            id=f"l{number}", journey_id="j", swimlane_id=owner, kind=kind, rank=draw(rank), title=title, height=height
        )
        content.put(lane)
    for name in ("Shop", "Phone"):
        content.put(Channel(id=name, name=name, rank=draw(rank)))
    for number in range(draw(st.integers(0, 2))):
        change_insight(draw, content, f"i{number}")
    for number in range(draw(st.integers(0, 20))):
        change_card(draw, content, f"c{number}")
    for number in range(draw(st.integers(0, 3))):
        value = draw(st.none() | st.integers(0, 100))
        opportunity = Opportunity(id=f"o{number}", title=draw(titles), rank=draw(rank))
        for record in scored(opportunity, value, value):
            content.put(record)
        for card_id in draw(st.sets(st.sampled_from(sorted(content.all(Card)) or ["c0"]), max_size=3)):
            if content.find(Card, card_id):
                content.put(OpportunityCard(opportunity_id=f"o{number}", card_id=card_id))
    steps = columns_of(content, "j")
    for owner in owners:
        if steps and draw(st.booleans()):
            step = draw(st.sampled_from(steps))
            content.put(EmotionOverride(swimlane_id=owner, step_id=step.id, value=draw(st.floats(-2, 2))))
    return content


def change_card(draw, content, card_id):
    """Put a card, new or changed, somewhere it may be; nowhere if no lane takes any."""
    steps = columns_of(content, "j")
    lanes = [lane for lane in content.all(Lane).values() if LANE_TAKES[lane.kind]]
    if not steps or not lanes:
        return
    lane, place = draw(st.sampled_from(lanes)), draw(st.integers(0, len(steps) - 1))
    content.put(
        Card(
            id=card_id,
            journey_id="j",
            kind=draw(st.sampled_from(LANE_TAKES[lane.kind])),
            title=draw(st.sampled_from(TITLES)),
            note=draw(st.sampled_from(["", "A note"])),
            lane_id=lane.id,
            step_id=steps[place].id,
            rank=draw(st.sampled_from(ranks_between(None, None, 5))),
            span=draw(st.integers(1, len(steps) - place)),
            sentiment=draw(st.none() | st.floats(-2, 2)),
            shared_id=draw(st.sampled_from([None, "g"])),
            channel_id=draw(st.sampled_from([None, *sorted(content.all(Channel))])),
            severity=draw(st.sampled_from([None, 5])),
            frequency=draw(st.sampled_from([None, 2])),
            insight_id=draw(st.sampled_from([None, None, *sorted(content.all(Insight))])),
        )
    )


def change_insight(draw, content, insight_id):
    """Put an insight, new or changed, and link it to a card or to one less."""
    sentiment = draw(st.sampled_from([None, -2.0, 1.5]))
    content.put(Insight(id=insight_id, rank="V", kind="pain", statement="Queues", sentiment=sentiment))
    for card_id in sorted(content.all(Card))[:1]:
        link = CardInsight(card_id=card_id, insight_id=insight_id)
        if content.find(CardInsight, link.id) is None:
            content.put(link)
        else:
            content.remove(CardInsight, link.id)


def change_map(draw, content):
    """Change one thing of a map: a card, a title, the order of lanes, what is collapsed, the number of stages."""
    kinds = ["card", "card", "remove card", "lane", "swimlane", "stage", "step", "new stage", "state", "channel"]
    what = draw(st.sampled_from([*kinds, "opportunity", "insight"]))
    if what == "card":
        change_card(draw, content, f"c{draw(st.integers(0, 22))}")
    elif what == "remove card" and content.all(Card):
        card_id = draw(st.sampled_from(sorted(content.all(Card))))
        for link_type in (OpportunityCard, CardInsight):
            for link in content.holding(link_type, "card_id", card_id):
                content.remove(link_type, link.id)
        content.remove(Card, card_id)
    elif what == "insight":
        change_insight(draw, content, draw(st.sampled_from(["i0", "i1"])))
    elif what == "lane" and content.all(Lane):
        lane = content.get(Lane, draw(st.sampled_from(sorted(content.all(Lane)))))
        content.put(replace(lane, title=draw(st.sampled_from(TITLES)), rank=draw(st.sampled_from("123"))))
    elif what == "swimlane" and content.all(Swimlane):
        swimlane = content.get(Swimlane, draw(st.sampled_from(sorted(content.all(Swimlane)))))
        content.put(replace(swimlane, collapsed=not swimlane.collapsed, rank=draw(st.sampled_from("123"))))
    elif what == "stage" and content.all(Stage):
        stage = content.get(Stage, draw(st.sampled_from(sorted(content.all(Stage)))))
        content.put(replace(stage, title=draw(st.sampled_from(TITLES)), rank=draw(st.sampled_from("123"))))
    elif what == "step" and content.all(Step):
        step = content.get(Step, draw(st.sampled_from(sorted(content.all(Step)))))
        width = draw(st.sampled_from([None, 240.0]))
        content.put(replace(step, title=draw(st.sampled_from(TITLES)), width=width))
    elif what == "new stage":
        name = f"new{len(content.all(Stage))}"
        content.put(Stage(id=name, journey_id="j", rank=draw(st.sampled_from("123")), title="New"))
        content.put(Step(id=f"{name}.t", stage_id=name, rank="V"))
    elif what == "state":
        journey = content.get(Journey, "j")
        content.put(replace(journey, state="current" if journey.state == "to-be" else "to-be"))
    elif what == "channel":
        channel = content.ordered(Channel)[0] if content.all(Channel) else None
        if channel is not None:
            content.put(replace(channel, name=draw(st.sampled_from(TITLES)), rank=draw(st.sampled_from("123"))))
    elif what == "opportunity" and content.all(Opportunity):
        opportunity = content.get(Opportunity, draw(st.sampled_from(sorted(content.all(Opportunity)))))
        for score in matrix_scores(opportunity.id, draw(st.none() | st.integers(0, 100)), 50):
            content.put(score)

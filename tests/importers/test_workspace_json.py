import json
import re
import runpy
from dataclasses import MISSING, fields, replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from app.exporters.workspace_json import write_json
from app.importers.workspace_json import read_json
from app.models.content import Content, cards_of, columns_of, decision_of, journeys_of, unplaced_cards
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import FORMULA_PARTS
from app.models.ranks import ranks_between
from app.models.records import (
    RECORD_TYPES,
    Action,
    Activity,
    Agenda,
    Anchor,
    Ask,
    Ballot,
    Bookmark,
    Boundary,
    Brand,
    Card,
    CardAnswer,
    CardHighlight,
    CardInsight,
    CardTag,
    Channel,
    Connector,
    Criterion,
    Decision,
    Department,
    EmotionOverride,
    EvidenceVerdict,
    Highlight,
    HighlightTag,
    ImportMapping,
    Insight,
    InsightHighlight,
    InsightPersona,
    InsightStep,
    InsightTag,
    Journey,
    JourneyTag,
    Lane,
    Opportunity,
    OpportunityBoundary,
    OpportunityCard,
    OpportunityHighlight,
    OpportunityInsight,
    OpportunityJourney,
    OpportunityTag,
    Owner,
    Participant,
    ParticipantFact,
    ParticipantTag,
    Persona,
    PersonaChannel,
    PersonaTag,
    PersonaTrait,
    RequiredField,
    Score,
    Scorer,
    ScoringModel,
    Segment,
    Solution,
    SolutionOpportunity,
    SolutionStep,
    Source,
    SourceTag,
    Speaker,
    Stage,
    StageTag,
    Stakeholder,
    StakeholderJourney,
    Step,
    StepTag,
    Swimlane,
    Tag,
    Theme,
    Tool,
    ToolDepartment,
    Vote,
    VoteOption,
    VoteRound,
    WallColumn,
    WallRow,
    Workspace,
)
from app.models.snapshot import Snapshot, TurnsInMemory
from app.models.turns import Turn

ROOT = Path(__file__).parents[2]


def full_content(ids=new_id) -> Content:
    """Return content with a value other than the default in every field of every record."""
    ranks = iter(ranks_between(None, None, 120))
    workspace = Workspace(
        id=ids(),
        title="W",
        noun="patient",
        vision="v",
        principles="p",
        objectives="o",
        assumption_share=40.0,
        scoring_model_id=ids(),
    )
    owner, channel = Owner(id=ids(), name="Ann", rank=next(ranks)), Channel(id=ids(), name="App", rank=next(ranks))
    tag = Tag(id=ids(), name="price", rank=next(ranks), description="d")
    below = Tag(id=ids(), name="fare", rank=next(ranks), parent_id=tag.id)
    maya = Persona(id=ids(), name="Maya", rank=next(ranks), role="commuter")
    parent = Journey(id=ids(), rank=next(ranks), title="All", level="lifecycle", goal="g", note="n", owner_id=owner.id)
    stage = Stage(id=ids(), journey_id=parent.id, rank=next(ranks), title="Buy")
    step = Step(id=ids(), stage_id=stage.id, rank=next(ranks), title="Pay")
    later = Step(id=ids(), stage_id=stage.id, rank=next(ranks), title="Pay")
    journey = Journey(
        id=ids(),
        rank=next(ranks),
        title="To be",
        parent_id=parent.id,
        level="sub-journey",
        kind="patient",
        context="b2b",
        state="to-be",
        to_be_of=parent.id,
        lifecycle_stage_id=stage.id,
        status="agreed",
        origin_id=parent.id,
        objective="o",
        objective_metric="m",
        objective_target="t",
        scope="s",
        review_every=90,
        reviewed_on="2026-11-01",
    )
    step = replace(
        step,
        opens_journey_id=journey.id,
        channel_id=channel.id,
        resource="Two clerks",
        starts_on="2026-12-01",
        ends_on="2026-12-02",
    )
    band = Swimlane(
        id=ids(), journey_id=parent.id, persona_id=maya.id, rank=next(ranks), collapsed=True, origin_id=ids()
    )
    lane = Lane(
        id=ids(), journey_id=parent.id, swimlane_id=band.id, kind="experience", title="L", rank=next(ranks), height=99.5
    )
    whole = Lane(id=ids(), journey_id=parent.id, kind="touchpoints", rank=next(ranks))
    shared = ids()
    place: Any = {"lane_id": lane.id, "step_id": step.id}
    cards = [
        Card(id=ids(), journey_id=parent.id, kind="pain", title="Slow", rank=next(ranks), shared_id=shared, **place),
        Card(id=ids(), journey_id=parent.id, kind="pain", rank=next(ranks), sentiment=-1.0, span=2, **place),
        Card(id=ids(), journey_id=parent.id, kind="gain", rank=next(ranks), sentiment=0.0, weight=0.5, **place),
        Card(
            id=ids(),
            journey_id=parent.id,
            kind="touchpoint",
            rank=next(ranks),
            lane_id=whole.id,
            step_id=later.id,
            note="a\nb",
            score="X",
            shared_id=shared,
        ),
        Card(id=ids(), journey_id=parent.id, kind="quote", rank=next(ranks), was_lane_id=lane.id, was_step_id=step.id),
        Card(id=ids(), journey_id=journey.id, kind="gain", rank=next(ranks)),
    ]
    opportunity = Opportunity(
        id=ids(),
        rank=next(ranks),
        title="A second counter",
        note="n",
        status="in work",
    )
    links: list[Any] = [
        OpportunityCard(opportunity_id=opportunity.id, card_id=cards[0].id),
        OpportunityCard(opportunity_id=opportunity.id, card_id=cards[5].id),
        OpportunityJourney(opportunity_id=opportunity.id, journey_id=journey.id),
    ]
    open_one = Opportunity(id=ids(), rank=next(ranks), parent_id=opportunity.id, type="upsell")
    override = EmotionOverride(swimlane_id=band.id, step_id=later.id, value=1.5, reason="told so")
    desk, elderly = (kind(id=ids(), name="Desk", rank=next(ranks)) for kind in (Department, Segment))
    journey = replace(journey, department_id=desk.id, segment_id=elderly.id)
    said = _all_that_is_said(ids, ranks, owner, channel, journey, step, lane, maya)
    return Content(
        [
            *said,
            desk,
            elderly,
            workspace,
            owner,
            channel,
            tag,
            below,
            maya,
            parent,
            stage,
            step,
            later,
            journey,
            band,
            lane,
            whole,
            *cards,
            override,
            opportunity,
            *links,
            open_one,
            *_workshop(ids, ranks, parent, step, lane, cards[0], opportunity),
            *_research(ids, ranks, parent, maya, channel, step, tag, cards[0], opportunity),
            *_framework(ids, ranks, parent),
            *_decision(ids, ranks, workspace.scoring_model_id, owner, tag, later, opportunity, open_one),
            CardAnswer(card_id=cards[5].id, answered_id=cards[0].id),
            CardAnswer(card_id=cards[5].id, answered_id=cards[1].id),
        ]
    )


def _framework(ids, ranks, journey) -> list[Any]:
    """Return the registers, every field full."""
    department, tool = Department(id=ids(), name="Desk", rank=next(ranks)), ids()
    person = Stakeholder(
        id=ids(),
        name="Head of sales",
        rank=next(ranks),
        role="r",
        department_id=department.id,
        interest="high",
        influence="low",
        wants="w",
        note="n",
    )
    ask: Any = {"stakeholder_id": person.id, "asked_on": "2026-11-20", "due_on": "2026-12-20", "answer": "a"}
    return [
        department,
        Tool(id=tool, name="Machine", rank=next(ranks), category="sales", note="n"),
        ToolDepartment(tool_id=tool, department_id=department.id, purpose="Tickets"),
        person,
        StakeholderJourney(stakeholder_id=person.id, journey_id=journey.id),
        Ask(id=ids(), rank=next(ranks), title="A forecast", status="met", **ask),
        Ask(id=ids(), rank=next(ranks), stakeholder_id=person.id),
    ]


def _decision(ids, ranks, model_id, owner, tag, step, opportunity, below) -> list[Any]:
    """Return a scoring model with scores, decisions, boundaries, solutions and actions, every field full."""
    model = ScoringModel(id=model_id, rank=next(ranks), title="Ours", kind="weighted criteria", note="n", blind=True)
    criterion = Criterion(
        id=ids(),
        rank=next(ranks),
        model_id=model.id,
        name="Cost",
        side="effort",
        weight=2.5,
        lowest=1.0,
        highest=9.0,
        rubric="r",
        prefill="severity",
    )
    reach, parts = ids(), FORMULA_PARTS["RICE"]
    scorer = Scorer(id=ids(), name="Ines", rank=next(ranks))
    scored: Any = {"opportunity_id": opportunity.id, "criterion_id": criterion.id, "at": "2026-11-22T12:00:00"}
    boundary = Boundary(id=ids(), rank=next(ranks), title="B", stance="will", note="n", tag_id=tag.id)
    solution = Solution(id=ids(), rank=next(ranks), title="S", note="n", status="chosen")
    part_of: Any = {"opportunity_id": opportunity.id, "solution_id": solution.id, "step_id": step.id}
    return [
        *(model, criterion, scorer, boundary, solution),
        ScoringModel(id=reach, rank=next(ranks), title="RICE", kind="RICE"),
        *(Criterion(id=ids(), rank=next(ranks), model_id=reach, name=each, part=each, highest=None) for each in parts),
        *(Anchor(id=ids(), criterion_id=criterion.id, value=each, label="l", rubric="r") for each in (1.5, 2.0, 9.0)),
        Score(id=ids(), scorer_id=scorer.id, value=2.0, low=1.0, high=9.0, origin="blind", **scored),
        Score(id=ids(), value=5.0, origin="imported", **scored),
        Score(id=ids(), value=9.0, reason="r", origin="override", **scored),
        Score(id=ids(), value=None, reason="r", origin="override", **{**scored, "at": "2026-11-22T13:00:00"}),
        Decision(
            id=ids(),
            rank=next(ranks),
            opportunity_id=opportunity.id,
            kind="later",
            decided_on="2026-11-22",
            reason="r",
            owner_id=owner.id,
        ),
        Decision(id=ids(), rank=next(ranks), opportunity_id=opportunity.id),
        OpportunityBoundary(opportunity_id=below.id, boundary_id=boundary.id),
        SolutionOpportunity(solution_id=solution.id, opportunity_id=below.id),
        SolutionStep(solution_id=solution.id, step_id=step.id, note="n"),
        Action(
            id=ids(),
            rank=next(ranks),
            title="A",
            note="n",
            status="done",
            owner_id=owner.id,
            due_on="2026-12-01",
            done_on="2026-11-30",
            **part_of,
        ),
        Action(id=ids(), rank=next(ranks)),
    ]


def _workshop(ids, ranks, journey, step, lane, card, opportunity) -> list[Any]:
    """Return an agenda, a vote and codes on the wall, every field full."""
    agenda = Agenda(id=ids(), rank=next(ranks), title="First map", journey_id=journey.id)
    vote = VoteRound(
        id=ids(), journey_id=journey.id, rank=next(ranks), title="Worst?", votes_each=5, revealed=True, last_number=9
    )
    options = [
        VoteOption(id=ids(), round_id=vote.id, number=1, opportunity_id=opportunity.id),
        VoteOption(id=ids(), round_id=vote.id, number=2, card_id=card.id),
    ]
    hands = Ballot(id=ids(), round_id=vote.id, number=0)
    paper = Ballot(id=ids(), round_id=vote.id, number=7, voter="Ada")
    return [
        *(agenda, vote, *options, hands, paper),
        Agenda(id=ids(), rank=next(ranks), title="Of no journey"),
        Activity(id=ids(), agenda_id=agenda.id, rank=next(ranks), title="A", minutes=7.5, prompts="Who?", note="calm"),
        Vote(ballot_id=hands.id, option_id=options[0].id, count=9),
        Vote(ballot_id=paper.id, option_id=options[1].id, count=2),
        Vote(ballot_id=paper.id, option_id=options[0].id, count=3),
        WallColumn(journey_id=journey.id, code="AA", step_id=step.id),
        WallColumn(journey_id=journey.id, code="B", step_id=step.id),
        WallRow(journey_id=journey.id, code="10", lane_id=lane.id),
    ]


def _research(ids, ranks, journey, persona, channel, step, tag, card, opportunity) -> list[Any]:
    """Return participants, a source, insights and all that joins them, every field full."""
    segment = Segment(id=ids(), name="Elderly", rank=next(ranks))
    person = Participant(
        id=ids(),
        name="P01",
        rank=next(ranks),
        persona_id=persona.id,
        segment_id=segment.id,
        note="n",
        contact="c",
        consent="signed",
        consent_scope="quotes",
        keep_until="2027-12-31",
        protected=True,
    )
    source = Source(
        id=ids(),
        rank=next(ranks),
        title="Talk",
        kind="survey",
        origin="x.csv",
        held_on="2026-11-20",
        note="n",
        channel_id=channel.id,
        turns=9,
        length=99,
        duration=7.5,
    )
    first = Highlight(id=ids(), source_id=source.id, turn=1, start=2, last_turn=3, end=4, kind="need", note="n")
    second = Highlight(id=ids(), source_id=source.id, turn=0, start=0, last_turn=0, end=4, participant_id=person.id)
    theme = Theme(id=ids(), rank=next(ranks), title="Waiting", note="n")
    insight = Insight(
        id=ids(), rank=next(ranks), kind="job", statement="S", note="n", sentiment=-1.5, weight=50.0, theme_id=theme.id
    )
    shown = Card(
        id=ids(),
        journey_id=journey.id,
        kind="need",
        title="S",
        rank=next(ranks),
        insight_id=insight.id,
        highlight_id=first.id,
    )
    held: Any = {"strength": "emerging", "decided_on": "2026-11-22", "reason": "r"}
    return [
        *(segment, person, source, first, second, theme, insight, shown),
        ParticipantFact(participant_id=person.id, name="age", value="52"),
        Speaker(source_id=source.id, label="P01:", participant_id=person.id, role="other"),
        Speaker(source_id=source.id, label="I"),
        InsightHighlight(insight_id=insight.id, highlight_id=first.id),
        InsightHighlight(insight_id=insight.id, highlight_id=second.id),
        InsightPersona(insight_id=insight.id, persona_id=persona.id),
        InsightStep(insight_id=insight.id, step_id=step.id),
        CardInsight(card_id=card.id, insight_id=insight.id),
        CardHighlight(card_id=card.id, highlight_id=second.id),
        OpportunityInsight(opportunity_id=opportunity.id, insight_id=insight.id),
        OpportunityHighlight(opportunity_id=opportunity.id, highlight_id=first.id),
        EvidenceVerdict(id=ids(), card_id=card.id, **held),
        EvidenceVerdict(id=ids(), insight_id=insight.id, **held),
        EvidenceVerdict(id=ids(), opportunity_id=opportunity.id, **held),
        ImportMapping(id=ids(), rank=next(ranks), title="Exit", shape="s", kind="survey", mapping="{}"),
        ParticipantTag(participant_id=person.id, tag_id=tag.id),
        SourceTag(source_id=source.id, tag_id=tag.id),
        HighlightTag(highlight_id=first.id, tag_id=tag.id),
        InsightTag(insight_id=insight.id, tag_id=tag.id),
    ]


def test_the_text_of_a_source_comes_back():
    content = full_content()
    (source,) = content.all(Source).values()
    turns = [(0, Turn("שלום 🚉", "P01:", 0.0, 2.5)), (2, Turn("b\nc", heading="Why?", facts={"row": "2"}))]
    for highlight in list(content.all(Highlight).values()):
        content.remove(Highlight, highlight.id)
    for kind in (InsightHighlight, CardHighlight, OpportunityHighlight, HighlightTag):
        for link in list(content.all(kind).values()):
            content.remove(kind, link.id)
    for card in list(content.all(Card).values()):
        content.put(replace(card, highlight_id=None))
    snapshot = Snapshot(content, 1, "w.clew", turn_reader=TurnsInMemory({source.id: turns}))
    plan = read_json(write_json(snapshot), "x.json")
    assert [*plan.turns] == [source.id]
    assert [*enumerate(plan.turns[source.id])] == [turns[0], (1, Turn("")), turns[1]]
    (read,) = (each for each in plan.records if isinstance(each, Source))
    assert (read.turns, read.length) == (9, 9)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"text": [{"number": 30_000_000, "text": "a"}]}, "x.json: sources[0].text[0] has a number"),
        ({"text": [{"number": -3, "text": "a"}]}, "x.json: sources[0].text[0] has a number"),
        ({"text": [{"number": 0, "text": "a"}, {"number": 0, "text": "b"}]}, "two turns with the number 0"),
        (
            {"text": [{"number": 0}], "highlights": [{"turn": 0, "start": 0, "last_turn": 0, "end": 3}]},
            "sources[0].highlights[0] ends behind its last turn",
        ),
    ],
)
def test_a_text_that_cannot_be_is_refused(source, words):
    with pytest.raises(InputError, match=re.escape(words)):
        read_json(json.dumps({"format": 4, "sources": [{"title": "S", **source}]}), "x.json")


def _all_that_is_said(ids, ranks, owner, channel, journey, step, lane, maya) -> list[Any]:
    """Return what there is beyond the map itself: two cards, a step and a persona with every field, and every link."""
    segment, brand = Segment(id=ids(), name="Commuters", rank=next(ranks)), Brand(id=ids(), name="B", rank=next(ranks))
    tool, team = Tool(id=ids(), name="CRM", rank=next(ranks)), Department(id=ids(), name="Sales", rank=next(ranks))
    tag = Tag(id=ids(), name="legal", rank=next(ranks), colour="teal")
    jon = Persona(
        id=ids(),
        name="Jon",
        rank=next(ranks),
        segment_id=segment.id,
        buyer_role="decision maker",
        description="d",
        goals="g",
        needs="n",
        frustrations="f",
        quote="q",
        target_market="t",
    )
    stage = Stage(id=ids(), journey_id=journey.id, rank=next(ranks), title="Use", origin_id=ids())
    used = Step(
        id=ids(), stage_id=stage.id, rank=next(ranks), owner_id=owner.id, team_id=team.id, width=222.5, origin_id=ids()
    )
    full = Card(
        id=ids(),
        journey_id=journey.id,
        kind="touchpoint",
        rank=next(ranks),
        touchpoint_kind="external",
        channel_id=channel.id,
        presence="online",
        moment_of_truth=True,
        department_id=team.id,
        owner_id=owner.id,
        tool_id=tool.id,
        duration=7.5,
        aspect="emotional",
        stimulus="sight",
        acquiring="a",
        keeping="k",
        severity=4,
        frequency=2,
        answer="yes",
        origin_id=ids(),
        answer_status="answered",
        effect="buy",
        example=True,
    )
    other = Card(id=ids(), journey_id=journey.id, kind="note", rank=next(ranks))
    opportunity = Opportunity(id=ids(), rank=next(ranks), title="Tagged")
    copied = Lane(id=ids(), journey_id=journey.id, kind="notes", rank=next(ranks), origin_id=ids())
    joined = Connector(
        from_card_id=full.id, to_card_id=other.id, journey_id=journey.id, title="calls", hand_off="broken"
    )
    return [
        *(segment, brand, tool, team, tag, jon, stage, used, full, other, opportunity, copied, joined),
        Journey(id=ids(), rank=next(ranks), title="Branded", brand_id=brand.id),
        PersonaTrait(id=ids(), persona_id=jon.id, rank=next(ranks), low="shy", high="bold", value=12.5),
        PersonaChannel(persona_id=jon.id, channel_id=channel.id),
        Bookmark(id=ids(), journey_id=journey.id, rank=next(ranks), title="Here", step_id=used.id, zoom=2.5),
        Bookmark(id=ids(), journey_id=lane.journey_id, rank=next(ranks), title="There", lane_id=lane.id),
        RequiredField(journey_id=journey.id, subject="pain", name="severity"),
        CardTag(card_id=full.id, tag_id=tag.id),
        StageTag(stage_id=stage.id, tag_id=tag.id),
        StepTag(step_id=used.id, tag_id=tag.id),
        JourneyTag(journey_id=journey.id, tag_id=tag.id),
        PersonaTag(persona_id=jon.id, tag_id=tag.id),
        OpportunityTag(opportunity_id=opportunity.id, tag_id=tag.id),
    ]


def test_every_field_of_every_record_is_full_somewhere():
    content = full_content()
    for record_type in RECORD_TYPES.values():
        records = list(content.all(record_type).values())
        for field in fields(record_type):
            if field.name in ("picture", "image"):  # these travel with their bytes: see test_images_travel
                continue
            default = None if field.default is MISSING else field.default
            assert any(getattr(each, field.name) != default for each in records), (record_type, field.name)


def printed(content: Content, **how) -> str:
    return write_json(Snapshot(content, 1, "w.clew"), **how)


def refusal(text: str) -> str:
    with pytest.raises(InputError) as refused:
        read_json(text, "x.json")
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_every_field_comes_back():
    content = full_content()
    plan = read_json(printed(content), "x.json")
    assert Content(plan.records) == content
    assert plan.warnings == ()


def test_what_is_printed_has_the_keys_of_the_command_line():
    whole = json.loads(printed(full_content()))
    assert whole["format"] == 5
    parent, journey, _ = whole["journeys"]
    assert journey["parent_id"] == journey["to_be_of"] == parent["id"]
    first, second, third, *rest = parent["cards"]
    assert (first["lane"], first["order"], first["step"]) == ("touchpoints", 1, "Pay")
    assert (second["persona"], second["order"], second["stage"]) == ("Maya", 1, "Buy")
    assert (second["sentiment"], second["sentiment_default"]) == (-1, True)
    assert (third["sentiment"], third["sentiment_default"], third["order"]) == (-1, False, 2)
    assert rest[-1]["lane"] is rest[-1]["step_id"] is rest[-1]["persona"] is None
    assert journey["cards"][0]["sentiment"] is None  # a to-be journey carries hopes
    by_hand = [each for each in parent["emotion"] if each["by_hand"]]
    assert [(each["persona"], each["value"], each["n"]) for each in by_hand] == [("Maya", 1.5, 1)]
    assert parent["overrides"][0]["reason"] == "told so"


def test_canonical_texts_are_equal_whatever_the_ids():
    one, two = full_content(), full_content()
    assert printed(one) != printed(two)
    assert printed(one, canonical=True) == printed(two, canonical=True)
    keys = re.findall(r'"(\w+)":', printed(one, canonical=True))
    assert not [key for key in keys if key in ("id", "rank") or key.endswith("_id")]


@pytest.mark.parametrize("field", ["title", "note", "sentiment", "shared_id", "lane_id"])
def test_canonical_texts_differ_where_a_card_does(field):
    content = full_content()
    before = printed(content, canonical=True)
    card = next(card for card in content.all(Card).values() if card.title == "Slow")
    if field == "lane_id":
        content.put(replace(card, lane_id=None, step_id=None))
    else:
        change: Any = {field: {"sentiment": 2.0, "shared_id": None}.get(field, "x")}
        content.put(replace(card, **change))
    assert printed(content, canonical=True) != before


def test_a_file_written_by_hand_needs_no_ids():
    text = re.findall(r"```json\n(.*?)```", (ROOT / "docs" / "format.md").read_text("utf-8"), re.DOTALL)[0]
    content = Content(read_json(text, "clinic.json").records)
    (journey,) = journeys_of(content)
    assert [step.title for step in columns_of(content, journey.id)] == ["", "Waiting", "Talking"]
    assert [card.title for card in cards_of(content, journey.id)] == ["Rings the clinic", "Nobody says how long"]
    assert unplaced_cards(content, journey.id) == ()


def test_what_older_formats_kept_of_a_decision_is_read_as_one():
    told: list[dict[str, Any]] = [
        {"decision": "later", "decided_on": "2026-11-22", "reason": "After the summer"},
        {"reason": "Wait"},
    ]
    told += [{"decision": None, "decided_on": None, "reason": ""}, {"decisions": [{"kind": "will do"}]}]
    whole = {"format": 4, "opportunities": [{"title": "O", **each} for each in told]}
    content = Content(read_json(json.dumps(whole), "x.json").records)
    decisions = [decision_of(content, each.id) for each in content.ordered(Opportunity)]
    assert [each and (each.kind, each.decided_on, each.reason) for each in decisions] == [
        ("later", "2026-11-22", "After the summer"),
        (None, None, "Wait"),
        None,
        ("will do", None, ""),
    ]
    with pytest.raises(InputError, match=r"opportunities\[0\]"):
        read_json('{"format": 4, "opportunities": [{"decision": "perhaps"}]}', "x.json")


def test_labels_serve_as_ids_and_order_counts_without_ranks():
    whole = {
        "format": 1,
        "journeys": [
            {
                "id": "j",
                "title": "J",
                "stages": [{"id": "s", "title": "S", "steps": [{"id": "p"}, {"id": "q"}]}],
                "lanes": [{"id": "l", "kind": "needs"}],
                "cards": [
                    {"kind": "need", "title": "second", "lane_id": "l", "step_id": "q", "order": 2},
                    {"kind": "need", "title": "first", "lane_id": "l", "step_id": "q", "order": 1},
                    {"kind": "need", "title": "waits"},
                ],
            },
            {"title": "Below", "parent_id": "j"},
        ],
    }
    content = Content(read_json(json.dumps(whole), "x.json").records)
    (journey,) = journeys_of(content)
    assert [below.title for below in journeys_of(content, journey.id)] == ["Below"]
    assert [card.title for card in cards_of(content, journey.id)] == ["first", "second", "waits"]
    assert len(journey.id) == 36


def journey_json(**more) -> str:
    journey = {
        "title": "J",
        "stages": [{"title": "S", "steps": [{"title": "p"}, {"title": "p"}]}],
        "swimlanes": [{"persona": "Maya"}],
        "lanes": [{"kind": "needs"}, {"kind": "touchpoints", "persona": "Maya"}],
    }
    return json.dumps({"format": 1, "journeys": [journey | more]})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1"),
        ('{"format": 1,\n "journeys": [}', "line 2"),
        ("[]", "no “format”"),
        ('{"format": 99}', "newer Clew"),
        ('{"format": "1"}', "no number"),
        ('{"format": 1, "journeys": [NaN]}', "NaN"),
        ('{"format": 1, "journeys": [3]}', r"journeys\[0\]"),
        ('{"format": 1, "journeys": 3}', "journeys"),
        ('{"format": 1, "journeys": [{}]}', r"journeys\[0\]\.title"),
        ("[" * 100_000, "nested too deep"),
        ('{"format": 1' + ', "x": {}' * 500_001 + "}", "500,000"),
        (journey_json(state="tomorrow"), r"journeys\[0\]\.state"),
        (journey_json(cards=[{"kind": "wish"}]), r"journeys\[0\]\.cards\[0\]\.kind"),
        (journey_json(cards=[{"kind": "need", "stage": "T"}]), r"cards\[0\]: this journey has no step"),
        (journey_json(cards=[{"kind": "need", "stage": "S", "step": "p"}]), "step_id"),
        (journey_json(cards=[{"kind": "pain", "stage": "S"}]), "no lane of kind experience"),
        (journey_json(cards=[{"kind": "need", "stage": "S", "persona": "Jon"}]), "no swimlane of “Jon”"),
        (
            journey_json(cards=[{"kind": "need", "stage": "S", "lane": "touchpoints", "persona": "Maya"}]),
            "does not take",
        ),
        (journey_json(cards=[{"kind": "need", "sentiment": 9}]), "between -2 and 2"),
        (journey_json(cards=[{"kind": "need", "stage": "S", "span": 3}]), "spans more steps"),
        (journey_json(parent_id="nobody"), "refers to a journey that is not"),
        (journey_json(id="j", parent_id="j"), "below itself"),
        (journey_json(swimlanes=[{}]), "no persona"),
        (journey_json(swimlanes=[{"persona": "Maya"}, {"persona": "Maya"}]), "second of its persona"),
    ],
)
def test_what_is_wrong_is_refused_in_one_line_that_names_the_place(text, says):
    assert re.search(says, refusal(text))


def test_an_id_that_is_there_twice_is_refused():
    assert "two stages" in refusal(journey_json(stages=[{"id": "s", "title": "S"}, {"id": "s", "title": "T"}]))


def test_unknown_keys_are_left_out_with_a_warning():
    plan = read_json('{"format": 1, "$schema": "x", "journeys": [{"title": "J", "colour": {"a": [1]}}]}', "x.json")
    assert [warning.text.split(": ")[1] for warning in plan.warnings] == ["$schema", "journeys[0].colour"]
    assert plan.made == {"journey": 1}


def test_nul_and_half_characters_are_taken_out():
    plan = read_json('{"format": 1, "journeys": [{"title": "J\\u0000\\ud800!"}]}', "x.json")
    assert [record.title for record in plan.records if isinstance(record, Journey)] == ["J!"]


def test_the_page_on_the_format_is_current():
    make_format = runpy.run_path(str(ROOT / "docs" / "make_format.py"))
    assert make_format["PAGE"].read_text("utf-8") == make_format["page"](), "run: python docs/make_format.py"


def test_cards_of_one_rank_are_canonical_whatever_their_ids():
    def content(ids: list[str]) -> Content:
        journey = Journey(id="j", rank="V", title="J")
        cards = [Card(id=each, journey_id="j", kind="pain", title=f"P{n}", rank="V") for n, each in enumerate(ids)]
        return Content([Workspace(id="w", title="W"), journey, *cards])

    texts = {printed(content(list(ids)), canonical=True) for ids in permutations("abc")}
    assert len(texts) == 1
    assert re.findall('"order": .', texts.pop()) == ['"order": 1', '"order": 2', '"order": 3']


def test_texts_come_back_whole():
    for title in ("\ufeffmark", " spaces ", "\x01\x1f", "\u2028", "a\r\nb"):
        content = Content([Workspace(id=new_id(), title="W"), Journey(id=new_id(), rank="V", title=title)])
        assert Content(read_json(printed(content), "x.json").records) == content

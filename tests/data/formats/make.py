"""Makes the sample file of the present format: `python -m tests.data.formats.make`, once for each format, no more.

A sample is what a program of its day wrote; it is kept, and opened by a test, for ever.
"""

import gzip
import tempfile
from dataclasses import replace
from pathlib import Path

from app.models.content import Content
from app.models.records import (
    Action,
    Activity,
    Agenda,
    Anchor,
    AnyRecord,
    Ask,
    Ballot,
    Bookmark,
    Boundary,
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
    Solution,
    SolutionOpportunity,
    SolutionStep,
    Source,
    SourceTag,
    Speaker,
    StageTag,
    Stakeholder,
    StakeholderJourney,
    Step,
    StepTag,
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
from app.models.turns import Turn
from app.store import create_workspace
from app.store.schema import SCHEMA_VERSION
from tests.scores import MATRIX, matrix_scores
from tests.store.maps import move, records, rename

HERE = Path(__file__).parent


def make() -> Path:
    """Write the sample, packed, and return its path; raises FileExistsError where there is one already."""
    target = HERE / f"format-{SCHEMA_VERSION}.clew.gz"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.clew"
        with create_workspace(path, records()) as store:
            rename(store, "Queue at the counter: 車站 🚉 ü")
            store.restore_point("Workshop")
            move(store)
            with store.edit("Add owner, to-be and a value by hand") as edit:
                edit.put(
                    Owner(id="o", name="Ada", rank="V"),
                    Journey(id="k", rank="W", title="I buy it online", to_be_of="j", state="to-be", owner_id="o"),
                    EmotionOverride(swimlane_id="s", step_id="b1", value=-1.5, reason="Said so"),
                )
            with store.edit("Make opportunity") as edit:
                edit.put(
                    Opportunity(
                        id="p",
                        rank="V",
                        title="A second counter",
                        note="In the hall",
                        status="in review",
                    ),
                    OpportunityCard(opportunity_id="p", card_id="c"),
                    OpportunityJourney(opportunity_id="p", journey_id="k"),
                )
            with store.edit("Fill the whole map") as edit:
                edit.put(*_of_the_whole_map(store.content))
            with store.edit("Hold a workshop") as edit:
                edit.put(*_of_the_workshop())
            store.keep_turns("z", TURNS)
            with store.edit("Import interview", origin="import") as edit:
                edit.put(*_of_the_research(store.content))
            with store.edit("Decide") as edit:
                edit.put(*_of_the_decision(store.content))
            store.undo()
            store.redo()
            move(store, "a1")
            store.undo()
        with target.open("xb") as file:
            file.write(gzip.compress(path.read_bytes(), mtime=0))
    return target


def _of_the_whole_map(content: Content) -> list[AnyRecord]:
    """Return what format 3 added, one of each."""
    return [
        Department(id="d", name="Sales", rank="V"),
        Channel(id="h", name="Counter", rank="V"),
        Tag(id="t", name="queue", rank="V", colour="teal"),
        replace(content.get(Persona, "p"), buyer_role="procurement", quote="I just want a seat."),
        PersonaTrait(id="r", persona_id="p", rank="V", low="cautious", high="bold", value=12.5),
        PersonaChannel(persona_id="p", channel_id="h"),
        replace(content.get(Step, "b1"), team_id="d", width=260.0),
        replace(content.get(Card, "c"), severity=4, frequency=2, owner_id="o", example=True),
        Card(
            id="e",
            journey_id="j",
            kind="touchpoint",
            title="Buys at the counter",
            rank="V",
            channel_id="h",
            presence="offline",
            touchpoint_kind="external",
            moment_of_truth=True,
            duration=7.5,
            aspect="physical",
            stimulus="hearing",
            acquiring="Seen by everybody who passes",
        ),
        Connector(from_card_id="e", to_card_id="c", journey_id="j", title="then", hand_off="broken"),
        Bookmark(id="m", journey_id="j", rank="V", title="The counter", step_id="b1", lane_id="l", zoom=0.5),
        RequiredField(journey_id="j", subject="pain", name="severity"),
        JourneyTag(journey_id="j", tag_id="t"),
        StageTag(stage_id="a", tag_id="t"),
        StepTag(step_id="b1", tag_id="t"),
        PersonaTag(persona_id="p", tag_id="t"),
        CardTag(card_id="c", tag_id="t"),
        OpportunityTag(opportunity_id="p", tag_id="t"),
    ]


def _of_the_workshop() -> list[AnyRecord]:
    """Return what format 4 added, one of each."""
    return [
        Agenda(id="u", rank="V", title="First map", journey_id="j"),
        Activity(
            id="v", agenda_id="u", rank="V", title="Arrive", minutes=7.5, prompts="Who are you?\nWhy now?", note="Quiet"
        ),
        VoteRound(
            id="w", journey_id="j", rank="V", title="What hurts most?", votes_each=5, revealed=True, last_number=3
        ),
        VoteOption(id="x1", round_id="w", number=1, card_id="c"),
        VoteOption(id="x2", round_id="w", number=2, opportunity_id="p"),
        Ballot(id="y0", round_id="w", number=0),
        Ballot(id="y1", round_id="w", number=1, voter="Ada"),
        Vote(ballot_id="y0", option_id="x2", count=7),
        Vote(ballot_id="y1", option_id="x1", count=4),
        WallColumn(journey_id="j", code="B", step_id="b1"),
        WallRow(journey_id="j", code="3", lane_id="l"),
    ]


TURNS = (
    Turn("What happened at the counter?", "Interviewer", 0.0, 2.5),
    Turn("Ich stand 🚉 lange. \u05e9\u05dc\u05d5\u05dd", "Mrs. Ohm", 2.5, 9.0, facts={"rating": "2"}),
)


def _of_the_research(content: Content) -> list[AnyRecord]:
    """Return what format 5 added, one of each."""
    insight = Insight(
        id="i", rank="V", kind="pain", statement=content.get(Card, "c").title, sentiment=-1.5, theme_id="th"
    )
    return [
        replace(next(iter(content.all(Workspace).values())), assumption_share=40.0),
        Participant(
            id="ohm",
            name="Mrs. Ohm",
            rank="V",
            persona_id="p",
            contact="ohm@example.org",
            consent="signed",
            consent_scope="quotes",
            keep_until="2027-12-31",
        ),
        ParticipantFact(participant_id="ohm", name="age", value="52"),
        Source(
            id="z",
            rank="V",
            title="Mrs. Ohm",
            origin="ohm.vtt",
            held_on="2026-11-20",
            channel_id="h",
            turns=2,
            length=52,
            duration=9.0,
        ),
        Speaker(source_id="z", label="Mrs. Ohm", participant_id="ohm"),
        Speaker(source_id="z", label="Interviewer", role="interviewer"),
        Highlight(id="hi", source_id="z", turn=1, start=0, last_turn=1, end=17, kind="pain", participant_id="ohm"),
        Theme(id="th", rank="V", title="Waiting"),
        insight,
        replace(content.get(Card, "c"), insight_id="i", highlight_id="hi"),
        InsightHighlight(insight_id="i", highlight_id="hi"),
        InsightPersona(insight_id="i", persona_id="p"),
        InsightStep(insight_id="i", step_id="b1"),
        CardInsight(card_id="e", insight_id="i"),
        CardHighlight(card_id="e", highlight_id="hi"),
        OpportunityInsight(opportunity_id="p", insight_id="i"),
        OpportunityHighlight(opportunity_id="p", highlight_id="hi"),
        EvidenceVerdict(id="ve", strength="validated", decided_on="2026-11-22", reason="Seen daily", insight_id="i"),
        ImportMapping(id="im", rank="V", title="Exit survey", shape="abc", kind="survey", mapping="{}"),
        ParticipantTag(participant_id="ohm", tag_id="t"),
        SourceTag(source_id="z", tag_id="t"),
        HighlightTag(highlight_id="hi", tag_id="t"),
        InsightTag(insight_id="i", tag_id="t"),
    ]


def _of_the_decision(content: Content) -> list[AnyRecord]:
    """Return what format 6 added, one of each."""
    return [
        replace(next(iter(content.all(Workspace).values())), scoring_model_id="sm"),
        replace(content.get(Journey, "j"), objective="Fewer queues", objective_metric="minutes", review_every=90),
        replace(content.get(Step, "b1"), channel_id="h", resource="Two clerks", starts_on="2026-12-01"),
        Tool(id="to", name="Ticket machine", rank="V", category="sales", note="Old"),
        ToolDepartment(tool_id="to", department_id="d", purpose="Tickets"),
        Stakeholder(id="st", name="Head of sales", rank="V", department_id="d", interest="high", wants="Less waiting"),
        StakeholderJourney(stakeholder_id="st", journey_id="j"),
        Ask(id="as", rank="V", stakeholder_id="st", title="A forecast", asked_on="2026-11-20"),
        ScoringModel(id="sm", rank="V", title="Ours", kind="weighted criteria"),
        Criterion(id="cr", rank="V", model_id="sm", name="Pain", weight=2.0, prefill="severity"),
        *(Anchor(id=f"an{value}", criterion_id="cr", value=value, label=str(value)) for value in (0, 50, 100)),
        *MATRIX,
        *matrix_scores("p", 92.5, 76.0),
        Scorer(id="sc", name="Ines", rank="V"),
        Score(id="s1", opportunity_id="p", criterion_id="cr", scorer_id="sc", value=50, low=25, high=75, at=AT),
        Score(id="s2", opportunity_id="p", criterion_id="cr", value=100, reason="Law", at=AT, origin="override"),
        Decision(id="de", rank="V", opportunity_id="p", kind="will do", decided_on="2026-11-22", owner_id="o"),
        Boundary(id="bo", rank="V", title="We sell no data", tag_id="t"),
        OpportunityBoundary(opportunity_id="p", boundary_id="bo"),
        Solution(id="so", rank="V", title="A second window", status="chosen"),
        SolutionOpportunity(solution_id="so", opportunity_id="p"),
        SolutionStep(solution_id="so", step_id="b1", note="Opens at six"),
        Action(id="ac", rank="V", title="Order it", owner_id="o", due_on="2026-12-12", solution_id="so"),
        CardAnswer(card_id="e", answered_id="c"),
    ]


AT = "2026-11-22T12:00:00"


if __name__ == "__main__":
    print(make())

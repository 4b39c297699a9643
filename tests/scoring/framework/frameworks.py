"""A small framework worked out by hand: a lifecycle of three stages, four journeys, a to-be, people and departments."""

from typing import Any

from app.models.content import Content
from app.models.kinds import CardKind, LaneKind
from app.models.records import (
    AnyRecord,
    Brand,
    Card,
    Channel,
    Connector,
    Department,
    Journey,
    Lane,
    Opportunity,
    OpportunityCard,
    OpportunityJourney,
    Owner,
    Persona,
    Stage,
    Step,
    Swimlane,
    Tool,
    ToolDepartment,
    Workspace,
)

LANES: tuple[LaneKind, ...] = ("touchpoints", "experience", "messages", "emotion")


def map_of(journey: Journey, *steps: Step, personas: tuple[str, ...] = ("maya",)) -> list[AnyRecord]:
    """Return a journey with a stage for each step and a swimlane for each persona; cards are put on `lane(…)`."""
    records: list[AnyRecord] = [journey, *steps]
    for step in steps:
        records.append(Stage(id=step.stage_id, journey_id=journey.id, rank=step.rank, title=step.stage_id))
    for persona in personas:
        swimlane_id = f"{journey.id}-{persona}"
        records.append(Swimlane(id=swimlane_id, journey_id=journey.id, persona_id=persona, rank=persona))
        for place, kind in enumerate(LANES):
            records.append(
                Lane(
                    id=f"{swimlane_id}-{kind}",
                    journey_id=journey.id,
                    swimlane_id=swimlane_id,
                    kind=kind,
                    rank=str(place + 1),
                )
            )
    return records


def lane(journey_id: str, kind: LaneKind, persona: str = "maya") -> str:
    """Return the id of a lane."""
    return f"{journey_id}-{persona}-{kind}"


def framework() -> list[AnyRecord]:
    """Return Life (Find, Buy, Leave), where Buy holds “buy” with its to-be, and opens “pay”; “lost” is nowhere."""
    return [
        Workspace(id="w", title="W"),
        *(Persona(id=each, name=each.title(), rank=each) for each in ("jon", "maya")),
        Brand(id="rail", name="Rail", rank="1"),
        Brand(id="bus", name="Bus", rank="2"),
        Owner(id="ana", name="Ana", rank="1"),
        Department(id="sales", name="Sales", rank="1"),
        Department(id="service", name="Service", rank="2"),
        Channel(id="shop", name="Shop", rank="1"),
        Tool(id="crm", name="CRM", rank="1", category="Records"),
        Tool(id="erp", name="ERP", rank="2", category="records "),
        Tool(id="chat", name="Chat", rank="3"),
        ToolDepartment(tool_id="erp", department_id="service", purpose="Refunds"),
        *map_of(
            Journey(id="life", rank="1", title="Life", level="lifecycle"),
            Step(id="l1", stage_id="Find", rank="1"),
            Step(id="l2", stage_id="Buy", rank="2", opens_journey_id="pay"),
            Step(id="l3", stage_id="Leave", rank="3"),
            personas=(),
        ),
        *map_of(
            Journey(
                id="buy",
                rank="2",
                title="I buy",
                lifecycle_stage_id="Buy",
                brand_id="rail",
                owner_id="ana",
                department_id="sales",
                review_every=30,
                reviewed_on="2026-10-01",
            ),
            Step(
                id="b1",
                stage_id="Look",
                rank="1",
                owner_id="ana",
                team_id="sales",
                starts_on="2026-11-01",
                ends_on="2026-11-10",
            ),
            Step(id="b2", stage_id="Order", rank="2", owner_id="ana", starts_on="2026-11-10"),
            personas=("maya", "jon"),
        ),
        *map_of(
            Journey(
                id="pay", rank="3", title="I pay", parent_id="buy", level="sub-journey", owner_id="ana", review_every=30
            ),
            Step(id="p1", stage_id="Pay", rank="1", resource="Room 4", starts_on="2026-11-05", ends_on="2026-11-06"),
        ),
        *map_of(Journey(id="lost", rank="4", title="I am lost"), Step(id="x1", stage_id="Where", rank="1")),
        *map_of(
            Journey(id="hope", rank="5", title="I buy better", state="to-be", to_be_of="buy", brand_id="rail"),
            Step(
                id="h1",
                stage_id="Hope",
                rank="1",
                origin_id="b1",
                owner_id="ana",
                starts_on="2026-11-03",
                resource=" room  4",
            ),
        ),
        Journey(id="old", rank="6", title="I was", status="archived"),
        *_cards(),
        Opportunity(id="o1", rank="1", title="Fewer clicks"),
        OpportunityCard(opportunity_id="o1", card_id="pain1"),
        OpportunityJourney(opportunity_id="o1", journey_id="pay"),
    ]


def _cards() -> list[AnyRecord]:
    def put(card_id: str, journey: str, step: str, kind: CardKind, lane_kind: LaneKind, **fields: Any) -> Card:
        lane_id = lane(journey, lane_kind, fields.pop("persona", "maya"))
        return Card(id=card_id, journey_id=journey, kind=kind, rank=card_id, lane_id=lane_id, step_id=step, **fields)

    return [
        put("pain1", "buy", "b1", "pain", "experience", title="Slow", sentiment=-2.0),
        put("gain1", "buy", "b1", "gain", "experience", title="Kind", sentiment=1.0, persona="jon"),
        put("pain2", "pay", "p1", "pain", "experience", title="Refused"),
        put("hope1", "hope", "h1", "pain", "experience", title="Hoped away", sentiment=2.0),
        put("till", "buy", "b1", "touchpoint", "touchpoints", title="Till", tool_id="crm"),
        put("till2", "buy", "b2", "touchpoint", "touchpoints", title="till ", tool_id="erp", department_id="service"),
        put("desk", "buy", "b2", "touchpoint", "touchpoints", title="Desk", tool_id="chat", department_id="sales"),
        put("note", "buy", "b1", "message", "messages", title="Hello"),
        put("note2", "buy", "b2", "message", "messages", title="Bye", persona="jon", channel_id="shop", owner_id="ana"),
        Connector(from_card_id="till", to_card_id="till2", journey_id="buy", hand_off="broken"),
        Connector(from_card_id="till2", to_card_id="desk", journey_id="buy"),
        Connector(from_card_id="till", to_card_id="desk", journey_id="buy", hand_off="seamless"),
    ]


def content_of(*more: AnyRecord) -> Content:
    """Return the framework as content; later records take the place of those with their id."""
    content = Content(framework())
    for record in more:
        content.put(record)
    return content

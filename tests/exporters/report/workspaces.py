"""Workspaces to report on."""

from app.models.kinds import DECISIONS
from app.models.records import Decision, Opportunity, OpportunityCard, OpportunityJourney, PersonaTrait, Workspace
from tests.exporters.making import Map, small_map
from tests.scores import matrix_scores


def opportunity(made: Map, title: str, customer=None, business=None, cards=(), effort=None, **fields) -> str:
    decided = {name: fields.pop(name) for name in ("decided_on", "reason") if name in fields}
    kind = fields.pop("decision", None)
    made_id = made.put(Opportunity, title=title, **fields)
    for score in matrix_scores(made_id, customer, business, effort):
        made.content.put(score)
    if kind is not None or decided.get("reason"):
        made.put(Decision, opportunity_id=made_id, kind=kind, **decided)
    for card_id in cards:
        made.content.put(OpportunityCard(opportunity_id=made_id, card_id=card_id))
    return made_id


def cards_called(made: Map, title: str) -> list[str]:
    from app.models.records import Card

    return [card.id for card in made.content.all(Card).values() if card.title == title]


def decided_map() -> Map:
    """Return the small map with four opportunities, one of them without a business value, and a described persona."""
    made = small_map()
    made.content.put(
        Workspace(
            id="0",
            title="Northwind Rail",
            noun="passenger",
            vision="The train is what people take without thinking about it.",
            principles="Say it before they ask.\nAsk nothing that we know.",
            objectives="Fewer than one in a hundred payments lost.",
        )
    )
    pain = cards_called(made, "Card refused, seat lost")
    opportunity(
        made,
        "Hold the seat while payment is retried",
        92.0,
        76.0,
        pain,
        effort=2.0,
        decision="will do",
        decided_on="2026-11-18",
        reason="Cheap, and the worst point of the curve.",
    )
    opportunity(made, "One fare per seat", 54.0, 78.0, effort=5.0, decision="later", decided_on="2026-11-17")
    opportunity(made, "Stay signed in", 34.0, 47.0, effort=1.0, decision="will not do", reason="Value forgone.")
    open_one = opportunity(made, "Live seat map", 71.0, None)
    made.content.put(OpportunityJourney(opportunity_id=open_one, journey_id=made.journey_id))
    return made


def many_opportunities(count: int) -> Map:
    made = small_map()
    cards = cards_called(made, "Card refused, seat lost") + cards_called(made, "Logged out every week")
    for number in range(count):
        decision = (*DECISIONS, None)[number % 4]
        opportunity(
            made,
            f"Opportunity number {number + 1} of a rather long list that somebody has to defend",
            float(number * 37 % 101),
            float(number * 53 % 101) if number % 10 else None,
            cards[number % len(cards) :][:1],
            effort=float(number % 6),
            decision=decision,
            decided_on="2026-11-18" if decision else None,
            reason="Because it was said in every interview that we have done since spring. " * (number % 4),
        )
    return made


SCRIPTS = (
    "العميل يفقد مقعده عند الدفع 5 مرات",
    "הלקוח מאבד את המושב ברגע התשלום",
    "ลูกค้าเสียที่นั่งในขณะที่ชำระเงินทุกครั้งที่บัตรถูกปฏิเสธ",
    "付款被拒绝时客户失去了座位，需要重新选择",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikbesitzerwitwenrentenauszahlungsstelle",
    "A title of two hundred characters, which is what somebody types who has a whole paragraph to say and no other "
    "place to say it than the title of the thing, so that it goes on and on and on until it ends",
)


def scripts_map() -> Map:
    """Return a map whose titles are in many scripts, long words and long titles."""
    made = Map(SCRIPTS[0])
    for number, title in enumerate(SCRIPTS):
        if number:
            made.journey_id = made.__class__(title, content=made.content).journey_id
        steps = made.stage(title)
        swimlane = made.swimlane(title, title)
        touch, feel = made.lane("touchpoints", swimlane), made.lane("experience", swimlane)
        made.lane("emotion", swimlane)
        made.card("touchpoint", title, touch, steps[0])
        pain = made.card("pain", title, feel, steps[0], severity=5, frequency=number % 5 + 1)
        opportunity(
            made, title, 90.0 - 10 * number, 20.0 + 8 * number, [pain], effort=1.0, decision="will do", reason=title
        )
    made.content.put(Workspace(id="0", title=SCRIPTS[1], vision=SCRIPTS[0], principles="\n".join(SCRIPTS)))
    return made


def with_persona_details(made: Map) -> Map:
    from dataclasses import replace

    from app.models.records import Persona

    persona = min(made.content.all(Persona).values(), key=lambda each: each.rank)
    made.content.put(
        replace(
            persona,
            quote="I just started again from zero.",
            description="Commutes four days a week and plans nothing.",
            goals="Arrive on time\nSit down",
            needs="Know the fare",
            frustrations="Logged out every week",
            buyer_role="user",
        )
    )
    made.put(PersonaTrait, persona_id=persona.id, low="cautious", high="bold", value=70.0)
    return made

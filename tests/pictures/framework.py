"""A workspace with a whole framework of journeys, and what is done in the place Framework before a picture is taken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.content import columns_of, journeys_in_tree_order, lanes_of, stages_of, swimlanes_of
from app.models.ids import new_id
from app.models.kinds import CardKind, HandOff
from app.models.records import (
    Brand,
    Card,
    Channel,
    Connector,
    Department,
    Journey,
    Owner,
    Persona,
    Segment,
    Stage,
    Tool,
)
from app.services.cards import add_card, set_sentiment
from app.services.connectors import connect
from app.services.fields import set_fields
from app.services.framework import add_ask, add_stakeholder, open_journey, update_tool, use_tool
from app.services.journeys import add_journey, update_journey
from app.services.lifecycles import add_lifecycle
from app.services.lists import add_entry
from app.services.personas import add_swimlane
from app.services.stages import add_stage, add_step, rename_step
from app.store import Store, open_workspace
from tests.pictures import workspaces

if TYPE_CHECKING:
    from tests.bench.stage import Stage as Window

JOURNEYS: tuple[tuple[str, str | None, str | None, str | None], ...] = (
    ("I hear of the night train", "Awareness", "Northwind Rail", "Ines"),
    ("I compare ways to travel", "Consideration", "Northwind Rail", None),
    ("I ask for a fare for my group", "Consideration", "Northwind Night", "Omar"),
    ("I get on board", "Purchase", "Northwind Rail", "Ines"),
    ("I travel with a wheelchair", "Retention", "Northwind Night", "Omar"),
    ("I get help when the train is late", "Retention", "Northwind Rail", None),
    ("I return my ticket", None, "Northwind Rail", "Omar"),
    ("I find what I have lost", None, None, None),
)


def framed(folder: Path) -> Path:
    """Import the sample and put its journey into a framework with a lifecycle, brands, owners, stakeholders, tools."""
    path = workspaces.sample(folder)
    with open_workspace(path) as store:
        fill(store)
    return path


def fill(store: Store) -> None:
    """Put a framework around the first journey of a workspace."""
    lifecycle, refund = list(journeys_in_tree_order(store.content))[:2]
    stage = {each.title: each.id for each in stages_of(store.content, lifecycle.id)}
    entry = {
        name: add_entry(store, kind, name)
        for kind, names in (
            (Brand, ("Northwind Rail", "Northwind Night")),
            (Segment, ("Commuters", "Groups")),
            (Owner, ("Ines", "Omar")),
            (Department, ("Sales", "Operations", "Customer service")),
            (Tool, ("Ticket shop", "CRM", "Service desk")),
            (Channel, ("App", "Counter")),
        )
        for name in names
    }
    ids: dict[str | None, str | None] = {None: None}
    ids.update(entry)
    late = (date.today() - timedelta(days=102)).isoformat()
    update_journey(
        store,
        refund.id,
        brand_id=entry["Northwind Rail"],
        owner_id=entry["Ines"],
        department_id=entry["Sales"],
        objective="Nobody waits for their money",
        objective_metric="Days until the refund",
        objective_target="at most 3",
        review_every=90,
        reviewed_on=late,
    )
    made = {
        title: _small(store, title, stage.get(at or ""), ids[brand], ids[owner]) for title, at, brand, owner in JOURNEYS
    }
    update_journey(store, made["I get on board"], review_every=30, reviewed_on=date.today().isoformat())
    hoped = add_journey(store, "I get on board without a ticket", state="to-be", to_be_of=made["I get on board"])
    for title in ("Before", "On board"):
        add_stage(store, hoped, title)
    helped = made["I get help when the train is late"]
    open_journey(store, columns_of(store.content, made["I get on board"])[1].id, helped)
    _plan(store, lifecycle, entry)
    _register(store, lifecycle, entry)


def _small(store: Store, title: str, stage_id: str | None, brand_id: str | None, owner_id: str | None) -> str:
    """Make a journey of three stages, one of them with steps, and some cards."""
    made = add_journey(store, title, lifecycle_stage_id=stage_id, brand_id=brand_id, owner_id=owner_id)
    for name in ("Before", "While", "After"):
        add_stage(store, made, name)
    middle = stages_of(store.content, made)[1]
    rename_step(store, columns_of(store.content, made)[1].id, "First I ask")
    add_step(store, middle.id, "Then I wait")
    persona = store.content.ordered(Persona)[len(title) % 2]
    swimlane = add_swimlane(store, made, persona.id)
    lane = next(each for each in lanes_of(store.content, made, swimlane) if each.kind == "experience")
    for number, step in enumerate(columns_of(store.content, made)):
        kind: CardKind = "gain" if (number + len(title)) % 3 == 0 else "pain"
        card = add_card(store, made, kind, f"{kind} of step {number + 1}", lane_id=lane.id, step_id=step.id)
        set_sentiment(store, [card], float((number * 3 + len(title)) % 5 - 2))
    return made


def _plan(store: Store, journey: Journey, entry: dict[str, str]) -> None:
    """Say who does which step of a journey and when, two of them at once, and what people are told."""
    today = date.today()
    for number, step in enumerate(columns_of(store.content, journey.id)[:3]):
        first = today + timedelta(days=4 * number)
        set_fields(store, [step.id], starts_on=first.isoformat(), ends_on=(first + timedelta(days=6)).isoformat())
        set_fields(store, [step.id], owner_id=entry["Ines" if number < 2 else "Omar"], team_id=entry["Sales"])
        set_fields(store, [step.id], channel_id=entry["App"], resource="Release train" if number else "")
    swimlane = swimlanes_of(store.content, journey.id)[0]
    lane = lanes_of(store.content, journey.id, swimlane.id)[0]
    with store.edit("Messages") as edit:
        messages = replace(lane, id=new_id(), kind="messages", title="", rank=lane.rank + "z")
        edit.put(messages)
    for step, title in zip(
        columns_of(store.content, journey.id), ("Book early, sit together", "Your seat is held"), strict=False
    ):
        add_card(store, journey.id, "message", title, lane_id=messages.id, step_id=step.id)


def _register(store: Store, journey: Journey, entry: dict[str, str]) -> None:
    """Note stakeholders with what they ask, tools with who uses them, and hand-offs between departments."""
    head = add_stakeholder(
        store,
        "Head of the ticket shop",
        [journey.id],
        role="Director",
        department_id=entry["Sales"],
        interest="high",
        influence="high",
        wants="More tickets sold in the app",
    )
    add_ask(store, head, "Show what a lost seat costs", due_on=(date.today() - timedelta(days=3)).isoformat())
    add_ask(store, head, "One page for the board")
    add_stakeholder(store, "Works council", interest="medium", influence="high", wants="No new shifts at night")
    add_stakeholder(store, "Station managers", interest="high", influence="low", department_id=entry["Operations"])
    for tool, category in (("Ticket shop", "Sales"), ("CRM", "Customers"), ("Service desk", "Customers")):
        update_tool(store, entry[tool], category=category)
    use_tool(store, entry["CRM"], entry["Sales"], "Leads and group fares")
    use_tool(store, entry["Service desk"], entry["Customer service"], "Complaints")
    cards = [
        each for each in store.content.ordered(Card) if each.journey_id == journey.id and each.kind == "touchpoint"
    ]
    for number, card in enumerate(cards[:4]):
        department = ("Sales", "Operations", "Customer service")[number % 3]
        set_fields(
            store, [card.id], department_id=entry[department], tool_id=entry["CRM" if number % 2 else "Ticket shop"]
        )
    states: tuple[tuple[int, int, HandOff | None], ...] = ((0, 1, "broken"), (1, 2, "seamless"), (2, 3, None))
    for one, other, state in states:
        there = other < len(cards) and store.content.find(Connector, f"{cards[one].id}/{cards[other].id}") is not None
        if other < len(cards) and not there:
            connect(store, cards[one].id, cards[other].id, hand_off=state)


def many(folder: Path) -> Path:
    """Make a framework of 200 journeys, on a board of five stages and two brands."""
    path = framed(folder)
    with open_workspace(path) as store, store.edit("Many") as edit:
        content = edit.content
        brands = [None, *(each.id for each in content.ordered(Brand))]
        lifecycle = next(each for each in content.all(Journey).values() if each.level == "lifecycle")
        stages = [each.id for each in content.all(Stage).values() if each.journey_id == lifecycle.id]
        for number in range(190):
            title = f"{workspaces.LONG} {number}" if number % 40 == 0 else f"I do thing number {number + 1}"
            place = stages[number * 7 % len(stages)] if number % 5 else None
            brand = brands[number % 3]
            edit.put(Journey(id=new_id(), rank=f"z{number:04}1", title=title, lifecycle_stage_id=place, brand_id=brand))
    return path


def right_to_left(folder: Path) -> Path:
    """Put a journey in Arabic and Hebrew onto a board."""
    path = workspaces.right_to_left(folder)
    with open_workspace(path) as store:
        lifecycle = add_lifecycle(store, "الحياة مع القطار", ("الوعي", "קנייה", "Onboard بعد الشراء"))
        journey = next(each for each in journeys_in_tree_order(store.content) if each.id != lifecycle)
        brand = add_entry(store, Brand, "רכבת הצפון")
        stage = stages_of(store.content, lifecycle)[1]
        update_journey(store, journey.id, lifecycle_stage_id=stage.id, brand_id=brand, review_every=1)
    return path


def show(tab: str, level: str = "", *, details: bool = False) -> Callable[["Window"], None]:
    """Return what shows a tab: the board at a level, one of the registers, with the details of the journey."""

    def act(window: "Window") -> None:
        window.window.show_place("framework")
        page = window.window.framework_page
        page.show_tab(tab)
        window.idle(0.4)
        if level:
            part = page.tab(tab)
            part.show_part(level) if tab == "registers" else part.view.show_level(level)
            window.idle(0.4)
        if details:
            page.open_details(page.tab(tab).current_id())
            window.idle(0.4)

    return act

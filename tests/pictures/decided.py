"""A workspace in which it was decided: a ledger with what was overturned, boundaries, solutions, actions; its tabs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.content import columns_of, journeys_in_tree_order, swimlanes_of
from app.models.records import Journey, Opportunity
from app.services.actions import add_action, give_actions, update_actions
from app.services.decisions import add_boundary, decide, give_decision, put_under, tag_boundary
from app.services.opportunities import make_opportunity, rename_opportunity
from app.services.solutions import change_step, make_solution, update_solution
from app.services.tags import add_tag
from app.services.to_be import make_to_be
from app.store import Store, open_workspace
from tests.pictures import workspaces

if TYPE_CHECKING:
    from tests.bench.stage import Stage


def decided(folder: Path) -> Path:
    """Return the sample with opportunities that were decided on, and what follows from that."""
    path = workspaces.decided(folder)
    with open_workspace(path) as store:
        _decide(store)
        _follow(store)
    return path


def _day(days: int) -> str:
    return (date.today() + timedelta(days)).isoformat()


def _decide(store: Store) -> None:
    first, second, *_ = store.content.ordered(Opportunity)
    give_decision(store, first.id, "Ada Bloom")
    decide(store, second.id, "later", date.today() - timedelta(3), reason="Not before the new price system.")
    decide(store, second.id, "will do", date.today(), reason="The law asks for it by next year anyway.")
    data = add_boundary(store, "We sell no data of passengers")
    tag_boundary(store, data, "data")
    sold = make_opportunity(store, [])
    rename_opportunity(store, sold, "Sell anonymised travel patterns to advertisers")
    add_tag(store, [sold], "data")
    home = add_boundary(store, "We own every screen on which a passenger pays", "will")
    put_under(store, home, [first.id])


def _follow(store: Store) -> None:
    first, second, third, *_ = store.content.ordered(Opportunity)
    journey = next(each for each in journeys_in_tree_order(store.content) if swimlanes_of(store.content, each.id))
    to_be = make_to_be(store, journey.id)
    steps = columns_of(store.content, to_be if isinstance(to_be, str) else store.content.ordered(Journey)[-1].id)
    hold = make_solution(store, [first.id], "A seat is held for ten minutes while payment is retried")
    update_solution(store, hold, status="in work")
    change_step(store, hold, steps[0].id, "A clock shows how long the seat is held")
    help_ = make_solution(store, [second.id, third.id], "One place to ask for help before, during and after the ride")
    dropped = make_solution(store, [third.id], "A second app")
    update_solution(store, dropped, status="dropped")
    rows = (
        ("Ask the bank which refusals may be retried", "done", "Ada Bloom", -9, hold),
        ("Order the change of the booking system", "in work", "Ada Bloom", -2, hold),
        ("Write the words that tell people it is safe to try again", "in work", "Jon Okafor", 5, hold),
        ("Find out what the law asks for by next year", "to do", "Jon Okafor", 12, help_),
        ("Count how many journeys begin with a question at the desk", "to do", "", None, help_),
        ("Try the desk at one station", "to do", "Maya Lind", 40, None),
        ("Draw the second app", "dropped", "", None, dropped),
    )
    for title, status, owner, due, solution in rows:
        made = add_action(store, title, solution_id=solution, due_on=None if due is None else _day(due))
        if owner:
            give_actions(store, [made], owner)
        update_actions(store, [made], status=status)
    update_actions(store, [made], opportunity_id=third.id)


def show(tab: str, *, as_list: bool = False) -> Callable[[Stage], None]:
    """Show a tab of the place Decide with the first of what is there."""

    def act(stage: Stage) -> None:
        from app.models.records import Action, Solution
        from app.views.decide.actions import ActionsPart

        window = stage.window
        window.show_place("decide")
        page = window.decide_page
        page.show_tab(tab)
        content = window.session.content
        if tab == "ledger" and content.all(Opportunity):
            window.session.select_opportunities([content.ordered(Opportunity)[1].id])
        if tab == "solutions" and content.all(Solution):
            page.made[tab].choose(content.ordered(Solution)[0].id)
        if tab == "actions" and content.all(Action):
            page.made[tab].choose(content.ordered(Action)[1].id)
            part = page.part(tab)
            assert isinstance(part, ActionsPart)
            part.show_as("list" if as_list else "board")

    return act

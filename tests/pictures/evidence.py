"""A workspace with interviews and a survey behind its pains and gains, and what is done to look at them."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.models.ids import new_id
from app.models.kinds import InsightKind
from app.models.ranks import ranks_between
from app.models.records import Card, Highlight, Participant, Persona, Source
from app.models.turns import Turn
from app.services.insights import add_evidence, insight_from, set_verdict, show_insight
from app.store import Store, open_workspace
from app.views.rail import PERSONAS, WORKSPACE
from tests.pictures import acts, workspaces

if TYPE_CHECKING:
    from tests.bench.stage import Stage

TALKS: Final[dict[str, tuple[tuple[str, float, str], ...]]] = {
    "Maya Lindqvist": (
        (
            "Three fares for one seat",
            134.0,
            "Three prices for the same seat, and no idea which one holds.",
        ),
        ("Card refused, seat lost", 872.0, "It took my money and gave my seat away."),
        ("Logged out every week", 1204.0, "Every week it forgets me. Every single week."),
        ("Fare shown up front", 1410.0, "What I like is that it shows the fare up front."),
    ),
    "Tom Okafor": (
        ("Three fares for one seat", 300.0, "I took the cheapest one and it was the wrong one."),
        ("Card refused, seat lost", 1868.0, "I just started again from zero."),
    ),
    "Jon Reyes": (
        ("24 hours’ notice needed", 95.0, "Twenty-four hours. I don’t know tomorrow’s meeting by then."),
        ("Cannot book assistance online", 410.0, "You cannot book it online, you have to ring them."),
        ("Ramp there before the train is", 903.0, "When the ramp is there before the train, I could hug them."),
    ),
}
"""What each of them says, when, in seconds, and which card it is behind."""

ANSWERS: Final = (
    ("Card refused, seat lost", "Paid twice. I took the bus."),
    ("Card refused, seat lost", "The wallet failed and the seat was gone."),
    ("Logged out every week", "Why do I have to sign in again and again?"),
    ("No queue on Monday morning", "No queue any more, thank you!"),
)


def heard(folder: Path) -> Path:
    """Import the sample with opportunities, and put evidence behind some of its cards, two of them by insights."""
    path = workspaces.decided(folder, workspaces.unheard)
    with open_workspace(path) as store:
        behind: dict[str, list[str]] = {}
        personas = {each.name: each.id for each in store.content.ordered(Persona)}
        ranks = ranks_between(None, None, len(TALKS) + 1)
        for rank, (name, said) in zip(ranks, TALKS.items(), strict=False):
            persona = personas["Jon" if name.startswith("Jon") else "Maya"]
            who = Participant(id=new_id(), name=name, rank=rank, persona_id=persona)
            turns = [Turn(text, name.split()[0], at, at + 9.0) for _, at, text in said]
            _source(store, f"Interview with {name.split()[0]}", rank, turns, [each for each, *_ in said], behind, who)
        texts = [Turn(text, facts={"row": str(row)}) for row, (_, text) in enumerate(ANSWERS, start=47)]
        _source(store, "Exit survey", ranks[-1], texts, [each for each, _ in ANSWERS], behind)
        _show(store, behind)
    return path


def _source(
    store: Store,
    title: str,
    rank: str,
    turns: list[Turn],
    cards: list[str],
    behind: dict[str, list[str]],
    who: Participant | None = None,
) -> None:
    source = Source(
        id=new_id(),
        rank=rank,
        title=title,
        kind="interview" if who else "survey",
        held_on="2026-05-12",
        turns=len(turns),
        length=sum(len(each.text) for each in turns),
    )
    store.keep_turns(source.id, turns)
    with store.edit("Import") as edit:
        edit.put(*([who] if who else []), source)
        for number, (turn, card) in enumerate(zip(turns, cards, strict=True)):
            made = Highlight(
                id=new_id(),
                source_id=source.id,
                turn=number,
                start=0,
                last_turn=number,
                end=len(turn.text),
                participant_id=who.id if who else None,
            )
            edit.put(made)
            behind.setdefault(card, []).append(made.id)


def _show(store: Store, behind: dict[str, list[str]]) -> None:
    cards = {card.title: card for card in store.content.ordered(Card)}
    said: tuple[tuple[str, InsightKind, str], ...] = (
        ("Card refused, seat lost", "pain", "A refused payment gives the seat away at once"),
        ("Ramp there before the train is", "gain", "People trust what is ready before they are"),
    )
    for title, kind, statement in said:
        made = insight_from(store, behind.pop(title), kind, statement)
        if kind == "pain":
            add_evidence(store, cards[title].id, insight_ids=[made])
        else:
            show_insight(store, cards[title].id, made)
    for title, ids in behind.items():
        add_evidence(store, cards[title].id, highlight_ids=ids)
    reason = "Two calls with the operations team; the lift log says the same."
    judged = cards["Nobody said that the lift had failed"]
    set_verdict(store, judged, "validated", reason, date(2026, 5, 20))


def assumed(folder: Path) -> Path:
    """Import the sample: nobody was asked, so that its pains are assumptions."""
    return workspaces.unheard(folder)


def select(stage: "Stage") -> None:
    """Select a pain that three people have."""
    acts.select_titled("Card refused, seat lost")(stage)


def colour_by_evidence(stage: "Stage") -> None:
    """Colour the cards by how well they are proven."""
    stage.window.map_page.look(colour_by="evidence")
    stage.idle(0.5)


def far(stage: "Stage") -> None:
    """The same of the whole map, from far."""
    colour_by_evidence(stage)
    stage.view.zoom_to(0.11)
    stage.idle(0.5)


def show_persona(stage: "Stage") -> None:
    """Show who is behind a persona."""
    stage.window.rail.buttons[PERSONAS].click()
    stage.idle(0.3)
    area = stage.window.personas_page.page.evidence
    stage.window.personas_page._page_scroll.ensureWidgetVisible(area)
    stage.idle(0.3)


def show_workspace(stage: "Stage") -> None:
    """Show how much of a map may be assumed."""
    stage.window.rail.buttons[WORKSPACE].click()
    stage.idle(0.3)

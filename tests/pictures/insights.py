"""A workspace from which something was learnt: insights with quotes, themes and tags; what is done on their place."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.content import columns_of, journeys_in_tree_order, swimlanes_of
from app.models.kinds import InsightKind
from app.models.records import Insight, Participant, Persona
from app.models.turns import Turn
from app.services.highlights import mark
from app.services.insights import edit_insight, insight_from, make_insight, place_insights, set_verdict
from app.services.tags import add_tag
from app.services.themes import add_theme
from app.store import Store, open_workspace
from tests.pictures import research, workspaces

if TYPE_CHECKING:
    from tests.bench.stage import Stage

LEARNT: Final[tuple[tuple[InsightKind, str, str, tuple[str, ...]], ...]] = (
    (
        "pain",
        "Card refused, seat lost",
        "payment",
        (
            "When I came back the basket was empty.",
            "It took my money and gave my seat away.",
            "I had to begin again, and the seat was gone.",
            "The card was refused and the seat with it.",
            "Refused. And my seat was sold to somebody else.",
        ),
    ),
    ("need", "Needs to know that trying again is safe", "payment", ("I wanted someone to tell me it was safe.",)),
    ("gain", "Refund arrived unasked", "refund", ("Nobody had to ask, I will say that for them.",)),
    ("pain", "Refund took a month", "refund", ("A month until the money was back.", "Four weeks! For my own money.")),
    ("pain", "The refund took a month", "refund", ()),
    ("pain", "Queue at the counter is too long", "queue", ("Half an hour in the queue for one ticket.",)),
    ("pain", "Long queues at the counter on Mondays", "queue", ("On Mondays the queue goes out of the door.",)),
    ("job", "Be at the desk by nine", "", ("I have to be there by nine, whatever it takes.",)),
    ("behaviour", "Buys on the way to the platform", "", ("I buy it while I run.",)),
    ("fact", "Seat reservations cannot be changed by phone", "", ()),
)


def learnt(folder: Path) -> Path:
    """Return the sample with what was learnt from five interviews."""
    path = workspaces.unheard(folder)
    with open_workspace(path) as store:
        fill(store)
    return path


def fill(store: Store) -> None:
    """Add interviews, insights of them, tags, a theme, a verdict, and two of the insights on the map."""
    content = store.content
    people = [[quotes[at] for *_, quotes in LEARNT if len(quotes) > at] for at in range(5)]
    where: dict[str, str] = {}
    personas = content.ordered(Persona)
    for number, said in enumerate(people, start=1):
        source = research.add_source(
            store, f"i{number}", f"P{number:02} · interview", [Turn(each, f"P{number:02}", 60.0) for each in said]
        )
        where |= dict.fromkeys(said, source)
        with store.edit("Persona") as edit:
            person = content.get(Participant, f"person-P{number:02}")
            edit.put(replace(person, persona_id=personas[number % 2].id))
    made = []
    for kind, statement, tag, quotes in LEARNT:
        marked = [mark(store, where[each], research.passage(store, where[each], each), kind) for each in quotes]
        made.append(insight_from(store, marked, kind, statement) if marked else make_insight(store, kind, statement))
        if tag:
            add_tag(store, [made[-1], *marked[:2]], tag)
    add_tag(store, [made[0], made[5]], "app")
    add_theme(store, "Paying", [made[0], made[1]])
    edit_insight(store, made[0], sentiment=-2.0, note="Seen by the help desk, too.")
    set_verdict(store, content.get(Insight, made[7]), "validated", "Every survey of ten years says so.")
    journey = next(journeys_in_tree_order(content))
    swimlane = swimlanes_of(content, journey.id)[0].id
    steps = columns_of(content, journey.id)
    place_insights(store, [made[0], made[3]], journey.id, swimlane, steps[2].id)
    place_insights(store, [made[5]], journey.id, swimlane, steps[0].id)


def odd(folder: Path) -> Path:
    """Add long words, other scripts, nothing said at all, and three hundred more."""
    path = learnt(folder)
    hebrew = "שילמתי, ואז הסל היה ריק וגם המושב הלך לאיבוד"
    japanese = "お金を払ったのに、席がなくなりました。" * 4
    said = (workspaces.LONG * 3, hebrew, "", japanese, *(f"Number {each} of many" for each in range(300)))
    with open_workspace(path) as store:
        theme = add_theme(store, workspaces.LONG)
        with store.edit("More") as edit:
            for number, each in enumerate(said):
                held = theme if number < 4 else None
                edit.put(Insight(id=f"odd{number}", rank=f"A{number:03}V", kind="gain", statement=each, theme_id=held))
        add_tag(store, ["odd0"], workspaces.LONG)
        add_tag(store, ["odd0"], hebrew)
    return path


def show(stage: "Stage") -> None:
    """Go to the library."""
    QTest.mouseClick(stage.window.rail.buttons["insights"], Qt.MouseButton.LeftButton)
    stage.idle(2.0)  # statements are compared behind it


def choose(count: int = 1) -> Callable[["Stage"], None]:
    """Return what chooses the first insights."""

    def do(stage: "Stage") -> None:
        show(stage)
        table = stage.window.insights_page.library.table
        table.setFocus()
        for number in range(count):
            shift = Qt.KeyboardModifier.ShiftModifier if number else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(table, Qt.Key.Key_Down, shift)
        stage.idle(0.3)

    return do


def show_duplicates(stage: "Stage") -> None:
    """Look at what is said twice."""
    show(stage)
    stage.window.insights_page.duplicates.open()
    stage.idle(0.3)


def show_themes(stage: "Stage") -> None:
    """Look at the board, and at the groups that are proposed."""
    show(stage)
    page = stage.window.insights_page
    QTest.mouseClick(page.tabs["themes"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.board.propose, Qt.MouseButton.LeftButton)
    stage.idle(0.6)


def place(stage: "Stage") -> None:
    """Ask where an insight is to stand."""
    choose()(stage)
    page = stage.window.insights_page
    page.place(page.library.ids)
    stage.idle(0.3)


def analyse(name: str) -> Callable[["Stage"], None]:
    """Return what asks a question."""

    def do(stage: "Stage") -> None:
        show(stage)
        page = stage.window.insights_page
        QTest.mouseClick(page.tabs["analysis"], Qt.MouseButton.LeftButton)
        page.analysis.question.fill(name)
        page.analysis.refill()
        stage.idle(1.5)

    return do

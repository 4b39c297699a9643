"""After an import: what was made, what was left out and why, and the place where it is."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.canvas.view import MapView
from app.models.content import Content, journeys_of
from app.models.plan import ImportPlan
from app.models.records import RECORD_TYPES, Insight, Journey, Named, Opportunity, Source, Tag
from app.views.banner import Command
from app.views.imports.words import counts_words, tr
from app.views.panels import OPPORTUNITIES
from app.views.rail import RESEARCH

if TYPE_CHECKING:
    from app.views.window import MainWindow


class Before(NamedTuple):
    """What a workspace held: how many records of each kind, and which journeys and sources."""

    counts: Counter[str]
    journeys: frozenset[str]
    sources: frozenset[str]


class Made(NamedTuple):
    """What an import made: the line that says so, and the new journeys and sources, in order."""

    line: str
    journeys: tuple[str, ...]
    sources: tuple[str, ...]


def before(content: Content) -> Before:
    """Return what a workspace holds before an import."""
    return Before(
        _counted(content),
        frozenset(content.all(Journey)),
        frozenset(content.all(Source)),
    )


def _counted(content: Content) -> Counter[str]:
    """Return how many records of each kind there are, without a look at each of them."""
    return Counter({kind: len(content.all(record_type)) for kind, record_type in RECORD_TYPES.items()})


def after(content: Content, were: Before, plans: Sequence[ImportPlan]) -> Made:
    """Return what a workspace has more than before."""
    counts = _counted(content) - were.counts
    counts["turn"] = sum(len(turns) for plan in plans for turns in plan.turns.values())
    words = counts_words(counts)
    return Made(
        tr("Imported: {what}").format(what=words) if words else tr("There was nothing new to import."),
        tuple(each.id for each in journeys_of(content) if each.id not in were.journeys),
        tuple(each.id for each in content.ordered(Source) if each.id not in were.sources),
    )


def notes_of(plans: Sequence[ImportPlan]) -> list[str]:
    """Return what was left out or doubtful, a line each."""
    return [
        f"{each.source}{'' if each.line is None else f', {each.line}'}: {each.text}"
        for plan in plans
        for each in plan.warnings
    ]


def show(window: "MainWindow", made: Made, plans: Sequence[ImportPlan]) -> list[Command]:
    """Go to what the first of the plans made; return the ways to what the others did."""

    def show_map() -> None:
        window.open_journey(made.journeys[0])
        window.map_page.on_view(MapView.show_all)

    def read() -> None:
        window.show_place(RESEARCH)
        window.research_page.show_source(made.sources[0])

    ways: dict[type, Command] = {}
    if made.journeys:
        ways[Journey] = (tr("Show the map"), show_map)
    if made.sources:
        ways[Source] = (tr("Read the text"), read)
    kinds = [type(record) for plan in plans for record in plan.records]
    first = next((kind for kind in kinds if kind in ways), None)
    if first is not None:
        ways.pop(first)[1]()
    elif Insight in kinds:
        window.show_place(RESEARCH)
    elif kinds and all(issubclass(kind, Named) for kind in kinds):
        window.commands.show_lists("tags" if set(kinds) == {Tag} else "channels")
    if Opportunity in kinds and first is not Source:
        window.map_page.panels.show_panel(OPPORTUNITIES)
    return list(ways.values())

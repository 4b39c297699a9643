"""A workspace in which opportunities are scored by several people; what is done in the place Decide."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtTest import QTest

from app.models.ids import new_id
from app.models.ranks import ranks_between
from app.models.records import Action, Boundary, Opportunity, OpportunityBoundary, Owner, Score, Scorer
from app.scoring.models import Model, models_of
from app.store import Store, open_workspace
from tests.pictures import evidence, workspaces

if TYPE_CHECKING:
    from tests.bench.stage import Stage

SCORERS: Final = ("Ines", "Omar", "Pia", "Tom", "Ada", "Luis")

SAID: Final[dict[str, dict[str, tuple[float, ...]]]] = {
    "Hold the seat while payment is retried": {
        "customer": (100, 75, 90, 92, 92, 100),
        "business": (75, 76, 80),
        "effort": (2,),
    },
    "Book assistance online": {"customer": (100, 93, 75), "business": (43, 20, 70), "effort": (3, 2, 4)},
    "One fare per seat": {"customer": (54, 50), "business": (78, 75, 80), "effort": (5,)},
    "Stay signed in": {"customer": (34,), "business": (47,), "effort": (1,)},
    "Live seat map on the platform": {"customer": (71, 60, 80), "effort": (4,)},
}
"""What each was given, by the part of the criterion, one number a scorer."""


def scored(folder: Path) -> Path:
    """Return the sample with evidence, scored by up to six people, with an override, a boundary and two actions."""
    path = evidence.heard(folder)
    with open_workspace(path) as store:
        there: dict[str, Opportunity] = {}
        for each in store.content.ordered(Opportunity):
            there.setdefault(each.title, each)
        twins = [each for each in store.content.ordered(Opportunity) if there[each.title].id != each.id]
        with store.edit("Leave out those of the sample") as edit:
            edit.delete(*(there[each.title] for each in twins))
        fill(store)
    return path


def fill(store: Store) -> None:
    """Score what is there by the value matrix."""
    opportunities = {each.title: each for each in store.content.ordered(Opportunity)}
    model = models_of(store.content)[0]
    with store.edit("Score") as edit:
        keep(edit, model)
        people = [Scorer(id=new_id(), rank=rank, name=name) for name, rank in ranked(SCORERS)]
        edit.put(*people)
        for title, parts in SAID.items():
            for part, values in parts.items():
                for scorer, value in zip(people, values, strict=False):
                    edit.put(score(opportunities[title], model, part, value, scorer_id=scorer.id))
        edit.put(
            score(
                opportunities["One fare per seat"],
                model,
                "customer",
                64,
                origin="override",
                reason="Nobody who pays for two children was asked.",
                at="2026-11-19T10:00:00",
            )
        )
        owners = [Owner(id=new_id(), rank=rank, name=name) for name, rank in ranked(("Ines", "Omar"))]
        edit.put(*owners)
        first = opportunities["Hold the seat while payment is retried"]
        for (title, rank), owner, due in zip(
            ranked(("Hold seats for ten minutes", "Message: “your seat is safe”")),
            owners,
            ("2026-12-12", "2026-12-05"),
            strict=True,
        ):
            edit.put(
                Action(id=new_id(), rank=rank, title=title, owner_id=owner.id, due_on=due, opportunity_id=first.id)
            )
        boundary = Boundary(id=new_id(), rank="V", title="No accounts that never end")
        edit.put(boundary)
        edit.put(OpportunityBoundary(opportunity_id=opportunities["Stay signed in"].id, boundary_id=boundary.id))


def keep(edit: Any, model: Model) -> None:
    """Store a model that is not yet."""
    anchors = (each for several in model.anchors.values() for each in several)
    edit.put(model.record, *model.criteria, *anchors)


def ranked(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return names with ranks in their order."""
    return list(zip(names, ranks_between(None, None, len(names)), strict=True))


def score(opportunity: Opportunity, model: Model, part: str, value: float, **fields: Any) -> Score:
    """Return a score by one criterion of a model."""
    criterion = next(each for each in model.criteria if part in (each.part, each.name))
    fields = {"at": "2026-11-18T09:00:00", **fields}
    return Score(id=new_id(), opportunity_id=opportunity.id, criterion_id=criterion.id, value=float(value), **fields)


def many(count: int) -> Callable[[Path], Path]:
    """Return what makes so many opportunities with two criteria scored."""

    def make(folder: Path) -> Path:
        path = workspaces.sample(folder)
        with open_workspace(path) as store, store.edit("Score") as edit:
            model = models_of(store.content)[0]
            keep(edit, model)
            for number, rank in enumerate(ranks_between(None, None, count)):
                made = Opportunity(id=new_id(), rank=rank, title=f"Opportunity {number + 1:,}")
                edit.put(made)
                for part, value in (("customer", number * 37 % 101), ("business", number * 53 % 101)):
                    if number % 40:
                        edit.put(score(made, model, part, value))
        return path

    return make


def one(folder: Path) -> Path:
    """Return a workspace with one opportunity that nobody scored."""
    path = workspaces.blank(folder)
    with open_workspace(path) as store, store.edit("One") as edit:
        edit.put(Opportunity(id=new_id(), rank="V", title="Hold the seat while payment is retried"))
    return path


# ---- acts


def show(kind: str = "value matrix", weight: float | None = 0.62) -> "Callable[[Stage], None]":
    """Show the ranking by a model, and wait until all is worked out."""

    def act(stage: "Stage") -> None:
        window = stage.window
        window.show_place("decide")
        part: Any = window.decide_page.part("ranking")
        weighing = window.session.weighing
        weighing.choose(next(each.id for each in models_of(window.session.content) if each.kind == kind))
        if kind == "value matrix" and weight is not None:
            window.session.weigh(weight)
        settle(stage, part)

    return act


def settle(stage: "Stage", part: Any) -> None:
    """Wait for the matrix and the draws."""
    for _ in range(300):
        QTest.qWait(20)
        if not stage.window.session.content.all(Opportunity) or (
            part.matrix is not None and (part.holding.known is not None or part.table.ranking.blind)
        ):
            break
    QTest.qWait(200)


def edit(stage: "Stage") -> None:
    """Show the form of the first opportunity, with the limits of its first criterion."""
    show()(stage)
    part: Any = stage.window.decide_page.part("ranking")
    part.side.show_tab("edit")
    part.side.form.score_rows.rows[2].overriding.click()
    QTest.qWait(200)


def weigh(stage: "Stage") -> None:
    """Try other weights of the criteria."""
    show("weighted criteria")(stage)
    part: Any = stage.window.decide_page.part("ranking")
    part.bar.weights.click()
    part.bar.sheet.sliders[0].setValue(40)
    settle(stage, part)


def sift(stage: "Stage") -> None:
    """Choose what is looked at."""
    show()(stage)
    part: Any = stage.window.decide_page.part("ranking")
    part.tools.filter.click()
    QTest.qWait(200)

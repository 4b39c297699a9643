"""A group that scores: what is done in the window before a picture of it is taken."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.models.kinds import ScoringKind
from app.models.records import Opportunity, Scorer
from app.scoring.models import model_of
from app.scoring.presets import preset_id
from app.services.opportunities import rename_opportunity
from app.services.scoring import add_scorer, open_blind_round, override, rename_scorer, score
from app.services.scoring_models import AnchorLine, choose_model, set_anchors, update_criterion
from app.store import Store, open_workspace
from tests.pictures import acts, evidence, workspaces

if TYPE_CHECKING:
    from app.views.scoring.blind_sheet import BlindSheet
    from tests.bench.stage import Stage

SAID: Final[dict[str, Sequence[Sequence[int | None]]]] = {
    "Maya Lindqvist": ((3, 2, 2), (4, 3, 3), (1, 1, 1)),
    "Tom Okafor": ((3, 4, 1), (1, 3, 3), (2, 1, None)),
    "Jon Reyes": ((4, 0, 2), (2, 3, 4)),
    "Ines Duarte": ((3, 2, 2), (0, 2, 3), (2, 1, 1)),
}
"""The place of the anchor that each chose, by opportunity and criterion."""

REASONS: Final = (
    "People talk about it in every interview.",
    "It is one team’s number only, and finance will not see it before the summer.",
    "",
)


def scored(
    make: Callable[[Path], Path] = evidence.heard, kind: ScoringKind = "value matrix", *, blind: bool = False
) -> Callable[[Path], Path]:
    """Return what makes a workspace in which four people have scored."""

    def made(folder: Path) -> Path:
        path = make(folder)
        with open_workspace(path) as store:
            if kind != "value matrix":
                choose_model(store, preset_id(kind))
            _score(store)
            if blind:
                open_blind_round(store)
        return path

    return made


def long_words(folder: Path) -> Path:
    """Return the same with words that are longer than a line."""
    path = scored()(folder)
    with open_workspace(path) as store:
        content = store.content
        for scorer in content.ordered(Scorer)[:1]:
            rename_scorer(store, scorer.id, f"Dr. {workspaces.LONG}")
        first = content.ordered(Opportunity)[0]
        rename_opportunity(store, first.id, f"Mend {workspaces.LONG} and {workspaces.ADDRESS} at once")
        criterion = model_of(content).criteria[1]
        update_criterion(store, criterion.id, name=workspaces.LONG, rubric=f"{workspaces.ADDRESS} " * 3)
        steps = [AnchorLine(25.0 * place, workspaces.LONG, f"{workspaces.ADDRESS} and more " * 2) for place in range(5)]
        set_anchors(store, criterion.id, steps)
    return path


def _score(store: Store) -> None:
    model, opportunities = model_of(store.content), store.content.ordered(Opportunity)
    for number, (name, rows) in enumerate(SAID.items()):
        scorer = add_scorer(store, name)
        for opportunity, places in zip(opportunities, rows, strict=False):
            for criterion, place in zip(model.criteria, places, strict=False):
                anchors = model.anchors[criterion.id]
                if place is None or not anchors:
                    continue
                value = anchors[min(place, len(anchors) - 1)].value
                reason = REASONS[(number + place) % 3]
                high = anchors[-1].value if number == 1 else None
                score(store, opportunity.id, criterion.id, value, scorer_id=scorer, high=high, low=None, reason=reason)
    if model.kind == "value matrix":
        override(store, opportunities[0].id, model.criteria[1].id, 60.0, "Agreed with finance on their own figures.")


def _sheet(stage: "Stage") -> "BlindSheet":
    stage.window.commands.run("score_blind")
    stage.idle(0.3)
    return stage.window.blind_sheet


def begin(stage: "Stage") -> None:
    """Ask what is scored."""
    _sheet(stage)


def cover(stage: "Stage") -> None:
    """Ask who scores."""
    _sheet(stage).begin_page.begin.click()


def press(*keys: Qt.Key) -> None:
    """Press keys wherever they go."""
    for key in keys:
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClick(field, key)


def score_one(stage: "Stage") -> None:
    """Let somebody new score the first opportunity, and begin with the second criterion."""
    cover(stage)
    sheet = stage.window.blind_sheet
    QTest.keyClicks(sheet.cover.name, "Amara")
    QTest.keyClick(sheet.cover.name, Qt.Key.Key_Return)
    stage.idle(0.3)
    press(Qt.Key.Key_4, Qt.Key.Key_Right, Qt.Key.Key_3)
    QTest.keyClicks(sheet.score_page.reason, "It moves the churn figure, not more.")
    sheet.score_page.behind.show_quotes()
    sheet.score_page.focus_scale()


def handed_over(stage: "Stage") -> None:
    """Hand over to the next person."""
    score_one(stage)
    stage.window.blind_sheet.score_page.hand_over.click()


def revealed(stage: "Stage") -> None:
    """Reveal what everybody said."""
    cover(stage)
    stage.window.blind_sheet.cover.reveal.click()


def empty(stage: "Stage") -> None:
    """Score where there is nothing to score."""
    stage.window.commands.run("score_blind")


def models(stage: "Stage") -> None:
    """Look at the scoring models."""
    stage.window.commands.run("scoring_models")


def form(stage: "Stage") -> None:
    """Look at what counts for an opportunity, and who says so."""
    acts.open_ranking(stage)
    panel: Any = stage.window.map_page.panels.made["opportunities"]
    panel.table.selectRow(0)


def scorers(stage: "Stage") -> None:
    """Look at the register of scorers."""
    stage.window.commands.run("scorers")
    dialog = stage.window.commands.dialog
    assert dialog is not None

"""The pictures: what is on each, and how to get there."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.models.places import resource

if TYPE_CHECKING:
    from tests.bench.stage import Stage

SIZE = (1600, 1000)
SAMPLE = "Northwind.clew"


def sample(folder: Path) -> Path:
    """Return the sample workspace, imported into the folder."""
    from app.importers import read_source
    from app.store import create_workspace

    path = folder / SAMPLE
    create_workspace(path, read_source(resource("samples", "northwind.json")).records).close()
    return path


def thousand(folder: Path) -> Path:
    """Return a workspace of 1,000 cards."""
    from tests.bench.workload import make_workspace

    return make_workspace(folder, 1_000)


def right_to_left(folder: Path) -> Path:
    """Return a small workspace in Arabic and Hebrew, one very long word among its titles."""
    from app.models.records import Lane, Step
    from app.services.cards import add_card, set_sentiment
    from app.services.journeys import add_journey
    from app.services.personas import add_persona_to_map
    from app.services.stages import add_stage
    from app.store import create_workspace

    path = folder / "רכבת.clew"
    store = create_workspace(path)
    journey = add_journey(store, "أشتري تذكرة قطار")
    steps = []
    for title in ("الوعي", "البحث", "קנייה", "Donaudampfschifffahrtsgesellschaftskapitän"):
        stage = add_stage(store, journey, title)
        steps.append(next(step.id for step in store.content.ordered(Step) if step.stage_id == stage))
    for name in ("ليلى", "נועה"):
        swimlane = add_persona_to_map(store, journey, name)
        lane = {each.kind: each.id for each in store.content.ordered(Lane) if each.swimlane_id == swimlane}
        texts = ("ترى إعلانًا (عند محطة الحافلة 12)", "משווה מחירים באפליקציה", "الدفع بالبطاقة 50€ رُفض", "مشكلة")
        for number, (step, text) in enumerate(zip(steps, texts, strict=True)):
            add_card(store, journey, "touchpoint", text, lane_id=lane["touchpoints"], step_id=step)
            pain = add_card(store, journey, "pain", text, lane_id=lane["experience"], step_id=step)
            set_sentiment(store, [pain], float(number - 1))
    store.close()
    return path


def whole_map(stage: "Stage") -> None:
    """See all of the map."""
    stage.view.show_all()


def one_card(stage: "Stage") -> None:
    """See little, near."""
    stage.view.zoom_to(2.5)


def select_one(stage: "Stage") -> None:
    """Click a card in the middle of the map, so that the inspector tells of it."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    seen = stage.view.viewport().rect().adjusted(0, 0, -120, -60)
    near = [card_id for card_id in stage.view.layout_.cards if seen.contains(stage.place_of(card_id))]
    QTest.mouseClick(stage.view.viewport(), Qt.MouseButton.LeftButton, pos=stage.place_of(near[len(near) // 3]))


def drag_one(stage: "Stage") -> None:
    """Carry a card two columns on, and keep the button down."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    from app.models.records import Card

    view = stage.view
    start = stage.place_of(next(card.id for card in view.content.ordered(Card) if card.kind == "pain"))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 12):
        QTest.mouseMove(view.viewport(), start + QPoint(16 * step, -5 * step))
        stage.settle()


def type_one(stage: "Stage") -> None:
    """Begin a new pain by its letter and type."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(stage.view, Qt.Key.Key_P)
    QTest.keyClicks(stage.view.writing.editor, "Seat lost while paying")


def show_keys(stage: "Stage") -> None:
    """Open the sheet of keys."""
    stage.window.overlay.toggle()


def nothing(stage: "Stage") -> None:
    """Leave the window as it opens."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the window: the workspace in it (none = the start), what is done, theme and scale.

    With `paper`, a picture of the first page of a PDF instead.
    """

    workspace: Callable[[Path], Path] | None = sample
    do: Callable[["Stage"], None] = nothing
    theme: str = "light"
    scale: float = 1.0
    in_docs: bool = False
    paper: tuple[str, float | None] | None = None


SHOTS: Final[dict[str, Shot]] = {
    "window": Shot(do=select_one, in_docs=True),
    "window-dark": Shot(do=select_one, theme="dark", in_docs=True),
    "start": Shot(workspace=None, in_docs=True),
    "start-dark": Shot(workspace=None, theme="dark"),
    "drag": Shot(do=drag_one, in_docs=True),
    "drag-dark": Shot(do=drag_one, theme="dark"),
    "typing": Shot(do=type_one),
    "keys": Shot(do=show_keys),
    "thousand-far": Shot(workspace=thousand, do=whole_map),
    "thousand-near": Shot(workspace=thousand),
    "near": Shot(do=one_card),
    "right-to-left": Shot(workspace=right_to_left, do=select_one),
    "double": Shot(do=select_one, scale=2.0),
    "paper-fit": Shot(paper=("fit", None), in_docs=True),
    "paper-a4-tiled": Shot(paper=("A4", 0.5)),
    "paper-a0": Shot(paper=("A0", None)),
    "paper-right-to-left": Shot(workspace=right_to_left, paper=("fit", None)),
}


def take_window(shot: Shot, folder: Path, out: Path) -> None:
    """Take a picture of the window."""
    from tests.bench.stage import Stage

    size = SIZE if shot.scale == 1.0 else (1200, 570)
    stage = Stage(shot.workspace(folder) if shot.workspace else None, theme=shot.theme, size=size)
    stage.idle(1.0)
    shot.do(stage)
    stage.idle(0.6)
    if not stage.window.grab().save(str(out)):
        raise SystemExit(f"{out} could not be written")


def take_paper(shot: Shot, folder: Path, out: Path) -> None:
    """Take a picture of the first page of a PDF of the workspace."""
    from app.exporters.paper import FIT, PaperOptions
    from app.exporters.pdf import export_pdf
    from app.store import read_snapshot

    assert shot.workspace is not None
    assert shot.paper is not None
    paper, tile = shot.paper
    snapshot = read_snapshot(shot.workspace(folder))
    options = PaperOptions(paper=paper, landscape=paper != FIT, tile=tile)
    export_pdf(snapshot, folder / "map.pdf", options, date=datetime(2026, 1, 15, tzinfo=UTC))
    if rasteriser := shutil.which("pdftoppm"):
        command = [
            rasteriser,
            "-png",
            "-singlefile",
            "-scale-to",
            "1600",
            str(folder / "map.pdf"),
            str(out.with_suffix("")),
        ]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    _shot = SHOTS[sys.argv[1]]
    (take_paper if _shot.paper else take_window)(_shot, Path(sys.argv[2]), Path(sys.argv[3]))

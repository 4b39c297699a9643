"""What a user of the window waits for: start, opening, frames, edits, capture, exports. One process, one workspace.

Called with the workspace, its cards and the moment the process was spawned (monotonic seconds); prints the figures as
JSON on its last line.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSlider, QTableView

    from tests.bench.stage import Stage

FRAMES = 80
EDITS = 40
CAPTURES = 40
STEPS = 20
AROUND = 5
"""Steps of a presentation, and after how many it begins anew."""
PASTED = 300
"""Lines that are pasted at once."""
SWITCHES = 5
OPPORTUNITIES = 5_000
CARDS_TO_A_CONNECTOR = 4
NEIGHBOURS = ((1, 0), (1, 0), (1, 0), (2, 0), (-1, 0), (0, 1), (1, 2), (3, 8), (-2, 5))
"""Columns to the right and cards down from a card to the one that it leads to."""
PLACES = ("decide", "framework", "personas", "workspace", "map")
PANELS = ("outline", "opportunities", "findings", "votes", "history", "workshop", "palette", "filter", "shortcuts")
"""Opened by a command and closed by the same."""
DIALOGS = (
    "shared_lists",
    "required_fields",
    "new_from_template",
    "save_template",
    "import",
    "export",
    "report",
    "bookmarks",
    "change_keys",
)
ON_ALL_CARDS = ("select_all", "copy", "delete", "undo", "redo", "undo", "paste", "undo")
IDLE = 3.0
"""Seconds that the window is left alone after its start: what loads behind the first paint is loaded then."""
PAUSE = 0.1
"""Seconds between two commands of the window."""
REST = 0.5
"""Seconds until everything in view is drawn as it stays, after a zoom or a jump."""
SIZE = (1920, 937)
"""Of the map's view, in pixels."""


def frames(stage: "Stage") -> dict[str, float]:
    """Return the ms of frames while everything is in view, while zooming, and at 100 %."""
    from tests.bench.engine import spread

    view = stage.view
    view.show_all()
    whole = view.zoom
    # A little nearer than the whole map, so that there is somewhere to pan to.
    view.zoom_to(whole * 1.3)
    stage.settle()
    figures = spread("pan whole map", [stage.frame(step) for step in _panning(stage)])
    half = FRAMES // 2
    steps = [whole * (1 / whole) ** (number / half) for number in (*range(half), *range(half, 0, -1))]
    figures |= spread("zoom", [stage.frame(partial(view.zoom_to, to)) for to in steps])
    view.zoom_to(1.0)
    return figures | spread("pan 100 %", [stage.frame(step) for step in _panning(stage)])


def _panning(stage: "Stage") -> list[Callable[[], None]]:
    """Return steps that scroll there and back, both ways at once: 24 pixels a step, or less where there is less."""
    bars = stage.view.horizontalScrollBar(), stage.view.verticalScrollBar()
    half = FRAMES // 2
    strides = [min(24, (bar.maximum() - bar.minimum()) // half) for bar in bars]

    def scroll(number: int) -> None:
        for bar, stride in zip(bars, strides, strict=True):
            bar.setValue(bar.minimum() + stride * number)

    scroll(0)
    stage.idle(REST)
    return [partial(scroll, number) for number in (*range(1, half + 1), *reversed(range(half)))]


def drag(stage: "Stage") -> dict[str, float]:
    """Return the ms of frames while a card is dragged across the view; the drag is cancelled at its end."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    from app.canvas.tools.drag_cards import DragCards
    from tests.bench.engine import spread

    view = stage.view
    for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
        bar.setValue(bar.minimum())
    stage.settle()
    start = stage.place_of(next(iter(view.layout_.cards)))
    viewport = view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, start + QPoint(20, 20))
    stage.settle()
    if not isinstance(view.hand.tool, DragCards):
        raise SystemExit("the drag did not begin")
    across = viewport.width() - start.x() - 120
    down = viewport.height() - start.y() - 120
    places = [start + QPoint(across * n // FRAMES, down * n // FRAMES) for n in range(1, FRAMES)]
    figures = spread("drag", [stage.frame(partial(QTest.mouseMove, viewport, at)) for at in places])
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=places[-1])
    stage.settle()
    return figures


def edits(stage: "Stage") -> dict[str, float]:
    """Return the ms from the call of a service, and of an undo, to committed and painted."""
    from app.services.cards import move_cards
    from tests.bench.engine import spread

    view, store = stage.view, stage.view.store
    layout = view.layout_
    first, lane = next(iter(layout.cards.values())), layout.lanes[0].lane_id
    steps = [column.step_id for column in layout.columns[1:6]]
    done, undone = [], []
    for number in range(EDITS):
        step = steps[number % len(steps)]
        done.append(stage.frame(partial(move_cards, store, [first.card_id], lane, step, None)))
        undone.append(stage.frame(store.undo))
    return spread("edit", done[3:]) | spread("undo", undone[3:])


def write_cards(stage: "Stage") -> dict[str, float]:
    """Return the ms from Enter in the editor to the card committed and painted and the next editor open."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from tests.bench.engine import spread

    view = stage.view
    view.focus_spot(view.layout_.first_focus())
    view.commands.add_card("touchpoint")
    editor = view.writing.editor
    times = []
    for number in range(CAPTURES):
        for character in f"Typed at speed, card {number}":
            QTest.keyClicks(editor, character)
            stage.settle()
        times.append(stage.frame(lambda: QTest.keyClick(editor, Qt.Key.Key_Return)))
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    stage.settle()
    return spread("write", times)


def capture(stage: "Stage") -> dict[str, float]:
    """Return the ms from Enter in the capture line to the card committed, in view and painted; each elsewhere."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from app.models.content import stages_of
    from tests.bench.engine import spread

    stage.window.commands.run("capture")
    stage.settle()
    line = stage.window.map_page.capture.line
    places = [each.title for each in stages_of(stage.view.content, stage.view.journey_id)]
    times, keys = [], []
    for number in range(CAPTURES):
        for character in f'pain: said at speed {number} @"{places[number % len(places)]}" ~Maya #queue !4':
            began = time.perf_counter()
            QTest.keyClicks(line, character)
            keys.append((time.perf_counter() - began) * 1000)
            stage.settle()
        times.append(stage.frame(lambda: QTest.keyClick(line, Qt.Key.Key_Return)))
        if line.text():
            raise SystemExit("the sentence was not filed")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    stage.settle()
    return spread("capture", times) | spread("key in the capture line", keys)


def present(stage: "Stage") -> dict[str, float]:
    """Return the ms of a step through a map that is presented in the window, and of the longest frame there."""
    from app.canvas.motion import moves, set_motion
    from tests.bench.engine import spread

    presenter, moved = stage.window.presenter, moves()
    presenter.start()
    assert presenter.room is not None
    stage.watch(presenter.room.sheet.viewport())
    stage.idle(REST)
    steps: list[float] = []
    on_the_way: list[float] = []
    for motion in (False, True):
        set_motion(motion)
        for number in range(STEPS):
            if number % AROUND == 0:
                presenter.go_to(0)
                stage.idle(REST)
            gaps = stage.watch_gaps()
            if motion:
                presenter.next()
                stage.idle(REST / 2)
                on_the_way.append(max(gaps))
            else:
                steps.append(stage.frame(presenter.next))
                stage.idle(PAUSE)
    set_motion(moved)
    presenter.stop()
    stage.idle(REST)
    return spread("presentation step", steps) | spread("presentation frame", on_the_way)


def openings(stage: "Stage") -> dict[str, float]:
    """Return the longest turn of the event loop while each page, panel, sheet and dialog is opened first."""
    gaps = stage.watch_gaps()
    for place in PLACES:
        stage.run(f"place_{place}", PAUSE)
    for panel in PANELS:
        stage.run(panel, PAUSE)
        stage.run(panel, PAUSE)
    for dialog in DIALOGS:
        stage.run(dialog, PAUSE)
        assert stage.window.commands.dialog is not None, dialog
        stage.window.commands.dialog.reject()
        stage.idle(PAUSE)
    return {"gap at first openings": max(gaps)}


def all_cards(stage: "Stage") -> dict[str, float]:
    """Return the longest turn of the event loop while all cards are selected, copied, deleted, pasted."""
    gaps = stage.watch_gaps()
    for name in ON_ALL_CARDS:
        stage.run(name, PAUSE)
    return {"gap with all cards": max(gaps)}


def time_machine(stage: "Stage", steps: int) -> dict[str, float]:
    """Return the longest turn of the event loop in the past: steps shown, two points compared, a replay begun."""
    stage.window.commands.run("history")
    stage.idle(2 * REST)
    room = stage.window.history
    newest = stage.view.store.step
    gaps = stage.watch_gaps()
    looks: tuple[Callable[[], object], ...] = (
        *(partial(room.show_step, newest - back) for back in (1, steps // 2, steps)),
        room.compare,
        room.back_to_now,
        room.replay,
        room.back_to_now,
    )
    for look in looks:
        look()
        stage.idle(2 * REST)
    stage.window.commands.run("history")
    return {"gap in the past": max(gaps)}


def paste(stage: "Stage") -> dict[str, float]:
    """Return the longest turn of the event loop while many lines are looked at and become cards."""
    from app.models.content import stages_of

    places = [each.title for each in stages_of(stage.view.content, stage.view.journey_id)]
    lines = [f'pain: pasted {number} @"{places[number % len(places)]}"' for number in range(PASTED)]
    gaps = stage.watch_gaps()
    stage.window.map_page.capture.paste_asked.emit("\n".join(lines))
    stage.idle(REST)
    assert stage.window.commands.dialog is not None
    stage.window.commands.dialog.accept()
    stage.idle(REST)
    return {"gap in a paste": max(gaps)}


def weigh(stage: "Stage") -> dict[str, float]:
    """Return the ms from the slider moved by one step to 5,000 opportunities sorted anew and painted.

    In the panel, and in the place Decide beside the matrix; `gap` is the longest turn while that is shown.
    """
    from app.models.ranks import ranks_between
    from app.models.records import Opportunity
    from tests.bench.engine import spread
    from tests.scores import MATRIX, scored

    random = Random(5)
    with stage.window.session.store.edit("Import opportunities") as edit:
        edit.put(*MATRIX)
        for number, rank in enumerate(ranks_between(None, None, OPPORTUNITIES)):
            customer, business = random.uniform(0, 100), random.uniform(0, 100)
            title = f"Opportunity {number}"
            edit.put(*scored(Opportunity(id=title, rank=rank, title=title), customer, business))
    stage.window.map_page.panels.show_panel("opportunities")
    stage.idle(1.0)
    panel: Any = stage.window.map_page.panels.made["opportunities"]
    panel.table.selectRow(0)
    figures = spread("re-rank", _weighed(stage, panel.slider, panel.table))
    stage.window.map_page.panels.show_panel("")
    gaps = stage.watch_gaps()
    stage.run("place_decide", 4 * REST)
    part: Any = stage.window.decide_page.part("ranking")
    figures |= {"decide: gap": max(gaps), **spread("decide: re-rank", _weighed(stage, part.bar.slider, part.table))}
    stage.run("place_map", REST)
    return figures


def _weighed(stage: "Stage", slider: "QSlider", table: "QTableView") -> list[float]:
    times = []
    for step in range(10, 10 + FRAMES):
        began = time.perf_counter()
        slider.setValue(step)
        table.viewport().repaint()
        times.append((time.perf_counter() - began) * 1000)
        stage.settle()
    return times


def connect(stage: "Stage") -> dict[str, float]:
    """Return the ms of frames and edits with a connector for every fourth card, most to a neighbour, some far away."""
    from app.models.kinds import HandOff
    from app.models.records import Connector

    view = stage.view
    layout, random = view.layout_, Random(7)
    cards = list(layout.cards)
    gaps = stage.watch_gaps()
    with view.store.edit("Import connectors") as edit:
        for card_id in random.sample(cards, len(cards) // CARDS_TO_A_CONNECTOR):
            box = layout.cards[card_id].box
            across, down = random.choice(NEIGHBOURS)
            there = layout.card_at(box.x + across * box.width * 1.1 + 5.0, box.y + down * box.height * 1.2 + 5.0)
            other = there or random.choice(cards)
            if other != card_id:
                mark: HandOff | None = random.choice((None, None, "seamless", "broken"))
                edit.put(Connector(from_card_id=card_id, to_card_id=other, journey_id=view.journey_id, hand_off=mark))
    stage.settle()  # what came before ends here
    gaps.clear()
    stage.idle(1.0)
    figures = {"gap while lines are found": max(gaps)}
    for part in (frames, edits):
        figures |= part(stage)
    return {f"connectors: {name}": figure for name, figure in figures.items()}


def look(stage: "Stage") -> dict[str, float]:
    """Return the ms of switching a colour rule, a filter that dims and one that hides, near and from far.

    `gap` is the longest turn of the event loop while what follows is drawn. Panning and edits with a lens on come last.
    """
    from app.layout.lens import PLAIN, Lens
    from tests.bench.engine import spread

    view, page = stage.view, stage.window.map_page
    some = (("kind", frozenset({"touchpoint", "quote"})),)
    lenses = {
        "colour": Lens(colour_by="persona"),
        "filter, dim": Lens(filters=some),
        "filter, hide": Lens(filters=some, hides=True),
    }
    figures: dict[str, float] = {}
    for place, come in (("", lambda: view.zoom_to(1.0)), (", far", view.show_all)):
        for name, lens in lenses.items():
            come()
            stage.idle(REST)
            times = []
            gaps = stage.watch_gaps()
            for _ in range(SWITCHES):
                for each in (lens, PLAIN):
                    times.append(stage.frame(partial(page.set_lens, each)))
                    stage.idle(REST / 2)
            figures |= spread(f"{name}{place}", times) | {f"{name}{place}: gap": max(gaps)}
    page.set_lens(lenses["colour"]._replace(filters=some))
    stage.idle(REST)
    figures |= {f"lens: {key}": figure for part in (frames, edits) for key, figure in part(stage).items()}
    page.set_lens(PLAIN)
    stage.settle()
    return figures


def main(path: Path, cards: int, spawned: float) -> dict[str, float]:
    """Return all figures of one session in the window, ms; memory in MB."""
    from app.models.collecting import no_collecting

    with no_collecting():  # as app.bootstrap does
        from tests.bench.stage import Stage, memory

        stage = Stage(path)
    figures = {"cold start": (time.monotonic() - spawned) * 1000}
    gaps = stage.watch_gaps()
    stage.idle(IDLE)
    figures["memory"] = memory()
    figures["gap after start"] = max(gaps)
    figures["warm opening"] = stage.open_again(path)
    stage.fit_view(*SIZE)
    gaps.clear()
    for part in (frames, drag, edits, write_cards, capture, present):
        figures |= part(stage)
    figures["gap in use"] = max(gaps)
    figures |= openings(stage) | time_machine(stage, EDITS) | paste(stage) | all_cards(stage)
    gaps.clear()
    stage.export_all(path.parent, cards)
    figures["gap in exports"] = max(gaps)
    stage.import_all(path.parent)
    figures["gap in imports"] = max(gaps)
    figures["longest gap"] = max(figure for key, figure in figures.items() if key.startswith("gap "))
    figures |= look(stage)
    figures |= weigh(stage)
    figures |= connect(stage)
    stage.close()
    return figures


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))))

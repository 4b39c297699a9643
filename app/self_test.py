"""`clew self-test`: the main job in a temporary folder, each step with what it found and how long it took."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from app.models.errors import ClewError

_DIAGRAM = """\
journey
    title Self-test
    section Before
      Rings: 4: Ines
      Waits: 2: Ines, Омар
    section After
      Goes home: 5: Ines
"""

_LIST = """\
title,customer,business,effort,decision,reason
Say when it comes,80,40.5,2,will do,"Asked for, often"
Nothing known yet,,,,,
=1+1,12.25,90,5,later,
"""
_SCRIPTS = {
    "Latin": "Zażółć gęślą jaźń Việt",
    "Greek": "Ξεσκεπάζω την",
    "Cyrillic": "Съешь ещё булок",
    "Arabic": "رحلة الزبون",
    "Hebrew": "מסע הלקוח",
    "Devanagari": "ग्राहक यात्रा",
    "Thai": "การเดินทางของลูกค้า",
}
"""The scripts whose fonts come with Clew, and a few words in each."""
_HEADS = {".pdf": b"%PDF", ".svg": b"<", ".png": b"\x89PNG", ".xlsx": b"PK", ".ics": b"BEGIN:VCALENDAR", ".qdpx": b"PK"}
"""How files begin; the others are text."""


def run(window: Callable[[Path], str]) -> None:
    """Do the main job and print each step; raises ClewError at the first that went wrong.

    `window` opens a workspace in a window nobody sees and says what it found there.
    """
    with TemporaryDirectory(prefix="clew-self-test-") as folder:
        for name, step in (
            ("import the sample and a Mermaid diagram", _import),
            ("read each template", _templates),
            ("edit, undo, close, open, redo", _edit),
            ("check the file", _check),
            ("write JSON and read it back", _json),
            ("write Mermaid and read it back", _mermaid),
            ("read a list of opportunities as CSV, write and read it as CSV and XLSX", _lists),
            ("put the ranking to the test", _ranking),
            ("set a text in each script that Clew has fonts for", _scripts),
            ("write the shared lists and read them back", _shared_lists),
            ("take pictures of each kind", _pictures),
            ("write each kind of file, and the report", _files),
            ("open the window, with the matrix of opportunities", lambda folder: window(_workspace(folder))),
        ):
            started = time.perf_counter()
            try:
                found = step(Path(folder))
            except Exception as error:
                raise ClewError(f"The self-test failed at “{name}”: {type(error).__name__}: {error}") from error
            print(f"ok  {name}: {found} ({(time.perf_counter() - started) * 1000:.0f} ms)")
    print("All of it works here.")


def _expect(true: bool, what: str) -> None:
    if not true:
        raise ClewError(what)


def _workspace(folder: Path) -> Path:
    return folder / "test.clew"


def _import(folder: Path) -> str:
    from app.importers import read_source
    from app.models.places import resource
    from app.services.plans import apply_plan, create_from

    diagram = folder / "diagram.mmd"
    diagram.write_text(_DIAGRAM, encoding="utf-8")
    sample = read_source(resource("samples", "northwind.json"))
    with create_from(_workspace(folder), sample) as store:
        apply_plan(store, read_source(diagram))
        return f"{len(store.content)} records"


def _templates(_: Path) -> str:
    from app.importers.templates import read_template
    from app.models.places import resource

    names = [path.stem for path in sorted(resource("templates").glob("*.json"))]
    _expect(bool(names), "there is none")
    for name in names:
        _expect(bool(read_template(name).records), f"{name} is empty")
    return ", ".join(names)


def _edit(folder: Path) -> str:
    from app.models.content import journeys_of
    from app.services.cards import add_card
    from app.store import open_workspace

    path = _workspace(folder)
    with open_workspace(path) as store:
        before = store.content.copy()
        add_card(store, journeys_of(store.content)[0].id, "need", "Self-test")
        after = store.content.copy()
        store.undo()
        _expect(store.content == before, "undo left something behind")
    with open_workspace(path) as store:
        store.redo()
        _expect(store.content == after, "redo after a restart gave something else")
        return f"step {store.step} of the history"


def _check(folder: Path) -> str:
    from app.store import check_file

    findings = check_file(_workspace(folder))
    _expect(not findings, "; ".join(findings))
    return "no findings"


def _json(folder: Path) -> str:
    from app.exporters.workspace_json import write_json
    from app.importers.workspace_json import read_json
    from app.models.content import Content
    from app.store import read_snapshot

    snapshot = read_snapshot(_workspace(folder))
    text = write_json(snapshot)
    _expect(Content(read_json(text, "test.json").records) == snapshot.content, "it came back different")
    return f"{len(text):,} characters"


def _mermaid(folder: Path) -> str:
    from app.exporters.mermaid import write_mermaid
    from app.models.content import journeys_of
    from app.store import read_snapshot

    snapshot = read_snapshot(_workspace(folder))
    journey = next(each for each in journeys_of(snapshot.content) if each.title == "Self-test")
    text, _ = write_mermaid(snapshot, journey.id)
    _expect(text == _DIAGRAM, "the diagram came back different")
    return f"{len(text.splitlines())} lines"


def _lists(folder: Path) -> str:
    from app.exporters.export import Order, export
    from app.importers import Asked, read_source
    from app.models.content import Content
    from app.models.records import Decision, Opportunity
    from app.scoring.opportunities import sides_of
    from app.services.plans import apply_plan
    from app.store import open_workspace

    def listed(path: Path) -> list[tuple[object, ...]]:
        content = Content(read_source(path, "opportunities").records)
        decisions = {each.opportunity_id: (each.kind, each.reason) for each in content.all(Decision).values()}
        figures = (
            (each.title, *sides_of(content, each.id), decisions.get(each.id))
            for each in content.all(Opportunity).values()
        )
        return sorted(figures, key=repr)

    source = folder / "list.csv"
    source.write_text(_LIST, encoding="utf-8")
    known = listed(source)
    _expect(len(known) == 3, "the list was read wrongly")
    with open_workspace(_workspace(folder)) as store:
        apply_plan(store, read_source(source, "opportunities", Asked(content=store.content)))
        snapshot = store.snapshot()
    for ending in (".csv", ".xlsx"):
        out = folder / f"written{ending}"
        export(snapshot, Order(out))
        again = listed(out)
        _expect(all(each in again for each in known), f"the list came back different as {ending[1:].upper()}")
    return f"{len(again)} opportunities"


def _ranking(folder: Path) -> str:
    from app.scoring.models import model_of
    from app.scoring.robustness.assessed import robustness_of
    from app.store import read_snapshot

    content = read_snapshot(_workspace(folder)).content
    found = robustness_of(content, model_of(content), draws=200)
    _expect(found.unseating.change is not None, "no change of weights unseats the leader")
    _expect(bool(found.questions), "there is nothing to learn")
    return f"{len(found.of)} opportunities, {len(found.questions)} questions"


def _scripts(folder: Path) -> str:
    from app.importers import read_source
    from app.layout.text import TextStyle, breaks, fonts, lay_out
    from app.services.plans import apply_plan
    from app.store import open_workspace

    ours = set(fonts.warm())
    for script, text in _SCRIPTS.items():
        for style in (TextStyle(12.0), TextStyle(12.0, "bold")):
            block = lay_out(text, style, 400.0)
            _expect(not block.missing, f"no font here has {', '.join(sorted(block.missing))}")
            used = {run.face.path for line in block.lines for run in line.runs}
            _expect(used <= ours, f"{script} is set in {', '.join(used)}, which did not come with Clew")
    _expect(len(breaks.segments(_SCRIPTS["Thai"])) > 1, "no place was found where a line of Thai may break")
    diagram = folder / "scripts.mmd"
    steps = "".join(f"      {text}: 3: Ines\n" for text in _SCRIPTS.values())
    diagram.write_text(f"journey\n    title Scripts\n    section Words\n{steps}", encoding="utf-8")
    with open_workspace(_workspace(folder)) as store:
        apply_plan(store, read_source(diagram))
    return ", ".join(_SCRIPTS)


def _shared_lists(folder: Path) -> str:
    from app.exporters.export import Order, export
    from app.importers import read_source
    from app.store import read_snapshot

    snapshot = read_snapshot(_workspace(folder))
    counts = set()
    for ending in (".json", ".csv", ".xlsx"):
        out = folder / f"shared{ending}"
        export(snapshot, Order(out, listed="lists"))
        counts.add(len(read_source(out, "lists").records))
    _expect(len(counts) == 1 and counts != {0}, f"they came back as {counts}")
    return f"{counts.pop()} entries"


def _pictures(folder: Path) -> str:
    from dataclasses import replace
    from io import BytesIO

    from PIL import Image

    from app.models.content import journeys_of
    from app.models.records import Card
    from app.services.cards import add_card
    from app.store import open_workspace

    kinds = ("PNG", "JPEG", "WEBP", "GIF")
    with open_workspace(_workspace(folder)) as store:
        journey_id = journeys_of(store.content)[-1].id
        cards = store.content.ordered(Card)
        beside = next(card for card in cards if card.journey_id == journey_id and card.lane_id)
        for kind in kinds:
            data = BytesIO()
            Image.new("RGB", (40, 30), "teal").save(data, kind)
            card_id = add_card(store, journey_id, "image", kind, lane_id=beside.lane_id, step_id=beside.step_id)
            name = store.add_image(data.getvalue())
            with store.edit("Add image") as edit:
                edit.put(replace(edit.content.get(Card, card_id), image=name))
    return ", ".join(kinds)


def _files(folder: Path) -> str:
    from app.exporters.export import FORMATS, Order, export
    from app.models.content import journeys_of
    from app.store import read_snapshot

    snapshot = read_snapshot(_workspace(folder))
    last = (journeys_of(snapshot.content)[-1].id,)
    notes: dict[str, None] = {}
    sizes = []
    orders = [Order(folder / f"out{ending}", () if kind.several else last) for ending, kind in FORMATS.items()]
    for order in (*orders, Order(folder / "report.pdf", paper="A4", report=True)):
        notes |= dict.fromkeys(export(snapshot, order))
        out, ending, data = order.out, order.out.suffix, order.out.read_bytes()
        if ending in _HEADS:
            _expect(data.startswith(_HEADS[ending]), f"{out.name} is none")
        else:
            _expect(bool(data.decode("utf-8")), f"{out.name} is empty")
        sizes.append(f"{out.name} {len(data):,} bytes")
    return "; ".join((", ".join(sizes), *notes))

"""`clew self-test`: the main job in a temporary folder, each step with what it found and how long it took."""

import time
from datetime import datetime
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


def run() -> None:
    """Do the main job and print each step; raises ClewError at the first that went wrong."""
    with TemporaryDirectory(prefix="clew-self-test-") as folder:
        for name, step in (
            ("import the sample and a Mermaid diagram", _import),
            ("edit, undo, close, open, redo", _edit),
            ("check the file", _check),
            ("write JSON and read it back", _json),
            ("write Mermaid and read it back", _mermaid),
            ("write PDF, SVG and PNG", _paper),
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
    from app.services.plans import apply_plan
    from app.store import create_workspace

    diagram = folder / "diagram.mmd"
    diagram.write_text(_DIAGRAM, encoding="utf-8")
    sample = read_source(resource("samples", "northwind.json"))
    with create_workspace(_workspace(folder), sample.records, label=sample.label) as store:
        apply_plan(store, read_source(diagram))
        return f"{len(store.content)} records"


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


def _paper(folder: Path) -> str:
    from app.exporters.pdf import export_pdf
    from app.exporters.png import export_png
    from app.exporters.svg import export_svg
    from app.models.content import journeys_of
    from app.store import read_snapshot

    snapshot = read_snapshot(_workspace(folder))
    first, now = (journeys_of(snapshot.content)[0].id,), datetime.now().astimezone()
    pdf, svg, png = (folder / f"map.{ending}" for ending in ("pdf", "svg", "png"))
    warnings = {
        *export_pdf(snapshot, pdf, date=now),
        *export_svg(snapshot, svg, journey_ids=first, date=now),
        *export_png(snapshot, png, journey_ids=first, date=now),
    }
    for path, head in ((pdf, b"%PDF"), (svg, b"<"), (png, b"\x89PNG")):
        _expect(path.read_bytes().startswith(head), f"{path.name} is none")
    sizes = ", ".join(f"{path.suffix[1:].upper()} {path.stat().st_size:,} bytes" for path in (pdf, svg, png))
    return "; ".join((sizes, *warnings))

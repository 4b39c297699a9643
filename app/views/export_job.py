"""What the export dialog asks for, and the job that does it on the worker: a snapshot in, a file and warnings out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.jobs import CancelledCheck, JobFunction, Progress
from app.models.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """One export: the file and its format by ending, journeys, and what paper and pictures need.

    `paper` is a name or "fit"; `tile` a scale to cut at (1 = as on screen), none = all on one page; `zoom` of a PNG.
    """

    out: Path
    journey_ids: tuple[str, ...]
    paper: str = "fit"
    landscape: bool = False
    tile: float | None = None
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class Exported:
    """The file that was written, and what did not come along."""

    out: Path
    warnings: tuple[str, ...]


def export_job(snapshot: Snapshot, choice: ExportChoice) -> JobFunction:
    """Return the job of an export."""
    write = _WRITERS[choice.out.suffix.lower()]

    def job(progress: Progress, cancelled: CancelledCheck) -> Exported:
        return Exported(choice.out, tuple(write(snapshot, choice, progress, cancelled)))

    return job


Writer = Callable[[Snapshot, ExportChoice, Progress, CancelledCheck], Any]


def _common(choice: ExportChoice, progress: Progress, cancelled: CancelledCheck) -> dict[str, Any]:
    """Return what every drawing takes: journeys, today, how to tell and how to stop."""
    return {
        "journey_ids": choice.journey_ids,
        "date": datetime.now().astimezone(),
        "progress": progress,
        "cancelled": cancelled,
    }


def _write_pdf(snapshot: Snapshot, choice: ExportChoice, progress: Progress, cancelled: CancelledCheck) -> Any:
    from app.exporters.paper import PaperOptions
    from app.exporters.pdf import export_pdf

    options = PaperOptions(choice.paper, choice.landscape, choice.tile)
    return export_pdf(snapshot, choice.out, options, **_common(choice, progress, cancelled))


def _write_svg(snapshot: Snapshot, choice: ExportChoice, progress: Progress, cancelled: CancelledCheck) -> Any:
    from app.exporters.svg import export_svg

    return export_svg(snapshot, choice.out, **_common(choice, progress, cancelled))


def _write_png(snapshot: Snapshot, choice: ExportChoice, progress: Progress, cancelled: CancelledCheck) -> Any:
    from app.exporters.png import export_png

    return export_png(snapshot, choice.out, zoom=choice.zoom, **_common(choice, progress, cancelled))


def _write_mermaid(snapshot: Snapshot, choice: ExportChoice, progress: Progress, cancelled: CancelledCheck) -> Any:
    from app.exporters.files import write_beside
    from app.exporters.mermaid import write_mermaid

    text, left_behind = write_mermaid(snapshot, choice.journey_ids[0])
    with write_beside(choice.out) as file:
        file.write(text.encode("utf-8"))
    return left_behind


def _write_json(snapshot: Snapshot, choice: ExportChoice, progress: Progress, cancelled: CancelledCheck) -> Any:
    from app.exporters.files import write_beside
    from app.exporters.workspace_json import write_json

    text = write_json(snapshot)
    with write_beside(choice.out) as file:
        file.write(text.encode("utf-8"))
    return ()


_WRITERS: dict[str, Writer] = {
    ".pdf": _write_pdf,
    ".svg": _write_svg,
    ".png": _write_png,
    ".mmd": _write_mermaid,
    ".json": _write_json,
}

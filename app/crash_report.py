"""What is kept when Clew itself fails: a report on this machine only, without anything of the workspace's content."""

import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from app.models.places import state_folder

_KEPT = 20

_SPEAK_OF_CODE = (AttributeError, ImportError, NameError, RuntimeError, TypeError, ArithmeticError, OSError)
"""Errors whose words are about code and files; the words of others may hold those of the workspace, or of its vault."""


def program_name() -> str:
    """Return Clew's name and version, as far as it is installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"Clew {version('clew')}"
    except PackageNotFoundError:
        return "Clew, not installed"


def report_of(error: BaseException, workspace: Path | None) -> str:
    """Return the report: versions, the file's path, and where in Clew it happened."""
    lines = [
        f"{program_name()}, Python {platform.python_version()}, {platform.platform()}",
        f"At {datetime.now().astimezone().isoformat(timespec='seconds')}",
        f"Workspace: {workspace or 'none'}",
        "",
        *_told(error),
    ]
    return "\n".join(lines)


def _told(error: BaseException | None) -> Iterator[str]:
    """Yield the lines of a traceback, those of what led to the error first."""
    if error is None:
        return
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    yield from _told(cause)
    if cause is not None:
        yield "which led to:"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    words = f": {error}" if isinstance(error, _SPEAK_OF_CODE) else ""
    yield f"{type(error).__name__}{words}"


def keep_report(report: str) -> Path | None:
    """Write a report into the user's folder for them and return its path; none where that cannot be done."""
    path = state_folder() / f"crash-{datetime.now():%Y-%m-%d-%H%M%S-%f}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report, encoding="utf-8", errors="backslashreplace")
        for old in sorted(path.parent.glob("crash-*.txt"))[:-_KEPT]:
            old.unlink()
    except OSError:
        return None
    return path


def crash_line(error: BaseException, report_path: Path | None, workspace: Path | None) -> str:
    """Return what happened, what is safe and what to do, in one line for a terminal."""
    parts = [f"Clew failed ({type(error).__name__}), which is its own fault."]
    if workspace is not None and workspace.exists():
        parts.append(f"Every change up to the last one is safe in {workspace}.")
    if report_path is not None:
        parts.append(f"A report was kept on this machine only, in {report_path}.")
    return " ".join(parts)


def note_crash(error: BaseException, workspace: Path | None) -> tuple[str, Path | None]:
    """Keep a report, say so in one line on the terminal, and return the report and its path."""
    report = report_of(error, workspace)
    path = keep_report(report)
    print(f"clew: {crash_line(error, path, workspace)}", file=sys.stderr)
    return report, path

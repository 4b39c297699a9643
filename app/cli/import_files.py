"""The command `clew import`: files into a workspace as one edit, and what was made and left out."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.cli.saying import say, say_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.plan import ImportPlan, ImportWarning

_MOST_MAPPING: Final = 1_000_000


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    from app.importers import KINDS

    parser.add_argument(
        "sources",
        metavar="SOURCE",
        type=Path,
        nargs="+",
        help="journeys (.mmd .md .json .canvas .drawio .excalidraw), lists and surveys (.csv .xlsx), interviews "
        "(.vtt .srt .docx .txt .md .csv), coded material (.qdpx .qdc .qda .sqlite3)",
    )
    parser.add_argument(
        "--as",
        dest="kind",
        choices=KINDS,
        metavar="KIND",
        help=f"what they are, one of {', '.join(KINDS)}; without it what they look like",
    )
    parser.add_argument(
        "--map",
        dest="mapping",
        metavar="MAPPING.json",
        type=Path,
        help="how its columns or headings are read",
    )
    parser._negative_number_matcher = re.compile(r"-\d")  # so that -2-2 is a scale, no option
    parser.add_argument(
        "--scale", type=_scale, metavar="LO-HI", help="what scores mean where they leave 1-5: the worst and the best"
    )
    parser.add_argument("--json", action="store_true", help="say as JSON what was made and what was not understood")


def _scale(text: str) -> tuple[float, float]:
    number = r"([+-]?\d+(?:\.\d+)?)"
    found = re.fullmatch(rf"\s*{number}\s*(?:-|–|\.\.)\s*{number}\s*", text, re.ASCII)
    if not found or float(found[1]) >= float(found[2]):
        raise ArgumentTypeError(f"a scale is two numbers, the worst and the best, such as 0-10, not {text!r}")
    return float(found[1]), float(found[2])


def run(options: Namespace) -> None:
    """Read the files, apply them as one edit, and say what was made and what was left out and why."""
    from app.models.names import counted

    is_new = not options.file.exists()
    plans = _read(options, is_new)
    made, warnings = _make(options.file, plans) if is_new else _add(options.file, plans)
    del made["workspace"]
    if options.json:
        told = [{"source": each.source, "line": each.line, "text": each.text} for each in warnings]
        say_json({"made": dict(made), "warnings": told})
        return
    counts = ", ".join(counted(kind, count) for kind, count in made.items())
    say(f"Imported into {options.file}: {counts or 'nothing'}")
    for each in warnings:
        say(f"{each.source}{f':{each.line}' if each.line is not None else ''}: {each.text}")


def _read(options: Namespace, is_new: bool) -> list[ImportPlan]:
    from app.importers import Asked, read_source
    from app.importers.text import read_text
    from app.models.content import Content
    from app.services.plans import told_again
    from app.store import read_snapshot

    content = Content() if is_new else read_snapshot(options.file).content
    mapping = None
    if options.mapping is not None:
        mapping = read_text(options.mapping, _MOST_MAPPING, "a mapping has at most 1 MB")
    asked = Asked(options.scale, mapping, content)
    plans = [read_source(source, options.kind, asked) for source in options.sources]
    return [told_again(plan, content) for plan in plans]


Done = tuple[Counter[str], list["ImportWarning"]]
"""How many records of each kind there are more, and what was left out or doubtful."""


def _make(path: Path, plans: Sequence[ImportPlan]) -> Done:
    """Make a workspace of plans, the title page of the first that has one."""
    from app.models.records import Workspace
    from app.services.plans import apply_plans
    from app.store import create_workspace

    first, *rest = plans
    pages = [each for plan in plans for each in plan.records if isinstance(each, Workspace)]
    records = [*pages[:1], *(each for each in first.records if not isinstance(each, Workspace))]
    with create_workspace(path, records, label=first.label, images=first.images, turns=first.turns) as store:
        try:
            if rest:
                apply_plans(store, rest)
            return Counter(record.kind_name for record in store.content), _warnings(plans)
        except BaseException:
            path.unlink()
            raise


def _add(path: Path, plans: Sequence[ImportPlan]) -> Done:
    """Apply plans to a workspace, without what was forgotten there."""
    from app.services.plans import apply_plans
    from app.services.tombstones import without_forgotten
    from app.store import open_workspace

    with open_workspace(path) as store:
        before = Counter(record.kind_name for record in store.content)
        kept = [without_forgotten(plan, store.tombstones()) for plan in plans]  # says what was left out
        apply_plans(store, kept)
        return Counter(record.kind_name for record in store.content) - before, _warnings(kept)


def _warnings(plans: Sequence[ImportPlan]) -> list[ImportWarning]:
    return [warning for plan in plans for warning in plan.warnings]

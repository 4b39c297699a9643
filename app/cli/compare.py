"""The command `clew compare`: two journeys, such as a current one and its to-be, and what changes and why."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter

from app.cli.saying import harmless, say_json

_HELP = """\
Prints what is kept, moved, changed, new and gone from journey A to journey B, by what came from what: a to-be journey
remembers the origin of everything on its map. Each difference comes with the pain or the opportunity that it answers,
and both emotion curves step by step.

A and B are titles, or ids where several journeys have that title.
"""


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.description, parser.formatter_class = _HELP, RawDescriptionHelpFormatter
    parser.add_argument("first", metavar="A", help="the journey as it is, by title or id")
    parser.add_argument("second", metavar="B", help="the journey to compare it with, by title or id")
    parser.add_argument("--json", action="store_true", help="as one JSON object (docs/to-be.md)")


def run(options: Namespace) -> None:
    """Print what is different between two journeys."""
    from app.exporters.choosing import find_journeys
    from app.exporters.comparison import compare_json, compare_text
    from app.scoring.to_be import compare
    from app.store import read_snapshot

    snapshot = read_snapshot(options.file)
    first, second = (find_journeys(snapshot, [name], several=False)[0] for name in (options.first, options.second))
    compared = compare(snapshot.content, first, second)
    if options.json:
        say_json(compare_json(compared))
    else:
        sys.stdout.write(harmless(compare_text(compared)))

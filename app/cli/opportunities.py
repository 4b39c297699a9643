"""The command `clew opportunities`: one list of them over all journeys."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from app.cli.saying import harmless, say_json


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.description = (
        "Prints every opportunity with its type, what it is part of, its journeys and personas, evidence, value and "
        "decision, in the order of the ranking, and the pairs that nearly say the same."
    )
    parser.add_argument("--json", action="store_true", help="as JSON, with steps, scores and near-duplicates of each")


def run(options: Namespace) -> None:
    """Print the list."""
    from app.exporters.opportunity_list import list_json, list_text
    from app.scoring.opportunity_list import list_of, near_opportunities
    from app.store import read_snapshot

    content = read_snapshot(options.file).content
    listed, near = list_of(content), near_opportunities(content)
    if options.json:
        say_json(list_json(listed, near))
    else:
        sys.stdout.write(harmless(list_text(listed, near)))

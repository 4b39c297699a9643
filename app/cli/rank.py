"""The command `clew rank`: the opportunities from first to last."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from app.cli.options import weight_option
from app.cli.saying import harmless, say_json


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    weight_option(parser)
    parser.add_argument("--json", action="store_true", help="as JSON, with all digits")


def run(options: Namespace) -> None:
    """Print the ranking."""
    from app.exporters.ranking import rank_json, rank_text
    from app.scoring.opportunities import EVEN_WEIGHT, ranked
    from app.store import read_snapshot

    weight = EVEN_WEIGHT if options.weight is None else options.weight
    rows = ranked(read_snapshot(options.file).content, weight)
    if options.json:
        say_json(rank_json(rows, weight))
    else:
        sys.stdout.write(harmless(rank_text(rows, weight)))

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
    from app.scoring.models import model_of, weights_at
    from app.scoring.opportunities import ranked
    from app.store import read_snapshot

    content = read_snapshot(options.file).content
    model = model_of(content)
    weights = weights_at(model, options.weight)
    rows = ranked(content, model, weights)
    if options.json:
        say_json(rank_json(rows, model, weights))
    else:
        sys.stdout.write(harmless(rank_text(rows, model, weights)))

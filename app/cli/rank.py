"""The command `clew rank`: the opportunities from first to last, and how well that holds."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter

from app.cli.options import weight_option, whole_number
from app.cli.saying import harmless, say_json

_HELP = """\
Prints the opportunities by a scoring model, the highest value first, with the share of draws in which each is first
while weights and scores vary, the ranks that it may still get, and its evidence. Below: what unseats the leader, and
what to learn next. See docs/robustness.md for what is exact and what is sampled.
"""


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.description, parser.formatter_class = _HELP, RawDescriptionHelpFormatter
    parser.add_argument(
        "--model",
        metavar="NAME",
        help="the scoring model, such as RICE or “Opportunity score”; that of the workspace unless named",
    )
    weight_option(parser)
    parser.add_argument(
        "--seed",
        type=whole_number,
        metavar="S",
        help="what the draws begin with, 1 unless said otherwise: the same seed gives the same shares",
    )
    parser.add_argument("--json", action="store_true", help="as JSON, with all digits")


def run(options: Namespace) -> None:
    """Print the ranking."""
    from app.exporters.ranking import rank_json, rank_text
    from app.models.errors import InputError
    from app.scoring.models import model_called, model_of, weights_at
    from app.scoring.opportunities import ranked
    from app.scoring.robustness.assessed import robustness_of
    from app.scoring.robustness.sampling import SEED
    from app.store import read_snapshot

    content = read_snapshot(options.file).content
    model = model_of(content) if options.model is None else model_called(content, options.model)
    if options.weight is not None and not model.weighed:
        raise InputError(f"{model.title} has no weights. Leave --weight out, or name a model that weighs its criteria.")
    weights = weights_at(model, options.weight)
    rows = ranked(content, model, weights)
    robustness = robustness_of(content, model, weights, SEED if options.seed is None else options.seed)
    if options.json:
        say_json(rank_json(rows, robustness))
    else:
        sys.stdout.write(harmless(rank_text(rows, robustness)))

"""The command `clew diagnose`: which of insight, framework and prioritisation is missing, and what follows."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from app.cli.saying import harmless, say_json


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--json", action="store_true", help="as one JSON object (docs/framework.md)")


def run(options: Namespace) -> None:
    """Print the diagnosis as of today."""
    from datetime import date

    from app.exporters.diagnosis import diagnosis_json, diagnosis_text
    from app.scoring.diagnosis import diagnose
    from app.store import read_snapshot

    found = diagnose(read_snapshot(options.file).content, date.today())
    if options.json:
        say_json(diagnosis_json(found))
    else:
        sys.stdout.write(harmless(diagnosis_text(found)))

"""The command `clew show`: what is in a workspace, as text or as JSON."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from app.cli.saying import harmless


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--json", action="store_true", help="everything, as JSON that can be imported again")
    parser.add_argument("--canonical", action="store_true", help="as JSON without ids, for comparing")


def run(options: Namespace) -> None:
    """Print what is in the workspace."""
    from app.store import read_snapshot

    snapshot = read_snapshot(options.file)
    if options.json or options.canonical:
        from app.exporters.workspace_json import write_json

        sys.stdout.write(write_json(snapshot, canonical=options.canonical))
    else:
        from app.exporters.plain_text import write_plain_text

        sys.stdout.write(harmless(write_plain_text(snapshot)))

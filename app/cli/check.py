"""The command `clew check`: whether a workspace is sound."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.cli.saying import say, say_json
from app.models.errors import InputError


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--json", action="store_true", help="the findings as JSON")


def run(options: Namespace) -> None:
    """Print damage and broken rules; raises InputError, which makes the exit status 1, where there are any."""
    from app.store import check_file

    findings = check_file(options.file)
    if options.json:
        say_json({"findings": findings})
    else:
        for finding in findings:
            say(finding)
    if findings:
        from app.models.names import counted

        raise InputError(f"{counted('finding', len(findings))} in {options.file}; the file was left as it is.")

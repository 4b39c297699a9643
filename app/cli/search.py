"""The command `clew search`: words in all that was said and written, as lines or as a bare JSON list."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter

from app.cli.saying import say, say_json

_HELP = """\
QUERY: words that all occur, in any script, case and accents aside; "a phrase", begin*, and narrowed down by
kind:pain tag:queue persona:Maya journey:"Buying a ticket" source:"Exit survey".
"""


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.description, parser.formatter_class = _HELP, RawDescriptionHelpFormatter
    parser.add_argument("query", metavar="QUERY", nargs="+", help="what is searched for")
    parser.add_argument("--json", action="store_true", help="a list of objects with kind, id, text and source")


def run(options: Namespace) -> None:
    """Print what matches: records, then highlights, then other turns."""
    from app.services.search import Searcher, parse_query
    from app.store import read_snapshot

    found = Searcher(read_snapshot(options.file)).search(parse_query(" ".join(options.query)))
    if options.json:
        told = [{"kind": each.kind, "id": each.id, "text": each.text, "source": each.source} for each in found]
        say_json(told)
        return
    for each in found:
        say(f"{each.label}: {each.text}" + (f"  ({each.source})" if each.source else ""))
    if not found:
        print("Nothing was found.")

"""The command line: for scripts, tests and people without a screen; only the window reaches Qt.

Exit 0; 1 with one plain line on stderr; 2 for usage; 130 where it was stopped by Ctrl+C. Each command is a module of
this package: `arguments` says what it takes (`capture` reads its words itself), `run` does it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from app.cli.options import UsageError
from app.cli.saying import one_line
from app.models.collecting import no_collecting
from app.models.errors import ClewError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_MODULES: Final = {
    "new": "new",
    "import": "import_files",
    "capture": "capture",
    "show": "show",
    "search": "search",
    "evidence": "evidence",
    "export": "export",
    "rank": "rank",
    "opportunities": "opportunities",
    "compare": "compare",
    "diagnose": "diagnose",
    "protect": "protect",
    "forget": "forget",
    "check": "check",
    "self-test": "self_test",
}
"""The module of each command, loaded only where it is asked for."""

ABOUT: Final = """\
usage: clew [FILE]                     open the window, on a workspace
       clew new FILE                   make a workspace  [--template NAME] [--title TITLE]
       clew import FILE SOURCE...      read journeys, interviews, surveys, coded material, lists into it
                                       [--as KIND] [--map MAPPING.json] [--scale LO-HI] [--json]
       clew capture FILE SENTENCE...   put sentences on a map, such as "pain: slow @Purchase ~Maya", or lines
                                       of standard input  [--journey TITLE-or-id]
       clew search FILE QUERY          find words in all that was said and written  [--json]
       clew evidence FILE WHAT         who said so: of a card, an opportunity, an insight, by title or id  [--json]
       clew show FILE                  print what is in it  [--json] [--canonical]
       clew export FILE OUT            write .pdf .svg .png .mmd .md .json .ics .qdpx .qdc
                                       [--journey TITLE-or-id] [--paper A3]
                                       [--landscape] [--tile SCALE] [--zoom N]
                                       [--colour-by FIELD] [--filter FIELD=VALUE] [--hide]
                                       [--running-mean] [--one-chart];
                                       the opportunities as a list .csv .xlsx  [--weight 0.5]
                                       the shared lists .json .csv .xlsx  --as lists
                                       the framework .csv .xlsx  --as portfolio|stakeholders|tools|silos|
                                       orchestration|messages
                                       all of it to read and to print, .pdf  --report [--weight 0.5]
                                       a blank map to hang up, .pdf  --wall [--paper A0|…|fit] [--sheets A4]
                                       the ballots of a vote, .pdf  --ballots TITLE-or-id [--count 12]
                                       a sheet to score on paper, .pdf  --scoring-sheet
                                       any of these for others  [--profile team|stakeholders|public]
                                       [--vault-password-file F]
       clew rank FILE                  rank the opportunities, and say how well that holds
                                       [--model NAME] [--weight 0.5] [--seed 1] [--json]
       clew opportunities FILE         one list of them over all journeys, and what is said twice  [--json]
       clew compare FILE A B           two journeys: what is kept, moved, changed, new, gone, and why  [--json]
       clew diagnose FILE              say which is missing: insight, framework or prioritisation  [--json]
       clew protect FILE               put pseudonyms in the place of names  --vault-password-file F [--dry-run]
       clew forget FILE PARTICIPANT    take somebody out for good  [--yes]
       clew check FILE                 look for damage and broken rules  [--json]
       clew self-test                  do the main job in a temporary folder and say how it went

`clew COMMAND --help` says more. Exit status: 0, or 1 with one line on stderr, or 2 for wrong usage.
"""

_LONGEST_LINE: Final = 4_000


class _Command(Protocol):
    """The module of a command."""

    def arguments(self, parser: ArgumentParser) -> None: ...

    def run(self, options: Namespace) -> None: ...


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    workspace: Path | None = None
    try:
        if not words or words[0] not in _MODULES:
            workspace = Path(words[0]) if words else None
            return _window(words)
        options = _options(words[0], words[1:])
        workspace = getattr(options, "file", None)
        with no_collecting():  # a command makes much, ends soon, and what it made ends with it
            _command(words[0]).run(options)
        sys.stdout.flush()
        return 0
    except UsageError as error:
        return _fail(str(error), 2)
    except ClewError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail("Stopped.", 130)
    except BrokenPipeError:
        sys.stdout = None  # its last flush would fail too
        return _fail("Nobody reads the output any more.")
    except (MemoryError, OSError) as error:
        reason = getattr(error, "strerror", None) or str(error) or "no memory left"
        return _fail(f"The system refused: {reason}.")
    except Exception as error:
        if _was_stopped(error):
            return _fail("Stopped.", 130)
        from app.crash_report import note_crash

        note_crash(error, workspace)
        return 1


def _was_stopped(error: BaseException | None) -> bool:
    """Return whether an error only follows from Ctrl+C, on which SQLAlchemy closes the file amid its work."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None


def _open_closed_streams() -> None:
    """Write to nowhere where the shell has closed stdout or stderr (`>&-`), for which Python has None."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, open to the end


def _fail(line: str, status: int = 1) -> int:
    line = one_line(line)
    print("clew:", line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]} …", file=sys.stderr)
    return status


def _window(words: list[str]) -> int:
    """Open the window on at most one file; help, version and wrong usage end here too."""
    if words and words[0] in ("-h", "--help"):
        print(ABOUT, end="")
        return 0
    if words and words[0] == "--version":
        from app.crash_report import program_name

        print(program_name())
        return 0
    if words[:1] == ["--"]:
        words = words[1:]
    elif words and words[0].startswith("-"):
        print(f"{ABOUT}clew: there is no option {words[0]}", file=sys.stderr)
        return 2
    if len(words) > 1:
        print(f"{ABOUT}clew: there is no command {words[0]}", file=sys.stderr)
        return 2
    from app.bootstrap import open_window

    return open_window(Path(words[0]) if words else None)


def _command(name: str) -> _Command:
    module: Any = import_module(f"app.cli.{_MODULES[name]}")
    return module  # type: ignore[no-any-return]


def _options(name: str, words: Sequence[str]) -> Namespace:
    """Return what a command line says; leaves with status 2 for wrong usage."""
    from argparse import ArgumentParser

    if name == "capture":
        from app.cli.capture import options_of

        return options_of(words)
    parser = ArgumentParser(prog=f"clew {name}", allow_abbrev=False)
    if name != "self-test":
        parser.add_argument("file", metavar="FILE", type=Path, help="the workspace, usually .clew")
    _command(name).arguments(parser)
    return parser.parse_args(words)

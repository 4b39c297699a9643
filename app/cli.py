"""The command line: for scripts, tests and people without a screen; only the window reaches Qt.

Exit 0; 1 with one plain line on stderr; 2 for usage; 130 where it was stopped by Ctrl+C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from app.models.collecting import no_collecting
from app.models.errors import ClewError, InputError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exporters.export import Format, Order
    from app.models.snapshot import Snapshot
    from app.services.guarding import Guarded

COMMANDS: Final = (
    "new",
    "import",
    "capture",
    "show",
    "search",
    "evidence",
    "export",
    "rank",
    "protect",
    "forget",
    "check",
    "self-test",
)

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
       clew export FILE OUT            write .pdf .svg .png .mmd .md .json  [--journey TITLE-or-id] [--paper A3]
                                       [--landscape] [--tile SCALE] [--zoom N]
                                       [--colour-by FIELD] [--filter FIELD=VALUE] [--hide]
                                       [--running-mean] [--one-chart];
                                       the opportunities as a list .csv .xlsx  [--weight 0.5]
                                       the shared lists .json .csv .xlsx  --as lists
                                       all of it to read and to print, .pdf  --report [--weight 0.5]
                                       a blank map to hang up, .pdf  --wall [--paper A0|…|fit] [--sheets A4]
                                       the ballots of a vote, .pdf  --ballots TITLE-or-id [--count 12]
                                       any of these for others  [--profile team|stakeholders|public]
                                       [--vault-password-file F]
       clew rank FILE                  rank the opportunities  [--weight 0.5] [--json]
       clew protect FILE               put pseudonyms in the place of names  --vault-password-file F [--dry-run]
       clew forget FILE PARTICIPANT    take somebody out for good  [--yes]
       clew check FILE                 look for damage and broken rules  [--json]
       clew self-test                  do the main job in a temporary folder and say how it went

`clew COMMAND --help` says more. Exit status: 0, or 1 with one line on stderr, or 2 for wrong usage.
"""


_LENS_OPTIONS: Final = ("colour_by", "filter", "hide", "running_mean", "one_chart")

_CONTROLS: Final = {number: "\ufffd" for number in (*range(0x20), *range(0x7F, 0xA0)) if chr(number) not in "\t\n"}
"""Signs in titles that a terminal would obey."""

_LONGEST_LINE: Final = 4_000


class _UsageError(Exception):
    """A command line that contradicts itself."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    workspace: Path | None = None
    try:
        if not words or words[0] not in COMMANDS:
            workspace = Path(words[0]) if words else None
            return _window(words)
        options = _options(words[0], words[1:])
        workspace = getattr(options, "file", None)
        with no_collecting():  # a command makes much, ends soon, and what it made ends with it
            _RUN[words[0]](options)
        sys.stdout.flush()
        return 0
    except _UsageError as error:
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
    line = " ".join(line.split()).translate(_CONTROLS)
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


# ---- usage


def _options(command: str, words: Sequence[str]) -> Namespace:
    if command != "capture":
        return _parser(command).parse_args(words)
    from app.cli_capture import capture_options

    return capture_options(words)


def _parser(command: str) -> ArgumentParser:
    from argparse import ArgumentParser

    parser = ArgumentParser(prog=f"clew {command}", allow_abbrev=False)
    if command != "self-test":
        parser.add_argument("file", metavar="FILE", type=Path, help="the workspace, usually .clew")
    if command in _ARGUMENTS:
        _ARGUMENTS[command](parser)
    return parser


def _new_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--template", default="blank", metavar="NAME", help="what to begin with, such as lifecycle")
    parser.add_argument("--title", metavar="TITLE", help="the title of the workspace and of its journey")


def _show_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="everything, as JSON that can be imported again")
    parser.add_argument("--canonical", action="store_true", help="as JSON without ids, for comparing")


def _export_arguments(parser: ArgumentParser) -> None:
    from app.exporters.paper import PAPERS

    papers = {name.lower(): name for name in PAPERS} | {"fit": "fit"}
    parser.add_argument("out", metavar="OUT", type=_out, help=".pdf, .svg, .png, .mmd, .md, .json, .csv or .xlsx")
    parser.add_argument(
        "--report", action="store_true", help="a report: maps, personas, lists, ranked opportunities, decisions"
    )
    parser.add_argument(
        "--wall", action="store_true", help="the blank map to hang up and write on, its cells coded; A0 or --paper"
    )
    parser.add_argument(
        "--sheets",
        type=lambda text: papers.get(text.lower(), text),
        choices=("A4", "A3", "Letter", "Tabloid"),
        help="cut a wall template over sheets of this paper, to be glued",
    )
    parser.add_argument("--ballots", metavar="TITLE-or-id", help="the ballots of a vote, and how to key them in")
    parser.add_argument("--count", type=int, metavar="N", help="how many ballots, 12 unless said otherwise")
    parser.add_argument(
        "--journey",
        action="append",
        metavar="TITLE-or-id",
        help="which journey, where there are several; once for each",
    )
    parser.add_argument(
        "--paper",
        type=lambda text: papers.get(text.lower(), text),
        choices=papers.values(),
        help="fit (one page as large as the map, or as the notes on a wall need) or a paper",
    )
    parser.add_argument("--landscape", action="store_true", help="the paper on its side")
    parser.add_argument(
        "--tile", type=_between(0.05, 20), metavar="SCALE", help="over several papers, 1 = as on screen"
    )
    parser.add_argument("--zoom", type=_between(1, 4), metavar="N", help="pixels a point in a PNG, 1 to 4")
    parser.add_argument("--colour-by", metavar="FIELD", help="colour cards by channel, department, tag, persona …")
    parser.add_argument(
        "--filter",
        action="append",
        metavar="FIELD=VALUE",
        help="what stands out, FIELD= for cards of which nothing is said; once for each, values of a field add up",
    )
    parser.add_argument("--hide", action="store_true", help="leave the other cards out instead of dimming them")
    parser.add_argument("--running-mean", action="store_true", help="the emotion as the mean of all steps so far")
    parser.add_argument("--one-chart", action="store_true", help="the emotion curves of all personas in one chart")
    parser.add_argument(
        "--profile",
        choices=("team", "stakeholders", "public"),
        default="team",
        help="who it is for: team (all), stakeholders (quotes with consent), public (no quotes, letters for names)",
    )
    parser.add_argument(
        "--vault-password-file",
        metavar="F",
        type=Path,
        help="a file whose first line is the password of the identity vault, so that names are looked for",
    )
    _weight_argument(parser)
    parser.add_argument(
        "--as",
        dest="as",
        choices=("opportunities", "lists", "table"),
        help="what .csv or .xlsx list; lists also as .json; table = a .md as one table, not headings",
    )


def _weight_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--weight",
        type=_between(0, 1),
        metavar="W",
        help="value = W x customer + (1 - W) x business, 0 to 1, 0.5 unless said otherwise",
    )


def _rank_arguments(parser: ArgumentParser) -> None:
    _weight_argument(parser)
    parser.add_argument("--json", action="store_true", help="as JSON, with all digits")


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="the findings as JSON")


_ARGUMENTS: Final[dict[str, Callable[[ArgumentParser], None]]] = {
    "new": _new_arguments,
    "import": lambda parser: _apart("import").arguments(parser),
    "show": _show_arguments,
    "export": _export_arguments,
    "rank": _rank_arguments,
    "check": _check_arguments,
    "search": lambda parser: _apart("search").arguments(parser),
    "protect": lambda parser: _apart("protect").arguments(parser),
    "forget": lambda parser: _apart("forget").arguments(parser),
    "evidence": lambda parser: _apart("evidence").arguments(parser),
}


def _between(low: float, high: float) -> Callable[[str], float]:
    def number(text: str) -> float:
        from argparse import ArgumentTypeError

        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise ArgumentTypeError(f"a number from {low:g} to {high:g} is wanted, not {text!r}")
        return value

    return number


def _out(text: str) -> Path:
    from argparse import ArgumentTypeError

    from app.exporters.export import FORMATS

    path = Path(text)
    if path.suffix.lower() not in FORMATS:
        raise ArgumentTypeError(f"OUT ends in one of {', '.join(FORMATS)}, not in {path.suffix or 'nothing'!r}")
    return path


# ---- commands


def _new(options: Namespace) -> None:
    from dataclasses import replace

    from app.importers.templates import read_template
    from app.models.ids import new_id
    from app.models.records import Journey, Workspace
    from app.store import create_workspace

    template = read_template(options.template)
    records = template.records
    if options.title is not None:
        title = options.title.strip()
        if not title:
            raise InputError("The title is empty; nothing was made.")
        records = tuple(replace(each, title=title) if isinstance(each, Journey) else each for each in records)
        records = (Workspace(id=new_id(), title=title), *records)
    create_workspace(options.file, records, images=template.images).close()
    print(f"Made {options.file}")


def _capture(options: Namespace) -> None:
    from app.cli_capture import run_capture

    for line in run_capture(options):
        print(" ".join(line.split()).translate(_CONTROLS))


def _show(options: Namespace) -> None:
    from app.store import read_snapshot

    snapshot = read_snapshot(options.file)
    if options.json or options.canonical:
        from app.exporters.workspace_json import write_json

        sys.stdout.write(write_json(snapshot, canonical=options.canonical))
    else:
        from app.exporters.plain_text import write_plain_text

        sys.stdout.write(write_plain_text(snapshot).translate(_CONTROLS))


def _rank(options: Namespace) -> None:
    from app.exporters.ranking import rank_json, rank_text
    from app.scoring.opportunities import EVEN_WEIGHT, ranked
    from app.store import read_snapshot

    weight = EVEN_WEIGHT if options.weight is None else options.weight
    rows = ranked(read_snapshot(options.file).content, weight)
    if options.json:
        _print_json(rank_json(rows, weight))
    else:
        sys.stdout.write(rank_text(rows, weight))


def _check(options: Namespace) -> None:
    from app.store import check_file

    findings = check_file(options.file)
    if options.json:
        _print_json({"findings": findings})
    else:
        for finding in findings:
            print(" ".join(finding.split()))
    if findings:
        from app.models.names import counted

        raise InputError(f"{counted('finding', len(findings))} in {options.file}; the file was left as it is.")


def _print_json(value: object) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


def _self_test(_: Namespace) -> None:
    from app.bootstrap import try_window
    from app.self_test import run

    run(try_window)


def _format_of(options: Namespace) -> Format:
    """Return the format that is asked for; raises _UsageError where options contradict it or each other."""
    from app.exporters.export import BALLOTS, FORMATS, REPORT, WALL

    ending = options.out.suffix.lower()
    special = {"report": (REPORT, "a report"), "wall": (WALL, "a wall template"), "ballots": (BALLOTS, "ballots")}
    named = [name for name in special if getattr(options, name)]
    if len(named) > 1:
        raise _UsageError(f"--{named[0]} and --{named[1]} are two files")
    if named and ending != ".pdf":
        raise _UsageError(f"--{named[0]} writes a PDF, not {ending}")
    kind, what = special[named[0]] if named else (FORMATS[ending], ending)
    asked = ("journey", "paper", "landscape", "tile", "zoom", "weight", "as", "sheets", "count", *_LENS_OPTIONS)
    for name in asked:
        if getattr(options, name) is not None and getattr(options, name) is not False and name not in kind.takes:
            raise _UsageError(f"--{name.replace('_', '-')} means nothing for {what}")
    if options.paper == "fit" and (options.landscape or options.tile):
        raise _UsageError("--paper fit is one page as large as the map: it has no sides to turn and no tiles")
    listed = getattr(options, "as")
    if listed is not None and (listed == "table") != (ending == ".md"):
        raise _UsageError(f"--as {listed} means nothing for {ending}; only .md is a table of the map")
    if listed == "opportunities" and ending == ".json":
        raise _UsageError("the opportunities are listed as .csv or .xlsx")
    if listed == "lists" and options.weight is not None:
        raise _UsageError("--weight means nothing for the shared lists")
    if options.hide and not options.filter:
        raise _UsageError("--hide leaves out what a --filter does not name")
    return kind


def _export(options: Namespace) -> None:
    from app.exporters.choosing import find_journeys, find_round, lens_asked
    from app.exporters.export import USUAL_BALLOTS, Order, export
    from app.scoring.opportunities import EVEN_WEIGHT
    from app.store import read_snapshot

    kind = _format_of(options)
    snapshot = read_snapshot(options.file)
    if options.out.exists() and options.out.samefile(options.file):
        raise InputError(f"{options.out} is the workspace itself and was left as it is. Choose another name.")
    of_journeys = "journey" in kind.takes and not (options.report and options.journey is None)  # then it is of all
    journey_ids = find_journeys(snapshot, options.journey or (), several=kind.several) if of_journeys else ()
    lens = lens_asked(
        snapshot.content,
        options.colour_by or "",
        options.filter or (),
        hides=options.hide,
        running_mean=options.running_mean,
        curves_together=options.one_chart,
    )
    order = Order(
        out=options.out,
        journey_ids=journey_ids,
        paper=options.paper or _usual_paper(options),
        landscape=options.landscape,
        tile=options.tile,
        zoom=options.zoom or 1.0,
        weight=EVEN_WEIGHT if options.weight is None else options.weight,
        listed=getattr(options, "as") or "",
        report=options.report,
        wall=options.wall,
        sheets=options.sheets or "",
        ballots=find_round(snapshot, options.ballots) if options.ballots else "",
        count=USUAL_BALLOTS if options.count is None else options.count,
        lenses=dict.fromkeys(journey_ids, lens),
    )
    guarded = _guarded(options, snapshot, journey_ids)
    notes = _export_coded(options.file, order) if options.wall else export(guarded.snapshot, order)
    print(f"Wrote {options.out}")
    for note in (*guarded.notes, *notes):
        print(" ".join(note.split()))


def _guarded(options: Namespace, snapshot: Snapshot, journey_ids: Sequence[str]) -> Guarded:
    """Return what the profile lets out, checked for names of participants where the vault is opened."""
    from app.services.guarding import guard_file
    from app.services.protecting import password_in
    from app.store.vault import is_vaulted, read_vault

    vault = None
    if options.vault_password_file is not None:
        vault = read_vault(options.file, password_in(options.vault_password_file))
    return guard_file(
        snapshot,
        options.out,
        options.profile,
        has_vault=is_vaulted(options.file),
        vault=vault,
        journey_ids=journey_ids,
        listed=getattr(options, "as") or "",
        wall=options.wall,
    )


def _usual_paper(options: Namespace) -> str:
    if options.wall:
        return "A0"
    return "A4" if options.report or options.landscape or options.tile else "fit"


def _export_coded(path: Path, order: Order) -> Sequence[str]:
    """Write a wall template; where columns or rows have no code yet, the file is opened to give them theirs."""
    from app.exporters.export import export
    from app.services.wall import give_codes, lacks_codes
    from app.store import open_workspace, read_snapshot

    (journey_id,) = order.journey_ids
    snapshot = read_snapshot(path)
    if not lacks_codes(snapshot.content, journey_id):
        return export(snapshot, order)
    with open_workspace(path) as store:
        notes = export(store.snapshot(), order)  # shows the codes that are given now
        give_codes(store, journey_id)
    return notes


class _Command(Protocol):
    """A command with a module of its own."""

    def arguments(self, parser: ArgumentParser) -> None: ...

    def run(self, options: Namespace) -> None: ...


def _apart(command: str) -> _Command:
    """Return the module of a command that has one, loaded only where it is asked for."""
    module: Any = import_module(f"app.cli_{command}")
    return module  # type: ignore[no-any-return]


_RUN: Final[dict[str, Callable[[Namespace], None]]] = {
    "new": _new,
    "import": lambda options: _apart("import").run(options),
    "capture": _capture,
    "show": _show,
    "export": _export,
    "rank": _rank,
    "check": _check,
    "self-test": _self_test,
    "search": lambda options: _apart("search").run(options),
    "protect": lambda options: _apart("protect").run(options),
    "forget": lambda options: _apart("forget").run(options),
    "evidence": lambda options: _apart("evidence").run(options),
}

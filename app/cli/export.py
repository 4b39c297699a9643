"""The command `clew export`: maps, lists, reports, templates and coded material as files."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.cli.options import UsageError, number_between, password_in, vault_option, weight_option
from app.cli.saying import say
from app.models.errors import InputError

if TYPE_CHECKING:
    from app.exporters.export import Format, Order
    from app.models.snapshot import Snapshot
    from app.services.guarding import Guarded

_LENS_OPTIONS: Final = ("colour_by", "filter", "hide", "running_mean", "one_chart")


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    from app.exporters.export import DECISION_LISTS, EVENTS, FRAMEWORK_LISTS
    from app.exporters.paper import PAPERS

    papers = {name.lower(): name for name in PAPERS} | {"fit": "fit"}
    endings = ".pdf, .svg, .png, .mmd, .md, .json, .csv, .xlsx, .ics, .qdpx or .qdc"
    parser.add_argument("out", metavar="OUT", type=_out, help=endings)
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
    parser.add_argument("--scoring-sheet", action="store_true", help="a sheet to score the opportunities on paper")
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
        "--tile", type=number_between(0.05, 20), metavar="SCALE", help="over several papers, 1 = as on screen"
    )
    parser.add_argument("--zoom", type=number_between(1, 4), metavar="N", help="pixels a point in a PNG, 1 to 4")
    _lens_options(parser)
    parser.add_argument(
        "--profile",
        choices=("team", "stakeholders", "public"),
        default="team",
        help="who it is for: team (all), stakeholders (quotes with consent), public (no quotes, letters for names)",
    )
    vault_option(parser, "so that names are looked for")
    weight_option(parser)
    parser.add_argument(
        "--as",
        dest="as",
        choices=("opportunities", "lists", *FRAMEWORK_LISTS, *DECISION_LISTS, "table", EVENTS),
        help="what .csv or .xlsx list; lists also as .json; table = a .md as one table, not headings; "
        "events = actions in .ics for calendars that take no tasks",
    )


def _lens_options(parser: ArgumentParser) -> None:
    """Take what `_LENS_OPTIONS` names: how a map is looked at."""
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


def _out(text: str) -> Path:
    from app.exporters.export import FORMATS

    path = Path(text)
    if path.suffix.lower() not in FORMATS:
        raise ArgumentTypeError(f"OUT ends in one of {', '.join(FORMATS)}, not in {path.suffix or 'nothing'!r}")
    return path


def run(options: Namespace) -> None:
    """Write the file and print what was left out or could not be done."""
    from app.exporters.choosing import find_journeys, find_round, lens_asked
    from app.exporters.export import USUAL_BALLOTS, Order, export
    from app.scoring.models import model_of
    from app.store import read_snapshot

    kind = _format_of(options)
    snapshot = read_snapshot(options.file)
    if options.out.exists() and options.out.samefile(options.file):
        raise InputError(f"{options.out} is the workspace itself and was left as it is. Choose another name.")
    if options.weight is not None and (model := model_of(snapshot.content)).kind != "value matrix":
        raise InputError(f"The opportunities are ranked by {model.title}: --weight is that of the value matrix.")
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
        weight=options.weight,
        listed=getattr(options, "as") or "",
        report=options.report,
        wall=options.wall,
        sheets=options.sheets or "",
        ballots=find_round(snapshot, options.ballots) if options.ballots else "",
        count=USUAL_BALLOTS if options.count is None else options.count,
        scoring_sheet=options.scoring_sheet,
        lenses=dict.fromkeys(journey_ids, lens),
    )
    guarded = _guarded(options, snapshot, () if options.report else journey_ids)  # a report tells more than its maps
    notes = _export_coded(options.file, order) if options.wall else export(guarded.snapshot, order)
    say(f"Wrote {options.out}")
    for note in (*guarded.notes, *notes):
        say(note)


def _format_of(options: Namespace) -> Format:
    """Return the format that is asked for; raises UsageError where options contradict it or each other."""
    from app.exporters.export import BALLOTS, EVENTS, FORMATS, REPORT, SCORING_SHEET, WALL

    ending = options.out.suffix.lower()
    special = {
        "report": (REPORT, "a report"),
        "wall": (WALL, "a wall template"),
        "ballots": (BALLOTS, "ballots"),
        "scoring_sheet": (SCORING_SHEET, "a scoring sheet"),
    }
    named = [name for name in special if getattr(options, name)]
    if len(named) > 1:
        one, other = (each.replace("_", "-") for each in named[:2])
        raise UsageError(f"--{one} and --{other} are two files")
    if named and ending != ".pdf":
        raise UsageError(f"--{named[0].replace('_', '-')} writes a PDF, not {ending}")
    kind, what = special[named[0]] if named else (FORMATS[ending], ending)
    asked = ("journey", "paper", "landscape", "tile", "zoom", "weight", "as", "sheets", "count", *_LENS_OPTIONS)
    for name in asked:
        if getattr(options, name) is not None and getattr(options, name) is not False and name not in kind.takes:
            raise UsageError(f"--{name.replace('_', '-')} means nothing for {what}")
    if options.paper == "fit" and (options.landscape or options.tile):
        raise UsageError("--paper fit is one page as large as the map: it has no sides to turn and no tiles")
    listed = getattr(options, "as")
    if listed is not None and (listed == "table") != (ending == ".md"):
        raise UsageError(f"--as {listed} means nothing for {ending}; only .md is a table of the map")
    if listed is not None and (listed == EVENTS) != (ending == ".ics"):
        raise UsageError(f"--as {listed} means nothing for {ending}; .ics holds the actions, as tasks or --as {EVENTS}")
    if listed not in (None, "lists", "table") and ending == ".json":
        what = "the opportunities are listed" if listed == "opportunities" else f"the list {listed} is written"
        raise UsageError(f"{what} as .csv or .xlsx")
    if listed not in (None, "opportunities") and options.weight is not None:
        raise UsageError(f"--weight means nothing for {'the shared lists' if listed == 'lists' else listed}")
    if options.hide and not options.filter:
        raise UsageError("--hide leaves out what a --filter does not name")
    return kind


def _guarded(options: Namespace, snapshot: Snapshot, journey_ids: Sequence[str]) -> Guarded:
    """Return what the profile lets out, checked for names of participants where the vault is opened."""
    from app.services.guarding import guard_file
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

"""The command `clew protect`: names of participants into the identity vault, pseudonyms in their place."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from typing import TYPE_CHECKING

from app.cli.options import password_in, vault_option
from app.cli.saying import say

if TYPE_CHECKING:
    from app.services.protecting import Preview

_HELP = """\
Names, contact and consent of participants move into the identity vault of the workspace, sealed by a password of its
own, and pseudonyms (P01 …) take their place in labels, titles, what was said, cards and the whole history. This can't
be undone. A password that is lost can't be replaced: nobody learns then who the participants are.
"""


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.description, parser.formatter_class = _HELP, RawDescriptionHelpFormatter
    vault_option(parser, "which is made where there is none", required=True)
    parser.add_argument("--dry-run", action="store_true", help="only say what would be replaced")
    parser.add_argument(
        "--doubtful", action="store_true", help="also replace words that may be names (“Mark my words”)"
    )


def run(options: Namespace) -> None:
    """Protect the participants, and say what was replaced and what was not."""
    from app.services.protecting import preview, protect
    from app.store import open_workspace, read_snapshot
    from app.store.vault import is_vaulted, read_vault

    password = password_in(options.vault_password_file)
    if options.dry_run:
        snapshot = read_snapshot(options.file)
        vault = read_vault(options.file, password) if is_vaulted(options.file) else {}
        told = preview(snapshot, vault)
        say(f"Would protect {_counted(told)}; nothing was changed.")
        for each in told.people:
            say(f"{each.pseudonym}  {each.name}: {each.turns} turns, {each.records} records")
    else:
        with open_workspace(options.file) as store:
            told = preview(store, store.open_vault(password) if store.has_vault else {})
            protect(store, password, doubtful=options.doubtful)
            store.adopt()
        say(f"Protected {_counted(told)}. This can't be undone.")
    if told.doubts and not options.doubtful:
        say("Left as they are, since they may be other words (--doubtful replaces them, too):")
        for doubt in told.doubts:
            around = f"{doubt.text[: doubt.start]}[{doubt.text[doubt.start : doubt.end]}]{doubt.text[doubt.end :]}"
            say(f"{doubt.kind}: {around}")


def _counted(told: Preview) -> str:
    people = len(told.people)
    return f"{people} {'person' if people == 1 else 'people'} in {told.turns} turns and {told.records} records"

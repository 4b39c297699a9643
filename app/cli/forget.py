"""The command `clew forget`: a participant goes from a workspace, its history and its copies."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.cli.options import password_in, vault_option
from app.cli.saying import say
from app.models.errors import InputError

if TYPE_CHECKING:
    from app.models.records import AnyRecord, Participant
    from app.services.forgetting import ForgetPlan
    from app.store import Store
    from app.store.vault import VaultEntry

_HELP = """\
The participant, what they said, what was marked in it and what others quote or say of them go from the workspace, its
history and the copies that it knows of. This can't be undone. What is lost is printed first; without --yes it is asked
whether to go on.
"""


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.description, parser.formatter_class = _HELP, RawDescriptionHelpFormatter
    parser.add_argument(
        "participant",
        metavar="PARTICIPANT",
        help="who: a name, a pseudonym, an id, or who speaks or answers by a label",
    )
    parser.add_argument("--yes", action="store_true", help="go on without asking")
    vault_option(parser, "to find them by name, and more of what names them; not needed")


def run(options: Namespace) -> None:
    """Print what is lost, ask, forget, and name the copies that are out of reach."""
    from app.services.forgetting import forget, plan_forgetting
    from app.store import open_workspace

    password = password_in(options.vault_password_file) if options.vault_password_file else None
    with open_workspace(options.file) as store:
        vault = store.open_vault(password) if password is not None else {}
        person, *more = _found(store, options.participant, vault)
        snapshot = store.snapshot()
        for record in (person, *more):
            snapshot.content.put(record)
        plan = replace(plan_forgetting(snapshot, person.id, vault), backups=tuple(store.backups()))
        for line in _told(plan):
            say(line)
        sys.stdout.flush()
        if not options.yes and not _agreed():
            raise InputError("Nobody was forgotten, nothing was changed. Say --yes to go on without being asked.")
        if more:
            with store.edit("Name who speaks") as edit:
                edit.put(person, *more)
        out_of_reach = forget(store, plan, vault=vault)
        store.adopt()
        namesakes = _namesakes(store, plan.participant, vault)
    say("Forgotten. This can't be undone.")
    if namesakes:
        say(f"There still, by the same name: {namesakes}. If it is the same person, forget them, too.")
    for each in out_of_reach:
        say(f"Out of reach, and still holds them: {each.path} ({each.why.rstrip('.')})")


def _namesakes(store: Store, gone: Participant, vault: Mapping[str, VaultEntry]) -> str:
    """Return the ids of those who are called so, too, and the label where it belongs to nobody in the list."""
    from app.services.forgetting import unlisted

    name = vault[gone.id].name if gone.id in vault else gone.name
    ids = [each.id for each in _called(store, name, vault)]
    return ", ".join([*ids, *([f"“{name}”"] if unlisted(store, name) else [])])


def _called(store: Store, name: str, vault: Mapping[str, VaultEntry]) -> list[Participant]:
    """Return the participants who are called so, in the list or in the open vault."""
    from app.models.names import folded
    from app.models.records import Participant

    return [
        each
        for each in store.content.ordered(Participant)
        if folded(name) in {folded(called) for called in (each.name, *_vaulted(vault.get(each.id)))}
    ]


def _vaulted(entry: VaultEntry | None) -> Sequence[str]:
    return (entry.name, *entry.aliases) if entry is not None else ()


def _agreed() -> bool:
    """Ask on a terminal; nobody agrees where there is none."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    print("Forget all of this? It can't be undone. Type yes: ", end="", flush=True)
    return sys.stdin.readline().strip().casefold() == "yes"


def _found(store: Store, name: str, vault: Mapping[str, VaultEntry]) -> Sequence[AnyRecord]:
    """Return the one participant of that id or name, also by the open vault; of somebody in no list what is put before.

    Raises InputError, listing them, where none or several fit.
    """
    from app.models.records import Participant
    from app.services.forgetting import unlisted

    people = store.content.ordered(Participant)
    fitting = [each for each in people if each.id == name] or _called(store, name, vault)
    if len(fitting) > 1:
        ids = ", ".join(each.id for each in fitting)
        raise InputError(f"{len(fitting)} participants are called “{name}”; say which by its id: {ids}.")
    if not fitting and (strangers := unlisted(store, name)):
        return strangers
    if not fitting:
        there = ", ".join(f"“{each.name}”" for each in people) or "none"
        hint = " (the names are in the vault: say --vault-password-file)" if store.has_vault and not vault else ""
        raise InputError(f"There is no participant “{name}”{hint}; there are {there}. Nothing was changed.")
    return fitting


def _told(plan: ForgetPlan) -> Iterator[str]:
    yield f"Forgetting “{plan.participant.name}” takes {plan.turns} turns and {plan.highlights} highlights."
    for source in plan.sources:
        yield f"Source “{source.title}” goes: nobody else speaks in it."
    for lost in plan.lost:
        title = getattr(lost.record, "title", "") or getattr(lost.record, "statement", "")
        place = f", at place {lost.place} of the ranking" if lost.place else ""
        if lost.place != lost.place_after:
            place += f" and then at {lost.place_after},"
        if lost.before == lost.after:
            yield f"{lost.record.kind_name.capitalize()} “{title}”{place.removesuffix(',')}."
            continue
        yield (
            f"{lost.record.kind_name.capitalize()} “{title}”{place} loses evidence: {lost.before.quotes} quotes of "
            f"{lost.before.participants} people become {lost.after.quotes} of {lost.after.participants}."
        )
    for hit in plan.hits:
        words = ", ".join(f"“{' '.join(hit.text[start:end].split())}”" for start, end in hit.spans)
        yield f"Erased in {hit.kind.replace('_', ' ')} {hit.id} ({hit.field}), which {hit.why} them: {words}"
    for backup in plan.backups:
        yield f"Copy {backup.path}: {backup.fate}{f' ({backup.why})' if backup.why else ''}"

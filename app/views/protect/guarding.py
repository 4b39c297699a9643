"""The guard before what leaves the window: names are looked for on the worker, with the vault; hits are shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.models.snapshot import Snapshot
from app.services.guarding import Guarded, GuardError, Profile, guard, holds_evidence
from app.store.vault import VaultEntry
from app.views.protect.commands import ask_protect, has_vault

if TYPE_CHECKING:
    from app.views.window import MainWindow

_WORD_BY_WORD: Final = (".json", ".qdpx")
"""What holds all that was said."""


def tr(text: str) -> str:
    """Translate a text of the guard."""
    return QCoreApplication.translate("ExportGuard", text)


class Check(NamedTuple):
    """How a snapshot is looked at before it is written: for whom, with which names, of which maps."""

    profile: Profile
    has_vault: bool
    vault: Mapping[str, VaultEntry] | None
    journey_ids: tuple[str, ...] = ()
    turns: bool = False

    def __call__(self, snapshot: Snapshot) -> Guarded:
        """Return what is let out; raises GuardError where somebody is named."""
        return guard(
            snapshot,
            self.profile,
            has_vault=self.has_vault,
            vault=self.vault,
            journey_ids=self.journey_ids,
            turns=self.turns,
        )


def profiles(public: bool = True) -> list[tuple[object, str]]:
    """Return for whom a file may be, in words."""
    choices: list[tuple[object, str]] = [
        ("team", tr("The team: everything, under pseudonyms")),
        ("stakeholders", tr("Stakeholders: quotes where consent allows it")),
        ("public", tr("The public: no quotes, letters for people")),
    ]
    return choices if public else choices[:-1]


def left_out(profile: Profile) -> str:
    """Return what a profile leaves out; what it left out of a file is told when that is written."""
    told: dict[Profile, str] = {
        "team": tr("Nothing is left out."),
        "stakeholders": tr(
            "Left out: quotes of those whose consent does not cover it, what was not marked, contact, consent, "
            "attributes and notes of participants, file names and notes of sources, names of scorers."
        ),
        "public": tr(
            "Left out: all quotes and transcripts, contact, consent, attributes and notes of participants, file names "
            "and notes of sources, names of scorers. Pseudonyms become letters."
        ),
    }
    return told[profile]


def ask_check(
    window: MainWindow,
    then: Callable[[Check], object],
    *,
    profile: Profile = "team",
    journey_ids: Collection[str] = (),
    ending: str = "",
    asks: bool = True,
) -> None:
    """Go on with a check, after asking for the password of the vault where that is needed and `asks`."""
    from app.views.protect.passwords import OpenVaultDialog

    session, keeper = window.session, window.vault
    vaulted = has_vault(window)
    if vaulted is None:
        return
    check = Check(profile, vaulted, keeper.entries if keeper.is_open else None, tuple(journey_ids))
    check = check._replace(turns=ending in _WORD_BY_WORD)
    if not asks or check.vault is not None or not vaulted or not holds_evidence(session.content):
        then(check)
        return
    team = profile == "team"
    why = tr("Names are looked for before anything is written, and for that the identity vault is needed.")
    without = tr("Write it unchecked") if team else ""
    dialog = OpenVaultDialog(session, window.tasks.worker, window, why, accept=tr("Check and go on"), without=without)
    dialog.opened.connect(lambda _, entries: then(check._replace(vault=entries)))
    dialog.without_asked.connect(lambda: then(check))
    window.commands.show_dialog(dialog)


def check_first(
    window: MainWindow, then: Callable[[], object], *, journey_ids: Collection[str] = (), ending: str
) -> None:
    """Do something that writes by itself, a print or a copy, where nobody is named in what it writes."""

    def begin(check: Check) -> None:
        if not check.has_vault or check.vault is None or not holds_evidence(window.session.content):
            if check.has_vault and holds_evidence(window.session.content):
                window.session.said.emit(tr("Not checked for names of participants"))
            then()
            return
        snapshot = window.session.store.snapshot()

        def tell(found: Guarded | GuardError) -> None:
            if isinstance(found, GuardError):
                show_hits(window, found)
            else:
                then()

        window.tasks.run(tr("Looking for names"), lambda progress, cancelled: tried(check, snapshot), tell)

    ask_check(window, begin, journey_ids=journey_ids, ending=ending)


def tried(check: Check, snapshot: Snapshot) -> Any:
    """Return what a check lets out, or the error with its hits, which is shown otherwise than others are."""
    try:
        return check(snapshot)
    except GuardError as error:
        return error


def show_hits(window: MainWindow, error: GuardError) -> None:
    """Show the names that stopped something."""
    from app.views.protect.guard_dialog import GuardDialog, jump

    dialog = GuardDialog(window, error.hits)
    dialog.jump_asked.connect(lambda hit: jump(window, hit))
    dialog.protect_asked.connect(lambda: ask_protect(window))
    window.commands.show_dialog(dialog)

"""What the commands of protection do in a window: each opens a dialog, and what it decides is done on the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

from app.models.records import AnyRecord, Participant
from app.views.task_bar import Told
from app.views.widgets import counted

if TYPE_CHECKING:
    from app.store import Store
    from app.store.backups import Backup
    from app.views.window import MainWindow


def tr(text: str) -> str:
    """Translate a text of the commands."""
    return QCoreApplication.translate("ProtectCommands", text)


def protect_runs(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Return what each command of protection does."""
    return {
        "protection": partial(show_protection, window),
        "protect": partial(ask_protect, window),
        "open_vault": partial(toggle_vault, window),
        "change_vault_password": partial(change_password, window),
    }


def show_protection(window: MainWindow) -> None:
    """Show what stands of protection."""
    from app.views.protect.overview import ProtectionDialog

    dialog = ProtectionDialog(window.session, window.vault, window)
    then = partial(_instead, window, dialog)
    dialog.protect_asked.connect(lambda: then(partial(ask_protect, window)))
    dialog.open_asked.connect(lambda: then(partial(open_vault, window, partial(show_protection, window))))
    dialog.password_asked.connect(lambda: then(partial(change_password, window)))
    dialog.people_asked.connect(lambda: then(partial(window.commands.run, "participants")))
    dialog.import_asked.connect(lambda: then(partial(window.commands.run, "import")))
    dialog.forget_asked.connect(lambda each: then(partial(ask_forget, window, each)))
    dialog.label_asked.connect(lambda label: then(partial(ask_forget_label, window, label)))
    window.commands.show_dialog(dialog)


def _instead(window: MainWindow, dialog: QDialog, command: Callable[[], object]) -> None:
    """Close a dialog, then open what it leads to."""
    dialog.reject()
    command()


# ---- the vault


def has_vault(window: MainWindow) -> bool | None:
    """Return whether the workspace has a vault; none where the file can't be read now, which is told."""
    return window.session.attempt(lambda: window.session.store.has_vault)


def _there_is_a_vault(window: MainWindow) -> bool:
    """Return whether there is a vault to work with; says where there is none."""
    vaulted = has_vault(window)
    if vaulted is False:
        window.session.failed.emit(tr("There is no identity vault yet. Protect the participants first: that makes it."))
    return bool(vaulted)


def open_vault(window: MainWindow, then: Callable[[], object] = lambda: None) -> None:
    """Ask for the password of the vault unless it is open, then go on."""
    from app.views.protect.passwords import OpenVaultDialog

    session, keeper = window.session, window.vault
    if keeper.is_open:
        then()
        return
    if not _there_is_a_vault(window):
        return
    why = tr("While it is open, the list of participants shows their names. It closes with the file, or by its button.")
    dialog = OpenVaultDialog(session, window.tasks.worker, window, why)

    def opened(password: str, entries: Any) -> None:
        keeper.open(password, entries)
        session.said.emit(tr("The vault is open: names can be read in the list of participants"))
        then()

    dialog.opened.connect(opened)
    window.commands.show_dialog(dialog)


def toggle_vault(window: MainWindow) -> None:
    """Open the vault, or close it."""
    if window.vault.is_open:
        close_vault(window)
    else:
        open_vault(window)


def close_vault(window: MainWindow) -> None:
    """Close the vault, and say so."""
    window.vault.close()
    window.session.said.emit(tr("The vault is closed"))


def change_password(window: MainWindow) -> None:
    """Ask for another password of the vault."""
    from app.views.protect.passwords import ChangePasswordDialog

    if not _there_is_a_vault(window):
        return
    window.commands.show_dialog(ChangePasswordDialog(window.session, window.tasks.worker, window.vault, window))


# ---- protect


def ask_protect(window: MainWindow) -> None:
    """Show what Protect would rewrite, the vault being open where there is one, and do it."""
    from app.views.protect.protect_dialog import ProtectDialog

    session = window.session
    if not session.content.all(Participant):
        session.failed.emit(tr("There is nobody to protect yet. Import an interview first."))
        return
    vaulted = has_vault(window)
    if vaulted is None:
        return
    if vaulted and not window.vault.is_open:
        open_vault(window, partial(ask_protect, window))
        return
    window.map_page.keep_writing()
    was_open = window.vault.is_open
    dialog = ProtectDialog(session, window.vault, window.tasks.worker, window)

    def run() -> None:
        tell = partial(_tell_protected, window, was_open, dialog.left_as_they_are())
        window.tasks.run(tr("Protecting the participants"), dialog.job(), tell)

    dialog.accepted.connect(run)
    window.commands.show_dialog(dialog)


def _tell_protected(
    window: MainWindow, was_open: bool, left: Sequence[str], done: tuple[str, Mapping[str, Any]]
) -> Told:
    password, entries = done
    window.session.attempt(window.session.store.adopt)
    if was_open and window.vault.is_open:
        window.vault.open(password, entries)
    people = len(window.session.content.all(Participant))
    text = tr("Protected: {people} have a pseudonym; names lie in the vault. Undo begins anew here.")
    show = partial(window.exchange.show_lines, tr("Words that may be names"), left)
    commands: list[tuple[str, Callable[[], object]]] = [(tr("Show what was left"), show)] if left else []
    return text.format(people=counted(people, tr("participant"), tr("participants"))), commands


# ---- forget


def ask_forget(window: MainWindow, participant_id: str) -> None:
    """Show what forgetting somebody takes; with the vault, what was written of them by name since Protect is found."""
    person = window.session.content.find(Participant, participant_id)
    if person is not None:
        _ask_forget(window, person)


def ask_forget_label(window: MainWindow, label: str) -> None:
    """Do the same with somebody whom no list has: a respondent, who asks; by the label in what was said."""
    from app.services.forgetting import unlisted

    session = window.session
    snapshot = session.store.snapshot()

    def tell(found: Sequence[AnyRecord]) -> None:
        if found:
            _ask_forget(window, cast(Participant, found[0]), found[1:])
        else:
            session.failed.emit(tr("Nobody speaks or answers as “{label}” who is no participant.").format(label=label))

    what = tr("Looking for who speaks as “{label}”").format(label=label)
    window.tasks.run(what, lambda progress, cancelled: unlisted(snapshot, label), tell)


def _ask_forget(window: MainWindow, person: Participant, more: Sequence[AnyRecord] = ()) -> None:
    from app.views.protect.passwords import OpenVaultDialog

    session, keeper = window.session, window.vault
    vaulted = has_vault(window)
    if vaulted is None:
        return
    if keeper.is_open or not vaulted:
        _show_forget(window, keeper.entries, person, more)
        return
    why = tr("With the vault, their real name is found, too, where somebody wrote it since they were protected.")
    worker, without = window.tasks.worker, tr("Go on without it")
    dialog = OpenVaultDialog(session, worker, window, why, accept=tr("Look for the name, too"), without=without)
    dialog.opened.connect(lambda _, entries: _show_forget(window, entries, person, more))
    dialog.without_asked.connect(lambda: _show_forget(window, {}, person, more))
    window.commands.show_dialog(dialog)


def _show_forget(window: MainWindow, vault: Mapping[str, Any], person: Participant, more: Sequence[AnyRecord]) -> None:
    from app.views.protect.forget_dialog import ForgetDialog

    session = window.session
    window.map_page.keep_writing()
    dialog = ForgetDialog(session, vault, window.tasks.worker, window, person, more)

    def run() -> None:
        plan = dialog.plan
        if more and session.perform(_name, (person, *more)) is None:
            return
        window.tasks.run(tr("Forgetting a participant"), dialog.job(), partial(_tell_forgotten, window, plan))

    dialog.accepted.connect(run)
    window.commands.show_dialog(dialog)


def _name(store: Store, records: Sequence[AnyRecord]) -> bool:
    """Put somebody into the list, so that all there is of them goes with them."""
    with store.edit("Name who speaks") as edit:
        edit.put(*records)
    return True


def _tell_forgotten(window: MainWindow, plan: Any, out_of_reach: Sequence[Backup]) -> Told:
    window.session.attempt(window.session.store.adopt)
    vault = window.vault
    if vault.is_open:
        vault.open(
            vault.password, {each: entry for each, entry in vault.entries.items() if each != plan.participant.id}
        )
    lines = _done_lines(plan, out_of_reach)
    text = tr("Forgotten. {turns}, {highlights} and what quoted them are gone; undo begins anew here.").format(
        turns=counted(plan.turns, tr("turn"), tr("turns")),
        highlights=counted(plan.highlights, tr("highlight"), tr("highlights")),
    )
    if out_of_reach:
        copies = counted(len(out_of_reach), tr("copy"), tr("copies"))
        text += "  –  " + tr("{copies} can’t be reached and still hold them").format(copies=copies)
    show = partial(window.exchange.show_lines, tr("What was done"), lines)
    return text, [(tr("Show what was done"), show)]


def _done_lines(plan: Any, out_of_reach: Sequence[Backup]) -> list[str]:
    left = {each.path for each in out_of_reach}
    done = {"remade": tr("Made anew without them: {path}"), "deleted": tr("Deleted: {path}")}
    lines = [tr("Deleted source: {title}").format(title=each.title) for each in plan.sources]
    lines += [done[each.fate].format(path=each.path) for each in plan.backups if each.path not in left]
    missed = tr("Out of reach, and still holding them: {path} ({why})")
    lines += [missed.format(path=each.path, why=each.why.rstrip(".")) for each in out_of_reach]
    return lines or [tr("This file knew of no backups or copies.")]

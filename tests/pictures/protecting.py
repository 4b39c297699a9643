"""The protection of participants: an interview with real names, protected, its vault open, somebody to be forgotten."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.exporters.export import Order
from app.models.records import Card, Highlight, Insight, InsightHighlight, Opportunity, OpportunityInsight, Participant
from app.models.turns import Turn
from app.services.participants import update_participant
from app.services.protecting import protect
from app.store import Store, open_workspace
from app.views.protect.commands import ask_forget
from app.views.protect.forget_dialog import ForgetDialog
from app.views.protect.protect_dialog import ProtectDialog
from tests.pictures import research, workspaces

if TYPE_CHECKING:
    from tests.bench.stage import Stage

PASSWORD = "a thread and a maze"
SAID = (
    ("Interviewer", "Hello Maya, thank you for coming. Ben told me that you travel a lot?"),
    ("Maya Chen", "Every week. The counter queue was forty minutes long and nobody opened a second counter."),
    ("Ben Okafor", "Maya is right, Ms. Chen waited next to me. Will you open another one?"),
    ("Interviewer", "May I ask what you did then?"),
    ("Maya Chen", "I took the bus, and my mail is maya.chen@example.org."),
)


def named(folder: Path) -> Path:
    """Return the sample with an interview of people whose names can be read."""
    path = workspaces.sample(folder)
    with open_workspace(path) as store:
        fill(store)
    return path


def fill(store: Store) -> None:
    """Add an interview with two people, passages, an insight on an opportunity, and words about them."""
    turns = [Turn(text, speaker, 20.0 * number) for number, (speaker, text) in enumerate(SAID)]
    research.add_source(store, "talk", "Maya Chen and Ben Okafor, 12 May", turns, origin="Maya_Chen.vtt")
    journey_id = next(iter(store.content.ordered(Card))).journey_id
    with store.edit("Note what was heard") as edit:
        start = SAID[1][1].index("counter queue")
        first = Highlight(id="hm", source_id="talk", turn=1, start=start, last_turn=1, end=start + 40, kind="pain")
        edit.put(first, Highlight(id="hb", source_id="talk", turn=2, start=0, last_turn=2, end=13))
        edit.put(
            Insight(id="im", rank="V", kind="pain", statement="Waiting forty minutes at the counter"),
            InsightHighlight(insight_id="im", highlight_id="hm"),
            Opportunity(id="om", rank="V", title="A second counter"),
            OpportunityInsight(opportunity_id="om", insight_id="im"),
        )
        note = "Maya Chen: the counter queue was forty minutes long"
        edit.put(Card(id="cm", journey_id=journey_id, kind="pain", rank="zz", title="Queue at the counter", note=note))
    with store.edit("Say who said so") as edit:
        by_name = {each.name: each.id for each in edit.content.ordered(Participant)}
        edit.put(replace(edit.content.get(Highlight, "hm"), participant_id=by_name["Maya Chen"]))
        edit.put(replace(edit.content.get(Highlight, "hb"), participant_id=by_name["Ben Okafor"]))
    update_participant(store, by_name["Maya Chen"], contact="maya.chen@example.org")
    update_participant(store, by_name["Ben Okafor"], keep_until="2025-12-31")
    update_participant(store, by_name["Maya Chen"], consent_scope="quotes in reports for stakeholders")


def protected(folder: Path) -> Path:
    """Return the same, protected, with a copy that Clew knows of."""
    path = named(folder)
    with open_workspace(path) as store:
        store.save_copy(path.with_name("Before the workshop.clew"), history=True)
        protect(store, PASSWORD)
        store.adopt()
    return path


def overview(stage: "Stage") -> None:
    """Open the dialog of the header's button."""
    stage.window.commands.run("protection")
    stage.idle(0.5)


def opened(stage: "Stage") -> None:
    """Open the vault, and look at protection."""
    store = stage.window.session.store
    stage.window.vault.open(PASSWORD, store.open_vault(PASSWORD))
    overview(stage)


def ask_password(stage: "Stage") -> None:
    """Type a wrong password."""
    stage.window.commands.run("open_vault")
    dialog = stage.window.commands.dialog
    dialog.field.setText("not this one")  # type: ignore[union-attr]
    dialog.accept()  # type: ignore[union-attr]
    stage.idle(1.5)


def change_password(stage: "Stage") -> None:
    """Ask for another password."""
    stage.window.commands.run("change_vault_password")
    stage.window.commands.dialog.new.first.setText("maze maze")  # type: ignore[union-attr]
    stage.idle(0.5)


def protecting(stage: "Stage") -> None:
    """Look at what Protect would rewrite, with a password typed."""
    stage.window.commands.run("protect")
    dialog = stage.window.commands.dialog
    assert isinstance(dialog, ProtectDialog)
    assert dialog.new_password is not None
    dialog.new_password.first.setText(PASSWORD)
    dialog.new_password.second.setText(PASSWORD[:5])
    stage.idle(1.0)


def forgetting(typed: str = "") -> Callable[["Stage"], None]:
    """Return what looks at what forgetting somebody takes."""

    def do(stage: "Stage") -> None:
        content = stage.window.session.content
        who = max(content.ordered(Participant), key=lambda each: bool(each.consent_scope))
        store = stage.window.session.store
        if store.has_vault:
            stage.window.vault.open(PASSWORD, store.open_vault(PASSWORD))
        ask_forget(stage.window, who.id)
        stage.idle(1.0)
        dialog = stage.window.commands.dialog
        assert isinstance(dialog, ForgetDialog)
        dialog.typed.setText(typed)
        if typed:
            dialog.hits.what.chosen.emit("reword")
        stage.idle(0.3)

    return do


def after(stage: "Stage") -> None:
    """Protect, and read the interview then."""
    protecting(stage)
    dialog = stage.window.commands.dialog
    assert isinstance(dialog, ProtectDialog)
    assert dialog.new_password is not None
    dialog.new_password.second.setText(PASSWORD)
    dialog.accept()
    stage.idle(2.0)
    stage.window.open_source("talk")
    stage.idle(0.5)


def people(stage: "Stage") -> None:
    """Look at the participants with the vault open."""
    store = stage.window.session.store
    stage.window.vault.open(PASSWORD, store.open_vault(PASSWORD))
    stage.window.commands.run("participants")
    stage.idle(0.5)


def exporting(stage: "Stage") -> None:
    """Export for stakeholders."""
    stage.window.commands.run("export")
    dialog = stage.window.commands.dialog
    dialog.profile.fill("stakeholders")  # type: ignore[union-attr]
    dialog._fit()  # type: ignore[union-attr]
    stage.idle(0.3)


def stopped(stage: "Stage") -> None:
    """Export what names somebody."""
    window = stage.window
    store = window.session.store
    window.vault.open(PASSWORD, store.open_vault(PASSWORD))
    with store.edit("Write names") as edit:
        edit.put(replace(edit.content.get(Card, "cm"), title="Ms. Chen waits", note="Ben Okafor saw it"))
        edit.put(replace(edit.content.get(Insight, "im"), statement="Maya Chen has no time to queue at a counter"))
    window.exchange.export(Order(store.path.with_name("out.pdf")))
    stage.idle(1.0)


def odd(folder: Path) -> Path:
    """Return the sample with names that are long, from right to left, and many words about one of them."""
    path = workspaces.sample(folder)
    names = ("דנה כהן לוי", "Chief " + workspaces.LONG, "ยุพา ใจดี", "李小龙")
    with open_workspace(path) as store:
        said = [
            Turn(f"{name}: I waited forty minutes at the counter {number}.", name) for number, name in enumerate(names)
        ]
        said += [Turn(f"And {names[0]} waited, too, on day {number}.", names[1]) for number in range(300)]
        research.add_source(store, "odd", f"{names[0]} / {names[1]}", said)
    return path


def forget_odd(stage: "Stage") -> None:
    """Look at what forgetting the first of them takes."""
    people = stage.window.session.content.ordered(Participant)
    ask_forget(stage.window, next(each.id for each in people if "דנה" in each.name))
    stage.idle(2.0)


def header(stage: "Stage") -> None:
    """Have the vault open, and no dialog over the header."""
    store = stage.window.session.store
    stage.window.vault.open(PASSWORD, store.open_vault(PASSWORD))
    stage.idle(0.3)


def people_closed(stage: "Stage") -> None:
    """Look at the participants with the vault closed."""
    stage.window.commands.run("participants")
    stage.idle(0.5)

"""Every place, panel, form, sheet and dialog of the window, how each is opened, and a workspace that fills them all."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QScrollBar, QWidget

from app.importers.agendas import read_agenda
from app.layout.lens import Lens
from app.models.content import columns_of, lanes_of, stages_of, swimlanes_of
from app.models.records import (
    Action,
    Boundary,
    Card,
    Connector,
    Highlight,
    Journey,
    Opportunity,
    Participant,
    Persona,
    Scorer,
    Solution,
)
from app.scoring.models import model_of
from app.scoring.votes import options_of
from app.services.actions import add_action
from app.services.bookmarks import add_bookmark
from app.services.cards import add_card
from app.services.connectors import connect
from app.services.decisions import add_boundary, decide, put_under
from app.services.guarding import GuardError, GuardHit
from app.services.opportunities import make_opportunity
from app.services.plans import apply_plan
from app.services.scoring import add_scorer, score
from app.services.solutions import make_solution
from app.services.stages import add_step
from app.services.tags import add_tag
from app.services.templates import require_field
from app.services.votes import cast, make_round, reveal, tally
from app.store import open_workspace
from app.views.banner import Banner
from app.views.crash import CrashDialog
from app.views.decide.actions import ActionsPart
from app.views.decide.ranking import RankingPart
from app.views.history.room import HistoryRoom
from app.views.imports.dialog import ImportDialog
from app.views.protect.commands import ask_forget
from app.views.protect.guarding import show_hits
from app.views.protect.passwords import ChangePasswordDialog, OpenVaultDialog
from app.views.research_commands import ask_where_to_place
from app.views.scoring.scorers_dialog import ScorersDialog
from app.views.window import MainWindow
from app.views.workshop.votes_panel import VotesPanel
from app.views.workshop_commands import paste_cards
from tests.pictures import framework, insights, research
from tests.pictures.personas import personas
from tests.scores import score_matrix

_INNER = ("qt_spinbox_lineedit", "qt_scrollarea_viewport")
"""Parts of Qt's own controls, which are told as those."""

Opens = Callable[[MainWindow], QWidget]
"""Opens a part of the window, and returns it."""


def full_workspace(folder: Path) -> Path:
    """Make a workspace in which nothing is empty: the sample with all that can be said, drawn and decided."""
    path = personas(folder)
    with open_workspace(path) as store:
        content = store.content
        journey = next(each for each in content.ordered(Journey) if swimlanes_of(content, each.id))
        cards = [each.id for each in content.ordered(Card) if each.journey_id == journey.id and each.step_id]
        for one, other in pairwise(cards[:4]):
            connect(store, one, other, title="by telephone", hand_off="broken")
        pains = [each.id for each in content.ordered(Card) if each.kind == "pain"]
        for number, (customer, business) in enumerate(((92.0, 76.0), (93.0, 43.0), (None, 20.0))):
            made = make_opportunity(store, pains[number : number + 2])
            score_matrix(store, made, customer, business, 2.0)
        customer_side = model_of(content).criteria[0].id
        for name, value in (("Ines", 25.0), ("Tom", 100.0)):
            score(store, made, customer_side, value, scorer_id=add_scorer(store, name), reason="As I see it")
        decide(store, made, "will do")
        put_under(store, add_boundary(store, "We sell no data"), [made])
        add_action(store, "Ask the bank", solution_id=make_solution(store, [made]), due_on="2026-01-01")
        for name in ("legal", "payment"):
            add_tag(store, pains[:2], name)
        add_step(store, stages_of(content, journey.id)[0].id, "Another step")
        lane = lanes_of(content, journey.id, swimlanes_of(content, journey.id)[0].id)[0]
        step = columns_of(content, journey.id)[-1]
        card = add_card(store, journey.id, "touchpoint", "An example", lane_id=lane.id, step_id=step.id)
        with store.edit("Mark as an example") as edit:
            edit.put(replace(store.content.get(Card, card), example=True))
        add_bookmark(store, journey.id, "Where it begins", step.id, lane.id)
        apply_plan(store, read_agenda("first-map", journey.id))
        require_field(store, journey.id, "pain", "severity", required=True)
        held = make_round(store, journey.id, "What hurts most?", card_ids=cards[:4], opportunity_ids=[made])
        numbered = {each.number: each.id for each in options_of(content, held)}
        for number, given in enumerate(({1: 2, 5: 1}, {5: 3}, {2: 1}, {}), start=1):
            cast(store, held, number, {numbered[each]: count for each, count in given.items()})
        tally(store, numbered[3], 4)
        reveal(store, held)
        research.fill(store)
        insights.fill(store)
        framework.fill(store)
    return path


def _place(name: str) -> Opens:
    def opens(window: MainWindow) -> QWidget:
        window.show_place(name)
        page = window.pages.currentWidget()
        assert page is not None
        return page

    return opens


def _tab(name: str, register: str = "stakeholders") -> Opens:
    def opens(window: MainWindow) -> QWidget:
        window.show_place("framework")
        page = window.framework_page
        page.show_tab(name)
        tab: QWidget = page.tab(name)
        if name == "registers":
            page.tab(name).show_part(register)
        return tab

    return opens


def _journey_details(window: MainWindow) -> QWidget:
    window.show_place("framework")
    page = window.framework_page
    page.show_tab("tree")
    page.open_details(page.table.current_id())
    shown: QWidget = page
    return shown


def _insights(part: str = "library", count: int = 0) -> Opens:
    def opens(window: MainWindow) -> QWidget:
        window.show_place("insights")
        page = window.insights_page
        page.show_part(part)
        if part == "analysis":
            page.analysis.make_plot()
        for _ in range(300):
            if not window.tasks.worker.busy:
                break
            QTest.qWait(10)
        page.library.show_insights(page.library.table.library.ids[:count])
        shown: QWidget = page
        return shown

    return opens


def _duplicates(window: MainWindow) -> QWidget:
    page = _insights()(window)
    assert page is window.insights_page
    window.insights_page.duplicates.compare()
    for _ in range(300):
        if window.insights_page.duplicates.pairs:
            break
        QTest.qWait(10)
    window.insights_page.duplicates.open()
    assert window.commands.dialog is not None
    return window.commands.dialog


def _place_insights(window: MainWindow) -> QWidget:
    _insights(count=2)(window)
    window.insights_page.place(window.insights_page.library.ids)
    assert window.commands.dialog is not None
    return window.commands.dialog


def _ranking(window: MainWindow) -> QWidget:
    window.show_place("decide")
    window.decide_page.show_tab("ranking")
    part = window.decide_page.part("ranking")
    assert isinstance(part, RankingPart)
    part.make_matrix()
    for _ in range(300):
        if part.holding.known is not None:
            break
        QTest.qWait(10)
    shown: QWidget = window.decide_page
    return shown


def _opportunity_edited(window: MainWindow) -> QWidget:
    page = _ranking(window)
    part = window.decide_page.part("ranking")
    assert isinstance(part, RankingPart)
    part.side.show_tab("edit")
    return page


def _decided(tab: str, shape: str = "board") -> Opens:
    def opens(window: MainWindow) -> QWidget:
        content = window.session.content
        window.show_place("decide")
        window.decide_page.show_tab(tab)
        part = window.decide_page.part(tab)
        window.session.select_opportunities([content.ordered(Opportunity)[0].id])
        if isinstance(part, ActionsPart):
            part.show_as(shape)
        part.choose(next(iter(content.all({"actions": Action, "solutions": Solution}.get(tab, Boundary)))))
        shown: QWidget = window.decide_page
        return shown

    return opens


def _comparison(window: MainWindow) -> QWidget:
    window.show_place("personas")
    page = window.personas_page
    page.show_personas([each.id for each in window.session.content.ordered(Persona)][:3])
    return page.comparison


def _two_journeys(shape: str) -> Opens:
    def opens(window: MainWindow) -> QWidget:
        first, second = list(window.session.content.all(Journey))[:2]
        window.show_comparison(first, second)
        for _ in range(300):
            if not window.tasks.worker.busy:
                break
            QTest.qWait(10)
        window.compare_page.shape.chosen.emit(shape)
        window.compare_page.list.walk(1)
        return window.compare_page

    return opens


def _panel(name: str) -> Opens:
    def opens(window: MainWindow) -> QWidget:
        window.show_place("map")
        window.map_page.panels.show_panel(name)
        return window.map_page.panels.made[name]

    return opens


def _past(window: MainWindow) -> QWidget:
    return _in_place_of_the_map(window, lambda room: room.show_step(1))


def _compared(window: MainWindow) -> QWidget:
    return _in_place_of_the_map(window, lambda room: room.compare())


def _replay(window: MainWindow) -> QWidget:
    return _in_place_of_the_map(window, lambda room: room.replay())


def _in_place_of_the_map(window: MainWindow, ask: Callable[[HistoryRoom], object]) -> QWidget:
    window.show_place("map")
    window.map_page.panels.show_panel("history")
    room = window.history
    for wanted in (lambda: room.panel.model.complete, lambda: room.on_show is not None):
        for _ in range(300):
            if wanted():
                break
            QTest.qWait(10)
        if room.on_show is None:
            ask(room)
    assert room.on_show is not None
    room.replay_map.pause()
    return room.on_show


def _form(find: Callable[[MainWindow], list[str]]) -> Opens:
    def opens(window: MainWindow) -> QWidget:
        window.show_place("map")
        window.session.select(find(window))
        form = window.map_page.inspector.form
        assert form is not None
        return form

    return opens


def _cards(kind: str, count: int = 1) -> Callable[[MainWindow], list[str]]:
    return lambda window: [each.id for each in window.session.content.ordered(Card) if each.kind == kind][:count]


def _opportunity(window: MainWindow) -> QWidget:
    window.show_place("map")
    window.session.select_opportunities([window.session.content.ordered(Opportunity)[0].id])
    form = window.map_page.inspector.form
    assert form is not None
    return form


def _headers(kind: str) -> Callable[[MainWindow], list[str]]:
    def find(window: MainWindow) -> list[str]:
        content, journey_id = window.session.content, window.session.journey_id
        swimlane = swimlanes_of(content, journey_id)[0].id
        return {
            "stage": [each.id for each in stages_of(content, journey_id)],
            "step": [each.id for each in columns_of(content, journey_id)],
            "swimlane": [swimlane],
            "lane": [each.id for each in lanes_of(content, journey_id, swimlane)],
            "connector": sorted(window.session.content.all(Connector)),
            "journey": [],
        }[kind][:1]

    return find


def _find_bar(window: MainWindow) -> QWidget:
    window.commands.run("find")
    bar = window.map_page.find_bar
    bar.text.setText("ticket")
    bar.search()
    return bar


def _outline(window: MainWindow) -> QWidget:
    window.show_place("map")
    window.outline_dock.show()
    return window.outline_dock


def _console(window: MainWindow) -> QWidget:
    window.show_place("map")
    window.console.show()
    window.running.next_activity()
    return window.console


def _sheet(command: str, name: str) -> Opens:
    def opens(window: MainWindow) -> QWidget:
        window.commands.run(command)
        sheet: QWidget = getattr(window, name)
        return sheet

    return opens


def _capture(window: MainWindow) -> QWidget:
    window.commands.run("capture")
    bar = window.map_page.capture
    QTest.keyClicks(bar.line, "pain: lost @Nowhere")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    QTest.keyClicks(bar.line, "gain: found it @Purchase ~Maya #queue")
    bar.toggle_pin()
    return bar


def _paste(window: MainWindow) -> QWidget:
    paste_cards(window, "pain: lost @Nowhere\nstage: Purchase\ngain: found it @Purchase ~Maya")
    assert window.commands.dialog is not None
    return window.commands.dialog


def _filters(window: MainWindow) -> QWidget:
    window.commands.run("filter")
    QTest.qWait(50)  # it is filled in turns
    return window.filter_sheet


def _blind(part: str) -> Opens:
    def opens(window: MainWindow) -> QWidget:
        window.commands.run("score_blind")
        sheet = window.blind_sheet
        sheet.begin_page.begin.click()
        for scorer in window.session.content.ordered(Scorer)[:1]:
            if part == "score":
                sheet.let_score(scorer.id)
        sheet.cover.reveal.click() if part == "spread" else None
        return sheet

    return opens


def _scorers(window: MainWindow) -> QWidget:
    window.commands.run("scorers")
    dialog = window.commands.dialog
    assert isinstance(dialog, ScorersDialog)
    dialog.rows.setCurrentRow(0)
    return dialog


def _lens(window: MainWindow) -> QWidget:
    window.map_page.set_lens(Lens(colour_by="channel_id", filters=(("kind", frozenset({"pain"})),)))
    return window.map_page.lens_bar


def _dialog(command: str) -> Opens:
    def opens(window: MainWindow) -> QWidget:
        window.commands.run(command)
        assert window.commands.dialog is not None
        return window.commands.dialog

    return opens


def _compact(window: MainWindow) -> QWidget:
    window.commands.run("compact_history")
    for _ in range(300):
        if window.commands.dialog is not None:
            break
        QTest.qWait(10)
    QTest.qWait(100)  # it asks the worker what would go
    assert window.commands.dialog is not None
    return window.commands.dialog


def _import(name: str, text: str) -> Opens:
    def opens(window: MainWindow) -> QWidget:
        path = window.session.store.path.parent / name
        path.write_text(text, "utf-8")
        window.exchange.import_files([path])
        dialog = window.commands.dialog
        assert isinstance(dialog, ImportDialog)
        for _ in range(200):
            if not dialog.busy:
                break
            QTest.qWait(10)
        return dialog

    return opens


def _lists(key: str) -> Opens:
    def opens(window: MainWindow) -> QWidget:
        window.commands.show_lists(key)
        assert window.commands.dialog is not None
        return window.commands.dialog

    return opens


def _crash(window: MainWindow) -> QWidget:
    report = window.session.store.path.parent / "report.txt"
    dialog = CrashDialog("Traceback …", report, window.session.store.path, window)
    window.commands.show_dialog(dialog)
    return dialog


def _new_vote(window: MainWindow) -> QWidget:
    window.commands.run("new_round")
    panel = window.map_page.panels.made["votes"]
    assert isinstance(panel, VotesPanel)
    return panel.form


def _hands(window: MainWindow) -> QWidget:
    panel = _panel("votes")(window)
    assert isinstance(panel, VotesPanel)
    panel.way.chosen.emit("hands")
    return panel


def _place_evidence(window: MainWindow) -> QWidget:
    ask_where_to_place(window, sorted(window.session.content.all(Highlight))[:1])
    assert window.commands.dialog is not None
    return window.commands.dialog


def _forget(window: MainWindow) -> QWidget:
    ask_forget(window, window.session.content.ordered(Participant)[0].id)
    assert window.commands.dialog is not None
    return window.commands.dialog


def _open_vault(window: MainWindow) -> QWidget:
    dialog = OpenVaultDialog(window.session, window.tasks.worker, window, "Why.", without="Without")
    window.commands.show_dialog(dialog)
    return dialog


def _change_vault_password(window: MainWindow) -> QWidget:
    dialog = ChangePasswordDialog(window.session, window.tasks.worker, window.vault, window)
    window.commands.show_dialog(dialog)
    return dialog


def _guard(window: MainWindow) -> QWidget:
    card = window.session.content.ordered(Card)[0]
    hits = [GuardHit("card", card.id, card.title, "As Anna said", 3, 7, "P01", True)]
    show_hits(window, GuardError(hits))
    assert window.commands.dialog is not None
    return window.commands.dialog


def _banner(window: MainWindow) -> QWidget:
    window.show_place("map")
    window.banner.tell("Something went wrong; all is safe.", ("Try again", lambda: None))
    return window.banner


ROOMS: dict[str, Opens] = {
    "map": _place("map"),
    "research": _place("research"),
    "insights": _insights(),
    "one insight": _insights(count=1),
    "several insights": _insights(count=3),
    "themes": _insights("themes"),
    "analysis": _insights("analysis"),
    "said twice": _duplicates,
    "place insights": _place_insights,
    "decide": _ranking,
    "an opportunity beside the ranking": _opportunity_edited,
    "ledger": _decided("ledger"),
    "solutions": _decided("solutions"),
    "board of actions": _decided("actions"),
    "list of actions": _decided("actions", "list"),
    "framework": _place("framework"),
    "board": _tab("board"),
    "portfolio": _tab("portfolio"),
    "stakeholders": _tab("registers"),
    "tools": _tab("registers", "tools"),
    "silos": _tab("registers", "silos"),
    "orchestration": _tab("orchestration"),
    "message plan": _tab("messages"),
    "diagnosis": _tab("diagnosis"),
    "journey in the framework": _journey_details,
    "personas": _place("personas"),
    "comparison": _comparison,
    "two journeys compared": _two_journeys("one"),
    "two journeys side by side": _two_journeys("two"),
    "workspace": _place("workspace"),
    "opportunities": _panel("opportunities"),
    "findings": _panel("findings"),
    "history": _panel("history"),
    "the map as it was": _past,
    "two points compared": _compared,
    "replay": _replay,
    "compact": _compact,
    "votes": _panel("votes"),
    "votes by hands": _hands,
    "new vote": _new_vote,
    "outline": _outline,
    "console": _console,
    "find": _find_bar,
    "banner": _banner,
    "header": lambda window: window.header,
    "rail": lambda window: window.rail,
    **{f"form of a {kind}": _form(_headers(kind)) for kind in ("journey", "stage", "step", "lane", "swimlane")},
    "form of a connector": _form(_headers("connector")),
    **{f"form of a {kind}": _form(_cards(kind)) for kind in ("touchpoint", "pain", "gain", "question")},
    "form of several cards": _form(_cards("pain", 3)),
    "form of an opportunity": _opportunity,
    "keys": _sheet("shortcuts", "overlay"),
    "palette": _sheet("palette", "palette_sheet"),
    "search": _sheet("search", "search_sheet"),
    "filters": _filters,
    "begin to score blind": _sheet("score_blind", "blind_sheet"),
    "who scores": _blind("cover"),
    "score blind": _blind("score"),
    "what everybody said": _blind("spread"),
    "scoring models": _dialog("scoring_models"),
    "scorers": _scorers,
    "lens": _lens,
    "capture": _capture,
    "paste as cards": _paste,
    "change keys": _dialog("change_keys"),
    "bookmarks": _dialog("bookmarks"),
    "agenda": _dialog("edit_agenda"),
    "templates": _dialog("journey_from_template"),
    "make a to-be": _dialog("make_to_be"),
    "save template": _dialog("save_template"),
    "required fields": _dialog("required_fields"),
    "export": _dialog("export"),
    "wall template": _dialog("wall_template"),
    "ballots": _dialog("print_ballots"),
    "scoring sheet": _dialog("print_scoring_sheet"),
    "report": _dialog("report"),
    "about": _dialog("about"),
    "import": _import("day.mmd", "journey\n  title Riding\n  section Before\n    Book: 7: Maya\n    Wait: Maya\n"),
    "import of a talk": _import("talk.txt", "Ann: So?\nMaya: Late.\nAnn: And?\nMAYA | Contoso: Paid.\nMaya: Twice.\n"),
    "import of answers": _import("answers.csv", "Name,When,Why?,Rate (1-5)\nAnn,3/4/2024,It was late again,2\n"),
    "import of a map": _import(
        "map.md", "| | Before | On board |\n|---|---|---|\n| Pains | Queue | Late |\n| Mood | 2/5 | 4/5 |\n"
    ),
    "lists": _lists("channels"),
    "participants": _dialog("participants"),
    "source details": _dialog("source_details"),
    "place on a map": _place_evidence,
    "tags": _lists("tags"),
    "protection": _dialog("protection"),
    "protect": _dialog("protect"),
    "forget": _forget,
    "names in an export": _guard,
    "open the vault": _open_vault,
    "change the password of the vault": _change_vault_password,
    "crash": _crash,
}
"""What there is in the window of a full workspace; a new place or dialog belongs here, and a test says so."""


def leave(window: MainWindow) -> None:
    """Close what lies over the window, and go back to a map with nothing around it that was not there at first."""
    dialog = window.commands.dialog
    if isinstance(dialog, QDialog):
        dialog.reject()
    for sheet in ("overlay", "palette_sheet", "search_sheet", "outline_dock", "console", "filter_sheet", "blind_sheet"):
        if window.made(sheet):
            window.made(sheet).hide()
    for banner in window.findChildren(Banner):
        banner.dismiss()
    window.map_page.find_bar.close_bar()
    window.map_page.capture.rest()
    window.map_page.clear_lens()
    window.map_page.show_now()
    window.map_page.panels.show_panel("")
    window.show_place("map")
    window.session.select([])


def controls(root: QWidget) -> list[QWidget]:
    """Return what in a part of the window is on show and takes the keys."""
    return [
        each
        for each in [root, *root.findChildren(QWidget)]
        if each.isVisibleTo(root.window())
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.objectName() not in _INNER
        and not isinstance(each, QScrollBar)
    ]

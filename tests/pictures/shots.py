"""The pictures: what is on each, and how it is taken."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from PIL import Image

from app.layout.lens import Lens
from tests.bench.stage import Stage
from tests.pictures import (
    acts,
    captures,
    decided,
    deciding,
    evidence,
    framework,
    history,
    imports,
    insights,
    personas,
    presenting,
    protecting,
    research,
    room,
    scoring,
    to_be,
    votes,
    workshop,
    workspaces,
)

SIZE = (1600, 1000)
WIDE = (1920, 1080)
PROJECTOR = (1024, 768)
DOUBLE = (1200, 600)
"""At 200 % a screen of 2400 × 1200."""

ONLY_SOME = (("kind", frozenset({"touchpoint", "pain"})),)

DATE = datetime(2026, 1, 15, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Paper:
    """How a PDF is laid out, and which of its pages is on the picture; `by` says what draws it.

    `sheets` is the paper that a wall template is cut over.
    """

    size: str
    tile: float | None = None
    page: int = 1
    by: Literal["pdf", "print", "report", "wall", "ballots", "scoring"] = "pdf"
    sheets: str = ""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the screen: the workspace in the window (none = the start), what is done, theme, scale and size.

    With `paper`, a picture of a page instead.
    """

    workspace: Callable[[Path], Path] | None = workspaces.sample
    do: Callable[[Stage], object] = acts.nothing
    theme: str = "light"
    scale: float = 1.0
    size: tuple[int, int] = SIZE
    in_docs: bool = False
    paper: Paper | None = None


SHOTS: Final[dict[str, Shot]] = {
    "window": Shot(do=acts.select_one, size=WIDE, in_docs=True),
    "window-dark": Shot(do=acts.select_one, theme="dark", size=WIDE),
    "fields": Shot(workspace=workspaces.detailed, do=acts.select_titled("Pays with a phone wallet")),
    "fields-all": Shot(
        workspace=workspaces.detailed, do=acts.select_titled("Pays with a phone wallet", unfold=True), theme="dark"
    ),
    "fields-pain": Shot(workspace=workspaces.detailed, do=acts.offer_tags),
    "findings": Shot(workspace=workspaces.templated("retail"), do=acts.find_bottlenecks),
    "findings-check": Shot(workspace=workspaces.templated("b2b-buying-group"), do=acts.check_map, theme="dark"),
    "console-empty": Shot(do=workshop.offer_agendas),
    "console": Shot(do=workshop.hold_workshop()),
    "console-dark": Shot(do=workshop.hold_workshop(over=True), theme="dark"),
    "console-double": Shot(do=workshop.hold_workshop(), scale=2.0, size=DOUBLE),
    "agenda": Shot(do=workshop.edit_agenda),
    "evidence": Shot(
        workspace=evidence.heard, do=acts.select_titled("Card refused, seat lost"), size=WIDE, in_docs=True
    ),
    "evidence-dark": Shot(workspace=evidence.heard, do=evidence.select, theme="dark"),
    "evidence-colours": Shot(workspace=evidence.heard, do=evidence.colour_by_evidence),
    "evidence-colours-far": Shot(workspace=evidence.heard, do=evidence.far, theme="dark"),
    "evidence-assumed": Shot(workspace=evidence.assumed),
    "evidence-assumed-dark": Shot(workspace=evidence.assumed, theme="dark"),
    "evidence-assumed-pdf": Shot(workspace=evidence.assumed, paper=Paper("A4")),
    "evidence-persona": Shot(workspace=evidence.heard, do=evidence.show_persona),
    "evidence-workspace": Shot(workspace=evidence.heard, do=evidence.show_workspace, theme="dark"),
    "evidence-ranking": Shot(workspace=evidence.heard, do=acts.rank),
    "evidence-report": Shot(workspace=evidence.heard, paper=Paper("A4", page=31, by="report")),
    "evidence-pdf": Shot(workspace=evidence.heard, paper=Paper("A3")),
    "templates": Shot(do=acts.choose_template),
    "templates-dark": Shot(do=acts.choose_template, theme="dark"),
    "save-template": Shot(workspace=workspaces.templated("finance"), do=acts.save_template),
    "template-blueprint": Shot(workspace=workspaces.templated("service-blueprint"), in_docs=True),
    "template-finance": Shot(workspace=workspaces.templated("finance")),
    "opportunities": Shot(workspace=workspaces.decided, do=acts.rank),
    "opportunities-dark": Shot(workspace=workspaces.decided, do=acts.rank, theme="dark"),
    "opportunities-empty": Shot(do=acts.open_ranking),
    "opportunities-double": Shot(workspace=workspaces.decided, do=acts.rank, scale=2.0, size=DOUBLE),
    "opportunities-right-to-left": Shot(workspace=workspaces.decided_right_to_left, do=acts.rank),
    "decide": Shot(do=deciding.show(), in_docs=True),
    "decide-dark": Shot(workspace=deciding.scored, do=deciding.show(), theme="dark"),
    "decide-criteria": Shot(workspace=deciding.scored, do=deciding.show("weighted criteria")),
    "decide-rice": Shot(workspace=deciding.scored, do=deciding.show("RICE"), theme="dark"),
    "decide-double": Shot(workspace=deciding.scored, do=deciding.show(), scale=2.0, size=DOUBLE),
    "decide-right-to-left": Shot(workspace=workspaces.decided_right_to_left, do=deciding.show()),
    "decide-many": Shot(workspace=deciding.many(5000), do=deciding.show()),
    "decide-one": Shot(workspace=deciding.one, do=deciding.show()),
    "decide-edit": Shot(workspace=deciding.scored, do=deciding.edit),
    "decide-weights": Shot(workspace=deciding.scored, do=deciding.weigh, theme="dark"),
    "decide-filter": Shot(workspace=deciding.scored, do=deciding.sift),
    "ledger": Shot(do=decided.show("ledger"), in_docs=True),
    "ledger-dark": Shot(workspace=decided.decided, do=decided.show("ledger"), theme="dark"),
    "ledger-double": Shot(workspace=decided.decided, do=decided.show("ledger"), scale=2.0, size=DOUBLE),
    "ledger-empty": Shot(workspace=workspaces.blank, do=decided.show("ledger")),
    "ledger-right-to-left": Shot(workspace=workspaces.decided_right_to_left, do=decided.show("ledger")),
    "ledger-many": Shot(workspace=deciding.many(5000), do=decided.show("ledger")),
    "solutions": Shot(workspace=decided.decided, do=decided.show("solutions")),
    "solutions-empty": Shot(workspace=workspaces.blank, do=decided.show("solutions"), theme="dark"),
    "actions": Shot(do=decided.show("actions"), in_docs=True),
    "actions-dark": Shot(workspace=decided.decided, do=decided.show("actions"), theme="dark"),
    "actions-double": Shot(workspace=decided.decided, do=decided.show("actions"), scale=2.0, size=DOUBLE),
    "actions-list": Shot(workspace=decided.decided, do=decided.show("actions", as_list=True)),
    "actions-empty": Shot(workspace=workspaces.blank, do=decided.show("actions")),
    "decide-empty": Shot(workspace=workspaces.blank, do=deciding.show()),
    "connectors": Shot(workspace=workspaces.connected),
    "connectors-dark": Shot(workspace=workspaces.connected, theme="dark"),
    "connector": Shot(workspace=workspaces.connected, do=acts.select_connector),
    "connecting": Shot(workspace=workspaces.connected, do=acts.connect),
    "connecting-dark": Shot(workspace=workspaces.connected, do=acts.connect, theme="dark"),
    "connectors-far": Shot(workspace=workspaces.connected, do=acts.whole_map),
    "connectors-paper": Shot(workspace=workspaces.connected, paper=Paper("A4")),
    "connectors-tile": Shot(workspace=workspaces.connected, paper=Paper("A4", 0.7, 2)),
    "open": Shot(),
    "open-small": Shot(size=(960, 600)),
    "audience": Shot(do=presenting.audience(*WIDE, scene=3), size=WIDE, in_docs=True),
    "audience-whole": Shot(do=presenting.audience(*WIDE), size=WIDE),
    "audience-persona-dark": Shot(do=presenting.audience(*WIDE, by="personas", scene=2), theme="dark", size=WIDE),
    "audience-time": Shot(do=presenting.audience(*WIDE, scene=2, minutes=12), size=WIDE),
    "audience-over-dark": Shot(do=presenting.audience(*WIDE, scene=3, minutes=-0.2), theme="dark", size=WIDE),
    "audience-projector": Shot(do=presenting.audience(*PROJECTOR, scene=3, piece=1, minutes=-2), size=PROJECTOR),
    "audience-double": Shot(do=presenting.audience(*DOUBLE, scene=2, minutes=3), scale=2.0, size=DOUBLE),
    "audience-right-to-left": Shot(
        workspace=workspaces.right_to_left, do=presenting.audience(*WIDE, scene=2, minutes=5), size=WIDE
    ),
    "audience-long-words": Shot(
        workspace=workspaces.long_words, do=presenting.audience(*PROJECTOR, scene=1, minutes=5), size=PROJECTOR
    ),
    "audience-past": Shot(workspace=history.remembered, do=presenting.follow(history.show_past), size=WIDE),
    "audience-compared-dark": Shot(
        workspace=history.remembered, do=presenting.follow(history.show_comparison, scene=3), theme="dark", size=WIDE
    ),
    "audience-replay": Shot(workspace=history.remembered, do=presenting.follow(history.show_replay), size=WIDE),
    "audience-blank": Shot(workspace=workspaces.blank, do=presenting.audience(*WIDE), size=WIDE),
    "audience-thousand": Shot(workspace=workspaces.thousand, do=presenting.audience(*WIDE, scene=4), size=WIDE),
    "audience-thousand-dark": Shot(
        workspace=workspaces.thousand, do=presenting.audience(*WIDE, by="personas", minutes=8), theme="dark", size=WIDE
    ),
    "presenting": Shot(do=presenting.in_window(scene=3)),
    "presenting-capture": Shot(do=presenting.capture),
    "presenting-beside": Shot(do=presenting.beside),
    "start": Shot(workspace=None, in_docs=True),
    "start-dark": Shot(workspace=None, theme="dark"),
    "blank": Shot(workspace=workspaces.blank),
    "one": Shot(workspace=workspaces.one, do=acts.select_one),
    "drag": Shot(do=acts.drag_one, in_docs=True),
    "drag-dark": Shot(do=acts.drag_one, theme="dark"),
    "drag-elsewhere": Shot(do=acts.drag_to_empty),
    "typing": Shot(do=acts.type_one),
    "editing": Shot(do=acts.edit_one, theme="dark"),
    "compare": Shot(workspace=to_be.hoped, do=to_be.compare, in_docs=True),
    "compare-dark": Shot(workspace=to_be.hoped, do=to_be.compare, theme="dark"),
    "compare-aside": Shot(workspace=to_be.hoped, do=to_be.compare_aside),
    "compare-aside-dark": Shot(workspace=to_be.hoped, do=to_be.compare_aside, theme="dark"),
    "compare-small": Shot(workspace=to_be.hoped, do=to_be.compare, size=(960, 600)),
    "compare-nothing": Shot(workspace=workspaces.sample, do=to_be.compare_nothing),
    "to-be-ask": Shot(workspace=workspaces.sample, do=to_be.ask),
    "history": Shot(workspace=history.remembered, do=history.show),
    "history-dark": Shot(workspace=history.remembered, do=history.show, theme="dark"),
    "history-small": Shot(workspace=history.remembered, do=history.show, size=(960, 600)),
    "history-rename": Shot(workspace=history.remembered, do=history.rename_point),
    "past": Shot(workspace=history.remembered, do=history.show_past),
    "history-compared": Shot(workspace=history.remembered, do=history.show_comparison),
    "history-compared-dark": Shot(workspace=history.remembered, do=history.show_comparison, theme="dark"),
    "replay": Shot(workspace=history.remembered, do=history.show_replay),
    "replay-dark": Shot(workspace=history.remembered, do=history.show_replay, theme="dark"),
    "compact": Shot(workspace=history.remembered, do=history.ask_compact),
    "history-double": Shot(workspace=history.remembered, do=history.show_comparison, scale=2.0, size=DOUBLE),
    "history-new": Shot(workspace=workspaces.blank, do=history.show),
    "history-right-to-left": Shot(workspace=workspaces.right_to_left, do=history.show_comparison),
    "history-long-words": Shot(workspace=workspaces.long_words, do=history.show_past_beginning),
    "past-dark": Shot(workspace=history.remembered, do=history.show_past, theme="dark"),
    "keys": Shot(do=acts.show_keys),
    "keys-dark": Shot(do=acts.show_keys, theme="dark"),
    "change-keys": Shot(do=acts.change_keys),
    "change-keys-dark": Shot(do=acts.change_keys, theme="dark"),
    "palette": Shot(do=acts.palette),
    "palette-typed": Shot(do=acts.palette_typed, in_docs=True),
    "palette-dark": Shot(do=acts.palette_typed, theme="dark"),
    "palette-double": Shot(do=acts.palette_typed, scale=2.0, size=DOUBLE),
    "palette-right-to-left": Shot(workspace=workspaces.right_to_left, do=acts.palette_typed),
    "bookmarks": Shot(do=acts.bookmarks),
    "bookmarks-dark": Shot(do=acts.bookmarks, theme="dark"),
    "zoom-to-selection": Shot(do=acts.zoom_to_selection),
    "colours": Shot(workspace=workspaces.detailed, do=acts.look(Lens(colour_by="channel_id"))),
    "colours-dark": Shot(workspace=workspaces.detailed, do=acts.look(Lens(colour_by="channel_id")), theme="dark"),
    "filter": Shot(workspace=workspaces.detailed, do=acts.filter_by_channel(hides=False)),
    "filter-dark": Shot(workspace=workspaces.detailed, do=acts.filter_by_channel(hides=False), theme="dark"),
    "filter-hidden": Shot(workspace=workspaces.detailed, do=acts.filter_by_channel(hides=True)),
    "filter-double": Shot(
        workspace=workspaces.detailed, do=acts.filter_by_channel(hides=False), scale=2.0, size=DOUBLE
    ),
    "colours-far": Shot(
        workspace=workspaces.thousand, do=acts.look(Lens("persona", ONLY_SOME), zoom=0.2), theme="dark"
    ),
    "one-chart": Shot(workspace=workspaces.detailed, do=acts.look(Lens(curves_together=True))),
    "one-chart-dark": Shot(workspace=workspaces.detailed, do=acts.look(Lens(curves_together=True)), theme="dark"),
    "minimap": Shot(do=acts.minimap),
    "minimap-dark": Shot(workspace=workspaces.thousand, do=acts.minimap, theme="dark"),
    "menu": Shot(do=acts.menu),
    "spotlight": Shot(do=room.light("stages", 2)),
    "spotlight-dark": Shot(do=room.light("stages", 2), theme="dark"),
    "hands-off": Shot(do=room.hands_off),
    "hands-off-dark": Shot(do=room.hands_off, theme="dark", size=(960, 600)),
    "marks": Shot(do=room.compare),
    "marks-dark": Shot(do=room.compare, theme="dark"),
    "marks-far": Shot(workspace=workspaces.thousand, do=room.compare_far),
    "marks-votes": Shot(do=room.vote),
    "marks-votes-dark": Shot(do=room.vote, theme="dark"),
    "spotlight-persona": Shot(do=room.light("personas", 1)),
    "spotlight-persona-dark": Shot(do=room.light("personas", 2), theme="dark"),
    "find": Shot(do=acts.find),
    "fields-long": Shot(workspace=workspaces.detailed_long, do=acts.select_one),
    "fields-double": Shot(
        workspace=workspaces.detailed, do=acts.select_titled("Card refused, seat lost"), scale=2.0, size=DOUBLE
    ),
    "fields-paper": Shot(workspace=workspaces.detailed, paper=Paper("fit")),
    "lists": Shot(workspace=workspaces.detailed, do=acts.show_lists("channels")),
    "lists-tags": Shot(workspace=workspaces.detailed, do=acts.show_lists("tags"), theme="dark"),
    "find-fields": Shot(workspace=workspaces.detailed, do=acts.find_everywhere),
    "find-small": Shot(workspace=workspaces.detailed, do=acts.find_everywhere, size=(960, 600)),
    "find-dark": Shot(do=acts.find, theme="dark"),
    "capture": Shot(do=captures.typed, in_docs=True),
    "capture-dark": Shot(do=captures.asked, theme="dark"),
    "capture-unclear": Shot(do=captures.unclear),
    "capture-completed": Shot(do=captures.completed),
    "capture-asked": Shot(do=captures.asked),
    "capture-pinned": Shot(do=captures.pinned, theme="dark"),
    "capture-right-to-left": Shot(workspace=workspaces.right_to_left, do=captures.right_to_left),
    "capture-small": Shot(do=captures.asked, size=(960, 480)),
    "capture-double": Shot(do=captures.typed, scale=2.0, size=DOUBLE),
    "capture-blank": Shot(workspace=workspaces.blank, do=captures.say("stage: Before", "stage: On the way")),
    "paste-as-cards": Shot(do=captures.paste),
    "pasted-cards": Shot(do=captures.pasted),
    "paste-as-cards-dark": Shot(do=captures.paste, theme="dark"),
    "focus-cell": Shot(do=acts.focus_cell),
    "focus-stage": Shot(do=acts.focus_stage),
    "focus-palette": Shot(do=acts.focus_palette),
    "framework": Shot(workspace=framework.framed, do=framework.show("tree")),
    "framework-details": Shot(workspace=framework.framed, do=framework.show("tree", details=True), theme="dark"),
    "portfolio": Shot(workspace=framework.framed, do=framework.show("portfolio"), in_docs=True),
    "portfolio-many": Shot(workspace=framework.many, do=framework.show("portfolio"), theme="dark"),
    "portfolio-small": Shot(workspace=framework.framed, do=framework.show("portfolio"), size=(960, 600)),
    "portfolio-double": Shot(workspace=framework.framed, do=framework.show("portfolio"), scale=2.0, size=DOUBLE),
    "portfolio-right-to-left": Shot(workspace=framework.right_to_left, do=framework.show("portfolio")),
    "stakeholders": Shot(workspace=framework.framed, do=framework.show("registers")),
    "stakeholders-dark": Shot(workspace=framework.framed, do=framework.show("registers"), theme="dark"),
    "stakeholders-empty": Shot(workspace=workspaces.blank, do=framework.show("registers")),
    "tools": Shot(workspace=framework.framed, do=framework.show("registers", "tools")),
    "tools-dark": Shot(workspace=framework.framed, do=framework.show("registers", "tools"), theme="dark"),
    "silos": Shot(workspace=framework.framed, do=framework.show("registers", "silos")),
    "orchestration": Shot(workspace=framework.framed, do=framework.show("orchestration")),
    "orchestration-dark": Shot(workspace=framework.framed, do=framework.show("orchestration"), theme="dark"),
    "messages": Shot(workspace=framework.framed, do=framework.show("messages")),
    "messages-dark": Shot(workspace=framework.framed, do=framework.show("messages"), theme="dark"),
    "diagnosis": Shot(workspace=framework.framed, do=framework.show("diagnosis")),
    "diagnosis-dark": Shot(workspace=framework.framed, do=framework.show("diagnosis"), theme="dark"),
    "diagnosis-blank": Shot(workspace=workspaces.blank, do=framework.show("diagnosis")),
    "board": Shot(workspace=framework.framed, do=framework.show("board"), in_docs=True),
    "board-dark": Shot(workspace=framework.framed, do=framework.show("board"), theme="dark"),
    "board-titles": Shot(workspace=framework.many, do=framework.show("board", "titles")),
    "board-many": Shot(workspace=framework.many, do=framework.show("board"), theme="dark"),
    "board-steps": Shot(workspace=framework.framed, do=framework.show("board", "steps")),
    "board-sample": Shot(do=framework.show("board")),
    "board-empty": Shot(workspace=workspaces.blank, do=framework.show("board")),
    "board-one": Shot(workspace=workspaces.one, do=framework.show("board")),
    "board-small": Shot(workspace=framework.framed, do=framework.show("board", details=True), size=(960, 600)),
    "board-double": Shot(workspace=framework.framed, do=framework.show("board"), scale=2.0, size=DOUBLE),
    "board-right-to-left": Shot(workspace=framework.right_to_left, do=framework.show("board")),
    "personas": Shot(workspace=personas.personas, do=personas.show),
    "personas-dark": Shot(workspace=personas.personas, do=personas.show, theme="dark"),
    "personas-double": Shot(workspace=personas.personas, do=personas.show, scale=2.0, size=DOUBLE),
    "personas-empty": Shot(workspace=personas.personas, do=personas.show_last),
    "personas-none": Shot(workspace=workspaces.blank, do=personas.show),
    "personas-long-words": Shot(workspace=workspaces.long_words, do=personas.show),
    "personas-right-to-left": Shot(workspace=workspaces.right_to_left, do=personas.compare),
    "personas-compared": Shot(workspace=personas.personas, do=personas.compare),
    "personas-compared-dark": Shot(workspace=personas.personas, do=personas.compare_all, theme="dark"),
    "insights": Shot(workspace=insights.learnt, do=insights.choose()),
    "insights-dark": Shot(workspace=insights.learnt, do=insights.choose(3), theme="dark"),
    "insights-double": Shot(workspace=insights.learnt, do=insights.choose(), scale=2.0, size=DOUBLE),
    "insights-small": Shot(workspace=insights.learnt, do=insights.choose(), size=(960, 600)),
    "insights-odd": Shot(workspace=insights.odd, do=insights.choose()),
    "themes-odd": Shot(workspace=insights.odd, do=insights.show_themes),
    "insights-empty": Shot(do=insights.show),
    "insights-place": Shot(workspace=insights.learnt, do=insights.place),
    "insights-twice": Shot(workspace=insights.learnt, do=insights.show_duplicates),
    "themes": Shot(workspace=insights.learnt, do=insights.show_themes),
    "themes-dark": Shot(workspace=insights.learnt, do=insights.show_themes, theme="dark"),
    "analysis": Shot(workspace=insights.learnt, do=insights.analyse("stages")),
    "analysis-dark": Shot(workspace=insights.learnt, do=insights.analyse("steps"), theme="dark"),
    "analysis-people": Shot(workspace=insights.learnt, do=insights.analyse("people")),
    "analysis-together": Shot(workspace=insights.learnt, do=insights.analyse("together")),
    "research": Shot(do=research.read, in_docs=True),
    "search": Shot(do=acts.search("seat"), in_docs=True),
    "search-dark": Shot(workspace=research.researched, do=acts.search("kind:pain"), theme="dark"),
    "search-none": Shot(workspace=research.researched, do=acts.search("")),
    "search-scripts": Shot(workspace=research.scripts, do=acts.search("a")),
    "research-dark": Shot(workspace=research.researched, do=research.show, theme="dark"),
    "research-select": Shot(workspace=research.researched, do=research.select(research.HELP)),
    "research-say": Shot(workspace=research.researched, do=research.say(research.HELP), theme="dark"),
    "research-tag": Shot(workspace=research.researched, do=research.tag_them(research.HELP)),
    "research-found": Shot(workspace=research.researched, do=research.found),
    "research-found-dark": Shot(workspace=research.researched, do=research.found, theme="dark"),
    "research-small": Shot(workspace=research.researched, do=research.found, size=(960, 600)),
    "research-long": Shot(workspace=research.long, do=research.far),
    "research-place": Shot(workspace=research.researched, do=research.place),
    "participants": Shot(workspace=research.researched, do=research.open_dialog("participants")),
    "participants-dark": Shot(workspace=research.researched, do=research.open_dialog("participants"), theme="dark"),
    "source-details": Shot(workspace=research.researched, do=research.open_dialog("source_details")),
    "research-survey": Shot(workspace=research.researched, do=research.survey),
    "research-drag": Shot(workspace=research.researched, do=research.drag_onto_map, in_docs=True),
    "research-many": Shot(workspace=research.many, do=research.show),
    "research-none": Shot(workspace=workspaces.blank, do=research.show),
    "research-scripts": Shot(workspace=research.scripts, do=research.show),
    "research-double": Shot(workspace=research.researched, do=research.show, scale=2.0, size=DOUBLE),
    "protection": Shot(workspace=protecting.named, do=protecting.overview),
    "protection-none": Shot(workspace=workspaces.blank, do=protecting.overview),
    "protection-open": Shot(workspace=protecting.protected, do=protecting.opened),
    "protection-open-dark": Shot(workspace=protecting.protected, do=protecting.opened, theme="dark"),
    "protection-small": Shot(workspace=protecting.protected, do=protecting.opened, size=(960, 600)),
    "vault-wrong": Shot(workspace=protecting.protected, do=protecting.ask_password),
    "vault-change": Shot(workspace=protecting.protected, do=protecting.change_password, theme="dark"),
    "participants-vault": Shot(workspace=protecting.protected, do=protecting.people),
    "participants-vault-dark": Shot(workspace=protecting.protected, do=protecting.people, theme="dark"),
    "export-for-stakeholders": Shot(workspace=protecting.protected, do=protecting.exporting),
    "export-stopped": Shot(workspace=protecting.protected, do=protecting.stopped),
    "export-stopped-dark": Shot(workspace=protecting.protected, do=protecting.stopped, theme="dark"),
    "participants-protected": Shot(workspace=protecting.protected, do=protecting.people_closed),
    "vault-open-small": Shot(workspace=protecting.protected, do=protecting.header, size=(960, 600)),
    "protect": Shot(workspace=protecting.named, do=protecting.protecting, in_docs=True),
    "protect-dark": Shot(workspace=protecting.named, do=protecting.protecting, theme="dark"),
    "protect-double": Shot(workspace=protecting.named, do=protecting.protecting, scale=2.0, size=DOUBLE),
    "protect-odd": Shot(workspace=protecting.odd, do=protecting.protecting),
    "forget-odd": Shot(workspace=protecting.odd, do=protecting.forget_odd),
    "protected": Shot(workspace=protecting.named, do=protecting.after),
    "forget": Shot(workspace=protecting.protected, do=protecting.forgetting()),
    "forget-typed": Shot(workspace=protecting.protected, do=protecting.forgetting("P01"), theme="dark"),
    "forget-double": Shot(workspace=protecting.named, do=protecting.forgetting("Maya Chen"), scale=2.0, size=DOUBLE),
    "workspace": Shot(workspace=personas.personas, do=personas.show_workspace),
    "workspace-dark": Shot(workspace=workspaces.blank, do=personas.show_workspace, theme="dark"),
    "photographs": Shot(workspace=personas.photographs, do=personas.select_photograph),
    "photographs-dark": Shot(workspace=personas.photographs, do=personas.select_photograph, theme="dark"),
    "photographs-paper": Shot(workspace=personas.photographs, paper=Paper("fit")),
    "photographs-printed": Shot(workspace=personas.photographs, paper=Paper("A4", by="print")),
    "votes-empty": Shot(do=votes.empty),
    "votes-empty-dark": Shot(do=votes.empty, theme="dark"),
    "votes-keying": Shot(do=votes.keying, in_docs=True),
    "votes-keying-dark": Shot(do=votes.keying, theme="dark"),
    "votes-refused": Shot(do=votes.refused),
    "votes-revealed": Shot(do=votes.revealed, in_docs=True),
    "votes-revealed-dark": Shot(do=votes.revealed, theme="dark"),
    "votes-double": Shot(do=votes.revealed, scale=2.0, size=DOUBLE),
    "votes-small": Shot(do=votes.refused, size=(960, 600)),
    "votes-right-to-left": Shot(workspace=workspaces.right_to_left, do=votes.revealed),
    "votes-opportunities": Shot(workspace=workspaces.voting_on_opportunities, do=votes.on_opportunities),
    "votes-opportunities-room": Shot(
        workspace=workspaces.voting_on_opportunities, do=votes.room_far, theme="dark", size=WIDE
    ),
    "votes-hands": Shot(do=votes.hands),
    "votes-hands-dark": Shot(do=votes.hands, theme="dark"),
    "votes-change": Shot(do=votes.change),
    "votes-room": Shot(do=votes.room),
    "votes-room-dark": Shot(do=votes.room, theme="dark"),
    "import": Shot(do=acts.import_sample),
    "import-dark": Shot(do=acts.import_sample, theme="dark"),
    "import-talk": Shot(do=imports.shown(0), in_docs=True),
    "import-talk-double": Shot(do=imports.shown(0), scale=2.0, size=DOUBLE, theme="dark"),
    "import-survey": Shot(do=imports.shown(1)),
    "import-survey-rating": Shot(do=imports.rating, theme="dark"),
    "import-survey-double": Shot(do=imports.rating, scale=2.0, size=DOUBLE),
    "import-map": Shot(do=imports.shown(2)),
    "import-map-dark": Shot(do=imports.shown(2), theme="dark", size=PROJECTOR),
    "import-right-to-left": Shot(do=imports.shown(3)),
    "import-codebook": Shot(do=imports.shown(4)),
    "import-unreadable": Shot(do=imports.shown(5, many=50)),
    "import-coded": Shot(do=imports.coded, theme="dark"),
    "import-done": Shot(do=imports.done),
    "scoring-begin": Shot(workspace=scoring.scored(), do=scoring.begin),
    "scoring-cover": Shot(workspace=scoring.scored(), do=scoring.cover, theme="dark"),
    "scoring-blind": Shot(workspace=scoring.scored(), do=scoring.score_one, size=WIDE, in_docs=True),
    "scoring-blind-dark": Shot(workspace=scoring.scored(), do=scoring.score_one, theme="dark"),
    "scoring-blind-seven": Shot(workspace=scoring.scored(kind="WSJF"), do=scoring.score_one, size=PROJECTOR),
    "scoring-blind-number": Shot(workspace=scoring.scored(kind="RICE"), do=scoring.score_one),
    "scoring-blind-long-words": Shot(workspace=scoring.long_words, do=scoring.score_one),
    "scoring-blind-right-to-left": Shot(
        workspace=scoring.scored(workspaces.decided_right_to_left), do=scoring.score_one
    ),
    "scoring-handed-over": Shot(workspace=scoring.scored(), do=scoring.handed_over),
    "scoring-revealed": Shot(workspace=scoring.scored(), do=scoring.revealed, in_docs=True),
    "scoring-revealed-dark": Shot(workspace=scoring.scored(), do=scoring.revealed, theme="dark"),
    "scoring-revealed-long-words": Shot(workspace=scoring.long_words, do=scoring.revealed, size=PROJECTOR),
    "scoring-double": Shot(workspace=scoring.scored(), do=scoring.score_one, scale=2.0, size=DOUBLE),
    "scoring-empty": Shot(workspace=workspaces.blank, do=scoring.empty),
    "scoring-models": Shot(workspace=scoring.scored(), do=scoring.models),
    "scoring-models-dark": Shot(workspace=scoring.scored(), do=scoring.models, theme="dark"),
    "scoring-form": Shot(workspace=scoring.scored(), do=scoring.form),
    "scoring-form-dark": Shot(workspace=scoring.scored(kind="weighted criteria"), do=scoring.form, theme="dark"),
    "scoring-sheet": Shot(workspace=scoring.scored(), paper=Paper("A4", by="scoring")),
    "scoring-sheet-table": Shot(
        workspace=scoring.scored(kind="weighted criteria"), paper=Paper("A4", page=2, by="scoring")
    ),
    "scoring-sheet-long-words": Shot(workspace=scoring.long_words, paper=Paper("A4", by="scoring")),
    "scorers": Shot(workspace=scoring.scored(), do=scoring.scorers),
    "export": Shot(do=acts.export),
    "report-dialog": Shot(workspace=workspaces.decided, do=acts.report),
    "report-some": Shot(workspace=workspaces.decided, do=acts.report_some, theme="dark"),
    "error": Shot(do=acts.failing),
    "thousand-far": Shot(workspace=workspaces.thousand, do=acts.whole_map),
    "thousand-all": Shot(workspace=workspaces.thousand, do=acts.select_all, theme="dark"),
    "thousand-half": Shot(workspace=workspaces.thousand, do=acts.half_size),
    "thousand-near": Shot(workspace=workspaces.thousand),
    "near": Shot(do=acts.one_card),
    "crowd": Shot(workspace=workspaces.crowd),
    "long-words": Shot(workspace=workspaces.long_words, do=acts.select_one),
    "right-to-left": Shot(workspace=workspaces.right_to_left, do=acts.select_one),
    "scripts": Shot(workspace=workspaces.scripts),
    "lanes": Shot(workspace=workspaces.every_lane, do=acts.half_size, size=(1600, 1000)),
    "lanes-near": Shot(workspace=workspaces.every_lane, do=acts.scroll_to_blueprint, theme="dark"),
    "lanes-far": Shot(workspace=workspaces.every_lane, do=acts.whole_map),
    "resize": Shot(workspace=workspaces.every_lane, do=acts.resize_column),
    "stretch-dark": Shot(workspace=workspaces.every_lane, do=acts.stretch_card, theme="dark"),
    "lane-opportunities": Shot(workspace=workspaces.every_lane, do=acts.choose_chip),
    "lane-menu": Shot(workspace=workspaces.every_lane, do=acts.lane_menu),
    "paper-lanes": Shot(workspace=workspaces.every_lane, paper=Paper("fit")),
    "double": Shot(do=acts.select_one, scale=2.0, size=DOUBLE),
    "double-dark": Shot(do=acts.type_one, theme="dark", scale=2.0, size=DOUBLE),
    "paper-fit": Shot(paper=Paper("fit"), in_docs=True),
    "paper-a4-tiled": Shot(paper=Paper("A4", 0.7)),
    "paper-a4-tile-2": Shot(paper=Paper("A4", 0.7, 2)),
    "paper-a4": Shot(paper=Paper("A4")),
    "paper-a0": Shot(paper=Paper("A0")),
    "paper-a0-tiled": Shot(workspace=workspaces.thousand, paper=Paper("A0", 0.7)),
    "paper-right-to-left": Shot(workspace=workspaces.right_to_left, paper=Paper("fit")),
    "paper-long-words": Shot(workspace=workspaces.long_words, paper=Paper("fit")),
    "paper-scripts": Shot(workspace=workspaces.scripts, paper=Paper("fit")),
    "report-cover": Shot(workspace=workspaces.decided, paper=Paper("A4", page=1, by="report")),
    "report-contents": Shot(workspace=workspaces.decided, paper=Paper("A4", page=2, by="report")),
    "report-journey": Shot(workspace=workspaces.decided, paper=Paper("A4", page=3, by="report")),
    "report-ranking": Shot(paper=Paper("A4", page=21, by="report"), in_docs=True),
    "report-matrix": Shot(workspace=workspaces.decided, paper=Paper("A4", page=24, by="report")),
    "report-sure": Shot(paper=Paper("A4", page=26, by="report")),
    "report-decisions": Shot(paper=Paper("A4", page=29, by="report")),
    "wall": Shot(workspace=workspaces.templated("lifecycle"), paper=Paper("A0", by="wall"), in_docs=True),
    "wall-overview": Shot(
        workspace=workspaces.templated("lifecycle"), paper=Paper("A0", by="wall", sheets="A4"), in_docs=True
    ),
    "wall-sheet": Shot(
        workspace=workspaces.templated("lifecycle"), paper=Paper("A0", page=2, by="wall", sheets="A4"), in_docs=True
    ),
    "wall-a3": Shot(workspace=workspaces.every_lane, paper=Paper("A3", by="wall")),
    "wall-scripts": Shot(workspace=workspaces.scripts, paper=Paper("A1", by="wall")),
    "wall-right-to-left": Shot(workspace=workspaces.right_to_left, paper=Paper("A0", by="wall")),
    "wall-long-words": Shot(workspace=workspaces.long_words, paper=Paper("A0", by="wall")),
    "wall-blank": Shot(workspace=workspaces.blank, paper=Paper("A0", by="wall")),
    "wall-dialog": Shot(do=workshop.ask_wall),
    "wall-dialog-dark": Shot(do=workshop.ask_wall, theme="dark"),
    "ballots": Shot(workspace=workspaces.voting, paper=Paper("A4", page=2, by="ballots"), in_docs=True),
    "ballots-key": Shot(workspace=workspaces.voting, paper=Paper("A4", by="ballots")),
    "ballots-dialog": Shot(workspace=workspaces.voting, do=workshop.ask_ballots),
    "printed": Shot(paper=Paper("A4", by="print")),
}


def take_window(shot: Shot, folder: Path, out: Path) -> None:
    """Take a picture of the screen where the window is, with whatever is open over it."""
    stage = Stage(shot.workspace(folder) if shot.workspace else None, theme=shot.theme, size=shot.size)
    stage.window.windowHandle().requestActivate()
    stage.idle(1.0)
    shot.do(stage)
    stage.idle(0.8)
    if not stage.window.screen().grabWindow(0, 0, 0, *shot.size).save(str(out)):
        raise SystemExit(f"{out} could not be written")


def take_paper(shot: Shot, paper: Paper, folder: Path, out: Path) -> None:
    """Take a picture of a page."""
    from app.exporters.ballots import export_ballots
    from app.exporters.paper import FIT, PaperOptions
    from app.exporters.pdf import export_pdf
    from app.exporters.report.report import export_report
    from app.exporters.scoring_sheet import export_scoring_sheet
    from app.exporters.wall.wall import Poster, export_wall
    from app.models.content import journeys_in_tree_order
    from app.models.records import VoteRound
    from app.store import read_snapshot

    assert shot.workspace is not None
    path = shot.workspace(folder)
    pdf = folder / "map.pdf"
    if paper.by == "print":
        _print(path, pdf)
    elif paper.by == "report":
        export_report(read_snapshot(path), pdf, paper.size, weight=0.62, date=DATE)
    elif paper.by == "wall":
        snapshot = read_snapshot(path)
        journey = next(journeys_in_tree_order(snapshot.content))
        export_wall(snapshot, pdf, journey.id, Poster(paper.size, paper.sheets), date=DATE)
    elif paper.by == "ballots":
        snapshot = read_snapshot(path)
        export_ballots(snapshot, pdf, snapshot.content.ordered(VoteRound)[0].id, 12, date=DATE)
    elif paper.by == "scoring":
        export_scoring_sheet(read_snapshot(path), pdf, date=DATE)
    else:
        options = PaperOptions(paper=paper.size, landscape=paper.size != FIT, tile=paper.tile)
        export_pdf(read_snapshot(path), pdf, options, date=DATE)
    page = str(paper.page)
    command = ["pdftoppm", "-png", "-singlefile", "-f", page, "-l", page, "-scale-to", "1600"]
    subprocess.run([*command, str(pdf), str(out.with_suffix(""))], check=True)


def _print(path: Path, pdf: Path) -> None:
    """Print the journey on show to a PDF file, as the window does."""
    from PySide6.QtGui import QPageLayout, QPageSize
    from PySide6.QtPrintSupport import QPrinter

    stage = Stage(path)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(pdf))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    stage.window.exchange.print_to(printer)


def make_small(picture: Path) -> None:
    """Store a picture in 256 colours: a third of the bytes, and no difference to be seen."""
    image = Image.open(picture).convert("RGB")
    image.quantize(256, Image.Quantize.MEDIANCUT, kmeans=4, dither=Image.Dither.NONE).save(picture, optimize=True)


def take(name: str, folder: Path, out: Path) -> None:
    """Take the picture of that name."""
    shot = SHOTS[name]
    if shot.paper:
        take_paper(shot, shot.paper, folder, out)
    else:
        take_window(shot, folder, out)
    if shot.in_docs:
        make_small(out)


if __name__ == "__main__":
    take(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))

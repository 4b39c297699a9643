"""A made interview, a survey and texts in other scripts, read and marked."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent
from PySide6.QtTest import QTest

from app.canvas.mime import carry_evidence
from app.models.evidence import all_highlights
from app.models.kinds import InsightKind, SourceKind
from app.models.records import Highlight, Insight, Lane, Participant, Persona, Source, Speaker
from app.models.turns import Passage, Turn
from app.services.highlights import mark, set_note, tag
from app.services.insights import insight_from
from app.services.participants import update_participant
from app.store import Store, open_workspace
from tests.pictures import workspaces

if TYPE_CHECKING:
    from tests.bench.stage import Stage

ASKED: Final = (
    (838.0, "Interviewer", "What happened when you got to paying?"),
    (
        849.0,
        "P07",
        "I had the seat, I had the time. I tapped pay, and my bank wanted the code, so it jumped to the other app. "
        "And when I came back the basket was empty. Just empty.",
    ),
    (
        872.0,
        "P07",
        "It took my money and gave my seat away. The money came back two days later, nobody had to ask, "
        "I will say that for them.",
    ),
    (901.0, "Interviewer", "What would have helped?"),
    (
        906.0,
        "P07",
        "Hold the seat for ten minutes. That's all I need. The cinema does it. I'd even pay a little for it.",
    ),
    (940.0, "P07", "Twice it happened. The second time I wanted someone to tell me it was safe to try again."),
)
HELP: Final = "Hold the seat for ten minutes. That's all I need."
MARKED: Final[tuple[tuple[int, str, InsightKind], ...]] = (
    (1, "And when I came back the basket was empty.", "pain"),
    (2, "It took my money and gave my seat away.", "pain"),
    (2, "nobody had to ask, I will say that for them.", "gain"),
    (5, "I wanted someone to tell me it was safe to try again.", "need"),
)


def add_source(
    store: Store, source_id: str, title: str, turns: list[Turn], kind: SourceKind = "interview", **more: object
) -> str:
    """Add a source with its speakers; whoever is no interviewer is a participant, in interviews."""
    length = sum(len(each.text) for each in turns)
    store.keep_turns(source_id, turns)
    with store.edit("Import") as edit:
        rank = f"a{len(edit.content.all(Source))}" + "V"
        edit.put(Source(id=source_id, rank=rank, title=title, kind=kind, turns=len(turns), length=length, **more))  # type: ignore[arg-type]
        for label in dict.fromkeys(each.speaker for each in turns if each.speaker and kind == "interview"):
            if label == "Interviewer":
                edit.put(Speaker(source_id=source_id, label=label, role="interviewer"))
                continue
            person = next((each for each in edit.content.ordered(Participant) if each.name == label), None)
            if person is None:
                persona = next(iter(edit.content.ordered(Persona)), None)
                number = len(edit.content.all(Participant))
                person = Participant(
                    id=f"person-{label}", name=label, rank=f"a{number}V", persona_id=persona.id if persona else None
                )
                edit.put(person)
            edit.put(Speaker(source_id=source_id, label=label, participant_id=person.id))
    return source_id


def interview(store: Store, source_id: str = "p07", title: str = "P07 · interview, 12 May") -> str:
    """Add the interview that the look of the place is drawn with."""
    turns = [Turn(text, speaker, at) for at, speaker, text in ASKED]
    return add_source(store, source_id, title, turns, held_on="2026-05-12", duration=2460.0)


def passage(store: Store, source_id: str, words: str) -> Passage:
    """Return where words stand in a source."""
    for number, turn in store.turns(source_id):
        if words in turn.text:
            start = turn.text.index(words)
            return Passage(number, start, number, start + len(words))
    raise ValueError(words)


def researched(folder: Path) -> Path:
    """Return the sample with sources, some of them marked."""
    path = workspaces.unheard(folder)
    with open_workspace(path) as store:
        fill(store)
    return path


def fill(store: Store) -> None:
    """Add two interviews and a survey, some of it marked."""
    interview(store)
    for _, words, kind in MARKED:
        tag(store, mark(store, "p07", passage(store, "p07", words), kind), "payment")
    other = [Turn("I just started again from zero. And then again.", "P03", 1868.0)]
    add_source(store, "p03", "P03 · interview", other, held_on="2026-05-09", duration=2280.0)
    answer, known = "Twice. I took the bus.", {"rating": "2", "row": "48"}
    rows = [Turn(answer, f"R{number}", heading="What went wrong?", facts=known) for number in range(12)]
    add_source(store, "survey", "Exit survey, spring", rows, "survey")
    mark(store, "p03", passage(store, "p03", "I just started again from zero."))


def scripts(folder: Path) -> Path:
    """Return a workspace whose source is in many scripts, with highlights that overlap."""
    path = workspaces.unheard(folder)
    texts = (
        "שילמתי, ואז הסל היה ריק. I tapped pay, and the app said שגיאה again.",
        "دفعت ثمن المقعد ثم اختفى. لم يخبرني أحد أن المحاولة مرة أخرى آمنة.",
        "お金を払ったのに、席がなくなりました。もう一度試すのが怖かったです。",
        "ฉันจ่ายเงินแล้วแต่ที่นั่งหายไป ไม่มีใครบอกว่าลองใหม่ได้",
        "I was 😀 then 😡👩‍👩‍👧 – cafe\u0301, " + workspaces.LONG * 2 + ".",
        "Everything here overlaps: the words of one passage are the words of another, and of a third one too.",
    )
    with open_workspace(path) as store:
        turns = [Turn(text, "P01", 10.0 * number) for number, text in enumerate(texts)]
        add_source(store, "scripts", "Many scripts, one very long title that has to be cut somewhere " * 3, turns)
        kinds: tuple[InsightKind, ...] = ("pain", "gain", "need", "job", "behaviour", "fact")
        for number, text in enumerate(texts[:5]):
            mark(store, "scripts", Passage(number, len(text) // 4, number, 3 * len(text) // 4), kinds[number])
        for number, kind in enumerate(kinds):
            mark(store, "scripts", Passage(5, 11 + 7 * number, 5, 90 - 6 * number), kind)
        mark(store, "scripts", Passage(2, 20, 4, 8), "pain")
    return path


def long(folder: Path) -> Path:
    """Return a workspace with an interview of five hours."""
    path = workspaces.unheard(folder)
    with open_workspace(path) as store:
        turns = [
            Turn(f"{number}. {ASKED[number % 6][2]}", ASKED[number % 6][1], 1.8 * number) for number in range(10_000)
        ]
        add_source(store, "long", "Five hours", turns, duration=18_000.0)
        for number in range(1, 10_000, 7):
            mark_fast(store, number)
    return path


def mark_fast(store: Store, number: int) -> None:
    """Mark the beginning of a turn."""
    with store.edit("Highlight") as edit:
        edit.put(Highlight(id=f"h{number}", source_id="long", turn=number, start=0, last_turn=number, end=12))


def show(stage: "Stage") -> None:
    """Go to the sources."""
    QTest.mouseClick(stage.window.rail.buttons["research"], Qt.MouseButton.LeftButton)
    stage.idle(0.4)


def read(stage: "Stage") -> None:
    """Read what somebody said of the pain that most people have."""
    show(stage)
    content = stage.window.session.content
    pains = (each for each in content.ordered(Insight) if each.kind == "pain")
    most = max(pains, key=lambda each: len(all_highlights(content, each)))
    stage.window.open_highlight(all_highlights(content, most)[0].id)
    stage.idle(2.5)  # it is lit for a moment


def select(words: str) -> Callable[["Stage"], None]:
    """Return what selects words in the source on show, as the mouse would."""

    def do(stage: "Stage") -> None:
        show(stage)
        page = stage.window.research_page
        page.reader.choose(passage(stage.window.session.store, page.source_id, words))
        stage.idle(0.3)

    return do


def say(words: str) -> Callable[["Stage"], None]:
    """Return what makes a pain of words; the insight is still to be said."""

    def do(stage: "Stage") -> None:
        select(words)(stage)
        QTest.keyClick(stage.window.research_page.reader, Qt.Key.Key_P)
        stage.idle(0.3)

    return do


def tag_them(words: str) -> Callable[["Stage"], None]:
    """Return what is about to tag words."""

    def do(stage: "Stage") -> None:
        select(words)(stage)
        QTest.keyClicks(stage.window.research_page.reader, "#")
        stage.idle(0.2)
        QTest.keyClicks(stage.window.research_page.marking.entry.tags.line, "pay")
        stage.idle(0.3)

    return do


def open_dialog(command: str) -> Callable[["Stage"], None]:
    """Return what opens a dialog of the place."""

    def do(stage: "Stage") -> None:
        show(stage)
        session = stage.window.session
        session.perform(update_participant, "person-P03", keep_until="2026-01-31")
        session.perform(update_participant, "person-P07", name="Maya Chen", consent_scope="quotes in reports")
        session.perform(update_participant, "person-P03", name="Chen, Maya")
        stage.window.commands.run(command)
        stage.idle(0.4)

    return do


def place(stage: "Stage") -> None:
    """Ask where a highlight is to stand."""
    show(stage)
    page = stage.window.research_page
    page.open_at(page.reader.marks.ordered[1].id)
    stage.window.commands.run("place_passage")
    stage.idle(0.4)


def found(stage: "Stage") -> None:
    """Find a word; the highlight in use is tagged, noted, and has an insight."""
    show(stage)
    page, session = stage.window.research_page, stage.window.session
    mine = page.reader.marks.ordered[1].id
    session.perform(insight_from, [mine], "pain", "Card refused, seat lost")
    session.perform(insight_from, [page.reader.marks.ordered[2].id], "gain", "Refund arrived unasked")
    session.perform(set_note, mine, "Said twice, the second time louder.")
    page.open_at(mine)
    stage.window.commands.run("find")
    page.search.text.setText("seat")
    page.search.search()
    stage.idle(0.6)


def far(stage: "Stage") -> None:
    """Read in the middle of five hours."""
    show(stage)
    page = stage.window.research_page
    page.open_at("h5034")
    stage.idle(0.6)


def survey(stage: "Stage") -> None:
    """Read answers of a survey."""
    show(stage)
    page = stage.window.research_page
    page.show_source("survey")
    page.reader.choose(Passage(2, 0, 2, 6))
    stage.idle(0.4)


def drag_onto_map(stage: "Stage") -> None:
    """Hold an insight over a cell of the map beside the text."""
    found(stage)
    page = stage.window.research_page
    page.search.close_line()
    view, insight = page.side.map, next(iter(stage.window.session.content.all(Insight).values()))
    assert view is not None
    column = view.layout_.columns[1]
    row = next(each for each in view.layout_.lanes if view.content.get(Lane, each.lane_id).kind == "experience")
    place = view.pixel_of(column.x + 40.0, row.y + row.height - 6.0).toPoint() - view.viewport().pos()
    data, left, none = carry_evidence([insight.id]), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.dragEnterEvent(QDragEnterEvent(place, Qt.DropAction.CopyAction, data, left, none))
    view.dragMoveEvent(QDragMoveEvent(place, Qt.DropAction.CopyAction, data, left, none))
    stage.idle(0.2)


def many(folder: Path) -> Path:
    """Return a workspace with sixty sources, and an empty one."""
    path = researched(folder)
    with open_workspace(path) as store:
        for number in range(60):
            add_source(store, f"s{number}", f"Interview {number}", [Turn("Nothing to add.", f"P{number + 10}", 1.0)])
    return path

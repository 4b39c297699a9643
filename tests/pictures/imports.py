"""The import with files of each kind: a talk, a survey, a map kept as a document, coded material, many at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.views.imports.dialog import ImportDialog

if TYPE_CHECKING:
    from tests.bench.stage import Stage

TALK: Final = """WEBVTT

00:13:58.000 --> 00:14:02.000
<v Interviewer>What happened when you got to paying?</v>

00:14:09.000 --> 00:14:29.000
<v Maya Lindqvist>I had the seat, I had the time. I tapped pay, and my bank wanted the code, so it jumped to the other
app. And when I came back the basket was empty. Just empty.</v>

00:14:32.000 --> 00:14:44.000
<v MAYA LINDQVIST | Northwind>It took my money and gave my seat away. The money came back two days later.</v>

00:15:01.000 --> 00:15:04.000
<v Interviewer>What would have helped?</v>

00:15:06.000 --> 00:15:20.000
<v Maya Lindqvist>Hold the seat for ten minutes. That's all I need. The cinema does it.</v>

00:15:24.000 --> 00:15:27.000
<v Okafor, Tom>Mine was gone as well.</v>

00:15:28.000 --> 00:15:33.000
<v Tom Okafor>Twice, in fact.</v>
"""
ANSWERS: Final = """Name;When;How was the app? (1-5);What went wrong?;Topics;Ticket;E-mail
Maya;03/04/2026;2;The wallet failed and the seat was gone;payment, seat;Flex;maya@example.org
Tom;05/04/2026;1;Paid twice. I took the bus.;payment;Saver;tom@example.org
Jon;07/05/2026;4;Nothing, really, but the ramp was late;ramp;Flex;jon@example.org
Ines;09/05/2026;5;No queue any more, thank you!;queue;Saver;ines@example.org
"""
MAP: Final = """# Riding to work

**Persona**: Maya

| | Before | At the station | On board | After |
|---|---|---|---|---|
| Touchpoints | App, poster | Gate, board | Seat, guard | E-mail |
| Thinking | Which fare holds? | Where is my platform? | Peace at last | Did I get my points? |
| Pain points | Three prices; no overview | Queue at the gate | No seat | |
| Emotions | Calm 🙂 (2/5) | Tense 😟 (4/5) | Angry 😠 (5/5) | Glad 😊 (1/5) |
| Ideas | One price | | Hold seats | |
"""
HEBREW: Final = """מאיה: שלום, קניתי כרטיס אבל הכסף ירד והמושב נעלם.
Interviewer: ומה קרה אחר כך?
מאיה: חיכיתי. The app said nothing.
Interviewer: وماذا بعد ذلك؟
"""
CODES: Final = "tag,description\npayment,All about paying\nseat,Seats that are lost and kept\nqueue,Waiting in line\n"
TEXTS: Final = {
    "Maya, 12 May.vtt": TALK,
    "Exit survey.csv": ANSWERS,
    "Riding to work.md": MAP,
    "ראיון.txt": HEBREW,
    "Codebook.csv": CODES,
    "Notes that somebody exported with all they know of them in the name, the last, 2026-05-12 (2).json": "{",
}


def shown(row: int, *, many: int = 0) -> Callable[["Stage"], None]:
    """Return what imports all texts, and shows one of them."""

    def do(stage: "Stage") -> None:
        folder = stage.window.session.store.path.parent / "files"
        preview(stage, _written(folder, many)).files.setCurrentRow(row)
        stage.idle(0.5)

    return do


def preview(stage: "Stage", paths: Sequence[Path]) -> ImportDialog:
    """Begin an import, and wait until all is read."""
    stage.window.exchange.import_files(paths)
    dialog = stage.window.commands.dialog
    assert isinstance(dialog, ImportDialog)
    while dialog.busy:
        stage.idle(0.05)
    stage.idle(0.3)
    return dialog


def _written(folder: Path, many: int) -> list[Path]:
    folder.mkdir()
    texts = TEXTS | {f"Talk {number:02}.txt": f"Ann: Hello.\nBen: {number}.\nAnn: Bye.\n" for number in range(many)}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in texts]


def coded(stage: "Stage") -> None:
    """Preview a project of coded material in which half is known already."""
    from app.exporters.qda import write_qdpx

    folder = stage.window.session.store.path.parent
    write_qdpx(stage.window.session.store.snapshot(), folder / "Study.qdpx")
    stage.window.files.make("Another study")
    preview(stage, [folder / "Study.qdpx"])


def rating(stage: "Stage") -> None:
    """Show the details of a rating."""
    shown(1)(stage)
    dialog = stage.window.commands.dialog
    assert isinstance(dialog, ImportDialog)
    from app.views.imports.survey_pane import SurveyPane

    pane = dialog.findChild(SurveyPane)
    assert isinstance(pane, SurveyPane)
    pane.question.answers["day-month"].click()
    pane.table.setCurrentIndex(pane.table.rows_model.index(0, 2))
    pane.table.setFocus()
    stage.idle(0.6)


def done(stage: "Stage") -> None:
    """Import a talk and a list of tags, and see what came of them."""
    folder = stage.window.session.store.path.parent / "files"
    paths = _written(folder, 0)
    preview(stage, [paths[0], paths[3], paths[4]]).accept()
    while stage.window.tasks.busy:
        stage.idle(0.05)
    stage.idle(0.6)

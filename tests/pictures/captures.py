"""What is said into the capture line before a picture is taken, by key events."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.models.content import persona_of, stages_of, swimlanes_of
from app.views.workshop_commands import paste_cards

if TYPE_CHECKING:
    from tests.bench.stage import Stage

NOTES = """# What we heard
- pain: waited forty minutes @Purchase ~Maya #queue !4
- gain: the guard knew my name @Retention ~Jon
- Nobody told me about the platform
- question: who decides on refunds? @Retenton
- > asks at the counter @Purchase
- stage: Purchase
"""


def say(*sentences: str, rest: str = "") -> Callable[["Stage"], None]:
    """Say sentences into the line, each with Enter, and begin the last one."""

    def act(stage: "Stage") -> None:
        stage.window.commands.run("capture")
        stage.settle()
        for each in sentences:
            _type(each)
            QTest.keyClick(_focused(), Qt.Key.Key_Return)
        _type(rest)
        stage.idle(0.1)

    return act


def _type(text: str) -> None:
    if text.isascii():
        QTest.keyClicks(_focused(), text)
    else:
        QApplication.clipboard().setText(text)
        QTest.keyClick(_focused(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


typed = say(rest="pain: waited forty minutes @Purchase #queue !4 ~Maya")
unclear = say(rest="gain: knew my name @Nowhere #friendly !9 ~Zoe")
completed = say(rest="pain: late again @R")
asked = say("touchpoint: bought at the counter @Purchase", "pain: lost my way @Nowhere", rest="quote: I gave")


def pinned(stage: "Stage") -> None:
    """Pin a place, file two sentences there, begin a third."""
    say(rest="pain: no seat left @Purchase ~Maya")(stage)
    QTest.keyClick(_focused(), Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    say("gain: a free coffee", rest="thought: next time I drive")(stage)


def right_to_left(stage: "Stage") -> None:
    """Name a stage and a persona of a map that is written from right to left."""
    content, journey_id = stage.window.session.content, stage.window.session.journey_id
    stage_title = stages_of(content, journey_id)[1].title
    persona = persona_of(content, swimlanes_of(content, journey_id)[0].id)
    name = persona.name if persona else ""
    say(rest=f'pain: انتظرت أربعين دقيقة @"{stage_title}" ~"{name}"')(stage)


def pasted(stage: "Stage") -> None:
    """File the lines: what they leave open is asked."""
    paste(stage)
    stage.window.commands.dialog.accept()  # type: ignore[union-attr]
    stage.idle(0.3)


def paste(stage: "Stage") -> None:
    """Look at lines before they are filed."""
    paste_cards(stage.window, NOTES)
    stage.idle(0.2)

"""A first own map takes at most 40 user actions: a click, a drag, a chord, or one text with its Enter; no paste."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.models.content import cards_of, persona_of, stages_of, swimlanes_of

STAGES = ("Hear of it", "Compare", "Buy", "Use", "Recommend")
CELLS = (
    ("Sees a poster", "Asks a friend", "Reads a review"),
    ("Opens the app", "Reads the fares", "Asks the chat"),
    ("Picks a seat", "Pays by phone", "Gets a mail"),
    ("Boards the train", "Finds the seat", "Orders a coffee"),
)
SENTIMENTS = {"Reads a review": 1.0, "Asks the chat": -1.0, "Gets a mail": 0.0, "Orders a coffee": 2.0}
DIGIT = {-2.0: Qt.Key.Key_1, -1.0: Qt.Key.Key_2, 0.0: Qt.Key.Key_3, 1.0: Qt.Key.Key_4, 2.0: Qt.Key.Key_5}


class User:
    """Does what a person does, at whatever has the focus, and counts it."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.actions = 0

    def click(self, widget):
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.actions += 1

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(QApplication.focusWidget(), key, held)
        self.actions += 1

    def type(self, text):
        self.qtbot.keyClicks(QApplication.focusWidget(), text)
        self.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        self.actions += 1


def test_a_first_own_map_takes_at_most_40_actions(empty_window, qtbot):
    window, user = empty_window, User(qtbot)
    user.click(window.start_page.ways["blank"])
    for stage in STAGES:
        user.type(stage)
    user.press(Qt.Key.Key_Return)  # no more stages: the persona is asked for
    user.type("Maya")
    user.press(Qt.Key.Key_Right)
    for number, titles in enumerate(CELLS):
        if number:
            user.press(Qt.Key.Key_Right)
        user.press(Qt.Key.Key_T)
        for title in titles:
            user.type(title)
        user.press(Qt.Key.Key_Escape)
        user.press(DIGIT[SENTIMENTS[titles[-1]]])
    user.press(Qt.Key.Key_Up)
    user.press(Qt.Key.Key_2)
    user.click(window.header.export_button)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.commands.dialog.ok)
    user.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Written" in window.tasks.result.text or bool(window.tasks.error.text), timeout=30_000)

    content, journey_id = window.session.content, window.session.journey_id
    assert [stage.title for stage in stages_of(content, journey_id)] == list(STAGES)
    (swimlane,) = swimlanes_of(content, journey_id)
    persona = persona_of(content, swimlane.id)
    assert persona is not None
    assert persona.name == "Maya"
    cards = {card.title: card for card in cards_of(content, journey_id)}
    assert set(cards) == {title for titles in CELLS for title in titles}
    assert all(card.step_id for card in cards.values())
    given = {title: card.sentiment for title, card in cards.items() if card.sentiment is not None}
    assert given == SENTIMENTS | {"Finds the seat": -1.0}
    path = window.session.store.path
    assert path.name == "Untitled.clew"
    assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert user.actions <= 40

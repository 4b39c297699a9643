import pytest

from app.models.shared_words import Quotes

SAID = "Well, the queue at the counter was forty minutes long — 😀 I left. 車站的隊伍很長我等了四十分鐘。"


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("He said: THE QUEUE, at the Cóunter was short", ["THE QUEUE, at the Cóunter was"]),
        ("the queue at the bank was forty minutes long I left", ["was forty minutes long I left"]),
        ("the queue at the", []),
        ("counter was forty minutes", []),
        ("她說隊伍很長我等了四十分鐘啊", ["隊伍很長我等了四十分鐘"]),
        ("隊伍很長我等", []),
        ("", []),
    ],
)
def test_five_words_in_a_row_are_known_again(text, shared):
    assert [text[start:end] for start, end in Quotes([SAID]).spans(text)] == shared


def test_nothing_said_is_in_nothing():
    assert not Quotes(["too short", ""])

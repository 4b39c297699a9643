"""Which key was pressed, in the words of the table of commands, on any keyboard."""

import re
import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.models.kinds import CardKind

KIND_OF_LETTER: dict[str, CardKind] = {
    "T": "touchpoint",
    "P": "pain",
    "G": "gain",
    "N": "need",
    "Q": "question",
    "U": "quote",
    "O": "thought",
    "A": "action",
    "F": "factor",
    "I": "influence",
    "M": "message",
    "E": "note",
}
"""The letter that adds a card of each kind, until the user chooses another."""

LETTER_OF_KIND: dict[CardKind, str] = {kind: letter for letter, kind in KIND_OF_LETTER.items()}

SENTIMENT_OF_DIGIT: dict[str, float] = {"1": -2.0, "2": -1.0, "3": 0.0, "4": 1.0, "5": 2.0}

_ROWS = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")


def _by_place(*firsts: int) -> dict[int, str]:
    """Return characters by the codes of their keys, which count on along each row of the board."""
    return {first + place: each for first, row in zip(firsts, _ROWS, strict=True) for place, each in enumerate(row)}


# Where these keys lie on the board, for layouts that have no Latin letters or no plain digits there:
# evdev codes as X11 and Wayland report them, Windows scan codes (set 1), and virtual key codes of macOS.
_LINUX = _by_place(10, 24, 38, 52)
_WINDOWS = _by_place(0x02, 0x10, 0x1E, 0x2C)
_MACOS = dict(
    zip(
        b"\x12\x13\x14\x15\x17\x16\x1a\x1c\x19\x1d\x0c\x0d\x0e\x0f\x11\x10\x20\x22\x1f\x23"
        b"\x00\x01\x02\x03\x05\x04\x26\x28\x25\x06\x07\x08\x09\x0b\x2d\x2e",
        "".join(_ROWS),
        strict=True,
    )
)

_CHARACTERS = {ord(character): character for row in _ROWS for character in row}

_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

NO_KEYS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown)
"""Keys that are only held while another is pressed."""


_PLAIN = re.compile(r"(Shift\+)?(.|Return|Backspace|Space|Ins|Tab|Home|End|Left|Right|Up|Down|PgUp|PgDown|Esc)$")

_OF_ITS_OWN = re.compile(r"(?!Del$)[A-Z][A-Za-z ]+$|F(1[3-9]|2\d)$")
"""A key that some boards have for one command, such as Save or F16: it works, but lists don't show it."""


def character_of(event: QKeyEvent) -> str:
    """Return the letter or digit of a key, by what is written on it or else by where it lies; "" for others."""
    key = int(event.key())
    if key in _CHARACTERS:
        return _CHARACTERS[key]
    if ord("0") <= key <= ord("Z") or key >= Qt.Key.Key_Escape:
        return ""
    if sys.platform == "darwin":
        return _MACOS.get(event.nativeVirtualKey(), "")
    return (_WINDOWS if sys.platform == "win32" else _LINUX).get(event.nativeScanCode(), "")


def sequence_of(event: QKeyEvent) -> str:
    """Return the keys of an event as the table writes them (P, Ctrl+Shift+O, F2); "" for a key that is only held."""
    if event.key() in NO_KEYS:
        return ""
    held = event.modifiers() & (_CHORD | Qt.KeyboardModifier.ShiftModifier)
    character = "" if held & ~Qt.KeyboardModifier.ShiftModifier else character_of(event)
    key = ord(character) if character else int(event.key())
    if key == Qt.Key.Key_Enter:
        key = int(Qt.Key.Key_Return)
    if Qt.Key.Key_Exclam <= key < Qt.Key.Key_Escape and not chr(key).isalnum():
        held &= ~Qt.KeyboardModifier.ShiftModifier  # it is needed to write + or ?, on some boards
    return QKeySequence(held.value | key).toString(QKeySequence.SequenceFormat.PortableText)


def is_plain(keys: str) -> bool:
    """Tell whether keys are one that is also needed to type, or to walk in lists: no shortcut of a whole window."""
    return _PLAIN.match(keys) is not None


def is_own(keys: str) -> bool:
    """Tell whether keys are one that some boards have for a single command."""
    return not is_plain(keys) and _OF_ITS_OWN.match(keys) is not None


def native(keys: str) -> str:
    """Return keys as the menus of this system write them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")

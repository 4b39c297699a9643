"""Which key means what on the map, on any keyboard."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

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
"""The letter that adds a card of each kind."""

LETTER_OF_KIND: dict[CardKind, str] = {kind: letter for letter, kind in KIND_OF_LETTER.items()}

SENTIMENT_OF_DIGIT: dict[str, float] = {"1": -2.0, "2": -1.0, "3": 0.0, "4": 1.0, "5": 2.0}

# Where these keys lie on the board, for layouts that have no Latin letters or no plain digits there:
# evdev codes as X11 and Wayland report them, Windows scan codes (set 1), and virtual key codes of macOS.
_LINUX = {28: "T", 33: "P", 42: "G", 57: "N", 24: "Q", 30: "U", 32: "O", 38: "A", 39: "S"}
_LINUX |= {41: "F", 31: "I", 58: "M", 26: "E"}
_LINUX |= {9 + digit: str(digit) for digit in range(1, 6)}
_WINDOWS = {0x14: "T", 0x19: "P", 0x22: "G", 0x31: "N", 0x10: "Q", 0x16: "U", 0x18: "O", 0x1E: "A", 0x1F: "S"}
_WINDOWS |= {0x21: "F", 0x17: "I", 0x32: "M", 0x12: "E"}
_WINDOWS |= {1 + digit: str(digit) for digit in range(1, 6)}
_MACOS = {0x11: "T", 0x23: "P", 0x05: "G", 0x2D: "N", 0x0C: "Q", 0x20: "U", 0x1F: "O", 0x00: "A", 0x01: "S"}
_MACOS |= {0x03: "F", 0x22: "I", 0x2E: "M", 0x0E: "E"}
_MACOS |= {0x12: "1", 0x13: "2", 0x14: "3", 0x15: "4", 0x17: "5"}

_PLAIN = {**{ord(letter): letter for letter in "TPGNQUOASFIME"}, **{ord(digit): digit for digit in "12345"}}


def character_of(event: QKeyEvent) -> str:
    """Return the letter or digit of a command key, by what is written on it or else by where it lies; "" for others."""
    key = int(event.key())
    if key in _PLAIN:
        return _PLAIN[key]
    if ord("0") <= key <= ord("Z") or key >= Qt.Key.Key_Escape:
        return ""
    if sys.platform == "darwin":
        return _MACOS.get(event.nativeVirtualKey(), "")
    return (_WINDOWS if sys.platform == "win32" else _LINUX).get(event.nativeScanCode(), "")

"""The signs of a sentence and their twins in print and in other scripts."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from app.services.capture.sentence import Kind, Role

KIND_SIGNS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys("-‐‑‒–—―−﹣－", "pain"),
    **dict.fromkeys("+＋﹢", "gain"),
    **dict.fromkeys(">＞", "touchpoint"),
    **dict.fromkeys('"“”„‟«»「」『』＂', "quote"),
    **dict.fromkeys("?？؟¿", "question"),
}
"""What a sign at the beginning of the words makes."""

TOKEN_SIGNS: Final[Mapping[str, Role]] = {
    **dict.fromkeys("@＠﹫", "place"),
    **dict.fromkeys("#＃﹟", "tag"),
    **dict.fromkeys("~～〜∼", "persona"),
    **dict.fromkeys("!！﹗", "level"),
}
"""What follows a sign at the start or after a space."""

COLONS: Final = ":：﹕꞉"

OPENING: Final[Mapping[str, str]] = {
    '"': '"',
    "＂": "＂",
    "“": "”“",
    "”": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
}
"""Quotation marks with those that close them."""

CLOSING: Final = "".join(OPENING.values())

PUNCTUATION: Final = frozenset(",.;:!?…)]}'’\"”“»、。，．；：！？」』）،؛؟")
"""Signs that belong to the sentence where they end a word."""

AT_JOINTS: Final = ",;:،؛、，：；"
"""Signs that are left over where what stood before them was understood."""

NO_SPACE_BEFORE: Final = f"{AT_JOINTS}.!?…)。！？"

WALL_CODE: Final = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]{1,3}[0-9０-９]{1,4}(?![^\s:：\-–—−+>?\"“])")
TAG_ENDS: Final = re.compile(r"[\s,;:!?\"“”«»()\[\]{}…、。，；：！？（）「」『』،؛؟#＃]")

_LEVEL: Final = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,9})?")
_UNSEEN: Final = frozenset("\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_JOINTS: Final = re.compile(r"\s*(?:[、，：；]|[,;:؛،](?!\S))+")
_SPACELESS: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def is_space(character: str) -> bool:
    """Return whether a sign may follow: white space, or a mark of direction that nobody sees."""
    return character.isspace() or character in _UNSEEN


def after_space(text: str, at: int) -> int:
    """Return where the next thing begins."""
    while at < len(text) and is_space(text[at]):
        at += 1
    return at


def after_word(text: str, at: int) -> int:
    """Return where the word at a place ends."""
    while at < len(text) and not is_space(text[at]):
        at += 1
    return at


def after_joints(text: str, at: int) -> int:
    """Return where the words go on behind signs that are left over; in `:-)` there is none."""
    found = _JOINTS.match(text, at)
    return found.end() if found else at


def without_punctuation(text: str, start: int, end: int) -> int:
    """Return where words end without the punctuation behind them, and the space before that."""
    while end > start and (text[end - 1] in PUNCTUATION or is_space(text[end - 1])):
        end -= 1
    return end


def is_spaceless(character: str) -> bool:
    """Return whether a character is of a script that is written without spaces."""
    return bool(_SPACELESS.match(character))


def breaks_between(before: str, after: str) -> bool:
    """Return whether a word can end between two characters, as in scripts that are written without spaces."""
    return is_spaceless(before) and is_spaceless(after) and not unicodedata.combining(after)


def number_in(text: str) -> float | None:
    """Return the number that a level says, such as 4, +1, −2 or 0,5; none where it is none."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-")
    return float(plain.replace(",", ".")) if _LEVEL.fullmatch(plain) else None

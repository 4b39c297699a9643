"""What coded material looks like in REFI-QDA files: the exporter writes it, the importer reads it."""

import colorsys
import re
from collections.abc import Mapping
from typing import Final

from app.models.ids import id_from
from app.models.kinds import TagColour

ORIGIN: Final = "Clew"
"""What the origin of a project that Clew wrote begins with: its positions are known and its own lines are read."""

OWN_PART: Final = "Sources/clew.json"
"""The part of a project archive with what REFI-QDA has no place for: who speaks in which turn, and when."""

COLOURS: Final[Mapping[TagColour, str]] = {
    "blue": "#3B74D4",
    "purple": "#8A4FD0",
    "teal": "#169B9B",
    "orange": "#EE8A1E",
    "pink": "#E0559B",
    "green": "#3FA34D",
    "grey": "#808891",
    "brown": "#8A5A36",
}
"""The colour of a code by that of its tag."""

_HUES: Final[Mapping[TagColour, float]] = {
    name: colorsys.rgb_to_hls(*(int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)))[0]
    for name, code in COLOURS.items()
    if name not in ("grey", "brown")
}

VARIABLES: Final[Mapping[str, str]] = {
    name: id_from("refi-qda", "own variable", name) for name in ("Persona", "Segment")
}
"""The ids of the variables that say which persona and which segment a participant belongs to."""

_MARK: Final = "Clew:"
_FIELD: Final = re.compile(r"([a-z_]+)=([^;\n]*)")


def nearest_colour(code: str | None) -> TagColour | None:
    """Return the tag colour that `#RRGGBB` or `#RGB` looks most like; none where it is no colour."""
    if code is None or not re.fullmatch("#([0-9A-Fa-f]{3}){1,2}", code.strip()):
        return None
    digits = code.strip()[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    hue, light, strong = colorsys.rgb_to_hls(*(part / 255 for part in parts))
    if strong < 0.15 or not 0.06 < light < 0.97:
        return "grey"
    if light < 0.5 and strong < 0.65 and (hue < 0.14 or hue > 0.97):
        return "brown"
    return min(_HUES, key=lambda name: min(abs(_HUES[name] - hue), 1 - abs(_HUES[name] - hue)))


def described(fields: Mapping[str, object], note: str) -> str:
    """Return a description for people: those fields that are not empty in its first line, then a note."""
    said = "; ".join(f"{name}={value}" for name, value in fields.items() if value not in (None, ""))
    if not said and not note.startswith(_MARK):
        return note
    return f"{_MARK} {said}\n{note}" if note else f"{_MARK} {said}".rstrip()


def undescribed(text: str) -> tuple[dict[str, str], str]:
    """Return the fields and the note of a description; there are no fields where Clew did not write it."""
    if not text.startswith(_MARK):
        return {}, text
    line, _, note = text.partition("\n")
    return dict(_FIELD.findall(line.removeprefix(_MARK))), note

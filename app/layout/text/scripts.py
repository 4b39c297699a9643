"""What characters are, as far as the choice of a font needs it: script, emoji, ignorable (tables of Unicode 16)."""

from __future__ import annotations

import re
from typing import Final

ARABIC, HEBREW, DEVANAGARI, THAI = "Arabic", "Hebrew", "Devanagari", "Thai"
KANA, HANGUL, BOPOMOFO, HAN, IDEOGRAPHIC = "Kana", "Hangul", "Bopomofo", "Han", "Ideographic"
EASTERN: Final = frozenset({KANA, HANGUL, BOPOMOFO, HAN, IDEOGRAPHIC})

# Patterns that plain text never needs are left to `re` to compile at their first use: that would cost each start 3 ms.
_RANGES: Final = {
    HEBREW: "\u0590-\u05ff\ufb1d-\ufb4f",
    ARABIC: "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    DEVANAGARI: "\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff",
    THAI: "\u0e00-\u0e7f",
    KANA: "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001b000-\U0001b16f",
    HANGUL: "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc",
    BOPOMOFO: "\u3100-\u312f\u31a0-\u31bf",
    HAN: "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff",
    # punctuation, enclosed and full-width forms that all of them share
    IDEOGRAPHIC: "\u3000-\u3004\u3006\u3008-\u3020\u302a-\u3037\u303c-\u303f\u3190-\u319f\u31c0-\u31ef\u3200-\u33ff"
    "\ufe10-\ufe1f\ufe30-\ufe4f\uff01-\uff65\uffe0-\uffee",
}
_SCRIPTS: Final = "|".join(f"(?P<{name}>[{ranges}])" for name, ranges in _RANGES.items())

# Marks that Western and Eastern fonts both have but draw at different widths; in Eastern text its font draws them.
SHARED_MARKS: Final = frozenset("‘’“”…‥—―·•※×÷→←↑↓①②③④⑤⑥⑦⑧⑨⑩")

# Emoji_Presentation=Yes
_COLOUR: Final = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be"
    "\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757"
    "\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f004\U0001f0cf\U0001f18e\U0001f191-\U0001f19a"
    "\U0001f1e6-\U0001f1ff\U0001f201\U0001f21a\U0001f22f\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250\U0001f251"
    "\U0001f300-\U0001f320\U0001f32d-\U0001f335\U0001f337-\U0001f37c\U0001f37e-\U0001f393\U0001f3a0-\U0001f3ca"
    "\U0001f3cf-\U0001f3d3\U0001f3e0-\U0001f3f0\U0001f3f4\U0001f3f8-\U0001f43e\U0001f440\U0001f442-\U0001f4fc"
    "\U0001f4ff-\U0001f53d\U0001f54b-\U0001f54e\U0001f550-\U0001f567\U0001f57a\U0001f595\U0001f596\U0001f5a4"
    "\U0001f5fb-\U0001f64f\U0001f680-\U0001f6c5\U0001f6cc\U0001f6d0-\U0001f6d2\U0001f6d5-\U0001f6d7\U0001f6dc-\U0001f6df"
    "\U0001f6eb\U0001f6ec\U0001f6f4-\U0001f6fc\U0001f7e0-\U0001f7eb\U0001f7f0\U0001f90c-\U0001f93a\U0001f93c-\U0001f945"
    "\U0001f947-\U0001f9ff\U0001fa70-\U0001fa7c\U0001fa80-\U0001fa89\U0001fa8f-\U0001fac6\U0001face-\U0001fadc"
    "\U0001fadf-\U0001fae9\U0001faf0-\U0001faf8"
)
# A cluster is drawn in colour if it starts with such a character, asks for it (U+FE0F), or has a skin tone or a tag.
_IN_COLOUR: Final = f"(?![^\ufe0e]*\ufe0e)(?:[{_COLOUR}]|.+[\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f])"

# Default_Ignorable_Code_Point, and what `clean` puts in the place of control characters
_IGNORABLE: Final = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)

SURROGATES: Final = range(0xD800, 0xE000)
_ODD: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LINE_ENDS: Final = frozenset("\r\x0b\x0c\x85\u2028\u2029")


def script_of(character: str) -> str:
    """Return the script of a character if it has a font of its own here, else ""."""
    found = re.match(_SCRIPTS, character)
    return (found.lastgroup or "") if found else ""


def in_colour(cluster: str) -> bool:
    """Tell whether a grapheme cluster is to be drawn as a colour emoji (UTS #51, emoji presentation)."""
    return re.match(_IN_COLOUR, cluster) is not None


def drawn(cluster: str) -> str:
    """Return a cluster without the characters that no font need have (joiners, variation selectors, marks of bidi)."""
    return re.sub(_IGNORABLE, "", cluster)


def clean(text: str) -> str:
    """Return a text of the same length that can be shaped: line ends as "\\n", tabs as spaces, no controls.

    "\\r\\n" becomes a space that hangs and "\\n"; other control characters become U+2060, lone surrogates U+FFFD.
    """
    if not _ODD.search(text):
        return text
    return _ODD.sub(_stand_in, text)


def _stand_in(found: re.Match[str]) -> str:
    character, text, after = found.group(), found.string, found.end()
    if character == "\t" or text[after - 1 : after + 1] == "\r\n":
        return " "
    if character in _LINE_ENDS:
        return "\n"
    return "\ufffd" if "\ud800" <= character <= "\udfff" else "\u2060"


def region_of(paragraph: str) -> str:
    """Return whose forms of Han characters a paragraph takes: "JP" with kana, "KR" hangul, "TC" bopomofo, else "SC"."""
    scripts = {found.lastgroup for found in re.finditer(_SCRIPTS, paragraph)}
    for script, region in ((KANA, "JP"), (HANGUL, "KR"), (BOPOMOFO, "TC")):
        if script in scripts:
            return region
    return "SC"

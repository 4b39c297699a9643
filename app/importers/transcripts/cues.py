"""WebVTT, SRT and SBV, and captions that look like them: cues with times, voices and names, tolerant of damage."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from app.importers.transcripts.speakers import labels_among, spoken_line, tidy_label
from app.importers.transcripts.utterance import (
    Utterance,
    joined_parts,
    one_text,
    seconds_in,
    without_rolling_lines,
)

_TIME: Final = r"(?:(?:\d{1,4}:)?\d{1,3}:\d{1,2}[.,]\d{1,6}|\d{1,4}:\d{1,2}:\d{1,2})"
_TIMING: Final = re.compile(rf"[\[(]?\s?({_TIME})\s{{0,9}}--+>\s{{0,9}}({_TIME})\s?[\])]?(?P<rest>(?:\s.*)?)$")
_SBV_TIMING: Final = re.compile(r"(\d{1,4}:\d\d:\d\d\.\d{3}),(\d{1,4}:\d\d:\d\d\.\d{3})(?P<rest>)$")
_SETTINGS: Final = re.compile(r"(?:\s+(?:vertical|line|position|size|align|region|[XY][12]):\S*)*")
_NO_CUE: Final = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
_PART: Final = re.compile(r"(?P<unit>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+/\d+)-\d+", re.IGNORECASE)
"""Teams: the id of the meeting, the number of the utterance, the number of the part."""

_TAG: Final = re.compile(
    r"</?(?:v|c|i|b|u|ruby|rt|lang|font)(?:[.\s][^<>]*)?/?>|<\d[\d:.]*>|\{\\[^{}]{1,40}\}", re.IGNORECASE
)
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s([^<>]*))?>|</v>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Cue(NamedTuple):
    """A cue as it stands in the file: its id, times in seconds, the lines below them, and the line it begins on."""

    name: str
    at: float
    until: float
    lines: tuple[str, ...]
    line: int


def has_cues(text: str) -> bool:
    """Return whether a text says that it is WebVTT, or holds times as captions have them."""
    return text.lstrip().startswith("WEBVTT") or any(_timing(line) for line in text[:20_000].split("\n"))


def decoded(text: str) -> str:
    """Return a text with its character references such as `&#8212;` as the characters; others are left alone."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def _timing(line: str) -> "re.Match[str] | None":
    if "-->" in line:
        return _TIMING.match(line.strip())
    return _SBV_TIMING.match(line.strip()) if "," in line else None


def read_cues(text: str) -> list[Cue]:
    """Return the cues of a text with lines ended by line feeds, in order, empty ones too.

    Lines without a time that a blank line cuts off from a cue still belong to it: no words are lost. Notes and styles
    do not.
    """
    lines = text.split("\n")
    timings = [(place, found) for place, line in enumerate(lines) if (found := _timing(line))]
    ends = [*(_id_above(lines, place) for place, _ in timings), len(lines)]
    cues = []
    for (place, found), begin, end in zip(timings, ends, ends[1:], strict=False):
        at, until = (seconds_in(found[part]) or 0.0 for part in (1, 2))
        body = list(_words(lines[place + 1 : end]))
        if not _SETTINGS.fullmatch(found["rest"]):
            body.insert(0, found["rest"].strip())
        name = lines[begin].strip() if begin < place else ""
        cues.append(Cue(name, at, max(at, until), tuple(body), place + 1))
    return cues


def _id_above(lines: Sequence[str], place: int) -> int:
    """Return where the cue that has its time on a line begins: at its id above, if it has one."""
    if place == 0 or not (above := lines[place - 1].strip()) or _timing(above):
        return place
    alone = place == 1 or not lines[place - 2].strip()
    return place - 1 if (alone and not above.startswith("WEBVTT")) or above.isdecimal() else place


def _words(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a cue that hold words."""
    apart, skipping = False, False
    last = max((place for place, line in enumerate(lines) if line.strip()), default=0)
    for place, line in enumerate(lines):
        if not line.strip():
            apart, skipping = True, False
            continue
        if apart and (_NO_CUE.fullmatch(line) or (place == last and line.strip().isdecimal())):
            skipping = True  # a note up to the next blank line, or the id of a cue that is cut off
        apart = False
        if not skipping:
            yield line.strip()


def utterances_of(cues: Sequence[Cue]) -> list[Utterance]:
    """Return what is said in cues by whom: voices, names before a colon, names in brackets above; parts joined."""
    if any("<v" in line for cue in cues for line in cue.lines):
        spoken = [_voiced("\n".join(cue.lines)) for cue in cues]
    else:
        spoken = _named(list(without_rolling_lines([[_plain(line) for line in cue.lines] for cue in cues])))
    said = []
    for cue, pieces in zip(cues, spoken, strict=True):
        unit = found["unit"] if (found := _PART.fullmatch(cue.name)) else ""
        said += [
            Utterance(words, who, cue.at, cue.until, line=cue.line, part_of=unit) for who, words in pieces if words
        ]
    return joined_parts(said)


Piece = tuple[str, str]
"""Who speaks, and the words."""


def _voiced(payload: str) -> list[Piece]:
    """Return the pieces of a cue with voices; what is in none is nobody's."""
    parts = _VOICE.split(payload)  # words, name or None, words …
    names = ["", *(tidy_label(decoded(name or "")) for name in parts[1::2])]
    return [(name, one_text(map(_plain, words.split("\n")))) for name, words in zip(names, parts[::2], strict=True)]


def _named(cues: Sequence[Sequence[str]]) -> list[list[Piece]]:
    """Return the pieces of cues without voices; where names are used, a cue without one goes on with the last."""
    full = [lines for lines in cues if lines]
    above = sum(len(lines) > 1 and _IN_BRACKETS.fullmatch(lines[0]) is not None for lines in full)
    if above > 1 and above * 2 > len(full):
        return _split(cues, _name_in_brackets, _is_divider)
    labels = labels_among([(line, place == 0) for lines in full for place, line in enumerate(lines)])
    if not labels:
        return [[("", one_text(lines))] for lines in cues]

    def name_before_colon(line: str) -> tuple[str | None, str]:
        label, _, _, words = spoken_line(line, labels, stamps=False)
        return label, words

    return _split(cues, name_before_colon, lambda line: False)


_IN_BRACKETS: Final = re.compile(r"[\[(]([^\[\]()]{1,60})[\])]:?")


def _name_in_brackets(line: str) -> tuple[str | None, str]:
    found = _IN_BRACKETS.fullmatch(line)
    return (tidy_label(found[1]), "") if found else (None, line)


def _is_divider(line: str) -> bool:
    return line in ("-", "–", "—")


def _split(
    cues: Sequence[Sequence[str]], named: Callable[[str], tuple[str | None, str]], is_divider: Callable[[str], bool]
) -> list[list[Piece]]:
    speaker, split = "", []
    for lines in cues:
        pieces: list[tuple[str, list[str]]] = []
        for line in lines:
            if is_divider(line):
                continue
            label, words = named(line)
            if label is not None or not pieces:
                speaker = speaker if label is None else label
                pieces.append((speaker, [words]))
            else:
                pieces[-1][1].append(words)
        split.append([(name, one_text(parts)) for name, parts in pieces])
    return split


def _plain(line: str) -> str:
    return decoded(_TAG.sub("", line)).strip()

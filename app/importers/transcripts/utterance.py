"""What every reader of transcripts makes of a file: utterances in order; and the rule that joins cues to turns."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

LONGEST_PAUSE: Final = 3.0
"""Seconds of silence after which what the same speaker says is a turn of its own."""

COMFORTABLE_LENGTH: Final = 600
"""Characters after which a turn ends with the sentence."""

GREATEST_LENGTH: Final = 1_200
"""Characters after which a turn ends with the cue, sentence or not."""

_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟।॥]['\"”’»)\]]*$")

_CLOCK: Final = re.compile(
    r"(?P<sign>[-−])?(?:(?:(?P<days>\d{1,3}):)?(?P<hours>\d{1,4}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d{1,2}(?:[.,]\d{1,6})?)"
)
_SECONDS: Final = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?(?=s?$)")


class Utterance(NamedTuple):
    """Something that was said, or a paragraph: the label as in the file (“” = nobody) and seconds from the beginning.

    `heading` stands above it; `line` is where it stands in the file (1 = first); `part_of` names the spoken unit that
    a program cut into parts; `tags` are those a researcher gave it.
    """

    text: str
    speaker: str = ""
    at: float | None = None
    until: float | None = None
    heading: str = ""
    line: int | None = None
    part_of: str = ""
    tags: tuple[str, ...] = ()


def seconds_in(text: str) -> float | None:
    """Return a time such as 1:02, 00:01:02.5, -00:01:57:00 (with days) or 62.5 in seconds, none where it is no time."""
    found = _CLOCK.fullmatch(text := text.strip().strip("[]()").strip())
    if found is None:
        plain = _SECONDS.match(text)
        return None if plain is None else float(plain[0].replace(",", "."))
    days, hours, minutes = (int(found[name] or 0) for name in ("days", "hours", "minutes"))
    seconds = ((days * 24 + hours) * 60 + minutes) * 60 + float(found["seconds"].replace(",", "."))
    return round(-seconds if found["sign"] else seconds, 6)


def joined_parts(utterances: Iterable[Utterance]) -> list[Utterance]:
    """Return the utterances with the parts of one spoken unit put together again."""
    return _joined(utterances, lambda last, length, each: bool(each.part_of) and last.part_of == each.part_of)


def readable_turns(cues: Iterable[Utterance]) -> list[Utterance]:
    """Return cues, a few words each, as turns to be read: joined while one speaker goes on without a long pause."""
    return _joined(cues, _goes_on)


def _goes_on(last: Utterance, length: int, each: Utterance) -> bool:
    if last.heading != each.heading or each.tags or last.tags:
        return False
    if last.until is not None and each.at is not None and each.at - last.until > LONGEST_PAUSE:
        return False
    if length >= COMFORTABLE_LENGTH and _SENTENCE_END.search(last.text[-20:]):
        return False
    return length + len(each.text) < GREATEST_LENGTH


def _joined(utterances: Iterable[Utterance], belong: Callable[[Utterance, int, Utterance], bool]) -> list[Utterance]:
    """Return utterances joined where `belong` holds of the last one, the characters so far and the next one."""
    groups: list[list[Utterance]] = []
    length, until = 0, None
    for each in utterances:
        last = groups[-1][-1] if groups else None
        if last and last.speaker == each.speaker and belong(last._replace(until=until), length, each):
            groups[-1].append(each)
            length += len(each.text)
            until = max((end for end in (until, each.until) if end is not None), default=None)
        else:
            groups.append([each])
            length, until = len(each.text), each.until
    return [group[0] if len(group) == 1 else _one(group) for group in groups]


def _one(group: Sequence[Utterance]) -> Utterance:
    until = max((each.until for each in group if each.until is not None), default=None)
    return group[0]._replace(text=one_text(each.text for each in group), until=until)


def one_text(pieces: Iterable[str]) -> str:
    """Return pieces of one speech as one text: on one line, but for those that begin with a dash of dialogue."""
    parts: list[str] = []
    for piece in filter(None, pieces):
        if parts:
            parts.append("\n" if piece[:2] in ("- ", "– ", "— ") else " ")
        parts.append(piece)
    return "".join(parts)


def without_rolling_lines(cues: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Yield the lines of each cue that the cue before does not show yet, where captions roll: two lines at a time.

    In other captions a line that is said twice stays twice.
    """
    repeated = sum(bool(_seen(before, now)) for before, now in pairwise(cues))
    rolls = repeated >= 3 and repeated * 3 >= len(cues)
    before: Sequence[str] = ()
    for now in cues:
        yield list(now[_seen(before, now) if rolls else 0 :])
        before = now


def _seen(before: Sequence[str], now: Sequence[str]) -> int:
    """Return how many of the first lines of a cue are the last lines of the cue before."""
    most = min(len(before), len(now), 4)  # captions show two or three lines
    return next((count for count in range(most, 0, -1) if list(before[-count:]) == list(now[:count])), 0)

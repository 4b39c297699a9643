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
    return _joined(utterances, lambda last, each: bool(each.part_of) and last.part_of == each.part_of)


def readable_turns(cues: Iterable[Utterance]) -> list[Utterance]:
    """Return cues, a few words each, as turns to be read: joined while one speaker goes on without a long pause."""
    return _joined(cues, _goes_on)


def _goes_on(last: Utterance, each: Utterance) -> bool:
    if last.speaker != each.speaker or last.heading != each.heading or each.tags or last.tags:
        return False
    if last.until is not None and each.at is not None and each.at - last.until > LONGEST_PAUSE:
        return False
    length = len(last.text)
    if length >= COMFORTABLE_LENGTH and _SENTENCE_END.search(last.text):
        return False
    return length + len(each.text) < GREATEST_LENGTH


def _joined(utterances: Iterable[Utterance], belong: Callable[[Utterance, Utterance], bool]) -> list[Utterance]:
    joined: list[Utterance] = []
    for each in utterances:
        if joined and joined[-1].speaker == each.speaker and belong(joined[-1], each):
            last = joined[-1]
            ends = [end for end in (last.until, each.until) if end is not None]
            joined[-1] = last._replace(text=put_together(last.text, each.text), until=max(ends, default=None))
        else:
            joined.append(each)
    return joined


def put_together(first: str, second: str) -> str:
    """Return two pieces of one speech: on one line, or on two where the second begins with a dash of dialogue."""
    if not first or not second:
        return first or second
    return first + ("\n" if second[:2] in ("- ", "– ", "— ") else " ") + second


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
    most = min(len(before), len(now))
    return next((count for count in range(most, 0, -1) if list(before[-count:]) == list(now[:count])), 0)

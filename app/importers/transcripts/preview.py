"""What a transcript holds before it is taken: who speaks, who is probably one person, who asks."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from app.importers.transcripts.files import Reading, read_file
from app.importers.transcripts.speakers import same_speaker_suggestions, suggested_roles
from app.models.kinds import SourceKind, SpeakerRole
from app.models.places import as_text
from app.models.plan import ImportWarning

_FIRST_WORDS: Final = 80
_MOST_SECONDS: Final = 100_000_000.0
_DAY: Final = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class SpeakerLook:
    """A speaker as a preview shows it: the label, how many turns, how it begins, and the role it seems to have."""

    label: str
    turns: int
    first_words: str
    role: SpeakerRole


@dataclass(frozen=True)
class Transcript:
    """A file that was read, to be looked at and then made a plan of; `held_on` is a day in its name, YYYY-MM-DD."""

    reading: Reading
    title: str
    held_on: str | None
    kind: SourceKind

    @property
    def warnings(self) -> tuple[ImportWarning, ...]:
        """What was odd about the file."""
        return self.reading.warnings

    @property
    def duration(self) -> float | None:
        """The last time in it, in seconds from the beginning, at most three years; none where it has no times."""
        times = [time for each in self.reading.utterances for time in (each.at, each.until) if time is not None]
        return min(max(0.0, *times), _MOST_SECONDS) if times else None

    @cached_property
    def speakers(self) -> tuple[SpeakerLook, ...]:
        """Who speaks, in the order of the first words."""
        said: dict[str, list[str]] = {}
        for each in self.reading.utterances:
            if each.speaker:
                said.setdefault(each.speaker, []).append(each.text)
        roles = suggested_roles(said)
        return tuple(
            SpeakerLook(label, len(turns), _beginning(turns[0]), roles[label]) for label, turns in said.items()
        )

    @property
    def same(self) -> list[tuple[str, ...]]:
        """The labels that are probably one person, to be asked about."""
        return same_speaker_suggestions(look.label for look in self.speakers)


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _FIRST_WORDS else line[: _FIRST_WORDS - 1].rstrip() + "…"


def preview_transcript(path: Path, *, kind: SourceKind | None = None) -> Transcript:
    """Return what a file holds; raises FileError, InputError with one line where it cannot be read."""
    reading = read_file(path)
    spoken = reading.recorded or any(each.speaker for each in reading.utterances)
    title = " ".join(as_text(path.stem).replace("_", " ").split()) or reading.name
    return Transcript(reading, title, _day_in(path.stem), kind or ("interview" if spoken else "document"))


def _day_in(name: str) -> str | None:
    for found in _DAY.finditer(name):
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            continue
    return None

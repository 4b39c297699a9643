"""Actions as iCalendar (RFC 5545): tasks, or events for calendars that take no tasks.

A task is a `VTODO`: Thunderbird, Evolution, KOrganizer and Nextcloud import it, with status and day. Google Calendar,
Outlook and Apple Calendar pass over tasks without a word and take only `VEVENT`: an all-day event on the day that an
action is due, which blocks nobody's time; an action without a day can't be one.

An id stays the same in every export, so that importing again brings what is there up to date. An owner is named in
words, never as an address.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from app.models.content import Content, workspace_of
from app.models.kinds import ActionStatus
from app.models.records import Action, Journey, Opportunity, Owner, Solution, Stage, Step
from app.models.snapshot import Snapshot

_MOST: Final = 75
"""Octets of a line without its end; a longer one is folded."""

_TASK_STATUS: Final[Mapping[ActionStatus, str]] = {
    "to do": "NEEDS-ACTION",
    "in work": "IN-PROCESS",
    "done": "COMPLETED",
    "dropped": "CANCELLED",
}

_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write_ics(snapshot: Snapshot, at: datetime, *, events: bool = False) -> tuple[bytes, list[str]]:
    """Return all actions as one calendar, made at a moment, and notes on what could not come along."""
    content = snapshot.content
    actions = content.ordered(Action)
    listed = [each for each in actions if each.due_on is not None] if events else list(actions)
    part: Callable[[Content, Action, str], Iterator[str]] = _event if events else _task
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Clew//Actions//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(workspace_of(content).title)}",
        *(line for each in listed for line in part(content, each, stamp)),
        "END:VCALENDAR",
    ]
    left = len(actions) - len(listed)
    notes = [f"Left out: {left} action{'' if left == 1 else 's'} without a day, which can’t be events"] if left else []
    return b"".join(_folded(line) for line in lines), notes


def _task(content: Content, action: Action, stamp: str) -> Iterator[str]:
    yield "BEGIN:VTODO"
    yield f"UID:{action.id}"
    yield from _told(content, action, stamp)
    if action.due_on is not None:
        yield f"DUE;VALUE=DATE:{_day(action.due_on)}"
    yield f"STATUS:{_TASK_STATUS[action.status]}"
    if action.status == "done":
        yield "PERCENT-COMPLETE:100"
        if action.done_on is not None:
            yield f"COMPLETED:{_day(action.done_on)}T120000Z"  # a moment is wanted: noon is that day nearly everywhere
    yield "END:VTODO"


def _event(content: Content, action: Action, stamp: str) -> Iterator[str]:
    first = date.fromisoformat(action.due_on or "")
    yield "BEGIN:VEVENT"
    yield f"UID:{action.id}-event"
    yield from _told(content, action, stamp)
    yield f"DTSTART;VALUE=DATE:{_day(first.isoformat())}"
    if first < date.max:  # without an end it lasts its day as well, but not every calendar knows
        yield f"DTEND;VALUE=DATE:{_day((first + timedelta(days=1)).isoformat())}"
    yield "TRANSP:TRANSPARENT"
    yield f"STATUS:{'CANCELLED' if action.status == 'dropped' else 'CONFIRMED'}"
    yield "END:VEVENT"


def _told(content: Content, action: Action, stamp: str) -> Iterator[str]:
    """Yield when the file was made, the title, and in words whose it is and what it is part of."""
    yield f"DTSTAMP:{stamp}"
    yield f"SUMMARY:{_text(' '.join(action.title.split()) or 'Untitled')}"
    described = "\n".join(described_lines(content, action))
    if described:
        yield f"DESCRIPTION:{_text(described)}"


def described_lines(content: Content, action: Action) -> Sequence[str]:
    """Return what an action is part of and its note, in lines."""
    owner = content.find(Owner, action.owner_id)
    opportunity, solution = content.find(Opportunity, action.opportunity_id), content.find(Solution, action.solution_id)
    told = {
        "Owner": owner.name if owner else "",
        "Opportunity": opportunity.title if opportunity else "",
        "Solution": solution.title if solution else "",
        "Step": step_name(content, action.step_id),
    }
    lines = [f"{name}: {' '.join(text.split())}" for name, text in told.items() if text.strip()]
    return [*lines, action.note] if action.note.strip() else lines


def step_name(content: Content, step_id: str | None) -> str:
    """Return where a step is, in words: journey, stage, step; nothing for none."""
    step = content.find(Step, step_id)
    if step is None:
        return ""
    stage = content.get(Stage, step.stage_id)
    journey = content.get(Journey, stage.journey_id)
    return " · ".join(filter(None, (journey.title, stage.title, step.title)))


def _day(day: str) -> str:
    return day.replace("-", "")


def _text(text: str) -> str:
    """Return a text as a value: no control signs, line ends and what separates values behind a backslash."""
    lines = "\n".join(text.splitlines())
    return "".join(each for each in lines if each in "\n\t" or (each >= " " and each != "\x7f")).translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """Return a line in UTF-8 with its end, folded before what would be its 76th octet, never inside a letter."""
    folded, room = bytearray(), _MOST
    for letter in line:
        octets = letter.encode()
        if len(octets) > room:
            folded += b"\r\n "
            room = _MOST - 1
        folded += octets
        room -= len(octets)
    return bytes(folded + b"\r\n")

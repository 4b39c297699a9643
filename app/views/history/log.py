"""The steps of the history as a list shows them: those of one typing as one, sessions, words; free of Qt's widgets."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.store.history import HistoryStep
from app.views.days import spoken_day, spoken_time

APART: Final = timedelta(hours=2)
"""What is at least so far apart belongs to two sessions."""

_INNER_QUOTES: Final = str.maketrans("“”", "‘’")


def tr(text: str) -> str:
    """Translate a text of the history."""
    return QCoreApplication.translate("History", text)


class Stretch(NamedTuple):
    """The edits of a session: the numbers of its first and last step, their moments, and how many edits there are."""

    first: int
    last: int
    begun: datetime
    ended: datetime
    edits: int


def words_of(step: HistoryStep) -> str:
    """Return what a step did, in words, and to what: Move touchpoint “Ticket machine”."""
    words = act_of(step)
    return tr("{words} “{subject}”").format(words=words, subject=step.subject) if step.subject else words


def act_of(step: HistoryStep) -> str:
    """Return what a step did, in words."""
    if step.name is not None:
        return step.name
    said = {"undo": tr("Undone: {label}"), "redo": tr("Redone: {label}")}
    return said.get(step.origin, "{label}").format(label=step.label)


def day_of(step: HistoryStep) -> date:
    """Return the day of a step on this machine's clock."""
    return step.at.astimezone().date()


def day_words(day: date) -> str:
    """Return what a day is called in the list."""
    today = date.today()
    near = {today: tr("Today"), today - timedelta(days=1): tr("Yesterday")}
    return near.get(day) or spoken_day(day)


def moment_words(step: HistoryStep) -> str:
    """Return when a step was done: 21 November 14:05."""
    return f"{spoken_day(day_of(step))} {spoken_time(step.at)}"


def point_words(step: HistoryStep) -> str:
    """Return which point of the history is behind a step: 21 November 14:05 · after “Move touchpoint”."""
    form = tr("{moment} · at “{words}”") if step.name is not None else tr("{moment} · after “{words}”")
    words = " ".join(act_of(step).split()).translate(_INNER_QUOTES)
    return form.format(moment=moment_words(step), words=words)


def merged_typing(newer: HistoryStep | None, step: HistoryStep) -> bool:
    """Return whether a step is an earlier one of the same typing as the one after it: both are one edit to people."""
    return newer is not None and newer.unit == step.unit


def without_typing(steps: Iterable[HistoryStep], newer: HistoryStep | None = None) -> list[HistoryStep]:
    """Return steps, newest first, with the last of each typing only; `newer` is the one before them."""
    kept: list[HistoryStep] = []
    for step in steps:
        if not merged_typing(newer, step):
            kept.append(step)
        newer = step
    return kept


def sessions_of(steps: Sequence[HistoryStep]) -> list[Stretch]:
    """Return the sessions among steps that are given newest first, the newest session first."""
    found: list[Stretch] = []
    first = last = steps[0] if steps else None
    count = 0
    for step in steps:
        assert first is not None
        assert last is not None
        if first.at - step.at >= APART:
            found.append(Stretch(first.unit, last.step, first.at, last.at, count))
            last, count = step, 0
        first, count = step, count + 1
    if first is not None and last is not None:
        found.append(Stretch(first.unit, last.step, first.at, last.at, count))
    return found


def session_words(session: Stretch) -> str:
    """Return what a session is called: Today 13:10 – 14:05, 62 edits."""
    begun, ended = session.begun.astimezone(), session.ended.astimezone()
    until = spoken_time(ended) if begun.date() == ended.date() else f"{day_words(ended.date())} {spoken_time(ended)}"
    edits = tr("1 edit") if session.edits == 1 else tr("{count} edits").format(count=session.edits)
    return f"{day_words(begun.date())} {spoken_time(begun)} – {until}, {edits}"

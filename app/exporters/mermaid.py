"""One map as a Mermaid journey: what it can hold as tasks, what it cannot as comments, and a list of what stays behind.

A diagram that was imported and not changed comes back the same, score by score.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.models.content import (
    Content,
    cards_of,
    cells_on,
    columns_of,
    connectors_of,
    lanes_in_map_order,
    overrides_of,
    persona_of,
    stages_of,
    steps_of,
    swimlanes_of,
    unplaced_cards,
)
from app.models.records import Card, Journey, Lane
from app.models.snapshot import Snapshot

_SAME: Final = 1e-6
_APART: Final = "shared task with different sentiments (written as their mean)"
_NEUTRAL: Final = "3"
"""The score of a task of which nothing is said; Mermaid takes no task without one."""

_IN_TITLES: Final = str.maketrans({";": "\uff1b", "#": "\uff03", "\n": " ", "\r": " "})
_IN_NAMES: Final = _IN_TITLES | str.maketrans({":": "\ua789"})
"""What Mermaid cannot hold in a name, and what is written in its place; a title may hold colons."""

_IN_ACTORS: Final = str.maketrans({",": "\u201a"})
_IN_DESCRIPTIONS: Final = str.maketrans({"}": "\uff5d"})
_KEYWORDS: Final = ("title", "section", "journey", "acctitle", "accdescr", "%", "---")
_WORD_JOINER: Final = "\u2060"
"""Unseen, put before what would be read as a keyword, a score, a comment; the import takes it off again."""

_DIRECTIVE: Final = re.compile("%%(?=\\{)")
_COMMENT: Final = re.compile("^.?%%+")
"""Mermaid takes a task for a comment also where one character stands before the signs."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One touchpoint of one or more personas: the cards of its group, first the one on the uppermost lane."""

    cards: tuple[Card, ...]
    actors: tuple[str, ...]


def write_mermaid(snapshot: Snapshot, journey_id: str) -> tuple[str, tuple[str, ...]]:
    """Return the diagram's text and, one line each, what of the map it does not say."""
    content = snapshot.content
    journey = content.get(Journey, journey_id)
    cells = _cells(content, journey_id)
    tasks = _tasks(content, cells)
    raw = _scores_are_raw(tasks)
    lines = ["journey", *_header(journey)]
    of_step: dict[str, list[str]] = {step_id: [] for step_id in cells}
    for task in tasks:
        of_step[task.cards[0].step_id or ""].append(_task_line(task, raw))
    for number, stage in enumerate(stages_of(content, journey_id)):
        if number or stage.title.strip():
            lines.append(f"    section {_name(stage.title) or _WORD_JOINER}")
        for step in steps_of(content, stage.id):
            lines += (f"      {each}" for each in (*of_step[step.id], *_comments(content, cells[step.id])))
    return "\n".join(lines) + "\n", tuple(_left_behind(content, journey, tasks, raw))


def _cells(content: Content, journey_id: str) -> dict[str, list[tuple[Lane, Card]]]:
    """Return the cards that start in each step, from left to right, with their lanes from top to bottom."""
    lanes = [(lane, cells_on(content, lane.id)) for lane in lanes_in_map_order(content, journey_id)]
    return {
        step.id: [(lane, card) for lane, cells in lanes for card in cells.get(step.id, ())]
        for step in columns_of(content, journey_id)
    }


def _header(journey: Journey) -> Iterator[str]:
    if title := _name(journey.title, _IN_TITLES):
        yield f"    title {title}"
    note = "\n".join(journey.note.strip().translate(_IN_DESCRIPTIONS).splitlines())
    note = _apart(_DIRECTIVE, note)
    if any(mark in note for mark in "\n#;") or note.startswith("{"):
        yield "    accDescr {"
        for line in map(str.strip, note.splitlines()):
            yield f"      {_WORD_JOINER if line.lower() == 'journey' else ''}{line}"
        yield "    }"
    elif note:
        yield f"    accDescr: {note}"


def _tasks(content: Content, cells: dict[str, list[tuple[Lane, Card]]]) -> list[_Task]:
    """Return one task per shared group of placed touchpoints, in column order."""
    groups: dict[str, list[tuple[Lane, Card]]] = {}
    for cell in cells.values():
        for lane, card in cell:
            if card.kind == "touchpoint":
                groups.setdefault(card.shared_id or card.id, []).append((lane, card))
    tasks = []
    for group in groups.values():
        personas = (persona_of(content, lane.swimlane_id) for lane, _ in group)
        actors = dict.fromkeys(persona.name for persona in personas if persona)
        tasks.append(_Task(tuple(card for _, card in group), tuple(actors)))
    return tasks


def _name(text: str, replaced: Mapping[int, str] = _IN_NAMES) -> str:
    """Return a text as Mermaid can hold it in a name."""
    text = _apart(_DIRECTIVE, text.translate(replaced).strip().strip("\ufeff").strip())
    return _WORD_JOINER + text if text.lower().startswith(_KEYWORDS) else text


def _task_line(task: _Task, raw: bool) -> str:
    actors = ", ".join(_name(actor.translate(_IN_ACTORS)) for actor in task.actors)
    if _is_number(actors):
        actors = _WORD_JOINER + actors
    title = _apart(_COMMENT, _name(task.cards[0].title))
    line = f"{title or _WORD_JOINER}: {_score(task, raw)}"
    return f"{line}: {actors}" if actors else line


def _apart(signs: re.Pattern[str], text: str) -> str:
    """Return the text with what is no more a pair of percent signs where they mean something else than themselves."""
    return signs.sub(lambda found: found[0].replace("%", f"%{_WORD_JOINER}"), text)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _score(task: _Task, raw: bool) -> str:
    written = task.cards[0].score
    if raw and written:
        return _name(written.translate(_IN_ACTORS))
    sentiments = [card.sentiment for card in task.cards if card.sentiment is not None]
    return f"{sum(sentiments) / len(sentiments) + 3:.4g}" if sentiments else _NEUTRAL


def _scores_are_raw(tasks: Iterable[_Task]) -> bool:
    """Return whether every task still means the raw score it was imported with.

    That is so where every sentiment is its score − 3, or, where scores leave 1–5, where all lie on one straight line
    from −2 to +2 between two whole numbers (the scale of the import, which is not kept).
    """
    points: set[tuple[float, float]] = set()
    usual = True
    for task in tasks:
        for card in task.cards:
            try:
                score = float(card.score or "")
            except ValueError:
                if card.score and card.sentiment is None:
                    continue
                return False
            usual = usual and 1 <= score <= 5
            if card.sentiment is not None:
                points.add((score, card.sentiment))
    if usual or not points:
        return all(abs(score - 3 - sentiment) < _SAME for score, sentiment in points)
    (low, worst), (high, best) = min(points), max(points)
    if high == low or best <= worst:
        return False
    slope = (best - worst) / (high - low)
    ends = (low + (end - worst) / slope for end in (-2, 2))
    on_line = all(abs(worst + (score - low) * slope - value) < _SAME for score, value in points)
    return on_line and all(abs(end - round(end)) < _SAME for end in ends)


def _comments(content: Content, cell: Iterable[tuple[Lane, Card]]) -> Iterator[str]:
    for lane, card in cell:
        if card.kind != "touchpoint":
            persona = persona_of(content, lane.swimlane_id)
            who = f" ({persona.name})" if persona else ""
            yield " ".join(f"%% {card.kind}{who}: {card.title}".split())


def _left_behind(content: Content, journey: Journey, tasks: Sequence[_Task], raw: bool) -> Iterator[str]:
    """Yield what the diagram does not say, only where there is any of it."""
    cards = cards_of(content, journey.id)
    kinds = Counter(card.kind for card in cards if card.lane_id and card.kind != "touchpoint")
    yield from (f"{count} {kind}{'' if count == 1 else 's'} (written as comments)" for kind, count in kinds.items())
    firsts = [task.cards[0] for task in tasks]
    titles = {step.id: step.title for step in columns_of(content, journey.id)}
    told = {card.step_id for card in firsts if card.title == titles[card.step_id or ""]}
    overrides = sum(len(overrides_of(content, swimlane.id)) for swimlane in swimlanes_of(content, journey.id))
    unsaid = 0 if raw else sum(all(card.sentiment is None for card in task.cards) for task in tasks)
    for count, one, more in (
        (len(unplaced_cards(content, journey.id)), "unplaced card", "unplaced cards"),
        (sum(bool(card.note) for card in cards), "note", "notes"),
        (sum(card.span > 1 for card in cards), "card over several steps", "cards over several steps"),
        (sum(bool(title) and key not in told for key, title in titles.items()), "step title", "step titles"),
        (len(connectors_of(content, journey.id)), "connector", "connectors"),
        (overrides, "emotion set by hand", "emotions set by hand"),
        (unsaid, "task without a sentiment (written as 3)", "tasks without a sentiment (written as 3)"),
        (sum(len({card.sentiment for card in task.cards}) > 1 for task in tasks), _APART, _APART),
        (bool(journey.goal), "goal", "goal"),
    ):
        if count:
            yield f"{int(count)} {one if count == 1 else more}"

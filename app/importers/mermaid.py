"""Mermaid journeys become maps: section → stage, task → step with a touchpoint for each actor, actor → persona."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from app.importers.mermaid_blocks import Block, blocks_in_diagram_file, blocks_in_markdown, is_markdown
from app.importers.mermaid_grammar import Diagram, Task, first_word, read_diagram
from app.importers.text import clean, read_text
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import DEFAULT_LANES, LaneKind
from app.models.places import as_text
from app.models.plan import ImportPlan, ImportWarning
from app.models.ranks import ranks_between
from app.models.records import AnyRecord, Card, Journey, Lane, Persona, Stage, Step, Swimlane

LIMITS: Final = {
    "bytes": 10_000_000,
    "lines": 1_000_000,
    "diagrams": 1_000,
    "sections": 20_000,
    "tasks": 20_000,
    "touchpoints": 100_000,
    "actors": 1_000,
}
"""What one file may have at most; more than one actor makes more than one touchpoint of a task."""

MOST_MARKDOWN_LINES: Final = 100_000
"""Of a Markdown page, whose parser needs more time and memory a line."""

_LIMITS: Final = "the limits are 10 MB and 20,000 tasks"

MOST_WARNINGS: Final = 1_000

USUAL_SCALE: Final = (1.0, 5.0)
"""What Mermaid's documentation says a score is; its parser checks nothing."""

Scale = tuple[float, float]
"""The scores that stand for the worst (−2) and the best (+2) sentiment."""

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_WHOLE_MAP_LANES: Final[tuple[LaneKind, ...]] = ("touchpoints", "emotion")


def read_mermaid(path: Path, scale: Scale | None = None) -> ImportPlan:
    """Return the journeys of a `.mmd`, `.mermaid` or Markdown file; raises InputError where there is none."""
    return read_mermaid_text(read_text(path, LIMITS["bytes"], _LIMITS), as_text(path.name), scale)


def read_mermaid_text(text: str, source: str, scale: Scale | None = None) -> ImportPlan:
    """Return the journeys of a text; the ending of its source's name says whether it is Markdown.

    Where the scores of a diagram leave 1–5, `scale` says what they mean; without it the sentiments stay empty.
    """
    warnings = _Warnings(source)
    text = clean(text)
    limits = LIMITS | ({"lines": MOST_MARKDOWN_LINES} if is_markdown(source) else {})
    size = {"bytes": len(text.encode("utf-8", "replace")), "lines": sum(1 for _ in _LINE_END.finditer(text))}
    _check_limits(source, size, limits)
    diagrams = _diagrams(text, source, warnings)
    _check_limits(source, _sizes(diagrams), LIMITS)
    personas: dict[str, Persona] = {}
    journeys: list[AnyRecord] = []
    ranks = ranks_between(None, None, len(diagrams))
    for diagram, rank in zip(diagrams, ranks, strict=True):
        _check_scores(diagram, scale, warnings)
        journeys += _records(diagram, rank, Path(source).stem, personas, scale)
    ranked = zip(personas.values(), ranks_between(None, None, len(personas)), strict=True)
    people = (Persona(id=persona.id, name=persona.name, rank=rank) for persona, rank in ranked)
    return ImportPlan(f"Import {source}", (*people, *journeys), warnings.all())


class _Warnings:
    """Collects warnings on one source, at most so many that a list can hold them."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._items: list[ImportWarning] = []
        self._more = 0

    def __call__(self, line: int | None, text: str) -> None:
        if len(self._items) < MOST_WARNINGS:
            self._items.append(ImportWarning(self._source, line, text))
        else:
            self._more += 1

    def all(self) -> tuple[ImportWarning, ...]:
        if not self._more:
            return tuple(self._items)
        return (*self._items, ImportWarning(self._source, None, f"… and {self._more:,} warnings more."))


def _diagrams(text: str, source: str, warnings: _Warnings) -> list[Diagram]:
    """Return the journeys of a file; raises InputError that says what is there instead where there is none."""
    blocks = blocks_in_markdown(text) if is_markdown(source) else blocks_in_diagram_file(text)
    none_yet = not is_markdown(source) and not any(_is_journey(block) for block in blocks)
    if none_yet and "```" in text and text.count("\n") <= MOST_MARKDOWN_LINES:
        blocks = blocks_in_markdown(text)
    journeys = [read_diagram(block, warnings) for block in blocks if _is_journey(block)]
    if not journeys:
        others = sorted({first_word(block) for block in blocks} - {""})
        found = f"; it begins with “{others[0]}”" if len(others) == 1 else ""
        raise InputError(f"{source} holds no Mermaid journey{found}; nothing was imported.")
    return journeys


def _is_journey(block: Block) -> bool:
    return first_word(block).lower() == "journey"


def _sizes(diagrams: Sequence[Diagram]) -> dict[str, int]:
    return {
        "diagrams": len(diagrams),
        "sections": sum(len(diagram.sections) for diagram in diagrams),
        "tasks": sum(len(section.tasks) for diagram in diagrams for section in diagram.sections),
        "touchpoints": sum(max(1, len(task.actors)) for diagram in diagrams for task in diagram.tasks),
        "actors": len({actor for diagram in diagrams for task in diagram.tasks for actor in task.actors}),
    }


def _check_limits(source: str, sizes: Mapping[str, int], limits: Mapping[str, int]) -> None:
    for what, size in sizes.items():
        if size > limits[what]:
            own = "" if what in ("bytes", "tasks") else f", and {limits[what]:,} {what}"
            raise InputError(f"{source} has {size:,} {what}; {_LIMITS}{own}; nothing was imported.")


def _check_scores(diagram: Diagram, scale: Scale | None, warnings: _Warnings) -> None:
    used = _scale_of(diagram, scale)
    if used is None:
        scores = [task.number for task in diagram.tasks if task.number is not None]
        warnings(
            diagram.line,
            f"The scores go from {min(scores):g} to {max(scores):g} instead of 1 to 5: say what they mean (a scale); "
            "until then the sentiments stay empty.",
        )
        return
    for task in diagram.tasks:
        if task.number is not None and not _is_on(task.number, used):
            warnings(
                task.line, f"The score {task.score} is outside {used[0]:g}–{used[1]:g}; the sentiment stays empty."
            )


def _is_on(score: float, scale: Scale) -> bool:
    """Return whether a score lies on a scale, from worst to best or, as marks at school, the other way round."""
    return min(scale) <= score <= max(scale)


def _scale_of(diagram: Diagram, scale: Scale | None) -> Scale | None:
    low, high = USUAL_SCALE
    usual = all(task.number is None or low <= task.number <= high for task in diagram.tasks)
    return USUAL_SCALE if usual else scale


def _sentiment(task: Task, scale: Scale | None) -> float | None:
    """Return −2 … +2 for a score on the scale; score − 3 on the usual one."""
    if scale is None or task.number is None or not _is_on(task.number, scale):
        return None
    return round((task.number - scale[0]) / (scale[1] - scale[0]) * 4 - 2, 9) + 0.0


def _records(
    diagram: Diagram, rank: str, stem: str, personas: dict[str, Persona], scale: Scale | None
) -> list[AnyRecord]:
    title, note = diagram.title or diagram.accessible_title or stem, diagram.description
    if diagram.title and diagram.accessible_title:
        note = "\n".join(filter(None, (diagram.accessible_title, note)))
    journey = Journey(id=new_id(), rank=rank, title=title, note=note)
    columns, steps = _columns(diagram, journey.id)
    bands, touchpoint_lanes = _bands(diagram, journey.id, personas)
    used = _scale_of(diagram, scale)
    tasks = list(diagram.tasks)
    cards: list[AnyRecord] = []
    for task, step, card_rank in zip(tasks, steps, ranks_between(None, None, len(tasks)), strict=True):
        shared_id = new_id() if len(task.actors) > 1 else None
        cards += (
            Card(
                id=new_id(),
                journey_id=journey.id,
                kind="touchpoint",
                title=task.title,
                lane_id=touchpoint_lanes[actor],
                step_id=step.id,
                rank=card_rank,
                sentiment=_sentiment(task, used),
                shared_id=shared_id,
                score=task.score,
            )
            for actor in task.actors or (None,)
        )
    return [journey, *columns, *bands, *cards]


def _columns(diagram: Diagram, journey_id: str) -> tuple[list[AnyRecord], list[Step]]:
    """Return stages with their steps, and the step of each task; a stage without tasks is one plain column."""
    records: list[AnyRecord] = []
    of_tasks: list[Step] = []
    ranks = ranks_between(None, None, len(diagram.sections))
    for section, rank in zip(diagram.sections, ranks, strict=True):
        stage = Stage(id=new_id(), journey_id=journey_id, rank=rank, title=section.title)
        titles = [task.title for task in section.tasks] or [""]
        steps = [
            Step(id=new_id(), stage_id=stage.id, rank=step_rank, title=title)
            for title, step_rank in zip(titles, ranks_between(None, None, len(titles)), strict=True)
        ]
        records += [stage, *steps]
        of_tasks += steps if section.tasks else []
    return records, of_tasks


def _bands(
    diagram: Diagram, journey_id: str, personas: dict[str, Persona]
) -> tuple[list[AnyRecord], dict[str | None, str]]:
    """Return swimlanes and lanes, and the touchpoints lane of each actor; none = the whole map.

    New actors are added to `personas`, which all diagrams of an import share, by name.
    """
    actors = list(dict.fromkeys(actor for task in diagram.tasks for actor in task.actors))
    records: list[AnyRecord] = []
    lane_of: dict[str | None, str] = {}
    if any(not task.actors for task in diagram.tasks):
        lanes = _lanes(journey_id, None, _WHOLE_MAP_LANES)
        lane_of[None] = lanes[0].id
        records += lanes
    for actor, rank in zip(actors, ranks_between(None, None, len(actors)), strict=True):
        persona = personas.setdefault(actor, Persona(id=new_id(), name=actor, rank="V"))
        swimlane = Swimlane(id=new_id(), journey_id=journey_id, persona_id=persona.id, rank=rank)
        lanes = _lanes(journey_id, swimlane.id, DEFAULT_LANES)
        lane_of[actor] = next(lane.id for lane in lanes if lane.kind == "touchpoints")
        records += [swimlane, *lanes]
    return records, lane_of


def _lanes(journey_id: str, swimlane_id: str | None, kinds: tuple[LaneKind, ...]) -> list[Lane]:
    return [
        Lane(id=new_id(), journey_id=journey_id, swimlane_id=swimlane_id, kind=kind, rank=rank)
        for kind, rank in zip(kinds, ranks_between(None, None, len(kinds)), strict=True)
    ]

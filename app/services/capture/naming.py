"""What names in a sentence can mean on a map: places, personas, tags."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from operator import is_
from typing import Any, Final

from app.models.content import Content, persona_of, stages_of, steps_of, swimlanes_of
from app.models.names import folded, same_name
from app.models.records import Stage, Step, Tag
from app.services.capture.sentence import WHOLE_MAP, Choice, Role, State
from app.services.names import fold, score

_ALIKE: Final = 5
"""How many names that are alike are offered for an unknown one."""

_MISTYPED: Final = 0.6
"""How much of two words that are the same but for mistakes is the same at least, 0 … 1 (difflib's ratio)."""

_BETWEEN: Final = re.compile(r"\s*[/›>]\s*")


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """Return the form in which names compare here: folded, a stage and its step joined by a slash however written."""
    return _BETWEEN.sub("/", folded(name))


@dataclass(slots=True)
class Names:
    """The names of one role: what each can mean, in map order."""

    role: Role
    meanings: dict[str, list[tuple[str, Choice]]] = field(default_factory=dict)
    paths: dict[str, list[tuple[str, Choice]]] = field(default_factory=dict)
    longest: int = 1

    def add(self, name: str, choice: Choice, *, is_path: bool = False) -> None:
        """Let a name mean something; a path ("Purchase › Pay") is found only when it is written in full."""
        if key := key_of(name):
            self.longest = max(self.longest, len(name.split()))
            into = self.paths if is_path else self.meanings
            into.setdefault(key, []).append((same_name(name), choice))

    def whole(self, name: str) -> tuple[Choice, ...]:
        """Return what a whole name can mean: that which is written exactly so, else all that differ by case only."""
        key = key_of(name)
        found = self.meanings.get(key) or self.paths.get(key) or []
        exact = [choice for written, choice in found if written == same_name(name)]
        return _distinct(exact or [choice for _, choice in found])

    def beginning(self, start: str) -> tuple[Choice, ...]:
        """Return what names that begin so can mean."""
        key = key_of(start)
        return _distinct(choice for name, found in self.meanings.items() if name.startswith(key) for _, choice in found)

    def alike(self, name: str) -> tuple[Choice, ...]:
        """Return what the names that are most like one mean, the best first."""
        query = fold(name)
        scored = [
            (found, place, choice)
            for place, (written, choice) in enumerate(self)
            if (found := score(query, fold(written))) is not None
        ]
        return _distinct(choice for *_, choice in sorted(scored, key=lambda each: each[:2]))[:_ALIKE]

    def nearest(self, name: str) -> tuple[Choice, ...]:
        """Return what the names mean that are most like one, or like it but for mistakes, the best first."""
        query = fold(name)
        mistyped = [(_likeness(query, fold(written)), place, choice) for place, (written, choice) in enumerate(self)]
        close = sorted((each for each in mistyped if each[0] >= _MISTYPED), key=lambda each: (-each[0], each[1]))
        return first_of_each((*self.alike(name), *(choice for *_, choice in close)))

    def mean(self, choice: Choice) -> bool:
        """Return whether what was chosen is there (still)."""
        every = (*self.meanings.values(), *self.paths.values())
        return any(each.value == choice.value for found in every for _, each in found)

    def __iter__(self) -> Iterator[tuple[str, Choice]]:
        """Yield each name that is no path with what it means."""
        for found in self.meanings.values():
            yield from found


def _distinct(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return the choices, one for each value."""
    return tuple({choice.value: choice for choice in choices}.values())


def first_of_each(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return the choices, the first for each value: what comes first is called as it is there."""
    found: dict[str, Choice] = {}
    for choice in choices:
        found.setdefault(choice.value, choice)
    return tuple(found.values())


def _likeness(query: str, name: str) -> float:
    """Return how much of a name, or of the most alike of its words, is the same as what was written, 0 … 1."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(query)
    best = 0.0
    for part in (name, *name.split()):
        matcher.set_seq1(part)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best


def places_near(content: Content, journey_id: str, name: str) -> tuple[Choice, ...]:
    """Return what a place can mean that is called like none: the names most like it, then the stages, then the steps.

    Within each in map order; a place that has no name is called nothing.
    """
    stages = [(stage, steps_of(content, stage.id)) for stage in stages_of(content, journey_id)]
    firsts = [Choice("place", steps[0].id, stage.title) for stage, steps in stages if steps]
    others = [Choice("place", step.id, column_in_words(stage, step)) for stage, steps in stages for step in steps]
    return first_of_each((*places_on(content, journey_id).nearest(name), *firsts, *others))


_made: dict[Role, tuple[tuple[Any, ...], Names]] = {}
"""The names that were gathered last, with what they were gathered from: a key pressed seldom changes a name."""


def _gathered(role: Role, source: tuple[Any, ...], gather: Callable[[Names], None]) -> Names:
    """Return the names of what is the same as the last time, else gather them anew."""
    known = _made.get(role)
    if known is not None and len(known[0]) == len(source) and all(map(is_, known[0], source)):
        return known[1]
    names = Names(role)
    gather(names)
    _made[role] = (source, names)
    return names


def names_of(content: Content, journey_id: str, role: Role) -> Names:
    """Return the names that can stand behind the sign of a role."""
    if role == "place":
        return places_on(content, journey_id)
    return personas_on(content, journey_id) if role == "persona" else tags_of_all(content)


def places_on(content: Content, journey_id: str) -> Names:
    """Return the names of stages and steps: a stage means its first step, or its step of the same name."""
    stages = stages_of(content, journey_id)
    steps_by_stage = [steps_of(content, stage.id) for stage in stages]

    def gather(names: Names) -> None:
        for stage, steps in zip(stages, steps_by_stage, strict=True):
            if steps:
                _add_stage(names, stage, steps)

    return _gathered("place", (*stages, *steps_by_stage), gather)


def _add_stage(names: Names, stage: Stage, steps: Sequence[Step]) -> None:
    labels = {step.id: column_in_words(stage, step) for step in steps}
    alike = [step for step in steps if key_of(step.title) == key_of(stage.title)]
    meant = (alike or steps)[0]
    label = labels[meant.id] if alike else stage.title
    names.add(stage.title, Choice("place", meant.id, label))
    for step in steps:
        names.add(step.title, Choice("place", step.id, labels[step.id]))
        if step.title.strip():
            names.add(labels[step.id], Choice("place", step.id, labels[step.id]), is_path=True)


def column_in_words(stage: Stage, step: Step) -> str:
    """Return what a column is called: its stage and, where it has a title, its step."""
    return " › ".join(filter(str.strip, (stage.title, step.title)))


def personas_on(content: Content, journey_id: str) -> Names:
    """Return the names of the personas that have a swimlane, and "whole map"."""
    swimlanes = swimlanes_of(content, journey_id)
    personas = [persona_of(content, swimlane.id) for swimlane in swimlanes]

    def gather(names: Names) -> None:
        for swimlane, persona in zip(swimlanes, personas, strict=True):
            if persona is not None:
                names.add(persona.name, Choice("persona", swimlane.id, persona.name))
        names.add("whole map", Choice("persona", WHOLE_MAP, "Whole map"), is_path=True)

    return _gathered("persona", (*swimlanes, *personas), gather)


def tags_of_all(content: Content) -> Names:
    """Return the names of the tags of the workspace."""
    tags = tuple(content.all(Tag).values())

    def gather(names: Names) -> None:
        for tag in tags:
            names.add(tag.name, Choice("tag", tag.id, tag.name))

    return _gathered("tag", tags, gather)


def state_of(choices: tuple[Choice, ...]) -> State:
    """Return whether a name is known by what it can mean."""
    return "known" if len(choices) == 1 else "ambiguous" if choices else "unknown"

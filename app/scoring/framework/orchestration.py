"""Who does what when: each step's owner, team, channel, resource and days, and where two plans clash."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.models.content import Content, steps_of
from app.models.content import stages_of as stages_in
from app.models.names import folded, same_name
from app.models.records import Channel, Department, Journey, Owner, Stage, Step
from app.scoring.framework.scope import journeys_in_use

Needed = Literal["owner", "resource"]
"""What two steps need on the same days."""

Days = tuple[str, str]
"""The first and the last day, YYYY-MM-DD, both included."""


@dataclass(frozen=True, slots=True)
class StepPlan:
    """A step with who does it: owner, team, the channel it goes by, a resource it needs, its first and last day."""

    journey: Journey
    stage: Stage
    step: Step
    owner: Owner | None
    team: Department | None
    channel: Channel | None

    @property
    def days(self) -> Days | None:
        """Return the days that it takes: one where only its first or its last is known; none where neither is."""
        start, end = self.step.starts_on, self.step.ends_on
        known = [day for day in (start, end) if day is not None]
        return (min(known), max(known)) if known else None

    @property
    def said(self) -> bool:
        """Whether anybody planned anything of it."""
        there = (self.owner, self.team, self.channel, self.days)
        return any(each is not None for each in there) or bool(self.step.resource.strip())


class Clash(NamedTuple):
    """Two steps that need the same owner or resource on the same days."""

    needed: Needed
    name: str
    first: StepPlan
    second: StepPlan
    days: Days


def orchestration_of(content: Content, journey_ids: Sequence[str] | None = None) -> tuple[StepPlan, ...]:
    """Return the plan of every step, from left to right: of some journeys, or of all in use, to-be ones too."""
    wanted = None if journey_ids is None else set(journey_ids)
    return tuple(
        StepPlan(
            journey,
            stage,
            step,
            content.find(Owner, step.owner_id),
            content.find(Department, step.team_id),
            content.find(Channel, step.channel_id),
        )
        for journey in journeys_in_use(content)
        if wanted is None or journey.id in wanted
        for stage in stages_in(content, journey.id)
        for step in steps_of(content, stage.id)
    )


def clashes_in(plans: Iterable[StepPlan]) -> tuple[Clash, ...]:
    """Return the pairs of steps that need one owner or one resource on the same days, by their first shared day.

    Resources are one where they differ in case and spaces only. Steps without a day clash with nothing; a step and the
    one that a to-be has in its place are two plans of one thing, and do not clash either.
    """
    needs: defaultdict[tuple[Needed, str], list[tuple[Days, StepPlan]]] = defaultdict(list)
    for plan in plans:
        days = plan.days
        if days is not None:
            if plan.owner is not None:
                needs["owner", plan.owner.id].append((days, plan))
            if plan.step.resource.strip():
                needs["resource", folded(plan.step.resource)].append((days, plan))
    found = []
    for (needed, _), dated in needs.items():
        ahead: list[tuple[Days, StepPlan]] = []
        for days, plan in sorted(dated, key=lambda each: each[0]):  # stable: as on the maps where they begin together
            ahead = [each for each in ahead if each[0][1] >= days[0]]
            for before, other in ahead:
                if not _one_thing(other.step, plan.step):
                    shared = (days[0], min(before[1], days[1]))
                    name = plan.owner.name if needed == "owner" and plan.owner else same_name(other.step.resource)
                    found.append(Clash(needed, name, other, plan, shared))
            ahead.append((days, plan))
    return tuple(sorted(found, key=lambda clash: (clash.days, clash.needed, clash.name)))


def _one_thing(one: Step, other: Step) -> bool:
    origins = {one.origin_id or one.id, other.origin_id or other.id}
    return len(origins) == 1


def unowned(plans: Iterable[StepPlan]) -> tuple[StepPlan, ...]:
    """Return the plans of the steps that nobody owns."""
    return tuple(plan for plan in plans if plan.owner is None)

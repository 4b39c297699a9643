"""The framework as lists in CSV or XLSX: portfolio, stakeholders, tools, silos, orchestration, message plan.

They are written for people and spreadsheets, not to be read back. Days are YYYY-MM-DD; what is not known is empty.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from app.exporters.sheets import Cell, Sheet
from app.layout.framework_words import FRAMEWORK
from app.layout.words import ENGLISH, Words
from app.models.content import Content
from app.scoring.framework.messages import message_plan
from app.scoring.framework.orchestration import StepPlan, clashes_in, orchestration_of
from app.scoring.framework.portfolio import portfolio_of
from app.scoring.framework.registers import overlaps_of, silos_of, stakeholders_of, tool_uses
from app.scoring.framework.scope import journeys_in_use
from app.scoring.map_lists import step_title


class _List(NamedTuple):
    """A list: the keys of its headings with how wide each column is in letters, and what yields its rows."""

    columns: Mapping[str, int]
    rows: Callable[[Content, date, Words], Iterable[list[Cell]]]


def framework_sheet(content: Content, name: str, today: date, words: Words = FRAMEWORK) -> Sheet:
    """Return one of the lists as a table; `today` says what is overdue. Raises KeyError for a list there is not."""
    made = LISTS[name]
    heads: list[Cell] = [words[f"heading {key}"] for key in made.columns]
    rows = [heads, *made.rows(content, today, words)]
    return Sheet(words[f"framework list {name}"], tuple(made.columns.values()), rows)


def _names(records: Iterable[object]) -> str:
    """Return names or titles, one a line."""
    return "\n".join(str(getattr(each, "title", "") or getattr(each, "name", "")) for each in records)


def _name(record: object | None) -> str:
    return "" if record is None else _names([record])


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _portfolio(content: Content, today: date, words: Words) -> Iterator[list[Cell]]:
    for row in portfolio_of(content, today):
        journey, feels, proven, review = row.journey, row.experience, row.proven, row.review
        yield [
            journey.title,
            journey.level,
            journey.state,
            ENGLISH[f"value {journey.status}"],
            _name(row.stage),
            _name(row.owner),
            _name(row.department),
            None if feels.value is None else round(feels.value, 1),
            feels.n if feels.value is not None else None,
            row.pains,
            row.pains_below,
            *((proven.validated, proven.emerging, proven.assumption) if journey.state == "current" else (None,) * 3),
            row.opportunities,
            _names(row.to_be),
            journey.objective,
            journey.objective_metric,
            journey.objective_target,
            journey.scope,
            _day(review.last),
            _day(review.next),
            words[f"review {review.state}"],
            review.late or None,
        ]


def _stakeholders(content: Content, today: date, _: Words) -> Iterator[list[Cell]]:
    for row in stakeholders_of(content, today):
        who = row.stakeholder
        said: list[Cell] = [who.name, who.role, _name(row.department), who.interest or "", who.influence or ""]
        said += [who.wants, _names(row.journeys)]
        for ask in row.asks or (None,):
            if ask is None:
                yield [*said, *("",) * 5]
            else:
                yield [*said, ask.title, ask.status, ask.asked_on or "", ask.due_on or "", ask.answer]


def _tools(content: Content, _: date, __: Words) -> Iterator[list[Cell]]:
    beside: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for overlap in overlaps_of(content):
        for tool in overlap.tools:
            beside[tool.id] |= {each.id: each.name for each in overlap.tools if each.id != tool.id}
    for use in tool_uses(content):
        yield [
            use.tool.name,
            use.tool.category,
            _name(use.department),
            use.purpose,
            len(use.cards),
            "\n".join(dict.fromkeys(card.title for card in use.cards)),
            "\n".join(beside[use.tool.id].values()),
        ]


def _silos(content: Content, _: date, words: Words) -> Iterator[list[Cell]]:
    found = silos_of(content)
    for crossing in found.steps:
        where = step_title(content, crossing.step.id)
        yield [words["silo step"], crossing.journey.title, where, *("",) * 4, _names(crossing.departments), ""]
    for each in found.hand_offs:
        yield [
            words["silo hand-off"],
            each.journey.title,
            step_title(content, each.start.step_id),
            each.start.title,
            each.end.title,
            each.source.name,
            each.target.name,
            "",
            words[f"hand-off {each.state}"],
        ]


def _orchestration(content: Content, _: date, __: Words) -> Iterator[list[Cell]]:
    plans = orchestration_of(content)
    clashing: defaultdict[str, list[str]] = defaultdict(list)
    for clash in clashes_in(plans):
        for one, other in ((clash.first, clash.second), (clash.second, clash.first)):
            clashing[one.step.id].append(f"{clash.name}: {_place(content, other)}")
    for plan in plans:
        yield [
            plan.journey.title,
            plan.stage.title,
            plan.step.title,
            _name(plan.owner),
            _name(plan.team),
            _name(plan.channel),
            plan.step.resource,
            plan.step.starts_on or "",
            plan.step.ends_on or "",
            "\n".join(clashing[plan.step.id]),
        ]


def _place(content: Content, plan: StepPlan) -> str:
    return f"{plan.journey.title} · {step_title(content, plan.step.id)}"


def _messages(content: Content, _: date, __: Words) -> Iterator[list[Cell]]:
    for journey in journeys_in_use(content):
        for each in message_plan(content, journey).messages:
            yield [
                journey.title,
                journey.state,
                each.stage.title,
                each.step.title,
                _name(each.persona),
                each.card.title,
                _name(each.channel),
                _name(each.owner),
                each.starts_on or "",
                each.ends_on or "",
            ]


_PLACE: Final = {"journey": 32, "of stage": 24, "step": 24}
_DAYS: Final = {"first day": 12, "last day": 12}

LISTS: Final[Mapping[str, _List]] = {
    "portfolio": _List(
        {"journey": 32, "level": 12, "state": 9, "status": 11, "stage": 20, "owner": 18, "department": 18}
        | {"experience": 12, "n": 9, "pains": 9, "pains below": 12, "validated": 10, "emerging": 10, "assumption": 11}
        | {"opportunities": 13, "to-be": 28, "objective": 36, "metric": 24, "target": 18, "scope": 36}
        | {"last review": 12, "next review": 12, "review": 15, "days late": 10},
        _portfolio,
    ),
    "stakeholders": _List(
        {"stakeholder": 22, "role": 22, "department": 18, "interest": 10, "influence": 10, "wants": 36, "journeys": 28}
        | {"ask": 36, "status": 10, "asked on": 12, "due on": 12, "answer": 36},
        _stakeholders,
    ),
    "tools": _List(
        {"tool": 22, "category": 18, "department": 18, "purpose": 32, "uses": 8, "touchpoints": 36, "overlaps": 22},
        _tools,
    ),
    "silos": _List(
        {"what": 10, "journey": 28, "step": 24, "from": 28, "to": 28, "from department": 18, "to department": 18}
        | {"departments": 22, "state": 12},
        _silos,
    ),
    "orchestration": _List(
        _PLACE | {"owner": 18, "team": 18, "channel": 16, "resource": 18} | _DAYS | {"clashes": 40}, _orchestration
    ),
    "messages": _List(
        {
            "journey": 28,
            "state": 9,
            "of stage": 20,
            "step": 20,
            "persona": 16,
            "message": 44,
            "channel": 16,
            "owner": 18,
        }
        | _DAYS,
        _messages,
    ),
}
"""The lists by name."""

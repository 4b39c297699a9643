"""Actions as iCalendar and as lists, read back by a strict reader of RFC 5545."""

import re
from datetime import UTC, date, datetime
from typing import NamedTuple

from app.exporters.decision_lists import LISTS, decision_sheet
from app.exporters.ics import write_ics
from app.models.content import Content
from app.models.records import (
    Action,
    AnyRecord,
    Boundary,
    Decision,
    Opportunity,
    OpportunityBoundary,
    Owner,
    Solution,
    SolutionOpportunity,
    Workspace,
)
from app.models.snapshot import Snapshot

AT = datetime(2026, 11, 22, 13, 45, tzinfo=UTC)
LONG = "Order the second window; ask three makers, not one \\ two — 車站の窓口を 🚉 " * 3


class Part(NamedTuple):
    """A component: its name, its properties (name with parameters → value) and those inside it."""

    name: str
    properties: dict[str, str]
    parts: "list[Part]"


def read_calendar(data: bytes) -> Part:
    """Return the calendar; fails where a line is too long or is no property, or a part is not closed."""
    assert data.endswith(b"\r\n")
    physical: list[bytes] = data.split(b"\r\n")[:-1]
    assert not any(b"\r" in line or b"\n" in line for line in physical)
    assert all(0 < len(line) <= 75 for line in physical)
    lines: list[str] = []
    for each in physical:
        decoded = each.decode()  # a letter that is cut in two is no UTF-8
        if decoded.startswith(" "):
            lines[-1] += decoded[1:]
        else:
            lines.append(decoded)
    open_parts = [Part("", {}, [])]
    for line in lines:
        match = re.fullmatch(r"([A-Z-]+(?:;[A-Z-]+=[A-Za-z-]+)*):([^\x00-\x08\x0a-\x1f\x7f]*)", line)
        assert match, line
        name, value = match.groups()
        if name == "BEGIN":
            open_parts.append(Part(value, {}, []))
        elif name == "END":
            ended = open_parts.pop()
            assert ended.name == value
            open_parts[-1].parts.append(ended)
        else:
            assert name not in open_parts[-1].properties
            open_parts[-1].properties[name] = value
    (root,) = open_parts
    (calendar,) = root.parts
    assert (calendar.name, calendar.properties["VERSION"]) == ("VCALENDAR", "2.0")
    assert calendar.properties["PRODID"]
    return calendar


def text(value: str) -> str:
    """Return a text value without its backslashes; fails where one is missing or stands before anything else."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def snapshot() -> Snapshot:
    records: list[AnyRecord] = [
        Workspace(id="0", title="Northwind, Rail"),
        Owner(id="o", name="Ada; Byron", rank="V"),
        Opportunity(id="p", rank="V", title="A second counter"),
        Opportunity(id="q", rank="W", title="Sell the data"),
        Solution(id="s", rank="V", title="A second window", status="chosen"),
        SolutionOpportunity(solution_id="s", opportunity_id="p"),
        Boundary(id="b", rank="V", title="We sell no data"),
        OpportunityBoundary(opportunity_id="q", boundary_id="b"),
        Decision(id="d", rank="A", opportunity_id="p", kind="later", decided_on="2026-11-01"),
        Decision(
            id="e", rank="B", opportunity_id="p", kind="will do", decided_on="2026-11-18", reason="Cheap", owner_id="o"
        ),
        Action(
            id="a", rank="A", title=LONG, owner_id="o", due_on="2026-12-31", solution_id="s", note="One\r\ntwo\x07, 3"
        ),
        Action(id="b", rank="B", title="Ask", status="done", done_on="2026-11-20", opportunity_id="p"),
        Action(id="c", rank="C", title="", status="dropped", due_on="2026-02-28"),
    ]
    return Snapshot(Content(records), 0, "n.clew")


def test_actions_are_tasks_with_their_day_and_status():
    data, notes = write_ics(snapshot(), AT)
    calendar = read_calendar(data)
    assert text(calendar.properties["X-WR-CALNAME"]) == "Northwind, Rail"
    assert {part.name for part in calendar.parts} == {"VTODO"}
    first, second, third = (part.properties for part in calendar.parts)
    assert (first["UID"], first["DTSTAMP"], first["DUE;VALUE=DATE"]) == ("a", "20261122T134500Z", "20261231")
    assert text(first["SUMMARY"]) == " ".join(LONG.split())
    assert text(first["DESCRIPTION"]) == "Owner: Ada; Byron\nSolution: A second window\nOne\ntwo, 3"
    assert (second["STATUS"], second["COMPLETED"]) == ("COMPLETED", "20261120T120000Z")
    assert "DUE;VALUE=DATE" not in second
    assert (third["STATUS"], third["SUMMARY"]) == ("CANCELLED", "Untitled")
    assert notes == []
    assert data == write_ics(snapshot(), AT)[0]


def test_events_are_whole_days_and_leave_out_what_has_none():
    data, notes = write_ics(snapshot(), AT, events=True)
    first, second = read_calendar(data).parts
    assert (first.name, first.properties["UID"]) == ("VEVENT", "a-event")
    assert (first.properties["DTSTART;VALUE=DATE"], first.properties["DTEND;VALUE=DATE"]) == ("20261231", "20270101")
    assert (first.properties["STATUS"], second.properties["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert notes == ["Left out: 1 action without a day, which can’t be events"]
    assert read_calendar(write_ics(Snapshot(Content([Workspace(id="0", title="")]), 0, ""), AT)[0]).parts == []
    never = Content([Workspace(id="0", title=""), Action(id="n", rank="V", title="Some day", due_on="9999-12-31")])
    (last,) = read_calendar(write_ics(Snapshot(never, 0, ""), AT, events=True)[0]).parts
    assert "DTEND;VALUE=DATE" not in last.properties


def test_lists_tell_what_is_overdue_overturned_and_out_of_bounds():
    content = snapshot().content
    found = {name: list(decision_sheet(content, name, date(2026, 12, 1)).rows) for name in LISTS}
    assert all(len(row) == len(rows[0]) for rows in found.values() for row in rows)
    assert [row[:5] for row in found["actions"][1:]] == [
        [LONG, "to do", "Ada; Byron", "2026-12-31", ""],
        ["", "dropped", "", "2026-02-28", ""],
        ["Ask", "done", "", "", ""],
    ]
    assert decision_sheet(content, "actions", date(2027, 1, 1)).rows
    assert list(decision_sheet(content, "actions", date(2027, 1, 1)).rows)[1][4] == "yes"
    assert found["decisions"][1:] == [
        ["A second counter", "will do", "2026-11-18", "Ada; Byron", "Cheap", "", "", None],
        ["A second counter", "later", "2026-11-01", "", "", "yes", "", None],
        ["Sell the data", "open", "", "", "", "", "We sell no data", None],
    ]
    assert found["solutions"][1][:3] == ["A second window", "chosen", "A second counter"]

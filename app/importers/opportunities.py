"""A list of opportunities from a CSV or XLSX file: columns by their names, journeys by their titles."""

from collections.abc import Iterator
from pathlib import Path

from app.importers.scores import ScoreReader
from app.importers.tables import Row, Table, read_table
from app.models.content import Content, journeys_in_tree_order
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import DECISIONS, DecisionKind
from app.models.names import folded
from app.models.plan import ImportPlan, ImportWarning
from app.models.ranks import ranks_between
from app.models.records import AnyRecord, Decision, Journey, Opportunity, OpportunityJourney
from app.models.tables import OPPORTUNITY_COLUMNS
from app.scoring.score_columns import PLAIN_COLUMNS, is_computed


def read_opportunities(path: Path, content: Content) -> ImportPlan:
    """Return the opportunities of a list, linked to the journeys of the workspace whose titles stand in its rows.

    Needs a column `title`; columns of scores are called as in `app.scoring.score_columns`. What cannot be understood is
    left out with a warning that names its line. Raises FileError, InputError with one line.
    """
    table = read_table(path, OPPORTUNITY_COLUMNS)
    return _Reader(table, content).plan()


class _Reader:
    def __init__(self, table: Table, content: Content) -> None:
        self._table = table
        self._warnings: list[ImportWarning] = []
        self._line: int | None = table.header_line
        self._journeys: dict[str, list[Journey]] = {}
        for journey in journeys_in_tree_order(content):
            self._journeys.setdefault(folded(journey.title), []).append(journey)
        self._scores = ScoreReader(table, content, self._warn)
        self._there = {folded(each.title) for each in content.all(Opportunity).values()}

    def plan(self) -> ImportPlan:
        """Return all that the rows hold."""
        table = self._table
        if "title" not in table.columns:
            there = ", ".join(f"“{name}”" for name in table.columns if name)
            raise InputError(
                f"{table.source}, line {table.header_line}: no column is called “title”, only {there}; nothing was "
                "imported. Call the column with the opportunities “title” and try again."
            )
        for name, heading in dict(zip(table.columns, table.headings, strict=True)).items():
            if name and not (name in PLAIN_COLUMNS or is_computed(heading) or self._scores.has(heading)):
                self._warn(
                    f"Left out: the column “{name}” is none of {', '.join(OPPORTUNITY_COLUMNS)}, nor a criterion."
                )
        records: list[AnyRecord] = []
        for row, rank in zip(table.rows, ranks_between(None, None, len(table.rows)), strict=True):
            self._line = row[0]
            records += self._records(row, rank)
        return ImportPlan(f"Import {table.source}", (*self._scores.needed, *records), tuple(self._warnings))

    def _warn(self, text: str) -> None:
        self._warnings.append(ImportWarning(self._table.source, self._line, text))

    def _records(self, row: Row, rank: str) -> Iterator[AnyRecord]:
        cells = self._table.cells(row)
        title = cells["title"]
        if not title:
            self._warn("Left out: the row has no title.")
            return
        if folded(title) in self._there:
            self._warn(f"There is an opportunity “{title}” already; this adds a second one.")
        opportunity = Opportunity(
            id=new_id(),
            rank=rank,
            title=title,
        )
        yield opportunity
        yield from self._scores.of(row, opportunity.id)
        kind, reason = self._decision(cells.get("decision", "")), cells.get("reason", "")
        if kind or reason:
            yield Decision(id=new_id(), rank="V", opportunity_id=opportunity.id, kind=kind, reason=reason)
        for journey in self._named(cells.get("journey", "")):
            yield OpportunityJourney(opportunity_id=opportunity.id, journey_id=journey.id)

    def _decision(self, text: str) -> DecisionKind | None:
        if not text or folded(text) in ("-", "–", "open"):
            return None
        for decision in DECISIONS:
            if folded(text) == decision:
                return decision
        self._warn(f"decision: “{text}” is none of {', '.join(DECISIONS)}; it stays open.")
        return None

    def _named(self, text: str) -> list[Journey]:
        """Return the journeys that a cell names: one by its whole text, several on lines or between semicolons."""
        found: dict[str, Journey] = {}
        for line in [text] if folded(text) in self._journeys else text.splitlines():
            for name in [line] if folded(line) in self._journeys else line.split(";"):
                journeys = self._journeys.get(folded(name), [])
                if journeys:
                    found[journeys[0].id] = journeys[0]
                elif name.strip():
                    self._warn(f"journey: there is none called “{name.strip()}”; the opportunity stays without it.")
                if len(journeys) > 1:
                    self._warn(f"journey: {len(journeys)} are called “{name.strip()}”; the first is taken.")
        return list(found.values())

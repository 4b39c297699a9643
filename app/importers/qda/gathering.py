"""The records that are read from coded material, gathered until all is known; every reader of such files uses it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from app.importers.qda.offsets import Choice
from app.importers.qda.texts import Document, one_line
from app.models.errors import InputError
from app.models.ids import id_from
from app.models.names import same_name
from app.models.plan import ImportPlan, ImportWarning
from app.models.ranks import ranks_between
from app.models.records import (
    AnyRecord,
    Channel,
    Highlight,
    HighlightTag,
    Insight,
    InsightHighlight,
    InsightTag,
    Participant,
    ParticipantFact,
    ParticipantTag,
    Persona,
    Segment,
    Source,
    SourceTag,
    Speaker,
    Tag,
    Theme,
)
from app.models.turns import Passage, Turn

MOST_WARNINGS: Final = 200
MOST_CHARACTERS: Final = 40_000_000
MOST_LINES: Final = 400_000
_MOST_NAMED: Final = 3

_ORDER: Final[tuple[type[Any], ...]] = (
    Channel,
    Segment,
    Persona,
    Tag,
    Participant,
    ParticipantFact,
    ParticipantTag,
    Source,
    SourceTag,
    Speaker,
    Highlight,
    HighlightTag,
    Theme,
    Insight,
    InsightHighlight,
    InsightTag,
)
"""Owners before what they hold."""


class Gathering:
    """Records by kind and id, each once; texts, warnings, and what was left out how often."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._records: dict[type[Any], dict[str, Any]] = {each: {} for each in _ORDER}
        self._turns: dict[str, tuple[Turn, ...]] = {}
        self._characters = self._lines = 0
        self._warnings: list[str] = []
        self._left_out: dict[str, list[str]] = {}

    # ---- what is there

    def all(self, record_type: type[Any]) -> dict[str, Any]:
        """Return the records of a type by id."""
        return self._records[record_type]

    def has(self, record_type: type[Any], record_id: str) -> bool:
        """Return whether there is a record."""
        return record_id in self._records[record_type]

    def put(self, record: AnyRecord) -> bool:
        """Add a record, and return whether there was none of its kind and id."""
        records = self._records[type(record)]
        if record.id in records:
            return False
        records[record.id] = record
        return True

    def change(self, record_type: type[Any], record_id: str, **changes: Any) -> None:
        """Change fields of a record that is there."""
        records = self._records[record_type]
        records[record_id] = replace(records[record_id], **changes)

    # ---- what is put

    def named(self, record_type: type[Any], name: str) -> str:
        """Return the id of an entry of a shared list by its name, made where there is none yet."""
        wanted = same_name(name)
        for record in self._records[record_type].values():
            if same_name(record.name) == wanted:
                return str(record.id)
        made = record_type(id=id_from(self.source, record_type.kind_name, wanted), name=wanted, rank="V")
        self.put(made)
        return str(made.id)

    def document(self, text: str, turns: Sequence[Turn] | None = None) -> Document:
        """Return a text as turns; raises InputError where the texts of a file are too much in all."""
        self._characters += len(text)
        self._lines += text.count("\n") + text.count("\r")
        if self._characters > MOST_CHARACTERS or self._lines > MOST_LINES:
            limits = f"{MOST_CHARACTERS:,} characters or {MOST_LINES:,} lines"
            raise InputError(f"{self.source} holds texts of more than {limits}; nothing was imported.")
        return Document(text, turns)

    def put_source(self, source_id: str, title: str, document: Document, **fields: Any) -> None:
        """Add a source with its text."""
        turns = document.turns
        fields = {"origin": self.source, **fields, "turns": len(turns), "length": document.length}
        self.put(Source(id=source_id, rank="V", title=title, **fields))
        self._turns[source_id] = turns

    def put_highlight(self, highlight_id: str, source_id: str, passage: Passage, **fields: Any) -> bool:
        """Add a highlight, and return whether there was none of that id."""
        return self.put(Highlight(id=highlight_id, source_id=source_id, **passage._asdict(), **fields))

    def put_speaker(self, source_id: str, participant_id: str) -> None:
        """Note that a participant is heard in a source, under the participant's name."""
        self.put(
            Speaker(
                source_id=source_id,
                label=self._records[Participant][participant_id].name,
                participant_id=participant_id,
            )
        )

    def heard_throughout(self, heard: Mapping[str, Iterable[str]]) -> None:
        """Note who is heard in sources; where it is one person only, the passages in it are that person's words."""
        alone: dict[str, str] = {}
        for source_id, participant_ids in heard.items():
            people = list(dict.fromkeys(participant_ids))
            for each in people:
                self.put_speaker(source_id, each)
            if len(people) == 1:
                alone[source_id] = people[0]
        for highlight in list(self._records[Highlight].values()):
            if highlight.source_id in alone and highlight.participant_id is None:
                self.change(Highlight, highlight.id, participant_id=alone[highlight.source_id])

    # ---- what is told

    def warn(self, text: str) -> None:
        """Tell something."""
        self._warnings.append(text)

    def leave_out(self, what: str, name: str = "") -> None:
        """Count something that is left out, with the names of the first."""
        self._left_out.setdefault(what, []).append(name)

    def tell_positions(self, choice: Choice) -> None:
        """Tell how positions were read."""
        if choice.passages:
            self.warn(str(choice))

    def plan(self) -> ImportPlan:
        """Return all records, ranked in the order in which they came, and what is to be told."""
        records: list[AnyRecord] = []
        for record_type in _ORDER:
            group = list(self._records[record_type].values())
            if group and hasattr(group[0], "rank"):
                ranks = ranks_between(None, None, len(group))
                group = [replace(each, rank=rank) for each, rank in zip(group, ranks, strict=True)]
            records += group
        if not records:
            self.warn("It holds no codes, no sources with a text, no cases and no notes.")
        told = [*self._warnings, *(_counted(what, names) for what, names in self._left_out.items())]
        if len(told) > MOST_WARNINGS:
            told = [*told[:MOST_WARNINGS], f"… and {len(told) - MOST_WARNINGS:,} warnings more."]
        warnings = tuple(ImportWarning(self.source, None, text) for text in told)
        return ImportPlan(f"Import {self.source}", tuple(records), warnings, turns=self._turns)


def _counted(what: str, names: list[str]) -> str:
    said = [f"“{name[:60]}”" for name in dict.fromkeys(filter(None, names))]
    more = " …" if len(said) > _MOST_NAMED else ""
    listed = f": {', '.join(said[:_MOST_NAMED])}{more}" if said else ""
    return f"Left out: {what} ({len(names):,}){listed}."


# ---- what readers share

STATEMENT_LENGTH: Final = 300


def statement_and_note(title: str, text: str) -> tuple[str, str]:
    """Return what a note says in one statement, and the rest: its title, or else its first line."""
    title, text = one_line(title), text.strip()
    if title:
        return title, text
    first, _, rest = text.partition("\n")
    if len(first) <= STATEMENT_LENGTH:
        return one_line(first), rest.strip()
    return f"{one_line(first)[: STATEMENT_LENGTH - 1]}…", text

"""Research as REFI-QDA 1.5: a codebook of the tags (`.qdc`), a project with texts, selections and notes (`.qdpx`).

Positions are code points from 0, the end is the place behind the last one: so the standard's own example project, and
every tool that we know, counts them. Nothing tells who made what, when, or where on which machine.
"""

import json
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Final
from xml.etree.ElementTree import Element

from app.exporters.files import write_beside
from app.exporters.refi_xml import add, guid, point, xml_bytes
from app.models.coded import COLOURS, ORIGIN, OWN_PART, VARIABLES, described
from app.models.content import Content, tags_of
from app.models.errors import Cancelled, InputError
from app.models.evidence import highlights_of_source
from app.models.ids import id_from
from app.models.records import (
    CardHighlight,
    CardInsight,
    Channel,
    Highlight,
    Insight,
    InsightHighlight,
    InsightPersona,
    InsightStep,
    OpportunityHighlight,
    OpportunityInsight,
    Participant,
    ParticipantFact,
    Persona,
    Segment,
    Source,
    Speaker,
    Tag,
    Theme,
    Workspace,
)
from app.models.snapshot import Snapshot
from app.models.turns import NumberedTurn, Offsets, Turn, passage_of, whole_text

_LONGEST_NAME: Final = 1_000
"""A selection is named by its words; of longer ones by so many, and an ellipsis."""

_STAYS: Final[Mapping[type[Any], str]] = {
    InsightPersona: "links from insights to personas",
    InsightStep: "links from insights to steps",
    CardInsight: "links from cards to insights",
    CardHighlight: "links from cards to quotes",
    OpportunityInsight: "links from opportunities to insights",
    OpportunityHighlight: "links from opportunities to quotes",
}


def write_qdc(snapshot: Snapshot, path: Path) -> tuple[str, ...]:
    """Write the tags as a codebook; raises InputError where there are none, FileError."""
    if not snapshot.content.all(Tag):
        raise InputError("There are no tags yet, and a codebook holds at least one. Nothing was written.")
    root = Element("CodeBook", {"xmlns": "urn:QDA-XML:codebook:1.0", "origin": ORIGIN})
    _add_codes(root, snapshot.content)
    with write_beside(path) as file:
        file.write(xml_bytes(root))
    return ()


def write_qdpx(
    snapshot: Snapshot,
    path: Path,
    *,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Write the research of a workspace as a project and return notes on what stays behind.

    Raises FileError, Cancelled; neither leaves a file.
    """
    content = snapshot.content
    project = _Project(content, _title(snapshot))
    with write_beside(path) as file, _archive(file) as archive:
        sources = content.ordered(Source)
        texts = []
        for number, source in enumerate(sources):
            progress(number / len(sources))
            if cancelled():
                raise Cancelled("The export was stopped; nothing was written.")
            turns = snapshot.turns(source.id)
            project.add_source(source, turns)
            texts.append((f"Sources/{guid(source.id)}.txt", _plain_text(turns)))
        project.finish()
        _write_part(archive, "project.qde", xml_bytes(project.root))
        for name, text in texts:
            _write_part(archive, name, text)
        if sources:
            own = json.dumps({"sources": project.own}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            _write_part(archive, OWN_PART, own.encode("utf-8", "replace"))
    counts = Counter({what: len(content.all(kind)) for kind, what in _STAYS.items()})
    left = [f"{count:,} {what}" for what, count in counts.items() if count]
    return (*project.notes, *([f"Left behind: {', '.join(left)}"] if left else []))


def _title(snapshot: Snapshot) -> str:
    workspace = next(iter(snapshot.content.all(Workspace).values()), None)
    return workspace.title if workspace and workspace.title else PurePath(snapshot.file_name).stem


def _plain_text(turns: Sequence[NumberedTurn]) -> bytes:
    """Return the text of a source in UTF-8; where it begins with a byte order mark, behind one that is taken off."""
    text = whole_text(turn for _, turn in turns)
    return ("\ufeff" + text if text.startswith("\ufeff") else text).encode("utf-8", "replace")


def _archive(file: BinaryIO) -> zipfile.ZipFile:
    return zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)


def _write_part(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Write a part that is the same on every machine, on every day; not packed so well that readers suspect it."""
    part = zipfile.ZipInfo(name)  # of 1980
    part.create_system = 3
    part.external_attr = 0o600 << 16
    suspicious = len(data) > 50 * len(zlib.compress(data, 6))
    part.compress_type = zipfile.ZIP_STORED if suspicious else zipfile.ZIP_DEFLATED
    archive.writestr(part, data)


def _add_codes(parent: Element, content: Content) -> None:
    """Add the tags as nested codes; nothing where there are none."""
    if not content.all(Tag):
        return
    top = add(parent, "Codes")
    ahead: list[tuple[Element, Tag]] = [(top, tag) for tag in reversed(content.holding(Tag, "parent_id", None))]
    while ahead:
        above, tag = ahead.pop()
        colour = {"color": COLOURS[tag.colour]} if tag.colour else {}
        code = add(above, "Code", guid=guid(tag.id), name=tag.name, isCodable="true", **colour)
        if tag.description:
            add(code, "Description", tag.description)
        ahead += ((code, each) for each in reversed(content.holding(Tag, "parent_id", tag.id)))


class _Project:
    """A project in the making: the parts of its XML in the order that the standard wants."""

    def __init__(self, content: Content, title: str) -> None:
        self.content = content
        self.notes: list[str] = []
        self.own: dict[str, Any] = {}
        self.root = Element("Project", {"xmlns": "urn:QDA-XML:project:1.0", "name": title, "origin": ORIGIN})
        self._sources = Element("Sources")
        self._words_of: dict[str, list[str]] = defaultdict(list)
        self._lost = 0

    def add_source(self, source: Source, turns: Sequence[NumberedTurn]) -> None:
        """Add a source with its highlights, and what REFI-QDA has no place for."""
        content = self.content
        said = {"kind": source.kind, "held_on": source.held_on, "duration": _number(source.duration)}
        path = f"internal://{guid(source.id)}.txt"
        element = add(self._sources, "TextSource", guid=guid(source.id), name=source.title, plainTextPath=path)
        add(element, "Description", described(said, source.note))
        text, offsets = whole_text(turn for _, turn in turns), Offsets(turns)
        for highlight in highlights_of_source(content, source.id):
            try:
                first, last = offsets.span(passage_of(highlight))
            except KeyError:  # a turn that was erased
                self._lost += 1
                continue
            self._add_selection(element, highlight, first, last, text[first:last])
        self._add_codings(element, source)
        self.own[guid(source.id)] = self._own(source, turns)

    def _add_selection(self, parent: Element, highlight: Highlight, first: int, last: int, words: str) -> None:
        name = words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME]}…"
        positions = {"startPosition": str(first), "endPosition": str(last)}
        element = add(parent, "PlainTextSelection", guid=guid(highlight.id), name=name, **positions)
        description = described({"kind": highlight.kind}, highlight.note)
        if description:
            add(element, "Description", description)
        self._add_codings(element, highlight)
        links = self.content.members(InsightHighlight, "highlight_id", highlight.id)
        for insight_id in sorted(each.insight_id for each in links):
            point(element, "NoteRef", insight_id)
        if highlight.participant_id is not None:
            self._words_of[highlight.participant_id].append(highlight.id)

    def _add_codings(self, parent: Element, record: Highlight | Insight | Source) -> None:
        for tag in tags_of(self.content, record):
            coding = add(parent, "Coding", guid=guid(record.id, tag.id))
            point(coding, "CodeRef", tag.id)

    def _own(self, source: Source, turns: Sequence[NumberedTurn]) -> dict[str, Any]:
        channel = self.content.find(Channel, source.channel_id)
        speakers = sorted(self.content.members(Speaker, "source_id", source.id), key=lambda each: each.label)
        rows = [[each.label, each.role, each.participant_id and guid(each.participant_id)] for each in speakers]
        own = {"turns": [_row(turn) for _, turn in turns], "speakers": rows, "channel": channel and channel.name}
        return {key: value for key, value in own.items() if value or key == "turns"}

    def finish(self) -> None:
        """Put all parts in their places; a list of nothing is left out, as the standard wants it."""
        codebook, notes, sets = Element("CodeBook"), Element("Notes"), Element("Sets")
        variables, cases = Element("Variables"), Element("Cases")
        _add_codes(codebook, self.content)
        self._add_people(variables, cases)
        for insight in self.content.ordered(Insight):
            self._add_note(notes, insight)
        for theme in self.content.ordered(Theme):
            self._add_set(sets, theme)
        self.root.extend(each for each in (codebook, variables, cases, self._sources, notes, sets) if len(each))
        if self._lost:
            self.notes.append(f"Left out: {self._lost:,} quotes of turns that are no longer there")

    def _add_people(self, variables: Element, cases: Element) -> None:
        names: dict[str, str] = {}
        for person in self.content.ordered(Participant):
            case = add(cases, "Case", guid=guid(person.id), name=person.name)
            if person.note:
                add(case, "Description", person.note)
            for tag in tags_of(self.content, person):
                point(case, "CodeRef", tag.id)
            for variable_id, name, value in self._values(person):
                names[variable_id] = name
                given = add(case, "VariableValue")
                point(given, "VariableRef", variable_id)
                add(given, "TextValue", value)
            heard = self.content.members(Speaker, "participant_id", person.id)
            for source_id in sorted({each.source_id for each in heard}):
                point(case, "SourceRef", source_id)
            for highlight_id in self._words_of[person.id]:
                point(case, "SelectionRef", highlight_id)
        for variable_id, name in sorted(names.items(), key=lambda each: (each[1], each[0])):
            add(variables, "Variable", guid=variable_id, name=name, typeOfVariable="Text")

    def _values(self, person: Participant) -> Iterator[tuple[str, str, str]]:
        """Yield the id and name of each variable that is known of a participant, and its value."""
        persona = self.content.find(Persona, person.persona_id)
        segment = self.content.find(Segment, person.segment_id)
        for name, entry in (("Persona", persona), ("Segment", segment)):
            if entry is not None:
                yield VARIABLES[name], name, entry.name
        facts = self.content.members(ParticipantFact, "participant_id", person.id)
        for fact in sorted(facts, key=lambda each: each.name):
            yield id_from("refi-qda", "variable", fact.name), fact.name, fact.value

    def _add_note(self, notes: Element, insight: Insight) -> None:
        weight = None if insight.weight == 100 else _number(insight.weight)
        said = {"kind": insight.kind, "sentiment": _number(insight.sentiment), "weight": weight}
        note = add(notes, "Note", guid=guid(insight.id), name=insight.statement)
        add(note, "Description", described(said, ""))
        add(note, "PlainTextContent", f"{insight.statement}\n\n{insight.note}" if insight.note else insight.statement)
        self._add_codings(note, insight)

    def _add_set(self, sets: Element, theme: Theme) -> None:
        element = add(sets, "Set", guid=guid(theme.id), name=theme.title)
        if theme.note:
            add(element, "Description", theme.note)
        for insight in self.content.holding(Insight, "theme_id", theme.id):
            point(element, "MemberNote", insight.id)


def _row(turn: Turn) -> list[object]:
    """Return how long a turn is and what is known of it, without what says nothing at its end."""
    row: list[object] = [len(turn.text), turn.speaker, turn.at, turn.until, turn.heading, dict(turn.facts)]
    while len(row) > 1 and row[-1] in ("", None, {}):
        row.pop()
    return row


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:g}" if float(f"{value:g}") == value else repr(value)

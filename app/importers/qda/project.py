"""A REFI-QDA project as records: codes, sources with their selections, cases, notes, sets, links."""

from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

from app.importers.qda.gathering import Gathering, statement_and_note
from app.importers.qda.refi import Refi, child, children, everywhere, name_of, targets
from app.importers.qda.sources import TEXT_IN, Coded, SourceReader, number_in
from app.importers.qda.texts import clean, one_line
from app.models.coded import VARIABLES, nearest_colour, undescribed
from app.models.kinds import INSIGHT_KINDS
from app.models.plan import ImportPlan
from app.models.records import (
    Highlight,
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
    Tag,
    Theme,
)

_ELEMENTS: Final = ("Variable", "Case", "Note", "Set", "Link", "Graph", *TEXT_IN)

SETS: Final = "Sets"
"""The tag that the sets of other tools are put below."""


def read_refi(refi: Refi) -> ImportPlan:
    """Return what a codebook or a project holds as records; what is missing or has no place is told."""
    return _Reader(refi).plan()


class _Reader:
    def __init__(self, refi: Refi) -> None:
        self.refi = refi
        self.guid = refi.guid
        self.out = Gathering(refi.source)
        self.found = everywhere(refi.root, _ELEMENTS)
        self.case_ids = {self.guid(each.get("guid")) for each in self.found["Case"]}
        self.coded = Coded(refi, self.out, self.case_ids)
        self.sources = SourceReader(refi, self.out, self.found, self.coded)

    def plan(self) -> ImportPlan:
        """Read everything, owners before what points at them."""
        self._read_codes()
        self._read_people()
        self.sources.read()
        self._read_cases()
        self._read_notes()
        self._read_note_refs()
        self._read_sets()
        self._read_links()
        for graph in self.found["Graph"]:
            self.out.leave_out("graphs", graph.get("name") or "")
        return self.out.plan()

    # ---- codes

    def _read_codes(self) -> None:
        """Make a tag of each code, below that of the code around it; a code that is a case is its person instead."""
        ahead: list[tuple[Element, str | None]] = [(self.refi.root, None)]
        while ahead:
            element, above = ahead.pop()
            inside = above
            if name_of(element) == "Code":
                inside = self._put_code(element, above)
            ahead += ((each, inside) for each in reversed(element))

    def _put_code(self, element: Element, above: str | None) -> str | None:
        name = self.refi.name(element) or "Code without a name"
        code_id = self.guid(element.get("guid"), name)
        if code_id in self.case_ids:
            return above
        tag = Tag(
            id=code_id,
            name=name,
            rank="V",
            parent_id=above,
            description=self.refi.description(element),
            colour=nearest_colour(element.get("color")),
        )
        if not self.out.put(tag):
            self.out.leave_out("codes whose GUID another code has", name)
        if child(element, "NoteRef") is not None:
            self.out.leave_out("links from a code to a note", name)
        return code_id

    # ---- people

    def _read_people(self) -> None:
        """Make a participant of each case, with the values of its variables."""
        names = {self.guid(each.get("guid")): self.refi.name(each) for each in self.found["Variable"]}
        titles = {self.guid(each.get("guid")): self.refi.name(each) for kind in TEXT_IN for each in self.found[kind]}
        for number, case in enumerate(self.found["Case"], start=1):
            heard_in = [titles[each] for each in targets(case, "SourceRef", self.guid) if titles.get(each)]
            instead = heard_in[0] if len(heard_in) == 1 else f"Case {number}"
            case_id = self.guid(case.get("guid"))
            person = Participant(
                id=case_id,
                name=self.refi.name(case) or instead,
                rank="V",
                note=self.refi.description(case),
            )
            if not self.out.put(person):
                self.out.leave_out("cases whose GUID another case has", person.name)
            for variable_id, value in self._values(case):
                self._put_value(case_id, variable_id, names.get(variable_id, ""), value)
            for code_id in targets(case, "CodeRef", self.guid):
                if self.out.has(Tag, code_id):
                    self.out.put(ParticipantTag(participant_id=case_id, tag_id=code_id))

    def _values(self, element: Element) -> Iterator[tuple[str, str]]:
        for each in children(element, "VariableValue"):
            variable = next(iter(targets(each, "VariableRef", self.guid)), "")
            value = next((part.text or "" for part in each if name_of(part).endswith("Value")), "")
            value = clean(value) if self.refi.is_own else one_line(value)
            if variable and value:
                yield variable, value

    def _put_value(self, participant_id: str, variable_id: str, name: str, value: str) -> None:
        if variable_id == VARIABLES["Persona"]:
            self.out.change(Participant, participant_id, persona_id=self.out.named(Persona, value))
        elif variable_id == VARIABLES["Segment"]:
            self.out.change(Participant, participant_id, segment_id=self.out.named(Segment, value))
        elif name:
            self.out.put(ParticipantFact(participant_id=participant_id, name=name, value=value))
        else:
            self.out.leave_out("values of variables that the file does not hold", value)

    def _read_cases(self) -> None:
        """Say whose words the passages are that cases name, and who is heard in which source."""
        heard: dict[str, list[str]] = {}
        for case in self.found["Case"]:
            case_id = self.guid(case.get("guid"))
            for selection_id in targets(case, "SelectionRef", self.guid):
                if self.out.has(Highlight, selection_id):
                    self.out.change(Highlight, selection_id, participant_id=case_id)
            for each in targets(case, "SourceRef", self.guid):
                if each in self.sources.ids:
                    heard.setdefault(self.sources.ids[each], []).append(case_id)
        if self.refi.is_own:  # who speaks is known turn by turn
            return
        self.out.heard_throughout(heard)
        several = [self.out.all(Source)[source_id].title for source_id, people in heard.items() if len(set(people)) > 1]
        if several:
            self.out.warn(
                f"In {len(several):,} sources several cases are heard (“{several[0]}”): whose words a passage is, is "
                "known only where a case names it."
            )
        values = sum(1 for kind in TEXT_IN for each in self.found[kind] for _ in self._values(each))
        if values:
            self.out.warn(f"Left out: {values:,} values of variables that belong to a source, not to a case.")

    # ---- notes, sets, links

    def _read_notes(self) -> None:
        """Make an insight of each note that says something."""
        for note in self.found["Note"]:
            title, text = clean(note.get("name") or ""), self.refi.text_of(note)
            fields, description = undescribed(self.refi.description(note))
            note_id = self.guid(note.get("guid"), title)
            if fields:
                statement = title
                rest = clean(text or "").removeprefix(statement).removeprefix("\n\n")
            else:
                statement, rest = statement_and_note(title, clean(text or ""))
                rest = "\n\n".join(filter(None, (rest, description)))
            if text is None and note.get("plainTextPath"):
                self.out.warn(f"The text of the note “{one_line(title)}” is not in the file.")
            if not statement:
                self.out.leave_out("notes without a text")
                continue
            kind: Any = fields.get("kind") if fields.get("kind") in INSIGHT_KINDS else "fact"
            self.out.put(
                Insight(
                    id=note_id,
                    rank="V",
                    kind=kind,
                    statement=statement,
                    note=rest,
                    sentiment=number_in(fields.get("sentiment"), -2, 2),
                    weight=_weight(fields.get("weight")),
                )
            )
            self.coded.tag(note, InsightTag, note_id)

    def _read_note_refs(self) -> None:
        """Join notes to the passages that refer to them, also from a coding of such a passage."""
        for element in self.refi.root.iter():
            if name_of(element) != "PlainTextSelection":
                continue
            highlight_id = self.guid(element.get("guid"))
            for holder in (element, *children(element, "Coding")):
                for note_id in targets(holder, "NoteRef", self.guid):
                    self._join(note_id, highlight_id)
        for kind in TEXT_IN:
            for source in self.found[kind]:
                for _ in children(source, "NoteRef"):
                    self.out.leave_out("links from a whole source to a note", self.refi.name(source))

    def _join(self, note_id: str, highlight_id: str) -> bool:
        if not self.out.has(Insight, note_id) or not self.out.has(Highlight, highlight_id):
            return False
        return self.out.put(InsightHighlight(insight_id=note_id, highlight_id=highlight_id))

    def _read_sets(self) -> None:
        """Make themes of sets of notes, and tags of sets of sources; sets of codes are told."""
        for each in self.found["Set"]:
            name = self.refi.name(each) or "Set without a name"
            notes = [key for key in targets(each, "MemberNote", self.guid) if self.out.has(Insight, key)]
            members = targets(each, "MemberSource", self.guid)
            sources = [self.sources.ids[key] for key in members if key in self.sources.ids]
            if notes or self.refi.is_own:
                self._put_theme(each, name, notes)
            if sources:
                tag_id = self._set_tag(each, name)
                for source_id in sources:
                    self.out.put(SourceTag(source_id=source_id, tag_id=tag_id))
            if child(each, "MemberCode") is not None:
                self.out.leave_out("sets of codes (the codes themselves are imported)", name)
            elif not (notes or sources or self.refi.is_own):
                self.out.leave_out("sets of nothing that is imported", name)

    def _put_theme(self, element: Element, name: str, note_ids: list[str]) -> None:
        theme = Theme(
            id=self.guid(element.get("guid"), name), rank="V", title=name, note=self.refi.description(element)
        )
        self.out.put(theme)
        for note_id in note_ids:
            if self.out.all(Insight)[note_id].theme_id is None:
                self.out.change(Insight, note_id, theme_id=theme.id)
            else:
                self.out.leave_out("further sets of a note (an insight has one theme)", name)

    def _set_tag(self, element: Element, name: str) -> str:
        for tag in self.out.all(Tag).values():
            if tag.name == name:
                return str(tag.id)
        parent_id = self.out.named(Tag, SETS)
        tag = Tag(
            id=self.guid(element.get("guid"), name),
            name=name,
            rank="V",
            parent_id=parent_id,
            description=self.refi.description(element),
        )
        self.out.put(tag)
        return str(tag.id)

    def _read_links(self) -> None:
        """Join what a link joins where it leads between a note and a passage; the others are counted."""
        for link in self.found["Link"]:
            ends = self.guid(link.get("originGUID")), self.guid(link.get("targetGUID"))
            if not (self._join(*ends) or self._join(*reversed(ends))):
                self.out.leave_out("links", self.refi.name(link))


def _weight(text: str | None) -> float:
    number = number_in(text, 0, 1000)
    return 100.0 if number is None else number

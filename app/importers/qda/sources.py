"""The sources of a REFI-QDA project: texts with their selections, and what is known of pictures, recordings, pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, get_args
from xml.etree.ElementTree import Element

from app.importers.qda.gathering import Gathering
from app.importers.qda.offsets import Convention, Marked, Text, choose
from app.importers.qda.refi import Refi, children, name_of, own_turns, targets
from app.importers.qda.texts import Document, clean, one_line
from app.models.coded import undescribed
from app.models.days import is_day
from app.models.ids import id_from
from app.models.kinds import INSIGHT_KINDS, SOURCE_KINDS, SpeakerRole
from app.models.records import Channel, Highlight, HighlightTag, Participant, Source, SourceTag, Speaker, Tag

TEXT_IN: Final = {
    "TextSource": None,
    "PDFSource": "Representation",
    "PictureSource": "TextDescription",
    "AudioSource": "Transcript",
    "VideoSource": "Transcript",
}
"""The kinds of sources, and which child holds the text of those that are no text themselves."""

_MEDIA_SELECTIONS: Final = ("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection")


class _Selection(NamedTuple):
    """A selection in a text: the element, its id, its positions as written."""

    element: Element
    id: str
    marked: Marked


@dataclass(slots=True)
class _TextPart:
    """The text of a source, what points into it, and what it is part of."""

    source: Element
    element: Element
    id: str
    title: str
    text: Text
    is_transcript: bool
    selections: list[_Selection] = field(default_factory=list)
    sync_points: list[Element] = field(default_factory=list)


class Coded:
    """What a file codes with: tags, cases that are coded with like tags."""

    def __init__(self, refi: Refi, out: Gathering, case_ids: Iterable[str]) -> None:
        self._guid = refi.guid
        self._out = out
        self._case_ids = frozenset(case_ids)

    def tag(self, element: Element, link: type[Any], record_id: str) -> None:
        """Put the tags of the codings of an element on its record; a code that is a case says whose words they are."""
        owner = link.key[0]
        for coding in children(element, "Coding"):
            for code_id in targets(coding, "CodeRef", self._guid):
                if self._out.has(Tag, code_id):
                    self._out.put(link(**{owner: record_id, "tag_id": code_id}))
                elif code_id in self._case_ids and link is HighlightTag:
                    self._out.change(Highlight, record_id, participant_id=code_id)
                else:
                    self._out.leave_out("codings with a code that the file does not hold")


class SourceReader:
    """Reads the sources of a project into what is gathered; `ids` says which source became which."""

    def __init__(self, refi: Refi, out: Gathering, found: Mapping[str, list[Element]], coded: Coded) -> None:
        self.refi = refi
        self.guid = refi.guid
        self.out = out
        self.found = found
        self.coded = coded
        self.ids: dict[str, str] = {}

    def read(self) -> None:
        """Make sources with their turns and highlights; what is missing is told."""
        parts = list(self._text_parts())
        convention = self._convention(parts)
        while parts:  # what is read is let go, since texts are large
            self._read_text(parts.pop(0), convention)

    def _text_parts(self) -> Iterator[_TextPart]:
        """Yield the texts of all sources that have one; the others are told. A text that two share comes once."""
        paths: dict[str, _TextPart] = {}
        for kind, inner in TEXT_IN.items():
            for source in self.found[kind]:
                elements = [source] if inner is None else list(children(source, inner))
                parts = [part for each in elements if (part := self._text_part(source, each, inner, paths))]
                yield from (part for part in parts if part.element in elements)
                if inner is not None:
                    self._tell_media(source, kind, bool(elements and parts))

    def _text_part(
        self, source: Element, element: Element, inner: str | None, paths: dict[str, _TextPart]
    ) -> _TextPart | None:
        path = element.get("plainTextPath") or ""
        sync_points = list(children(element, "SyncPoint"))
        if path and path in paths:
            paths[path].sync_points += sync_points
            return paths[path]
        title = self.refi.name(source) or self.refi.name(element) or "Source without a name"
        text = self.refi.text_of(element)
        if text is None:
            if inner is None:
                self._tell_missing(element, title, path)
            return None
        part = _TextPart(
            source=source,
            element=element,
            id=self.guid(source.get("guid"), title),
            title=title,
            text=Text(text),
            is_transcript=inner == "Transcript",
            selections=list(self._selections(element)),
            sync_points=sync_points,
        )
        if path:
            paths[path] = part
        return part

    def _tell_missing(self, element: Element, title: str, path: str) -> None:
        """Tell of a text that the file does not hold."""
        passages = sum(1 for _ in children(element, "PlainTextSelection"))
        lost = ""
        if passages:
            lost = f"; {passages} passages in it are left out" if passages > 1 else "; a passage in it is left out"
        where = "its text is not in the file"
        if path and not path.startswith("internal:"):
            where = "its text lies outside of the file"
        elif not path and element.get("richTextPath"):
            where = "it is there as a document only, without a plain text"
        self.out.warn(f"“{title}” is not imported: {where}{lost}.")

    def _tell_media(self, source: Element, kind: str, has_text: bool) -> None:
        name = self.refi.name(source)
        what = (
            kind.removesuffix("Source")
            .replace("Picture", "picture")
            .replace("Audio", "audio")
            .replace("Video", "video")
        )
        if not has_text:
            self.out.leave_out(f"{what} sources, of which the file holds no text", name)
        elif what != "PDF":
            self.out.leave_out(f"the {what} of sources whose text is imported", name)
        known = {self.guid(each.get("guid")) for each in source.iter() if name_of(each) == "PlainTextSelection"}
        for each in source:
            if name_of(each) in _MEDIA_SELECTIONS and self.guid(each.get("guid")) not in (known if has_text else ()):
                self.out.leave_out("passages marked on a page, a picture or a stretch of time", name)

    def _selections(self, element: Element) -> Iterator[_Selection]:
        for number, each in enumerate(children(element, "PlainTextSelection")):
            try:
                start, end = int(each.get("startPosition") or ""), int(each.get("endPosition") or "")
            except ValueError:
                self.out.leave_out("passages whose positions are no numbers", each.get("name") or "")
                continue
            selection_id = self.guid(each.get("guid"), element.get("guid") or "", str(number))
            yield _Selection(each, selection_id, Marked(start, end, clean(each.get("name") or "")))

    def _convention(self, parts: Iterable[_TextPart]) -> Convention:
        """Return how positions were counted: as Clew does where it wrote the file, otherwise as fits best."""
        if self.refi.is_own:
            return Convention()
        choice = choose([(part.text, [each.marked for each in part.selections]) for part in parts])
        self.out.tell_positions(choice)
        return choice.convention

    def _read_text(self, part: _TextPart, convention: Convention) -> None:
        """Make a source of a text, and highlights of what is marked in it."""
        own = self._own_source(part.id)
        source_id = part.id
        if self.out.has(Source, source_id):  # a second transcript of one recording
            source_id = self.guid(part.element.get("guid"), part.id, part.element.get("plainTextPath") or "")
        turns = own_turns(own.get("turns"), clean(part.text.text)) if "turns" in own else None
        if "turns" in own and turns is None:
            self.out.warn(f"“{part.title}”: who speaks when does not fit the text any more and is left out.")
        document = self.out.document(part.text.text, turns)
        if part.sync_points and turns is None:
            document = self._timed(part, document, convention)
        fields, note = undescribed(self.refi.description(part.source))
        kind: Any = fields.get("kind")
        duration = number_in(fields.get("duration"), 0, 1e9)
        self.out.put_source(
            source_id,
            part.title,
            document,
            kind=kind if kind in SOURCE_KINDS else "interview" if part.is_transcript else "document",
            held_on=_day(fields.get("held_on")),
            note=note,
            duration=duration,
            channel_id=self.out.named(Channel, clean(own["channel"])) if isinstance(own.get("channel"), str) else None,
        )
        self.ids[self.guid(part.source.get("guid"))] = source_id
        self._read_speakers(source_id, own)
        self.coded.tag(part.source, SourceTag, source_id)
        for selection in part.selections:
            self._read_selection(part, source_id, document, selection, convention)

    def _own_source(self, source_id: str) -> dict[str, Any]:
        sources = self.refi.own.get("sources") if self.refi.is_own else None
        own = sources.get(source_id) if isinstance(sources, dict) else None
        return own if isinstance(own, dict) else {}

    def _read_speakers(self, source_id: str, own: dict[str, Any]) -> None:
        rows = own.get("speakers")
        for row in rows if isinstance(rows, list) else ():
            label, role, person = (*row, None, None, None)[:3] if isinstance(row, list) else (None, None, None)
            if isinstance(label, str) and role in get_args(SpeakerRole):
                participant_id = person if isinstance(person, str) and self.out.has(Participant, person) else None
                self.out.put(Speaker(source_id=source_id, label=clean(label), role=role, participant_id=participant_id))

    def _timed(self, part: _TextPart, document: Document, convention: Convention) -> Document:
        """Return the document with the times at which its turns begin, as far as points in it are tied to times."""
        times: dict[int, float] = {}
        for point in part.sync_points:
            try:
                position, milliseconds = int(point.get("position") or ""), int(point.get("timeStamp") or "")
            except ValueError:
                continue
            span = part.text.span(Marked(position, position), convention._replace(inclusive=False))
            if span is not None:
                number = document.turn_at(span[0])
                times[number] = min(milliseconds / 1000, times.get(number, float("inf")))
        turns = (
            turn if number not in times else type(turn)(turn.text, at=times[number])
            for number, turn in enumerate(document.turns)
        )
        return Document(part.text.text, list(turns))

    def _read_selection(
        self, part: _TextPart, source_id: str, document: Document, selection: _Selection, convention: Convention
    ) -> None:
        span = part.text.span(selection.marked, convention)
        passage = None if span is None else document.passage(span)
        name = one_line(selection.marked.stored)
        if passage is None:
            outside = span is None
            self.out.leave_out("passages outside of their text" if outside else "passages without a character", name)
            return
        fields, note = undescribed(self.refi.description(selection.element))
        kind: Any = fields.get("kind") if fields.get("kind") in INSIGHT_KINDS else None
        highlight_id = selection.id
        if not self.out.put_highlight(highlight_id, source_id, passage, kind=kind, note=note):
            highlight_id = id_from("refi-qda", highlight_id, source_id, *map(str, passage))
            self.out.put_highlight(highlight_id, source_id, passage, kind=kind, note=note)
        self.coded.tag(selection.element, HighlightTag, highlight_id)


def number_in(text: str | None, low: float, high: float) -> float | None:
    """Return the number that a field says; none where it says none between the two."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if low <= number <= high else None


def _day(text: str | None) -> str | None:
    return text if text and is_day(text) else None

"""A database of Taguette: tags, documents, highlights, whose offsets are bytes of the text without its HTML tags."""

import hashlib
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final

from app.importers.qda.databases import text_of
from app.importers.qda.gathering import Gathering
from app.importers.qda.offsets import Marked, Ruler, Span, agreement, ruler
from app.importers.qda.texts import Document, clean, one_line
from app.models.ids import id_from
from app.models.records import HighlightTag, Tag
from app.store.foreign import ForeignDatabase

_BLOCKS: Final = frozenset(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table td th title tr ul".split()
)


class _Html(HTMLParser):
    """The text of HTML as Taguette counts it, and the places in it at which a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.length = 0
        self.breaks: set[int] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._at(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._at(tag)

    def handle_endtag(self, tag: str) -> None:
        self._at(tag)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
        self.length += len(data)

    def _at(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.breaks.add(self.length)


class _Page:
    """A document of Taguette: its text with a line break between blocks, and where its byte offsets lie in that."""

    def __init__(self, html: str) -> None:
        parser = _Html()
        parser.feed(html)
        parser.close()
        counted = "".join(parser.parts)
        breaks = sorted(
            at for at in parser.breaks if 0 < at < len(counted) and counted[at - 1] != "\n" and counted[at] != "\n"
        )
        ends = [0, *breaks, len(counted)]
        self.text = "\n".join(counted[first:last] for first, last in pairwise(ends))
        self._bytes: Ruler = ruler(counted, "bytes")
        self._breaks = Ruler((at, 0, 1) for at in breaks)
        self._length = len(counted)

    def span(self, start: int, end: int) -> Span | None:
        """Return the place of a highlight in the text."""
        first, last = self._bytes.place(start), self._bytes.place(end)
        if first is None or last is None or not 0 <= first < last <= self._length:
            return None
        return self._breaks.count(first), self._breaks.count(last)


def gather_taguette(database: ForeignDatabase, out: Gathering) -> None:
    """Gather what a database of Taguette holds, of all its projects."""
    projects = {row["id"]: text_of(row["name"]) for row in database.rows("projects", "id", "name")}
    if len(projects) > 1:
        out.warn(f"All {len(projects)} projects of the database are imported.")
    tag_ids = _gather_tags(database, out, projects)
    pages: dict[object, tuple[str, _Page, Document]] = {}
    for row in database.rows("documents", "id", "name", "description", "filename", "project_id", "contents"):
        html, title = text_of(row["contents"]), one_line(text_of(row["name"])) or "Document without a name"
        page = _Page(html)
        document = out.document(page.text)
        digest = hashlib.sha256(html.encode("utf-8", "replace")).hexdigest()
        source_id = id_from("taguette", projects.get(row["project_id"], ""), title, digest)
        if any(each[0] == source_id for each in pages.values()):
            source_id = id_from(source_id, str(row["id"]))
        note, origin = clean(text_of(row["description"])), one_line(text_of(row["filename"]))
        out.put_source(source_id, title, document, kind="document", note=note, origin=origin or out.source)
        pages[row["id"]] = source_id, page, document
    _gather_highlights(database, out, pages, tag_ids)


def _gather_tags(database: ForeignDatabase, out: Gathering, projects: dict[object, str]) -> dict[object, str]:
    """Gather the tags and return their ids; a tag `a.b` stands below the tag `a` where there is one."""
    ids: dict[object, str] = {}
    by_path: dict[tuple[object, str], str] = {}
    rows = list(database.rows("tags", "id", "project_id", "path", "description"))
    for row in rows:
        path = one_line(text_of(row["path"])) or "Tag without a name"
        ids[row["id"]] = by_path[row["project_id"], path] = id_from(
            "taguette", projects.get(row["project_id"], ""), "tag", path
        )
    for row in rows:
        path = one_line(text_of(row["path"])) or "Tag without a name"
        above = by_path.get((row["project_id"], path.rpartition(".")[0]))
        out.put(
            Tag(id=ids[row["id"]], name=path, rank="V", parent_id=above, description=clean(text_of(row["description"])))
        )
    return ids


def _gather_highlights(
    database: ForeignDatabase,
    out: Gathering,
    pages: dict[object, tuple[str, _Page, Document]],
    tag_ids: dict[object, str],
) -> None:
    highlight_ids: dict[object, str] = {}
    agreed = stored = 0
    for row in database.rows("highlights", "id", "document_id", "start_offset", "end_offset", "snippet"):
        if row["document_id"] not in pages:
            out.leave_out("highlights of documents that are not there")
            continue
        source_id, page, document = pages[row["document_id"]]
        marked = Marked(_whole(row["start_offset"]), _whole(row["end_offset"]), _Page(text_of(row["snippet"])).text)
        span = page.span(marked.start, marked.end)
        passage = None if span is None else document.passage(span)
        if span is None or passage is None:
            out.leave_out("highlights outside of their text", one_line(marked.stored))
            continue
        stored += 1
        agreed += bool(agreement(page.text[slice(*span)], marked.stored))
        highlight_ids[row["id"]] = id_from(source_id, "highlight", str(row["id"]))
        out.put_highlight(highlight_ids[row["id"]], source_id, passage)
    if stored:
        out.warn(
            f"Positions are read as UTF-8 bytes of the text without HTML tags, the end not included: {agreed:,} of "
            f"{stored:,} stored texts agree."
        )
    for row in database.rows("highlight_tags", "highlight_id", "tag_id"):
        if row["highlight_id"] in highlight_ids and row["tag_id"] in tag_ids:
            out.put(HighlightTag(highlight_id=highlight_ids[row["highlight_id"]], tag_id=tag_ids[row["tag_id"]]))
        else:
            out.leave_out("tags of highlights that are not there")


def _whole(value: object) -> int:
    return value if isinstance(value, int) else -1

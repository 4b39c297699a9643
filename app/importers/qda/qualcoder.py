"""A project of QualCoder: categories and codes, texts, codings, annotations, cases with attributes, journals."""

import hashlib
from typing import Any, NamedTuple

from app.importers.qda.databases import text_of
from app.importers.qda.gathering import Gathering, statement_and_note
from app.importers.qda.offsets import Convention, Marked, Span, Text, agreement, choose
from app.importers.qda.texts import Document, clean, one_line
from app.models.coded import nearest_colour
from app.models.ids import id_from
from app.models.records import Highlight, HighlightTag, Insight, Participant, ParticipantFact, Tag
from app.store.foreign import ForeignDatabase


class _Page(NamedTuple):
    id: str
    text: Text
    document: Document


Ids = dict[object, str]


def gather_qualcoder(database: ForeignDatabase, out: Gathering) -> None:
    """Gather what a project of QualCoder holds."""
    made_on = next((text_of(row["date"]) for row in database.rows("project", "date")), "")
    key = f"qualcoder {made_on}"
    code_ids = _gather_codes(database, out, key)
    pages = _gather_texts(database, out, key)
    people = _gather_cases(database, out, key)
    convention = _gather_codings(database, out, pages, code_ids)
    _gather_annotations(database, out, pages, convention)
    _gather_case_texts(database, out, pages, people, convention)
    _gather_journals(database, out, key)


def _gather_codes(database: ForeignDatabase, out: Gathering, key: str) -> Ids:
    """Gather categories and codes as one tree and return the ids of the codes."""
    categories = list(database.rows("code_cat", "catid", "name", "memo", "supercatid"))
    codes = list(database.rows("code_name", "cid", "name", "memo", "catid", "color", "supercid"))
    category_ids = {row["catid"]: id_from(key, "category", str(row["catid"])) for row in categories}
    code_ids = {row["cid"]: id_from(key, "code", str(row["cid"])) for row in codes}
    above: dict[str, str | None] = {}
    for row in categories:
        above[category_ids[row["catid"]]] = category_ids.get(row["supercatid"])
    for row in codes:
        above[code_ids[row["cid"]]] = code_ids.get(row["supercid"]) or category_ids.get(row["catid"])
    for row in (*categories, *codes):
        tag_id = code_ids[row["cid"]] if "cid" in row else category_ids[row["catid"]]
        out.put(
            Tag(
                id=tag_id,
                name=one_line(text_of(row["name"])) or "Code without a name",
                rank="V",
                parent_id=None if _is_below_itself(tag_id, above) else above[tag_id],
                description=clean(text_of(row["memo"])),
                colour=nearest_colour(text_of(row.get("color"))),
            )
        )
    return code_ids


def _is_below_itself(tag_id: str, above: dict[str, str | None]) -> bool:
    seen, at = {tag_id}, above[tag_id]
    while at is not None and at not in seen:
        seen.add(at)
        at = above[at]
    return at is not None


def _gather_texts(database: ForeignDatabase, out: Gathering, key: str) -> dict[object, _Page]:
    pages = {}
    for row in database.rows("source", "id", "name", "fulltext", "mediapath", "memo"):
        title = one_line(text_of(row["name"])) or "Document without a name"
        if not text_of(row["fulltext"]):
            out.leave_out("sources without a text", title)
            continue
        text = text_of(row["fulltext"])
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        page = _Page(id_from(key, "source", str(row["id"]), digest), Text(text), out.document(text))
        out.put_source(page.id, title, page.document, kind="document", note=clean(text_of(row["memo"])))
        pages[row["id"]] = page
    return pages


def _gather_cases(database: ForeignDatabase, out: Gathering, key: str) -> Ids:
    """Gather cases with their attributes and return their ids."""
    ids = {}
    for row in database.rows("cases", "caseid", "name", "memo"):
        ids[row["caseid"]] = id_from(key, "case", str(row["caseid"]), text_of(row["name"]))
        name = one_line(text_of(row["name"])) or f"Case {row['caseid']}"
        out.put(Participant(id=ids[row["caseid"]], name=name, rank="V", note=clean(text_of(row["memo"]))))
    for row in database.rows("attribute", "name", "attr_type", "value", "id"):
        name, value = one_line(text_of(row["name"])), one_line(text_of(row["value"]))
        if text_of(row["attr_type"]) == "case" and row["id"] in ids and name and value:
            out.put(ParticipantFact(participant_id=ids[row["id"]], name=name, value=value))
        elif value:
            out.leave_out("attributes of files", name)
    return ids


def _gather_codings(database: ForeignDatabase, out: Gathering, pages: dict[object, _Page], code_ids: Ids) -> Convention:
    """Gather codings, those of one passage as one highlight, and return how positions are counted."""
    rows = []
    for row in database.rows("code_text", "ctid", "cid", "fid", "seltext", "pos0", "pos1", "memo"):
        if row["fid"] in pages and row["cid"] in code_ids:
            rows.append((row, _marked(row, text_of(row["seltext"]))))
        else:
            out.leave_out("codings of texts or with codes that are not there")
    of_page = {key: [marked for row, marked in rows if row["fid"] == key] for key in pages}
    choice = choose([(page.text, of_page[key]) for key, page in pages.items()])
    out.tell_positions(choice)
    moved = 0
    for row, marked in rows:
        page = pages[row["fid"]]
        span = _span(page.text, marked, choice.convention)
        moved += span != page.text.span(marked, choice.convention)
        highlight_id = _put_passage(out, page, span, clean(text_of(row["memo"])), marked.stored)
        if highlight_id is not None:
            out.put(HighlightTag(highlight_id=highlight_id, tag_id=code_ids[row["cid"]]))
    if moved:
        out.warn(f"{moved:,} passages stood beside their stored text, and were put where it is.")
    return choice.convention


def _span(text: Text, marked: Marked, convention: Convention) -> Span | None:
    """Return where a coding stands: where its stored text is, next to its position, if it isn't there itself."""
    span = text.span(marked, convention)
    if len(marked.stored) < 2 or (span and agreement(text.text[slice(*span)], marked.stored)):
        return span
    other = (text.span(marked, each) for each in (Convention(), Convention("utf16")))
    for each in other:
        if each and agreement(text.text[slice(*each)], marked.stored):
            return each
    before = text.text.rfind(marked.stored, 0, max(0, marked.start) + len(marked.stored))
    after = text.text.find(marked.stored, max(0, marked.start))
    found = [place for place in (before, after) if place >= 0]
    if not found:
        return span
    place = min(found, key=lambda each: abs(each - marked.start))
    return place, place + len(marked.stored)


def _put_passage(out: Gathering, page: _Page, span: Span | None, note: str, name: str = "") -> str | None:
    passage = None if span is None else page.document.passage(span)
    if passage is None:
        out.leave_out("passages outside of their text or without a character", one_line(name))
        return None
    highlight_id = id_from(page.id, "passage", *map(str, passage))
    if not out.put_highlight(highlight_id, page.id, passage, note=note) and note:
        said = out.all(Highlight)[highlight_id].note
        if note not in said:
            out.change(Highlight, highlight_id, note=f"{said}\n{note}".strip())
    return highlight_id


def _gather_annotations(
    database: ForeignDatabase, out: Gathering, pages: dict[object, _Page], convention: Convention
) -> None:
    for row in database.rows("annotation", "fid", "pos0", "pos1", "memo"):
        if row["fid"] in pages:
            page = pages[row["fid"]]
            _put_passage(out, page, page.text.span(_marked(row), convention), clean(text_of(row["memo"])))


def _gather_case_texts(
    database: ForeignDatabase, out: Gathering, pages: dict[object, _Page], people: Ids, convention: Convention
) -> None:
    """Say whose words passages are: those within the text that a case has of a source."""
    heard: dict[str, list[tuple[str, Any]]] = {}
    for row in database.rows("case_text", "caseid", "fid", "pos0", "pos1"):
        if row["fid"] in pages and row["caseid"] in people:
            page = pages[row["fid"]]
            span = page.text.span(_marked(row), convention) or (0, len(page.text.text))
            heard.setdefault(page.id, []).append((people[row["caseid"]], page.document.passage(span)))
    for source_id, stretches in heard.items():
        for participant_id, _ in stretches:
            out.put_speaker(source_id, participant_id)
    for highlight in list(out.all(Highlight).values()):
        stretches = heard.get(highlight.source_id, [])
        owners = {person for person, stretch in stretches if stretch is not None and _holds(stretch, highlight)}
        if len(owners) == 1:
            out.change(Highlight, highlight.id, participant_id=owners.pop())


def _holds(stretch: Any, highlight: Highlight) -> bool:
    begins = (stretch.turn, stretch.start) <= (highlight.turn, highlight.start)
    return begins and (highlight.last_turn, highlight.end) <= (stretch.last_turn, stretch.end)


def _gather_journals(database: ForeignDatabase, out: Gathering, key: str) -> None:
    for row in database.rows("journal", "jid", "name", "jentry"):
        statement, note = statement_and_note(text_of(row["name"]), clean(text_of(row["jentry"])))
        if statement:
            journal_id = id_from(key, "journal", str(row["jid"]))
            out.put(Insight(id=journal_id, rank="V", kind="fact", statement=statement, note=note))


def _marked(row: dict[str, Any], stored: str = "") -> Marked:
    start, end = row["pos0"], row["pos1"]
    return Marked(start if isinstance(start, int) else -1, end if isinstance(end, int) else -1, stored)

"""A record as a part of the JSON format: what both have by the same names, names of list entries, tags, evidence."""

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from app.models.content import Content, sort_key
from app.models.evidence import HIGHLIGHT_LINKS, INSIGHT_LINKS, Backed, in_order_of_sources
from app.models.interchange import LISTED_NAMES, HighlightLinkPart, InsightLinkPart, Part, TagLinkPart, VerdictPart
from app.models.records import TAG_LINKS, AnyRecord, EvidenceVerdict, Insight, Tag

P = TypeVar("P", bound=Part)


@cache
def _shape(part_type: type[Any], record_type: type[Any]) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Return the keys of a part that the record has too, those that name entries of its lists, and its link to tags."""
    keys = [each.name for each in fields(part_type)]
    held = {each.name for each in fields(record_type)} | {"id"}
    names = tuple(key for key in keys if key in LISTED_NAMES and f"{key}_id" in held)
    tagged = f"{record_type.kind_name}_id" if "tags" in keys else None
    return tuple(key for key in keys if key in held), names, tagged


def part_of(content: Content, part_type: type[P], record: AnyRecord, **more: Any) -> P:
    """Return a part with all that the record has by the same names, the names of its entries in lists, its tags."""
    types: tuple[Any, Any] = (part_type, type(record))
    keys, names, tagged = _shape(*types)
    held = {key: getattr(record, key) for key in keys}
    for name in names:
        entry: Any = content.find(LISTED_NAMES[name], held.get(f"{name}_id"))
        held[name] = entry.name if entry else None
    if tagged:
        links = content.members(TAG_LINKS[type(record)], tagged, record.id)
        held["tags"] = [
            TagLinkPart(tag_id=tag.id, tag=tag.name)
            for tag in sorted((content.get(Tag, each.tag_id) for each in links), key=lambda tag: (tag.name, tag.id))
        ]
    return part_type(**held | more)


def evidence_parts(content: Content, record: Backed) -> dict[str, Any]:
    """Return what a card, an insight or an opportunity is linked to as evidence, and the verdicts on it."""
    key = f"{record.kind_name}_id"
    verdicts = content.members(EvidenceVerdict, key, record.id)
    links: Iterable[Any] = content.members(HIGHLIGHT_LINKS[type(record)], key, record.id)
    parts: dict[str, Any] = {
        "highlights": [
            HighlightLinkPart(highlight_id=each.id)
            for each in in_order_of_sources(content, (link.highlight_id for link in links))
        ],
        "verdicts": [
            part_of(content, VerdictPart, each)
            for each in sorted(verdicts, key=lambda each: (each.decided_on, each.strength, each.reason, each.id))
        ],
    }
    if not isinstance(record, Insight):
        links = content.members(INSIGHT_LINKS[type(record)], key, record.id)
        insights = sorted((content.get(Insight, each.insight_id) for each in links), key=sort_key)
        parts["insights"] = [InsightLinkPart(insight_id=each.id, statement=each.statement) for each in insights]
    return parts

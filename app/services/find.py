"""Find words in all that is written on maps and in opportunities, and replace them there."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Literal, NamedTuple, get_args

from app.models.content import Content, columns_of, connectors_of, decisions_of, journeys_in_tree_order, stages_of
from app.models.fields import CARD_FIELDS, FIELDS, Field, field_names
from app.models.records import (
    RECORD_TYPES,
    TAG_LINKS,
    Action,
    Ask,
    Boundary,
    Card,
    Connector,
    Decision,
    Opportunity,
    Score,
    Solution,
    Stage,
    Stakeholder,
    Step,
    Tag,
)
from app.services.cards import map_order, put_together
from app.services.lists import put_name
from app.services.search.results import TEXTS
from app.store import Edit, Store

Scope = Literal["everything", "titles", "texts", "tags", "opportunities"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
"""Where words are looked for: `texts` are those besides titles, names of channels, owners and the like among them."""

_BESIDE: Final[tuple[type[Any], ...]] = (Boundary, Solution, Action, Stakeholder, Ask)
"""What is looked through type by type, after the opportunities with what was decided and scored of each."""

DECIDED: Final[tuple[type[Any], ...]] = (Opportunity, Decision, Score, *_BESIDE)
"""What is on no map: it comes after them."""

_TEXTS: Final[Mapping[type[Any], tuple[str, ...]]] = {
    Stage: ("title",),
    Step: ("title", *(each.name for each in FIELDS["step"] if each.form in ("text", "lines"))),
    Card: ("title", "note", *(each.name for each in CARD_FIELDS if each.form in ("text", "lines"))),
    Connector: ("title",),
    **{each: TEXTS[each] for each in DECIDED},
}
"""The fields that are texts, of each type that is looked through."""

_LISTED: Final[Mapping[type[Any], tuple[Field, ...]]] = {
    Step: tuple(each for each in FIELDS["step"] if each.references),
    Card: tuple(each for each in CARD_FIELDS if each.references),
}
"""The fields that hold entries of shared lists, found by the names of these."""

TAGS: Final = "tags"
"""What stands for a field where a tag was found."""


class Hit(NamedTuple):
    """Where words were found: on a map or in something of `DECIDED`, and in which of its fields."""

    kind: str
    id: str
    fields: tuple[str, ...]


def find(content: Content, text: str, scope: Scope = "everything", journey_id: str | None = None) -> list[Hit]:
    """Return where the text is, whatever its case: map by map in map order, then opportunities; none without a text.

    With a journey, only on its map.
    """
    if not text:
        return []
    search = _Search(content, text, scope)
    journeys = [journey_id] if journey_id else [journey.id for journey in journeys_in_tree_order(content)]
    return [hit for record in _records(content, journeys, journey_id is None, scope) if (hit := search.hit(record))]


def _records(content: Content, journey_ids: Sequence[str], opportunities: bool, scope: Scope) -> Iterator[Any]:
    cards = content.all(Card)
    for journey_id in journey_ids if scope != "opportunities" else ():
        yield from stages_of(content, journey_id)
        yield from columns_of(content, journey_id)
        for card_id in map_order(content, journey_id):
            yield cards[card_id]
        yield from connectors_of(content, journey_id)
    if opportunities:
        from app.scoring.models import reasons_shown  # the bar is there at the start, scoring is not

        for opportunity in content.ordered(Opportunity):
            yield opportunity
            yield from decisions_of(content, opportunity.id)
            yield from reasons_shown(content, opportunity.id)
        for record_type in _BESIDE:
            yield from content.ordered(record_type)


class _Search:
    """A text, with the entries of shared lists whose names have it."""

    def __init__(self, content: Content, text: str, scope: Scope) -> None:
        self.pattern = _pattern(text)
        self._titles = scope != "tags"
        self._texts = scope in ("everything", "texts", "opportunities")
        self._tagged: set[str] = set()
        if scope not in ("titles", "texts"):
            for tag_id in self.named(content, "tag"):
                for link in TAG_LINKS.values():
                    owner = link.key[0]
                    self._tagged |= {getattr(each, owner) for each in content.members(link, "tag_id", tag_id)}
        kinds = {each.references for row in _LISTED.values() for each in row}
        self._named: dict[str | None, Collection[str]] = {
            kind: self.named(content, kind or "") if self._texts else () for kind in kinds
        }
        self._skips_title = scope == "texts"

    def named(self, content: Content, kind: str) -> set[str]:
        """Return the ids of the entries of a list whose names have the text."""
        entries: Any = content.all(RECORD_TYPES[kind]).values()
        return {each.id for each in entries if self.pattern.search(each.name)}

    def hit(self, record: Any) -> Hit | None:
        """Return in which fields of a record the text is."""
        found = [name for name in self._fields(record) if self.pattern.search(getattr(record, name))]
        for field in _LISTED.get(type(record), ()):
            named = self._named[field.references]
            if named and getattr(record, field.name) in named:
                found.append(field.name)
        if record.id in self._tagged:
            found.append(TAGS)
        if isinstance(record, Card) and found not in ([], ["title"]):
            shown = field_names(record.kind)  # a card that was of another kind keeps what that one had, unseen
            found = [each for each in found if each in shown or each == TAGS]
        return Hit(record.kind_name, record.id, tuple(found)) if found else None

    def _fields(self, record: Any) -> Sequence[str]:
        if not self._titles:
            return ()
        texts = _TEXTS[type(record)]
        titled = int(texts[0] in ("title", "name"))
        return texts[titled:] if self._skips_title else texts if self._texts else texts[:titled]


def replace_found(store: Store, hits: Sequence[Hit], text: str, replacement: str) -> int:
    """Replace the text, whatever its case, in the fields in which it was found; return how many records changed.

    An entry of a shared list (a tag, a channel …) is renamed wherever it is used, and joined with one that has the new
    name already; raises InputError where its name would be empty.
    """
    if not text or not hits:
        return 0
    pattern, changed = _pattern(text), 0
    with store.edit(f"Replace “{text}”") as edit:
        for hit in hits:
            record: Any = edit.content.find(RECORD_TYPES[hit.kind], hit.id)
            if record is None:
                continue
            texts = {
                name: pattern.sub(lambda _: replacement, getattr(record, name))
                for name in hit.fields
                if name in _TEXTS[type(record)]
            }
            after = replace(record, **texts)
            if after != record and isinstance(record, Card):
                put_together(edit, [record], **texts)
            elif after != record:
                edit.put(after)
            changed += (after != record) | _rename_lists(edit, record, hit, pattern, replacement)
    return changed


def _rename_lists(edit: Edit, record: Any, hit: Hit, pattern: re.Pattern[str], replacement: str) -> bool:
    """Rename the entries of shared lists on a record that have the text; return whether there were any."""
    entries: list[Any] = []
    if TAGS in hit.fields:
        links: Any = edit.content.members(TAG_LINKS[type(record)], f"{record.kind_name}_id", record.id)
        entries += [edit.content.get(Tag, each.tag_id) for each in links]
    for field in _LISTED.get(type(record), ()):
        held = getattr(record, field.name)
        if field.name in hit.fields and held is not None:
            entries.append(edit.content.get(RECORD_TYPES[field.references or ""], held))
    renamed = False
    for entry in entries:
        name = pattern.sub(lambda _: replacement, entry.name)
        if name != entry.name:
            put_name(edit, entry, name)
            renamed = True
    return renamed


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text), re.IGNORECASE)

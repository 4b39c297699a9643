"""What a user does with insights: make them of passages, say them better, put them on maps, make two of them one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from app.models.content import Content, cards_in, persona_of
from app.models.errors import InputError
from app.models.evidence import HIGHLIGHT_LINKS, INSIGHT_LINKS, Backed, cards_showing, direct_highlights
from app.models.ids import new_id
from app.models.kinds import LANE_TAKES, CardKind, EvidenceStrength, InsightKind
from app.models.records import (
    AnyRecord,
    Card,
    CardInsight,
    EvidenceVerdict,
    Highlight,
    Insight,
    InsightHighlight,
    InsightPersona,
    InsightStep,
    Lane,
    Opportunity,
    Participant,
    Persona,
    Step,
)
from app.services.cards import put_in_cell, put_words, shared_with
from app.services.highlights import in_one_line
from app.services.lists import put_in_place_of
from app.services.order import make_room
from app.services.places import lane_taking_or_new, make_lane_taking
from app.store import Edit, Store

CARDS_FOR: Final[Mapping[InsightKind, tuple[CardKind, ...]]] = {
    "pain": ("pain", "thought", "factor", "note"),
    "gain": ("gain", "thought", "factor", "note"),
    "need": ("need", "thought", "question", "note"),
    "job": ("need", "action", "note"),
    "behaviour": ("action", "thought", "note"),
    "fact": ("note", "factor", "influence"),
}
"""The kinds of card that can show an insight of a kind: the one that it is without more ado first."""

INSIGHT_OF: Final[Mapping[CardKind, InsightKind]] = {
    "pain": "pain",
    "gain": "gain",
    "need": "need",
    "action": "behaviour",
    "thought": "behaviour",
}
"""What a card of a kind becomes an insight of; of the others it is a fact."""

QUOTES_FOR: Final[tuple[CardKind, ...]] = ("quote", "thought", "question", "note", "message")
"""The kinds of card that can show a passage of which nobody said what it is."""


# ---- making and saying


def put_insight(edit: Edit, kind: InsightKind, statement: str, highlight_ids: Iterable[str] = (), **values: Any) -> str:
    """Put an insight drawn from passages, within an edit, and return its id; it is about those who said them."""
    content = edit.content
    highlights = [content.get(Highlight, each) for each in dict.fromkeys(highlight_ids)]
    ranks, moved = make_room(content.ordered(Insight), None, 1)
    made = Insight(id=new_id(), rank=ranks[0], kind=kind, statement=statement, **values)
    edit.put(*moved, made)
    _link(edit, made.id, highlights)
    return made.id


def _link(edit: Edit, insight_id: str, highlights: Iterable[Highlight]) -> None:
    """Draw an insight from passages, too; the personas of who said them are then its own."""
    for each in highlights:
        edit.put(InsightHighlight(insight_id=insight_id, highlight_id=each.id))
        who = edit.content.find(Participant, each.participant_id)
        if who is not None and who.persona_id is not None:
            edit.put(InsightPersona(insight_id=insight_id, persona_id=who.persona_id))


def make_insight(store: Store, kind: InsightKind, statement: str = "", **values: Any) -> str:
    """Make an insight that nothing is known to be behind yet, and return its id."""
    with store.edit("Make insight") as edit:
        return put_insight(edit, kind, statement, **values)


def insight_from(
    store: Store, highlight_ids: Sequence[str], kind: InsightKind | None = None, statement: str | None = None
) -> str:
    """Make one insight of passages and return its id.

    Without a kind it is what the first passage is marked as, else a fact; without a statement it says the words of that
    passage in one line. It is about the personas of those who said them.
    """
    highlights = [store.content.get(Highlight, each) for each in highlight_ids]
    if not highlights:
        raise InputError("No passage is marked. Mark one first.")
    words = in_one_line(store.passage(highlights[0])) if statement is None else statement
    with store.edit("Make insight") as edit:
        return put_insight(edit, kind or highlights[0].kind or "fact", words, highlight_ids)


def edit_insight(store: Store, insight_id: str, **values: Any) -> None:
    """Set kind, statement, note, sentiment (−2 … +2, none = nothing said) or weight (0 … 1000) of an insight.

    All cards that show it say the new statement; sentiment, weight and kind of those change too that had them from it.
    Typing in one field merges into one step. Raises RuleError beyond the ranges.
    """
    insight = store.content.get(Insight, insight_id)
    names = "+".join(sorted(values))
    typed = values.keys() <= {"statement", "note"}
    with store.edit(f"Edit {insight.kind}", group=f"insight/{insight_id}/{names}" if typed else None) as edit:
        after = replace(insight, **values)
        edit.put(after)
        after = edit.content.get(Insight, insight_id)
        cards = cards_showing(edit.content, insight_id)
        edit.put(*(new for card in cards if (new := _following(edit.content, card, insight, after)) != card))
        if after.statement != insight.statement:
            put_words(edit, cards_showing(edit.content, insight_id), after.statement)


def _following(content: Content, card: Card, before: Insight, after: Insight) -> Card:
    """Return a card that shows an insight as it is after a change, but for what was said of the card apart."""
    fields: dict[str, Any] = {
        name: getattr(after, name)
        for name in ("sentiment", "weight")
        if getattr(card, name) == getattr(before, name) != getattr(after, name)
    }
    kind, lane = CARDS_FOR[after.kind][0], content.find(Lane, card.lane_id)
    takes = lane is None or kind in LANE_TAKES[lane.kind]
    if before.kind != after.kind and card.kind == CARDS_FOR[before.kind][0] and takes:
        fields["kind"] = kind
    return replace(card, **fields)


def delete_insights(store: Store, insight_ids: Sequence[str]) -> None:
    """Delete insights; cards that show one keep its words, passages stay marked."""
    insights = [store.content.get(Insight, each) for each in insight_ids]
    with store.edit("Delete insight" if len(insights) == 1 else f"Delete {len(insights)} insights") as edit:
        edit.delete(*insights)


def merge_insights(store: Store, keep_id: str, other_ids: Iterable[str]) -> None:
    """Let one insight stand for others, on all maps and with all that is behind them, and delete those.

    It keeps its words; theirs, where they differ, go to its note. Sentiment and theme it takes over where it has none.
    """
    merged = set(other_ids) - {keep_id}
    if not merged:
        return
    with store.edit("Merge insights") as edit:
        keep = edit.content.get(Insight, keep_id)
        others = [each for each in edit.content.ordered(Insight) if each.id in merged]
        notes = [keep.note, *(text for each in others for text in (each.statement, each.note))]
        put_in_place_of(edit, Insight, keep_id, merged)
        edit.put(
            replace(
                keep,
                note="\n".join(dict.fromkeys(each for each in notes if each.strip() and each != keep.statement)),
                sentiment=_first([keep.sentiment, *(each.sentiment for each in others)]),
                theme_id=_first([keep.theme_id, *(each.theme_id for each in others)]),
            )
        )
        put_words(edit, cards_showing(edit.content, keep_id), keep.statement)


def _first(values: Iterable[Any]) -> Any:
    return next((each for each in values if each is not None), None)


# ---- what an insight is drawn from and about


def link_highlights(store: Store, insight_id: str, highlight_ids: Sequence[str]) -> None:
    """Draw an insight from more passages."""
    highlights = [store.content.get(Highlight, each) for each in highlight_ids]
    with store.edit("Link quote to insight") as edit:
        _link(edit, store.content.get(Insight, insight_id).id, highlights)


def unlink_highlights(store: Store, insight_id: str, highlight_ids: Sequence[str]) -> None:
    """Draw an insight no more from passages, which stay marked."""
    with store.edit("Unlink quote from insight") as edit:
        _unlink(edit, (InsightHighlight,), insight_id, highlight_ids)


def set_personas(store: Store, insight_id: str, persona_ids: Sequence[str]) -> None:
    """Say which personas an insight is about."""
    _set_links(store, "Set personas of insight", InsightPersona, Persona, insight_id, persona_ids)


def set_steps(store: Store, insight_id: str, step_ids: Sequence[str]) -> None:
    """Say which steps, of whatever maps, an insight is about."""
    _set_links(store, "Set steps of insight", InsightStep, Step, insight_id, step_ids)


def _set_links(
    store: Store, label: str, link: type[Any], record_type: type[Any], insight_id: str, ids: Sequence[str]
) -> None:
    field = link.key[1]
    wanted = dict.fromkeys(store.content.get(record_type, each).id for each in ids)
    with store.edit(label) as edit:
        there = {getattr(each, field) for each in edit.content.members(link, "insight_id", insight_id)}
        _unlink(edit, (link,), insight_id, there - wanted.keys())
        edit.put(*(link(insight_id=insight_id, **{field: each}) for each in wanted if each not in there))


def _unlink(edit: Edit, link_types: Iterable[type[Any]], owner_id: str, ids: Iterable[str]) -> None:
    links = (edit.content.find(link, f"{owner_id}/{each}") for each in sorted(ids) for link in link_types)
    edit.delete(*(each for each in links if each is not None))


# ---- on maps


def card_kind_for(kind: InsightKind, lane: Lane | None) -> CardKind:
    """Return what kind of card shows an insight on a lane: one that the lane takes, if any fits."""
    return _fitting(CARDS_FOR[kind], lane)


def _fitting(kinds: Sequence[CardKind], lane: Lane | None) -> CardKind:
    takes = LANE_TAKES[lane.kind] if lane is not None else ()
    return next((each for each in kinds if each in takes), kinds[0])


def place_insight(store: Store, insight_id: str, lane_id: str, step_id: str, before: str | None = None) -> str:
    """Put a card that shows an insight into a cell, and return its id; where the cell has one already, that one.

    Its kind is the one of the insight that the lane takes; a lane that takes none hands it to the nearest of its
    swimlane that does, or to a new one. Sentiment and weight are those of the insight.
    """
    insight = store.content.get(Insight, insight_id)
    with store.edit(f"Place {insight.kind}") as edit:
        return _place_insight(edit, insight, edit.content.get(Lane, lane_id), step_id, before)


def _place_insight(edit: Edit, insight: Insight, lane: Lane, step_id: str, before: str | None = None) -> str:
    kind = card_kind_for(insight.kind, lane)
    to = lane_taking_or_new(edit, lane, kind)
    return _place(edit, kind, insight.statement, to, step_id, before, _of(insight))


def place_insights(
    store: Store, insight_ids: Sequence[str], journey_id: str, swimlane_id: str | None, step_id: str
) -> list[str]:
    """Put a card for each insight into a step of a persona (none = the whole map), and return their ids.

    Each lands on the first lane that takes its kind, made where there is none.
    """
    insights = [store.content.get(Insight, each) for each in insight_ids]
    with store.edit(f"Place {insights[0].kind}" if len(insights) == 1 else f"Place {len(insights)} insights") as edit:
        cards = []
        for each in insights:
            kind = CARDS_FOR[each.kind][0]
            lane = make_lane_taking(edit, journey_id, swimlane_id, kind)
            cards.append(_place(edit, kind, each.statement, lane, step_id, None, _of(each)))
    return cards


def _of(insight: Insight) -> dict[str, Any]:
    """Return what a card has from the insight that it shows, besides its words."""
    return {"insight_id": insight.id, "sentiment": insight.sentiment, "weight": insight.weight}


def place_highlight(
    store: Store, highlight_id: str, lane_id: str, step_id: str, before: str | None = None, title: str | None = None
) -> str:
    """Put a card that shows a passage into a cell, in its own words unless others are given, and return its id.

    On a lane of quotes, and wherever nothing else fits, it is a quote, else what the passage is marked as.
    """
    highlight = store.content.get(Highlight, highlight_id)
    words = in_one_line(store.passage(highlight)) if title is None else title
    with store.edit("Place quote") as edit:
        return _place_highlight(edit, highlight, words, edit.content.get(Lane, lane_id), step_id, before)


def _place_highlight(
    edit: Edit, highlight: Highlight, words: str, lane: Lane, step_id: str, before: str | None = None
) -> str:
    kind = _fitting(QUOTES_FOR if highlight.kind is None else ("quote", *CARDS_FOR[highlight.kind]), lane)
    to = lane_taking_or_new(edit, lane, kind)
    return _place(edit, kind, words, to, step_id, before, {"highlight_id": highlight.id})


def place_evidence(
    store: Store, insight_ids: Sequence[str], highlight_ids: Sequence[str], lane_id: str, step_id: str
) -> list[str]:
    """Put a card for each of some insights and passages into a cell, in one step; return the ids of the cards.

    Each lands as `place_insight` and `place_highlight` have it.
    """
    if len(insight_ids) + len(highlight_ids) == 1:
        return [
            *(place_insight(store, each, lane_id, step_id) for each in insight_ids),
            *(place_highlight(store, each, lane_id, step_id) for each in highlight_ids),
        ]
    insights = [store.content.get(Insight, each) for each in insight_ids]
    highlights = [store.content.get(Highlight, each) for each in highlight_ids]
    words = [in_one_line(store.passage(each)) for each in highlights]
    with store.edit(f"Place {len(insights) + len(highlights)} pieces of evidence") as edit:
        lane = edit.content.get(Lane, lane_id)
        return [
            *(_place_insight(edit, each, lane, step_id) for each in insights),
            *(_place_highlight(edit, each, said, lane, step_id) for each, said in zip(highlights, words, strict=True)),
        ]


def _place(
    edit: Edit, kind: CardKind, title: str, lane: Lane, step_id: str, before: str | None, shown: dict[str, Any]
) -> str:
    what = "insight_id" if "insight_id" in shown else "highlight_id"
    for card in cards_in(edit.content, lane.id, step_id):
        if getattr(card, what) == shown[what]:
            return card.id
    made = Card(id=new_id(), journey_id=lane.journey_id, kind=kind, title=title, rank="V", **shown)
    put_in_cell(edit, [made], lane.id, step_id, before)
    return made.id


def show_insight(store: Store, card_id: str, insight_id: str) -> None:
    """Let a card, and those that are one thing with it, show an insight: it then says the insight's words."""
    card, insight = store.content.get(Card, card_id), store.content.get(Insight, insight_id)
    with store.edit("Show insight") as edit:
        for each in shared_with(edit.content, card):
            edit.put(replace(each, insight_id=insight.id, title=insight.statement, example=False))
        edit.delete(*(link for link in [edit.content.find(CardInsight, f"{card_id}/{insight_id}")] if link))


def card_to_insight(store: Store, card_id: str) -> str:
    """Make an insight of what a card says, drawn from its passages, let the card show it, and return its id."""
    card = store.content.get(Card, card_id)
    if card.insight_id is not None:
        return card.insight_id
    with store.edit("Make insight") as edit:
        behind = [each.id for each in direct_highlights(edit.content, card)]
        values = {"note": card.note, "sentiment": card.sentiment, "weight": card.weight}
        made = put_insight(edit, INSIGHT_OF.get(card.kind, "fact"), card.title, behind, **values)
        lane = edit.content.find(Lane, card.lane_id)
        persona = persona_of(edit.content, lane.swimlane_id) if lane else None
        if persona is not None:
            edit.put(InsightPersona(insight_id=made, persona_id=persona.id))
        edit.put(*(replace(each, insight_id=made, example=False) for each in shared_with(edit.content, card)))
    return made


def detach(store: Store, card_ids: Sequence[str]) -> None:
    """Let cards show their insight or passage no more; they keep its words, as words of their own."""
    cards = [store.content.get(Card, each) for each in card_ids]
    with store.edit("Detach card") as edit:
        for card in cards:
            together = shared_with(edit.content, card)
            edit.put(*(replace(each, insight_id=None, highlight_id=None) for each in together))


# ---- evidence


def add_evidence(
    store: Store, record_id: str, insight_ids: Iterable[str] = (), highlight_ids: Iterable[str] = ()
) -> None:
    """Give a card or an opportunity insights and passages as evidence; what it shows or has already stays as it is."""
    record = _card_or_opportunity(store.content, record_id)
    by_insight, by_highlight = INSIGHT_LINKS[type(record)], HIGHLIGHT_LINKS[type(record)]
    shown = {record.insight_id, record.highlight_id} if isinstance(record, Card) else set()
    owner = f"{record.kind_name}_id"
    with store.edit(f"Add evidence to {_noun(record)}") as edit:
        insights = [each for each in dict.fromkeys(insight_ids) if each not in shown]
        highlights = [each for each in dict.fromkeys(highlight_ids) if each not in shown]
        edit.put(*(by_insight(**{owner: record_id, "insight_id": each}) for each in insights))
        edit.put(*(by_highlight(**{owner: record_id, "highlight_id": each}) for each in highlights))


def remove_evidence(store: Store, record_id: str, evidence_ids: Sequence[str]) -> None:
    """Take insights and passages away from the evidence of a card or an opportunity."""
    record = _card_or_opportunity(store.content, record_id)
    with store.edit(f"Remove evidence from {_noun(record)}") as edit:
        _unlink(edit, (INSIGHT_LINKS[type(record)], HIGHLIGHT_LINKS[type(record)]), record_id, evidence_ids)


def _card_or_opportunity(content: Content, record_id: str) -> Card | Opportunity:
    found: Card | Opportunity | None = content.find(Opportunity, record_id) or content.find(Card, record_id)
    if found is None:
        raise InputError("What the evidence was for is gone. Nothing was changed.")
    return found


def _noun(record: AnyRecord) -> str:
    return record.kind if isinstance(record, Card) else record.kind_name


def set_verdict(
    store: Store, record: Backed, strength: EvidenceStrength | None, reason: str = "", on: date | None = None
) -> None:
    """Say what the evidence of a card, an insight or an opportunity is held to be, and why.

    It counts from today unless a day is given. What was said on other days stays, the newest counts; none takes all
    of it back. Typing the reason merges into one step.
    """
    day, owner = (on or date.today()).isoformat(), f"{record.kind_name}_id"
    said = store.content.members(EvidenceVerdict, owner, record.id)
    there = next((each for each in said if each.decided_on == day), None)
    typed = there is not None and there.strength == strength
    label = "Judge evidence" if strength else "Take judgement of evidence back"
    with store.edit(label, group=f"{record.kind_name}/{record.id}/verdict" if typed else None) as edit:
        if strength is None:
            edit.delete(*tuple(said))
        elif there is not None:
            edit.put(replace(there, strength=strength, reason=reason))
        else:
            made: dict[str, Any] = {"strength": strength, "decided_on": day, "reason": reason, owner: record.id}
            edit.put(EvidenceVerdict(id=new_id(), **made))

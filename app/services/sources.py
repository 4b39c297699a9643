"""What a user does with sources: name them, say what they are, move and delete them."""

from dataclasses import replace
from typing import Any, Final

from app.models.content import Content
from app.models.records import Card, CardHighlight, Highlight, InsightHighlight, Source
from app.services.order import make_room, named
from app.store import Store

_EDITABLE: Final = ("title", "kind", "held_on", "note", "channel_id")


def update_source(store: Store, source_id: str, **values: Any) -> None:
    """Change fields of a source; typing in one of them is one step. Raises RuleError for a day that is none."""
    wrong = values.keys() - set(_EDITABLE)
    if wrong:
        raise ValueError(f"no field of a source that is edited: {', '.join(sorted(wrong))}")
    group = f"source {source_id} {next(iter(values))}" if len(values) == 1 else None
    with store.edit("Edit source", group=group) as edit:
        edit.put(replace(edit.content.get(Source, source_id), **values))


def move_source(store: Store, source_id: str, before: str | None) -> None:
    """Move a source in the list, before another one or to the end."""
    with store.edit("Move source") as edit:
        source = edit.content.get(Source, source_id)
        ranks, moved = make_room(edit.content.ordered(Source), before, 1, moving=[source_id])
        edit.put(*moved, replace(source, rank=ranks[0]))


def delete_source(store: Store, source_id: str) -> None:
    """Delete a source with its highlights; insights and cards stay, with less behind them. Undo brings all back."""
    source = store.content.get(Source, source_id)
    with store.edit(named("Delete source", source.title)) as edit:
        edit.delete(edit.content.get(Source, source_id))


def rests_on(content: Content, source_id: str) -> tuple[int, int, int]:
    """Return how many highlights a source has, and how many insights and cards have one of them as evidence."""
    ids = {each.id for each in content.members(Highlight, "source_id", source_id)}
    insights = {
        each.insight_id for highlight in ids for each in content.members(InsightHighlight, "highlight_id", highlight)
    }
    cards = {each.card_id for highlight in ids for each in content.members(CardHighlight, "highlight_id", highlight)}
    cards |= {each.id for highlight in ids for each in content.members(Card, "highlight_id", highlight)}
    return len(ids), len(insights), len(cards)

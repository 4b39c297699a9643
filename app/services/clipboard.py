"""Cards to the clipboard and back: as text, so that the same words can come from and go to other programs."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from app.models.content import Content, cards_in, columns_of, unplaced_cards
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import CARD_KINDS, LANE_TAKES, CardKind
from app.models.ranks import rank_between
from app.models.records import Card, Connector, Lane
from app.services.cards import cards_label, map_order, put_in_cell
from app.services.connectors import connectors_among
from app.services.order import in_map_order, make_room
from app.services.places import lane_taking_or_new
from app.store import Edit, Store

_FIELDS: Final = ("kind", "title", "note", "span", "sentiment", "weight", "score")
_BULLET: Final = re.compile(r"^\s*(?:[-*+•–]|\d{1,3}[.)])\s+")
MOST_LINES: Final = 2000


def copy_cards(content: Content, card_ids: Sequence[str]) -> str:
    """Return cards as JSON text that `paste_cards` reads; each keeps its distance in steps to the leftmost."""
    cards = [content.get(Card, card_id) for card_id in card_ids]
    journey_ids = list({card.journey_id: None for card in cards})
    cards = in_map_order(cards, [each for journey_id in journey_ids for each in map_order(content, journey_id)])
    place = {step.id: at for journey_id in journey_ids for at, step in enumerate(columns_of(content, journey_id))}
    first = min((place[card.step_id] for card in cards if card.step_id), default=0)
    return json.dumps(
        {
            "clew": "cards",
            "cards": [
                {name: getattr(card, name) for name in _FIELDS}
                | {"offset": place[card.step_id] - first if card.step_id else 0}
                for card in cards
            ],
            "connectors": _copy_connectors(content, [card.id for card in cards]),
        },
        ensure_ascii=False,
    )


def _copy_connectors(content: Content, card_ids: list[str]) -> list[dict[str, Any]]:
    """Return the connectors among cards, with the places of their ends in the list."""
    return [
        {
            "from": card_ids.index(each.from_card_id),
            "to": card_ids.index(each.to_card_id),
            "title": each.title,
            "hand_off": each.hand_off,
        }
        for each in connectors_among(content, card_ids)
    ]


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that become cards: trimmed, without bullets and numbers of a list, none empty."""
    return [line for line in (_BULLET.sub("", each).strip() for each in text.splitlines()) if line]


def paste_cards(
    store: Store,
    journey_id: str,
    text: str,
    lane_id: str | None = None,
    step_id: str | None = None,
    before: str | None = None,
) -> list[str]:
    """Add copied cards, or a card for each line of other text, at a cell or in Unplaced; return their ids.

    Lines become cards of the first kind that the lane takes, touchpoints where it takes none.
    """
    copied = _read_cards(text)
    lane = store.content.find(Lane, lane_id)
    if copied is None:
        kinds = LANE_TAKES[lane.kind] if lane else ()
        copied = [(0, _new_card(kind=kinds[0] if kinds else "touchpoint", title=line)) for line in lines_of(text)]
    if not copied:
        raise InputError("There is nothing to paste: copy cards or lines of text first.")
    if len(copied) > MOST_LINES:
        raise InputError(
            f"That is {len(copied):,} cards; at most {MOST_LINES:,} can be pasted at once. Nothing was added."
        )
    cards = [(offset, replace(card, journey_id=journey_id)) for offset, card in copied]
    with store.edit(cards_label("Paste", [card for _, card in cards])) as edit:
        if lane is None or step_id is None:
            _put_unplaced(edit, journey_id, [card for _, card in cards])
        else:
            _put_at(edit, cards, lane, step_id, before)
        edit.put(*_read_connectors(text, [card for _, card in cards]))
    return [card.id for _, card in cards]


def _read_cards(text: str) -> list[tuple[int, Card]] | None:
    """Return copied cards with their distances in steps, or none where the text is not what `copy_cards` wrote."""
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("clew") != "cards":
            return None
        return [(int(each["offset"]), _new_card(**{name: each[name] for name in _FIELDS})) for each in data["cards"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _read_connectors(text: str, cards: Sequence[Card]) -> list[Connector]:
    """Return the connectors among copied cards, now among these; those that make no sense are left out."""
    try:
        data = json.loads(text)
        copied = data.get("connectors", []) if isinstance(data, dict) and data.get("clew") == "cards" else []
        return [
            Connector(
                from_card_id=cards[each["from"]].id,
                to_card_id=cards[each["to"]].id,
                journey_id=cards[each["from"]].journey_id,
                title=each["title"],
                hand_off=each["hand_off"],
            )
            for each in copied
        ]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return []


def _new_card(**fields: Any) -> Card:
    kind: CardKind = fields["kind"]
    if kind not in CARD_KINDS:
        raise ValueError(f"no kind of card: {kind!r}")
    return Card(id=new_id(), journey_id="", rank=rank_between(None, None), **fields)


def _put_unplaced(edit: Edit, journey_id: str, cards: Sequence[Card]) -> None:
    ranks, moved = make_room(unplaced_cards(edit.content, journey_id), None, len(cards))
    edit.put(*moved, *(replace(card, rank=rank, span=1) for card, rank in zip(cards, ranks, strict=True)))


def _put_at(edit: Edit, cards: Sequence[tuple[int, Card]], lane: Lane, step_id: str, before: str | None) -> None:
    columns = [step.id for step in columns_of(edit.content, lane.journey_id)]
    start = columns.index(step_id)
    cells: dict[tuple[str, str], list[Card]] = {}
    for offset, card in cards:
        target = lane_taking_or_new(edit, lane, card.kind)
        cells.setdefault((target.id, columns[min(start + offset, len(columns) - 1)]), []).append(card)
    for (to_lane, to_step), group in cells.items():
        there = {card.id for card in cards_in(edit.content, to_lane, to_step)}
        put_in_cell(edit, group, to_lane, to_step, before if before in there else None)

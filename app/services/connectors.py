"""What a user does with connectors: join cards, name the flow, mark hand-offs, turn it round, part the cards again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.models.content import Content
from app.models.errors import InputError
from app.models.kinds import HandOff
from app.models.records import Card, Connector
from app.store import Edit, Store


def connect(
    store: Store, from_card_id: str, to_card_id: str, *, title: str = "", hand_off: HandOff | None = None
) -> str:
    """Let a card lead to another one of its map, and return the connector's id.

    Raises InputError where both are the same, on different maps, or joined this way already.
    """
    first, last = store.content.get(Card, from_card_id), store.content.get(Card, to_card_id)
    if first.id == last.id:
        raise InputError("A card cannot lead to itself. Choose another one.")
    if first.journey_id != last.journey_id:
        raise InputError("Only cards of the same map can be connected. Nothing was added.")
    made = Connector(
        from_card_id=first.id, to_card_id=last.id, journey_id=first.journey_id, title=title, hand_off=hand_off
    )
    if store.content.find(Connector, made.id) is not None:
        raise InputError("These cards are connected already. Nothing was added.")
    with store.edit("Connect cards") as edit:
        edit.put(made)
    return made.id


def disconnect(store: Store, connector_ids: Sequence[str]) -> None:
    """Delete connectors; the cards stay."""
    connectors = [store.content.get(Connector, each) for each in connector_ids]
    label = "Delete connector" if len(connectors) == 1 else f"Delete {len(connectors)} connectors"
    with store.edit(label) as edit:
        edit.delete(*connectors)


def set_title(store: Store, connector_id: str, title: str) -> None:
    """Set what stands on the line; typing merges into one step."""
    with store.edit("Edit connector", group=f"connector/{connector_id}/title") as edit:
        edit.put(replace(edit.content.get(Connector, connector_id), title=title))


def set_hand_off(store: Store, connector_ids: Sequence[str], hand_off: HandOff | None) -> None:
    """Mark connectors as hand-offs that are seamless or broken, or (none) as plain flows."""
    connectors = [store.content.get(Connector, each) for each in connector_ids]
    with store.edit("Mark hand-off" if hand_off else "Mark as flow") as edit:
        edit.put(*(replace(each, hand_off=hand_off) for each in connectors))


def reverse(store: Store, connector_id: str) -> str:
    """Let a connector lead the other way and return its id, which is another one then.

    Raises InputError where there is a connector that way already.
    """
    connector = store.content.get(Connector, connector_id)
    turned = replace(connector, from_card_id=connector.to_card_id, to_card_id=connector.from_card_id)
    if store.content.find(Connector, turned.id) is not None:
        raise InputError("There is a connector back already. Delete one of the two instead.")
    with store.edit("Reverse connector") as edit:
        edit.delete(connector)
        edit.put(turned)
    return turned.id


def connectors_among(content: Content, card_ids: Iterable[str]) -> list[Connector]:
    """Return the connectors that lead from one of these cards to another of them."""
    among = set(card_ids)
    return [
        each
        for card_id in sorted(among)
        for each in content.holding(Connector, "from_card_id", card_id)
        if each.to_card_id in among
    ]


def copy_connectors(edit: Edit, twins: Mapping[str, str]) -> None:
    """Connect the copies of cards, by the id of the card that each is a copy of, as these are among themselves."""
    for each in connectors_among(edit.content, twins):
        edit.put(replace(each, from_card_id=twins[each.from_card_id], to_card_id=twins[each.to_card_id]))

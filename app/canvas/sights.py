"""How a sight makes cards look where they are drawn as rectangles: edge, paper, and whether they are set back."""

from collections.abc import Callable
from typing import Final, NamedTuple

from app.layout.lens import Paint, Sight
from app.layout.look import Role, kind_edge, kind_fill, rule_tint
from app.layout.sheet import LaneRow
from app.models.content import Content
from app.models.kinds import CARD_KINDS
from app.models.records import Card


class Look(NamedTuple):
    """The colours of a card's edge and paper, and whether it is faint."""

    edge: Role
    paper: Role
    faint: bool = False


class Seen(NamedTuple):
    """What the cards of a lane were drawn from; the same objects give the same drawing."""

    inside: object
    paints: object
    dimmed: frozenset[str]

    def is_as(self, other: "Seen | None") -> bool:
        """Return whether nothing would be drawn anew."""
        return (
            other is not None
            and self.inside is other.inside
            and self.paints is other.paints
            and self.dimmed == other.dimmed
        )


_PLAIN: Final = {kind: Look(kind_edge(kind), kind_fill(kind)) for kind in CARD_KINDS}
_NONE: Final[frozenset[str]] = frozenset()


def seen_on(lane: LaneRow, sight: Sight) -> Seen:
    """Return what the cards of a lane are drawn from."""
    dimmed = sight.dimmed
    mine = frozenset([card.id for card in lane.inside.cards if card.id in dimmed]) if dimmed else _NONE
    return Seen(lane.inside, sight.paints, mine)


def looks_in(sight: Sight, content: Content) -> Callable[[Card], Look]:
    """Return what tells how a card looks."""
    dimmed = sight.dimmed
    if not sight.lens.colour_by:
        if not dimmed:
            return lambda card: _PLAIN[card.kind]
        return lambda card: _PLAIN[card.kind]._replace(faint=card.id in dimmed)
    looks: dict[tuple[Paint | None, bool], Look] = {}

    def look(card: Card) -> Look:
        key = sight.paint_of(content, card), card.id in dimmed
        found = looks.get(key)
        if found is None:
            role = key[0].role if key[0] else kind_edge(card.kind)
            found = looks[key] = Look(role, rule_tint(role), key[1])
        return found

    return look

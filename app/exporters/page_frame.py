"""What stands around a map on paper: title, personas and legend above it, date and page number below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from app.layout.connectors import ROLES, SIGNS
from app.layout.details import is_moment, shown_proof
from app.layout.icons import draw_icon
from app.layout.legend import legend_of
from app.layout.look import kind_edge, persona_role, tag_role
from app.layout.shapes import Path, Rect, Shape, Text, line
from app.layout.sheet import MapLayout
from app.layout.styles import TextStyle, lay_out, lay_out_left, line_height
from app.layout.text.bidi import base_level
from app.layout.words import Words
from app.models.content import Content, cards_of, connectors_of, sort_key, tags_of, workspace_of
from app.models.kinds import CARD_KINDS
from app.models.records import Journey

MARGIN: Final = 30.0
FOOTER: Final = 12.0
"""The height of the footer, in points before it is enlarged for large papers; so are all measures here."""

FOOTER_GAP: Final = 22.0

_EYEBROW: Final = TextStyle(9.0)
_TITLE: Final = TextStyle(19.0, "bold")
_WORD: Final = TextStyle(9.5)
_NAME: Final = TextStyle(9.5, "bold")
_FOOT: Final = TextStyle(8.0)
_ICON: Final = 9.0
_ICON_GAP: Final = 5.0
_ITEM_GAP: Final = 16.0
_SWATCH: Final = "swatch"
_LONGEST: Final = 150.0
"""The width of a name or a role at most; a longer one ends in an ellipsis, the map itself says it in full."""
_ROW: Final = 18.0
_MOST_TAGS: Final = 16
"""Tags that a legend explains."""

_LEFT_TO_RIGHT: Final = "\u200e"


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above a map: shapes from the left margin down, and their height with the gap below."""

    shapes: tuple[Shape, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Item:
    """An icon with words beside it, all from the item's top left."""

    icon: str
    words: tuple[tuple[str, TextStyle, str], ...]
    colour: str

    def place(self, x: float, y: float) -> tuple[float, list[Shape]]:
        """Return where the item ends and its shapes."""
        shapes: list[Shape] = []
        if self.icon == _SWATCH:
            top = y + (line_height(_WORD) - _ICON) / 2
            shapes.append(Rect(x, top, _ICON, _ICON, 2.0, self.colour))
            x += _ICON + _ICON_GAP
        elif self.icon:
            top = y + (line_height(_WORD) - _ICON) / 2
            shapes += draw_icon(self.icon, x, top, _ICON, self.colour)
            x += _ICON + _ICON_GAP
        for text, style, colour in self.words:
            block = lay_out_left(text, style, _LONGEST, max_lines=1)
            shapes.append(Text(block, x, y, colour))
            x += block.width + _ICON_GAP
        return x - _ICON_GAP, shapes


def draw_header(
    content: Content, journey: Journey, layout: MapLayout, width: float, words: Words, room: float = inf
) -> Header:
    """Return the header of a journey's pages: workspace and state, title, personas, and the kinds that the map has.

    Where it would be higher than `room`, the titles end in an ellipsis and the personas in the number of the others.
    """
    eyebrow_lines = None if room == inf else 2
    title_lines = None if room == inf else max(1, int(room / 2 / line_height(_TITLE)))
    workspace = in_page_direction(f"{workspace_of(content).title} · {words['whose journey']} · {words[journey.state]}")
    eyebrow = lay_out(workspace, _EYEBROW, width, max_lines=eyebrow_lines)
    title = lay_out_left(journey.title, _TITLE, width, max_lines=title_lines)
    shapes: list[Shape] = [Text(eyebrow, 0.0, 0.0, "muted"), Text(title, 0.0, eyebrow.height, "ink")]
    y = eyebrow.height + title.height + 6.0
    goal = " ".join(journey.goal.split())
    if goal:
        block = lay_out(in_page_direction(f"{words['field goal']}: {goal}"), _WORD, width, max_lines=2)
        shapes.append(Text(block, 0.0, y, "muted"))
        y += block.height + 6.0
    personas = [_persona(band.name, band.role, band.number) for band in layout.bands if band.number is not None]
    legend = _legend(content, journey, layout, words)
    rows = _flow(personas, width)
    kinds = _flow(legend, width)
    most = max(2.0, (room - y) / _ROW - len(kinds))
    if len(rows) > most:
        rows = rows[: int(most) - 1]
        named = sum(len(row) for _, row in rows)
        rows.append((0.0, [_Item("", ((f"+ {len(personas) - named}", _WORD, "muted"),), "muted")]))
    if len(rows) == len(kinds) == 1 and rows[0][0] + 2 * _ITEM_GAP + kinds[0][0] <= width:
        shapes += _place(rows[0][1], 0.0, y) + _place(kinds[0][1], width - kinds[0][0], y)
        y += _ROW
    else:
        for _, row in (*rows, *kinds):
            shapes += _place(row, 0.0, y)
            y += _ROW
    y, lens = _lens(content, layout, words, width, y)
    return Header((*shapes, *lens), y + 4.0)


def _lens(content: Content, layout: MapLayout, words: Words, width: float, y: float) -> tuple[float, list[Shape]]:
    """Return where what explains colours and filters ends, and its shapes from y on; nothing without either."""
    legend = legend_of(content, layout.journey_id, layout.sight, words)
    shapes: list[Shape] = []
    if legend is None:
        return y, shapes
    if legend.rule:
        items = [_Item("", ((legend.rule, _NAME, "ink"),), "ink")]
        for each in legend.choices:
            said = ((" ".join(each.label.split()), _WORD, "ink"), (str(each.cards), _WORD, "muted"))
            items.append(_Item(_SWATCH, said, each.role))
        for _, row in _flow(items, width):
            shapes += _place(row, 0.0, y)
            y += _ROW
    if legend.filters:
        text = " · ".join((*legend.filters, legend.counted))
        block = lay_out(in_page_direction(text), _WORD, width, max_lines=3)
        shapes.append(Text(block, 0.0, y, "ink"))
        y += block.height + 6.0
    return y, shapes


def _legend(content: Content, journey: Journey, layout: MapLayout, words: Words) -> list[_Item]:
    """Return what explains the signs on a map: kinds, hand-offs, moments of truth, colours of tags, as far as used."""
    sight = layout.sight
    hidden, ruled = sight.hidden, bool(sight.lens.colour_by)
    placed = [card for card in cards_of(content, journey.id) if card.lane_id is not None and card.id not in hidden]
    used = {card.kind for card in placed}
    marks = {each.hand_off for each in connectors_of(content, journey.id)}
    signs: list[tuple[str, str, str]] = [
        (kind, words[kind], "muted" if ruled else kind_edge(kind)) for kind in CARD_KINDS if kind in used
    ]
    if any(is_moment(card) for card in placed):
        signs.append(("moment", words["moment of truth"], "moment"))
    if any(shown_proof(content, card) for card in placed):
        signs.append(("evidence", words["evidence sign"], "accent"))
    tags = {tag.id: tag for card in placed for tag in tags_of(content, card) if tag.colour is not None}
    signs += [("tag", tag.name, tag_role(tag.colour)) for tag in sorted(tags.values(), key=sort_key)[:_MOST_TAGS]]
    signs += [(sign, words[f"{each} hand-off"], ROLES[each]) for each, sign in SIGNS.items() if each in marks]
    return [_Item(sign, ((word, _WORD, "muted"),), colour) for sign, word, colour in signs]


def draw_footer(left: str, middle: str, right: str, width: float) -> tuple[Shape, ...]:
    """Return the footer: a hairline, what the page is of, which tile it is, if it is one, and its number."""
    y = 5.0
    tile, number = lay_out(middle, _FOOT, width), lay_out(right, _FOOT, width)
    room = (width - tile.width) / 2 - _ITEM_GAP if middle else width - number.width - _ITEM_GAP
    return (
        Path(line((0.0, 0.0), (width, 0.0)), stroke="line", width=0.6),
        Text(lay_out(in_page_direction(left), _FOOT, room, max_lines=1), 0.0, y, "muted"),
        Text(tile, (width - tile.width) / 2, y, "muted"),
        Text(number, width - number.width, y, "muted"),
    )


def in_page_direction(text: str) -> str:
    """Return a line of the page's own words that begins with somebody's: it runs as the page's words do."""
    return _LEFT_TO_RIGHT + text if base_level(text) else text


def _persona(name: str, role: str, number: int) -> _Item:
    colour = persona_role(number)
    role_words = ((role, _WORD, "muted"),) if role else ()
    return _Item("persona", ((name, _NAME, colour), *role_words), colour)


def _flow(items: Iterable[_Item], width: float) -> list[tuple[float, list[_Item]]]:
    """Return the items in rows no wider than `width`, each row with its width."""
    rows: list[tuple[float, list[_Item]]] = []
    for item in items:
        wide, _ = item.place(0.0, 0.0)
        if rows and rows[-1][0] + _ITEM_GAP + wide <= width:
            rows[-1] = (rows[-1][0] + _ITEM_GAP + wide, [*rows[-1][1], item])
        else:
            rows.append((wide, [item]))
    return rows


def _place(row: Sequence[_Item], x: float, y: float) -> list[Shape]:
    shapes: list[Shape] = []
    for item in row:
        end, drawn = item.place(x, y)
        shapes += drawn
        x = end + _ITEM_GAP
    return shapes

"""A workspace without ids and ranks, for comparing: the same content gives the same data."""

import json
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from app.models.interchange import SHARED_LISTS

_LATER: Final = (
    "participants",
    "sources",
    "themes",
    "insights",
    "mappings",
    "scoring_models",
    "scorers",
    "boundaries",
    "opportunities",
    "solutions",
    "actions",
    "stakeholders",
    "tool_uses",
    "rounds",
    "agendas",
)
"""What is put in order after the maps, each after what it names."""

_PLACE: Final = ("turn", "start", "last_turn", "end")
"""What orders the highlights of a source; of those in one place, what they hold does."""

_LINKS: Final = {"highlights": "highlight_id", "answers": "answered_id", "steps": "step_id"}
"""Lists of links that have no order of their own, with what each leads to."""

_REFERENCES: Final = ("to_be_of",)
"""Keys that hold an id though their name does not end in `_id`."""


def canonical_data(whole: dict[str, Any]) -> dict[str, Any]:
    """Return a whole workspace as plain data without ids and ranks, as `workspace_json.write_json` says; changes it."""
    for key in ("personas", *SHARED_LISTS):
        whole[key].sort(key=lambda each: (each["name"], _told(each, {})))
    numbers: dict[str, int] = {}
    later = {key: whole.pop(key) for key in _LATER}
    _number(whole, numbers)
    for opportunity in later["opportunities"]:
        opportunity["cards"].sort(key=lambda card: numbers[card["card_id"]])
    for key, parts in later.items():  # each names what stands before it
        for source in parts if key == "sources" else ():
            source["highlights"].sort(key=lambda each: (*itemgetter(*_PLACE)(each), _told(each, numbers)))
        whole[key] = _settled(parts, numbers)
        _number(whole[key], numbers)
    _order_links(whole, numbers)
    return {key: _without_ids(value, numbers) for key, value in whole.items()}


def _order_links(value: Any, numbers: Mapping[str, int]) -> None:
    """Order links by what they lead to, and scores by what they hold: their ids decide otherwise."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key in _LINKS and each and _LINKS[key] in each[0]:
                each.sort(key=lambda link: (numbers[link[_LINKS[key]]], _told(link, numbers)))
            elif key == "scores":
                each.sort(key=lambda score: _told(score, numbers))
            _order_links(each, numbers)
    elif isinstance(value, list):
        for each in value:
            _order_links(each, numbers)


def _number(value: Any, numbers: dict[str, int]) -> None:
    """Number every id, and every group of cards joined by a shared one, in printed order."""
    if isinstance(value, list):
        for each in value:
            _number(each, numbers)
    elif isinstance(value, dict):
        for key in ("id", "shared_id"):
            if value.get(key) is not None:
                numbers.setdefault(value[key], len(numbers) + 1)
        for key, each in value.items():
            if key == "cards" and "lanes" in value:
                _settle_ties(each, numbers)
            _number(each, numbers)
        if "connectors" in value:
            value["connectors"].sort(key=lambda each: (numbers[each["from_card_id"]], numbers[each["to_card_id"]]))


def _settle_ties(cards: list[dict[str, Any]], numbers: dict[str, int]) -> None:
    """Order cards of one rank in one cell, or unplaced, by what they hold: on the map their ids decide."""

    def held(card: dict[str, Any]) -> str:
        return _told({**card, "order": None}, numbers)

    settled: list[dict[str, Any]] = []
    for _, cell in groupby(cards, itemgetter("lane_id", "step_id")):
        for _, tied in groupby(cell, itemgetter("rank")):
            group = list(tied)
            orders = [card["order"] for card in group]
            group = sorted(group, key=held) if len(group) > 1 else group
            settled += ({**card, "order": order} for card, order in zip(group, orders, strict=True))
    cards[:] = settled


def _settled(parts: list[dict[str, Any]], numbers: dict[str, int]) -> list[dict[str, Any]]:
    """Return parts by rank, and those of one rank by what they hold."""
    return sorted(parts, key=lambda each: (each.get("rank", ""), _told(each, numbers)))


def _told(value: Any, numbers: Mapping[str, int]) -> str:
    return json.dumps(_without_ids(value, numbers), sort_keys=True)


def _without_ids(value: Any, numbers: Mapping[str, int]) -> Any:
    if isinstance(value, list):
        return [_without_ids(each, numbers) for each in value]
    if not isinstance(value, dict):
        return value
    kept: dict[str, Any] = {}
    for key, each in value.items():
        if key in ("id", "rank"):
            continue
        if key.endswith("_id") or key in _REFERENCES:
            kept[key.removesuffix("_id") + "_number"] = numbers.get(each)
        else:
            kept[key] = _without_ids(each, numbers)
    return kept

"""Parts of a map to the clipboard and back, within a workspace or into another; and text of other programs as cards."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from app.models.content import steps_of
from app.models.errors import InputError
from app.models.kinds import LANE_TAKES
from app.models.records import Card, Lane, Stage, Step, Swimlane
from app.services.cards import map_order
from app.services.order import in_map_order
from app.services.parts import Part, cards_part, lanes_part, read_part, stages_part, swimlane_part, to_lines, to_text
from app.services.pasting import Pasted, Target, keep_images, put_part
from app.services.places import take_off_steps
from app.store import Store

__all__ = ["Copied", "Pasted", "Target", "copy_cards", "copy_header", "cut_header", "lines_of", "paste"]

_BULLET: Final = re.compile(r"^\s*(?:[-*+•–]|\d{1,3}[.)])\s+")
MOST_LINES: Final = 2000
MOST_CARDS: Final = 20_000


class Copied(NamedTuple):
    """A part as JSON for Clew, and as lines for everything else."""

    data: str
    lines: str


# ---- copying


def copy_cards(store: Store, card_ids: Sequence[str]) -> Copied:
    """Return cards with all they say, the connectors among them, and their places beside each other."""
    content = store.content
    cards = [content.get(Card, card_id) for card_id in card_ids]
    journey_ids = list({card.journey_id: None for card in cards})
    ordered = in_map_order(cards, [each for journey_id in journey_ids for each in map_order(content, journey_id)])
    return _copied(cards_part(store, [card.id for card in ordered]))


def copy_header(store: Store, kind: str, record_id: str) -> Copied:
    """Return a stage, step, lane or swimlane with its cards; a step becomes a stage of its own."""
    copy: dict[str, Callable[[], Part]] = {
        "stage": lambda: stages_part(store, [record_id]),
        "step": lambda: _step_part(store, record_id),
        "lane": lambda: lanes_part(store, [record_id]),
        "swimlane": lambda: swimlane_part(store, record_id),
    }
    return _copied(copy[kind]())


def _copied(part: Part) -> Copied:
    return Copied(to_text(part), to_lines(part))


def _step_part(store: Store, step_id: str) -> Part:
    """Return the stage of a step with that step alone."""
    step = store.content.get(Step, step_id)
    part = stages_part(store, [step.stage_id])
    number = [each.id for each in steps_of(store.content, step.stage_id)].index(step_id)
    (stage,) = part["stages"]
    only = stage["steps"][number]
    stage["title"], stage["steps"] = only.pop("title", "") or stage.get("title", ""), [only]
    kept = [place for place, card in enumerate(part["cards"]) if card["column"] == number]
    new = {old: place for place, old in enumerate(kept)}
    part["cards"] = [{**part["cards"][place], "column": 0, "span": 1} for place in kept]
    part["connectors"] = [
        {**each, "from": new[each["from"]], "to": new[each["to"]]}
        for each in part["connectors"]
        if each["from"] in new and each["to"] in new
    ]
    part["overrides"] = [{**each, "column": 0} for each in part["overrides"] if each["column"] == number]
    return part


def cut_header(store: Store, kind: str, record_id: str) -> None:
    """Delete a stage, step, lane or swimlane together with its cards, in one step: they are on the clipboard."""
    with store.edit(f"Cut {kind}") as edit:
        content = edit.content
        if kind in ("stage", "step"):
            stage = content.get(Stage, content.get(Step, record_id).stage_id if kind == "step" else record_id)
            all_steps = [step.id for step in steps_of(content, stage.id)]
            steps = set(all_steps) if kind == "stage" else {record_id}
            edit.delete(*(card for step in steps for card in content.holding(Card, "step_id", step)))
            take_off_steps(edit, stage.journey_id, steps)
            edit.delete(stage if len(steps) == len(all_steps) else content.get(Step, record_id))
        else:
            lanes = content.holding(Lane, "swimlane_id", record_id) if kind == "swimlane" else ()
            ids = [lane.id for lane in lanes] if kind == "swimlane" else [record_id]
            edit.delete(*(card for lane in ids for card in content.holding(Card, "lane_id", lane)))
            edit.delete(content.get(Swimlane, record_id) if kind == "swimlane" else content.get(Lane, record_id))


# ---- pasting


def paste(store: Store, journey_id: str, text: str, target: Target) -> Pasted:
    """Add what was copied, or cards for other text: a card for each line, or a step for each column of a table.

    Such cards are of the first kind that the lane takes, touchpoints where it takes none. Entries of shared lists, tags
    and personas are those with the same names here, made where there are none. Raises InputError where there is
    nothing to paste or it is damaged, and nothing is added.
    """
    try:
        part = read_part(text) or _part_of_text(store, text, target)
        _check_size(part)
        keep_images(store, part)
        with store.edit(_label(part)) as edit:
            return put_part(edit, journey_id, part, target)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise InputError("What was copied is damaged. Nothing was added; copy it again.") from error


def _check_size(part: Part) -> None:
    """Raise InputError where there is nothing to paste, or too much."""
    count = len(part["cards"])
    if not count and part["what"] == "cards":
        raise InputError("There is nothing to paste: copy cards or lines of text first.")
    if count > MOST_CARDS:
        raise InputError(f"That is {count:,} cards; at most {MOST_CARDS:,} can be pasted at once. Nothing was added.")


def _label(part: Part) -> str:
    if part["what"] != "cards":
        return f"Paste {part['what'].removesuffix('s')}"
    return f"Paste {part['cards'][0]['kind']}" if len(part["cards"]) == 1 else f"Paste {len(part['cards'])} cards"


def _part_of_text(store: Store, text: str, target: Target) -> Part:
    lane = store.content.find(Lane, target.lane_id)
    kinds = LANE_TAKES[lane.kind] if lane else ()
    rows = list(_table(text)) if "\t" in text else [[line] for line in lines_of(text)]
    cards = [
        {"kind": kinds[0] if kinds else "touchpoint", "title": title.strip(), "column": column}
        for row in rows
        for column, title in enumerate(row)
        if title.strip()
    ]
    if len(cards) > MOST_LINES:
        raise InputError(
            f"That is {len(cards):,} cards; at most {MOST_LINES:,} can be pasted at once. Nothing was added."
        )
    return {"what": "cards", "cards": cards, "connectors": []}


def _table(text: str) -> Iterator[list[str]]:
    """Yield the rows of a table as spreadsheets copy it: tabs between cells, quotes around those with breaks."""
    import csv

    try:
        yield from csv.reader(io.StringIO(text, newline=""), dialect="excel-tab")
    except csv.Error:
        yield from (line.split("\t") for line in text.splitlines())


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that become cards: trimmed, without bullets and numbers of a list, none empty."""
    return [line for line in (_BULLET.sub("", each).strip() for each in text.splitlines()) if line]

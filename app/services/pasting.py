"""A part of a map put into another one: its names become records of that workspace, its numbers get their places."""

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from app.models.content import (
    cards_in,
    columns_of,
    lanes_of,
    stages_of,
    swimlanes_of,
    unplaced_cards,
)
from app.models.ids import new_id
from app.models.names import same_name
from app.models.ranks import rank_between, ranks_between
from app.models.records import (
    TAG_LINKS,
    Card,
    CardHighlight,
    CardInsight,
    Channel,
    Connector,
    EmotionOverride,
    Highlight,
    Insight,
    Journey,
    Lane,
    Persona,
    PersonaChannel,
    PersonaTrait,
    Stage,
    Step,
    Swimlane,
    Tag,
)
from app.services.cards import put_in_cell
from app.services.lists import ListType, entry_named, entry_or_new
from app.services.order import make_room
from app.services.parts import Part, columns_in, record_fields
from app.services.places import fit_spans, lane_taking_or_new
from app.store import Edit, Store


class Target(NamedTuple):
    """Where something is pasted: a cell and the card that follows it, or what of the map's order follows it.

    None of a cell means Unplaced, none of the others the end; `swimlane_id` is that of pasted lanes, none = whole map.
    """

    lane_id: str | None = None
    step_id: str | None = None
    before: str | None = None
    before_stage: str | None = None
    before_lane: str | None = None
    swimlane_id: str | None = None


class Pasted(NamedTuple):
    """What was made: cards, the first header (its kind and id), and how many of the cards found no column."""

    card_ids: list[str]
    header: tuple[str, str] | None = None
    unplaced: int = 0


def keep_images(store: Store, part: Part) -> None:
    """Store the images that came along; raises InputError where one is not what its name says.

    What shows an image that neither came along nor is here shows none.
    """
    for name, data in part.get("images", {}).items():
        store.keep_image(base64.b64decode(data, validate=True), name)
    for said, field in (*((card, "image") for card in part["cards"]), (part.get("persona", {}), "picture")):
        if said.get(field) and store.image(said[field]) is None:
            del said[field]


def put_part(edit: Edit, journey_id: str, part: Part, target: Target) -> Pasted:
    """Put a part into a map."""
    paste = _Paste(edit, journey_id, part)
    ways = {
        "cards": paste.put_cards,
        "stages": paste.put_stages,
        "lanes": paste.put_lanes,
        "swimlanes": paste.put_swimlane,
    }
    pasted = ways[part["what"]](target)
    paste.connect()
    return pasted


class _Paste:
    """One part on its way into a map."""

    def __init__(self, edit: Edit, journey_id: str, part: Part) -> None:
        self.edit = edit
        self.journey_id = journey_id
        self.part = part
        self._is_to_be = edit.content.get(Journey, journey_id).state == "to-be"
        self._entries: dict[tuple[ListType, str], str] = {}
        shared = Counter(card["shared_id"] for card in part["cards"] if card.get("shared_id"))
        self._shared = {each: new_id() for each, count in shared.items() if count > 1}
        self.cards = [self._card(said) for said in part["cards"]]

    # ---- records

    def _entry(self, list_type: ListType, name: str) -> str:
        key = (list_type, same_name(name))
        if key not in self._entries:
            self._entries[key] = entry_or_new(self.edit, list_type, name)
        return self._entries[key]

    def _record(self, record_type: type[Any], said: dict[str, Any], **structure: Any) -> Any:
        values = {
            name: value if listed is None else self._entry(listed, value)
            for name, value, listed in record_fields(record_type, said)
        }
        return record_type(id=new_id(), **(values | structure))

    def _card(self, said: dict[str, Any]) -> Card:
        shared = self._shared.get(said.get("shared_id", ""))
        shown = {} if self._is_to_be else self._shown(said)
        made: Card = self._record(
            Card, said, journey_id=self.journey_id, rank=rank_between(None, None), shared_id=shared, **shown
        )
        return made

    def _shown(self, said: dict[str, Any]) -> dict[str, Any]:
        """Return what ties a card to the insight or passage that it shows, where this workspace has that."""
        insight = self.edit.content.find(Insight, said.get("shows_insight"))
        highlight = self.edit.content.find(Highlight, said.get("shows_highlight"))
        shown: dict[str, Any] = {"insight_id": insight.id, "title": insight.statement} if insight else {}
        return {**shown, "highlight_id": highlight.id} if highlight else shown

    def _back(self, card: Card, said: dict[str, Any]) -> None:
        """Give a card its evidence as far as this workspace has it; a hope has none."""
        if self._is_to_be:
            return
        content = self.edit.content
        for insight_id in said.get("insights", ()):
            if content.find(Insight, insight_id) is not None:
                self.edit.put(CardInsight(card_id=card.id, insight_id=insight_id))
        for highlight_id in said.get("highlights", ()):
            if content.find(Highlight, highlight_id) is not None:
                self.edit.put(CardHighlight(card_id=card.id, highlight_id=highlight_id))

    def _tag(self, record: Any, said: dict[str, Any]) -> None:
        for name in said.get("tags", ()):
            link = TAG_LINKS[type(record)]
            self.edit.put(link(**{f"{record.kind_name}_id": record.id, "tag_id": self._entry(Tag, name)}))

    def connect(self) -> None:
        """Tag the cards that were put, give them their evidence, and join them by the connectors of the part."""
        for card, said in zip(self.cards, self.part["cards"], strict=True):
            self._tag(card, said)
            self._back(card, said)
        for each in self.part["connectors"]:
            self.edit.put(
                Connector(
                    from_card_id=self.cards[each["from"]].id,
                    to_card_id=self.cards[each["to"]].id,
                    journey_id=self.journey_id,
                    title=each.get("title", ""),
                    hand_off=each.get("hand_off"),
                )
            )

    # ---- cards alone

    def put_cards(self, target: Target) -> Pasted:
        """Put cards at a cell, each on the nearest lane that takes it; without a cell into Unplaced."""
        edit, ids = self.edit, [card.id for card in self.cards]
        lane = edit.content.find(Lane, target.lane_id)
        if lane is None or target.step_id is None:
            self._put_unplaced(self.cards)
            return Pasted(ids, None, len(ids))
        columns = [step.id for step in columns_of(edit.content, lane.journey_id)]
        start = columns.index(target.step_id)
        cells: dict[tuple[str, str], list[Card]] = {}
        for card, said in zip(self.cards, self.part["cards"], strict=True):
            to = lane_taking_or_new(edit, lane, card.kind)
            cells.setdefault((to.id, columns[min(start + said["column"], len(columns) - 1)]), []).append(card)
        self._put_in_cells(cells, target.before)
        return Pasted(ids)

    def _put_in_cells(self, cells: Mapping[tuple[str, str], Sequence[Card]], before: str | None = None) -> None:
        for (lane_id, step_id), cards in cells.items():
            there = {card.id for card in cards_in(self.edit.content, lane_id, step_id)} if before else set()
            put_in_cell(self.edit, cards, lane_id, step_id, before if before in there else None)

    def _put_unplaced(self, cards: Sequence[Card]) -> None:
        ranks, moved = make_room(unplaced_cards(self.edit.content, self.journey_id), None, len(cards))
        self.edit.put(*moved, *(replace(card, rank=rank, span=1) for card, rank in zip(cards, ranks, strict=True)))

    # ---- parts of a map

    def put_stages(self, target: Target) -> Pasted:
        """Put stages before another; their cards go to lanes like theirs, which are made where there are none."""
        steps = self._put_columns(target.before_stage)
        lanes = [self._lane_like(said) for said in self.part["lanes"]]
        self._place(lanes, steps)
        fit_spans(self.edit, self.journey_id)
        return Pasted([card.id for card in self.cards], ("stage", self._first_stage))

    def put_lanes(self, target: Target) -> Pasted:
        """Put lanes into a swimlane, or for the whole map, before another."""
        lanes = self._put_rows(target.swimlane_id, target.before_lane)
        unplaced = self._place(lanes, self._columns_like())
        return Pasted([card.id for card in self.cards], ("lane", lanes[0]) if lanes else None, unplaced)

    def put_swimlane(self, target: Target) -> Pasted:
        """Give the persona a swimlane with the lanes; where she is on the map already, the lanes are added to hers."""
        persona = self.part["persona"]
        swimlane_id = self._swimlane_of(self._persona(persona))
        unplaced = self._place(self._put_rows(swimlane_id, None), self._columns_like())
        return Pasted([card.id for card in self.cards], ("swimlane", swimlane_id), unplaced)

    def _put_columns(self, before: str | None) -> list[str]:
        """Put the stages of the part before another, and return the ids of their steps."""
        edit, said_stages = self.edit, self.part["stages"]
        ranks, moved = make_room(stages_of(edit.content, self.journey_id), before, len(said_stages))
        edit.put(*moved)
        step_ids: list[str] = []
        for number, (said, rank) in enumerate(zip(said_stages, ranks, strict=True)):
            stage = self._record(Stage, {"title": "", **said}, journey_id=self.journey_id, rank=rank)
            edit.put(stage)
            self._tag(stage, said)
            if number == 0:
                self._first_stage: str = stage.id
            step_ranks = ranks_between(None, None, len(said["steps"]))
            for said_step, step_rank in zip(said["steps"], step_ranks, strict=True):
                step = self._record(Step, said_step, stage_id=stage.id, rank=step_rank)
                edit.put(step)
                self._tag(step, said_step)
                step_ids.append(step.id)
        return step_ids

    def _columns_like(self) -> list[str | None]:
        """Return the step that each column of the part goes to: the one with its titles, else the one in its place.

        A map without stages gets those of the part.
        """
        content = self.edit.content
        steps = columns_of(content, self.journey_id)
        if not steps:
            return list(self._put_columns(None))
        titles: dict[tuple[str, str], str] = {}
        for step in steps:
            titles.setdefault((content.get(Stage, step.stage_id).title, step.title), step.id)
        by_place = dict(enumerate(step.id for step in steps))
        return [titles.get(each) or by_place.get(place) for place, each in enumerate(columns_in(self.part))]

    def _put_rows(self, swimlane_id: str | None, before: str | None) -> list[str]:
        """Put the lanes of the part, and return their ids."""
        edit, said_lanes = self.edit, self.part["lanes"]
        ranks, moved = make_room(lanes_of(edit.content, self.journey_id, swimlane_id), before, len(said_lanes))
        edit.put(*moved)
        ids = []
        for said, rank in zip(said_lanes, ranks, strict=True):
            lane = self._record(Lane, said, journey_id=self.journey_id, swimlane_id=swimlane_id, rank=rank)
            edit.put(lane)
            ids.append(lane.id)
        return ids

    def _lane_like(self, said: dict[str, Any]) -> str:
        """Return the lane of the same persona and kind, best with the same title; made where there is none."""
        edit = self.edit
        owner = self._swimlane_of(self._persona({"name": said["persona"]})) if said["persona"] else None
        rows = lanes_of(edit.content, self.journey_id, owner)
        alike = [lane for lane in rows if lane.kind == said["kind"]]
        best = [lane for lane in alike if lane.title == said.get("title", "")]
        for lane in (*best, *alike):
            return lane.id
        ranks, moved = make_room(rows, None, 1)
        made = self._record(Lane, said, journey_id=self.journey_id, swimlane_id=owner, rank=ranks[0])
        edit.put(*moved, made)
        return str(made.id)

    def _persona(self, said: dict[str, Any]) -> str:
        """Return the persona with that name, made with all that the part says of her where there is none."""
        edit = self.edit
        there = entry_named(edit.content, Persona, said["name"])
        if there is not None:
            return there.id
        ranks, moved = make_room(edit.content.ordered(Persona), None, 1)
        persona = self._record(Persona, said, rank=ranks[0])
        edit.put(*moved, persona)
        self._tag(persona, said)
        traits = said.get("traits", ())
        for trait, rank in zip(traits, ranks_between(None, None, len(traits)), strict=True):
            edit.put(self._record(PersonaTrait, trait, persona_id=persona.id, rank=rank))
        for name in said.get("channels", ()):
            edit.put(PersonaChannel(persona_id=persona.id, channel_id=self._entry(Channel, name)))
        return str(persona.id)

    def _swimlane_of(self, persona_id: str) -> str:
        """Return the persona's swimlane on the map, made at the end where there is none."""
        rows = swimlanes_of(self.edit.content, self.journey_id)
        for swimlane in rows:
            if swimlane.persona_id == persona_id:
                return swimlane.id
        ranks, moved = make_room(rows, None, 1)
        made = Swimlane(id=new_id(), journey_id=self.journey_id, persona_id=persona_id, rank=ranks[0])
        self.edit.put(*moved, made)
        return made.id

    def _place(self, lanes: Sequence[str], steps: Sequence[str | None]) -> int:
        """Put the cards on their lanes in their columns, and values by hand; return how many found no column."""
        cells: dict[tuple[str, str], list[Card]] = {}
        lost: list[Card] = []
        for card, said in zip(self.cards, self.part["cards"], strict=True):
            step_id = steps[said["column"]]
            if step_id is None:
                lost.append(card)
            else:
                cells.setdefault((lanes[said["lane"]], step_id), []).append(card)
        self._put_in_cells(cells)
        self._put_unplaced(lost)
        swimlanes = {
            self.edit.content.get(Persona, each.persona_id).name: each.id
            for each in swimlanes_of(self.edit.content, self.journey_id)
        }
        for each in self.part["overrides"]:
            swimlane_id, step_id = swimlanes.get(each["persona"]), steps[each["column"]]
            if swimlane_id and step_id and not self.edit.content.find(EmotionOverride, f"{swimlane_id}/{step_id}"):
                reason = each.get("reason", "")
                made = EmotionOverride(swimlane_id=swimlane_id, step_id=step_id, value=each["value"], reason=reason)
                self.edit.put(made)
        return len(lost)

"""What was found in a document, and what somebody chose for it, as the records of maps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, TypeVar

from app.importers.documents.look import look_of, places_of, scored_texts
from app.importers.documents.mapping import DocumentMapping
from app.importers.documents.model import (
    MOST_TEXTS,
    Column,
    DocumentField,
    Found,
    FoundMap,
    Piece,
    Split,
    Warnings,
    quoted,
)
from app.importers.documents.scores import Direction, Scale, Score, bare_score, scale_of, score_in, sentiment_of
from app.importers.documents.splitting import is_placeholder, split_text
from app.importers.documents.words import card_kind_of, field_of, plain
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.kinds import CARD_KINDS, DEFAULT_LANES, LANE_GROUPS, LANE_OF, CardKind, LaneKind
from app.models.plan import ImportPlan
from app.models.ranks import ranks_between
from app.models.records import (
    AnyRecord,
    Card,
    Channel,
    Journey,
    Lane,
    Opportunity,
    OpportunityJourney,
    Persona,
    Stage,
    Step,
    Swimlane,
)

R = TypeVar("R", Persona, Channel, Opportunity)

_KIND_OF: Final[dict[DocumentField, CardKind]] = {
    **{kind: kind for kind in CARD_KINDS if kind in ("touchpoint", "action", "thought", "pain", "gain", "quote")},
    **{kind: kind for kind in CARD_KINDS if kind in ("need", "question", "note")},
    "emotion": "thought",
    "channel": "touchpoint",
}
_OF_ROW: Final = frozenset(("stage", "step", "persona", "kind", "score"))
"""What says something of a whole column, not of one text."""


class _Place(NamedTuple):
    stage: str
    step: str
    line: int | None


@dataclass(slots=True)
class _Item:
    """One card or opportunity to be."""

    kind: CardKind | None  # none = an opportunity
    text: str
    line: int | None
    note: str = ""
    channel: str = ""
    score: Score | None = None


@dataclass(slots=True)
class _Filled:
    """A column with its items, in the band of a persona (none = the whole map)."""

    place: _Place
    persona: str
    items: list[_Item] = field(default_factory=list)


def plan_of(found: Found, mapping: DocumentMapping) -> ImportPlan:
    """Return the records that a document makes by a mapping; raises InputError where there are too many."""
    return _Maker(found, mapping).plan()


class _Maker:
    def __init__(self, found: Found, mapping: DocumentMapping) -> None:
        self._found = found
        self._warn = Warnings(found.source)
        self._warn.add(found.warnings)
        labels = look_of(found).labels
        self._fields: dict[str, DocumentField] = {
            plain(each.label): mapping.field_of(each.label) or each.field for each in labels
        }
        chosen = {plain(each.label): mapping.split_of(each.label) for each in labels}
        self._splits: dict[str, Split] = {
            plain(each.label): chosen[plain(each.label)] or (each.split if each.can_split else "none")
            for each in labels
        }
        scores = [score for _, score in scored_texts(found, self._fields)]
        self._scale: Scale | None = mapping.scale or scale_of(scores)
        self._direction: Direction | None = mapping.direction
        self._scores: list[tuple[int | None, Score]] = []
        self._placeholders: dict[str, None] = {}
        for each in found.maps:
            for piece in each.pieces():
                self._is_left_out(piece.text)
        self._people: dict[str, Persona] = {}
        self._channels: dict[str, Channel] = {}
        self._opportunities: list[Opportunity] = []
        self._cards = 0

    def plan(self) -> ImportPlan:
        maps = self._found.maps
        records: list[AnyRecord] = []
        for found, rank in zip(maps, ranks_between(None, None, len(maps)), strict=True):
            records += self._records(found, rank)
        self._tell()
        shared: list[AnyRecord] = [*_ranked(list(self._people.values())), *_ranked(list(self._channels.values()))]
        ranked = {each.id: each for each in _ranked(self._opportunities)}
        made = (ranked.get(each.id, each) if isinstance(each, Opportunity) else each for each in records)
        return ImportPlan(f"Import {self._found.source}", (*shared, *made), self._warn.all())

    # ---- one map

    def _records(self, found: FoundMap, rank: str) -> list[AnyRecord]:
        journey = Journey(id=new_id(), rank=rank, title=found.title, goal=found.goal, note=found.note)
        people = [each for each in found.people if not self._is_left_out(each.name)]
        for person in people:
            self._persona(person.name, person.role, person.description)
        main = next((each.name for each in people if each.on_map), "")
        filled = list(self._filled(found, main))
        loose = [item for piece in found.loose for item in self._items_of(piece)]
        extra = [
            _Filled(_Place(each.text, "", each.line), main) for each in found.loose if self._field(each) == "stage"
        ]
        columns, steps = self._columns([*filled, *extra], journey.id, found.joined)
        bands, lanes = self._bands(filled, main, journey.id) if columns else ([], {})
        self._cards += sum(len(each.items) for each in filled) + len(loose)
        if self._cards > MOST_TEXTS:
            raise InputError(
                f"{self._found.source} makes {self._cards:,} cards; the limit is {MOST_TEXTS:,}; nothing was imported."
            )
        placed = [
            (item, lanes[each.persona, LANE_OF[item.kind]], step.id) if item.kind else (item, None, None)
            for each, step in zip(filled, steps, strict=False)
            for item in each.items
        ]
        placed += [(item, None, None) for item in loose]
        made: list[AnyRecord] = []
        stage_of = {id(item): each.place for each in filled for item in each.items}
        for (item, lane_id, step_id), card_rank in zip(placed, ranks_between(None, None, len(placed)), strict=True):
            if item.kind is None:
                made += self._opportunity(item, stage_of.get(id(item)), journey.id)
            else:
                made.append(self._card(item, item.kind, journey.id, lane_id, step_id, card_rank))
        return [journey, *columns, *bands, *made]

    def _filled(self, found: FoundMap, main: str) -> Iterator[_Filled]:
        """Yield the columns with what the labels mean there."""
        places = places_of(found, self._fields)
        for column, (stage, step) in zip(found.columns, places, strict=True):
            said = {
                name: next((each.text.strip() for each in column.pieces if self._field(each) == name), "")
                for name in ("persona", "kind", "score")
            }
            stage = "" if self._is_left_out(stage) else stage
            step = "" if self._is_left_out(step) else step
            persona = said["persona"] if said["persona"] and not self._is_left_out(said["persona"]) else main
            if persona:
                self._persona(persona)
            items = self._row_items(column, said) if self._found.shape == "rows" else self._stage_items(column)
            if stage or step or items:
                yield _Filled(_Place(stage, step, column.line), persona, items)

    def _stage_items(self, column: Column) -> list[_Item]:
        """Return the items of a stage; a score without a text of its own goes to the first emotion without one."""
        items: list[_Item] = []
        feelings: list[_Item] = []
        for piece in column.pieces:
            made = self._items_of(piece)
            items += made
            if self._field(piece) == "emotion":
                feelings += made
        for piece in column.pieces:
            score = bare_score(piece.text) if self._field(piece) == "score" else None
            if score is None or self._is_left_out(piece.text):
                continue
            item = next((each for each in feelings if each.score is None), None)
            if item is None:
                item = _Item("thought", f"{piece.label}: {score.raw}", piece.line)
                items.append(item)
            item.score = score
            self._scores.append((piece.line, score))
        return items

    def _row_items(self, column: Column, said: Mapping[str, str]) -> list[_Item]:
        """Return the items of a row: a card of the kind that the row says, others by their columns."""
        items: list[_Item] = []
        notes: list[str] = []
        channels: list[str] = []
        for piece in column.pieces:
            name = self._field(piece)
            text = piece.text.strip()
            if name in _OF_ROW or name == "ignore" or not text or self._is_left_out(text):
                continue
            if name == "note":
                notes.append(text)
            elif name == "channel":
                channels.append(text)
            elif name == "card":
                items.insert(0, self._named_item(said["kind"], text, piece.line))
            else:
                items += self._items_of(piece)
        carrier = next((each for each in items if each.kind in ("touchpoint", "action")), None)
        if channels and carrier is not None:
            carrier.channel = channels[0]
        elif channels:
            items += (_Item("touchpoint", each, column.line, channel=each) for each in channels)
        if notes and items:
            items[0].note = "\n".join(notes)
        elif notes:
            items += (_Item("note", each, column.line) for each in notes)
        score = bare_score(said["score"])
        if score is not None:
            if not items:
                items.append(_Item("thought", f"Score: {score.raw}", column.line))
            scored = next((each for each in items if each.kind and each.score is None), items[0])
            scored.score = score
            self._scores.append((column.line, score))
        return items

    def _named_item(self, named: str, text: str, line: int | None) -> _Item:
        if field_of(named) == "opportunity":
            return _Item(None, text, line)
        kind = card_kind_of(named)
        if plain(named) and kind is None:
            self._warn(line, f"“{named}” is no kind of card that Clew knows; the card is a note.")
        return _Item(kind or "note", text, line)

    def _items_of(self, piece: Piece) -> list[_Item]:
        """Return the cards or opportunities that a text makes, one for each item that it is split into."""
        name = self._field(piece)
        if name != "opportunity" and name not in _KIND_OF:
            return []
        split: Split = "none" if piece.whole else self._splits.get(plain(piece.label), "none")
        if name == "emotion":
            split = "none" if piece.whole else "lines"
        kind = _KIND_OF.get(name)
        items = []
        for text in split_text(piece.text, split):
            if not text or self._is_left_out(text):
                continue
            item = _Item(kind, text, piece.line, channel=text if name == "channel" else "")
            scored = score_in(text) if name == "emotion" else None
            if scored is not None:
                item.text, item.score = scored[0] or text, scored[1]
                self._scores.append((piece.line, scored[1]))
            items.append(item)
        return items

    def _field(self, piece: Piece) -> DocumentField:
        return self._fields.get(plain(piece.label), "ignore")

    def _is_left_out(self, text: str) -> bool:
        if is_placeholder(text):
            self._placeholders[text] = None
            return True
        return False

    # ---- records

    def _columns(self, filled: Sequence[_Filled], journey_id: str, joined: bool) -> tuple[list[AnyRecord], list[Step]]:
        """Return stages with their steps, and the step of each filled column."""
        stages: list[tuple[str, list[tuple[str, list[int]]]]] = []
        by_title: dict[str, int] = {}
        for number, each in enumerate(filled):
            place = by_title.get(plain(each.place.stage)) if joined else None
            if place is None and not joined and stages and each.place.step and stages[-1][0] == each.place.stage:
                place = len(stages) - 1
            if place is None:
                place = by_title[plain(each.place.stage)] = len(stages)
                stages.append((each.place.stage, []))
            steps = stages[place][1]
            own = next((numbers for title, numbers in steps if plain(title) == plain(each.place.step)), None)
            if own is None or not joined:
                steps.append((each.place.step, [number]))
            else:
                own.append(number)
        records: list[AnyRecord] = []
        of_column: dict[int, Step] = {}
        for (title, steps), rank in zip(stages, ranks_between(None, None, len(stages)), strict=True):
            stage = Stage(id=new_id(), journey_id=journey_id, rank=rank, title=title)
            records.append(stage)
            for (step_title, numbers), step_rank in zip(steps, ranks_between(None, None, len(steps)), strict=True):
                step = Step(id=new_id(), stage_id=stage.id, rank=step_rank, title=step_title)
                records.append(step)
                of_column |= dict.fromkeys(numbers, step)
        return records, [of_column[number] for number in range(len(filled))]

    def _bands(
        self, filled: Sequence[_Filled], main: str, journey_id: str
    ) -> tuple[list[AnyRecord], dict[tuple[str, LaneKind], str]]:
        """Return swimlanes with their lanes: those of a new map, then others that cards need; ids by persona, kind."""
        names = dict.fromkeys([*([main] if main else []), *(each.persona for each in filled)]) or {"": None}
        records: list[AnyRecord] = []
        lanes: dict[tuple[str, LaneKind], str] = {}
        for name, rank in zip(names, ranks_between(None, None, len(names)), strict=True):
            swimlane_id = None
            if name:
                persona = self._persona(name)
                swimlane = Swimlane(id=new_id(), journey_id=journey_id, persona_id=persona.id, rank=rank)
                swimlane_id = swimlane.id
                records.append(swimlane)
            needed = {LANE_OF[item.kind] for each in filled if each.persona == name for item in each.items if item.kind}
            others = (kind for group in LANE_GROUPS for kind in group if kind in needed and kind not in DEFAULT_LANES)
            kinds: list[LaneKind] = [*DEFAULT_LANES, *others]
            for kind, lane_rank in zip(kinds, ranks_between(None, None, len(kinds)), strict=True):
                lane = Lane(id=new_id(), journey_id=journey_id, swimlane_id=swimlane_id, kind=kind, rank=lane_rank)
                lanes[name, kind] = lane.id
                records.append(lane)
        return records, lanes

    def _card(
        self, item: _Item, kind: CardKind, journey_id: str, lane_id: str | None, step_id: str | None, rank: str
    ) -> Card:
        title, note = _title_and_note(item.text)
        score, sentiment = item.score, None
        if score is not None and self._direction is not None and self._scale is not None:
            sentiment = sentiment_of(score, self._scale, self._direction)
        return Card(
            id=new_id(),
            journey_id=journey_id,
            kind=kind,
            title=title,
            note="\n".join(filter(None, (note, item.note))),
            lane_id=lane_id,
            step_id=step_id,
            rank=rank,
            sentiment=sentiment,
            score=score.raw if score is not None else None,
            channel_id=self._channel(item.channel).id if item.channel else None,
        )

    def _opportunity(self, item: _Item, place: _Place | None, journey_id: str) -> Iterator[AnyRecord]:
        title, note = _title_and_note(item.text)
        where = f"Stage: {place.stage}" if place is not None and place.stage else ""
        opportunity = Opportunity(
            id=new_id(), rank="V", title=title, note="\n".join(filter(None, (note, item.note, where)))
        )
        self._opportunities.append(opportunity)
        yield opportunity
        yield OpportunityJourney(opportunity_id=opportunity.id, journey_id=journey_id)

    def _persona(self, name: str, role: str = "", description: str = "") -> Persona:
        name = " ".join(name.split())
        made = Persona(id=new_id(), name=name, rank="V", role=role, description=description)
        return self._people.setdefault(name, made)

    def _channel(self, name: str) -> Channel:
        name = " ".join(name.split())
        return self._channels.setdefault(plain(name), Channel(id=new_id(), name=name, rank="V"))

    # ---- what is told

    def _tell(self) -> None:
        if self._placeholders:
            self._warn(None, f"Left out: what a template leaves to be filled in: {quoted(list(self._placeholders))}.")
        if self._scores and self._direction is None:
            values = [score.value for _, score in self._scores if score.value is not None]
            ends = f" from {min(values):g} to {max(values):g}" if values else ""
            self._warn(
                None,
                f"{len(self._scores):,} scores{ends} are kept as they are written and set no sentiment: say whether a "
                "high score is best or most upset.",
            )
        unclear = self._direction is not None and self._scale is None
        for line, score in self._scores:
            if score.value is None:
                self._warn(line, f"“{score.raw}” is no single score; it is kept as written and sets no sentiment.")
            elif unclear or (
                self._scale and self._direction and sentiment_of(score, self._scale, self._direction) is None
            ):
                ends = f"{self._scale[0]:g}–{self._scale[1]:g}" if self._scale else "any usual scale"
                self._warn(line, f"The score {score.raw} is outside {ends}; it is kept and sets no sentiment.")
        ignored = [each.label for each in look_of(self._found).labels if self._fields[plain(each.label)] == "ignore"]
        if ignored:
            self._warn(None, f"Left out: what stands under {quoted(ignored)}.")


def _title_and_note(text: str) -> tuple[str, str]:
    title, _, note = text.strip().partition("\n")
    return title.strip(), note.strip()


def _ranked(records: Sequence[R]) -> list[R]:
    ranks = ranks_between(None, None, len(records))
    return [replace(each, rank=rank) for each, rank in zip(records, ranks, strict=True)]

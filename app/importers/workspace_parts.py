"""From the parts of the JSON format to records: ids made where there are none, places found by their titles."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import chain
from pathlib import Path
from typing import Any, Final, NoReturn, Protocol, TypeVar
from uuid import UUID

from app.models.content import Content
from app.models.errors import InputError, RuleError
from app.models.ids import new_id
from app.models.interchange import (
    LISTED_NAMES,
    SHARED_LISTS,
    AgendaPart,
    CardPart,
    JourneyPart,
    LanePart,
    OpportunityPart,
    OverridePart,
    Part,
    PersonaPart,
    StepPart,
    SwimlanePart,
    VoteRoundPart,
    WorkspaceFile,
)
from app.models.kinds import LANE_OF
from app.models.ranks import is_rank, ranks_between
from app.models.records import (
    TAG_LINKS,
    Activity,
    Agenda,
    AnyRecord,
    Ballot,
    Bookmark,
    Card,
    Connector,
    EmotionOverride,
    Journey,
    Lane,
    Opportunity,
    OpportunityCard,
    OpportunityJourney,
    Persona,
    PersonaChannel,
    PersonaTrait,
    RequiredField,
    Stage,
    Step,
    Swimlane,
    Vote,
    VoteOption,
    VoteRound,
    WallColumn,
    WallRow,
    Workspace,
    references,
)
from app.models.rules import broken_rules
from app.store.references import dangling_references

R = TypeVar("R", bound=Any)

_PLAIN_IDS: Final = ("origin_id", "was_lane_id", "was_step_id", "shared_id")
"""Fields that hold an id without being a reference: what they point at need not be there."""


class _Ranked(Protocol):
    @property
    def rank(self) -> str | None: ...


RankedPart = TypeVar("RankedPart", bound=_Ranked)


def records_of(whole: WorkspaceFile, source: str) -> list[AnyRecord]:
    """Return all records of a file, an owner before what it holds.

    Raises InputError with one line that says where the file contradicts itself or breaks a rule of the domain.
    """
    labels = _Labels()
    records: list[AnyRecord] = []
    if whole.workspace is not None:
        title = whole.workspace.title or Path(source).stem
        records.append(labels.record(Workspace, whole.workspace, title=title))
    for key, (record_type, _) in SHARED_LISTS.items():
        for part, rank in _ranked(getattr(whole, key)):
            labels.list_entry(labels.record(record_type, part, rank=rank))
    personas = [labels.record(Persona, part, rank=rank) for part, rank in _ranked(whole.personas)]
    of_personas = [
        each
        for persona, part in zip(personas, whole.personas, strict=True)
        for each in _of_persona(labels, persona, part)
    ]
    maps = [
        _Map(labels, personas, part, rank, f"{source}: journeys[{index}]").records()
        for index, (part, rank) in enumerate(_ranked(whole.journeys))
    ]
    opportunities = [list(_opportunity(labels, part, rank)) for part, rank in _ranked(whole.opportunities)]
    rounds = [list(_vote_round(labels, part, rank)) for part, rank in _ranked(whole.rounds)]
    agendas = [list(_agenda(labels, part, rank)) for part, rank in _ranked(whole.agendas)]
    records += chain(labels.listed(), personas, of_personas, *maps, *opportunities, *rounds, *agendas)
    _check(records, source)
    return records


class _Labels:
    """Gives out ids: a UUID stays, any other label gets one of its own, nothing gets a new one.

    Keeps the shared lists too: what is named and not in them is added.
    """

    def __init__(self) -> None:
        self._made: dict[str, str] = {}
        self._listed: dict[tuple[type[Any], str], list[Any]] = {}

    def list_entry(self, entry: Any) -> None:
        """Take an entry of a shared list in."""
        self._listed.setdefault((type(entry), entry.name), []).append(entry)

    def listed(self) -> list[Any]:
        """Return all entries of the shared lists."""
        return [entry for entries in self._listed.values() for entry in entries]

    def entry_named(self, record_type: type[Any], name: str) -> str:
        """Return the id of the first entry of a list with that name, which is added at its end where there is none."""
        if (record_type, name) not in self._listed:
            ranks = [entry.rank for entry in self.listed() if type(entry) is record_type]
            rank = ranks_between(max(ranks, default=None), None, 1)[0]
            self.list_entry(record_type(id=new_id(), name=name, rank=rank))
        entry_id: str = self._listed[record_type, name][0].id
        return entry_id

    def tags(self, record: Any, part: Any) -> list[AnyRecord]:
        """Return the links from a record to the tags of its part."""
        link = TAG_LINKS[type(record)]
        return [self.record(link, each, **{f"{record.kind_name}_id": record.id}) for each in part.tags]

    def id_of(self, label: str | None) -> str | None:
        if label is None:
            return None
        try:
            return str(UUID(label)) if len(label) == 36 else self._made.setdefault(label, new_id())
        except ValueError:
            return self._made.setdefault(label, new_id())

    def record(self, record_type: type[R], part: Part, **more: Any) -> R:
        """Return a record with all that the part holds by the same names, its ids looked up, and some more."""
        held = {each.name: getattr(part, each.name) for each in fields(record_type) if hasattr(part, each.name)}
        for name in (*(each.name for each in references(record_type)), *_PLAIN_IDS):
            if name in held:
                held[name] = self.id_of(held[name])
        for name, entry_type in LISTED_NAMES.items():
            if f"{name}_id" in held and held[f"{name}_id"] is None and getattr(part, name, None) is not None:
                held[f"{name}_id"] = self.entry_named(entry_type, getattr(part, name))
        if "id" in held:
            held["id"] = self.id_of(held["id"]) or new_id()
        record: R = record_type(**held | more)
        return record


def _of_persona(labels: _Labels, persona: Persona, part: PersonaPart) -> Iterator[AnyRecord]:
    """Yield what belongs to a persona: traits, channels and tags."""
    for trait, rank in _ranked(part.traits):
        yield labels.record(PersonaTrait, trait, rank=rank, persona_id=persona.id)
    for channel in part.channels:
        yield labels.record(PersonaChannel, channel, persona_id=persona.id)
    yield from labels.tags(persona, part)


class _Map:
    """One journey with what its cards find their places by."""

    def __init__(self, labels: _Labels, personas: list[Persona], part: JourneyPart, rank: str, place: str) -> None:
        self._labels, self._personas, self._part, self._place = labels, personas, part, place
        self._journey = labels.record(Journey, part, rank=rank)
        self._links: list[AnyRecord] = labels.tags(self._journey, part)
        self._stages: list[Stage] = []
        self._steps: list[Step] = []
        self._steps_by_title: dict[tuple[str | None, str | None], list[str]] = {}
        for stage_part, stage_rank in _ranked(part.stages):
            stage = labels.record(Stage, stage_part, rank=stage_rank, journey_id=self._journey.id)
            self._stages.append(stage)
            steps = [
                labels.record(Step, step, rank=step_rank, stage_id=stage.id)
                for step, step_rank in _ranked(stage_part.steps or [StepPart()])
            ]
            self._steps += steps
            self._links += labels.tags(stage, stage_part)
            for step, step_part in zip(steps, stage_part.steps, strict=False):
                self._links += labels.tags(step, step_part)
            for step in steps:
                for key in {(stage.title, step.title), (None, step.title)}:
                    self._steps_by_title.setdefault(key, []).append(step.id)
            self._steps_by_title.setdefault((stage.title, None), []).append(steps[0].id)
        self._swimlanes = [
            labels.record(
                Swimlane, each, rank=each_rank, journey_id=self._journey.id, persona_id=self._persona(each, index)
            )
            for index, (each, each_rank) in enumerate(_ranked(part.swimlanes))
        ]
        names = {persona.id: persona.name for persona in personas}
        self._swimlane_of = {names.get(each.persona_id, ""): each.id for each in reversed(self._swimlanes)}
        self._lanes = [
            labels.record(
                Lane,
                each,
                rank=each_rank,
                journey_id=self._journey.id,
                swimlane_id=self._swimlane(each, f"lanes[{index}]"),
            )
            for index, (each, each_rank) in enumerate(_ranked(part.lanes))
        ]
        self._lane_of = {(each.swimlane_id, each.kind): each.id for each in reversed(self._lanes)}

    def records(self) -> Iterator[AnyRecord]:
        """Yield the journey and all that it holds."""
        yield self._journey
        for group in (self._stages, self._steps, self._swimlanes, self._lanes):
            yield from group
        cards = self._part.cards
        if not all(map(_has_rank, cards)):
            cards = sorted(cards, key=lambda card: (card.order is None, card.order or 0))
        index_of = {id(card): index for index, card in enumerate(self._part.cards)}
        for card, rank in _ranked(cards):
            made = self._card(card, rank, f"cards[{index_of[id(card)]}]")
            yield made
            yield from self._labels.tags(made, card)
        yield from self._links
        for connector in self._part.connectors:
            yield self._labels.record(Connector, connector, journey_id=self._journey.id)
        for bookmark, rank in _ranked(self._part.bookmarks):
            yield self._labels.record(Bookmark, bookmark, rank=rank, journey_id=self._journey.id)
        for required in self._part.required_fields:
            yield self._labels.record(RequiredField, required, journey_id=self._journey.id)
        for column in self._part.wall_columns:
            yield self._labels.record(WallColumn, column, journey_id=self._journey.id)
        for row in self._part.wall_rows:
            yield self._labels.record(WallRow, row, journey_id=self._journey.id)
        for index, each in enumerate(self._part.overrides):
            place = f"overrides[{index}]"
            swimlane_id = self._swimlane(each, place)
            yield self._labels.record(EmotionOverride, each, swimlane_id=swimlane_id, step_id=self._step(each, place))

    def _wrong(self, place: str, what: str) -> NoReturn:
        raise InputError(f"{self._place}.{place}: {what}; nothing was imported.")

    def _persona(self, part: SwimlanePart, index: int) -> str:
        """Return the id of the swimlane's persona, which is made where only a new name is given."""
        if part.persona_id is not None:
            return self._labels.id_of(part.persona_id) or ""
        if part.persona is None:
            self._wrong(f"swimlanes[{index}]", "it has no persona")
        for persona in self._personas:
            if persona.name == part.persona:
                return persona.id
        last = max((persona.rank for persona in self._personas), default=None)
        self._personas.append(Persona(id=new_id(), name=part.persona, rank=ranks_between(last, None, 1)[0]))
        return self._personas[-1].id

    def _swimlane(self, part: LanePart | CardPart | OverridePart, place: str) -> str | None:
        """Return the id of the swimlane that is named by id or persona; none = the whole map."""
        if part.swimlane_id is not None:
            return self._labels.id_of(part.swimlane_id)
        if part.persona is None:
            return None
        if part.persona not in self._swimlane_of:
            self._wrong(place, f"this journey has no swimlane of “{part.persona}”")
        return self._swimlane_of[part.persona]

    def _step(self, part: CardPart | OverridePart, place: str) -> str:
        if part.step_id is not None:
            return self._labels.id_of(part.step_id) or ""
        found = self._steps_by_title.get((part.stage, part.step), [])
        if not found:
            self._wrong(place, f"this journey has no step “{part.step}” in a stage “{part.stage}”")
        if len(found) > 1:
            self._wrong(place, f"several steps are called “{part.step}” in “{part.stage}”; say which by step_id")
        return found[0]

    def _card(self, part: CardPart, rank: str, place: str) -> Card:
        sentiment = None if part.sentiment_default else part.sentiment
        lane_id = step_id = None
        if any(each is not None for each in (part.lane_id, part.lane, part.step_id, part.step, part.stage)):
            step_id = self._step(part, place)
            lane_id = self._labels.id_of(part.lane_id)
            if lane_id is None:
                kind = part.lane or LANE_OF[part.kind]
                lane_id = self._lane_of.get((self._swimlane(part, place), kind))
                if lane_id is None:
                    self._wrong(place, f"there is no lane of kind {kind} for {part.persona or 'the whole map'}")
        return self._labels.record(
            Card,
            part,
            rank=rank,
            journey_id=self._journey.id,
            lane_id=lane_id,
            step_id=step_id,
            sentiment=sentiment,
        )


def _opportunity(labels: _Labels, part: OpportunityPart, rank: str) -> Iterator[AnyRecord]:
    """Yield an opportunity and its links."""
    opportunity = labels.record(Opportunity, part, rank=rank)
    yield opportunity
    yield from labels.tags(opportunity, part)
    for card in part.cards:
        yield labels.record(OpportunityCard, card, opportunity_id=opportunity.id)
    for journey in part.journeys:
        yield labels.record(OpportunityJourney, journey, opportunity_id=opportunity.id)


def _vote_round(labels: _Labels, part: VoteRoundPart, rank: str) -> Iterator[AnyRecord]:
    """Yield a vote with its options and ballots."""
    held = labels.record(VoteRound, part, rank=rank)
    yield held
    for option in part.options:
        yield labels.record(VoteOption, option, round_id=held.id)
    for ballot_part in part.ballots:
        ballot = labels.record(Ballot, ballot_part, round_id=held.id)
        yield ballot
        for vote in ballot_part.votes:
            yield labels.record(Vote, vote, ballot_id=ballot.id)


def _agenda(labels: _Labels, part: AgendaPart, rank: str) -> Iterator[AnyRecord]:
    """Yield an agenda and its activities."""
    agenda = labels.record(Agenda, part, rank=rank)
    yield agenda
    for activity, each_rank in _ranked(part.activities):
        yield labels.record(Activity, activity, rank=each_rank, agenda_id=agenda.id)


def _has_rank(part: _Ranked) -> bool:
    return part.rank is not None and is_rank(part.rank)


def _ranked(parts: Sequence[RankedPart]) -> list[tuple[RankedPart, str]]:
    """Return parts with their own ranks where all have one, otherwise with ranks in their order here."""
    if all(map(_has_rank, parts)):
        return [(part, part.rank or "") for part in parts]
    return list(zip(parts, ranks_between(None, None, len(parts)), strict=True))


def _check(records: Sequence[AnyRecord], source: str) -> None:
    """Raise InputError at the first value out of range, id that is there twice, reference to nothing, broken rule."""
    from app.store.validation import validated

    ids: dict[str, set[str]] = {}
    for record in records:
        try:
            validated(record)
        except RuleError as error:
            called = getattr(record, "title", "") or getattr(record, "name", "") or record.id
            raise InputError(f"{source}: “{called}”: {error} Nothing was imported.") from error
        there = ids.setdefault(record.kind_name, set())
        if record.id in there:
            raise InputError(f"{source}: two {record.kind_name}s have the id {record.id}; nothing was imported.")
        there.add(record.id)
    content = Content(records)
    for sentence in chain(dangling_references(content, records), broken_rules(content, records)):
        raise InputError(f"{source}: {sentence} Nothing was imported.")

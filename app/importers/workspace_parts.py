"""From the parts of the JSON format to records: ids made where there are none, places found by their titles."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from app.importers.decision_parts import decision_records
from app.importers.json_labels import Labels, has_rank, ranked_parts
from app.importers.research_parts import evidence_records, research_records
from app.models.content import Content
from app.models.errors import InputError, RuleError
from app.models.ids import new_id
from app.models.interchange import (
    SHARED_LISTS,
    AgendaPart,
    CardPart,
    JourneyPart,
    LanePart,
    OverridePart,
    PersonaPart,
    StepPart,
    SwimlanePart,
    VoteRoundPart,
    WorkspaceFile,
)
from app.models.kinds import LANE_OF
from app.models.ranks import ranks_between
from app.models.records import (
    Activity,
    Agenda,
    AnyRecord,
    Ballot,
    Bookmark,
    Card,
    CardAnswer,
    Connector,
    EmotionOverride,
    Journey,
    Lane,
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
)
from app.models.rules import broken_rules
from app.store.references import dangling_references

R = TypeVar("R", bound=Any)


def records_of(whole: WorkspaceFile, source: str) -> list[AnyRecord]:
    """Return all records of a file, an owner before what it holds.

    Raises InputError with one line that says where the file contradicts itself or breaks a rule of the domain.
    """
    labels = Labels()
    records: list[AnyRecord] = []
    if whole.workspace is not None:
        title = whole.workspace.title or Path(source).stem
        records.append(labels.record(Workspace, whole.workspace, title=title))
    for key, (record_type, _) in SHARED_LISTS.items():
        for part, rank in ranked_parts(getattr(whole, key)):
            labels.list_entry(labels.record(record_type, part, rank=rank))
    personas = [labels.record(Persona, part, rank=rank) for part, rank in ranked_parts(whole.personas)]
    of_personas = [
        each
        for persona, part in zip(personas, whole.personas, strict=True)
        for each in _of_persona(labels, persona, part)
    ]
    research = [*research_records(labels, whole, source)]
    maps = [
        _Map(labels, personas, part, rank, f"{source}: journeys[{index}]").records()
        for index, (part, rank) in enumerate(ranked_parts(whole.journeys))
    ]
    decision = [*decision_records(labels, whole)]
    rounds = [list(_vote_round(labels, part, rank)) for part, rank in ranked_parts(whole.rounds)]
    agendas = [list(_agenda(labels, part, rank)) for part, rank in ranked_parts(whole.agendas)]
    records += chain(labels.listed(), personas, of_personas, research, *maps, decision, *rounds, *agendas)
    _check(records, source)
    return records


def _of_persona(labels: Labels, persona: Persona, part: PersonaPart) -> Iterator[AnyRecord]:
    """Yield what belongs to a persona: traits, channels and tags."""
    for trait, rank in ranked_parts(part.traits):
        yield labels.record(PersonaTrait, trait, rank=rank, persona_id=persona.id)
    for channel in part.channels:
        yield labels.record(PersonaChannel, channel, persona_id=persona.id)
    yield from labels.tags(persona, part)


class _Map:
    """One journey with what its cards find their places by."""

    def __init__(self, labels: Labels, personas: list[Persona], part: JourneyPart, rank: str, place: str) -> None:
        self._labels, self._personas, self._part, self._place = labels, personas, part, place
        self._journey = labels.record(Journey, part, rank=rank)
        self._links: list[AnyRecord] = labels.tags(self._journey, part)
        self._stages: list[Stage] = []
        self._steps: list[Step] = []
        self._steps_by_title: dict[tuple[str | None, str | None], list[str]] = {}
        for stage_part, stage_rank in ranked_parts(part.stages):
            stage = labels.record(Stage, stage_part, rank=stage_rank, journey_id=self._journey.id)
            self._stages.append(stage)
            steps = [
                labels.record(Step, step, rank=step_rank, stage_id=stage.id)
                for step, step_rank in ranked_parts(stage_part.steps or [StepPart()])
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
            for index, (each, each_rank) in enumerate(ranked_parts(part.swimlanes))
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
            for index, (each, each_rank) in enumerate(ranked_parts(part.lanes))
        ]
        self._lane_of = {(each.swimlane_id, each.kind): each.id for each in reversed(self._lanes)}

    def records(self) -> Iterator[AnyRecord]:
        """Yield the journey and all that it holds."""
        yield self._journey
        for group in (self._stages, self._steps, self._swimlanes, self._lanes):
            yield from group
        cards = self._part.cards
        if not all(map(has_rank, cards)):
            cards = sorted(cards, key=lambda card: (card.order is None, card.order or 0))
        index_of = {id(card): index for index, card in enumerate(self._part.cards)}
        for card, rank in ranked_parts(cards):
            made = self._card(card, rank, f"cards[{index_of[id(card)]}]")
            yield made
            yield from self._labels.tags(made, card)
            yield from evidence_records(self._labels, made, card)
            for answer in card.answers:
                yield self._labels.record(CardAnswer, answer, card_id=made.id)
        yield from self._links
        for connector in self._part.connectors:
            yield self._labels.record(Connector, connector, journey_id=self._journey.id)
        for bookmark, rank in ranked_parts(self._part.bookmarks):
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


def _vote_round(labels: Labels, part: VoteRoundPart, rank: str) -> Iterator[AnyRecord]:
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


def _agenda(labels: Labels, part: AgendaPart, rank: str) -> Iterator[AnyRecord]:
    """Yield an agenda and its activities."""
    agenda = labels.record(Agenda, part, rank=rank)
    yield agenda
    for activity, each_rank in ranked_parts(part.activities):
        yield labels.record(Activity, activity, rank=each_rank, agenda_id=agenda.id)


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

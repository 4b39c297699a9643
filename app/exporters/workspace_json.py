"""The whole workspace as JSON, lossless, or canonical for comparing; its shape is `app.models.interchange`."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, TypeVar

from app.exporters.json_parts import evidence_parts, part_of
from app.exporters.research_parts import insight_part, participant_part, source_part
from app.models.content import (
    Content,
    cards_of_opportunity,
    cells_on,
    columns_of,
    journeys_in_tree_order,
    lanes_in_map_order,
    lanes_of,
    overrides_of,
    persona_of,
    sort_key,
    stages_of,
    steps_of,
    swimlanes_of,
    unplaced_cards,
    workspace_of,
)
from app.models.images import images_used, media_type_of
from app.models.interchange import (
    FORMAT,
    SHARED_LISTS,
    ActivityPart,
    AgendaPart,
    BallotPart,
    BookmarkPart,
    CardPart,
    ChannelLinkPart,
    ConnectorPart,
    EmotionPart,
    ImagePart,
    JourneyPart,
    LanePart,
    MappingPart,
    OpportunityCardPart,
    OpportunityJourneyPart,
    OpportunityPart,
    OverridePart,
    Part,
    PersonaPart,
    RequiredFieldPart,
    StagePart,
    StepPart,
    SwimlanePart,
    ThemePart,
    TraitPart,
    VoteOptionPart,
    VotePart,
    VoteRoundPart,
    WallColumnPart,
    WallRowPart,
    WorkspaceFile,
    WorkspacePart,
)
from app.models.records import (
    Activity,
    Agenda,
    Ballot,
    Bookmark,
    Card,
    Channel,
    Connector,
    ImportMapping,
    Insight,
    Journey,
    Lane,
    Opportunity,
    OpportunityJourney,
    Participant,
    Persona,
    PersonaChannel,
    PersonaTrait,
    RequiredField,
    Source,
    Stage,
    Step,
    Swimlane,
    Theme,
    Vote,
    VoteOption,
    VoteRound,
    WallColumn,
    WallRow,
)
from app.models.snapshot import Snapshot
from app.scoring.emotion import defaults_of, emotion_of, sentiment_of

P = TypeVar("P", bound=Part)


def show(snapshot: Snapshot) -> WorkspaceFile:
    """Return the workspace in the shape that is printed: lists from top left to bottom right of each map."""
    content = snapshot.content
    journeys = [_journey(content, journey) for journey in journeys_in_tree_order(content)]
    places = {card.id: place for place, card in enumerate(card for journey in journeys for card in journey.cards)}
    return WorkspaceFile(
        format=FORMAT,
        workspace=part_of(content, WorkspacePart, workspace_of(content)),
        personas=[_persona_part(content, persona) for persona in content.ordered(Persona)],
        participants=[participant_part(content, each) for each in content.ordered(Participant)],
        sources=[source_part(snapshot, each) for each in content.ordered(Source)],
        themes=[part_of(content, ThemePart, each) for each in content.ordered(Theme)],
        insights=[insight_part(content, each) for each in content.ordered(Insight)],
        mappings=[part_of(content, MappingPart, each) for each in content.ordered(ImportMapping)],
        journeys=journeys,
        opportunities=[_opportunity(content, each, places) for each in content.ordered(Opportunity)],
        rounds=[_vote_round(content, each) for each in content.ordered(VoteRound)],
        agendas=[_agenda(content, each) for each in content.ordered(Agenda)],
        images=[
            ImagePart(sha256=name, media_type=media_type_of(data) or "", data=b64encode(data).decode())
            for name, _ in images_used(content)
            if (data := snapshot.image(name)) is not None
        ],
        **_lists(content),  # type: ignore[arg-type]
    )


def _lists(content: Content) -> dict[str, list[Part]]:
    return {
        key: [part_of(content, part_type, record) for record in content.ordered(record_type)]
        for key, (record_type, part_type) in SHARED_LISTS.items()
    }


def write_lists(snapshot: Snapshot) -> str:
    """Return the shared lists alone as JSON text: a workspace file with nothing else in it."""
    lists = {key: [asdict(part) for part in parts] for key, parts in _lists(snapshot.content).items()}
    return json_text({"format": FORMAT, **lists})


def write_json(snapshot: Snapshot, *, canonical: bool = False) -> str:
    """Return the workspace as JSON text with a newline at its end.

    Canonical: without ids, ranks and the orders that they make of lists that have none of their own, so that two
    workspaces with the same content give the same text. What an id pointed at is then named by its number in the
    printed order.
    """
    whole = asdict(show(snapshot))
    if canonical:
        whole = _canonical(whole)
    return json_text(whole, canonical=canonical)


def json_text(value: Any, *, canonical: bool = False) -> str:
    """Return plain data as JSON text with a newline at its end; canonical with its keys sorted."""
    return "".join(_lines(value, "", sorted if canonical else list)) + "\n"


def _lines(value: Any, margin: str, ordered: Callable[[Iterable[str]], list[str]]) -> Iterator[str]:
    """Yield JSON with each part on a line of its own where it holds no others, so that a change is one line."""
    deeper = margin + "  "
    if isinstance(value, dict) and any(isinstance(each, list | dict) for each in value.values()):
        opening = "{"
        for key in ordered(value):
            yield f"{opening}\n{deeper}{json.dumps(key)}: "
            yield from _lines(value[key], deeper, ordered)
            opening = ","
        yield f"\n{margin}}}"
    elif isinstance(value, list) and value:
        opening = "["
        for each in value:
            yield f"{opening}\n{deeper}"
            yield from _lines(each, deeper, ordered)
            opening = ","
        yield f"\n{margin}]"
    else:
        yield json.dumps(value, ensure_ascii=False, sort_keys=ordered is sorted, allow_nan=False)


def _persona_part(content: Content, persona: Persona) -> PersonaPart:
    channels = [
        content.get(Channel, each.channel_id) for each in content.members(PersonaChannel, "persona_id", persona.id)
    ]
    return part_of(
        content,
        PersonaPart,
        persona,
        traits=[part_of(content, TraitPart, each) for each in content.holding(PersonaTrait, "persona_id", persona.id)],
        channels=[ChannelLinkPart(channel_id=each.id, channel=each.name) for each in sorted(channels, key=sort_key)],
    )


def _journey(content: Content, journey: Journey) -> JourneyPart:
    lanes = lanes_in_map_order(content, journey.id)
    swimlanes = swimlanes_of(content, journey.id)
    cards = list(_cards(content, journey, lanes))
    return part_of(
        content,
        JourneyPart,
        journey,
        required_fields=[
            part_of(content, RequiredFieldPart, each)
            for each in sorted(
                content.members(RequiredField, "journey_id", journey.id), key=lambda each: (each.subject, each.name)
            )
        ],
        bookmarks=[
            part_of(content, BookmarkPart, each) for each in content.holding(Bookmark, "journey_id", journey.id)
        ],
        wall_columns=_coded(content, WallColumnPart, WallColumn, journey.id),
        wall_rows=_coded(content, WallRowPart, WallRow, journey.id),
        stages=[
            part_of(
                content,
                StagePart,
                stage,
                steps=[part_of(content, StepPart, step) for step in steps_of(content, stage.id)],
            )
            for stage in stages_of(content, journey.id)
        ],
        swimlanes=[part_of(content, SwimlanePart, each, persona=_persona(content, each.id)) for each in swimlanes],
        lanes=[part_of(content, LanePart, lane, persona=_persona(content, lane.swimlane_id)) for lane in lanes],
        cards=cards,
        connectors=_connectors(content, journey.id, cards),
        overrides=list(_overrides(content, swimlanes)),
        emotion=list(_emotion(content, journey.id, swimlanes)),
    )


def _coded(content: Content, part_type: type[P], record_type: type[Any], journey_id: str) -> list[P]:
    """Return the codes on the wall: A to Z before AA, 9 before 10."""
    there = content.members(record_type, "journey_id", journey_id)
    return [part_of(content, part_type, each) for each in sorted(there, key=lambda each: (len(each.code), each.code))]


def _persona(content: Content, swimlane_id: str | None) -> str | None:
    persona = persona_of(content, swimlane_id)
    return persona.name if persona else None


def _cards(content: Content, journey: Journey, lanes: Iterable[Lane]) -> Iterator[CardPart]:
    """Yield the cards lane by lane, then step by step, then the unplaced ones."""
    defaults = defaults_of(content, journey.id)

    def part(card: Card, order: int, **place: Any) -> CardPart:
        sentiment = sentiment_of(card, defaults)
        default = card.sentiment is None and sentiment is not None
        return part_of(
            content,
            CardPart,
            card,
            order=order,
            sentiment=sentiment,
            sentiment_default=default,
            **place,
            **evidence_parts(content, card),
        )

    columns = columns_of(content, journey.id)
    stages = {stage.id: stage for stage in stages_of(content, journey.id)}
    for lane in lanes:
        persona = _persona(content, lane.swimlane_id)
        cells = cells_on(content, lane.id)
        for step in columns:
            stage = stages[step.stage_id]
            for order, card in enumerate(cells.get(step.id, ()), 1):
                yield part(
                    card,
                    order,
                    stage=stage.title,
                    step=step.title,
                    lane=lane.kind,
                    persona=persona,
                    stage_id=stage.id,
                    swimlane_id=lane.swimlane_id,
                )
    for order, card in enumerate(unplaced_cards(content, journey.id), 1):
        yield part(card, order)


def _connectors(content: Content, journey_id: str, cards: Iterable[CardPart]) -> list[ConnectorPart]:
    """Return the connectors in the printed order of the cards that they leave and reach."""
    place = {card.id: at for at, card in enumerate(cards)}
    connectors = content.members(Connector, "journey_id", journey_id)
    ordered = sorted(connectors, key=lambda each: (place[each.from_card_id], place[each.to_card_id]))
    return [part_of(content, ConnectorPart, each) for each in ordered]


def _overrides(content: Content, swimlanes: Iterable[Swimlane]) -> Iterator[OverridePart]:
    for swimlane in swimlanes:
        columns = {step.id: position for position, step in enumerate(columns_of(content, swimlane.journey_id))}
        for override in sorted(overrides_of(content, swimlane.id), key=lambda each: columns.get(each.step_id, -1)):
            step = content.get(Step, override.step_id)
            stage = content.get(Stage, step.stage_id)
            persona = _persona(content, swimlane.id)
            yield part_of(content, OverridePart, override, persona=persona, stage=stage.title, step=step.title)


def _emotion(content: Content, journey_id: str, swimlanes: Iterable[Swimlane]) -> Iterator[EmotionPart]:
    """Yield the curve of each swimlane, and one for the whole map where it has lanes."""
    bands = [swimlane.id for swimlane in swimlanes]
    whole_map = [None] if lanes_of(content, journey_id, None) else []
    for swimlane_id in (*whole_map, *bands):
        persona = _persona(content, swimlane_id)
        for point in emotion_of(content, journey_id, swimlane_id):
            yield EmotionPart(
                swimlane_id=swimlane_id,
                persona=persona,
                step_id=point.step_id,
                value=None if point.value is None else round(point.value, 9),
                n=point.n,
                by_hand=point.by_hand,
                default=point.default,
            )


def _opportunity(content: Content, opportunity: Opportunity, places: Mapping[str | None, int]) -> OpportunityPart:
    """Return an opportunity with its cards in printed order and its journeys in that of the tree."""
    linked = {each.journey_id for each in content.members(OpportunityJourney, "opportunity_id", opportunity.id)}
    cards = sorted(cards_of_opportunity(content, opportunity.id), key=lambda card: places[card.id])
    return part_of(
        content,
        OpportunityPart,
        opportunity,
        cards=[OpportunityCardPart(card_id=card.id, title=card.title) for card in cards],
        journeys=[
            OpportunityJourneyPart(journey_id=journey.id, title=journey.title)
            for journey in journeys_in_tree_order(content)
            if journey.id in linked
        ],
        **evidence_parts(content, opportunity),
    )


def _vote_round(content: Content, held: VoteRound) -> VoteRoundPart:
    """Return a vote with its options and ballots by number."""
    options = sorted(content.members(VoteOption, "round_id", held.id), key=_numbered)
    place = {option.id: at for at, option in enumerate(options)}

    def votes(ballot: Ballot) -> list[VotePart]:
        given = sorted(content.members(Vote, "ballot_id", ballot.id), key=lambda each: place[each.option_id])
        return [part_of(content, VotePart, each) for each in given]

    def title(option: VoteOption) -> str:
        subject = content.find(Card, option.card_id) or content.find(Opportunity, option.opportunity_id)
        return subject.title if subject else ""

    ballots = sorted(content.members(Ballot, "round_id", held.id), key=_numbered)
    return part_of(
        content,
        VoteRoundPart,
        held,
        options=[part_of(content, VoteOptionPart, each, title=title(each)) for each in options],
        ballots=[part_of(content, BallotPart, each, votes=votes(each)) for each in ballots],
    )


def _numbered(record: VoteOption | Ballot) -> int:
    return record.number


def _agenda(content: Content, agenda: Agenda) -> AgendaPart:
    activities = content.holding(Activity, "agenda_id", agenda.id)
    return part_of(
        content, AgendaPart, agenda, activities=[part_of(content, ActivityPart, each) for each in activities]
    )


_LATER: Final = ("participants", "sources", "themes", "insights", "mappings", "opportunities", "rounds", "agendas")
"""What is put in order after the maps, each after what it names."""

_REFERENCES: Final = ("to_be_of",)
"""Keys that hold an id though their name does not end in `_id`."""


def _canonical(whole: dict[str, Any]) -> dict[str, Any]:
    for key in ("personas", *SHARED_LISTS):
        whole[key].sort(key=lambda each: (each["name"], json.dumps(_without_ids(each, {}), sort_keys=True)))
    numbers: dict[str, int] = {}
    later = {key: whole.pop(key) for key in _LATER}
    _number(whole, numbers)
    for opportunity in later["opportunities"]:
        opportunity["cards"].sort(key=lambda card: numbers[card["card_id"]])
    for key, parts in later.items():  # each names what stands before it
        whole[key] = _settled(parts, numbers)
        _number(whole[key], numbers)
    return {key: _without_ids(value, numbers) for key, value in whole.items()}


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
        return json.dumps(_without_ids({**card, "order": None}, numbers), sort_keys=True)

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
    return sorted(parts, key=lambda each: (each["rank"], json.dumps(_without_ids(each, numbers), sort_keys=True)))


def _without_ids(value: Any, numbers: dict[str, int]) -> Any:
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

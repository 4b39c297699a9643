"""The whole workspace as JSON, lossless, or canonical for comparing; its shape is `app.models.interchange`."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from app.exporters.canonical import canonical_data
from app.exporters.decision_parts import decision_parts
from app.exporters.journey_parts import journey_part
from app.exporters.json_parts import part_of
from app.exporters.research_parts import insight_part, participant_part, source_part
from app.models.content import (
    Content,
    journeys_in_tree_order,
    sort_key,
    workspace_of,
)
from app.models.images import images_used, media_type_of
from app.models.interchange import (
    FORMAT,
    SHARED_LISTS,
    ActivityPart,
    AgendaPart,
    BallotPart,
    ChannelLinkPart,
    ImagePart,
    MappingPart,
    Part,
    PersonaPart,
    ThemePart,
    TraitPart,
    VoteOptionPart,
    VotePart,
    VoteRoundPart,
    WorkspaceFile,
    WorkspacePart,
)
from app.models.records import (
    Activity,
    Agenda,
    Ballot,
    Card,
    Channel,
    ImportMapping,
    Insight,
    Opportunity,
    Participant,
    Persona,
    PersonaChannel,
    PersonaTrait,
    Source,
    Theme,
    Vote,
    VoteOption,
    VoteRound,
)
from app.models.snapshot import Snapshot


def show(snapshot: Snapshot) -> WorkspaceFile:
    """Return the workspace in the shape that is printed: lists from top left to bottom right of each map."""
    content = snapshot.content
    journeys = [journey_part(content, journey) for journey in journeys_in_tree_order(content)]
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
        rounds=[_vote_round(content, each) for each in content.ordered(VoteRound)],
        agendas=[_agenda(content, each) for each in content.ordered(Agenda)],
        images=[
            ImagePart(sha256=name, media_type=media_type_of(data) or "", data=b64encode(data).decode())
            for name, _ in images_used(content)
            if (data := snapshot.image(name)) is not None
        ],
        **_lists(content),  # type: ignore[arg-type]
        **decision_parts(content, places),  # type: ignore[arg-type]
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
        whole = canonical_data(whole)
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

"""From a transcript to records: a source with its turns, its speakers, who they are, and what was tagged."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from app.importers.transcripts.preview import Transcript, preview_transcript
from app.importers.transcripts.speakers import is_interviewer
from app.importers.transcripts.utterance import Utterance
from app.models.ids import id_from, new_id
from app.models.kinds import SourceKind, SpeakerRole
from app.models.names import same_name
from app.models.plan import ImportPlan
from app.models.ranks import ranks_between
from app.models.records import AnyRecord, Highlight, HighlightTag, Participant, Source, Speaker, Tag
from app.models.turns import Turn


def read_transcript(
    path: Path,
    *,
    kind: SourceKind | None = None,
    merged: Mapping[str, str] = {},
    roles: Mapping[str, SpeakerRole] = {},
    title: str | None = None,
    held_on: str | None = None,
) -> ImportPlan:
    """Return the plan of a transcript or a text: a source, its speakers, the participants behind them, turns and tags.

    `kind` is an interview where somebody speaks, else a document. `merged` says which labels are another one, `roles`
    who asks; nobody is merged unasked, and who is called an interviewer asks. Raises FileError, InputError.
    """
    return plan_of(preview_transcript(path, kind=kind), merged=merged, roles=roles, title=title, held_on=held_on)


def plan_of(
    transcript: Transcript,
    *,
    merged: Mapping[str, str] = {},
    roles: Mapping[str, SpeakerRole] = {},
    title: str | None = None,
    held_on: str | None = None,
) -> ImportPlan:
    """Return the plan of a transcript that was looked at; see `read_transcript`."""
    reading = transcript.reading
    said = [each._replace(speaker=_end_of(each.speaker, merged)) for each in reading.utterances]
    source = Source(
        id=id_from(reading.digest),
        rank=ranks_between(None, None, 1)[0],
        title=(title or "").strip() or transcript.title,
        kind=transcript.kind,
        origin=reading.name,
        held_on=held_on or transcript.held_on,
        turns=len(said),
        length=sum(len(each.text) for each in said),
        duration=transcript.duration,
    )
    labels = list(dict.fromkeys(each.speaker for each in said if each.speaker))
    behind: dict[str, Participant] = {}
    records: list[AnyRecord] = [source]
    for label, rank in zip(labels, ranks_between(None, None, len(labels)), strict=True):
        role = roles.get(label) or ("interviewer" if is_interviewer(label) else "participant")
        if role == "participant":
            behind[label] = Participant(id=id_from(reading.digest, label), rank=rank, name=label)
            records.append(behind[label])
        participant_id = behind[label].id if label in behind else None
        records.append(Speaker(source_id=source.id, label=label, participant_id=participant_id, role=role))
    records += _highlights(source, said, behind)
    turns = [Turn(each.text, each.speaker, each.at, each.until, each.heading) for each in said]
    return ImportPlan(f"Import {reading.name}", tuple(records), reading.warnings, turns={source.id: turns})


def _end_of(label: str, merged: Mapping[str, str]) -> str:
    """Return the label that a label is, also where that is another one again; a ring of labels ends where it began."""
    seen = {label}
    while (other := merged.get(label, label)) not in seen:
        seen.add(label := other)
    return label


def _highlights(source: Source, said: list[Utterance], behind: Mapping[str, Participant]) -> Iterator[AnyRecord]:
    """Yield the tags, each once, and for each turn with tags a highlight of all its words with these tags."""
    names = list(dict.fromkeys(same_name(tag) for each in said for tag in each.tags))
    ranks = ranks_between(None, None, len(names))
    tags = {name: Tag(id=new_id(), rank=rank, name=name) for name, rank in zip(names, ranks, strict=True)}
    yield from tags.values()
    for number, each in enumerate(said):
        if not each.tags:
            continue
        highlight = Highlight(
            id=id_from(source.id, "turn", str(number)),
            source_id=source.id,
            turn=number,
            start=0,
            last_turn=number,
            end=len(each.text),
            participant_id=behind[each.speaker].id if each.speaker in behind else None,
        )
        yield highlight
        for name in dict.fromkeys(map(same_name, each.tags)):
            yield HighlightTag(highlight_id=highlight.id, tag_id=tags[name].id)

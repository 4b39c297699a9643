"""The guard of exports: nobody's name leaves the house unseen, and each profile gets what it may read.

Where a workspace has an identity vault, an export that holds evidence is checked against the names in it and their
common forms. With the vault closed, only the team exports, and is told that nothing was checked.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from app.models.content import Content
from app.models.errors import InputError
from app.models.name_finding import Known, Names
from app.models.records import RECORD_TYPES, AnyRecord, Highlight, Insight, Participant, Persona, Source, Step
from app.models.snapshot import Snapshot
from app.services.profiles import KINDS_OF_MAPS, PROFILES, Profile, filtered
from app.services.roster import known_of
from app.store.schema import image, text_fields
from app.store.vault import VaultEntry

__all__ = [
    "PROFILES",
    "GuardError",
    "GuardHit",
    "Guarded",
    "Profile",
    "check_export",
    "guard",
    "guard_file",
    "holds_evidence",
]

_TOLD: Final = 3
"""Hits that are named in one line."""


class Text(NamedTuple):
    """Words that an export holds: of which record (a turn as source/number), and what that is called."""

    kind: str
    id: str
    title: str
    text: str


class GuardHit(NamedTuple):
    """A name in an export: where, the words, whose pseudonym it has; doubtful where not `sure`."""

    kind: str
    id: str
    title: str
    text: str
    start: int
    end: int
    pseudonym: str
    sure: bool

    @property
    def words(self) -> str:
        """The name as it stands there."""
        return self.text[self.start : self.end]


class Guarded(NamedTuple):
    """What may be exported, and what is to be said of it: what was left out, what was not checked."""

    snapshot: Snapshot
    notes: tuple[str, ...]


class GuardError(InputError):
    """An export that names somebody; `hits` are where."""

    def __init__(self, hits: Collection[GuardHit]) -> None:
        self.hits = tuple(hits)
        some = "; ".join(f"“{hit.words}” in {hit.kind.replace('_', ' ')} “{hit.title}”" for hit in self.hits[:_TOLD])
        more = f" and {len(self.hits) - _TOLD} more" if len(self.hits) > _TOLD else ""
        super().__init__(
            f"Nothing was exported: it would name participants ({some}{more}). Protect the workspace again, or change "
            "those texts."
        )


def holds_evidence(content: Content) -> bool:
    """Return whether there is anything that was said by somebody, or made of it."""
    return any(content.all(each) for each in (Participant, Source, Highlight, Insight))


def check_export(texts: Iterable[Text], names: Names) -> list[GuardHit]:
    """Return where texts name somebody, also where they only may."""
    return [
        GuardHit(*each, hit.start, hit.end, names.pseudonym(hit), hit.sure)
        for each in texts
        for hit in names.find(each.text)
    ]


def guard(
    snapshot: Snapshot,
    profile: Profile = "team",
    *,
    has_vault: bool,
    vault: Mapping[str, VaultEntry] | None = None,
    journey_ids: Collection[str] = (),
    turns: bool = False,
) -> Guarded:
    """Return what a profile lets out of a snapshot, checked against the names in the vault where it is open.

    `journey_ids` are the maps that are exported, where it is only maps; `turns` says whether what was said is exported
    word by word. Raises GuardError where somebody is named for sure, InputError where the vault is wanted and closed.
    """
    evidence = holds_evidence(snapshot.content)
    if evidence and has_vault and vault is None and profile != "team":
        raise InputError(
            f"Nothing was exported: for {profile} it is checked that nobody is named, and the identity vault is "
            "closed. Open it with its password."
        )
    let, left_out = filtered(snapshot, profile)
    notes = [f"Left out: {', '.join(left_out)}"] if left_out else []
    if not evidence:
        return Guarded(let, tuple(notes))
    if has_vault and vault is None:
        return Guarded(let, (*notes, "Not checked for names of participants: the identity vault is closed."))
    people = [known_of(*each) for each in (vault or {}).items()] + _unprotected(snapshot.content, profile)
    hits = _hits(let, people, journey_ids, turns) if people else []
    if sure := [hit for hit in hits if hit.sure]:
        raise GuardError(sure)
    if hits:
        some = ", ".join(dict.fromkeys(f"“{hit.words}” ({hit.title})" for hit in hits[:_TOLD]))
        notes.append(f"May name participants, or be other words: {some}{' …' if len(hits) > _TOLD else ''}")
    return Guarded(let, tuple(notes))


def guard_file(
    snapshot: Snapshot,
    out: Path,
    profile: Profile = "team",
    *,
    has_vault: bool,
    vault: Mapping[str, VaultEntry] | None = None,
    journey_ids: Collection[str] = (),
    listed: str = "",
    wall: bool = False,
) -> Guarded:
    """Do the same for an export to a file, of which the ending tells what it holds; the rest is as in its order.

    Raises InputError, too, where a profile may not have such a file.
    """
    ending = out.suffix.lower()
    if profile == "public" and ending == ".qdpx":
        raise InputError("A project for coding holds what was said, which is not for the public. Nothing was exported.")
    if wall and profile != "team":
        raise InputError("A blank map to hang up is for the team. Nothing was exported.")
    turns = ending in (".json", ".qdpx") and listed != "lists"
    return guard(snapshot, profile, has_vault=has_vault, vault=vault, journey_ids=journey_ids, turns=turns)


def _hits(let: Snapshot, people: Sequence[Known], journey_ids: Collection[str], turns: bool) -> list[GuardHit]:
    """Return where people are named: in a record, the name of a persona may be that of the persona."""
    personas = [each.name for each in let.content.all(Persona).values()]
    hits = check_export(_texts(let, journey_ids), Names(people, personas))
    return hits + check_export(_said(let), Names(people)) if turns and not journey_ids else hits


def _unprotected(content: Content, profile: Profile) -> list[Known]:
    """Return those whom no vault hides yet: the team may read their names, others may not."""
    if profile == "team":
        return []
    people = [each for each in content.ordered(Participant) if not each.protected]
    return [Known(each.id, each.name, (each.name,), each.contact) for each in people]


def _texts(snapshot: Snapshot, journey_ids: Collection[str]) -> Iterator[Text]:
    content = snapshot.content
    for kind, record_type in RECORD_TYPES.items():
        if journey_ids and kind not in KINDS_OF_MAPS:
            continue
        for record_id, record in content.all(record_type).items():
            if journey_ids and _journey_of(content, record) not in (None, *journey_ids):
                continue
            values = image(record)
            for name in text_fields(kind, values):
                yield Text(kind, record_id, _title(record), values[name])


def _said(snapshot: Snapshot) -> Iterator[Text]:
    for source in snapshot.content.ordered(Source):
        for number, turn in snapshot.turns(source.id):
            for text in (turn.text, turn.speaker, turn.heading, *turn.facts.values()):
                yield Text("turn", f"{source.id}/{number}", source.title, text)


def _journey_of(content: Content, record: AnyRecord) -> str | None:
    """Return the journey that a record is on; none where it is on none in particular."""
    if record.kind_name == "journey":
        return record.id
    if isinstance(record, Step):
        return content.all(RECORD_TYPES["stage"])[record.stage_id].journey_id  # type: ignore[union-attr]
    journey_id: str | None = getattr(record, "journey_id", None)
    return journey_id


def _title(record: AnyRecord) -> str:
    for name in ("title", "statement", "name", "label"):
        if text := getattr(record, name, ""):
            return str(text)
    return record.id

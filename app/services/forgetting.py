"""Forget a participant: what is lost is shown first, then nothing of them stays in the file, its past, its backups."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple

from app.models.content import Content
from app.models.errors import ClewError
from app.models.evidence import Backed, all_highlight_ids
from app.models.ids import id_from
from app.models.positions import PositionMap
from app.models.ranks import rank_between
from app.models.records import (
    RECORD_TYPES,
    AnyRecord,
    Card,
    Highlight,
    Insight,
    Opportunity,
    Participant,
    Source,
    Speaker,
    references,
)
from app.models.snapshot import Snapshot
from app.models.turns import Turn
from app.scoring.evidence import Evidence, carries_evidence, evidence_of
from app.scoring.opportunities import ranked
from app.services.remains import REMAINS_KINDS, Remains, reworded
from app.store import Store, open_workspace
from app.store.backups import Backup
from app.store.references import plan_deletion
from app.store.rewriting import Rewriting, Traces, Values
from app.store.schema import image, text_fields
from app.store.vault import VaultEntry

Key = tuple[str, str, str]
"""The kind of a record, its id, and a field; of what others say: “turn”, source/number, “text”."""

_NO_VAULT: Final[Mapping[str, VaultEntry]] = {}


class Hit(NamedTuple):
    """Words that quote the participant (five or more in a row), or name them; `spans` are code points in `text`."""

    kind: str
    id: str
    field: str
    text: str
    spans: tuple[tuple[int, int], ...]
    why: Literal["quotes", "names"]

    @property
    def key(self) -> Key:
        """What a decision on it is given by."""
        return self.kind, self.id, self.field


class Decision(NamedTuple):
    """What becomes of a hit: its words are erased, the whole text becomes another one, or it stays as it is."""

    what: Literal["erase", "reword", "keep"]
    text: str = ""


class Lost(NamedTuple):
    """A card, an insight or an opportunity that loses evidence; of an opportunity its place in the ranking, 1 …

    An opportunity whose place moves is told of as well: what evidence fills in may be another figure then.
    """

    record: Backed
    before: Evidence
    after: Evidence
    place: int | None = None
    place_after: int | None = None


@dataclass(frozen=True, slots=True)
class ForgetPlan:
    """What forgetting a participant takes, and what has to be decided: each hit that nothing is decided of is erased.

    `turns` and `highlights` count theirs, `sources` are those in which nobody else speaks, which go, `backups` the
    copies that the workspace knows of (none for a snapshot).
    """

    participant: Participant
    turns: int
    highlights: int
    sources: tuple[Source, ...]
    lost: tuple[Lost, ...]
    hits: tuple[Hit, ...]
    backups: tuple[Backup, ...]


def plan_forgetting(
    source: Store | Snapshot, participant_id: str, vault: Mapping[str, VaultEntry] = _NO_VAULT
) -> ForgetPlan:
    """Return what forgetting a participant would take; nothing is changed.

    An open vault tells more of what names them. Raises InputError where there is no such participant.
    """
    content = source.content
    participant = content.get(Participant, participant_id)
    turns = [(each.id, number, turn) for each in content.ordered(Source) for number, turn in source.turns(each.id)]
    images = ((kind, image(record)) for kind in REMAINS_KINDS for record in content.all(RECORD_TYPES[kind]).values())
    remains = Remains(participant_id, images, turns, {*content.all(Participant), *content.all(Source)}, vault)
    return ForgetPlan(
        participant=participant,
        turns=len(remains.going),
        highlights=len(remains.highlights),
        sources=tuple(each for each in content.ordered(Source) if each.id in remains.sources),
        lost=tuple(_lost(content, remains)),
        hits=(*_hits_in_records(content, remains), *_hits_in_turns(turns, remains)),
        backups=tuple(source.backups()) if isinstance(source, Store) else (),
    )


def unlisted(source: Store | Snapshot, label: str) -> tuple[AnyRecord, ...]:
    """Return a participant, with where they speak, for somebody whom no list has: a respondent, who asks; or nothing.

    Who is to be forgotten is put into the workspace before, so that all there is of them goes with the participant.
    """
    content = source.content
    found = [
        each.id
        for each in content.ordered(Source)
        if ((speaker := content.find(Speaker, f"{each.id}/{label}")) is None or speaker.participant_id is None)
        and any(turn.speaker == label for _, turn in source.turns(each.id))
    ]
    if not found or not label:
        return ()
    people = content.ordered(Participant)
    rank = rank_between(people[-1].rank if people else None, None)
    person = Participant(id=id_from(found[0], label), name=label, rank=rank)
    return (person, *(Speaker(source_id=each, label=label, participant_id=person.id) for each in found))


def _lost(content: Content, remains: Remains) -> Iterator[Lost]:
    after = content.copy()
    going, staying = plan_deletion(content, [content.get(Highlight, each) for each in sorted(remains.highlights)])
    for record in staying:
        after.put(record)
    for record in going:
        after.remove(type(record), record.id)
    places, then = (
        {each.opportunity.id: place for place, each in enumerate(ranked(each_content), 1)}
        for each_content in (content, after)
    )
    for record_type in (Insight, Card, Opportunity):
        for record_id, record in content.all(record_type).items():
            backed: Any = record
            place, place_after = places.get(record_id), then.get(record_id)
            loses = carries_evidence(content, backed) and all_highlight_ids(content, backed) & remains.highlights
            if loses or place != place_after:
                left: Any = after.get(record_type, record_id)
                yield Lost(backed, evidence_of(content, backed), evidence_of(after, left), place, place_after)


def _hits_in_records(content: Content, remains: Remains) -> Iterator[Hit]:
    for kind, record_type in RECORD_TYPES.items():
        for record_id, record in content.all(record_type).items():
            values = image(record)
            if _goes(kind, values, remains):
                continue
            for name in text_fields(kind, values):
                if isinstance(record, Card) and record.insight_id and name == "title":
                    continue  # one with its insight
                if not _is_namesake(kind, name, values, remains):
                    whole = remains.repeated(kind, values, values[name])
                    yield from _hit(kind, record_id, name, values[name], remains, whole)


def _hits_in_turns(turns: Iterable[tuple[str, int, Turn]], remains: Remains) -> Iterator[Hit]:
    for source_id, number, turn in turns:
        if (source_id, number) not in remains.going and source_id not in remains.sources:
            yield from _hit("turn", f"{source_id}/{number}", "text", turn.text, remains)


_CALLED: Final = {"participant": "name", "speaker": "label"}


def _is_namesake(kind: str, name: str, values: Mapping[str, Any], remains: Remains) -> bool:
    """Return whether a field is how somebody else is called, who has the same name and keeps it."""
    return _CALLED.get(kind) == name and remains.is_namesake(values[name])


def _hit(
    kind: str, record_id: str, name: str, text: str, remains: Remains, whole: Sequence[tuple[int, int]] = ()
) -> Iterator[Hit]:
    quoted, named = whole or remains.quoted(text), remains.named(text, in_turn=kind == "turn")
    if quoted or named:
        yield Hit(kind, record_id, name, text, tuple(sorted((*quoted, *named))), "quotes" if quoted else "names")


def _goes(kind: str, values: Mapping[str, Any], remains: Remains) -> bool:
    """Return whether a record goes with the participant."""
    gone = {"participant": remains.ids, "source": remains.sources, "highlight": remains.highlights}
    if values.get("id") in gone.get(kind, ()):
        return True
    if kind == "speaker" and (values["source_id"], values["label"]) in remains.labels:
        return True
    return any(
        values.get(each.name) in gone.get(each.metadata["references"], ()) and each.metadata["on_delete"] == "cascade"
        for each in (references(RECORD_TYPES[kind]) if kind in RECORD_TYPES else ())
    )


def forget(
    store: Store,
    plan: ForgetPlan,
    decisions: Mapping[Key, Decision] = {},
    *,
    vault: Mapping[str, VaultEntry] = _NO_VAULT,
    progress: Callable[[float], object] = lambda fraction: None,
) -> list[Backup]:
    """Forget a participant; it can't be undone. Returns the copies that are out of reach, which still hold them.

    First each copy that the workspace knows of is made anew without them, or deleted, so that who was stopped amid it
    finds them in the workspace to go on. That is rewritten in one transaction, from any thread; `store.adopt()` then
    shows it. Raises RuleError, FileError: the workspace has not changed then.
    """
    decided = {hit.key: (hit.text, decisions[hit.key]) for hit in plan.hits if hit.key in decisions}
    who = plan.participant.id
    left = [each for backup in store.backups() if (each := _forget_in_backup(backup, who, decided, vault))]
    _forget_in(store, who, decided, vault, progress)
    return left


def _forget_in(
    store: Store,
    participant_id: str,
    decided: Mapping[Key, tuple[str, Decision]],
    vault: Mapping[str, VaultEntry],
    progress: Callable[[float], object],
) -> None:
    live = frozenset((*store.content.all(Participant), *store.content.all(Source)))

    def rewriting(traces: Traces) -> Rewriting:
        turns = list(traces.turns())
        remains = Remains(participant_id, traces.images(*REMAINS_KINDS), turns, live, vault)
        work = _Forgetting(remains, decided)
        gone = {"participant": remains.ids, "source": remains.sources, "highlight": remains.highlights}
        return Rewriting(
            work.turn,
            work.record,
            work.label,
            forgotten=remains.ids,
            tombstones=[(kind, each) for kind, ids in gone.items() for each in ids],
        )

    store.rewrite("Forget a participant", "forget", rewriting, progress=progress)


def _forget_in_backup(
    backup: Backup, participant_id: str, decided: Mapping[Key, tuple[str, Decision]], vault: Mapping[str, VaultEntry]
) -> Backup | None:
    """Forget the participant in a copy, too, or delete it; return it where it is out of reach."""
    try:
        if backup.fate == "deleted":
            backup.path.unlink()
        elif backup.fate == "remade":
            with open_workspace(backup.path) as copy:
                _forget_in(copy, participant_id, decided, vault, lambda fraction: None)
                copy.adopt()
        else:
            return backup
    except (ClewError, OSError) as error:
        return Backup(backup.path, "out of reach", str(error))
    return None


MARK: Final = " (contains erased material)"
"""What is written behind the label of a step that held something of somebody who was forgotten."""


class _Forgetting:
    """What becomes of turns, records and labels."""

    def __init__(self, remains: Remains, decided: Mapping[Key, tuple[str, Decision]]) -> None:
        self._remains, self._decided = remains, decided
        self._maps: dict[tuple[str, int], PositionMap] = {}

    def turn(self, source_id: str, number: int, turn: Turn) -> Turn | None:
        """Return a turn of somebody else without what quotes or names the participant; none for one of theirs."""
        remains = self._remains
        if (source_id, number) in remains.going or source_id in remains.sources:
            return None
        passages = remains.passages.get((source_id, number), ())
        text, places = self._words(("turn", f"{source_id}/{number}", "text"), turn.text, passages)
        if places:
            self._maps[source_id, number] = places
        speaker = turn.speaker  # is called as the record of who speaks calls them
        if speaker and not remains.is_namesake(speaker):
            speaker = self._words(("speaker", f"{source_id}/{speaker}", "label"), speaker)[0]
        facts = {name: remains.erased(value, in_turn=True)[0] for name, value in turn.facts.items()}
        return replace(
            turn, text=text, speaker=speaker, heading=remains.erased(turn.heading, in_turn=True)[0], facts=facts
        )

    def _words(self, key: Key, text: str, more: Sequence[tuple[int, int]] = ()) -> tuple[str, PositionMap]:
        """Return what becomes of a text as decided, and the map of its places; a passage of theirs never stays."""
        of, decision = self._decided.get(key, ("", Decision("erase")))
        if of == text and not more:
            if decision.what == "keep":
                return text, PositionMap()
            if decision.what == "reword" and decision.text.strip():
                return decision.text, reworded(text, decision.text)
        return self._remains.erased(text, in_turn=key[0] == "turn", more=more)

    def record(self, kind: str, values: Values) -> Values | None:
        """Return the fields of a record without the participant; none where it goes with them."""
        remains = self._remains
        if _goes(kind, values, remains):
            return None
        after = dict(values)
        gone = {"participant": remains.ids, "source": remains.sources, "highlight": remains.highlights}
        for each in references(RECORD_TYPES[kind]) if kind in RECORD_TYPES else ():
            if after.get(each.name) in gone.get(each.metadata["references"], ()):
                after[each.name] = None
        if kind == "highlight" and (clipped := remains.clipped(after)) is not None:
            first = self._maps.get((after["source_id"], clipped["turn"]), _STILL)
            last = self._maps.get((after["source_id"], clipped["last_turn"]), _STILL)
            after = {**clipped, "start": first.start(clipped["start"]), "end": last.end(clipped["end"])}
        for name in text_fields(kind, after):
            if not _is_namesake(kind, name, values, remains):
                key = _key(kind, name, values)
                decided = key in self._decided and self._decided[key][0] == after[name]
                whole = [] if decided else remains.repeated(kind, values, after[name])
                after[name] = self._words(key, after[name], whole)[0]
        return after

    def label(self, text: str, touched: bool) -> str:
        """Return the label of a step without the participant, marked where the step held something of them."""
        text = self._remains.erased(text, in_turn=False)[0]
        return f"{text}{MARK}" if touched and not text.endswith(MARK) else text


_STILL: Final = PositionMap()


def _key(kind: str, name: str, values: Values) -> Key:
    """Return what a decision on a field is given by: a card that shows an insight is decided of with it."""
    if kind == "card" and name == "title" and values.get("insight_id"):
        return "insight", values["insight_id"], "statement"
    record_type = RECORD_TYPES.get(kind)
    return kind, "/".join(str(values[each]) for each in (record_type.key if record_type else ("id",))), name

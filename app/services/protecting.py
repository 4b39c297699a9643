"""Protect: names move into the identity vault, pseudonyms take their place everywhere, the past included."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from app.models.content import Content
from app.models.errors import InputError
from app.models.name_finding import Names, pseudonymised
from app.models.positions import PositionMap
from app.models.records import RECORD_TYPES, Participant, Source
from app.models.snapshot import Snapshot
from app.models.turns import Turn
from app.services.roster import ROSTER_KINDS, Label, Roster, is_naming, is_reaching, roster_of
from app.store import Store
from app.store.rewriting import Rewriting, Traces, Values
from app.store.schema import image, text_fields
from app.store.vault import VaultEntry

_NO_NAMES: Final[Mapping[str, Sequence[str]]] = {}
_NO_VAULT: Final[Mapping[str, VaultEntry]] = {}


class Pseudonymised(NamedTuple):
    """Somebody who gets a pseudonym: what the workspace calls them now, and in how many turns and records."""

    id: str
    name: str
    pseudonym: str
    turns: int
    records: int


class Doubt(NamedTuple):
    """A word that may be a name: where it stands (as `Store.content` finds it, or a turn as source/number), and around.

    `start` and `end` are code points within `text`.
    """

    kind: str
    id: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What Protect would do: to whom, in how many turns and records, and what it would leave since it may be a word."""

    people: tuple[Pseudonymised, ...]
    turns: int
    records: int
    doubts: tuple[Doubt, ...]


def preview(
    source: Store | Snapshot,
    vault: Mapping[str, VaultEntry] = _NO_VAULT,
    *,
    names: Mapping[str, Sequence[str]] = _NO_NAMES,
) -> Preview:
    """Return what `protect` would do to what the workspace holds now; `vault` is who is known already.

    `names` are more names by the id of a participant, e.g. a maiden name.
    """
    content = source.content
    turns = list(_all_turns(source))
    roster = roster_of(_images(content, ROSTER_KINDS), turns, vault, names)
    said, written = roster.names(), roster.record_names()
    in_turns, in_records = Counter[str](), Counter[str]()
    doubts: list[Doubt] = []
    changed_turns = changed_records = 0
    for source_id, number, turn in turns:
        found = _ids(said, turn.text, doubts, "turn", f"{source_id}/{number}")
        in_turns.update(found)
        changed_turns += bool(found) or roster.labels.get((source_id, turn.speaker), turn.speaker) != turn.speaker
    for kind, values in _images(content, RECORD_TYPES):
        record_id = values.get("id") or "/".join(values[each] for each in RECORD_TYPES[kind].key)
        found = {
            each for name in text_fields(kind, values) for each in _ids(written, values[name], doubts, kind, record_id)
        }
        in_records.update(found)
        changed_records += bool(found) or (kind == "participant" and not values["protected"])
    people = [
        Pseudonymised(each, entry.name, entry.pseudonym, in_turns[each], in_records[each])
        for each, entry in roster.entries.items()
        if each in roster.fresh or in_turns[each] or in_records[each]
    ]
    people.sort(key=lambda each: each.pseudonym)
    return Preview(tuple(people), changed_turns, changed_records, tuple(doubts))


def _images(content: Content, kinds: Sequence[str] | Mapping[str, Any]) -> Iterator[tuple[str, Values]]:
    for kind in kinds:
        for record in content.all(RECORD_TYPES[kind]).values():
            yield kind, image(record)


def _all_turns(source: Store | Snapshot) -> Iterator[tuple[str, int, Turn]]:
    for each in source.content.ordered(Source):
        for number, turn in source.turns(each.id):
            yield each.id, number, turn


_AROUND: Final = 40


def _ids(names: Names, text: str, doubts: list[Doubt], kind: str, record_id: str) -> set[str]:
    """Return who is named for sure in a text, and add what is doubtful to a list."""
    found = set[str]()
    for hit in names.find(text):
        if hit.sure:
            found.update(hit.ids)
        else:
            first = max(hit.start - _AROUND, 0)
            around = text[first : hit.end + _AROUND]
            doubts.append(Doubt(kind, record_id, around, hit.start - first, hit.end - first))
    return found


def protect(
    store: Store,
    password: str,
    *,
    names: Mapping[str, Sequence[str]] = _NO_NAMES,
    doubtful: bool = False,
    progress: Callable[[float], object] = lambda fraction: None,
) -> None:
    """Move who the participants are into the vault and put pseudonyms in the place of names; it can't be undone.

    Done in one transaction, from any thread; `store.adopt()` then shows it. The password opens the vault, or makes it.
    `names` are more names by the id of a participant; what is doubtful is replaced only if asked. Raises InputError
    where there is nobody to protect or the password is another, FileError; nothing has changed then.
    """
    if not store.content.all(Participant) and not store.content.all(Source):
        raise InputError("There is nobody to protect: the workspace has no participants and no sources yet.")
    vault = store.open_vault(password) if store.has_vault else {}

    def rewriting(traces: Traces) -> Rewriting:
        roster = roster_of(traces.images(*ROSTER_KINDS), traces.turns(), vault, names)
        work = _Protection(roster, doubtful)
        return Rewriting(work.turn, work.record, lambda text, _: work.words(text), entries=roster.entries)

    store.rewrite("Protect participants", "protect", rewriting, password, progress)


class _Protection:
    """What becomes of turns, records and labels."""

    def __init__(self, roster: Roster, doubtful: bool) -> None:
        self._roster, self._doubtful = roster, doubtful
        self._said, self._written = roster.names(), roster.record_names()
        self._maps: dict[tuple[str, int], PositionMap] = {}

    def turn(self, source_id: str, number: int, turn: Turn) -> Turn:
        """Return a turn with pseudonyms, and remember where its places are now."""
        near = self._roster.linked.get(source_id, frozenset())
        text, places = self._in_turn(turn.text, near)
        if places:
            self._maps[source_id, number] = places
        label: Label = (source_id, turn.speaker)
        speaker = self._roster.labels.get(label, turn.speaker)
        facts = {name: self._fact(name, value, speaker, near) for name, value in turn.facts.items()}
        return replace(turn, text=text, speaker=speaker, heading=self._in_turn(turn.heading, near)[0], facts=facts)

    def _in_turn(self, text: str, near: frozenset[str]) -> tuple[str, PositionMap]:
        return pseudonymised(text, self._said, doubtful=self._doubtful, near=near)

    def _fact(self, name: str, value: str, speaker: str, near: frozenset[str]) -> str:
        if is_reaching(name) or (is_naming(name) and speaker):
            return speaker
        return self._in_turn(value, near)[0]

    def words(self, text: str) -> str:
        """Return words of a record with pseudonyms."""
        return pseudonymised(text, self._written, doubtful=self._doubtful)[0]

    def record(self, kind: str, values: Values) -> Values:
        """Return the fields of a record with pseudonyms, of a highlight with where its words are now."""
        after = {**values, **{name: self.words(values[name]) for name in text_fields(kind, values)}}
        match kind:
            case "participant" if entry := self._roster.entries.get(values["id"]):
                after |= {"name": entry.pseudonym, "contact": "", "consent": "", "protected": True}
            case "participant_fact" if entry := self._roster.entries.get(values["participant_id"]):
                if is_naming(values["name"]) or is_reaching(values["name"]):
                    after["value"] = entry.pseudonym
            case "speaker":
                label = values["source_id"], values["label"]
                after["label"] = self._roster.labels.get(label, values["label"])
            case "highlight":
                first = self._maps.get((values["source_id"], values["turn"]), _STILL)
                last = self._maps.get((values["source_id"], values["last_turn"]), _STILL)
                after |= {"start": first.start(values["start"]), "end": last.end(values["end"])}
        return after


_STILL: Final = PositionMap()

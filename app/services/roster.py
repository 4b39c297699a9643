"""Who a workspace speaks of: the names of its participants, now and before, and what stands in the place of each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from app.models.ids import new_id
from app.models.name_finding import Known, Names, is_generic
from app.models.name_folding import fold
from app.models.turns import Turn
from app.store.vault import VaultEntry

Label = tuple[str, str]
"""The id of a source, and who speaks in it as its file says."""

ROSTER_KINDS: Final = ("participant", "participant_fact", "speaker", "persona")
"""The records that a roster is made from."""

_PSEUDONYM: Final = re.compile(r"[PS]\d{2,5}")
_NAMING: Final = frozenset(
    """name|full name|fullname|first name|firstname|last name|lastname|surname|given name|family name|nickname|vorname
    |nachname|familienname|nom|prenom|nombre|apellido|apellidos|nome|cognome""".replace("\n    ", "").split("|")
)
_REACHING: Final = frozenset(
    """email|e-mail|mail|e-mail address|email address|phone|phone number|telephone|telefon|mobile|mobil|handy|address
    |adresse|contact|kontakt|correo|telefono""".replace("\n    ", "").split("|")
)


def is_naming(fact: str) -> bool:
    """Return whether an attribute that is called so says who somebody is."""
    return fold(fact).strip(" :") in _NAMING


def is_reaching(fact: str) -> bool:
    """Return whether an attribute that is called so says how somebody is reached."""
    return fold(fact).strip(" :") in _REACHING


@dataclass(slots=True)
class _Trace:
    """What a workspace has ever said of one participant."""

    values: dict[str, Any] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    consents: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody by id with the entry for the vault, and what each label becomes.

    `fresh` are the ids of those whom no vault knows yet; `linked` tells by source who speaks in it; `personas` are the
    names of the archetypes.
    """

    entries: dict[str, VaultEntry]
    fresh: frozenset[str]
    labels: dict[Label, str]
    linked: dict[str, frozenset[str]]
    personas: frozenset[str]

    def known(self) -> list[Known]:
        """Return everybody in the form in which names are looked for."""
        return [known_of(each, entry) for each, entry in self.entries.items()]

    def names(self) -> Names:
        """Return the names to look for in what was said."""
        return Names(self.known())

    def record_names(self) -> Names:
        """Return the names to look for in records: there a word that is a persona's name may be that one's."""
        return Names(self.known(), self.personas)


def known_of(participant_id: str, entry: VaultEntry) -> Known:
    """Return somebody whom the vault knows in the form in which names are looked for."""
    return Known(participant_id, entry.pseudonym, (entry.name, *entry.aliases), entry.contact)


def roster_of(
    images: Iterable[tuple[str, Mapping[str, Any]]],
    turns: Iterable[tuple[str, int, Turn]],
    vault: Mapping[str, VaultEntry],
    more_names: Mapping[str, Sequence[str]],
) -> Roster:
    """Return who is spoken of, from the records of `ROSTER_KINDS` as they ever were, the present ones last.

    Pseudonyms are P01 … in the order of the list, S01 … for labels that no participant belongs to and that name
    somebody; those in the vault stay.
    """
    traces: dict[str, _Trace] = defaultdict(_Trace)
    owners: dict[Label, str | None] = {}
    personas = set[str]()
    for kind, values in images:
        _take(kind, values, traces, owners, personas)
    strangers: dict[Label, _Trace] = defaultdict(_Trace)
    for source_id, _, turn in turns:
        name = next((value for fact, value in turn.facts.items() if is_naming(fact)), "")
        label = (source_id, turn.speaker or name)
        if label[1]:
            owner = owners.setdefault(label, None)
            _take_facts(turn.facts, traces[owner] if owner is not None else strangers[label])
    for (_, text), owner in owners.items():
        if owner is not None:
            traces[owner].names.append(text)
    for participant_id, names in more_names.items():
        traces[participant_id].names += names
    entries = _entries(traces, vault, {label for _, label in owners})
    labels = _labels(owners, entries, strangers)
    fresh = frozenset(entries.keys() - vault.keys())
    linked: dict[str, set[str]] = defaultdict(set)
    for (source_id, _), owner in owners.items():
        if owner is not None:
            linked[source_id].add(owner)
    return Roster(entries, fresh, labels, {each: frozenset(ids) for each, ids in linked.items()}, frozenset(personas))


def _take(
    kind: str,
    values: Mapping[str, Any],
    traces: dict[str, _Trace],
    owners: dict[Label, str | None],
    personas: set[str],
) -> None:
    match kind:
        case "participant":
            trace = traces[values["id"]]
            trace.values = dict(values)
            trace.names.append(values["name"])
            trace.contacts.append(values.get("contact", ""))
            trace.consents.append(values.get("consent", ""))
        case "participant_fact":
            _take_facts({values["name"]: values["value"]}, traces[values["participant_id"]])
        case "speaker":
            owners[values["source_id"], values["label"]] = values.get("participant_id")
        case "persona":
            personas.add(values["name"])


def _take_facts(facts: Mapping[str, str], trace: _Trace) -> None:
    for name, value in facts.items():
        if is_naming(name):
            trace.names.append(value)
        elif is_reaching(name):
            trace.contacts.append(value)


def _entries(traces: Mapping[str, _Trace], vault: Mapping[str, VaultEntry], labels: set[str]) -> dict[str, VaultEntry]:
    """Return an entry for each participant: the one in the vault with what came since, or a new one."""
    entries = dict(vault)
    used = (
        {entry.pseudonym for entry in vault.values()}
        | labels
        | {name for each in traces.values() for name in each.names}
    )
    numbers = _free("P", used)
    order = sorted(traces, key=lambda each: (not traces[each].values, traces[each].values.get("rank", ""), each))
    for participant_id in order:
        trace = traces[participant_id]
        if not trace.values:
            continue  # of somebody whose record was taken out
        known = vault.get(participant_id)
        own = trace.values["name"]
        pseudonym = known.pseudonym if known else own if _PSEUDONYM.fullmatch(own) else next(numbers)
        said = [known.name, *known.aliases] if known else []
        names = [each for each in dict.fromkeys((*said, *reversed(trace.names))) if each.strip() and each != pseudonym]
        entry = VaultEntry(
            name=names[0] if names else pseudonym,
            pseudonym=pseudonym,
            aliases=tuple(names[1:]),
            contact=_joined([known.contact if known else "", *trace.contacts]),
            consent=_joined([known.consent if known else "", *trace.consents]),
            note=known.note if known else "",
        )
        entries[participant_id] = entry
    return entries


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(line for text in texts for line in text.splitlines() if line.strip()))


def _free(letter: str, used: Iterable[str]) -> Iterator[str]:
    """Yield pseudonyms with a letter that nobody has, after the highest number there was."""
    numbers = [int(each[1:]) for each in used if _PSEUDONYM.fullmatch(each) and each[0] == letter]
    number = max(numbers, default=0)
    while True:
        number += 1
        yield f"{letter}{number:02}"


def _labels(
    owners: Mapping[Label, str | None], entries: dict[str, VaultEntry], said: Mapping[Label, _Trace]
) -> dict[Label, str]:
    """Return what each label becomes, unique within its source; whom nobody knows yet gets an entry."""
    strangers = {entry.name: entry.pseudonym for entry in entries.values() if entry.pseudonym.startswith("S")}
    numbers = _free("S", (*strangers.values(), *(label for _, label in owners)))
    known = {entry.pseudonym for entry in entries.values()}
    wanted: dict[Label, str] = {}
    for label in sorted(owners):
        owner = owners[label]
        if owner is not None and owner in entries:
            wanted[label] = entries[owner].pseudonym
        elif is_generic(label[1]):
            wanted[label] = label[1]
            trace = said.get(label, _Trace())
            if (trace.names or trace.contacts) and label[1] not in known:
                names = list(dict.fromkeys(trace.names)) or [label[1]]
                entries[new_id()] = VaultEntry(names[0], label[1], tuple(names[1:]), _joined(trace.contacts))
        else:
            if label[1] not in strangers:
                strangers[label[1]] = next(numbers)
                trace = said.get(label, _Trace())
                names = [each for each in dict.fromkeys(trace.names) if each != label[1]]
                entries[new_id()] = VaultEntry(label[1], strangers[label[1]], tuple(names), _joined(trace.contacts))
            wanted[label] = strangers[label[1]]
    taken = {label for label in wanted if wanted[label] == label[1]}
    made: dict[Label, str] = {label: label[1] for label in taken}
    for (source_id, old), text in wanted.items():
        if (source_id, old) in made:
            continue
        if re.fullmatch(rf"{re.escape(text)} \(\d+\)", old):
            made[source_id, old] = old  # given before
            taken.add((source_id, old))
            continue
        number, free = 1, text
        while (source_id, free) in taken:
            number += 1
            free = f"{text} ({number})"
        taken.add((source_id, free))
        made[source_id, old] = free
    return made

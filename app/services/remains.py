"""What a workspace holds of one participant: turns and highlights, and where others name and quote them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from app.models.name_finding import Known, Names
from app.models.name_folding import fold
from app.models.positions import PositionMap, Replacement, replaced
from app.models.shared_words import Quotes
from app.models.turns import Turn
from app.services.roster import ROSTER_KINDS, Label, roster_of
from app.store.vault import VaultEntry

ERASED: Final = "[erased]"
"""What stands where words were."""

_LINKS: Final = {"card_highlight": "card", "insight_highlight": "insight", "opportunity_highlight": "opportunity"}
"""The links from what is made of highlights to them, and the kinds of that."""

REMAINS_KINDS: Final = (*ROSTER_KINDS, "highlight", *_LINKS)
"""The records that remains are found by."""

Images = Iterable[tuple[str, Mapping[str, Any]]]
Place = tuple[str, int]
"""The id of a source and the number of a turn."""


class Remains:
    """What there is of a participant, from records as they ever were (the present ones last) and all turns.

    `ids` are the participant's and those of others who were joined with them; `going` are their turns by place,
    `sources` those in which nobody else speaks, `highlights` the ids of those that go. `live` are the ids of the
    participants and sources that there are now, `vault` is who is known by it.
    """

    def __init__(
        self,
        participant_id: str,
        images: Images,
        turns: Sequence[tuple[str, int, Turn]],
        live: Collection[str],
        vault: Mapping[str, VaultEntry],
    ) -> None:
        told = list(images)
        owners: dict[Label, list[str | None]] = defaultdict(list)
        for kind, values in told:
            if kind == "speaker":
                owners[values["source_id"], values["label"]].append(values.get("participant_id"))
        self.ids = {participant_id}
        for said in owners.values():
            if said[-1] == participant_id:
                self.ids.update(each for each in said if each is not None and each not in live)
        labels = {label for label, said in owners.items() if said[-1] in self.ids}
        twins = _twins(labels, turns, live)
        self.ids.update(each for label in twins for each in owners[label][-1:] if each is not None and each not in live)
        self.labels = labels | twins | {label for label, said in owners.items() if said and said[-1] in self.ids}
        self.going: set[Place] = {
            (source, number) for source, number, turn in turns if (source, turn.speaker) in self.labels
        }
        self._touched = {source_id for source_id, _ in self.going}
        self._staying: dict[str, list[tuple[int, int]]] = defaultdict(list)
        others = set[str]()
        for source_id, number, turn in turns:
            if (source_id, number) not in self.going:
                self._staying[source_id].append((number, len(turn.text)))
                if turn.text.strip():
                    others.add(source_id)
        self.sources = {source_id for source_id, _ in self.going} - others
        self.passages: dict[Place, list[tuple[int, int]]] = defaultdict(list)
        self.highlights = self._highlights([values for kind, values in told if kind == "highlight"])
        self._made = {
            (_LINKS[kind], values[f"{_LINKS[kind]}_id"])
            for kind, values in told
            if kind in _LINKS and values["highlight_id"] in self.highlights
        }
        self._read(
            roster_of(told, turns, vault, {}).entries, turns, [v["name"] for kind, v in told if kind == "persona"]
        )

    def _highlights(self, images: Sequence[Mapping[str, Any]]) -> set[str]:
        """Return the ids of the highlights that go, and note which passages of others' turns are the participant's."""
        latest = {values["id"]: values for values in images}
        theirs = {each for each, values in latest.items() if values.get("participant_id") in self.ids}
        gone = set(theirs)
        for values in images:
            if values["source_id"] in self.sources or self.clipped(values) is None:
                gone.add(values["id"])
            if values["id"] not in theirs:
                continue
            for number, length in self._staying[values["source_id"]]:
                if values["turn"] <= number <= values["last_turn"]:
                    start = values["start"] if number == values["turn"] else 0
                    end = values["end"] if number == values["last_turn"] else length
                    self.passages[values["source_id"], number].append((start, end))
        return gone

    def clipped(self, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return a highlight that stands in no turn that goes; none where nothing of it stays."""
        if values["source_id"] not in self._touched:
            return dict(values)
        inside = [
            each for each in self._staying[values["source_id"]] if values["turn"] <= each[0] <= values["last_turn"]
        ]
        if not inside:
            return None
        (first, _), (last, length) = inside[0], inside[-1]
        start = values["start"] if first == values["turn"] else 0
        end = values["end"] if last == values["last_turn"] else length
        if (first, start) >= (last, end):
            return None
        return {**values, "turn": first, "start": start, "last_turn": last, "end": end}

    def _read(
        self, entries: Mapping[str, VaultEntry], turns: Sequence[tuple[str, int, Turn]], personas: Sequence[str]
    ) -> None:
        """Note how the participant is named, and what was said."""
        mine = [entries[each] for each in sorted(self.ids) if each in entries]
        known = [Known(each.pseudonym, ERASED, (each.name, *each.aliases), each.contact) for each in mine]
        self._said, self._written = Names(known), Names(known, personas)
        self._names = {fold(name) for each in mine for name in (each.name, *each.aliases)}
        called = sorted({re.escape(each.pseudonym) for each in mine} | {re.escape(each.name) for each in mine})
        self._called = re.compile(rf"(?<!\w)(?:{'|'.join(called)})(?!\w)") if called else None
        self._quotes = Quotes(self._erased_texts(turns))

    def _erased_texts(self, turns: Sequence[tuple[str, int, Turn]]) -> Iterator[str]:
        for source_id, number, turn in turns:
            if (source_id, number) in self.going:
                yield turn.text
            for start, end in self.passages.get((source_id, number), ()):
                yield turn.text[start:end]

    def quoted(self, text: str) -> list[tuple[int, int]]:
        """Return the parts of a text that share five words or more with what was said."""
        return self._quotes.spans(text)

    def repeated(self, kind: str, values: Mapping[str, Any], text: str) -> list[tuple[int, int]]:
        """Return the whole of a text that is a quote of few words, in a record made of their highlights."""
        made = (kind, values.get("id")) in self._made or (
            kind == "card"
            and (("insight", values.get("insight_id")) in self._made or values.get("highlight_id") in self.highlights)
        )
        return [(0, len(text))] if made and self._quotes.repeats(text) else []

    def is_namesake(self, name: str) -> bool:
        """Return whether somebody else who is called so has the very name of the participant: theirs it is, too."""
        return fold(name) in self._names

    def named(self, text: str, *, in_turn: bool) -> list[tuple[int, int]]:
        """Return the parts of a text that name the participant for sure."""
        spans = [(hit.start, hit.end) for hit in (self._said if in_turn else self._written).find(text) if hit.sure]
        if self._called is not None:
            spans += [match.span() for match in self._called.finditer(text)]
        return spans

    def erased(self, text: str, *, in_turn: bool, more: Iterable[tuple[int, int]] = ()) -> tuple[str, PositionMap]:
        """Return a text without what quotes or names the participant, and the map of its places."""
        return without(text, [*self.quoted(text), *self.named(text, in_turn=in_turn), *more])


def _twins(labels: Collection[Label], turns: Sequence[tuple[str, int, Turn]], live: Collection[str]) -> set[Label]:
    """Return the labels of the same person in sources that were undone or deleted: who says there the same.

    A file that is imported, undone and imported again is there twice, the first time only in the history.
    """
    said = {turn.text for source, _, turn in turns if (source, turn.speaker) in labels and turn.text.count(" ") >= 4}
    return {
        (source, turn.speaker) for source, _, turn in turns if source not in live and turn.speaker and turn.text in said
    }


def without(text: str, spans: Iterable[tuple[int, int]], instead: str = ERASED) -> tuple[str, PositionMap]:
    """Return a text with parts of it erased, and the map of its places."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(each for each in spans if each[0] < each[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return replaced(text, [Replacement(start, end, instead) for start, end in joined])


def reworded(before: str, after: str) -> PositionMap:
    """Return the map of places from a text to one in other words: what both begin and end with stays where it is."""
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next((at for at in range(shorter - head) if before[-1 - at] != after[-1 - at]), shorter - head)
    if before == after:
        return PositionMap()
    return replaced(before, [Replacement(head, len(before) - tail, after[head : len(after) - tail])])[1]

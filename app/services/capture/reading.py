"""Read a sentence from left to right: which parts of it are no words, and what each of them says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from app.models.content import Content
from app.models.kinds import CARD_KINDS
from app.models.names import folded
from app.services.capture.naming import Names, names_of, state_of
from app.services.capture.sentence import Choice, Kind, Piece, Role
from app.services.capture.signs import (
    COLONS,
    KIND_SIGNS,
    OPENING,
    TAG_ENDS,
    TOKEN_SIGNS,
    WALL_CODE,
    after_joints,
    after_space,
    after_word,
    breaks_between,
    is_space,
    is_spaceless,
    number_in,
    without_punctuation,
)
from app.services.wall import cell_of

_LONGEST_KIND: Final = 40
_LONGEST_WITHIN: Final = 60
_TOLD: Final = 8


@dataclass(slots=True)
class Reading:
    """A sentence while it is read from left to right."""

    content: Content
    journey_id: str
    text: str
    words: Mapping[str, Kind]
    chosen: Mapping[tuple[int, Role], Choice]
    pieces: list[Piece] = field(default_factory=list)
    kind: Kind = "note"
    lane_id: str | None = None
    _names: dict[Role, Names] = field(default_factory=dict)

    def read(self) -> None:
        """Find the pieces."""
        text = self.text
        at = self._wall(after_space(text, 0))
        begun, fresh = False, True
        while at < len(text):
            if is_space(text[at]) or (self.pieces and not begun and after_joints(text, at) > at):
                at, fresh = at + 1, True
                continue
            piece = self._token(at) if fresh else None
            if piece is None and not begun:
                begun = True
                piece = self._kind(at)
            if piece is None:
                begun, piece = True, self._behind_spaceless(at)
            if piece is None:
                at, fresh = after_word(text, at), False
                continue
            self.pieces.append(piece)
            at, fresh = piece.end, piece.role == "kind"

    def _wall(self, at: int) -> int:
        """Take a wall code at the very beginning, and return what is next."""
        found = WALL_CODE.match(self.text, at)
        code = folded(found[0]).upper() if found else ""
        cell = cell_of(self.content, self.journey_id, code)
        if found is None or cell is None:
            return at
        end = found.end() + (self.text[found.end() : found.end() + 1] in tuple(COLONS))
        step_id, lane_id = cell
        if step_id is None or lane_id is None:
            problem = f"the cell {code} is no longer on the map"
            self.pieces.append(Piece(at, end, "wall", "unknown", code, problem=problem))
        else:
            self.lane_id = lane_id
            self.pieces.append(Piece(at, end, "wall", "known", code, step_id))
        return end

    def _kind(self, at: int) -> Piece | None:
        """Return the word or sign that says the kind at the beginning of the words."""
        text = self.text
        sign = KIND_SIGNS.get(text[at])
        if sign is not None:
            end = at + 1
            while sign == "pain" and end < len(text) and text[end] == text[at] == "-":
                end += 1
            self.kind = sign
            return Piece(at, end, "kind", "known", sign, sign)
        colon = next((place for place in range(at, min(len(text), at + _LONGEST_KIND)) if text[place] in COLONS), -1)
        if colon > at and (kind := self.words.get(folded(text[at:colon]))):
            self.kind = kind
            return Piece(at, colon + 1, "kind", "known", kind, kind)
        if self.pieces and self.pieces[0].role == "wall":
            for end in self._ends(at, max((len(word.split()) for word in self.words), default=1)):
                kind = self.words.get(folded(text[at:end]))
                if kind in CARD_KINDS:  # a note from the wall is a card: “step by step” is words there
                    self.kind = kind
                    return Piece(at, end, "kind", "known", kind, kind)
        return None

    def _token(self, at: int) -> Piece | None:
        """Return what a sign with something behind it says; none where it is a word like others."""
        role = TOKEN_SIGNS.get(self.text[at])
        if role is None or at + 1 >= len(self.text) or is_space(self.text[at + 1]):
            return None
        read: Callable[[int], Piece | None] = {"tag": self._tag, "level": self._level}.get(
            role, lambda at: self._name(role, at)
        )
        piece = read(at)
        chosen = self.chosen.get((at, role))
        return answered(piece, chosen) if piece and chosen and self._names_of(role).mean(chosen) else piece

    def _behind_spaceless(self, at: int) -> Piece | None:
        """Return the first place or persona of the map right behind a word of a script without spaces (遅い＠購入)."""
        for sign in range(at + 1, after_word(self.text, at)):
            if TOKEN_SIGNS.get(self.text[sign]) in ("place", "persona") and is_spaceless(self.text[sign - 1]):
                piece = self._token(sign)
                if piece is not None and piece.state == "known":
                    return piece
        return None

    def _names_of(self, role: Role) -> Names:
        if role not in self._names:
            self._names[role] = names_of(self.content, self.journey_id, role)
        return self._names[role]

    def _ends(self, start: int, most: int) -> list[int]:
        """Return where the runs of up to `most` words from a place end, the longest first, without punctuation too."""
        ends: list[int] = []
        at = start
        for _ in range(most):
            at = after_word(self.text, after_space(self.text, at))
            bare = without_punctuation(self.text, start, at)
            ends += [bare, at] if bare > start else [at]
            if at >= len(self.text):
                break
        return list(dict.fromkeys(reversed(ends)))

    def _quoted(self, start: int) -> tuple[str, int] | None:
        """Return what stands between quotation marks at a place, and where it ends with them."""
        closing = OPENING.get(self.text[start])
        if closing is None:
            return None
        end = next((place for place in range(start + 1, len(self.text)) if self.text[place] in closing), -1)
        inside = self.text[start + 1 : end].strip()
        return (inside, end + 1) if end > 0 and inside else None

    def _whole_name(self, names: Names, start: int) -> tuple[str, int, tuple[Choice, ...]] | None:
        """Return a name in quotation marks, else the longest run of words that is one; its end; what it can mean."""
        if quoted := self._quoted(start):
            return (*quoted, names.whole(quoted[0]))
        for end in self._ends(start, names.longest):
            if found := names.whole(self.text[start:end]):
                return self.text[start:end], end, found
        return None

    def _name_within(self, names: Names, at: int) -> Piece | None:
        """Return the longest name that a word without spaces begins with, to be asked: the word may be another one."""
        start = at + 1
        for end in range(min(after_word(self.text, start) - 1, start + _LONGEST_WITHIN), start, -1):
            if breaks_between(self.text[end - 1], self.text[end]) and (found := names.whole(self.text[start:end])):
                name = self.text[start:end]
                problem = f"a space goes behind “{name}” where that is meant"
                return Piece(at, end, names.role, "ambiguous", name, "", told_apart(found), problem)
        return None

    def _name(self, role: Role, at: int) -> Piece | None:
        names, start = self._names_of(role), at + 1
        if whole := self._whole_name(names, start):
            name, end, choices = whole
        else:
            end = without_punctuation(self.text, start, after_word(self.text, start))
            name = self.text[start:end]
            if end == start or (role == "persona" and name[0].isdigit()):
                return None
            choices = names.beginning(name)
            if not choices and (within := self._name_within(names, at)):
                return within
        state = state_of(choices)
        if state == "known":
            return Piece(at, end, role, state, choices[0].label, choices[0].value)
        what = "stage or step" if role == "place" else "persona on this map"
        there = ", ".join(f"“{written}”" for written, _ in islice(names, _TOLD)) or "none yet"
        problem = (
            f"there is no {what} “{name}”; there is {there}"
            if state == "unknown"
            else f"“{name}” can be {in_words(told_apart(choices))}"
        )
        return Piece(at, end, role, state, name, "", told_apart(choices or names.alike(name)), problem)

    def _tag(self, at: int) -> Piece | None:
        names, start = self._names_of("tag"), at + 1
        if whole := self._whole_name(names, start):
            name, end, choices = whole
            if choices:
                return Piece(at, end, "tag", "known", choices[0].label, choices[0].value)
            return Piece(at, end, "tag", "new", name)
        found = TAG_ENDS.search(self.text, start)
        end = without_punctuation(self.text, start, found.start() if found else after_word(self.text, start))
        end = min(end, after_word(self.text, start))
        name = self.text[start:end]
        if not any(map(str.isalpha, name)):
            return None
        return Piece(at, end, "tag", "new", name)

    def _level(self, at: int) -> Piece | None:
        end = after_word(self.text, at + 1)
        for last in dict.fromkeys((end, without_punctuation(self.text, at + 1, end))):
            if number_in(self.text[at + 1 : last]) is not None:
                return Piece(at, last, "level", "known", self.text[at + 1 : last])
        return None


def in_words(choices: Sequence[Choice]) -> str:
    """Return choices as a list, such as “Maya” or “Jon”."""
    return " or ".join(f"“{each.label}”" for each in choices)


def answered(piece: Piece, choice: Choice) -> Piece:
    """Return the piece as known by an answer."""
    return replace(piece, state="known", label=choice.label, value=choice.value, choices=(), problem="")


def told_apart(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the choices with a number behind labels that are there twice."""
    labels = [choice.label for choice in choices]
    return tuple(
        replace(each, label=f"{each.label} ({labels[: place + 1].count(each.label)})")
        if labels.count(each.label) > 1
        else each
        for place, each in enumerate(choices)
    )

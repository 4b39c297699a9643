"""The answers of a survey, row by row: turns with the facts of their rows, and what was doubtful on the way."""

from collections.abc import Iterator
from typing import Final

from app.importers.surveys.dates import date_in, needs_order
from app.importers.surveys.mapping import ColumnUse, Role, SurveyMapping
from app.importers.surveys.ratings import rating_in
from app.models.errors import InputError
from app.models.turns import Turn
from app.scoring.survey_figures import RATING, Scale

Facts = dict[str, str]

NAMED_ROLES: Final[tuple[Role, ...]] = ("segment", "persona", "channel")
"""Roles whose values are entries of lists."""

_RESERVED: Final = frozenset({"row", RATING, "sentiment", "date", *NAMED_ROLES})
"""Facts that mean the same for every survey; a column of such a name has another one."""


class Doubts:
    """What was not as it should be: how often, and the row and the text where it was so first."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, int, str]] = {}

    def note(self, what: str, row: int, text: str) -> None:
        """Count a doubt; `what` is a sentence with {count} and {text} to be filled in."""
        count, first, example = self._seen.get(what, (0, row, text))
        self._seen[what] = count + 1, first, example

    def told(self) -> Iterator[tuple[int, str]]:
        """Yield each doubt once: the row where it was first, and the sentence."""
        for what, (count, row, text) in self._seen.items():
            short = text if len(text) <= 40 else f"{text[:39]}…"
            yield row, what.format(count=f"{count:,}", text=short)


class Answers:
    """The turns so far; rows are counted as a spreadsheet counts them, titles and header included.

    `tags` are those of turns by number, `named` the values of segments, personas and channels by role, in the order of
    the rows; `first_day` the earliest date; `cells` counts facts, which are what takes memory.
    """

    def __init__(self, mapping: SurveyMapping, first_row: int) -> None:
        self.turns: list[Turn] = []
        self.tags: dict[int, tuple[str, ...]] = {}
        self.named: dict[str, dict[str, None]] = {role: {} for role in NAMED_ROLES}
        self.first_day: str | None = None
        self.row = first_row
        self.cells = 0
        self._doubts = Doubts()
        self._every_row_has_channel = True
        self._decimal = mapping.decimal
        self._order = mapping.date_order
        self._missing = frozenset(map(str.casefold, mapping.missing))
        self._longest_missing = max(map(len, self._missing), default=0)
        self._width = len(mapping.columns)
        self._above: dict[int, str] = {}
        self._filling = [place for place, use in enumerate(mapping.columns) if use.fill_down]

        def of_role(*roles: Role) -> list[tuple[int, ColumnUse]]:
            return [(place, use) for place, use in enumerate(mapping.columns) if use.role in roles]

        self._texts = of_role("text")
        self._ratings = [_Rating(place, use, len(of_role("rating"))) for place, use in of_role("rating")]
        self._tag_columns = of_role("tag")
        self._single = {use.role: place for place, use in of_role("respondent", "question", "date", *NAMED_ROLES)}
        self._facts = [
            (place, f"{use.name} (column)" if use.name.casefold() in _RESERVED else use.name)
            for place, use in of_role("fact", "tag")
        ]

    @property
    def only_channel(self) -> tuple[str, ...]:
        """The channel of all rows, if they have one and the same; as one text or none."""
        channels = tuple(self.named["channel"])
        return channels if len(channels) == 1 and self._every_row_has_channel else ()

    def warnings(self) -> Iterator[tuple[int, str]]:
        """Yield what was doubtful, with the number of the row where it was so first."""
        return self._doubts.told()

    def read(self, cells: list[str]) -> None:
        """Take the next row."""
        row, self.row = self.row, self.row + 1
        said = list(map(self._said, cells))
        if not any(said):
            return
        if len(said) < self._width:
            said += [""] * (self._width - len(said))
        elif any(said[self._width :]):
            self._doubts.note(
                "{count} rows have more cells than the header, these are left out: “{text}”.", row, said[self._width]
            )
        for place in self._filling:
            said[place] = self._above[place] = said[place] or self._above.get(place, "")
        facts = self._facts_of(row, said)
        self.cells += len(facts)
        single = self._single
        speaker = " ".join(said[single["respondent"]].split()) if "respondent" in single else ""
        speaker = speaker or f"Row {row}"
        question = said[single["question"]] if "question" in single else ""
        first = len(self.turns)
        for place, use in self._texts:
            if said[place]:
                self.turns.append(Turn(said[place], speaker, heading=question or use.name, facts=facts))
        if len(self.turns) == first:
            self._keep_without_text(row, speaker, facts)
        elif self._tag_columns and (tags := self._tags_of(said)):
            self.tags.update(dict.fromkeys(range(first, len(self.turns)), tags))

    def _said(self, cell: str) -> str:
        text = cell.strip()
        if len(text) <= self._longest_missing and text.casefold() in self._missing:
            return ""
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def _facts_of(self, row: int, said: list[str]) -> Facts:
        facts = {"row": str(row)}
        felt = []
        for rating in self._ratings:
            if text := said[rating.place]:
                value = rating.value(text, self._decimal)
                facts[rating.fact] = text if value is None else rating.scale.told(value)
                if value is None:
                    self._doubts.note(rating.doubt, row, text)
                elif rating.felt:
                    felt.append(rating.scale.sentiment(value))
        if felt:
            facts["sentiment"] = f"{sum(felt) / len(felt):.3g}"
        if "date" in self._single and (text := said[self._single["date"]]):
            facts["date"] = self._day(row, text)
        for role in NAMED_ROLES:
            place = self._single.get(role)
            if place is not None and said[place]:
                name = facts[role] = " ".join(said[place].split())
                self.named[role][name] = None
            elif role == "channel":
                self._every_row_has_channel = False
        for place, name in self._facts:
            if said[place]:
                facts[name] = said[place]
        return facts

    def _day(self, row: int, text: str) -> str:
        day = date_in(text, self._order)
        if day is None:
            unclear = self._order is None and needs_order(text)
            self._doubts.note(_UNCLEAR if unclear else _NO_DATE, row, text)
            return text
        if self.first_day is None or day[:10] < self.first_day:
            self.first_day = day[:10]
        return day

    def _tags_of(self, said: list[str]) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for place, use in self._tag_columns:
            for name in said[place].split(use.separator) if use.separator else [said[place]]:
                if name := " ".join(name.split()):
                    names[name] = None
        return tuple(names)

    def _keep_without_text(self, row: int, speaker: str, facts: Facts) -> None:
        """Keep a row that has no free text as one turn of its ratings, or, where nothing else is read, of its facts."""
        lines = [(rating.name, facts[rating.fact]) for rating in self._ratings if rating.fact in facts]
        if not lines and not self._texts and not self._ratings:
            lines = [(name, told) for name, told in facts.items() if name != "row"]
        elif lines and self._texts:
            self._doubts.note(_ONLY_RATED, row, speaker)
        if not lines:
            self._doubts.note(_SAYS_NOTHING, row, speaker)
        elif len(lines) == 1:
            self.turns.append(Turn(lines[0][1], speaker, heading=lines[0][0], facts=facts))
        else:
            text = "\n".join(f"{name}: {told}" for name, told in lines)
            self.turns.append(Turn(text, speaker, facts=facts))


_UNCLEAR: Final = (
    "{count} dates such as “{text}” can be read in two ways; they stay as they are: say which "
    "comes first, the day or the month."
)
_NO_DATE: Final = "{count} dates such as “{text}” cannot be understood; they stay as they are."
_ONLY_RATED: Final = "{count} rows rate but say nothing: each is kept as one answer that lists its ratings."
_SAYS_NOTHING: Final = "{count} rows left out: no answer stands in them."


class _Rating:
    """A column of ratings, made ready."""

    def __init__(self, place: int, use: ColumnUse, of: int) -> None:
        if use.low is None or use.high is None:
            raise InputError(f"Column “{use.name}”: a rating needs a scale.")
        self.place = place
        self.name = use.name
        self.fact = RATING if of == 1 else f"{RATING}: {use.name}"
        self.scale = Scale(use.low, use.high, use.better, use.nps)
        self.felt = use.sentiment
        name = use.name.replace("{", "{{").replace("}", "}}")
        self.doubt = (
            f"“{name}”: {{count}} values such as “{{text}}” are no ratings from {use.low:g} to {use.high:g}; they stay "
            "as they are and count in no figure."
        )
        self._words = {word.casefold(): worth for word, worth in use.words}
        self._known: dict[str, float | None] = {}

    def value(self, text: str, decimal: str) -> float | None:
        """Return the rating that a cell is, none where it is none on the scale."""
        if text not in self._known:
            value = self._words.get(text.casefold())
            if value is None:
                value = rating_in(text, decimal)
            self._known[text] = value if value is not None and self.scale.holds(value) else None
        return self._known[text]

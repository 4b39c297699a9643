"""What a lens does to a map, in words and colours: the same on screen and on paper."""

from typing import NamedTuple

from app.layout.lens import NONE, Choice, Sight, choices_of, facet_word, label_of, placed_cards
from app.layout.words import ENGLISH, Words
from app.models.content import Content


class Legend(NamedTuple):
    """The colour rule and its values with what they are coloured in, the filters, and how many cards they set back.

    `rule` and `counted` are empty where there is no rule, no filter.
    """

    rule: str
    choices: tuple[Choice, ...]
    filters: tuple[str, ...]
    counted: str

    @property
    def text(self) -> str:
        """All of it in one line, for who cannot see it."""
        values = ", ".join(f"{each.label} {each.cards}" for each in self.choices)
        rule = f"{self.rule}: {values}" if self.rule else ""
        return "; ".join(part for part in (rule, *self.filters, self.counted) if part)


def legend_of(content: Content, journey_id: str, sight: Sight, words: Words = ENGLISH) -> Legend | None:
    """Return the legend of a map; none without a colour rule or filter."""
    lens = sight.lens
    if not lens.colour_by and not lens.filters:
        return None
    rule = words["colour by"].format(facet=facet_word(lens.colour_by, words)) if lens.colour_by else ""
    choices = choices_of(content, journey_id, lens.colour_by, words) if lens.colour_by else ()
    filters = tuple(filter_text(content, facet, wanted, words) for facet, wanted in lens.filters)
    return Legend(rule, _brief(choices, words), filters, _count(content, journey_id, sight, words))


def filter_text(content: Content, facet: str, wanted: frozenset[str], words: Words = ENGLISH) -> str:
    """Return which values of a facet stand out: “Channel: App, Web”."""
    labels = sorted(label_of(content, facet, value, words) for value in wanted if value != NONE)
    labels += [words["nothing said"]] if NONE in wanted else []
    return words["filtered by"].format(facet=facet_word(facet, words), values=", ".join(labels))


def _brief(choices: tuple[Choice, ...], words: Words) -> tuple[Choice, ...]:
    """Return the values that have a colour, the others together, and nothing said."""
    coloured = [each for each in choices if each.role != "muted"]
    others = [each for each in choices if each.role == "muted" and each.value != NONE]
    if len(others) > 1:
        label, cards = words["other values"].format(count=len(others)), sum(each.cards for each in others)
        others = [Choice(others[0].value, label, cards, "muted")]
    return (*coloured, *others, *(each for each in choices if each.value == NONE))


def _count(content: Content, journey_id: str, sight: Sight, words: Words) -> str:
    if not sight.lens.filters:
        return ""
    said = words["cards hidden" if sight.lens.hides else "cards dimmed"]
    text = said.format(hidden=len(sight.back), count=len(placed_cards(content, journey_id)))
    return f"{text} ({words['counts all']})" if sight.back else text

"""Search in all that was said and written, in any language and script."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any, Final

from app.models.content import (
    Content,
    cards_in_map_order,
    journeys_in_tree_order,
    unplaced_cards,
)
from app.models.evidence import highlights_by_turn
from app.models.folding import spaced_words
from app.models.records import (
    Card,
    Highlight,
    Score,
    Source,
)
from app.models.snapshot import Snapshot
from app.models.turns import Turn, passage_of, words_of
from app.scoring.models import reasons_shown
from app.services.search.filters import highlights_that_pass, passes, stretches, turn_passes
from app.services.search.query import Query
from app.services.search.results import TEXTS, Found, found_highlight, found_record, found_turn
from app.store import Store

_READ_AT_ONCE: Final = 50
"""Highlights of a source whose turns are read in one go."""


class Searcher:
    """Searches one workspace again and again; what was folded is kept while the record is the same."""

    def __init__(self, workspace: Store | Snapshot) -> None:
        self._workspace = workspace
        self._folded: dict[tuple[type[Any], str], tuple[Any, str]] = {}

    def search(self, query: Query, limit: int | None = None) -> list[Found]:
        """Return what matches: insights, cards, opportunities and other records, then highlights, then other turns.

        At most `limit` of each. Nothing for a query that asks for nothing; filters alone find records and highlights.
        """
        if not query.terms and not query.filters:
            return []
        found = [*islice(self._records(query), limit)]
        return found + (self._said(query, limit) if query.terms else [*islice(self._marked(query), limit)])

    # ---- records

    def _records(self, query: Query) -> Iterator[Found]:
        content = self._workspace.content
        wanted = [each.spaced for each in query.terms]
        for record_type in TEXTS:
            for record in _in_order(content, record_type):
                words = self._words(record) if wanted else ""
                if all([each in words for each in wanted]) and passes(content, record, query):  # noqa: C419, twice as fast
                    yield found_record(content, record, query.terms)

    def _words(self, record: Any) -> str:
        key = (type(record), record.id)
        kept = self._folded.get(key)
        if kept is None or kept[0] is not record:
            text = "\n".join(getattr(record, name) for name in TEXTS[type(record)])
            kept = self._folded[key] = (record, spaced_words(text))
        return kept[1]

    # ---- what was said

    def _said(self, query: Query, limit: int | None) -> list[Found]:
        """Return the highlights whose words match, then the turns that match beyond them."""
        content = self._workspace.content
        highlights: dict[str, Found] = {}
        turns: list[Found] = []
        for source_id, number, turn in self._workspace.find_turns(query.terms, stretches(content, query)):
            source = content.find(Source, source_id)
            if source is None:  # the import was undone
                continue
            here = highlights_by_turn(content, source_id).get(number, ())
            for highlight in here:
                if len(highlights) != limit and highlight.id not in highlights and passes(content, highlight, query):
                    words = self._words_of(highlight, number, turn)
                    if _match(query, words):
                        highlights[highlight.id] = found_highlight(content, highlight, words, turn, query.terms)
            shown = len(turns) == limit or not turn_passes(content, source, turn, query)
            if not shown and not any(_match(query, self._words_of(each, number, turn)) for each in here):
                turns.append(found_turn(source, number, turn, query.terms))
            if len(highlights) == len(turns) == limit:
                break
        return [*highlights.values(), *turns]

    def _words_of(self, highlight: Highlight, number: int, turn: Turn) -> str:
        one_turn = highlight.turn == highlight.last_turn == number
        return words_of(passage_of(highlight), [(number, turn)]) if one_turn else self._workspace.passage(highlight)

    def _marked(self, query: Query) -> Iterator[Found]:
        """Yield the highlights that the filters alone let through, with their words."""
        content = self._workspace.content
        for source_id, group in groupby(highlights_that_pass(content, query), lambda each: each.source_id):
            while some := [*islice(group, _READ_AT_ONCE)]:
                last = max(each.last_turn for each in some)
                there = dict(self._workspace.turns(source_id, some[0].turn, last))
                for highlight in some:
                    numbers = range(highlight.turn, highlight.last_turn + 1)
                    turns = [(number, there[number]) for number in numbers if number in there]
                    if turns:
                        words = words_of(passage_of(highlight), turns)
                        yield found_highlight(content, highlight, words, turns[0][1], ())


def _match(query: Query, text: str) -> bool:
    words = spaced_words(text)
    return all(each.stand_in(words) for each in query.terms)


def _in_order(content: Content, record_type: type[Any]) -> Iterable[Any]:
    """Return the records of a type: cards map by map, scores that say why, others by rank."""
    if record_type is Score:
        return reasons_shown(content)
    if record_type is not Card:
        return content.ordered(record_type)
    journeys = [journey.id for journey in journeys_in_tree_order(content)]
    return (card for each in journeys for card in (*cards_in_map_order(content, each), *unplaced_cards(content, each)))

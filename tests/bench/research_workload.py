"""A workspace with the research behind a map: 500 sources of every kind, 100,000 passages marked in what was said."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

from app.models.ids import id_from
from app.models.kinds import INSIGHT_KINDS, SourceKind
from app.models.ranks import ranks_between
from app.models.records import (
    AnyRecord,
    Card,
    CardHighlight,
    CardInsight,
    Highlight,
    HighlightTag,
    Insight,
    InsightHighlight,
    InsightPersona,
    InsightTag,
    Participant,
    Source,
    Speaker,
    Tag,
    Theme,
)
from app.models.turns import Turn
from tests.bench.workload import NAMES, SYLLABLES, make_workspace

SOURCES: Final[tuple[tuple[SourceKind, int, int], ...]] = (
    ("interview", 1, 3_600),
    ("interview", 339, 170),
    ("survey", 30, 1_200),
    ("feedback", 40, 400),
    ("document", 90, 120),
)
"""Kind, how many, turns in each: 500 sources, the first an interview of five hours."""
HIGHLIGHTS: Final = 100_000
PARTICIPANTS, TAGS, THEMES, INSIGHTS = 600, 80, 60, 4_000
LONG: Final = "source-0"
"""The interview of five hours."""
SECONDS_A_TURN: Final = 5.0
VOCABULARY: Final = 20_000
CJK: Final = "等待登录页面客服电话账单太慢排队收到回复问题解决付款失败界面清楚用户说我们不知道为什么"
EVERY_CJK: Final = 25
"""Every so many sources are in Chinese."""
COMMON, RARE = 10, 15_000
"""Places of words in the vocabulary, the most frequent first."""


def vocabulary() -> list[str]:
    """Return distinct words, the most frequent first."""
    random, words = Random(1), dict[str, None]()
    while len(words) < VOCABULARY:
        words["".join(random.choices(SYLLABLES, k=random.choice((1, 2, 2, 3, 3, 4))))] = None
    return list(words)


class Talk:
    """What people say: words as often as in a language (Zipf), commas and full stops."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._words = vocabulary()
        self._weights = list(accumulate(1 / (place + 2) for place in range(VOCABULARY)))

    def words(self, count: int) -> str:
        """Return some sentences of that many words in all."""
        words = self._random.choices(self._words, cum_weights=self._weights, k=count)
        for place in range(8, count, 9):
            words[place] += "."
        return f"{' '.join(words).capitalize()}."

    def chinese(self, count: int) -> str:
        """Return as much in Chinese."""
        return "".join(self._random.choices(CJK, k=2 * count)) + "。"


def turns_of(talk: Talk, number: int, kind: SourceKind, count: int) -> list[Turn]:
    """Return the turns of the source of that number."""
    random = Random(number)
    say = talk.chinese if number % EVERY_CJK == EVERY_CJK - 1 else talk.words
    day = date(2025, 1, 1)
    turns = []
    for at in range(count):
        if kind == "interview":
            begins = at * SECONDS_A_TURN
            asks = at % 2 == 0
            text = say(random.randrange(4, 14) if asks else random.randrange(12, 40))
            turns.append(Turn(text, "Moderator" if asks else f"Guest {number}", begins, begins + SECONDS_A_TURN))
        elif kind == "document":
            turns.append(Turn(say(random.randrange(10, 60)), heading=f"Part {at // 10}"))
        else:
            facts = {"row": str(at + 2), "rating": str(at % 11), "date": str(day + timedelta(days=at % 300))}
            turns.append(Turn(say(random.randrange(6, 30)), f"R{number}-{at}", heading="What happened?", facts=facts))
    return turns


def research_of(cards: Sequence[Card]) -> Iterator[tuple[list[AnyRecord], dict[str, list[Turn]]]]:
    """Yield the records and the turns of each source, then what is drawn from them and stands on the cards."""
    random, talk = Random(3), Talk(4)
    tags = [Tag(id=f"research-tag-{n}", rank=rank, name=f"tag {n}") for n, rank in _ranked(TAGS)]
    people = [
        Participant(id=f"participant-{n}", rank=rank, name=f"Guest {n}", persona_id=f"persona-{NAMES[n % 2]}")
        for n, rank in _ranked(PARTICIPANTS)
    ]
    yield [*tags, *people], {}
    kinds = [(kind, count) for kind, many, count in SOURCES for _ in range(many)]
    in_all = sum(count for _, count in kinds)
    highlights: list[Highlight] = []
    for (number, rank), (kind, count) in zip(_ranked(len(kinds)), kinds, strict=True):
        turns = turns_of(talk, number, kind, count)
        source_id, person = f"source-{number}", people[number % PARTICIPANTS].id
        made: list[AnyRecord] = [
            Source(
                id=source_id,
                rank=rank,
                title=f"{kind.capitalize()} {number}",
                kind=kind,
                origin=f"{number}.txt",
                turns=count,
                length=sum(len(turn.text) for turn in turns),
                duration=count * SECONDS_A_TURN if kind == "interview" else None,
            )
        ]
        if kind == "interview":
            made.append(Speaker(source_id=source_id, label="Moderator", role="interviewer"))
            made.append(Speaker(source_id=source_id, label=f"Guest {number}", participant_id=person))
        share = round(HIGHLIGHTS * count / in_all) if number < len(kinds) - 1 else HIGHLIGHTS - len(highlights)
        for at in range(share):
            turn = at * count // share if kind != "interview" else min(count - 1, at * count // share | 1)
            length = len(turns[turn].text)
            start = random.randrange(max(1, length // 2))
            highlight = Highlight(
                id=id_from("highlight", source_id, str(at)),
                source_id=source_id,
                turn=turn,
                start=start,
                last_turn=turn,
                end=random.randrange(start + 1, length + 1),
                kind=random.choice((*INSIGHT_KINDS, None, None)),
                participant_id=person if kind != "document" else None,
            )
            highlights.append(highlight)
            made.append(highlight)
            if random.random() < 0.6:
                made.append(HighlightTag(highlight_id=highlight.id, tag_id=random.choice(tags).id))
        yield made, {source_id: turns}
    yield _meanings(random, talk, highlights, tags, cards), {}


def _meanings(
    random: Random, talk: Talk, highlights: list[Highlight], tags: list[Tag], cards: Sequence[Card]
) -> list[AnyRecord]:
    """Return themes, insights drawn from passages, and cards that show them."""
    themes = [Theme(id=f"theme-{n}", rank=rank, title=talk.words(3)) for n, rank in _ranked(THEMES)]
    insights: list[Insight] = []
    links: list[AnyRecord] = []
    for n, rank in _ranked(INSIGHTS):
        insight = Insight(
            id=f"insight-{n}",
            rank=rank,
            kind=random.choice(INSIGHT_KINDS),
            statement=talk.words(12),
            sentiment=random.choice((None, -2.0, -1.0, 1.0)),
            theme_id=random.choice((None, random.choice(themes).id)),
        )
        insights.append(insight)
        behind = random.sample(highlights, random.choice((1, 1, 2, 3, 5, 8, 13)))
        links += [InsightHighlight(insight_id=insight.id, highlight_id=each.id) for each in behind]
        links.append(InsightPersona(insight_id=insight.id, persona_id=f"persona-{random.choice(NAMES[:2])}"))
        links.append(InsightTag(insight_id=insight.id, tag_id=random.choice(tags).id))
    for card in random.sample(cards, len(cards) // 2):
        if random.random() < 0.7:
            links.append(CardInsight(card_id=card.id, insight_id=random.choice(insights).id))
        links += [CardHighlight(card_id=card.id, highlight_id=each.id) for each in random.sample(highlights, 2)]
    return [*themes, *insights, *links]


def _ranked(count: int) -> Iterator[tuple[int, str]]:
    return enumerate(ranks_between(None, None, count))


def make_research(folder: Path, cards: int) -> Path:
    """Return the path of a workspace of that many cards with the research behind them; made once in a folder.

    Rows are written as they are, without a history, since that is not what is measured.
    """
    from app.store import read_snapshot
    from app.store.driver import connect
    from app.store.schema import image
    from app.store.turns import write_turns

    path = folder / f"research-{cards}.clew"
    if path.exists():
        return path
    plain = make_workspace(folder, cards).rename(path)
    content = read_snapshot(plain).content
    with closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for records, turns in research_of(content.ordered(Card)):
            groups: dict[str, list[tuple[object, ...]]] = {}
            for record in records:
                groups.setdefault(record.kind_name, []).append((*image(record).values(),))
            for kind, rows in groups.items():
                connection.executemany(f"INSERT INTO {kind} VALUES ({', '.join('?' * len(rows[0]))})", rows)
            write_turns(connection, turns)
        connection.execute("COMMIT")
    return path

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.ranks import is_rank, rank_between, ranks_between


@given(st.lists(st.integers(0, 10**6), max_size=120))
def test_inserting_anywhere_keeps_the_order(places: list[int]) -> None:
    ranks: list[str] = []
    for place in places:
        at = place % (len(ranks) + 1)
        rank = rank_between(ranks[at - 1] if at else None, ranks[at] if at < len(ranks) else None)
        assert is_rank(rank)
        ranks.insert(at, rank)
    assert ranks == sorted(set(ranks))


@given(st.integers(0, 300), st.none() | st.just("V"), st.none() | st.just("V1"))
def test_many_ranks_at_once_ascend_between_their_ends(count: int, before: str | None, after: str | None) -> None:
    ranks = ranks_between(before, after, count)
    assert len(ranks) == count
    assert all(map(is_rank, ranks))
    everything = [*([before] if before else []), *ranks, *([after] if after else [])]
    assert everything == sorted(set(everything))


def test_appending_a_thousand_times_keeps_ranks_short() -> None:
    rank = rank_between(None, None)
    for _ in range(1000):
        rank = rank_between(rank, None)
    assert len(rank) < 90


def test_random_inserts_keep_ranks_short() -> None:
    generator = random.Random(7)
    ranks = ranks_between(None, None, 2)
    for _ in range(2000):
        at = generator.randrange(1, len(ranks))
        ranks.insert(at, rank_between(ranks[at - 1], ranks[at]))
    assert max(map(len, ranks)) < 12


def test_no_rank_between_equal_or_turned_ends() -> None:
    with pytest.raises(ValueError, match="no rank"):
        rank_between("V", "V")

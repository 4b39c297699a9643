from collections import Counter
from datetime import date

import pytest

from app.models.content import Content
from app.models.records import Card, Journey, Lane, Stage
from app.models.rules import broken_rules
from app.scoring.framework.portfolio import portfolio_of
from tests.bench.framework_workload import records_of_framework
from tests.bench.workload import GRIDS, records_of


@pytest.mark.parametrize("cards", [200, 1_000])
def test_the_workload_is_a_sound_map_of_that_size(cards):
    content = Content(records_of(cards))
    kinds = Counter(type(record) for record in content)
    assert (kinds[Stage], kinds[Lane], kinds[Card]) == (*GRIDS[cards], cards)
    assert list(broken_rules(content, list(content))) == []
    titles = [record.title for record in content if isinstance(record, Card)]
    assert 50 < sum(map(len, titles)) / cards < 65


def test_it_is_the_same_each_time():
    assert records_of(200) == records_of(200)


def test_the_framework_is_sound_and_of_its_size():
    content = Content(records_of_framework())
    kinds = Counter(type(record) for record in content)
    assert (kinds[Journey], kinds[Card]) == (200, 10_000)
    assert list(broken_rules(content, list(content))) == []
    rows = portfolio_of(content, date(2026, 11, 22))
    assert any(row.pains_below for row in rows)
    assert {row.proven.emerging > 0 for row in rows} == {True, False}

"""Names are found as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.names import (
    BEGINNING,
    EXACT,
    INSIDE,
    LETTERS,
    WORD,
    WORDS,
    Name,
    fold,
    letters,
    marked,
    score,
    search,
)


def found(query: str, *texts: str) -> list[str]:
    names = [Name("card", str(number), text, fold(text)) for number, text in enumerate(texts)]
    *_, best = search(names, query, 50)
    return [find.name.text for find in best]


@pytest.mark.parametrize(
    ("query", "name", "expected"),
    [
        ("export", "Export", EXACT),
        ("exp", "Export…", BEGINNING),
        ("map", "Whole Map", WORD),
        ("map whole", "Whole Map", WORDS),
        ("port", "Export", INSIDE),
        ("wm", "Whole Map", LETTERS),
        ("cafe", "CAFÉ am Ring", BEGINNING),
        ("strasse", "Lange Straße", WORD),
        ("ﬁnd", "Find and Replace", BEGINNING),
        ("車站", "在車站等", INSIDE),
        ("한", "한국", BEGINNING),
    ],
)
def test_each_way_to_find_a_name(query, name, expected):
    result = score(fold(query), fold(name))
    assert result is not None
    assert result[0] == expected


def test_the_better_find_comes_first():
    names = ("Import a map", "My map", "Map of all", "Mail a picture", "Hamap")
    assert found("map", *names) == ["Map of all", "My map", "Import a map", "Hamap", "Mail a picture"]


def test_letters_far_apart_are_no_find():
    assert found("pay", "Poster at the bus stop, seen by nobody") == []
    assert found("xyz", "Export") == []


def test_an_earlier_order_wins_only_between_finds_of_one_class():
    card = Name("card", "1", "Export takes long", fold("Export takes long"), 5)
    command = Name("command", "2", "Export…", fold("Export…"), 0)
    inside = Name("command", "3", "Reexport", fold("Reexport"), 0)
    *_, best = search([card, inside, command], "export", 9)
    assert [find.name.id for find in best] == ["2", "1", "3"]


def test_letters_are_taken_as_close_together_as_they_stand():
    assert letters("ab", "axxxab") == (4, 5)


def test_what_was_found_is_marked_in_the_text_as_written():
    assert marked("map", "Whole Map") == (6, 7, 8)
    assert marked("map whole", "Whole Map") == (0, 1, 2, 3, 4, 6, 7, 8)
    assert marked("wm", "Whole Map") == (0, 6)
    assert marked("str", "Straße") == ()  # folded it is longer
    assert marked("", "Whole Map") == ()


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once_and_finds_itself(text):
    folded = fold(text)
    assert fold(folded) == folded
    if folded:
        assert score(folded, folded) == (EXACT, 0)


@given(st.text("abc x", min_size=1, max_size=6), st.text("abc x", max_size=20))
def test_what_is_marked_are_the_letters_that_were_typed(query, text):
    name, asked = fold(text), fold(query)
    if name and asked and score(asked, name):
        assert sorted(name[at] for at in marked(query, name)) == sorted(set_free(asked, name))


def set_free(asked: str, name: str) -> str:
    """The letters that are marked: with the spaces between them only where they stand so in the name."""
    found_as = score(asked, name)
    assert found_as is not None
    if found_as[0] == WORDS:
        return "".join(name[at] for at in marked(asked, name))
    return asked if found_as[0] != LETTERS else asked.replace(" ", "")


def test_twenty_thousand_names_are_searched_in_short_turns():
    titles = [f"Card {number} waits for café number {number % 97} at the station" for number in range(20_000)]
    names = [Name("card", str(number), title, fold(title)) for number, title in enumerate(titles)]
    for query in ("c", "caf", "cfst", "station 97", "zzz"):
        assert sum(1 for _ in search(names, query, 50)) > 10

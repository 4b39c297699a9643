"""How numbers are written."""

import pytest

from app.layout.words import figure, signed


@pytest.mark.parametrize(
    ("value", "text"),
    [(84.25, "84.3"), (84.35, "84.4"), (0.25, "0.3"), (100.0, "100"), (0.0, "0"), (-0.04, "0"), (99.96, "100")],
)
def test_halves_are_rounded_as_people_round(value, text):
    assert figure(value) == text


@pytest.mark.parametrize(("value", "text"), [(0.25, "+0.3"), (-0.25, "−0.3"), (0.04, "0"), (-0.04, "0"), (-1.0, "−1")])
def test_a_sentiment_has_its_sign(value, text):
    assert signed(value, 1) == text


def test_a_sentiment_keeps_two_decimals():
    assert (signed(-1.25), signed(1.5), signed(0.0)) == ("−1.25", "+1.5", "0")

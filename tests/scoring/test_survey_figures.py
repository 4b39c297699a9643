"""Figures of surveys: NPS, CSAT, CES with n, scale and days; each row counts once."""

import pytest

from app.models.turns import Turn
from app.scoring.survey_figures import Scale, figures_from, figures_of


def test_recommendations():
    figure = figures_of("?", [10, 9, 8, 7, 6, 0], Scale(0, 10, nps=True), ["2024-02-01", "2024-01-01"])
    assert figure is not None
    assert (figure.n, figure.nps, figure.csat, figure.ces) == (6, 0.0, None, None)
    assert (figure.first, figure.last) == ("2024-01-01", "2024-02-01")
    assert figures_of("?", [], Scale(0, 10, nps=True)) is None


def test_satisfaction_and_effort():
    satisfied = figures_of("?", [5, 4, 3, 1], Scale(1, 5))
    assert satisfied is not None
    assert (satisfied.mean, satisfied.csat, satisfied.nps) == (3.25, 50.0, None)
    effort = figures_of("?", [7, 1, 2, 3], Scale(1, 7, better="low"))
    assert effort is not None
    assert (effort.ces, effort.mean) == (75.0, 3.25)  # 1, 2, 3 are easy here


@pytest.mark.parametrize(
    ("scale", "value", "felt"),
    [
        (Scale(1, 5), 1, -2),
        (Scale(1, 5), 3, 0),
        (Scale(1, 5, better="low"), 1, 2),
        (Scale(0, 10, nps=True), 6, -1),
        (Scale(0, 10, nps=True), 8, 0),
        (Scale(0, 10, nps=True), 10, 2),
    ],
)
def test_how_somebody_felt(scale, value, felt):
    assert scale.sentiment(value) == felt


def test_a_row_with_two_answers_counts_once_and_what_is_no_rating_never():
    scale = Scale(1, 7, better="low")
    facts = {"row": "2", "rating: Ease?": scale.told(2.5), "rating: Odd?": "maybe", "date": "2024-01-01 10:00"}
    turns = [Turn("a", facts=facts), Turn("b", facts=facts), Turn("c", facts={"row": "3", "rating: Ease?": "9"})]
    (figure,) = figures_from(turns)
    assert (figure.question, figure.n, figure.mean, figure.scale) == ("Ease?", 1, 2.5, scale)
    assert figure.first == "2024-01-01"

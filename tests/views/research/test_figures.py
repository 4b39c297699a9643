"""What the ratings of a survey come to stands above its answers."""

from app.models.turns import Turn
from tests.pictures.research import add_source, interview


def test_figures_stand_above_the_answers_of_a_survey_only(window, qtbot):
    store = window.session.store
    rated = [(9, "2026-05-18"), (10, "2026-05-19"), (3, "2026-05-21"), (8, "2026-05-20")]
    turns = [
        Turn("Well.", f"R{row}", facts={"row": str(row), "rating": f"{value} (NPS 0–10)", "date": day})
        for row, (value, day) in enumerate(rated)
    ]
    add_source(store, "survey", "Exit survey", turns, "survey")
    interview(store)
    window.open_source("survey")
    figures = window.research_page.figures
    qtbot.waitUntil(lambda: not figures.isHidden())
    assert figures.accessibleName().startswith("n 4 · mean 7.5 (0–10) · NPS 25.0 · 18 May")
    window.open_source("p07")
    assert figures.isHidden()

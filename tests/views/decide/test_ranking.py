"""The tab Ranking: one window in which the ranking is looked at by several models, filtered, tried and agreed on."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.models.content import cards_of_opportunity
from app.models.records import Card, Criterion, Opportunity
from app.scoring.models import model_of, models_of, weights_at
from app.services import opportunities as service
from app.services.decisions import add_boundary, decide, put_under
from app.services.scoring import add_scorer, open_blind_round, override, reveal_scores, score
from app.views.decide.sifting import EVERYTHING, Wanted, choices_of, known, sifted
from app.views.opportunity_model import OpportunityModel, full_columns, percent_text
from tests.views.decide.helpers import cell, titles

ROWS: tuple[tuple[Any, ...], ...] = (
    ("Hold the seat", 92.0, 76.0, 2.0, "will do"),
    ("Book online", 93.0, 43.0, 3.0, None),
    ("One fare", 54.0, 78.0, 5.0, "later"),
    ("Stay signed in", 34.0, 47.0, 1.0, "will not do"),
    ("Live seat map", 71.0, None, 4.0, None),
)


def fill(store):
    """Score five opportunities by the value matrix; the first is there because of the pain, and has a child."""
    pain = next(each.id for each in store.content.all(Card).values() if each.kind == "pain")
    made = {}
    for title, *values, decision in ROWS:
        made[title] = service.make_opportunity(store, [pain] if title == "Hold the seat" else [])
        service.rename_opportunity(store, made[title], title)
        for criterion, value in zip(model_of(store.content).criteria, values, strict=True):
            score(store, made[title], criterion.id, value)
        if decision:
            decide(store, made[title], decision)
    service.set_parent(store, [made["Stay signed in"]], made["Hold the seat"])
    service.set_type(store, [made["One fare"]], "new")
    return made


@pytest.fixture
def made(window):
    return fill(window.session.store)


@pytest.fixture
def part(window, made, qtbot):
    window.show_place("decide")
    part = window.decide_page.part("ranking")
    part.make_matrix()
    qtbot.waitUntil(lambda: part.holding.known is not None, timeout=20_000)
    return part


def test_a_ranking_is_looked_at_tried_and_agreed_on(window, part, made, qtbot):
    session, ranking = window.session, part.table.ranking
    customer, _, effort = model_of(session.content).criteria
    # at other weights all follows, and nothing is stored
    step = session.store.step
    part.bar.slider.setValue(62)
    assert titles(part.table) == ["Hold the seat", "Book online", "One fare", "Stay signed in", "Live seat map"]
    assert cell(part.table, 0, "value") == "85.9"
    assert cell(part.table, 0, "leads") == "0.05–0.97"
    assert part.side.why.arithmetic.text().splitlines()[-1] == "= 85.9"
    assert "0.62 × Customer" in part.bar.formula.accessibleName()
    assert part.holding.known is None  # what was drawn was drawn at other weights
    assert session.store.step == step
    part.bar.back.click()
    assert part.bar.agree.isHidden()
    part.bar.slider.setValue(62)
    part.bar.agree.click()
    assert session.content.get(Criterion, customer.id).weight == pytest.approx(0.62)
    assert session.content.get(Criterion, effort.id).weight == 1.0
    assert session.store.undo_label.startswith("Agree on weights")
    qtbot.waitUntil(lambda: part.holding.known is not None, timeout=20_000)
    assert cell(part.table, 0, "shares").endswith("% first")
    assert "seed" in window.status_line.note.text()
    assert part.learning.questions
    part.learning.copy_guide()
    assert QGuiApplication.clipboard().text().startswith("# What to learn next")
    # an override stands beside the median
    for name, value in (("Ann", 50.0), ("Ben", 75.0)):
        score(session.store, made["One fare"], customer.id, value, scorer_id=add_scorer(session.store, name))
    override(session.store, made["One fare"], customer.id, 99.0, "They were not asked.")
    qtbot.waitUntil(lambda: titles(part.table)[0] == "One fare")
    assert "median 62.5" in part.table.ranking.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    # what is decided not to be done, or out of bounds, is marked with what is forgone
    put_under(session.store, add_boundary(session.store, "No maps on platforms"), [made["Live seat map"]])
    qtbot.waitUntil(lambda: bool(ranking.barred))
    rows = {title: row for row, title in enumerate(titles(part.table))}
    assert ranking.caption(rows["Live seat map"]) == "out of bounds: No maps on platforms"
    assert cell(part.table, rows["Live seat map"], "decision") == "open · 71 forgone"
    # children below their parents
    ranking.show_families(True)
    assert titles(part.table)[1:3] == ["Hold the seat", "Stay signed in"]
    assert ranking.depth(2) == 1
    # filtered as the map is: places stay those among all
    part.sift(Wanted((("type", frozenset({"fix"})),), "seat"))
    assert set(titles(part.table)) == {"Hold the seat", "Live seat map"}
    assert cell(part.table, 0, "place") == "2"
    part.choose(made["One fare"])
    part.sift(Wanted(words="nothing like that"))
    part.sift(EVERYTHING)
    assert part.table.selected_ids() == [made["One fare"]]  # as it stands at the right
    part.table.setFocus()
    qtbot.keyClick(part.table, Qt.Key.Key_Return)
    assert part.side.form is not None
    assert part.side.form.title.hasFocus()
    part.side.show_tab("why")
    assert len(titles(part.table)) == 5
    assert session.opportunity_ids == (made["One fare"],)
    # by another model
    part.bar.segments.chosen.emit(next(each.id for each in models_of(session.content) if each.kind == "RICE"))
    assert "leads" not in [each.kind for each in ranking.columns]
    assert part.bar.slider.isHidden()
    assert cell(part.table, 0, "value") == "?"


def test_the_side_leads_to_the_map_and_a_blind_round_hides_the_ranking(window, part, made):
    session = window.session
    part.choose(made["Hold the seat"])
    line = part.side.why.because.itemAt(0).widget()
    line.opening.click()
    assert window.rail.place == "map"
    assert session.card_ids[:1] == (cards_of_opportunity(session.content, made["Hold the seat"])[0].id,)
    window.show_place("decide")
    open_blind_round(session.store)
    part.refill()
    assert part.blind.isVisible()
    assert {cell(part.table, row, "place") for row in range(5)} == {"–"}
    assert cell(part.table, 0, "value") == "hidden"
    assert cell(part.table, 0, "score") == "1 score"
    assert "?" not in part.side.why.arithmetic.text()
    reveal_scores(session.store)
    part.refill()
    assert cell(part.table, 0, "place") == "1"


def test_an_empty_place_says_what_to_do(window):
    window.show_place("decide")
    part = window.decide_page.part("ranking")
    assert part.pages.currentIndex() == 1
    part.begin.click()
    assert part.pages.currentIndex() == 0
    assert part.side.shown == "edit"
    assert len(window.session.content.all(Opportunity)) == 1


def test_what_is_wanted_is_found_without_a_window(workspace):
    from app.store import open_workspace

    with open_workspace(workspace) as store:
        made = fill(store)
        content = store.content
        assert sifted(content, EVERYTHING) is None
        assert sifted(content, Wanted(words="LIVE seat")) == frozenset({made["Live seat map"]})
        persona = next(value for value, name, _ in choices_of(content, "persona") if name == "Maya")
        assert sifted(content, Wanted((("persona", frozenset({persona})),))) == frozenset({made["Hold the seat"]})
        assert [(value, count) for value, _, count in choices_of(content, "type")] == [("fix", 4), ("new", 1)]
        gone = Wanted((("persona", frozenset({"nobody"})), ("type", frozenset({"new"}))))
        assert known(content, gone).filters == (("type", frozenset({"new"})),)
        model = model_of(content)
        ranking = OpportunityModel(full_columns)
        ranking.show_content(content, model, weights_at(model, 0.0))
        assert ranking.id_at(0) == made["One fare"]


def test_shares_are_not_rounded_to_never_or_always():
    assert [percent_text(each) for each in (0.0, 0.001, 0.5, 0.999, 1.0)] == ["0", "<1", "50", ">99", "100"]


def test_a_guide_is_markdown(workspace):
    from app.scoring.robustness.assessed import robustness_of
    from app.store import open_workspace
    from app.views.decide.guide import guide_text

    with open_workspace(workspace) as store:
        fill(store)
        found = robustness_of(store.content, model_of(store.content), draws=100)
        lines = guide_text(found, date(2026, 11, 18)).splitlines()
    assert lines[0] == "# What to learn next"
    assert lines[2].startswith("2026-11-18, ranked by Value matrix")
    assert sum(line.startswith("## ") for line in lines) == len(found.questions) > 0

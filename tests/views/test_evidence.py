"""Evidence in the window: what is behind a card, in words, with the way to the sentence; judged, removed, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.canvas.describe import proven
from app.models.evidence import verdict_of
from app.models.records import Card, CardInsight, Opportunity, Persona
from app.scoring.evidence import persona_evidence
from app.scoring.models import value_matrix
from app.services.insights import set_verdict
from app.views.card_form import CardForm
from app.views.evidence_part import EvidencePart, QuoteLine
from app.views.opportunity_form import OpportunityForm
from app.views.opportunity_model import EVIDENCE, OpportunityModel
from app.views.persona_evidence import sample_text
from app.views.rail import PERSONAS, RESEARCH, WORKSPACE
from tests.pictures.evidence import heard


@pytest.fixture
def workspace(tmp_path):
    return heard(tmp_path)


def lines(part: EvidencePart) -> list[QuoteLine]:
    return [each for each in part.findChildren(QuoteLine) if not each.isHidden()]


def card_named(window, title):
    return next(each.id for each in window.session.content.all(Card).values() if each.title == title)


@pytest.mark.once
def test_a_pain_is_followed_to_the_sentence_judged_and_unlinked(window, qtbot):
    session, content = window.session, window.session.content
    pain = card_named(window, "Card refused, seat lost")
    session.select([pain])
    form = window.map_page.inspector.form
    assert isinstance(form, CardForm)
    part = form.evidence
    assert part.dots.text() == "●●●"
    assert part.summary.text() == "4 quotes from 4 participants · validated"
    qtbot.waitUntil(lambda: len(lines(part)) == 4)
    assert lines(part)[0].opening.toolTip() == "Maya Lindqvist · 00:14:32 · Interview with Maya"
    assert proven(window.map_page.view, content.get(Card, pain)) == part.summary.text()

    part.verdict.chosen.emit("emerging")
    part.reason.setText("All of them from one week")
    part.reason.editingFinished.emit()
    verdict = verdict_of(content, content.get(Card, pain))
    assert verdict is not None
    assert (verdict.strength, verdict.reason) == ("emerging", "All of them from one week")
    assert part.dots.text() == "◆◆◇"
    assert "emerging by verdict, validated as counted" in part.summary.text()
    part.verdict.chosen.emit("")
    assert verdict_of(content, content.get(Card, pain)) is None

    (insight,) = content.members(CardInsight, "card_id", pain)
    part.insights.removed.emit(insight.insight_id)
    assert part.dots.text() == "○○○"
    session.store.undo()
    assert part.dots.text() == "●●●"

    qtbot.waitUntil(lambda: len(lines(part)) == 4)
    lines(part)[0].opening.click()
    assert window.rail.buttons[RESEARCH].isChecked()
    assert window.research_page.source_id

    session.select_opportunities([content.ordered(Opportunity)[0].id])
    shown = window.map_page.inspector.form
    assert isinstance(shown, OpportunityForm)
    assert "participant" in shown.evidence.summary.text()
    model = OpportunityModel()
    matrix = value_matrix(content)
    model.show_content(content, matrix, matrix.weights)
    cells = {str(model.index(row, EVIDENCE).data()) for row in range(model.rowCount())}
    assert "○○○" in cells
    assert cells - {"○○○"}
    spoken = model.index(0, EVIDENCE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "·" in spoken


@pytest.mark.once
def test_a_persona_page_says_who_is_behind_it_and_the_workspace_page_how_much_may_be_assumed(window):
    content = window.session.content
    window.rail.buttons[PERSONAS].click()
    part = window.personas_page.page.evidence
    assert part.sample.text() == "2 participants, 2 of them quoted in 6 quotes · 1 insight"
    assert not part.thin.isHidden()
    assert [each.text() for each in part.findChildren(QPushButton)] == [
        "Maya Lindqvist · 4 quotes",
        "Tom Okafor · 2 quotes",
    ]
    jon = next(each for each in content.ordered(Persona) if each.name == "Jon")
    assert sample_text(persona_evidence(content, jon)) == "1 participant, 1 of them quoted in 3 quotes · 1 insight"

    view = window.map_page.view
    pain = content.get(Card, card_named(window, "Three fares for one seat"))
    set_verdict(window.session.store, pain, "assumption", "Hearsay")  # one of six pains
    assert not view.layout_.assumed
    window.rail.buttons[WORKSPACE].click()
    page = window.workspace_page
    assert page.share.value() == 50
    page.share.changed_by_user.emit(15)
    assert view.layout_.assumed
    window.session.store.undo()
    assert page.share.value() == 50
    assert not view.layout_.assumed

"""The ranked table of the command line."""

from app.exporters.ranking import rank_text
from app.models.content import Content
from app.models.records import Opportunity
from app.scoring.models import model_of, weights_at
from app.scoring.opportunities import ranked
from app.scoring.robustness.assessed import robustness_of
from tests.scores import scored


def test_a_rank_that_a_missing_score_leaves_open_is_told_and_one_that_it_does_not_too():
    content = Content(
        [
            *scored(Opportunity(id="a", rank="A", title="Queue"), 90.0, 90.0),
            *scored(Opportunity(id="b", rank="B", title="Price"), 50.0),
            *scored(Opportunity(id="c", rank="C", title="Seat"), 83.5, 85.0),
        ]
    )

    def text(weight: float) -> str:
        model = model_of(content)
        weights = weights_at(model, weight)
        return rank_text(ranked(content, model, weights), robustness_of(content, model, weights, draws=50))

    assert [line[:4].rstrip() for line in text(0.5).split("\n\n")[1].splitlines()[1:]] == ["1", "2", "3?"]
    assert "84.3" in text(0.5)
    assert "2-3?" in text(0.3)

"""The ranked table of the command line."""

from app.exporters.ranking import rank_text
from app.models.content import Content
from app.models.records import Opportunity
from app.scoring.opportunities import ranked


def test_a_rank_that_a_missing_score_leaves_open_is_told_and_one_that_it_does_not_too():
    content = Content(
        [
            Opportunity(id="a", rank="A", title="Queue", customer=90.0, business=90.0),
            Opportunity(id="b", rank="B", title="Price", customer=50.0),
            Opportunity(id="c", rank="C", title="Seat", customer=83.5, business=85.0),
        ]
    )
    assert [line[:4].rstrip() for line in rank_text(ranked(content, 0.5), 0.5).splitlines()[3:]] == ["1", "2", "3?"]
    assert "84.3" in rank_text(ranked(content, 0.5), 0.5)
    assert "2-3?" in rank_text(ranked(content, 0.3), 0.3)

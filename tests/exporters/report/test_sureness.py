"""The pages of a report that say how well the ranking holds, what was decided, and what is done about it."""

from app.models.records import Action, Boundary, Opportunity, OpportunityBoundary
from tests.exporters.report.test_report import pages_of, report_of
from tests.exporters.report.workspaces import decided_map


def test_how_sure_the_ranking_is_what_was_given_up_and_what_is_done(tmp_path):
    made = decided_map()
    by_title = {each.title: each.id for each in made.content.all(Opportunity).values()}
    made.content.put(Boundary(id="b", rank="V", title="We sell no data"))
    made.content.put(OpportunityBoundary(opportunity_id=by_title["One fare per seat"], boundary_id="b"))
    made.content.put(Action(id="a", rank="V", title="Hold seats", due_on="2026-11-12"))
    out, _ = report_of(made, tmp_path)
    pages = pages_of(out)
    sure = next(each for each in pages if "How sure the ranking is" in each and "seed is" in each)
    assert "10,000 draws" in sure
    assert "What to learn next" in sure
    assert "Ask the business: what would “Live seat map” be worth to it" in sure
    decisions = next(each for each in pages if "Given up: 2" in each)
    assert "customer value of 88 in all" in decisions or "passenger value of 88 in all" in decisions
    assert "Out of bounds: We sell no data." in decisions
    assert "12 November 2026 Hold seats nobody yet to do" in next(each for each in pages if "Due Action" in each)

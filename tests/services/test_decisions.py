"""What is decided: the last counts, what was decided before stays, a reason is mended where it stands."""

from datetime import date

import pytest

from app.models.content import decided, decision_of, decisions_of
from app.models.errors import RuleError
from app.models.records import Decision
from app.services import decisions as service
from app.services.opportunities import delete_opportunities, make_opportunity
from app.store import Store, check_file, create_workspace


@pytest.fixture
def store(tmp_path):
    with create_workspace(tmp_path / "w.clew") as store:
        yield store
    assert check_file(store.path) == []


def told(store: Store, made: str) -> list[tuple[str | None, str | None, str]]:
    return [(each.kind, each.decided_on, each.reason) for each in decisions_of(store.content, made)]


def test_each_decision_is_one_more_and_the_last_counts(store: Store):
    made = make_opportunity(store, [])
    assert decision_of(store.content, made) is None
    service.mend_decision(store, made, reason="Cheap")
    assert decided(store.content, made) is None
    service.decide(store, made, "will do", on=date(2026, 11, 18))
    assert told(store, made) == [("will do", "2026-11-18", "Cheap")]
    service.decide(store, made, "will do")  # that is decided already
    service.decide(store, made, "later", reason="After the summer")
    today = date.today().isoformat()
    assert told(store, made)[1:] == [("later", today, "After the summer")]
    service.mend_decision(store, made, reason="After the winter")
    service.mend_decision(store, made, decided_on="2026-11-19")
    service.decide(store, made, None)
    assert told(store, made)[1:] == [("later", "2026-11-19", "After the winter"), (None, today, "")]
    assert decided(store.content, made) is None
    service.decide(store, made, "will not do")
    assert [kind for kind, *_ in told(store, made)] == ["will do", "later", None, "will not do"]
    for day in ("2026-02-30", "20261118", "tomorrow"):
        with pytest.raises(RuleError):
            service.mend_decision(store, made, decided_on=day)
    while store.undo_label != "Make opportunity":
        store.undo()
    assert told(store, made) == []


def test_typing_a_reason_is_one_step_and_a_decision_goes_with_its_opportunity(store: Store):
    made = make_opportunity(store, [])
    service.decide(store, made, "will do")
    for text in ("C", "Ch", "Che"):
        service.mend_decision(store, made, reason=text)
    assert store.undo_label == "Set reason of decision"
    store.undo()
    assert told(store, made) == [("will do", date.today().isoformat(), "")]
    delete_opportunities(store, [made])
    assert not store.content.all(Decision)

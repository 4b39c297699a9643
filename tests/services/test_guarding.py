from dataclasses import replace
from pathlib import Path

import pytest

from app.models.errors import InputError
from app.models.records import (
    Action,
    Ask,
    Card,
    Decision,
    Highlight,
    Insight,
    Opportunity,
    Owner,
    Participant,
    ParticipantFact,
    Persona,
    Score,
    Scorer,
    Source,
    Speaker,
    Stakeholder,
)
from app.models.rules import broken_rules
from app.scoring.presets import preset
from app.services.guarding import GuardError, guard
from app.services.opportunities import make_opportunity
from app.services.profiles import Profile, allows_quotes, filtered
from app.services.protecting import protect
from app.services.scoring import add_scorer, open_blind_round, override, score
from app.store import create_workspace
from tests.services.heard import SECRET, heard
from tests.services.test_protecting import PASSWORD, cheap_keys  # noqa: F401, a fixture

CUSTOMER = preset("value matrix").criteria[0].id


@pytest.fixture
def store(tmp_path: Path):
    with heard(tmp_path / "Northwind.clew") as made:
        protect(made, PASSWORD)
        made.adopt()
        with made.edit("Consent") as edit:
            edit.put(replace(edit.content.get(Participant, "b1"), consent_scope="Team and stakeholders", note="tall"))
            edit.put(replace(edit.content.get(Persona, "p"), quote="I wait"))
        yield made


@pytest.mark.parametrize(
    ("scope", "allowed"),
    [("", False), ("team", False), ("Stakeholders", True), ("public", True), ("not for stakeholders", False)],
)
def test_scopes_of_consent(scope, allowed):
    assert allows_quotes(scope) is allowed


def test_the_team_gets_everything_and_is_told_what_was_not_checked(store):
    snapshot = store.snapshot()
    let = guard(snapshot, has_vault=True)
    assert let.snapshot is snapshot
    assert let.notes == ("Not checked for names of participants: the identity vault is closed.",)
    assert guard(snapshot, has_vault=True, vault=store.open_vault(PASSWORD)).notes == ()


def test_stakeholders_get_the_quotes_that_consent_allows(store):
    let, left_out = filtered(store.snapshot(), "stakeholders")
    content = let.content
    assert list(broken_rules(content)) == []
    assert [let.passage(content.get(Highlight, each)) for each in ("h1", "h2", "h3")] == [
        "",
        "P01\r\nwaited; שלום P01",
        "right, P01",
    ]
    assert content.find(Card, "q1") is None
    assert content.get(Participant, "b1").name == "P02"
    assert not content.all(ParticipantFact)
    assert content.get(Participant, "b1").note == ""
    assert (content.get(Source, "src").origin, content.get(Source, "src").title) == ("", "Interview P01")
    text = "\n".join(turn.text for _, turn in let.turns("src"))
    assert SECRET not in text
    assert "Welcome" not in text
    assert len(text) == len("\n".join(turn.text for _, turn in store.turns("src")))
    assert "1 card with a quote" in left_out


def test_the_public_gets_letters_and_no_quotes(store):
    with store.edit("Quote") as edit:
        edit.put(Insight(id="i2", rank="W", kind="fact", statement="The counter was forty minutes long for P02"))
    let, left_out = filtered(store.snapshot(), "public")
    content = let.content
    assert list(broken_rules(content)) == []
    assert [each.name for each in content.ordered(Participant)] == ["A", "B"]
    assert {each.label for each in content.all(Speaker).values()} == {"A", "B", "C"}
    assert {turn.speaker for _, turn in let.turns("src")} == {"A", "B", "C"}
    assert content.get(Insight, "i1").statement == content.get(Card, "p2").title == "A waits too long"
    assert content.get(Insight, "i2").statement == "[…] for B"
    assert not any(card.kind == "quote" for card in content.all(Card).values())
    assert content.get(Persona, "p").quote == ""
    assert {let.passage(each) for each in content.all(Highlight).values()} == {""}
    assert set("".join(turn.text for _, turn in let.turns("src"))) == {"·", "\n"}
    assert left_out


def test_with_the_vault_closed_nobody_else_gets_anything(store):
    for profile in ("stakeholders", "public"):
        with pytest.raises(InputError, match="vault is closed"):
            guard(store.snapshot(), profile, has_vault=True)


def test_a_name_stops_the_export(store):
    vault = store.open_vault(PASSWORD)
    with store.edit("Name her") as edit:
        edit.put(Card(id="n", journey_id="j", kind="pain", rank="Z", title="As Frau Schmidt said"))
    with pytest.raises(GuardError, match="“Frau Schmidt” in card “As Frau Schmidt said”") as error:
        guard(store.snapshot(), has_vault=True, vault=vault, journey_ids=["j"])
    assert [(hit.id, hit.pseudonym, hit.words) for hit in error.value.hits] == [("n", "P01", "Frau Schmidt")]
    assert guard(store.snapshot(), has_vault=True, vault=vault, journey_ids=["another"]).notes == ()


def test_what_was_imported_later_is_for_the_team(store):
    with store.edit("Import") as edit:
        edit.put(Participant(id="c1", name="Cleo Ng", rank="X"))
        edit.put(Card(id="n", journey_id="j", kind="pain", rank="Z", title="Cleo Ng said so"))
    vault = store.open_vault(PASSWORD)
    assert guard(store.snapshot(), has_vault=True, vault=vault).notes == ()
    with pytest.raises(GuardError, match="Cleo Ng"):
        guard(store.snapshot(), "stakeholders", has_vault=True, vault=vault)


def test_without_evidence_there_is_nothing_to_guard(store):
    with store.edit("Remove all") as edit:
        for record_type in (Insight, Source, Participant):
            edit.delete(*edit.content.all(record_type).values())
    assert guard(store.snapshot(), "public", has_vault=True).notes == ("Left out: 1 card with a quote",)


def test_a_persona_may_be_called_as_somebody_is(store):
    with store.edit("Call her Anna") as edit:
        edit.put(replace(edit.content.get(Persona, "p"), name="Anna"))
    guarded = guard(store.snapshot(), has_vault=True, vault=store.open_vault(PASSWORD))
    assert "“Anna” (Anna)" in guarded.notes[-1]


@pytest.mark.parametrize("profile", ["stakeholders", "public"])
def test_nobody_outside_reads_who_scored(tmp_path, profile):
    with create_workspace(tmp_path / "scored.clew") as store:
        opportunity = make_opportunity(store, [])
        for name in ("Ines", "Ines Duarte"):
            reason = "As Ines Duarte told Ines; inescapable"
            score(store, opportunity, CUSTOMER, 75.0, scorer_id=add_scorer(store, name), reason=reason)
        override(store, opportunity, CUSTOMER, 80.0, "As ines duarte told Ines; inescapable")
        snapshot = store.snapshot()
        open_blind_round(store)
        blind = store.snapshot()
    let, left_out = filtered(snapshot, profile)
    assert [each.name for each in let.content.ordered(Scorer)] == ["Scorer 1", "Scorer 2"]
    assert {each.reason for each in let.content.all(Score).values()} == {"", "As Scorer 2 told Scorer 1; inescapable"}
    assert left_out == ["2 names of scorers"]
    let, left_out = filtered(blind, profile)
    assert not let.content.all(Score)
    assert left_out == ["2 names of scorers", "3 scores of blind rounds"]
    assert [each.name for each in filtered(snapshot, "team")[0].content.ordered(Scorer)] == ["Ines", "Ines Duarte"]


def test_what_is_decided_leaves_without_who_scored_and_who_asks(store):
    with store.edit("Decide") as edit:
        edit.put(
            Owner(id="ow", name="Ada", rank="V"),
            Opportunity(id="op", rank="Z", title="Wait less"),
            Decision(id="de", rank="V", opportunity_id="op", kind="later", reason="P02 asked", owner_id="ow"),
            Action(id="ac", rank="V", title="Ring", opportunity_id="op"),
            Stakeholder(id="st", name="Ines", rank="V", note="Difficult"),
            Ask(id="as", rank="V", stakeholder_id="st", title="A forecast"),
            Scorer(id="sc", name="Ines", rank="V"),
        )
    told: list[tuple[Profile, int, str | None]] = [("stakeholders", 1, "ow"), ("public", 0, None)]
    for profile, actions, owner in told:
        let, left_out = filtered(store.snapshot(), profile)
        assert list(broken_rules(let.content)) == []
        assert not let.content.all(Stakeholder)
        assert not let.content.all(Ask)
        assert let.content.get(Scorer, "sc").name == "Scorer 1"
        assert len(let.content.all(Action)) == actions
        decision = let.content.get(Decision, "de")
        assert (decision.owner_id, decision.reason) == (owner, "P02 asked" if owner else "B asked")
        assert "1 entry of the stakeholders" in left_out

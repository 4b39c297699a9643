import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.errors import InputError
from app.models.plan import ImportPlan
from app.models.records import (
    AnyRecord,
    Card,
    CardHighlight,
    Highlight,
    Insight,
    InsightHighlight,
    Opportunity,
    Participant,
    Source,
    Speaker,
)
from app.models.turns import Turn
from app.scoring.models import value_matrix
from app.services.forgetting import MARK, Decision, forget, plan_forgetting
from app.services.plans import apply_plan
from app.services.protecting import protect
from app.services.scoring import score
from app.services.tombstones import without_forgotten
from app.store import check_file, create_workspace, open_workspace
from tests.services.heard import SECRET, TURNS, heard
from tests.services.test_protecting import PASSWORD, bytes_of, cheap_keys  # noqa: F401, a fixture

ANNAS_WORDS = (SECRET, "queue at the counter", "forty minutes", "Ben left")
NAMES = ("Anna", "anna", "Schmidt", "schmidt", "7654321")


@pytest.fixture
def store(tmp_path: Path):
    with heard(tmp_path / "Northwind.clew") as made:
        yield made


def test_the_ranks_that_move_are_shown_first(store):
    model = value_matrix(store.content)
    customer, business = model.criteria[:2]
    with store.edit("Fill in from evidence") as edit:
        edit.put(*model.records)
        edit.put(replace(customer, prefill="participants"), Opportunity(id="o2", rank="W", title="Another"))
    for opportunity_id in ("o1", "o2"):
        score(store, opportunity_id, business.id, 50.0)
    score(store, "o2", customer.id, 1.0)
    places = {each.record.id: (each.place, each.place_after) for each in plan_forgetting(store, "a1").lost}
    assert (places["o1"], places["o2"]) == ((1, 2), (2, 1))


def test_what_is_lost_is_shown_first(store):
    plan = plan_forgetting(store, "a1")
    assert (plan.turns, plan.highlights, plan.sources) == (1, 1, ())
    assert {(each.record.id, each.before.quotes, each.after.quotes) for each in plan.lost} == {
        ("i1", 1, 0),
        ("p2", 1, 0),
        ("q1", 1, 0),
        ("o1", 1, 0),
    }
    assert [each.place for each in plan.lost if each.record.id == "o1"] == [1]
    assert {(hit.key, hit.why) for hit in plan.hits} == {
        (("card", "q1", "title"), "quotes"),
        (("card", "p1", "note"), "names"),
        (("insight", "i1", "statement"), "names"),
        (("source", "src", "title"), "names"),
        (("source", "src", "origin"), "names"),
        (("turn", "src/0", "text"), "names"),
        (("turn", "src/2", "text"), "names"),
    }
    assert store.content.get(Participant, "a1").name == "Anna Schmidt"
    with pytest.raises(InputError):
        plan_forgetting(store.snapshot(), "nobody")


@pytest.mark.parametrize("protected", [False, True])
def test_no_byte_of_it_stays_anywhere(store, protected):
    if protected:
        protect(store, PASSWORD)
        store.adopt()
    copy = store.path.with_name("Copy.clew")
    store.save_copy(copy, history=True)
    elsewhere = store.path.with_name("Elsewhere.clew")
    store.save_copy(elsewhere, history=False)
    elsewhere.rename(store.path.with_name("Moved.txt"))
    plan = plan_forgetting(store, "a1")
    out_of_reach = forget(store, plan)
    assert [each.path.name for each in out_of_reach] == ["Elsewhere.clew"]
    store.path.with_name("Moved.txt").unlink()
    store.adopt()
    content = store.content
    assert content.find(Participant, "a1") is None
    assert content.find(Highlight, "h1") is None
    assert not content.members(InsightHighlight, "insight_id", "i1")
    assert content.get(Card, "q1").highlight_id is None
    assert content.get(Source, "src").turns == 4
    turns = dict(store.turns("src"))
    assert turns.keys() == {0, 2, 3}
    assert turns[0].text == "Welcome, [erased]! 😀 How was it?"
    kept = store.passage(content.get(Highlight, "h2"))
    assert kept == "[erased]\r\nwaited; שלום [erased]"
    assert content.get(Source, "src").length == sum(len(turn.text) for turn in turns.values())
    if protected:
        assert "a1" not in store.open_vault(PASSWORD)
    assert not store.can_undo
    assert store.undo() is None
    marked = [step.label for step in store.steps() if step.label.endswith(MARK)]
    assert len(marked) >= 3
    then = store.past(store.steps()[-2].step)
    assert then.content.find(Participant, "a1") is None
    assert ("participant", "a1") in store.tombstones()
    store.close()
    for path in (store.path, copy):
        assert check_file(path) == []
        with open_workspace(path) as again:
            assert again.content.find(Participant, "a1") is None
    everything = bytes_of(store.path) + bytes_of(copy)
    for word in (*ANNAS_WORDS, *NAMES):
        assert word.encode() not in everything, word


def test_who_was_stopped_amid_forgetting_can_go_on(store, monkeypatch):
    """Copies come first: while one may hold somebody, the workspace still knows whom to forget."""
    copy = store.path.with_name("Copy.clew")
    store.save_copy(copy, history=True)
    with monkeypatch.context() as stopped:
        stopped.setattr(store, "rewrite", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            forget(store, plan_forgetting(store, "a1"))
    assert b"Schmidt" not in copy.read_bytes()
    assert forget(store, plan_forgetting(store, "a1")) == []
    store.adopt()
    for path in (store.path, copy):
        assert b"Schmidt" not in path.read_bytes()
        assert check_file(path) == []


def test_a_hit_is_reworded_or_kept_as_decided(store):
    plan = plan_forgetting(store, "a1")
    decisions = {
        ("card", "q1", "title"): Decision("reword", "a long wait"),
        ("insight", "i1", "statement"): Decision("reword", "Waiting takes too long"),
        ("turn", "src/0", "text"): Decision("keep"),
        ("turn", "src/2", "text"): Decision("reword", "Somebody is right, somebody\r\nwaited; שלום Anna, my number"),
    }
    forget(store, plan, decisions)
    store.adopt()
    content = store.content
    assert content.get(Card, "q1").title == "a long wait"
    assert content.get(Insight, "i1").statement == content.get(Card, "p2").title == "Waiting takes too long"
    assert content.get(Opportunity, "o1").title == "A second counter"
    turns = dict(store.turns("src"))
    assert turns[0].text == TURNS[0].text
    assert turns[2].text.startswith("Somebody is right")
    assert content.find(CardHighlight, "p1/h2") is not None
    path = store.path
    store.close()
    assert check_file(path) == []


def test_a_source_goes_where_nobody_else_speaks_and_joined_people_go_together(store):
    with store.edit("Join") as edit:
        edit.put(replace(edit.content.find(Speaker, "src/Ben Okafor"), participant_id="a1"))
        edit.put(replace(edit.content.find(Speaker, "src/Tom Baker"), participant_id="a1"))
        edit.delete(edit.content.get(Participant, "b1"))
    plan = plan_forgetting(store, "a1")
    assert [each.id for each in plan.sources] == ["src"]
    forget(store, plan)
    store.adopt()
    assert not store.content.all(Source)
    assert not store.content.all(Highlight)
    assert store.turns("src") == []
    assert {("participant", "a1"), ("participant", "b1"), ("source", "src")} <= store.tombstones()
    store.close()
    assert b"Okafor" not in bytes_of(store.path)
    assert check_file(store.path) == []


def test_a_file_that_was_imported_undone_and_imported_again_is_forgotten_twice(store):
    records = [each for each in store.content if isinstance(each, Participant | Source | Speaker)]
    twin = ImportPlan("Import again", tuple(records), turns={"src": TURNS})
    with store.edit("Remove all") as edit:
        edit.delete(*(each for each in records if not isinstance(each, Speaker)))
    apply_plan(store, twin)
    (anna,) = (each for each in store.content.all(Participant).values() if each.name == "Anna Schmidt")
    assert store.content.find(Source, "src") is None
    forget(store, plan_forgetting(store, anna.id))
    store.adopt()
    assert ("participant", anna.id) in store.tombstones()
    store.close()
    everything = bytes_of(store.path)
    for word in (*ANNAS_WORDS, *NAMES):
        assert word.encode() not in everything, word
    assert check_file(store.path) == []


def test_a_backup_in_an_older_format_is_deleted(tmp_path):
    path = tmp_path / "Old.clew"
    path.write_bytes(gzip.decompress((Path(__file__).parents[1] / "data/formats/format-4.clew.gz").read_bytes()))
    with open_workspace(path) as store:
        with store.edit("Add participant") as edit:
            edit.put(Participant(id="a1", name="Anna Schmidt", rank="V"))
        plan = plan_forgetting(store, "a1")
        assert [(each.path.name.startswith("Old (format 4, "), each.fate) for each in plan.backups] == [
            (True, "deleted")
        ]
        assert forget(store, plan) == []
        store.adopt()
    assert [each.name for each in tmp_path.iterdir()] == ["Old.clew"]


def test_what_was_forgotten_is_not_imported_again(store):
    records = tuple(
        record for record in store.content if isinstance(record, Participant | Source | Speaker | Highlight)
    )
    plan = ImportPlan("Import again", records, turns={"src": TURNS})
    with store.edit("Remove all") as edit:
        edit.delete(edit.content.get(Source, "src"))
    forget(store, plan_forgetting(store, "a1"))
    store.adopt()
    cleaned = without_forgotten(plan, store.tombstones())
    assert [each.text for each in cleaned.warnings] == [
        "What was forgotten in this workspace was left out, and what names it erased."
    ]
    apply_plan(store, plan)
    content = store.content
    names = sorted(each.name for each in content.all(Participant).values())
    assert names == ["Ben Okafor", "Ben Okafor"]
    (source,) = content.all(Source).values()
    assert [number for number, _ in store.turns(source.id)] == [0, 2, 3]
    (kept,) = (each for each in content.all(Highlight).values() if store.passage(each).startswith("[erased]\r"))
    assert store.passage(kept) == "[erased]\r\nwaited; שלום [erased]"
    assert not [hit for hit in content.all(Highlight).values() if hit.turn == 1]
    store.close()
    assert SECRET.encode() not in bytes_of(store.path)
    assert check_file(store.path) == []


def test_a_namesake_keeps_the_name_until_forgotten_too_and_few_words_quoted_whole_go(tmp_path):
    """One person in three files comes as three participants; what each said goes with each."""
    turns = {
        "s1": [Turn("Kumquat marmalade.", "Tobias Zweig"), Turn("Tobias left.", "Petra"), Turn("Hm.", "Tobias' aunt")],
        "s2": [Turn("Penguins are late.", "Tobias Zweig"), Turn("Not mine.", "Petra")],
    }
    records: list[AnyRecord] = [
        *(Source(id=each, rank=each, title=each, kind="interview", turns=len(turns[each])) for each in turns),
        *(Participant(id=f"t{each}", rank=each, name="Tobias Zweig") for each in turns),
        *(Speaker(source_id=each, label="Tobias Zweig", participant_id=f"t{each}") for each in turns),
        Speaker(source_id="s1", label="Tobias' aunt"),
        Highlight(id="h", source_id="s1", turn=0, start=0, last_turn=0, end=18),
        Insight(id="i", rank="a", kind="pain", statement="Kumquat marmalade"),
        Insight(id="j", rank="b", kind="pain", statement="Kumquat marmalade"),  # nobody says that it is theirs
        InsightHighlight(insight_id="i", highlight_id="h"),
    ]
    with create_workspace(tmp_path / "w.clew", records, turns=turns) as store:
        forget(store, plan_forgetting(store, "ts1"))
        store.adopt()
        assert store.content.get(Participant, "ts2").name == "Tobias Zweig"
        assert [turn.speaker for _, turn in store.turns("s2")] == ["Tobias Zweig", "Petra"]
        assert [turn.speaker for _, turn in store.turns("s1")] == ["Petra", "[erased]' aunt"]
        assert {each.label for each in store.content.members(Speaker, "source_id", "s1")} == {"[erased]' aunt"}
        assert [store.content.get(Insight, each).statement for each in "ij"] == ["[erased]", "Kumquat marmalade"]
        assert plan_forgetting(store, "ts2").turns == 1
        forget(store, plan_forgetting(store, "ts2"))
        store.adopt()
        assert check_file(store.path) == []
    assert not [each for each in (b"Tobias", b"Zweig", b"enguin") if each in store.path.read_bytes()]


def test_what_quotes_a_forgotten_one_is_not_imported_again():
    plan = ImportPlan(
        "Import",
        (
            Source(id="s", rank="a", title="s", kind="interview", turns=2),
            Speaker(source_id="s", label="Ann", participant_id="p"),
            Highlight(id="h", source_id="s", turn=0, start=0, last_turn=0, end=13),
            Insight(id="i", rank="a", kind="pain", statement="Blue penguins"),
            Insight(id="j", rank="b", kind="pain", statement="Blue penguins. They never came on time"),
            InsightHighlight(insight_id="i", highlight_id="h"),
        ),
        turns={
            "s": [Turn("Blue penguins. They never came on time!", "Ann"), Turn("They never came on time, hm?", "I")]
        },
    )
    left = without_forgotten(plan, {("participant", "p"), ("highlight", "h")})
    assert [each.text for each in left.turns["s"]] == ["", "[erased], hm?"]
    assert [each.statement for each in left.records if isinstance(each, Insight)] == ["[erased]", "[erased]"]


def test_a_plan_of_nobody_forgotten_is_as_it_was():
    plan = ImportPlan("Import", (Participant(id="x", name="Xenia", rank="V"),), turns={"s": (Turn("Hi", "Xenia"),)})
    assert without_forgotten(plan, {("participant", "y")}) is plan


def test_what_hangs_on_a_highlight_of_a_forgotten_source_goes_along():
    highlight = Highlight(id="h", source_id="s", turn=0, start=0, last_turn=0, end=2)
    insight = Insight(id="i", rank="V", kind="pain", statement="Waits")
    records = (
        Source(id="s", rank="V", title="Talk", turns=1, length=2),
        highlight,
        insight,
        InsightHighlight(insight_id="i", highlight_id="h"),
    )
    plan = ImportPlan("Import", records, turns={"s": (Turn("Hi"),)})
    kept = without_forgotten(plan, {("source", "s")})
    assert (kept.records, kept.turns) == ((insight,), {})

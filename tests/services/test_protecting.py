import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import FileError, InputError
from app.models.records import Card, Highlight, Insight, Participant, ParticipantFact, Source, Speaker
from app.models.turns import Passage, Turn, words_of
from app.services.protecting import _Protection, preview, protect
from app.services.roster import Roster
from app.store import Store, check_file, create_workspace, open_workspace
from app.store.driver import connect_reader
from app.store.vault import VaultEntry
from tests.services.heard import heard
from tests.store.maps import records

PASSWORD = "a thread, a maze"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch):
    monkeypatch.setattr("app.store.vault.SCRYPT", {"n": 16, "r": 8, "p": 1})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with heard(tmp_path / "Northwind.clew") as made:
        yield made


def bytes_of(path: Path) -> bytes:
    """Return all bytes of the folder of a file, what is packed in keyframes among them."""
    plain = b"".join(each.read_bytes() for each in path.parent.iterdir() if each.is_file())
    packed = b""
    with connect_reader(path) as connection:
        for (keyframe,) in connection.execute("SELECT content FROM history_keyframe"):
            packed += zlib.decompress(keyframe)
        for row in connection.execute("SELECT * FROM turn_index_data"):
            packed += b"".join(each for each in row if isinstance(each, bytes))
    return plain + packed


def test_names_go_everywhere_and_highlights_keep_their_words(store):
    told = preview(store)
    assert [(each.name, each.pseudonym) for each in told.people] == [
        ("Anna Schmidt", "P01"),
        ("Ben Okafor", "P02"),
        ("Tom Baker", "S01"),
    ]
    protect(store, PASSWORD)
    change_set = store.adopt()
    assert change_set is not None
    assert change_set.origin == "protect"
    content = store.content
    anna = content.get(Participant, "a1")
    assert (anna.name, anna.contact, anna.consent, anna.protected) == ("P01", "", "", True)
    assert {each.label for each in content.all(Speaker).values()} == {"S01", "P01", "P02"}
    assert content.find(ParticipantFact, "b1/Full name").value == "P02"
    source = content.get(Source, "src")
    assert (source.title, source.origin) == ("Interview P01", "P01.vtt")
    turns = [turn for _, turn in store.turns("src")]
    assert [turn.speaker for turn in turns] == ["S01", "P01", "P02", "S01"]
    assert turns[0].text == "Welcome, P01! 😀 How was it?"
    assert turns[2].text == "P01 is right, P01\r\nwaited; שלום P01, 👩\u200d🔬 my number is P02"
    assert source.length == sum(len(turn.text) for turn in turns)
    assert store.passage(content.get(Highlight, "h1")) == "queue at the counter was forty minutes long"
    assert store.passage(content.get(Highlight, "h2")) == "P01\r\nwaited; שלום P01"
    assert store.passage(content.get(Highlight, "h3")) == "right, P01"
    assert content.get(Insight, "i1").statement == content.get(Card, "p2").title == "P01 waits too long"
    assert content.get(Card, "p1").note == "said by P01"
    assert not store.can_undo
    labels = {step.label for step in store.steps()}
    assert {"Import “Interview P01.vtt”", "Make insight “P01 waits”", "Before P01’s workshop"} <= labels
    then = store.past(store.step - 3)
    assert then.content.get(Participant, "a1").name == "P01"
    assert then.passage(then.content.get(Highlight, "h2")) == "P01\r\nwaited; שלום P01"
    path = store.path
    store.close()
    assert check_file(path) == []
    everything = bytes_of(path)
    for word in (
        "Anna",
        "anna",
        "Schmidt",
        "schmidt",
        "Okafor",
        "okafor",
        "1234567",
        "7654321",
        "anna@x.org",
        "Benjamin",
    ):
        assert word.encode() not in everything, word


def test_the_vault_knows_who_they_are_and_nobody_else_does(store):
    protect(store, PASSWORD)
    store.adopt()
    entries = store.open_vault(PASSWORD)
    assert entries["a1"] == VaultEntry("Anna Schmidt", "P01", (), "anna@x.org\n0151 7654321", "signed")
    assert "Benjamin K. Okafor" in entries["b1"].aliases
    with pytest.raises(InputError, match="not the password"):
        store.open_vault("a thread, a clue")
    store.change_vault_password(PASSWORD, "another thread")
    assert store.open_vault("another thread") == entries
    with pytest.raises(InputError):
        store.open_vault(PASSWORD)
    copy = store.path.with_name("Shared.clew")
    store.save_copy(copy, history=False)
    with open_workspace(copy) as shared:
        assert not shared.has_vault
        with pytest.raises(InputError, match="no identity vault"):
            shared.open_vault("another thread")


def test_a_wrong_or_short_password_changes_nothing(store):
    with pytest.raises(InputError, match="8 characters"):
        protect(store, "short")
    assert store.content.get(Participant, "a1").name == "Anna Schmidt"
    assert not store.has_vault
    protect(store, PASSWORD)
    store.adopt()
    step = store.step
    with pytest.raises(InputError):
        protect(store, "not the password")
    assert store.step == step
    assert store.adopt() is None


def test_what_is_imported_later_is_unprotected_until_it_is_protected_too(store):
    protect(store, PASSWORD)
    store.adopt()
    with store.edit("Import") as edit:
        edit.put(
            Participant(id="cleo", name="Cleo Ng", rank="X"), Source(id="s2", rank="W", title="Cleo", turns=1, length=3)
        )
        edit.put(Speaker(source_id="s2", label="Cleo", participant_id="cleo"))
        store.keep_turns("s2", [Turn("Ask Anna Schmidt or Ben", "Cleo")])
    assert not store.content.get(Participant, "cleo").protected
    assert store.turns("s2")[0][1].text == "Ask Anna Schmidt or Ben"
    protect(store, PASSWORD)
    store.adopt()
    assert store.turns("s2")[0][1] == Turn("Ask P01 or P02", "P03")
    assert [each.name for each in store.content.ordered(Participant)] == ["P01", "P02", "P03"]
    assert store.content.get(Source, "s2").title == "P03"
    store.undo()
    assert store.step == store.steps(limit=1)[0].step


def test_an_entry_belongs_to_one_participant_and_one_key(store):
    protect(store, PASSWORD)
    connection = store._file.connection
    nonce, sealed = connection.execute("SELECT nonce, sealed FROM vault_entry WHERE participant_id = 'a1'").fetchone()
    connection.execute("UPDATE vault_entry SET nonce = ?, sealed = ? WHERE participant_id = 'b1'", (nonce, sealed))
    store._file.commit(1)
    with pytest.raises(FileError, match="damaged"):
        store.open_vault(PASSWORD)


_WORDS = "Anna|Schmidt|Ju\u0308rgen|مريم|Ben| |\r\n|. |’s|waits|2|😀|👩\u200d🔬|e\u0301|\u0301|שלום|\u200f".split("|")
WHO = {
    "a": VaultEntry("Anna Schmidt", "P01"),
    "b": VaultEntry("Jürgen Ben", "P02"),
    "c": VaultEntry("مريم حسن", "P03"),
}
ROSTER = Roster(WHO, frozenset(), {}, {}, frozenset())
NAMES = ROSTER.names()


@given(
    st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map("".join), min_size=1, max_size=3), st.data()
)
def test_highlights_stay_on_their_words(texts, data):
    work = _Protection(ROSTER, doubtful=False)
    places = [(turn, at) for turn, text in enumerate(texts) for at in range(len(text))]
    first, last = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
    values = {
        "id": "h",
        "source_id": "s",
        "turn": first[0],
        "start": first[1],
        "last_turn": last[0],
        "end": last[1] + 1,
    }
    turns = [work.turn("s", number, Turn(text)) for number, text in enumerate(texts)]
    after = work.record("highlight", values)
    now = Passage(after["turn"], after["start"], after["last_turn"], after["end"])
    expected = []
    for turn in range(first[0], last[0] + 1):
        start, end = first[1] if turn == first[0] else 0, last[1] + 1 if turn == last[0] else len(texts[turn])
        expected.append(_with_pseudonyms(texts[turn], start, end))
    assert words_of(now, enumerate(turns)) == "\n".join(expected)


def _with_pseudonyms(text, start, end):
    """Return a part of a text with what it names replaced; a name that it cuts is taken whole."""
    words: list[str] = []
    for hit in NAMES.find(text):
        if hit.sure and hit.start < end and start < hit.end:
            words += text[start : hit.start], NAMES.pseudonym(hit), "-" * text[hit.end : hit.end + 1].isdigit()
            start = hit.end
    return "".join((*words, text[start:end]))


def test_nobody_to_protect(tmp_path):
    with create_workspace(tmp_path / "New.clew", records()) as store, pytest.raises(InputError, match="nobody"):
        protect(store, PASSWORD)

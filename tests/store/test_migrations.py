"""Files of older formats: backed up, brought up to date in one transaction, or left as they were."""

import gzip
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from app.models.content import decided
from app.models.errors import FileError
from app.models.records import (
    RECORD_TYPES,
    Activity,
    Agenda,
    Anchor,
    Ballot,
    Bookmark,
    Card,
    CardTag,
    Connector,
    Decision,
    EmotionOverride,
    Highlight,
    Journey,
    JourneyTag,
    OpportunityCard,
    OpportunityJourney,
    OpportunityTag,
    Persona,
    PersonaChannel,
    PersonaTag,
    PersonaTrait,
    RequiredField,
    Score,
    ScoringModel,
    Speaker,
    StageTag,
    Step,
    StepTag,
    Tag,
    Vote,
    VoteOption,
    VoteRound,
    WallColumn,
    WallRow,
)
from app.scoring.opportunities import sides_of
from app.scoring.presets import preset
from app.services.opportunities import make_opportunity
from app.store import Store, check_file, create_workspace, open_workspace, read_snapshot
from app.store.driver import connect
from app.store.history import next_redo, next_undo, steps_back
from app.store.locking import WriteLock
from app.store.migrations import MIGRATIONS, Migration, bring_up_to_date, m005_scores
from app.store.reading import read_content
from app.store.schema import SCHEMA_VERSION
from tests.data.formats.make import TURNS
from tests.store.maps import move

KNOWN = {5: ["Source “Mrs. Ohm” has 52 characters, and says 53."]}
"""What a sample has been wrong in since it was made: it is kept as it is."""

FORMATS = Path(__file__).parents[1] / "data" / "formats"


def add_table(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE mood (id TEXT PRIMARY KEY, card_id TEXT REFERENCES card(id)) STRICT")
    connection.execute("INSERT INTO mood SELECT id, id FROM card")


def drop_table(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE tool")


def fail_half_way(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE card SET title = 'half'")
    connection.execute("INSERT INTO nowhere VALUES (1)")


def break_references(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA defer_foreign_keys=ON")
    connection.execute("UPDATE card SET lane_id = 'gone'")


@pytest.fixture
def closed(store: Store) -> Path:
    move(store)
    store.close()
    return store.path


def migrate(path: Path, migrations: Sequence[Migration]) -> Path | None:
    with closing(connect(path)) as connection:
        lock = WriteLock(connection, path)
        lock.take()
        try:
            return bring_up_to_date(path, connection, lock, [*MIGRATIONS, *migrations])
        finally:
            lock.roll_back()


def test_the_version_counts_the_migrations():
    assert len(MIGRATIONS) + 1 == SCHEMA_VERSION
    assert sorted(each.name for each in FORMATS.glob("*.gz")) == [
        f"format-{number}.clew.gz" for number in range(1, SCHEMA_VERSION + 1)
    ]


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_the_sample_of_each_format_opens_and_is_sound(version: int, tmp_path: Path):
    path = sample(version, tmp_path)
    with open_workspace(path) as store:
        assert store.content.get(Card, "c").title == "Queue at the counter: 車站 🚉 ü"
        assert store.content.get(Journey, "k").to_be_of == "j"
        assert [each.value for each in store.content.all(EmotionOverride).values()] == [-1.5]
        if version >= 2:
            assert sides_of(store.content, "p") == (92.5, 76.0, None)
            assert store.content.find(OpportunityCard, "p/c")
            assert decided(store.content, "p") == ("later" if version < 6 else "will do")
            assert store.content.find(OpportunityJourney, "p/k")
        if version >= 3:
            card, persona = store.content.get(Card, "c"), store.content.get(Persona, "p")
            assert (card.severity, card.frequency, card.owner_id, card.example) == (4, 2, "o", True)
            assert (persona.buyer_role, persona.quote) == ("procurement", "I just want a seat.")
            assert store.content.get(Step, "b1").team_id == "d"
            assert store.content.get(Tag, "t").colour == "teal"
            for link in (CardTag, StageTag, StepTag, JourneyTag, PersonaTag, OpportunityTag, PersonaChannel):
                assert len(store.content.all(link)) == 1
            for record_type in (PersonaTrait, Connector, Bookmark, RequiredField):
                assert len(store.content.all(record_type)) == 1
        if version >= 4:
            assert store.content.get(Activity, "v").minutes == 7.5
            assert store.content.get(VoteRound, "w").revealed
            assert store.content.get(Vote, "y1/x1").count == 4
            counts = {Agenda: 1, VoteOption: 2, Ballot: 2, Vote: 2, WallColumn: 1, WallRow: 1}
            assert {each: len(store.content.all(each)) for each in counts} == counts
        if version >= 5:
            highlight = store.content.get(Highlight, "hi")
            assert store.passage(highlight) == "Ich stand 🚉 lange"[:17]
            assert store.turns("z")[1] == (1, TURNS[1])
            research = ["participant", "participant_fact", "source", "highlight", "theme", "insight", "import_mapping"]
            research += ["insight_highlight", "insight_persona", "insight_step", "card_insight", "card_highlight"]
            research += ["opportunity_insight", "opportunity_highlight", "evidence_verdict", "participant_tag"]
            research += ["source_tag", "highlight_tag", "insight_tag"]
            assert [kind for kind in research if len(store.content.all(RECORD_TYPES[kind])) != 1] == []
            assert len(store.content.all(Speaker)) == 2
        if version >= 6:
            kinds = ["tool_department", "stakeholder", "stakeholder_journey", "ask"]
            kinds += ["scorer", "decision", "boundary", "opportunity_boundary", "solution", "solution_opportunity"]
            kinds += ["solution_step", "action", "card_answer"]
            assert [kind for kind in kinds if len(store.content.all(RECORD_TYPES[kind])) != 1] == []
            assert (len(store.content.all(Anchor)), len(store.content.all(Score))) == (3 + 16, 2 + 2)
            assert store.content.get(Journey, "j").review_every == 90
        if 2 <= version < 6:
            made = [each.step for each in store.steps() if each.label == "Make opportunity"][-1]
            assert decided(store.past(made).content, "p") == "later"
            assert sides_of(store.past(made).content, "p") == (92.5, 76.0, None)
            for kind in (Decision, Score, ScoringModel):
                assert not store.past(made - 1).content.all(kind)
            assert {each.id for each in store.content.all(Score).values()} == {"p/customer", "p/business"}
            assert "" not in {each.at for each in store.content.all(Score).values()}
        if version == SCHEMA_VERSION:
            assert store.redo_label == "Move pain"
            while store.can_undo:
                store.undo()
            assert store.content.get(Card, "c").title == "Queue"
            assert store.content.find(Journey, "k") is None
        assert "Workshop" in [step.name for step in store.steps()]
    assert check_file(path) == KNOWN.get(version, [])


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_file_is_read_and_checked_without_being_changed(version: int, tmp_path: Path):
    path = sample(version, tmp_path)
    before = path.read_bytes()
    assert read_snapshot(path).content.get(Card, "c").title == "Queue at the counter: 車站 🚉 ü"
    assert check_file(path) == KNOWN.get(version, [])
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_file_has_the_tables_of_a_new_one_then(version: int, tmp_path: Path):
    old, new = sample(version, tmp_path), tmp_path / "new.clew"
    open_workspace(old).close()
    create_workspace(new).close()
    assert tables(old) == tables(new)


def test_an_older_file_is_backed_up_when_it_is_opened_for_editing(tmp_path: Path):
    path = sample(1, tmp_path)
    before = read_snapshot(path).content
    with open_workspace(path) as store:
        assert store.content == before
        assert not store.can_undo
        make_opportunity(store, ["c"])
    (backup,) = tmp_path.glob("sample (format 1, *).clew")
    assert read_snapshot(backup).content == before
    assert len(read_snapshot(path).content.all(OpportunityCard)) == 1


def sample(version: int, folder: Path) -> Path:
    path = folder / "sample.clew"
    path.write_bytes(gzip.decompress((FORMATS / f"format-{version}.clew.gz").read_bytes()))
    return path


def tables(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return the columns, foreign keys and indexes of each table: an added column stands last and has a default."""
    pragmas = {
        "table_info": lambda number, name, kind, not_null, default, key: (name, kind, not_null, key),
        "foreign_key_list": lambda number, sequence, *key: key,
        "index_list": lambda number, *index: index,
    }
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: {
                (pragma, *kept(*row))
                for pragma, kept in pragmas.items()
                for row in connection.execute(f"PRAGMA {pragma}({name})")
            }
            for name in names
        }


def test_a_migration_backs_up_first_and_ends_undo(closed: Path):
    before = read(closed)
    backup = migrate(closed, [add_table, drop_table])
    assert backup is not None
    assert backup.parent == closed.parent
    assert backup.name.startswith(f"Northwind (format {SCHEMA_VERSION}, ")
    assert read(backup) == before
    with open_workspace(backup) as store:
        assert store.can_undo
    with closing(sqlite3.connect(closed)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION + 2,)
        assert connection.execute("SELECT id FROM mood").fetchall() == [("c",)]
        newest = next(steps_back(connection))
        assert (newest.origin, newest.label) == ("migration", f"Brought up to format {SCHEMA_VERSION + 2}")
        assert next_undo(steps_back(connection)) is None
        assert next_redo(steps_back(connection)) is None
        assert len(list(steps_back(connection))) == 3
    with pytest.raises(FileError, match="newer version"):
        open_workspace(closed)


def test_nothing_is_done_to_a_file_that_is_up_to_date(closed: Path):
    before = closed.read_bytes()
    assert migrate(closed, []) is None
    assert [each.name for each in closed.parent.iterdir()] == [closed.name]
    assert closed.read_bytes() == before


@pytest.mark.parametrize("broken", [fail_half_way, break_references])
def test_a_migration_that_fails_leaves_the_file_as_it_was(closed: Path, broken: Migration):
    before = closed.read_bytes()
    with pytest.raises(FileError, match=r"could not be brought up to date .* was left as it was\. A backup is in"):
        migrate(closed, [add_table, broken])
    assert closed.read_bytes() == before
    with open_workspace(closed) as store:
        store.undo()


def test_without_a_backup_there_is_no_migration(closed: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.store.migrations.put_in_place", refuse)
    before = closed.read_bytes()
    with pytest.raises(FileError, match="no backup can be written"):
        migrate(closed, [add_table])
    assert closed.read_bytes() == before
    assert [each.name for each in closed.parent.iterdir()] == [closed.name]


def read(path: Path) -> object:
    with closing(connect(path)) as connection:
        return read_content(connection)


def test_the_value_matrix_of_an_older_file_is_that_of_every_workspace():
    made = preset("value matrix")
    assert m005_scores.MODEL[0] == made.model.id
    assert [(each[0], each[4]) for each in m005_scores.CRITERIA] == [(each.id, each.part) for each in made.criteria]
    anchors = [anchor.id for each in made.criteria for anchor in made.anchors[each.id]]
    assert [each[0] for each in m005_scores.ANCHORS] == anchors


def test_an_older_file_without_scores_gets_no_model(tmp_path: Path):
    with open_workspace(sample(1, tmp_path)) as store:
        assert not store.content.all(ScoringModel)

"""The command line as a user runs it: in this process for speed, in one of its own where the process matters."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.cli import main
from app.importers import read_source
from app.models.content import cards_of, journeys_of, stages_of, workspace_of
from app.models.places import resource
from app.scoring.presets import preset_id
from app.services.plans import create_from
from app.services.scoring import open_blind_round
from app.services.scoring_models import choose_model
from app.services.stages import add_stage
from app.services.votes import make_round
from app.store import create_workspace, open_workspace, read_snapshot

ROOT = Path(__file__).parents[2]
SAMPLE = resource("samples", "northwind.json")
DIAGRAM = "journey\n    title Day\n    section Go\n      Tea: 5: Me\n      Work: 1: Me, Cat\n"


@pytest.fixture
def clew(capsys, tmp_path, monkeypatch):
    """Return a function that runs a command in an empty folder: exit status, stdout, stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> tuple[int, str, str]:
        try:
            status = main([str(word) for word in words])
        except SystemExit as left:
            status = int(left.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def sample(tmp_path) -> Path:
    """Return a workspace file that holds the sample."""
    path = tmp_path / "sample.clew"
    create_from(path, read_source(SAMPLE)).close()
    return path


def one_line(err: str) -> str:
    assert err.startswith("clew: ")
    assert err.count("\n") == 1
    return err


def test_new_makes_one_blank_journey(clew, tmp_path):
    assert clew("new", "a.clew")[0] == 0
    content = read_snapshot(tmp_path / "a.clew").content
    assert workspace_of(content).title == "a"
    assert [(each.title, len(stages_of(content, each.id))) for each in journeys_of(content)] == [("New journey", 0)]


def test_new_takes_a_template_and_a_title(clew, tmp_path):
    assert clew("new", "a.clew", "--template", "lifecycle", "--title", "Ours")[0] == 0
    content = read_snapshot(tmp_path / "a.clew").content
    assert workspace_of(content).title == "Ours"
    assert [(each.title, len(stages_of(content, each.id))) for each in journeys_of(content)] == [("Ours", 5)]
    status, _, err = clew("new", "b.clew", "--template", "nothing")
    assert (status, "lifecycle" in one_line(err)) == (1, True)


def test_new_leaves_an_existing_file_alone(clew, tmp_path):
    (tmp_path / "a.clew").write_text("mine")
    status, _, err = clew("new", "a.clew")
    assert status == 1
    one_line(err)
    assert (tmp_path / "a.clew").read_text() == "mine"


def test_the_sample_is_shown_as_it_was_read(clew, sample):
    status, out, err = clew("show", sample, "--json")
    assert (status, out, err) == (0, SAMPLE.read_text("utf-8"), "")
    _, out, _ = clew("show", sample)
    assert "Northwind Rail" in out
    assert "Maya, touchpoint: Poster at the bus stop (+0.5)" in out


def test_import_makes_a_file_that_holds_only_what_was_imported(clew, tmp_path):
    (tmp_path / "day.mmd").write_text(DIAGRAM + "      No score\n")
    status, out, _ = clew("import", "a.clew", "day.mmd", "--json")
    assert status == 0
    told = json.loads(out)
    assert told["made"] == {"persona": 2, "journey": 1, "stage": 1, "step": 2, "swimlane": 2, "lane": 6, "card": 3}
    (warning,) = told["warnings"]
    assert (warning["source"], warning["line"]) == ("day.mmd", 6)
    assert "No score" in warning["text"]
    assert len(journeys_of(read_snapshot(tmp_path / "a.clew").content)) == 1


def test_several_sources_are_one_edit_and_share_personas(clew, tmp_path):
    (tmp_path / "one.mmd").write_text(DIAGRAM)
    (tmp_path / "two.md").write_text(f"# Two\n```mermaid\n{DIAGRAM}```\n")
    clew("new", "a.clew")
    before = read_snapshot(tmp_path / "a.clew")
    status, out, _ = clew("import", "a.clew", "one.mmd", "two.md", SAMPLE, "--json")
    assert status == 0
    assert json.loads(out)["made"]["persona"] == 4
    with open_workspace(tmp_path / "a.clew") as store:
        assert len(journeys_of(store.content)) == 4
        assert store.step == before.step + 1
        store.undo()
        assert store.content == before.content
    assert clew("check", "a.clew")[:2] == (0, "")


def test_the_same_file_twice_makes_two_journeys(clew, sample, tmp_path):
    assert clew("import", sample, SAMPLE)[0] == 0
    assert len(journeys_of(read_snapshot(sample).content)) == 2
    assert clew("check", sample)[:2] == (0, "")


def test_an_interview_that_is_there_already_is_told(clew, tmp_path):
    (tmp_path / "a.md").write_text("**Maya:** Too slow.\n\n**Jon:** Too dear.\n")
    assert "already" not in clew("import", "a.clew", "a.md")[1]
    assert "a.md: This text is in the workspace already" in clew("import", "a.clew", "a.md")[1]


def test_a_bad_source_among_good_ones_changes_nothing(clew, sample, tmp_path):
    (tmp_path / "good.mmd").write_text(DIAGRAM)
    (tmp_path / "bad.mmd").write_text("flowchart LR\n")
    before = sample.read_bytes()
    status, _, err = clew("import", sample, "good.mmd", "bad.mmd")
    assert (status, "bad.mmd" in one_line(err)) == (1, True)
    assert sample.read_bytes() == before
    assert clew("import", "new.clew", "good.mmd", "bad.mmd")[0] == 1
    assert not (tmp_path / "new.clew").exists()


def test_a_scale_is_asked_for_and_taken(clew, tmp_path):
    (tmp_path / "a.mmd").write_text("journey\nA: 0: Me\nB: 10: Me\n")
    _, out, _ = clew("import", "a.clew", "a.mmd")
    assert "a.mmd:1: The scores go from 0 to 10" in out
    assert clew("import", "b.clew", "a.mmd", "--scale", "0-10")[0] == 0
    cards = json.loads(clew("show", "b.clew", "--json")[1])["journeys"][0]["cards"]
    assert [card["sentiment"] for card in cards] == [-2, 2]
    assert clew("import", "n.clew", "a.mmd", "--scale", "-10-10")[0] == 0
    cards = json.loads(clew("show", "n.clew", "--json")[1])["journeys"][0]["cards"]
    assert [card["sentiment"] for card in cards] == [0, 2]
    for scale in ("10-0", "a-b", "5", "0-nan", "-5"):
        assert clew("import", "c.clew", "a.mmd", "--scale", scale)[0] == 2


def test_every_ending_is_written_whole_or_not_at_all(clew, sample, tmp_path):
    for ending, head in (
        (".pdf", b"%PDF"),
        (".json", b"{"),
        (".svg", b"<"),
        (".png", b"\x89PNG"),
        (".mmd", b"journey"),
        (".md", b"# "),
    ):
        out = tmp_path / f"out{ending}"
        chosen = [] if ending in (".pdf", ".json") else ["--journey", "I get my money back"]
        assert clew("export", sample, out, *chosen)[0] == 0, ending
        assert out.read_bytes().startswith(head)
        (tmp_path / "nowhere").mkdir(exist_ok=True)
        status, _, err = clew("export", sample, tmp_path / "missing" / out.name, *chosen)
        assert status == 1
        one_line(err)
    assert sorted(path.suffix for path in tmp_path.glob(".*")) == []


def test_a_journey_is_named_where_there_are_several(clew, sample):
    status, _, err = clew("export", sample, "a.mmd")
    assert status == 1
    assert "“I travel with Northwind Rail”, “I get my money back”" in one_line(err)
    assert "I get" in one_line(clew("export", sample, "a.svg", "--journey", "Nothing")[2])
    by_id = json.loads(clew("show", sample, "--json")[1])["journeys"][1]["id"]
    assert clew("export", sample, "a.mmd", "--journey", by_id)[0] == 0
    assert clew("export", sample, "b.mmd", "--journey", "i GET my money back")[0] == 0
    both = ["--journey", by_id, "--journey", "I travel with Northwind Rail"]
    assert "which of 2" in one_line(clew("export", sample, "a.svg", *both)[2])
    assert "title I get my money back" in Path("a.mmd").read_text("utf-8")


def test_a_report_is_written_of_all_or_of_named_journeys(clew, sample, tmp_path):
    status, out, _ = clew("export", sample, "all.pdf", "--report", "--weight", "0.62")
    assert (status, out.strip()) == (0, "Wrote all.pdf")
    named = ["--journey", "I get my money back", "--journey", "I travel with Northwind Rail", "--paper", "Letter"]
    assert clew("export", sample, "named.pdf", "--report", *named)[0] == 0
    assert "A4 or Letter" in one_line(clew("export", sample, "no.pdf", "--report", "--paper", "A0")[2])
    assert clew("new", "blank.clew")[0] == 0
    assert clew("export", "blank.clew", "blank.pdf", "--report")[0] == 0


def test_a_wall_template_gives_codes_by_which_notes_are_keyed_in(clew, tmp_path):
    assert clew("new", "a.clew", "--template", "lifecycle")[0] == 0
    before = read_snapshot(tmp_path / "a.clew").step
    assert clew("export", "a.clew", "missing/wall.pdf", "--wall")[0] == 1  # no file, then no codes
    assert clew("export", "a.clew", "wall.pdf", "--wall")[1].splitlines()[0] == "Wrote wall.pdf"
    assert read_snapshot(tmp_path / "a.clew").step == before + 1
    data = (tmp_path / "a.clew").read_bytes()
    assert clew("export", "a.clew", "sheets.pdf", "--wall", "--sheets", "a4", "--paper", "a1")[0] == 0
    assert (tmp_path / "a.clew").read_bytes() == data
    assert clew("capture", "a.clew", "C2 pain queue too long")[1].startswith("pain: queue too long (Purchase")
    with open_workspace(tmp_path / "a.clew") as store:
        assert clew("export", "a.clew", "wall.pdf", "--wall")[0] == 0
        add_stage(store, journeys_of(store.content)[0].id, "Return")
        status, _, err = clew("export", "a.clew", "again.pdf", "--wall")
        assert (status, (tmp_path / "again.pdf").exists()) == (1, False)
        one_line(err)


def test_ballots_of_a_vote_are_written(clew, tmp_path):
    assert clew("new", "a.clew", "--template", "lifecycle")[0] == 0
    assert "no vote yet" in one_line(clew("export", "a.clew", "b.pdf", "--ballots", "First?")[2])
    with open_workspace(tmp_path / "a.clew") as store:
        journey = journeys_of(store.content)[0].id
        pains = [card.id for card in cards_of(store.content, journey) if card.kind == "pain"]
        make_round(store, journey, "What first?", card_ids=pains)
    assert clew("export", "a.clew", "b.pdf", "--ballots", "what first?", "--count", "30")[:2] == (0, "Wrote b.pdf\n")
    assert "“What first?”" in one_line(clew("export", "a.clew", "c.pdf", "--ballots", "First?")[2])
    assert "1 to 1000" in one_line(clew("export", "a.clew", "c.pdf", "--ballots", "What first?", "--count", "0")[2])


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense", "b"],
        ["--nonsense"],
        ["export", "a.clew"],
        ["export", "a.clew", "out.docx"],
        ["export", "a.clew", "out"],
        ["export", "a.clew", "out.pdf", "--paper", "A9"],
        ["export", "a.clew", "out.pdf", "--tile", "0"],
        ["export", "a.clew", "out.pdf", "--tile", "1", "--paper", "fit"],
        ["export", "a.clew", "out.svg", "--landscape", "--paper", "fit"],
        ["export", "a.clew", "out.pdf", "--zoom", "2"],
        ["export", "a.clew", "out.png", "--zoom", "5"],
        ["export", "a.clew", "out.png", "--zoom", "nan"],
        ["export", "a.clew", "out.json", "--journey", "x"],
        ["export", "a.clew", "out.svg", "--report"],
        ["export", "a.clew", "out.pdf", "--report", "--landscape"],
        ["export", "a.clew", "out.pdf", "--weight", "0.6"],
        ["export", "a.clew", "out.svg", "--wall"],
        ["export", "a.clew", "out.pdf", "--wall", "--tile", "1"],
        ["export", "a.clew", "out.pdf", "--wall", "--sheets", "A0"],
        ["export", "a.clew", "out.pdf", "--wall", "--report"],
        ["export", "a.clew", "out.pdf", "--sheets", "A4"],
        ["export", "a.clew", "out.pdf", "--ballots", "x", "--journey", "y"],
        ["export", "a.clew", "out.pdf", "--count", "3"],
        ["import", "a.clew"],
        ["show", "a.clew", "b.clew"],
        ["check"],
        ["self-test", "x"],
    ],
)
def test_wrong_usage_is_2(clew, words):
    status, out, err = clew(*words)
    assert (status, out) == (2, "")
    assert err


def test_help_and_version(clew):
    assert clew("--help")[0] == clew("export", "--help")[0] == clew("--version")[0] == 0
    for command in ("new", "import", "show", "export", "check", "self-test"):
        assert f"clew {command}" in clew("--help")[1]


@pytest.mark.parametrize("command", [["show"], ["check"], ["export"], ["import"]])
def test_what_is_no_workspace_is_refused_and_left_as_it_is(clew, sample, tmp_path, command):
    whole = sample.read_bytes()
    randomly = random.Random(7)
    bad = {
        "empty": b"",
        "text": b"not a workspace",
        "random": randomly.randbytes(50_000),
        "cut": whole[: len(whole) // 2],
        "short": whole[:50],
        "foreign": b"SQLite format 3\x00" + bytes(4080),
    }
    more = {"export": [tmp_path / "out.pdf"], "import": [SAMPLE]}.get(command[0], [])
    for name, data in bad.items():
        path = tmp_path / f"{name}.clew"
        path.write_bytes(data)
        status, _, err = clew(*command, path, *more)
        assert status == 1, name
        one_line(err)
        assert path.read_bytes() == data, name
    assert clew("show", "missing.clew")[0] == 1
    assert clew("show", tmp_path)[0] == 1


def test_reading_commands_work_beside_an_open_window(clew, sample, tmp_path):
    (tmp_path / "a.mmd").write_text(DIAGRAM)
    with open_workspace(sample):
        assert clew("show", sample)[0] == clew("check", sample)[0] == clew("export", sample, "a.pdf")[0] == 0
        status, _, err = clew("import", sample, "a.mmd")
        assert status == 1
        one_line(err)


def test_check_prints_findings_and_one_line(clew, sample):
    import sqlcipher3.dbapi2 as dbapi2

    connection = dbapi2.connect(str(sample))
    connection.execute("UPDATE card SET sentiment = 9 WHERE title = 'Paying' OR title LIKE 'Card refused%'")
    connection.commit()
    connection.close()
    status, out, err = clew("check", sample)
    assert status == 1
    assert out
    assert "finding" in one_line(err)
    assert json.loads(clew("check", sample, "--json")[1])["findings"]


def test_the_self_test_passes(clew):
    status, out, err = clew("self-test")
    assert (status, err) == (0, "")
    assert out.endswith("All of it works here.\n")


def test_a_failure_of_its_own_is_told_without_a_traceback(clew, sample, monkeypatch, user_folders):
    name = "Anna Schmidt"

    def fail(_):
        raise RuntimeError("broken") from KeyError(name)

    monkeypatch.setattr("app.store.read_snapshot", fail)
    status, _, err = clew("show", sample)
    assert status == 1
    assert str(sample) in one_line(err)
    (report,) = (user_folders / "clew-state").glob("crash-*.txt")
    told = report.read_text("utf-8")
    assert "RuntimeError: broken" in told
    assert "KeyError" in told
    assert name not in told


def test_stopping_it_is_130(clew, sample, monkeypatch):
    def stop(_):
        raise KeyboardInterrupt

    def stop_and_stumble(_):
        try:
            raise KeyboardInterrupt
        finally:
            raise ValueError

    for how in (stop, stop_and_stumble):
        monkeypatch.setattr("app.store.read_snapshot", how)
        status, _, err = clew("show", sample)
        assert (status, err) == (130, "clew: Stopped.\n")


def in_a_process(*words: object, **more) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8")


def test_it_speaks_utf8_in_any_locale(sample):
    done = in_a_process("show", sample, LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert done.returncode == 0
    assert "It took my money" in done.stdout


def test_a_window_without_a_display_is_refused_in_one_line(sample):
    environment = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    done = in_a_process(sample, **environment)
    assert (done.returncode, done.stdout) == (1, "")
    assert "display" in one_line(done.stderr)
    assert "no file" in one_line(in_a_process("missing.clew").stderr)


def test_a_reader_that_goes_away_is_no_traceback(sample):
    command = f"'{sys.executable}' -m app show '{sample}' --json | head -c 10"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert "Traceback" not in done.stderr


@contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Be nobody for a while, where the tests run as root, to whom nothing is read-only."""
    is_root = os.getuid() == 0
    if is_root:
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if is_root:
            os.setresuid(0, 0, 0)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="needs Linux: another user for a while")
def test_a_read_only_folder_is_refused_and_left_as_it_is(clew, sample):
    with TemporaryDirectory(prefix="clew-read-only-") as name:
        folder = Path(name)
        shutil.copy(sample, folder / "a.clew")
        (folder / "a.mmd").write_text(DIAGRAM)
        everything = {path.name: path.read_bytes() for path in folder.iterdir()}
        commands = (["new", folder / "b.clew"], ["import", folder / "a.clew", folder / "a.mmd"])
        export = ["export", folder / "a.clew", folder / "a.json"]
        for words in (*commands, export):
            clew(*words[:1], "--help")  # loads what a stranger may not read
        folder.chmod(0o555)
        with an_ordinary_user():
            said = [clew(*words) for words in (*commands, export)]
            shown = clew("show", folder / "a.clew")
        folder.chmod(0o755)
        for status, _, err in said:
            assert status == 1
            one_line(err)
        assert shown[0] == 0
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == everything


MEASURED = """
import sys
from pathlib import Path
from app.cli import main
status = main(sys.argv[2:])
told = Path("/proc/self/status")
sizes = told.read_text().splitlines() if told.exists() else []
Path(sys.argv[1]).write_text(next((size.split()[1] for size in sizes if size.startswith("VmHWM")), "0"))
sys.exit(status)
"""


def cost_of(note: Path, *words: object) -> tuple[int, str, int]:
    """Return a command's exit status, what it said on stderr and its own largest size in kB (0 where none can tell)."""
    command = [sys.executable, "-c", MEASURED, str(note), *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=300)
    return done.returncode, done.stderr, int(note.read_text())


@pytest.mark.slow
def test_hostile_sources_cost_little_and_change_nothing(sample, tmp_path):
    before = sample.read_bytes()
    randomly = random.Random(3)
    sources = {
        "large.mmd": b"journey\n" + b"  A task: 5: Me\n" * 3_200_000,
        "tasks.mmd": b"journey\n" + b"A: 5\n" * 30_000,
        "random.mmd": randomly.randbytes(5_000_000),
        "list.md": b"mermaid\n" + b"- a\n" * 2_400_000,
        "deep.json": b'{"format": 1, "x": ' + b"[" * 190_000,
        "wide.json": b'{"format": 1, "journeys": [' + b"{}," * 190_000 + b"{}]}",
        "random.json": randomly.randbytes(5_000_000),
        "half.json": SAMPLE.read_bytes()[:30_000],
    }
    for name, data in sources.items():
        (tmp_path / name).write_bytes(data)
        status, said, kilobytes = cost_of(tmp_path / "cost", "import", sample, tmp_path / name)
        assert status == 1, name
        assert name in one_line(said)
        assert kilobytes < 500_000, name
    assert sample.read_bytes() == before


def test_an_import_that_finds_no_room_says_so_and_leaves_no_file(clew, tmp_path, monkeypatch):
    def full(*_: object, **__: object):
        raise OSError(28, "No space left on device")

    (tmp_path / "a.mmd").write_text(DIAGRAM)
    monkeypatch.setattr("app.store.opening.put_in_place", full)
    status, _, err = clew("import", "a.clew", "a.mmd")
    assert (status, "a.clew" in one_line(err)) == (1, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.mmd"]


def test_create_and_open_agree(tmp_path):
    create_workspace(tmp_path / "a.clew").close()
    assert read_snapshot(tmp_path / "a.clew").file_name == "a.clew"


def test_closed_streams_are_no_failure(sample, tmp_path):
    for words in (["show", str(sample)], ["export", str(sample), str(tmp_path / "a.json")], ["check", str(sample)]):
        command = " ".join(f"'{word}'" for word in [sys.executable, "-m", "app", *words])
        done = subprocess.run(["sh", "-c", f"{command} >&-"], cwd=ROOT, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), words
    assert (tmp_path / "a.json").is_file()


def test_the_workspace_is_never_written_over(clew, tmp_path):
    clew("new", "a.json")
    (tmp_path / "b.json").symlink_to("a.json")
    before = (tmp_path / "a.json").read_bytes()
    for out in ("a.json", "b.json"):
        status, _, err = clew("export", "a.json", out)
        assert (status, "itself" in one_line(err)) == (1, True)
    assert (tmp_path / "a.json").read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_names_of_files_may_be_long_or_no_text(clew, tmp_path):
    for name in ("é" * 120, "\udcff", "-x", " a b "):
        path = tmp_path / f"{name}.clew"
        assert clew("new", path)[0] == 0
        assert json.loads(clew("show", path, "--json")[1])["workspace"]["title"] == name.replace("\udcff", "\ufffd")
        assert clew("export", path, path.with_suffix(".pdf"))[0] == 0
        diagram = tmp_path / f"{name}.mmd"
        diagram.write_text("journey\nNothing\n")
        assert clew("import", path, diagram)[0] == 0
        assert clew("check", path)[:2] == (0, "")


def test_the_title_page_of_any_source_is_that_of_a_new_file(clew, tmp_path):
    (tmp_path / "a.mmd").write_text(DIAGRAM)
    assert clew("import", "a.clew", "a.mmd", SAMPLE)[0] == 0
    content = read_snapshot(tmp_path / "a.clew").content
    assert workspace_of(content).title == "Northwind Rail"
    assert len(journeys_of(content)) == 2


def test_a_tree_of_any_depth_is_shown(clew, tmp_path):
    journeys = [{"id": str(n), "parent_id": str(n - 1) if n else None, "title": f"J{n}"} for n in range(1500)]
    (tmp_path / "deep.json").write_text(json.dumps({"format": 1, "journeys": journeys}))
    assert clew("import", "a.clew", "deep.json")[0] == 0
    assert clew("show", "a.clew")[1].count("J1499") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_no_source(clew, tmp_path):
    os.mkfifo(tmp_path / "a.mmd")
    status, _, err = clew("import", "a.clew", "a.mmd")
    assert (status, "a.mmd" in one_line(err)) == (1, True)


LIST = """title;customer;business;effort;journey;decision
Hold the seat while payment is retried;92;76;2;;will do
Book assistance online;93;43;3;;will do
One fare per seat;54;78;5;;later
Stay signed in;34;47;1;;will not do
Live seat map;71;;4;;
"""


def test_a_list_becomes_opportunities_that_are_ranked_and_written_again(clew, tmp_path):
    clew("new", "a.clew")
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    status, out, err = clew("import", "a.clew", "list.csv", "--as", "opportunities", "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert told["warnings"] == []
    assert [told["made"][each] for each in ("opportunity", "score", "decision")] == [5, 14, 4]
    status, out, _ = clew("rank", "a.clew", "--weight", "0.62", "--json")
    assert status == 0
    rows = json.loads(out)
    assert [(row["rank"], row["title"]) for row in rows] == [
        (1, "Hold the seat while payment is retried"),
        (2, "Book assistance online"),
        (3, "One fare per seat"),
        (4, "Stay signed in"),
        (None, "Live seat map"),
    ]
    assert rows[0]["score"] == pytest.approx(85.92)
    assert sum(rows[0]["parts"].values()) == rows[0]["score"]
    assert [row["leads"] for row in rows] == [[[0.05, 33 / 34]], [[33 / 34, 1.0]], [[0.0, 0.05]], [], []]
    assert (rows[4]["score"], rows[4]["best"], rows[4]["worst"]) == (None, 2, 4)
    assert (rows[2]["effort"], rows[2]["decision"]) == (5.0, "later")
    assert [row["evidence"] for row in rows] == ["assumption"] * 5
    assert [row["could_be"] for row in rows] == [[1, 1], [2, 3], [3, 4], [5, 5], [2, 4]]
    assert rows[0]["first_share"] > 0.99
    assert rows[4]["first_share"] is None
    assert rows[0]["unseated_by"]["leads"] == ["Book assistance online"]
    assert rows[0]["unseated_by"]["weights"] == pytest.approx({"Customer": 33 / 34, "Business": 1 / 34})
    assert any("Ask the business" in question for row in rows for question in row["questions"])
    drawn = [clew("rank", "a.clew", "--weight", "0.95", *seed)[1] for seed in ((), ("--seed", "1"), ("--seed", "2"))]
    assert drawn[0] == drawn[1]
    assert "seed 2" in drawn[2]
    plain = clew("rank", "a.clew")[1]
    assert plain.startswith("value = 0.5 x customer + 0.5 x business")
    assert "seed 1" in plain
    assert "What to learn next:" in plain
    listed = json.loads(clew("opportunities", "a.clew", "--json")[1])
    assert [row["title"] for row in listed] == [row["title"] for row in rows]
    assert (listed[2]["decision"], listed[2]["type"], listed[2]["near_duplicates"]) == ("later", "fix", [])
    assert "never first" not in clew("rank", "a.clew", "--model", "weighted criteria")[1]
    for wrong in (("--model", "wishes"), ("--model", "RICE", "--weight", "0.5")):
        assert clew("rank", "a.clew", *wrong)[0] == 1
    assert clew("rank", "a.clew", "--seed", "x")[0] == 2
    assert "0.05-0.97" in plain
    assert "never first" in plain
    for name in ("out.csv", "out.xlsx"):
        assert clew("export", "a.clew", name, "--weight", "0.62")[0] == 0
        assert clew("new", f"{name}.clew")[0] == 0
        assert clew("import", f"{name}.clew", name, "--as", "opportunities")[0] == 0
        assert json.loads(clew("rank", f"{name}.clew", "--weight", "0.62", "--json")[1]) == rows
    with open_workspace(Path("a.clew")) as store:
        open_blind_round(store)
    blind = clew("rank", "a.clew")[1]
    assert "A blind round is open" in blind
    assert "0.05-0.97" not in blind
    with open_workspace(Path("a.clew")) as store:
        choose_model(store, preset_id("RICE"))
    assert clew("export", "a.clew", "rice.csv", "--weight", "0.62")[0] == 1
    assert clew("check", "a.clew")[0] == 0


def test_opportunities_survive_json(clew, sample, tmp_path):
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    clew("import", sample, "list.csv", "--as", "opportunities")
    (tmp_path / "all.json").write_text(clew("show", sample, "--json")[1], "utf-8")
    clew("import", "again.clew", "all.json")
    assert clew("show", "again.clew", "--json")[1] == clew("show", sample, "--json")[1]
    assert clew("show", "again.clew", "--canonical")[1] == clew("show", sample, "--canonical")[1]


def test_a_table_is_recognised_by_its_header(clew, tmp_path):
    clew("new", "a.clew")
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    assert "opportunities" in clew("import", "b.clew", "list.csv")[1]
    assert clew("import", "a.clew", "list.csv", "--as", "wishes")[0] == 2
    assert clew("rank", "a.clew", "--weight", "1.5")[0] == 2
    assert clew("export", "a.clew", "a.json", "--weight", "0.0")[0] == 2
    assert clew("rank", "a.clew")[1] == "There are no opportunities yet.\n"
    assert json.loads(clew("rank", "a.clew", "--json")[1]) == []
    assert clew("opportunities", "a.clew")[1] == "There are no opportunities yet.\n"


def test_titles_neither_command_a_terminal_nor_flood_it(clew, tmp_path):
    journeys = [{"title": "\x1b[31mred\x9b"}, {"title": "long " * 10_000}]
    (tmp_path / "a.json").write_text(json.dumps({"format": 1, "journeys": journeys}))
    clew("import", "a.clew", "a.json")
    assert "\x1b" not in clew("show", "a.clew")[1]
    assert json.loads(clew("show", "a.clew", "--json")[1])["journeys"][0]["title"] == "\x1b[31mred\x9b"
    err = one_line(clew("export", "a.clew", "a.svg")[2])
    assert "\x1b" not in err
    assert len(err) < 5_000


def test_shared_lists_go_out_and_come_in(clew, sample, tmp_path):
    assert clew("export", sample, "lists.json", "--as", "lists")[0] == 0
    assert clew("import", "other.clew", "lists.json", "--as", "lists")[0] == 0
    assert clew("export", "other.clew", "lists.csv", "--as", "lists")[0] == 0
    status, out, _ = clew("import", sample, "lists.csv", "--as", "lists")
    assert status == 0
    assert "nothing" in out
    assert clew("export", sample, "map.svg", "--as", "lists")[0] == 2
    assert clew("export", sample, "all.json", "--as", "opportunities")[0] == 2
    assert clew("export", sample, "lists.csv", "--as", "lists", "--weight", "0.2")[0] == 2


def test_a_map_is_written_as_it_is_looked_at(clew, sample, tmp_path):
    journey = ("--journey", journeys_of(read_snapshot(sample).content)[0].id)
    assert clew("export", sample, "plain.svg", *journey)[0] == 0
    status, said, _ = clew("export", sample, "m.svg", *journey, "--filter", "kind=pain", "--hide", "--colour-by", "tag")
    assert status == 0
    assert "cards hidden" in said
    assert "Kind of card: pain" in said
    plain, looked = ((tmp_path / name).read_text("utf-8") for name in ("plain.svg", "m.svg"))
    assert "Colour: Tag" in looked
    assert "Colour: Tag" not in plain
    assert len(looked) < len(plain)
    assert clew("export", sample, "c.pdf", *journey, "--one-chart", "--running-mean")[0] == 0


def test_what_a_lens_cannot_be_is_refused(clew, sample):
    assert "they can by" in one_line(clew("export", sample, "m.pdf", "--colour-by", "mood")[2])
    assert "no kind of card" in one_line(clew("export", sample, "m.pdf", "--filter", "kind=joy")[2])
    for words in (("m.pdf", "--hide"), ("m.json", "--colour-by", "tag"), ("m.mmd", "--one-chart")):
        assert clew("export", sample, *words)[0] == 2
